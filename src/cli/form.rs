//! The forms that can be read and written: one entry in a table each.

use liens::read::{Options, Reading};
use liens::write::{Html, Json, PrintHtml, PrintText, Render};
use liens::{Error, read};

/// A form that can be read.
#[derive(Debug)]
pub(super) struct InputForm {
    /// What `--from` calls it.
    pub(super) name: &'static str,
    pub(super) about: &'static str,
    /// Whether warnings point into the text itself. Those in a JSON document point into the page
    /// that it was made from.
    pub(super) has_places: bool,
    /// Whether `--from auto` takes the text for this form.
    looks_alike: fn(&str) -> bool,
    pub(super) read: fn(&str, &Options) -> Result<Reading, Error>,
}

/// A form that can be written.
#[derive(Debug)]
pub(super) struct OutputForm {
    /// What `--to` calls it.
    pub(super) name: &'static str,
    pub(super) about: &'static str,
    /// What names of files end in.
    pub(super) extension: &'static str,
    /// The switches that go with it.
    pub(super) switches: &'static [&'static str],
    pub(super) write: fn(&Reading, Switches) -> String,
}

/// Switches that concern some forms only.
#[derive(Clone, Copy, Debug)]
pub(super) struct Switches {
    pub(super) pretty: bool,
    pub(super) standalone: bool,
    pub(super) content_only: bool,
}

/// Every form that can be read. `--from auto` takes the first that looks alike.
pub(super) const INPUTS: &[InputForm] = &[
    InputForm {
        name: "json",
        about: "The JSON document that liens writes",
        has_places: false,
        looks_alike: is_json_document,
        read: |text, _| read::json::read(text),
    },
    InputForm {
        name: "html",
        about: "A page as HTML: a print export, or any other",
        has_places: true,
        looks_alike: is_html_page,
        read: read::html::read,
    },
    InputForm {
        name: "text",
        about: "A print export as text in Markdown form",
        has_places: true,
        looks_alike: |_| true,
        read: read::text::read,
    },
];

/// Every form that can be written.
pub(super) const OUTPUTS: &[OutputForm] = &[
    OutputForm {
        name: "json",
        about: "The article as structured data, with the warnings",
        extension: "json",
        switches: &["--pretty"],
        write: |reading, switches| {
            let mut json = Json::default().with_warnings(reading.warnings.clone());
            json.pretty = switches.pretty;
            json.render_to_string(&reading.article)
        },
    },
    OutputForm {
        name: "print-text",
        about: "A print export as text: markers in the text, the list at the end",
        extension: "txt",
        switches: &[],
        write: |reading, _| PrintText::default().render_to_string(&reading.article),
    },
    OutputForm {
        name: "print-html",
        about: "A print export as HTML, the exporter's own page",
        extension: "html",
        switches: &["--content-only"],
        write: |reading, switches| {
            let mut html = PrintHtml::default();
            html.content_only = switches.content_only;
            html.render_to_string(&reading.article)
        },
    },
    OutputForm {
        name: "html",
        about: "HTML with every link back in its place",
        extension: "html",
        switches: &["--standalone"],
        write: |reading, switches| {
            let mut html = Html::default();
            html.standalone = switches.standalone;
            html.render_to_string(&reading.article)
        },
    },
];

/// The form that a text seems to have.
pub(super) fn detect(text: &str) -> Option<&'static InputForm> {
    INPUTS.iter().find(|form| (form.looks_alike)(text))
}

/// Whether a text is, or begins like, a JSON document of this program.
///
/// Our writer names the format first, so that also a damaged document is known for what it was
/// meant to be; other programs may have changed the order.
fn is_json_document(text: &str) -> bool {
    begins_like_json_document(text).unwrap_or(false) || has_json_head(text)
}

/// Whether a text is HTML and not Markdown with tags in it: it begins like a page, or with a tag while
/// its paragraphs are elements, which Markdown converters never leave.
fn is_html_page(text: &str) -> bool {
    let start = text.trim_start_matches('\u{feff}').trim_ascii_start();
    let begins = |tag: &str| {
        start
            .get(..tag.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(tag))
    };
    let page = [
        "<!doctype",
        "<html",
        "<?xml",
        "<head",
        "<body",
        "<meta",
        "<title",
        "<base",
    ];
    let paragraph = ["<p>", "<p ", "<P>", "<P "];
    page.into_iter().any(begins)
        || (start.starts_with('<') && paragraph.iter().any(|tag| start.contains(tag)))
}

fn begins_like_json_document(text: &str) -> Option<bool> {
    let rest = text.trim_start().strip_prefix('{')?.trim_start();
    let rest = rest.strip_prefix("\"format\"")?.trim_start();
    let rest = rest.strip_prefix(':')?.trim_start();
    Some(rest.starts_with("\"liens\""))
}

fn has_json_head(text: &str) -> bool {
    #[derive(serde::Deserialize)]
    struct Head {
        format: String,
    }

    text.trim_start().starts_with('{')
        && serde_json::from_str::<Head>(text).is_ok_and(|head| head.format == "liens")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn detected(text: &str) -> &str {
        detect(text).map_or("nothing", |form| form.name)
    }

    #[test]
    fn json_documents_are_known_by_their_head() {
        assert_eq!(detected(r#"{"format":"liens","version":1"#), "json");
        assert_eq!(detected("\n { \"format\" :\t\"liens\""), "json");
        assert_eq!(detected(r#"{"version":1,"format":"liens"}"#), "json");
    }

    #[test]
    fn pages_are_known_by_how_they_begin() {
        for page in [
            "\n<!DOCTYPE html>",
            "<HTML>",
            "<?xml version",
            "<div class=x><p>a</p>",
            "\u{feff}<body>",
        ] {
            assert_eq!(detected(page), "html", "{page}");
        }
        for text in [
            "<div class=\"x\">\n\n## A\n\n</div>",
            "<https://example.org>",
            "a <p> b",
        ] {
            assert_eq!(detected(text), "text", "{text}");
        }
    }

    #[test]
    fn all_else_is_text() {
        let texts = [
            "",
            "{",
            "{braces} in a text",
            r#"{"format":"other"}"#,
            "[1]",
        ];
        for text in texts {
            assert_eq!(detected(text), "text", "{text}");
        }
    }

    #[test]
    fn json_far_too_deep_is_looked_at_without_harm() {
        let text = format!("{{\"a\":{}", "[".repeat(1_000_000));
        assert_eq!(detected(&text), "text");
    }
}
