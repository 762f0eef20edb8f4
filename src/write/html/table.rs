//! Tables.

use std::fmt;

use super::writer::Writer;
use crate::model::{Align, Cell, Inline, Row};

impl<'a, W: fmt::Write + ?Sized> Writer<'a, W> {
    pub(super) fn table(
        &mut self,
        caption: &'a [Inline],
        head: &'a [Row],
        rows: &'a [Row],
    ) -> fmt::Result {
        self.start_tag("table")?;
        self.raw("\n")?;
        if !caption.is_empty() {
            self.line("caption", caption)?;
        }
        self.rows("thead", "col", head)?;
        self.rows("tbody", "row", rows)?;
        self.raw("</table>\n")
    }

    /// Writes a group of rows, with `scope` on their header cells.
    fn rows(&mut self, group: &str, scope: &str, rows: &'a [Row]) -> fmt::Result {
        if rows.is_empty() {
            return Ok(());
        }
        self.start_tag(group)?;
        self.raw("\n")?;
        for row in rows {
            self.raw("<tr>\n")?;
            for cell in row {
                self.cell(cell, scope)?;
            }
            self.raw("</tr>\n")?;
        }
        self.end_tag(group)?;
        self.raw("\n")
    }

    fn cell(&mut self, cell: &'a Cell, scope: &str) -> fmt::Result {
        let tag = if cell.header { "th" } else { "td" };
        let around = self.direction;
        self.lean_item(&cell.content);
        self.raw("<")?;
        self.raw(tag)?;
        self.direction_attribute()?;
        if cell.header {
            self.attribute("scope", scope)?;
        }
        for (name, span) in [("colspan", cell.colspan), ("rowspan", cell.rowspan)] {
            if span > 1 {
                self.raw_fmt(format_args!(" {name}=\"{span}\""))?;
            }
        }
        if let Some(align) = cell.align {
            self.attribute("style", style(align))?;
        }
        self.raw(">")?;
        self.contained(&cell.content)?;
        self.direction = around;
        self.end_tag(tag)?;
        self.raw("\n")
    }
}

fn style(align: Align) -> &'static str {
    match align {
        Align::Left => "text-align: left",
        Align::Center => "text-align: center",
        Align::Right => "text-align: right",
    }
}
