//! Widths of characters, and scripts without spaces between words.

#[cfg(feature = "text")]
use unicode_width::UnicodeWidthChar;

use crate::bytes;

/// The width of a text in columns.
#[cfg(feature = "text")]
pub(crate) fn columns(text: &str) -> usize {
    if text.is_ascii() {
        return text.len();
    }
    if is_narrow(text) {
        return text.chars().count();
    }
    text.chars().map(width).sum()
}

/// Whether each character of a text takes one column, judging by its bytes in UTF-8: Latin, Greek and Cyrillic
/// letters with their punctuation.
#[cfg(feature = "text")]
fn is_narrow(text: &str) -> bool {
    let is_odd = |a: u8, b: u8| {
        let is_control = (a < b' ') | (a == 0x7f);
        // Combining accents, and other scripts.
        let is_other = (a == 0xcc) | (a == 0xcd) | ((a > 0xd1) & (a != 0xe2));
        // Control characters and the soft hyphen.
        let is_hidden = (a == 0xc2) & ((b < 0xa0) | (b == 0xad));
        // All characters of three bytes except U+2010 to U+2027: dashes, quotation marks and dots.
        let is_symbol = (a == 0xe2) & (b != 0x80);
        let is_space = (a == 0x80) & is_continuation(b) & !(0x90..=0xa7).contains(&b);
        u8::from(is_control | is_other | is_hidden | is_symbol | is_space)
    };
    bytes::marks(text.as_bytes(), is_odd) == 0
}

/// Whether a byte continues a character.
fn is_continuation(byte: u8) -> bool {
    byte & 0xc0 == 0x80
}

/// How many bytes of a text fit into a number of columns.
#[cfg(feature = "text")]
pub(crate) fn fitting(text: &str, columns: usize) -> usize {
    match text.as_bytes().get(..=columns) {
        // No character has more columns than bytes.
        None => return text.len(),
        Some(near) if near.is_ascii() => return columns,
        Some(_) => {}
    }
    let mut left = columns;
    let exceeds = |&(_, c): &(usize, char)| match left.checked_sub(width(c)) {
        Some(rest) => {
            left = rest;
            false
        }
        None => true,
    };
    let beyond = text.char_indices().find(exceeds);
    beyond.map_or(text.len(), |(at, _)| at)
}

#[cfg(feature = "text")]
fn width(c: char) -> usize {
    match c {
        // Latin letters with their punctuation.
        ' '..='~' | '\u{a0}'..='\u{ac}' | '\u{ae}'..='\u{2ff}' | '\u{2010}'..='\u{2027}' => 1,
        c => c.width().unwrap_or(0),
    }
}

/// Whether a text contains characters of scripts without spaces between words.
pub(crate) fn has_unspaced(text: &str) -> bool {
    /// The lowest byte with which such characters start in UTF-8.
    const LOWEST: u8 = 0xe2;
    bytes::any(text.as_bytes(), |byte| byte >= LOWEST) && text.contains(is_unspaced)
}

/// Whether a character belongs to a script without spaces between words, where a line may end after any character:
/// Chinese and Japanese, with their punctuation.
///
/// The ranges are blocks of the Unicode standard. Korean is not among them: it has spaces.
pub(crate) fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{2e80}'..='\u{312f}' | '\u{31a0}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' |
        '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ff9f}' |
        '\u{20000}'..='\u{3fffd}')
}

#[cfg(all(test, feature = "text"))]
mod tests {
    use super::*;

    #[test]
    fn columns_are_counted_as_they_are_added_up() {
        let all = ('\0'..='\u{3000}').chain('\u{1f000}'..='\u{1ffff}');
        for c in all.filter(|c| !c.is_ascii()) {
            let text = format!("é{c}");
            assert_eq!(columns(&text), 1 + width(c), "{c:?}");
            for room in 0..4 {
                let fitting = &text[..fitting(&text, room)];
                assert!(columns(fitting) <= room, "{c:?} in {room}");
            }
        }
        assert_eq!(columns("Là, « été »"), 11);
        assert_eq!(fitting("Là, « été »", 7), "Là, « é".len());
    }

    #[test]
    fn korean_has_spaces_and_japanese_has_not() {
        assert!("日本語のテキスト。（例）".chars().all(is_unspaced));
        assert!(!"한국어 text é".chars().any(is_unspaced));
    }
}
