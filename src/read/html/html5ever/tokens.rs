//! Parsing a page: our tokenizer, html5ever's tree builder behind the guard, and what is kept from them.
//!
//! html5ever's own tokenizer would give the same tokens, at a price: it compares each attribute with all before it in its
//! tag, and it brings a table of character references of its own.

use std::borrow::Cow;
use std::ops::Range;

use ::html5ever::tendril::StrTendril;
use ::html5ever::tokenizer::{Doctype, Tag, TagKind, Token, TokenSink as _, TokenSinkResult};
use ::html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
use ::html5ever::{Attribute, LocalName, QualName, ns};

use super::dom::{Dom, Elements, NodeId, Sink};
use super::guard::{Guard, parts_words};
use crate::limits::Limits;
use crate::read::html::parser::{self, TagToken, Tokenizer, sets_quirks};
use crate::read::html::xhtml::Xhtml;
use crate::read::page::is_void;
use crate::read::tags::RawText;

/// A parsed page.
#[derive(Debug)]
pub(super) struct Parsed<'a> {
    pub(super) dom: Dom<'a>,
    /// Where a tag was dropped first, because too many were open.
    pub(super) flattened: Option<Range<usize>>,
    /// Where attributes were left out first, because their tag has too many.
    pub(super) surplus: Option<Range<usize>>,
}

/// Parses a page.
pub(super) fn parse<'a>(page: &str, limits: &Limits, elements: &'a Elements) -> Parsed<'a> {
    let tree = TreeBuilder::new(
        Sink::new(page.len(), limits.attributes, elements),
        TreeBuilderOpts {
            // What stands in for scripts is part of the page.
            scripting_enabled: false,
            ..TreeBuilderOpts::default()
        },
    );
    let mut parser = Parser {
        page,
        shared: StrTendril::from_slice(page),
        tokenizer: Tokenizer::new(page, limits.attributes),
        tree,
        xhtml: Xhtml::of(page),
        guard: Guard::new(limits),
    };
    parser.run();
    Parsed {
        dom: parser.tree.sink.into_dom(),
        flattened: parser.guard.first_dropped(),
        surplus: parser.tokenizer.surplus,
    }
}

struct Parser<'p, 'a> {
    page: &'p str,
    /// The page once more, of which text in the tree is a part.
    shared: StrTendril,
    tokenizer: Tokenizer<'p>,
    tree: TreeBuilder<NodeId, Sink<'a>>,
    xhtml: Xhtml,
    guard: Guard,
}

impl Parser<'_, '_> {
    fn run(&mut self) {
        loop {
            // CDATA sections are text in all of XML.
            let has_cdata = self.xhtml.is_declared || self.is_in_foreign();
            let (token, span) = self.tokenizer.next(has_cdata);
            self.tree.sink.set_span(&span);
            match token {
                parser::Token::Start(tag) => self.start(&tag, &span),
                parser::Token::End(tag) => self.end(&tag),
                parser::Token::Text(part, has_references) => self.characters(part, has_references),
                parser::Token::Cdata(part) => self.characters(part, false),
                parser::Token::Comment => self.put(Token::CommentToken(StrTendril::new())),
                parser::Token::Doctype(text, is_closed) => self.put(Token::DoctypeToken(Doctype {
                    name: Some(StrTendril::from_slice("html")),
                    force_quirks: sets_quirks(text, is_closed),
                    ..Doctype::default()
                })),
                // html5ever does this for `</>`, too, although the standard does not count it as a token.
                parser::Token::Nothing => self.put(Token::ParseError(Cow::Borrowed(""))),
                parser::Token::EndOfFile => return self.put(Token::EOFToken),
            }
        }
    }

    fn is_in_foreign(&self) -> bool {
        self.tree
            .adjusted_current_node_present_but_not_in_html_namespace()
    }

    fn put(&mut self, token: Token) {
        let _ = self.give(token);
    }

    fn give(&mut self, token: Token) -> TokenSinkResult<NodeId> {
        // The sink gets the span of each token, so it needs no line number.
        self.tree.process_token(token, 1)
    }

    // ---- tags

    fn start(&mut self, token: &TagToken<'_>, span: &Range<usize>) {
        let tag = self.tag(token, TagKind::StartTag);
        let depth = self.tree.sink.depth();
        if !self.guard.start(&tag.name, depth, span) {
            return self.dropped(&tag.name);
        }
        let name = tag.name.clone();
        let is_whole = self.is_whole(&tag);
        let result = self.give(Token::TagToken(tag));
        if is_whole {
            self.guard.end(&name);
            self.put(Token::TagToken(end_tag(name)));
        } else if matches!(
            result,
            TokenSinkResult::RawData(_) | TokenSinkResult::Plaintext
        ) {
            if let Some(kind) = RawText::of(token.text) {
                self.raw_text(kind);
            }
        }
    }

    fn end(&mut self, token: &TagToken<'_>) {
        let tag = self.tag(token, TagKind::EndTag);
        match self.guard.end(&tag.name) {
            true => self.put(Token::TagToken(tag)),
            false => self.dropped(&tag.name),
        }
    }

    /// What remains of a tag that the guard drops.
    fn dropped(&mut self, name: &str) {
        if parts_words(name) {
            self.put(Token::CharacterTokens(StrTendril::from_slice(" ")));
        }
    }

    fn tag(&mut self, token: &TagToken<'_>, kind: TagKind) -> Tag {
        let name = self.tokenizer.characters.name(token.text);
        let attributes = self.tokenizer.attributes.drain(..);
        let attribute = |attribute: parser::Attribute<'_>| Attribute {
            name: QualName::new(None, ns!(), LocalName::from(attribute.name)),
            value: StrTendril::from_slice(&attribute.value),
        };
        Tag {
            kind,
            name: LocalName::from(name),
            self_closing: token.is_self_closing,
            attrs: attributes.map(attribute).collect(),
            had_duplicate_attributes: false,
        }
    }

    /// Whether a tag is a whole element, which it is to HTML in a drawing or a formula only.
    fn is_whole(&self, tag: &Tag) -> bool {
        tag.self_closing
            && self.xhtml.is_whole(&tag.name)
            && !is_void(&tag.name)
            && !self.is_in_foreign()
    }

    // ---- text

    /// Processes the characters in a part of the page.
    fn characters(&mut self, part: Range<usize>, has_references: bool) {
        let mut start = part.start;
        for text in self.page[part].split_inclusive('\0') {
            let whole = text.strip_suffix('\0');
            let end = start + whole.unwrap_or(text).len();
            if start < end {
                let text = self.text(start..end, has_references);
                self.put(Token::CharacterTokens(text));
            }
            if whole.is_some() {
                self.put(Token::NullCharacterToken);
            }
            start += text.len();
        }
    }

    /// Takes the text of an element that holds only text.
    fn raw_text(&mut self, kind: RawText) {
        let part = self.tokenizer.raw_text(kind);
        self.tree.sink.set_span(&part);
        let text = self.text(part, matches!(kind, RawText::Escapable(_)));
        if !text.is_empty() {
            self.put(Token::CharacterTokens(text));
        }
    }

    /// A part of the page as text in which NUL is a character like others.
    fn text(&self, part: Range<usize>, has_references: bool) -> StrTendril {
        let raw = &self.page[part.clone()];
        let characters = self.tokenizer.characters;
        let text = match has_references {
            true => characters.text(raw),
            false => characters.verbatim(raw),
        };
        match characters.without_nulls(text) {
            Cow::Borrowed(text) if text.len() == raw.len() => {
                let [start, length] = [part.start, part.len()].map(|n| n as u32);
                self.shared.subtendril(start, length)
            }
            text => StrTendril::from_slice(&text),
        }
    }
}

fn end_tag(name: LocalName) -> Tag {
    Tag {
        kind: TagKind::EndTag,
        name,
        self_closing: false,
        attrs: Vec::new(),
        had_duplicate_attributes: false,
    }
}
