//! Detects binary data: known formats by their signatures, other data by control characters.

use std::borrow::Cow;

use file_format::FileFormat;
use memchr::{memchr, memmem};

use super::failure::Failure;
use super::foreign::{self, Foreign};
use super::warc::GZIP;

/// How many bytes of a file are inspected to detect its format.
pub(super) const START: usize = 64 * 1024;

/// Refuses a file that begins like a format that cannot be read. What looks like a text-based format may be plain
/// text after all, if the user gives the format.
pub(super) fn refuse_bytes(name: &str, start: &[u8], format_is_given: bool) -> Result<(), Failure> {
    let start = &start[..start.len().min(START)];
    let written = || foreign::written(start).filter(|_| !format_is_given);
    match packed(start).or_else(written) {
        Some(found) => Err(Failure::no_page(name, &found)),
        None => Ok(()),
    }
}

/// The format of a file that does not begin like a page, as named in messages.
pub(super) fn name_of(start: &[u8]) -> Option<Cow<'static, str>> {
    let found = packed(start).or_else(|| foreign::written(start))?;
    Some(found.name)
}

/// Refuses bytes that are not text, before any costly work. Text in UTF-16 has NULs. If a server declared the bytes
/// to be text, more odd bytes are accepted.
pub(super) fn refuse_data(
    name: &str,
    bytes: &[u8],
    encoding: &str,
    is_said_to_be_text: bool,
) -> Result<(), Failure> {
    let share = if is_said_to_be_text { 10 } else { 100 };
    if !encoding.starts_with("UTF-16") && is_binary(bytes, share) {
        let help = "if it is text, name its format with --from";
        let found = Foreign::new("binary data").with_help(help);
        return Err(Failure::no_page(name, &found));
    }
    Ok(())
}

/// The format of binary data. Some signatures are words that a text may begin with, so they only count if the bytes
/// do not look like text.
fn packed(start: &[u8]) -> Option<Foreign> {
    if start.starts_with(b"\xFF\xFE\0\0") || start.starts_with(b"\0\0\xFE\xFF") {
        return Some(Foreign::new("UTF-32").with_help("convert it to UTF-8 first"));
    }
    let is_utf16 = start.starts_with(b"\xFF\xFE") || start.starts_with(b"\xFE\xFF");
    // No text begins like gzip, and highly compressible data has few control characters.
    let is_packed = start.starts_with(&GZIP) || has_controls(start);
    if is_utf16 || !is_packed {
        return None;
    }
    if start.starts_with(b"bplist00") {
        let name = "a binary property list, as pages saved by Safari are (webarchive)";
        return Some(Foreign::new(name).with_help("save it as HTML"));
    }
    match FileFormat::from_bytes(start) {
        FileFormat::Zip => Some(zip(start)),
        FileFormat::CompoundFileBinary => Some(Foreign::new(
            "an older office document (doc, xls, ppt) or a message of Outlook (msg)",
        )),
        FileFormat::ArbitraryBinaryData | FileFormat::Empty => None,
        format if is_markup(format) => None,
        format => Some(Foreign::new(format!(
            "{} ({})",
            format.name(),
            format.extension()
        ))),
    }
}

/// Whether a format is text that is a page, or nearly one.
fn is_markup(format: FileFormat) -> bool {
    let media = format.media_type();
    media.starts_with("text/") || media.ends_with("xml") || media.ends_with("json")
}

/// Whether bytes have many control characters, more than one in a hundred. ESC does not count, since it switches
/// encodings in Japanese text.
fn has_controls(start: &[u8]) -> bool {
    let start = &start[..start.len().min(4096)];
    let is_odd =
        |byte: &&u8| byte.is_ascii_control() && !b"\t\n\x0B\x0C\r\x0E\x0F\x1B".contains(byte);
    100 * start.iter().filter(is_odd).count() > start.len()
}

/// Formats based on ZIP, by the name of a file in them, or by the type stated at their start.
const ZIPPED: &[(&[u8], &str)] = &[
    (b"mimetypeapplication/epub+zip", "an e-book (EPUB)"),
    (
        b"mimetypeapplication/vnd.oasis.opendocument.text", "an OpenDocument text (odt)",
    ),
    (
        b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet",
        "an OpenDocument spreadsheet (ods)",
    ),
    (
        b"mimetypeapplication/vnd.oasis.opendocument", "an OpenDocument file",
    ),
    (b"META-INF/container.xml", "an e-book (EPUB)"),
    (b"word/document", "a Word document (docx)"),
    (b"xl/wor", "an Excel workbook (xlsx)"),
    (b"ppt/presentation", "a PowerPoint presentation (pptx)"),
    (b"datapackage.json", WACZ),
    (b"indexes/index.", WACZ),
    (b"archive/data.warc", WACZ),
];

const WACZ: &str = "an archive of a crawl in a ZIP file (WACZ)";

/// The format of a ZIP file.
fn zip(start: &[u8]) -> Foreign {
    let found = ZIPPED
        .iter()
        .find(|(sign, _)| memmem::find(start, sign).is_some());
    match found {
        Some((_, name)) if *name == WACZ => {
            Foreign::new(WACZ).with_help("unzip it and read the WARC files in its folder `archive`")
        }
        Some((_, name)) => Foreign::new(*name),
        None => Foreign::new("a ZIP file").with_help("unzip it first"),
    }
}

/// Whether bytes have NULs and many control characters, more than one in `share`. A stray NUL occurs in pages, too.
fn is_binary(bytes: &[u8], share: usize) -> bool {
    let is_odd = |byte: &&u8| byte.is_ascii_control() && !byte.is_ascii_whitespace();
    memchr(0, bytes).is_some() && bytes.iter().filter(is_odd).count() > bytes.len() / share
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_binary(text: &str) -> bool {
        super::is_binary(text.as_bytes(), 100)
    }

    /// The headers of files in a ZIP file, with their names.
    fn zipped(names: &[&str]) -> Vec<u8> {
        let header = b"PK\x03\x04\x14\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x08\0\0\0";
        let files = names.iter().map(|name| [header, name.as_bytes()].concat());
        files.collect::<Vec<_>>().concat()
    }

    #[test]
    fn a_stray_nul_makes_no_binary_file() {
        let words = "words and words. ".repeat(10);
        assert!(!is_binary(&words));
        assert!(!is_binary("\u{1b}[1mbold\u{1b}[0m"));
        assert!(!is_binary(&format!("{words}\0")));
        assert!(is_binary("\0"));
        assert!(is_binary(&format!("{words}\0\0")));
    }

    #[test]
    fn formats_are_known_by_their_bytes() {
        let mut tar = b"a.html".to_vec();
        tar.resize(257, 0);
        tar.extend(b"ustar\x0000");
        tar.resize(512, 0);
        let well_packed = [&b"\x1F\x8B\x08\0\0\0\0\0\x02\xFF"[..], &[b'U'; 4096]].concat();
        let cases: &[(&[u8], &str)] = &[
            (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "(png)"),
            (b"\xFF\xD8\xFF\xE0\0\x10JFIF\0", "(jpg)"),
            (b"GIF89a\x01\0\x01\0\x80\0\0", "(gif)"),
            (b"RIFF\x24\0\0\0WEBPVP8 \x18\0\0\0", "(webp)"),
            (b"\x28\xB5\x2F\xFD\x04\x58\x09\0\0", "(zst)"),
            (b"BZh91AY&SY\x19\x31\x65\x3d\0\0", "(bz2)"),
            (b"\xFD7zXZ\0\0\x04\xE6\xD6", "(xz)"),
            (b"7z\xBC\xAF\x27\x1C\0\x04", "(7z)"),
            (b"\x1F\x8B\x08\0\0\0\0\0", "(gz)"),
            (&well_packed, "(gz)"),
            (&tar, "(tar)"),
            (b"SQLite format 3\0\x10\0\x01\x01", "(sqlite)"),
            (b"bplist00\xD1\x01\x02\0\0", "(webarchive)"),
            (b"\x7FELF\x02\x01\x01\0\0", "(elf)"),
            (b"MZ\x90\0\x03\0\0\0\x04\0", "(exe)"),
            (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0", "(doc, xls, ppt)"),
        ];
        for (start, expected) in cases {
            let found = name_of(start).unwrap_or_default();
            assert!(found.contains(expected), "expected {expected}: {found}");
        }
    }

    #[test]
    fn zip_files_are_distinguished() {
        for (names, expected) in [
            (&["a.html", "sword/a.html"][..], "a ZIP file"),
            (&["mimetypeapplication/epub+zip", "a"], "an e-book (EPUB)"),
            (
                &["mimetypeapplication/vnd.oasis.opendocument.text", "word/"],
                "an OpenDocument text (odt)",
            ),
            (
                &["[Content_Types].xml", "word/document.xml"],
                "a Word document (docx)",
            ),
            (
                &["_rels/.rels", "xl/workbook.xml"],
                "an Excel workbook (xlsx)",
            ),
            (&["archive/data.warc.gz", "datapackage.json"], WACZ),
        ] {
            assert_eq!(name_of(&zipped(names)).as_deref(), Some(expected));
        }
    }

    #[test]
    fn words_that_are_signatures_are_text() {
        for text in [
            "MZ is what programs for DOS begin with.",
            "BM and GIF89a",
            "GIF89a is the version with animations.\n\n[1] http://example.org/",
            "BZh91AY&SY is pi.",
            "PK\u{3}\u{4} are the first bytes of a file that zip has packed; there are one hundred \
             and more characters in this text, so two of them do not count as many of them do.\
             And even more of them follow here, until there are really more than two hundred.",
            "P1 \nS\u{1b}$B46\u{1b}(B",
            "\u{feff}<!DOCTYPE html>",
            "",
        ] {
            assert_eq!(name_of(text.as_bytes()), None, "{text}");
        }
        assert_eq!(name_of(b"\xFF\xFEa\0b\0"), None);
    }
}
