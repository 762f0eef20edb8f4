//! Parses the framing of records: a header with the length of a block, and the block.

use std::fmt;
use std::io::{self, BufRead, Read as _};

use super::unpack::Unpacked;
use crate::binary;
use crate::header::Fields;

/// The maximum length of a record's header.
const LONGEST_HEADER: u64 = 256 * 1024;

/// The size of the pieces in which lines are read while searching for a record.
const LONGEST_SEARCHED: u64 = 4 * 1024;

/// The start of every record.
const VERSION: &[u8] = b"WARC/";

/// Whether a line is the first of a record: `WARC/1.0` or `WARC/1.1`.
pub(crate) fn is_version(line: &[u8]) -> bool {
    matches!(line, [b'W', b'A', b'R', b'C', b'/', b'0' | b'1', b'.', rest @ ..]
        if !rest.is_empty() && rest.iter().all(u8::is_ascii_digit))
}

/// The records of an archive, read one after the other.
pub(super) struct Records<R: BufRead> {
    input: Unpacked<R>,
    /// The number of the record, from 1, and its offset.
    number: u64,
    offset: u64,
    /// How much of its block is still unread.
    rest: u64,
    /// The first line of the next record and its offset, if that was read ahead.
    ahead: Option<io::Result<(u64, Vec<u8>)>>,
    state: State,
}

/// Whether the next record begins where the last one ended.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Sound,
    /// It must be searched for.
    Lost,
    /// It must be searched for after bytes that cannot be read.
    Broken,
    /// There are no more records.
    Ended,
}

/// Why a part of an archive cannot be read.
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
            ahead: None,
            state: State::Sound,
        })
    }

    /// The header of the next record; `None` at the end. After damage the next record is searched for, so that there
    /// is only one error for everything lost.
    pub(super) fn next(&mut self) -> Result<Option<Fields>, Damage> {
        match self.state {
            State::Sound => self.following(),
            State::Lost | State::Broken => Ok(self.search()),
            State::Ended => Ok(None),
        }
    }

    /// The header of the record that begins where the last one ends.
    fn following(&mut self) -> Result<Option<Fields>, Damage> {
        self.skip_block()?;
        self.number += 1;
        let line = match self.ahead.take() {
            Some(ahead) => ahead,
            None => self.first_line(),
        };
        // If the line cannot be read, this is the offset to report.
        self.offset = self.input.offset();
        let (offset, line) = line.map_err(|error| self.unreadable(&error))?;
        self.offset = offset;
        if line.is_empty() {
            self.state = State::Ended;
            return Ok(None);
        }
        if !line.starts_with(VERSION) {
            return Err(self.no_record(&line));
        }
        let fields = self.fields()?;
        let length = fields.get("Content-Length").unwrap_or_default();
        self.rest = length.parse().map_err(|_| {
            self.damage(format!(
                "expected a number as Content-Length, but found {length:?}"
            ))
        })?;
        Ok(Some(fields))
    }

    /// The error for a line where a record should begin. If it is the first line, this is not an archive at all.
    fn no_record(&mut self, line: &[u8]) -> Damage {
        let found = match binary::name_of(line) {
            Some(name) => name.into_owned(),
            None => {
                let line = line.trim_ascii_end();
                format!("{:?}", String::from_utf8_lossy(&line[..line.len().min(20)]))
            }
        };
        let damage = self.damage(format!("expected WARC/1.0 or WARC/1.1, but found {found}"));
        if self.number == 1 {
            self.state = State::Ended;
        }
        self.number -= 1;
        damage
    }

    /// The header of the next record after damage; `None` if there is none. Further errors on the way belong to the
    /// same damage.
    fn search(&mut self) -> Option<Fields> {
        self.ahead = None;
        loop {
            if self.state == State::Broken && !self.input.skip_member().unwrap_or(false) {
                self.state = State::Ended;
                return None;
            }
            self.state = State::Lost;
            match self.find_version() {
                Ok(true) => {}
                Ok(false) => {
                    self.state = State::Ended;
                    return None;
                }
                Err(_) => {
                    self.state = State::Broken;
                    continue;
                }
            }
            let Ok(fields) = self.fields() else {
                continue;
            };
            let length = fields.get("Content-Length").unwrap_or_default();
            if let Ok(length) = length.parse() {
                self.rest = length;
                self.number += 1;
                self.state = State::Sound;
                return Some(fields);
            }
        }
    }

    /// Skips past the next line that starts a record. Returns whether there is one.
    fn find_version(&mut self) -> io::Result<bool> {
        let mut is_at_start = true;
        let mut line = Vec::new();
        while !self.input.fill_buf()?.is_empty() {
            self.offset = self.input.offset();
            line.clear();
            self.input
                .by_ref()
                .take(LONGEST_SEARCHED)
                .read_until(b'\n', &mut line)?;
            if is_at_start && is_version(line.trim_ascii_end()) {
                return Ok(true);
            }
            is_at_start = line.ends_with(b"\n");
        }
        Ok(false)
    }

    /// Whether the record's block ends where its header says: another record or the end of the file follows. Valid
    /// only once the whole block was read.
    pub(super) fn is_followed_well(&mut self) -> bool {
        let ahead = self.first_line();
        let is_well = match &ahead {
            Ok((_, line)) => line.is_empty() || line.starts_with(VERSION),
            // The error is reported with the next record.
            Err(_) => true,
        };
        self.ahead = Some(ahead);
        is_well
    }

    /// How much of the record's block is still unread.
    pub(super) fn rest(&self) -> u64 {
        self.rest
    }

    /// Reads more of the record's block, up to a total length.
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

    /// The number of the record, from 1, and its offset in the file, or that of its gzip member.
    pub(super) fn place(&self) -> (u64, u64) {
        (self.number, self.offset)
    }

    /// How many bytes of the file were consumed.
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

    /// The first line after the blank lines between records, and its offset; an empty line at the end.
    fn first_line(&mut self) -> io::Result<(u64, Vec<u8>)> {
        self.skip_filling()?;
        let offset = self.input.offset();
        let mut line = Vec::new();
        self.input
            .by_ref()
            .take(LONGEST_HEADER)
            .read_until(b'\n', &mut line)?;
        Ok((offset, line))
    }

    /// Skips the line ends between records, and the zeros with which some programs pad files.
    fn skip_filling(&mut self) -> io::Result<()> {
        loop {
            let buffer = self.input.fill_buf()?;
            let is_filling = |byte: &&u8| matches!(**byte, b'\r' | b'\n' | b'\0');
            let amount = buffer.iter().take_while(is_filling).count();
            if amount == 0 {
                return Ok(());
            }
            self.input.consume(amount);
        }
    }

    /// The fields of a header, up to an empty line.
    fn fields(&mut self) -> Result<Fields, Damage> {
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
                let lines = header.split(|byte| *byte == b'\n');
                return Ok(Fields::of_lines(lines.map(<[u8]>::trim_ascii_end)));
            }
            if header.len() as u64 == LONGEST_HEADER {
                let message = format!("its header is longer than {LONGEST_HEADER} bytes");
                return Err(self.damage(message));
            }
            if !line.ends_with(b"\n") {
                return Err(self.cut_short());
            }
        }
    }

    fn cut_short(&mut self) -> Damage {
        self.damage("the archive ends within it".to_owned())
    }

    fn unreadable(&mut self, error: &io::Error) -> Damage {
        let damage = self.unreadable_by(error);
        self.state = State::Broken;
        damage
    }

    fn unreadable_by(&mut self, error: &io::Error) -> Damage {
        if error.kind() == io::ErrorKind::UnexpectedEof {
            return self.cut_short();
        }
        self.damage(format!("cannot read it: {error}"))
    }

    fn damage(&mut self, message: String) -> Damage {
        self.state = State::Lost;
        let (record, offset) = self.place();
        Damage {
            record,
            offset,
            message,
        }
    }
}
