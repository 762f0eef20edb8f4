//! Warnings as they come up, before their lines and columns are known.

use std::ops::Range;

use crate::warning::{Places, Warning, WarningKind};

/// Collects warnings.
#[derive(Debug, Default)]
pub(crate) struct Notes {
    notes: Vec<Note>,
}

#[derive(Debug)]
struct Note {
    kind: WarningKind,
    message: String,
    place: Option<Range<usize>>,
}

impl Notes {
    pub(crate) fn add(&mut self, kind: WarningKind, place: Option<Range<usize>>, message: String) {
        self.notes.push(Note {
            kind,
            message,
            place,
        });
    }

    /// The warnings in the order of their places, those without a place last.
    pub(crate) fn into_warnings(mut self, input: &str) -> Vec<Warning> {
        self.notes
            .sort_by_key(|note| note.place.as_ref().map_or(usize::MAX, |place| place.start));
        let mut places = Places::new(input);
        let warning = |note: Note| Warning {
            kind: note.kind,
            message: note.message,
            span: note.place.map(|place| places.span(&place)),
        };
        self.notes.into_iter().map(warning).collect()
    }
}
