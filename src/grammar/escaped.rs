//! Escaped colons and spaces: while a page is read, two code points stand in for them that Unicode defines as
//! noncharacters.
//!
//! A colon that the author escaped does not end a label, and a paragraph that starts with an escaped space is text,
//! whatever it looks like. No reading rule knows these code points, so none mistakes them for a colon or a space. If a
//! page contains one of them itself, in addition to escapes, it is replaced by a colon or a space.

use std::borrow::Cow;

pub(crate) const COLON: char = '\u{fdd0}';
pub(crate) const SPACE: char = '\u{fdd1}';

/// Whether a text contains one of the two, `escaped`.
pub(crate) fn has(text: &str, escaped: char) -> bool {
    /// The first byte of both in UTF-8. Few other characters start with it.
    const LEAD: u8 = 0xef;
    memchr::memchr(LEAD, text.as_bytes()).is_some() && text.contains(escaped)
}

/// The text with a colon and a space in place of the two code points.
pub(crate) fn shown(text: &str) -> Cow<'_, str> {
    match text.contains([COLON, SPACE]) {
        true => Cow::Owned(text.replace(COLON, ":").replace(SPACE, " ")),
        false => Cow::Borrowed(text),
    }
}

/// The same, in place.
pub(crate) fn show(text: &mut String) {
    if let Cow::Owned(shown) = shown(text) {
        *text = shown;
    }
}
