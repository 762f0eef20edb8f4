//! Brings blocks into normal form.

use super::inlines::{Inside, normalize_run};
use crate::model::{Block, Cell, Definition, Inline, MAX_DEPTH, Row};
use crate::normal::table::{are_settled, has_words, rows_of_head, settle_rows};

pub(crate) fn normalize_blocks(blocks: &mut Vec<Block>, depth: usize) {
    normalize_siblings(blocks, depth, false);
}

/// Brings a sequence of blocks into normal form. It may be a list item.
fn normalize_siblings(blocks: &mut Vec<Block>, depth: usize, are_item: bool) {
    if depth > MAX_DEPTH {
        return;
    }
    let mut starts_item = are_item;
    for block in blocks.iter_mut() {
        let inside = Inside::block(depth).starting_item(starts_item);
        normalize_block(block, depth, inside);
        starts_item = false;
    }
    blocks.retain(|block| !is_empty(block));
    let is_unlabelled =
        |block: &Block| matches!(block, Block::Field { label, .. } if label.is_empty());
    if blocks.iter().any(is_unlabelled) {
        *blocks = std::mem::take(blocks)
            .into_iter()
            .flat_map(without_label)
            .collect();
    }
}

/// The content of a field without a label; any other block as it is.
fn without_label(block: Block) -> Vec<Block> {
    match block {
        Block::Field { label, items } if label.is_empty() => items.into_iter().flatten().collect(),
        block => vec![block],
    }
}

fn normalize_items(items: &mut [Vec<Block>], depth: usize) {
    for item in items {
        normalize_blocks(item, depth);
    }
}

fn normalize_block(block: &mut Block, depth: usize, words: Inside) {
    let inside = depth + 1;
    match block {
        Block::Paragraph { content } => normalize_run(content, words),
        Block::Heading { level, content } => {
            *level = (*level).clamp(1, 6);
            normalize_run(content, words.starting_item(false));
        }
        Block::List {
            ordered,
            start,
            items,
        } => {
            // CommonMark reads at most nine digits.
            *start = ordered.then(|| start.unwrap_or(1).min(999_999_999));
            for item in items {
                normalize_siblings(item, inside, true);
            }
        }
        Block::DefinitionList { items } => normalize_definitions(items, inside),
        Block::Quote { content } => normalize_blocks(content, inside),
        Block::CodeBlock { language, text } => normalize_code(language, text),
        Block::Table {
            caption,
            head,
            rows,
        } => {
            normalize_run(caption, Inside::block(depth));
            normalize_rows(head, rows, inside);
            if head.is_empty() && rows.is_empty() {
                *block = Block::paragraph(std::mem::take(caption));
            }
        }
        Block::Figure { content, caption } => {
            normalize_blocks(content, inside);
            normalize_run(caption, Inside::block(depth));
            if content.is_empty() {
                *block = Block::paragraph(std::mem::take(caption));
            }
        }
        Block::Field { label, items } => {
            normalize_run(label, Inside::block(depth));
            end_label(label);
            normalize_items(items, inside);
            items.retain(|item| !item.is_empty());
            if items.is_empty() {
                *block = Block::paragraph(std::mem::take(label));
            }
        }
        Block::Rule {} => {}
    }
}

fn is_empty(block: &Block) -> bool {
    match block {
        Block::Paragraph { content } | Block::Heading { content, .. } => content.is_empty(),
        Block::List { items, .. } => items.is_empty(),
        Block::DefinitionList { items } => items.is_empty(),
        Block::Quote { content } => content.is_empty(),
        Block::CodeBlock { text, .. } => text.is_empty(),
        // The other kinds became paragraphs if they were empty.
        Block::Table { .. } | Block::Figure { .. } | Block::Field { .. } | Block::Rule {} => false,
    }
}

fn normalize_definitions(items: &mut Vec<Definition>, depth: usize) {
    for item in items.iter_mut() {
        for term in &mut item.terms {
            normalize_run(term, Inside::block(depth - 1));
        }
        item.terms.retain(|term| !term.is_empty());
        normalize_items(&mut item.definitions, depth);
        item.definitions.retain(|definition| !definition.is_empty());
    }
    items.retain(|item| !item.terms.is_empty() || !item.definitions.is_empty());
    *items = regroup(std::mem::take(items));
}

/// Groups terms and definitions by their order: each group is terms followed by definitions.
fn regroup(items: Vec<Definition>) -> Vec<Definition> {
    let mut groups: Vec<Definition> = Vec::with_capacity(items.len());
    for item in items {
        match groups.last_mut() {
            Some(group) if group.definitions.is_empty() => {
                group.terms.extend(item.terms);
                group.definitions = item.definitions;
            }
            Some(group) if item.terms.is_empty() => group.definitions.extend(item.definitions),
            _ => groups.push(item),
        }
    }
    groups
}

/// Brings rows into normal form. Rows without any words are neither a table nor a head.
fn normalize_rows(head: &mut Vec<Row>, rows: &mut Vec<Row>, depth: usize) {
    for part in [&mut *head, &mut *rows] {
        part.iter_mut().for_each(|row| normalize_row(row, depth));
        settle_rows(part);
    }
    if !head.iter().any(has_words) {
        head.clear();
        let length = rows_of_head(rows);
        head.extend(rows.drain(..length));
    }
    if head.is_empty() && !rows.iter().any(has_words) {
        rows.clear();
    }
}

/// Whether rows are in normal form, apart from the content of their cells.
pub(super) fn are_normal_rows(head: &[Row], rows: &[Row]) -> bool {
    let is_marked_head = match head {
        [] => rows.iter().any(has_words) && rows_of_head(rows) == 0,
        head => head.iter().any(has_words),
    };
    is_marked_head && are_settled(head) && are_settled(rows)
}

fn normalize_row(row: &mut Row, depth: usize) {
    for Cell {
        colspan,
        rowspan,
        content,
        ..
    } in row.iter_mut()
    {
        // The limits of the HTML standard.
        *colspan = (*colspan).clamp(1, 1000);
        *rowspan = (*rowspan).clamp(1, 65_534);
        normalize_blocks(content, depth);
    }
}

fn normalize_code(language: &mut Option<String>, text: &mut String) {
    if text.contains(['\r', '\0']) {
        *text = text
            .replace("\r\n", "\n")
            .replace('\r', "\n")
            .replace('\0', "\u{fffd}");
    }
    text.truncate(text.trim_end_matches('\n').len());
    let lines_start = text.len() - text.trim_start_matches('\n').len();
    text.drain(..lines_start);
    *language = language
        .take()
        .and_then(|info| {
            let name = info.split_whitespace().next()?;
            Some(name.replace('\0', "\u{fffd}"))
        })
        // Markdown cannot express a backtick here, and Pandoc would read a brace as attributes.
        .filter(|name| !name.contains(['`', '{']));
}

/// Drops the colon at the end of a label, and the spaces around it.
pub(crate) fn end_label(label: &mut Vec<Inline>) {
    let is_end = |c: char| c.is_whitespace() || matches!(c, ':' | '：');
    while let Some(last) = label.last_mut() {
        match last {
            Inline::Text { text } => {
                text.truncate(text.trim_end_matches(is_end).len());
                if !text.is_empty() {
                    break;
                }
            }
            Inline::Break {} => {}
            _ => break,
        }
        label.pop();
    }
}
