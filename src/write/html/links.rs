//! The numbered list: what the text looks up in it, and how it stands at the end of the article.
//!
//! Entries lead back to their uses by ids: the entry with number 4 is `link-4`, its uses in the text
//! are `ref-4`, `ref-4-2` and so on. Each id is given once, whatever the numbers are.

use std::collections::HashMap;
use std::fmt;

use super::writer::Writer;
use crate::model::{Article, Inline, Link, MAX_DEPTH, Node, Target};
use crate::write::labels;

/// The entries by number.
pub(super) struct LinkTable<'a>(HashMap<u32, Entry<'a>>);

struct Entry<'a> {
    /// Where it stands in the list. Of entries with one number, the first counts.
    index: usize,
    url: &'a str,
    /// How many links lead here, on the whole page.
    uses: usize,
    /// Whether one of them has words.
    has_words: bool,
    /// How many of them are written.
    written: usize,
}

/// The place of a link in the text, which prints as its id.
#[derive(Clone, Copy)]
pub(super) struct Use {
    number: u32,
    /// From 1.
    nth: usize,
}

impl fmt::Display for Use {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { number, nth } = self;
        match nth {
            1 => write!(f, "ref-{number}"),
            _ => write!(f, "ref-{number}-{nth}"),
        }
    }
}

impl<'a> LinkTable<'a> {
    pub(super) fn of(article: &'a Article) -> Self {
        let mut entries = HashMap::with_capacity(article.links.len());
        for (index, link) in article.links.iter().enumerate() {
            entries.entry(link.number).or_insert(Entry {
                index,
                url: &link.url,
                uses: 0,
                has_words: false,
                written: 0,
            });
        }
        let mut table = Self(entries);
        table.count_uses(article);
        table
    }

    /// Counts the links that will be written. Deeper ones will not, only their words.
    fn count_uses(&mut self, article: &Article) {
        let mut walk = article.walk();
        while let Some(node) = walk.next() {
            if walk.depth() > MAX_DEPTH {
                continue;
            }
            if let Node::Inline(Inline::Link {
                content,
                target: Target::Listed(number),
            }) = node
            {
                if let Some(entry) = self.0.get_mut(number) {
                    entry.uses += 1;
                    entry.has_words |= !content.is_empty();
                }
            }
        }
    }

    /// The address with that number and the place of the link that is about to be written; `None`
    /// when the list lacks the number.
    pub(super) fn next_use(&mut self, number: u32) -> Option<(&'a str, Use)> {
        let entry = self.0.get_mut(&number)?;
        entry.written += 1;
        let nth = entry.written;
        Some((entry.url, Use { number, nth }))
    }

    /// Whether there is an entry with this number.
    pub(super) fn has(&self, number: u32) -> bool {
        self.0.contains_key(&number)
    }

    /// Whether linked words lead to the entry with this number, so that its address stands with them.
    pub(super) fn has_words(&self, number: u32) -> bool {
        self.0.get(&number).is_some_and(|entry| entry.has_words)
    }

    /// How many links lead to the entry at that place of the list; `None` when it does not count,
    /// since an entry before it has the same number.
    fn uses(&self, index: usize, number: u32) -> Option<usize> {
        let entry = self.0.get(&number)?;
        (entry.index == index).then_some(entry.uses)
    }
}

impl<W: fmt::Write + ?Sized> Writer<'_, W> {
    /// Writes the list with its heading.
    pub(super) fn link_list(&mut self) -> fmt::Result {
        let article = self.article;
        if article.links.is_empty() {
            return Ok(());
        }
        self.raw("<section class=\"links\">\n<h2>")?;
        self.text(labels::links(article))?;
        self.raw("</h2>\n<ol>\n")?;
        for (index, link) in article.links.iter().enumerate() {
            self.entry(index, link)?;
        }
        self.raw("</ol>\n</section>\n")
    }

    fn entry(&mut self, index: usize, link: &Link) -> fmt::Result {
        let number = link.number;
        let uses = self.links.uses(index, number);
        self.raw("<li")?;
        if uses.is_some() {
            self.raw_fmt(format_args!(" id=\"link-{number}\""))?;
        }
        self.raw_fmt(format_args!(" value=\"{number}\">"))?;
        if let Some(title) = &link.title {
            self.raw("<span class=\"title\">")?;
            self.text(title)?;
            self.raw("</span> ")?;
        }
        self.address(&link.url, &link.url)?;
        for nth in 1..=uses.unwrap_or_default() {
            self.back_reference(Use { number, nth })?;
        }
        self.raw("</li>\n")
    }

    /// Writes an arrow that leads to a use in the text. Its role says so in the listener's own
    /// language; its label only needs to say which use.
    fn back_reference(&mut self, place: Use) -> fmt::Result {
        let Use { number, nth } = place;
        self.raw_fmt(format_args!(
            " <a href=\"#{place}\" role=\"doc-backlink\" aria-label=\"[{number}]"
        ))?;
        if nth > 1 {
            self.raw_fmt(format_args!(" ({nth})"))?;
        }
        // Without the selector some systems draw an emoji.
        self.raw("\">↩\u{fe0e}</a>")
    }
}
