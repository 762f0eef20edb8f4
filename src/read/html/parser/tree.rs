//! "Tree construction": the main loop, and what insertion modes share. Each token goes to the rules of the current
//! mode, which open and close elements; this is reported at once. `modes/` implements the modes as further methods of
//! [`Tree`].

use std::ops::Range;

use super::Bail;
use super::characters::{Piece, Text};
use super::events::{Attribute, Events, Namespace, Tag};
use super::foreign::Integration;
use super::formatting::Formatting;
use super::modes::Mode;
use super::names::{FOSTERS, Flags, Name};
use super::stack::{Open, Stack};
use super::tokenizer::{TagToken, Token, Tokenizer};
use crate::limits::Limits;
use crate::read::tags::RawText;

/// Whether a token is done, or has to be reprocessed in the mode that was switched to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Done,
    Again,
}

pub(super) type Stepped = Result<Step, Bail>;

pub(super) struct Tree<'a, 'e, E> {
    pub(super) tokenizer: Tokenizer<'a>,
    events: &'e mut E,
    /// The span of the current token.
    pub(super) span: Range<usize>,
    pub(super) mode: Mode,
    /// "The stack of template insertion modes": one for each open template.
    pub(super) template_modes: Vec<Mode>,
    pub(super) stack: Stack<'a>,
    pub(super) formatting: Formatting,
    /// "The form element pointer"
    pub(super) form: Option<u32>,
    pub(super) is_quirky: bool,
    /// Whether to skip a line end at the start of the next text.
    pub(super) skips_newline: bool,
    /// Whether "foster parenting" is enabled: elements and text move before the table if the current node is part of
    /// one.
    pub(super) is_fostering: bool,
    /// Whether the head has ended but its end is not reported yet: elements after it belong to it as long as there is
    /// no body.
    pub(super) holds_head: bool,
    /// The white space after the head, as texts separated by comments.
    pub(super) after_head: Vec<Text<'a>>,
    /// Text that is not reported yet, since more may follow.
    text: Text<'a>,
    /// The attributes of `<html>` and of `<body>`.
    pub(super) root_attributes: [Vec<Attribute<'a>>; 2],
    pub(super) limits: &'e Limits,
    next_id: u32,
}

impl<'a, 'e, E: Events> Tree<'a, 'e, E> {
    pub(super) fn new(page: &'a str, limits: &'e Limits, events: &'e mut E) -> Self {
        Self {
            tokenizer: Tokenizer::new(page, limits.attributes),
            events,
            span: 0..0,
            mode: Mode::Initial,
            template_modes: Vec::new(),
            stack: Stack::new(),
            formatting: Formatting::new(),
            form: None,
            is_quirky: false,
            skips_newline: false,
            is_fostering: false,
            holds_head: false,
            after_head: Vec::new(),
            text: Text::new(page),
            root_attributes: [Vec::new(), Vec::new()],
            limits,
            next_id: 0,
        }
    }

    /// Parses the page.
    pub(super) fn run(mut self) -> Result<(), Bail> {
        loop {
            let (token, span) = self.tokenizer.next(self.is_in_foreign());
            if self.tokenizer.surplus.is_some() {
                return Err(Bail::Attributes);
            }
            self.span = span;
            match token {
                Token::Text(part, has_references) => {
                    self.raw_characters(part, has_references)?;
                    continue;
                }
                Token::Cdata(part) => {
                    self.raw_characters(part, false)?;
                    continue;
                }
                _ => {}
            }
            // html5ever does this for `</>`, too, although the standard does not count it as a token.
            self.skips_newline = false;
            match token {
                Token::Start(tag) => self.start(&tag)?,
                Token::End(tag) => self.end(&tag)?,
                Token::Comment => self.comment(),
                Token::Doctype(text, is_closed) => self.doctype(text, is_closed),
                Token::EndOfFile => return self.end_of_file(),
                _ => {}
            }
        }
    }

    // ---- text

    /// Processes the characters in a part of the page, which may hold NULs.
    fn raw_characters(&mut self, part: Range<usize>, has_references: bool) -> Result<(), Bail> {
        let raw = &self.tokenizer.page[part.clone()];
        if !(self.tokenizer.characters.has_nulls() && raw.contains('\0')) {
            return self.characters_of(part, has_references);
        }
        let mut start = part.start;
        for text in raw.split_inclusive('\0') {
            let end = start + text.trim_end_matches('\0').len();
            self.characters_of(start..end, has_references)?;
            start += text.len();
            if end < start {
                self.skips_newline = false;
                self.null()?;
            }
        }
        Ok(())
    }

    /// Processes the characters in a part of the page without NULs.
    fn characters_of(&mut self, part: Range<usize>, has_references: bool) -> Result<(), Bail> {
        let raw = &self.tokenizer.page[part.clone()];
        let characters = self.tokenizer.characters;
        let piece = if has_references {
            characters.text(raw)
        } else {
            characters.verbatim(raw)
        };
        self.span = part;
        let start = usize::from(std::mem::take(&mut self.skips_newline) && piece.starts_with('\n'));
        if start < piece.len() {
            self.characters((&piece).into(), start)?;
        }
        Ok(())
    }

    /// Adds a part of a text to the current node.
    pub(super) fn append(&mut self, piece: Piece<'_>, part: Range<usize>) {
        self.text.push(piece, part, &self.span);
    }

    /// Adds text that replaces what the page has there.
    pub(super) fn append_copy(&mut self, text: &str) {
        self.text.push_copy(text, &self.span);
    }

    /// Reports the text that was collected, before anything else is reported.
    pub(super) fn flush(&mut self) {
        self.text.flush(self.events);
    }

    /// Reports the white space between head and body.
    pub(super) fn flush_after_head(&mut self) {
        for mut text in std::mem::take(&mut self.after_head) {
            text.flush(self.events);
        }
    }

    // ---- elements

    /// "Insert an HTML element" for a tag, with the attributes that were read last.
    pub(super) fn insert(&mut self, tag: &TagToken<'a>) -> Result<u32, Bail> {
        let attributes = std::mem::take(&mut self.tokenizer.attributes);
        let id = self.insert_with(tag, &attributes);
        self.tokenizer.attributes = attributes;
        id
    }

    /// "Insert an HTML element" that no tag opens.
    pub(super) fn insert_implied(&mut self, name: Name) -> Result<u32, Bail> {
        self.insert_with(&TagToken::implied(name), &[])
    }

    /// Inserts an HTML element with these attributes.
    pub(super) fn insert_with(
        &mut self,
        tag: &TagToken<'a>,
        attributes: &[Attribute<'a>],
    ) -> Result<u32, Bail> {
        let written;
        let name = match tag.name {
            Name::Other => {
                written = self.tokenizer.characters.name(tag.text);
                &*written
            }
            known => known.text(),
        };
        let tag_event = Tag {
            namespace: Namespace::Html,
            name,
            attributes,
        };
        let open = Open {
            name: tag.name,
            flags: tag.name.flags(),
            namespace: Namespace::Html,
            integration: Integration::None,
            text: tag.text,
            id: 0,
        };
        self.open(&tag_event, open)
    }

    /// Reports that an element starts, and pushes it onto the stack.
    pub(super) fn open(&mut self, tag: &Tag<'_>, open: Open<'a>) -> Result<u32, Bail> {
        if self.is_fostering && self.stack.current_has(FOSTERS) {
            return Err(Bail::FosterParenting);
        }
        if self.stack.open.len() >= self.limits.elements as usize {
            return Err(Bail::Depth);
        }
        self.flush();
        self.events.open(tag, self.span.clone());
        self.next_id += 1;
        let id = self.next_id;
        self.stack.open.push(Open { id, ..open });
        Ok(id)
    }

    /// Inserts a void element, which ends at once.
    pub(super) fn insert_void(&mut self, tag: &TagToken<'a>) -> Result<u32, Bail> {
        let id = self.insert(tag)?;
        self.pop();
        Ok(id)
    }

    /// Ends the current node, and then each element below it on the stack that was removed before.
    pub(super) fn pop(&mut self) {
        self.flush();
        self.pop_one();
        while self.stack.current_is(Name::Removed)
            && !(self.holds_head && self.stack.open.len() == HEAD + 1)
        {
            self.pop_one();
        }
    }

    /// Ends the last element on the stack.
    pub(super) fn pop_one(&mut self) {
        if self.stack.open.pop().is_some() {
            self.events.close(self.span.clone());
        }
    }

    /// Ends elements up to and including the first one that is wanted.
    pub(super) fn pop_until(&mut self, is_wanted: impl Fn(&Open<'a>) -> bool) {
        while let Some(open) = self.stack.current().copied() {
            self.pop();
            if is_wanted(&open) {
                return;
            }
        }
    }

    pub(super) fn pop_until_named(&mut self, name: Name) {
        self.pop_until(|open| open.name == name);
    }

    /// Ends elements until `length` are left.
    pub(super) fn truncate(&mut self, length: usize) {
        while self.stack.open.len() > length {
            self.pop();
        }
    }

    /// "Clear the stack back to a table context" and its variants: to an element with one of the flags or the name
    /// `or`.
    pub(super) fn clear_to(&mut self, flags: Flags, or: Name) {
        while let Some(open) = self.stack.current() {
            let is_context = open.is(flags) || matches!(open.name, Name::Template | Name::Html);
            if is_context || open.name == or {
                return;
            }
            self.pop();
        }
    }

    /// Removes an element from the stack, even if others are open in it.
    pub(super) fn remove(&mut self, id: u32) {
        let Some(at) = self.stack.position(id) else {
            return;
        };
        if at + 1 == self.stack.open.len() {
            return self.pop();
        }
        let open = &mut self.stack.open[at];
        (open.name, open.flags, open.text) = (Name::Removed, 0, "");
    }

    /// "Generate implied end tags, except for" one.
    pub(super) fn generate_implied_end_tags(&mut self, except: Name) {
        while self.stack.implies_end(except) {
            self.pop();
        }
    }

    /// Ends an element that is in scope, with everything open in it.
    pub(super) fn end_element(&mut self, name: Name, except: Name) {
        self.generate_implied_end_tags(except);
        self.pop_until_named(name);
    }

    /// "Parsing elements that contain only text": everything up to the end tag.
    pub(super) fn raw_text(&mut self, tag: &TagToken<'a>, kind: RawText) -> Result<(), Bail> {
        self.insert(tag)?;
        let part = self.tokenizer.raw_text(kind);
        let raw = &self.tokenizer.page[part.clone()];
        let characters = self.tokenizer.characters;
        let text = characters.without_nulls(match kind {
            RawText::Escapable(_) => characters.text(raw),
            _ => characters.verbatim(raw),
        });
        let start = usize::from(tag.name == Name::Textarea && text.starts_with('\n'));
        self.span = part;
        self.append((&text).into(), start..text.len());
        let (_, span) = self.tokenizer.next(false);
        self.span = span;
        self.pop();
        Ok(())
    }

    /// Adds the attributes of a second `<html>` or `<body>` to those of the first.
    pub(super) fn add_attributes(&mut self, tag: &TagToken<'a>) -> Result<(), Bail> {
        let attributes = &mut self.root_attributes[usize::from(tag.name == Name::Body)];
        let known = attributes.len();
        for attribute in self.tokenizer.attributes.drain(..) {
            if !attributes.iter().any(|known| known.name == attribute.name) {
                attributes.push(attribute);
            }
        }
        if attributes.len() == known {
            return Ok(());
        }
        if attributes.len() > self.limits.attributes {
            return Err(Bail::Attributes);
        }
        let added = Tag {
            namespace: Namespace::Html,
            name: tag.name.text(),
            attributes: &attributes[known..],
        };
        match self.events.add_attributes(&added, self.span.clone()) {
            true => Ok(()),
            false => Err(Bail::LateAttributes),
        }
    }

    /// Ends all open elements.
    pub(super) fn close_all(&mut self) {
        self.flush();
        while !self.stack.open.is_empty() {
            self.pop_one();
        }
    }
}

/// The index of the head on the stack of open elements.
pub(super) const HEAD: usize = 1;
