//! A parser of HTML in one pass, by the HTML standard's "Parsing HTML documents".
//!
//! It reports a page as events in the order of the tree: elements that start and end, and text. There is no tree, so
//! what would move a node that was already reported is not done: the parser gives up and says why ([`Bail`]), and the
//! page is read again by html5ever. Where html5ever and the standard differ, the parser does as html5ever
//! does, and says so; a test holds that both give the same tree.
//!
//! - `tokenizer.rs`: tags, comments and text ("Tokenization"); `doctype.rs`, `characters.rs`;
//! - `names.rs`: what is known of elements, as a table;
//! - `stack.rs`: open elements and scopes; `formatting.rs`: the list of active formatting elements;
//! - `modes/`: the insertion modes, and `foreign.rs`: SVG and MathML ("Tree construction").

mod characters;
mod doctype;
mod events;
mod foreign;
mod formatting;
mod modes;
mod names;
mod stack;
#[cfg(test)]
mod tests;
mod tokenizer;
mod tree;

pub(super) use doctype::sets_quirks;
pub(super) use events::{Attribute, Events, Namespace, Tag};
pub(super) use tokenizer::{TagToken, Token, Tokenizer};

use crate::limits::Limits;

/// Why a page is not read in one pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Bail {
    /// Something in a table belongs before it.
    FosterParenting,
    /// A formatting element ends inside of a block that it holds.
    AdoptionAgency,
    /// A frameset may take the place of the body.
    Frameset,
    /// A second `<html>` or `<body>` has attributes that would have been needed earlier.
    LateAttributes,
    /// More elements are open than the limits allow.
    Depth,
    /// More formatting elements are open than the limits allow, or their attributes are copied too often.
    Formatting,
    /// A tag has more attributes than the limits allow.
    Attributes,
}

/// Hands on the events of a page. Those that came before a [`Bail`] are worth nothing.
pub(super) fn parse(page: &str, limits: &Limits, events: &mut impl Events) -> Result<(), Bail> {
    tree::Tree::new(page, limits, events).run()
}
