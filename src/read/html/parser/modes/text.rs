//! Characters, in each insertion mode.

use super::Mode;
use crate::read::html::parser::Bail;
use crate::read::html::parser::characters::{Piece, leading_space};
use crate::read::html::parser::events::Events;
use crate::read::html::parser::names::FOSTERS;
use crate::read::html::parser::tree::{Step, Tree};

impl<E: Events> Tree<'_, '_, E> {
    /// Takes the characters of a text from a byte on. There are some.
    pub(in crate::read::html::parser) fn characters(
        &mut self,
        text: Piece<'_>,
        start: usize,
    ) -> Result<(), Bail> {
        if self.is_foreign_text() {
            self.append(text, start..text.len());
            return Ok(());
        }
        match self.mode {
            Mode::InTable | Mode::InTableBody | Mode::InRow => self.table_text(text, start),
            Mode::InColumnGroup => self.column_text(text, start),
            Mode::AfterBody | Mode::AfterAfterBody => {
                if leading_space(&text[start..]) < text.len() - start {
                    self.mode = Mode::InBody;
                }
                self.body_text(text, start)
            }
            mode if mode.is_before_body() => self.head_text(text, start),
            _ => self.body_text(text, start),
        }
    }

    fn body_text(&mut self, text: Piece<'_>, start: usize) -> Result<(), Bail> {
        self.reconstruct()?;
        self.append(text, start..text.len());
        Ok(())
    }

    /// Text before there is a body, which starts with the first word.
    fn head_text(&mut self, text: Piece<'_>, mut start: usize) -> Result<(), Bail> {
        while self.mode.is_before_body() {
            let end = start + leading_space(&text[start..]);
            let space = start..end;
            match self.mode {
                Mode::InHead | Mode::InHeadNoscript => self.append(text, space),
                Mode::AfterHead => {
                    let span = self.span.clone();
                    self.text_after_head().push(text, space, &span);
                }
                _ => {}
            }
            start = end;
            if start == text.len() {
                return Ok(());
            }
            self.anything_else()?;
        }
        self.characters(text, start)
    }

    /// "In table text": white space stays, words move before the table.
    fn table_text(&mut self, text: Piece<'_>, start: usize) -> Result<(), Bail> {
        if !self.stack.current_has(FOSTERS) {
            return self.body_text(text, start);
        }
        if leading_space(&text[start..]) < text.len() - start {
            return Err(Bail::FosterParenting);
        }
        self.append(text, start..text.len());
        Ok(())
    }

    /// Text in a column group: white space stays, words end the column group or, if that is not open, are dropped.
    fn column_text(&mut self, text: Piece<'_>, mut start: usize) -> Result<(), Bail> {
        while start < text.len() {
            let end = start + leading_space(&text[start..]);
            self.append(text, start..end);
            if end == text.len() {
                return Ok(());
            }
            if self.end_columns() == Step::Again {
                return self.characters(text, end);
            }
            let words = text[end..].find(|c: char| c.is_ascii_whitespace());
            start = words.map_or(text.len(), |length| end + length);
        }
        Ok(())
    }

    /// Processes a NUL. It is dropped in HTML, but it may first end an element that cannot contain it.
    pub(in crate::read::html::parser) fn null(&mut self) -> Result<(), Bail> {
        if self.is_foreign_text() {
            self.append_copy("\u{fffd}");
            return Ok(());
        }
        match self.mode {
            Mode::InColumnGroup => {
                self.end_columns();
            }
            Mode::AfterBody | Mode::AfterAfterBody => self.mode = Mode::InBody,
            _ => {
                while self.mode.is_before_body() {
                    self.anything_else()?;
                }
            }
        }
        Ok(())
    }
}
