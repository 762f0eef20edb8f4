//! From bytes to text, whatever their encoding.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use liens::read::html::declared_encoding;

/// Text without byte order mark, and what the user should know of how it was got.
pub(super) struct Decoded {
    pub(super) text: String,
    pub(super) note: Option<String>,
}

/// Decodes bytes: a byte order mark decides, or the zeros of UTF-16, then valid UTF-8, then the charset that came
/// with them, then what an HTML page declares; else the encoding is guessed. Who says UTF-8 of other bytes is not
/// believed.
pub(super) fn decode(bytes: Vec<u8>, charset: Option<&'static Encoding>) -> Decoded {
    if let Some((encoding, mark)) = Encoding::for_bom(&bytes) {
        return decode_as(encoding, &bytes[mark..], "its byte order mark says", false);
    }
    // In UTF-16 and ISO-2022-JP, text may be valid UTF-8 and mean something else.
    if let Some(encoding) = charset.filter(|encoding| !encoding.is_ascii_compatible()) {
        return decode_as(encoding, &bytes, "the server said", false);
    }
    if let Some(encoding) = unmarked_utf16(&bytes) {
        return decode_as(encoding, &bytes, "its bytes suggest", true);
    }
    if let Some(encoding) = declared_in_ascii(&bytes) {
        return decode_as(encoding, &bytes, "the page declares", true);
    }
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => return Decoded { text, note: None },
        Err(error) => error.into_bytes(),
    };
    let utf8 = Utf8::count(&bytes);
    let may_be = |encoding: &&'static Encoding| *encoding != UTF_8 || utf8.is_likely();
    if let Some(encoding) = charset.filter(may_be) {
        return decode_as(encoding, &bytes, "the server said", false);
    }
    if let Some(encoding) = declared(&bytes).filter(may_be) {
        return decode_as(encoding, &bytes, "the page declares", true);
    }
    let encoding = if utf8.is_certain() {
        UTF_8
    } else {
        guessed(&bytes)
    };
    decode_as(encoding, &bytes, "its bytes suggest", true)
}

/// Decodes bytes in a known encoding. The note is for encodings that are not certain, and for text
/// that was lost.
fn decode_as(
    encoding: &'static Encoding,
    bytes: &[u8],
    reason: &str,
    is_uncertain: bool,
) -> Decoded {
    let (text, has_errors) = encoding.decode_without_bom_handling(bytes);
    let note = (is_uncertain || has_errors).then(|| {
        let loss = if has_errors {
            "; some characters could not be read and became U+FFFD"
        } else {
            ""
        };
        let advice = if is_uncertain {
            "; if that is wrong, convert it to UTF-8 first"
        } else {
            ""
        };
        format!("read as {}, as {reason}{loss}{advice}", encoding.name())
    });
    Decoded {
        text: text.into_owned(),
        note,
    }
}

/// The encoding that an HTML page declares near its start. Text that is no page may speak of such declarations.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    if !bytes.trim_ascii_start().starts_with(b"<") {
        return None;
    }
    Encoding::for_label(declared_encoding(bytes)?.as_bytes())
}

/// The encoding that a page of ASCII bytes declares if it makes other characters of them, as ISO-2022-JP does.
fn declared_in_ascii(bytes: &[u8]) -> Option<&'static Encoding> {
    let is_shifted = bytes.is_ascii() && bytes.contains(&ESCAPE);
    let declared = is_shifted.then(|| declared(bytes)).flatten();
    declared.filter(|encoding| !encoding.is_ascii_compatible())
}

/// Whether bytes, of which a charset may be said, are read as UTF-16, where most characters have a zero.
pub(super) fn is_utf16(bytes: &[u8], charset: Option<&'static Encoding>) -> bool {
    let marked = Encoding::for_bom(bytes).map(|(encoding, _)| encoding);
    let encoding = marked.or(charset.filter(|encoding| !encoding.is_ascii_compatible()));
    encoding
        .or_else(|| unmarked_utf16(bytes))
        .is_some_and(|encoding| encoding == UTF_16LE || encoding == UTF_16BE)
}

/// UTF-16 without a mark: ASCII characters, and be they spaces only, have a zero beside them, always on the same
/// side.
fn unmarked_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let units = bytes[..bytes.len().min(SAMPLE)].chunks_exact(2);
    let few = (units.len() / 8).max(2);
    let zeros = |side| units.clone().filter(|unit: &&[u8]| unit[side] == 0).count();
    let encoding = match (zeros(0), zeros(1)) {
        (0, low) if low > few => UTF_16LE,
        (high, 0) if high > few => UTF_16BE,
        _ => return None,
    };
    // Small numbers have zeros too, and are control characters.
    let (start, _) = encoding.decode_without_bom_handling(&bytes[..bytes.len().min(SAMPLE)]);
    let is_text = |c: char| !c.is_control() || c.is_whitespace();
    start.chars().all(is_text).then_some(encoding)
}

/// How far zeros are looked for.
const SAMPLE: usize = 4096;

/// What begins a sequence that shifts to other characters.
const ESCAPE: u8 = 0x1B;

/// How far bytes are UTF-8: how many characters beyond ASCII are whole, and how many are broken.
struct Utf8 {
    whole: usize,
    broken: usize,
}

impl Utf8 {
    fn count(bytes: &[u8]) -> Self {
        let (mut whole, mut broken) = (0, 0);
        for chunk in bytes.utf8_chunks() {
            whole += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
            broken += usize::from(!chunk.invalid().is_empty());
        }
        Self { whole, broken }
    }

    /// Whether bytes that are said to be UTF-8 may be: text in another encoding has hardly any whole characters.
    fn is_likely(&self) -> bool {
        self.whole >= self.broken
    }

    /// Whether bytes of which nothing is said are UTF-8 but for a few: so many whole characters do not happen
    /// by chance.
    fn is_certain(&self) -> bool {
        self.whole > 10 * self.broken
    }
}

fn guessed(bytes: &[u8]) -> &'static Encoding {
    // ISO-2022-JP has no bytes beyond ASCII, so it is valid UTF-8 and does not come here.
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(bytes: &[u8]) -> (String, String) {
        let Decoded { text, note } = decode(bytes.to_vec(), None);
        (text, note.unwrap_or_default())
    }

    #[test]
    fn utf8_is_taken_as_it_is() {
        assert_eq!(decoded("été".as_bytes()), ("été".into(), String::new()));
        assert_eq!(decoded(b""), (String::new(), String::new()));
    }

    #[test]
    fn a_byte_order_mark_decides_and_is_no_text() {
        assert_eq!(decoded(b"\xEF\xBB\xBFa"), ("a".into(), String::new()));
        assert_eq!(decoded(b"\xFF\xFE\xE9\0"), ("é".into(), String::new()));
        assert_eq!(decoded(b"\xFE\xFF\0\xE9"), ("é".into(), String::new()));
        let (text, note) = decoded(b"\xFF\xFE\xE9");
        assert_eq!(text, "\u{FFFD}");
        assert!(note.contains("U+FFFD"), "{note}");
    }

    #[test]
    fn a_page_says_what_it_is_in() {
        let (text, note) = decoded(b" <meta charset='ISO-8859-2'><p>\xE8</p>");
        assert!(text.ends_with("<p>č</p>"), "{text}");
        assert_eq!(
            note,
            "read as ISO-8859-2, as the page declares; if that is wrong, convert it to UTF-8 first"
        );
        let page = b"<meta charset=utf-16><p>\xC3\xA9\xFF</p>";
        let (text, note) = decoded(page);
        assert!(text.ends_with("<p>é\u{FFFD}</p>"), "{text}");
        assert!(note.contains("UTF-8") && note.contains("U+FFFD"), "{note}");
    }

    #[test]
    fn only_a_meta_declares_what_a_page_is_in() {
        let page =
            b"<script charset=utf-8></script><meta charset = 'windows-1251'><p>\xEC\xE8\xF0</p>";
        let (text, note) = decoded(page);
        assert!(text.ends_with("<p>мир</p>"), "{text}");
        assert!(
            note.starts_with("read as windows-1251, as the page declares"),
            "{note}"
        );
    }

    #[test]
    fn a_charset_that_came_with_the_bytes_goes_before_the_page() {
        let decoded_as = |bytes: &[u8], label: &str| {
            let Decoded { text, note } =
                decode(bytes.to_vec(), Encoding::for_label(label.as_bytes()));
            (text, note)
        };
        let page = b"<meta charset=iso-8859-1><p>\xE8</p>";
        let (text, note) = decoded_as(page, "iso-8859-2");
        assert!(
            text.ends_with("<p>\u{10D}</p>") && note.is_none(),
            "{text} {note:?}"
        );
        assert_eq!(decoded_as("\u{10D}".as_bytes(), "iso-8859-2").0, "\u{10D}");
        assert_eq!(decoded_as(b"\x1B$B$\"\x1B(B", "iso-2022-jp").0, "\u{3042}");
        assert_eq!(decoded_as(b"\xEF\xBB\xBFa", "utf-16le").0, "a");
    }

    #[test]
    fn zeros_tell_utf16_without_a_mark() {
        for words in ["<p>été</p>", "да, мир и лес"] {
            let le: Vec<u8> = words.encode_utf16().flat_map(u16::to_le_bytes).collect();
            let be: Vec<u8> = words.encode_utf16().flat_map(u16::to_be_bytes).collect();
            for (bytes, name) in [(le, "UTF-16LE"), (be, "UTF-16BE")] {
                let (text, note) = decoded(&bytes);
                assert_eq!(text, words);
                let start = format!("read as {name}, as its bytes suggest");
                assert!(note.starts_with(&start), "{note}");
            }
        }
        for bytes in [
            &b"a\0b"[..],
            b"one zero \0 in a text",
            b"\x01\0\x02\0\x03\0\x04\0",
            b"\0\0\0\0",
        ] {
            assert_eq!(
                decoded(bytes),
                (String::from_utf8_lossy(bytes).into(), String::new())
            );
        }
    }

    #[test]
    fn a_page_of_ascii_bytes_may_be_in_japanese() {
        let page = b"<meta charset=iso-2022-jp><p>\x1B$B$\"\x1B(B</p>";
        let (text, note) = decoded(page);
        assert!(text.ends_with("<p>\u{3042}</p>"), "{text}");
        assert!(
            note.starts_with("read as ISO-2022-JP, as the page declares"),
            "{note}"
        );

        let (text, note) = decoded(b"<meta charset=iso-2022-jp><p>words</p>");
        assert!(
            text.ends_with("<p>words</p>") && note.is_empty(),
            "{text} {note}"
        );
        let utf8 = "<meta charset=iso-2022-jp><p>\x1B \u{3042}</p>";
        assert_eq!(decoded(utf8.as_bytes()), (utf8.into(), String::new()));
    }

    #[test]
    fn who_says_utf8_of_other_bytes_is_not_believed() {
        let words = b"<p>\xE9t\xE9 for\xEAt tr\xE8s</p>";
        let page = [&b"<meta charset=utf-8>"[..], words].concat();
        let (text, note) = decoded(&page);
        assert!(text.ends_with("<p>été forêt très</p>"), "{text}");
        assert!(
            note.starts_with("read as windows-1252, as its bytes suggest"),
            "{note}"
        );

        // The page may know what the server does not.
        let page = [&b"<meta charset=iso-8859-2>"[..], words].concat();
        let served = decode(page, Some(UTF_8));
        assert!(
            served.text.ends_with("<p>été foręt trčs</p>"),
            "{}",
            served.text
        );
        let served = decode(words.to_vec(), Some(UTF_8));
        assert!(
            served.text.ends_with("<p>été forêt très</p>"),
            "{}",
            served.text
        );
    }

    #[test]
    fn a_broken_byte_does_not_spoil_utf8_that_is_declared() {
        let page = "<meta charset=utf-8><p>été</p>".as_bytes();
        let (text, note) = decoded(&[page, b"\xE9"].concat());
        assert!(text.ends_with("<p>été</p>\u{FFFD}"), "{text}");
        assert!(
            note.starts_with("read as UTF-8, as the page declares; some"),
            "{note}"
        );
    }

    #[test]
    fn text_does_not_declare_anything() {
        let (text, note) = decoded(b"On charset=koi8-r: d\xE9j\xE0 vu, tr\xE8s bient\xF4t");
        assert!(text.ends_with("déjà vu, très bientôt"), "{text}");
        assert!(
            note.starts_with("read as windows-1252, as its bytes suggest"),
            "{note}"
        );
    }

    #[test]
    fn a_few_broken_bytes_do_not_spoil_utf8() {
        let (text, note) = decoded(&[&"é".repeat(20).into_bytes()[..], b"\xE9"].concat());
        assert_eq!(text, format!("{}\u{FFFD}", "é".repeat(20)));
        assert!(
            note.starts_with("read as UTF-8, as its bytes suggest; some"),
            "{note}"
        );
    }
}
