//! Reads mail as it was sent (RFC 5322 and MIME), and web pages that browsers saved in that form (MHTML).
//!
//! 1. The header is decoded (`header`) and becomes title, author, date and metadata (`head`);
//! 2. the body is split into parts (`parts`), which are decoded (`coding`, `flowed`). Those that mail programs show are
//!    collected (`shown`), and of alternatives the best is chosen (`choose`);
//! 3. each text is read by the reader of its format (`texts`), and the results are joined (`join`).

mod choose;
mod coding;
mod flowed;
mod head;
mod header;
mod join;
mod parts;
mod shown;
mod texts;

use head::Head;
use header::Header;
use shown::{Collected, Shown, Text, TextKind, texts_of};
use texts::{Reader, locate};

use super::options::{Options, Reading};
use super::{Format, memory_needed};
use crate::error::Error;
use crate::model::Value;
use crate::warning::WarningKind;

/// Reads a mail message.
///
/// The subject becomes the title, sender and date become the byline, and other people in the header go into the
/// metadata. If a message has both text and HTML, the HTML is read, unless the text has more links. Quoted text keeps
/// its own numbers and lists.
///
/// Of a web page that a browser saved with its resources (MHTML), the page is read. Its URL becomes the source of the
/// article if the page prints none.
///
/// Warnings about the message name its line in their text. Other warnings have places in the text that
/// [`Message::text`] returns.
///
/// ```
/// let message = b"From: Mara Quay <mara@example.org>\r\nSubject: =?UTF-8?Q?The_fog=C2=A0bell?=\r\n\
///     Date: Mon, 4 May 2020 10:00:00 +0200\r\nMIME-Version: 1.0\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
///     The count [1] is=\r\n done.\r\n\r\nLinks:\r\n[1] https://example.org/count?y=3D1902\r\n";
/// let article = liens::read::mail::read(message, &liens::read::Options::default())?.article;
/// assert_eq!(article.links[0].url, "https://example.org/count?y=1902");
/// let byline = article.byline.expect("sender and date");
/// assert_eq!(byline.author.as_deref(), Some("Mara Quay"));
/// assert_eq!(byline.at.expect("a moment").to_string(), "2020-05-04T10:00:00");
/// # Ok::<(), liens::Error>(())
/// ```
///
/// # Errors
///
/// Those of [`html::read`](crate::read::html::read) and [`plain::read`](crate::read::plain::read).
pub fn read(message: &[u8], options: &Options) -> Result<Reading, Error> {
    if message.len() > options.limits.bytes {
        return Err(Error::TooLong {
            limit: options.limits.bytes,
            found: message.len(),
        });
    }
    Message::parse(message).read(options)
}

/// Whether bytes start like a message that a program sent, or a page that a browser saved as one. An ordinary text
/// may also start with fields such as `From:` and `Subject:`, so at least one field that only programs write is
/// required.
///
/// The line that starts messages in a mailbox may come first.
///
/// ```
/// use liens::read::mail::is_message;
///
/// assert!(is_message(b"From: Ana\nMIME-Version: 1.0\n\nWords."));
/// assert!(!is_message(b"From: Ana\nSubject: The mill\n\nWords."));
/// ```
#[must_use]
pub fn is_message(start: &[u8]) -> bool {
    let start = start
        .strip_prefix(b"\xEF\xBB\xBF")
        .unwrap_or(start)
        .trim_ascii_start();
    let split = header::split(after_mailbox_line(start).unwrap_or(start));
    split.is_ended && is_sent(&split.header)
}

/// Returns what follows the line that starts messages in a mailbox, `From ana@example.org Mon May  4 10:00:00 2020`;
/// `None` if the first line is not such a line.
///
/// ```
/// use liens::read::mail::after_mailbox_line;
///
/// let message = b"From ana@example.org Mon May  4 10:00:00 2020\nSubject: The mill\n";
/// assert_eq!(after_mailbox_line(message), Some(&b"Subject: The mill\n"[..]));
/// assert_eq!(after_mailbox_line(b"From Monday on the dam holds.\n"), None);
/// ```
#[must_use]
pub fn after_mailbox_line(start: &[u8]) -> Option<&[u8]> {
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

/// Whether a header has a field that only programs write when they send mail or save pages, and at least one other.
fn is_sent(header: &Header) -> bool {
    let has =
        |name, is_right: fn(&str) -> bool| header.get(name).is_some_and(|value| is_right(&value));
    let is_version = |value: &str| {
        let rest = value.strip_prefix("1.0").map(str::trim_start);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('('))
    };
    let is_id = |value: &str| value.starts_with('<') && value.ends_with('>');
    let is_trace = |value: &str| value.contains(';') && value.contains("by ");
    let is_sent =
        has("mime-version", is_version) || has("message-id", is_id) || has("received", is_trace);
    is_sent && header.len() > 1
}

/// A parsed and decoded message.
///
/// ```
/// use liens::read::{Options, mail::Message};
///
/// let message = Message::parse(b"Subject: Oil\nMIME-Version: 1.0\n\nThe lamp [1] burns.\n");
/// assert_eq!(message.text(), "The lamp [1] burns.\n");
/// assert_eq!(message.read(&Options::default())?.article.plain_text(), "Oil\nThe lamp [1] burns.");
/// # Ok::<(), liens::Error>(())
/// ```
#[derive(Debug)]
pub struct Message {
    head: Head,
    shown: Vec<Shown>,
    collected: Collected,
    /// The format of its text, if the caller sets it.
    format: Option<Format>,
}

impl Message {
    /// Parses a message. Damage becomes warnings when it is read.
    #[must_use]
    pub fn parse(message: &[u8]) -> Self {
        let start = message.len()
            - message
                .strip_prefix(b"\xEF\xBB\xBF")
                .unwrap_or(message)
                .trim_ascii_start()
                .len();
        let rest = &message[start..];
        let rest = after_mailbox_line(rest).unwrap_or(rest);
        let above = &message[..message.len() - rest.len()];
        let lines = memchr::memchr_iter(b'\n', above).count();
        let mut collected = Collected::default();
        let (mut head, shown) = collected.message(header::split(rest), 1 + lines, 0);
        if head.is_page() && head.address.is_none() {
            head.address = texts_of(&shown)
                .next()
                .and_then(|text| text.location.clone());
        }
        Self {
            head,
            shown,
            collected,
            format: None,
        }
    }

    /// Sets the format of the text, which overrides what the message says.
    ///
    /// ```
    /// use liens::read::{Format, Options, mail::Message};
    ///
    /// let message = Message::parse(b"Subject: Oil\n\n*Lamps* burn.\n").with_form(Format::Markdown);
    /// assert_eq!(message.read(&Options::default())?.article.plain_text(), "Oil\nLamps burn.");
    /// # Ok::<(), liens::Error>(())
    /// ```
    #[must_use]
    pub fn with_form(mut self, format: Format) -> Self {
        self.format = Some(format);
        self
    }

    /// The text that is read first, in which warnings have their places; empty if the message has no text.
    #[must_use]
    pub fn text(&self) -> &str {
        self.texts().next().unwrap_or_default()
    }

    /// All decoded texts of the message. Each of them may be as long as the limits allow a page to be.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        texts_of(&self.shown).map(|text| text.text.as_str())
    }

    /// The URL of the message, or of the page that was saved as one.
    #[must_use]
    pub fn url(&self) -> Option<&str> {
        self.head.address.as_deref()
    }

    /// An upper estimate of the memory that reading the message takes, in bytes, in addition to the message itself.
    #[must_use]
    pub fn memory_needed(&self) -> usize {
        let needed = |text: &Text| match text.kind {
            TextKind::Html => memory_needed(&text.text, Format::Html),
            _ => memory_needed(&text.text, Format::Markdown)
                .max(memory_needed(&text.text, Format::Plain)),
        };
        texts_of(&self.shown).map(needed).sum()
    }

    /// Reads the message.
    ///
    /// # Errors
    ///
    /// Those of [`read`](fn@read).
    pub fn read(self, options: &Options) -> Result<Reading, Error> {
        let Self {
            head,
            shown,
            mut collected,
            format,
        } = self;
        let mut reading = Reader::new(options, format, head.is_page()).read(shown)?;
        let article = &mut reading.article;
        article.for_each_run(|run| locate(run, &collected.locations));
        let attachments = std::mem::take(&mut collected.attachments)
            .into_iter()
            .filter(|_| !head.is_page());
        let attachments: Vec<Value> = attachments.map(Value::from).collect();
        head.fill(article, &options.labels);
        if !attachments.is_empty() {
            article
                .metadata
                .insert("attachments", Value::List(attachments));
        }
        // Messages never have a source line, and a message with a title is not empty.
        let is_known = |kind| match kind {
            WarningKind::NoSource => true,
            WarningKind::Empty => !article.body.is_empty() || article.title.is_some(),
            _ => false,
        };
        reading.warnings.retain(|warning| !is_known(warning.kind));
        reading.warnings.splice(0..0, collected.into_warnings());
        match reading.warnings.first() {
            Some(warning) if options.strict => Err(Error::Strict(warning.clone())),
            _ => Ok(reading),
        }
    }
}
