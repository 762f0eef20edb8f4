//! Prints links as a table for people.

use super::{Kind, Row};
use crate::message::printable;

/// The table below the name of its page.
pub(super) fn titled(page: &str, rows: &[Row]) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let page: String = page.chars().map(printable).collect();
    format!("{page}\n{}", of(rows))
}

/// A longer URL does not widen the column, so that it does not push the words of all other rows aside.
const WIDEST_URL: usize = 80;

/// The rows in columns: number, uses, URL, and remarks.
pub(super) fn of(rows: &[Row]) -> String {
    let urls: Vec<String> = rows
        .iter()
        .map(|row| row.url.chars().map(printable).collect())
        .collect();
    let number = |row: &Row| {
        row.number
            .map(|number| number.to_string())
            .unwrap_or_default()
    };
    let numbers = rows.iter().map(|row| number(row).len());
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
        line(
            &number(row),
            &row.uses.len().to_string(),
            url,
            &remarks(row),
        );
    }
    text
}

/// The words of each use in quotes, and the entry's title.
fn remarks(row: &Row) -> String {
    let mut remarks: Vec<String> = row.uses.iter().map(|words| quoted(words)).collect();
    if let Some(title) = &row.title {
        remarks.push(format!("titled {}", quoted(title)));
    }
    if matches!(row.kind, Kind::Internal | Kind::Relative | Kind::Broken) {
        remarks.push(row.kind.name().to_owned());
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
