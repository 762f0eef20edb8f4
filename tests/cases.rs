//! Pages as data: every folder in `tests/cases` is a test of its own, named after it.
//!
//! A folder holds
//!
//! - `input.md`, `input.txt` or `input.html`: the page as Markdown, as plain text or as HTML; of a text, that
//!   it is not told to be the other kind of text;
//! - `article.json`: the article and the warnings that are right for it, as a pretty JSON document, in which what
//!   came later to such documents may be missing;
//! - `print.txt`: the article in text form;
//! - `page.html`, where it matters: the article as an HTML fragment;
//! - `about.md`: what the case shows, in a line;
//! - `options.txt`, where the reader is told something: `date-order: day-first`,
//!   `label: fr source Adresse`.
//!
//! What fuzzing found is replayed beside them, by [`regressions`].
//!
//! `LIENS_BLESS=1 cargo test --test cases` writes the expected files anew: read every difference. The
//! cases in `known_gaps.txt` have an expectation that is right and that the library does not meet; they
//! fail the day it does. Theirs are written by hand and stay as they are.

#[path = "support/gaps.rs"]
mod gaps;
#[path = "support/promises/mod.rs"]
#[allow(dead_code, reason = "other tests use the rest")]
mod promises;
mod regressions;

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use gaps::known_gaps;
use libtest_mimic::{Arguments, Failed, Trial};
use liens::label::Part;
use liens::model::Article;
use liens::read::{self, Format, Options, Reading};
use liens::write::{Html, Json, PrintHtml, PrintText, Render};
use liens::{DateOrder, Warning};

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let mut trials = cases();
    trials.extend(regressions::trials());
    libtest_mimic::run(&arguments, trials).exit_code()
}

/// A test for each folder of `tests/cases`.
fn cases() -> Vec<Trial> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let bless = std::env::var_os("LIENS_BLESS").is_some();
    let mut gaps = known_gaps(&folder.join("known_gaps.txt"));
    let trials: Vec<Trial> = folders(&folder)
        .into_iter()
        .map(|folder| {
            let name = folder.file_name().unwrap_or_default().to_string_lossy();
            let gap = gaps.remove(name.as_ref());
            Trial::test(name.into_owned(), move || {
                run(&folder, gap.as_deref(), bless)
            })
        })
        .collect();
    assert!(!trials.is_empty(), "expected cases in {}", folder.display());
    assert!(gaps.is_empty(), "no such cases: {gaps:?}");
    trials
}

fn folders(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the folder of cases");
    let mut folders: Vec<_> = entries
        .map(|entry| entry.expect("an entry of the folder").path())
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    folders
}

/// Runs a case. A known gap must fail.
fn run(folder: &Path, gap: Option<&str>, bless: bool) -> Result<(), Failed> {
    let case = Case::load(folder)?;
    if bless && gap.is_none() {
        case.bless()?;
    }
    match (case.check(), gap) {
        (problems, None) if problems.is_empty() => Ok(()),
        (problems, None) => Err(problems.join("\n").into()),
        (problems, Some(_)) if !problems.is_empty() => Ok(()),
        (_, Some(reason)) => {
            Err(format!("passes: take it out of known_gaps.txt ({reason})").into())
        }
    }
}

struct Case {
    folder: PathBuf,
    /// The file name of the input, which tells its form.
    form: String,
    input: String,
    options: Options,
}

/// Reads an input in the form that its file name tells.
fn read(form: &str, input: &str, options: &Options) -> Result<Reading, Failed> {
    let other = match form {
        "input.html" => return Ok(read::html::read(input, options)?),
        "input.md" => Format::Plain,
        "input.txt" => Format::Markdown,
        other => return Err(format!("nobody reads {other}").into()),
    };
    let told = read::detect(input, options);
    // As the program goes by the name of a file.
    if form == "input.txt" && !told.is_certain {
        return Ok(read::plain::read(input, options)?);
    }
    if told.format == other {
        return Err(format!("told to be {}: {}", told.format, told.reason).into());
    }
    Ok(read::text(input, options)?)
}

impl Case {
    fn load(folder: &Path) -> Result<Self, Failed> {
        let files = fs::read_dir(folder)?.filter_map(Result::ok);
        let mut inputs = files
            .map(|file| file.file_name().to_string_lossy().into_owned())
            .filter(|name| name.starts_with("input."));
        let (Some(form), None) = (inputs.next(), inputs.next()) else {
            return Err("expected one input".into());
        };
        let input = fs::read_to_string(folder.join(&form))?.replace("\r\n", "\n");
        let options = fs::read_to_string(folder.join("options.txt")).unwrap_or_default();
        Ok(Self {
            folder: folder.to_owned(),
            form,
            input,
            options: parse_options(&options)?,
        })
    }

    fn expected(&self, name: &str) -> Option<String> {
        let text = fs::read_to_string(self.folder.join(name)).ok()?;
        Some(text.replace("\r\n", "\n"))
    }

    fn bless(&self) -> Result<(), Failed> {
        let reading = read(&self.form, &self.input, &self.options)?;
        fs::write(self.folder.join("article.json"), json(&reading))?;
        fs::write(self.folder.join("print.txt"), print_text(&reading.article))?;
        if self.folder.join("page.html").exists() {
            fs::write(self.folder.join("page.html"), html(&reading.article))?;
        }
        Ok(())
    }

    /// What is not as it should be.
    fn check(&self) -> Vec<String> {
        let mut problems = Vec::new();
        let read =
            |input: &str| read(&self.form, input, &self.options).map_err(|e| format!("{e:?}"));
        let reading = match read(&self.input) {
            Ok(reading) => reading,
            Err(error) => return vec![error],
        };
        self.compare_files(&reading, &mut problems);
        check_spans(&reading.warnings, &self.input, &mut problems);
        check_article(&reading, &mut problems);
        problems.extend(promises::print_text::broken(
            &reading.article, &self.options,
        ));
        check_print_html(&reading.article, &mut problems);
        let crlf = self.input.replace('\n', "\r\n");
        match read(&crlf) {
            Ok(other) => check_crlf(&reading, &other, &crlf, &mut problems),
            Err(error) => problems.push(error),
        }
        problems
    }

    fn compare_files(&self, reading: &Reading, problems: &mut Vec<String>) {
        let files = [
            ("article.json", json(reading), true),
            ("print.txt", print_text(&reading.article), true),
            ("page.html", html(&reading.article), false),
        ];
        for (name, found, is_needed) in files {
            match self.expected(name) {
                Some(expected) => {
                    let expected = match name {
                        "article.json" => renewed(expected),
                        _ => expected,
                    };
                    problems.extend(difference(name, &expected, &found));
                }
                None if is_needed => problems.push(format!("expected a file {name}")),
                None => {}
            }
        }
    }
}

fn parse_options(text: &str) -> Result<Options, Failed> {
    let mut options = Options::default();
    for line in text.lines().filter(|line| !line.is_empty()) {
        match line.split_once(": ") {
            Some(("date-order", "day-first")) => options.date_order = Some(DateOrder::DayFirst),
            Some(("date-order", "month-first")) => options.date_order = Some(DateOrder::MonthFirst),
            Some(("label", label)) => {
                let mut words = label.splitn(3, ' ');
                let (Some(language), Some(part), Some(words)) =
                    (words.next(), words.next().and_then(part), words.next())
                else {
                    return Err(format!("expected language, part and words in {line:?}").into());
                };
                options.labels.add(language, part, words);
            }
            _ => return Err(format!("unknown option {line:?}").into()),
        }
    }
    Ok(options)
}

/// The exporter's page of the article reads back as the same article. Where the page has no address of its
/// own, relative ones become absolute by the source's.
fn check_print_html(article: &Article, problems: &mut Vec<String>) {
    let page = PrintHtml::default().render_to_string(article);
    let Ok(first) = read::html::read(&page, &Options::default()) else {
        return problems.push("the page that is written is not read".into());
    };
    let again = PrintHtml::default().render_to_string(&first.article);
    match read::html::read(&again, &Options::default()) {
        Ok(second) if second.article == first.article => {}
        _ => problems.push(format!(
            "the page that is written reads back differently:\n{again}"
        )),
    }
    if first.article.links != article.links
        || !first.article.link_numbers().eq(article.link_numbers())
    {
        problems.push(format!("the page that is written has other links:\n{page}"));
    }
}

fn part(name: &str) -> Option<Part> {
    Some(match name {
        "source" => Part::Source,
        "modified" => Part::Modified,
        "retrieved" => Part::Retrieved,
        "links" => Part::Links,
        "published" => Part::Published,
        "submitted" => Part::Submitted,
        _ => return None,
    })
}

// ---- forms

fn json(reading: &Reading) -> String {
    let json = Json::default().with_warnings(reading.warnings.clone());
    json.pretty().render_to_string(&reading.article) + "\n"
}

/// A JSON document as it is written today, unless it is none.
fn renewed(document: String) -> String {
    read::json::read(&document, &Options::default()).map_or(document, |reading| json(&reading))
}

fn print_text(article: &Article) -> String {
    PrintText::default().render_to_string(article)
}

fn html(article: &Article) -> String {
    Html::default().render_to_string(article)
}

// ---- checks

/// Warnings point to whole characters of the input, and to the line and column of the first.
fn check_spans(warnings: &[Warning], input: &str, problems: &mut Vec<String>) {
    for warning in warnings {
        let Some(span) = warning.span else { continue };
        let is_inside = span.start <= span.end
            && input.is_char_boundary(span.start)
            && input.is_char_boundary(span.end);
        if !is_inside {
            problems.push(format!("{warning:?} lies outside of the input"));
            continue;
        }
        let before = &input[..span.start];
        let line = before.matches('\n').count() + 1;
        let column = before
            .rsplit('\n')
            .next()
            .unwrap_or_default()
            .chars()
            .count()
            + 1;
        if (line, column) != (span.line, span.column) {
            problems.push(format!("{warning:?} is at line {line}, column {column}"));
        }
    }
}

/// The article obeys the model's rules, is in normal form, and its JSON reads back equal.
fn check_article(reading: &Reading, problems: &mut Vec<String>) {
    let article = &reading.article;
    problems.extend(
        article
            .check()
            .iter()
            .map(|problem| format!("check: {problem}")),
    );
    let mut normal = article.clone();
    normal.normalize();
    if normal != *article {
        problems.push("the article is not in normal form".into());
    }
    match read::json::read(&json(reading), &Options::default()) {
        Ok(back) if back == *reading => {}
        Ok(_) => problems.push("the JSON document reads back otherwise".into()),
        Err(error) => problems.push(format!("the JSON document: {error}")),
    }
}

/// Line ends do not matter, but for where warnings are.
fn check_crlf(lf: &Reading, crlf: &Reading, input: &str, problems: &mut Vec<String>) {
    problems.extend(difference(
        "CRLF",
        &pretty(&lf.article),
        &pretty(&crlf.article),
    ));
    let said = |reading: &Reading| {
        let warnings = reading.warnings.iter();
        let said =
            warnings.map(|warning| format!("{}: {}\n", warning.kind.name(), warning.message));
        said.collect::<String>()
    };
    problems.extend(difference("CRLF warnings", &said(lf), &said(crlf)));
    check_spans(&crlf.warnings, input, problems);
}

fn pretty(article: &Article) -> String {
    Json::default().pretty().render_to_string(article)
}

/// The lines around the first difference of two texts, if they differ.
fn difference(name: &str, expected: &str, found: &str) -> Option<String> {
    if expected == found {
        return None;
    }
    let same = expected
        .lines()
        .zip(found.lines())
        .take_while(|(a, b)| a == b)
        .count();
    let mut shown = format!("{name} differs at line {}:\n", same + 1);
    for (sign, text) in [("expected", expected), ("found   ", found)] {
        for line in text.lines().skip(same.saturating_sub(3)).take(9) {
            let _ = writeln!(shown, "  {sign} | {line}");
        }
    }
    Some(shown)
}
