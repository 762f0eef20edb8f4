//! Lines that count up, from the end upwards, and what goes on with their entries.

use super::Finder;
use crate::label::Part as Words;
use crate::read::sheet::{Entry, split_entries};
use crate::read::text::plain::address::{goes_on, is_cut_in_scheme, without_repeated};
use crate::read::text::plain::line::Line;
use crate::reference::entry::{address, entry, next_entry};
use crate::reference::source::{SourceLine, source_line};
use crate::reference::space::trim_start;
use crate::reference::url::{is_same_place, starts_as_url};

/// How many lines an entry may have, if blank lines are among them.
const ENTRY_LINES: usize = 8;
/// The same, if a page ends among them, with its foot and the head of the next one.
const PAGE_LINES: usize = 24;
/// How many lines several entries may have that stand on them one behind another.
const CROWDED_LINES: usize = 200;

/// A run of lines that count up.
pub(super) struct Run {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) entries: Vec<Entry>,
    /// Lines between the entries that are none of them.
    pub(super) strays: Vec<usize>,
    /// Whether numbers are written as definitions, `[1]: http://…`.
    pub(super) defines: bool,
}

impl Finder<'_> {
    /// The last run that ends before a line.
    pub(super) fn last_run(&self, end: usize) -> Option<Run> {
        let last = self.lines[..end]
            .iter()
            .rposition(|line| number(line).is_some())?;
        let mut start = last;
        let mut first = number(&self.lines[last])?;
        while first > 1 {
            let above = self.number_above(start);
            match above {
                Some((at, number)) if self.goes_before(at, number, start, first) => {
                    (start, first) = (at, number);
                }
                _ => break,
            }
        }
        Some(self.read_run(start, last, end))
    }

    /// The nearest line above that starts with a number.
    fn number_above(&self, start: usize) -> Option<(usize, u32)> {
        let from = start.saturating_sub(CROWDED_LINES);
        let mut blank = false;
        let mut most = ENTRY_LINES;
        for at in (from..start).rev() {
            if let Some(number) = number(&self.lines[at]) {
                return Some((at, number));
            }
            if self.lines[at].new_page {
                most = PAGE_LINES;
            }
            blank |= self.lines[at].is_blank();
            if blank && at + most < start {
                break;
            }
        }
        None
    }

    /// Whether the entry in one line can stand before the one in another.
    fn goes_before(&self, at: usize, number: u32, below: usize, first: u32) -> bool {
        if self.lines[at].quotes != self.lines[below].quotes {
            return false;
        }
        let apart = self.lines[at + 1..below].iter().any(Line::is_blank);
        number + 1 == first || (!apart && (number < first || is_address_line(&self.lines[at])))
    }

    /// Reads the entries from one line to another, and what goes on with the last of them.
    fn read_run(&self, start: usize, last: usize, limit: usize) -> Run {
        let mut entries: Vec<Entry> = Vec::new();
        let mut strays = Vec::new();
        let mut end = start;
        let mut before: Option<usize> = None;
        // The last number so far, also of those within a line.
        let mut counted = 0;
        for at in start..limit {
            let line = &self.lines[at];
            if line.is_blank() {
                continue;
            }
            let is_last = at > last;
            if !is_last && number(line).is_some() {
                entries.extend(self.new_entry(line));
                counted = entries.last().map_or(0, |entry| entry.number);
            } else if let Some((entry, before)) = entries.last_mut().zip(before) {
                match self.join_to(entry, counted, at, before) {
                    Some(join) if !is_last || self.ends_list(entry, counted, at, before) => {
                        entry.text.push_str(join);
                        entry.text.push_str(line.text);
                    }
                    _ if is_last => break,
                    _ => {
                        strays.push(at);
                        continue;
                    }
                }
            }
            counted = count_on(line.text, counted);
            before = Some(at);
            end = at + 1;
        }
        let defines = entries.iter().any(|entry| entry.text.starts_with(": "));
        Run {
            start,
            end,
            entries: finished(entries),
            strays,
            defines,
        }
    }

    /// What joins a line to the entry above it, whose last line is `before`, if it goes on with that.
    fn join_to(
        &self,
        entry: &Entry,
        counted: u32,
        at: usize,
        before: usize,
    ) -> Option<&'static str> {
        let (above, line) = (&self.lines[before], &self.lines[at]);
        let join = goes_on(&entry.text, above, line, self.margin, at == before + 1)?;
        let counts_on = entry.text.ends_with(']') || next_entry(line.text, counted + 1).is_some();
        (counts_on || !self.is_of_page(before, at)).then_some(join)
    }

    /// Whether a line is the foot of a page, or behind its end, and the line of an entry above it was not cut there.
    fn is_of_page(&self, above: usize, at: usize) -> bool {
        /// How many blank lines stand between the foot of a page and its end, at most.
        const FOOT_BLANKS: usize = 3;
        let line = &self.lines[at];
        let ends_page = || {
            let mut below = self.lines[at + 1..].iter().take(FOOT_BLANKS + 1);
            below
                .find(|below| below.new_page || !below.is_blank())
                .is_some_and(|below| below.new_page)
        };
        let counts = || !line.text.contains(char::is_alphabetic);
        let is_foot = (!line.is_one_word || counts()) && ends_page();
        let is_behind = || self.lines[above + 1..=at].iter().any(|line| line.new_page);
        (is_foot || is_behind()) && !self.margin.is_full(&self.lines[above])
    }

    fn new_entry(&self, line: &Line<'_>) -> Option<Entry> {
        let (text, number) = entry(trim_start(line.text)).ok()?;
        let url = trim_start(text);
        let text = if starts_as_url(url) { url } else { text };
        Some(Entry {
            number,
            text: text.to_owned(),
            url_start: None,
            place: Some((line.start..line.start + line.text.len() - text.len()).into()),
        })
    }

    /// Whether a line behind the last number of a list goes on with it: it has its address or more entries,
    /// or it is directly below and the line above had no room for it.
    fn ends_list(&self, entry: &Entry, counted: u32, at: usize, before: usize) -> bool {
        let (above, line) = (&self.lines[before], &self.lines[at]);
        let is_source =
            |(_, found): (&str, SourceLine<'_>)| self.words.knows(Words::Source, found.label);
        if source_line(trim_start(line.text)).is_ok_and(is_source) {
            return false;
        }
        let has_address = |text: &str| text.split(' ').any(starts_as_url);
        if !has_address(&entry.text) || entry.text.ends_with(']') {
            return has_address(line.text);
        }
        if at != before + 1 || line.quotes != above.quotes {
            return false;
        }
        if is_cut_in_scheme(&entry.text, line) {
            return true;
        }
        let more = next_entry(line.text, counted + 1).is_some();
        let set_in = line.indent > above.indent && starts_as_url(&entry.text);
        let no_room = self.margin.is_full(above) || self.margin.wraps(above, line);
        // Lines break before the path of an address, too.
        let is_path = line.text.starts_with('/') && !line.text.starts_with("//");
        let is_rest = is_path || !starts_as_url(line.text);
        more || set_in || (line.is_one_word && is_rest && no_room)
    }
}

/// Entries as they are once all lines are read: apart, and each with one address.
fn finished(entries: Vec<Entry>) -> Vec<Entry> {
    let mut entries = split_entries(entries);
    for entry in &mut entries {
        entry.text.truncate(without_repeated(&entry.text).len());
    }
    show_addresses(&mut entries);
    entries
}

/// Says where the addresses of entries with titles start, where the title is an address itself or the
/// address looks like none: `http://a.org/: http://a.org/` and `top: #`.
fn show_addresses(entries: &mut [Entry]) {
    let has_title = |entry: &&Entry| address(&entry.text).title.is_some();
    let are_titled = entries.iter().filter(has_title).count() * 2 >= entries.len();
    for entry in entries {
        if memchr::memchr(b' ', entry.text.as_bytes()).is_none() {
            continue;
        }
        let found = address(&entry.text);
        let Some((title, url)) = entry
            .text
            .rsplit_once(": ")
            .filter(|_| found.title.is_none())
        else {
            continue;
        };
        let is_title = match starts_as_url(found.url) {
            true if title.contains(' ') => false,
            true => are_titled && starts_as_url(url) || is_same_place(title, url),
            false => are_titled,
        };
        if is_title {
            entry.url_start = Some(title.len() + 2);
        }
    }
}

/// The last number that a line with several entries counts up to.
fn count_on(mut text: &str, mut number: u32) -> u32 {
    while let Some(at) = next_entry(text, number + 1) {
        number += 1;
        text = &text[at + 1..];
    }
    number
}

/// The number that a line starts with, if it can be an entry.
fn number(line: &Line<'_>) -> Option<u32> {
    if !line.has_bracket {
        return None;
    }
    let (text, number) = entry(trim_start(line.text)).ok()?;
    let bare = trim_start(text);
    let gap = bare.len() < text.len() || line.text[..line.text.len() - text.len()].ends_with(' ');
    (gap || text.is_empty() || text.starts_with(':') || starts_as_url(bare)).then_some(number)
}

fn is_address_line(line: &Line<'_>) -> bool {
    matches!(entry(trim_start(line.text)), Ok((text, _)) if starts_as_url(trim_start(text)))
}
