//! Detects the format of an input from signs near its start and in its lines, without parsing it as any format.

mod export;
#[cfg(feature = "text")]
mod text;

use std::fmt;

use crate::read::Options;
use crate::read::tags::{Piece, Pieces, Tags, tag_name};
pub use export::{Generator, detect_export};

/// A format that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// An HTML page.
    Html,
    /// Markdown, as converters make it from a page and as [`PrintText`](crate::write::PrintText) writes it.
    Markdown,
    /// Text without markup, as browsers, crawlers and mail programs produce it.
    Plain,
    /// The JSON document that [`Json`](crate::write::Json) writes.
    Json,
    /// Pandoc's own document model, in the JSON that `pandoc -t json` and [`Pandoc`](crate::write::Pandoc) write.
    Pandoc,
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Html => "HTML",
            Self::Markdown => "Markdown",
            Self::Plain => "plain text",
            Self::Json => "JSON",
            Self::Pandoc => "a Pandoc document",
        })
    }
}

/// A format, and how it was recognized.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Detection {
    /// The format.
    pub format: Format,
    /// What decided, as a clause that continues "it is HTML:".
    pub reason: &'static str,
    /// Whether anything in the input decided. If not, a better guess may come from elsewhere, such as the file name.
    pub is_certain: bool,
}

impl Detection {
    pub(crate) fn new(format: Format, reason: &'static str) -> Self {
        Self {
            format,
            reason,
            is_certain: true,
        }
    }

    /// The format to assume where nothing in the input decides.
    pub(crate) fn uncertain(format: Format, reason: &'static str) -> Self {
        Self {
            is_certain: false,
            ..Self::new(format, reason)
        }
    }
}

/// Detects the format of an input. The result depends only on the input and the options.
///
/// 1. JSON starts with a brace and the name of the format, or has the key `pandoc-api-version`;
/// 2. HTML starts like a page, or with the tag of a block, and its paragraphs have no links, headings, emphasis or
///    escapes in CommonMark's syntax;
/// 3. otherwise, Markdown has headings, links, emphasis or escapes in CommonMark's syntax, and plain text has a
///    source line and a list of links that CommonMark would render as one paragraph. Each such line counts for one
///    of the two, and a tie is Markdown. Source lines are recognized by the labels in the options.
///
/// ```
/// use liens::read::{Format, Options, detect};
///
/// let format = |input| detect(input, &Options::default()).format;
/// assert_eq!(format("<!DOCTYPE html><p>a"), Format::Html);
/// # #[cfg(feature = "text")] {
/// assert_eq!(format("## A\n\n[1] <http://ex.org/>"), Format::Markdown);
/// assert_eq!(format("A [1].\n\nLinks\n[1] http://ex.org/"), Format::Plain);
/// assert!(!detect("nothing but words", &Options::default()).is_certain);
/// # }
/// ```
#[must_use]
pub fn detect(input: &str, options: &Options) -> Detection {
    let input = input.strip_prefix('\u{feff}').unwrap_or(input);
    #[cfg(feature = "serde")]
    if crate::read::json::is_document(input) {
        return Detection::new(
            Format::Json,
            "it starts like the JSON document of this program",
        );
    }
    #[cfg(feature = "serde")]
    if crate::read::pandoc::is_document(input) {
        return Detection::new(Format::Pandoc, "it has the version number of Pandoc's API");
    }
    if let Some(reason) = html_sign(input) {
        return Detection::new(Format::Html, reason);
    }
    of_text(input, options)
}

/// Whether a text that would otherwise be read as plain text has signs of Markdown.
#[cfg(feature = "mail")]
pub(super) fn shows_markdown(input: &str, options: &Options) -> bool {
    let found = of_text(input, options);
    found.format == Format::Markdown && found.is_certain
}

#[cfg(feature = "text")]
fn of_text(input: &str, options: &Options) -> Detection {
    text::detect(input, &options.labels)
}

#[cfg(not(feature = "text"))]
fn of_text(_: &str, _: &Options) -> Detection {
    Detection::uncertain(Format::Plain, "it has no tags")
}

/// Returns what shows that a text is HTML rather than Markdown with tags in it.
fn html_sign(text: &str) -> Option<&'static str> {
    let start = after_comments(text);
    let begins = |tag: &str| {
        start
            .get(..tag.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(tag))
    };
    let page = [
        "<!doctype", "<html", "<?xml", "<head", "<body", "<meta", "<title", "<base",
    ];
    if page.into_iter().any(begins) {
        return Some("it starts like a page");
    }
    let fragment = start.trim_start_matches("&nbsp;").trim_ascii_start();
    let has_tag_first = starts_with_tag(fragment) || starts_with_tag(text.trim_ascii_start());
    let starts_as_html = starts_with_block(fragment) || (has_tag_first && has_paragraphs(fragment));
    if !starts_as_html || has_markup_of_markdown(fragment) {
        return None;
    }
    if has_paragraphs(fragment) {
        return Some("it starts with a tag and has `<p>`");
    }
    // Converters leave a blank line between tags and text.
    let mut lines = fragment.lines();
    let below = lines.nth(1).unwrap_or("<");
    (!below.trim_ascii().is_empty()).then_some("it starts with the tag of a block")
}

/// Returns a text without the white space and comments at its start.
fn after_comments(text: &str) -> &str {
    let mut rest = text.trim_ascii_start();
    while rest.starts_with("<!--") {
        match Tags::new(rest).next() {
            Some(comment) if comment.is_closed => {
                rest = rest[comment.span.end..].trim_ascii_start();
            }
            _ => break,
        }
    }
    rest
}

fn has_paragraphs(text: &str) -> bool {
    let is_paragraph =
        |(_, piece)| matches!(piece, Piece::Start(tag) if tag.name.eq_ignore_ascii_case("p"));
    Pieces::new(text).any(is_paragraph)
}

/// Whether a text starts with a tag rather than an address in angle brackets.
fn starts_with_tag(text: &str) -> bool {
    let is_name = |c: char| c.is_ascii_alphanumeric();
    let name = text.strip_prefix('<');
    name.is_some_and(|tag| !tag.trim_start_matches(is_name).starts_with([':', '@', '.']))
}

/// Whether a text starts with the tag of a block, `<div …>`.
fn starts_with_block(text: &str) -> bool {
    const BLOCKS: [&str; 28] = [
        "address", "article", "aside", "blockquote", "center", "dd", "details", "div", "dl", "dt",
        "fieldset", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "li",
        "main", "nav", "ol", "section", "table", "ul",
    ];
    let name = text.strip_prefix('<').and_then(tag_name);
    name.is_some_and(|name| BLOCKS.iter().any(|block| block.eq_ignore_ascii_case(name)))
}

/// Whether paragraphs that do not start with a tag have links, headings, emphasis or escapes in Markdown. The content
/// of scripts, styles and comments does not count.
fn has_markup_of_markdown(text: &str) -> bool {
    let hidden: Vec<_> = Pieces::new(text)
        .filter(|(_, piece)| matches!(piece, Piece::Verbatim(_) | Piece::Comment))
        .map(|(range, _)| range)
        // An element without an end tag is an example in text, as in code.
        .filter(|range| range.end < text.len())
        .collect();
    let is_hidden = |at: usize| {
        let next = hidden.partition_point(|range| range.end <= at);
        hidden.get(next).is_some_and(|range| range.start < at)
    };
    let (mut is_blank_above, mut is_markdown) = (true, false);
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let at = start;
        start += line.len();
        if is_hidden(at) {
            continue;
        }
        if line.trim_ascii().is_empty() {
            is_blank_above = true;
            continue;
        }
        if is_blank_above {
            is_markdown = !line.trim_ascii_start().starts_with('<');
        }
        is_blank_above = false;
        if is_markdown && has_markup(line) {
            return true;
        }
    }
    false
}

/// Whether a line has a link, a heading, strong emphasis or an escape in Markdown.
fn has_markup(line: &str) -> bool {
    let hashes = line.trim_start_matches('#');
    let is_heading = (1..=6).contains(&(line.len() - hashes.len())) && hashes.starts_with(' ');
    let has = |mark| line.contains(mark);
    let is_strong = || line.match_indices("**").nth(1).is_some();
    is_heading || has("](") || has("\\[") || has("<http") || is_strong()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn detect(input: &str) -> Detection {
        super::detect(input, &Options::default())
    }

    #[test]
    fn pages_are_recognized_by_their_start() {
        for page in [
            "\n<!DOCTYPE html>",
            "<HTML>",
            "<?xml version",
            "<div class=x><p>a</p>",
            "\u{feff}<body>",
            "<div class=\"x\">\n    Some <b>words</b>\n\n    more</div>",
            "<h1>A</h1>\n<table><tr><td>b</td></tr></table>",
            "&nbsp;<p>a</p>",
            "<div>\n\n<p>a **b</p>\n\n</div>",
            "<!-- saved -->\n<!--><!DOCTYPE html>",
            "<!-- saved --><div>\n<b>a</b>\n</div>",
            "<div>\n<script>\n\na[0](b); c **d** \n</script>\n<p>a</p></div>",
            "<div>\n<!--\n\n## a\n\n-->\n<p>a</p></div>",
        ] {
            assert_eq!(detect(page).format, Format::Html, "{page}");
        }
    }

    #[cfg(feature = "text")]
    #[test]
    fn other_input_is_text() {
        for text in [
            "<div class=\"x\">\n\n## A\n\n</div>",
            "<div class=\"x\">\n\nA\n\n</div>",
            "<div class=\"x\">\n\n<table>\n<tr>\n<td><p>a</p>\n</table>\n\n**B** and **c**\n\n</div>",
            "<https://example.org>",
            "<!-- no end\n<html>",
            "<!-- a -->\n\n## A\n\n<p align=center>b\n",
            "<div>\n\n`<script>` and **a**\n\n<p>b</p>",
            "<script>\na = '<p>'\n</script>\n\nb",
            "a <p> b",
            "",
            "{",
            "[1]",
        ] {
            assert_eq!(detect(text).format, Format::Markdown, "{text}");
        }
    }

    #[cfg(feature = "serde")]
    #[test]
    fn pandoc_documents_are_recognized_by_their_version() {
        for document in [
            r#"{"pandoc-api-version":[1,22"#, " {\n\"pandoc-api-version\": 1}",
            r#"{"blocks":[],"pandoc-api-version":[1,20],"meta":{}}"#,
        ] {
            assert_eq!(detect(document).format, Format::Pandoc, "{document}");
        }
        for text in [
            "{pandoc-api-version}", r#"{"blocks":["pandoc-api-version"]}"#,
        ] {
            assert_ne!(detect(text).format, Format::Pandoc, "{text}");
        }
    }

    #[cfg(feature = "serde")]
    #[test]
    fn json_documents_are_recognized_by_their_head() {
        for document in [
            r#"{"format":"liens","version":1"#, "\n { \"format\" :\t\"liens\"",
            r#"{"version":1,"format":"liens"}"#,
        ] {
            assert_eq!(detect(document).format, Format::Json, "{document}");
        }
        for text in ["{braces} in a text", r#"{"format":"other"}"#] {
            assert_ne!(detect(text).format, Format::Json, "{text}");
        }
        assert_eq!(detect("\u{feff}{\"format\":\"liens\"").format, Format::Json);
        let deep = format!("{{\"a\":{}", "[".repeat(1_000_000));
        assert_ne!(detect(&deep).format, Format::Json);
    }
}
