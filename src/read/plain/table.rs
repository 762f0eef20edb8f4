//! Simple tables: lines whose words are aligned in columns.

use std::ops::Range;

use super::line::Line;
use super::reflow::{Flow, Known};
use crate::grammar::script::columns;
use crate::read::page::{Builder, Kind};

/// How many columns of space separate two cells.
const GAP: usize = 2;

/// The maximum number of columns in a simple table.
const MAX_COLUMNS: usize = 100;
/// The maximum ratio of all cells to cells with words.
const MAX_SPARSITY: usize = 4;

/// A cell: its words and their offset in the text.
type Cell<'a> = (&'a str, usize);

/// The rows of some lines, if they are a table: at least two, with a gap through all of them.
pub(super) fn rows<'a>(lines: &[Line<'a>]) -> Option<Vec<Vec<Cell<'a>>>> {
    if lines.len() < 2 || !lines.iter().all(|line| line.has_gap) {
        return None;
    }
    let pieces: Vec<Vec<Piece<'a>>> = lines.iter().map(pieces).collect();
    let all = merge(
        pieces
            .iter()
            .flatten()
            .map(|piece| piece.place.clone())
            .collect(),
    );
    let filled = pieces.iter().map(Vec::len).sum::<usize>();
    let is_sparse = all.len() > MAX_COLUMNS || all.len() * lines.len() > filled * MAX_SPARSITY;
    if all.len() < 2 || is_sparse {
        return None;
    }
    let rows: Vec<_> = pieces.iter().map(|row| cells(row, &all)).collect();
    let placed = |row: &Vec<Cell<'_>>| row.iter().filter(|(text, _)| !text.is_empty()).count();
    let all_placed = rows
        .iter()
        .zip(&pieces)
        .all(|(row, pieces)| placed(row) == pieces.len());
    all_placed.then_some(rows)
}

/// Words of a line with gaps around them.
struct Piece<'a> {
    /// From column to column.
    place: Range<usize>,
    text: &'a str,
    start: usize,
}

fn pieces<'a>(line: &Line<'a>) -> Vec<Piece<'a>> {
    let mut pieces = Vec::new();
    let mut at = 0;
    let mut column = line.indent;
    while at < line.text.len() {
        let rest = &line.text[at..];
        let length = rest.find("  ").unwrap_or(rest.len());
        let text = &rest[..length];
        let width = columns(text);
        let space = rest[length..].len() - rest[length..].trim_start_matches(' ').len();
        pieces.push(Piece {
            place: column..column + width,
            text,
            start: line.start + at,
        });
        column += width + space;
        at += length + space;
    }
    pieces
}

/// The columns that overlapping ranges cover together; ranges separated by less than a gap overlap.
fn merge(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_unstable_by_key(|range| range.start);
    let mut merged: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match merged.last_mut() {
            Some(last) if range.start < last.end + GAP => last.end = last.end.max(range.end),
            _ => merged.push(range),
        }
    }
    merged
}

/// The cells of a row, with an empty one for each column without words.
fn cells<'a>(row: &[Piece<'a>], all: &[Range<usize>]) -> Vec<Cell<'a>> {
    let mut pieces = row.iter().peekable();
    all.iter()
        .map(|column| {
            pieces
                .next_if(|piece| piece.place.start < column.end)
                .map_or(("", 0), |piece| (piece.text, piece.start))
        })
        .collect()
}

/// Passes a table to the builder.
pub(super) fn emit(rows: &[Vec<Cell<'_>>], builder: &mut Builder, known: &Known<'_>) {
    let table = builder.open(Kind::Table);
    for row in rows {
        let level = builder.open(Kind::Row);
        for (text, start) in row {
            let cell = builder.open(Kind::Cell {
                header: false,
                colspan: 1,
                rowspan: 1,
                align: None,
            });
            let mut flow = Flow::default();
            flow.push(text, *start);
            if !flow.is_empty() {
                flow.emit(builder, known);
            }
            builder.close(cell);
        }
        builder.close(level);
    }
    builder.close(table);
}
