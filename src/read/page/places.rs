//! Places in a page that its links lead to, and which of them leads back.

use std::collections::{HashMap, HashSet};

use crate::grammar::url::decoded_fragment;

/// The longest name of a place, in bytes.
const LONGEST_NAME: usize = 256;

/// What links within a page lead to.
#[derive(Debug, Default)]
pub(crate) struct Places {
    /// The places that links lead to.
    wanted: HashSet<String>,
    /// Those of them that were named.
    named: HashSet<String>,
    /// The names of places after the last link within the page.
    late: Vec<String>,
    /// Where the first link within the page leads that stands at each name or after it.
    leads: HashMap<String, String>,
    /// The places with a link back that is not shown.
    led_back: HashSet<String>,
}

impl Places {
    /// Takes all that may be links within the page, `href="#place"` or `](#place)`, since a name counts only where a
    /// link leads there, be it from above or from below.
    pub(crate) fn want_all(&mut self, input: &str) {
        let bytes = input.as_bytes();
        for at in memchr::memchr_iter(b'#', bytes) {
            let quote = match at.checked_sub(1).map(|before| bytes[before]) {
                Some(quote @ (b'"' | b'\'')) => Some(quote),
                Some(b'=' | b'(' | b'<' | b' ') => None,
                _ => continue,
            };
            let rest = &bytes[at + 1..bytes.len().min(at + LONGEST_NAME)];
            let end = rest.iter().position(|byte| match quote {
                Some(quote) => *byte == quote,
                None => byte.is_ascii_whitespace() || matches!(byte, b')' | b'>'),
            });
            let place = end.and_then(|end| input.get(at + 1..at + 1 + end));
            if let Some(place) = place.filter(|place| !place.is_empty()) {
                if !self.wanted.contains(place) {
                    self.wanted.insert(decoded_fragment(place).into_owned());
                    self.wanted.insert(place.to_owned());
                }
            }
        }
    }

    /// A link.
    pub(super) fn link(&mut self, url: &str) {
        let Some(place) = fragment(url) else {
            return;
        };
        for name in self.late.drain(..) {
            self.leads.entry(name).or_insert_with(|| place.to_owned());
        }
        self.wanted.insert(decoded_fragment(place).into_owned());
        self.wanted.insert(place.to_owned());
    }

    /// Whether no link leads to any.
    pub(super) fn are_unwanted(&self) -> bool {
        self.wanted.is_empty()
    }

    /// Names of places that other documents lead to.
    pub(super) fn want(&mut self, names: &[String]) {
        self.wanted.extend(names.iter().cloned());
    }

    /// The name of a place; gives whether a link leads there.
    pub(super) fn name(&mut self, id: &str) -> bool {
        self.late.push(id.to_owned());
        // Of two places with the same name the first one counts.
        self.wanted.contains(id) && self.named.insert(id.to_owned())
    }

    /// A link back to where a note is referred to.
    pub(super) fn back(&mut self, url: &str) {
        if let Some(note) = fragment(url).and_then(|place| self.leads.get(place)) {
            self.led_back.insert(note.clone());
        }
    }

    /// Whether a link back that is not shown stands at this place.
    pub(super) fn is_led_back(&self, place: &str) -> bool {
        self.led_back.contains(place)
    }

    /// Whether a link leads back to where the text refers to the note with this name.
    pub(super) fn leads_back(&self, url: &str, note: &str) -> bool {
        let place = fragment(url).and_then(|place| self.leads.get(place));
        place.is_some_and(|leads| leads == note)
    }
}

/// The place in the page that a URL leads to.
pub(super) fn fragment(url: &str) -> Option<&str> {
    url.strip_prefix('#').filter(|place| !place.is_empty())
}
