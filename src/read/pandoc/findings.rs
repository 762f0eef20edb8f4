//! What the reader finds that an article has no place for. A document may have thousands of formulas: they are
//! reported once.

use std::collections::BTreeMap;
use std::ops::Range;

use super::tape::Value;
use crate::model::MAX_DEPTH;
use crate::read::page::Notes;
use crate::warning::WarningKind;

/// Kinds of findings, as sentences.
pub(super) const FORMULA: &str = "a formula is kept as code";
pub(super) const RAW: &str = "raw text of another format is kept as code";
pub(super) const RAW_TAG: &str = "a raw HTML tag is left out";
pub(super) const UNKNOWN: &str = "a node of unknown type or form is reduced to its words";

/// Everything that was found.
#[derive(Debug, Default)]
pub(super) struct Findings {
    /// How often, and where first.
    kinds: BTreeMap<&'static str, (usize, Range<usize>)>,
    too_deep: Option<Range<usize>>,
    /// Keys of the metadata whose values are more than words.
    metadata: Vec<String>,
}

impl Findings {
    pub(super) fn add(&mut self, kind: &'static str, value: Value<'_>) {
        let (count, _) = self.kinds.entry(kind).or_insert_with(|| (0, value.place()));
        *count += 1;
    }

    /// Something nests too deep and is flattened.
    pub(super) fn too_deep(&mut self, value: Value<'_>) {
        self.too_deep.get_or_insert_with(|| value.place());
    }

    /// Of the value of a key of the metadata only the words are kept.
    pub(super) fn metadata(&mut self, key: &str) {
        self.metadata.push(key.to_owned());
    }

    pub(super) fn into_notes(self) -> Notes {
        let mut notes = Notes::default();
        for (kind, (count, place)) in self.kinds {
            let message = match count {
                1 => kind.to_owned(),
                _ => format!("{kind} ({count} in all)"),
            };
            notes.add(WarningKind::Unsupported, Some(place.into()), message);
        }
        if let Some(place) = self.too_deep {
            let message = format!("nesting deeper than {MAX_DEPTH} was flattened");
            notes.add(WarningKind::TooDeep, Some(place.into()), message);
        }
        if !self.metadata.is_empty() {
            let message = format!(
                "metadata is reduced to its words: {}",
                self.metadata.join(", ")
            );
            notes.add(WarningKind::Unsupported, None, message);
        }
        notes
    }
}
