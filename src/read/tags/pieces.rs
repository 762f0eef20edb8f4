//! Tags and the text between them, for those who have no tree.

use std::collections::VecDeque;
use std::ops::Range;

use super::{Kind, RawText, Tag, Tags};

/// A piece of a text.
#[derive(Clone, Debug)]
pub(crate) enum Piece<'a> {
    Start(Tag<'a>),
    End(Tag<'a>),
    /// Text in which character references mean something.
    Text(&'a str),
    /// Text in which nothing means anything.
    Verbatim(&'a str),
    Comment,
}

/// The pieces of a text, each with its place. None is empty.
///
/// What tags mean is determined by their names. SVG and MathML reach from their start tag to their end tag, except for
/// elements in them that hold HTML.
pub(crate) struct Pieces<'a> {
    text: &'a str,
    tags: Tags<'a>,
    /// The pieces that were found and not given yet; no more than three.
    found: VecDeque<(Range<usize>, Piece<'a>)>,
    /// The open elements that start SVG or MathML, or HTML in these, innermost last.
    roots: Vec<&'a str>,
}

impl<'a> Pieces<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        Self {
            text,
            tags: Tags::new(text),
            found: VecDeque::new(),
            roots: Vec::new(),
        }
    }

    /// Finds what stands up to the next token, and the token.
    fn find(&mut self) {
        let done = self.tags.at;
        let token = self.tags.next();
        let start = token.as_ref().map(|token| token.span.start);
        self.add(done..start.unwrap_or(self.text.len()), Piece::Text);
        let Some(token) = token else {
            return;
        };
        let (piece, raw) = match token.kind {
            Kind::Start(tag) => {
                let raw = self.enter(&tag);
                (Piece::Start(tag), raw)
            }
            Kind::End(tag) => {
                self.leave(tag.name);
                (Piece::End(tag), None)
            }
            Kind::Cdata => (Piece::Comment, self.is_foreign().then_some(RawText::Cdata)),
            Kind::Comment => (Piece::Comment, None),
        };
        if raw != Some(RawText::Cdata) {
            self.found.push_back((token.span, piece));
        }
        match raw {
            Some(raw @ RawText::Escapable(_)) => {
                let text = self.tags.raw_text(raw);
                self.add(text, Piece::Text);
            }
            Some(raw) => {
                let text = self.tags.raw_text(raw);
                self.add(text, Piece::Verbatim);
            }
            None => {}
        }
    }

    fn add(&mut self, range: Range<usize>, piece: fn(&'a str) -> Piece<'a>) {
        if !range.is_empty() {
            let text = &self.text[range.clone()];
            self.found.push_back((range, piece(text)));
        }
    }

    fn is_foreign(&self) -> bool {
        self.roots.last().is_some_and(|root| starts_foreign(root))
    }

    /// Notes that an element starts, and returns what follows if that is raw text.
    fn enter(&mut self, tag: &Tag<'a>) -> Option<RawText> {
        let is_foreign = self.is_foreign();
        let is_root = starts_foreign(tag.name) || (is_foreign && holds_html(tag.name));
        if is_root && !tag.is_self_closing {
            self.roots.push(tag.name);
        }
        RawText::of(tag.name).filter(|_| !is_foreign)
    }

    /// Notes that an element ends.
    fn leave(&mut self, name: &str) {
        let ends_last = |roots: &[&str]| {
            let last = roots.last();
            last.is_some_and(|root| root.eq_ignore_ascii_case(name))
        };
        if ends_last(&self.roots) {
            self.roots.pop();
        } else if starts_foreign(name) && !self.is_foreign() {
            // The HTML in it was left open.
            self.roots.pop();
            self.roots.pop();
        }
    }
}

impl<'a> Iterator for Pieces<'a> {
    type Item = (Range<usize>, Piece<'a>);

    fn next(&mut self) -> Option<(Range<usize>, Piece<'a>)> {
        // An empty CDATA section is no piece.
        while self.found.is_empty() && self.tags.at < self.text.len() {
            self.find();
        }
        self.found.pop_front()
    }
}

fn starts_foreign(name: &str) -> bool {
    ["svg", "math"]
        .iter()
        .any(|root| root.eq_ignore_ascii_case(name))
}

/// Whether an element of SVG or MathML holds HTML.
fn holds_html(name: &str) -> bool {
    const NAMES: [&str; 9] = [
        "foreignobject", "desc", "title", "annotation-xml", "mi", "mo", "mn", "ms", "mtext",
    ];
    NAMES.iter().any(|known| known.eq_ignore_ascii_case(name))
}
