//! The framing of records: a header, the length of a block, the block.

use std::fmt;
use std::io::{self, BufRead, Read as _};

use super::unpack::Unpacked;
use crate::cli::binary;
use crate::cli::header::Fields;

/// How long a record's header may be.
const LONGEST_HEADER: u64 = 256 * 1024;

/// Whether a line is the first of a record: `WARC/1.0` or `WARC/1.1`.
pub(in crate::cli) fn is_version(line: &[u8]) -> bool {
    matches!(line, [b'W', b'A', b'R', b'C', b'/', b'0' | b'1', b'.', rest @ ..]
        if !rest.is_empty() && rest.iter().all(u8::is_ascii_digit))
}

/// The records of an archive, read one after the other.
pub(super) struct Records<R: BufRead> {
    input: Unpacked<R>,
    /// The number of the record, from 1, and where it begins.
    number: u64,
    offset: u64,
    /// How much of its block is still to come.
    rest: u64,
}

/// What makes the rest of an archive unreadable.
#[derive(Debug)]
pub(super) struct Damage {
    record: u64,
    offset: u64,
    message: String,
}

impl fmt::Display for Damage {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            record,
            offset,
            message,
        } = self;
        write!(out, "record {record}, at byte {offset}: {message}")
    }
}

impl<R: BufRead> Records<R> {
    pub(super) fn new(input: R) -> io::Result<Self> {
        Ok(Self {
            input: Unpacked::new(input)?,
            number: 0,
            offset: 0,
            rest: 0,
        })
    }

    /// The header of the next record; nothing at the end.
    pub(super) fn next(&mut self) -> Result<Option<Fields>, Damage> {
        self.skip_block()?;
        self.number += 1;
        let is_end = self.skip_line_ends();
        self.offset = self.input.offset();
        if is_end.map_err(|error| self.unreadable(&error))? {
            return Ok(None);
        }
        let header = self.header()?;
        let mut lines = header.split(|byte| *byte == b'\n');
        let version = lines.next().unwrap_or_default().trim_ascii_end();
        if !version.starts_with(b"WARC/") {
            let found = match binary::name_of(&header) {
                Some(name) => name.into_owned(),
                None => format!(
                    "{:?}",
                    String::from_utf8_lossy(&version[..version.len().min(20)])
                ),
            };
            return Err(self.damage(format!("expected WARC/1.0 or WARC/1.1, but found {found}")));
        }
        let fields = Fields::of_lines(lines.map(<[u8]>::trim_ascii_end));
        let length = fields.get("Content-Length").unwrap_or_default();
        self.rest = length.parse().map_err(|_| {
            self.damage(format!(
                "expected a number as Content-Length, but found {length:?}"
            ))
        })?;
        Ok(Some(fields))
    }

    /// How much of the record's block is still to come.
    pub(super) fn rest(&self) -> u64 {
        self.rest
    }

    /// Reads more of the record's block, up to a length.
    pub(super) fn read_block(&mut self, block: &mut Vec<u8>, length: u64) -> Result<(), Damage> {
        let length = length.min(self.rest);
        let read = self.input.by_ref().take(length).read_to_end(block);
        let read = read.map_err(|error| self.unreadable(&error))?;
        self.rest -= read as u64;
        if (read as u64) < length {
            return Err(self.cut_short());
        }
        Ok(())
    }

    /// The number of the record, from 1, and where in the file it begins, or its member of a gzip file.
    pub(super) fn place(&self) -> (u64, u64) {
        (self.number, self.offset)
    }

    /// How many bytes of the file are used up.
    pub(super) fn position(&self) -> u64 {
        self.input.position()
    }

    fn skip_block(&mut self) -> Result<(), Damage> {
        let copied = io::copy(&mut self.input.by_ref().take(self.rest), &mut io::sink());
        self.rest -= copied.map_err(|error| self.unreadable(&error))?;
        if self.rest > 0 {
            return Err(self.cut_short());
        }
        Ok(())
    }

    /// Skips the line ends between records; whether the archive ends there.
    fn skip_line_ends(&mut self) -> io::Result<bool> {
        loop {
            let buffer = self.input.fill_buf()?;
            if buffer.is_empty() {
                return Ok(true);
            }
            let is_line_end = |byte: &&u8| matches!(**byte, b'\r' | b'\n');
            let amount = buffer.iter().take_while(is_line_end).count();
            if amount == 0 {
                return Ok(false);
            }
            self.input.consume(amount);
        }
    }

    /// The lines up to an empty one.
    fn header(&mut self) -> Result<Vec<u8>, Damage> {
        let mut header = Vec::new();
        loop {
            let start = header.len();
            let room = LONGEST_HEADER - start as u64;
            let read = self
                .input
                .by_ref()
                .take(room)
                .read_until(b'\n', &mut header);
            read.map_err(|error| self.unreadable(&error))?;
            let line = &header[start..];
            if line.trim_ascii().is_empty() && line.ends_with(b"\n") {
                return Ok(header);
            }
            if header.len() as u64 == LONGEST_HEADER {
                let message = format!("its header is longer than {LONGEST_HEADER} bytes");
                return Err(self.damage(message));
            }
            if !line.ends_with(b"\n") {
                // What is no archive at all is told as such.
                return if start == 0 {
                    Ok(header)
                } else {
                    Err(self.cut_short())
                };
            }
        }
    }

    fn cut_short(&self) -> Damage {
        self.damage("the archive ends within it".to_owned())
    }

    fn unreadable(&self, error: &io::Error) -> Damage {
        if error.kind() == io::ErrorKind::UnexpectedEof {
            return self.cut_short();
        }
        self.damage(format!("cannot read it: {error}"))
    }

    fn damage(&self, message: String) -> Damage {
        let (record, offset) = self.place();
        Damage {
            record,
            offset,
            message,
        }
    }
}
