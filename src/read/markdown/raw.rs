//! Raw HTML in Markdown: a tag means what it means on an HTML page.
//!
//! Tags pair only within one container of Markdown, so an end tag in a list item cannot close what was opened
//! outside. A paragraph is none: it stands in a container like the raw tags around it.

use std::ops::Range;

use super::reader::Reader;
use crate::read::bracket::{Bracket, Escape};
use crate::read::page::{Attributes, Level, is_void, open_element};
use crate::read::tags::{Piece, Pieces, Tag};

/// How many open tags are searched for the one that an end tag closes: as many as may be open on an HTML page.
const LOOK_BACK: usize = 512;

/// An open raw tag.
pub(super) struct RawTag {
    name: String,
    level: Option<Level>,
}

/// The attributes of a tag, with names in lowercase and values unescaped.
struct TagAttributes(Vec<(String, String)>);

impl TagAttributes {
    fn of(tag: &Tag<'_>) -> Self {
        let read = |(name, value): (&str, &str)| {
            let value = htmlize::unescape_attribute(value).into_owned();
            (name.to_ascii_lowercase(), value)
        };
        Self(tag.attributes().map(read).collect())
    }
}

impl Attributes for TagAttributes {
    fn get(&self, name: &str) -> Option<&str> {
        let found = self.0.iter().find(|(found, _)| found == name);
        found.map(|(_, value)| value.as_str())
    }
}

impl Reader<'_> {
    /// Reads raw HTML.
    pub(super) fn markup(&mut self, html: &str, range: &Range<usize>) {
        self.builder.at(self.place(range));
        for (_, piece) in Pieces::new(html) {
            match piece {
                Piece::Text(text) => self.raw_text(&htmlize::unescape(text), range.start),
                Piece::Verbatim(text) => self.raw_text(text, range.start),
                Piece::Start(tag) => self.open_tag(&tag),
                Piece::End(tag) => self.close_tag(&tag.name.to_ascii_lowercase()),
                Piece::Comment => {}
            }
        }
    }

    fn open_tag(&mut self, tag: &Tag<'_>) {
        let name = tag.name.to_ascii_lowercase();
        let attributes = TagAttributes::of(tag);
        self.close_implied(&name);
        let level = open_element(&mut self.builder, &name, &attributes, self.classes);
        if !is_void(&name) {
            self.tags.push(RawTag { name, level });
        } else if let Some(level) = level {
            self.builder.close(level);
        }
    }

    /// Adds text between the raw tags of a block, where white space has no meaning.
    fn raw_text(&mut self, text: &str, start: usize) {
        let brackets: Vec<_> = memchr::memchr_iter(b'[', text.as_bytes())
            .map(|at| Bracket {
                at,
                source: self.bracket_place(start),
                escape: Escape::None,
            })
            .collect();
        if self.builder.is_preformatted() {
            self.builder.text(text, brackets);
        } else {
            self.builder.text(&text.replace('\n', " "), brackets);
        }
    }

    /// The index of the first open tag that may be closed: one of the same container, within [`LOOK_BACK`].
    fn floor(&self) -> usize {
        let floor = self.open.last().map_or(0, |container| container.floor);
        floor.max(self.tags.len().saturating_sub(LOOK_BACK))
    }

    /// Closes the last open tag of this name in the container, if there is one.
    fn close_tag(&mut self, name: &str) {
        let floor = self.floor();
        let found = self.tags[floor..].iter().rposition(|tag| tag.name == name);
        if let Some(at) = found {
            self.close_from(floor + at);
        }
    }

    /// Closes the elements whose end tag is implied by the start of this one.
    fn close_implied(&mut self, name: &str) {
        let Some((ended, around)) = implied_ends(name) else {
            return;
        };
        let floor = self.floor();
        let inside = self.tags[floor..]
            .iter()
            .rposition(|tag| around.contains(&tag.name.as_str()))
            .map_or(floor, |at| floor + at + 1);
        let found = self.tags[inside..]
            .iter()
            .position(|tag| ended.contains(&tag.name.as_str()));
        if let Some(at) = found {
            self.close_from(inside + at);
        }
    }

    /// Closes the open tag at an index and all inside it.
    fn close_from(&mut self, at: usize) {
        if let Some(level) = self.tags[at..].iter().find_map(|tag| tag.level) {
            self.builder.close(level);
        }
        self.tags.truncate(at);
        if let Some(container) = self.open.last_mut() {
            // It may have ended with the tags around it.
            container.tags = container.tags.min(at);
            container.level = container.level.min(self.builder.level());
        }
    }
}

/// The elements that the start of an element closes, and those that limit how far out.
fn implied_ends(name: &str) -> Option<(&'static [&'static str], &'static [&'static str])> {
    const ROWS: [&str; 3] = ["tr", "td", "th"];
    const PARTS: [&str; 6] = ["thead", "tbody", "tfoot", "tr", "td", "th"];
    Some(match name {
        "li" => (&["li"], &["ul", "ol", "menu", "dir"]),
        "dt" | "dd" => (&["dt", "dd"], &["dl"]),
        "td" | "th" => (&["td", "th"], &["tr", "table"]),
        "tr" => (&ROWS, &["table"]),
        "thead" | "tbody" | "tfoot" => (&PARTS, &["table"]),
        "p" => (&["p"], &["div", "td", "th", "li", "dd", "blockquote"]),
        _ => return None,
    })
}
