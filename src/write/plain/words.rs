//! Converts inlines to words, with the numbers and URLs of their links.

use std::borrow::Cow;
use std::fmt::Write as _;

use memchr::memchr2;

use crate::grammar::url::is_same_place;
use crate::model::url_scheme::is_script;
use crate::model::{Block, Inline, Row, Target, block_text, checkbox_character};
use crate::write::grid::{Grid, GridRow, Placed, grids};

/// The head and body rows of a table, each cell as a line of words, with empty cells so that each is below its
/// header. Rows without words are dropped.
pub(super) fn rows_of_words(head: &[Row], body: &[Row]) -> (Vec<Vec<String>>, Vec<Vec<String>>) {
    let (head, body, _) = grids(head, body);
    let rows = |grid: &Grid<'_>| {
        let rows = grid.rows.iter().map(row_of_words);
        rows.filter(|row| row.iter().any(|cell| !cell.is_empty()))
            .collect()
    };
    (rows(&head), rows(&body))
}

fn row_of_words(row: &GridRow<'_>) -> Vec<String> {
    let mut cells = Vec::with_capacity(row.cells.len());
    for Placed { cell, column, .. } in &row.cells {
        cells.resize(cells.len().max(*column), String::new());
        let lines: Vec<String> = cell.content.iter().map(words_of_block).collect();
        cells.push(lines.join(" ").replace('\n', " "));
    }
    cells
}

fn words_of_block(block: &Block) -> String {
    let blocks: Vec<&Block> = match block {
        Block::Paragraph { content } | Block::Heading { content, .. } => return words(content),
        Block::List { items, .. } => items.iter().flatten().collect(),
        Block::Quote { content } => content.iter().collect(),
        other => return block_text(std::slice::from_ref(other)),
    };
    let lines: Vec<String> = blocks.into_iter().map(words_of_block).collect();
    lines.join(" ")
}

/// Words without line ends; in normal form there are none.
pub(super) fn on_one_line(words: &str) -> Cow<'_, str> {
    match memchr2(b'\n', b'\r', words.as_bytes()) {
        None => Cow::Borrowed(words),
        Some(_) => Cow::Owned(words.replace("\r\n", " ").replace(['\n', '\r'], " ")),
    }
}

/// The words of a line, with the numbers of their links.
pub(super) fn words(content: &[Inline]) -> String {
    let mut words = String::new();
    push_lines(content, &mut words);
    words
}

/// Pushes words in which only line breaks of the model end a line.
pub(super) fn push_lines(content: &[Inline], words: &mut String) {
    let start = words.len();
    push_words(content, words, String::push_str);
    if memchr2(b'\n', b'\r', &words.as_bytes()[start..]).is_some() {
        // The line ends may come from text, where they do not end a line. Few texts have any.
        words.truncate(start);
        let push = |words: &mut String, text: &str| words.push_str(&on_one_line(text));
        push_words(content, words, push);
    }
}

/// Pushes words, using `push` for each text.
fn push_words(content: &[Inline], words: &mut String, push: impl Fn(&mut String, &str) + Copy) {
    for inline in content {
        match inline {
            Inline::Text { text } | Inline::Code { text } => push(words, text),
            Inline::Break {} => words.push('\n'),
            Inline::Image { alt, .. } => push(words, alt),
            Inline::Checkbox { checked } => words.push_str(checkbox_character(*checked)),
            Inline::Link {
                content, target, ..
            } => {
                let start = words.len();
                push_words(content, words, push);
                let is_picture = words.len() == start && !content.is_empty();
                if !is_picture || matches!(target, Target::Listed(_)) {
                    push_target(target, words, start);
                }
            }
            other => push_words(other.content().unwrap_or_default(), words, push),
        }
    }
}

/// Pushes the number or URL of a link whose words start at `start`.
fn push_target(target: &Target, words: &mut String, start: usize) {
    match target {
        Target::Listed(number) => {
            if !words.is_empty() && !words.ends_with([' ', '\n']) {
                words.push(' ');
            }
            // Writing to a string does not fail.
            let _ = write!(words, "[{number}]");
        }
        Target::Url(url) if words.len() == start => words.push_str(url),
        Target::Url(url) => {
            let shown = &words[start..];
            let shows = is_same_place(shown, url) || url.strip_prefix("mailto:") == Some(shown);
            let stays_on_page = url.is_empty() || url.starts_with('#');
            if !stays_on_page && !shows && !is_script(url) {
                words.push_str(&format!(" ({url})"));
            }
        }
    }
}
