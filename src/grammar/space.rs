//! Space that says nothing: before an address or a label, and between the words of a title.

/// A text without the space before it, of any width, and without the marks of direction and the like that stand
/// there and show nothing.
///
/// No-break spaces stand after colons, and mail programs, word processors and copied pages leave the marks. What
/// stands after an address stays: it may be part of it.
pub(crate) fn trim_start(text: &str) -> &str {
    match text.as_bytes().first() {
        // Most texts by far.
        Some(b'!'..=b'~') | None => text,
        Some(_) => text.trim_start_matches(|c: char| c.is_whitespace() || is_unseen(c)),
    }
}

/// A text with one space between words, and none around them.
pub(crate) fn single_spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Zero-width space, marks of direction, embeddings and isolates, byte order mark.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' |
        '\u{2066}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_stands_before_a_text_goes() {
        let marked = "\u{feff}\u{202a} \u{a0}\u{200e}\u{2066}a\u{a0}b\u{200b}";
        assert_eq!(trim_start(marked), "a\u{a0}b\u{200b}");
        assert_eq!((trim_start("a b "), trim_start("")), ("a b ", ""));
    }
}
