//! Brackets in the text, as a reader hands them over: where each stands, and whether the author escaped it.

use super::place::Place;

/// A bracket in a run of text that may start a marker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Bracket {
    /// Byte offset in the run.
    pub(crate) at: usize,
    /// Where it stands in the input: the bracket itself, or the whole line if that is all one knows.
    pub(crate) source: Place,
    pub(crate) escape: Escape,
}

impl Bracket {
    /// The same in what is left of the run after so many bytes.
    pub(crate) fn behind(self, bytes: usize) -> Self {
        Self {
            at: self.at - bytes,
            ..self
        }
    }
}

/// How the author kept a character from being markup.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Escape {
    #[default]
    None,
    Backslash,
}
