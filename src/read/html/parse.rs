//! Choosing the parser: our own if it can report the page in one pass, html5ever otherwise.

use super::html5ever::{self, LeftOut};
use super::parser::{self, Events};
use super::xhtml::Xhtml;
use crate::limits::Limits;

/// Parses a page and hands its events to a receiver. If our own parser gives up, html5ever parses the page again from
/// the start with a fresh receiver from `new`. XHTML goes to html5ever at once. Also returns what the limits left out.
pub(super) fn parse<E: Events>(page: &str, limits: &Limits, new: impl Fn() -> E) -> (E, LeftOut) {
    let is_html = Xhtml::of(page) == Xhtml::default();
    let mut events = new();
    if is_html && parser::parse(page, limits, &mut events).is_ok() {
        return (events, LeftOut::default());
    }
    // Free the memory of the first attempt before the second one needs its own.
    drop(events);
    let mut events = new();
    let left_out = html5ever::parse(page, limits, &mut events);
    (events, left_out)
}
