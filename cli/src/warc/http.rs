//! Parses HTTP responses as archives store them: a header, and a body that may be encoded.

use std::io::Read;

use brotli_decompressor::Decompressor;
use flate2::read::{DeflateDecoder, ZlibDecoder};

use super::unpack::unpacked;
use crate::bounds::{Bounds, TooLarge};
use crate::header::Fields;

/// The header of a response.
#[derive(Debug)]
pub(super) struct Header {
    pub(super) status: u16,
    pub(super) fields: Fields,
    /// The offset of the body.
    pub(super) end: usize,
    /// Whether its end, and so the body, is missing.
    pub(super) is_cut: bool,
}

impl Header {
    /// The header at the start of a response; `None` if there is none.
    pub(super) fn of(response: &[u8]) -> Option<Self> {
        let (end, lines) = header_lines(response);
        let mut lines = lines.into_iter();
        let status = String::from_utf8_lossy(lines.next()?);
        let mut words = status.split_ascii_whitespace();
        if !words.next()?.starts_with("HTTP/") {
            return None;
        }
        Some(Self {
            status: words.next()?.parse().ok()?,
            fields: Fields::of_lines(lines),
            end: end.unwrap_or(response.len()),
            is_cut: end.is_none(),
        })
    }

    /// The target of a redirect, as stated.
    pub(super) fn moved_to(&self) -> Option<&str> {
        let is_redirect = matches!(self.status, 301..=303 | 307 | 308);
        self.fields.get("Location").filter(|_| is_redirect)
    }
}

/// The end of the empty line after a header, if there is one, and the complete lines before it.
fn header_lines(response: &[u8]) -> (Option<usize>, Vec<&[u8]>) {
    let mut lines = Vec::new();
    let mut at = 0;
    for line in response.split_inclusive(|byte| *byte == b'\n') {
        at += line.len();
        let Some(text) = line.strip_suffix(b"\n") else {
            break;
        };
        let text = text.strip_suffix(b"\r").unwrap_or(text);
        if text.is_empty() {
            return (Some(at), lines);
        }
        lines.push(text);
    }
    (None, lines)
}

/// A body as it was sent.
#[derive(Debug)]
pub(super) struct Packed {
    pub(super) bytes: Vec<u8>,
    is_chunked: bool,
    /// In the order in which they were applied.
    codings: Vec<String>,
}

/// Why a body cannot be unpacked.
#[derive(Debug, PartialEq)]
pub(crate) enum Unreadable {
    Coding(String),
    TooLarge(TooLarge),
}

impl From<TooLarge> for Unreadable {
    fn from(error: TooLarge) -> Self {
        Self::TooLarge(error)
    }
}

/// A decoded body.
#[derive(Debug, PartialEq)]
pub(super) struct Unpacked {
    pub(super) bytes: Vec<u8>,
    /// Whether its end is missing.
    pub(super) is_cut: bool,
}

impl Packed {
    /// A body without encodings.
    pub(super) fn plain(bytes: Vec<u8>) -> Self {
        Self {
            bytes,
            is_chunked: false,
            codings: Vec::new(),
        }
    }

    /// A body with the encodings that its header states.
    pub(super) fn new(bytes: Vec<u8>, fields: &Fields) -> Self {
        let names = |field| {
            let value: &str = fields.get(field).unwrap_or_default();
            let names = value
                .split(',')
                .map(|name| name.trim().to_ascii_lowercase());
            names.filter(|name| !name.is_empty() && name != "identity")
        };
        let (chunked, packed): (Vec<_>, Vec<_>) =
            names("Transfer-Encoding").partition(|name| name == "chunked");
        // Some servers state a gzip encoding for files that are gzip themselves; browsers leave these as they are.
        let media = fields.media_type();
        let is_packed_itself = media.is_some_and(|media| media.name.contains("gzip"));
        let coded = names("Content-Encoding").filter(|_| !is_packed_itself);
        Self {
            bytes,
            is_chunked: !chunked.is_empty(),
            codings: coded.chain(packed).collect(),
        }
    }

    /// Decodes the body within bounds, given its length in the archive; `wait` waits for memory.
    ///
    /// Many crawlers decode what they store but keep the header. So a body that is not encoded as its header says,
    /// but is text or need not be text, is taken as it is.
    pub(super) fn unpack(
        self,
        bounds: Bounds,
        packed: usize,
        is_text: bool,
        wait: &mut dyn FnMut(),
    ) -> Result<Unpacked, Unreadable> {
        let packed = packed.min(self.bytes.len());
        let mut body = Unpacked {
            bytes: self.bytes,
            is_cut: false,
        };
        if self.is_chunked {
            if let Some(joined) = join_chunks(&body.bytes) {
                body = joined;
            }
        }
        let mut decoding = Decoding {
            bounds,
            packed,
            wait,
        };
        for coding in self.codings.iter().rev() {
            if looks_like_text(&body.bytes) {
                break;
            }
            let unpacked = match decoding.undo(coding, &body.bytes)? {
                Some(unpacked) => unpacked,
                None if is_text => {
                    return Err(Unreadable::Coding(format!("its body is no {coding}")));
                }
                None => break,
            };
            body.bytes = unpacked.bytes;
            body.is_cut |= unpacked.is_cut;
        }
        bounds.admit(body.bytes.len(), packed)?;
        Ok(body)
    }
}

/// The state for decoding a body.
struct Decoding<'a> {
    bounds: Bounds,
    packed: usize,
    /// Waits for memory before much is decoded.
    wait: &'a mut dyn FnMut(),
}

impl Decoding<'_> {
    /// Undoes one coding; `None` if its very start cannot be decoded.
    fn undo(&mut self, coding: &str, bytes: &[u8]) -> Result<Option<Unpacked>, Unreadable> {
        Ok(match coding {
            "gzip" | "x-gzip" => self.read(unpacked(bytes))?,
            // The name means zlib, but some servers send raw deflate data.
            "deflate" => match self.read(ZlibDecoder::new(bytes))? {
                None => self.read(DeflateDecoder::new(bytes))?,
                unpacked => unpacked,
            },
            "br" => self.read(Decompressor::new(bytes, 4096))?,
            other => {
                let message = format!("its body is packed as {other:?}, which is not known");
                return Err(Unreadable::Coding(message));
            }
        })
    }

    /// Reads all that the decoder gives, within bounds; `None` if its very start cannot be decoded.
    fn read(&mut self, decoder: impl Read) -> Result<Option<Unpacked>, TooLarge> {
        let (bytes, read) = self.bounds.read(decoder, self.packed, &mut *self.wait)?;
        Ok(match read {
            Err(_) if bytes.is_empty() => None,
            read => Some(Unpacked {
                bytes,
                is_cut: read.is_err(),
            }),
        })
    }
}

/// Whether bytes begin without control characters, which encoded ones have whatever the coding.
fn looks_like_text(bytes: &[u8]) -> bool {
    let mut start = bytes.iter().take(512);
    !start.any(|byte| byte.is_ascii_control() && !byte.is_ascii_whitespace())
}

/// Joins the chunks of a body; `None` if it does not begin with one.
fn join_chunks(body: &[u8]) -> Option<Unpacked> {
    let mut bytes = Vec::new();
    let (mut length, mut rest) = chunk_length(body)?;
    while length > 0 {
        let Some(chunk) = rest.get(..length) else {
            bytes.extend_from_slice(rest);
            return Some(Unpacked {
                bytes,
                is_cut: true,
            });
        };
        bytes.extend_from_slice(chunk);
        let after = &rest[length..];
        let after = after.strip_prefix(b"\r").unwrap_or(after);
        let after = after.strip_prefix(b"\n").unwrap_or(after);
        let Some(next) = chunk_length(after) else {
            return Some(Unpacked {
                bytes,
                is_cut: true,
            });
        };
        (length, rest) = next;
    }
    Some(Unpacked {
        bytes,
        is_cut: false,
    })
}

/// The length at the start of a chunk, and the bytes after that line.
fn chunk_length(text: &[u8]) -> Option<(usize, &[u8])> {
    let end = text
        .iter()
        .take(LONGEST_CHUNK_LINE)
        .position(|byte| *byte == b'\n')?;
    let line = std::str::from_utf8(&text[..end]).ok()?;
    let digits = line.split(';').next()?.trim();
    let length = usize::from_str_radix(digits, 16).ok()?;
    // The parser would accept a sign, too.
    digits
        .bytes()
        .all(|byte| byte.is_ascii_hexdigit())
        .then_some((length, &text[end + 1..]))
}

/// The maximum length of the line with a chunk's length and extensions.
const LONGEST_CHUNK_LINE: usize = 4096;

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use flate2::Compression;
    use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};

    use super::*;

    const BOUNDS: Bounds = Bounds {
        length: 1_000,
        ratio: 100,
    };

    fn unpack(bytes: &[u8], header: &str) -> Result<(String, bool), Unreadable> {
        let fields = Fields::of_lines(header.lines().map(str::as_bytes));
        let body =
            Packed::new(bytes.to_vec(), &fields).unpack(BOUNDS, bytes.len(), true, &mut || {})?;
        Ok((
            String::from_utf8_lossy(&body.bytes).into_owned(),
            body.is_cut,
        ))
    }

    fn gzip(text: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(text).expect("memory");
        encoder.finish().expect("memory")
    }

    #[test]
    fn a_header_ends_with_an_empty_line() {
        let header = Header::of(b"HTTP/1.1 200 OK\r\nA: b\r\n\r\nbody").expect("a header");
        assert_eq!((header.status, header.end), (200, 25));
        assert_eq!(header.fields.get("a"), Some("b"));
        assert_eq!(
            Header::of(b"HTTP/1.0 404\n\n").map(|header| header.status),
            Some(404)
        );
        let cut = Header::of(b"HTTP/1.1 200 OK\r\nA: b\r\nC: ").expect("a header");
        assert!(cut.is_cut && !header.is_cut);
        assert_eq!(cut.fields.get("a"), Some("b"));
        for wrong in ["", "ICY 200 OK\n\n", "HTTP/1.1 fine\n\n"] {
            assert!(Header::of(wrong.as_bytes()).is_none(), "{wrong}");
        }
    }

    #[test]
    fn chunks_are_joined() {
        let chunked = "Transfer-Encoding: Chunked";
        let whole = |text: &str| Ok((text.to_owned(), false));
        let cut = |text: &str| Ok((text.to_owned(), true));
        assert_eq!(
            unpack(b"3\r\nabc\r\nA;x=y\r\n0123456789\r\n0\r\n\r\n", chunked),
            whole("abc0123456789")
        );
        assert_eq!(unpack(b"0\r\n\r\n", chunked), whole(""));
        assert_eq!(unpack(b"3\r\nabc\r\n5\r\nde", chunked), cut("abcde"));
        assert_eq!(unpack(b"3\r\nabc", chunked), cut("abc"));
        assert_eq!(unpack(b"FFFFFFFFFFFFFFFF\r\nabc", chunked), cut("abc"));
        for plain in ["<p>joined already</p>\n", "+3\r\nabc\r\n", "", "bad"] {
            assert_eq!(unpack(plain.as_bytes(), chunked), whole(plain));
        }
    }

    #[test]
    fn codings_are_undone() {
        let text = "<p>some text</p>";
        let whole = Ok((text.to_owned(), false));
        let packed = gzip(text.as_bytes());
        assert_eq!(unpack(&packed, "Content-Encoding: gzip"), whole);
        assert_eq!(
            unpack(&gzip(&packed), "Content-Encoding: x-gzip, GZIP"),
            whole
        );
        assert_eq!(unpack(&packed, "Transfer-Encoding: gzip"), whole);
        let filled_up = [&packed[..], &[0; 9]].concat();
        assert_eq!(unpack(&filled_up, "Content-Encoding: gzip"), whole);
        let mut chunked = format!("{:x}\r\n", packed.len()).into_bytes();
        chunked.extend(&packed);
        chunked.extend(b"\r\n0\r\n\r\n");
        assert_eq!(
            unpack(
                &chunked, "Content-Encoding: gzip\nTransfer-Encoding: chunked"
            ),
            whole
        );

        let brotli = b"\x0b\x02\x80hello\x03";
        let hello = Ok(("hello".to_owned(), false));
        assert_eq!(unpack(brotli, "Content-Encoding: br"), hello);

        let mut zlib = ZlibEncoder::new(Vec::new(), Compression::default());
        zlib.write_all(text.as_bytes()).expect("memory");
        assert_eq!(
            unpack(&zlib.finish().expect("memory"), "Content-Encoding: deflate"),
            whole
        );
        let mut raw = DeflateEncoder::new(Vec::new(), Compression::default());
        raw.write_all(text.as_bytes()).expect("memory");
        assert_eq!(
            unpack(&raw.finish().expect("memory"), "Content-Encoding: deflate"),
            whole
        );

        for header in [
            "Content-Encoding: gzip", "Content-Encoding: deflate", "Content-Encoding: br",
            "Content-Encoding: identity",
        ] {
            assert_eq!(
                unpack(text.as_bytes(), header),
                whole,
                "unpacked already: {header}"
            );
        }
        for (coding, message) in [
            ("zstd", "its body is packed as \"zstd\", which is not known"),
            ("gzip", "its body is no gzip"),
        ] {
            let error = unpack(b"\0abc", &format!("Content-Encoding: {coding}"));
            assert_eq!(error, Err(Unreadable::Coding(message.to_owned())));
        }
    }

    #[test]
    fn missing_ends_are_reported_and_bombs_refused() {
        let packed = gzip(&b"0123456789abcdef".repeat(60)[..]);
        let (text, is_cut) =
            unpack(&packed[..packed.len() - 10], "Content-Encoding: gzip").expect("the start");
        assert!(is_cut && text.starts_with("0123"), "{text}");
        let (text, is_cut) = unpack(b"\x0b\x02\x80hel", "Content-Encoding: br").expect("the start");
        assert_eq!((text.as_str(), is_cut), ("hel", true));
        let bomb = gzip(&[b' '; 100_000]);
        let error = unpack(&bomb, "Content-Encoding: gzip").expect_err("too long");
        assert_eq!(error, TooLarge::Length(1000).into());
    }
}
