//! Addresses as they are printed.

use std::borrow::Cow;

use memchr::memchr;

use crate::bytes;

/// `scheme = letter *(letter / digit / "+" / "-" / ".") ":"`: where it ends, before its colon.
///
/// `mailto:me@ex.org` gives 6. Each address of a page is looked at several times, so it is done by bytes.
fn scheme_end(input: &str) -> Option<usize> {
    let bytes = input.as_bytes();
    if !bytes.first()?.is_ascii_alphabetic() {
        return None;
    }
    let in_scheme = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.');
    let end = bytes.iter().position(|byte| !in_scheme(byte))?;
    (bytes[end] == b':').then_some(end)
}

/// Whether a printed address starts as one: with a scheme and something right behind it, or with a
/// slash.
///
/// ```text
/// https://ex.org/   mailto:me   //cdn.ex.org/x   /node/4   yes
/// note: see there   Mills, D.   #top                       no
/// ```
pub(crate) fn starts_as_url(text: &str) -> bool {
    if let Some(path) = text.strip_prefix('/') {
        return !path.starts_with(' ');
    }
    scheme_end(text)
        .is_some_and(|end| end > 1 && text[end + 1..].starts_with(|c: char| !c.is_whitespace()))
}

/// Whether an address names its scheme, so that no page's address is needed to follow it.
pub(crate) fn is_absolute(url: &str) -> bool {
    scheme_end(url).is_some_and(|end| end > 1)
}

/// Whether `<url>` is an autolink for CommonMark: a scheme of two characters at least, and no space,
/// control character or angle bracket.
pub(crate) fn is_autolink(url: &str) -> bool {
    let is_scheme = scheme_end(url).is_some_and(|end| (2..=32).contains(&end));
    let is_forbidden = |byte| (byte <= b' ') | (byte == b'<') | (byte == b'>') | (byte == 0x7f);
    is_scheme && !bytes::any(url.as_bytes(), is_forbidden)
}

/// Decodes the character references that end in a semicolon, and only those: addresses are full of
/// parameters like `&copy=2`.
///
/// `?a=1&amp;b=2` gives `?a=1&b=2`.
pub(crate) fn decode_references(url: &str) -> Cow<'_, str> {
    /// The longest reference there is, `&CounterClockwiseContourIntegral;`.
    const LONGEST: usize = 33;
    if memchr(b'&', url.as_bytes()).is_none() {
        return Cow::Borrowed(url);
    }
    let mut decoded = String::with_capacity(url.len());
    let mut rest = url;
    while let Some(start) = rest.find('&') {
        decoded.push_str(&rest[..start]);
        rest = &rest[start..];
        let end = rest.bytes().take(LONGEST).position(|byte| byte == b';');
        let reference = match end {
            Some(end) if is_reference(&rest[1..end]) => &rest[..=end],
            _ => "&",
        };
        match reference {
            "&" => decoded.push('&'),
            _ => decoded.push_str(&htmlize::unescape(reference)),
        }
        rest = &rest[reference.len()..];
    }
    decoded.push_str(rest);
    Cow::Owned(decoded)
}

/// Whether the text between `&` and `;` can name a character.
fn is_reference(name: &str) -> bool {
    let body = name.strip_prefix('#').unwrap_or(name);
    !body.is_empty() && body.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// Whether two addresses lead to the same place although they are spelled differently: converters
/// escape spaces and drop or add a final slash.
pub(crate) fn is_same_place(a: &str, b: &str) -> bool {
    fn plain(url: &str) -> impl Iterator<Item = char> + '_ {
        let url = url.strip_suffix('/').unwrap_or(url);
        let mut chars = url.chars();
        std::iter::from_fn(move || {
            let c = chars.next()?;
            if c == '%' && chars.as_str().starts_with("20") {
                chars.nth(1);
                return Some(' ');
            }
            Some(c)
        })
    }
    a == b || plain(a).eq(plain(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_start_with_a_scheme_or_a_slash() {
        for url in [
            "https://ex.org/",
            "mailto:a@b",
            "tel:+33",
            "//c.org",
            "/node/4",
            "news:x.y",
        ] {
            assert!(starts_as_url(url), "{url}");
        }
        for other in ["", "note: see", "Mills, D.", "#top", "a:b", "/ or", "12:30"] {
            assert!(!starts_as_url(other), "{other}");
        }
    }

    #[test]
    fn only_terminated_references_are_decoded() {
        assert_eq!(decode_references("?a=1&amp;b=2&copy=3"), "?a=1&b=2&copy=3");
        assert_eq!(decode_references("&quot;x&#39;&lt;"), "\"x'<");
        assert_eq!(
            decode_references("&nonsense;&;&#;é&é;"),
            "&nonsense;&;&#;é&é;"
        );
    }

    #[test]
    fn spelling_of_spaces_and_a_final_slash_do_not_matter() {
        assert!(is_same_place("http://a.b/c d", "http://a.b/c%20d/"));
        assert!(!is_same_place("http://a.b/c", "http://a.b/d"));
    }
}
