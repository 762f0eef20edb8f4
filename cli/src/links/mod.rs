//! `liens links`: lists every link of every page.
//!
//! 1. [`rows`] gathers the links of an article;
//! 2. [`table`] shows them to people, and [`records`] writes them for programs;
//! 3. [`summary`] adds up what the pages have.

mod records;
mod rows;
mod summary;
mod table;

use serde::Serialize;

use super::args::LinksArgs;
use super::batch::Batch;
use super::failure::Failure;
use super::input::Reader;
use super::joined::Joined;
use super::message::{Console, Messages};
use super::source::{Page, Results, Sources};
use super::{Outcome, outcome_of_writing};
use rows::Row;
use summary::Summary;

/// How links are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Layout {
    Table,
    Json,
    /// One line for each use, with this delimiter between columns.
    Delimited(u8),
}

/// The links of a page, as text and for the summary.
struct Listed {
    text: String,
    summary: Summary,
}

/// Prints the links of all pages.
pub(super) fn run(args: &LinksArgs) -> Outcome {
    let console = Console::new(&args.console);
    let mut messages = console.messages();
    let outcome = print_all(args, &console, &mut messages).unwrap_or_else(|failure| {
        messages.failure(&failure);
        Outcome::Nothing
    });
    console.show(&mut messages);
    outcome
}

fn print_all(
    args: &LinksArgs,
    console: &Console,
    messages: &mut Messages,
) -> Result<Outcome, Failure> {
    let sources = Sources::new(&args.source, args.reading.bounds().length)?;
    let reader = Reader::new(&args.reading).with_all(true);
    let (layout, is_single) = (args.layout(), sources.is_single());
    let batch = Batch {
        sources: &sources,
        results: Results::default(),
        jobs: args.source.jobs(),
        console,
    };
    let mut output = layout.output();
    let mut total = Summary::default();
    let (tally, written) = batch.run(
        |page, messages| list(page, &reader, layout, is_single, messages),
        |listed| listed.text.len(),
        |listed| {
            total.add(listed.summary);
            output.print(&listed.text)
        },
    );
    let summary = match (layout, is_single) {
        (Layout::Table, false) => total.to_string(),
        _ => String::new(),
    };
    let written = written.and_then(|()| match tally.outcome() {
        Outcome::Nothing => Ok(()),
        _ => output.print(&summary).and_then(|()| output.end()),
    });
    let written = written.map(|()| tally.outcome());
    Ok(outcome_of_writing(written, "standard output", messages))
}

/// The links of a page.
fn list(
    page: Page,
    reader: &Reader,
    layout: Layout,
    is_single: bool,
    messages: &mut Messages,
) -> Result<Option<Listed>, Failure> {
    let Some(mut document) = reader.read(page, messages)? else {
        return Ok(None);
    };
    let mut summary = Summary::default();
    let mut rows = Vec::new();
    let further = std::mem::take(&mut document.further);
    let mut readings = vec![std::mem::take(&mut document.reading)];
    readings.extend(further);
    for reading in &readings {
        let found = rows::of(&reading.article);
        summary.count(&found, &reading.warnings);
        rows.extend(found);
    }
    summary.pages = 1;
    for reading in readings.iter().map(|reading| reading.warnings.clone()) {
        document.reading.warnings = reading;
        messages.warnings(&document);
    }
    if rows.is_empty() && is_single {
        messages.note(&document.name, "there are no links");
    }
    let name = &document.name;
    let text = match layout {
        Layout::Table if is_single => table::of(&rows),
        Layout::Table => table::titled(name, &rows),
        Layout::Json => records::json(name, &rows),
        Layout::Delimited(delimiter) => records::delimited(name, &rows, delimiter),
    };
    Ok(Some(Listed { text, summary }))
}

impl Layout {
    /// The text around the pages.
    fn output(self) -> Joined {
        match self {
            Self::Table => Joined::new(String::new(), "\n"),
            Self::Json => Joined::array("", "\n]\n"),
            Self::Delimited(delimiter) => Joined::new(records::header(delimiter), ""),
        }
    }
}

/// The kind of a link. The names are part of the interface for programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
enum Kind {
    /// It is in the numbered list.
    Listed,
    /// It has its URL in the text.
    Inline,
    /// It leads to a place in its own page.
    Internal,
    /// Its URL is relative to an unknown base.
    Relative,
    /// Its URL is not a valid one.
    Broken,
}

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Self::Listed => "listed",
            Self::Inline => "inline",
            Self::Internal => "internal",
            Self::Relative => "relative",
            Self::Broken => "broken",
        }
    }
}
