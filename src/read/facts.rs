//! What a document says of itself beside its text: in front matter, in the lines at its head, in the head of a page.
//!
//! Each fact has many names. The values of those that an article has a part for go there; all else stays metadata.

use crate::label::Vocabulary;
use crate::model::{
    Article, Block, Byline, Inline, Metadata, Site, Source, Stamp, StampKind, Value, inline_text,
};
use crate::normal::anchors::ANCHORS;
use crate::shape::byline;
use crate::shape::fields::is_short_line;
use crate::shape::source::{is_source, is_web_address};
use crate::warning::{Warning, WarningKind};

/// A part of an article that is stated under many names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fact {
    Title,
    Author,
    Date,
    Language,
    Site,
    SiteUrl,
    Source,
    Stamp(StampKind),
}

/// The names in small letters without what parts their words; the first name that has a fitting value counts.
const NAMES: [(Fact, &[&str]); 10] = [
    (Fact::Title, &["title"]),
    (Fact::Author, &["author", "authors"]),
    (
        Fact::Date,
        &[
            "date",
            "pubdate",
            "publishdate",
            "publisheddate",
            "publicationdate",
            "datepublished",
            "publishedtime",
            "publishedat",
            "publishedon",
            "published",
        ],
    ),
    (Fact::Language, &["lang", "language", "locale"]),
    (Fact::Site, &["site", "sitename"]),
    (Fact::SiteUrl, &["siteurl"]),
    (
        Fact::Source,
        &[
            "source",
            "sourceurl",
            "urlsource",
            "originalurl",
            "canonicalurl",
            "canonical",
            "pageurl",
            "url",
            "permalink",
        ],
    ),
    (Fact::Stamp(StampKind::Modified), &["modified"]),
    (Fact::Stamp(StampKind::Retrieved), &["retrieved"]),
    (Fact::Stamp(StampKind::Unknown), &["stamp"]),
];

/// A name in small letters without what parts its words.
pub(super) fn plain_name(name: &str) -> String {
    let letters = name.chars().filter(|c| !matches!(c, ' ' | '_' | '-'));
    letters.flat_map(char::to_lowercase).collect()
}

/// The fact that a plain name stands for.
pub(super) fn fact_of(plain_name: &str) -> Option<Fact> {
    let found = NAMES.iter().find(|(_, names)| names.contains(&plain_name));
    found.map(|(fact, _)| *fact)
}

/// What a document says of itself.
#[derive(Clone, Debug, Default)]
pub(super) struct Facts {
    pub(super) title: Option<String>,
    pub(super) author: Option<String>,
    pub(super) date: Option<String>,
    pub(super) language: Option<String>,
    pub(super) site: Option<String>,
    pub(super) site_url: Option<String>,
    pub(super) source: Option<String>,
    pub(super) stamp: Option<(StampKind, String)>,
    /// What an article has no other part for.
    pub(super) metadata: Metadata,
}

impl Facts {
    /// The facts among names and values.
    pub(super) fn of(metadata: Metadata) -> Self {
        let mut entries: Vec<Option<(String, Value)>> = metadata.into_iter().map(Some).collect();
        let names: Vec<String> = entries
            .iter()
            .map(|entry| {
                entry
                    .as_ref()
                    .map_or_else(String::new, |(name, _)| plain_name(name))
            })
            .collect();
        let mut facts = Self::default();
        for (fact, spellings) in NAMES {
            for spelling in spellings {
                let Some(at) = names.iter().position(|name| name == spelling) else {
                    continue;
                };
                let Some((_, value)) = &entries[at] else {
                    continue;
                };
                match facts.take(fact, spelling, value) {
                    Taken::No => {}
                    Taken::InPart => break,
                    Taken::Whole => {
                        entries[at] = None;
                        break;
                    }
                }
            }
        }
        facts.metadata = entries.into_iter().flatten().collect();
        facts
    }

    /// Takes a value for a fact, if it fits.
    fn take(&mut self, fact: Fact, name: &str, value: &Value) -> Taken {
        let text = words_of(value);
        let text_if = |is_right: &dyn Fn(&str) -> bool| text.clone().filter(|text| is_right(text));
        let place = match fact {
            Fact::Title => &mut self.title,
            Fact::Author => {
                let Some((names, is_all)) = names_of(value) else {
                    return Taken::No;
                };
                self.author = Some(names);
                return if is_all { Taken::Whole } else { Taken::InPart };
            }
            Fact::Date => {
                self.date = text_if(&|text| text.contains(|c: char| c.is_ascii_digit()));
                return Taken::whole(self.date.is_some());
            }
            Fact::Language => {
                self.language = text_if(&is_language);
                return Taken::whole(self.language.is_some());
            }
            Fact::Site => &mut self.site,
            Fact::SiteUrl => {
                // Without the site it has no place.
                self.site_url = text_if(&|_| self.site.is_some());
                return Taken::whole(self.site_url.is_some());
            }
            Fact::Source => {
                let is_own = name == "source";
                let is_right = |url: &&str| is_web_address(url) || is_own && is_source(url);
                // An address is never altered.
                self.source = value.as_str().filter(is_right).map(str::to_owned);
                return Taken::whole(self.source.is_some());
            }
            Fact::Stamp(kind) => {
                let text = text.filter(|_| self.stamp.is_none());
                self.stamp = text.map(|text| (kind, text)).or(self.stamp.take());
                return Taken::whole(self.stamp.as_ref().is_some_and(|(found, _)| *found == kind));
            }
        };
        place.clone_from(&text);
        Taken::whole(text.is_some())
    }

    /// Fills in what the article itself has not said.
    pub(super) fn fill(
        self,
        article: &mut Article,
        warnings: &mut Vec<Warning>,
        words: &Vocabulary,
    ) {
        take_repeated_title(article);
        self.fill_byline(article);
        let site = self.site.as_ref().map(|name| Site {
            name: name.clone(),
            url: self.site_url.clone(),
        });
        let source = self.source_line();
        let mut metadata = self.metadata;
        // What the text says goes before; what else is said of the same stays.
        match (&article.site, site) {
            (Some(printed), Some(site)) if printed.name != site.name => {
                metadata.insert("site", site.name);
            }
            (Some(_), _) => {}
            (None, site) => article.site = site,
        }
        match (&article.source, source) {
            (Some(printed), Some(source))
                if !source.url.is_empty() && printed.url != source.url =>
            {
                metadata.insert("source", source.url);
            }
            (Some(_), _) => {}
            (None, source) => article.source = source,
        }
        if let Some(anchors) = article.metadata.remove(ANCHORS) {
            metadata.insert(ANCHORS, anchors);
        }
        article.metadata = metadata;
        article.normalize_with(words);
        let is_told = |kind| match kind {
            WarningKind::NoSource => article.source.is_some(),
            WarningKind::Empty => *article != Article::default(),
            _ => false,
        };
        warnings.retain(|warning| !is_told(warning.kind));
    }

    fn source_line(&self) -> Option<Source> {
        let stamp = self.stamp.as_ref().map(|(kind, text)| Stamp {
            kind: *kind,
            text: text.clone(),
            at: text.parse().ok(),
        });
        (self.source.is_some() || stamp.is_some()).then(|| Source {
            url: self.source.clone().unwrap_or_default(),
            stamp,
        })
    }

    /// The byline may stand in the text, a short line that nothing marks but the name.
    fn fill_byline(&self, article: &mut Article) {
        let (author, date) = (self.author.as_deref(), self.date.as_deref());
        let Some(words) = author.or(date) else {
            return;
        };
        if article.byline.is_none() {
            let is_byline = |content: &[Inline]| {
                let is_text = |inline: &Inline| matches!(inline, Inline::Text { .. });
                content.iter().all(is_text)
                    && is_short_line(content)
                    && inline_text(content).contains(words)
            };
            let text = match article.body.first() {
                Some(Block::Paragraph { content }) if is_byline(content) => {
                    let text = inline_text(content);
                    article.body.remove(0);
                    text
                }
                _ => byline::line_of(author, date),
            };
            article.byline = Some(Byline {
                text,
                ..Byline::default()
            });
        }
        if let Some(byline) = &mut article.byline {
            let language = article.language.as_deref();
            let moment = || date.and_then(|date| byline::moment_of(date, language));
            byline.author = author.map(str::to_owned).or(byline.author.take());
            byline.at = byline.at.or_else(moment);
        }
    }
}

/// What became of a value.
enum Taken {
    No,
    /// There is more in it.
    InPart,
    Whole,
}

impl Taken {
    fn whole(is_taken: bool) -> Self {
        if is_taken { Self::Whole } else { Self::No }
    }
}

/// The words of a scalar, on one line.
fn words_of(value: &Value) -> Option<String> {
    let text = match value {
        Value::Text(text) => text.split_whitespace().collect::<Vec<_>>().join(" "),
        Value::Integer(number) => number.to_string(),
        Value::Float(number) => number.to_string(),
        Value::Null | Value::Bool(_) | Value::List(_) | Value::Map(_) => return None,
    };
    Some(text).filter(|text| !text.is_empty())
}

/// The names of one or more authors, and whether these are all that the value says.
fn names_of(value: &Value) -> Option<(String, bool)> {
    match value {
        Value::Text(_) => Some((words_of(value)?, true)),
        Value::Map(map) => {
            let Value::Text(_) = map.get("name")? else {
                return None;
            };
            Some((words_of(map.get("name")?)?, map.len() == 1))
        }
        Value::List(items) => {
            let names: Option<Vec<_>> = items.iter().map(names_of).collect();
            let (names, is_all): (Vec<_>, Vec<_>) = names?.into_iter().unzip();
            let is_all = is_all.into_iter().all(|is_all| is_all);
            (!names.is_empty()).then(|| (names.join(", "), is_all))
        }
        _ => None,
    }
}

/// Whether a text has the form of a BCP 47 tag, also as systems write it, `en_US`.
fn is_language(text: &str) -> bool {
    let mut parts = text.split(['-', '_']);
    let first = parts.next().unwrap_or_default();
    let is_part = |part: &str| {
        (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    (2..=3).contains(&first.len())
        && first.bytes().all(|byte| byte.is_ascii_alphabetic())
        && parts.all(is_part)
}

/// Takes the heading at the start if it repeats the title, with its links.
fn take_repeated_title(article: &mut Article) {
    let title = article.title.as_deref().map(inline_text);
    let is_title = |content: &[Inline]| Some(inline_text(content)) == title;
    if matches!(article.body.first(), Some(Block::Heading { content, .. }) if is_title(content)) {
        if let Block::Heading { content, .. } = article.body.remove(0) {
            article.title = Some(content);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts<const N: usize>(entries: [(&str, Value); N]) -> Facts {
        Facts::of(Metadata::from_iter(entries))
    }

    fn map<const N: usize>(entries: [(&str, &str); N]) -> Value {
        Value::Map(Metadata::from_iter(entries))
    }

    #[test]
    fn facts_have_many_names() {
        let found = facts([
            ("Title", 1984.into()),
            ("pubDate", "2020-01-02".into()),
            ("canonicalURL", "https://example.org/a".into()),
            ("locale", "en_US".into()),
            ("layout", "post".into()),
        ]);
        assert_eq!(found.title.as_deref(), Some("1984"));
        assert_eq!(found.date.as_deref(), Some("2020-01-02"));
        assert_eq!(found.source.as_deref(), Some("https://example.org/a"));
        assert_eq!(found.language.as_deref(), Some("en_US"));
        assert_eq!(found.metadata, Metadata::from_iter([("layout", "post")]));
    }

    #[test]
    fn what_does_not_fit_stays_metadata() {
        let entries = [
            ("url", "/fog/".into()),
            ("language", "rust".into()),
            ("published", false.into()),
            ("source", "Aunt Mara".into()),
            ("site_url", "https://example.org".into()),
        ];
        let found = facts(entries.clone());
        assert_eq!(found.metadata, Metadata::from_iter(entries));
        assert!(found.source.is_none() && found.date.is_none() && found.language.is_none());
    }

    #[test]
    fn of_authors_all_that_is_said_is_kept() {
        let author = |value: Value| {
            let facts = facts([("author", value)]);
            (facts.author, facts.metadata.is_empty())
        };
        let two = Some("Ana, Ben".to_owned());
        assert_eq!(
            author(Value::from_iter(["Ana", "Ben"])),
            (two.clone(), true)
        );
        let maps = Value::List(vec![map([("name", "Ana")]), map([("name", "Ben")])]);
        assert_eq!(author(maps), (two, true));
        let more = map([("name", "Ana"), ("email", "ana@example.org")]);
        assert_eq!(author(more), (Some("Ana".to_owned()), false));
        assert_eq!(author(map([("email", "ana@example.org")])), (None, false));
    }
}
