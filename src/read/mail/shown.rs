//! Collects what is shown of a message: its texts in order, and the messages inside it.

use std::borrow::Cow;
use std::collections::HashMap;

use super::flowed::unwrapped;
use super::head::Head;
use super::header::{self, Header, Media, Split};
use super::parts::{self, Piece};
use super::{choose, coding};
use crate::read::{Decoded, EncodingReason, decode};
use crate::warning::{Warning, WarningKind};

/// The maximum depth to which parts and messages may nest.
const MAX_NESTING: usize = 16;

/// An item that is shown.
#[derive(Debug)]
pub(super) enum Shown {
    Text(Text),
    /// Another message, forwarded or in a digest.
    Message(Head, Vec<Shown>),
}

/// A decoded text that is shown.
#[derive(Debug)]
pub(super) struct Text {
    pub(super) text: String,
    pub(super) kind: TextKind,
    /// The URL that its relative addresses refer to.
    pub(super) location: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum TextKind {
    Html,
    Markdown,
    /// Text without another format: plain, as a rule.
    Plain,
    /// Text in a computer language, such as a patch.
    Code,
}

/// The texts among some items, in order.
pub(super) fn texts_of(shown: &[Shown]) -> Box<dyn Iterator<Item = &Text> + '_> {
    Box::new(shown.iter().flat_map(|shown| match shown {
        Shown::Text(text) => Box::new(std::iter::once(text)) as Box<dyn Iterator<Item = &Text>>,
        Shown::Message(_, shown) => texts_of(shown),
    }))
}

/// What is collected from the parts of a message besides the items that are shown.
#[derive(Debug, Default)]
pub(super) struct Collected {
    /// The names of files that are not shown.
    pub(super) attachments: Vec<String>,
    /// The URLs of parts that others refer to, by their `Content-ID`.
    pub(super) locations: HashMap<String, String>,
    /// Warnings about damage, with their lines.
    warnings: Vec<(usize, Warning)>,
    /// The line of an encoded message inside this one, if one is being read. Its own lines do not occur in the outer
    /// message, so warnings name this line.
    encoded_at: Option<usize>,
}

/// A part, split into header and body.
struct Part<'a> {
    header: Header,
    body: &'a [u8],
    /// The line of the message where the body begins, from 1.
    line: usize,
    depth: usize,
}

/// What a part is in, which decides its default type and whether it is shown.
#[derive(Clone, Copy, PartialEq)]
enum Within {
    Other,
    Digest,
    /// The resources of a page.
    Related,
}

impl Collected {
    /// Reads a message and returns its head and what is shown of it.
    pub(super) fn message(
        &mut self,
        split: Split<'_>,
        line: usize,
        depth: usize,
    ) -> (Head, Vec<Shown>) {
        if !split.is_ended && !split.header.is_empty() {
            let message =
                "expected a blank line below the header, but found words; they are read as text";
            self.warn(message, line + split.lines);
        }
        let head = Head::of(&split.header);
        let part = Part {
            header: split.header,
            body: split.body,
            line: line + split.lines,
            depth,
        };
        let shown = self.part(&part, Within::Other);
        (head, shown)
    }

    fn part(&mut self, part: &Part<'_>, within: Within) -> Vec<Shown> {
        let media = part.header.media();
        let name = match &media {
            Some(media) => media.name.as_str(),
            None if within == Within::Digest => "message/rfc822",
            None => "text/plain",
        };
        if within == Within::Related {
            return Vec::new();
        }
        if name.starts_with("multipart/") {
            return self.multipart(part, name, media.as_ref());
        }
        let is_message = matches!(name, "message/rfc822" | "message/global");
        if is_message && !part.header.is_attachment() {
            return self.enclosed(part);
        }
        match text_kind(name, part) {
            Some(kind) => self.text(part, kind, media.as_ref()),
            None => {
                let name = part.header.file_name().unwrap_or_else(|| name.to_owned());
                self.attachments.push(name);
                Vec::new()
            }
        }
    }

    fn multipart(&mut self, part: &Part<'_>, name: &str, media: Option<&Media>) -> Vec<Shown> {
        let stated = media.and_then(|media| media.parameter("boundary"));
        let stated = stated.filter(|boundary| !boundary.is_empty());
        let mut pieces = stated
            .map(|boundary| parts::split(part.body, boundary))
            .unwrap_or_default();
        if pieces.parts.is_empty() {
            let guessed = parts::guess_boundary(part.body);
            let Some(guessed) = guessed.filter(|_| part.depth < MAX_NESTING) else {
                return self.undivided(part, stated);
            };
            let found = match stated {
                Some(boundary) => format!(
                    "expected the boundary \"--{boundary}\" before its parts, but found \"--{guessed}\""
                ),
                None => format!(
                    "expected a boundary in the header of a message with parts, but found none; took \"--{guessed}\""
                ),
            };
            self.warn(&found, part.line);
            pieces = parts::split(part.body, &guessed);
        }
        if part.depth >= MAX_NESTING {
            return self.undivided(part, stated);
        }
        if !pieces.is_closed {
            let last = memchr::memchr_iter(b'\n', part.body.trim_ascii_end()).count();
            let line = part.line + last;
            self.warn(
                "expected the boundary after the last part, but the message ends; it may be cut",
                line,
            );
        }
        let parts: Vec<Part<'_>> = pieces
            .parts
            .iter()
            .map(|piece| self.open(piece, part))
            .collect();
        match name {
            "multipart/alternative" => self.alternatives(&parts),
            "multipart/related" => self.related(&parts, media),
            "multipart/signed" => parts
                .first()
                .map(|first| self.part(first, Within::Other))
                .unwrap_or_default(),
            "multipart/encrypted" => {
                self.warn_of(
                    WarningKind::Unsupported,
                    "the message is encrypted, so its text cannot be read",
                    part.line,
                );
                Vec::new()
            }
            "multipart/digest" => self.all(&parts, Within::Digest),
            _ => self.all(&parts, Within::Other),
        }
    }

    fn open<'a>(&mut self, piece: &Piece<'a>, outer: &Part<'_>) -> Part<'a> {
        let split = header::split(piece.bytes);
        let line = outer.line + piece.line + split.lines;
        if !split.is_ended && !split.header.is_empty() {
            self.warn("expected a blank line below the header of a part, but found words; they are read as text", line);
        }
        let (id, location) = (
            split.header.get("content-id"),
            split.header.get("content-location"),
        );
        if let (Some(id), Some(location)) = (id, location) {
            self.locations
                .insert(without_angles(&id).to_owned(), location);
        }
        Part {
            header: split.header,
            body: split.body,
            line,
            depth: outer.depth + 1,
        }
    }

    fn all(&mut self, parts: &[Part<'_>], within: Within) -> Vec<Shown> {
        parts
            .iter()
            .flat_map(|part| self.part(part, within))
            .collect()
    }

    /// Returns the best of several parts with the same content.
    fn alternatives(&mut self, parts: &[Part<'_>]) -> Vec<Shown> {
        let forms = parts.iter().map(|part| self.part(part, Within::Other));
        choose::best(forms.filter(|shown| !shown.is_empty()).collect())
    }

    /// Reads a page with its resources. Only the page is shown, together with parts that it cannot refer to.
    fn related(&mut self, parts: &[Part<'_>], media: Option<&Media>) -> Vec<Shown> {
        let root = root_of(parts, media);
        let mut shown = Vec::new();
        for (at, part) in parts.iter().enumerate() {
            let is_known = part.header.get("content-id").is_some()
                || part.header.get("content-location").is_some();
            let within = match at == root || !is_known {
                true => Within::Other,
                false => Within::Related,
            };
            shown.extend(self.part(part, within));
        }
        shown
    }

    /// Reads a message inside the message.
    fn enclosed(&mut self, part: &Part<'_>) -> Vec<Shown> {
        if part.depth >= MAX_NESTING {
            return self.undivided(part, None);
        }
        let bytes = self.transfer_decoded(part);
        let outer = self.encoded_at;
        if matches!(bytes, Cow::Owned(_)) {
            self.encoded_at = outer.or(Some(part.line));
        }
        let (head, shown) = self.message(header::split(&bytes), part.line, part.depth + 1);
        self.encoded_at = outer;
        vec![Shown::Message(head, shown)]
    }

    /// Reads as text what should have parts but has none that can be found.
    fn undivided(&mut self, part: &Part<'_>, boundary: Option<&str>) -> Vec<Shown> {
        if part.depth >= MAX_NESTING {
            let message =
                format!("parts are nested more than {MAX_NESTING} deep; the rest is read as text");
            self.warn_of(WarningKind::TooDeep, &message, part.line);
        } else {
            let boundary =
                boundary.map_or_else(String::new, |boundary| format!(" \"--{boundary}\""));
            let message = format!(
                "expected parts that begin with the boundary{boundary}, but found none; all is read as text"
            );
            self.warn(&message, part.line);
        }
        self.text(part, TextKind::Plain, None)
    }

    fn text(&mut self, part: &Part<'_>, kind: TextKind, media: Option<&Media>) -> Vec<Shown> {
        let bytes = self.transfer_decoded(part);
        let decoded = decode(&bytes, media.and_then(|media| media.parameter("charset")));
        self.note_loss(&decoded, part.line);
        let is_flowed = |media: &&Media| {
            let format = media.parameter("format");
            format.is_some_and(|format| format.eq_ignore_ascii_case("flowed"))
        };
        let text = match media.filter(is_flowed) {
            Some(media) if kind == TextKind::Plain => {
                let delsp = media.parameter("delsp");
                unwrapped(
                    &decoded.text,
                    delsp.is_some_and(|value| value.eq_ignore_ascii_case("yes")),
                )
            }
            _ => decoded.text.into_owned(),
        };
        if text.trim().is_empty() {
            return Vec::new();
        }
        let location = part
            .header
            .get("content-location")
            .or_else(|| part.header.get("content-base"));
        vec![Shown::Text(Text {
            text,
            kind,
            location,
        })]
    }

    fn transfer_decoded<'a>(&mut self, part: &Part<'a>) -> Cow<'a, [u8]> {
        let encoding = part.header.transfer_encoding();
        let Some(body) = coding::decode(part.body, &encoding) else {
            let message = format!(
                "expected quoted-printable or base64, but found {encoding:?}; it is read as it is"
            );
            self.warn(&message, part.line);
            return part.body.into();
        };
        if let Some(line) = body.damaged {
            self.warn(
                "expected base64, but found something else; it is read as it is",
                part.line + line,
            );
        }
        body.bytes
    }

    fn note_loss(&mut self, decoded: &Decoded<'_>, line: usize) {
        if decoded.replaced {
            let message = format!(
                "some characters of a text could not be read as {} and became U+FFFD",
                decoded.encoding
            );
            self.warn(&message, line);
        } else if decoded.reason == EncodingReason::Guess {
            let message = format!(
                "a text was read as {}, as its bytes suggest",
                decoded.encoding
            );
            self.warn(&message, line);
        }
    }

    fn warn(&mut self, message: &str, line: usize) {
        self.warn_of(WarningKind::Malformed, message, line);
    }

    fn warn_of(&mut self, kind: WarningKind, message: &str, line: usize) {
        let line = self.encoded_at.unwrap_or(line);
        let warning = Warning {
            kind,
            message: format!("line {line} of the message: {message}"),
            span: None,
        };
        self.warnings.push((line, warning));
    }

    /// The warnings, in the order of their lines.
    pub(super) fn into_warnings(mut self) -> Vec<Warning> {
        self.warnings.sort_by_key(|(line, _)| *line);
        self.warnings
            .into_iter()
            .map(|(_, warning)| warning)
            .collect()
    }
}

/// The index of the related part that is shown: the one that is named, or the first.
fn root_of(parts: &[Part<'_>], media: Option<&Media>) -> usize {
    let start = media.and_then(|media| media.parameter("start"));
    let is_root = |part: &Part<'_>| {
        let id = part.header.get("content-id");
        id.is_some_and(|id| start.is_some_and(|start| without_angles(&id) == without_angles(start)))
    };
    parts.iter().position(is_root).unwrap_or_default()
}

fn without_angles(id: &str) -> &str {
    id.trim().trim_start_matches('<').trim_end_matches('>')
}

/// How to read a part that is shown as a text; `None` if it is not shown.
fn text_kind(media: &str, part: &Part<'_>) -> Option<TextKind> {
    if part.header.is_attachment() {
        return None;
    }
    match media {
        "text/html" | "application/xhtml+xml" => Some(TextKind::Html),
        "text/markdown" | "text/x-markdown" => Some(TextKind::Markdown),
        "text/plain"
        | "text"
        | "text/enriched"
        | "message/delivery-status"
        | "message/disposition-notification"
        | "text/rfc822-headers"
        | "message/rfc822-headers" => Some(TextKind::Plain),
        "text/calendar" | "text/vcard" | "text/x-vcard" | "text/css" | "text/x-amp-html" => None,
        _ if media.starts_with("text/") => Some(TextKind::Code),
        _ => None,
    }
}
