//! What is measured: the readers and writers of this crate, and the crates that do a part of their work.

mod html;
mod json;
mod markdown;
mod plain;
mod tree;
mod write;

use super::sample::Sample;

/// Work of one kind, by this crate and by others.
pub(crate) struct Format {
    pub(crate) name: &'static str,
    /// The text whose bytes count in speed and memory.
    pub(crate) text: fn(&Sample) -> &str,
    pub(crate) ours: &'static [Subject],
    pub(crate) peers: &'static [Subject],
}

impl Format {
    /// Whether a sample has something for this work.
    pub(crate) fn measures(&self, sample: &Sample) -> bool {
        !(self.text)(sample).is_empty()
    }
}

/// Something that is measured.
pub(crate) struct Subject {
    pub(crate) name: &'static str,
    /// Does the work and drops what comes of it.
    pub(crate) run: fn(&Sample),
}

/// All forms, in the order of the report.
pub(crate) const FORMS: [&Format; 5] = [
    &html::FORM,
    &markdown::FORM,
    &plain::FORM,
    &write::FORM,
    &json::FORM,
];
