//! Tables of the formats by name, for reading and for writing.

use liens::Error;
use liens::label::Vocabulary;
use liens::read::{self, Options, Reading};
use liens::write::{Html, Json, Markdown, Pandoc, PlainText, PrintHtml, PrintText, Render};

use crate::error::LiensError;
use pyo3::prelude::*;

type Read = fn(&str, &Options) -> Result<Reading, Error>;
type ReadAll = fn(&str, &Options) -> Result<Vec<Reading>, Error>;
type Write = fn(&Reading, &Vocabulary) -> String;

/// A format that can be read.
#[derive(Clone, Copy)]
pub(crate) struct InputFormat {
    name: &'static str,
    pub(crate) read: Read,
    pub(crate) read_all: ReadAll,
}

/// A format that can be written.
#[derive(Clone, Copy)]
pub(crate) struct OutputFormat {
    name: &'static str,
    pub(crate) write: Write,
}

const INPUTS: &[InputFormat] = &[
    InputFormat {
        name: "auto",
        read: read::any,
        read_all: read::articles,
    },
    InputFormat {
        name: "html",
        read: read::html::read,
        read_all: read::html::articles,
    },
    InputFormat {
        name: "text",
        read: read::text,
        read_all: read::text_articles,
    },
    InputFormat {
        name: "markdown",
        read: read::markdown::read,
        read_all: read::markdown::articles,
    },
    InputFormat {
        name: "plain",
        read: read::plain::read,
        read_all: read::plain::articles,
    },
    InputFormat {
        name: "json",
        read: read::json::read,
        read_all: |text, options| Ok(vec![read::json::read(text, options)?]),
    },
    InputFormat {
        name: "pandoc",
        read: read::pandoc::read,
        read_all: |text, options| Ok(vec![read::pandoc::read(text, options)?]),
    },
];

const OUTPUTS: &[OutputFormat] = &[
    OutputFormat {
        name: "markdown",
        write: |reading, labels| {
            let markdown = Markdown::default().with_labels(labels.clone());
            markdown.render_to_string(&reading.article)
        },
    },
    OutputFormat {
        name: "html",
        write: |reading, _| Html::default().render_to_string(&reading.article),
    },
    OutputFormat {
        name: "html-page",
        write: |reading, _| Html::page().render_to_string(&reading.article),
    },
    OutputFormat {
        name: "text",
        write: |reading, labels| {
            let text = PlainText::default().with_labels(labels.clone());
            text.render_to_string(&reading.article)
        },
    },
    OutputFormat {
        name: "words",
        write: |reading, _| reading.article.plain_text(),
    },
    OutputFormat {
        name: "print-html",
        write: |reading, labels| {
            let html = PrintHtml::default().with_labels(labels.clone());
            html.render_to_string(&reading.article)
        },
    },
    OutputFormat {
        name: "print-text",
        write: |reading, labels| {
            let text = PrintText::default().with_labels(labels.clone());
            text.render_to_string(&reading.article)
        },
    },
    OutputFormat {
        name: "pandoc",
        write: |reading, _| Pandoc::default().render_to_string(&reading.article),
    },
    OutputFormat {
        name: "json",
        write: |reading, _| {
            Json::default()
                .with_warnings(reading.warnings.clone())
                .render_to_string(&reading.article)
        },
    },
];

pub(crate) fn input_format(name: &str) -> PyResult<InputFormat> {
    let found = INPUTS.iter().find(|format| format.name == name);
    found
        .copied()
        .ok_or_else(|| unknown(name, INPUTS.iter().map(|format| format.name)))
}

pub(crate) fn output_format(name: &str) -> PyResult<OutputFormat> {
    let found = OUTPUTS.iter().find(|format| format.name == name);
    found
        .copied()
        .ok_or_else(|| unknown(name, OUTPUTS.iter().map(|format| format.name)))
}

fn unknown(name: &str, names: impl Iterator<Item = &'static str>) -> PyErr {
    let names: Vec<_> = names.collect();
    LiensError::new_err(format!(
        "expected one of {}, but found {name:?}",
        names.join(", ")
    ))
}
