//! The entries of a list: their titles and URLs, after their numbers.

use crate::grammar::entry::{Address, address, is_between_addresses, marked_address, next_entry};
use crate::grammar::escaped::{self, COLON, shown};
use crate::grammar::url::{is_same_place, starts_as_url};
use crate::read::bracket::Escape;
use crate::read::place::Place;

use super::join::without_repeated;

/// A numbered list.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct List {
    pub(crate) heading: Option<String>,
    pub(crate) entries: Vec<Entry>,
    /// How the first entry's number is written.
    pub(crate) escape: Escape,
    /// Whether an entry's URL is marked up as one.
    pub(crate) bare_links: bool,
    /// Whether the page marks it up as its list.
    pub(crate) is_part: bool,
    /// Whether its numbers are not printed but come from an ordered list.
    pub(crate) is_ordered: bool,
    /// Whether its numbers are printed as those of an ordered list.
    pub(crate) is_dotted: bool,
    /// Whether its entries are Markdown's link definitions.
    pub(crate) is_of_definitions: bool,
    /// Whether a colon ends its heading, if it has one.
    pub(crate) has_colon: Option<bool>,
}

/// An entry of the list.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) number: u32,
    /// Everything after the number.
    pub(crate) text: String,
    /// Where the URL starts in the text, when the markup shows it.
    pub(crate) url_start: Option<usize>,
    pub(crate) place: Option<Place>,
}

impl Entry {
    /// Its title and URL.
    pub(crate) fn address(&self) -> Address<'_> {
        match self.url_start {
            Some(start) => marked_address(&self.text, start),
            // An escaped colon ends no title, but it may be that of the URL itself.
            None if self.starts_as_escaped_url() => Address {
                title: None,
                url: &self.text,
            },
            None => address(&self.text),
        }
    }

    /// Whether it has a URL, or is empty.
    pub(super) fn is_url(&self) -> bool {
        let is_escaped_url = || {
            escaped::has(&self.text, COLON) && starts_as_url(&shown(self.address().url))
        };
        self.text.is_empty() || starts_as_url(address(&self.text).url) || is_escaped_url()
    }

    fn starts_as_escaped_url(&self) -> bool {
        escaped::has(&self.text, COLON) && starts_as_url(&shown(&self.text))
    }
}

/// Completes the entries once all lines are read: separates those on one line, and finds the URL of each.
pub(super) fn finished(entries: Vec<Entry>) -> Vec<Entry> {
    let mut entries = split_entries(entries);
    for entry in &mut entries {
        entry.text.truncate(without_repeated(&entry.text).len());
    }
    show_urls(&mut entries);
    entries
}

/// Splits the entries that stand on one line, where the next line does not go on counting.
fn split_entries(entries: Vec<Entry>) -> Vec<Entry> {
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
        // A URL may hold a number in brackets, and be all there is.
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

/// Drops a start tag at the end, which Markdown did not recognize and which holds the next entry.
fn without_tag(text: &str) -> &str {
    let tag = text.strip_suffix('>').and_then(|text| text.rfind("<a "));
    tag.map_or(text, |tag| text[..tag].trim_ascii_end())
}

/// Says where the URLs of entries with titles start, where the title is a URL itself or the URL looks like none:
/// `http://a.org/: http://a.org/` and `top: #`.
fn show_urls(entries: &mut [Entry]) {
    let has_title = |entry: &&Entry| entry.address().title.is_some();
    let are_titled = entries.iter().filter(has_title).count() * 2 >= entries.len();
    for entry in entries {
        let is_plain = entry.url_start.is_none() && entry.text.contains(' ');
        let found = address(&entry.text);
        if !is_plain || found.title.is_some() {
            continue;
        }
        let Some((title, url)) = entry.text.rsplit_once(": ") else {
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
