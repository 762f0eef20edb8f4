//! From a page that was found to a document.

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, IsTerminal as _, Read};
use std::path::Path;

use encoding_rs::Encoding;
use liens::read::{Options, Reading};

use super::args::ReadingArgs;
use super::binary::{self, START};
use super::decode::{Decoded, decode};
use super::failure::Failure;
use super::form::{self, InputForm};
use super::mail;
use super::message::{Console, Messages};
use super::source::{Content, Origin, Page, STDIN};
use super::warc::{self, GZIP, Media};

/// How to read pages.
#[derive(Debug)]
pub(super) struct Reader {
    /// `None` when the text itself shall tell.
    form: Option<&'static InputForm>,
    options: Options,
}

/// What was read.
#[derive(Debug)]
pub(super) struct Document {
    /// How messages call it.
    pub(super) name: String,
    pub(super) origin: Origin,
    /// The text into which the warnings point, where it is at hand.
    pub(super) source: Option<String>,
    pub(super) reading: Reading,
}

/// The bytes of a page, and what came with them.
struct Bytes {
    bytes: Vec<u8>,
    charset: Option<&'static Encoding>,
    /// The form that whoever gave the bytes says they have.
    media: Option<Media>,
}

impl Reader {
    pub(super) fn new(args: &ReadingArgs) -> Self {
        Self {
            form: args.from.0,
            options: args.options(),
        }
    }

    /// Reads a page; nothing if it was found and turns out to be none.
    pub(super) fn read(
        &self,
        page: Page,
        messages: &mut Messages,
    ) -> Result<Option<Document>, Failure> {
        let Page {
            name,
            origin,
            content,
            ..
        } = page;
        let is_found = matches!(
            content,
            Content::File {
                is_named: false,
                ..
            }
        );
        let Bytes {
            bytes,
            charset,
            media,
        } = self.bytes(&name, content, messages)?;
        let Decoded { text, note } = decode(bytes, charset);
        if is_found && is_foreign_json(&origin, &text) {
            return Ok(None);
        }
        if self.form.is_none() && media.is_none() {
            binary::refuse_text(&name, &text)?;
        }
        if let Some(note) = note {
            messages.note(&name, &note);
        }
        let form = self.form_of(media, &origin, &text).ok_or_else(|| {
            let message = format!("cannot tell the form of {name}");
            Failure::new(message, "name it with --from")
        })?;
        let options = self.options_for(&origin);
        let reading =
            (form.read)(&text, &options).map_err(|error| Failure::parse(&name, &text, &error))?;
        Ok(Some(Document {
            name,
            origin,
            source: form.has_places.then_some(text),
            reading,
        }))
    }

    /// The bytes of a page, unless they begin as what cannot be read.
    fn bytes(
        &self,
        name: &str,
        content: Content,
        messages: &mut Messages,
    ) -> Result<Bytes, Failure> {
        let bytes = match content {
            Content::Captured(captured) => return self.captured(name, captured, messages),
            Content::Stdin => self.whole(name, io::stdin().lock(), 0)?,
            Content::File { path, .. } => {
                let (file, length) = open(&path).map_err(|error| Failure::read(name, &error))?;
                self.whole(name, file, length)?
            }
        };
        let (bytes, charset) = mail::unpacked(&bytes).unwrap_or((bytes, None));
        Ok(Bytes {
            bytes,
            charset,
            media: None,
        })
    }

    fn captured(
        &self,
        name: &str,
        captured: warc::Content,
        messages: &mut Messages,
    ) -> Result<Bytes, Failure> {
        let (charset, media) = (captured.charset, Some(captured.media));
        let (bytes, is_cut) = captured.unpack().map_err(|message| Failure::Plain {
            message: format!("{name}: {message}"),
            help: None,
        })?;
        binary::refuse_bytes(name, &bytes, self.form.is_some())?;
        if is_cut {
            messages.note(name, "the archive holds only the beginning of it");
        }
        Ok(Bytes {
            bytes,
            charset,
            media,
        })
    }

    /// All bytes of a file or stream. What cannot be read is told by its start, however long it is.
    fn whole(
        &self,
        name: &str,
        mut reader: impl Read,
        expected: usize,
    ) -> Result<Vec<u8>, Failure> {
        let unreadable = |error| Failure::read(name, &error);
        let mut start = Vec::new();
        let read = reader.by_ref().take(START as u64).read_to_end(&mut start);
        read.map_err(unreadable)?;
        binary::refuse_bytes(name, &unpacked_start(&start), self.form.is_some())?;
        let most = self.options.limits.bytes;
        bounded(start.as_slice().chain(reader), expected, most)
            .and_then(|bytes| unpacked(bytes, most))
            .map_err(unreadable)
    }

    /// The library's options for a page: where an archive has it from, its relative addresses lead.
    fn options_for(&self, origin: &Origin) -> Cow<'_, Options> {
        let crawled = || origin.url.as_deref()?.parse().ok();
        match (&self.options.base_url, crawled()) {
            (None, Some(base)) => {
                let mut options = self.options.clone();
                options.base_url = Some(base);
                Cow::Owned(options)
            }
            _ => Cow::Borrowed(&self.options),
        }
    }

    /// The user knows best, then whoever gave the page.
    fn form_of(
        &self,
        media: Option<Media>,
        origin: &Origin,
        text: &str,
    ) -> Option<&'static InputForm> {
        self.form.or_else(|| match media {
            Some(Media::Html) => form::named("html"),
            Some(Media::Plain) => form::named("plain"),
            None => form::of(text, origin.path.as_deref()),
        })
    }
}

/// Whether a file in a folder is JSON of somebody else, as it stands beside pages to describe them.
fn is_foreign_json(origin: &Origin, text: &str) -> bool {
    let extension = origin.path.as_deref().and_then(Path::extension);
    extension.is_some_and(|extension| extension.eq_ignore_ascii_case("json"))
        && form::of(text, None).is_none_or(|form| form.name != "json")
}

/// Tells somebody at a terminal that the program waits for them.
pub(super) fn announce_stdin(console: &Console) {
    if io::stdin().is_terminal() {
        let mut messages = console.messages();
        messages.note(STDIN, "reading what you type, up to the end-of-file key");
        console.show(&mut messages);
    }
}

/// A file, and how long it is.
fn open(path: &Path) -> io::Result<(File, usize)> {
    let file = File::open(path)?;
    let length = usize::try_from(file.metadata()?.len()).unwrap_or(usize::MAX);
    Ok((file, length))
}

/// The first bytes, also of what gzip packed, as far as they can be had.
fn unpacked_start(start: &[u8]) -> Cow<'_, [u8]> {
    if !start.starts_with(&GZIP) {
        return start.into();
    }
    let mut unpacked = Vec::new();
    // It ends in the middle, or is damaged: whoever reads all of it will see.
    let _ = warc::unpacked(start)
        .take(START as u64)
        .read_to_end(&mut unpacked);
    unpacked.into()
}

/// What gzip packed, as it is in mirrors, or the bytes as they are.
fn unpacked(bytes: Vec<u8>, most: usize) -> io::Result<Vec<u8>> {
    if bytes.starts_with(&GZIP) {
        return bounded(warc::unpacked(bytes.as_slice()), bytes.len(), most);
    }
    Ok(bytes)
}

/// All bytes, of which there may be so many at most.
fn bounded(reader: impl Read, expected: usize, most: usize) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(expected.min(most).saturating_add(1));
    let limit = u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1);
    reader.take(limit).read_to_end(&mut bytes)?;
    if bytes.len() > most {
        let message = format!("it has more than {most} bytes");
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, message));
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_more_is_read_than_may_be() {
        assert_eq!(bounded(&b"abc"[..], 3, 3).expect("three bytes"), b"abc");
        let error = bounded(io::repeat(0), 0, 3).expect_err("too many bytes");
        assert_eq!(error.to_string(), "it has more than 3 bytes");
    }
}
