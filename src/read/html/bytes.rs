//! From bytes to text, by the rules of the HTML standard.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

use super::prescan::declared;

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

/// Decodes a page in the order of the HTML standard: a byte order mark, else what the page declares
/// ([`declared_encoding`](super::declared_encoding)), else UTF-8 where the bytes are that, else windows-1252.
///
/// As in a browser, what a page declares is taken at its word: where that is UTF-8 and the bytes are something
/// else, characters are lost, and [`replaced`](Decoded::replaced) says so.
///
/// ```
/// let page = b"<meta charset=iso-8859-1><p>caf\xe9";
/// assert_eq!(liens::read::html::decode(page).text, "<meta charset=iso-8859-1><p>caf\u{e9}");
/// ```
#[must_use]
pub fn decode(bytes: &[u8]) -> Decoded<'_> {
    let encoding = match Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding,
        None => match declared(bytes) {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_told_in_the_order_of_the_standard() {
        let cases: [(&[u8], &str, &str); 6] = [
            (b"\xef\xbb\xbf\xc3\xa9", "\u{e9}", "UTF-8"),
            (b"\xff\xfe<\0", "<", "UTF-16LE"),
            (
                b"<META http-equiv=content-type content='text/html; Charset=ISO-8859-2'>\xea",
                "<META http-equiv=content-type content='text/html; Charset=ISO-8859-2'>\u{119}",
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
