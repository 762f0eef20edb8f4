//! From bytes to text, by the rules of the HTML standard.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// How much of a page may hold the declaration of its encoding.
const PRESCAN: usize = 1024;

/// A decoded page.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Decoded<'a> {
    /// The text.
    pub text: Cow<'a, str>,
    /// The name of the encoding that was used, `windows-1252`.
    pub encoding: &'static str,
    /// Whether some bytes were no characters and became U+FFFD.
    pub replaced: bool,
}

/// Decodes a page in the order of the HTML standard: a byte order mark, else what a `<meta>` among the
/// first bytes declares, else UTF-8 where the bytes are that, else windows-1252.
///
/// ```
/// let page = b"<meta charset=iso-8859-1><p>caf\xe9";
/// assert_eq!(liens::read::html::decode(page).text, "<meta charset=iso-8859-1><p>caf\u{e9}");
/// ```
#[must_use]
pub fn decode(bytes: &[u8]) -> Decoded<'_> {
    let encoding = match Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding,
        None => match declared(&bytes[..bytes.len().min(PRESCAN)]) {
            // A page that could be scanned for its declaration is not UTF-16.
            Some(encoding) if encoding == UTF_16LE || encoding == UTF_16BE => UTF_8,
            Some(encoding) => encoding,
            None if std::str::from_utf8(bytes).is_ok() => UTF_8,
            None => WINDOWS_1252,
        },
    };
    let (text, encoding, replaced) = encoding.decode(bytes);
    Decoded {
        text,
        encoding: encoding.name(),
        replaced,
    }
}

/// The encoding that a `<meta>` declares, `charset=utf-8`.
fn declared(head: &[u8]) -> Option<&'static Encoding> {
    let head = head.to_ascii_lowercase();
    let mut rest = head.as_slice();
    loop {
        let meta = memchr::memmem::find(rest, b"<meta")?;
        rest = &rest[meta + b"<meta".len()..];
        let end = memchr::memchr(b'>', rest).unwrap_or(rest.len());
        let tag = &rest[..end];
        if let Some(at) = memchr::memmem::find(tag, b"charset") {
            let value = tag[at + b"charset".len()..].trim_ascii_start();
            let value = value.strip_prefix(b"=").map(<[u8]>::trim_ascii_start);
            let value = value.unwrap_or_default();
            let value = value
                .strip_prefix(b"\"")
                .or(value.strip_prefix(b"'"))
                .unwrap_or(value);
            let ends = |byte: &u8| {
                byte.is_ascii_whitespace() || matches!(byte, b'"' | b'\'' | b';' | b'/')
            };
            let label = &value[..value.iter().position(ends).unwrap_or(value.len())];
            if let Some(encoding) = Encoding::for_label(label) {
                return Some(encoding);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_told_in_the_order_of_the_standard() {
        let cases: [(&[u8], &str, &str); 6] = [
            (b"\xef\xbb\xbf\xc3\xa9", "\u{e9}", "UTF-8"),
            (b"\xff\xfe<\0", "<", "UTF-16LE"),
            (
                b"<META http-equiv=x content='text/html; Charset=ISO-8859-2'>\xea",
                "<META http-equiv=x content='text/html; Charset=ISO-8859-2'>\u{119}",
                "ISO-8859-2",
            ),
            (b"\xc3\xa9", "\u{e9}", "UTF-8"),
            (b"caf\xe9", "caf\u{e9}", "windows-1252"),
            (
                b"<meta charset=nonsense>\xc3\xa9",
                "<meta charset=nonsense>\u{e9}",
                "UTF-8",
            ),
        ];
        for (bytes, text, encoding) in cases {
            let decoded = decode(bytes);
            assert_eq!((decoded.text.as_ref(), decoded.encoding), (text, encoding));
        }
    }
}
