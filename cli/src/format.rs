//! The formats that can be read and written: one table entry each.

use std::path::Path;

use super::body;
use liens::label::Vocabulary;
use liens::read::{Format, Options, Reading, detect};
use liens::write::{
    Json, LinkStyle, Markdown, Pandoc, PandocApi, PlainText, PrintText, Render, TableStyle,
};
use liens::{Error, read};

use super::args::paper::Pages;

/// A format that can be read.
#[derive(Debug)]
pub(super) struct InputFormat {
    /// Its name for `--from`.
    pub(super) name: &'static str,
    pub(super) about: &'static str,
    /// The extensions of files in this format.
    pub(super) endings: &'static [&'static str],
    /// Whether warnings point into the text itself. Those in a JSON document point into the page
    /// that it was made from.
    pub(super) has_spans: bool,
    /// The library's format that `--from auto` maps to this one.
    detected: Option<Format>,
    pub(super) read: fn(&str, &Options) -> Result<Reading, Error>,
    /// Reads all articles, if documents in this format may have several.
    pub(super) read_all: Option<ReadAll>,
}

/// A reader of all articles of an input.
pub(super) type ReadAll = fn(&str, &Options) -> Result<Vec<Reading>, Error>;

/// A format that can be written.
#[derive(Debug)]
pub(super) struct OutputFormat {
    /// Its name for `--to`.
    pub(super) name: &'static str,
    pub(super) about: &'static str,
    /// The extension of files.
    pub(super) extension: &'static str,
    /// The extensions that imply it without `--to`, which are also aliases for `--to`.
    pub(super) endings: &'static [&'static str],
    /// Whether the results of all pages go into one file, one line each.
    pub(super) is_lines: bool,
    /// Whether the output is a page that a program then prints as PDF.
    pub(super) is_pdf: bool,
    /// The switches that go with it.
    pub(super) switches: &'static [&'static str],
    /// How many bytes of memory writing a space may take, beyond reading it.
    pub(super) space: u64,
    pub(super) write: fn(&Reading, &Switches) -> String,
}

/// Switches that concern only some formats.
#[derive(Clone, Debug)]
pub(super) struct Switches {
    pub(super) pretty: bool,
    pub(super) standalone: bool,
    pub(super) content_only: bool,
    pub(super) width: Option<usize>,
    pub(super) links: Option<LinkStyle>,
    pub(super) tables: Option<TableStyle>,
    pub(super) front_matter: bool,
    pub(super) body_only: bool,
    pub(super) no_raw_html: bool,
    pub(super) pandoc_api: PandocApi,
    /// The words of `--label`, which are used for reading and writing.
    pub(super) labels: Vocabulary,
    pub(super) pages: Pages,
}

/// Every format that can be read.
pub(super) const INPUTS: &[InputFormat] = &[
    InputFormat {
        name: "json",
        about: "The JSON document that liens writes",
        endings: &["json"],
        has_spans: false,
        detected: Some(Format::Json),
        read: read::json::read,
        read_all: None,
    },
    InputFormat {
        name: "pandoc",
        about: "Pandoc's document, as `pandoc -t json` writes it",
        endings: &[],
        has_spans: true,
        detected: Some(Format::Pandoc),
        read: read::pandoc::read,
        read_all: None,
    },
    InputFormat {
        name: "html",
        about: "A page as HTML: a print export, or any other",
        endings: &["html", "htm", "xhtml", "shtml"],
        has_spans: true,
        detected: Some(Format::Html),
        read: read::html::read,
        read_all: Some(read::html::articles),
    },
    InputFormat {
        name: "text",
        about: "A print export as text, Markdown or plain",
        endings: &["txt", "text"],
        has_spans: true,
        detected: None,
        read: read::text,
        read_all: Some(read::text_articles),
    },
    InputFormat {
        name: "markdown",
        about: "A print export as Markdown",
        endings: &["md", "markdown"],
        has_spans: true,
        detected: Some(Format::Markdown),
        read: read::markdown::read,
        read_all: Some(read::markdown::articles),
    },
    InputFormat {
        name: "plain",
        about: "A print export as text without markup, as of browsers and mail",
        endings: &[],
        has_spans: true,
        detected: Some(Format::Plain),
        read: read::plain::read,
        read_all: Some(read::plain::articles),
    },
];

/// Every format that can be written.
pub(super) const OUTPUTS: &[OutputFormat] = &[
    OutputFormat {
        name: "json",
        about: "The article as structured data, with the warnings",
        extension: "json",
        endings: &["json"],
        is_lines: false,
        is_pdf: false,
        switches: &["--pretty"],
        space: 0,
        write: |reading, switches| {
            let mut json = Json::default().with_warnings(reading.warnings.clone());
            json.pretty = switches.pretty;
            json.render_to_string(&reading.article)
        },
    },
    OutputFormat {
        name: "ndjson",
        about: "A line of JSON for each article, which also says where its page is from",
        extension: "ndjson",
        endings: &["ndjson", "jsonl"],
        is_lines: true,
        is_pdf: false,
        switches: &["--flat"],
        space: 0,
        write: |reading, _| {
            let json = Json::default().with_warnings(reading.warnings.clone());
            json.render_to_string(&reading.article)
        },
    },
    OutputFormat {
        name: "print-text",
        about: "A print export as text: markers in the text, the list at the end",
        extension: "txt",
        endings: &[],
        is_lines: false,
        is_pdf: false,
        switches: &[],
        space: 0,
        write: |reading, switches| {
            let text = PrintText::default().with_labels(switches.labels.clone());
            text.render_to_string(&reading.article)
        },
    },
    OutputFormat {
        name: "text",
        about: "A print export as text without markup",
        extension: "txt",
        endings: &["txt", "text"],
        is_lines: false,
        is_pdf: false,
        switches: &["--width"],
        space: 0,
        write: |reading, switches| {
            let mut text = PlainText::default().with_labels(switches.labels.clone());
            if let Some(width) = switches.width {
                text.width = Some(width).filter(|width| *width > 0);
            }
            text.render_to_string(&reading.article)
        },
    },
    OutputFormat {
        name: "print-html",
        about: "A print export as HTML, the exporter's own page",
        extension: "html",
        endings: &[],
        is_lines: false,
        is_pdf: false,
        switches: &[
            "--content-only", "--modern", "--css", "--no-css", "--paper", "--typeface",
            "--addresses",
        ],
        space: 0,
        write: |reading, switches| {
            let mut html = switches.pages.print.clone();
            html.labels.clone_from(&switches.labels);
            html.content_only = switches.content_only;
            html.render_to_string(&reading.article)
        },
    },
    OutputFormat {
        name: "html",
        about: "HTML with every link back in its place",
        extension: "html",
        endings: &["html", "htm", "xhtml"],
        is_lines: false,
        is_pdf: false,
        switches: &[
            "--standalone", "--body-only", "--css", "--no-css", "--paper", "--typeface",
            "--addresses", "--numbers", "--template", "--toc", "--images", "--notes", "--qr",
        ],
        space: 0,
        write: |reading, switches| {
            let mut html = switches.pages.html.clone();
            html.standalone |= switches.standalone;
            match switches.body_only {
                true => html.render_to_string(&body::of(&reading.article)),
                false => html.render_to_string(&reading.article),
            }
        },
    },
    OutputFormat {
        name: "pdf",
        about: "A page for paper, printed by a Chromium or WeasyPrint on the PATH; implies --number",
        extension: "pdf",
        endings: &["pdf"],
        is_lines: false,
        is_pdf: true,
        switches: &[
            "--pdf-engine", "--remote-images", "--no-sandbox", "--css", "--no-css", "--paper",
            "--typeface", "--addresses", "--numbers", "--template", "--toc", "--images", "--notes",
            "--qr",
        ],
        space: 0,
        write: |reading, switches| {
            let html = switches.pages.for_pdf();
            html.render_to_string(&reading.article)
        },
    },
    OutputFormat {
        name: "markdown",
        about: "Markdown with every link back in its place",
        extension: "md",
        endings: &["md", "markdown"],
        is_lines: false,
        is_pdf: false,
        switches: &[
            "--links", "--tables", "--front-matter", "--body-only", "--no-raw-html",
        ],
        space: 0,
        write: |reading, switches| {
            let mut markdown = Markdown::default().with_labels(switches.labels.clone());
            markdown.links = switches.links.unwrap_or_default();
            markdown.tables = switches.tables.unwrap_or_default();
            markdown.front_matter = switches.front_matter;
            markdown.body_only = switches.body_only;
            markdown.no_raw_html = switches.no_raw_html;
            markdown.render_to_string(&reading.article)
        },
    },
    OutputFormat {
        name: "pandoc",
        about: "Pandoc's document, for `pandoc -f json` and all that it writes",
        extension: "json",
        endings: &[],
        is_lines: false,
        is_pdf: false,
        switches: &["--pandoc-api"],
        space: 100,
        write: |reading, switches| {
            Pandoc::for_api(switches.pandoc_api).render_to_string(&reading.article)
        },
    },
];

impl InputFormat {
    /// The library's name for it; `None` for `auto`.
    pub(super) fn format(&self) -> Option<Format> {
        self.detected
    }

    /// Whether it is a format of pages, not of documents that programs exchange.
    pub(super) fn is_for_pages(&self) -> bool {
        !matches!(self.detected, Some(Format::Json | Format::Pandoc))
    }

    /// How much memory it may take to read a text and to write its article.
    pub(super) fn memory_needed(&self, text: &str) -> u64 {
        let needed = |format| read::memory_needed(text, format);
        let needed = match self.detected {
            Some(format) => needed(format),
            None => needed(Format::Markdown).max(needed(Format::Plain)),
        };
        needed as u64
    }
}

/// The format that `--to` calls by this name.
pub(super) fn output_named(name: &str) -> &'static OutputFormat {
    let mut formats = OUTPUTS.iter();
    formats
        .find(|format| format.name == name)
        .unwrap_or(&OUTPUTS[0])
}

/// The format that `--from` calls by this name.
pub(super) fn named(name: &str) -> Option<&'static InputFormat> {
    INPUTS.iter().find(|format| format.name == name)
}

/// The format that a text seems to have, in a file of this name. The name decides where the text is ambiguous:
/// fragments of HTML may be Markdown, Markdown could be plain text, and other text could be either.
pub(super) fn of(
    text: &str,
    path: Option<&Path>,
    options: &Options,
) -> Option<&'static InputFormat> {
    let seen = detect(text, options);
    let named = path.and_then(by_ending);
    let is_named_text = named.is_some_and(|format| format.name == "text");
    let found = match (named.and_then(|format| format.detected), seen.format) {
        (Some(Format::Html), Format::Markdown | Format::Plain) => Format::Html,
        (Some(Format::Markdown), Format::Plain) => Format::Markdown,
        // Plain text shows every character, and none of it is markup.
        (None, Format::Markdown) if is_named_text && !seen.is_certain => Format::Plain,
        _ => seen.format,
    };
    INPUTS.iter().find(|format| format.detected == Some(found))
}

/// The format of files with the extension of this one, ignoring a final `gz`.
pub(super) fn by_ending(path: &Path) -> Option<&'static InputFormat> {
    let ends_in = |path: &Path, ending: &str| {
        let extension = path.extension();
        extension.is_some_and(|extension| extension.eq_ignore_ascii_case(ending))
    };
    let unpacked = path.with_extension("");
    let path = if ends_in(path, "gz") { &unpacked } else { path };
    INPUTS
        .iter()
        .find(|format| format.endings.iter().any(|ending| ends_in(path, ending)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_detected_format_can_be_read() {
        for (text, name) in [
            (r#"{"format":"liens"}"#, "json"),
            (r#"{"pandoc-api-version":[1,23]}"#, "pandoc"),
            ("<html>", "html"),
            ("## A", "markdown"),
            ("Links\n[1] http://ex.org/", "plain"),
        ] {
            assert_eq!(
                of(text, None, &Options::default()).map(|format| format.name),
                Some(name),
                "{text}"
            );
        }
    }

    #[test]
    fn the_name_of_a_file_decides_where_the_text_leaves_room() {
        let (json, links) = (r#"{"format":"liens"}"#, "Links\n[1] http://ex.org/");
        for (path, text, name) in [
            ("a/b.HTML", "<b>a</b>", "html"),
            ("a.htm", links, "html"),
            ("a.shtml.gz", "## A", "html"),
            ("a.html", json, "json"),
            ("a.md", links, "markdown"),
            ("a.md", "<html>", "html"),
            ("a.txt", links, "plain"),
            ("a.txt", "<b>a</b>", "markdown"),
            ("html", "<b>a</b>", "markdown"),
        ] {
            let format = of(text, Some(Path::new(path)), &Options::default());
            assert_eq!(
                format.map(|format| format.name),
                Some(name),
                "{path}: {text}"
            );
        }
    }
}
