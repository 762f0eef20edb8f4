//! "The list of active formatting elements", and the part of the adoption agency algorithm that moves no nodes.

use super::Bail;
use super::events::Events;
use super::names::{Name, SCOPE, SPECIAL};
use super::tokenizer::TagToken;
use super::tree::Tree;

/// How many formatting elements with the same tag are active at most: "the Noah's Ark clause".
const NOAH: usize = 3;

/// An active formatting element. Most are never reopened, so only the offset of their attributes is kept.
#[derive(Clone, Copy, Debug)]
struct Entry {
    name: Name,
    id: u32,
    attributes: usize,
}

/// The active formatting elements, with markers between those that stand in different cells and the like.
#[derive(Debug)]
pub(super) struct Formatting {
    entries: Vec<Option<Entry>>,
}

impl Formatting {
    pub(super) fn new() -> Self {
        Self {
            entries: Vec::with_capacity(16),
        }
    }

    pub(super) fn push_marker(&mut self) {
        self.entries.push(None);
    }

    /// "Clear the list of active formatting elements up to the last marker"
    pub(super) fn clear_to_marker(&mut self) {
        while self.entries.pop().flatten().is_some() {}
    }

    /// The entries after the last marker with their indices, last first.
    fn active(&self) -> impl Iterator<Item = (usize, Entry)> + '_ {
        let entries = self.entries.iter().enumerate().rev();
        entries.map_while(|(at, entry)| entry.map(|entry| (at, entry)))
    }

    /// The last active entry with this name, and its index.
    fn last(&self, name: Name) -> Option<(usize, Entry)> {
        self.active().find(|(_, entry)| entry.name == name)
    }

    /// The index of an element's entry, even before a marker.
    fn position(&self, id: u32) -> Option<usize> {
        let is_it = |entry: &Option<Entry>| entry.is_some_and(|entry| entry.id == id);
        self.entries.iter().rposition(is_it)
    }
}

impl<'a, E: Events> Tree<'a, '_, E> {
    /// "Reconstruct the active formatting elements"
    pub(super) fn reconstruct(&mut self) -> Result<(), Bail> {
        let last = self.formatting.entries.last().copied().flatten();
        if last.is_none_or(|last| self.stack.position(last.id).is_some()) {
            return Ok(());
        }
        let closed = self.formatting.active();
        let closed = closed.take_while(|(_, entry)| self.stack.position(entry.id).is_none());
        let Some((first, _)) = closed.last() else {
            return Ok(());
        };
        for at in first..self.formatting.entries.len() {
            if let Some(entry) = self.formatting.entries[at] {
                let attributes = self.tokenizer.attributes_again(entry.attributes)?;
                let id = self.insert_with(&TagToken::implied(entry.name), &attributes)?;
                self.formatting.entries[at] = Some(Entry { id, ..entry });
            }
        }
        Ok(())
    }

    /// Inserts a formatting element: "push onto the list of active formatting elements".
    pub(super) fn insert_formatting(&mut self, tag: &TagToken<'a>) -> Result<(), Bail> {
        let active = self.formatting.active();
        let (mut count, mut same) = (0, 0);
        for (_, entry) in active {
            count += 1;
            same += usize::from(entry.name == tag.name);
        }
        if count >= self.limits.formatting {
            return Err(Bail::Formatting);
        }
        if same >= NOAH {
            self.keep_to_noah(tag)?;
        }
        let id = self.insert(tag)?;
        let (name, attributes) = (tag.name, tag.attributes);
        let entry = Entry {
            name,
            id,
            attributes,
        };
        self.formatting.entries.push(Some(entry));
        Ok(())
    }

    /// Makes room if there are enough active elements with the same name and attributes, in any order.
    fn keep_to_noah(&mut self, tag: &TagToken<'a>) -> Result<(), Bail> {
        let mut same = Vec::new();
        let active: Vec<_> = self.formatting.active().collect();
        for (at, entry) in active {
            if entry.name != tag.name {
                continue;
            }
            let attributes = self.tokenizer.attributes_again(entry.attributes)?;
            let current = &self.tokenizer.attributes;
            let is_same = attributes.len() == current.len()
                && attributes
                    .iter()
                    .all(|attribute| current.contains(attribute));
            if is_same {
                same.push(at);
            }
        }
        if same.len() >= NOAH {
            if let Some(earliest) = same.last() {
                self.formatting.entries.remove(*earliest);
            }
        }
        Ok(())
    }

    /// "The adoption agency algorithm" for an end tag, if there is no furthest block: then it only ends the element and
    /// everything open in it.
    pub(super) fn adopt(&mut self, tag: &TagToken<'a>) -> Result<(), Bail> {
        let current = self.stack.current().copied();
        if let Some(current) = current.filter(|current| current.name == tag.name) {
            if self.formatting.position(current.id).is_none() {
                self.pop();
                return Ok(());
            }
        }
        let Some((at, entry)) = self.formatting.last(tag.name) else {
            self.any_other_end_tag(tag);
            return Ok(());
        };
        let Some(element) = self.stack.position(entry.id) else {
            self.formatting.entries.remove(at);
            return Ok(());
        };
        let inside = &self.stack.open[element + 1..];
        if inside.iter().any(|open| open.is(SCOPE)) {
            return Ok(());
        }
        if inside.iter().any(|open| open.is(SPECIAL)) {
            return Err(Bail::AdoptionAgency);
        }
        self.truncate(element);
        self.formatting.entries.remove(at);
        Ok(())
    }

    /// Ends an active link when another one starts.
    pub(super) fn end_active_anchor(&mut self, tag: &TagToken<'a>) -> Result<(), Bail> {
        let Some((_, anchor)) = self.formatting.last(Name::A) else {
            return Ok(());
        };
        self.adopt(&TagToken::implied(tag.name))?;
        if let Some(at) = self.formatting.position(anchor.id) {
            self.formatting.entries.remove(at);
        }
        self.remove(anchor.id);
        Ok(())
    }
}
