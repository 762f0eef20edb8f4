//! The writer that all parts of a page share: its state, and how markup, words and attributes are escaped.

use std::fmt;

use memchr::memchr;

#[cfg(feature = "qr")]
use super::QrCodes;
use super::ids::Ids;
use super::links::LinkTable;
use super::notes::Note;
use super::style::{Addresses, Numbers};
use super::toc::Sections;
use super::{Html, Images, NoteList};
use crate::grammar::marker::markers;
use crate::label::Vocabulary;
use crate::model::{Article, Direction, Inline, Target, Walk};
use crate::write::notes::Notes;
use crate::write::{direction, escape};

/// Writes an article as HTML.
pub(super) struct Writer<'a, W: ?Sized> {
    pub(super) article: &'a Article,
    pub(super) links: LinkTable<'a>,
    /// The depth of the blocks being written.
    pub(super) depth: usize,
    /// Whether the page is a print export, and how that shows links.
    pub(super) print: Option<Markers<'a>>,
    /// Whether numbers are shown after the words of listed links.
    pub(super) shows_numbers: bool,
    /// How URLs are printed; `None` on a page that is not for paper.
    pub(super) addresses: Option<Addresses>,
    /// How images are written.
    pub(super) images: Images,
    /// Whether a table of contents is wanted.
    pub(super) has_toc: bool,
    /// The headings in the table of contents.
    pub(super) sections: Option<Sections>,
    /// Whether the next heading is in the table of contents.
    pub(super) is_listed_heading: bool,
    #[cfg(feature = "qr")]
    pub(super) qr: QrCodes,
    /// The article's ids, if it is one among several.
    pub(super) ids: Option<Ids<'a>>,
    /// Whether the list of links is written below the article.
    pub(super) has_list: bool,
    /// Whether entries have no links back to their uses.
    pub(super) is_one_way: bool,
    /// The notes that are still to be written.
    pub(super) notes: Notes<Note<'a>>,
    /// Whether a link is open: links cannot nest in HTML.
    pub(super) in_link: bool,
    /// The direction of the text being written, as far as the page states it.
    pub(super) direction: Option<Direction>,
    /// Whether text in the other direction is marked as such.
    marks_direction: bool,
    /// The direction for the next start tag.
    next_direction: Option<Direction>,
    out: &'a mut W,
}

/// How a print export shows its links.
#[derive(Clone, Copy, Debug)]
pub(super) struct Markers<'a> {
    /// Whether the page has a link with a number: then the class of markers tells readers that other brackets are not
    /// markers.
    pub(super) shows: bool,
    /// The known words.
    pub(super) vocabulary: &'a Vocabulary,
}

impl<'a, W: fmt::Write + ?Sized> Writer<'a, W> {
    pub(super) fn new(article: &'a Article, out: &'a mut W) -> Self {
        Self {
            article,
            links: LinkTable::of(article),
            depth: 0,
            print: None,
            shows_numbers: false,
            addresses: None,
            images: Images::default(),
            has_toc: false,
            sections: None,
            is_listed_heading: false,
            #[cfg(feature = "qr")]
            qr: QrCodes::None,
            ids: None,
            has_list: true,
            is_one_way: false,
            notes: Notes::default(),
            in_link: false,
            direction: direction::of_article(article),
            marks_direction: direction::has_rtl(article.walk()),
            next_direction: None,
            out,
        }
    }

    /// Determines the direction of the text that the next start tag begins. Returns the direction around it, which
    /// the caller restores at its end.
    pub(super) fn lean(&mut self, text: Walk<'_>) -> Option<Direction> {
        let around = self.direction;
        if !self.marks_direction || self.print.is_some() {
            return around;
        }
        // A direction of right to left that the page states applies to all of it.
        let is_stated = self.article.direction == Some(Direction::Rtl);
        let leaning = direction::leaning(text);
        let differs = match leaning {
            Some(Direction::Rtl) => around != Some(Direction::Rtl),
            Some(Direction::Ltr) => around == Some(Direction::Rtl) && !is_stated,
            None => false,
        };
        if differs {
            self.direction = leaning;
            self.next_direction = leaning;
        }
        around
    }

    /// Writes the `dir` attribute of the start tag being written, if it needs one.
    pub(super) fn direction_attribute(&mut self) -> fmt::Result {
        match self.next_direction.take() {
            Some(direction) => self.attribute("dir", direction.name()),
            None => Ok(()),
        }
    }

    /// Applies the options of a page.
    pub(super) fn set_up(&mut self, html: &Html) {
        self.shows_numbers = html.standalone && html.style.numbers != Numbers::Never;
        self.addresses = html.standalone.then_some(html.style.addresses);
        self.images = html.images;
        self.has_toc = html.toc;
        self.is_one_way = html.one_way;
        if html.notes == NoteList::WithLinks {
            self.links.share_numbers();
        }
        #[cfg(feature = "qr")]
        {
            self.qr = html.qr;
        }
    }

    /// The markup, if the page is for paper; otherwise nothing.
    pub(super) fn for_paper(&self, markup: &'static str) -> &'static str {
        self.addresses.map_or("", |_| markup)
    }

    /// Writes markup.
    pub(super) fn raw(&mut self, markup: &str) -> fmt::Result {
        self.out.write_str(markup)
    }

    /// Writes formatted markup.
    pub(super) fn raw_fmt(&mut self, markup: fmt::Arguments<'_>) -> fmt::Result {
        self.out.write_fmt(markup)
    }

    /// Writes words.
    pub(super) fn text(&mut self, words: &str) -> fmt::Result {
        match self.print {
            // The class of markers already distinguishes these from words.
            Some(markers) if markers.shows => self.plain_text(words),
            Some(_) => self.text_without_markers(words, |_, _| true),
            None => self.text_without_markers(words, |links, number| links.may_show(number)),
        }
    }

    /// Writes words where no markup is allowed, as in a title.
    pub(super) fn plain_text(&mut self, words: &str) -> fmt::Result {
        escape::text(self.out, words)
    }

    /// Writes words in which `[4]` is not a marker: an invisible comment splits what would be read as one.
    fn text_without_markers(
        &mut self,
        words: &str,
        is_read: fn(&LinkTable<'_>, u32) -> bool,
    ) -> fmt::Result {
        let mut rest = words;
        while let Some(at) = memchr(b'[', rest.as_bytes()) {
            let (before, after) = rest.split_at(at + 1);
            self.plain_text(before)?;
            let is_read = |number: &u32| is_read(&self.links, *number);
            if markers(&rest[at..]).is_ok_and(|(_, numbers)| numbers.iter().all(is_read)) {
                self.raw("<!-- -->")?;
            }
            rest = after;
        }
        self.plain_text(rest)
    }

    /// Writes an attribute, with the space before it.
    pub(super) fn attribute(&mut self, name: &str, value: &str) -> fmt::Result {
        self.raw(" ")?;
        self.raw(name)?;
        self.raw("=\"")?;
        self.attribute_value(value)?;
        self.raw("\"")
    }

    /// Writes an attribute that holds a URL, where spaces have to be escaped. The exporter's pages keep them, since they
    /// read back as they were.
    pub(super) fn url(&mut self, name: &str, url: &str) -> fmt::Result {
        match self.print.is_none() && url.contains(' ') {
            true => self.attribute(name, &url.replace(' ', "%20")),
            false => self.attribute(name, url),
        }
    }

    /// Writes an attribute's value or a part of it; the caller writes the quotes.
    pub(super) fn attribute_value(&mut self, value: &str) -> fmt::Result {
        escape::attribute(self.out, value)
    }

    /// Writes an element on a line of its own.
    pub(super) fn line(&mut self, tag: &str, content: &'a [Inline]) -> fmt::Result {
        self.wrapped(tag, content)?;
        self.raw("\n")
    }

    /// Writes a start tag without attributes.
    pub(super) fn start_tag(&mut self, tag: &str) -> fmt::Result {
        self.raw("<")?;
        self.raw(tag)?;
        self.direction_attribute()?;
        self.raw(">")
    }

    /// Writes an end tag.
    pub(super) fn end_tag(&mut self, tag: &str) -> fmt::Result {
        self.raw("</")?;
        self.raw(tag)?;
        self.raw(">")
    }

    /// Writes an element without attributes.
    pub(super) fn wrapped(&mut self, tag: &str, content: &'a [Inline]) -> fmt::Result {
        self.start_tag(tag)?;
        self.inlines(content)?;
        self.end_tag(tag)
    }

    /// Writes what stands for a link whose words are unknown.
    pub(super) fn stand_in(&mut self, target: &Target) -> fmt::Result {
        match target {
            Target::Listed(number) => {
                let number = self.links.shown(*number);
                self.raw_fmt(format_args!("[{number}]"))
            }
            Target::Url(url) => self.text(url),
        }
    }
}

impl Writer<'_, String> {
    /// Takes what was written since the last call.
    pub(super) fn taken(&mut self) -> String {
        std::mem::take(self.out)
    }
}
