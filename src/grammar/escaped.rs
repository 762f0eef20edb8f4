//! Escaped colons and spaces, as long as a page is read: two code points that Unicode keeps from texts.
//!
//! A colon that the author escaped ends no label, and a paragraph that starts with an escaped space is text, whatever
//! it looks like. No rule of reading knows these characters, so none takes them for a colon or a space. A page that has
//! both escapes and one of these code points itself gets a colon or a space for it.

use std::borrow::Cow;

pub(crate) const COLON: char = '\u{fdd0}';
pub(crate) const SPACE: char = '\u{fdd1}';

/// Whether a text has one of the two.
pub(crate) fn has(text: &str, escaped: char) -> bool {
    /// What both start with in UTF-8, as few other characters do.
    const LEAD: u8 = 0xef;
    memchr::memchr(LEAD, text.as_bytes()).is_some() && text.contains(escaped)
}

/// The characters that an escaped one stands for.
pub(crate) fn shown(text: &str) -> Cow<'_, str> {
    match text.contains([COLON, SPACE]) {
        true => Cow::Owned(text.replace(COLON, ":").replace(SPACE, " ")),
        false => Cow::Borrowed(text),
    }
}

/// Puts the characters themselves back.
pub(crate) fn show(text: &mut String) {
    if let Cow::Owned(shown) = shown(text) {
        *text = shown;
    }
}
