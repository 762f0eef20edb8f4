//! The footer by its shape, from the end of the blocks upwards.

use super::above::Head;
use super::entries::{List, is_address, list_of_lines};
use super::items::{open_list_of_entries, take_ordered_list};
use super::run::{Start, last_run};
use super::source::{Placed, as_source, end_of_list, footer_line, source_at, take_source_of};
use super::{Footer, images_in};
use crate::label::{Part as Words, Vocabulary};
use crate::model::Block;
use crate::read::sheet::Sheet;
use crate::read::sheet::lines::{keep_before, lines};
use crate::reference::source::heading;

/// How many blocks from the end a source line without a list is looked for.
const SOURCE_WITHIN: usize = 12;

/// Takes what is missing in the footer from the end of these blocks.
pub(super) fn take_by_shape(
    blocks: &mut Vec<Block>,
    sheet: &mut Sheet,
    words: &Vocabulary,
    footer: &mut Footer,
) {
    let mut start = None;
    if footer.list.is_none() {
        open_list_of_entries(blocks, &sheet.candidates);
        start = take_list(blocks, sheet, words, footer);
        let found = start.is_some() || take_ordered_list(blocks, sheet, words, footer);
        if !found && !sheet.definitions.is_empty() {
            take_heading(blocks, sheet, words, footer);
        }
    }
    let is_framed = start.is_some() && footer.source.is_some();
    if footer.source.is_none() {
        match start {
            // Directly above the list, or behind it.
            Some(start) => {
                let mut behind = blocks.split_off(start.min(blocks.len()));
                take_source(&mut behind, sheet, words, footer);
                blocks.extend(behind);
            }
            None => take_source(blocks, sheet, words, footer),
        }
    }
    if let Some(start) = start.filter(|_| is_framed) {
        take_behind(blocks, start, sheet);
    }
}

/// Takes what stands behind source line and list: words of the site, unless a text goes on there.
fn take_behind(blocks: &mut Vec<Block>, start: usize, sheet: &mut Sheet) {
    let is_words = |block: &Block| matches!(block, Block::Paragraph { .. } | Block::Rule {});
    let behind = blocks.get(start..).unwrap_or_default();
    if behind.len() <= SOURCE_WITHIN && behind.iter().all(is_words) {
        let behind = blocks.drain(start..);
        sheet
            .footer
            .extend(behind.filter(|block| *block != Block::Rule {}));
    }
}

/// Takes the last list that is one, with its heading and the source line above; says where the blocks behind it
/// start.
fn take_list(
    blocks: &mut Vec<Block>,
    sheet: &mut Sheet,
    words: &Vocabulary,
    footer: &mut Footer,
) -> Option<usize> {
    let mut end = blocks.len();
    let with_source = footer.source.is_none();
    while let Some(mut run) = last_run(&blocks[..end], &sheet.candidates, Start::Anywhere) {
        let mut head = Head::of_run(blocks, &run, sheet, words, with_source);
        if run.passes_one && !head.is_certain() {
            run = last_run(&blocks[..end], &sheet.candidates, Start::AtOne)?;
            head = Head::of_run(blocks, &run, sheet, words, with_source);
        }
        let behind = run.lines.split_off(end_of_list(&run.lines, words));
        let list = list_of_lines(run.lines, &sheet.candidates)?;
        if is_list(&list, &head) && !is_of_author(&head, &blocks[run.blocks.end..], sheet, words) {
            let first = head.first.unwrap_or((run.blocks.start, run.first_line));
            footer.list = Some(List {
                heading: head.heading,
                ..list
            });
            if footer.source.is_none() {
                footer.source = head.source;
            }
            take_source_of(&behind, sheet, words, footer);
            cut_out(blocks, first, run.blocks.end, sheet);
            return Some((first.0 + usize::from(first.1 > 0)).min(blocks.len()));
        }
        end = run.blocks.start;
    }
    None
}

/// Whether a run of entries is the list: its words or its source line say so, or it looks in every way
/// like one.
fn is_list(list: &List, head: &Head) -> bool {
    let counts = list
        .entries
        .iter()
        .zip(1..)
        .all(|(entry, number)| entry.number == number);
    // Numbers alone are no list.
    let any = list.entries.iter().any(|entry| !entry.text.is_empty());
    let all = any && list.entries.iter().all(is_address);
    head.is_certain() || (counts && all)
}

/// Whether a list is the author's own: exporters set words above theirs, and hardly any a source line behind it.
fn is_of_author(head: &Head, behind: &[Block], sheet: &Sheet, words: &Vocabulary) -> bool {
    let is_bare = head.heading.is_none() && head.source.is_none();
    let has_source = |block: &Block| {
        let lines = lines(block, &sheet.candidates);
        lines
            .iter()
            .any(|line| as_source(line, None, words, false).is_some())
    };
    is_bare && behind.iter().take(SOURCE_WITHIN).any(has_source)
}

/// Takes the heading of a list whose entries are link definitions, which stand in no block.
fn take_heading(blocks: &mut Vec<Block>, sheet: &Sheet, words: &Vocabulary, footer: &mut Footer) {
    let Some(last) = blocks.last() else { return };
    if let [line] = lines(last, &sheet.candidates).as_slice() {
        let text = heading(&line.text);
        if words.knows(Words::Links, text) {
            footer.heading = Some(text.to_owned());
            blocks.pop();
        }
    }
}

/// Takes the last source line near the end, where there is no list.
fn take_source(
    blocks: &mut Vec<Block>,
    sheet: &mut Sheet,
    words: &Vocabulary,
    footer: &mut Footer,
) {
    let from = blocks.len().saturating_sub(SOURCE_WITHIN);
    let mut tail: Vec<Placed> = Vec::new();
    for (at, block) in blocks.iter().enumerate().skip(from) {
        tail.extend(
            lines(block, &sheet.candidates)
                .into_iter()
                .map(|line| (at, line)),
        );
    }
    tail.reverse();
    for start in 0..tail.len() {
        if let Some((source, first)) = source_at(&tail[start..], words, false) {
            footer.source = Some(source);
            let block = tail[start].0;
            let behind = tail[..start].iter().rev().filter(|(at, _)| *at == block);
            for (_, line) in behind {
                sheet.footer.push(footer_line(line));
            }
            cut_out(blocks, first, block + 1, sheet);
            return;
        }
    }
}

/// Removes the footer from a block's line on up to a block. What stands behind it stays.
pub(super) fn cut_out(
    blocks: &mut Vec<Block>,
    first: (usize, usize),
    end: usize,
    sheet: &mut Sheet,
) {
    let (mut start, line) = first;
    if line > 0 {
        let before = images_in(&blocks[start..=start]).collect::<Vec<_>>();
        if let Block::Paragraph { content } = &mut blocks[start] {
            keep_before(content, line, &mut sheet.candidates);
        }
        let kept = images_in(&blocks[start..=start]).count();
        sheet.footer.extend(before.into_iter().skip(kept));
        start += 1;
    }
    let footer: Vec<Block> = blocks.drain(start..end.max(start)).collect();
    sheet.footer.extend(images_in(&footer));
    // So does the rule that sets it off.
    while start > 0 && start == blocks.len() && blocks[start - 1] == (Block::Rule {}) {
        blocks.pop();
        start -= 1;
    }
}
