//! Mail that answers other mail: the numbers in what it quotes are not its own.

use super::line::{Line, PageLines};

/// Whether a page is a mail that quotes the one it answers: it starts with that, or with a line that says whose it is.
pub(super) fn is_reply(page: &PageLines<'_>) -> bool {
    const WROTE: [&str; 12] = [
        "wrote",
        "writes",
        "schrieb",
        "écrit",
        "escribió",
        "scritto",
        "escreveu",
        "schreef",
        "skrev",
        "kirjoitti",
        "napisał",
        "писал",
    ];
    let is_quoted = |line: &Line<'_>| line.quotes > 0;
    let Some(first) = page.lines.iter().position(is_quoted) else {
        return false;
    };
    let names_author = |line: &Line<'_>| {
        let text = line.text.trim_end_matches([':', '：', ' ', '\u{a0}']);
        text.len() < line.text.len()
            && (text.contains('@') || WROTE.iter().any(|wrote| text.contains(wrote)))
    };
    let above = first.checked_sub(1).map(|above| &page.lines[above]);
    !page.has_markup && above.is_none_or(names_author)
}
