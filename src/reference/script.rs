//! Scripts and their lines.

use unicode_width::UnicodeWidthChar;

/// How many columns a text takes.
pub(crate) fn columns(text: &str) -> usize {
    if text.is_ascii() {
        return text.len();
    }
    let width = |c: char| match c {
        // Latin, and the punctuation that comes with it.
        ' '..='~' | '\u{a0}'..='\u{ac}' | '\u{ae}'..='\u{2ff}' | '\u{2010}'..='\u{2027}' => 1,
        c => c.width().unwrap_or(0),
    };
    text.chars().map(width).sum()
}

/// Whether a character belongs to a script that has no spaces between words, so that lines end behind any
/// character: Chinese and Japanese, and what is typed with them.
///
/// From the blocks of the Unicode standard. Korean has spaces.
pub(crate) fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{2e80}'..='\u{312f}' | '\u{31a0}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' |
        '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ff9f}' |
        '\u{20000}'..='\u{3fffd}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn korean_has_spaces_and_japanese_has_not() {
        assert!("日本語のテキスト。（例）".chars().all(is_unspaced));
        assert!(!"한국어 text é".chars().any(is_unspaced));
    }
}
