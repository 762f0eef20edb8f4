//! Parses and compares addresses as they are printed.

use std::borrow::Cow;

use memchr::memchr;

use crate::bytes;

/// `scheme = letter *(letter / digit / "+" / "-" / ".") ":"`: returns the offset of the colon
///
/// `mailto:me@ex.org` gives 6. Each address of a page is checked several times, so bytes are compared directly.
fn scheme_end(input: &str) -> Option<usize> {
    let bytes = input.as_bytes();
    if !bytes.first()?.is_ascii_alphabetic() {
        return None;
    }
    let in_scheme = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.');
    let end = bytes.iter().position(|byte| !in_scheme(byte))?;
    (bytes[end] == b':').then_some(end)
}

/// Whether a printed address starts like one: with a scheme directly followed by something, or with a slash.
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

/// Whether an address has a scheme, so that it does not depend on the page's address.
pub(crate) fn is_absolute(url: &str) -> bool {
    scheme_end(url).is_some_and(|end| end > 1)
}

/// Whether `<url>` is an autolink in CommonMark: a scheme of at least two characters, and no space, control character
/// or angle bracket.
pub(crate) fn is_autolink(url: &str) -> bool {
    let is_scheme = scheme_end(url).is_some_and(|end| (2..=32).contains(&end));
    let is_forbidden = |byte| (byte <= b' ') | (byte == b'<') | (byte == b'>') | (byte == 0x7f);
    is_scheme && !bytes::any(url.as_bytes(), is_forbidden)
}

/// Decodes character references that end in a semicolon, and no others: addresses often have parameters such as
/// `&copy=2`.
///
/// `?a=1&amp;b=2` gives `?a=1&b=2`.
pub(crate) fn decode_references(url: &str) -> Cow<'_, str> {
    /// The length of the longest reference, `&CounterClockwiseContourIntegral;`.
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

/// Whether the text between `&` and `;` may be a character reference.
fn is_reference(name: &str) -> bool {
    let body = name.strip_prefix('#').unwrap_or(name);
    !body.is_empty() && body.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// Whether two addresses lead to the same place although they are normalized differently: by unnecessary escapes, the
/// case of scheme and host, a final slash, or the address of an archived copy.
pub(crate) fn is_same_place(a: &str, b: &str) -> bool {
    a == b || normalized(original(a)).eq(normalized(original(b)))
}

/// A key that addresses have in common if they [lead to the same place](is_same_place).
pub(crate) fn place_key(url: &str) -> Vec<u8> {
    normalized(original(url)).collect()
}

/// Whether an address has a path, but neither scheme nor host: `/about`.
pub(crate) fn is_rooted(url: &str) -> bool {
    url.starts_with('/') && !url.starts_with("//")
}

/// An address without scheme and host.
pub(crate) fn path(url: &str) -> &str {
    &url[host_end(url)..]
}

/// The bytes of an address without its final slash: scheme and host in lowercase, without the default port, and with
/// escapes decoded where that does not change the meaning.
fn normalized(url: &str) -> impl Iterator<Item = u8> + '_ {
    let url = url.strip_suffix('/').unwrap_or(url);
    let host_ends = host_end(url);
    let port = default_port(&url[..host_ends]);
    let bytes = url.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        if at == host_ends - port {
            at = host_ends;
        }
        let byte = *bytes.get(at)?;
        let escaped = (byte == b'%').then(|| escape_at(bytes, at)).flatten();
        let lower = at < host_ends || (byte != b'%' && is_digit_of_escape(bytes, at));
        at += if escaped.is_some() { 3 } else { 1 };
        Some(match escaped {
            Some(escaped) => escaped,
            None if lower => byte.to_ascii_lowercase(),
            None => byte,
        })
    })
}

/// The length of the port if it is the default one of the scheme, or else 0.
fn default_port(origin: &str) -> usize {
    let ports = [("http://", ":80"), ("https://", ":443")];
    let starts = |scheme: &str| {
        origin
            .get(..scheme.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    };
    let port = ports
        .iter()
        .find(|(scheme, port)| starts(scheme) && origin.ends_with(port));
    port.map_or(0, |(_, port)| port.len())
}

/// A fragment with its escapes decoded, as the `id` has it.
pub(crate) fn decoded_fragment(fragment: &str) -> Cow<'_, str> {
    percent_encoding::percent_decode_str(fragment)
        .decode_utf8()
        .unwrap_or(Cow::Borrowed(fragment))
}

/// The offset after scheme and host; after the scheme only if there is no host.
fn host_end(url: &str) -> usize {
    let ends_host = |byte| matches!(byte, b'/' | b'?' | b'#');
    let start = scheme_end(url).map_or(0, |end| end + 1);
    match url[start..].strip_prefix("//") {
        Some(rest) => {
            url.len() - rest.len() + rest.bytes().position(ends_host).unwrap_or(rest.len())
        }
        None => start,
    }
}

/// The byte that is escaped at an offset, unless the unescaped byte would have a special meaning: `%2F` is not a
/// slash.
fn escape_at(bytes: &[u8], at: usize) -> Option<u8> {
    let digits = std::str::from_utf8(bytes.get(at + 1..at + 3)?).ok()?;
    let byte = u8::from_str_radix(digits.strip_prefix('+').map_or(digits, |_| ""), 16).ok()?;
    let means_something = b"#$%&+/:;=?@[]".contains(&byte) || byte < b' ' || byte == 0x7f;
    (!means_something).then_some(byte)
}

/// Whether a byte is a digit of an escape that is not decoded.
fn is_digit_of_escape(bytes: &[u8], at: usize) -> bool {
    let escapes = |back: usize| at >= back && bytes[at - back] == b'%';
    bytes[at].is_ascii_hexdigit() && (escapes(1) || escapes(2))
}

/// The address of the original page if this is the address of a copy in a web archive; otherwise the address itself.
///
/// `https://web.archive.org/web/20160101000000/https://ex.org/` and `/web/2016im_/https://ex.org/` give
/// `https://ex.org/`.
pub(crate) fn original(url: &str) -> &str {
    archived(
        url[host_end(url)..]
            .strip_prefix("/web/")
            .unwrap_or_default(),
    )
    .unwrap_or(url)
}

/// The same for a relative address on the archive's own pages, which works nowhere else.
pub(crate) fn original_of_relative(url: &str) -> &str {
    url.strip_prefix("/web/").and_then(archived).unwrap_or(url)
}

/// Replaces the address of a copy in a web archive by that of the original page.
pub(crate) fn restore(url: &mut String) {
    let original = original(url).len();
    url.drain(..url.len() - original);
}

/// The address after the date of a copy, as in `20160101000000im_/`.
fn archived(copy: &str) -> Option<&str> {
    let (date, url) = copy.split_once('/')?;
    let digits = date.bytes().take_while(u8::is_ascii_digit).count();
    let is_date = (4..=14).contains(&digits);
    let is_kind =
        |kind: &str| kind.len() <= 4 && kind.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
    (is_date && is_kind(&date[digits..]) && is_absolute(url)).then_some(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_start_with_a_scheme_or_a_slash() {
        for url in [
            "https://ex.org/", "mailto:a@b", "tel:+33", "//c.org", "/node/4", "news:x.y",
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

    #[test]
    fn spelling_of_escapes_scheme_and_host_does_not_matter() {
        for (one, other) in [
            ("HTTP://A.b/c", "http://a.B/c"),
            ("http://a.b/%7Ec", "http://a.b/~c"),
            ("http://a.b/%c3%a9", "http://a.b/é"),
            ("http://a.b/%2f", "http://a.b/%2F"),
            ("mailto:a%40b", "MAILTO:a%40b"),
            ("/web/2016/http://a.b/c", "http://a.b/c"),
            (
                "https://archive.example/web/20160101000000id_/http://a.b/c", "http://a.b/c/",
            ),
        ] {
            assert!(is_same_place(one, other), "{one} {other}");
        }
        for (one, other) in [
            ("http://a.b/C", "http://a.b/c"),
            ("http://a.b/x%2Fy", "http://a.b/x/y"),
            ("http://a.b/?a=%26", "http://a.b/?a=&"),
            ("http://a.b/%7", "http://a.b/7"),
            ("http://a.b/%+7", "http://a.b/\u{7}"),
            ("https://a.b/", "http://a.b/"),
            ("/web/about/http://a.b/c", "http://a.b/c"),
            ("/web/2016/c", "/c"),
        ] {
            assert!(!is_same_place(one, other), "{one} {other}");
        }
    }
}
