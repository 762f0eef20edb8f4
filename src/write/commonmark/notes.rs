//! Writes footnotes: a label in the text, and a definition below it.

use std::fmt;

use super::plain;
use super::printer::{Links, Prefix, Printer};
use crate::model::Block;
use crate::normal::normalize_blocks;

impl<W: fmt::Write + ?Sized, L: Links> Printer<'_, W, L> {
    /// Writes the label of a note.
    pub(super) fn note(&mut self, content: &[Block]) -> fmt::Result {
        let number = self.notes.add(content.to_vec()) + self.links.labels_before_notes();
        if self.ends_with(']') {
            // Words in brackets before the label would make both a reference link.
            self.separator()?;
        }
        self.raw(&format!("[^{number}]"))
    }

    /// Writes the definitions of the notes that were referred to since the last ones.
    pub(crate) fn notes(&mut self) -> fmt::Result {
        while let Some((number, content)) = self.notes.take() {
            self.next_block()?;
            let number = number + self.links.labels_before_notes();
            self.lead(&format!("[^{number}]: "))?;
            let mut content = plain::nested_blocks(content, self.tables);
            // Blocks may have been replaced by nothing.
            normalize_blocks(&mut content, 1);
            self.inside(Prefix::Indent(4), &content)?;
        }
        Ok(())
    }
}
