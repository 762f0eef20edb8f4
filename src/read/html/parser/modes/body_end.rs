//! End tags in the "in body" mode, and the modes after the body.

use super::Mode;
use crate::read::html::parser::events::{Events, Namespace};
use crate::read::html::parser::names::{End, HEADING, LIST_SCOPE, Name, SCOPE, SPECIAL};
use crate::read::html::parser::tokenizer::TagToken;
use crate::read::html::parser::tree::{Step, Stepped, Tree};

impl<'a, E: Events> Tree<'a, '_, E> {
    pub(super) fn end_in_body(&mut self, tag: &TagToken<'a>) -> Stepped {
        match tag.name.end() {
            End::Any => self.any_other_end_tag(tag),
            End::Block => {
                self.end_in_scope(tag.name);
            }
            End::Body | End::Html => return Ok(self.end_body(tag.name)),
            End::Break => {
                self.reconstruct()?;
                self.insert_implied(Name::Br)?;
                self.pop();
            }
            End::Embedded => {
                if self.end_in_scope(tag.name) {
                    self.formatting.clear_to_marker();
                }
            }
            End::Form => self.end_form(),
            End::Formatting => self.adopt(tag)?,
            End::Heading => {
                if self.stack.has_in(SCOPE, |open| open.is(HEADING)) {
                    self.generate_implied_end_tags(Name::Other);
                    self.pop_until(|open| open.is(HEADING));
                }
            }
            End::Item => self.end_item(tag.name),
            End::Paragraph => {
                if !self.has_paragraph() {
                    self.insert_implied(Name::P)?;
                }
                self.end_element(Name::P, Name::P);
            }
            End::Template => self.end_template(),
        }
        Ok(Step::Done)
    }

    /// Ends an element if it is in scope.
    fn end_in_scope(&mut self, name: Name) -> bool {
        let is_in_scope = self.stack.in_scope(name);
        if is_in_scope {
            self.end_element(name, Name::Other);
        }
        is_in_scope
    }

    fn end_item(&mut self, name: Name) {
        let scope = if name == Name::Li {
            SCOPE | LIST_SCOPE
        } else {
            SCOPE
        };
        if self.stack.has_in(scope, |open| open.name == name) {
            self.end_element(name, name);
        }
    }

    fn end_body(&mut self, name: Name) -> Step {
        if !self.stack.in_scope(Name::Body) {
            return Step::Done;
        }
        self.mode = Mode::AfterBody;
        match name {
            Name::Html => Step::Again,
            _ => Step::Done,
        }
    }

    fn end_form(&mut self) {
        if self.is_in_template() {
            self.end_in_scope(Name::Form);
            return;
        }
        let Some(form) = self.form.take() else {
            return;
        };
        if self
            .stack
            .has_in(SCOPE, |open| open.id == form && open.name == Name::Form)
        {
            self.generate_implied_end_tags(Name::Other);
            self.remove(form);
        }
    }

    /// "Any other end tag"
    pub(in crate::read::html::parser) fn any_other_end_tag(&mut self, tag: &TagToken<'a>) {
        for at in (0..self.stack.open.len()).rev() {
            let open = self.stack.open[at];
            let is_same = open.name == tag.name
                && open.namespace == Namespace::Html
                && (tag.name != Name::Other || self.is_same_name(open.text, tag.text));
            if is_same {
                self.generate_implied_end_tags(tag.name);
                return self.truncate(at);
            }
            if open.is(SPECIAL) {
                return;
            }
        }
    }

    /// A start tag in the "after body" and "after after body" modes.
    pub(super) fn start_after_body(&mut self, tag: &TagToken<'a>) -> Stepped {
        if tag.name == Name::Html {
            return self.start_in_body(tag);
        }
        self.mode = Mode::InBody;
        Ok(Step::Again)
    }

    pub(super) fn end_after_body(&mut self, tag: &TagToken<'a>) -> Stepped {
        if tag.name == Name::Html && self.mode == Mode::AfterBody {
            self.mode = Mode::AfterAfterBody;
            return Ok(Step::Done);
        }
        self.mode = Mode::InBody;
        Ok(Step::Again)
    }
}
