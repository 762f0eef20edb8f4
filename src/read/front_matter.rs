//! Front matter: what site generators know of an article, as YAML between lines of `---`.
//!
//! Read is what [`Markdown`](crate::write::Markdown) writes, and other values that stand on one line. Front matter
//! with lists, or of any other form, stays the text that it is.

use crate::label::Vocabulary;
use crate::model::{
    Article, Block, Byline, DateTime, Inline, Site, Source, Stamp, StampKind, inline_text,
};
use crate::shape::fields::is_short_line;
use crate::warning::{Warning, WarningKind};

/// The names and values of front matter.
pub(super) struct FrontMatter<'a> {
    entries: Vec<(&'a str, String)>,
    /// Where it ends in the text.
    pub(super) end: usize,
}

/// The names whose values an article has a place for.
const KNOWN: [&str; 10] = [
    "title",
    "author",
    "lang",
    "site",
    "site_url",
    "source",
    "date",
    "modified",
    "retrieved",
    "stamp",
];

impl<'a> FrontMatter<'a> {
    /// The front matter that a text starts with.
    pub(super) fn parse(text: &'a str) -> Option<Self> {
        let mut lines = text.split_inclusive('\n');
        let first = lines.next().filter(|line| line.trim_end() == "---")?;
        let mut end = first.len();
        let mut entries = Vec::new();
        for line in lines {
            end += line.len();
            match line.trim_end() {
                "---" | "..." if !entries.is_empty() => return Some(Self { entries, end }),
                line => entries.push(entry(line)?),
            }
        }
        None
    }

    /// The value with this name, unless it is empty.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let found = self.entries.iter().find(|(key, _)| *key == name);
        found
            .map(|(_, value)| value.as_str())
            .filter(|value| !value.is_empty())
    }

    /// The names whose values an article has no place for.
    pub(super) fn unknown(&self) -> Vec<&'a str> {
        let names = self.entries.iter().map(|(name, _)| *name);
        names.filter(|name| !KNOWN.contains(name)).collect()
    }

    /// Fills in what the text itself has not said.
    pub(super) fn fill(
        &self,
        article: &mut Article,
        warnings: &mut Vec<Warning>,
        words: &Vocabulary,
    ) {
        take_repeated_title(article);
        if let (None, Some(name)) = (&article.site, self.get("site")) {
            article.site = Some(Site {
                name: name.to_owned(),
                url: self.get("site_url").map(str::to_owned),
            });
        }
        if article.source.is_none() {
            article.source = self.source();
        }
        self.fill_byline(article);
        article.normalize_with(words);
        let is_told = |kind| match kind {
            WarningKind::NoSource => article.source.is_some(),
            WarningKind::Empty => *article != Article::default(),
            _ => false,
        };
        warnings.retain(|warning| !is_told(warning.kind));
    }

    fn source(&self) -> Option<Source> {
        let stamps = [
            ("modified", StampKind::Modified),
            ("retrieved", StampKind::Retrieved),
            ("stamp", StampKind::Unknown),
        ];
        let stamp = stamps.into_iter().find_map(|(name, kind)| {
            let text = self.get(name)?;
            Some(Stamp {
                kind,
                text: text.to_owned(),
                at: text.parse().ok(),
            })
        });
        let url = self.get("source").map(str::to_owned);
        (url.is_some() || stamp.is_some()).then(|| Source {
            url: url.unwrap_or_default(),
            stamp,
        })
    }

    /// The byline may stand in the text, a short line that nothing marks but the name.
    fn fill_byline(&self, article: &mut Article) {
        let (author, date) = (self.get("author"), self.get("date"));
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
                _ => words.to_owned(),
            };
            article.byline = Some(Byline {
                text,
                ..Byline::default()
            });
        }
        if let Some(byline) = &mut article.byline {
            let moment = || date.and_then(|date| date.parse::<DateTime>().ok());
            byline.author = author.map(str::to_owned).or(byline.author.take());
            byline.at = byline.at.or_else(moment);
        }
    }
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

/// A line with a name and a value.
fn entry(line: &str) -> Option<(&str, String)> {
    let (name, value) = line.split_once(':')?;
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) || !name.chars().all(is_part) {
        return None;
    }
    if !value.is_empty() && !value.starts_with(' ') {
        return None;
    }
    let value = value.trim();
    let scalar = match value.chars().next() {
        None => String::new(),
        Some('"') => double_quoted(value)?,
        Some('\'') => value
            .strip_prefix('\'')?
            .strip_suffix('\'')?
            .replace("''", "'"),
        // Lists, maps, references, and text on the lines below.
        Some('[' | '{' | '&' | '*' | '!' | '|' | '>' | '%' | '@' | '`' | '#' | '-' | '?') => {
            return None;
        }
        Some(_) if value.contains(": ") || value.contains(" #") => return None,
        Some(_) => value.to_owned(),
    };
    Some((name, scalar))
}

/// A YAML string between double quotes.
fn double_quoted(value: &str) -> Option<String> {
    let mut chars = value.strip_prefix('"')?.chars();
    let mut words = String::new();
    while let Some(c) = chars.next() {
        match c {
            // Nothing may follow it.
            '"' => return chars.as_str().is_empty().then_some(words),
            '\\' => {
                let digits = match chars.next()? {
                    'n' => {
                        words.push('\n');
                        continue;
                    }
                    't' => {
                        words.push('\t');
                        continue;
                    }
                    'x' => 2,
                    'u' => 4,
                    'U' => 8,
                    c @ ('"' | '\\' | '/' | ' ') => {
                        words.push(c);
                        continue;
                    }
                    _ => return None,
                };
                let number = chars.as_str().get(..digits)?;
                words.push(char::from_u32(u32::from_str_radix(number, 16).ok()?)?);
                chars = chars.as_str()[digits..].chars();
            }
            c => words.push(c),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_what_yaml_says() {
        let text = "---\ntitle: \"A \\\"b\\\" \\\\ \\u2028\\x07\"\nlang: 'it''s'\nsource: http://ex.org/#a\nempty:\n---\n\nText";
        let front = FrontMatter::parse(text).expect("front matter");
        assert_eq!(front.get("title"), Some("A \"b\" \\ \u{2028}\u{7}"));
        assert_eq!(front.get("lang"), Some("it's"));
        assert_eq!(front.get("source"), Some("http://ex.org/#a"));
        assert_eq!(front.get("empty"), None);
        assert_eq!(front.unknown(), ["empty"]);
        assert_eq!(&text[front.end..], "\nText");
    }

    #[test]
    fn other_text_is_none() {
        for text in [
            "---\n---\n",
            "---\n\nText\n\n---\n",
            "---\ntitle: a\n",
            "---\ntags:\n  - a\n---\n",
            "---\ntags: [a]\n---\n",
            "---\nNote that: a\n---\n",
            "---\ntitle: \"a\" b\n---\n",
            "----\ntitle: a\n---\n",
        ] {
            assert!(FrontMatter::parse(text).is_none(), "{text}");
        }
    }
}
