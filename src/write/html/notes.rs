//! Writes footnotes: their numbers in the text, and their list with links back.

use std::fmt;

use super::writer::Writer;
use crate::model::Block;

/// A note to which the text refers.
pub(super) struct Note<'a> {
    content: &'a [Block],
    /// Its number among links and notes, if these are counted together.
    number: Option<u32>,
}

impl<'a, W: fmt::Write + ?Sized> Writer<'a, W> {
    /// Writes the number of a note as a link to it.
    pub(super) fn note_reference(&mut self, content: &'a [Block]) -> fmt::Result {
        let number = self.links.number_of_note();
        let counted = self.notes.add(Note { content, number });
        let number = number.map_or(counted, |number| number as usize);
        if self.in_link {
            self.raw("<sup")?;
            self.id(format_args!("note-ref-{number}"))?;
            return self.raw_fmt(format_args!(">{number}</sup>"));
        }
        self.raw("<sup><a")?;
        self.href_to(format_args!("note-{number}"))?;
        self.id(format_args!("note-ref-{number}"))?;
        self.raw_fmt(format_args!(" role=\"doc-noteref\">{number}</a></sup>"))
    }

    /// Writes the notes that were referred to since the last list of notes.
    pub(super) fn notes(&mut self) -> fmt::Result {
        if self.notes.is_empty() {
            return Ok(());
        }
        self.raw("<section class=\"footnotes\" role=\"doc-endnotes\">\n")?;
        let mut is_first = true;
        while let Some((counted, note)) = self.notes.take() {
            let number = note.number.map_or(counted, |number| number as usize);
            if std::mem::replace(&mut is_first, false) {
                self.raw("<ol")?;
                if number > 1 {
                    self.raw_fmt(format_args!(" start=\"{number}\""))?;
                }
                self.raw(">\n")?;
            }
            self.raw("<li")?;
            self.id(format_args!("note-{number}"))?;
            self.raw(">\n")?;
            self.note(number, &note)?;
            self.raw("</li>\n")?;
        }
        self.raw("</ol>\n</section>\n")
    }

    /// Writes those notes, unless they are listed among the links.
    pub(super) fn notes_apart(&mut self) -> fmt::Result {
        match self.links.are_shared() {
            true => Ok(()),
            false => self.notes(),
        }
    }

    /// Writes the next note as an entry of the list of links and notes.
    pub(super) fn listed_note(&mut self, is_paper: bool) -> fmt::Result {
        let Some((counted, note)) = self.notes.take() else {
            return Ok(());
        };
        let number = note.number.map_or(counted, |number| number as usize);
        let tag = if is_paper { "div" } else { "li" };
        self.raw("<")?;
        self.raw(tag)?;
        self.raw(if is_paper { " role=\"listitem\"" } else { "" })?;
        self.id(format_args!("note-{number}"))?;
        if !is_paper {
            self.raw_fmt(format_args!(" value=\"{number}\">\n"))?;
            self.note(number, &note)?;
            return self.raw("</li>\n");
        }
        // The number is the link back, so that it is not read as a word of the note.
        self.raw("><a")?;
        self.href_to(format_args!("note-ref-{number}"))?;
        self.raw_fmt(format_args!(
            " class=\"number\" role=\"doc-backlink\">[{number}]</a> "
        ))?;
        self.note_content(&note)?;
        self.raw("</div>\n")
    }

    fn note(&mut self, number: usize, note: &Note<'a>) -> fmt::Result {
        self.note_content(note)?;
        self.raw("<p><a")?;
        self.href_to(format_args!("note-ref-{number}"))?;
        // Without the variation selector, some systems draw an emoji.
        self.raw(" role=\"doc-backlink\">↩\u{fe0e}</a></p>\n")
    }

    fn note_content(&mut self, note: &Note<'a>) -> fmt::Result {
        self.depth += 1;
        self.blocks(note.content)?;
        self.depth -= 1;
        Ok(())
    }
}
