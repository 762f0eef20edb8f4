//! `<template>` and its mode, "in template".

use super::Mode;
use crate::read::html::parser::Bail;
use crate::read::html::parser::events::Events;
use crate::read::html::parser::names::{IMPLIED, Name, Start, THOROUGHLY_IMPLIED};
use crate::read::html::parser::tokenizer::TagToken;
use crate::read::html::parser::tree::{Step, Stepped, Tree};

impl<'a, E: Events> Tree<'a, '_, E> {
    pub(super) fn start_template(&mut self, tag: &TagToken<'a>) -> Result<(), Bail> {
        self.formatting.push_marker();
        self.insert(tag)?;
        self.template_modes.push(Mode::InTemplate);
        self.mode = Mode::InTemplate;
        Ok(())
    }

    /// Ends the innermost template, if there is one.
    pub(super) fn end_template(&mut self) {
        if !self.is_in_template() {
            return;
        }
        // "Generate all implied end tags thoroughly"
        while self.stack.current_has(IMPLIED | THOROUGHLY_IMPLIED) {
            self.pop();
        }
        self.pop_until_named(Name::Template);
        self.formatting.clear_to_marker();
        self.template_modes.pop();
        self.reset_mode();
    }

    /// What stands in a template shows what it is a template of.
    pub(super) fn start_in_template(&mut self, tag: &TagToken<'a>) -> Stepped {
        let mode = match tag.name {
            name if name.start() == Start::Head => return self.start_in_head(tag),
            Name::Caption | Name::Colgroup | Name::Tbody | Name::Tfoot | Name::Thead => {
                Mode::InTable
            }
            Name::Col => Mode::InColumnGroup,
            Name::Tr => Mode::InTableBody,
            Name::Td | Name::Th => Mode::InRow,
            _ => Mode::InBody,
        };
        if let Some(last) = self.template_modes.last_mut() {
            *last = mode;
        }
        self.mode = mode;
        Ok(Step::Again)
    }

    pub(super) fn end_in_template(&mut self, tag: &TagToken<'a>) -> Stepped {
        if tag.name == Name::Template {
            self.end_template();
        }
        Ok(Step::Done)
    }
}
