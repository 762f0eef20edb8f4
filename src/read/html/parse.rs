//! The events of a page, from the parser that can report them.

use super::html5ever::{self, LeftOut};
use super::parser::{self, Events};
use super::xhtml::Xhtml;
use crate::limits::Limits;

/// Hands the events of a page to what `new` makes: in one pass where nothing in the page moves, else by html5ever,
/// from the start again. Says what the limits left out.
pub(super) fn parse<E: Events>(page: &str, limits: &Limits, new: impl Fn() -> E) -> (E, LeftOut) {
    let is_html = Xhtml::of(page) == Xhtml::default();
    let mut events = new();
    if is_html && parser::parse(page, limits, &mut events).is_ok() {
        return (events, LeftOut::default());
    }
    // What the first attempt has taken is freed before the second needs room.
    drop(events);
    let mut events = new();
    let left_out = html5ever::parse(page, limits, &mut events);
    (events, left_out)
}
