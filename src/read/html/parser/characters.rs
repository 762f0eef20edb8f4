//! Characters: line ends, NUL and character references; and [`Text`], which collects the text of a node.

use std::borrow::Cow;
use std::ops::Range;

use super::events::Events;

/// Whether a page has carriage returns or NULs, which have to be replaced. Most pages have neither, so this is
/// determined once.
#[derive(Clone, Copy, Debug)]
pub(in crate::read::html) struct Characters {
    has_returns: bool,
    has_nulls: bool,
}

impl Characters {
    pub(super) fn new(page: &[u8]) -> Self {
        Self {
            has_returns: memchr::memchr(b'\r', page).is_some(),
            has_nulls: memchr::memchr(0, page).is_some(),
        }
    }

    /// Text without character references, as in comments, raw text and CDATA sections.
    pub(in crate::read::html) fn verbatim<'a>(self, raw: &'a str) -> Cow<'a, str> {
        if self.has_returns && raw.contains('\r') {
            return Cow::Owned(raw.replace("\r\n", "\n").replace('\r', "\n"));
        }
        Cow::Borrowed(raw)
    }

    /// Text with its character references replaced: "Character reference state".
    pub(in crate::read::html) fn text<'a>(self, raw: &'a str) -> Cow<'a, str> {
        let text = self.verbatim(raw);
        match memchr::memchr(b'&', text.as_bytes()) {
            Some(_) => htmlize::unescape(text),
            None => text,
        }
    }

    /// The value of an attribute, where some character references need their semicolon.
    pub(super) fn value<'a>(self, raw: &'a str) -> Cow<'a, str> {
        let text = self.without_nulls(self.verbatim(raw));
        match memchr::memchr(b'&', text.as_bytes()) {
            Some(_) => htmlize::unescape_attribute(text),
            None => text,
        }
    }

    /// The name of a tag or an attribute, in lower case.
    pub(in crate::read::html) fn name<'a>(self, raw: &'a str) -> Cow<'a, str> {
        let name = self.without_nulls(Cow::Borrowed(raw));
        if name.bytes().any(|byte| byte.is_ascii_uppercase()) {
            return Cow::Owned(name.to_ascii_lowercase());
        }
        name
    }

    /// Replaces each NUL by U+FFFD, as the standard does in names and attribute values.
    pub(in crate::read::html) fn without_nulls<'a>(self, text: Cow<'a, str>) -> Cow<'a, str> {
        if self.has_nulls && text.contains('\0') {
            return Cow::Owned(text.replace('\0', "\u{fffd}"));
        }
        text
    }

    pub(super) fn has_nulls(self) -> bool {
        self.has_nulls
    }
}

/// The length of the white space at the start of a text, in bytes.
pub(super) fn leading_space(text: &str) -> usize {
    let is_text = |byte: u8| !byte.is_ascii_whitespace();
    text.bytes().position(is_text).unwrap_or(text.len())
}

/// A piece of the page's text, either a slice of the page or with characters replaced.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece<'p> {
    text: &'p str,
    is_slice: bool,
}

impl<'p> From<&'p Cow<'_, str>> for Piece<'p> {
    fn from(text: &'p Cow<'_, str>) -> Self {
        Self {
            text,
            is_slice: matches!(text, Cow::Borrowed(_)),
        }
    }
}

impl std::ops::Deref for Piece<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        self.text
    }
}

/// The text of a node, as far as it was collected: a slice of the page as long as it is contiguous and unchanged there,
/// a copy otherwise.
#[derive(Debug)]
pub(super) struct Text<'a> {
    page: &'a str,
    slice: Range<usize>,
    /// The text if it is not a slice.
    copied: String,
    span: Range<usize>,
}

impl<'a> Text<'a> {
    pub(super) fn new(page: &'a str) -> Self {
        Self {
            page,
            slice: 0..0,
            copied: String::new(),
            span: 0..0,
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.slice.is_empty() && self.copied.is_empty()
    }

    /// Adds a part of a piece; `span` is where the whole piece stands in the page.
    pub(super) fn push(&mut self, piece: Piece<'_>, part: Range<usize>, span: &Range<usize>) {
        if piece.is_slice {
            self.push_slice(span.start + part.start..span.start + part.end);
        } else {
            self.push_copy(&piece[part], span);
        }
    }

    fn push_slice(&mut self, slice: Range<usize>) {
        if self.is_empty() {
            self.span = slice.clone();
            self.slice = slice;
        } else if self.copied.is_empty() && self.slice.end == slice.start {
            self.slice.end = slice.end;
            self.span.end = slice.end;
        } else {
            self.push_copy(&self.page[slice.clone()], &slice);
        }
    }

    /// Adds a text that differs from the page; `span` is what it stands for there.
    pub(super) fn push_copy(&mut self, text: &str, span: &Range<usize>) {
        if self.is_empty() {
            self.span = span.clone();
        } else if self.copied.is_empty() {
            self.copied.push_str(&self.page[self.slice.clone()]);
        }
        self.copied.push_str(text);
        self.span.end = span.end;
    }

    /// Reports the text, unless it is empty, and starts a new one.
    pub(super) fn flush(&mut self, events: &mut impl Events) {
        if !self.copied.is_empty() {
            events.text(&self.copied, self.span.clone());
            self.copied.clear();
            self.slice = 0..0;
        } else if !self.slice.is_empty() {
            events.text(&self.page[self.slice.clone()], self.span.clone());
            self.slice = 0..0;
        }
    }
}
