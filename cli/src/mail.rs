//! Detects and parses messages among the pages: mail, and pages that browsers saved as MHTML.

use std::path::Path;

use liens::read::mail::{Message, is_message};

use super::binary::START;
use super::foreign::Foreign;
use super::format::InputFormat;
use super::mailbox;

/// Extensions of messages.
pub(super) const ENDINGS: [&str; 3] = ["eml", "mht", "mhtml"];

/// The result of looking for a message in some bytes.
pub(super) enum Mail {
    Message(Box<Message>),
    /// Several messages, where one page is to be read.
    Mailbox(Foreign),
    None,
}

impl Mail {
    /// Parses bytes that begin like a message or whose name says that they are one. The user may give the format of
    /// its text.
    pub(super) fn of(bytes: &[u8], path: Option<&Path>, format: Option<&InputFormat>) -> Self {
        let is_for_mail = format.is_none_or(InputFormat::is_for_pages);
        let start = &bytes[..bytes.len().min(START)];
        if !is_for_mail || !(is_message(start) || is_called_message(start, path)) {
            return Self::None;
        }
        if mailbox::has_several(bytes) {
            return Self::Mailbox(mailbox_among_pages());
        }
        Self::Message(Box::new(parsed(bytes, format)))
    }
}

/// Parses a message, whose text is in the format that the user gives.
pub(super) fn parsed(bytes: &[u8], format: Option<&InputFormat>) -> Message {
    let message = Message::parse(bytes);
    match format.and_then(InputFormat::format) {
        Some(format) => message.with_form(format),
        None => message,
    }
}

/// The description of a mailbox found in place of a page, for error messages.
pub(super) fn mailbox_among_pages() -> Foreign {
    Foreign::new("a mailbox (mbox)").with_help(
        "`convert` and `check` read all messages of a file that they are given by its name",
    )
}

/// Whether a file has the name of a message and begins with a header field.
fn is_called_message(start: &[u8], path: Option<&Path>) -> bool {
    let line = start
        .split(|byte| *byte == b'\n')
        .next()
        .unwrap_or_default();
    let name = line
        .iter()
        .position(|byte| *byte == b':')
        .unwrap_or_default();
    name > 0
        && line[..name]
            .iter()
            .all(|byte| byte.is_ascii_alphanumeric() || *byte == b'-')
        && path.is_some_and(is_called)
}

/// Whether a path has the extension of a message, perhaps followed by `gz`.
fn is_called(path: &Path) -> bool {
    let ends_in = |path: &Path, endings: &[&str]| {
        let extension = path.extension().unwrap_or_default();
        endings
            .iter()
            .any(|ending| extension.eq_ignore_ascii_case(ending))
    };
    let unpacked = path.with_extension("");
    let path = if ends_in(path, &["gz"]) {
        &unpacked
    } else {
        path
    };
    ends_in(path, &ENDINGS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format;

    #[test]
    fn messages_are_detected_by_content_and_name() {
        let sent = "From: Ana\nMIME-Version: 1.0\n\nWords.\n";
        let line = "From a@b.c Mon May  4 10:00:00 2020\n";
        let several = format!("{line}{sent}\n{line}{sent}");
        let is = |text: &str, path: &str, format: &str| match Mail::of(
            text.as_bytes(),
            Some(Path::new(path)),
            format::named(format),
        ) {
            Mail::Message(_) => "message",
            Mail::Mailbox(_) => "mailbox",
            Mail::None => "none",
        };
        for (text, path, format, expected) in [
            (sent, "a.txt", "", "message"),
            (sent, "a.txt", "plain", "message"),
            (sent, "a.txt", "json", "none"),
            (several.as_str(), "a.txt", "", "mailbox"),
            ("Subject: A\n\nWords.", "a.txt", "", "none"),
            ("Subject: A\n\nWords.", "a.EML.gz", "", "message"),
            ("Some words: these.", "a.eml", "", "none"),
            ("<p>a: b", "a.mht", "", "none"),
        ] {
            assert_eq!(is(text, path, format), expected, "{text} {path} {format}");
        }
    }
}
