//! Tables.
//!
//! In Pandoc, alignment and header columns are properties of the table's columns; in HTML and the model they are
//! properties of each cell. What all cells of a column agree on becomes a property of the column, and attributes of
//! the cells hold the rest.

use std::fmt;

use super::blocks::Spacing;
use super::writer::Writer;
use crate::model::{Align, Block, Cell, Inline, Row};
use crate::pandoc::{class, key};
use crate::write::grid::{Grid, Placed, grids};

impl<W: fmt::Write + ?Sized> Writer<'_, W> {
    pub(super) fn table(&mut self, caption: &[Inline], head: &[Row], rows: &[Row]) -> fmt::Result {
        let (head, body, width) = grids(head, rows);
        self.node_of("Table", |writer| {
            writer.attributes(&[], &[])?;
            writer.caption(caption)?;
            writer.columns(&head, &body, width)?;
            writer.array(|writer| {
                writer.attributes(&[], &[])?;
                writer.rows(&head, |placed| (!placed.cell.header).then_some(class::DATA))
            })?;
            writer.array(|writer| writer.body(&body, body.row_heads(width)))?;
            // No table foot.
            writer.array(|writer| {
                writer.attributes(&[], &[])?;
                writer.array(|_| Ok(()))
            })
        })
    }

    fn columns(&mut self, head: &Grid<'_>, body: &Grid<'_>, width: usize) -> fmt::Result {
        let cells = || head.cells().chain(body.cells());
        let is_simple = cells().all(|placed| is_simple(placed.cell));
        self.array(|writer| {
            for align in alignments(cells(), width) {
                writer.array(|writer| {
                    writer.align(align)?;
                    if is_simple {
                        return writer.leaf("ColWidthDefault");
                    }
                    // Blocks in cells need a column width to break their lines.
                    writer.node("ColWidth", |writer| writer.json.share(share(width)))
                })?;
            }
            Ok(())
        })
    }

    /// Writes the only body of a table, with the number of its header columns.
    fn body(&mut self, body: &Grid<'_>, row_heads: usize) -> fmt::Result {
        self.array(|writer| {
            writer.attributes(&[], &[])?;
            writer.json.number(u32::try_from(row_heads).unwrap_or(0))?;
            // No intermediate head rows.
            writer.array(|_| Ok(()))?;
            writer.rows(body, |placed| {
                (placed.cell.header && placed.column >= row_heads).then_some(class::HEADER)
            })
        })
    }

    /// Writes an array of rows; `class` gives the class of each cell.
    fn rows(
        &mut self,
        grid: &Grid<'_>,
        class: impl Fn(&Placed<'_>) -> Option<&'static str>,
    ) -> fmt::Result {
        self.array(|writer| {
            for row in &grid.rows {
                writer.array(|writer| {
                    writer.attributes(&[], &[])?;
                    writer.array(|writer| {
                        for placed in &row.cells {
                            writer.cell(placed, class(placed))?;
                        }
                        row.gaps
                            .iter()
                            .try_for_each(|(_, columns)| writer.filler(*columns))
                    })
                })?;
            }
            Ok(())
        })
    }

    fn cell(&mut self, placed: &Placed<'_>, class: Option<&str>) -> fmt::Result {
        let Placed { cell, .. } = placed;
        let spans = [
            (key::COLUMNS, cell.colspan, placed.columns),
            (key::ROWS, cell.rowspan, placed.rows),
        ];
        let differs = |stated: u32, written: usize| usize::try_from(stated) != Ok(written);
        let spans = spans
            .into_iter()
            .filter(|(_, stated, written)| differs(*stated, *written));
        let spans: Vec<_> = spans
            .map(|(key, stated, _)| (key, stated.to_string()))
            .collect();
        let keys: Vec<_> = spans
            .iter()
            .map(|(key, span)| (*key, span.as_str()))
            .collect();
        let spacing = match is_simple(cell) {
            true => Spacing::Tight,
            false => Spacing::Loose,
        };
        self.array(|writer| {
            writer.attributes(class.as_slice(), &keys)?;
            writer.align(cell.align)?;
            writer.json.size(placed.rows)?;
            writer.json.size(placed.columns)?;
            writer.contained(&cell.content, spacing)
        })
    }

    /// Writes an empty cell where the article has none.
    fn filler(&mut self, columns: usize) -> fmt::Result {
        self.array(|writer| {
            writer.attributes(&[class::FILLER], &[])?;
            writer.align(None)?;
            writer.json.size(1)?;
            writer.json.size(columns)?;
            writer.array(|_| Ok(()))
        })
    }

    fn align(&mut self, align: Option<Align>) -> fmt::Result {
        self.leaf(match align {
            Some(Align::Left) => "AlignLeft",
            Some(Align::Center) => "AlignCenter",
            Some(Align::Right) => "AlignRight",
            None => "AlignDefault",
        })
    }
}

/// For each column, the alignment shared by all cells that begin there.
fn alignments<'a>(cells: impl Iterator<Item = &'a Placed<'a>>, width: usize) -> Vec<Option<Align>> {
    // The outer `None`: no cell seen yet.
    let mut columns: Vec<Option<Option<Align>>> = vec![None; width];
    for Placed { cell, column, .. } in cells {
        if let Some(column) = columns.get_mut(*column) {
            *column = match *column {
                None => Some(cell.align),
                Some(align) if align == cell.align => Some(align),
                Some(_) => Some(None),
            };
        }
    }
    columns.into_iter().map(Option::flatten).collect()
}

/// The fraction of the table's width that each column gets.
#[expect(clippy::cast_precision_loss, reason = "no table has so many columns")]
fn share(columns: usize) -> f64 {
    1.0 / columns as f64
}

/// Whether a cell holds at most one paragraph.
fn is_simple(cell: &Cell) -> bool {
    matches!(cell.content.as_slice(), [] | [Block::Paragraph { .. }])
}
