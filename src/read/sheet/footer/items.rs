//! Lists of the page that hold the entries: an ordered list below the heading, whose numbers are the entries', or
//! one whose items are entries with numbers of their own.

use super::entries::{Entry, List, is_address, list_of_lines};
use super::shape::cut_out;
use super::{Footer, all_lines};
use crate::label::{Part as Words, Vocabulary};
use crate::model::Block;
use crate::read::sheet::lines::{go_on, lines};
use crate::read::sheet::{Candidate, Escape, Sheet};
use crate::reference::source::heading;
use crate::reference::url::starts_as_url;

/// Makes lines of the last block that is a list, if all its items are entries that count from 1.
pub(super) fn open_list_of_entries(blocks: &mut Vec<Block>, candidates: &[Candidate]) {
    let is_entry = |item: &[Block], number: u32| match item {
        [block @ Block::Paragraph { .. }] => list_of_lines(lines(block, candidates), candidates)
            .is_some_and(|list| {
                let all = list
                    .entries
                    .iter()
                    .all(|entry| starts_as_url(entry.address().url));
                all && list
                    .entries
                    .first()
                    .is_some_and(|entry| entry.number == number)
            }),
        _ => false,
    };
    let Some(at) = blocks
        .iter()
        .rposition(|block| matches!(block, Block::List { .. }))
    else {
        return;
    };
    let Block::List { items, .. } = &mut blocks[at] else {
        return;
    };
    if items
        .iter()
        .zip(1..)
        .all(|(item, number)| is_entry(item, number))
    {
        let entries: Vec<_> = std::mem::take(items).into_iter().flatten().collect();
        blocks.splice(at..=at, entries);
    }
}

/// Takes a list whose numbers are those of an ordered list at the end, below words known to head it.
pub(super) fn take_ordered_list(
    blocks: &mut Vec<Block>,
    sheet: &mut Sheet,
    words: &Vocabulary,
    footer: &mut Footer,
) -> bool {
    let is_ordered = |block: &Block| {
        matches!(
            block,
            Block::List {
                ordered: true,
                start: Some(1),
                ..
            }
        )
    };
    let Some(at) = blocks.iter().rposition(is_ordered).filter(|at| *at > 0) else {
        return false;
    };
    let above = lines(&blocks[at - 1], &sheet.candidates);
    let [line] = above.as_slice() else {
        return false;
    };
    let text = heading(&line.text);
    let Block::List { items, .. } = &blocks[at] else {
        return false;
    };
    let is_paragraph = |block: &Block| matches!(block, Block::Paragraph { .. });
    if !items.iter().flatten().all(is_paragraph) {
        return false;
    }
    let entries: Vec<Entry> = items
        .iter()
        .zip(1..)
        .map(|(item, number)| entry_of_item(item, number, &sheet.candidates))
        .collect();
    if !words.knows(Words::Links, text) || !entries.iter().all(is_address) {
        return false;
    }
    footer.list = Some(List {
        heading: Some(text.to_owned()),
        entries,
        escape: Escape::None,
        bare_links: false,
        is_part: false,
        is_ordered: true,
    });
    cut_out(blocks, (at - 1, 0), at + 1, sheet);
    true
}

fn entry_of_item(item: &[Block], number: u32, candidates: &[Candidate]) -> Entry {
    let mut text = String::new();
    for line in all_lines(item, candidates) {
        go_on(&mut text, line.text.trim_ascii());
    }
    Entry {
        number,
        text,
        url_start: None,
        place: None,
    }
}
