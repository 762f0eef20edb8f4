//! The printer that blocks and inlines share, and the interface for what each text format decides itself.

use std::fmt;

use super::escape::{Place, ends_with_address, escape_text};
use super::table::TableStyle;
use crate::model::{Block, Inline, Target};
use crate::write::notes::Notes;

/// How a text format shows links.
pub(crate) trait Links {
    /// Writes a link; `words` writes its content.
    fn link<W: fmt::Write + ?Sized>(
        &self,
        printer: &mut Printer<'_, W, Self>,
        content: &[Inline],
        target: &Target,
        title: Option<&str>,
    ) -> fmt::Result
    where
        Self: Sized;

    /// How to write a bracket that would start a marker, `[4]`.
    fn bracket(&self) -> &'static str;

    /// The highest number already used in footnote labels for links; the article's notes are numbered after it.
    fn labels_before_notes(&self) -> usize {
        0
    }

    /// Whether a link as written starts with its words, not with a bracket.
    fn starts_with_words(&self, _content: &[Inline], _target: &Target) -> bool {
        false
    }
}

/// Prints CommonMark.
pub(crate) struct Printer<'a, W: ?Sized, L> {
    pub(super) out: &'a mut W,
    pub(super) links: &'a L,
    pub(super) tables: TableStyle,
    /// Whether tags and comments may be written.
    pub(super) has_raw_html: bool,
    /// What each line starts with in the open containers.
    pub(super) prefixes: Vec<Prefix>,
    /// The character that was written last.
    pub(super) last: char,
    /// Whether no block was written yet.
    pub(super) is_empty: bool,
    /// Whether the text being written is in a table cell.
    pub(super) in_cell: bool,
    /// Whether it is in a heading, and so on one line.
    pub(super) in_heading: bool,
    /// Whether it is between the brackets of a link.
    pub(super) in_brackets: bool,
    /// Whether its colons are escaped so as not to end a label.
    pub(super) escapes_colons: bool,
    /// Whether bare URLs in it are escaped so as not to become links.
    pub(super) breaks_addresses: bool,
    /// Whether what was written last is text that ends with a bare URL, which what follows may extend.
    pub(super) ends_with_address: bool,
    /// The notes that are still to be written.
    pub(super) notes: Notes<Vec<Block>>,
}

/// The start of each line of a container.
#[derive(Clone, Copy)]
pub(super) enum Prefix {
    /// `> `
    Quote,
    /// This many spaces.
    Indent(usize),
}

impl<'a, W: fmt::Write + ?Sized, L: Links> Printer<'a, W, L> {
    pub(crate) fn new(out: &'a mut W, links: &'a L) -> Self {
        Self {
            out,
            links,
            tables: TableStyle::Gfm,
            has_raw_html: true,
            prefixes: Vec::new(),
            last: '\n',
            is_empty: true,
            in_cell: false,
            in_heading: false,
            in_brackets: false,
            escapes_colons: false,
            breaks_addresses: false,
            ends_with_address: false,
            notes: Notes::default(),
        }
    }

    /// Sets whether tags and comments may be written.
    pub(crate) fn with_raw_html(mut self, has_raw_html: bool) -> Self {
        self.has_raw_html = has_raw_html;
        self
    }

    /// Writes tables in this style instead of GFM.
    pub(crate) fn with_tables(mut self, tables: TableStyle) -> Self {
        self.tables = tables;
        self
    }

    /// Sets whether bare URLs in text are kept from becoming links.
    pub(crate) fn breaking_addresses(mut self, breaks: bool) -> Self {
        self.breaks_addresses = breaks;
        self
    }

    /// Writes characters as they are.
    pub(crate) fn raw(&mut self, text: &str) -> fmt::Result {
        if let Some(last) = text.chars().next_back() {
            self.last = last;
        }
        self.ends_with_address = false;
        self.out.write_str(text)
    }

    /// Writes a number in brackets, `[4]`.
    pub(crate) fn number(&mut self, number: u32) -> fmt::Result {
        self.last = ']';
        write!(self.out, "[{number}]")
    }

    /// Writes the markup that opens a container; what follows counts as the start of a line.
    pub(crate) fn lead(&mut self, markup: &str) -> fmt::Result {
        self.last = '\n';
        self.out.write_str(markup)
    }

    /// Whether the last character written was this one.
    pub(crate) fn ends_with(&self, c: char) -> bool {
        self.last == c
    }

    /// Writes text, escaped so that none of it is markup.
    pub(crate) fn plain(&mut self, text: &str) -> fmt::Result {
        self.text(text, None)
    }

    pub(super) fn text(&mut self, text: &str, follows: Option<char>) -> fmt::Result {
        let place = Place {
            before: self.last,
            follows,
            in_cell: self.in_cell,
            in_heading: self.in_heading,
            escapes_colons: self.escapes_colons,
            breaks_addresses: self.breaks_addresses && !self.in_brackets,
            is_set_in: !self.prefixes.is_empty(),
            bracket: self.links.bracket(),
        };
        self.last = text.chars().next_back().unwrap_or(self.last);
        self.ends_with_address = follows.is_some() && ends_with_address(text);
        escape_text(self.out, text, place)
    }

    /// Sets whether colons from here on are escaped so as not to end a label.
    pub(crate) fn escape_colons(&mut self, escapes: bool) {
        self.escapes_colons = escapes;
    }

    /// Ends the line and starts the next one.
    pub(super) fn line_break(&mut self) -> fmt::Result {
        self.out.write_char('\n')?;
        self.last = '\n';
        for at in 0..self.prefixes.len() {
            match self.prefixes[at] {
                Prefix::Quote => self.out.write_str("> ")?,
                Prefix::Indent(width) => write!(self.out, "{:width$}", "")?,
            }
        }
        Ok(())
    }

    /// Leaves a blank line between blocks, without trailing spaces.
    pub(super) fn blank_line(&mut self) -> fmt::Result {
        let quotes = self
            .prefixes
            .iter()
            .rposition(|prefix| matches!(prefix, Prefix::Quote));
        self.out.write_char('\n')?;
        for at in 0..quotes.map_or(0, |last| last + 1) {
            match self.prefixes[at] {
                Prefix::Quote if Some(at) == quotes => self.out.write_char('>')?,
                Prefix::Quote => self.out.write_str("> ")?,
                Prefix::Indent(width) => write!(self.out, "{:width$}", "")?,
            }
        }
        self.line_break()
    }
}
