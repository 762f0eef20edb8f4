//! Decoding: from bytes to text, in any encoding.
//!
//! [`decode`] gives the order in which the evidence counts. [`declared`] reads what a page declares, [`guess`] judges
//! by the bytes themselves. UTF-16 and ISO-2022-JP come before valid UTF-8, because text in them can be valid UTF-8 and
//! mean something else.

mod declared;
mod guess;

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8};

use guess::{Utf8, guess, unmarked_utf16};

pub use declared::declared_encoding;

/// Decoded text, and how its encoding was found.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Decoded<'a> {
    /// The text, without a byte order mark.
    pub text: Cow<'a, str>,
    /// The name of the encoding, as the Encoding Standard writes it: `windows-1252`.
    pub encoding: &'static str,
    /// What decided on the encoding.
    pub reason: EncodingReason,
    /// Whether some bytes are invalid in that encoding and became U+FFFD.
    pub replaced: bool,
}

/// What decides on an encoding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum EncodingReason {
    /// A byte order mark.
    ByteOrderMark,
    /// The charset that came with the bytes.
    Charset,
    /// What the page declares in a `<meta>` or an XML declaration.
    Declaration,
    /// The bytes are valid UTF-8.
    ValidUtf8,
    /// The bytes look like text in it, which may be wrong.
    Guess,
}

/// Decodes a page in any format. The first of these decides on the encoding:
///
/// 1. a byte order mark;
/// 2. `charset`, the label that came with the bytes, as in the header `Content-Type`, if it names an encoding that is
///    not a superset of ASCII, such as UTF-16;
/// 3. the zero bytes of UTF-16, or a declared encoding that uses only ASCII bytes (ISO-2022-JP);
/// 4. valid UTF-8;
/// 5. `charset`, then what an HTML page declares, unless it says UTF-8 and the bytes are clearly something else;
/// 6. a guess by the frequency of byte pairs in each language.
///
/// A browser takes the charset and the declaration at their word. Old pages and mirrors are wrong about them so
/// often that valid UTF-8 says more.
///
/// ```
/// use liens::read::{EncodingReason, decode};
///
/// let page = b"<meta charset=iso-8859-2><p>\xe8e\xb9tina";
/// let decoded = decode(page, None);
/// assert_eq!(decoded.text, "<meta charset=iso-8859-2><p>\u{10d}e\u{161}tina");
/// assert_eq!((decoded.encoding, decoded.reason), ("ISO-8859-2", EncodingReason::Declaration));
/// ```
#[must_use]
pub fn decode<'a>(bytes: &'a [u8], charset: Option<&str>) -> Decoded<'a> {
    let charset = charset.and_then(|label| Encoding::for_label_no_replacement(label.as_bytes()));
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return decode_as(encoding, &bytes[length..], EncodingReason::ByteOrderMark);
    }
    // Text in UTF-16 or ISO-2022-JP may also be valid UTF-8, but means something else.
    if let Some(encoding) = charset.filter(|encoding| !encoding.is_ascii_compatible()) {
        return decode_as(encoding, bytes, EncodingReason::Charset);
    }
    if let Some(encoding) = unmarked_utf16(bytes) {
        return decode_as(encoding, bytes, EncodingReason::Guess);
    }
    if let Some(encoding) = declared_in_ascii(bytes) {
        return decode_as(encoding, bytes, EncodingReason::Declaration);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Decoded {
            text: Cow::Borrowed(text),
            encoding: UTF_8.name(),
            reason: EncodingReason::ValidUtf8,
            replaced: false,
        };
    }
    let utf8 = Utf8::count(bytes);
    let is_plausible = |encoding: &&'static Encoding| *encoding != UTF_8 || utf8.is_likely();
    if let Some(encoding) = charset.filter(is_plausible) {
        return decode_as(encoding, bytes, EncodingReason::Charset);
    }
    if let Some(encoding) = declared_by_page(bytes).filter(is_plausible) {
        return decode_as(encoding, bytes, EncodingReason::Declaration);
    }
    let encoding = if utf8.is_certain() {
        UTF_8
    } else {
        guess(bytes)
    };
    decode_as(encoding, bytes, EncodingReason::Guess)
}

fn decode_as<'a>(
    encoding: &'static Encoding,
    bytes: &'a [u8],
    reason: EncodingReason,
) -> Decoded<'a> {
    let (text, replaced) = encoding.decode_without_bom_handling(bytes);
    Decoded {
        text,
        encoding: encoding.name(),
        reason,
        replaced,
    }
}

/// The encoding that an HTML page declares near its start. Other text may merely mention such declarations.
fn declared_by_page(bytes: &[u8]) -> Option<&'static Encoding> {
    let is_page = bytes.trim_ascii_start().starts_with(b"<");
    is_page.then(|| declared::declared(bytes)).flatten()
}

/// The encoding that a page of ASCII bytes declares, if it decodes them to more than ASCII, as ISO-2022-JP does.
fn declared_in_ascii(bytes: &[u8]) -> Option<&'static Encoding> {
    const ESCAPE: u8 = 0x1B;
    let is_shifted = bytes.is_ascii() && bytes.contains(&ESCAPE);
    let declared = is_shifted.then(|| declared_by_page(bytes)).flatten();
    declared.filter(|encoding| !encoding.is_ascii_compatible())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(bytes: &[u8]) -> (String, &'static str, EncodingReason) {
        let decoded = decode(bytes, None);
        let is_lossy = decoded.text.contains('\u{FFFD}');
        assert!(!decoded.replaced || is_lossy, "{}", decoded.text);
        (decoded.text.into_owned(), decoded.encoding, decoded.reason)
    }

    fn utf8(text: &str) -> (String, &'static str, EncodingReason) {
        (text.to_owned(), "UTF-8", EncodingReason::ValidUtf8)
    }

    #[test]
    fn utf8_is_taken_as_it_is() {
        assert_eq!(decoded("été".as_bytes()), utf8("été"));
        assert_eq!(decoded(b""), utf8(""));
    }

    #[test]
    fn a_byte_order_mark_decides_and_is_no_text() {
        let marked = |bytes| {
            let (text, _, reason) = decoded(bytes);
            assert_eq!(reason, EncodingReason::ByteOrderMark);
            text
        };
        assert_eq!(marked(b"\xEF\xBB\xBFa"), "a");
        assert_eq!(marked(b"\xFF\xFE\xE9\0"), "é");
        assert_eq!(marked(b"\xFE\xFF\0\xE9"), "é");
        assert_eq!(marked(b"\xFF\xFE\xE9"), "\u{FFFD}");
    }

    #[test]
    fn a_page_declares_its_encoding() {
        let (text, encoding, reason) = decoded(b" <meta charset='ISO-8859-2'><p>\xE8</p>");
        assert!(text.ends_with("<p>č</p>"), "{text}");
        let declared = EncodingReason::Declaration;
        assert_eq!((encoding, reason), ("ISO-8859-2", declared));
        let page = b"<meta charset=utf-16><p>\xC3\xA9\xFF</p>";
        let (text, encoding, reason) = decoded(page);
        assert!(text.ends_with("<p>é\u{FFFD}</p>"), "{text}");
        assert_eq!((encoding, reason), ("UTF-8", declared));
    }

    #[test]
    fn only_a_meta_declares_an_encoding() {
        let page =
            b"<script charset=utf-8></script><meta charset = 'windows-1251'><p>\xEC\xE8\xF0</p>";
        let (text, encoding, _) = decoded(page);
        assert!(text.ends_with("<p>мир</p>"), "{text}");
        assert_eq!(encoding, "windows-1251");
        let (text, encoding, _) = decoded(b"On charset=koi8-r: d\xE9j\xE0 vu, tr\xE8s bient\xF4t");
        assert!(text.ends_with("déjà vu, très bientôt"), "{text}");
        assert_eq!(encoding, "windows-1252");
    }

    #[test]
    fn the_charset_of_the_bytes_goes_before_the_declaration() {
        let decoded_as = |bytes, label| decode(bytes, Some(label)).text.into_owned();
        let page = b"<meta charset=iso-8859-1><p>\xE8</p>";
        assert!(decoded_as(page, "iso-8859-2").ends_with("<p>\u{10D}</p>"));
        assert_eq!(decoded_as("\u{10D}".as_bytes(), "iso-8859-2"), "\u{10D}");
        assert_eq!(decoded_as(b"\x1B$B$\"\x1B(B", "iso-2022-jp"), "\u{3042}");
        assert_eq!(decoded_as(b"\xEF\xBB\xBFa", "utf-16le"), "a");
    }

    #[test]
    fn zeros_show_utf16_without_a_mark() {
        for words in ["<p>été</p>", "да, мир и лес"] {
            let le: Vec<u8> = words.encode_utf16().flat_map(u16::to_le_bytes).collect();
            let be: Vec<u8> = words.encode_utf16().flat_map(u16::to_be_bytes).collect();
            for (bytes, name) in [(le, "UTF-16LE"), (be, "UTF-16BE")] {
                let expected = (words.to_owned(), name, EncodingReason::Guess);
                assert_eq!(decoded(&bytes), expected);
            }
        }
        for bytes in [
            &b"a\0b"[..],
            b"one zero \0 in a text",
            b"\x01\0\x02\0\x03\0\x04\0",
            b"\0\0\0\0",
        ] {
            assert_eq!(decoded(bytes), utf8(&String::from_utf8_lossy(bytes)));
        }
    }

    #[test]
    fn a_page_of_ascii_bytes_may_be_in_japanese() {
        let page = b"<meta charset=iso-2022-jp><p>\x1B$B$\"\x1B(B</p>";
        let (text, encoding, reason) = decoded(page);
        assert!(text.ends_with("<p>\u{3042}</p>"), "{text}");
        let declared = EncodingReason::Declaration;
        assert_eq!((encoding, reason), ("ISO-2022-JP", declared));

        let page = "<meta charset=iso-2022-jp><p>words</p>";
        assert_eq!(decoded(page.as_bytes()), utf8(page));
        let page = "<meta charset=iso-2022-jp><p>\x1B \u{3042}</p>";
        assert_eq!(decoded(page.as_bytes()), utf8(page));
    }

    #[test]
    fn a_false_claim_of_utf8_is_not_believed() {
        let words = b"<p>\xE9t\xE9 for\xEAt tr\xE8s</p>";
        let page = [&b"<meta charset=utf-8>"[..], words].concat();
        let (text, encoding, reason) = decoded(&page);
        assert!(text.ends_with("<p>été forêt très</p>"), "{text}");
        let guess = EncodingReason::Guess;
        assert_eq!((encoding, reason), ("windows-1252", guess));

        // The page may know what the server does not.
        let page = [&b"<meta charset=iso-8859-2>"[..], words].concat();
        let text = decode(&page, Some("utf-8")).text;
        assert!(text.ends_with("<p>été foręt trčs</p>"), "{text}");
        let text = decode(words, Some("utf-8")).text;
        assert!(text.ends_with("<p>été forêt très</p>"), "{text}");
    }

    #[test]
    fn a_few_broken_bytes_do_not_spoil_utf8() {
        let page = "<meta charset=utf-8><p>été</p>".as_bytes();
        let (text, encoding, reason) = decoded(&[page, b"\xE9"].concat());
        assert!(text.ends_with("<p>été</p>\u{FFFD}"), "{text}");
        let declared = EncodingReason::Declaration;
        assert_eq!((encoding, reason), ("UTF-8", declared));
        let (text, encoding, reason) =
            decoded(&[&"é".repeat(20).into_bytes()[..], b"\xE9"].concat());
        assert_eq!(text, format!("{}\u{FFFD}", "é".repeat(20)));
        assert_eq!((encoding, reason), ("UTF-8", EncodingReason::Guess));
    }
}
