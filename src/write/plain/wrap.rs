//! Wraps paragraphs into lines, broken so that readers join them again.

use std::fmt;
use std::ops::Range;

use memchr::{memchr_iter, memrchr_iter};

use super::Page;
use crate::grammar::script::{columns, fitting, has_unspaced, is_unspaced};

/// The smallest width that is used.
const NARROWEST: usize = 20;

impl<W: fmt::Write + ?Sized> Page<'_, W> {
    /// Writes a paragraph. Two trailing spaces mark a line that ends on purpose.
    pub(super) fn paragraph(&mut self, text: &str) -> fmt::Result {
        self.next()?;
        // Quote prefixes do not count towards the width, as in mail.
        let quotes = self.prefix.matches('>').count() * "> ".len();
        let indent = self.prefix.len() - quotes;
        let room = self
            .width
            .map(|width| width.saturating_sub(indent).max(NARROWEST));
        let mut lines = text.split('\n').peekable();
        while let Some(line) = lines.next() {
            let end = if lines.peek().is_some() { "  " } else { "" };
            match room {
                None => self.line_ending(line.strip_prefix(' ').unwrap_or(line), end)?,
                Some(room) if has_unspaced(line) => self.wrapped_anywhere(line, room, end)?,
                Some(room) => self.wrapped(line, room, end)?,
            }
        }
        Ok(())
    }

    /// Writes words in lines, broken at spaces.
    fn wrapped(&mut self, text: &str, room: usize, end: &str) -> fmt::Result {
        let mut rest = text.trim_start_matches(' ');
        while let Some(space) = end_of_line(rest, room) {
            self.line(&rest[..space])?;
            rest = &rest[space + 1..];
        }
        self.line_ending(rest, end)
    }

    /// Writes text in scripts that may break after any character.
    fn wrapped_anywhere(&mut self, text: &str, room: usize, end: &str) -> fmt::Result {
        let mut line = 0..0;
        let mut width = 0;
        for piece in Pieces::of(text) {
            let space = piece.start - line.end;
            let taken = columns(&text[piece.clone()]);
            if line.is_empty() {
                (line.start, width) = (piece.start, taken);
            } else if width + space + taken > room {
                self.line(&text[line.clone()])?;
                (line.start, width) = (piece.start, taken);
            } else {
                width += space + taken;
            }
            line.end = piece.end;
        }
        self.line_ending(&text[line], end)
    }
}

/// The pieces of a text with unspaced scripts between which a line can end, without the spaces between them.
struct Pieces<'a> {
    text: &'a str,
    done: usize,
}

impl<'a> Pieces<'a> {
    fn of(text: &'a str) -> Self {
        Self { text, done: 0 }
    }
}

impl Iterator for Pieces<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Self::Item> {
        let rest = &self.text[self.done..];
        if rest.is_empty() {
            return None;
        }
        let start = self.done + usize::from(rest.starts_with(' '));
        self.done = start + end_of_piece(&self.text[start..]);
        Some(start..self.done)
    }
}

/// The end of the first piece of a text.
fn end_of_piece(words: &str) -> usize {
    let mut before = None;
    let mut ends = |(at, c): (usize, char)| {
        let ends = before.is_some_and(|before| ends_between(before, c, &words[at..]));
        before = Some(c);
        ends.then_some(at)
    };
    let end = words.char_indices().find_map(&mut ends);
    end.unwrap_or(words.len())
}

/// The space at which to end the first line of a text: the last one that fits, otherwise the next one.
fn end_of_line(words: &str, room: usize) -> Option<usize> {
    let reach = fitting(words, room);
    if reach == words.len() {
        return None;
    }
    let can_end =
        |space: &usize| !ends_in_hyphen(&words[..*space]) && can_start_line(&words[space + 1..]);
    let (near, far) = words.as_bytes().split_at(reach + 1);
    memrchr_iter(b' ', near).find(can_end).or_else(|| {
        memchr_iter(b' ', far)
            .map(|at| at + near.len())
            .find(can_end)
    })
}

/// Whether a line can end between two characters: at a space, unless scripts without spaces stand around it,
/// and between any two characters of such scripts.
fn ends_between(before: char, c: char, rest: &str) -> bool {
    let next = rest.chars().nth(1);
    match c {
        ' ' => {
            let is_tight = is_unspaced(before) && next.is_some_and(is_unspaced);
            !is_tight && !is_hyphen(before) && can_start_line(&rest[1..])
        }
        // Closing punctuation stays with the text before it.
        '。' | '、' | '，' | '）' | '」' | '』' | '！' | '？' | '：' | '；' => false,
        c => is_unspaced(before) && is_unspaced(c),
    }
}

/// Whether words end with a hyphen as of a word divided at the end of a line.
fn ends_in_hyphen(words: &str) -> bool {
    words.chars().next_back().is_some_and(is_hyphen)
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{ad}')
}

/// Whether a line that starts with these words does not look like an item, a quotation or an entry.
fn can_start_line(words: &str) -> bool {
    if let [a, b, ..] = words.as_bytes() {
        // The fast path, for most words.
        if a.is_ascii_alphabetic() && b.is_ascii_alphabetic() && *a != b'i' {
            return true;
        }
    }
    let word = words.split(' ').next().unwrap_or_default();
    let Some(first) = word.chars().next() else {
        return false;
    };
    if first.is_alphanumeric() {
        let label = word.trim_end_matches(['.', ')']);
        let is_number = label.len() < word.len()
            && (label.len() == 1
                || label == "ii"
                || label.bytes().all(|byte| byte.is_ascii_digit()));
        return !is_number && word != "o";
    }
    let is_bullet = word.chars().all(|c| c == first);
    !(is_bullet || matches!(first, '[' | '>' | '|'))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{ProptestConfig, prop_assert_eq, proptest};

    use super::*;

    fn lines(write: impl FnOnce(&mut Page<'_, String>) -> fmt::Result) -> String {
        let mut out = String::new();
        write(&mut Page::new(&mut out, None)).expect("strings take everything");
        out
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn lines_end_at_the_same_spaces_in_all_scripts(text in "([a-z0-9é’\u{301} .)>|*\\[-]|  |long|words){0,40}") {
            let text = text.trim_matches(' ');
            let spaced = lines(|page| page.wrapped(text, 20, ""));
            let anywhere = lines(|page| page.wrapped_anywhere(text, 20, ""));
            prop_assert_eq!(spaced, anywhere);
        }
    }
}
