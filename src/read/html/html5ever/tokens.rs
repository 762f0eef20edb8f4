//! Parsing a page: html5ever's tokenizer and tree builder, and what is kept from them.
//!
//! html5ever compares each attribute with all before it in its tag, so those beyond a number never reach its tokenizer,
//! and the guard drops tags between it and the tree builder. Both find the same tags: where one may start raw
//! text, the scanner waits until html5ever has parsed the tag, and asks whether it did.

use std::cell::{Cell, RefCell};
use std::ops::Range;

use ::html5ever::TokenizerResult;
use ::html5ever::buffer_queue::BufferQueue;
use ::html5ever::tendril::StrTendril;
use ::html5ever::tokenizer::{
    Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use ::html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};

use super::dom::{Dom, Elements, NodeId, Sink};
use super::guard::{Guard, parts_words};
use crate::limits::Limits;
use crate::read::html::xhtml::Xhtml;
use crate::read::page::is_void;
use crate::read::tags::{Kind, RawText, Tags};

/// A page, parsed.
#[derive(Debug)]
pub(super) struct Parsed<'a> {
    pub(super) dom: Dom<'a>,
    /// The line on which a tag was dropped first, because too many were open.
    pub(super) flattened: Option<usize>,
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
    let tokens = GuardedTokens {
        tree,
        xhtml: Xhtml::of(page),
        guard: RefCell::new(Guard::new(limits)),
        starts_raw_text: Cell::new(false),
    };
    let mut parser = Parser::new(page, tokens);
    let surplus = parser.run(limits.attributes);
    parser.tokenizer.end();
    let GuardedTokens { tree, guard, .. } = parser.tokenizer.sink;
    Parsed {
        dom: tree.sink.into_dom(),
        flattened: guard.into_inner().first_dropped(),
        surplus,
    }
}

/// The tokenizer, which gets the page piece by piece.
struct Parser<'p, 'a> {
    page: &'p str,
    /// The same once more, to be shared by all pieces.
    text: StrTendril,
    tokenizer: Tokenizer<GuardedTokens<'a>>,
    input: BufferQueue,
    /// How much of the page is parsed.
    parsed: usize,
}

impl<'p, 'a> Parser<'p, 'a> {
    fn new(page: &'p str, tokens: GuardedTokens<'a>) -> Self {
        let options = TokenizerOpts {
            // html5ever would drop it from the start of each piece.
            discard_bom: false,
            ..TokenizerOpts::default()
        };
        let start = page.len() - page.trim_start_matches('\u{feff}').len();
        Self {
            page,
            text: StrTendril::from_slice(page),
            tokenizer: Tokenizer::new(tokens, options),
            input: BufferQueue::default(),
            parsed: start.min('\u{feff}'.len_utf8()),
        }
    }

    /// Parses the page without the attributes that are more than `most` in a tag, and reports where the first of
    /// them stand.
    fn run(&mut self, most: usize) -> Option<Range<usize>> {
        let mut first_surplus = None;
        let mut tags = Tags::new(self.page);
        while let Some(token) = tags.next() {
            let (raw, surplus) = match &token.kind {
                Kind::Start(tag) => (RawText::of(tag.name), tag.surplus(most)),
                Kind::End(tag) => (None, tag.surplus(most)),
                Kind::Cdata => (Some(RawText::Cdata), None),
                Kind::Comment => (None, None),
            };
            if let Some(surplus) = surplus {
                self.leave_out(surplus.clone());
                first_surplus.get_or_insert(surplus);
            }
            if let Some(raw) = raw.filter(|raw| self.starts(*raw, token.span)) {
                tags.raw_text(raw);
            }
        }
        self.parse_up_to(self.page.len());
        first_surplus
    }

    /// Whether what stands here starts raw text. The tree decides.
    fn starts(&mut self, raw: RawText, token: Range<usize>) -> bool {
        if raw == RawText::Cdata {
            self.parse_up_to(token.start);
            let tokens = &self.tokenizer.sink;
            return tokens.adjusted_current_node_present_but_not_in_html_namespace();
        }
        self.parse_up_to(token.end);
        self.tokenizer.sink.starts_raw_text.get()
    }

    fn parse_up_to(&mut self, end: usize) {
        let [start, length] = [self.parsed, end - self.parsed].map(|n| n as u32);
        self.feed(self.text.subtendril(start, length));
        self.parsed = end;
    }

    /// Continues after attributes as if there was nothing but white space. Lines are counted on.
    fn leave_out(&mut self, surplus: Range<usize>) {
        self.parse_up_to(surplus.start);
        let lines = self.page[surplus.clone()].matches('\n').count();
        self.feed(StrTendril::from(" ".to_owned() + &"\n".repeat(lines)));
        self.parsed = surplus.end;
    }

    fn feed(&self, piece: StrTendril) {
        self.input.push_back(piece);
        // A script may pause the tokenizer; there is none to run.
        while !matches!(self.tokenizer.feed(&self.input), TokenizerResult::Done) {}
    }
}

/// The tree builder behind the guard.
struct GuardedTokens<'a> {
    tree: TreeBuilder<NodeId, Sink<'a>>,
    xhtml: Xhtml,
    guard: RefCell<Guard>,
    /// Whether the last tag starts raw text.
    starts_raw_text: Cell<bool>,
}

impl GuardedTokens<'_> {
    /// Whether the guard lets a tag pass.
    fn admits(&self, tag: &Tag, line: u64) -> bool {
        let mut guard = self.guard.borrow_mut();
        match tag.kind {
            TagKind::StartTag => guard.start(&tag.name, self.tree.sink.depth(), line),
            TagKind::EndTag => guard.end(&tag.name),
        }
    }

    fn process(&self, token: Token, line: u64) -> TokenSinkResult<NodeId> {
        match &token {
            Token::TagToken(tag) if !self.admits(tag, line) => {
                if parts_words(&tag.name) {
                    let space = Token::CharacterTokens(StrTendril::from_slice(" "));
                    return self.tree.process_token(space, line);
                }
                TokenSinkResult::Continue
            }
            Token::TagToken(tag) if self.is_whole(tag) => {
                let end = Tag {
                    kind: TagKind::EndTag,
                    name: tag.name.clone(),
                    self_closing: false,
                    attrs: Vec::new(),
                    had_duplicate_attributes: false,
                };
                // Nothing of it can be raw text.
                let _ = self.tree.process_token(token, line);
                self.guard.borrow_mut().end(&end.name);
                self.tree.process_token(Token::TagToken(end), line)
            }
            _ => self.tree.process_token(token, line),
        }
    }

    /// Whether a tag is a whole element, which it is to HTML in a drawing or a formula only.
    fn is_whole(&self, tag: &Tag) -> bool {
        tag.kind == TagKind::StartTag
            && tag.self_closing
            && self.xhtml.is_whole(&tag.name)
            && !is_void(&tag.name)
            && !self
                .tree
                .adjusted_current_node_present_but_not_in_html_namespace()
    }
}

impl TokenSink for GuardedTokens<'_> {
    type Handle = NodeId;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<NodeId> {
        let is_tag = matches!(token, Token::TagToken(_));
        let result = self.process(token, line);
        if is_tag {
            let starts_raw_text = matches!(
                result,
                TokenSinkResult::RawData(_) | TokenSinkResult::Plaintext
            );
            self.starts_raw_text.set(starts_raw_text);
        }
        result
    }

    fn end(&self) {
        self.tree.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        // It is asked about CDATA, which is text in all of XML.
        self.xhtml.is_declared
            || self
                .tree
                .adjusted_current_node_present_but_not_in_html_namespace()
    }
}
