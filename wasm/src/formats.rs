//! The formats that can be read and written, with the same names as in the program.

use std::path::Path;

use liens::label::Vocabulary;
use liens::read::{self, Format, Reading, detect};
use liens::write::{Html, Json, Markdown, Pandoc, PlainText, PrintHtml, PrintText, Render};

use crate::failure::Failure;
use crate::options::Options;

type Read = fn(&str, &read::Options) -> Result<Reading, liens::Error>;
type ReadAll = fn(&str, &read::Options) -> Result<Vec<Reading>, liens::Error>;

/// A format that can be read.
#[derive(Debug)]
pub(crate) struct InputFormat {
    pub(crate) name: &'static str,
    /// The extensions of files in this format.
    extensions: &'static [&'static str],
    /// The detected format that maps to this one.
    detected: Option<Format>,
    pub(crate) read: Read,
    pub(crate) read_all: ReadAll,
}

/// A format that can be written.
#[derive(Debug)]
pub(crate) struct OutputFormat {
    name: &'static str,
    /// The options that go with it.
    options: &'static [&'static str],
    pub(crate) write: fn(&Reading, &Options, Vocabulary) -> String,
}

const INPUTS: &[InputFormat] = &[
    InputFormat {
        name: "json",
        extensions: &["json"],
        detected: Some(Format::Json),
        read: read::json::read,
        read_all: |text, options| Ok(vec![read::json::read(text, options)?]),
    },
    InputFormat {
        name: "pandoc",
        extensions: &[],
        detected: Some(Format::Pandoc),
        read: read::pandoc::read,
        read_all: |text, options| Ok(vec![read::pandoc::read(text, options)?]),
    },
    InputFormat {
        name: "html",
        extensions: &["html", "htm", "xhtml", "shtml"],
        detected: Some(Format::Html),
        read: read::html::read,
        read_all: read::html::articles,
    },
    InputFormat {
        name: "text",
        extensions: &["txt", "text"],
        detected: None,
        read: read::text,
        read_all: read::text_articles,
    },
    InputFormat {
        name: "markdown",
        extensions: &["md", "markdown"],
        detected: Some(Format::Markdown),
        read: read::markdown::read,
        read_all: read::markdown::articles,
    },
    InputFormat {
        name: "plain",
        extensions: &[],
        detected: Some(Format::Plain),
        read: read::plain::read,
        read_all: read::plain::articles,
    },
];

const OUTPUTS: &[OutputFormat] = &[
    OutputFormat {
        name: "json",
        options: &["pretty"],
        write: |reading, options, _| {
            let mut json = Json::default().with_warnings(reading.warnings.clone());
            json.pretty = options.pretty;
            json.render_to_string(&reading.article)
        },
    },
    OutputFormat {
        name: "print-text",
        options: &[],
        write: |reading, _, labels| {
            let text = PrintText::default().with_labels(labels);
            text.render_to_string(&reading.article)
        },
    },
    OutputFormat {
        name: "text",
        options: &["width"],
        write: |reading, options, labels| {
            let mut text = PlainText::default().with_labels(labels);
            if let Some(width) = options.width {
                text.width = Some(width).filter(|width| *width > 0);
            }
            text.render_to_string(&reading.article)
        },
    },
    OutputFormat {
        name: "print-html",
        options: &["contentOnly"],
        write: |reading, options, labels| {
            let mut html = PrintHtml::default().with_labels(labels);
            html.content_only = options.content_only;
            html.render_to_string(&reading.article)
        },
    },
    OutputFormat {
        name: "html",
        options: &["standalone"],
        write: |reading, options, _| {
            let mut html = Html::default();
            html.standalone = options.standalone;
            html.render_to_string(&reading.article)
        },
    },
    OutputFormat {
        name: "markdown",
        options: &["links", "tables", "frontMatter"],
        write: |reading, options, labels| {
            let mut markdown = Markdown::default().with_labels(labels);
            markdown.links = options.links.map(Into::into).unwrap_or_default();
            markdown.tables = options.tables.map(Into::into).unwrap_or_default();
            markdown.front_matter = options.front_matter;
            markdown.render_to_string(&reading.article)
        },
    },
    OutputFormat {
        name: "pandoc",
        options: &["pandocApi"],
        write: |reading, options, _| {
            let api = options.pandoc_api.map(Into::into).unwrap_or_default();
            Pandoc::for_api(api).render_to_string(&reading.article)
        },
    },
];

impl InputFormat {
    /// How much memory it may take to read a text and to write its article.
    pub(crate) fn memory_needed(&self, text: &str) -> usize {
        let needed = |format| read::memory_needed(text, format);
        match self.detected {
            Some(format) => needed(format),
            None => needed(Format::Markdown).max(needed(Format::Plain)),
        }
    }
}

impl Options {
    /// The format to read: the one named, or the one that the text seems to have. As in the program, the name of the
    /// file decides where the text is ambiguous: fragments of HTML may be Markdown, Markdown could be plain text, and
    /// other text could be either.
    pub(crate) fn input(
        &self,
        text: &str,
        options: &read::Options,
    ) -> Result<&'static InputFormat, Failure> {
        let from = self.from.as_deref().unwrap_or("auto");
        if from != "auto" {
            let names = std::iter::once("auto").chain(INPUTS.iter().map(|format| format.name));
            let format = INPUTS.iter().find(|format| format.name == from);
            return format.ok_or_else(|| unknown("from", from, names));
        }
        let seen = detect(text, options);
        let named = self.name.as_deref().and_then(by_extension);
        let is_named_text = named.is_some_and(|format| format.name == "text");
        let detected = match (named.and_then(|format| format.detected), seen.format) {
            (Some(Format::Html), Format::Markdown | Format::Plain) => Format::Html,
            (Some(Format::Markdown), Format::Plain) => Format::Markdown,
            // Plain text shows every character, and none of it is markup.
            (None, Format::Markdown) if is_named_text && !seen.is_certain => Format::Plain,
            _ => seen.format,
        };
        let format = INPUTS
            .iter()
            .find(|format| format.detected == Some(detected));
        format.ok_or_else(|| Failure::new("cannot detect the format: say it with `from`"))
    }

    /// The format to write. An option that belongs to another format is refused.
    pub(crate) fn output(&self) -> Result<&'static OutputFormat, Failure> {
        let to = self.to.as_deref().unwrap_or("json");
        let format = OUTPUTS.iter().find(|format| format.name == to);
        let names = OUTPUTS.iter().map(|format| format.name);
        let format = format.ok_or_else(|| unknown("to", to, names))?;
        let given = [
            ("pretty", self.pretty),
            ("standalone", self.standalone),
            ("contentOnly", self.content_only),
            ("width", self.width.is_some()),
            ("links", self.links.is_some()),
            ("tables", self.tables.is_some()),
            ("frontMatter", self.front_matter),
            ("pandocApi", self.pandoc_api.is_some()),
        ];
        for (option, is_given) in given {
            if is_given && !format.options.contains(&option) {
                return Err(Failure::new(format!("{option} does not go with {to}")));
            }
        }
        Ok(format)
    }
}

fn by_extension(name: &str) -> Option<&'static InputFormat> {
    // A URL may have a query or a fragment.
    let path = name.split(['?', '#']).next().unwrap_or(name);
    let extension = Path::new(path).extension()?.to_str()?.to_ascii_lowercase();
    INPUTS
        .iter()
        .find(|format| format.extensions.contains(&extension.as_str()))
}

fn unknown(option: &str, found: &str, names: impl Iterator<Item = &'static str>) -> Failure {
    let names: Vec<_> = names.collect();
    let names = names.join(", ");
    Failure::new(format!(
        "expected one of {names} for `{option}`, but found {found:?}"
    ))
}
