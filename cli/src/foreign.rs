//! Detects text-based formats that are not pages: archives, documents, mailboxes.
//!
//! A page may be about such a format and begin with the same words. So each check requires what only the format
//! itself has on its first lines.

use std::borrow::Cow;

use super::mail::mailbox_among_pages;
use super::mailbox::has_several;
use super::warc::is_version;

/// The format of a file that is not a page.
#[derive(Debug)]
pub(super) struct Foreign {
    /// Its name in messages.
    pub(super) name: Cow<'static, str>,
    pub(super) help: Option<&'static str>,
}

impl Foreign {
    pub(super) fn new(name: impl Into<Cow<'static, str>>) -> Self {
        Self {
            name: name.into(),
            help: None,
        }
    }

    pub(super) fn with_help(self, help: &'static str) -> Self {
        Self {
            help: Some(help),
            ..self
        }
    }
}

/// The text-based format that a file seems to have by its start, if it is not a page.
pub(super) fn written(start: &[u8]) -> Option<Foreign> {
    let start = start.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(start);
    let start = start.trim_ascii_start();
    let found = if is_pdf(start) {
        Foreign::new("a PDF document")
    } else if start.starts_with(b"%!PS-Adobe-") {
        Foreign::new("a PostScript document")
    } else if is_rich_text(start) {
        Foreign::new("a Rich Text document (RTF)").with_help("save it as HTML or plain text")
    } else if is_arc(start) {
        Foreign::new("an ARC archive, the older format of crawls")
            .with_help("convert it to WARC first")
    } else if is_warc(start) {
        Foreign::new("an archive of a crawl (WARC)").with_help(
            "`convert`, `links` and `check` read all its pages, of a file or of standard input",
        )
    } else if has_several(start) {
        mailbox_among_pages()
    } else {
        return None;
    };
    Some(found)
}

/// `%PDF-1.4`, and no more words on that line.
fn is_pdf(start: &[u8]) -> bool {
    let Some(rest) = start.strip_prefix(b"%PDF-") else {
        return false;
    };
    let mut line = rest.split(|byte| matches!(byte, b'\r' | b'\n'));
    let line = line.next().unwrap_or_default();
    matches!(line, [b'0'..=b'9', b'.', b'0'..=b'9', rest @ ..] if !rest.iter().any(u8::is_ascii_alphanumeric))
}

/// `{\rtf1`, then another control word or group, and then one more or the closing brace at the end.
fn is_rich_text(start: &[u8]) -> bool {
    let Some(rest) = start.strip_prefix(b"{\\rtf") else {
        return false;
    };
    let rest = rest.trim_ascii_end();
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'-';
    let after_word = |text: &[u8]| text.iter().take_while(|byte| is_name(byte)).count();
    let rest = rest[after_word(rest)..].trim_ascii_start();
    match rest {
        [b'{', ..] => true,
        [b'\\', word @ ..] => {
            let next = word[after_word(word)..].trim_ascii_start();
            matches!(next, [b'{' | b'\\', ..]) || rest.ends_with(b"}")
        }
        _ => false,
    }
}

/// The record that describes an ARC file: a URL with its own scheme, IP address, time, media type, and finally the
/// length.
fn is_arc(start: &[u8]) -> bool {
    let line = start.split(|byte| *byte == b'\n').next();
    let line = line.unwrap_or_default();
    if !line.starts_with(b"filedesc://") {
        return false;
    }
    let is_number = |word: &&[u8]| word.iter().all(u8::is_ascii_digit);
    let words: Vec<&[u8]> = line
        .split(u8::is_ascii_whitespace)
        .filter(|word| !word.is_empty())
        .collect();
    words.len() >= 5 && words.get(2).is_some_and(is_number) && words.last().is_some_and(is_number)
}

/// `WARC/1.0`, alone on its line.
pub(super) fn is_warc(start: &[u8]) -> bool {
    let line = start.split(|byte| *byte == b'\n').next();
    matches!(line.map(<[u8]>::trim_ascii_end), Some(line) if is_version(line))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_known_by_how_they_begin() {
        let arc2 =
            "filedesc://a.arc 0.0.0.0 20100304120000 text/plain 200 - - 0 a.arc 76\n2 0 Archive\n";
        let cases = [
            ("%PDF-1.4", "PDF"),
            ("%PDF-1.7 \r%\u{e2}\u{e3}\r", "PDF"),
            ("\u{feff}\n%PDF-2.0\n1 0 obj", "PDF"),
            ("%!PS-Adobe-3.0\n", "PostScript"),
            (r"{\rtf1\ansi{\fonttbl{\f0 Serif;}}\f0 Words.\par}", "RTF"),
            ("{\\rtf1\r\n\\mac words}\n", "RTF"),
            (r"{\rtf1{\info}", "RTF"),
            (
                "filedesc://a.arc 0.0.0.0 20100304120000 text/plain 76\n1 0 A\n",
                "ARC",
            ),
            (arc2, "ARC"),
            ("WARC/1.0\r\nWARC-Type: warcinfo\r\n", "WARC"),
            (
                "From a@b.c Mon May  4 10:00:00 2020\nFrom: A\nMessage-ID: <1@b.c>\n\nWords.\n\n\
                 From b@b.c Mon May  4 11:00:00 2020\nFrom: B\nMessage-ID: <2@b.c>\n\nMore.\n",
                "mbox",
            ),
        ];
        for (text, expected) in cases {
            let found = written(text.as_bytes()).unwrap_or_else(|| panic!("{text}"));
            assert!(found.name.contains(expected), "{text}: {}", found.name);
        }
    }

    #[test]
    fn pages_may_be_about_formats() {
        for text in [
            "",
            "%PDF-1.4 is what such documents begin with.",
            "%PDF- is what\nsuch documents begin with",
            r"{\rtf1 begins every such document.",
            r"{\rtf1\ansi is how most of them begin",
            r"{\rtf} is a group",
            "filedesc://harbour.arc is the first record of the file 3",
            "WARC/1.0 is a format.\n",
            // Single messages are read.
            "From: Ana\nSubject: The mill\n\nWords [1].",
            "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nWords.",
            "From a@b.c Mon May  4 10:00:00 2020\nFrom: A\nMessage-ID: <1@b.c>\n\nWords.\n\n\
             From then on, at 10:00, words.\n",
            "From Monday on the dam at 10:00 holds.\n\nWords.",
            "Title: The mill\nDate: 2020-05-04\nType: text/html\n\nWords.",
        ] {
            let found = written(text.as_bytes());
            assert!(found.is_none(), "{text}: {found:?}");
        }
    }
}
