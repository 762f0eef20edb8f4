//! The bytes of an archive, unpacked, and where they stand in the file.

use std::io::{self, BufRead, BufReader, Read};

use flate2::bufread::GzDecoder;

/// What gzip files begin with.
pub(crate) const GZIP: [u8; 2] = [0x1F, 0x8B];

/// The bytes of an archive, whether packed or not.
pub(super) enum Unpacked<R: BufRead> {
    Plain(Counted<R>),
    Gzip(Box<BufReader<Members<R>>>),
}

impl<R: BufRead> Unpacked<R> {
    pub(super) fn new(mut input: R) -> io::Result<Self> {
        let is_packed = input.fill_buf()?.starts_with(&GZIP);
        let input = Counted { input, position: 0 };
        Ok(if is_packed {
            Self::Gzip(Box::new(BufReader::new(Members::new(input))))
        } else {
            Self::Plain(input)
        })
    }

    /// Where in the file the next byte stands; in a packed file, where its member of the gzip file begins.
    /// To be asked when there is a next byte at hand.
    pub(super) fn offset(&self) -> u64 {
        match self {
            Self::Plain(input) => input.position,
            Self::Gzip(members) => members.get_ref().start,
        }
    }

    /// How many bytes of the file are used up.
    pub(super) fn position(&self) -> u64 {
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

/// A reader that knows how far it is.
pub(super) struct Counted<R> {
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

/// The members of a gzip file, one after the other. flate2 has a reader for that too, but it does not say
/// where they begin.
pub(super) struct Members<R: BufRead> {
    /// Nothing after the last.
    member: Option<GzDecoder<Counted<R>>>,
    /// Where the member begins.
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

    fn position(&self) -> u64 {
        match &self.member {
            Some(member) => member.get_ref().position,
            None => self.end,
        }
    }
}

impl<R: BufRead> Read for Members<R> {
    /// Reads from one member only, so that `start` is true for all that was read.
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while let Some(member) = &mut self.member {
            let amount = member.read(buffer)?;
            if amount > 0 || buffer.is_empty() {
                return Ok(amount);
            }
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
