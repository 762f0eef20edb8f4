//! Header fields of messages and their parts, decoded by mailparse.

use std::borrow::Cow;
use std::collections::BTreeMap;

use mailparse::{MailAddr, SingleInfo, addrparse_header, parse_content_disposition};

use crate::read::decode;

/// How much of a field is decoded. Decoding may take time that grows with the square of it.
const LONGEST_VALUE: usize = 16 * 1024;

/// The longest line whose encoded words are decoded, for the same reason.
const LONGEST_LINE: usize = 2_000;

/// The fields of a header.
#[derive(Debug, Default)]
pub(super) struct Header {
    /// Names in small letters, and values as they are written.
    fields: Vec<(String, String)>,
}

/// The value of `Content-Type`.
#[derive(Debug)]
pub(super) struct Media {
    /// In small letters, as `text/html`.
    pub(super) name: String,
    parameters: BTreeMap<String, String>,
}

/// A header and what follows it.
pub(super) struct Split<'a> {
    pub(super) header: Header,
    pub(super) body: &'a [u8],
    /// How many lines stand before the body.
    pub(super) lines: usize,
    /// Whether a blank line ends the header.
    pub(super) is_ended: bool,
}

/// Takes a message or part apart at the first line that is no field.
pub(super) fn split(bytes: &[u8]) -> Split<'_> {
    let (mut at, mut lines) = (0, 0);
    let mut is_ended = false;
    let mut has_field = false;
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        let words = line.trim_ascii_end();
        if words.is_empty() {
            is_ended = true;
        } else if !is_field(words) && !(has_field && goes_on(words)) {
            break;
        }
        has_field = true;
        at += line.len();
        lines += 1;
        if is_ended {
            break;
        }
    }
    let (header, body) = bytes.split_at(at);
    Split {
        header: Header::of(header),
        body,
        lines,
        is_ended: is_ended || body.is_empty(),
    }
}

/// Whether a line is a field, `Name: value`.
pub(super) fn is_field(line: &[u8]) -> bool {
    let name = memchr::memchr(b':', line).map(|end| &line[..end]);
    name.is_some_and(|name| !name.is_empty() && name.iter().all(u8::is_ascii_graphic))
}

/// Whether a line goes on with the field above.
pub(super) fn goes_on(line: &[u8]) -> bool {
    line.starts_with(b" ") || line.starts_with(b"\t")
}

impl Header {
    /// The fields in the lines of a header.
    pub(super) fn of(block: &[u8]) -> Self {
        let charset = charset_in(block);
        let text = decode(block, charset.as_deref()).text;
        let mut fields: Vec<(String, String)> = Vec::new();
        for line in text.split('\n') {
            let line = line.trim_end();
            match fields.last_mut() {
                Some((_, value)) if line.starts_with([' ', '\t']) => {
                    value.push('\n');
                    value.push_str(line);
                }
                _ => {
                    if let Some((name, value)) = line.split_once(':') {
                        fields.push((name.to_ascii_lowercase(), value.trim_start().to_owned()));
                    }
                }
            }
        }
        Self { fields }
    }

    /// Whether there are any fields.
    pub(super) fn is_empty(&self) -> bool {
        self.fields.is_empty()
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.fields.len()
    }

    /// The first field of that name, which is in small letters, as it is written.
    fn written(&self, name: &str) -> Option<&str> {
        let field = self.fields.iter().find(|(other, _)| other == name);
        field.map(|(_, value)| value.as_str())
    }

    /// The first field of that name on one line, without encoded words; nothing for one without words.
    pub(super) fn get(&self, name: &str) -> Option<String> {
        let value = one_line(&decoded(self.written(name)?));
        Some(value).filter(|value| !value.is_empty())
    }

    /// The names and addresses in a field.
    pub(super) fn people(&self, name: &str) -> Vec<Person> {
        let Some(value) = self.written(name).filter(|value| is_decodable(value)) else {
            return self.get(name).map(Person::of_words).into_iter().collect();
        };
        let field = format!("{name}: {value}");
        let parsed = mailparse::parse_header(field.as_bytes()).ok();
        let list = parsed.and_then(|(header, _)| addrparse_header(&header).ok());
        let Some(list) = list else {
            return self.get(name).map(Person::of_words).into_iter().collect();
        };
        let people = list.iter().flat_map(|address| match address {
            MailAddr::Single(single) => std::slice::from_ref(single),
            MailAddr::Group(group) => &group.addrs,
        });
        people.map(Person::of).collect()
    }

    /// What the content is; nothing where that is not said.
    pub(super) fn media(&self) -> Option<Media> {
        let value = self
            .written("content-type")
            .filter(|value| is_decodable(value))?;
        let parsed = mailparse::parse_content_type(&decoded(value));
        Some(Media {
            name: parsed.mimetype.trim().to_owned(),
            parameters: parsed.params,
        })
    }

    /// How the content was packed for its way, in small letters.
    pub(super) fn transfer_encoding(&self) -> String {
        let encoding = self
            .written("content-transfer-encoding")
            .unwrap_or_default();
        encoding.trim().to_ascii_lowercase()
    }

    /// Whether a part is to be saved, not to be shown.
    pub(super) fn is_attachment(&self) -> bool {
        let value = self.written("content-disposition").unwrap_or_default();
        let kind = value.split(';').next().unwrap_or_default().trim();
        kind.eq_ignore_ascii_case("attachment")
    }

    /// The name of the file that a part holds.
    pub(super) fn file_name(&self) -> Option<String> {
        let value = self.written("content-disposition");
        let disposition = value.filter(|value| is_decodable(value)).map(|value| {
            let value = decoded(value);
            parse_content_disposition(&value).params.remove("filename")
        });
        let name = disposition
            .flatten()
            .or_else(|| self.media()?.parameter("name").map(str::to_owned))?;
        let name = one_line(&decoded(&name));
        Some(name).filter(|name| !name.is_empty())
    }
}

impl Media {
    pub(super) fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters.get(name).map(String::as_str)
    }
}

/// Somebody with a name, an address, or both.
#[derive(Debug, PartialEq)]
pub(super) struct Person {
    name: Option<String>,
    address: String,
}

impl Person {
    fn of(single: &SingleInfo) -> Self {
        let name = single.display_name.as_deref().map(one_line);
        Self {
            name: name.filter(|name| !name.is_empty()),
            address: single.addr.trim().to_owned(),
        }
    }

    /// Somebody as old programs and archives write them: `mara at example.org (Mara Quay)`.
    fn of_words(words: String) -> Self {
        let in_parentheses = words
            .strip_suffix(')')
            .and_then(|rest| rest.split_once(" ("));
        match in_parentheses {
            Some((address, name)) => Self {
                name: Some(name.to_owned()),
                address: address.to_owned(),
            },
            None => Self {
                name: None,
                address: words,
            },
        }
    }

    /// The name, or the address of who has none.
    pub(super) fn name(&self) -> &str {
        self.name.as_deref().unwrap_or(&self.address)
    }

    /// Name and address, `Mara Quay <mara@example.org>`.
    pub(super) fn whole(&self) -> String {
        match &self.name {
            Some(name) if !self.address.is_empty() => format!("{name} <{}>", self.address),
            _ => self.name().to_owned(),
        }
    }
}

/// The encoding that a header names for the text below it: old programs write their own names in it, too.
fn charset_in(block: &[u8]) -> Option<String> {
    if block.is_ascii() && !block.contains(&b'\x1B') {
        return None;
    }
    let text = String::from_utf8_lossy(block).to_ascii_lowercase();
    let (_, rest) = text.split_once("charset=")?;
    let label = rest.trim_start_matches(['"', '\'']);
    let is_label = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':' | '.');
    let end = label.find(|c| !is_label(c)).unwrap_or(label.len());
    Some(label[..end].to_owned())
}

fn is_decodable(value: &str) -> bool {
    value.len() <= LONGEST_VALUE && value.split('\n').all(|line| line.len() <= LONGEST_LINE)
}

/// A value without encoded words.
fn decoded(value: &str) -> Cow<'_, str> {
    if !value.contains("=?") || !is_decodable(value) {
        return value.into();
    }
    let field = format!("A: {value}");
    match mailparse::parse_header(field.as_bytes()) {
        Ok((header, _)) => header.get_value().into(),
        Err(_) => value.into(),
    }
}

/// Words with single spaces between them.
fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(text: &str) -> Header {
        Header::of(text.as_bytes())
    }

    #[test]
    fn words_are_decoded_whatever_their_encoding() {
        for (subject, expected) in [
            ("The fog bell", "The fog bell"),
            (
                "=?UTF-8?Q?La_cloche_=C3=A0_brume?=",
                "La cloche \u{e0} brume",
            ),
            (
                "=?utf-8?b?TGEgY2xvY2hl?=\n =?utf-8?b?IMOgIGJydW1l?=",
                "La cloche \u{e0} brume",
            ),
            (
                "=?ISO-2022-JP?B?GyRCTDgkTjxrGyhC?=",
                "\u{9727}\u{306e}\u{9418}",
            ),
            (
                "=?windows-1251?Q?=CA=EE=EB=EE=EA=EE=EB?=",
                "\u{41a}\u{43e}\u{43b}\u{43e}\u{43a}\u{43e}\u{43b}",
            ),
            ("=?x-of-nobody?Q?a?= b", "=?x-of-nobody?Q?a?= b"),
            ("folded\n\tover lines", "folded over lines"),
        ] {
            let header = header(&format!("Subject: {subject}\n"));
            assert_eq!(header.get("subject").as_deref(), Some(expected));
        }
    }

    #[test]
    fn raw_words_are_in_the_encoding_of_the_text() {
        let field = b"Subject: \xCA\xEE\xEB\xEE\xEA\xEE\xEB\nContent-Type: text/plain; charset=\"windows-1251\"\n";
        let subject = Header::of(field).get("subject");
        assert_eq!(
            subject.as_deref(),
            Some("\u{41a}\u{43e}\u{43b}\u{43e}\u{43a}\u{43e}\u{43b}")
        );
        let field = b"Subject: \x1B$BL8$N<k\x1B(B\nContent-Type: text/plain; charset=iso-2022-jp\n";
        let subject = Header::of(field).get("subject");
        assert_eq!(subject.as_deref(), Some("\u{9727}\u{306e}\u{9418}"));
    }

    #[test]
    fn people_have_names_and_addresses() {
        for (from, name, whole) in [
            (
                "Mara Quay <mara@example.org>",
                "Mara Quay",
                "Mara Quay <mara@example.org>",
            ),
            (
                "\"Quay, Mara\" <mara@example.org>",
                "Quay, Mara",
                "Quay, Mara <mara@example.org>",
            ),
            (
                "=?UTF-8?Q?Quay=2C_Mara?= <mara@example.org>",
                "Quay, Mara",
                "Quay, Mara <mara@example.org>",
            ),
            ("mara@example.org", "mara@example.org", "mara@example.org"),
            (
                "mara at example.org (Mara Quay)",
                "Mara Quay",
                "Mara Quay <mara at example.org>",
            ),
            (
                "mara@example.org (Mara Quay)",
                "Mara Quay",
                "Mara Quay <mara@example.org>",
            ),
        ] {
            let people = header(&format!("From: {from}\n")).people("from");
            let [person] = people.as_slice() else {
                panic!("{from}: {people:?}");
            };
            assert_eq!(
                (person.name(), person.whole().as_str()),
                (name, whole),
                "{from}"
            );
        }
        assert_eq!(header("To: a@b.c, D <d@e.f>\n").people("to").len(), 2);
    }

    #[test]
    fn a_header_ends_where_no_field_is() {
        for (text, lines, body, is_ended) in [
            ("A: b\n\nText", 2, "Text", true),
            ("A: b\r\n c\r\n\r\nText", 3, "Text", true),
            ("\nText", 1, "Text", true),
            ("A: b\nText", 1, "Text", false),
            ("Text", 0, "Text", false),
            ("A: b", 1, "", true),
        ] {
            let found = split(text.as_bytes());
            let body_found = String::from_utf8_lossy(found.body);
            assert_eq!(
                (found.lines, &*body_found, found.is_ended),
                (lines, body, is_ended),
                "{text:?}"
            );
        }
    }

    #[test]
    fn files_have_names() {
        for (fields, name) in [
            (
                "Content-Disposition: attachment; filename=\"a b.pdf\"",
                Some("a b.pdf"),
            ),
            (
                "Content-Disposition: attachment; filename*=UTF-8''%C3%A9t%C3%A9.pdf",
                Some("\u{e9}t\u{e9}.pdf"),
            ),
            (
                "Content-Type: image/png; name=\"=?UTF-8?Q?=C3=A9.png?=\"",
                Some("\u{e9}.png"),
            ),
            ("Content-Type: image/png", None),
        ] {
            assert_eq!(header(fields).file_name().as_deref(), name, "{fields}");
        }
    }

    #[test]
    fn long_values_take_no_long_time() {
        let header = header(&format!("Subject: {}\n", "=?".repeat(1 << 20)));
        assert!(
            header
                .get("subject")
                .is_some_and(|subject| subject.starts_with("=?"))
        );
    }
}
