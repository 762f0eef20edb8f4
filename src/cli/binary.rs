//! What is no text: well-known kinds of files by what they begin with, and others by their control characters.

use encoding_rs::Encoding;
use memchr::memchr;

use super::decode::is_utf16;
use super::failure::Failure;

/// A kind of files that is no text.
struct Kind {
    start: &'static [u8],
    /// How messages call it.
    name: &'static str,
    help: Option<&'static str>,
}

const KINDS: &[Kind] = &[
    kind(b"\x89PNG\r\n", "a PNG image"),
    kind(b"\xFF\xD8\xFF", "a JPEG image"),
    kind(b"GIF87a", "a GIF image"),
    kind(b"GIF89a", "a GIF image"),
    kind(b"%PDF-", "a PDF document"),
    kind(
        b"PK\x03\x04",
        "a ZIP file, as office documents and e-books are",
    ),
    kind(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "an office document"),
    kind(b"\x1F\x8B", "data packed with gzip"),
    kind(b"BZh91AY&SY", "data packed with bzip2"),
    kind(b"\xFD7zXZ\0", "data packed with xz"),
    kind(b"\x28\xB5\x2F\xFD", "data packed with Zstandard"),
    kind(b"7z\xBC\xAF\x27\x1C", "a 7z archive"),
    kind(b"SQLite format 3\0", "a SQLite database"),
    kind(b"\x7FELF", "a program"),
    Kind {
        start: b"WARC/1.",
        name: "an archive of a crawl",
        help: Some(
            "`convert` and `check` read archives by their names, which end in warc, warc.gz, wet or wet.gz",
        ),
    },
    utf32(b"\xFF\xFE\0\0"),
    utf32(b"\0\0\xFE\xFF"),
];

const fn kind(start: &'static [u8], name: &'static str) -> Kind {
    Kind {
        start,
        name,
        help: None,
    }
}

const fn utf32(start: &'static [u8]) -> Kind {
    Kind {
        start,
        name: "UTF-32",
        help: Some("convert it to UTF-8 first"),
    }
}

/// Refuses bytes of a well-known kind that is no text.
pub(super) fn refuse_bytes(name: &str, bytes: &[u8]) -> Result<(), Failure> {
    match KINDS.iter().find(|kind| bytes.starts_with(kind.start)) {
        Some(kind) => Err(Failure::no_text(name, kind.name, kind.help)),
        None => Ok(()),
    }
}

/// Refuses bytes that are no text in the charset that is said of them, or in any: before much is done with them.
/// Those that somebody served as a page are believed to be one unless much speaks against it.
pub(super) fn refuse_data(
    name: &str,
    bytes: &[u8],
    charset: Option<&'static Encoding>,
    is_served: bool,
) -> Result<(), Failure> {
    let most = bytes.len() / if is_served { 4 } else { 100 };
    if is_binary(bytes, most) && !is_utf16(bytes, charset) {
        let help = "if it is text nevertheless, name its form with --from";
        return Err(Failure::no_text(name, "binary data", Some(help)));
    }
    Ok(())
}

/// Whether bytes have NULs, and more than so many control characters. A stray NUL is found in pages too.
fn is_binary(bytes: &[u8], most: usize) -> bool {
    let is_odd = |byte: &&u8| byte.is_ascii_control() && !byte.is_ascii_whitespace();
    memchr(0, bytes).is_some() && bytes.iter().filter(is_odd).count() > most
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stray_nul_makes_no_binary_file() {
        let refuses =
            |text: &str, is_served| refuse_data("", text.as_bytes(), None, is_served).is_err();
        let is_binary = |text: &str| refuses(text, false);
        let words = "words and words. ".repeat(10);
        assert!(!is_binary(&words));
        assert!(!is_binary("\u{1b}[1mbold\u{1b}[0m"));
        assert!(!is_binary(&format!("{words}\0")));
        assert!(is_binary("\0"));
        assert!(is_binary(&format!("{words}\0\0")));
        assert!(!refuses("<p>\0x</p>", true));
        assert!(refuses("<p>\0\0\0\0</p>", true));
    }
}
