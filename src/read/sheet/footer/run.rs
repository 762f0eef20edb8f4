//! Runs of lines that start with numbers, from the end of a page upwards.

use std::collections::HashSet;
use std::ops::Range;

use crate::model::Block;
use crate::read::sheet::Candidate;
use crate::read::sheet::lines::{Line, has_candidates, lines};

/// A run of lines that start with numbers.
pub(super) struct Run {
    pub(super) blocks: Range<usize>,
    /// The index of its first line within its block.
    pub(super) first_line: usize,
    pub(super) lines: Vec<Line>,
    /// Whether it goes on above number 1.
    pub(super) passes_one: bool,
}

/// With which number a run starts.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Start {
    /// With number 1, if it has that.
    AtOne,
    /// With any, as long as none comes again above number 1: there another list ends.
    Anywhere,
}

/// How many blocks an entry may go on over: titles printed with an address can hold some.
const ENTRY_BLOCKS: usize = 3;

/// The last run of paragraphs that start with numbers.
pub(super) fn last_run(blocks: &[Block], candidates: &[Candidate], start: Start) -> Option<Run> {
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
