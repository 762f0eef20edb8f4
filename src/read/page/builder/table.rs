//! A table while it is open, and what it is in the end: a table, lines of code with their numbers, or no table at all.

use crate::model::{Block, Cell, Inline, Row};
use crate::normal::table::{fill_rows, settle_rows};

#[derive(Debug, Default)]
pub(super) struct TableFrame {
    pub(super) caption: Vec<Inline>,
    pub(super) head: Vec<Row>,
    pub(super) rows: Vec<Row>,
    /// The rows of the foot, which are shown below all others.
    pub(super) foot: Vec<Row>,
    /// How many of the rows belong to bodies that are closed.
    pub(super) settled: usize,
    /// Whether shorter rows are padded with empty cells.
    pub(super) is_even: bool,
    /// Whether it may be there only to lay out the page.
    pub(super) may_lay_out: bool,
    /// Whether one of its columns held line numbers of code.
    pub(super) numbers_lines: bool,
}

impl TableFrame {
    /// Adds the table to the blocks around it, below what stood in it outside its cells.
    pub(super) fn close(mut self, inside: Vec<Block>, blocks: &mut Vec<Block>) {
        settle_rows(&mut self.foot);
        self.rows.append(&mut self.foot);
        blocks.extend(inside);
        if self.may_lay_out && self.rows.iter().flatten().any(has_title) {
            let cells = self.head.into_iter().chain(self.rows).flatten();
            return blocks.extend(cells.flat_map(|cell| cell.content));
        }
        if self.is_even {
            fill_rows(&mut self.head, &mut self.rows);
        }
        let code = self
            .numbers_lines
            .then(|| numbered_code(&self.head, &self.rows));
        blocks.push(code.flatten().unwrap_or(Block::Table {
            caption: self.caption,
            head: self.head,
            rows: self.rows,
        }));
    }
}

/// Whether a cell holds the title of a page, which never stands in a table of data.
fn has_title(cell: &Cell) -> bool {
    let is_title = |block: &Block| matches!(block, Block::Heading { level: 1, .. });
    cell.content.iter().any(is_title)
}

/// The code in a table that holds nothing but code and its line numbers.
fn numbered_code(head: &[Row], rows: &[Row]) -> Option<Block> {
    let mut language = None;
    let mut lines = Vec::new();
    for row in head.iter().chain(rows) {
        let numbers = row
            .iter()
            .take_while(|cell| cell.content.iter().all(counts));
        let cells = &row[numbers.count().min(row.len().saturating_sub(1))..];
        let blocks: Vec<&Block> = cells.iter().flat_map(|cell| &cell.content).collect();
        match blocks.as_slice() {
            [
                Block::CodeBlock {
                    language: name,
                    text,
                },
            ] => {
                language = language.or(name.as_ref());
                lines.push(text.trim_end_matches('\n'));
            }
            [] => lines.push(""),
            _ => return None,
        }
    }
    let language = language.cloned();
    // Outside `pre`, indentation consists of no-break spaces.
    let text = lines.join("\n").replace('\u{a0}', " ");
    (!text.is_empty()).then_some(Block::CodeBlock { language, text })
}

/// Whether a block is nothing but numbers, as those of lines.
pub(super) fn counts(block: &Block) -> bool {
    match block {
        Block::CodeBlock { text, .. } => is_count(text),
        Block::Paragraph { content } => content.iter().all(|inline| match inline {
            Inline::Text { text } | Inline::Code { text } => is_count(text),
            other => *other == Inline::Break {},
        }),
        _ => false,
    }
}

pub(super) fn is_count(text: &str) -> bool {
    text.chars()
        .all(|c| c.is_ascii_digit() || c.is_whitespace())
}
