//! Header fields of messages and their parts. mailparse decodes them, within limits on their length.

use std::borrow::Cow;
use std::collections::BTreeMap;

use mailparse::{MailAddr, SingleInfo, addrparse_header, parse_content_disposition};

use crate::read::decode;

/// The maximum length of a value that is decoded, since decoding may take quadratic time.
const MAX_VALUE: usize = 16 * 1024;

/// The maximum length of a line whose encoded words are decoded, for the same reason.
const MAX_LINE: usize = 2_000;

/// The fields of a header.
#[derive(Debug, Default)]
pub(super) struct Header {
    /// Names in lowercase, with raw values.
    fields: Vec<(String, String)>,
}

/// The value of `Content-Type`.
#[derive(Debug)]
pub(super) struct Media {
    /// The media type in lowercase, such as `text/html`.
    pub(super) name: String,
    parameters: BTreeMap<String, String>,
}

/// A header with the body below it.
pub(super) struct Split<'a> {
    pub(super) header: Header,
    pub(super) body: &'a [u8],
    /// The number of lines before the body.
    pub(super) lines: usize,
    /// Whether a blank line ends the header.
    pub(super) is_ended: bool,
}

/// Splits a message or part before the first line that is not a field.
pub(super) fn split(bytes: &[u8]) -> Split<'_> {
    let (mut at, mut lines) = (0, 0);
    let mut is_ended = false;
    let mut has_field = false;
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        let words = line.trim_ascii_end();
        if words.is_empty() {
            is_ended = true;
        } else if !(is_field(words) || has_field && continues_field(words)) {
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

/// Whether a line is a field: `Name: value`.
pub(super) fn is_field(line: &[u8]) -> bool {
    let name = memchr::memchr(b':', line).map(|end| &line[..end]);
    name.is_some_and(|name| !name.is_empty() && name.iter().all(u8::is_ascii_graphic))
}

/// Whether a line continues the field above.
pub(super) fn continues_field(line: &[u8]) -> bool {
    line.starts_with(b" ") || line.starts_with(b"\t")
}

impl Header {
    /// Parses the lines of a header.
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

    /// The number of fields.
    pub(super) fn len(&self) -> usize {
        self.fields.len()
    }

    /// The raw value of the first field with this name, given in lowercase.
    fn raw(&self, name: &str) -> Option<&str> {
        let field = self.fields.iter().find(|(other, _)| other == name);
        field.map(|(_, value)| value.as_str())
    }

    /// The decoded value of the first field with this name, on one line; `None` if it is empty.
    pub(super) fn get(&self, name: &str) -> Option<String> {
        let value = one_line(&decoded(self.raw(name)?));
        Some(value).filter(|value| !value.is_empty())
    }

    /// The people in a field.
    pub(super) fn people(&self, name: &str) -> Vec<Person> {
        let Some(words) = self.get(name) else {
            return Vec::new();
        };
        let people = self.parsed_people(name).unwrap_or_default();
        let has_no_name = |person: &Person| person.name.is_none();
        match people.as_slice() {
            [] => vec![Person::of_words(words)],
            // Old programs write the name as a comment after the address.
            [one] if has_no_name(one) && words.ends_with(')') => vec![Person::of_words(words)],
            _ => people,
        }
    }

    fn parsed_people(&self, name: &str) -> Option<Vec<Person>> {
        let value = self.raw(name).filter(|value| is_decodable(value))?;
        let field = format!("{name}: {value}");
        let (header, _) = mailparse::parse_header(field.as_bytes()).ok()?;
        let list = addrparse_header(&header).ok()?;
        let people = list.iter().flat_map(|address| match address {
            MailAddr::Single(single) => std::slice::from_ref(single),
            MailAddr::Group(group) => &group.addrs,
        });
        Some(people.map(Person::of).collect())
    }

    /// The media type of the content, if it is given.
    pub(super) fn media(&self) -> Option<Media> {
        let value = self
            .raw("content-type")
            .filter(|value| is_decodable(value))?;
        let parsed = mailparse::parse_content_type(&decoded(value));
        Some(Media {
            name: parsed.mimetype.trim().to_owned(),
            parameters: parsed.params,
        })
    }

    /// The transfer encoding of the content, in lowercase.
    pub(super) fn transfer_encoding(&self) -> String {
        let encoding = self.raw("content-transfer-encoding").unwrap_or_default();
        encoding.trim().to_ascii_lowercase()
    }

    /// Whether a part is meant to be saved rather than shown.
    pub(super) fn is_attachment(&self) -> bool {
        let value = self.raw("content-disposition").unwrap_or_default();
        let kind = value.split(';').next().unwrap_or_default().trim();
        kind.eq_ignore_ascii_case("attachment")
    }

    /// The name of the file in a part.
    pub(super) fn file_name(&self) -> Option<String> {
        let value = self.raw("content-disposition");
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

/// A person with a name, an address, or both.
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

    /// A person in the form that old programs and archives write: `mara at example.org (Mara Quay)`.
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

    /// The name, or the address if there is no name.
    pub(super) fn name(&self) -> &str {
        self.name.as_deref().unwrap_or(&self.address)
    }

    /// Name and address: `Mara Quay <mara@example.org>`.
    pub(super) fn with_address(&self) -> String {
        match &self.name {
            Some(name) if !self.address.is_empty() => format!("{name} <{}>", self.address),
            _ => self.name().to_owned(),
        }
    }
}

/// The charset that a header gives for the body: old programs use it in the header, too.
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
    value.len() <= MAX_VALUE && value.split('\n').all(|line| line.len() <= MAX_LINE)
}

/// A value with its encoded words decoded.
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

/// Collapses white space to single spaces.
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
                "=?UTF-8?Q?La_cloche_=C3=A0_brume?=", "La cloche \u{e0} brume",
            ),
            (
                "=?utf-8?b?TGEgY2xvY2hl?=\n =?utf-8?b?IMOgIGJydW1l?=", "La cloche \u{e0} brume",
            ),
            (
                "=?ISO-2022-JP?B?GyRCTDgkTj5iGyhC?=", "\u{9727}\u{306e}\u{9418}",
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
        let field = b"Subject: \x1B$BL8$N>b\x1B(B\nContent-Type: text/plain; charset=iso-2022-jp\n";
        let subject = Header::of(field).get("subject");
        assert_eq!(subject.as_deref(), Some("\u{9727}\u{306e}\u{9418}"));
    }

    #[test]
    fn people_have_names_and_addresses() {
        for (from, name, with_address) in [
            (
                "Mara Quay <mara@example.org>", "Mara Quay", "Mara Quay <mara@example.org>",
            ),
            (
                "\"Quay, Mara\" <mara@example.org>", "Quay, Mara", "Quay, Mara <mara@example.org>",
            ),
            (
                "=?UTF-8?Q?Quay=2C_Mara?= <mara@example.org>", "Quay, Mara",
                "Quay, Mara <mara@example.org>",
            ),
            ("mara@example.org", "mara@example.org", "mara@example.org"),
            (
                "mara at example.org (Mara Quay)", "Mara Quay", "Mara Quay <mara at example.org>",
            ),
            (
                "mara@example.org (Mara Quay)", "Mara Quay", "Mara Quay <mara@example.org>",
            ),
        ] {
            let people = header(&format!("From: {from}\n")).people("from");
            let [person] = people.as_slice() else {
                panic!("{from}: {people:?}");
            };
            assert_eq!(
                (person.name(), person.with_address().as_str()),
                (name, with_address),
                "{from}"
            );
        }
        assert_eq!(header("To: a@b.c, D <d@e.f>\n").people("to").len(), 2);
    }

    #[test]
    fn a_header_ends_before_a_line_that_is_not_a_field() {
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
    fn long_values_do_not_take_long() {
        let header = header(&format!("Subject: {}\n", "=?".repeat(1 << 20)));
        assert!(
            header
                .get("subject")
                .is_some_and(|subject| subject.starts_with("=?"))
        );
    }
}
