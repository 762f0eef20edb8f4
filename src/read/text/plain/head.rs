//! The head of a printed page: the line with the site may stand right below the text of its logo.

use super::line::Line;
use crate::label::Vocabulary;
use crate::model::Inline;
use crate::read::sheet::site_in;

/// How far from the start the line with the site may stand.
const HEAD_LINES: usize = 4;

/// Splits the lines of a page before the line with its site, if that goes on with a paragraph.
pub(super) fn split<'b, 'a>(
    lines: &'b [Line<'a>],
    words: &Vocabulary,
) -> (&'b [Line<'a>], &'b [Line<'a>]) {
    let is_site = |line: &Line<'_>| {
        !line.is_blank() && site_in(&[Inline::text(line.text)], words, false).is_some()
    };
    let site = lines.iter().take(HEAD_LINES).position(is_site).unwrap_or(0);
    lines.split_at(site)
}
