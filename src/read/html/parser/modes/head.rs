//! The modes up to the body: "initial", "before html", "before head", "in head", "in head noscript" and "after head".
//!
//! Elements after the head still belong to it. So its end is only reported when the body starts; until then, the white
//! space between these elements is held back.

use super::Mode;
use crate::read::html::parser::Bail;
use crate::read::html::parser::characters::Text;
use crate::read::html::parser::events::Events;
use crate::read::html::parser::names::{Name, Start};
use crate::read::html::parser::tokenizer::TagToken;
use crate::read::html::parser::tree::{HEAD, Step, Stepped, Tree};
use crate::read::tags::RawText;

impl<'a, E: Events> Tree<'a, '_, E> {
    /// "Anything else" in the modes before the body: goes on to the next mode.
    pub(in crate::read::html::parser) fn anything_else(&mut self) -> Stepped {
        match self.mode {
            Mode::Initial => {
                self.is_quirky = true;
                self.mode = Mode::BeforeHtml;
            }
            Mode::BeforeHtml => {
                self.insert_implied(Name::Html)?;
                self.mode = Mode::BeforeHead;
            }
            Mode::BeforeHead => {
                self.insert_implied(Name::Head)?;
                self.mode = Mode::InHead;
            }
            Mode::InHeadNoscript => {
                self.pop();
                self.mode = Mode::InHead;
            }
            Mode::InHead => self.leave_head(),
            _ => self.open_body(&TagToken::implied(Name::Body))?,
        }
        Ok(Step::Again)
    }

    fn leave_head(&mut self) {
        self.flush();
        if let Some(head) = self.stack.open.get_mut(HEAD) {
            (head.name, head.flags) = (Name::Removed, 0);
            self.holds_head = true;
        }
        self.mode = Mode::AfterHead;
    }

    /// Starts the body, before which the head ends.
    fn open_body(&mut self, tag: &TagToken<'a>) -> Result<(), Bail> {
        self.flush();
        if std::mem::take(&mut self.holds_head) {
            self.pop_one();
        }
        self.flush_after_head();
        if tag.text.is_empty() {
            self.insert_implied(Name::Body)?;
        } else {
            self.insert(tag)?;
            self.keep_root_attributes(tag);
        }
        self.mode = Mode::InBody;
        Ok(())
    }

    /// Keeps the attributes of `<html>` or `<body>`: a second one may add to them.
    fn keep_root_attributes(&mut self, tag: &TagToken<'a>) {
        let kept = &mut self.root_attributes[usize::from(tag.name == Name::Body)];
        kept.clone_from(&self.tokenizer.attributes);
    }

    /// The text after the head that grows.
    pub(super) fn text_after_head(&mut self) -> &mut Text<'a> {
        if self.after_head.is_empty() {
            self.after_head.push(Text::new(self.tokenizer.page));
        }
        let last = self.after_head.len() - 1;
        &mut self.after_head[last]
    }

    /// Parts the text after the head from what follows.
    pub(super) fn part_after_head(&mut self) {
        if self.after_head.last().is_some_and(|text| !text.is_empty()) {
            self.after_head.push(Text::new(self.tokenizer.page));
        }
    }

    pub(super) fn start_before_html(&mut self, tag: &TagToken<'a>) -> Stepped {
        if tag.name != Name::Html {
            return self.anything_else();
        }
        self.insert(tag)?;
        self.keep_root_attributes(tag);
        self.mode = Mode::BeforeHead;
        Ok(Step::Done)
    }

    pub(super) fn start_before_head(&mut self, tag: &TagToken<'a>) -> Stepped {
        match tag.name {
            Name::Html => self.start_in_body(tag),
            Name::Head => {
                self.insert(tag)?;
                self.mode = Mode::InHead;
                Ok(Step::Done)
            }
            _ => self.anything_else(),
        }
    }

    pub(super) fn end_before_head(&mut self, tag: &TagToken<'a>) -> Stepped {
        match tag.name {
            Name::Head | Name::Body | Name::Html | Name::Br => self.anything_else(),
            _ => Ok(Step::Done),
        }
    }

    /// The "in head" mode, which is also that of some elements in the body, in tables and in templates.
    pub(super) fn start_in_head(&mut self, tag: &TagToken<'a>) -> Stepped {
        match tag.name {
            Name::Html => return self.start_in_body(tag),
            Name::Base | Name::Basefont | Name::Bgsound | Name::Link | Name::Meta => {
                self.insert_void(tag)?;
            }
            Name::Noscript => {
                self.insert(tag)?;
                self.mode = Mode::InHeadNoscript;
            }
            Name::Template => self.start_template(tag)?,
            Name::Head => {}
            name if name.start() == Start::Head => {
                let kind = RawText::of(name.text()).unwrap_or(RawText::Plaintext);
                self.raw_text(tag, kind)?;
            }
            _ => return self.anything_else(),
        }
        Ok(Step::Done)
    }

    pub(super) fn end_in_head(&mut self, tag: &TagToken<'a>) -> Stepped {
        match tag.name {
            Name::Head => self.leave_head(),
            Name::Body | Name::Html | Name::Br => return self.anything_else(),
            Name::Template => self.end_template(),
            _ => {}
        }
        Ok(Step::Done)
    }

    pub(super) fn start_in_noscript(&mut self, tag: &TagToken<'a>) -> Stepped {
        match tag.name {
            Name::Html => self.start_in_body(tag),
            Name::Basefont
            | Name::Bgsound
            | Name::Link
            | Name::Meta
            | Name::Noframes
            | Name::Style => self.start_in_head(tag),
            Name::Head | Name::Noscript => Ok(Step::Done),
            _ => self.anything_else(),
        }
    }

    pub(super) fn end_in_noscript(&mut self, tag: &TagToken<'a>) -> Stepped {
        match tag.name {
            Name::Noscript => {
                self.anything_else()?;
                Ok(Step::Done)
            }
            Name::Br => self.anything_else(),
            _ => Ok(Step::Done),
        }
    }

    pub(super) fn start_after_head(&mut self, tag: &TagToken<'a>) -> Stepped {
        match tag.name {
            Name::Html => self.start_in_body(tag),
            Name::Body => {
                self.open_body(tag)?;
                Ok(Step::Done)
            }
            Name::Frameset => Err(Bail::Frameset),
            Name::Head => Ok(Step::Done),
            name if name.start() == Start::Head => self.start_in_head(tag),
            _ => self.anything_else(),
        }
    }

    pub(super) fn end_after_head(&mut self, tag: &TagToken<'a>) -> Stepped {
        match tag.name {
            Name::Body | Name::Html | Name::Br => self.anything_else(),
            Name::Template => {
                self.end_template();
                Ok(Step::Done)
            }
            _ => Ok(Step::Done),
        }
    }
}
