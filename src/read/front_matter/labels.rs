//! Labelled lines at the head of a text, without a fence: those that Pelican and MultiMarkdown read, and those that
//! reader services and crawlers write above a page.
//!
//! An ordinary text may start with such lines, too, such as a recipe or a notice, so a label alone proves nothing.
//! Lines meant for programs give the title, and besides it either the page's address or a field that only site
//! generators use.

use crate::grammar::metadata::metadata_line;
use crate::model::{Metadata, Value};
use crate::read::facts::{Fact, fact_of, plain_name};
use crate::shape::source::is_web_address;

/// Plain names of fields that only site generators use.
const GENERATOR_FIELDS: [&str; 12] = [
    "category", "categories", "draft", "keywords", "lang", "layout", "modified", "saveas", "slug",
    "status", "tags", "template",
];

/// Plain names for the address of a page that occur only in the output of crawlers.
const CRAWLER_ADDRESSES: [&str; 5] = [
    "urlsource", "sourceurl", "originalurl", "canonicalurl", "pageurl",
];

/// Plain names of what heads say of a page besides the facts that an article has a part for.
const ABOUT: [&str; 3] = ["description", "excerpt", "summary"];

/// Plain names whose values are lists separated by commas.
const LISTS: [&str; 2] = ["tags", "keywords"];

/// The plain names of the label between these lines and the page's own text.
const ABOVE_MARKDOWN: &str = "markdowncontent";
const ABOVE_TEXT: &str = "textcontent";

/// The maximum number of lines in such a head.
const MAX_LINES: usize = 60;

/// The labelled lines at the start of a text.
pub(super) struct Labelled {
    pub(super) metadata: Metadata,
    /// The offset where they end.
    pub(super) end: usize,
    /// Whether they announce Markdown below.
    pub(super) is_above_markdown: bool,
}

/// Parses the labelled lines at the start of a text, if they are meant for programs.
pub(super) fn parse(text: &str) -> Option<Labelled> {
    let head = Head::of(text);
    (head.has_title_and_address() || head.is_for_a_generator()).then(|| Labelled {
        metadata: head.lines.iter().map(Line::entry).collect(),
        end: head.end,
        is_above_markdown: head.is_above_markdown,
    })
}

/// Parses a text of labelled lines only, one of which gives the address of a page: crawlers write such lines as YAML
/// but omit the quotes that YAML requires.
pub(super) fn parse_all(text: &str) -> Option<Metadata> {
    let lines: Option<Vec<_>> = text
        .lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| Line::of(line).filter(Line::is_bare))
        .collect();
    let lines = lines.filter(|lines| lines.iter().any(Line::is_address))?;
    Some(lines.iter().map(Line::entry).collect())
}

/// A line `Label: value`.
struct Line<'a> {
    label: &'a str,
    plain: String,
    value: &'a str,
}

impl<'a> Line<'a> {
    fn of(line: &'a str) -> Option<Self> {
        let (label, value) = metadata_line(line)?;
        Some(Self {
            label,
            plain: plain_name(label),
            value,
        })
    }

    /// Returns the address that the line gives, if it is that of the source.
    fn address(&self) -> Option<&'a str> {
        if fact_of(&self.plain) != Some(Fact::Source) {
            return None;
        }
        let value = self.value;
        let in_brackets = value
            .strip_prefix('<')
            .and_then(|value| value.strip_suffix('>'));
        let linked = || {
            let (words, url) = value
                .strip_prefix('[')?
                .strip_suffix(')')?
                .split_once("](")?;
            (words == url).then_some(url)
        };
        let url = in_brackets.or_else(linked).unwrap_or(value);
        is_web_address(url).then_some(url)
    }

    fn is_address(&self) -> bool {
        self.address().is_some()
    }

    /// Whether the value would be plain words in YAML, too, apart from colons in it.
    fn is_bare(&self) -> bool {
        const MARKS: [char; 13] = [
            '"', '\'', '[', '{', '&', '*', '!', '|', '>', '%', '@', '`', '#',
        ];
        !self.value.starts_with(MARKS)
    }

    fn is_known(&self) -> bool {
        fact_of(&self.plain).is_some()
            || self.is_for_a_generator()
            || ABOUT.contains(&self.plain.as_str())
    }

    fn is_for_a_generator(&self) -> bool {
        GENERATOR_FIELDS.contains(&self.plain.as_str())
    }

    fn is_above_content(&self) -> bool {
        self.value.is_empty() && (self.plain == ABOVE_MARKDOWN || self.plain == ABOVE_TEXT)
    }

    /// Returns the name in lowercase, and the value.
    fn entry(&self) -> (String, Value) {
        let name = self.label.to_lowercase().replace(' ', "_");
        let value = self.address().unwrap_or(self.value);
        let is_list = LISTS.contains(&self.plain.as_str()) && value.contains(',');
        if !is_list {
            return (name, value.into());
        }
        let items = value
            .split(',')
            .map(str::trim)
            .filter(|item| !item.is_empty());
        (name, items.collect())
    }
}

/// The labelled lines at the start of a text, whether or not they are meant for programs.
#[derive(Default)]
struct Head<'a> {
    lines: Vec<Line<'a>>,
    /// The offset where they end, including the line that separates them from the text.
    end: usize,
    /// Whether there is a blank line between them.
    is_loose: bool,
    /// Whether a label or a rule separates them from the text.
    is_set_off: bool,
    is_above_markdown: bool,
}

impl<'a> Head<'a> {
    fn of(text: &'a str) -> Self {
        let mut head = Self::default();
        let mut at = 0;
        let mut is_blank_above = false;
        for line in text.split_inclusive('\n').take(MAX_LINES) {
            let start = at;
            at += line.len();
            if line.trim().is_empty() {
                is_blank_above = !head.lines.is_empty();
                continue;
            }
            let found = Line::of(line);
            if found.as_ref().is_some_and(Line::is_above_content) || is_rule(line) {
                head.is_set_off = !head.lines.is_empty();
                head.is_above_markdown = found.is_some_and(|line| line.plain == ABOVE_MARKDOWN);
                head.end = at;
                break;
            }
            let Some(found) = found else {
                head.end_before_text(start, is_blank_above);
                break;
            };
            head.is_loose |= is_blank_above;
            is_blank_above = false;
            head.lines.push(found);
            head.end = at;
        }
        head
    }

    /// Ends the head at a line without a label. Directly below a labelled line it continues that line's text, so
    /// there is no head.
    fn end_before_text(&mut self, start: usize, is_blank_above: bool) {
        if is_blank_above {
            self.end = start;
        } else {
            self.lines.clear();
        }
    }

    fn has(&self, is_it: impl Fn(&Line<'a>) -> bool) -> bool {
        self.lines.iter().any(is_it)
    }

    fn has_title(&self) -> bool {
        self.has(|line| line.plain == "title" && !line.value.is_empty())
    }

    /// Whether these are the lines that reader services and crawlers write. Unknown labels are accepted only together
    /// with a label that crawlers alone use, and only where it is clear which lines belong to the head.
    fn has_title_and_address(&self) -> bool {
        let is_crawler =
            self.has(|line| line.is_address() && CRAWLER_ADDRESSES.contains(&line.plain.as_str()));
        let is_certain = is_crawler && (self.is_set_off || !self.is_loose);
        self.has_title()
            && self.has(Line::is_address)
            && (is_certain || self.lines.iter().all(Line::is_known))
    }

    /// Whether these are the lines that Pelican and MultiMarkdown read: without blank lines between them.
    fn is_for_a_generator(&self) -> bool {
        let is_date = |line: &Line<'a>| {
            let digits = line.value.bytes().take_while(u8::is_ascii_digit).count();
            fact_of(&line.plain) == Some(Fact::Date) && digits == 4
        };
        let all_are_known = || self.lines.iter().all(Line::is_known);
        self.has_title()
            && !self.is_loose
            && (self.has(Line::is_for_a_generator) || self.has(is_date) && all_are_known())
    }
}

/// Whether a line is a rule.
fn is_rule(line: &str) -> bool {
    let line = line.trim();
    line.len() >= 3
        && ['-', '*', '=']
            .into_iter()
            .any(|mark| line.chars().all(|c| c == mark))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_of_reader_services_and_generators_are_recognized() {
        for (text, names, rest) in [
            (
                "Title: A\n\nURL Source: https://example.org/a\n\nNumber of Pages: 3\n\nMarkdown Content:\n# A\n",
                &["title", "url_source", "number_of_pages"][..],
                "# A\n",
            ),
            (
                "Title: A\nURL: <https://example.org/a>\nDate: 3 May\n---\nText\n",
                &["title", "url", "date"],
                "Text\n",
            ),
            (
                "**Title:** A\n**Source URL:** [https://example.org/a](https://example.org/a)\n**Depth:** 2\n\nText\n",
                &["title", "source_url", "depth"],
                "Text\n",
            ),
            (
                "Title: A\nDate: 2020-01-02 10:00\nCategory: Fog\nSeries: B\n\nText\n",
                &["title", "date", "category", "series"],
                "Text\n",
            ),
            (
                "Title: A\nDate: 2020-01-02\nAuthor: B\n\nText",
                &["title", "date", "author"],
                "Text",
            ),
        ] {
            let Labelled { metadata, end, .. } = parse(text).unwrap_or_else(|| panic!("{text}"));
            let found: Vec<&str> = metadata.iter().map(|(name, _)| name).collect();
            assert_eq!((found.as_slice(), &text[end..]), (names, rest));
        }
    }

    #[test]
    fn tags_are_lists() {
        let Labelled { metadata, .. } =
            parse("Title: A\nTags: fog, outer mole\n\nText").expect("a head");
        assert_eq!(
            metadata.get("tags"),
            Some(&Value::from_iter(["fog", "outer mole"]))
        );
    }

    #[test]
    fn texts_may_begin_with_labels() {
        for text in [
            "",
            "Title: the word that began the list.\n\nText\n",
            "Title: Fog soup\nServes: 4\nTime: 20 minutes\n\nText\n",
            "Title: Fog soup\nSource: https://example.org/soup\nServes: 4\n\nText\n",
            "Title: Annual fair\nDate: 3 May 2020\nPlace: the mole\n\nText\n",
            "Title: A\nAuthor: B\n\nText\n",
            "Title: A\nURL Source: https://example.org/a\nText right below\n",
            "Title: A\n\nURL Source: https://example.org/a\n\nNote: this is a text.\n\nText\n",
            "URL Source: https://example.org/a\n\nText\n",
            "Tags: a, b\n\nText\n",
        ] {
            assert!(parse(text).is_none(), "{text}");
        }
    }
}
