//! `liens convert --site`: turns the pages of a mirror into a site that works without the old one.
//!
//! 1. A first pass collects what is in the [`mirror`]: the [`facts`] about each page and, in archives, which other
//!    files there are ([`stored`]). Nothing else is kept.
//! 2. [`pages`] then knows to which page a URL or a file belongs, and where that will be ([`name`]).
//! 3. A second pass writes the pages. [`rewrite`] makes their links lead to the new files, and [`assets`] copies
//!    other files of the mirror. Files of archives are copied in a third pass, once it is known which are needed.
//! 4. [`contents`] writes the index, and [`redirects`] lists where each old URL is now.
//!
//! Everything that one page needs to know about others is decided between the passes, so that the number of jobs does
//! not affect the result.

mod assets;
mod contents;
mod facts;
mod matter;
mod mirror;
mod name;
mod pages;
mod redirects;
mod rewrite;
mod stored;
mod url;

use std::path::{Path, PathBuf};

use super::args::ConvertArgs;
use super::batch::{Batch, Tally, count};
use super::failure::Failure;
use super::format::{self, OutputFormat, Switches};
use super::input::{Document, Reader};
use super::message::{Console, Messages};
use super::output::Folder;
use super::source::{Page, Results, Sources};
use super::{Outcome, outcome_of_writing};
use assets::Assets;
use mirror::Mirror;
use pages::Pages;

pub(super) use name::Template;

/// The files of a site besides pages and assets.
const FILES: [&str; 6] = [
    "index.json", "map.tsv", "missing.tsv", "_redirects", "redirects.nginx", "redirects.htaccess",
];

/// What the second pass needs of a page.
struct Site<'a> {
    args: &'a ConvertArgs,
    reader: &'a Reader,
    format: &'static OutputFormat,
    switches: Switches,
    pages: Pages,
    assets: Assets,
    folder: &'a Folder,
}

/// What became of a page.
#[derive(Debug, Default)]
struct Written {
    is_unchanged: bool,
    has_warnings: bool,
    /// Links between pages, and links to the old site whose target is missing here.
    links: usize,
    missing: Vec<String>,
    /// How many of the missing ones are relative.
    relative: usize,
}

/// What became of all pages.
#[derive(Debug, Default)]
struct Total {
    unchanged: usize,
    with_warnings: usize,
    links: usize,
    relative: usize,
    missing: Vec<String>,
    /// How many files were copied.
    files: usize,
}

/// Makes a site of all pages.
pub(super) fn make(
    args: &ConvertArgs,
    console: &Console,
    messages: &mut Messages,
) -> Result<Outcome, Failure> {
    let sources = Sources::new(&args.source, args.reading.bounds().length)?;
    let (format, output) = checked(args, &sources)?;
    let mut switches = args.switches_for(format)?;
    switches.standalone = true;
    switches.front_matter = format.name == "markdown";
    let folder = Folder::new(&sources, output, format.extension)?;
    folder.remove_unfinished()?;
    let reader = Reader::new(&args.reading)
        .for_output(format)
        .without_base_url();
    let results = Results {
        extension: Some(format.extension),
        root: Some(folder.root()),
    };
    let jobs = args.source.jobs();
    let batch = |sources, console| Batch {
        sources,
        results,
        jobs,
        console,
    };
    let (all, silent) = (sources.clone().with_all_files(), Console::silent());
    let all = batch(&all, &silent);
    let mirror = Mirror::learn(&all, &reader, sources.roots())?;
    let top = args.reading.base_url();
    let top = top.and_then(|url| ::url::Url::parse(url.as_str()).ok());
    let pages = Pages::new(mirror, top, args.site.name.as_ref(), format.extension);
    let site = Site {
        args,
        reader: &reader,
        format,
        switches,
        assets: Assets::default(),
        pages,
        folder: &folder,
    };
    let mut total = Total::default();
    let (mut tally, written) = batch(&sources, console).run(
        |page, messages| site.write(page, messages),
        |written| written.missing.iter().map(String::len).sum(),
        |written| {
            total.add(written);
            Ok(())
        },
    );
    site.assets
        .copy_stored(&all, &reader, &site.pages, &folder)?;
    site.finish(&total.missing)?;
    site.assets.take_back(&mut tally.skipped);
    total.files = site.assets.count();
    total.note_relative(output, messages);
    messages.summary(&total.summary(&tally));
    let written = written.map(|()| tally.outcome());
    Ok(outcome_of_writing(written, "the site", messages))
}

/// Checks the arguments for a site, and returns its format and directory.
fn checked<'a>(
    args: &'a ConvertArgs,
    sources: &Sources,
) -> Result<(&'static OutputFormat, &'a Path), Failure> {
    let format = match args.to {
        Some(format) => format,
        None => format::output_named("html"),
    };
    if !matches!(format.name, "html" | "markdown") {
        let message = format!("--site does not go with --to {}", format.name);
        return Err(Failure::new(message, "a site is html or markdown"));
    }
    if sources.reads_stdin() {
        let message = "--site reads its pages twice, so standard input cannot be read".to_owned();
        return Err(Failure::new(message, "name files, folders or archives"));
    }
    match args.output.as_deref() {
        Some(output) if output != Path::new("-") => Ok((format, output)),
        _ => Err(Failure::new(
            "a site needs a directory".to_owned(),
            "name it with -o",
        )),
    }
}

impl Site<'_> {
    /// Writes a page, and copies the files it needs from the mirror.
    fn write(&self, page: Page, messages: &mut Messages) -> Result<Option<Written>, Failure> {
        let place = page.place.clone();
        let number = self.pages.of_place(&place);
        let mut page = facts::with_base(page, self.pages.roots());
        page.origin.anchors = number.map_or_else(Vec::new, |number| self.pages.anchors(number));
        let Some(mut document) = self.reader.read(page, messages)? else {
            return Ok(None);
        };
        let Some(number) = number else {
            let message = format!("{}: it was not there a moment ago", document.name);
            return Err(Failure::new(
                message, "run it again when nothing changes the pages",
            ));
        };
        let labels = &self.switches.labels;
        let changes = &self.args.changes;
        changes.apply(&document.name, &mut document.reading, labels)?;
        if self.args.strict && !messages.accept(&document) {
            return Err(Failure::Strict);
        }
        messages.warnings(&document);
        let found = rewrite::links(&mut document.reading.article, number, &self.pages);
        let facts = self.pages.facts(number);
        if self.format.name == "markdown" {
            matter::fill_in(&mut document.reading.article, facts);
        }
        let mut written = Written {
            links: found.links,
            relative: found.relative,
            has_warnings: !document.reading.warnings.is_empty(),
            ..Written::default()
        };
        for file in &found.files {
            self.assets.copy(file, self.folder)?;
        }
        self.assets.want(&found.stored);
        written.missing = found.missing;
        let text = self.text(&document);
        written.is_unchanged = self.put(&document.name, &facts.place, &text)?;
        Ok(Some(written))
    }

    fn text(&self, document: &Document) -> String {
        let mut text = (self.format.write)(&document.reading, &self.switches);
        if !text.ends_with('\n') {
            text.push('\n');
        }
        text
    }

    /// Writes a file to its place, unless it has the same content already and only changes are to be written.
    fn put(&self, name: &str, place: &Path, text: &str) -> Result<bool, Failure> {
        if self.args.site.update && self.folder.holds(place, text.as_bytes()) {
            return Ok(true);
        }
        self.folder.write(name, place, text.as_bytes())?;
        Ok(false)
    }

    /// Writes the files that concern all pages.
    fn finish(&self, missing: &[String]) -> Result<(), Failure> {
        let mut files: Vec<(PathBuf, String)> = redirects::files(&self.pages, self.format);
        files.push(("index.json".into(), contents::json(&self.pages)));
        files.push(("missing.tsv".into(), rewrite::missing_table(missing)));
        let index = contents::page(&self.pages);
        let index = liens::read::Reading {
            article: index,
            ..liens::read::Reading::default()
        };
        let text = (self.format.write)(&index, &self.switches);
        files.push((self.pages.index_place().to_owned(), text));
        for (place, text) in files {
            self.put("the site", &place, &text)?;
        }
        Ok(())
    }
}

impl Total {
    fn add(&mut self, written: Written) {
        self.unchanged += usize::from(written.is_unchanged);
        self.with_warnings += usize::from(written.has_warnings);
        self.links += written.links;
        self.relative += written.relative;
        self.missing.extend(written.missing);
    }

    /// Notes relative links of which it is unknown where they led.
    fn note_relative(&self, output: &Path, messages: &mut Messages) {
        if self.relative > 0 {
            let links = count(self.relative, "relative link");
            let note = format!("without --base-url, nothing says where {links} led");
            messages.note(&output.display().to_string(), &note);
        }
    }

    /// `1290 pages converted, 12 with warnings; 3384 links between pages; 87 files copied; 5 links to pages and files that
    /// are not here (missing.tsv)`
    fn summary(&self, tally: &Tally) -> String {
        let mut summary = format!("{} converted", count(tally.done, "page"));
        if self.unchanged > 0 {
            summary.push_str(&format!(", {} of them unchanged", self.unchanged));
        }
        if self.with_warnings > 0 {
            summary.push_str(&format!(", {} with warnings", self.with_warnings));
        }
        let links = count(self.links, "link");
        summary.push_str(&format!("; {links} between pages"));
        if self.files > 0 {
            summary.push_str(&format!("; {} copied", count(self.files, "file")));
        }
        if !self.missing.is_empty() {
            let links = count(self.missing.len(), "link");
            summary.push_str(&format!(
                "; {links} to pages and files that are not here (missing.tsv)"
            ));
        }
        summary + &tally.rest()
    }
}
