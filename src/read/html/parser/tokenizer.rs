//! Tags, comments and text, by the standard's "Tokenization". [`read::tags`](crate::read::tags) finds the parts of a
//! tag, and where comments and raw text end.

use std::ops::Range;

use super::Bail;
use super::characters::Characters;
use super::events::Attribute;
use super::names::Name;
use crate::read::tags::{Attributes, CDATA, RawText, comment_end, name_length};

/// A token. Its span comes with it; the attributes of the last start tag are in [`Tokenizer::attributes`].
#[derive(Clone, Debug)]
pub(in crate::read::html) enum Token<'a> {
    Start(TagToken<'a>),
    End(TagToken<'a>),
    /// Text, and whether it may have character references, which are to be replaced.
    Text(Range<usize>, bool),
    /// The content of a CDATA section.
    Cdata(Range<usize>),
    Comment,
    /// The text after `<!DOCTYPE`, and whether it is closed.
    Doctype(&'a str, bool),
    /// `</>`, which is ignored.
    Nothing,
    EndOfFile,
}

/// A start tag or an end tag.
#[derive(Clone, Copy, Debug)]
pub(in crate::read::html) struct TagToken<'a> {
    pub(super) name: Name,
    /// The name as written, in any case; empty if the tag is implied.
    pub(in crate::read::html) text: &'a str,
    pub(in crate::read::html) is_self_closing: bool,
    /// The offset at which its attributes start.
    pub(super) attributes: usize,
}

impl TagToken<'_> {
    /// A tag that the input implies but does not contain.
    pub(super) fn implied(name: Name) -> Self {
        TagToken {
            name,
            text: "",
            is_self_closing: false,
            attributes: usize::MAX,
        }
    }
}

/// The bytes of attributes that may be read again, as a multiple of the page's length. It keeps the work linear.
const MOST_READINGS: usize = 16;

pub(in crate::read::html) struct Tokenizer<'a> {
    pub(super) page: &'a str,
    pub(in crate::read::html) characters: Characters,
    /// The offset of the next token.
    at: usize,
    most_attributes: usize,
    /// How many more bytes of attributes may be read again.
    rereadable: usize,
    /// The attributes of the last start tag.
    pub(in crate::read::html) attributes: Vec<Attribute<'a>>,
    /// Where the first attributes stand that are too many for their tag. No more are kept.
    pub(in crate::read::html) surplus: Option<Range<usize>>,
}

impl<'a> Tokenizer<'a> {
    pub(in crate::read::html) fn new(page: &'a str, most_attributes: usize) -> Self {
        Self {
            page,
            characters: Characters::new(page.as_bytes()),
            at: page.len() - page.strip_prefix('\u{feff}').unwrap_or(page).len(),
            most_attributes,
            rereadable: page.len().saturating_mul(MOST_READINGS),
            attributes: Vec::with_capacity(8),
            surplus: None,
        }
    }

    /// The next token and its span. CDATA sections exist only in SVG and MathML.
    pub(in crate::read::html) fn next(&mut self, is_foreign: bool) -> (Token<'a>, Range<usize>) {
        let start = self.at;
        let token = match self.page.as_bytes().get(start) {
            None => Token::EndOfFile,
            Some(b'<') => self.markup(is_foreign),
            Some(_) => {
                let rest = &self.page.as_bytes()[start..];
                let found = memchr::memchr2(b'<', b'&', rest).unwrap_or(rest.len());
                match rest.get(found) {
                    Some(b'&') => {
                        let length = memchr::memchr(b'<', &rest[found..]);
                        let length = length.map_or(rest.len(), |length| found + length);
                        self.text(length, true)
                    }
                    _ => self.text(found, false),
                }
            }
        };
        (token, start..self.at)
    }

    fn text(&mut self, length: usize, has_references: bool) -> Token<'a> {
        let start = self.at;
        self.at += length;
        Token::Text(start..self.at, has_references)
    }

    /// The token that starts with `<`: "Tag open state", "End tag open state".
    fn markup(&mut self, is_foreign: bool) -> Token<'a> {
        let start = self.at;
        let rest = &self.page.as_bytes()[start..];
        match rest.get(1) {
            Some(byte) if byte.is_ascii_alphabetic() => match self.tag(start + 1, true) {
                Some(tag) => Token::Start(tag),
                None => Token::EndOfFile,
            },
            Some(b'/') => match rest.get(2) {
                Some(byte) if byte.is_ascii_alphabetic() => match self.tag(start + 2, false) {
                    Some(tag) => Token::End(tag),
                    None => Token::EndOfFile,
                },
                Some(b'>') => {
                    self.at += 3;
                    Token::Nothing
                }
                Some(_) => self.bogus_comment(),
                None => self.text(2, false),
            },
            Some(b'!') => self.declaration(is_foreign),
            Some(b'?') => self.bogus_comment(),
            _ => self.text(1, false),
        }
    }

    /// The token that starts with `<!`: "Markup declaration open state".
    fn declaration(&mut self, is_foreign: bool) -> Token<'a> {
        const DOCTYPE: &[u8] = b"<!doctype";
        let start = self.at;
        let rest = &self.page.as_bytes()[start..];
        if rest.starts_with(b"<!--") {
            let end = comment_end(self.page.as_bytes(), start);
            self.at = end.unwrap_or(self.page.len());
            return Token::Comment;
        }
        if is_foreign && rest.starts_with(CDATA) {
            let text = start + CDATA.len();
            let length = memchr::memmem::find(&rest[CDATA.len()..], b"]]>");
            let end = length.map_or(self.page.len(), |length| text + length);
            self.at = length.map_or(end, |_| end + 3);
            return Token::Cdata(text..end);
        }
        let is_doctype = rest
            .get(..DOCTYPE.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(DOCTYPE));
        let _ = self.bogus_comment();
        if is_doctype {
            let text = &self.page[start + DOCTYPE.len()..self.at];
            let closed = text.strip_suffix('>');
            return Token::Doctype(closed.unwrap_or(text), closed.is_some());
        }
        Token::Comment
    }

    /// "Bogus comment state"
    fn bogus_comment(&mut self) -> Token<'a> {
        let rest = &self.page.as_bytes()[self.at..];
        let close = memchr::memchr(b'>', rest);
        self.at += close.map_or(rest.len(), |close| close + 1);
        Token::Comment
    }

    /// The tag whose name starts here; `None` if the page ends in it.
    fn tag(&mut self, start: usize, is_start: bool) -> Option<TagToken<'a>> {
        let bytes = self.page.as_bytes();
        let name_end = start + name_length(&bytes[start..]);
        let (close, last_end) = self.read_attributes(name_end, is_start);
        let Some(close) = close else {
            self.at = bytes.len();
            return None;
        };
        self.at = close + 1;
        let text = &self.page[start..name_end];
        Some(TagToken {
            name: Name::of(text),
            text,
            is_self_closing: bytes[last_end..close].ends_with(b"/"),
            attributes: name_end,
        })
    }

    /// Reads the attributes that start at an offset. Returns the offset of the `>` after them, if there is one, and the
    /// end of the last attribute.
    fn read_attributes(&mut self, start: usize, is_start: bool) -> (Option<usize>, usize) {
        self.attributes.clear();
        if self.page.as_bytes().get(start) == Some(&b'>') {
            return (Some(start), start);
        }
        let mut attributes = Attributes::new(self.page.as_bytes(), start);
        let (mut count, mut last_end) = (0, start);
        let mut first_surplus = None;
        for attribute in &mut attributes {
            last_end = attribute.end;
            count += 1;
            if count > self.most_attributes {
                first_surplus.get_or_insert(attribute.name.start);
                continue;
            }
            if !is_start {
                continue;
            }
            let name = self.characters.name(&self.page[attribute.name]);
            // The first attribute with a name counts.
            if !self.attributes.iter().any(|known| known.name == name) {
                let value = self.characters.value(&self.page[attribute.value]);
                self.attributes.push(Attribute { name, value });
            }
        }
        if let Some(first) = first_surplus {
            self.surplus.get_or_insert(first..last_end);
        }
        (attributes.close(), last_end)
    }

    /// Reads the attributes of an earlier tag again, which starts at an offset. Fails if that would no longer be linear
    /// work.
    pub(super) fn attributes_again(&mut self, start: usize) -> Result<Vec<Attribute<'a>>, Bail> {
        let current = std::mem::take(&mut self.attributes);
        let (_, end) = self.read_attributes(start, true);
        let left = self.rereadable.checked_sub(end - start);
        self.rereadable = left.ok_or(Bail::Formatting)?;
        Ok(std::mem::replace(&mut self.attributes, current))
    }

    /// The raw text up to the end tag of the element that just started.
    pub(in crate::read::html) fn raw_text(&mut self, kind: RawText) -> Range<usize> {
        let start = self.at;
        self.at = kind.end(self.page.as_bytes(), start);
        start..self.at
    }
}
