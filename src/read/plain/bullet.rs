//! What starts an item: a bullet, a number, a letter.

use crate::grammar::script::columns;

/// The bullet or number of an item.
#[derive(Clone, Copy)]
pub(super) struct Bullet {
    pub(super) ordered: bool,
    /// The bullet, or what stands after the number.
    pub(super) mark: char,
    pub(super) number: u32,
    /// How many bytes it takes, with the space after it.
    pub(super) length: usize,
    /// The same in columns.
    pub(super) width: usize,
    /// Whether it is one anywhere.
    pub(super) certain: bool,
}

impl Bullet {
    /// The bullet or number that a text starts with.
    #[inline]
    pub(super) fn of(text: &str) -> Option<Self> {
        match text.as_bytes() {
            [b'*' | b'+' | b'-' | b'o', ..] => Self::plain(text, false),
            // Letters, of which there are two at most, or digits.
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
        let behind = chars.as_str();
        if !behind.is_empty() && !behind.starts_with(SPACES) {
            return None;
        }
        let (length, width) = extent(text, behind);
        Some(Self {
            ordered: false,
            mark,
            number: 1,
            length,
            width,
            certain,
        })
    }

    /// `12. ` or `12) `, also `b. ` and `ii. `.
    fn numbered(text: &str) -> Option<Self> {
        let mut start = text.bytes().take(LONGEST_NUMBER + 1);
        let end = start.position(|byte| matches!(byte, b'.' | b')'))?;
        let mark = char::from(text.as_bytes()[end]);
        let label = &text[..end];
        let behind = &text[end + 1..];
        if !behind.starts_with(SPACES) {
            return None;
        }
        let number = label.parse().ok().or_else(|| letter(label))?;
        let (length, width) = extent(text, behind);
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

/// Bullets that stand nowhere else.
const CERTAIN: [char; 9] = ['•', '□', '☆', '■', '○', '◦', '▪', '‣', '●'];

/// How many digits a number has at most.
const LONGEST_NUMBER: usize = 4;

/// What stands after a bullet.
const SPACES: [char; 2] = [' ', '\u{a0}'];

/// How far a bullet reaches with the space after it, in bytes and in columns.
fn extent(text: &str, behind: &str) -> (usize, usize) {
    let length = text.len() - behind.trim_start().len();
    (length, columns(&text[..length]))
}

/// The number that a letter stands for; a roman one at the start of a list.
fn letter(label: &str) -> Option<u32> {
    let [letter @ b'a'..=b'z'] = label.as_bytes() else {
        return matches!(label, "ii").then_some(2);
    };
    Some(match letter {
        b'i' => 1,
        letter => u32::from(letter - b'a') + 1,
    })
}
