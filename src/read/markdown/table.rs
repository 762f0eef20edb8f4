//! Tables, including cells beyond those of the header, which the events leave out.

use std::ops::Range;

use pulldown_cmark::{Alignment, Event, Parser, Tag, TagEnd};

use super::reader::{OnClose, Reader, is_escaped};
use super::syntax::extensions;
use crate::model::Align;
use crate::read::page::Kind;

#[derive(Default)]
pub(super) struct TableState {
    pub(super) aligns: Vec<Option<Align>>,
    pub(super) column: usize,
    pub(super) in_head: bool,
    /// The offset where the last cell ended.
    pub(super) cell_end: usize,
    /// The offset where the row ends. The events have cells at this offset in place of those that the row lacks.
    pub(super) row_end: usize,
}

impl Reader<'_> {
    pub(super) fn start_row(&mut self, in_head: bool, range: &Range<usize>) {
        self.table.in_head = in_head;
        self.table.column = 0;
        self.table.cell_end = range.start;
        self.table.row_end = range.end;
    }

    pub(super) fn cell(&mut self) -> Kind {
        let align = self.table.aligns.get(self.table.column).copied().flatten();
        self.table.column += 1;
        Kind::Cell {
            header: self.table.in_head,
            colspan: 1,
            rowspan: 1,
            align,
        }
    }

    /// Adds the cells of a row beyond those of the header, which the events leave out.
    pub(super) fn extra_cells(&mut self, row_end: usize) {
        let start = self.table.cell_end.min(row_end);
        let rest = self.source[start..row_end].trim_end();
        let Some(rest) = rest.trim_start().strip_prefix('|') else {
            return;
        };
        let rest = rest.strip_suffix('|').unwrap_or(rest);
        let cells = split_cells(rest);
        // Empty cells at the end would only widen the table.
        let last = cells.iter().rposition(|cell| !cell.trim().is_empty());
        for text in cells.into_iter().take(last.map_or(0, |last| last + 1)) {
            let kind = self.cell();
            self.open_container(kind, OnClose::Nothing);
            let text = text.trim();
            let start = text.as_ptr() as usize - self.source.as_ptr() as usize;
            self.cell_text(start..start + text.len());
            self.close_container();
        }
    }

    /// Reads a span of the source as a cell, by parsing it as a table with that cell alone.
    fn cell_text(&mut self, piece: Range<usize>) {
        const START: &str = "| ";
        if piece.is_empty() {
            return;
        }
        let table = format!("{START}{} |\n|-|\n", &self.source[piece.clone()]);
        let place = |range: Range<usize>| {
            let at = |at: usize| (piece.start + at.saturating_sub(START.len())).min(piece.end);
            at(range.start)..at(range.end)
        };
        let events = Parser::new_ext(&table, extensions()).into_offset_iter();
        let mut events = events.map(|(event, range)| (event, place(range)));
        let is_cell = |event: &Event<'_>| matches!(event, Event::Start(Tag::TableCell));
        if !events.any(|(event, _)| is_cell(&event)) {
            return self.builder.text(&self.source[piece], []);
        }
        while let Some((event, range)) = events.next() {
            if event == Event::End(TagEnd::TableCell) {
                break;
            }
            self.read_event(event, range, &mut events);
        }
        self.flush();
    }
}

pub(super) fn align(alignment: Alignment) -> Option<Align> {
    match alignment {
        Alignment::None => None,
        Alignment::Left => Some(Align::Left),
        Alignment::Center => Some(Align::Center),
        Alignment::Right => Some(Align::Right),
    }
}

/// Splits the rest of a table row at its unescaped bars.
fn split_cells(row: &str) -> Vec<&str> {
    let mut cells = Vec::new();
    let mut start = 0;
    for bar in memchr::memchr_iter(b'|', row.as_bytes()) {
        if !is_escaped(row, bar) {
            cells.push(&row[start..bar]);
            start = bar + 1;
        }
    }
    cells.push(&row[start..]);
    cells
}
