//! What was odd in an input that was read all the same.

use std::fmt;
use std::ops::Range;

#[cfg(feature = "serde")]
use serde::{Deserialize, Serialize};

/// A soft problem, with its place.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(Serialize, Deserialize))]
pub struct Warning {
    /// Which problem.
    pub kind: WarningKind,
    /// The problem in words, with what was found.
    pub message: String,
    /// Where it is; `None` when it has no single place.
    pub span: Option<Span>,
}

/// The kinds of soft problems.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(Serialize, Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum WarningKind {
    /// A marker whose number the list does not have. It stays text.
    DanglingMarker,
    /// Markers without any list. The table is rebuilt from the links themselves.
    NoList,
    /// A number stands twice in the list. The first entry counts; what the other says is text of the footer.
    DuplicateNumber,
    /// The list skips a number.
    MissingNumber,
    /// An entry of the list that no marker leads to.
    UnreferencedEntry,
    /// A link leads elsewhere than its entry of the list. The list counts.
    HrefDisagrees,
    /// The list and the markers are numbered differently. Links lead where their own address says.
    RenumberedList,
    /// The page has no source line.
    NoSource,
    /// A date could be read in two ways. The moment stays open.
    AmbiguousDate,
    /// What looks like a list of an exporter is none, or its numbers are those of another program. The
    /// message says which.
    LookAlike,
    /// The document has several articles, and the first one was asked for.
    SeveralArticles,
    /// The input has something that an article has no place for. The message says what, and what became of it.
    Unsupported,
    /// The input breaks the rules of its format. The message says where, and what became of it.
    Malformed,
    /// Nesting beyond one of the [`Limits`](crate::read::Limits) was flattened.
    TooDeep,
    /// The input has nothing to read.
    Empty,
    /// A kind that this version of the library does not know, in a JSON document of a later one. The message is the
    /// document's.
    #[cfg_attr(feature = "serde", serde(other))]
    Other,
}

/// A place in the decoded UTF-8 input.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(Serialize, Deserialize))]
pub struct Span {
    /// First byte, from 0.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
    /// Line of the first byte, from 1.
    pub line: usize,
    /// Column of the first byte, in characters, from 1.
    pub column: usize,
}

impl WarningKind {
    /// The kind's name in the JSON document, `dangling_marker`.
    ///
    /// ```
    /// assert_eq!(liens::WarningKind::NoSource.name(), "no_source");
    /// ```
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::DanglingMarker => "dangling_marker",
            Self::NoList => "no_list",
            Self::DuplicateNumber => "duplicate_number",
            Self::MissingNumber => "missing_number",
            Self::UnreferencedEntry => "unreferenced_entry",
            Self::HrefDisagrees => "href_disagrees",
            Self::RenumberedList => "renumbered_list",
            Self::NoSource => "no_source",
            Self::AmbiguousDate => "ambiguous_date",
            Self::LookAlike => "look_alike",
            Self::SeveralArticles => "several_articles",
            Self::Unsupported => "unsupported",
            Self::Malformed => "malformed",
            Self::TooDeep => "too_deep",
            Self::Empty => "empty",
            Self::Other => "other",
        }
    }
}

impl Span {
    /// The bytes of the place, to cut it out of the input.
    ///
    /// ```
    /// # #[cfg(feature = "text")] {
    /// let page = "See [the report](#) [1] and [the map](#) [2].\n\n### Links\n\n[1] <https://example.org/r>\n";
    /// let reading = liens::read::text(page, &liens::read::Options::default())?;
    /// let span = reading.warnings[0].span.expect("a place");
    /// assert_eq!(&page[span.range()], "[2]");
    /// # }
    /// # Ok::<(), liens::Error>(())
    /// ```
    #[must_use]
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }
}

/// Prints the [name](WarningKind::name).
impl fmt::Display for WarningKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.span {
            Some(span) => write!(
                f,
                "line {}, column {}: {}",
                span.line, span.column, self.message
            ),
            None => f.write_str(&self.message),
        }
    }
}

/// Finds lines and columns of byte offsets; offsets must come in ascending order to stay linear.
pub(crate) struct Places<'a> {
    input: &'a str,
    /// Where the count has come to: offset, its line, and how many characters of that line stand before it.
    at: usize,
    line: usize,
    passed: usize,
}

impl<'a> Places<'a> {
    pub(crate) fn new(input: &'a str) -> Self {
        Self {
            input,
            at: 0,
            line: 1,
            passed: 0,
        }
    }

    /// The span of a byte range that lies on character boundaries.
    pub(crate) fn span(&mut self, range: &Range<usize>) -> Span {
        if range.start < self.at {
            *self = Self::new(self.input);
        }
        let mut passed = &self.input[self.at..range.start];
        for newline in memchr::memchr_iter(b'\n', passed.as_bytes()) {
            self.line += 1;
            self.passed = 0;
            passed = &self.input[self.at + newline + 1..range.start];
        }
        self.passed += passed.chars().count();
        self.at = range.start;
        Span {
            start: range.start,
            end: range.end,
            line: self.line,
            column: self.passed + 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_count_lines_from_bytes_and_columns_in_characters() {
        let mut places = Places::new("été\nà [4]\n");
        let span = places.span(&(9..12));
        assert_eq!((span.line, span.column), (2, 3));
        let same = places.span(&(11..12));
        assert_eq!((same.line, same.column), (2, 5));
        let back = places.span(&(0..1));
        assert_eq!((back.line, back.column), (1, 1));
    }
}
