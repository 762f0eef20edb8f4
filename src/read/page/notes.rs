//! Warnings as they are raised, before their lines and columns are computed.

use std::ops::Range;

use crate::read::place::{Finder, Place};
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
    place: Option<Place>,
}

impl Notes {
    pub(crate) fn add(&mut self, kind: WarningKind, place: Option<Place>, message: String) {
        self.notes.push(Note {
            kind,
            message,
            place,
        });
    }

    /// The warnings in the order of their places, those without a place last.
    #[cfg(feature = "serde")]
    pub(crate) fn into_warnings(self, input: &str) -> Vec<Warning> {
        self.placed(&mut Finder::new(input), &mut Places::new(input))
    }

    /// The same, by what was found out for warnings that stand before.
    pub(super) fn placed(self, finder: &mut Finder<'_>, places: &mut Places<'_>) -> Vec<Warning> {
        let mut found: Vec<_> = self
            .notes
            .into_iter()
            .map(|note| {
                (
                    note.place.map(|place| finder.bytes(place)),
                    note.kind,
                    note.message,
                )
            })
            .collect();
        found.sort_by_key(|(bytes, ..)| bytes.as_ref().map_or(usize::MAX, |bytes| bytes.start));
        let warning = |(bytes, kind, message): (Option<Range<usize>>, _, _)| Warning {
            kind,
            message,
            span: bytes.map(|bytes| places.span(&bytes)),
        };
        found.into_iter().map(warning).collect()
    }
}
