//! In which direction the page is read.

use crate::model::{Article, Direction};

/// Languages that are written from right to left.
const RTL_LANGUAGES: &[&str] = &[
    "ar", "arc", "ckb", "dv", "fa", "he", "iw", "ji", "nqo", "prs", "ps", "sd", "syr", "ug", "ur",
    "yi",
];

/// Scripts that run from right to left.
const RTL_SCRIPTS: &[&str] = &["Adlm", "Arab", "Hebr", "Nkoo", "Rohg", "Syrc", "Thaa"];

/// The value of `dir`: the direction that the article states, else that of its language where it is
/// not the usual one.
pub(super) fn known(article: &Article) -> Option<&'static str> {
    let of_language = || {
        let is_rtl = article.language.as_deref().is_some_and(is_rtl);
        is_rtl.then_some(Direction::Rtl)
    };
    let direction = article.direction.or_else(of_language);
    direction.map(Direction::name)
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
            assert_eq!(known(&article), expected, "{direction:?} {language:?}");
        }
    }
}
