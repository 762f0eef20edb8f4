//! Where something stands in the input, as far as its reader knows.

use std::ops::Range;

/// Where something stands in the input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// These bytes.
    Bytes(Range<usize>),
    /// The line that holds this byte: for HTML no more is known.
    LineOf(usize),
}

impl From<Range<usize>> for Place {
    fn from(bytes: Range<usize>) -> Self {
        Self::Bytes(bytes)
    }
}

/// Finds the bytes of places. The lines of the input are looked up at the first place that is one: most
/// pages ask for none.
pub(super) struct Finder<'a> {
    input: &'a str,
    /// The offset at which each line starts.
    starts: Vec<usize>,
}

impl<'a> Finder<'a> {
    pub(super) fn new(input: &'a str) -> Self {
        Self {
            input,
            starts: Vec::new(),
        }
    }

    /// The bytes of a place; of a line without its end.
    pub(super) fn bytes(&mut self, place: Place) -> Range<usize> {
        let byte = match place {
            Place::Bytes(bytes) => return bytes,
            Place::LineOf(byte) => byte,
        };
        if self.starts.is_empty() {
            let breaks = memchr::memchr_iter(b'\n', self.input.as_bytes()).map(|at| at + 1);
            self.starts = std::iter::once(0).chain(breaks).collect();
        }
        let at = self.starts.partition_point(|start| *start <= byte) - 1;
        let end = match self.starts.get(at + 1) {
            Some(next) => next - 1,
            None => self.input.len(),
        };
        self.starts[at]..end
    }
}
