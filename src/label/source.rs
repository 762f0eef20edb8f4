//! Source lines, recognized by known words.

use super::part::Part;
use super::vocabulary::Vocabulary;
use crate::grammar::source::{SourceLine, SourceSigns, source_line};

/// A line with the parts of a source line.
#[derive(Clone, Copy, Debug)]
pub(crate) struct LabelledLine<'a> {
    pub(crate) line: SourceLine<'a>,
    /// Whether its label is known.
    pub(crate) is_known: bool,
}

impl Vocabulary {
    /// The parts of a line that may be the source line.
    pub(crate) fn labelled_line<'a>(&self, text: &'a str) -> Option<LabelledLine<'a>> {
        let (_, line) = source_line(text).ok()?;
        let is_known = self.knows(Part::Source, line.label);
        Some(LabelledLine { line, is_known })
    }
}

impl LabelledLine<'_> {
    /// Whether it is the source line, right above the list or elsewhere, in strong type or not.
    pub(crate) fn is_source(&self, strong: bool, above_list: bool) -> bool {
        self.line.is_source(SourceSigns {
            known: self.is_known,
            strong,
            above_list,
        })
    }

    /// Whether it would be one with any address: its label is known, or it has a stamp.
    pub(crate) fn announces_source(&self) -> bool {
        self.is_known || self.line.stamp.is_some()
    }
}
