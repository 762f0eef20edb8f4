//! White space without meaning: before an address or a label, and between the words of a title.

/// Removes space of any width from the start of a text, together with direction marks and other invisible characters.
///
/// No-break spaces often follow colons, and mail programs, word processors and copied pages leave invisible
/// characters. What follows an address is kept, since it may be part of it.
pub(crate) fn trim_start(text: &str) -> &str {
    match text.as_bytes().first() {
        // Most texts start with one of these.
        Some(b'!'..=b'~') | None => text,
        Some(_) => text.trim_start_matches(|c: char| c.is_whitespace() || is_invisible(c)),
    }
}

/// Returns a text with single spaces between words and none around them.
pub(crate) fn single_spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words of a text for comparison: in lowercase, with single spaces.
pub(crate) fn folded(text: &str) -> String {
    single_spaced(text).to_lowercase()
}

/// Whether a character is a zero-width space, direction mark, embedding, isolate or byte order mark.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' |
        '\u{2066}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_space_before_a_text_is_removed() {
        let marked = "\u{feff}\u{202a} \u{a0}\u{200e}\u{2066}a\u{a0}b\u{200b}";
        assert_eq!(trim_start(marked), "a\u{a0}b\u{200b}");
        assert_eq!((trim_start("a b "), trim_start("")), ("a b ", ""));
    }
}
