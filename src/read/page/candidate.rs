//! Candidates: brackets with numbers in the text, `[4]`, that may be markers of the list.
//!
//! A reader cannot decide this, because the list comes after the text. So the builder puts a placeholder in the text,
//! and the page records what is known of the candidate ([`Candidate`]) until the list is known.

use std::fmt;

use crate::model::{Inline, Target};
use crate::read::bracket::Escape;
use crate::read::place::Place;

/// The index of a candidate in its page, which a placeholder in the text refers to.
///
/// The model is public and has no inline for candidates. So until the markers are decided, a placeholder is a link with
/// a listed target that holds this index in place of a number. Only this type knows that.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct CandidateId(u32);

impl CandidateId {
    /// The id of the candidate with this index in its page.
    pub(crate) fn new(index: usize) -> Self {
        Self(u32::try_from(index).unwrap_or(u32::MAX))
    }

    /// Its index in its page.
    pub(crate) fn index(self) -> usize {
        self.0 as usize
    }

    /// The candidate that an inline is the placeholder of.
    pub(crate) fn of(inline: &Inline) -> Option<Self> {
        match inline {
            Inline::Link { target, .. } => Self::of_target(target),
            _ => None,
        }
    }

    /// The candidate that a target refers to.
    pub(crate) fn of_target(target: &Target) -> Option<Self> {
        match target {
            Target::Listed(index) => Some(Self(*index)),
            Target::Url(_) => None,
        }
    }

    /// Takes a placeholder apart: its candidate, and words and title of the link that it follows. Any other inline is
    /// returned as it is.
    pub(crate) fn take(inline: Inline) -> Result<(Self, Vec<Inline>, Option<String>), Inline> {
        match inline {
            Inline::Link {
                content,
                target: Target::Listed(index),
                title,
            } => Ok((Self(index), content, title)),
            other => Err(other),
        }
    }

    /// The target of the candidate's placeholder.
    pub(crate) fn target(self) -> Target {
        Target::Listed(self.0)
    }

    /// The candidate's placeholder, with the words of the link that it follows.
    pub(crate) fn inline(self, content: Vec<Inline>) -> Inline {
        Inline::listed(self.0, content)
    }
}

/// A bracket in the text that may be a marker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Candidate {
    pub(crate) sign: Sign,
    /// What its bracket holds besides the number of its sign. Boxed, since hardly any bracket holds more.
    pub(crate) more: Option<Box<More>>,
    /// Where it stands in the input.
    pub(crate) place: Place,
    pub(crate) escape: Escape,
    /// The link that it follows, if any. Boxed, since most candidates in a page full of brackets follow none.
    pub(crate) follows: Option<Box<Followed>>,
    /// Whether a link follows it.
    pub(crate) precedes: bool,
    /// Whether it is the whole of its paragraph.
    pub(crate) alone: bool,
}

impl Candidate {
    /// All numbers that it shows.
    pub(crate) fn numbers(&self) -> impl Iterator<Item = u32> {
        let more = self.more.iter().flat_map(|more| &more.numbers);
        std::iter::once(self.sign.number()).chain(more.copied())
    }

    /// The characters that it shows.
    pub(crate) fn shown(&self) -> String {
        match &self.more {
            Some(more) => more.shown.clone(),
            None => self.sign.to_string(),
        }
    }

    /// Where the link leads that the candidate follows.
    pub(crate) fn href(&self) -> Option<&str> {
        self.follows.as_ref()?.href.as_deref()
    }
}

/// What a bracket holds that is not just a number: `[1, 2]`, or `[ 1 ]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct More {
    pub(crate) shown: String,
    /// The numbers after the first.
    pub(crate) numbers: Vec<u32>,
}

/// What a candidate shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sign {
    /// `[4]` in the text.
    Text(u32),
    /// `<sup>[4]</sup>`.
    Raised(u32),
    /// Marked up as a marker by the page itself, as with the class `print-footnote`.
    Certain(u32),
    /// The number of a reference link, `[words][4]`: a marker only if the page's link definitions are its list.
    Reference(u32),
    /// The number of a link definition, `[4]: http://…`.
    Definition(u32),
}

impl Sign {
    /// The number shown.
    pub(crate) fn number(self) -> u32 {
        match self {
            Self::Text(number)
            | Self::Raised(number)
            | Self::Certain(number)
            | Self::Reference(number)
            | Self::Definition(number) => number,
        }
    }
}

/// Writes the characters shown.
impl fmt::Display for Sign {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(number)
            | Self::Raised(number)
            | Self::Certain(number)
            | Self::Definition(number) => write!(f, "[{number}]"),
            Self::Reference(_) => Ok(()),
        }
    }
}

/// The link that a candidate follows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Followed {
    /// Its address; `None` for underlined words, which the oldest exporters print in place of a link.
    pub(crate) href: Option<String>,
    /// The white space between link and candidate.
    pub(crate) gap: String,
}
