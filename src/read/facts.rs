//! Facts: what a document states about itself outside its text, in front matter, in labelled lines at its head or in
//! the metadata of an HTML page.
//!
//! Each fact is stated under many names. Facts that an article has a part for, such as the title, go there. All others
//! become further metadata.

use crate::grammar::url::is_same_place;
use crate::label::Vocabulary;
use crate::model::{
    Article, Block, Byline, Inline, Metadata, Node, Site, Source, Stamp, StampKind, Value,
    inline_text, walk_inlines,
};
use crate::normal::anchors::ANCHORS;
use crate::shape::byline;
use crate::shape::fields::is_short_line;
use crate::shape::source::{is_source, is_web_address};
use crate::warning::{Warning, WarningKind};

/// A fact that an article has a part for.
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
            "date", "pubdate", "publishdate", "publisheddate", "publicationdate", "datepublished",
            "publishedtime", "publishedat", "publishedon", "published",
        ],
    ),
    (Fact::Language, &["lang", "language", "locale"]),
    (Fact::Site, &["site", "sitename"]),
    (Fact::SiteUrl, &["siteurl"]),
    (
        Fact::Source,
        &[
            "source", "sourceurl", "urlsource", "originalurl", "canonicalurl", "canonical",
            "pageurl", "url", "permalink",
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

/// The facts that a document states.
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
    /// Facts that an article has no part for.
    pub(super) metadata: Metadata,
    /// Whether the author of a byline goes before the one that is stated. Front matter knows him better, where a
    /// byline has the name of an account.
    pub(super) yields: bool,
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

    /// Fills in what the article itself does not print.
    pub(super) fn fill(
        self,
        article: &mut Article,
        warnings: &mut Vec<Warning>,
        vocabulary: &Vocabulary,
    ) {
        let blocks = article.body.len();
        let tells_nothing = self.tells_nothing();
        if !self.yields {
            take_repeated_title(article);
        }
        let mut rest = self.fill_byline(article, vocabulary);
        let site = self.site.as_ref().map(|name| Site {
            name: name.clone(),
            url: self.site_url.clone(),
        });
        let source = self.source_line();
        // What the text says goes before; what else is said of the same stays.
        match (&article.site, site) {
            (Some(printed), Some(site)) if printed.name != site.name => {
                rest.push(("site", site.name));
            }
            (Some(_), _) => {}
            (None, site) => article.site = site,
        }
        match (&article.source, source) {
            (Some(printed), Some(source)) => rest.extend(unprinted(printed, source)),
            (Some(_), None) => {}
            // Without a source URL, the article has no stamp for a date of change.
            (None, Some(source)) if self.yields && source.url.is_empty() => {
                rest.extend(source.stamp.map(named));
            }
            (None, source) => article.source = source,
        }
        let mut metadata = self.metadata;
        if let Some(anchors) = article.metadata.remove(ANCHORS) {
            metadata.insert(ANCHORS, anchors);
        }
        for (name, text) in rest {
            if metadata.get(name).is_none() {
                metadata.insert(name, text);
            }
        }
        article.metadata = metadata;
        // The blocks are in normal form already, unless one was taken out from between its neighbours.
        match article.body.len() == blocks {
            true if tells_nothing => {}
            true => article.normalize_all_but_blocks(vocabulary),
            false => article.normalize_with(vocabulary),
        }
        let is_told = |kind| match kind {
            WarningKind::NoSource => article.source.is_some(),
            WarningKind::Empty => *article != Article::default(),
            _ => false,
        };
        warnings.retain(|warning| !is_told(warning.kind));
    }

    /// Whether there is nothing that could change an article outside its metadata.
    fn tells_nothing(&self) -> bool {
        let texts = [&self.author, &self.date, &self.site, &self.source];
        texts.iter().all(|text| text.is_none()) && self.stamp.is_none()
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

    /// Fills in author and date; gives what the byline says otherwise.
    fn fill_byline(
        &self,
        article: &mut Article,
        vocabulary: &Vocabulary,
    ) -> Vec<(&'static str, String)> {
        let (author, date) = (self.author.as_deref(), self.date.as_deref());
        let mut rest = Vec::new();
        if author.is_none() && date.is_none() {
            return rest;
        }
        if article.byline.is_none() {
            self.take_byline(article, vocabulary);
        }
        let Some(byline) = &mut article.byline else {
            return rest;
        };
        if let Some(author) = author {
            let is_printed =
                byline.author.is_none() && byline.text.is_empty() || byline.text.contains(author);
            match is_printed {
                true => byline.author = Some(author.to_owned()),
                false => rest.push(("author", author.to_owned())),
            }
        }
        if let Some(date) = date {
            let moment = byline::moment_of(date, article.language.as_deref());
            let known = byline.at;
            byline.at = known.or(moment);
            if byline.at != moment || (moment.is_none() && !byline.text.contains(date)) {
                rest.push(("date", date.to_owned()));
            }
        }
        rest
    }

    /// Makes a byline of author and date. It may stand in the text, a short line that nothing marks but the name, or known
    /// words around another one, which go before what is stated.
    fn take_byline(&self, article: &mut Article, vocabulary: &Vocabulary) {
        let (author, date) = (self.author.as_deref(), self.date.as_deref());
        let first = match article.body.first() {
            Some(Block::Paragraph { content }) => content.as_slice(),
            _ => &[],
        };
        let text = inline_text(first);
        let is_plain = |inline: &Inline| matches!(inline, Inline::Text { .. });
        // What is stated tells the name from what stands next to it.
        let is_other = |name: &&str| author.is_none_or(|author| !name.contains(author));
        let printed = vocabulary.author_in(&text).filter(|_| self.yields);
        let printed = printed.filter(is_other);
        let printed = printed.map(str::to_owned);
        let names = [author.or(date), printed.as_deref()];
        let is_named = names.iter().flatten().any(|name| text.contains(name));
        if is_named && is_short_line(first) && first.iter().all(is_plain) {
            article.body.remove(0);
            article.byline = Some(Byline {
                author: printed.filter(|name| author != Some(name)),
                at: byline::moment_of(&text, None),
                text,
            });
            return;
        }
        // Its links are no part of a byline, so there it stays.
        let printed = printed.filter(|_| is_short_line(first));
        let author = printed.as_deref().or(author);
        let line = author.and_then(|author| printed_line(&article.body, author, vocabulary));
        let text = line.unwrap_or_else(|| byline::line_of(author, date));
        article.byline = Some(Byline {
            author: author.map(str::to_owned),
            text,
            at: None,
        });
    }
}

/// The line that prints an author with links, at either end of a text: the first one, one with known words, or one in
/// which his name is a link.
fn printed_line(body: &[Block], author: &str, vocabulary: &Vocabulary) -> Option<String> {
    /// How many blocks from an end it stands, at most.
    const WITHIN: usize = 4;
    let last = body.len().saturating_sub(WITHIN).max(WITHIN);
    let ends = body.iter().enumerate();
    let mut ends = ends.filter(|(at, _)| *at < WITHIN || *at >= last);
    ends.find_map(|(at, block)| match block {
        Block::Paragraph { content } if is_short_line(content) => {
            let line = byline::line_in(content);
            let is_named = line.contains(author);
            let is_author = |node| match node {
                Node::Inline(Inline::Link { content, .. }) => inline_text(content) == author,
                _ => false,
            };
            let is_byline = at == 0
                || vocabulary.author_in(&line).is_some()
                || walk_inlines(content).any(is_author);
            (is_named && is_byline).then_some(line)
        }
        _ => None,
    })
}

/// What a source line that is printed does not say of the source.
fn unprinted(
    printed: &Source,
    stated: Source,
) -> impl Iterator<Item = (&'static str, String)> + use<> {
    let is_other = !stated.url.is_empty() && !is_same_place(&printed.url, &stated.url);
    let url = is_other.then_some(("source", stated.url));
    let is_dated = printed.stamp.is_some();
    let stamp = stated.stamp.filter(|_| !is_dated);
    url.into_iter().chain(stamp.map(named))
}

/// A stamp as further metadata.
fn named(stamp: Stamp) -> (&'static str, String) {
    let name = match stamp.kind {
        StampKind::Modified => "modified",
        StampKind::Retrieved => "retrieved",
        StampKind::Unknown => "stamp",
    };
    (name, stamp.text)
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
