//! From a page that was found to a document.

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, IsTerminal as _, Read};
use std::path::Path;

use encoding_rs::Encoding;
use flate2::read::MultiGzDecoder;
use liens::read::{Options, Reading};

use super::args::ReadingArgs;
use super::binary;
use super::decode::{Decoded, decode};
use super::failure::Failure;
use super::form::{self, InputForm};
use super::message::{Console, Messages};
use super::source::{Content, Origin, Page, STDIN};
use super::warc::{GZIP, Media};

/// How to read pages.
#[derive(Debug)]
pub(super) struct Reader {
    /// `None` when the text itself shall tell.
    form: Option<&'static InputForm>,
    options: Options,
    /// Whether all articles of a document are read, not only the first.
    takes_all: bool,
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
    /// Those of its other articles, where all are read.
    pub(super) further: Vec<Reading>,
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
            takes_all: false,
        }
    }

    /// Reads all articles of a document.
    pub(super) fn with_all(mut self, takes_all: bool) -> Self {
        self.takes_all = takes_all;
        self
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
        } = bytes(&name, content, self.options.limits.bytes, messages)?;
        binary::refuse_bytes(&name, &bytes)?;
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
        let read = match form.read_all.filter(|_| self.takes_all) {
            Some(read_all) => read_all(&text, &options),
            None => (form.read)(&text, &options).map(|reading| vec![reading]),
        };
        let read = read.map_err(|error| Failure::parse(&name, &text, &error))?;
        let mut readings = read.into_iter();
        Ok(Some(Document {
            name,
            origin,
            source: form.has_places.then_some(text),
            reading: readings.next().unwrap_or_default(),
            further: readings.collect(),
        }))
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

/// The bytes of a page; `most` is how many a file may have.
fn bytes(
    name: &str,
    content: Content,
    most: usize,
    messages: &mut Messages,
) -> Result<Bytes, Failure> {
    let read = match content {
        Content::Captured(captured) => {
            let (charset, media) = (captured.charset, Some(captured.media));
            let (bytes, is_cut) = captured.unpack().map_err(|message| Failure::Plain {
                message: format!("{name}: {message}"),
                help: None,
            })?;
            if is_cut {
                messages.note(name, "the archive holds only the beginning of it");
            }
            return Ok(Bytes {
                bytes,
                charset,
                media,
            });
        }
        Content::Stdin => bounded(io::stdin().lock(), 0, most),
        Content::File { path, .. } => file(&path, most),
    };
    let bytes = read.and_then(|bytes| unpacked(bytes, most));
    Ok(Bytes {
        bytes: bytes.map_err(|error| Failure::read(name, &error))?,
        charset: None,
        media: None,
    })
}

fn file(path: &Path, most: usize) -> io::Result<Vec<u8>> {
    let file = File::open(path)?;
    let length = usize::try_from(file.metadata()?.len()).unwrap_or(usize::MAX);
    bounded(file, length, most)
}

/// What gzip packed, as it is in mirrors, or the bytes as they are.
fn unpacked(bytes: Vec<u8>, most: usize) -> io::Result<Vec<u8>> {
    if bytes.starts_with(&GZIP) {
        return bounded(MultiGzDecoder::new(bytes.as_slice()), bytes.len(), most);
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
