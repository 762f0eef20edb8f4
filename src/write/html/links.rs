//! The numbered list: look-ups from the text, and the list at the end of the article.
//!
//! Entries lead back to their uses by ids: the entry with number 4 is `link-4`, its uses in the text are `ref-4`,
//! `ref-4-2` and so on. All ids are unique, whatever the numbers are.
//!
//! The numbers are those of the article; in a book with one list, those in that list; and where notes are in the same
//! list, they follow the order of the text.

use std::borrow::Cow;
use std::fmt;

use super::writer::Writer;
use crate::grammar::url::decode_references;
use crate::model::url_scheme::is_safe_link;
use crate::model::{Article, Block, Inline, Link, Node, Target, walk_blocks};
use crate::normal::labels;
use crate::write::entries::Entries;

/// The entries of the list, with what is known of the links to them.
pub(super) struct LinkTable<'a> {
    links: &'a [Link],
    entries: Entries,
    uses: Vec<Uses>,
    numbers: Numbers,
}

/// The numbers that entries are shown with.
enum Numbers {
    /// Each entry's own.
    Own,
    /// Those of a longer list, one for each entry.
    Given(Vec<u32>),
    /// Counted over links and notes as they are written; 0 for entries that have none yet.
    Shared {
        of_links: Vec<u32>,
        order: Vec<Listed>,
        /// All entries before this position of the list have their numbers.
        numbered: usize,
    },
}

/// An item in a list of links and notes.
#[derive(Clone, Copy)]
pub(super) enum Listed {
    /// The link at this position of the article's list.
    Link(usize),
    /// The next note to be written.
    Note,
}

/// Counts the links that lead to an entry.
#[derive(Clone, Default)]
struct Uses {
    /// How many were written so far.
    written: usize,
    /// How many are below the list.
    below: usize,
    /// Whether one of those written has words.
    has_words: bool,
}

/// A use of an entry in the text; it displays as its id.
#[derive(Clone, Copy)]
pub(super) struct Use {
    pub(super) number: u32,
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
        let links = article.links.as_slice();
        let mut table = Self {
            links,
            entries: Entries::first_of(links),
            uses: vec![Uses::default(); links.len()],
            numbers: Numbers::Own,
        };
        table.count_below(&article.footer);
        table
    }

    /// Counts the links of the site's footer, which is below the list.
    fn count_below(&mut self, footer: &[Block]) {
        for node in walk_blocks(footer) {
            if let Node::Inline(Inline::Link { target, .. }) = node {
                if let Some(at) = self.place(target) {
                    self.uses[at].below += 1;
                }
            }
        }
    }

    fn place(&self, target: &Target) -> Option<usize> {
        match target {
            Target::Listed(number) => self.entries.place(*number),
            Target::Url(_) => None,
        }
    }

    /// The URL with that number, and the use that is about to be written; `None` if the list lacks the number.
    pub(super) fn next_use(
        &mut self,
        number: u32,
        content: &'a [Inline],
    ) -> Option<(&'a str, Use)> {
        let at = self.entries.place(number)?;
        let uses = &mut self.uses[at];
        uses.written += 1;
        uses.has_words |= !content.is_empty();
        let nth = uses.written;
        let number = self.number(at);
        Some((&self.links[at].url, Use { number, nth }))
    }

    /// Sets the numbers that entries are shown with.
    pub(super) fn show_as(&mut self, numbers: Vec<u32>) {
        self.numbers = Numbers::Given(numbers);
    }

    /// Records for each entry whether words elsewhere on the page lead to it.
    pub(super) fn set_words(&mut self, have_words: &[bool]) {
        for (uses, has_words) in self.uses.iter_mut().zip(have_words) {
            uses.has_words = *has_words;
        }
    }

    /// Numbers links and notes together.
    pub(super) fn share_numbers(&mut self) {
        self.numbers = Numbers::Shared {
            of_links: vec![0; self.links.len()],
            order: Vec::new(),
            numbered: 0,
        };
    }

    /// The number that the entry at this position of the list is shown with.
    fn number(&mut self, at: usize) -> u32 {
        match &mut self.numbers {
            Numbers::Own => self.links[at].number,
            Numbers::Given(numbers) => numbers[at],
            Numbers::Shared {
                of_links, order, ..
            } => {
                if of_links[at] == 0 {
                    order.push(Listed::Link(at));
                    of_links[at] = count(order);
                }
                of_links[at]
            }
        }
    }

    /// The number that is shown for an entry of the article's list.
    pub(super) fn shown(&mut self, number: u32) -> u32 {
        let at = self.entries.place(number);
        at.map_or(number, |at| self.number(at))
    }

    /// The number of the note to which the text refers next, if notes are counted with links.
    pub(super) fn number_of_note(&mut self) -> Option<u32> {
        match &mut self.numbers {
            Numbers::Shared { order, .. } => {
                order.push(Listed::Note);
                Some(count(order))
            }
            _ => None,
        }
    }

    /// The item at this position, from 0, of a list of links and notes. Links without uses are at its end.
    fn listed(&mut self, place: usize) -> Option<Listed> {
        let Numbers::Shared {
            of_links,
            order,
            numbered,
        } = &mut self.numbers
        else {
            return None;
        };
        if let Some(listed) = order.get(place) {
            return Some(*listed);
        }
        while *of_links.get(*numbered)? != 0 {
            *numbered += 1;
        }
        let at = *numbered;
        self.number(at);
        Some(Listed::Link(at))
    }

    /// Whether links and notes are numbered together.
    pub(super) fn are_shared(&self) -> bool {
        matches!(self.numbers, Numbers::Shared { .. })
    }

    /// Whether an entry may be shown with this number, so that the same number in brackets would be read as its
    /// marker.
    pub(super) fn may_show(&self, number: u32) -> bool {
        match &self.numbers {
            Numbers::Own => self.has(number),
            _ => true,
        }
    }

    /// Whether there is an entry with this number.
    pub(super) fn has(&self, number: u32) -> bool {
        self.entries.place(number).is_some()
    }

    /// Whether linked words were written that lead to the entry with this number, so that its URL is on them.
    pub(super) fn has_words(&self, number: u32) -> bool {
        let at = self.entries.place(number);
        at.is_some_and(|at| self.uses[at].has_words)
    }

    /// How many links on the whole page lead to the entry at that position of the list; `None` if it does not count,
    /// since an earlier entry has the same number. Valid only once the list is being written.
    fn uses(&self, index: usize) -> Option<usize> {
        let at = self.entries.place(self.links[index].number)?;
        (at == index).then(|| self.uses[at].written + self.uses[at].below)
    }
}

/// The number of the last item in the list.
fn count(order: &[Listed]) -> u32 {
    u32::try_from(order.len()).unwrap_or(u32::MAX)
}

impl<'a, W: fmt::Write + ?Sized> Writer<'a, W> {
    /// Writes the list with its heading.
    pub(super) fn link_list(&mut self) -> fmt::Result {
        let article = self.article;
        if article.links.is_empty() && self.notes.is_empty() || !self.has_list {
            return Ok(());
        }
        // In a list of links and notes, only the links have the class by which the list is read back.
        let (section, heading) = match self.links.are_shared() {
            true => ("", self.for_paper(" class=\"print-links\"")),
            false => (self.for_paper(" print-links"), ""),
        };
        self.raw_fmt(format_args!(
            "<section class=\"links{section}\">\n<h2{heading}>"
        ))?;
        self.text(labels::links(article))?;
        // On paper the numbers are text, which programs without CSS print, too.
        let is_paper = self.addresses.is_some();
        let (start, end) = match is_paper {
            true => ("<div role=\"list\">\n", "</div>\n"),
            false => ("<ol>\n", "</ol>\n"),
        };
        self.raw("</h2>\n")?;
        self.raw(start)?;
        if self.links.are_shared() {
            self.shared_entries(is_paper)?;
        } else {
            (0..article.links.len()).try_for_each(|index| self.listed_link(index, is_paper))?;
        }
        self.raw(end)?;
        self.raw("</section>\n")
    }

    /// Writes the entries of a list of links and notes. Its notes may add more of both.
    fn shared_entries(&mut self, is_paper: bool) -> fmt::Result {
        let mut place = 0;
        while let Some(listed) = self.links.listed(place) {
            place += 1;
            match listed {
                Listed::Link(index) => self.listed_link(index, is_paper)?,
                Listed::Note => self.listed_note(is_paper)?,
            }
        }
        Ok(())
    }

    fn listed_link(&mut self, index: usize, is_paper: bool) -> fmt::Result {
        let link = &self.article.links[index];
        match is_paper {
            true => self.printed_entry(index, link),
            false => self.entry(index, link),
        }
    }

    fn printed_entry(&mut self, index: usize, link: &Link) -> fmt::Result {
        let number = self.links.number(index);
        let uses = self.links.uses(index);
        self.raw("<div role=\"listitem\"")?;
        if self.links.are_shared() {
            self.raw(" class=\"print-links\"")?;
        }
        if uses.is_some() {
            self.id(format_args!("link-{number}"))?;
        }
        self.raw_fmt(format_args!("><span class=\"number\">[{number}]</span> "))?;
        if let Some(title) = &link.title {
            self.text(title)?;
            self.raw(": ")?;
        }
        let address = self.address_of(link);
        self.printed_address(&link.url, &address)?;
        self.back_references(number, uses)?;
        #[cfg(feature = "qr")]
        if self.qr == super::QrCodes::All {
            self.qr_code(&link.url)?;
        }
        self.raw("</div>\n")
    }

    fn entry(&mut self, index: usize, link: &Link) -> fmt::Result {
        let number = self.links.number(index);
        let uses = self.links.uses(index);
        self.raw("<li")?;
        if uses.is_some() {
            self.id(format_args!("link-{number}"))?;
        }
        self.raw_fmt(format_args!(" value=\"{number}\">"))?;
        if let Some(title) = &link.title {
            self.raw("<span class=\"title\">")?;
            self.text(title)?;
            self.raw("</span> ")?;
        }
        self.address(&link.url, &link.url)?;
        self.back_references(number, uses)?;
        self.raw("</li>\n")
    }

    /// Writes the id of a use, to which its entry links back.
    pub(super) fn use_id(&mut self, place: Use) -> fmt::Result {
        match self.is_one_way {
            true => Ok(()),
            false => self.id(format_args!("{place}")),
        }
    }

    fn back_references(&mut self, number: u32, uses: Option<usize>) -> fmt::Result {
        if self.is_one_way {
            return Ok(());
        }
        (1..=uses.unwrap_or_default()).try_for_each(|nth| self.back_reference(Use { number, nth }))
    }

    /// The URL as the list prints it. Readers decode it twice unless a link with the same URL shows that it is meant
    /// literally.
    pub(super) fn address_of<'b>(&self, link: &'b Link) -> Cow<'b, str> {
        let is_shown = self.links.has_words(link.number) && is_safe_link(&link.url);
        match is_shown || decode_references(&link.url) == link.url {
            true => Cow::Borrowed(&link.url),
            false => Cow::Owned(link.url.replace('&', "&amp;")),
        }
    }

    /// Writes an arrow that links back to a use in the text. Screen readers announce its role in the listener's own
    /// language, so its label only needs to say which use.
    fn back_reference(&mut self, place: Use) -> fmt::Result {
        let Use { number, nth } = place;
        self.raw(" <a")?;
        self.href_to(format_args!("{place}"))?;
        self.raw_fmt(format_args!(
            " role=\"doc-backlink\" aria-label=\"[{number}]"
        ))?;
        if nth > 1 {
            self.raw_fmt(format_args!(" ({nth})"))?;
        }
        // Without the variation selector, some systems draw an emoji. On a page for paper the style sheet draws the
        // arrow, lest programs without CSS take it for a part of the URL.
        let arrow = self.addresses.map_or("↩\u{fe0e}", |_| "");
        self.raw("\">")?;
        self.raw(arrow)?;
        self.raw("</a>")
    }
}

#[cfg(test)]
mod tests {
    use crate::model::{Article, Block, Inline, Link};
    use crate::write::{Html, Render};

    #[test]
    fn a_list_may_lead_nowhere_back() {
        let words = || Inline::listed(1, vec![Inline::text("words")]);
        let article = Article {
            body: vec![Block::paragraph(vec![words(), words()])],
            links: vec![Link::new(1, "https://example.org/")],
            ..Article::default()
        };
        let html = Html::page().render_to_string(&article);
        assert_eq!(
            html.matches("role=\"doc-backlink\" aria").count(),
            2,
            "{html}"
        );
        assert!(html.contains("id=\"ref-1-2\""), "{html}");
        let html = Html::page().one_way().render_to_string(&article);
        assert!(!html.contains("role=\"doc-backlink\" aria"), "{html}");
        assert!(!html.contains("id=\"ref-"), "{html}");
    }
}
