//! Formats that are written as text and are no pages: archives, documents, mails with parts.
//!
//! A text may well talk about such a format, and begin with the same words. So each has to have what only
//! the format has, from its first line on.

use std::borrow::Cow;

use memchr::memmem;

use super::header::Fields;
use super::warc::is_version;

/// What a file is, that is no page.
#[derive(Debug)]
pub(super) struct Foreign {
    /// How messages call it.
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

/// What a file is by its start, if it is written as text and no page.
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
            "`convert` and `check` read archives by their names, which end in warc, warc.gz, wet or wet.gz, and from \
             standard input",
        )
    } else {
        return mail(start);
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

/// The record that describes an ARC file: an address of its own kind, IP address, moment, media type, and at the
/// end the length.
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

/// The header of a mail as it was sent, or of a page saved as one, and what follows the header. Above it may be
/// the line that begins a mail in a mailbox.
pub(super) fn sent(start: &[u8]) -> Option<(Fields, &[u8])> {
    let start = after_mailbox_line(start).unwrap_or(start);
    let (lines, body) = header_block(start)?;
    let fields = Fields::of_lines(lines.into_iter());
    is_sent(&fields).then_some((fields, body))
}

/// A mail or page with parts, or a mailbox. A mail of plain words is a text, whatever stands above them.
fn mail(start: &[u8]) -> Option<Foreign> {
    let (fields, body) = sent(start)?;
    let found = if after_mailbox_line(start).is_some() && has_another_mail(body) {
        Foreign::new("a mailbox (mbox)").with_help("save its mails one by one as plain text")
    } else if fields.get("Snapshot-Content-Location").is_some()
        || has_parts(&fields, body) && media(&fields).starts_with("multipart/related")
    {
        Foreign::new("a page saved with all its parts (MHTML)").with_help("save it as HTML")
    } else if has_parts(&fields, body) || is_encoded(&fields) {
        Foreign::new("a mail as it was sent (EML)").with_help("save it as plain text")
    } else {
        return None;
    };
    Some(found)
}

/// What follows the line with which mails begin in a mailbox, `From ana@example.org Mon May  4 10:00:00 2020`.
fn after_mailbox_line(start: &[u8]) -> Option<&[u8]> {
    let rest = start.strip_prefix(b"From ")?;
    let end = memchr::memchr(b'\n', rest)? + 1;
    let is_clock = |word: &[u8]| {
        matches!(
            word,
            [b'0'..=b'9', b'0'..=b'9', b':', b'0'..=b'9', b'0'..=b'9', ..]
        )
    };
    let mut words = rest[..end].split(u8::is_ascii_whitespace);
    words.any(is_clock).then(|| &rest[end..])
}

/// Whether another mail of a mailbox begins in the body of one.
fn has_another_mail(body: &[u8]) -> bool {
    memmem::find_iter(body, "\nFrom ")
        .any(|at| after_mailbox_line(&body[at + 1..]).is_some_and(|mail| sent(mail).is_some()))
}

/// The lines up to an empty one, if each of them is a field or goes on with one; and what follows.
fn header_block(start: &[u8]) -> Option<(Vec<&[u8]>, &[u8])> {
    let mut lines = Vec::new();
    let mut rest = start;
    while !rest.is_empty() {
        let end = memchr::memchr(b'\n', rest).map_or(rest.len(), |end| end + 1);
        let line = rest[..end].trim_ascii_end();
        rest = &rest[end..];
        if line.is_empty() {
            break;
        }
        let goes_on = line.starts_with(b" ") || line.starts_with(b"\t");
        if !(is_field(line) || goes_on && !lines.is_empty()) {
            return None;
        }
        lines.push(line);
    }
    Some((lines, rest))
}

/// `Name: value`, with a name that a mail may have.
fn is_field(line: &[u8]) -> bool {
    let name = line.iter().position(|byte| *byte == b':');
    name.is_some_and(|end| end > 0 && line[..end].iter().all(u8::is_ascii_graphic))
}

/// Whether a header has what only programs write that send mails or save pages, beside other fields.
fn is_sent(fields: &Fields) -> bool {
    let has = |name, is_right: fn(&str) -> bool| fields.get(name).is_some_and(is_right);
    let is_version = |value: &str| {
        let rest = value.strip_prefix("1.0").map(str::trim_start);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('('))
    };
    let is_id = |value: &str| value.starts_with('<') && value.ends_with('>');
    let is_trace = |value: &str| value.contains(';') && value.contains("by ");
    let is_sent =
        has("MIME-Version", is_version) || has("Message-ID", is_id) || has("Received", is_trace);
    is_sent && fields.len() > 1
}

fn media(fields: &Fields) -> String {
    let media = fields.get("Content-Type").unwrap_or_default();
    media.to_ascii_lowercase()
}

/// Whether a mail says that it has parts, and the first begins where it says.
fn has_parts(fields: &Fields, body: &[u8]) -> bool {
    if !media(fields).starts_with("multipart/") {
        return false;
    }
    let value = fields.get("Content-Type").unwrap_or_default();
    let boundary = value.split(';').find_map(|part| {
        let (name, value) = part.split_once('=')?;
        let is_boundary = name.trim().eq_ignore_ascii_case("boundary");
        is_boundary.then(|| value.trim().trim_matches('"'))
    });
    let Some(boundary) = boundary.filter(|boundary| !boundary.is_empty()) else {
        return false;
    };
    let line = format!("--{boundary}");
    memmem::find_iter(body, &line).any(|at| at == 0 || body[at - 1] == b'\n')
}

/// Whether the words of a mail are packed in a way that is not undone, or are no plain text.
fn is_encoded(fields: &Fields) -> bool {
    let encoding = fields.get("Content-Transfer-Encoding").unwrap_or_default();
    let is_packed = encoding.eq_ignore_ascii_case("base64");
    let media = media(fields);
    is_packed
        || !(media.is_empty() || media.starts_with("text/plain") || media.starts_with("multipart/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_known_by_how_they_begin() {
        let arc2 =
            "filedesc://a.arc 0.0.0.0 20100304120000 text/plain 200 - - 0 a.arc 76\n2 0 Archive\n";
        let parts = "Content-Type: multipart/mixed;\n\tboundary=\"b=1\"\n\n\n--b=1\nA: b\n";
        let page =
            "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\n";
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
            (&format!("From: <Saved>\r\n{page}"), "MHTML"),
            (
                &format!("Received: from a by b; now\nMIME-Version: 1.0 (b 2)\n{parts}"),
                "EML",
            ),
            (
                &format!("Message-ID: <1@example.org>\nFrom: Ana\n{parts}"),
                "EML",
            ),
            (
                "MIME-Version: 1.0\nContent-Transfer-Encoding: BASE64\n\nV29yZHMu\n",
                "EML",
            ),
            (
                "Message-ID: <1@b.c>\nContent-Type: text/html\n\n<p>a</p>",
                "EML",
            ),
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
    fn texts_may_talk_about_formats() {
        for text in [
            "",
            "%PDF-1.4 is what such documents begin with.",
            "%PDF- is what\nsuch documents begin with",
            r"{\rtf1 begins every such document.",
            r"{\rtf1\ansi is how most of them begin",
            r"{\rtf} is a group",
            "filedesc://harbour.arc is the first record of the file 3",
            "WARC/1.0 is a format.\n",
            // Mails of plain words, or what looks like one.
            "From: Ana\nSubject: The mill\n\nWords [1].",
            "From: Ana\nMessage-ID: <1@example.org>\n\nWords [1].",
            "From: Ana\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\nWords [1].",
            "From a@b.c Mon May  4 10:00:00 2020\nFrom: A\nMessage-ID: <1@b.c>\n\nWords.\n\n\
             From then on, at 10:00, words.\n",
            "From Monday on the dam at 10:00 holds.\n\nWords.",
            "MIME-Version: 1.0 is in every mail.\nContent-Type: text/html is in some.\n\nWords.",
            "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\nThese are two fields.",
            "MIME-Version: 1.0\n\nThis field is alone.",
            "From: Ana\nMIME-Version: 1.0\nand so on\nContent-Type: text/html\n\nWords.",
            "Title: The mill\nDate: 2020-05-04\nType: text/html\n\nWords.",
        ] {
            let found = written(text.as_bytes());
            assert!(found.is_none(), "{text}: {found:?}");
        }
    }
}
