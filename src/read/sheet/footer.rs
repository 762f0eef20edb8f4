//! Finding the source line and the numbered list.
//!
//! Where the page has parts of its own for them, they are there. Elsewhere they are found by shape,
//! from the end: the last run of lines that count up, with a heading above, and above that the source
//! line. Words only confirm what the shape suggests, since sites use words of their own.

use std::collections::HashSet;
use std::ops::Range;

use super::lines::{Line, go_on, has_candidates, keep_before, lines};
use super::markers::candidate_of;
use super::{Candidate, Escape, Place, Sheet};
use crate::label::{Part as Words, Vocabulary};
use crate::model::{Block, Inline, Node, for_each_run_in, inline_text, walk_blocks};
use crate::reference::entry::{
    Address, address, entry, is_between_addresses, marked_address, next_entry,
};
use crate::reference::source::{Form, heading, is_heading, source_line};
use crate::reference::url::starts_as_url;

/// How many blocks from the end a source line without a list is looked for.
const SOURCE_WITHIN: usize = 12;
/// How many lines above the list its heading and source line are looked for.
const ABOVE_LIST: usize = 4;

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

/// A source line.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct FoundSource {
    /// The line itself.
    pub(crate) line: String,
    /// Whether its date is emphasised; `None` where nothing tells.
    pub(crate) emphasis: Option<bool>,
}

/// A numbered list.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct List {
    pub(crate) heading: Option<String>,
    pub(crate) entries: Vec<Entry>,
    /// How the first entry's number is written.
    pub(crate) escape: Escape,
    /// Whether an entry's address is marked up as one.
    pub(crate) bare_links: bool,
    /// Whether the page itself says that this is the list.
    pub(crate) is_part: bool,
    /// Whether its numbers are not printed, but those of an ordered list.
    pub(crate) is_ordered: bool,
}

/// An entry of the list.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) number: u32,
    /// All behind the number.
    pub(crate) text: String,
    /// Where the address starts in the text, when the markup shows it.
    pub(crate) url_start: Option<usize>,
    pub(crate) place: Option<Place>,
}

impl Entry {
    /// Its title and address.
    pub(crate) fn address(&self) -> Address<'_> {
        match self.url_start {
            Some(start) => marked_address(&self.text, start),
            None => address(&self.text),
        }
    }
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

/// The entries of lines of which the first starts with a number.
fn list_of_lines(lines: Vec<Line>, candidates: &[Candidate]) -> Option<List> {
    let escape = candidates.get(lines.first()?.marker?)?.escape;
    let bare_links = lines.iter().any(|line| line.bare_link);
    let mut entries: Vec<Entry> = Vec::with_capacity(lines.len());
    for line in lines {
        match line.marker.and_then(|index| candidates.get(index)) {
            Some(candidate) => entries.extend(entry_of_line(line, candidate)),
            None => {
                if let Some(entry) = entries.last_mut() {
                    continue_entry(entry, &line);
                }
            }
        }
    }
    Some(List {
        heading: None,
        entries: split_entries(entries),
        escape,
        bare_links,
        is_part: false,
        is_ordered: false,
    })
}

fn entry_of_line(line: Line, candidate: &Candidate) -> Option<Entry> {
    let (rest, number) = entry(&line.text).ok()?;
    if candidate.sign.number() != Some(number) {
        return None;
    }
    let skipped = line.text.len() - rest.len();
    let mut text = line.text;
    text.truncate(text.trim_ascii_end().len().max(skipped));
    text.drain(..skipped);
    Some(Entry {
        number,
        url_start: line.last_piece.and_then(|piece| piece.checked_sub(skipped)),
        text,
        place: Some(candidate.place.clone()),
    })
}

/// Adds a further line of an entry.
fn continue_entry(entry: &mut Entry, line: &Line) {
    let text = line.text.trim_ascii();
    let indent = line.text.len() - line.text.trim_ascii_start().len();
    go_on(&mut entry.text, text);
    let start = entry.text.len() - text.len();
    if let Some(piece) = line.last_piece {
        entry.url_start = Some(start + piece.saturating_sub(indent));
    }
}

/// Splits the entries that stand on one line, where the next line does not go on counting.
pub(crate) fn split_entries(entries: Vec<Entry>) -> Vec<Entry> {
    let mut split = Vec::with_capacity(entries.len());
    let mut entries = entries.into_iter().peekable();
    while let Some(entry) = entries.next() {
        match entries.peek() {
            Some(next) if next.number == entry.number + 1 => split.push(entry),
            _ => split.extend(split_entry(entry)),
        }
    }
    split
}

/// Splits the entries that stand on one line.
fn split_entry(entry: Entry) -> Vec<Entry> {
    let mut starts = vec![(entry.number, 0)];
    let mut ends = Vec::new();
    let mut rest = 0;
    let mut number = entry.number;
    while let Some(at) = next_entry(&entry.text[rest..], number + 1) {
        // An address may hold a number in brackets, and be all there is.
        if !is_between_addresses(&entry.text[rest..], at) {
            break;
        }
        number += 1;
        ends.push(rest + at);
        rest += at + format!("[{number}]").len();
        starts.push((number, rest));
    }
    if ends.is_empty() {
        return vec![entry];
    }
    ends.push(entry.text.len());
    let piece = |((number, start), end): ((u32, usize), usize)| Entry {
        number,
        text: without_tag(entry.text[start..end].trim_ascii()).to_owned(),
        url_start: None,
        place: entry.place.clone(),
    };
    starts.into_iter().zip(ends).map(piece).collect()
}

/// Drops a start tag at the end: one too odd for Markdown to see, which holds the next entry.
fn without_tag(text: &str) -> &str {
    let tag = text.strip_suffix('>').and_then(|text| text.rfind("<a "));
    tag.map_or(text, |tag| text[..tag].trim_ascii_end())
}

/// Takes what is missing in the footer from the end of these blocks.
fn take_by_shape(
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

/// The lines of a block with the block's index.
type Placed = (usize, Line);

/// Takes the last list that is one, with its heading and the source line above; says where the blocks behind it start.
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
        let behind = run.lines.split_off(source_among(&run.lines, words));
        let list = list_of_lines(run.lines, &sheet.candidates)?;
        if is_list(&list, &head) && !is_of_author(&head, &blocks[run.blocks.end..], sheet, words) {
            let first = head
                .first
                .map_or((run.blocks.start, run.first_line), |(block, line)| {
                    (block, line)
                });
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

/// Where the source line is among the lines of a run, behind the list: else their end.
fn source_among(lines: &[Line], words: &Vocabulary) -> usize {
    let is_source =
        |line: &Line| line.marker.is_none() && as_source(line, None, words, false).is_some();
    lines.iter().position(is_source).unwrap_or(lines.len())
}

/// Takes the source line among the lines around a list; what else stands there belongs to the site.
fn take_source_of(lines: &[Line], sheet: &mut Sheet, words: &Vocabulary, footer: &mut Footer) {
    for line in lines {
        match as_source(line, None, words, false) {
            Some(source) if footer.source.is_none() => footer.source = Some(source),
            _ => sheet.footer.push(footer_line(line)),
        }
    }
}

/// A line of the site's own footer.
fn footer_line(line: &Line) -> Block {
    Block::paragraph(vec![Inline::text(line.text.trim_ascii())])
}

/// Makes lines of the last block that is a list, if all its items are entries that count from 1.
fn open_list_of_entries(blocks: &mut Vec<Block>, candidates: &[Candidate]) {
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
fn take_ordered_list(
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

/// A run of lines that start with numbers.
struct Run {
    blocks: Range<usize>,
    /// The index of its first line within its block.
    first_line: usize,
    lines: Vec<Line>,
    /// Whether it goes on above number 1.
    passes_one: bool,
}

/// With which number a run starts.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Start {
    /// With number 1, if it has that.
    AtOne,
    /// With any, as long as none comes again above number 1: there another list ends.
    Anywhere,
}

/// How many blocks an entry may go on over: titles printed with an address can hold some.
const ENTRY_BLOCKS: usize = 3;

/// The last run of paragraphs that start with numbers.
fn last_run(blocks: &[Block], candidates: &[Candidate], start: Start) -> Option<Run> {
    let (mut at, mut found) = blocks
        .iter()
        .enumerate()
        .rev()
        .find_map(|(at, block)| Some((at, first_entry(block, candidates)?)))?;
    let mut end = at + 1;
    // From the last one up.
    let mut lines_of_run: Vec<Line> = Vec::new();
    // Which numbers there were matters only above number 1.
    let (mut numbers, mut seen) = (Vec::new(), HashSet::new());
    let mut has_one = false;
    let mut passes_one = false;
    let first_line = loop {
        let (number, entry, mut all) = found;
        let first_line = all[entry].index;
        lines_of_run.extend(all.drain(entry..).rev());
        numbers.push(number);
        has_one |= number == 1;
        // A line above the entry ends the way up.
        if entry > 0 || (number == 1 && start == Start::AtOne) {
            break first_line;
        }
        let Some((above, next)) = entry_above(&blocks[..at], number, candidates) else {
            break first_line;
        };
        if has_one {
            seen.extend(numbers.drain(..));
            if seen.contains(&next.0) {
                break first_line;
            }
        }
        passes_one |= has_one;
        for block in blocks[above + 1..at].iter().rev() {
            lines_of_run.extend(lines(block, candidates).into_iter().rev());
        }
        (at, found) = (above, next);
    };
    lines_of_run.reverse();
    if let Some(address) = address_below(&lines_of_run, blocks.get(end), candidates) {
        lines_of_run.push(address);
        end += 1;
    }
    Some(Run {
        blocks: at..end,
        first_line,
        lines: lines_of_run,
        passes_one,
    })
}

/// The address of the last line, where that is a number alone and the block below it an address.
fn address_below(run: &[Line], below: Option<&Block>, candidates: &[Candidate]) -> Option<Line> {
    run.last().filter(|line| is_bare(line, candidates))?;
    let [address] = <[Line; 1]>::try_from(lines(below?, candidates)).ok()?;
    address.last_piece.is_some().then_some(address)
}

/// The first line of a block that starts with a number: that number, which line, all lines.
type FirstEntry = (u32, usize, Vec<Line>);

fn first_entry(block: &Block, candidates: &[Candidate]) -> Option<FirstEntry> {
    if !has_candidates(block) {
        return None;
    }
    let all = lines(block, candidates);
    let number = |line: &Line| candidates.get(line.marker?)?.sign.number();
    let (entry, number) = all
        .iter()
        .enumerate()
        .find_map(|(at, line)| Some((at, number(line)?)))?;
    Some((number, entry, all))
}

/// The block with the entry before this number: the next one above that has entries, or one a little
/// further that ends with the very number before.
fn entry_above(
    above: &[Block],
    number: u32,
    candidates: &[Candidate],
) -> Option<(usize, FirstEntry)> {
    let near = above.iter().enumerate().rev().take(ENTRY_BLOCKS);
    // A heading heads a list, and ends what is above it.
    let (at, found) = near
        .take_while(|(_, block)| !matches!(block, Block::Heading { .. }))
        .map(|(at, block)| (at, first_entry(block, candidates)))
        .find(|(_, found)| found.is_some())?;
    let found = found?;
    let is_next = at + 1 == above.len();
    let last = found
        .2
        .iter()
        .filter_map(|line| candidates.get(line.marker?)?.sign.number())
        .next_back();
    (is_next || last == number.checked_sub(1)).then_some((at, found))
}

/// Whether a line is a number and nothing else.
fn is_bare(line: &Line, candidates: &[Candidate]) -> bool {
    let sign = line
        .marker
        .and_then(|index| candidates.get(index))
        .map(|candidate| candidate.sign.to_string());
    sign.is_some_and(|sign| line.text.trim_ascii() == sign)
}

/// The lines above a run, nearest first.
fn lines_above(blocks: &[Block], run: &Run, candidates: &[Candidate]) -> Vec<Placed> {
    let mut above = Vec::new();
    let mut push =
        |at: usize, lines: Vec<Line>| above.extend(lines.into_iter().rev().map(|line| (at, line)));
    let mut same = lines(&blocks[run.blocks.start], candidates);
    same.retain(|line| line.index < run.first_line);
    push(run.blocks.start, same);
    for (at, block) in blocks[..run.blocks.start]
        .iter()
        .enumerate()
        .rev()
        .take(ABOVE_LIST)
    {
        match block {
            Block::Paragraph { .. } | Block::Heading { .. } => push(at, lines(block, candidates)),
            Block::Rule {} => {}
            _ => break,
        }
    }
    above.truncate(2 * ABOVE_LIST);
    above
}

/// What stands above a list.
#[derive(Default)]
struct Head {
    heading: Option<String>,
    /// Whether the heading's words are known.
    known: bool,
    source: Option<FoundSource>,
    /// The block and line at which the footer starts, if above the list.
    first: Option<(usize, usize)>,
}

impl Head {
    fn of_run(
        blocks: &[Block],
        run: &Run,
        sheet: &Sheet,
        words: &Vocabulary,
        with_source: bool,
    ) -> Self {
        let above = lines_above(blocks, run, &sheet.candidates);
        Self::read(&above, words, with_source)
    }

    /// Whether it says that a list follows, whatever that looks like.
    fn is_certain(&self) -> bool {
        self.known || self.source.is_some()
    }

    fn read(above: &[Placed], words: &Vocabulary, with_source: bool) -> Self {
        let mut head = Self::default();
        let mut rest = above;
        if let Some(((block, line), further)) = rest.split_first() {
            let text = heading(&line.text);
            let known = words.knows(Words::Links, text);
            let is_above = |lines| source_at(lines, words, true).is_some();
            let looks = || line.heading || line.text.trim_ascii_end().ends_with([':', '：']);
            let short = || is_heading(text) && !is_above(rest);
            if known || (short() && (looks() || (with_source && is_above(further)))) {
                head.heading = Some(text.to_owned());
                head.known = known;
                head.first = Some((*block, line.index));
                rest = further;
            }
        }
        if with_source {
            if let Some((source, first)) = source_at(rest, words, true) {
                head.source = Some(source);
                head.first = Some(first);
            }
        }
        head
    }
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

/// Whether an entry has an address, or nothing.
pub(crate) fn is_address(entry: &Entry) -> bool {
    entry.text.is_empty() || starts_as_url(address(&entry.text).url)
}

/// The source line at the start of these lines (nearest first), and where it starts.
fn source_at(
    above: &[Placed],
    words: &Vocabulary,
    above_list: bool,
) -> Option<(FoundSource, (usize, usize))> {
    let (block, line) = above.first()?;
    if let Some(found) = as_source(line, None, words, above_list) {
        return Some((found, (*block, line.index)));
    }
    // The address may stand on the line below its label.
    let (label_block, label) = above.get(1)?;
    let url = starts_as_url(line.text.trim_ascii()).then_some(line)?;
    let found = as_source(label, Some(url), words, above_list)?;
    Some((found, (*label_block, label.index)))
}

/// A line as a source line, if its label, its stamp or its form says that it is one.
fn as_source(
    line: &Line,
    url: Option<&Line>,
    words: &Vocabulary,
    above_list: bool,
) -> Option<FoundSource> {
    if line.heading {
        return None;
    }
    let text = match url {
        Some(url) => format!("{} {}", line.text.trim_ascii(), url.text.trim_ascii()),
        None => line.text.trim_ascii().to_owned(),
    };
    if starts_as_url(&text) {
        return None;
    }
    let (_, found) = source_line(&text).ok()?;
    if url.is_some() && !line.text.trim_ascii_end().ends_with([':', '：']) {
        return None;
    }
    let form = Form {
        known: words.knows(Words::Source, found.label),
        strong: line.strong,
        above_list,
    };
    found.is_source(form).then_some(FoundSource {
        emphasis: (line.strong || line.emphasis).then_some(line.emphasis),
        line: text,
    })
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
fn cut_out(blocks: &mut Vec<Block>, first: (usize, usize), end: usize, sheet: &mut Sheet) {
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
