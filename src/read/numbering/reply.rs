//! Mail that answers other mail: the numbers in what it quotes are not its own.

use super::line::{Line, PageLines};
use crate::label::announces_quotation;

/// Whether a page is a mail that quotes the one it answers: it starts with that, or with a line that says whose it is.
pub(super) fn is_reply(page: &PageLines<'_>) -> bool {
    let is_quoted = |line: &Line<'_>| line.quotes > 0;
    let Some(first) = page.lines.iter().position(is_quoted) else {
        return false;
    };
    let names_author = |line: &Line<'_>| announces_quotation(&line.text);
    let above = first.checked_sub(1).map(|above| &page.lines[above]);
    !page.has_markup && above.is_none_or(names_author)
}
