//! `liens convert --book`: makes one document of many pages.
//!
//! 1. [`order`] determines the order of the pages;
//! 2. all pages are read, within the limit for memory;
//! 3. [`links`] makes links between them lead to their places in the book, before links are numbered;
//! 4. the library writes the book, which is then printed if it is to be a PDF.

mod links;
mod order;

use std::io;
use std::path::{Path, PathBuf};

use liens::Article;
use liens::model::{Block, Inline, Link, Node};
use liens::read::Reading;
use liens::write::{Book, BookLinks, NoteList};

use super::args::{ChangeArgs, ConvertArgs};
use super::batch::{Batch, Tally};
use super::convert::summary;
use super::failure::Failure;
use super::format::{OutputFormat, Switches};
use super::input::Reader;
use super::message::{Console, Messages};
use super::output::{Stream, plan};
use super::pdf::Engine;
use super::source::{Page, Sources};
use super::{Outcome, outcome_of_writing};
use order::Order;

/// A chapter of a book, made from one page.
struct Chapter {
    /// Its name in messages.
    name: String,
    file: Option<PathBuf>,
    article: Article,
    has_warnings: bool,
}

/// Makes a book of all pages.
pub(super) fn make(
    args: &ConvertArgs,
    console: &Console,
    messages: &mut Messages,
) -> Result<Outcome, Failure> {
    let format = checked(args)?;
    let order = Order::of(&args.source, messages);
    let sources = Sources::new(&order.source, args.reading.bounds().length)?;
    let changes = args.changes_of(&sources)?;
    let switches = args.switches_for(format)?;
    let target = plan(&sources, args.output.as_deref(), format, true)?;
    let engine = format.is_pdf.then(|| Engine::find(&args.paper, messages));
    let engine = engine.transpose()?;
    let batch = Batch {
        sources: &sources,
        results: target.results(),
        jobs: args.source.jobs(),
        console,
    };
    let (mut chapters, tally) = read(args, &batch, &changes, &switches)?;
    if chapters.is_empty() {
        let message = "there is no page for the book".to_owned();
        return Err(Failure::new(message, "name files or folders with pages"));
    }
    links::lead_within(&mut chapters);
    let title = args.book.book_title.clone().or(order.title);
    let title = title.unwrap_or_else(|| title_of(&chapters, args));
    let mut book = Book::new(title).with_html(match format.is_pdf {
        true => switches.pages.for_pdf(),
        false => switches.pages.html.clone(),
    });
    if args.book.one_list {
        book = book.links(BookLinks::OneList);
    }
    let with_warnings = chapters
        .iter()
        .filter(|chapter| chapter.has_warnings)
        .count();
    let result = written(
        chapters,
        &book,
        engine.as_ref(),
        &changes,
        &switches,
        messages,
    )?;
    messages.summary(&summary(&tally, with_warnings));
    let mut stream = Stream::new(&target);
    let name = stream.name();
    let written = stream.write(&result).and_then(|()| stream.finish());
    Ok(outcome_of_writing(
        written.map(|()| tally.outcome()),
        &name,
        messages,
    ))
}

/// Checks the arguments for a book, and returns its format.
fn checked(args: &ConvertArgs) -> Result<&'static OutputFormat, Failure> {
    let format = args.format();
    if !matches!(format.name, "html" | "pdf") {
        let message = format!("--book does not go with --to {}", format.name);
        return Err(Failure::new(message, "a book is html or pdf"));
    }
    for (option, is_given) in [
        ("--template", args.paper.has_template()),
        ("--body-only", args.body_only),
    ] {
        if is_given {
            let message = format!("{option} does not go with --book");
            return Err(Failure::new(message, "leave it out"));
        }
    }
    if args.book.one_list && args.paper.notes() == NoteList::WithLinks {
        let message = "--one-list does not go with --notes with-links".to_owned();
        let help = "a list of the links of all pages has no place for the notes of each";
        return Err(Failure::new(message, help));
    }
    Ok(format)
}

/// Reads all pages, as long as there is memory for them.
fn read(
    args: &ConvertArgs,
    batch: &Batch<'_>,
    changes: &ChangeArgs,
    switches: &Switches,
) -> Result<(Vec<Chapter>, Tally), Failure> {
    let reader = Reader::new(&args.reading)
        .for_changes(changes)
        .only(args.source.only)
        .with_all(true);
    // Links are numbered once it is known which of them stay within the book.
    let changes = ChangeArgs {
        number: false,
        ..changes.clone()
    };
    let mut chapters: Vec<Chapter> = Vec::new();
    let mut weight = 0;
    let (tally, read) = batch.run(
        |page, messages| articles(page, &reader, &changes, switches, args.strict, messages),
        |found| {
            found
                .iter()
                .map(|chapter| weight_of(&chapter.article))
                .sum()
        },
        |found| {
            for chapter in found {
                weight += weight_of(&chapter.article) as u64;
                chapters.push(chapter);
            }
            match weight > args.reading.memory() {
                true => Err(io::ErrorKind::OutOfMemory.into()),
                false => Ok(()),
            }
        },
    );
    match read {
        Ok(()) => Ok((chapters, tally)),
        Err(_) => Err(Failure::memory("the book", weight, args.reading.memory())),
    }
}

/// The articles of a page.
fn articles(
    page: Page,
    reader: &Reader,
    changes: &ChangeArgs,
    switches: &Switches,
    is_strict: bool,
    messages: &mut Messages,
) -> Result<Option<Vec<Chapter>>, Failure> {
    let Some(mut document) = reader.read(page, messages)? else {
        return Ok(None);
    };
    let further = std::mem::take(&mut document.further);
    let first = std::mem::take(&mut document.reading);
    let mut chapters = Vec::new();
    for reading in std::iter::once(first).chain(further) {
        document.reading = reading;
        changes.apply(&document.name, &mut document.reading, &switches.labels)?;
        if is_strict && !messages.accept(&document) {
            return Err(Failure::Strict);
        }
        messages.warnings(&document);
        let Reading { article, warnings } = std::mem::take(&mut document.reading);
        chapters.push(Chapter {
            name: document.name.clone(),
            file: document.origin.path.clone(),
            article,
            has_warnings: !warnings.is_empty(),
        });
    }
    Ok(Some(chapters))
}

/// Roughly how many bytes an article takes in memory.
fn weight_of(article: &Article) -> usize {
    let nodes = article.walk().map(|node| match node {
        Node::Inline(Inline::Text { text }) => size_of::<Inline>() + text.len(),
        Node::Inline(_) => size_of::<Inline>(),
        Node::Block(_) => size_of::<Block>(),
    });
    let links = article.links.iter();
    let links = links.map(|link| size_of::<Link>() + link.url.len());
    nodes.sum::<usize>() + links.sum::<usize>()
}

/// Writes the book, and prints it if there is a PDF engine.
fn written(
    chapters: Vec<Chapter>,
    book: &Book,
    engine: Option<&Engine>,
    changes: &ChangeArgs,
    switches: &Switches,
    messages: &mut Messages,
) -> Result<Vec<u8>, Failure> {
    let numbering = ChangeArgs {
        number: changes.number,
        ..ChangeArgs::default()
    };
    let mut printing = engine.map(Engine::prepare).transpose()?;
    let mut articles = Vec::with_capacity(chapters.len());
    for chapter in chapters {
        let Chapter {
            name,
            file,
            article,
            ..
        } = chapter;
        let mut reading = Reading {
            article,
            ..Reading::default()
        };
        numbering.apply(&name, &mut reading, &switches.labels)?;
        if let Some(printing) = printing.as_mut().filter(|_| switches.pages.shows_images()) {
            printing.fetch_images(&mut reading.article, file.as_deref(), &name, messages)?;
        }
        articles.push(reading.article);
    }
    let html = book.render_to_string(&articles);
    drop(articles);
    match printing {
        Some(printing) => printing.print(&html),
        None => Ok(html.into_bytes()),
    }
}

/// The title of a book without a stated one: the site of all its pages, the only folder, or the name of the output
/// file.
fn title_of(chapters: &[Chapter], args: &ConvertArgs) -> String {
    let name_of = |chapter: &Chapter| Some(chapter.article.site.as_ref()?.name.clone());
    let site = chapters.first().and_then(name_of).filter(|name| {
        let is_same = |chapter| name_of(chapter).as_ref() == Some(name);
        !name.is_empty() && chapters.iter().all(is_same)
    });
    let folder = || match args.source.files.as_slice() {
        [folder] if folder.is_dir() => folder.canonicalize().ok(),
        _ => None,
    };
    let words = |path: PathBuf| Some(path.file_stem()?.to_string_lossy().into_owned());
    let output = || {
        args.output
            .as_deref()
            .filter(|path| *path != Path::new("-"))
    };
    site.or_else(|| folder().and_then(words))
        .or_else(|| output().map(Path::to_owned).and_then(words))
        .unwrap_or_else(|| "Articles".to_owned())
}
