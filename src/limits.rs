//! How much a reader takes.

use std::collections::HashMap;

use crate::error::Error;
use crate::model::{Article, Link, MAX_DEPTH};

/// How much of an input is read, for [`Options::limits`](crate::read::Options::limits).
///
/// An input beyond [`bytes`](Self::bytes), [`links`](Self::links) or [`expansion`](Self::expansion) is an error
/// that names the limit. Beyond the other limits things are flattened or left out, with a warning, and no word is
/// lost. For JSON documents, also those of Pandoc, only bytes and expansion count: their articles always nest at
/// most [`MAX_DEPTH`] deep.
///
/// Time and memory grow with the bytes. Ordinary pages take up to ten times their bytes of memory (BENCHMARKS.md),
/// the worst found by tests 430 times, writing included: when reading untrusted pages, ask
/// [`memory_needed`](crate::read::memory_needed), which distinguishes a page of prose from one of tags. The limits of HTML pages
/// keep html5ever from taking quadratic time; higher ones let a hostile page have it.
///
/// ```
/// # #[cfg(feature = "text")] {
/// use liens::read::{self, Limits, Options};
///
/// let mut options = Options::default();
/// options.limits.bytes = 10;
/// let error = read::text("More than ten bytes.", &options).unwrap_err();
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
    /// How many times the bytes of the input the addresses and titles of the list may take, each counted as often
    /// as links lead there, since most formats write them with every link; 100 by default.
    pub expansion: usize,
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
            expansion: 100,
            depth: MAX_DEPTH,
            elements: 512,
            formatting: 16,
            attributes: 128,
        }
    }
}

impl Limits {
    /// Rejects an input that is too long.
    pub(crate) fn admit(&self, input: &str) -> Result<(), Error> {
        let found = input.len();
        if found > self.bytes {
            let limit = self.bytes;
            return Err(Error::TooLong { limit, found });
        }
        Ok(())
    }

    /// Rejects a page with too many links.
    pub(crate) fn admit_links(&self, found: usize) -> Result<(), Error> {
        if found > self.links {
            let limit = self.links;
            return Err(Error::TooManyLinks { limit, found });
        }
        Ok(())
    }

    /// Rejects articles whose lists would take too much room if they stood with every link, for the bytes of the
    /// input that they were read from.
    pub(crate) fn admit_expansion<'a>(
        &self,
        articles: impl Iterator<Item = &'a Article>,
        input: usize,
    ) -> Result<(), Error> {
        let found = articles.map(|article| self.expansion_of(article)).sum();
        let limit = input.saturating_mul(self.expansion);
        if found > limit {
            return Err(Error::TooMuchExpansion { limit, found });
        }
        Ok(())
    }

    /// How many bytes an article's list would take if it stood with every link; nothing if it cannot be too many.
    fn expansion_of(&self, article: &Article) -> usize {
        /// The shortest link to an entry, `[1]`.
        const SHORTEST: usize = 3;
        let length = |link: &Link| link.url.len() + link.title.as_ref().map_or(0, String::len);
        let longest = article.links.iter().map(length).max();
        if longest.is_none_or(|longest| longest <= self.expansion.saturating_mul(SHORTEST)) {
            // However many links there are.
            return 0;
        }
        let lengths: HashMap<u32, usize> = article
            .links
            .iter()
            .map(|link| (link.number, length(link)))
            .collect();
        let of_use = |number| lengths.get(&number).copied().unwrap_or_default();
        article.link_numbers().map(of_use).sum()
    }
}
