//! How much a reader takes.

use crate::error::Error;
use crate::model::MAX_DEPTH;

/// How much of an input is read, for [`Options::limits`](crate::read::Options::limits).
///
/// An input beyond [`bytes`](Self::bytes) or [`links`](Self::links) is an error that names the limit. Beyond the
/// other limits things are flattened or left out, with a warning, and no word is lost. For JSON documents, also
/// those of Pandoc, only the bytes count: their articles always nest at most [`MAX_DEPTH`] deep.
///
/// Time and memory grow with the bytes. Ordinary pages take nine to thirteen times their bytes of memory (BENCHMARKS.md),
/// the worst that tests could think of 265 times (`tests/memory.rs`): who reads pages of strangers sets
/// [`bytes`](Self::bytes) by that. The limits of HTML pages keep html5ever from taking quadratic time; higher ones
/// let a hostile page have it.
///
/// ```
/// # #[cfg(feature = "text")] {
/// use liens::read::{Limits, Options, text};
///
/// let mut options = Options::default();
/// options.limits.bytes = 10;
/// let error = text::read("More than ten bytes.", &options).unwrap_err();
/// assert_eq!(error.to_string(), "expected at most 10 bytes of input, but found 20");
/// assert_eq!(Limits::default().bytes, 256 << 20);
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Limits {
    /// Bytes of the input; 256 MiB by default.
    pub bytes: usize,
    /// Links of the text, markers and entries of the list included; five million by default.
    pub links: usize,
    /// How deep blocks and inlines of the article may nest; [`MAX_DEPTH`] by default and at most.
    pub depth: usize,
    /// How many elements of an HTML page may be open at once; 512 by default, as in browsers.
    pub elements: u32,
    /// How many formatting elements of an HTML page, such as `<b>` and `<font>`, may be open at once; 16 by
    /// default. Those that are left open are copied into every paragraph that follows.
    pub formatting: usize,
    /// How many attributes of a tag are read; 128 by default.
    pub attributes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: 256 << 20,
            links: 5_000_000,
            depth: MAX_DEPTH,
            elements: 512,
            formatting: 16,
            attributes: 128,
        }
    }
}

impl Limits {
    /// Refuses an input that is too long.
    pub(crate) fn admit(&self, input: &str) -> Result<(), Error> {
        let found = input.len();
        if found > self.bytes {
            let limit = self.bytes;
            return Err(Error::TooLong { limit, found });
        }
        Ok(())
    }

    /// Refuses a page with too many links.
    pub(crate) fn admit_links(&self, found: usize) -> Result<(), Error> {
        if found > self.links {
            let limit = self.links;
            return Err(Error::TooManyLinks { limit, found });
        }
        Ok(())
    }
}
