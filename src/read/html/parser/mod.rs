//! An HTML parser that works in one pass, by the HTML standard's "Parsing HTML documents".
//!
//! It reports a page as events in tree order: elements that start and end, and text. It builds no tree, so it cannot
//! move a node that it has reported. Where the standard moves one, the parser gives up and says why ([`Bail`]), and
//! html5ever parses the page again. Where html5ever deviates from the standard, the parser follows html5ever, and a
//! comment says so; tests check that both give the same tree.
//!
//! Names in quotation marks are those of the standard.
//!
//! - `events.rs`: the events;
//! - `tokenizer.rs`: tags, comments and text ("Tokenization"), with `characters.rs` for line ends, NUL and character
//!   references, and `doctype.rs` for quirks mode;
//! - `tree.rs`: the main loop, and what insertion modes share ("Tree construction");
//! - `modes/`: the insertion modes; `foreign.rs`: SVG and MathML;
//! - `stack.rs`: the open elements and scopes; `formatting.rs`: the list of active formatting elements;
//! - `names.rs`: element names and their categories, as a table.

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

/// Why a page cannot be parsed in one pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Bail {
    /// Content of a table has to move before it.
    FosterParenting,
    /// A formatting element ends inside a block that it contains.
    AdoptionAgency,
    /// A frameset may replace the body.
    Frameset,
    /// A second `<html>` or `<body>` tag has attributes that were needed earlier.
    LateAttributes,
    /// More elements are open than the limits allow.
    Depth,
    /// More formatting elements are active than the limits allow, or their attributes are copied too often.
    Formatting,
    /// A tag has more attributes than the limits allow.
    Attributes,
}

/// Parses a page and passes its events on. Events that were passed on before a [`Bail`] must be discarded.
pub(super) fn parse(page: &str, limits: &Limits, events: &mut impl Events) -> Result<(), Bail> {
    tree::Tree::new(page, limits, events).run()
}
