//! The engine: the one place that joins numbers in a text with a list.
//!
//! It sees a page as lines ([`PageLines`]), whatever its format, and returns [`Section`]s: the articles of the page,
//! each with its list, its source line, and the [`Role`] of each of its lines. Both come from one set of rules with
//! weights, so that the same page gives the same links in every format.
//!
//! 1. [`source`] finds source lines, [`run`] lines that start with numbers, one after the other;
//! 2. [`list`] weighs the [`evidence`] that a run is the list of an article;
//! 3. [`section`] cuts the page into articles, each of which ends with its footer;
//! 4. [`choose`] decides which numbers in the text are markers of that list.
//!
//! Nothing here knows HTML or Markdown.

mod choose;
mod entries;
mod evidence;
mod finder;
mod join;
mod line;
mod list;
mod reply;
mod run;
mod section;
mod source;

pub(crate) use choose::{Contender, choose, entries_of};
pub(crate) use entries::{Entry, List};
pub(crate) use evidence::Dress;
pub(crate) use join::ends_in_url;
pub(crate) use line::{
    BracketedNumber, Line, LineKind, Number, NumberStyle, PageLines, Parting, number_at_start,
};
pub(crate) use section::{LookAlike, Role, Section, sections};
pub(crate) use source::FoundSource;

use finder::Finder;

use crate::label::Vocabulary;

/// The list in lines that the page marks up as its list. The first of them starts with a number.
pub(crate) fn list_of_part(page: &PageLines<'_>, from: usize, vocabulary: &Vocabulary) -> List {
    let finder = Finder {
        page,
        lines: &page.lines,
        vocabulary,
        sources: Vec::new(),
    };
    run::list_of_part(&page.lines[from..], &finder)
}

/// The first source line among these lines.
pub(crate) fn source_within(
    page: &PageLines<'_>,
    vocabulary: &Vocabulary,
) -> Option<(std::ops::Range<usize>, FoundSource)> {
    let sources = Finder::new(page, vocabulary).sources;
    let sure = sources.into_iter().find(|source| source.is_sure)?;
    Some((sure.lines, sure.found))
}
