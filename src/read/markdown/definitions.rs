//! Link definitions, `[4]: http://…`. Those with numbers may be the list of links; others show nothing.
//!
//! CommonMark's parser reports definitions apart from its events, and only the first one of each label. So they are
//! read between the blocks, at their offsets, and repeated ones are parsed again.

use std::collections::{BTreeSet, VecDeque};
use std::ops::Range;

use pulldown_cmark::Parser;

use super::reader::Reader;
use super::syntax::extensions;
use crate::grammar::marker::marker;
use crate::read::page::Kind;

/// The link definitions of a text.
#[derive(Default)]
pub(super) struct Definitions {
    /// The first definition of each label, in the order of the text.
    first: VecDeque<LinkDefinition>,
    /// The numbers among all labels.
    numbers: BTreeSet<u32>,
}

/// A link definition as CommonMark parses it.
struct LinkDefinition {
    place: Range<usize>,
    label: String,
    url: String,
    title: Option<String>,
}

impl Definitions {
    /// The definitions that a parser found.
    pub(super) fn of(parser: &Parser<'_>) -> Self {
        let first = in_order(parser);
        let numbers = first
            .iter()
            .filter_map(|definition| number(&definition.label))
            .collect();
        Self {
            first: first.into(),
            numbers,
        }
    }

    /// The number that a label is, if it may be one of a list: a year without neighbours is a word, and so is a 0 that
    /// no 1 follows.
    pub(super) fn number(&self, label: &str) -> Option<u32> {
        /// The lowest number that may be a year.
        const YEAR: u32 = 1000;
        let number = number(label)?;
        let may_be_listed = (1..YEAR).contains(&number)
            || self.numbers.contains(&(number + 1))
            || number > 0 && self.numbers.contains(&(number - 1));
        may_be_listed.then_some(number)
    }

    /// Returns the next definition if it starts before `end`.
    fn next_before(&mut self, end: usize) -> Option<LinkDefinition> {
        let is_before = self.first.front()?.place.start < end;
        is_before.then(|| self.first.pop_front()).flatten()
    }
}

impl Reader<'_> {
    /// Reads the link definitions between two blocks.
    pub(super) fn definitions(&mut self, gap: Range<usize>) {
        if self.source[gap.clone()].trim().is_empty() {
            return;
        }
        let mut at = gap.start;
        while let Some(definition) = self.definitions.next_before(gap.end) {
            let place = definition.place.clone();
            if place.start >= at {
                self.repeated_definitions(at..place.start);
                self.definition(definition);
                at = place.end;
            }
        }
        self.repeated_definitions(at..gap.end);
    }

    /// Reads definitions of labels that were already defined, which the parser does not report.
    fn repeated_definitions(&mut self, gap: Range<usize>) {
        for piece in pieces(&self.source[gap.clone()]) {
            let place = gap.start + piece.start..gap.start + piece.end;
            let parser = Parser::new_ext(&self.source[place.clone()], extensions());
            for found in in_order(&parser) {
                self.definition(LinkDefinition {
                    place: place.start + found.place.start..place.start + found.place.end,
                    ..found
                });
            }
        }
    }

    fn definition(&mut self, definition: LinkDefinition) {
        let LinkDefinition {
            place,
            label,
            url,
            title,
        } = definition;
        if let Some(number) = self.definitions.number(&label) {
            self.has_numbered_definitions = true;
            let place = self.place(&place);
            let level = self.builder.open(Kind::Paragraph);
            self.builder.definition(number, place);
            self.builder.text(": ", []);
            if let Some(title) = title {
                self.builder.text(&format!("{title}: "), []);
            }
            let link = self.builder.open(Kind::link(url.as_str()));
            self.builder.text(&url, []);
            self.builder.close(link);
            self.builder.close(level);
        }
    }
}

fn number(label: &str) -> Option<u32> {
    match marker(&format!("[{label}]")) {
        Ok(("", number)) => Some(number),
        _ => (label == "0").then_some(0),
    }
}

/// The definitions that a parser found, in the order of the text.
fn in_order(parser: &Parser<'_>) -> Vec<LinkDefinition> {
    let definitions = parser.reference_definitions().iter();
    let mut found: Vec<_> = definitions
        .map(|(label, definition)| LinkDefinition {
            place: definition.span.clone(),
            label: label.to_owned(),
            url: definition.dest.to_string(),
            title: definition.title.as_ref().map(ToString::to_string),
        })
        .collect();
    found.sort_by_key(|definition| definition.place.start);
    found
}

/// Splits a text before each line that starts with a bracket.
fn pieces(text: &str) -> Vec<Range<usize>> {
    let mut starts: Vec<usize> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let content = line.trim_start_matches([' ', '>']);
        if content.starts_with('[') {
            starts.push(at + line.len() - content.len());
        }
        at += line.len();
    }
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    let pieces = starts.iter().zip(ends);
    pieces.map(|(start, end)| *start..end).collect()
}
