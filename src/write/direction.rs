//! Determines the writing direction of the page.

use crate::bytes;
use crate::model::{Article, Direction, Inline, Node, Walk};

/// Languages that are written from right to left.
const RTL_LANGUAGES: &[&str] = &[
    "ar", "arc", "ckb", "dv", "fa", "he", "iw", "ji", "nqo", "prs", "ps", "sd", "syr", "ug", "ur",
    "yi",
];

/// Scripts that run from right to left.
const RTL_SCRIPTS: &[&str] = &["Adlm", "Arab", "Hebr", "Nkoo", "Rohg", "Syrc", "Thaa"];

/// The value for `dir`: the direction that the article states, otherwise that of its language if it runs from right
/// to left.
pub(super) fn known(article: &Article) -> Option<Direction> {
    let of_language = || {
        let is_rtl = article.language.as_deref().is_some_and(is_rtl);
        is_rtl.then_some(Direction::Rtl)
    };
    article.direction.or_else(of_language)
}

/// The same, with a fallback if neither is known: right to left if most letters run that way.
pub(super) fn of_article(article: &Article) -> Option<Direction> {
    let most = || leaning(article.walk()).filter(|direction| *direction == Direction::Rtl);
    known(article).or_else(|| has_rtl(article.walk()).then(most)?)
}

/// The direction of most letters; `None` if there are no letters.
pub(super) fn leaning(walk: Walk<'_>) -> Option<Direction> {
    let (mut rtl, mut ltr) = (0_usize, 0_usize);
    for node in walk {
        if let Node::Inline(Inline::Text { text }) = node {
            if text.is_ascii() {
                ltr += text.bytes().filter(u8::is_ascii_alphabetic).count();
                continue;
            }
            for c in text.chars().filter(|c| c.is_alphabetic()) {
                *(if is_rtl_letter(c) { &mut rtl } else { &mut ltr }) += 1;
            }
        }
    }
    match (rtl, ltr) {
        (0, 0) => None,
        _ if rtl > ltr => Some(Direction::Rtl),
        _ => Some(Direction::Ltr),
    }
}

/// Whether any letter runs from right to left.
pub(super) fn has_rtl(walk: Walk<'_>) -> bool {
    walk.into_iter().any(|node| match node {
        Node::Inline(Inline::Text { text }) => {
            may_have_rtl(text) && text.chars().any(is_rtl_letter)
        }
        _ => false,
    })
}

/// Whether a text has bytes that right-to-left letters start with: a quick check, since most texts have none.
fn may_have_rtl(text: &str) -> bool {
    let starts_such = |byte| (0xd6..=0xe0).contains(&byte) | (0xef <= byte);
    bytes::any(text.as_bytes(), starts_such)
}

/// Whether a letter is of a script that runs from right to left, from Hebrew to the forms of Arabic.
pub(super) fn is_rtl_letter(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'
        | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
        && c.is_alphabetic()
}

/// Whether a language is written from right to left. Its script decides where the tag names one:
/// `uz-Arab`, `ks-Latn`.
fn is_rtl(tag: &str) -> bool {
    let is_one_of = |names: &[&str], part: &str| names.iter().any(|n| n.eq_ignore_ascii_case(part));
    let mut parts = tag.split(['-', '_']);
    let language = parts.next().unwrap_or_default();
    match parts.find(|part| part.len() == 4) {
        Some(script) => is_one_of(RTL_SCRIPTS, script),
        None => is_one_of(RTL_LANGUAGES, language),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn right_to_left_letters_are_detected_by_their_first_byte() {
        for c in ('\0'..=char::MAX).filter(|c| is_rtl_letter(*c)) {
            assert!(may_have_rtl(c.encode_utf8(&mut [0; 4])), "{c}");
        }
        assert!(!may_have_rtl("élève – “Ω” Я 語"));
    }

    #[test]
    fn direction_is_stated_or_that_of_the_language() {
        let cases = [
            (None, None, None),
            (None, Some("fr"), None),
            (None, Some("ar"), Some("rtl")),
            (None, Some("AR-eg"), Some("rtl")),
            (None, Some("uz-Arab-UZ"), Some("rtl")),
            (None, Some("ku-latn"), None),
            (None, Some("ar-Latn"), None),
            (None, Some(""), None),
            (Some(Direction::Ltr), Some("ar"), Some("ltr")),
            (Some(Direction::Rtl), None, Some("rtl")),
        ];
        for (direction, language, expected) in cases {
            let article = Article {
                direction,
                language: language.map(Into::into),
                ..Article::default()
            };
            assert_eq!(
                known(&article).map(Direction::name),
                expected,
                "{direction:?} {language:?}"
            );
        }
    }
}
