//! Footnotes, `[^1]`: the content of a definition is read where the text refers to it.

use std::collections::HashMap;
use std::ops::Range;

use memchr::memmem;
use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::reader::{OnClose, Reader};
use super::syntax::extensions;
use crate::grammar::url::{is_absolute, starts_as_url};
use crate::model::MAX_LINK_NUMBER;
use crate::read::page::Kind;

/// An event with its span in the source.
type Placed<'a> = (Event<'a>, Range<usize>);

/// How deep notes may nest in notes; deeper ones follow the text.
const MAX_NESTING: usize = 16;

/// The footnotes of a text, by their labels.
#[derive(Default)]
pub(super) struct Footnotes<'a> {
    notes: HashMap<String, Footnote<'a>>,
    /// How many notes are open at the moment.
    depth: usize,
    /// How many notes were read so far.
    count: usize,
}

struct Footnote<'a> {
    /// The offset where its definition starts.
    start: usize,
    /// Whether its definition is inside another one.
    is_nested: bool,
    /// The content of the definition, until it is read.
    events: Option<Vec<Placed<'a>>>,
    /// Whether a reference to it exists.
    is_used: bool,
    /// Its number among the notes that were read; 0 until then.
    number: usize,
    /// If the note consists of an address only: the number of its link, and the address.
    address: Option<(u32, String)>,
}

impl<'a> Footnotes<'a> {
    /// Collects the footnotes of a text.
    pub(super) fn of(source: &'a str) -> Self {
        let mut footnotes = Self::default();
        if memmem::find(source.as_bytes(), b"[^").is_none() {
            return footnotes;
        }
        let mut used = Vec::new();
        // The open definitions, innermost last.
        let mut open: Vec<(String, usize, Vec<Placed<'a>>)> = Vec::new();
        for (event, range) in Parser::new_ext(source, extensions()).into_offset_iter() {
            match event {
                Event::Start(Tag::FootnoteDefinition(label)) => {
                    open.push((label.into_string(), range.start, Vec::new()));
                }
                Event::End(TagEnd::FootnoteDefinition) => {
                    if let Some((label, start, events)) = open.pop() {
                        footnotes.add(label, start, !open.is_empty(), events);
                    }
                }
                event => {
                    if let Event::FootnoteReference(label) = &event {
                        used.push(label.to_string());
                    }
                    if let Some((.., events)) = open.last_mut() {
                        events.push((event, range));
                    }
                }
            }
        }
        for label in used {
            if let Some(note) = footnotes.notes.get_mut(&label) {
                note.is_used = true;
            }
        }
        footnotes.number_notes_of_addresses();
        footnotes
    }

    fn add(&mut self, label: String, start: usize, is_nested: bool, events: Vec<Placed<'a>>) {
        let address = only_address(&events).map(|url| (0, url));
        // The first definition of a label counts, as with links.
        self.notes.entry(label).or_insert(Footnote {
            start,
            is_nested,
            events: Some(events),
            is_used: false,
            number: 0,
            address,
        });
    }

    /// Numbers the notes that consist of an address: by their labels, or with the next free numbers if their labels
    /// are not numbers.
    fn number_notes_of_addresses(&mut self) {
        let number = |label: &str| {
            label
                .parse()
                .ok()
                .filter(|number| (1..=MAX_LINK_NUMBER).contains(number))
        };
        let mut next = 1 + self
            .notes
            .keys()
            .filter_map(|label| number(label))
            .max()
            .unwrap_or(0);
        let mut notes: Vec<_> = self.notes.iter_mut().collect();
        notes.sort_by_key(|(_, note)| note.start);
        for (label, note) in notes {
            if let Some((own, _)) = &mut note.address {
                *own = number(label).unwrap_or(next);
                next += u32::from(number(label).is_none());
            }
        }
    }

    /// Whether a label refers to the definition at `start`.
    fn is_used(&self, label: &str, start: usize) -> bool {
        let is_it = |note: &Footnote<'_>| note.is_used && note.start == start;
        self.notes.get(label).is_some_and(is_it)
    }

    /// Removes and returns the definitions that were not read: those that refer to each other in a circle or nest too
    /// deep, and those inside notes without a reference.
    fn take_unread(&mut self) -> Vec<(String, Vec<Placed<'a>>)> {
        let mut rest: Vec<_> = self
            .notes
            .iter_mut()
            .filter(|(_, note)| note.is_used || note.is_nested)
            .filter_map(|(label, note)| Some((note.start, label.clone(), note.events.take()?)))
            .collect();
        rest.sort_by_key(|(start, ..)| *start);
        rest.into_iter()
            .map(|(_, label, events)| (label, events))
            .collect()
    }
}

impl<'a> Reader<'a> {
    /// Reads a note where the text refers to it.
    pub(super) fn footnote(&mut self, label: &str) {
        self.flush();
        let Some(note) = self.footnotes.notes.get_mut(label) else {
            return;
        };
        if let Some((number, url)) = &note.address {
            // However often the text refers to it, it is a link.
            note.events = None;
            return self.builder.note_of_url(*number, url);
        }
        if self.footnotes.depth == MAX_NESTING || note.events.is_none() {
            let number = note.number;
            return self.repeated_number(label, number);
        }
        self.footnotes.count += 1;
        note.number = self.footnotes.count;
        let events = note.events.take().unwrap_or_default();
        self.footnotes.depth += 1;
        // A note may be in a cell and contain a table itself.
        let table = std::mem::take(&mut self.table);
        self.open_container(Kind::Note, OnClose::Nothing);
        self.read_events(events);
        self.close_container();
        self.table = table;
        self.footnotes.depth -= 1;
    }

    /// Adds the number of a note as superscript, if the note was already read, or its label if it was not.
    fn repeated_number(&mut self, label: &str, number: usize) {
        let words = match number {
            0 => label.to_owned(),
            number => number.to_string(),
        };
        let level = self.builder.open(Kind::Superscript);
        self.builder.text(&words, []);
        self.builder.close(level);
    }

    fn read_events<'e>(&mut self, events: Vec<Placed<'e>>) {
        let mut events = events.into_iter();
        while let Some((event, range)) = events.next() {
            self.read_event(event, range, &mut events);
        }
        self.flush();
    }

    /// Skips the definition that starts here, as its content is read at its reference. Without a reference it becomes
    /// text.
    pub(super) fn footnote_definition<'e>(
        &mut self,
        label: &str,
        start: usize,
        events: &mut impl Iterator<Item = Placed<'e>>,
    ) {
        let is_used = self.footnotes.is_used(label, start);
        let mut inside = Vec::new();
        let mut depth = 1;
        for (event, range) in events {
            match event {
                Event::Start(Tag::FootnoteDefinition(_)) => depth += 1,
                Event::End(TagEnd::FootnoteDefinition) => depth -= 1,
                event if depth == 1 => inside.push((event, range)),
                _ => {}
            }
            if depth == 0 {
                break;
            }
        }
        if !is_used {
            self.definition_as_text(label, inside);
        }
    }

    /// Adds the definitions that could not be read at a reference.
    pub(super) fn unread_footnotes(&mut self) {
        for (label, events) in self.footnotes.take_unread() {
            self.definition_as_text(&label, events);
        }
    }

    /// Adds a definition as text that starts with its label.
    fn definition_as_text(&mut self, label: &str, events: Vec<Placed<'_>>) {
        let mut events = events.into_iter().peekable();
        let has_paragraph = matches!(events.peek(), Some((Event::Start(Tag::Paragraph), _)));
        let words = format!("[^{label}]: ");
        if has_paragraph {
            events.next();
            self.open_container(Kind::Paragraph, OnClose::Nothing);
            self.run.push_str(&words);
        } else {
            let level = self.builder.open(Kind::Paragraph);
            self.builder.text(&words, []);
            self.builder.close(level);
        }
        self.read_events(events.collect());
    }
}

/// The address that a definition consists of, if it has nothing else.
fn only_address(events: &[Placed<'_>]) -> Option<String> {
    let [
        (Event::Start(Tag::Paragraph), _),
        inside @ ..,
        (Event::End(TagEnd::Paragraph), _),
    ] = events
    else {
        return None;
    };
    match inside {
        [
            (Event::Start(Tag::Link { dest_url, .. }), _),
            shown @ ..,
            (Event::End(TagEnd::Link), _),
        ] => {
            let is_shown = text_of(shown)? == **dest_url;
            (is_shown && is_absolute(dest_url)).then(|| dest_url.to_string())
        }
        shown => {
            let text = text_of(shown)?;
            let is_address = is_absolute(&text) && starts_as_url(&text);
            (is_address && !text.contains(char::is_whitespace)).then_some(text)
        }
    }
}

/// The text of some events, if all of them are text.
fn text_of(events: &[Placed<'_>]) -> Option<String> {
    let text = |(event, _): &Placed<'_>| match event {
        Event::Text(text) => Some(text.to_string()),
        _ => None,
    };
    events.iter().map(text).collect()
}
