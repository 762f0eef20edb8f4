//! Runs: consecutive lines that start with numbers, and the lines that continue their entries.

use super::entries::{Entry, List, finished};
use super::finder::Finder;
use super::join::{is_cut_in_scheme, join};
use super::line::{Line, LineKind, NumberStyle, Parting};
use crate::grammar::entry::next_entry;
use crate::grammar::space::trim_start;
use crate::grammar::url::starts_as_url;

/// How many lines an entry may have, if it goes on after a blank line or the end of a block.
const ENTRY_LINES: usize = 5;
/// The same, if a page ends among them, with its foot and the head of the next one.
const PAGE_LINES: usize = 16;
/// How many lines several entries may have that stand on them one after another.
const CROWDED_LINES: usize = 200;

/// Consecutive lines that start with numbers, with the lines that continue them.
#[derive(Debug)]
pub(super) struct Run {
    pub(super) start: usize,
    /// The last line that starts with a number.
    last: usize,
    /// The last number, including numbers within a line.
    counted: u32,
}

/// The entries of a run.
#[derive(Debug)]
pub(super) struct Entries {
    pub(super) list: List,
    /// The line after it.
    pub(super) end: usize,
    /// Lines between the entries that belong to none.
    pub(super) strays: Vec<usize>,
    /// Whether it is unknown which address belongs to which number.
    pub(super) is_torn: bool,
}

impl Finder<'_> {
    /// All runs of the page, from the top down.
    pub(super) fn runs(&self) -> Vec<Run> {
        let mut runs: Vec<Run> = Vec::new();
        for (at, line) in self.lines.iter().enumerate() {
            let Some(number) = &line.number else {
                continue;
            };
            let counted = count_on(line.words_of_entry(), number.number);
            match runs.last_mut() {
                Some(run) if self.goes_on(run, at, number.number) => {
                    run.last = at;
                    run.counted = counted;
                }
                _ => runs.push(Run {
                    start: at,
                    last: at,
                    counted,
                }),
            }
        }
        runs
    }

    /// Whether the entry in a line continues a run.
    fn goes_on(&self, run: &Run, at: usize, number: u32) -> bool {
        let (last, line) = (&self.lines[run.last], &self.lines[at]);
        let is_same = |a: &Line<'_>, b: &Line<'_>| {
            let style = |line: &Line<'_>| line.number.as_ref().map(|number| number.style);
            a.quotes == b.quotes && style(a) == style(b)
        };
        // A list starts anew with 1, or 0.
        let starts = number == 0 || number == 1 && run.counted > 0;
        if starts || at - run.last > CROWDED_LINES || !is_same(last, line) {
            return false;
        }
        let below = &self.lines[run.last + 1..=at];
        let is_apart = |line: &Line<'_>| line.parting >= Parting::Block;
        let most = match below.iter().map(|line| line.parting).max() {
            Some(Parting::PageBreak) => PAGE_LINES,
            Some(Parting::Block) => ENTRY_LINES,
            _ => CROWDED_LINES,
        };
        if below.len() > most || (run.last + 1..at).any(|between| self.is_border(between)) {
            return false;
        }
        let between = &below[..below.len() - 1];
        let counted = between
            .iter()
            .fold(run.counted, |counted, line| count_on(&line.text, counted));
        let adjacent = !between.iter().any(is_apart);
        let jumps = || adjacent && (number > counted || last.is_url_entry());
        // A title may look like the next entry.
        let own = last.number.as_ref().map_or(0, |number| number.number);
        // A note of words alone has a number, too.
        let passes_note = || {
            let has_note = || {
                let note = format!("{}. ", own + 1);
                between.iter().any(|line| line.text.starts_with(&note))
            };
            is_dotted(last) && number == own + 2 && has_note()
        };
        number == counted + 1 || number == own + 1 || jumps() || passes_note()
    }

    /// Whether a line ends any list above it.
    fn is_border(&self, at: usize) -> bool {
        let is_sure = || self.source_at(at).is_some_and(|source| source.is_sure);
        matches!(self.lines[at].kind, LineKind::Heading | LineKind::Other)
            || self.heads_list(at)
            || is_sure()
    }

    /// Reads the entries of a run, and what goes on with the last of them before a line.
    pub(super) fn entries(&self, run: &Run, limit: usize) -> Entries {
        if let Some(columns) = self.columns(run, limit) {
            return columns;
        }
        let mut entries: Vec<Entry> = Vec::new();
        let mut strays = Vec::new();
        let mut end = run.start;
        let mut before = run.start;
        // The last number so far, also of those within a line.
        let mut counted = 0;
        for at in run.start..limit {
            let line = &self.lines[at];
            let is_last = at > run.last;
            if !is_last && line.number.is_some() {
                entries.extend(new_entry(line));
                counted = entries.last().map_or(0, |entry| entry.number);
            } else if !is_last && self.goes_on_with_stray(&strays, at) {
                strays.push(at);
                continue;
            } else if let Some(entry) = entries.last_mut() {
                match self.join_to(entry, counted, at, before, is_last) {
                    Some(join) => continue_entry(entry, join, line),
                    None if is_last => break,
                    None => {
                        strays.push(at);
                        continue;
                    }
                }
            }
            counted = count_on(line.words_of_entry(), counted);
            before = at;
            end = at + 1;
        }
        let list = self.list(&self.lines[run.start..end], entries);
        Entries {
            list,
            end,
            strays,
            is_torn: false,
        }
    }

    /// Whether a line goes on with words above it that belong to no entry.
    fn goes_on_with_stray(&self, strays: &[usize], at: usize) -> bool {
        let is_words = |line: &Line<'_>| line.text.contains(char::is_alphabetic);
        strays.last() == Some(&(at - 1))
            && self.lines[at].is_directly_below()
            && is_words(&self.lines[at - 1])
    }

    /// The entries of a run whose numbers stand in a column of their own, which text of PDF files has before that of the
    /// addresses. Where there are not as many of the one as of the other, it is unknown which belongs to which.
    fn columns(&self, run: &Run, limit: usize) -> Option<Entries> {
        let lines = &self.lines[run.start..limit];
        let is_alone = |line: &&Line<'_>| {
            line.number.is_some() && trim_start(line.words_of_entry()).is_empty()
        };
        let count = lines.iter().take_while(is_alone).count();
        let is_url = |line: &Line<'_>| {
            line.kind == LineKind::Text && line.is_one_word() && starts_as_url(&line.text)
        };
        let (numbers, below) = lines.split_at(count);
        if count < 2 || !below.first().is_some_and(is_url) {
            return None;
        }
        let urls = below.iter().take_while(|line| is_url(line)).take(count);
        let urls: Vec<_> = urls.collect();
        let is_more = |line: &Line<'_>| is_url(line) && line.is_directly_below();
        let are_pairs = urls.len() == count && !below.get(count).is_some_and(is_more);
        let mut entries: Vec<Entry> = numbers.iter().filter_map(new_entry).collect();
        if are_pairs {
            for (entry, url) in entries.iter_mut().zip(urls) {
                continue_entry(entry, "", url);
            }
        }
        Some(Entries {
            list: self.list(numbers, entries),
            end: run.start + if are_pairs { 2 * count } else { count },
            strays: Vec::new(),
            is_torn: !are_pairs,
        })
    }

    fn list(&self, lines: &[Line<'_>], entries: Vec<Entry>) -> List {
        let number = lines.first().and_then(|line| line.number.as_ref());
        let has_style = |style| number.is_some_and(|number| number.style == style);
        List {
            heading: None,
            entries: finished(entries),
            escape: number.map(|number| number.escape).unwrap_or_default(),
            bare_links: lines.iter().any(|line| line.bare_link.is_some()),
            is_part: false,
            is_ordered: has_style(NumberStyle::Item),
            is_dotted: has_style(NumberStyle::Dot),
            is_of_definitions: has_style(NumberStyle::Definition),
            has_colon: None,
        }
    }

    /// The separator between a line and the entry above it, whose last line is `before`, if the line continues the
    /// entry.
    fn join_to(
        &self,
        entry: &Entry,
        counted: u32,
        at: usize,
        before: usize,
        is_last: bool,
    ) -> Option<&'static str> {
        let (above, line) = (&self.lines[before], &self.lines[at]);
        if line.kind != LineKind::Text || line.quotes != above.quotes {
            return None;
        }
        if is_last && !self.ends_list(entry, counted, at, before) {
            return None;
        }
        let Some(join) = join(&entry.text, above, line, self.page) else {
            // A title may go on over blocks.
            let is_open = !is_last && line.parting == Parting::Block && !has_url(&entry.text);
            return is_open.then_some(" ");
        };
        // The title of an entry has its address below it.
        let is_title =
            !entry.text.is_empty() && !entry.text.ends_with([':', ']']) && !has_url(&entry.text);
        if is_title && join == " " && line.is_one_word() && starts_as_url(&line.text) {
            return Some(": ");
        }
        let counts_on = entry.text.ends_with(']') || next_entry(&line.text, counted + 1).is_some();
        (counts_on || !self.is_of_page(before, at)).then_some(join)
    }

    /// Whether a line is the foot of a page, or after its end, and the line of an entry above it was not cut there.
    fn is_of_page(&self, above: usize, at: usize) -> bool {
        let line = &self.lines[at];
        let starts_page = |line: &Line<'_>| line.parting == Parting::PageBreak;
        let ends_page = || self.lines.get(at + 1).is_some_and(starts_page);
        let counts = || !line.text.contains(char::is_alphabetic);
        let is_foot = (!line.is_one_word() || counts()) && ends_page();
        let is_after = || self.lines[above + 1..=at].iter().any(starts_page);
        (is_foot || is_after()) && !self.lines[above].is_full
    }

    /// Whether a line after the last number of a list goes on with it: it has its URL or more entries, or it is
    /// directly below and the line above had no room for it.
    fn ends_list(&self, entry: &Entry, counted: u32, at: usize, before: usize) -> bool {
        let (above, line) = (&self.lines[before], &self.lines[at]);
        let is_source = || {
            self.source_at(at)
                .is_some_and(|source| source.is_known || source.is_sure)
        };
        if is_source() || line.number.is_some() || above.ends_with_whole_url() {
            return false;
        }
        let directly = at == before + 1 && line.is_directly_below();
        let wraps = directly && line.parting == Parting::Wrapped;
        if !has_url(&entry.text) || entry.text.ends_with(']') {
            return has_url(&line.text)
                || (wraps && !entry.text.is_empty() && self.page.has_markup);
        }
        if !directly || self.heads_list(at) {
            return false;
        }
        if is_cut_in_scheme(&entry.text, line) {
            return true;
        }
        let more = next_entry(&line.text, counted + 1).is_some();
        let set_in = line.indent > above.indent && starts_as_url(&entry.text);
        let no_room = above.is_full || wraps;
        // Lines break before the path of a URL, too.
        let is_path = line.text.starts_with('/') && !line.text.starts_with("//");
        let is_rest = is_path || !starts_as_url(&line.text) || entry.text.ends_with(':');
        let is_cut = is_rest && no_room && (line.is_one_word() || self.page.has_markup);
        more || set_in || is_cut
    }
}

/// The entries of lines that the page itself says are the list: of which the first starts with a number.
pub(super) fn list_of_part(lines: &[Line<'_>], finder: &Finder<'_>) -> List {
    let mut entries: Vec<Entry> = Vec::with_capacity(lines.len());
    for line in lines {
        match (&line.number, entries.last_mut()) {
            (None, Some(entry)) => {
                let gap = if entry.text.is_empty()
                    || entry.text.ends_with(['-', '/']) && has_url(&entry.text)
                {
                    ""
                } else {
                    " "
                };
                continue_entry(entry, gap, line);
            }
            _ => entries.extend(new_entry(line)),
        }
    }
    finder.list(lines, entries)
}

/// Whether a text has a URL. A path among words is none: `The /proc Filesystem`.
fn has_url(text: &str) -> bool {
    let mut is_after_words = false;
    text.split(' ').any(|word| {
        let word = trim_start(word);
        let is_path = word.starts_with('/') && !word.starts_with("//");
        let is_url = starts_as_url(word) && !(is_path && is_after_words);
        is_after_words = !word.is_empty() && !word.ends_with(':');
        is_url
    })
}

fn is_dotted(line: &Line<'_>) -> bool {
    let number = line.number.as_ref();
    number.is_some_and(|number| number.style == NumberStyle::Dot)
}

fn new_entry(line: &Line<'_>) -> Option<Entry> {
    let number = line.number.as_ref()?;
    let words = line.words_of_entry();
    let url_start = line
        .last_piece
        .and_then(|piece| piece.checked_sub(number.length));
    let url = without_dash(trim_start(words));
    let is_bare = url_start.is_none() && starts_as_url(url);
    Some(Entry {
        number: number.number,
        text: if is_bare { url } else { words }.to_owned(),
        url_start,
        place: number.place.clone(),
    })
}

/// An entry without the dash that some put between its number and its address.
fn without_dash(words: &str) -> &str {
    let rest = words.strip_prefix(['-', '–', '—']);
    rest.and_then(|rest| rest.strip_prefix(' '))
        .unwrap_or(words)
}

/// Adds a further line of an entry.
fn continue_entry(entry: &mut Entry, join: &str, line: &Line<'_>) {
    entry.text.push_str(join);
    let start = entry.text.len();
    entry.text.push_str(&line.text);
    if let Some(piece) = line.last_piece {
        entry.url_start = Some(start + piece);
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
