//! Turns a page that was found into a document: bytes, text, article, warnings.

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, IsTerminal as _, Read};
use std::path::Path;
use std::sync::Arc;

use encoding_rs::Encoding;
use liens::read::mail::Message;
use liens::read::{self, Options, Reading};

use super::args::{ChangeArgs, Only, ReadingArgs};
use super::binary::{self, START};
use super::bounds::Bounds;
use super::decode;
use super::failure::Failure;
use super::format::{self, InputFormat, OutputFormat};
use super::mail::{self, Mail};
use super::memory::{Memory, Share};
use super::message::{Console, Messages};
use super::source::{Content, Origin, Page, STDIN};
use super::warc::{self, GZIP, Media, Unreadable};

/// How to read pages.
#[derive(Debug)]
pub(super) struct Reader {
    /// `None` to detect the format.
    format: Option<&'static InputFormat>,
    options: Options,
    bounds: Bounds,
    memory: Arc<Memory>,
    /// The bytes that a space may take in the written format.
    space: u64,
    /// Whether all articles of a document are read, not just the first.
    takes_all: bool,
    only: Option<Only>,
}

/// What was read.
#[derive(Debug)]
pub(super) struct Document {
    /// Its name in messages.
    pub(super) name: String,
    pub(super) origin: Origin,
    /// The text into which the warnings point, if available.
    pub(super) source: Option<String>,
    /// The name of that text in messages, if it is not the document itself.
    pub(super) source_name: Option<String>,
    pub(super) reading: Reading,
    /// Its other articles, if all are read.
    pub(super) further: Vec<Reading>,
    /// The memory reserved for it.
    _share: Share,
}

/// A file of an archive that is not a page.
#[derive(Debug)]
pub(super) struct StoredFile {
    pub(super) bytes: Vec<u8>,
    /// The memory reserved for it.
    _share: Option<Share>,
}

/// The bytes of a page, and what is known about them.
struct Bytes {
    bytes: Vec<u8>,
    charset: Option<&'static Encoding>,
    /// The format that the source of the bytes declares.
    media: Option<Media>,
}

impl Reader {
    pub(super) fn new(args: &ReadingArgs) -> Self {
        Self {
            format: args.from.0,
            options: args.options(),
            bounds: args.bounds(),
            memory: Memory::new(args.memory()),
            space: 0,
            takes_all: false,
            only: None,
        }
    }

    /// Reads all articles of a document.
    pub(super) fn with_all(mut self, takes_all: bool) -> Self {
        self.takes_all = takes_all;
        self
    }

    /// Reads only pages of this kind.
    pub(super) fn only(mut self, only: Option<Only>) -> Self {
        self.only = only;
        self
    }

    /// Sets the format in which the result will be written.
    pub(super) fn for_output(mut self, format: &OutputFormat) -> Self {
        self.space = format.space;
        self
    }

    /// Prepares reading for these changes: a given URL also resolves relative ones, and if links are to be numbered,
    /// what the site prints around the article is kept apart from it.
    pub(super) fn for_changes(mut self, changes: &ChangeArgs) -> Self {
        if self.options.base_url.is_none() {
            let url = changes.source_url.as_deref();
            self.options.base_url = url.and_then(|url| url.parse().ok());
        }
        self.options.site_parts_apart |= changes.number;
        self
    }

    /// Ignores `--base-url`, for pages that have a base URL each.
    pub(super) fn without_base_url(mut self) -> Self {
        self.options.base_url = None;
        self
    }

    /// Reads a page; `None` if a found file turns out not to be a page, or is not of the requested kind.
    pub(super) fn read(
        &self,
        page: Page,
        messages: &mut Messages,
    ) -> Result<Option<Document>, Failure> {
        let Page {
            name,
            origin,
            content,
            progress,
            ..
        } = page;
        let is_found = matches!(
            content,
            Content::File {
                is_named: false,
                ..
            }
        );
        let mut share = None;
        let is_message = matches!(content, Content::Message(_));
        let bytes = self.bytes(&name, content, progress, &mut share, messages)?;
        let mail = match bytes.media {
            _ if is_message => Mail::Message(Box::new(mail::parsed(&bytes.bytes, self.format))),
            None => Mail::of(&bytes.bytes, origin.path.as_deref(), self.format),
            Some(_) => Mail::None,
        };
        match mail {
            Mail::Message(message) => {
                drop(bytes);
                self.message(name, origin, *message, share)
            }
            Mail::Mailbox(found) => Err(Failure::no_page(&name, &found)),
            Mail::None if !self.wants(&bytes.bytes) => Ok(None),
            Mail::None => {
                let media = bytes.media;
                let (text, note) = self.text(&name, bytes)?;
                if is_found && is_foreign_json(&origin, &text, &self.options) {
                    return Ok(None);
                }
                if let Some(note) = note {
                    messages.note(&name, &note);
                }
                self.page(name, origin, media, text, share).map(Some)
            }
        }
    }

    /// The text of a page, and a note on its encoding, if any.
    fn text(&self, name: &str, bytes: Bytes) -> Result<(String, Option<String>), Failure> {
        let Bytes {
            bytes,
            charset,
            media,
        } = bytes;
        let decoded = read::decode(&bytes, charset.map(Encoding::name));
        if self.format.is_none() {
            binary::refuse_data(name, &bytes, decoded.encoding, media.is_some())?;
        }
        let note = decode::note(&decoded);
        Ok((decoded.text.into_owned(), note))
    }

    /// Reads the text of a page.
    fn page(
        &self,
        name: String,
        origin: Origin,
        media: Option<Media>,
        text: String,
        share: Option<Share>,
    ) -> Result<Document, Failure> {
        let format = self.format_of(media, &origin, &text).ok_or_else(|| {
            let message = format!("cannot detect the format of {name}");
            Failure::new(message, "name it with --from")
        })?;
        let share = self.share(&name, format.memory_needed(&text), [text.as_str()], share)?;
        let options = self.options_for(&origin);
        let read = match format.read_all.filter(|_| self.takes_all) {
            Some(read_all) => read_all(&text, &options),
            None => (format.read)(&text, &options).map(|reading| vec![reading]),
        };
        let read = read.map_err(|error| Failure::parse(&name, &text, &error))?;
        let mut readings = read.into_iter();
        Ok(Document {
            name,
            origin,
            source: format.has_spans.then_some(text),
            source_name: None,
            reading: readings.next().unwrap_or_default(),
            further: readings.collect(),
            _share: share,
        })
    }

    /// Whether a page is of the requested kind.
    fn wants(&self, page: &[u8]) -> bool {
        match self.only {
            Some(Only::Exports) => read::detect_export(page, &self.options).is_some(),
            None => true,
        }
    }

    /// Reads a message, none of whose texts may exceed the limit for pages.
    fn message(
        &self,
        name: String,
        origin: Origin,
        message: Message,
        share: Option<Share>,
    ) -> Result<Option<Document>, Failure> {
        if !self.wants(message.text().as_bytes()) {
            return Ok(None);
        }
        for text in message.texts() {
            let admitted = self.bounds.admit(text.len(), text.len());
            admitted.map_err(|error| Failure::too_large(&name, &error))?;
        }
        let share = self.share(
            &name,
            message.memory_needed() as u64,
            message.texts(),
            share,
        )?;
        let url = message.url().map(str::to_owned);
        let text = message.text().to_owned();
        let source_name = format!("{name} (decoded)");
        let options = self.options_for(&origin);
        let reading = message.read(&options);
        let reading = reading.map_err(|error| Failure::parse(&source_name, &text, &error))?;
        Ok(Some(Document {
            name,
            origin: Origin {
                url: origin.url.or(url),
                ..origin
            },
            source: Some(text),
            source_name: Some(source_name),
            reading,
            further: Vec::new(),
            _share: share,
        }))
    }

    /// Waits until there is memory to read texts that need this much; a share reserved for unpacking is reused.
    fn share<'a>(
        &self,
        name: &str,
        needed: u64,
        texts: impl IntoIterator<Item = &'a str>,
        unpacking: Option<Share>,
    ) -> Result<Share, Failure> {
        let spaces_in = |text: &str| text.bytes().filter(u8::is_ascii_whitespace).count() as u64;
        let spaces = match self.space {
            0 => 0,
            _ => texts.into_iter().map(spaces_in).sum(),
        };
        let needed = needed + self.space * spaces;
        if needed > self.memory.limit {
            return Err(Failure::memory(name, needed, self.memory.limit));
        }
        Ok(match unpacking {
            Some(mut share) => {
                share.shrink(needed);
                share
            }
            None => self.memory.share(needed),
        })
    }

    /// The bytes of a page, given its length in the file or archive, unless they begin like something that cannot be
    /// read. Unpacking a long page reserves all memory, so that only one is unpacked at a time.
    fn bytes(
        &self,
        name: &str,
        content: Content,
        packed: u64,
        share: &mut Option<Share>,
        messages: &mut Messages,
    ) -> Result<Bytes, Failure> {
        let mut wait = || {
            share.get_or_insert_with(|| self.memory.share(self.memory.limit));
        };
        let packed = usize::try_from(packed).unwrap_or(usize::MAX);
        let bytes = match content {
            Content::Captured(captured) => {
                return self.captured(name, captured, packed, &mut wait, messages);
            }
            Content::Message(bytes) => bytes,
            // These are never read as pages.
            Content::Stored(_) | Content::Moved(_) => Vec::new(),
            Content::Stdin => self.whole(name, io::stdin().lock(), 0, &mut wait)?,
            Content::File { path, .. } => {
                let file = File::open(path).map_err(|error| Failure::read(name, &error))?;
                self.whole(name, file, packed, &mut wait)?
            }
        };
        Ok(Bytes {
            bytes,
            charset: None,
            media: None,
        })
    }

    /// Reads a file of an archive that is not a page; `None` if the archive lacks a part of it.
    pub(super) fn stored(&self, page: Page) -> Result<Option<StoredFile>, Failure> {
        let Content::Stored(content) = page.content else {
            return Ok(None);
        };
        let mut share = None;
        let mut wait = || {
            share.get_or_insert_with(|| self.memory.share(self.memory.limit));
        };
        let packed = usize::try_from(page.progress).unwrap_or(usize::MAX);
        let unpacked = content.unpack(self.bounds, packed, &mut wait);
        let (bytes, is_cut) = unpacked.map_err(|error| unreadable(&page.name, error))?;
        let file = StoredFile {
            bytes,
            _share: share,
        };
        Ok(Some(file).filter(|_| !is_cut))
    }

    fn captured(
        &self,
        name: &str,
        captured: warc::Content,
        packed: usize,
        wait: &mut dyn FnMut(),
        messages: &mut Messages,
    ) -> Result<Bytes, Failure> {
        let (charset, media) = (captured.charset, Some(captured.media));
        let unpacked = captured.unpack(self.bounds, packed, wait);
        let (bytes, is_cut) = unpacked.map_err(|error| unreadable(name, error))?;
        binary::refuse_bytes(name, &bytes, self.format.is_some())?;
        if is_cut {
            messages.note(name, "the archive holds only the beginning of it");
        }
        Ok(Bytes {
            bytes,
            charset,
            media,
        })
    }

    /// All bytes of a file or stream, decompressed if it is gzip, as files of mirrors are. What cannot be read is
    /// detected by its start, however long it is.
    fn whole(
        &self,
        name: &str,
        mut reader: impl Read,
        expected: usize,
        wait: &mut dyn FnMut(),
    ) -> Result<Vec<u8>, Failure> {
        let unreadable = |error| Failure::read(name, &error);
        let too_large = |error| Failure::too_large(name, &error);
        let mut bytes = Vec::with_capacity(expected.min(self.bounds.length).saturating_add(1));
        let start = reader.by_ref().take(START as u64).read_to_end(&mut bytes);
        start.map_err(unreadable)?;
        binary::refuse_bytes(name, &unpacked_start(&bytes), self.format.is_some())?;
        let rest = self
            .bounds
            .length
            .saturating_add(1)
            .saturating_sub(bytes.len());
        let read = reader.take(rest as u64).read_to_end(&mut bytes);
        read.map_err(unreadable)?;
        let packed = bytes.len();
        self.bounds.admit(packed, packed).map_err(too_large)?;
        if bytes.starts_with(&GZIP) {
            let decoder = warc::unpacked(bytes.as_slice());
            let (unpacked, read) = self.bounds.read(decoder, packed, wait).map_err(too_large)?;
            read.map_err(unreadable)?;
            return Ok(unpacked);
        }
        Ok(bytes)
    }

    /// The library's options for a page: if it is from an archive, its relative URLs are resolved against the
    /// captured URL, and anchors that other pages link to are kept.
    fn options_for(&self, origin: &Origin) -> Cow<'_, Options> {
        let crawled = || origin.url.as_deref()?.parse().ok();
        let base = match &self.options.base_url {
            None => crawled(),
            Some(_) => None,
        };
        if base.is_none() && origin.anchors.is_empty() {
            return Cow::Borrowed(&self.options);
        }
        let mut options = self.options.clone();
        options.base_url = base.or(options.base_url);
        options.anchors.extend(origin.anchors.iter().cloned());
        Cow::Owned(options)
    }

    /// The format of a page: the user's choice, otherwise what the source declares.
    fn format_of(
        &self,
        media: Option<Media>,
        origin: &Origin,
        text: &str,
    ) -> Option<&'static InputFormat> {
        self.format.or_else(|| match media {
            Some(Media::Html) => format::named("html"),
            Some(Media::Plain) => format::named("plain"),
            Some(Media::Other) | None => format::of(text, origin.path.as_deref(), &self.options),
        })
    }
}

fn unreadable(name: &str, error: Unreadable) -> Failure {
    match error {
        Unreadable::TooLarge(error) => Failure::too_large(name, &error),
        Unreadable::Coding(message) => Failure::Plain {
            message: format!("{name}: {message}"),
            help: None,
        },
    }
}

/// Whether a file in a folder is JSON of another program, such as one that describes the pages beside it.
fn is_foreign_json(origin: &Origin, text: &str, options: &Options) -> bool {
    let extension = origin.path.as_deref().and_then(Path::extension);
    extension.is_some_and(|extension| extension.eq_ignore_ascii_case("json"))
        && format::of(text, None, options).is_none_or(|format| format.name != "json")
}

/// Tells a user at a terminal that the program is waiting for input.
pub(super) fn announce_stdin(console: &Console) {
    if io::stdin().is_terminal() {
        let mut messages = console.messages();
        messages.note(STDIN, "reading what you type, up to the end-of-file key");
        console.show(&mut messages);
    }
}

/// The first bytes, decompressed if they are gzip, as far as possible.
fn unpacked_start(start: &[u8]) -> Cow<'_, [u8]> {
    if !start.starts_with(&GZIP) {
        return start.into();
    }
    let mut unpacked = Vec::new();
    // An error here means that the data is cut or damaged, which is reported when all of it is read.
    let _ = warc::unpacked(start)
        .take(START as u64)
        .read_to_end(&mut unpacked);
    unpacked.into()
}
