//! Where tags stand in a text, by the tokenization rules of the HTML standard.
//!
//! This is the only code that knows what a tag, a comment and raw text are. It does not know the tree that tags
//! make, on which depends what some of them mean: a `<title>` of a page holds text, a `<title>` in SVG holds tags,
//! and `<![CDATA[` starts text only in SVG and MathML. [`Tags`] leaves that to its user; [`Pieces`], for those who
//! have no tree, determines it by the names of the tags.
//!
//! Every byte is looked at a fixed number of times: what is not closed reaches to the end of the text.

mod attributes;
mod pieces;
mod raw_text;
#[cfg(test)]
mod tests;

use std::ops::Range;

pub(crate) use attributes::{Attributes, is_space};
pub(crate) use pieces::{Piece, Pieces};
pub(crate) use raw_text::RawText;

/// What starts with a `<` that is no text.
#[derive(Clone, Debug)]
pub(crate) struct Token<'a> {
    pub(crate) span: Range<usize>,
    /// Whether it has its end. Without it the text ends in it.
    pub(crate) is_closed: bool,
    pub(crate) kind: Kind<'a>,
}

#[derive(Clone, Debug)]
pub(crate) enum Kind<'a> {
    Start(Tag<'a>),
    End(Tag<'a>),
    /// A comment, a doctype or a processing instruction: nothing that is shown.
    Comment,
    /// What is a comment in HTML, but in SVG and MathML starts [`RawText::Cdata`].
    Cdata,
}

/// A start tag or an end tag.
#[derive(Clone, Debug)]
pub(crate) struct Tag<'a> {
    /// The name as it is written, in any case.
    pub(crate) name: &'a str,
    /// Whether it ends with `/>`.
    pub(crate) is_self_closing: bool,
    text: &'a str,
    /// From after the name to the end of the last attribute.
    attributes: Range<usize>,
}

impl<'a> Tag<'a> {
    /// Reads the tag whose name starts here; also gives where it ends, if it does.
    fn read(text: &'a str, start: usize) -> (Self, Option<usize>) {
        let bytes = text.as_bytes();
        let name_end = start + name_length(&bytes[start..]);
        let mut attributes = Attributes::new(bytes, name_end);
        let last_end = attributes.by_ref().last().map_or(name_end, |last| last.end);
        let close = attributes.close();
        let tag = Self {
            name: &text[start..name_end],
            is_self_closing: close.is_some_and(|close| bytes[last_end..close].ends_with(b"/")),
            text,
            attributes: name_end..last_end,
        };
        (tag, close.map(|close| close + 1))
    }

    /// Names and values of the attributes, as they are written.
    pub(crate) fn attributes(&self) -> impl Iterator<Item = (&'a str, &'a str)> + use<'a> {
        let text = self.text;
        let attributes = Attributes::new(text.as_bytes(), self.attributes.start);
        attributes.map(|attribute| (&text[attribute.name], &text[attribute.value]))
    }
}

/// The tags of a text, and what else is no text, in order.
///
/// It goes on with tags after each. Where raw text follows, [`raw_text`](Tags::raw_text) has to be called first.
#[derive(Clone, Debug)]
pub(crate) struct Tags<'a> {
    text: &'a str,
    at: usize,
    /// The last token.
    last: Range<usize>,
}

impl<'a> Tags<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        Self {
            text,
            at: 0,
            last: 0..0,
        }
    }

    /// Passes over the raw text that the last token starts, and returns where it stands.
    pub(crate) fn raw_text(&mut self, kind: RawText) -> Range<usize> {
        let bytes = self.text.as_bytes();
        if kind == RawText::Cdata {
            let start = self.last.start + CDATA.len();
            let length = memchr::memmem::find(&bytes[start..], b"]]>");
            let end = length.map_or(bytes.len(), |length| start + length);
            self.at = length.map_or(bytes.len(), |_| end + b"]]>".len());
            return start..end;
        }
        self.at = kind.end(bytes, self.last.end);
        self.last.end..self.at
    }

    /// What the `<` at this place starts, if it is no text, and where that ends, if it does.
    fn markup(&self, start: usize) -> Option<(Kind<'a>, Option<usize>)> {
        let bytes = self.text.as_bytes();
        let rest = &bytes[start..];
        let closed = || memchr::memchr(b'>', rest).map(|close| start + close + 1);
        Some(match rest.get(1)? {
            b'!' if rest.starts_with(b"<!--") => (Kind::Comment, comment_end(bytes, start)),
            b'!' if rest.starts_with(CDATA) => (Kind::Cdata, closed()),
            b'!' | b'?' => (Kind::Comment, closed()),
            b'/' if rest.get(2)?.is_ascii_alphabetic() => {
                let (tag, end) = Tag::read(self.text, start + 2);
                (Kind::End(tag), end)
            }
            b'/' => (Kind::Comment, closed()),
            byte if byte.is_ascii_alphabetic() => {
                let (tag, end) = Tag::read(self.text, start + 1);
                (Kind::Start(tag), end)
            }
            _ => return None,
        })
    }
}

impl<'a> Iterator for Tags<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        let bytes = self.text.as_bytes();
        while let Some(found) = memchr::memchr(b'<', &bytes[self.at..]) {
            let start = self.at + found;
            self.at = start + 1;
            if let Some((kind, end)) = self.markup(start) {
                self.at = end.unwrap_or(bytes.len());
                self.last = start..self.at;
                return Some(Token {
                    span: self.last.clone(),
                    is_closed: end.is_some(),
                    kind,
                });
            }
        }
        self.at = bytes.len();
        None
    }
}

pub(crate) const CDATA: &[u8] = b"<![CDATA[";

/// The name of the start tag whose `<` stands before this text.
pub(crate) fn tag_name(after: &str) -> Option<&str> {
    let is_tag = after.starts_with(|c: char| c.is_ascii_alphabetic());
    is_tag.then(|| &after[..name_length(after.as_bytes())])
}

/// How long the name is with which a tag starts.
pub(crate) fn name_length(tag: &[u8]) -> usize {
    let is_end = |byte: &u8| is_space(*byte) || matches!(byte, b'/' | b'>');
    tag.iter().position(is_end).unwrap_or(tag.len())
}

/// Where the comment ends that starts here, if it does.
pub(crate) fn comment_end(bytes: &[u8], start: usize) -> Option<usize> {
    let start = start + b"<!--".len();
    let inside = &bytes[start..];
    let is_end = |close: &usize| match &inside[..*close] {
        // `<!-->` and `<!--->` are whole.
        b"" | b"-" => true,
        comment => comment.ends_with(b"--") || comment.ends_with(b"--!"),
    };
    let close = memchr::memchr_iter(b'>', inside).find(is_end);
    close.map(|close| start + close + 1)
}
