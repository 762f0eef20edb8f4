//! Tables, in the form of API version 1.21 and later and in the one before.

use super::document::Reader;
use super::tape::Value;
use super::{attribute, has_class, node};
use crate::model::{Align, Block, Cell, Row};
use crate::pandoc::{MAX_COLUMNS, class, key};

/// How many values the content of a table had before version 1.21.
const OLD_LENGTH: usize = 5;

/// What cells heed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Heads {
    /// All cells.
    All,
    /// Those that start before this column.
    Columns(usize),
}

/// The columns of a table, and which of them cells of rows above reach down into.
struct Grid {
    aligns: Vec<Option<Align>>,
    /// The first row that each column is free in.
    free_from: Vec<usize>,
    row: usize,
    column: usize,
}

impl<'t> Reader<'t> {
    /// A table; what it holds lies that deep.
    pub(super) fn table(&mut self, content: Value<'t>, depth: usize) -> Option<Block> {
        if is_old(content) {
            return self.old_table(content, depth);
        }
        let caption = content.item(1)?.item(1)?;
        let caption = self.caption(caption, depth);
        let aligns: Vec<_> = columns(content.item(2)?.items().filter_map(|column| column.item(0)));
        let read = |reader: &mut Self, rows: Option<Value<'t>>, heads| match rows {
            Some(rows) => reader.rows(rows, heads, Grid::new(&aligns), depth),
            None => Vec::new(),
        };
        let head = read(self, content.item(3)?.item(1), Heads::All);
        let mut rows = Vec::new();
        for body in content.item(4)?.items() {
            let heads = body.item(1).and_then(Value::number).unwrap_or(0);
            let heads = Heads::Columns(usize::try_from(heads).unwrap_or(0));
            rows.extend(read(self, body.item(2), Heads::All));
            rows.extend(read(self, body.item(3), heads));
        }
        let foot = content.item(5).and_then(|foot| foot.item(1));
        rows.extend(read(self, foot, Heads::Columns(0)));
        Some(Block::Table {
            caption,
            head,
            rows,
        })
    }

    fn rows(&mut self, rows: Value<'t>, heads: Heads, mut grid: Grid, depth: usize) -> Vec<Row> {
        let mut read = Vec::new();
        for row in rows.items() {
            let cells = row.item(1).into_iter().flat_map(Value::items);
            read.push(
                cells
                    .filter_map(|cell| self.cell(cell, heads, &mut grid, depth))
                    .collect(),
            );
            grid.next_row();
        }
        read
    }

    /// A cell: attributes, alignment, rows, columns, blocks. `None` for what only fills a gap.
    fn cell(
        &mut self,
        cell: Value<'t>,
        heads: Heads,
        grid: &mut Grid,
        depth: usize,
    ) -> Option<Cell> {
        let span = |at| {
            let span = cell.item(at).and_then(Value::number).unwrap_or(1);
            u32::try_from(span.max(1)).unwrap_or(u32::MAX)
        };
        let (rowspan, colspan) = (span(2), span(3));
        let (column, align) = grid.place(rowspan, colspan);
        let attributes = cell.item(0).filter(|_| self.is_own());
        if has_class(attributes, class::FILLER) {
            return None;
        }
        let stated = |key| attribute(attributes, key).and_then(|span| span.parse().ok());
        Some(Cell {
            header: match heads {
                Heads::All => !has_class(attributes, class::DATA),
                Heads::Columns(count) => column < count || has_class(attributes, class::HEADER),
            },
            colspan: stated(key::COLUMNS).unwrap_or(colspan),
            rowspan: stated(key::ROWS).unwrap_or(rowspan),
            align: cell.item(1).and_then(align_of).or(align),
            content: cell
                .item(4)
                .map_or_else(Vec::new, |blocks| self.blocks(blocks, depth)),
        })
    }

    /// A table as it was: caption, alignments, widths, header cells, rows of cells.
    fn old_table(&mut self, content: Value<'t>, depth: usize) -> Option<Block> {
        let aligns = columns(content.item(1)?.items());
        let row = |reader: &mut Self, cells: Value<'t>, header| -> Row {
            let aligns = aligns.iter().copied().chain(std::iter::repeat(None));
            let cells = cells.items().zip(aligns);
            cells
                .map(|(blocks, align)| Cell {
                    header,
                    align,
                    ..Cell::new(reader.blocks(blocks, depth))
                })
                .collect()
        };
        let head = row(self, content.item(3)?, true);
        let rows = content.item(4)?.items();
        let rows = rows.map(|cells| row(self, cells, false)).collect();
        Some(Block::Table {
            caption: self.inlines(content.item(0)?, depth),
            head: vec![head],
            rows,
        })
    }
}

impl Grid {
    fn new(aligns: &[Option<Align>]) -> Self {
        Self {
            aligns: aligns.to_vec(),
            free_from: vec![0; aligns.len()],
            row: 0,
            column: 0,
        }
    }

    fn next_row(&mut self) {
        self.row += 1;
        self.column = 0;
    }

    /// Gives a cell the next free column: which it is, and how it is aligned.
    fn place(&mut self, rowspan: u32, colspan: u32) -> (usize, Option<Align>) {
        let size = |span| usize::try_from(span).unwrap_or(usize::MAX);
        let is_taken = |row: &usize| *row > self.row;
        let free = self.free_from.get(self.column..).unwrap_or_default();
        let column = self.column + free.iter().take_while(|row| is_taken(row)).count();
        self.column = column.saturating_add(size(colspan));
        let end = self.column.min(self.free_from.len());
        for free_from in self.free_from.get_mut(column..end).unwrap_or_default() {
            *free_from = self.row.saturating_add(size(rowspan));
        }
        (column, self.aligns.get(column).copied().flatten())
    }
}

/// The alignments of columns.
fn columns<'t>(aligns: impl Iterator<Item = Value<'t>>) -> Vec<Option<Align>> {
    aligns.take(MAX_COLUMNS).map(align_of).collect()
}

fn align_of(value: Value<'_>) -> Option<Align> {
    match node(value)?.0.as_ref() {
        "AlignLeft" => Some(Align::Left),
        "AlignCenter" => Some(Align::Center),
        "AlignRight" => Some(Align::Right),
        _ => None,
    }
}

/// The running text of the caption of a table as it was.
pub(super) fn old_caption(content: Value<'_>) -> Option<Value<'_>> {
    content.item(0).filter(|_| is_old(content))
}

fn is_old(content: Value<'_>) -> bool {
    content.items().count() == OLD_LENGTH
}

/// The arrays of blocks that a table holds, in order: its caption, and what each cell holds.
pub(super) fn parts(content: Value<'_>) -> Vec<Value<'_>> {
    if is_old(content) {
        let rows = content.item(4).into_iter().flat_map(Value::items);
        let rows = content.item(3).into_iter().chain(rows);
        return rows.flat_map(Value::items).collect();
    }
    let mut groups = vec![content.item(3).and_then(|head| head.item(1))];
    for body in content.item(4).into_iter().flat_map(Value::items) {
        groups.extend([body.item(2), body.item(3)]);
    }
    groups.push(content.item(5).and_then(|foot| foot.item(1)));
    let rows = groups.into_iter().flatten().flat_map(Value::items);
    let cells = rows.filter_map(|row| row.item(1)).flat_map(Value::items);
    let caption = content.item(1).and_then(|caption| caption.item(1));
    caption
        .into_iter()
        .chain(cells.filter_map(|cell| cell.item(4)))
        .collect()
}
