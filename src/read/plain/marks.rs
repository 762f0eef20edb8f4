//! Decides which numbers in a text are those of a text browser, and which are the page's own.

use std::collections::HashMap;
use std::ops::Range;

use super::browser::BrowserList;
use crate::grammar::marker::marker;
use crate::grammar::url::{decode_references, is_same_place, starts_as_url};

/// A browser's number, with its span in the text.
pub(super) type Mark = (Range<usize>, u32);

/// How far the numbers of buttons may exceed those of all links.
const MAX_BEYOND_LINKS: u32 = 100;

/// The numbers in brackets in the text above a browser's list.
pub(super) struct Marks<'a> {
    text: &'a str,
    list: &'a BrowserList,
    /// The entries of the page's own lists.
    own: &'a HashMap<u32, &'a str>,
    /// The spans of each number that is followed by words, ascending.
    found: HashMap<u32, Vec<Range<usize>>>,
    /// The spans of each number whose words may be missing or on the next line, ascending.
    alone: HashMap<u32, Vec<Range<usize>>>,
}

impl<'a> Marks<'a> {
    pub(super) fn of(text: &'a str, list: &'a BrowserList, own: &'a HashMap<u32, &'a str>) -> Self {
        let (mut found, mut alone) = (HashMap::new(), HashMap::new());
        for at in memchr::memchr_iter(b'[', text.as_bytes()) {
            let Ok((rest, number)) = marker(&text[at..]) else {
                continue;
            };
            if number > list.highest.saturating_add(MAX_BEYOND_LINKS) {
                continue;
            }
            let places: &mut HashMap<u32, Vec<Range<usize>>> = match () {
                () if precedes_words(rest) => &mut found,
                () if precedes_space(rest) => &mut alone,
                () => continue,
            };
            let place = at..text.len() - rest.len();
            places.entry(number).or_default().push(place);
        }
        Self {
            text,
            list,
            own,
            found,
            alone,
        }
    }

    /// Returns the browser's numbers in the order of the text.
    pub(super) fn find(&self) -> Vec<Mark> {
        let first = self.first_uses();
        // On a page with a list of its own, a repeated number may be its marker.
        match self.own.is_empty() || !self.has_equal_urls() {
            true => self.with_repeated(first),
            false => first,
        }
    }

    /// Finds the first use of each number, in ascending order. Images may have numbers that are not in the list.
    fn first_uses(&self) -> Vec<Mark> {
        let mut numbers: Vec<u32> = self
            .found
            .keys()
            .chain(self.alone.keys())
            .copied()
            .collect();
        numbers.sort_unstable();
        numbers.dedup();
        let mut marks: Vec<Mark> = Vec::new();
        let mut at = 0;
        for (index, number) in numbers.iter().enumerate() {
            // If a number is missing here, it must not be found much later, where it is the page's own.
            let next = numbers.get(index + 1);
            let next = next.and_then(|next| next_after(&self.found, *next, at));
            let is_before_next =
                |place: &&Range<usize>| next.is_none_or(|next| place.start < next.start);
            let found = next_after(&self.found, *number, at).filter(is_before_next);
            let place = found.or_else(|| {
                let alone = next_after(&self.alone, *number, at).filter(is_before_next)?;
                (!self.is_of_page(alone, *number, marks.last())).then_some(alone)
            });
            let last = marks.last().map_or(0, |(_, last)| *last);
            let is_listed = *number <= self.list.highest || *number == last + 1;
            if let Some(place) = place.filter(|_| is_listed) {
                marks.push((place.clone(), *number));
                at = place.end;
            }
        }
        marks
    }

    /// Whether several numbers have the same URL. `lynx -unique_urls` repeats one number instead.
    fn has_equal_urls(&self) -> bool {
        let mut urls: Vec<&str> = self.list.urls.values().map(String::as_str).collect();
        urls.sort_unstable();
        urls.windows(2).any(|pair| pair[0] == pair[1])
    }

    /// Adds the numbers that repeat an earlier one.
    fn with_repeated(&self, first: Vec<Mark>) -> Vec<Mark> {
        let found = self.found.iter();
        let places =
            found.flat_map(|(number, places)| places.iter().map(|place| (place.clone(), *number)));
        let mut places: Vec<Mark> = places.collect();
        places.sort_unstable_by_key(|(place, _)| place.start);
        let mut first = first.into_iter().peekable();
        let mut marks: Vec<Mark> = Vec::new();
        let mut highest = 0;
        for (place, number) in places {
            while let Some(passed) = first.next_if(|(next, _)| next.start < place.start) {
                highest = highest.max(passed.1);
                marks.push(passed);
            }
            let is_first = first.peek().is_some_and(|(next, _)| *next == place);
            let repeats = number <= highest
                && self.list.urls.contains_key(&number)
                && self.may_begin_word(place.start)
                && !self.is_of_page(&place, number, marks.last());
            if !is_first && repeats {
                marks.push((place, number));
            }
        }
        marks.extend(first);
        marks
    }

    /// Whether a word may begin at an offset.
    fn may_begin_word(&self, at: usize) -> bool {
        let before = self.text[..at].chars().next_back();
        before.is_none_or(|c| c.is_whitespace() || "([{<\"'“‘«„/|-–—".contains(c))
    }

    /// Whether a number is the page's own marker: it follows the words of a browser's link with the same URL as its
    /// entry in the page's list.
    fn is_of_page(&self, place: &Range<usize>, number: u32, before: Option<&Mark>) -> bool {
        let Some((mark, of_browser)) = before else {
            return false;
        };
        let urls = self.list.urls.get(of_browser).zip(self.own.get(&number));
        let leads_there =
            urls.is_some_and(|(url, own)| is_same_place(url, &decode_references(own)));
        let between = &self.text[mark.end..place.start];
        leads_there
            && !between
                .match_indices('[')
                .any(|(at, _)| marker(&between[at..]).is_ok())
    }
}

fn next_after(
    places: &HashMap<u32, Vec<Range<usize>>>,
    number: u32,
    at: usize,
) -> Option<&Range<usize>> {
    let places = places.get(&number)?;
    places.get(places.partition_point(|place| place.start < at))
}

/// Whether the text after a number may be the words of a link.
pub(super) fn precedes_words(rest: &str) -> bool {
    rest.starts_with(|c: char| {
        !c.is_whitespace() && !matches!(c, '.' | ',' | ';' | ':' | ')' | ']' | '!' | '?')
    })
}

/// Whether a number may have its words elsewhere, or none. A number before an address is an entry of the page's list.
fn precedes_space(rest: &str) -> bool {
    rest.starts_with(char::is_whitespace) && !starts_as_url(rest.trim_ascii_start())
}
