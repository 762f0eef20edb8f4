//! The insertion modes of tables. Anything that cannot stand in a table moves before it ("foster parenting"), which
//! makes the parser give up.

use super::Mode;
use crate::read::html::parser::events::Events;
use crate::read::html::parser::names::{CELL, Name, SECTION, TABLE_SCOPE};
use crate::read::html::parser::tokenizer::TagToken;
use crate::read::html::parser::tree::{Step, Stepped, Tree};

impl<'a, E: Events> Tree<'a, '_, E> {
    /// "Anything else" in a table: by the rules of the body, but what that inserts moves.
    fn start_fostered(&mut self, tag: &TagToken<'a>) -> Stepped {
        self.is_fostering = true;
        let step = self.start_in_body(tag);
        self.is_fostering = false;
        step
    }

    fn end_fostered(&mut self, tag: &TagToken<'a>) -> Stepped {
        self.is_fostering = true;
        let step = self.end_in_body(tag);
        self.is_fostering = false;
        step
    }

    pub(super) fn start_in_table(&mut self, tag: &TagToken<'a>) -> Stepped {
        match tag.name {
            Name::Caption => {
                self.clear_to_table();
                self.formatting.push_marker();
                self.insert(tag)?;
                self.mode = Mode::InCaption;
            }
            Name::Colgroup => {
                self.clear_to_table();
                self.insert(tag)?;
                self.mode = Mode::InColumnGroup;
            }
            Name::Col => return self.imply(Name::Colgroup, Mode::InColumnGroup),
            Name::Tbody | Name::Thead | Name::Tfoot => {
                self.clear_to_table();
                self.insert(tag)?;
                self.mode = Mode::InTableBody;
            }
            Name::Tr | Name::Td | Name::Th => return self.imply(Name::Tbody, Mode::InTableBody),
            Name::Table => {
                if self.end_table() {
                    return Ok(Step::Again);
                }
            }
            Name::Style | Name::Script | Name::Template => return self.start_in_head(tag),
            Name::Input if self.is_hidden_input() => {
                self.insert_void(tag)?;
            }
            Name::Form => {
                if self.form.is_none() && !self.is_in_template() {
                    self.form = Some(self.insert_void(tag)?);
                }
            }
            _ => return self.start_fostered(tag),
        }
        Ok(Step::Done)
    }

    fn clear_to_table(&mut self) {
        self.clear_to(TABLE_SCOPE, Name::Table);
    }

    /// Inserts the part of a table that a tag implies.
    fn imply(&mut self, name: Name, mode: Mode) -> Stepped {
        self.clear_to_table();
        self.insert_implied(name)?;
        self.mode = mode;
        Ok(Step::Again)
    }

    fn is_hidden_input(&self) -> bool {
        let mut attributes = self.tokenizer.attributes.iter();
        attributes
            .find(|attribute| attribute.name == "type")
            .is_some_and(|kind| kind.value.eq_ignore_ascii_case("hidden"))
    }

    /// Ends the table that is in scope, if there is one.
    fn end_table(&mut self) -> bool {
        let is_in_scope = self.stack.in_table_scope(Name::Table);
        if is_in_scope {
            self.pop_until_named(Name::Table);
            self.reset_mode();
        }
        is_in_scope
    }

    pub(super) fn end_in_table(&mut self, tag: &TagToken<'a>) -> Stepped {
        match tag.name {
            Name::Table => {
                self.end_table();
            }
            Name::Template => self.end_template(),
            name if is_part(name) || is_root(name) => {}
            _ => return self.end_fostered(tag),
        }
        Ok(Step::Done)
    }

    pub(super) fn start_in_caption(&mut self, tag: &TagToken<'a>) -> Stepped {
        if !is_part(tag.name) {
            return self.start_in_body(tag);
        }
        Ok(self.end_caption(Step::Again))
    }

    pub(super) fn end_in_caption(&mut self, tag: &TagToken<'a>) -> Stepped {
        match tag.name {
            Name::Caption => Ok(self.end_caption(Step::Done)),
            Name::Table => Ok(self.end_caption(Step::Again)),
            name if is_part(name) || is_root(name) => Ok(Step::Done),
            _ => self.end_in_body(tag),
        }
    }

    /// Ends the caption that is in scope; `step` is what the tag does then.
    fn end_caption(&mut self, step: Step) -> Step {
        if !self.stack.in_table_scope(Name::Caption) {
            return Step::Done;
        }
        self.end_element(Name::Caption, Name::Other);
        self.formatting.clear_to_marker();
        self.mode = Mode::InTable;
        step
    }

    pub(super) fn start_in_columns(&mut self, tag: &TagToken<'a>) -> Stepped {
        match tag.name {
            Name::Html => self.start_in_body(tag),
            Name::Col => {
                self.insert_void(tag)?;
                Ok(Step::Done)
            }
            Name::Template => self.start_in_head(tag),
            _ => Ok(self.end_columns()),
        }
    }

    pub(super) fn end_in_columns(&mut self, tag: &TagToken<'a>) -> Stepped {
        match tag.name {
            Name::Colgroup => {
                self.end_columns();
            }
            Name::Col => {}
            Name::Template => self.end_template(),
            _ => return Ok(self.end_columns()),
        }
        Ok(Step::Done)
    }

    /// Ends the column group, if it is the current node.
    pub(super) fn end_columns(&mut self) -> Step {
        if !self.stack.current_is(Name::Colgroup) {
            return Step::Done;
        }
        self.pop();
        self.mode = Mode::InTable;
        Step::Again
    }

    pub(super) fn start_in_table_body(&mut self, tag: &TagToken<'a>) -> Stepped {
        match tag.name {
            Name::Tr => {
                self.clear_to(SECTION, Name::Tbody);
                self.insert(tag)?;
                self.mode = Mode::InRow;
                Ok(Step::Done)
            }
            Name::Td | Name::Th => {
                self.clear_to(SECTION, Name::Tbody);
                self.insert_implied(Name::Tr)?;
                self.mode = Mode::InRow;
                Ok(Step::Again)
            }
            name if is_part(name) => Ok(self.end_section()),
            _ => self.start_in_table(tag),
        }
    }

    pub(super) fn end_in_table_body(&mut self, tag: &TagToken<'a>) -> Stepped {
        match tag.name {
            name if name.is(SECTION) => {
                if self.stack.in_table_scope(name) {
                    self.leave_section();
                }
                Ok(Step::Done)
            }
            Name::Table => Ok(self.end_section()),
            name if is_part(name) || is_root(name) => Ok(Step::Done),
            _ => self.end_in_table(tag),
        }
    }

    /// Ends the section of the table that is in scope.
    fn end_section(&mut self) -> Step {
        let is_outer = |name| matches!(name, Name::Table | Name::Tbody | Name::Tfoot);
        if !self.stack.has_in(TABLE_SCOPE, |open| is_outer(open.name)) {
            return Step::Done;
        }
        self.leave_section();
        Step::Again
    }

    fn leave_section(&mut self) {
        self.clear_to(SECTION, Name::Tbody);
        self.pop();
        self.mode = Mode::InTable;
    }

    pub(super) fn start_in_row(&mut self, tag: &TagToken<'a>) -> Stepped {
        match tag.name {
            Name::Td | Name::Th => {
                self.clear_to(0, Name::Tr);
                self.insert(tag)?;
                self.mode = Mode::InCell;
                self.formatting.push_marker();
                Ok(Step::Done)
            }
            name if is_part(name) => Ok(self.end_row()),
            _ => self.start_in_table(tag),
        }
    }

    pub(super) fn end_in_row(&mut self, tag: &TagToken<'a>) -> Stepped {
        match tag.name {
            Name::Tr => {
                self.end_row();
                Ok(Step::Done)
            }
            Name::Table => Ok(self.end_row()),
            name if name.is(SECTION) => {
                if !self.stack.in_table_scope(name) {
                    return Ok(Step::Done);
                }
                Ok(self.end_row())
            }
            name if is_part(name) || is_root(name) => Ok(Step::Done),
            _ => self.end_in_table(tag),
        }
    }

    /// Ends the row that is in scope.
    fn end_row(&mut self) -> Step {
        if !self.stack.in_table_scope(Name::Tr) {
            return Step::Done;
        }
        self.clear_to(0, Name::Tr);
        self.pop();
        self.mode = Mode::InTableBody;
        Step::Again
    }

    pub(super) fn start_in_cell(&mut self, tag: &TagToken<'a>) -> Stepped {
        if !is_part(tag.name) {
            return self.start_in_body(tag);
        }
        if !self.stack.has_in(TABLE_SCOPE, |open| open.is(CELL)) {
            return Ok(Step::Done);
        }
        Ok(self.end_cell())
    }

    pub(super) fn end_in_cell(&mut self, tag: &TagToken<'a>) -> Stepped {
        match tag.name {
            Name::Td | Name::Th => {
                if self.stack.in_table_scope(tag.name) {
                    self.end_element(tag.name, Name::Other);
                    self.formatting.clear_to_marker();
                    self.mode = Mode::InRow;
                }
                Ok(Step::Done)
            }
            Name::Caption | Name::Col | Name::Colgroup => Ok(Step::Done),
            name if is_root(name) => Ok(Step::Done),
            name if name == Name::Table || is_part(name) => {
                if !self.stack.in_table_scope(name) {
                    return Ok(Step::Done);
                }
                Ok(self.end_cell())
            }
            _ => self.end_in_body(tag),
        }
    }

    /// "Close the cell"
    fn end_cell(&mut self) -> Step {
        self.generate_implied_end_tags(Name::Other);
        self.pop_until(|open| open.is(CELL));
        self.formatting.clear_to_marker();
        self.mode = Mode::InRow;
        Step::Again
    }
}

/// Whether an element is a part of a table.
fn is_part(name: Name) -> bool {
    matches!(name, Name::Caption | Name::Col | Name::Colgroup | Name::Tr) || name.is(SECTION | CELL)
}

fn is_root(name: Name) -> bool {
    matches!(name, Name::Html | Name::Body)
}
