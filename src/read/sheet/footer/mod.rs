//! Finding the source line and the numbered list.
//!
//! Where the page has parts of its own for them, they are there. Elsewhere they are found by shape,
//! from the end ([`shape`]): the last run of lines that count up ([`run`]), with a heading above, and above that
//! the source line ([`above`]). Words only confirm what the shape suggests, since sites use words of their own.

mod above;
mod entries;
mod items;
mod run;
mod shape;
mod source;

pub(crate) use entries::{Entry, List, is_address, split_entries};
pub(crate) use source::FoundSource;

use entries::list_of_lines;
use shape::take_by_shape;
use source::{as_source, take_source_of};

use super::lines::{Line, lines};
use super::markers::candidate_of;
use super::{Candidate, Sheet};
use crate::label::{Part as Words, Vocabulary};
use crate::model::{Block, Inline, Node, for_each_run_in, inline_text, walk_blocks};
use crate::reference::source::{heading, is_heading};

/// What a footer says.
#[derive(Debug, Default)]
pub(crate) struct Footer {
    pub(crate) source: Option<FoundSource>,
    pub(crate) list: Option<List>,
    /// The heading of a list that stands in no block.
    pub(crate) heading: Option<String>,
    /// The candidates in it, where it is known to hold no others.
    pub(crate) candidates: Option<Vec<usize>>,
}

/// Takes the footer out of a sheet.
pub(crate) fn take_footer(sheet: &mut Sheet, words: &Vocabulary) -> Footer {
    if let Some(found) = sheet.found.take() {
        return found;
    }
    let has_parts = sheet.source.is_some() || sheet.links.is_some();
    let mut source = take_source_part(sheet);
    let mut footer = Footer {
        source: source
            .as_deref()
            .and_then(|blocks| source_of_part(blocks, sheet)),
        ..Footer::default()
    };
    let mut links = take_list_part(sheet, words, &mut footer);
    for part in [&source, &links].into_iter().flatten() {
        sheet.footer.extend(images_in(part));
    }
    if footer.source.is_some() && footer.list.is_some() {
        let parts = source.iter_mut().chain(&mut links).flatten();
        footer.candidates = Some(candidates_in(parts));
        return footer;
    }
    let mut after = std::mem::take(&mut sheet.after);
    take_by_shape(&mut after, sheet, words, &mut footer);
    sheet.after = after;
    match sheet.content.take() {
        None => {
            let mut page = std::mem::take(&mut sheet.before);
            take_by_shape(&mut page, sheet, words, &mut footer);
            sheet.before = page;
        }
        Some(mut content) => {
            // A page whose parts are there says that they hold the footer, even if nothing.
            let is_missing = !has_parts && footer.source.is_none() && footer.list.is_none();
            if is_missing && has_source(&content, &sheet.candidates, words) {
                take_by_shape(&mut content, sheet, words, &mut footer);
            }
            sheet.content = Some(content);
        }
    }
    footer
}

/// Whether there is a line that certainly is a source line.
fn has_source(blocks: &[Block], candidates: &[Candidate], words: &Vocabulary) -> bool {
    let is_source = |line: &Line| as_source(line, None, words, false).is_some();
    blocks
        .iter()
        .rev()
        .any(|block| lines(block, candidates).iter().any(is_source))
}

/// Takes the part of the source line out of a sheet. What is no text there belongs to the site.
fn take_source_part(sheet: &mut Sheet) -> Option<Vec<Block>> {
    let blocks = sheet.source.take()?;
    Some(take_texts(blocks, sheet))
}

/// Takes the part of the list out of a sheet, and the list out of it. What is no list there belongs to
/// the site.
fn take_list_part(
    sheet: &mut Sheet,
    words: &Vocabulary,
    footer: &mut Footer,
) -> Option<Vec<Block>> {
    let blocks = sheet.links.take()?;
    let lines = all_lines(&blocks, &sheet.candidates);
    let Some((above, list)) = list_of_part(lines, &sheet.candidates) else {
        let others = blocks.into_iter();
        let others = others.filter(|block| !heads_list(block, words));
        sheet.footer.extend(others);
        return None;
    };
    footer.list = Some(list);
    take_source_of(&above, sheet, words, footer);
    Some(take_texts(blocks, sheet))
}

/// The blocks that are text. The others belong to the site.
fn take_texts(blocks: Vec<Block>, sheet: &mut Sheet) -> Vec<Block> {
    let is_text = |block: &Block| matches!(block, Block::Paragraph { .. } | Block::Heading { .. });
    let (text, others): (_, Vec<Block>) = blocks.into_iter().partition(is_text);
    sheet.footer.extend(others);
    text
}

/// Whether a block is nothing but the words above a list.
fn heads_list(block: &Block, words: &Vocabulary) -> bool {
    match block {
        Block::Paragraph { content } | Block::Heading { content, .. } => {
            words.knows(Words::Links, &inline_text(content))
        }
        _ => false,
    }
}

/// The images among the lines of a footer, which say nothing there and belong to the site.
fn images_in(blocks: &[Block]) -> impl Iterator<Item = Block> {
    walk_blocks(blocks).filter_map(|node| match node {
        Node::Inline(image @ Inline::Image { .. }) => Some(Block::paragraph(vec![image.clone()])),
        _ => None,
    })
}

fn candidates_in<'a>(blocks: impl Iterator<Item = &'a mut Block>) -> Vec<usize> {
    let mut candidates = Vec::new();
    for block in blocks {
        for_each_run_in(std::slice::from_mut(block), &mut |run: &mut Vec<Inline>| {
            candidates.extend(run.iter().filter_map(candidate_of));
        });
    }
    candidates
}

fn source_of_part(blocks: &[Block], sheet: &Sheet) -> Option<FoundSource> {
    let lines = all_lines(blocks, &sheet.candidates);
    let emphasis = lines.iter().any(|line| line.emphasis);
    let strong = lines.iter().any(|line| line.strong);
    let line = lines
        .iter()
        .map(|line| line.text.trim_ascii())
        .collect::<Vec<_>>()
        .join(" ");
    (!line.is_empty()).then_some(FoundSource {
        line,
        emphasis: (strong || emphasis).then_some(emphasis),
    })
}

/// The list among the lines of its part, with the last line above it as its heading if it can be one, and
/// the other lines above.
fn list_of_part(mut lines: Vec<Line>, candidates: &[Candidate]) -> Option<(Vec<Line>, List)> {
    let start = lines.iter().position(|line| line.marker.is_some())?;
    let mut list = list_of_lines(lines.split_off(start), candidates)?;
    let mut above = lines;
    list.is_part = true;
    if let Some(words) = above.last().map(|last| heading(&last.text)) {
        if is_heading(words) {
            list.heading = Some(words.to_owned());
            above.pop();
        }
    }
    Some((above, list))
}

fn all_lines(blocks: &[Block], candidates: &[Candidate]) -> Vec<Line> {
    blocks
        .iter()
        .flat_map(|block| lines(block, candidates))
        .collect()
}
