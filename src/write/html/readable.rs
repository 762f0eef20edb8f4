//! Decodes escapes in URLs to the letters they stand for, where nobody could mistake these for other letters.
//!
//! What is safe follows Unicode: letters, marks and digits that are allowed in identifiers (UTS 39), in words of one
//! script or of scripts that are written together, and that do not look like words in ASCII letters. Everything else
//! stays escaped: invisible characters, symbols that look like others, and bytes that are not UTF-8.

/// The URL in a form that people can read; `None` if that is the URL itself.
#[cfg(not(feature = "readable-urls"))]
pub(super) fn address(_: &str) -> Option<String> {
    None
}

#[cfg(feature = "readable-urls")]
pub(super) use decoded::address;

#[cfg(feature = "readable-urls")]
mod decoded {
    use unicode_normalization::char::is_combining_mark;
    use unicode_security::confusable_detection::skeleton;
    use unicode_security::general_security_profile::GeneralSecurityProfile;
    use unicode_security::restriction_level::{RestrictionLevel, RestrictionLevelDetection};

    use crate::write::direction::is_rtl_letter;

    /// The schemes of web URLs.
    const SCHEMES: &[&str] = &["https://", "http://"];
    /// Delimiters in a URL. Right-to-left text between two of them is isolated as a run of its own.
    const PARTING: &[char] = &['/', '?', '&', '=', '#', ';'];

    pub(in super::super) fn address(url: &str) -> Option<String> {
        let scheme = SCHEMES.iter().find(|scheme| url.starts_with(**scheme))?;
        let rest = &url[scheme.len()..];
        let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        let (host, path) = rest.split_at(end);
        let shown_host = readable_host(host);
        if shown_host.is_none() && !path.contains('%') {
            return None;
        }
        let mut shown = format!("{scheme}{}", shown_host.as_deref().unwrap_or(host));
        for part in path.split_inclusive(PARTING) {
            let sign = part.chars().next_back().filter(|c| PARTING.contains(c));
            let words = &part[..part.len() - sign.map_or(0, char::len_utf8)];
            shown.push_str(&readable_part(words));
            shown.extend(sign);
        }
        (shown != url).then_some(shown)
    }

    /// A host with its labels decoded; `None` if nothing is encoded or the letters are not safe.
    fn readable_host(host: &str) -> Option<String> {
        if !host.split('.').any(|label| label.starts_with("xn--")) {
            return None;
        }
        let (name, port) = match host.split_once(':') {
            Some((name, _)) => (name, &host[name.len()..]),
            None => (host, ""),
        };
        let (shown, result) = idna::domain_to_unicode(name);
        let is_safe = |label: &str| label.is_ascii() || label.split('-').all(is_safe_word);
        let is_safe = result.is_ok() && shown.split('.').all(is_safe);
        // In a host that mixes directions, nobody could tell the order of its labels.
        let is_rtl = shown.chars().any(is_rtl_letter);
        (is_safe && !is_rtl).then(|| format!("{shown}{port}"))
    }

    /// The text between two delimiters with its words decoded, and isolated if it runs from right to left.
    fn readable_part(part: &str) -> String {
        if !part.contains('%') {
            return part.to_owned();
        }
        let mut shown = String::new();
        let mut word = String::new();
        let mut start = 0;
        let mut at = 0;
        let mut is_whole = true;
        while at <= part.len() {
            let next = (at < part.len()).then(|| next_char(&part[at..])).flatten();
            match next {
                Some((c, length)) if is_of_word(c) => {
                    word.push(c);
                    at += length;
                    continue;
                }
                _ => {}
            }
            let escaped = &part[start..at];
            let is_kept = word.is_ascii() || !is_safe_word(&word);
            shown.push_str(if is_kept { escaped } else { &word });
            is_whole &= !(is_kept && escaped.contains('%'));
            word.clear();
            // One character or escape that is not a letter.
            let rest = &part[at..];
            let length = match next {
                Some((_, length)) => length,
                None if rest.starts_with('%') => 1,
                None => rest.chars().next().map_or(1, char::len_utf8),
            };
            let sign = rest.get(..length).unwrap_or_default();
            is_whole &= matches!(
                sign,
                "" | "_" | "-" | "." | "," | "(" | ")" | "!" | "'" | "*"
            );
            shown.push_str(sign);
            at += length;
            start = at;
        }
        isolated(shown, is_whole)
    }

    /// Puts direction marks around right-to-left text, so that it does not mix with what is beside it. If it is mixed
    /// with escapes, each of its words is isolated.
    fn isolated(shown: String, is_whole: bool) -> String {
        if !shown.chars().any(is_rtl_letter) {
            return shown;
        }
        let isolate = |words: &str| format!("\u{2067}{words}\u{2069}");
        if is_whole && !shown.contains(|c: char| c.is_ascii_alphabetic()) {
            return isolate(&shown);
        }
        let mut parts = String::new();
        for word in shown.split_inclusive(|c: char| c.is_ascii() && !c.is_ascii_alphanumeric()) {
            let end = word.trim_end_matches(|c: char| c.is_ascii() && !c.is_ascii_alphanumeric());
            match end.chars().any(is_rtl_letter) {
                true => parts.push_str(&isolate(end)),
                false => parts.push_str(end),
            }
            parts.push_str(&word[end.len()..]);
        }
        parts
    }

    /// The character that a text starts with, escaped or not, and the length that it takes in the text. Escapes of
    /// ASCII are not decoded.
    fn next_char(text: &str) -> Option<(char, usize)> {
        let first = text.chars().next()?;
        if first != '%' {
            return Some((first, first.len_utf8()));
        }
        let mut bytes = Vec::with_capacity(4);
        let mut rest = text;
        while let Some(byte) = escaped_byte(rest).filter(|byte| !byte.is_ascii()) {
            bytes.push(byte);
            rest = &rest[3..];
            if let Ok(decoded) = std::str::from_utf8(&bytes) {
                return Some((decoded.chars().next()?, 3 * bytes.len()));
            }
            if bytes.len() == 4 {
                break;
            }
        }
        None
    }

    fn escaped_byte(text: &str) -> Option<u8> {
        let digits = text.strip_prefix('%')?.get(..2)?;
        let is_hex = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        is_hex
            .then(|| u8::from_str_radix(digits, 16).ok())
            .flatten()
    }

    /// Whether a character may be shown in a word of a URL: it is visible, and is no lookalike of a character that
    /// may not be.
    fn is_of_word(c: char) -> bool {
        // The middle dot between the words of Japanese names.
        let is_letter = c.is_alphanumeric() || is_combining_mark(c) || c == '\u{30fb}';
        is_letter && (c.is_ascii() || c.identifier_allowed())
    }

    /// Whether people will read a word as what it is.
    fn is_safe_word(word: &str) -> bool {
        let mut is_known = !word.starts_with(is_combining_mark) && word.chars().all(is_of_word);
        is_known &= word.detect_restriction_level() <= RestrictionLevel::HighlyRestrictive;
        is_known && !skeleton(word).all(|c| c.is_ascii())
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        fn shown(url: &str) -> String {
            address(url).unwrap_or_else(|| url.to_owned())
        }

        #[test]
        fn letters_that_show_what_they_are_are_decoded() {
            for (url, expected) in [
                (
                    "https://fr.example.org/wiki/%C3%89t%C3%A9_(saison)",
                    "https://fr.example.org/wiki/Été_(saison)",
                ),
                (
                    "https://ja.example.org/%E6%97%A5%E6%9C%AC%E8%AA%9E",
                    "https://ja.example.org/日本語",
                ),
                (
                    "https://ja.example.org/%E3%83%AC%E3%82%AA%E3%83%BB%E3%83%80",
                    "https://ja.example.org/レオ・ダ",
                ),
                (
                    "https://ru.example.org/%D0%9C%D0%BE%D1%81%D0%BA%D0%B2%D0%B0?a=%20b",
                    "https://ru.example.org/Москва?a=%20b",
                ),
                (
                    "https://hi.example.org/%E0%A4%B9%E0%A4%BF%E0%A4%A8%E0%A5%8D%E0%A4%A6%E0%A5%80",
                    "https://hi.example.org/हिन्दी",
                ),
                (
                    "https://xn--bcher-kva.example:8080/", "https://bücher.example:8080/",
                ),
                ("http://xn--r8jz45g.xn--zckzah/", "http://例え.テスト/"),
            ] {
                assert_eq!(shown(url), expected);
            }
        }

        #[test]
        fn text_from_right_to_left_is_set_apart() {
            let url =
                "https://he.example.org/%D7%A9%D7%9C%D7%95%D7%9D_%D7%A2%D7%95%D7%9C%D7%9D/%D7%90";
            assert_eq!(
                shown(url),
                "https://he.example.org/\u{2067}שלום_עולם\u{2069}/\u{2067}א\u{2069}"
            );
            let url = "https://he.example.org/%D7%90%D7%91%20%D7%92x";
            assert_eq!(
                shown(url),
                "https://he.example.org/\u{2067}אב\u{2069}%20%D7%92x"
            );
        }

        #[test]
        fn what_could_be_taken_for_something_else_stays_escaped() {
            for url in [
                "https://example.org/a%2Fb%3F%41",
                // A no-break space, direction marks, an invisible character, a dash.
                "https://example.org/%C2%A0%E2%80%AE%E2%80%8B%E2%80%93",
                // Not UTF-8.
                "https://example.org/%E9t%E9%C3",
                // Cyrillic letters that look like Latin ones, alone and among them.
                "https://example.org/%D1%81%D0%BE%D1%81%D0%BE", "https://example.org/p%D0%B0y",
                "https://xn--80ak6aa92e.com/",
                // A mark on a slash.
                "https://example.org/%CC%81a", "https://example.org/%", "https://example.org/%E",
                "https://example.org/%ÉÉ", "mailto:%C3%A9@example.org", "https://xn--a/",
            ] {
                assert_eq!(address(url), None, "{url}");
            }
        }
    }
}
