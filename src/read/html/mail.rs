//! Mail in the pages of an archive: text in `<pre>`, with markers and a list of its own, and no code.

use std::ops::Range;

use crate::bytes;
use crate::read::Options;
use crate::read::page::Builder;
use crate::read::plain;
use crate::read::tags::{Piece, Pieces};

/// The mail of a page while it is read.
#[derive(Debug, Default)]
pub(super) struct Mail {
    text: String,
    /// Where it starts in the page, while it is open.
    start: Option<usize>,
}

impl Mail {
    /// The mail that a page is there to show, if it is: its only preformatted text has a list of links, as plain text
    /// has them, and nothing else in the page is as long as prose.
    pub(super) fn of(page: &str, options: &Options) -> Option<Self> {
        let place = only_preformatted(page)?;
        let inside = &page[place.clone()];
        let may_have_list =
            inside.contains("://") && bytes::any(inside.as_bytes(), |byte| byte == b'[');
        if !may_have_list || has_prose_outside(page, &place) {
            return None;
        }
        let mut text = String::with_capacity(inside.len());
        for (_, piece) in Pieces::new(inside) {
            match piece {
                Piece::Text(shown) => text.push_str(&htmlize::unescape(shown)),
                Piece::Start(tag) if tag.name.eq_ignore_ascii_case("code") => return None,
                _ => {}
            }
        }
        plain::is_prose_with_list(&text, options).then(Self::default)
    }

    pub(super) fn begin(&mut self, start: usize) {
        self.start = Some(start);
    }

    pub(super) fn is_open(&self) -> bool {
        self.start.is_some()
    }

    pub(super) fn push(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Reads the text of the mail into the page where it ends.
    pub(super) fn end(&mut self, builder: &mut Builder, options: &Options) {
        let text = std::mem::take(&mut self.text);
        let start = self.start.take().unwrap_or_default();
        plain::read_into(builder, &text, start, options);
    }
}

/// What stands in the only `<pre>` of a page.
fn only_preformatted(page: &str) -> Option<Range<usize>> {
    let find = |name: &'static [u8]| memchr::memmem::find_iter(page.as_bytes(), name);
    let mut starts = find(b"<pre").chain(find(b"<PRE"));
    let (tag, None) = (starts.next()?, starts.next()) else {
        return None;
    };
    let start = tag + page[tag..].find('>')? + 1;
    // Attributes say what is shown in it, as `<code>` does.
    let is_bare = page[tag..start].len() == "<pre>".len();
    let mut ends = find(b"</pre").chain(find(b"</PRE"));
    let end = ends.next().unwrap_or(page.len());
    (is_bare && start <= end).then_some(start..end)
}

/// Whether text outside of a place is as long as prose is: there the place only shows an example.
fn has_prose_outside(page: &str, place: &Range<usize>) -> bool {
    /// How long names, dates and the words of links may be.
    const WORDS: usize = 150;
    Pieces::new(page).any(|(range, piece)| {
        let is_outside = range.end <= place.start || range.start >= place.end;
        matches!(piece, Piece::Text(text) if is_outside && text.trim_ascii().len() > WORDS)
    })
}
