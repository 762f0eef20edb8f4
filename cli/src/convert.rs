//! `liens convert`: converts pages from one format to another.

use std::io;
use std::path::Path;

use liens::read::Reading;
use liens::write::FlatRow;
use serde::Serialize;

use super::args::{ChangeArgs, ConvertArgs};
use super::batch::{Batch, Tally, count};
use super::book;
use super::failure::Failure;
use super::format::{OutputFormat, Switches};
use super::input::{Document, Reader};
use super::message::{Console, Messages};
use super::output::{self, Stream, Target, plan};
use super::pdf::{Engine, Printing};
use super::site;
use super::source::{self, Page, Sources};
use super::{Outcome, outcome_of_writing};

/// A page that was converted.
struct Converted {
    /// The result, if it was not written yet.
    result: Option<Vec<u8>>,
    has_warnings: bool,
    /// Why no article could be read from it.
    failure: Option<Failure>,
}

/// Converts every page; a failing one does not stop the others.
pub(super) fn run(args: &ConvertArgs) -> Outcome {
    let console = Console::new(&args.console);
    let mut messages = console.messages();
    let outcome = convert_all(args, &console, &mut messages).unwrap_or_else(|failure| {
        messages.failure(&failure);
        Outcome::Nothing
    });
    console.show(&mut messages);
    outcome
}

fn convert_all(
    args: &ConvertArgs,
    console: &Console,
    messages: &mut Messages,
) -> Result<Outcome, Failure> {
    if args.site.site {
        return site::make(args, console, messages);
    }
    if args.book.book {
        return book::make(args, console, messages);
    }
    let sources = Sources::new(&args.source, args.reading.bounds().length)?;
    let changes = &args.changes_of(&sources)?;
    let format = args.format();
    let engine = format.is_pdf.then(|| Engine::find(&args.paper, messages));
    let conversion = Conversion {
        reader: Reader::new(&args.reading)
            .for_changes(changes)
            .only(args.source.only)
            .for_output(args.content())
            .with_all(format.is_lines && args.flat.is_none()),
        changes,
        is_strict: args.strict,
        format,
        flat: args.flat,
        switches: args.switches_for(format)?,
        engine: engine.transpose()?,
        target: plan(&sources, args.output.as_deref(), format, format.is_lines)?,
    };
    if let (None, Target::File(path)) = (args.to, &conversion.target) {
        note_default(path, format, messages);
    }
    let batch = Batch {
        sources: &sources,
        results: conversion.target.results(),
        jobs: args.source.jobs(),
        console,
    };
    let mut stream = Stream::new(&conversion.target);
    let mut with_warnings = 0;
    let mut rows_of_failures = Tally::default();
    let (mut tally, written) = batch.run(
        |page, messages| conversion.convert(page, messages),
        |converted| converted.result.as_ref().map_or(0, Vec::len),
        |converted| {
            with_warnings += usize::from(converted.has_warnings);
            rows_of_failures.count_failure(converted.failure.as_ref());
            converted
                .result
                .map_or(Ok(()), |result| stream.write(&result))
        },
    );
    tally.correct(&rows_of_failures);
    let name = stream.name();
    let written = written.and_then(|()| finish(stream, &tally));
    if sources.has_many() || tally.failed > 0 && !sources.is_single() {
        messages.summary(&summary(&tally, with_warnings));
    }
    let written = written.map(|()| tally.outcome());
    Ok(outcome_of_writing(written, &name, messages))
}

/// Notes that the default format is used for an unknown extension.
fn note_default(path: &Path, format: &OutputFormat, messages: &mut Messages) {
    if let (Some(ending), None) = (path.extension(), output::format_of(path)) {
        let note = format!(
            "written as {}: .{} stands for no format of liens, so name one with --to",
            format.name,
            ending.to_string_lossy()
        );
        messages.note(&path.display().to_string(), &note);
    }
}

/// The work on each page.
struct Conversion<'a> {
    reader: Reader,
    changes: &'a ChangeArgs,
    is_strict: bool,
    format: &'static OutputFormat,
    /// The format of the content, if flat rows are written.
    flat: Option<&'static OutputFormat>,
    switches: Switches,
    /// The PDF engine, if the result is a PDF.
    engine: Option<Engine>,
    target: Target,
}

impl Conversion<'_> {
    fn convert(&self, page: Page, messages: &mut Messages) -> Result<Option<Converted>, Failure> {
        if self.flat.is_none() {
            return self.convert_page(page, messages);
        }
        let (name, origin) = (page.name.clone(), page.origin.clone());
        self.convert_page(page, messages).or_else(|failure| {
            messages.failure(&failure);
            Ok(Some(Converted {
                result: Some(row_of_failure(&failure, &name, &origin).into_bytes()),
                has_warnings: false,
                failure: Some(failure),
            }))
        })
    }

    fn convert_page(
        &self,
        page: Page,
        messages: &mut Messages,
    ) -> Result<Option<Converted>, Failure> {
        let place = page.place.clone();
        let Some(mut document) = self.reader.read(page, messages)? else {
            return Ok(None);
        };
        let mut printing = self.engine.as_ref().map(Engine::prepare).transpose()?;
        let further = std::mem::take(&mut document.further);
        let (mut text, mut has_warnings) =
            self.article(&mut document, printing.as_mut(), messages)?;
        for reading in further {
            document.reading = reading;
            let (more, has_more) = self.article(&mut document, printing.as_mut(), messages)?;
            text.push_str(&more);
            has_warnings |= has_more;
        }
        let result = match printing {
            Some(printing) => printing.print(&text)?,
            None => text.into_bytes(),
        };
        let result = match &self.target {
            Target::Folder(folder) => {
                folder.write(&document.name, &place, &result)?;
                None
            }
            _ => Some(result),
        };
        Ok(Some(Converted {
            result,
            has_warnings,
            failure: None,
        }))
    }

    /// Converts one article, and returns whether there were warnings.
    fn article(
        &self,
        document: &mut Document,
        printing: Option<&mut Printing<'_>>,
        messages: &mut Messages,
    ) -> Result<(String, bool), Failure> {
        let labels = &self.switches.labels;
        self.changes
            .apply(&document.name, &mut document.reading, labels)?;
        if self.is_strict && !messages.accept(document) {
            return Err(Failure::Strict);
        }
        messages.warnings(document);
        if let Some(printing) = printing.filter(|_| self.switches.pages.shows_images()) {
            let Document {
                name,
                origin,
                reading,
                ..
            } = document;
            let file = origin.path.as_deref();
            printing.fetch_images(&mut reading.article, file, name, messages)?;
        }
        Ok((self.text(document), !document.reading.warnings.is_empty()))
    }

    /// The result, with a line end.
    fn text(&self, document: &Document) -> String {
        let write = |format: &OutputFormat| (format.write)(&document.reading, &self.switches);
        let mut text = match self.flat {
            Some(content) => {
                let Reading { article, warnings } = &document.reading;
                json(&FlatRow::new(article, warnings, write(content)))
            }
            None => write(self.format),
        };
        if self.format.is_lines {
            text = one_line(&with_origin(&text, &document.origin));
        }
        if !text.is_empty() && !text.ends_with('\n') {
            text.push('\n');
        }
        text
    }
}

/// The row of a page that was not converted, with its line end.
fn row_of_failure(failure: &Failure, name: &str, origin: &source::Origin) -> String {
    let message = failure.message();
    let reason = message
        .strip_prefix(name)
        .and_then(|rest| rest.strip_prefix(": "));
    let row = FlatRow::failed(reason.unwrap_or(message));
    one_line(&with_origin(&json(&row), origin)) + "\n"
}

fn json(row: &FlatRow) -> String {
    // Serializing strings and numbers cannot fail.
    serde_json::to_string(row).unwrap_or_default()
}

/// Where a page came from. The field names are part of the interface of NDJSON.
#[derive(Serialize)]
struct Origin<'a> {
    /// The file as it was named or found; `None` for standard input.
    path: Option<String>,
    /// The page's URL and the time of its capture, as stated by an archive.
    url: Option<&'a str>,
    date: Option<&'a str>,
}

/// Adds to a JSON object where its page came from, which readers of the document ignore.
fn with_origin(object: &str, origin: &source::Origin) -> String {
    let origin = Origin {
        path: origin.path.as_ref().map(|path| path.display().to_string()),
        url: origin.url.as_deref(),
        date: origin.date.as_deref(),
    };
    // Serializing strings cannot fail.
    let origin = serde_json::to_string(&origin).unwrap_or_default();
    let object = object.strip_suffix('}').unwrap_or(object);
    format!("{object},{}", origin.strip_prefix('{').unwrap_or(&origin))
}

/// JSON without characters that some readers, such as Python's `splitlines`, treat as line ends. They can only occur
/// in strings, where they can be escaped. JSON escapes other control characters anyway.
fn one_line(json: &str) -> String {
    json.replace('\u{85}', r"\u0085")
        .replace('\u{2028}', r"\u2028")
        .replace('\u{2029}', r"\u2029")
}

/// Moves the finished file to its place, unless no page was written to it.
fn finish(mut stream: Stream<'_>, tally: &Tally) -> io::Result<()> {
    if tally.outcome() == Outcome::Done && tally.done == 0 {
        // If there were no pages at all, the result is empty.
        stream.write(b"")?;
    }
    stream.finish()
}

/// `1290 pages converted, 12 with warnings; 3 failed`
pub(super) fn summary(tally: &Tally, with_warnings: usize) -> String {
    let mut summary = format!("{} converted", count(tally.done, "page"));
    if with_warnings > 0 {
        summary.push_str(&format!(", {with_warnings} with warnings"));
    }
    summary + &tally.rest()
}
