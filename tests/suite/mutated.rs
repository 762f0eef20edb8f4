//! Pages of the project, changed at random: no word goes missing, and all promises hold.
//!
//! The changes are the same in every run. `PROPTEST_CASES` says how many pages are made of each form; with it the pages
//! of the corpora that `LIENS_SHARED` names are changed as well, and nothing that breaks is known. `LIENS_FINDS` names a
//! folder for those that break a promise.
#![cfg(all(
    feature = "decode",
    feature = "text",
    feature = "html",
    feature = "serde"
))]

use std::collections::HashSet;
use std::fs;
use std::panic::catch_unwind;
use std::path::{Path, PathBuf};

use fastrand::Rng;
use liens::Error;
use liens::model::Article;
use liens::read::{self, Options, Reading};
use liens::write::{PrintHtml, PrintText, Render};

use crate::support::{mutation, promises, words};

/// How many promises are broken by the pages that are made by default of the project's own pages: see FUZZING.md.
const KNOWN_OF_MARKDOWN: usize = 3;
const KNOWN_OF_PLAIN: usize = 2;
const KNOWN_OF_HTML: usize = 3;

/// How many pages are made of each form, unless the environment says otherwise.
const CASES: usize = 150;
/// Longer pages take their time and show nothing else.
const LONGEST: usize = 40_000;

#[test]
fn markdown_pages_keep_their_promises() {
    hold(
        "md",
        known(KNOWN_OF_MARKDOWN),
        &[
            ("words", words_of_markdown),
            ("rules", rules_of_text),
            ("print", print_text),
        ],
    );
}

#[test]
fn plain_pages_keep_their_promises() {
    hold(
        "txt",
        known(KNOWN_OF_PLAIN),
        &[
            ("words", words_of_plain),
            ("rules", rules_of_text),
            ("print", print_text),
        ],
    );
}

#[test]
fn html_pages_keep_their_promises() {
    hold(
        "html",
        known(KNOWN_OF_HTML),
        &[("words and rules", rules_of_html), ("print", print_html)],
    );
}

/// What holds for a page, made of these pages: it panics where it does not.
type Promise = (&'static str, fn(&str, &[&str]));

/// No words are lost but those that the pages lose unchanged, like what is left of their broken addresses.
fn keeps_words(page: &str, of: &[&str], lost: fn(&str) -> Vec<String>) {
    let known: HashSet<String> = of.iter().flat_map(|page| lost(page)).collect();
    let lost: Vec<String> = lost(page)
        .into_iter()
        .filter(|word| !known.contains(word))
        .collect();
    assert!(lost.is_empty(), "words are lost: {}", lost.join(" "));
}

fn words_of_markdown(page: &str, of: &[&str]) {
    keeps_words(page, of, |page| {
        words::lost(page, &lenient(page, read::markdown::read))
    });
}

fn words_of_plain(page: &str, of: &[&str]) {
    keeps_words(page, of, |page| {
        let article = lenient(page, read::plain::read);
        words::lost_of_plain(&without_browser(page), &article).1
    });
}

fn lenient(page: &str, read: fn(&str, &Options) -> Result<Reading, Error>) -> Article {
    let reading = read(page, &Options::default());
    reading.expect("lenient reading does not fail").article
}

/// A page without what a text browser adds: the bullets of lists, and a list of addresses with its headings.
fn without_browser(page: &str) -> String {
    const HEADINGS: [&str; 4] = ["References", "Visible links", "Hidden links", "[USEMAP]"];
    let is_heading = |line: &str| HEADINGS.contains(&line.trim_end_matches(':'));
    let is_entry = |line: &str| {
        let url = line
            .trim_start_matches(|c: char| c.is_ascii_digit())
            .strip_prefix(". ");
        url.is_some_and(|url| url.contains(':') && !url.contains(' '))
    };
    let lines = page
        .lines()
        .map(str::trim)
        .filter(|line| !is_heading(line) && !is_entry(line));
    let lines = lines.map(|line| line.strip_prefix("o ").unwrap_or(line));
    lines.collect::<Vec<_>>().join("\n")
}

fn rules_of_text(page: &str, _: &[&str]) {
    for article in promises::of_text(page) {
        promises::kept(article);
    }
}

fn rules_of_html(page: &str, _: &[&str]) {
    promises::kept(promises::of_html(page));
}

/// Printing what is read changes nothing any more.
fn print_text(page: &str, _: &[&str]) {
    let once = PrintText::default().render_to_string(&lenient(page, read::text));
    assert_eq!(
        read::detect(&once, &Options::default()).format,
        read::Format::Markdown,
        "{once}"
    );
    let twice = PrintText::default().render_to_string(&lenient(&once, read::text));
    assert_eq!(twice, once);
}

fn print_html(page: &str, _: &[&str]) {
    let once = PrintHtml::default().render_to_string(&lenient(page, read::html::read));
    let twice = PrintHtml::default().render_to_string(&lenient(&once, read::html::read));
    assert_eq!(twice, once);
}

fn hold(form: &str, known: usize, promises: &[Promise]) {
    let pages = pages(form);
    let mut broken = Vec::new();
    for number in 0..cases() {
        let mut rng = Rng::with_seed(20_181_129 + number as u64);
        let [page, other] = [(); 2].map(|()| picked(&pages, rng.u64(..)));
        let mutated = mutation::mutated(page, other, &mut rng);
        for (promise, holds) in promises {
            if let Err(message) = catch_unwind(|| holds(&mutated, &[page, other])) {
                let text = message.downcast_ref::<String>().map(String::as_str);
                let text = text.unwrap_or("it panics");
                let short: String = text.chars().take(300).collect();
                broken.push(format!("{number} {promise}: {short}"));
                keep(&format!("{number:05}-{promise}.{form}"), &mutated, text);
            }
        }
    }
    assert!(
        broken.len() <= known,
        "{} promises are broken by {} pages, but {known} known:\n{}",
        broken.len(),
        cases(),
        broken.join("\n")
    );
}

/// The number that is known, or none for other pages: then all are shown.
fn known(known: usize) -> usize {
    if looks_further() { 0 } else { known }
}

/// Whether somebody looks for more than the default run, which makes the same pages wherever it runs.
fn looks_further() -> bool {
    std::env::var_os("PROPTEST_CASES").is_some()
}

fn cases() -> usize {
    let cases = std::env::var("PROPTEST_CASES").ok();
    cases.and_then(|cases| cases.parse().ok()).unwrap_or(CASES)
}

/// Keeps a page that breaks a promise, to look at it.
fn keep(name: &str, page: &str, message: &str) {
    if let Some(folder) = std::env::var_os("LIENS_FINDS").map(PathBuf::from) {
        fs::write(folder.join(name), page).expect("a folder to write to");
        fs::write(folder.join(format!("{name}.why")), message).expect("a folder to write to");
    }
}

/// The page that a number picks. Another page among them changes few of the picks, so that a new case breaks no promise
/// of old ones.
fn picked(pages: &[Page], number: u64) -> &str {
    let rank = |page: &&Page| {
        let name = page.name.bytes();
        let seed = name.fold(number, |seed, byte| {
            seed.wrapping_mul(31).wrapping_add(byte.into())
        });
        Rng::with_seed(seed).u64(..)
    };
    let page = pages.iter().min_by_key(rank);
    &page.expect("the project has pages").text
}

struct Page {
    /// Its path in the folder of such pages.
    name: String,
    text: String,
}

/// All pages of this form, in the order of their names.
fn pages(form: &str) -> Vec<Page> {
    let project = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut folders = vec![project.join("tests/cases"), project.join("examples/pages")];
    let shared = std::env::var_os("LIENS_SHARED").filter(|_| looks_further());
    if let Some(shared) = shared.map(PathBuf::from) {
        folders.extend(["oracle", "corpus", "samples"].map(|name| shared.join(name)));
    }
    let mut pages = Vec::new();
    for folder in folders {
        let mut files = Vec::new();
        collect(&folder, form, &mut files);
        files.sort();
        pages.extend(files.iter().filter_map(|file| {
            let bytes = fs::read(file).ok()?;
            let name = file.strip_prefix(&folder).ok()?;
            Some(Page {
                name: name.to_string_lossy().into_owned(),
                text: String::from_utf8_lossy(&bytes).into_owned(),
            })
        }));
    }
    pages.retain(|page| page.text.len() < LONGEST);
    pages
}

fn collect(folder: &Path, form: &str, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder)
        .into_iter()
        .flatten()
        .filter_map(Result::ok)
    {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, form, files);
        } else if path.extension().is_some_and(|end| end == form) && !is_expectation(&path) {
            files.push(path);
        }
    }
}

/// What a test expects is no page.
fn is_expectation(file: &Path) -> bool {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    ["print.txt", "options.txt", "known_gaps.txt", "page.html"].contains(&&*name)
        || name.contains(".source.")
}
