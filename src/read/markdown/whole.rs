//! Keeps bare addresses in one piece.
//!
//! GFM takes an address before it looks for emphasis and code, so that `https://ex.org/__init__.py` has its underscores.
//! pulldown-cmark knows no bare addresses, so a backslash is put before such signs in them.

use std::ops::Range;

use memchr::memchr2_iter;
use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::bare::{address_at, bare_addresses};
use super::syntax::extensions;
use crate::read::patched::Edit;

/// The signs that start or end emphasis and code.
const SIGNS: [char; 4] = ['*', '_', '~', '`'];

/// The backslashes that keep the bare addresses of a text in one piece.
pub(super) fn whole_addresses(text: &str) -> Vec<Edit> {
    let has_signs = |place: Range<usize>| text[place].contains(SIGNS);
    let mut all = bare_addresses(text, &[]).into_iter();
    if !all.any(|bare| has_signs(bare.place)) {
        return Vec::new();
    }
    let mut edits = Vec::new();
    // How many links, images and blocks of code are open.
    let mut closed_off = 0;
    let mut end = text.len();
    let mut done = 0;
    for (event, range) in Parser::new_ext(text, extensions()).into_offset_iter() {
        match event {
            Event::Start(Tag::Link { .. } | Tag::Image { .. } | Tag::CodeBlock(_)) => {
                closed_off += 1;
            }
            Event::End(TagEnd::Link | TagEnd::Image | TagEnd::CodeBlock) => closed_off -= 1,
            Event::Start(Tag::TableCell) => end = range.end,
            Event::End(TagEnd::TableCell) => end = text.len(),
            Event::Text(_) if closed_off == 0 => {
                for at in memchr2_iter(b':', b'.', &text.as_bytes()[range.clone()]) {
                    let at = range.start + at;
                    let found = (at >= done).then(|| address_at(&text[..end], done, at));
                    if let Some(bare) = found.flatten() {
                        done = bare.place.end;
                        escape(text, bare.place, &mut edits);
                    }
                }
            }
            _ => {}
        }
    }
    edits
}

/// Puts a backslash before each sign in an address that has none yet, up to a note that follows it.
fn escape(text: &str, place: Range<usize>, edits: &mut Vec<Edit>) {
    let address = &text[place.clone()];
    let address = &address[..address.find("[^").unwrap_or(address.len())];
    let mut is_escaped = false;
    for (at, c) in address.char_indices() {
        if SIGNS.contains(&c) && !is_escaped {
            let at = place.start + at;
            edits.push((at..at, "\\".into()));
        }
        is_escaped = c == '\\' && !is_escaped;
    }
}
