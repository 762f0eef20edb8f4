//! Lines of plain text, and whether they were wrapped.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// A line of the text, without what indents and quotes it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'a> {
    /// From the first character that is no white space to the last.
    pub(super) text: &'a str,
    /// Where that starts in the text, in bytes.
    pub(super) start: usize,
    /// Columns of white space before it.
    pub(super) indent: usize,
    /// The column behind the last character.
    pub(super) end: usize,
    /// How many `>` quote the line.
    pub(super) quotes: usize,
    /// Whether a new page starts with the line.
    pub(super) new_page: bool,
}

impl Line<'_> {
    pub(super) fn is_blank(&self) -> bool {
        self.text.is_empty()
    }
}

/// The lines of a text. A form feed starts a page, and thereby a line.
pub(super) fn lines(text: &str) -> Vec<Line<'_>> {
    let mut lines = Vec::with_capacity(text.len() / 48 + 1);
    let mut start = 0;
    for end in memchr::memchr_iter(b'\n', text.as_bytes()).chain([text.len()]) {
        let line = &text[start..end];
        if memchr::memchr(b'\x0c', line.as_bytes()).is_none() {
            lines.push(line_of(line, start, false));
        } else {
            let mut at = start;
            for (page, piece) in line.split('\x0c').enumerate() {
                lines.push(line_of(piece, at, page > 0));
                at += piece.len() + 1;
            }
        }
        start = end + 1;
    }
    lines
}

fn line_of(line: &str, start: usize, new_page: bool) -> Line<'_> {
    let (rest, quotes) = unquoted(line);
    let text = rest.trim_ascii_start();
    let mut indent = 0;
    for byte in rest[..rest.len() - text.len()].bytes() {
        // Tabs stop at every eighth column.
        indent = if byte == b'\t' {
            (indent / 8 + 1) * 8
        } else {
            indent + 1
        };
    }
    let start = start + line.len() - text.len();
    let text = text.trim_ascii_end();
    Line {
        text,
        start,
        indent,
        end: indent + columns(text),
        quotes,
        new_page,
    }
}

/// A line without the marks that quote it, and how many those were.
fn unquoted(line: &str) -> (&str, usize) {
    let (mut rest, mut quotes) = (line, 0);
    while let Some(behind) = rest
        .strip_prefix('>')
        .or_else(|| (quotes > 0).then(|| rest.strip_prefix(" >"))?)
    {
        rest = behind;
        quotes += 1;
    }
    let rest = match rest.strip_prefix(' ') {
        Some(behind) if quotes > 0 => behind,
        _ => rest,
    };
    (rest, quotes)
}

/// How many columns a text takes.
pub(super) fn columns(text: &str) -> usize {
    if text.is_ascii() {
        text.len()
    } else {
        text.width()
    }
}

/// Whether a character takes two columns, as in scripts without spaces between words.
pub(super) fn is_wide(c: char) -> bool {
    !c.is_ascii() && c.width() == Some(2)
}

/// Where a text was wrapped, if it was.
#[derive(Clone, Copy, Debug)]
pub(super) struct Margin {
    /// The end of the longest line that was wrapped.
    longest: Option<usize>,
}

/// Narrower than this no text is wrapped.
const NARROWEST: usize = 40;

impl Margin {
    /// The margin at which most lines could have been wrapped: they end before it, and with the first
    /// word of the next line they would not.
    pub(super) fn of(lines: &[Line<'_>]) -> Self {
        let mut edges = Vec::new();
        for pair in lines.windows(2) {
            let (line, next) = (&pair[0], &pair[1]);
            if line.is_blank() || next.is_blank() || line.quotes != next.quotes {
                continue;
            }
            let need = line.end + room_for(next);
            if need > NARROWEST && !is_one_word(line.text) && !starts_item(next.text) {
                edges.push((line.end.max(NARROWEST), 1));
                edges.push((need, -1));
            }
        }
        let pairs = edges.len() / 2;
        edges.sort_unstable();
        let (mut open, mut most, mut longest) = (0_isize, 0, None);
        for (column, step) in edges {
            open += step;
            if step > 0 && open >= most {
                (most, longest) = (open, Some(column));
            }
        }
        let enough = most.unsigned_abs() * 3 >= pairs;
        Self {
            longest: longest.filter(|_| enough),
        }
    }

    /// Whether a line ended since the first word of the next one had no room.
    pub(super) fn wraps(&self, line: &Line<'_>, next: &Line<'_>) -> bool {
        self.longest
            .is_some_and(|longest| line.end + room_for(next) > longest)
    }

    /// Whether a line has no room for even a character.
    pub(super) fn is_full(&self, line: &Line<'_>) -> bool {
        self.longest.is_some_and(|longest| line.end >= longest)
    }
}

/// Whether a line starts as an item or an entry does, which no wrapped line would.
fn starts_item(text: &str) -> bool {
    text.starts_with(['•', '□', '☆', '*', '+'])
        || (text.starts_with('[') && text.contains("] ") && text.contains(':'))
}

/// How many columns the first word of a line takes behind another one.
fn room_for(line: &Line<'_>) -> usize {
    match line.text.chars().next() {
        Some(first) if is_wide(first) => 2,
        _ => {
            let word = line.text.split(' ').next().unwrap_or_default();
            let word = word.find(is_wide).map_or(word, |at| &word[..at]);
            1 + columns(word)
        }
    }
}

pub(super) fn is_one_word(text: &str) -> bool {
    memchr::memchr(b' ', text.as_bytes()).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_and_indentation_are_set_apart() {
        let all = lines("a\r\n> > \tb \n  >c\n\x0cd");
        let seen: Vec<_> = all
            .iter()
            .map(|line| {
                (
                    line.text,
                    line.start,
                    line.indent,
                    line.quotes,
                    line.new_page,
                )
            })
            .collect();
        assert_eq!(
            seen,
            [
                ("a", 0, 0, 0, false),
                ("b", 8, 8, 2, false),
                (">c", 13, 2, 0, false),
                ("", 16, 0, 0, false),
                ("d", 17, 0, 0, true)
            ]
        );
    }

    #[test]
    fn wrapped_lines_are_told_from_short_ones() {
        let text = "one two three four five six seven eight nine ten\n\
                    eleven twelve thirteen fourteen fifteen sixteen\n\
                    seventeen\n\
                    eighteen";
        let all = lines(text);
        let margin = Margin::of(&all);
        assert!(margin.wraps(&all[0], &all[1]));
        assert!(margin.wraps(&all[1], &all[2]));
        assert!(!margin.wraps(&all[2], &all[3]));
        let short = lines("1 High Street\nAnytown");
        assert!(!Margin::of(&short).wraps(&short[0], &short[1]));
    }
}
