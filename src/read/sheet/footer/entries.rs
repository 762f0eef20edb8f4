//! The entries of the list: lines that start with numbers, and what goes on with them.

use crate::read::sheet::lines::{Line, go_on};
use crate::read::sheet::{Candidate, Escape, Place};
use crate::reference::entry::{
    Address, address, entry, is_between_addresses, marked_address, next_entry,
};
use crate::reference::url::starts_as_url;

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

/// Whether an entry has an address, or nothing.
pub(crate) fn is_address(entry: &Entry) -> bool {
    entry.text.is_empty() || starts_as_url(address(&entry.text).url)
}

/// The entries of lines of which the first starts with a number.
pub(super) fn list_of_lines(lines: Vec<Line>, candidates: &[Candidate]) -> Option<List> {
    let escape = candidates.get(lines.first()?.marker?)?.escape;
    let bare_links = lines.iter().any(|line| line.bare_link.is_some());
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
