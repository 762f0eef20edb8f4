//! Decompresses archives, keeping track of offsets in the file.

use std::io::{self, BufRead, BufReader, Read};

use flate2::bufread::GzDecoder;
use memchr::memmem;

/// The magic number of gzip files.
pub(crate) const GZIP: [u8; 2] = [0x1F, 0x8B];

/// The start of a member of a gzip file: the magic number and the only compression method there is.
const MEMBER: [u8; 3] = [GZIP[0], GZIP[1], 8];

/// The decompressed content of all members of a gzip file.
pub(crate) fn unpacked(packed: impl BufRead) -> impl Read {
    Members::new(Counted {
        input: packed,
        position: 0,
    })
}

/// The bytes of an archive, whether compressed or not.
pub(crate) enum Unpacked<R: BufRead> {
    Plain(Counted<R>),
    Gzip(Box<BufReader<Members<R>>>),
}

impl<R: BufRead> Unpacked<R> {
    pub(crate) fn new(mut input: R) -> io::Result<Self> {
        let is_packed = input.fill_buf()?.starts_with(&GZIP);
        let input = Counted { input, position: 0 };
        Ok(if is_packed {
            Self::Gzip(Box::new(BufReader::new(Members::new(input))))
        } else {
            Self::Plain(input)
        })
    }

    /// The offset of the next byte in the file; in a compressed file, that of its gzip member. Valid only while the
    /// next byte is buffered.
    pub(crate) fn offset(&self) -> u64 {
        match self {
            Self::Plain(input) => input.position,
            Self::Gzip(members) => members.get_ref().start,
        }
    }

    /// Skips bytes that cannot be read, to the next member of a gzip file. Returns whether there is one.
    pub(super) fn skip_member(&mut self) -> io::Result<bool> {
        match self {
            Self::Plain(_) => Ok(false),
            Self::Gzip(members) => {
                let amount = members.buffer().len();
                members.consume(amount);
                members.get_mut().skip_member()
            }
        }
    }

    /// How many bytes of the file were consumed.
    pub(crate) fn position(&self) -> u64 {
        match self {
            Self::Plain(input) => input.position,
            Self::Gzip(members) => members.get_ref().position(),
        }
    }
}

impl<R: BufRead> Read for Unpacked<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::Plain(input) => input.read(buffer),
            Self::Gzip(members) => members.read(buffer),
        }
    }
}

impl<R: BufRead> BufRead for Unpacked<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        match self {
            Self::Plain(input) => input.fill_buf(),
            Self::Gzip(members) => members.fill_buf(),
        }
    }

    fn consume(&mut self, amount: usize) {
        match self {
            Self::Plain(input) => input.consume(amount),
            Self::Gzip(members) => members.consume(amount),
        }
    }
}

/// A reader that counts the bytes consumed.
pub(crate) struct Counted<R> {
    input: R,
    position: u64,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let amount = self.input.read(buffer)?;
        self.position += amount as u64;
        Ok(amount)
    }
}

impl<R: BufRead> BufRead for Counted<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.input.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.input.consume(amount);
        self.position += amount as u64;
    }
}

impl<R: BufRead> Counted<R> {
    /// Skips to the next possible start of a gzip member. Returns whether there is one.
    fn find_member(&mut self) -> io::Result<bool> {
        loop {
            let buffer = self.fill_buf()?;
            if buffer.is_empty() {
                return Ok(false);
            }
            // The end of the buffer may hold only the first bytes of it.
            let part = || {
                let mut starts =
                    (1..MEMBER.len()).filter_map(|length| buffer.len().checked_sub(length));
                starts.find(|start| MEMBER.starts_with(&buffer[*start..]))
            };
            match memmem::find(buffer, &MEMBER).or_else(part) {
                Some(0) => return Ok(true),
                found => {
                    let amount = found.unwrap_or(buffer.len());
                    self.consume(amount);
                }
            }
        }
    }

    /// Skips the zeros with which some programs pad a gzip file.
    fn skip_zeros(&mut self) -> io::Result<()> {
        loop {
            let buffer = self.fill_buf()?;
            let amount = buffer.iter().take_while(|byte| **byte == 0).count();
            if amount == 0 {
                return Ok(());
            }
            self.consume(amount);
        }
    }
}

/// Reads the members of a gzip file one after the other. flate2 has a reader for that, too, but it does not tell
/// where members begin.
pub(crate) struct Members<R: BufRead> {
    /// `None` after the last.
    member: Option<GzDecoder<Counted<R>>>,
    /// The offset of the member.
    start: u64,
    /// The length of the file, once its end is reached.
    end: u64,
}

impl<R: BufRead> Members<R> {
    fn new(input: Counted<R>) -> Self {
        Self {
            start: input.position,
            member: Some(GzDecoder::new(input)),
            end: 0,
        }
    }

    /// Skips to the next member with a valid header, wherever in the rest of the file it is.
    fn skip_member(&mut self) -> io::Result<bool> {
        while let Some(member) = self.member.take() {
            let mut input = member.into_inner();
            if !input.find_member()? {
                self.end = input.position;
                break;
            }
            self.start = input.position;
            let member = self.member.insert(GzDecoder::new(input));
            if member.header().is_some() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn position(&self) -> u64 {
        match &self.member {
            Some(member) => member.get_ref().position,
            None => self.end,
        }
    }
}

impl<R: BufRead> Read for Members<R> {
    /// Reads from only one member at a time, so that `start` holds for all bytes read.
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while let Some(member) = &mut self.member {
            let amount = member.read(buffer)?;
            if amount > 0 || buffer.is_empty() {
                return Ok(amount);
            }
            member.get_mut().skip_zeros()?;
            if member.get_mut().fill_buf()?.is_empty() {
                self.end = member.get_ref().position;
                self.member = None;
            } else if let Some(member) = self.member.take() {
                let input = member.into_inner();
                self.start = input.position;
                self.member = Some(GzDecoder::new(input));
            }
        }
        Ok(0)
    }
}
