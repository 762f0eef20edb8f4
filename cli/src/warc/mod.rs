//! Reads the pages of web archives, WARC 1.0 and 1.1.
//!
//! 1. [`unpack`] decompresses gzip files of many members, and tracks where each begins;
//! 2. [`record`] splits them into records by headers and lengths;
//! 3. this module picks the records that hold a page and skips the others, unless all files are requested;
//! 4. [`http`] decodes the transfer and content codings of a page when it is read.
//!
//! An archive is read as a stream: only one record at a time is in memory, and none longer than the limit for pages.

mod http;
mod record;
mod unpack;

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read as _};
use std::path::Path;

use encoding_rs::Encoding;
use url::Url;

use super::foreign::is_warc;
use super::header::{Fields, MediaType};
use http::{Header, Packed};
use record::Records;

use super::bounds::Bounds;
pub(super) use record::is_version;
pub(super) use unpack::{GZIP, Unpacked, unpacked};

pub(super) use http::Unreadable;

/// The maximum length of an HTTP response's header.
const LONGEST_HTTP_HEADER: u64 = 64 * 1024;

/// An archive that is being read.
pub(super) struct Archive<R: BufRead> {
    records: Records<R>,
    /// The limit for pages, as stored in the record.
    longest: u64,
    /// Whether other files than pages are returned, too, and redirects.
    gives_all: bool,
    /// How many records were skipped since they hold no page.
    pub(super) skipped: usize,
}

/// A page or another file as it was captured.
#[derive(Debug)]
pub(super) struct Capture {
    /// The number of its record, from 1.
    pub(super) number: u64,
    /// Its URL and the time of capture, as the archive states them.
    pub(super) url: Option<String>,
    pub(super) date: Option<String>,
    pub(super) content: Result<Captured, Refused>,
}

/// What a record holds.
#[derive(Debug)]
pub(super) enum Captured {
    Page(Content),
    /// A file that is not a page: an image, a document and the like.
    File(Content),
    /// A redirect: the URL to which it leads.
    Moved(String),
}

/// What was captured.
#[derive(Debug)]
pub(super) struct Content {
    pub(super) media: Media,
    /// The encoding of the text, as the archive states it.
    pub(super) charset: Option<&'static Encoding>,
    body: Packed,
    is_cut: bool,
}

/// Why a page is not read.
#[derive(Debug)]
pub(super) enum Refused {
    /// Its record exceeds the limit for pages.
    TooLong,
    /// Its HTTP header has more bytes than this.
    LongHeader(u64),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Media {
    Html,
    /// Text without markup.
    Plain,
    Other,
}

impl Archive<Box<dyn BufRead>> {
    /// Opens an archive, with a limit for the length of pages; standard input if there is no path. With `gives_all`,
    /// files that are not pages are returned, too.
    pub(super) fn open(path: Option<&Path>, longest: usize, gives_all: bool) -> io::Result<Self> {
        let input: Box<dyn BufRead> = match path {
            Some(path) => Box::new(BufReader::with_capacity(64 * 1024, File::open(path)?)),
            None => Box::new(io::stdin().lock()),
        };
        Self::new(input, longest, gives_all)
    }
}

/// Whether data that starts like this is an archive, compressed or not.
pub(super) fn is_archive(start: &[u8]) -> bool {
    /// More than the first line of a record.
    const FIRST_LINE: u64 = 64;
    if !start.starts_with(&GZIP) {
        return is_warc(start);
    }
    let mut line = Vec::new();
    let read = unpacked(start).take(FIRST_LINE).read_to_end(&mut line);
    read.is_ok() && is_warc(&line)
}

impl<R: BufRead> Archive<R> {
    fn new(input: R, longest: usize, gives_all: bool) -> io::Result<Self> {
        Ok(Self {
            records: Records::new(input)?,
            longest: longest as u64,
            gives_all,
            skipped: 0,
        })
    }

    /// The next page; `None` at the end. An error means a damaged part, after which there may be more pages.
    pub(super) fn next_page(&mut self) -> Result<Option<Capture>, String> {
        self.find_page().map_err(|damage| damage.to_string())
    }

    /// How many bytes of the file were consumed.
    pub(super) fn position(&self) -> u64 {
        self.records.position()
    }

    fn find_page(&mut self) -> Result<Option<Capture>, record::Damage> {
        while let Some(fields) = self.records.next()? {
            let Some(mut content) = self.content(&fields)? else {
                self.skipped += 1;
                continue;
            };
            if let Ok(Captured::Page(content) | Captured::File(content)) = &mut content {
                // The segments of a page are records of their own.
                let is_part = ["WARC-Truncated", "WARC-Segment-Number"]
                    .iter()
                    .any(|name| fields.get(name).is_some());
                // If the stated length is too small, the rest of the page follows.
                content.is_cut = !self.records.is_followed_well() || is_part;
            }
            let (number, _) = self.records.place();
            return Ok(Some(Capture {
                number,
                url: address(&fields, "WARC-Target-URI"),
                date: fields.get("WARC-Date").map(str::to_owned),
                content,
            }));
        }
        Ok(None)
    }

    /// The content of a record, if requested.
    fn content(&mut self, fields: &Fields) -> Found {
        match fields.get("WARC-Type").unwrap_or_default() {
            "response" => self.response(fields),
            "resource" => self.block(fields, MediaType::is_html, self.gives_all),
            "conversion" => {
                let is_text = |media: &MediaType| media.is_html() || media.name == "text/plain";
                self.block(fields, is_text, false)
            }
            "revisit" if self.gives_all => self.revisit(fields),
            _ => Ok(None),
        }
    }

    /// The page of an HTTP response: HTML with status 200. If all files are requested, any file with status 200, and
    /// the target of a redirect.
    fn response(&mut self, fields: &Fields) -> Found {
        if fields
            .media_type()
            .is_none_or(|media| media.name != "application/http")
        {
            return Ok(None);
        }
        let length = self.records.rest();
        let mut block = Vec::new();
        self.records.read_block(&mut block, LONGEST_HTTP_HEADER)?;
        let Some(header) = Header::of(&block) else {
            return Ok(None);
        };
        if header.status != 200 {
            let moved = header.moved_to().filter(|_| self.gives_all);
            return Ok(moved.and_then(|to| joined(fields, to)).map(Ok));
        }
        let media = header.fields.media_type();
        if header.is_cut {
            let may_be_html = media.is_none_or(|media| media.is_html());
            let is_over = length > LONGEST_HTTP_HEADER && may_be_html;
            return Ok(is_over.then_some(Err(Refused::LongHeader(LONGEST_HTTP_HEADER))));
        }
        let is_html = match &media {
            Some(media) => media.is_html(),
            None => looks_like_html(&block[header.end..]),
        };
        if !is_html && !self.gives_all {
            return Ok(None);
        }
        if length > self.longest {
            return Ok(is_html.then_some(Err(Refused::TooLong)));
        }
        self.records.read_block(&mut block, length)?;
        block.drain(..header.end);
        Ok(Some(Ok(captured(Content {
            media: if is_html { Media::Html } else { Media::Other },
            charset: media.and_then(|media| media.charset),
            body: Packed::new(block, &header.fields),
            is_cut: false,
        }))))
    }

    /// The target of a URL for which only the header was stored, since the same content was captured before under
    /// another URL.
    fn revisit(&mut self, fields: &Fields) -> Found {
        let mut block = Vec::new();
        self.records.read_block(&mut block, LONGEST_HTTP_HEADER)?;
        let moved = match Header::of(&block) {
            Some(header) if header.status == 200 => {
                address(fields, "WARC-Refers-To-Target-URI").map(Captured::Moved)
            }
            // Redirects with the same content may lead to different places.
            Some(header) => header.moved_to().and_then(|to| joined(fields, to)),
            None => None,
        };
        Ok(moved.map(Ok))
    }

    /// The page that is the whole block of a record, if its media type is that of pages; otherwise the file, if
    /// requested.
    fn block(
        &mut self,
        fields: &Fields,
        is_page: impl Fn(&MediaType) -> bool,
        gives_files: bool,
    ) -> Found {
        let media = fields.media_type();
        let kind = match &media {
            Some(media) if is_page(media) && media.is_html() => Media::Html,
            Some(media) if is_page(media) => Media::Plain,
            _ if gives_files => Media::Other,
            _ => return Ok(None),
        };
        let length = self.records.rest();
        if length > self.longest {
            return Ok((kind != Media::Other).then_some(Err(Refused::TooLong)));
        }
        let mut block = Vec::new();
        self.records.read_block(&mut block, length)?;
        Ok(Some(Ok(captured(Content {
            media: kind,
            charset: media.and_then(|media| media.charset),
            body: Packed::plain(block),
            is_cut: false,
        }))))
    }
}

/// The result of looking into a record: nothing requested, or the requested content, or why it is refused.
type Found = Result<Option<Result<Captured, Refused>>, record::Damage>;

fn captured(content: Content) -> Captured {
    match content.media {
        Media::Other => Captured::File(content),
        Media::Html | Media::Plain => Captured::Page(content),
    }
}

/// The URL in a field. WARC 1.0 puts URLs in angle brackets, but not all programs do.
fn address(fields: &Fields, name: &str) -> Option<String> {
    let url = fields.get(name)?;
    let url = url.trim_start_matches('<').trim_end_matches('>');
    Some(url.to_owned()).filter(|url| !url.is_empty())
}

/// The target of a redirect, resolved against the URL of its record.
fn joined(fields: &Fields, redirect: &str) -> Option<Captured> {
    let base = Url::parse(&address(fields, "WARC-Target-URI")?).ok()?;
    let url = base.join(redirect).ok()?;
    Some(Captured::Moved(url.into()))
}

/// Whether a body without a stated media type is a page.
fn looks_like_html(body: &[u8]) -> bool {
    let start = body.trim_ascii_start();
    [&b"<!doctype html"[..], b"<html"].iter().any(|name| {
        let start = start.get(..name.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(name))
    })
}

impl Content {
    /// How many bytes of memory it takes.
    pub(super) fn len(&self) -> usize {
        self.body.bytes.len()
    }

    /// Its decoded bytes, and whether the end is missing, given its length in the archive. Before much is decoded,
    /// `wait` waits for memory.
    pub(super) fn unpack(
        self,
        bounds: Bounds,
        packed: usize,
        wait: &mut dyn FnMut(),
    ) -> Result<(Vec<u8>, bool), Unreadable> {
        let is_text = self.media != Media::Other;
        let body = self.body.unpack(bounds, packed, is_text, wait)?;
        Ok((body.bytes, self.is_cut || body.is_cut))
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use flate2::Compression;
    use flate2::write::GzEncoder;
    use proptest::prelude::{any, prop, proptest};

    use super::*;

    /// A record with a page.
    fn record() -> Vec<u8> {
        let page = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>words</p>";
        let head = "WARC/1.1\r\nWARC-Type: response\r\nContent-Type: application/http\r\n";
        format!("{head}Content-Length: {}\r\n\r\n{page}\r\n\r\n", page.len()).into_bytes()
    }

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(bytes).expect("memory");
        encoder.finish().expect("memory")
    }

    /// How many pages there are, and whether the end is reached without damage.
    fn pages(archive: &[u8]) -> (usize, bool) {
        let bounds = Bounds {
            length: 1 << 20,
            ratio: 100,
        };
        let Ok(mut archive) = Archive::new(archive, bounds.length, false) else {
            return (0, false);
        };
        let (mut pages, mut is_whole) = (0, true);
        loop {
            match archive.next_page() {
                Ok(Some(capture)) => {
                    // Nothing is damaged but what the test damaged.
                    if let Ok(Captured::Page(content)) = capture.content {
                        let _ = content.unpack(bounds, 0, &mut || {});
                    }
                    pages += 1;
                }
                Ok(None) => return (pages, is_whole),
                Err(_) => is_whole = false,
            }
        }
    }

    #[test]
    fn wherever_an_archive_ends_the_pages_before_are_read() {
        let record = record();
        let plain = record.repeat(3);
        // Line ends after a record may be missing.
        let ends = 4;
        for end in 0..=plain.len() {
            let into = end % record.len();
            let is_whole = into == 0 || into >= record.len() - ends;
            let expected = (end + ends) / record.len();
            assert_eq!(pages(&plain[..end]), (expected, is_whole), "{end}");
        }

        let member = gzip(&record);
        let packed = member.repeat(3);
        for end in 0..=packed.len() {
            let (pages, is_whole) = pages(&packed[..end]);
            assert_eq!(is_whole, end % member.len() == 0, "{end}");
            let members = end / member.len();
            assert!((members..=members + 1).contains(&pages), "{end}: {pages}");
        }
    }

    proptest! {
        #[test]
        fn any_bytes_come_to_an_end(
            bytes in prop::collection::vec(any::<u8>(), 0..200),
            at in 0..400_usize,
            is_packed in any::<bool>(),
        ) {
            pages(&bytes);
            let mut archive = record().repeat(3);
            if is_packed {
                archive = gzip(&archive);
            }
            for (target, byte) in archive.iter_mut().skip(at).zip(&bytes) {
                *target = *byte;
            }
            assert!(pages(&archive).0 <= 3);
        }
    }
}
