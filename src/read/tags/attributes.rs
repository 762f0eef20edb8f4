//! The attributes of a tag. The HTML standard reads them alike in a page and in its first bytes, where the
//! encoding is not known yet; so these are bytes.

use std::ops::Range;

/// Where an attribute stands. It ends after the quotation mark of its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Attribute {
    pub(crate) name: Range<usize>,
    pub(crate) value: Range<usize>,
    pub(crate) end: usize,
}

/// The attributes from a place after the name of a tag.
#[derive(Clone, Debug)]
pub(crate) struct Attributes<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Attributes<'a> {
    pub(crate) fn new(bytes: &'a [u8], start: usize) -> Self {
        Self { bytes, at: start }
    }

    /// Where the `>` of the tag stands, when all attributes are read; `None` where the bytes end in the tag.
    pub(crate) fn close(&self) -> Option<usize> {
        (self.at < self.bytes.len()).then_some(self.at)
    }

    #[inline]
    fn skip(&mut self, is_skipped: impl Fn(u8) -> bool) {
        let rest = &self.bytes[self.at..];
        let length = rest.iter().position(|byte| !is_skipped(*byte));
        self.at += length.unwrap_or(rest.len());
    }

    /// Takes a value, in quotes or not.
    fn value(&mut self) -> Range<usize> {
        let start = self.at;
        let Some(quote @ (b'"' | b'\'')) = self.bytes.get(start) else {
            self.skip(|byte| !is_space(byte) && byte != b'>');
            return start..self.at;
        };
        let start = start + 1;
        let length = memchr::memchr(*quote, &self.bytes[start..]);
        let end = length.map_or(self.bytes.len(), |length| start + length);
        self.at = length.map_or(end, |_| end + 1);
        start..end
    }
}

impl Iterator for Attributes<'_> {
    type Item = Attribute;

    #[inline]
    fn next(&mut self) -> Option<Attribute> {
        self.skip(|byte| is_space(byte) || byte == b'/');
        let start = self.at;
        if matches!(self.bytes.get(start), None | Some(b'>')) {
            return None;
        }
        // Whatever stands first belongs to the name, an equals sign too.
        self.at += 1;
        self.skip(|byte| !is_space(byte) && !matches!(byte, b'/' | b'>' | b'='));
        let end = self.at;
        let name = start..end;
        self.skip(is_space);
        if self.bytes.get(self.at) != Some(&b'=') {
            let value = end..end;
            return Some(Attribute { name, value, end });
        }
        self.at += 1;
        self.skip(is_space);
        let value = self.value();
        let end = self.at;
        Some(Attribute { name, value, end })
    }
}

/// White space in tags.
#[inline]
pub(crate) fn is_space(byte: u8) -> bool {
    matches!(byte, b'\t' | b'\n' | b'\x0C' | b'\r' | b' ')
}
