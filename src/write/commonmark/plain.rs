//! Replaces what Markdown has no syntax for.
//!
//! Definition lists and figures become paragraphs; tables that are not written as HTML become plain ones, in which
//! the blocks of a cell are its lines. No word and no link is lost.

use super::table::TableStyle;
use crate::model::{Block, Cell, Comment, Inline, Node, Row, inline_text, walk_inlines};
use crate::normal::normalize_inlines;
use crate::normal::table::{are_filled, fill_rows};
use crate::shape::fields::is_printed_on_lines;
use crate::write::grid::spread;

/// Replaces the blocks that Markdown lacks if tables are written in this style, at every depth.
pub(crate) fn plain_blocks(blocks: Vec<Block>, tables: TableStyle) -> Vec<Block> {
    if blocks.iter().all(|block| is_plain(block, tables)) {
        return blocks;
    }
    let plain = blocks.into_iter().map(|block| plain_block(block, tables));
    plain.flatten().collect()
}

/// Whether a block in normal form holds nothing that Markdown lacks.
pub(crate) fn is_plain(block: &Block, tables: TableStyle) -> bool {
    let is_plain = |block: &Block| is_plain(block, tables);
    match block {
        Block::Paragraph { .. }
        | Block::Heading { .. }
        | Block::CodeBlock { .. }
        | Block::Rule {} => true,
        Block::List { items, .. } => items.iter().flatten().all(is_plain),
        Block::Quote { content } => content.iter().all(is_plain),
        Block::Table {
            caption,
            head,
            rows,
        } if tables.is_html(caption, head, rows) => {
            let cells = head.iter().chain(rows).flatten();
            cells.flat_map(|cell| &cell.content).all(is_plain)
        }
        Block::Table {
            caption,
            head,
            rows,
        } => caption.is_empty() && is_plain_table(head, rows),
        Block::DefinitionList { .. } | Block::Figure { .. } | Block::Field { .. } => false,
    }
}

fn is_plain_table(head: &[Row], rows: &[Row]) -> bool {
    let aligns = head.first().or(rows.first()).into_iter().flatten();
    let aligns: Vec<_> = aligns.map(|cell| cell.align).collect();
    let is_plain_cell = |(at, cell): (usize, &Cell), header| {
        cell.header == header
            && (cell.colspan, cell.rowspan) == (1, 1)
            && cell.align == aligns.get(at).copied().flatten()
            && matches!(cell.content.as_slice(), [] | [Block::Paragraph { .. }])
    };
    let mut cells_of_head = head.iter().flat_map(|row| row.iter().enumerate());
    let mut cells = rows.iter().flat_map(|row| row.iter().enumerate());
    head.len() <= 1
        && are_filled(head, rows)
        && cells_of_head.all(|cell| is_plain_cell(cell, true))
        && cells.all(|cell| is_plain_cell(cell, false))
}

fn plain_block(block: Block, tables: TableStyle) -> Vec<Block> {
    let nested = |blocks| nested_blocks(blocks, tables);
    match block {
        Block::List {
            ordered,
            start,
            items,
        } => vec![Block::List {
            ordered,
            start,
            items: items.into_iter().map(nested).collect(),
        }],
        Block::Quote { content } => vec![Block::Quote {
            content: nested(content),
        }],
        Block::DefinitionList { items } => {
            let mut plain = Vec::new();
            for item in items {
                plain.extend(item.terms.into_iter().map(Block::paragraph));
                let definitions = item.definitions.into_iter();
                plain.extend(definitions.flat_map(|blocks| plain_blocks(blocks, tables)));
            }
            plain
        }
        Block::Figure { content, caption } => {
            let mut plain = plain_blocks(content, tables);
            if !caption.is_empty() {
                plain.push(Block::paragraph(caption));
            }
            plain
        }
        Block::Table {
            caption,
            head,
            rows,
        } => table(caption, head, rows, tables),
        Block::Field { label, items } => vec![Block::Field {
            label,
            items: items.into_iter().map(nested).collect(),
        }],
        block => vec![block],
    }
}

/// Replaces blocks inside others, where fields have no meaning and become paragraphs.
pub(super) fn nested_blocks(blocks: Vec<Block>, tables: TableStyle) -> Vec<Block> {
    let expand = |block| match block {
        Block::Field { label, items } => printed_field(label, items),
        block => vec![block],
    };
    plain_blocks(blocks, tables)
        .into_iter()
        .flat_map(expand)
        .collect()
}

/// Keeps a table that is written as HTML; turns any other into a plain one after its caption.
fn table(
    caption: Vec<Inline>,
    mut head: Vec<Row>,
    mut rows: Vec<Row>,
    tables: TableStyle,
) -> Vec<Block> {
    if !tables.is_html(&caption, &head, &rows) {
        return vec![Block::paragraph(caption), plain_table(head, rows)];
    }
    for cell in head.iter_mut().chain(&mut rows).flatten() {
        cell.content = nested_blocks(std::mem::take(&mut cell.content), tables);
    }
    vec![Block::Table {
        caption,
        head,
        rows,
    }]
}

/// A table with at most one head row and cells of at most one paragraph, each below its header.
fn plain_table(head: Vec<Row>, rows: Vec<Row>) -> Block {
    let (mut head, rows) = spread(head, rows);
    let more = if head.is_empty() {
        Vec::new()
    } else {
        head.split_off(1)
    };
    let plain_row = |row: Row, header| -> Row {
        let cells = row.into_iter().map(|cell| plain_cell(cell, header));
        cells.collect()
    };
    let mut head: Vec<Row> = head.into_iter().map(|row| plain_row(row, true)).collect();
    let rows = more.into_iter().chain(rows);
    let mut rows: Vec<Row> = rows.map(|row| plain_row(row, false)).collect();
    fill_rows(&mut head, &mut rows);
    // The delimiter row sets the alignment of whole columns.
    let first = head.first().or(rows.first());
    let aligns: Vec<_> = first.into_iter().flatten().map(|cell| cell.align).collect();
    for row in head.iter_mut().chain(&mut rows) {
        for (at, cell) in row.iter_mut().enumerate() {
            cell.align = aligns.get(at).copied().flatten();
        }
    }
    Block::Table {
        caption: Vec::new(),
        head,
        rows,
    }
}

fn plain_cell(cell: Cell, header: bool) -> Cell {
    let mut lines = Vec::new();
    collect_lines(cell.content, &mut lines);
    lines.retain(|line| !line.is_empty());
    let mut content = lines.join(&Inline::Break {});
    normalize_inlines(&mut content);
    Cell {
        header,
        align: cell.align,
        ..Cell::new(if content.is_empty() {
            Vec::new()
        } else {
            vec![Block::paragraph(content)]
        })
    }
}

/// Collects the text of blocks, one run of inlines for each line.
fn collect_lines(blocks: Vec<Block>, lines: &mut Vec<Vec<Inline>>) {
    for block in blocks {
        match block {
            Block::Paragraph { content } | Block::Heading { content, .. } => lines.push(content),
            Block::List { items, .. } => items
                .into_iter()
                .for_each(|item| collect_lines(item, lines)),
            Block::Quote { content } => collect_lines(content, lines),
            Block::CodeBlock { text, .. } => {
                let code = |line: &str| vec![Inline::Code { text: line.into() }];
                lines.extend(text.lines().map(code));
            }
            Block::Table {
                head,
                rows,
                caption,
            } => {
                lines.push(caption);
                for cell in head.into_iter().chain(rows).flatten() {
                    collect_lines(cell.content, lines);
                }
            }
            Block::Rule {} => {}
            other => collect_lines(nested_blocks(vec![other], TableStyle::Gfm), lines),
        }
    }
}

/// A field as it is printed: as paragraphs, or as a paragraph and a list.
pub(crate) fn printed_field(label: Vec<Inline>, items: Vec<Vec<Block>>) -> Vec<Block> {
    let is_paragraph = |item: &Vec<Block>| matches!(item.as_slice(), [Block::Paragraph { .. }]);
    let on_lines = is_printed_on_lines(&items);
    if !on_lines {
        let label = Block::paragraph(printed_label(label, ":"));
        let list = Block::List {
            ordered: false,
            start: None,
            items,
        };
        return vec![label, list];
    }
    debug_assert!(
        items.iter().all(is_paragraph),
        "values on lines are paragraphs"
    );
    let mut printed: Vec<Block> = items.into_iter().flatten().collect();
    if let Some(Block::Paragraph { content }) = printed.first_mut() {
        content.splice(..0, printed_label(label, ": "));
    }
    printed
}

/// The text of a label with the punctuation that ends it. A label with links, images or notes is more than text and
/// is kept as it is.
fn printed_label(mut label: Vec<Inline>, end: &str) -> Vec<Inline> {
    if is_more_than_words(&label) {
        label.push(Inline::text(end));
        return label;
    }
    vec![Inline::text(inline_text(&label) + end)]
}

/// Whether some content has links, images or notes.
pub(crate) fn is_more_than_words(content: &[Inline]) -> bool {
    walk_inlines(content).any(|node| {
        matches!(
            node,
            Node::Inline(Inline::Link { .. } | Inline::Image { .. } | Inline::Note { .. })
        )
    })
}

pub(crate) fn blocks_of_comment(comment: Comment) -> Vec<Block> {
    let title = comment.title.map(|title| Block::heading(3, title));
    let byline = comment
        .byline
        .map(|byline| Block::paragraph(vec![Inline::text(byline.text)]));
    title
        .into_iter()
        .chain(byline)
        .chain(comment.content)
        .collect()
}
