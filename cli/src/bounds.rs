//! Limits on the size of decoded data, against decompression bombs.

use std::fmt;
use std::io::{self, Read};

/// The limits for a page: its length, and the ratio to its compressed length.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bounds {
    pub(super) length: usize,
    pub(super) ratio: usize,
}

/// The length from which the ratio is checked: short pages of repeated text compress well and do no harm.
const FREE_LENGTH: usize = 4 << 20;

/// The length that is decoded without waiting for memory.
const SHORT: usize = 1 << 20;

/// A page that exceeds a limit. Written, it goes on with "it".
#[derive(Debug, PartialEq)]
pub(super) enum TooLarge {
    /// It is longer than this.
    Length(usize),
    /// It is more than this many times its compressed length.
    Ratio(usize),
}

impl Bounds {
    /// Reads all bytes from a decoder; `packed` is the compressed length. Before there are many, `wait` waits for
    /// memory.
    ///
    /// Bytes read before an error are kept; the error is in the result.
    pub(super) fn read(
        &self,
        mut decoder: impl Read,
        packed: usize,
        wait: impl FnOnce(),
    ) -> Result<(Vec<u8>, io::Result<()>), TooLarge> {
        let mut bytes = Vec::new();
        let mut read_to = |length: usize, bytes: &mut Vec<u8>| {
            let rest = length.saturating_sub(bytes.len()) as u64;
            decoder.by_ref().take(rest).read_to_end(bytes).map(drop)
        };
        let mut read = read_to(SHORT.min(self.length), &mut bytes);
        if read.is_ok() && bytes.len() >= SHORT.min(self.length) {
            wait();
            let most = self.length.min(self.longest_of(packed));
            read = read_to(most.saturating_add(1), &mut bytes);
        }
        self.admit(bytes.len(), packed)?;
        Ok((bytes, read))
    }

    /// Checks a page's length and compressed length against the limits.
    pub(super) fn admit(&self, length: usize, packed: usize) -> Result<(), TooLarge> {
        if length > self.longest_of(packed) {
            return Err(TooLarge::Ratio(self.ratio));
        }
        if length > self.length {
            return Err(TooLarge::Length(self.length));
        }
        Ok(())
    }

    fn longest_of(&self, packed: usize) -> usize {
        FREE_LENGTH.max(packed.saturating_mul(self.ratio))
    }
}

impl TooLarge {
    /// The advice for a page that is meant to be so large.
    pub(super) fn help(&self) -> &'static str {
        match self {
            Self::Length(_) => "if it is meant to be, allow more with --max-size and --memory",
            Self::Ratio(_) => "if it is meant to be, allow more with --max-ratio",
        }
    }
}

impl fmt::Display for TooLarge {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Length(most) => write!(out, "it has more than {most} bytes"),
            Self::Ratio(most) => write!(out, "it unpacks to more than {most} times its size"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOUNDS: Bounds = Bounds {
        length: 8 << 20,
        ratio: 100,
    };

    /// The length that was read, and whether it waited before.
    fn read(length: usize, packed: usize) -> Result<(usize, bool), TooLarge> {
        let mut has_waited = false;
        let decoder = io::repeat(b'a').take(length as u64);
        let (bytes, read) = BOUNDS.read(decoder, packed, || has_waited = true)?;
        read.expect("repeating does not fail");
        Ok((bytes.len(), has_waited))
    }

    #[test]
    fn no_more_is_read_than_may_be() {
        assert_eq!(read(0, 1), Ok((0, false)));
        assert_eq!(read(SHORT - 1, 1), Ok((SHORT - 1, false)));
        assert_eq!(read(FREE_LENGTH, 1), Ok((FREE_LENGTH, true)));
        assert_eq!(read(FREE_LENGTH + 1, 1), Err(TooLarge::Ratio(100)));
        assert_eq!(read(8 << 20, 1 << 20), Ok((8 << 20, true)));
        assert_eq!(read(usize::MAX, 1 << 20), Err(TooLarge::Length(8 << 20)));
        assert_eq!(read(usize::MAX, 1), Err(TooLarge::Ratio(100)));
    }

    #[test]
    fn a_short_bound_holds_too() {
        let bounds = Bounds {
            length: 3,
            ratio: 100,
        };
        let read = |length| bounds.read(io::repeat(0).take(length), 1, || {});
        assert_eq!(read(3).expect("three bytes").0, [0; 3]);
        assert_eq!(read(4).expect_err("too many"), TooLarge::Length(3));
    }
}
