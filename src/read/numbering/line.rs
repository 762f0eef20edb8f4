//! The input of the engine: a page as lines, whatever its format.

use std::borrow::Cow;

use crate::grammar::entry::entry;
use crate::grammar::space::trim_start;
use crate::grammar::url::starts_as_url;
use crate::read::bracket::Escape;
use crate::read::place::Place;

/// A page as lines, none of them blank.
#[derive(Debug, Default)]
pub(crate) struct PageLines<'a> {
    pub(crate) lines: Vec<Line<'a>>,
    /// The numbers in brackets, by line.
    pub(crate) marks: Vec<BracketedNumber>,
    /// Whether the page has markup. Then no URL is broken across lines, and a quotation is a block of its own, which is
    /// never the footer.
    pub(crate) has_markup: bool,
}

/// A number in brackets.
#[derive(Clone, Copy, Debug)]
pub(crate) struct BracketedNumber {
    pub(crate) line: usize,
    pub(crate) number: u32,
    /// The reader's own id for it.
    pub(crate) id: usize,
}

/// A line of a page.
#[derive(Clone, Debug)]
pub(crate) struct Line<'a> {
    /// Its words, without white space around them.
    pub(crate) text: Cow<'a, str>,
    pub(crate) kind: LineKind,
    pub(crate) parting: Parting,
    /// The number at its start, as entries have one. Boxed, since few lines have a number.
    pub(crate) number: Option<Box<Number>>,
    /// How deep it is quoted.
    pub(crate) quotes: usize,
    /// Columns of white space before it.
    pub(crate) indent: usize,
    /// Whether it was full: not one more character fitted.
    pub(crate) is_full: bool,
    /// Whether it stands out as a source line does: it has strong text, or the line above ended on purpose.
    pub(crate) is_apart: bool,
    /// Whether its date is emphasized, if the format shows that.
    pub(crate) emphasis: Option<bool>,
    /// Whether it only quotes a label, as code does, or stands in a list.
    pub(crate) quotes_label: bool,
    /// Where its last link or strong text starts. If the line has a URL, it is there.
    pub(crate) last_piece: Option<usize>,
    /// Where its last link with its own URL as words ends.
    pub(crate) bare_link: Option<usize>,
}

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LineKind {
    Text,
    Heading,
    Rule,
    /// A block that is not text, or a line that can only be prose.
    Other,
}

/// What separates a line from the one above, weakest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Parting {
    /// The line above was wrapped, and this one continues it.
    Wrapped,
    /// The line above ended on purpose.
    Line,
    /// A blank line, or the end of a block.
    Block,
    /// The end of a page.
    PageBreak,
}

/// The number at the start of an entry.
#[derive(Clone, Debug)]
pub(crate) struct Number {
    pub(crate) number: u32,
    /// How many bytes of the line it takes, with the space after it.
    pub(crate) length: usize,
    pub(crate) escape: Escape,
    pub(crate) place: Option<Place>,
    /// Where the number comes from.
    pub(crate) style: NumberStyle,
}

/// Where the number of an entry comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NumberStyle {
    /// It is printed: `[1] …`.
    Printed,
    /// A link definition of Markdown: `[1]: …`.
    Definition,
    /// It is the number of an item of an ordered list.
    Item,
    /// It is printed with a dot, `1. …`, as those of ordered lists are, and has an address.
    Dot,
}

impl<'a> Line<'a> {
    /// A line of words and nothing else.
    pub(crate) fn new(text: impl Into<Cow<'a, str>>, kind: LineKind, parting: Parting) -> Self {
        Self {
            text: text.into(),
            kind,
            parting,
            number: None,
            quotes: 0,
            indent: 0,
            is_full: false,
            is_apart: false,
            emphasis: None,
            quotes_label: false,
            last_piece: None,
            bare_link: None,
        }
    }

    /// Whether it is in the same paragraph as the line above.
    pub(super) fn is_directly_below(&self) -> bool {
        self.parting < Parting::Block
    }

    /// Whether it ends with a URL whose end the markup shows, so that the next line cannot continue it.
    pub(super) fn ends_with_whole_url(&self) -> bool {
        self.bare_link == Some(self.text.len())
    }

    pub(super) fn is_one_word(&self) -> bool {
        !self.text.contains(' ')
    }

    /// The words of an entry, after its number.
    pub(super) fn words_of_entry(&self) -> &str {
        let length = self.number.as_ref().map_or(0, |number| number.length);
        self.text.get(length..).unwrap_or_default()
    }

    /// Whether it is an entry that starts with a URL.
    pub(super) fn is_url_entry(&self) -> bool {
        self.number.is_some() && starts_as_url(trim_start(self.words_of_entry()))
    }
}

/// The number that a line starts with, if it can be an entry's, and how many bytes it takes with the space after it:
/// `[1] words`, `[1]` alone, `[1]: words`, and right before a URL.
pub(crate) fn number_at_start(text: &str) -> Option<(u32, usize)> {
    let (rest, number) = entry(trim_start(text)).ok()?;
    let length = text.len() - rest.len();
    let bare = trim_start(rest);
    let gap = bare.len() < rest.len() || text[..length].ends_with(' ');
    let is_entry = gap || rest.is_empty() || rest.starts_with(':') || starts_as_url(bare);
    is_entry.then_some((number, length))
}
