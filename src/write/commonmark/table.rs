//! Writes tables, as GFM or as HTML.

use std::fmt;

use super::printer::{Links, Printer};
use crate::model::{Align, Block, Cell, Inline, Row};

/// How [`Markdown`](crate::write::Markdown) writes tables.
///
/// ```
/// use liens::write::{Markdown, TableStyle};
///
/// let markdown = Markdown::default().with_tables(TableStyle::Gfm);
/// assert_eq!(markdown.tables, TableStyle::Gfm);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TableStyle {
    /// As GFM where that can express all of a table, otherwise as HTML.
    #[default]
    Auto,
    /// As GFM: one head row, and cells with one line of text each. Spans become empty cells, captions become
    /// paragraphs, further head rows become ordinary rows, and blocks in cells become lines.
    Gfm,
    /// As HTML, with the content of the cells as Markdown.
    Html,
}

impl TableStyle {
    /// Whether a table is written as HTML.
    pub(super) fn is_html(self, caption: &[Inline], head: &[Row], rows: &[Row]) -> bool {
        match self {
            Self::Gfm => false,
            Self::Html => true,
            Self::Auto => !caption.is_empty() || head.len() > 1 || !is_of_lines(head, rows),
        }
    }
}

/// Whether all cells are single lines of text without spans, and the body has no header cells.
fn is_of_lines(head: &[Row], rows: &[Row]) -> bool {
    let is_line = |cell: &Cell| {
        (cell.colspan, cell.rowspan) == (1, 1)
            && matches!(cell.content.as_slice(), [] | [Block::Paragraph { .. }])
    };
    let is_header = |cell: &Cell| cell.header && !cell.content.is_empty();
    head.iter().chain(rows).flatten().all(is_line) && !rows.iter().flatten().any(is_header)
}

impl<W: fmt::Write + ?Sized, L: Links> Printer<'_, W, L> {
    /// Writes a table with as many columns as its longest row has cells, as the first two lines show. If one row is
    /// much longer than all others, the others are not padded: the text would grow with rows times columns.
    pub(super) fn table(&mut self, head: &[Row], rows: &[Row]) -> fmt::Result {
        let columns = head.iter().chain(rows).map(Vec::len).max().unwrap_or(0);
        let empty = Row::new();
        let head = head.first().unwrap_or(&empty);
        self.row(head, columns)?;
        self.line_break()?;
        let first = if head.is_empty() {
            rows.first().unwrap_or(&empty)
        } else {
            head
        };
        self.raw("|")?;
        for column in 0..columns {
            self.raw(match first.get(column).and_then(|cell| cell.align) {
                None => " --- |",
                Some(Align::Left) => " :-- |",
                Some(Align::Center) => " :-: |",
                Some(Align::Right) => " --: |",
            })?;
        }
        for row in rows {
            self.line_break()?;
            self.row(row, row.len())?;
        }
        Ok(())
    }

    /// Writes this many cells of a row, padded with empty ones.
    fn row(&mut self, row: &Row, columns: usize) -> fmt::Result {
        self.in_cell = true;
        self.raw("|")?;
        for column in 0..columns {
            self.raw(" ")?;
            if let Some([Block::Paragraph { content }]) =
                row.get(column).map(|cell| cell.content.as_slice())
            {
                self.inlines(content)?;
            }
            self.raw(" |")?;
        }
        self.in_cell = false;
        Ok(())
    }

    // ---- as HTML

    /// Writes a table as HTML. Markdown between its tags is parsed as such where blank lines set it off.
    pub(super) fn html_table(
        &mut self,
        caption: &[Inline],
        head: &[Row],
        rows: &[Row],
    ) -> fmt::Result {
        self.raw("<table>")?;
        self.line_break()?;
        if !caption.is_empty() {
            self.raw("<caption>")?;
            self.contained(&[Block::paragraph(caption.to_vec())])?;
            self.raw("</caption>")?;
            self.line_break()?;
        }
        self.html_rows("thead", head)?;
        self.html_rows("tbody", rows)?;
        self.raw("</table>")
    }

    fn html_rows(&mut self, group: &str, rows: &[Row]) -> fmt::Result {
        if rows.is_empty() {
            return Ok(());
        }
        self.raw(&format!("<{group}>"))?;
        self.line_break()?;
        for row in rows {
            self.raw("<tr>")?;
            self.line_break()?;
            for cell in row {
                self.html_cell(cell)?;
                self.line_break()?;
            }
            self.raw("</tr>")?;
            self.line_break()?;
        }
        self.raw(&format!("</{group}>"))?;
        self.line_break()
    }

    fn html_cell(&mut self, cell: &Cell) -> fmt::Result {
        let tag = if cell.header { "th" } else { "td" };
        self.raw(&format!("<{tag}"))?;
        for (name, span) in [("colspan", cell.colspan), ("rowspan", cell.rowspan)] {
            if span > 1 {
                self.raw(&format!(" {name}=\"{span}\""))?;
            }
        }
        self.raw(match cell.align {
            None => ">",
            Some(Align::Left) => " align=\"left\">",
            Some(Align::Center) => " align=\"center\">",
            Some(Align::Right) => " align=\"right\">",
        })?;
        self.contained(&cell.content)?;
        self.raw(&format!("</{tag}>"))
    }

    /// Writes the content between tags: plain words as they are, anything else as blocks of their own.
    fn contained(&mut self, blocks: &[Block]) -> fmt::Result {
        if blocks.is_empty() {
            return Ok(());
        }
        if let [Block::Paragraph { content }] = blocks {
            if let Some(words) = plain_words(content) {
                return self.raw(words);
            }
        }
        self.blank_line()?;
        self.siblings(blocks, false)?;
        self.blank_line()
    }
}

/// The words, if they mean the same as HTML, as Markdown, and as Markdown inside HTML.
fn plain_words(content: &[Inline]) -> Option<&str> {
    let [Inline::Text { text }] = content else {
        return None;
    };
    let is_plain =
        |c: char| c.is_alphanumeric() || matches!(c, ' ' | ',' | '.' | '%' | '+' | '-' | '/');
    let first = text.split(' ').next().unwrap_or_default();
    // Neither the number of an item nor a URL.
    let starts_well = first.starts_with(char::is_alphanumeric) && !first.ends_with('.');
    let is_address = text.to_ascii_lowercase().contains("www.");
    (starts_well && !is_address && text.chars().all(is_plain)).then_some(text)
}
