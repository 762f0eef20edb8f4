//! `liens links`.

use std::collections::HashMap;
use std::io::{self, Write as _};

use liens::Article;
use liens::model::{Inline, Node, Target};
use serde::Serialize;

use super::args::LinksArgs;
use super::failure::Failure;
use super::input::{Reader, announce_stdin};
use super::message::{Console, Messages, printable};
use super::source::{Content, Page};
use super::{Outcome, outcome_of_writing};

/// An entry of the list and its uses. The names are a contract with readers of `--json`.
#[derive(Debug, Serialize)]
struct Row<'a> {
    number: u32,
    url: &'a str,
    title: Option<&'a str>,
    /// The words of each use, in print order; no words for a marker that stands alone.
    uses: Vec<String>,
}

/// Prints the table of links.
pub(super) fn run(args: &LinksArgs) -> Outcome {
    let console = Console::new(&args.console);
    let mut messages = console.messages();
    let outcome = print(args, &console, &mut messages).unwrap_or_else(|failure| {
        messages.failure(&failure);
        Outcome::Nothing
    });
    console.show(&mut messages);
    outcome
}

fn print(args: &LinksArgs, console: &Console, messages: &mut Messages) -> Result<Outcome, Failure> {
    let page = Page::named(args.file.as_ref());
    if matches!(page.content, Content::Stdin) {
        announce_stdin(console);
    }
    let Some(document) = Reader::new(&args.reading).read(page, messages)? else {
        // Only a file that nobody named turns out to be no page.
        return Ok(Outcome::Done);
    };
    messages.warnings(&document);
    let rows = rows(&document.reading.article);
    if rows.is_empty() {
        messages.note(&document.name, "there is no numbered list of links");
    }
    console.show(messages);
    let text = if args.json {
        json(&rows)
    } else {
        Ok(table(&rows))
    };
    let written = text.and_then(|text| {
        let mut stdout = io::stdout().lock();
        stdout.write_all(text.as_bytes())?;
        stdout.flush()?;
        Ok(Outcome::Done)
    });
    Ok(outcome_of_writing(written, "standard output", messages))
}

fn rows(article: &Article) -> Vec<Row<'_>> {
    let mut uses: HashMap<u32, Vec<String>> = HashMap::new();
    for node in article.walk() {
        if let Node::Inline(
            inline @ Inline::Link {
                target: Target::Listed(number),
                ..
            },
        ) = node
        {
            uses.entry(*number).or_default().push(words(inline));
        }
    }
    let rows = article.links.iter().map(|link| Row {
        number: link.number,
        url: &link.url,
        title: link.title.as_deref(),
        uses: uses.remove(&link.number).unwrap_or_default(),
    });
    rows.collect()
}

/// The words of a link, on one line. An image gives the text that stands for it.
fn words(link: &Inline) -> String {
    let mut words = String::new();
    for node in link.walk() {
        match node {
            Node::Inline(Inline::Text { text } | Inline::Code { text }) => words.push_str(text),
            Node::Inline(Inline::Image { alt, .. }) => words.push_str(alt),
            Node::Inline(Inline::Break {}) => words.push(' '),
            _ => {}
        }
    }
    let words: Vec<&str> = words.split_whitespace().collect();
    words.join(" ")
}

fn json(rows: &[Row<'_>]) -> io::Result<String> {
    let mut text = serde_json::to_string_pretty(rows)?;
    text.push('\n');
    Ok(text)
}

/// A longer address does not push the words of all other rows aside.
const WIDEST_URL: usize = 80;

/// The rows in columns: number, uses, address, and what is said of it.
fn table(rows: &[Row<'_>]) -> String {
    let urls: Vec<String> = rows
        .iter()
        .map(|row| row.url.chars().map(printable).collect())
        .collect();
    let numbers = rows.iter().map(|row| row.number.to_string().len());
    let number_width = numbers.max().unwrap_or_default().max("No.".len());
    let widths = urls.iter().map(|url| url.chars().count());
    let url_width = widths
        .filter(|&width| width <= WIDEST_URL)
        .max()
        .unwrap_or_default()
        .max("Address".len());
    let mut text = String::new();
    let mut line = |number: &str, uses: &str, url: &str, words: &str| {
        let line = format!("{number:>number_width$}  {uses:>4}  {url:url_width$}  {words}");
        text.push_str(line.trim_end());
        text.push('\n');
    };
    if !rows.is_empty() {
        line("No.", "Uses", "Address", "Words");
    }
    for (row, url) in rows.iter().zip(&urls) {
        let number = row.number.to_string();
        line(&number, &row.uses.len().to_string(), url, &remarks(row));
    }
    text
}

/// The words of each use in quotes, and the entry's title.
fn remarks(row: &Row<'_>) -> String {
    let mut remarks: Vec<String> = row.uses.iter().map(|words| quoted(words)).collect();
    if let Some(title) = row.title {
        remarks.push(format!("titled {}", quoted(title)));
    }
    remarks.join(", ")
}

fn quoted(words: &str) -> String {
    if words.is_empty() {
        return "(no words)".to_owned();
    }
    let words: String = words.chars().map(printable).collect();
    format!("\"{words}\"")
}
