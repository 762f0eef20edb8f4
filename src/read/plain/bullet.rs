//! Parses what may start an item: a bullet, a number or a letter.

use crate::grammar::script::columns;

/// A bullet or number at the start of an item.
#[derive(Clone, Copy)]
pub(super) struct Bullet {
    pub(super) ordered: bool,
    /// The bullet, or the punctuation after the number.
    pub(super) mark: char,
    pub(super) number: u32,
    /// Its length in bytes, including the space after it.
    pub(super) length: usize,
    /// The same in columns.
    pub(super) width: usize,
    /// Whether it is a bullet in any context.
    pub(super) certain: bool,
}

impl Bullet {
    /// Parses the bullet or number at the start of a text.
    #[inline]
    pub(super) fn of(text: &str) -> Option<Self> {
        match text.as_bytes() {
            [b'*' | b'+' | b'-' | b'o', ..] => Self::plain(text, false),
            // One or two letters, or digits.
            [b'a'..=b'z', b'.' | b')', ..]
            | [b'a'..=b'z', _, b'.' | b')', ..]
            | [b'0'..=b'9', ..] => Self::numbered(text),
            [b'a'..=b'z' | b'A'..=b'Z', ..] => None,
            _ if text.starts_with(CERTAIN) => Self::plain(text, true),
            _ => None,
        }
    }

    fn plain(text: &str, certain: bool) -> Option<Self> {
        let mut chars = text.chars();
        let mark = chars.next()?;
        let after = chars.as_str();
        if !after.is_empty() && !after.starts_with(SPACES_AFTER) {
            return None;
        }
        let (length, width) = extent(text, after);
        Some(Self {
            ordered: false,
            mark,
            number: 1,
            length,
            width,
            certain,
        })
    }

    /// Parses `12. ` or `12) `, and also `b. ` and `ii. `.
    fn numbered(text: &str) -> Option<Self> {
        let mut start = text.bytes().take(MAX_DIGITS + 1);
        let end = start.position(|byte| matches!(byte, b'.' | b')'))?;
        let mark = char::from(text.as_bytes()[end]);
        let label = &text[..end];
        let after = &text[end + 1..];
        if !after.starts_with(SPACES_AFTER) {
            return None;
        }
        let number = label.parse().ok().or_else(|| letter(label))?;
        let (length, width) = extent(text, after);
        Some(Self {
            ordered: true,
            mark,
            number,
            length,
            width,
            certain: false,
        })
    }
}

/// Characters that are used only as bullets.
const CERTAIN: [char; 9] = ['•', '□', '☆', '■', '○', '◦', '▪', '‣', '●'];

/// The maximum number of digits in a number.
const MAX_DIGITS: usize = 4;

/// The characters that may follow a bullet.
const SPACES_AFTER: [char; 2] = [' ', '\u{a0}'];

/// The length of a bullet with the space after it, in bytes and in columns.
fn extent(text: &str, after: &str) -> (usize, usize) {
    let length = text.len() - after.trim_start().len();
    (length, columns(&text[..length]))
}

/// The number that a letter stands for. An `i` is the first item of a Roman list, not the ninth.
fn letter(label: &str) -> Option<u32> {
    let [letter @ b'a'..=b'z'] = label.as_bytes() else {
        return matches!(label, "ii").then_some(2);
    };
    Some(match letter {
        b'i' => 1,
        letter => u32::from(letter - b'a') + 1,
    })
}
