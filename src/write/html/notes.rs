//! Footnotes: their numbers in the text, and their list, which leads back.

use std::fmt;

use super::writer::Writer;
use crate::model::Block;

/// A note that the text refers to, and how deep.
pub(super) struct Note<'a> {
    content: &'a [Block],
    depth: usize,
}

impl<'a, W: fmt::Write + ?Sized> Writer<'a, W> {
    /// Writes the number of a note, which leads to it.
    pub(super) fn note_reference(&mut self, content: &'a [Block]) -> fmt::Result {
        let depth = self.depth;
        let number = self.notes.add(Note { content, depth });
        if self.in_link {
            return self.raw_fmt(format_args!("<sup id=\"note-ref-{number}\">{number}</sup>"));
        }
        self.raw_fmt(format_args!(
            "<sup><a href=\"#note-{number}\" id=\"note-ref-{number}\" role=\"doc-noteref\">{number}</a></sup>"
        ))
    }

    /// Writes the notes that were referred to since the last list of notes.
    pub(super) fn notes(&mut self) -> fmt::Result {
        if self.notes.is_empty() {
            return Ok(());
        }
        self.raw("<section class=\"footnotes\" role=\"doc-endnotes\">\n")?;
        let mut is_first = true;
        while let Some((number, note)) = self.notes.take() {
            if std::mem::replace(&mut is_first, false) {
                self.raw("<ol")?;
                if number > 1 {
                    self.raw_fmt(format_args!(" start=\"{number}\""))?;
                }
                self.raw(">\n")?;
            }
            self.note(number, &note)?;
        }
        self.raw("</ol>\n</section>\n")
    }

    fn note(&mut self, number: usize, note: &Note<'a>) -> fmt::Result {
        self.raw_fmt(format_args!("<li id=\"note-{number}\">\n"))?;
        let (content, depth) = (note.content, note.depth);
        let outside = std::mem::replace(&mut self.depth, depth);
        self.blocks(content)?;
        self.depth = outside;
        // Without the selector some systems draw an emoji.
        self.raw_fmt(format_args!(
            "<p><a href=\"#note-ref-{number}\" role=\"doc-backlink\">↩\u{fe0e}</a></p>\n</li>\n"
        ))
    }
}
