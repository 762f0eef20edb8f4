//! Writes the lines that begin with words of the article's language: site and source.

use std::fmt;

use super::writer::Writer;
use crate::model::{Site, Source, Stamp};
use crate::normal::labels;

impl<'a, W: fmt::Write + ?Sized> Writer<'a, W> {
    /// `Published on <a>Site</a>`
    pub(super) fn site(&mut self, site: &Site) -> fmt::Result {
        let words = labels::published(self.article);
        self.raw("<p class=\"site\">")?;
        self.in_slot(&words, "{site}", |writer| match &site.url {
            Some(url) if site.name.is_empty() => writer.address(url, url),
            Some(url) => writer.address(url, &site.name),
            None => writer.text(&site.name),
        })?;
        self.raw("</p>\n")
    }

    /// `Source URL (modified on <time>): <a>address</a>`
    pub(super) fn source(&mut self) -> fmt::Result {
        let Some(source) = &self.article.source else {
            return Ok(());
        };
        let words = labels::source(self.article);
        self.raw("<footer>\n<p class=\"source")?;
        self.raw(self.for_paper(" print-source_url"))?;
        self.raw("\">")?;
        self.text(words.trim_end_matches([':', ' ']))?;
        if let Some(stamp) = &source.stamp {
            self.raw(" (")?;
            self.stamp(stamp)?;
            self.raw(")")?;
        }
        self.source_address(source)?;
        self.raw("</p>\n")?;
        #[cfg(feature = "qr")]
        if self.qr != super::QrCodes::None {
            self.qr_code(&source.url)?;
        }
        self.raw("</footer>\n")
    }

    fn source_address(&mut self, source: &Source) -> fmt::Result {
        if source.url.is_empty() {
            return Ok(());
        }
        self.raw(": ")?;
        self.printed_address(&source.url, &source.url)
    }

    fn stamp(&mut self, stamp: &Stamp) -> fmt::Result {
        let words = labels::stamp(self.article, stamp.kind);
        self.in_slot(words, "{date}", |writer| match stamp.at {
            Some(at) => writer.time(at, &stamp.text),
            None => writer.text(&stamp.text),
        })
    }

    /// Writes label words with something in their slot, or after them if they have no slot.
    fn in_slot(
        &mut self,
        words: &str,
        slot: &str,
        fill: impl FnOnce(&mut Self) -> fmt::Result,
    ) -> fmt::Result {
        let (before, after) = labels::around(words, slot);
        self.text(&before)?;
        fill(self)?;
        self.text(after)
    }
}
