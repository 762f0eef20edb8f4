//! Start tags in the "in body" mode.

use super::Mode;
use crate::read::html::parser::Bail;
use crate::read::html::parser::events::{Events, Namespace};
use crate::read::html::parser::names::{BUTTON_SCOPE, HEADING, Name, SCOPE, SPECIAL, Start};
use crate::read::html::parser::tokenizer::TagToken;
use crate::read::html::parser::tree::{HEAD, Step, Stepped, Tree};
use crate::read::tags::RawText;

impl<'a, E: Events> Tree<'a, '_, E> {
    pub(super) fn start_in_body(&mut self, tag: &TagToken<'a>) -> Stepped {
        match tag.name.start() {
            Start::Any => self.insert_in_text(tag)?,
            Start::Anchor => self.start_anchor(tag)?,
            Start::Block => self.insert_block(tag)?,
            Start::Body => self.second_body(tag)?,
            Start::Button => self.start_button(tag)?,
            Start::Embedded => self.start_embedded(tag)?,
            Start::Form => self.start_form(tag)?,
            Start::Formatting => self.start_formatting(tag)?,
            Start::Frameset => return Err(Bail::Frameset),
            Start::Head => return self.start_in_head(tag),
            Start::Heading => self.start_heading(tag)?,
            Start::Html => self.second_html(tag)?,
            Start::Ignored => {}
            Start::Image => self.start_image(tag)?,
            Start::Input => self.start_input(tag)?,
            Start::Item => self.start_item(tag)?,
            Start::Math => self.start_foreign(tag, Namespace::MathMl)?,
            Start::Nobr => self.start_nobr(tag)?,
            Start::Option => self.start_option(tag, Name::Optgroup)?,
            Start::OptionGroup => self.start_option(tag, Name::Other)?,
            Start::Plaintext => self.start_plaintext(tag)?,
            Start::Preformatted => self.start_preformatted(tag)?,
            Start::RawText => self.start_raw_text(tag)?,
            Start::RubyBase => self.start_ruby(tag, Name::Other)?,
            Start::RubyText => self.start_ruby(tag, Name::Rtc)?,
            Start::Rule => self.start_rule(tag)?,
            Start::Select => self.start_select(tag)?,
            Start::Svg => self.start_foreign(tag, Namespace::Svg)?,
            Start::Table => self.start_table(tag)?,
            Start::Void => self.start_void(tag)?,
            Start::VoidPart => _ = self.insert_void(tag)?,
            Start::Xmp => self.start_xmp(tag)?,
        }
        Ok(Step::Done)
    }

    /// An element among text, which active formatting elements hold.
    fn insert_in_text(&mut self, tag: &TagToken<'a>) -> Result<(), Bail> {
        self.reconstruct()?;
        self.insert(tag)?;
        Ok(())
    }

    /// `<applet>` and the like, in which other formatting elements are active.
    fn start_embedded(&mut self, tag: &TagToken<'a>) -> Result<(), Bail> {
        self.insert_in_text(tag)?;
        self.formatting.push_marker();
        Ok(())
    }

    fn start_anchor(&mut self, tag: &TagToken<'a>) -> Result<(), Bail> {
        self.end_active_anchor(tag)?;
        self.start_formatting(tag)
    }

    /// `<image>`, which means `<img>`.
    fn start_image(&mut self, tag: &TagToken<'a>) -> Result<(), Bail> {
        let name = Name::Img;
        self.start_void(&TagToken { name, ..*tag })
    }

    fn start_input(&mut self, tag: &TagToken<'a>) -> Result<(), Bail> {
        self.end_select();
        self.start_void(tag)
    }

    fn start_preformatted(&mut self, tag: &TagToken<'a>) -> Result<(), Bail> {
        self.insert_block(tag)?;
        self.skips_newline = true;
        Ok(())
    }

    fn start_xmp(&mut self, tag: &TagToken<'a>) -> Result<(), Bail> {
        self.end_paragraph();
        self.reconstruct()?;
        self.start_raw_text(tag)
    }

    fn start_void(&mut self, tag: &TagToken<'a>) -> Result<(), Bail> {
        self.reconstruct()?;
        self.insert_void(tag)?;
        Ok(())
    }

    fn start_formatting(&mut self, tag: &TagToken<'a>) -> Result<(), Bail> {
        self.reconstruct()?;
        self.insert_formatting(tag)
    }

    fn start_foreign(&mut self, tag: &TagToken<'a>, namespace: Namespace) -> Result<(), Bail> {
        self.reconstruct()?;
        self.insert_foreign(tag, namespace)
    }

    /// An element that ends a paragraph.
    fn insert_block(&mut self, tag: &TagToken<'a>) -> Result<(), Bail> {
        self.end_paragraph();
        self.insert(tag)?;
        Ok(())
    }

    /// "Close a p element", if one is in button scope.
    pub(super) fn end_paragraph(&mut self) {
        if self.has_paragraph() {
            self.end_element(Name::P, Name::P);
        }
    }

    pub(super) fn has_paragraph(&self) -> bool {
        let stack = &self.stack;
        stack.has_in(SCOPE | BUTTON_SCOPE, |open| open.name == Name::P)
    }

    fn second_html(&mut self, tag: &TagToken<'a>) -> Result<(), Bail> {
        if self.is_in_template() {
            return Ok(());
        }
        self.add_attributes(tag)
    }

    fn second_body(&mut self, tag: &TagToken<'a>) -> Result<(), Bail> {
        let second = self.stack.open.get(HEAD);
        let has_body = second.is_some_and(|open| open.name == Name::Body);
        if !has_body || self.is_in_template() {
            return Ok(());
        }
        self.add_attributes(tag)
    }

    fn start_heading(&mut self, tag: &TagToken<'a>) -> Result<(), Bail> {
        self.end_paragraph();
        if self.stack.current_has(HEADING) {
            self.pop();
        }
        self.insert(tag)?;
        Ok(())
    }

    fn start_form(&mut self, tag: &TagToken<'a>) -> Result<(), Bail> {
        if self.form.is_some() && !self.is_in_template() {
            return Ok(());
        }
        self.end_paragraph();
        let form = self.insert(tag)?;
        if !self.is_in_template() {
            self.form = Some(form);
        }
        Ok(())
    }

    /// `<li>`, `<dd>` and `<dt>`, which end the one before.
    fn start_item(&mut self, tag: &TagToken<'a>) -> Result<(), Bail> {
        let ends = |name: Name| match tag.name {
            Name::Li => name == Name::Li,
            _ => matches!(name, Name::Dd | Name::Dt),
        };
        for open in self.stack.open.iter().rev() {
            if ends(open.name) {
                let name = open.name;
                self.end_element(name, name);
                break;
            }
            if open.is(SPECIAL) && !matches!(open.name, Name::Address | Name::Div | Name::P) {
                break;
            }
        }
        self.insert_block(tag)
    }

    fn start_plaintext(&mut self, tag: &TagToken<'a>) -> Result<(), Bail> {
        self.insert_block(tag)?;
        let part = self.tokenizer.raw_text(RawText::Plaintext);
        let characters = self.tokenizer.characters;
        let raw = characters.verbatim(&self.tokenizer.page[part.clone()]);
        let text = characters.without_nulls(raw);
        self.span = part;
        if !text.is_empty() {
            self.characters((&text).into(), 0)?;
        }
        Ok(())
    }

    fn start_button(&mut self, tag: &TagToken<'a>) -> Result<(), Bail> {
        if self.stack.in_scope(Name::Button) {
            self.end_element(Name::Button, Name::Other);
        }
        self.insert_in_text(tag)
    }

    fn start_nobr(&mut self, tag: &TagToken<'a>) -> Result<(), Bail> {
        self.reconstruct()?;
        if self.stack.in_scope(Name::Nobr) {
            self.adopt(&TagToken::implied(Name::Nobr))?;
            self.reconstruct()?;
        }
        self.insert_formatting(tag)
    }

    pub(super) fn start_table(&mut self, tag: &TagToken<'a>) -> Result<(), Bail> {
        if !self.is_quirky {
            self.end_paragraph();
        }
        self.insert(tag)?;
        self.mode = Mode::InTable;
        Ok(())
    }

    fn start_rule(&mut self, tag: &TagToken<'a>) -> Result<(), Bail> {
        self.end_paragraph();
        if self.stack.in_scope(Name::Select) {
            self.generate_implied_end_tags(Name::Other);
        }
        self.insert_void(tag)?;
        Ok(())
    }

    fn start_raw_text(&mut self, tag: &TagToken<'a>) -> Result<(), Bail> {
        let kind = RawText::of(tag.name.text()).unwrap_or(RawText::Plaintext);
        self.raw_text(tag, kind)
    }

    fn start_select(&mut self, tag: &TagToken<'a>) -> Result<(), Bail> {
        if self.end_select() {
            return Ok(());
        }
        self.insert_in_text(tag)
    }

    /// Ends the `<select>` in which something stands that it cannot hold, if there is one.
    fn end_select(&mut self) -> bool {
        let is_in_scope = self.stack.in_scope(Name::Select);
        if is_in_scope {
            self.pop_until_named(Name::Select);
        }
        is_in_scope
    }

    /// `<option>` and `<optgroup>`, which end the one before.
    fn start_option(&mut self, tag: &TagToken<'a>, except: Name) -> Result<(), Bail> {
        if self.stack.in_scope(Name::Select) {
            self.generate_implied_end_tags(except);
        } else if self.stack.current_is(Name::Option) {
            self.pop();
        }
        self.insert_in_text(tag)
    }

    /// The parts of `<ruby>`.
    fn start_ruby(&mut self, tag: &TagToken<'a>, except: Name) -> Result<(), Bail> {
        if self.stack.in_scope(Name::Ruby) {
            self.generate_implied_end_tags(except);
        }
        self.insert(tag)?;
        Ok(())
    }
}
