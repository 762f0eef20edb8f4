//! Guessing an encoding from the bytes themselves: zero bytes show UTF-16, valid sequences UTF-8, and frequencies the
//! rest.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

/// How many bytes are searched for the zero bytes of UTF-16.
const SAMPLE: usize = 4096;

/// Detects UTF-16 without a byte order mark: ASCII characters, be they only spaces, have a zero byte next to them,
/// always on the same side.
pub(super) fn unmarked_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let units = sample.chunks_exact(2);
    let few = (units.len() / 8).max(2);
    let zeros = |side| units.clone().filter(|unit: &&[u8]| unit[side] == 0).count();
    let encoding = match (zeros(0), zeros(1)) {
        (0, low) if low > few => UTF_16LE,
        (high, 0) if high > few => UTF_16BE,
        _ => return None,
    };
    // Binary data with small numbers has such zeros, too, but decodes to control characters.
    let (start, _) = encoding.decode_without_bom_handling(sample);
    let is_text = |c: char| !c.is_control() || c.is_whitespace();
    start.chars().all(is_text).then_some(encoding)
}

/// How much of the bytes is UTF-8: the number of valid characters beyond ASCII, and of invalid sequences.
pub(super) struct Utf8 {
    valid: usize,
    invalid: usize,
}

impl Utf8 {
    pub(super) fn count(bytes: &[u8]) -> Self {
        let (mut valid, mut invalid) = (0, 0);
        for chunk in bytes.utf8_chunks() {
            valid += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
            invalid += usize::from(!chunk.invalid().is_empty());
        }
        Self { valid, invalid }
    }

    /// Whether bytes declared as UTF-8 may be UTF-8: text in another encoding hardly ever has a valid sequence.
    pub(super) fn is_likely(&self) -> bool {
        self.valid >= self.invalid
    }

    /// Whether bytes without any declaration are UTF-8 with a few errors: so many valid characters do not occur by
    /// chance.
    pub(super) fn is_certain(&self) -> bool {
        self.valid > 10 * self.invalid
    }
}

/// The most likely encoding of bytes that are not UTF-8.
pub(super) fn guess(bytes: &[u8]) -> &'static Encoding {
    // ISO-2022-JP has only ASCII bytes, so it is valid UTF-8 and never reaches this function.
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}
