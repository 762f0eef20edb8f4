//! Candidates: what in the text may be a marker of the list.

use std::fmt;

use crate::model::{Inline, Target};
use crate::read::bracket::Escape;
use crate::read::place::Place;

/// Something in the text that may be a marker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Candidate {
    pub(crate) sign: Sign,
    /// What its bracket holds besides the number of its sign. Boxed, since hardly any holds more.
    pub(crate) more: Option<Box<More>>,
    /// Where it stands in the input.
    pub(crate) place: Place,
    pub(crate) escape: Escape,
    /// The link it follows, if any.
    /// Boxed, since most candidates of a page full of brackets follow none.
    pub(crate) follows: Option<Box<Followed>>,
    /// Whether a link follows it.
    pub(crate) precedes: bool,
    /// Whether it is a paragraph by itself.
    pub(crate) alone: bool,
}

impl Candidate {
    /// All numbers that it shows.
    pub(crate) fn numbers(&self) -> impl Iterator<Item = u32> {
        let more = self.more.iter().flat_map(|more| &more.numbers);
        self.sign.number().into_iter().chain(more.copied())
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
    /// The numbers behind the first.
    pub(crate) numbers: Vec<u32>,
}

/// What a candidate shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sign {
    /// `[4]` in the text.
    Text(u32),
    /// `<sup>[4]</sup>`.
    Raised(u32),
    /// A marker by the page's own word, like a `print-footnote`.
    Certain(u32),
    /// The number of a reference link, `[words][4]`: no marker unless its definitions are the list.
    Reference(u32),
    /// That of a link definition, `[4]: http://…`.
    Definition(u32),
    /// An escaped colon: no marker, but no end of a label either.
    Colon,
    /// An escaped space: no marker, but its paragraph is text, whatever it looks like.
    Space,
}

impl Sign {
    /// Whether it is no marker at all, but says what the text around it is not.
    pub(crate) fn is_escape(self) -> bool {
        matches!(self, Self::Colon | Self::Space)
    }

    /// The number shown.
    pub(crate) fn number(self) -> Option<u32> {
        match self {
            Self::Text(number)
            | Self::Raised(number)
            | Self::Certain(number)
            | Self::Reference(number)
            | Self::Definition(number) => Some(number),
            Self::Colon | Self::Space => None,
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
            Self::Colon => f.write_str(":"),
            Self::Space => f.write_str(" "),
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

/// The candidate that an inline stands for.
pub(crate) fn candidate_of(inline: &Inline) -> Option<usize> {
    match inline {
        Inline::Link {
            target: Target::Listed(index),
            ..
        } => Some(*index as usize),
        _ => None,
    }
}
