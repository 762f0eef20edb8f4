//! "The insertion mode": which rules apply to the next token.

mod body;
mod body_end;
mod head;
mod table;
mod template;
mod text;

use super::Bail;
use super::doctype;
use super::events::Events;
use super::names::Name;
use super::tokenizer::TagToken;
use super::tree::{Step, Stepped, Tree};

/// An insertion mode. Some of the standard's are missing: framesets go to html5ever, "text" is over at once since raw
/// text is one token, and "in table text" is part of the table modes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    Initial,
    BeforeHtml,
    BeforeHead,
    InHead,
    InHeadNoscript,
    AfterHead,
    InBody,
    InTable,
    InCaption,
    InColumnGroup,
    InTableBody,
    InRow,
    InCell,
    InTemplate,
    AfterBody,
    AfterAfterBody,
}

impl<'a, E: Events> Tree<'a, '_, E> {
    /// Takes a start tag.
    pub(super) fn start(&mut self, tag: &TagToken<'a>) -> Result<(), Bail> {
        loop {
            let step = if self.is_foreign_start(tag) {
                self.foreign_start(tag)?
            } else {
                self.start_in_mode(tag)?
            };
            if step == Step::Done {
                return Ok(());
            }
        }
    }

    /// Takes a start tag by the rules of the mode.
    pub(super) fn start_in_mode(&mut self, tag: &TagToken<'a>) -> Stepped {
        match self.mode {
            Mode::Initial => self.anything_else(),
            Mode::BeforeHtml => self.start_before_html(tag),
            Mode::BeforeHead => self.start_before_head(tag),
            Mode::InHead => self.start_in_head(tag),
            Mode::InHeadNoscript => self.start_in_noscript(tag),
            Mode::AfterHead => self.start_after_head(tag),
            Mode::InBody => self.start_in_body(tag),
            Mode::InTable => self.start_in_table(tag),
            Mode::InCaption => self.start_in_caption(tag),
            Mode::InColumnGroup => self.start_in_columns(tag),
            Mode::InTableBody => self.start_in_table_body(tag),
            Mode::InRow => self.start_in_row(tag),
            Mode::InCell => self.start_in_cell(tag),
            Mode::InTemplate => self.start_in_template(tag),
            Mode::AfterBody | Mode::AfterAfterBody => self.start_after_body(tag),
        }
    }

    /// Takes an end tag.
    pub(super) fn end(&mut self, tag: &TagToken<'a>) -> Result<(), Bail> {
        loop {
            let step = if self.is_in_foreign() {
                self.foreign_end(tag)?
            } else {
                self.end_in_mode(tag)?
            };
            if step == Step::Done {
                return Ok(());
            }
        }
    }

    /// Takes an end tag by the rules of the mode.
    pub(super) fn end_in_mode(&mut self, tag: &TagToken<'a>) -> Stepped {
        match self.mode {
            Mode::Initial => self.anything_else(),
            Mode::BeforeHtml | Mode::BeforeHead => self.end_before_head(tag),
            Mode::InHead => self.end_in_head(tag),
            Mode::InHeadNoscript => self.end_in_noscript(tag),
            Mode::AfterHead => self.end_after_head(tag),
            Mode::InBody => self.end_in_body(tag),
            Mode::InTable => self.end_in_table(tag),
            Mode::InCaption => self.end_in_caption(tag),
            Mode::InColumnGroup => self.end_in_columns(tag),
            Mode::InTableBody => self.end_in_table_body(tag),
            Mode::InRow => self.end_in_row(tag),
            Mode::InCell => self.end_in_cell(tag),
            Mode::InTemplate => self.end_in_template(tag),
            Mode::AfterBody | Mode::AfterAfterBody => self.end_after_body(tag),
        }
    }

    /// Takes a comment, which is not reported, but separates texts.
    pub(super) fn comment(&mut self) {
        match self.mode {
            // It belongs after the body, and does not stand between the texts in it.
            Mode::AfterBody | Mode::AfterAfterBody if !self.is_in_foreign() => {}
            Mode::AfterHead => self.part_after_head(),
            _ => self.flush(),
        }
    }

    /// Takes a doctype.
    pub(super) fn doctype(&mut self, text: &str, is_closed: bool) {
        if self.mode == Mode::Initial {
            self.is_quirky = doctype::sets_quirks(text, is_closed);
            self.mode = Mode::BeforeHtml;
        }
    }

    /// Ends the page: "An end-of-file token".
    pub(super) fn end_of_file(&mut self) -> Result<(), Bail> {
        loop {
            if self.mode.is_before_body() {
                self.anything_else()?;
            } else if self.template_modes.is_empty() {
                self.close_all();
                return Ok(());
            } else {
                self.end_template();
            }
        }
    }

    /// "Reset the insertion mode appropriately"
    pub(super) fn reset_mode(&mut self) {
        let mode = self.stack.open.iter().rev().find_map(|open| {
            Some(match open.name {
                Name::Td | Name::Th => Mode::InCell,
                Name::Tr => Mode::InRow,
                Name::Tbody | Name::Thead | Name::Tfoot => Mode::InTableBody,
                Name::Caption => Mode::InCaption,
                Name::Colgroup => Mode::InColumnGroup,
                Name::Table => Mode::InTable,
                Name::Template => *self.template_modes.last()?,
                Name::Head => Mode::InHead,
                Name::Body => Mode::InBody,
                Name::Html => Mode::AfterHead,
                _ => return None,
            })
        });
        self.mode = mode.unwrap_or(Mode::InBody);
    }

    /// Whether a template is open.
    pub(super) fn is_in_template(&self) -> bool {
        !self.template_modes.is_empty()
    }
}

impl Mode {
    /// Whether there is no body yet.
    pub(super) fn is_before_body(self) -> bool {
        matches!(
            self,
            Self::Initial
                | Self::BeforeHtml
                | Self::BeforeHead
                | Self::InHead
                | Self::InHeadNoscript
                | Self::AfterHead
        )
    }
}
