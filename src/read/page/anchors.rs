//! Anchors: the places in a page that its links lead to, and those from which a link leads back, as from a note to its
//! reference.
//!
//! An `id` matters only if a link leads there, and that link may come later. So the reader first collects the targets
//! of all links ([`Anchors::want_all`]).

use std::collections::{HashMap, HashSet};

use crate::grammar::url::decoded_fragment;

/// The longest name of an anchor, in bytes.
const LONGEST_NAME: usize = 256;

/// The anchors of a page, as far as links lead to them.
#[derive(Debug, Default)]
pub(crate) struct Anchors {
    /// The names that links lead to.
    wanted: HashSet<String>,
    /// Those of them that an element had as its id or name.
    named: HashSet<String>,
    /// The names that occurred after the last link within the page.
    late: Vec<String>,
    /// For each name, the target of the first link within the page that stands there or later.
    leads: HashMap<String, String>,
    /// The names of elements that are notes by their role, or by a back link that is not shown.
    notes: HashSet<String>,
}

impl Anchors {
    /// Collects the targets of everything that may be a link within the page: `href="#anchor"` or `](#anchor)`.
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
            let anchor = end.and_then(|end| input.get(at + 1..at + 1 + end));
            if let Some(anchor) = anchor.filter(|anchor| !anchor.is_empty()) {
                if !self.wanted.contains(anchor) {
                    self.wanted.insert(decoded_fragment(anchor).into_owned());
                    self.wanted.insert(anchor.to_owned());
                }
            }
        }
    }

    /// Records a link.
    pub(super) fn link(&mut self, url: &str) {
        let Some(anchor) = fragment(url) else {
            return;
        };
        for name in self.late.drain(..) {
            self.leads.entry(name).or_insert_with(|| anchor.to_owned());
        }
        self.wanted.insert(decoded_fragment(anchor).into_owned());
        self.wanted.insert(anchor.to_owned());
    }

    /// Whether no link leads to any anchor.
    pub(super) fn are_unwanted(&self) -> bool {
        self.wanted.is_empty()
    }

    /// Records names that other documents link to.
    pub(super) fn want(&mut self, names: &[String]) {
        self.wanted.extend(names.iter().cloned());
    }

    /// Records the name of an element, and returns whether it is an anchor.
    pub(super) fn name(&mut self, id: &str) -> bool {
        self.late.push(id.to_owned());
        // The first of two places with the same name counts.
        self.wanted.contains(id) && self.named.insert(id.to_owned())
    }

    /// Records a back link from a note to its reference.
    pub(super) fn back(&mut self, url: &str) {
        if let Some(note) = fragment(url).and_then(|anchor| self.leads.get(anchor)) {
            self.notes.insert(note.clone());
        }
    }

    /// Records the name of an element that is a note by its role.
    pub(super) fn note(&mut self, id: &str) {
        self.notes.insert(id.to_owned());
    }

    /// Whether the element with this name is a note by its role, or by a back link that is not shown.
    pub(super) fn is_note(&self, anchor: &str) -> bool {
        self.notes.contains(anchor)
    }

    /// Whether a URL leads back to the reference of the note with this name.
    pub(super) fn leads_back(&self, url: &str, note: &str) -> bool {
        let anchor = fragment(url).and_then(|anchor| self.leads.get(anchor));
        anchor.is_some_and(|leads| leads == note)
    }
}

/// The name of the anchor in the same page that a URL leads to.
pub(super) fn fragment(url: &str) -> Option<&str> {
    url.strip_prefix('#').filter(|anchor| !anchor.is_empty())
}
