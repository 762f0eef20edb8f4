//! Writes links for programs: as JSON, CSV or TSV.

use csv::{Terminator, WriterBuilder};
use serde::Serialize;

use super::Row;
use crate::joined::elements;

/// A row with its page. The field names are part of the `--json` interface.
#[derive(Serialize)]
struct Record<'a> {
    page: &'a str,
    #[serde(flatten)]
    row: &'a Row,
}

/// The rows as elements of a JSON array.
pub(super) fn json(page: &str, rows: &[Row]) -> String {
    let records: Vec<Record<'_>> = rows.iter().map(|row| Record { page, row }).collect();
    elements(&records)
}

/// The names of the columns.
pub(super) fn header(delimiter: u8) -> String {
    lines(
        &[[
            "page", "number", "kind", "host", "url", "title", "words", "part", "heading",
        ]],
        delimiter,
    )
}

/// A line for each use of each URL; one line for a URL without uses.
pub(super) fn delimited(page: &str, rows: &[Row], delimiter: u8) -> String {
    let mut all = Vec::new();
    let numbers: Vec<String> = rows
        .iter()
        .map(|row| {
            row.number
                .map(|number| number.to_string())
                .unwrap_or_default()
        })
        .collect();
    for (row, number) in rows.iter().zip(&numbers) {
        let line = |words, part, heading| {
            let host = row.host.as_deref().unwrap_or_default();
            let title = row.title.as_deref().unwrap_or_default();
            let kind = row.kind.name();
            [
                page, number, kind, host, &row.url, title, words, part, heading,
            ]
        };
        if row.uses.is_empty() {
            all.push(line("", "", ""));
        }
        for (words, place) in row.uses.iter().zip(&row.places) {
            all.push(line(
                words,
                place.part,
                place.heading.as_deref().unwrap_or_default(),
            ));
        }
    }
    lines(&all, delimiter)
}

fn lines<const N: usize>(lines: &[[&str; N]], delimiter: u8) -> String {
    let mut writer = WriterBuilder::new()
        .delimiter(delimiter)
        .terminator(Terminator::Any(b'\n'))
        .from_writer(Vec::new());
    for line in lines {
        // Writing to memory cannot fail if all lines have the same number of columns.
        let _ = writer.write_record(line);
    }
    let bytes = writer.into_inner().unwrap_or_default();
    String::from_utf8_lossy(&bytes).into_owned()
}
