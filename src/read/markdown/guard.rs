//! Keeps pulldown-cmark from taking quadratic time.
//!
//! For each line of a link title the parser scans the whole title before it, and for each line of text all open
//! quotations and lists. So a backslash is put before links whose title has very many lines, and before the markers
//! of quotations and lists that nest very deep over many lines. That makes them text.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag};

use super::syntax::extensions;
use crate::bytes;
use crate::read::patched::{Edit, Patched};

/// The maximum number of line breaks in a title.
const MAX_LINE_BREAKS: usize = 256;
/// The maximum number of columns of markers before the text of a line. A quotation takes one column, a list two.
const MAX_COLUMNS: usize = 512;
/// How many open quotations and lists the parser may scan per byte of text.
const MAX_WORK_PER_BYTE: usize = 128;
/// The maximum number of open parentheses in an address, as in pulldown-cmark.
const MAX_PARENTHESES: usize = 32;

/// Changes a text so that it is parsed in linear time.
pub(super) fn guard(text: &str) -> Patched<'_> {
    let mut offsets = long_titles(text);
    offsets.extend(deep_markers(text));
    offsets.sort_unstable();
    offsets.dedup();
    let edit = |at: &usize| -> Edit { (*at..*at, Cow::Borrowed("\\")) };
    let guarded = Patched::replaced(text, offsets.iter().map(edit));
    if offsets.is_empty() {
        return guarded;
    }
    // In code and raw HTML a backslash would be shown, and there these marks do no harm.
    let verbatim = verbatim(&guarded);
    offsets.retain(|at| {
        let next = verbatim.partition_point(|piece| piece.end <= *at);
        verbatim.get(next).is_none_or(|piece| *at < piece.start)
    });
    Patched::replaced(text, offsets.iter().map(edit))
}

/// The spans of code and raw HTML, as offsets in the original text.
fn verbatim(text: &Patched<'_>) -> Vec<Range<usize>> {
    let events = Parser::new_ext(&text.text, extensions()).into_offset_iter();
    let is_verbatim = |event: &Event<'_>| {
        matches!(
            event,
            Event::Start(Tag::CodeBlock(_) | Tag::HtmlBlock)
                | Event::Code(_)
                | Event::InlineHtml(_)
        )
    };
    events
        .filter(|(event, _)| is_verbatim(event))
        .map(|(_, range)| text.original(range.start)..text.original(range.end))
        .collect()
}

/// The offsets of parentheses before links whose title has too many lines.
fn long_titles(text: &str) -> Vec<usize> {
    let bytes = text.as_bytes();
    let links = memchr::memmem::find_iter(bytes, b"](").map(|at| at + 1);
    links
        .filter(|open| title(bytes, open + 1).is_some_and(|title| is_long(&bytes[title..])))
        .collect()
}

/// The offset of a link's title, if it has one, as pulldown-cmark finds it.
fn title(bytes: &[u8], after_open: usize) -> Option<usize> {
    let address = after_space(bytes, after_open);
    let title = after_space(bytes, after_address(bytes, address)?);
    matches!(bytes.get(title), Some(b'"' | b'\'' | b'(')).then_some(title)
}

/// The offset after white space, and after markers of quotations at the start of a line.
fn after_space(bytes: &[u8], start: usize) -> usize {
    let mut in_line = true;
    let end = bytes[start..].iter().position(|byte| match byte {
        b'\n' | b'\r' => {
            in_line = false;
            false
        }
        b'>' => in_line,
        _ => !byte.is_ascii_whitespace(),
    });
    end.map_or(bytes.len(), |end| start + end)
}

/// The offset after the link address that starts at `start`.
fn after_address(bytes: &[u8], start: usize) -> Option<usize> {
    let in_brackets = bytes.get(start) == Some(&b'<');
    let mut open = 0;
    let mut at = start + usize::from(in_brackets);
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'\\' if bytes.get(at + 1).is_some_and(u8::is_ascii_punctuation) => at += 1,
            b'\n' | b'\r' | b'<' if in_brackets => return None,
            b'>' if in_brackets => return Some(at + 1),
            _ if in_brackets => {}
            0..=b' ' => break,
            b'(' if open > MAX_PARENTHESES => return None,
            b'(' => open += 1,
            b')' if open == 0 => break,
            b')' => open -= 1,
            _ => {}
        }
        at += 1;
    }
    (open == 0 && !in_brackets).then_some(at.min(bytes.len()))
}

/// Whether a title has too many lines before its closing mark or the end of the paragraph.
fn is_long(title: &[u8]) -> bool {
    let close = match title[0] {
        b'(' => b')',
        quote => quote,
    };
    let mut breaks = 0;
    let mut at = 1;
    while let Some(byte) = title.get(at) {
        match byte {
            b'\\' if title.get(at + 1).is_some_and(u8::is_ascii_punctuation) => at += 1,
            b'\n' if breaks == MAX_LINE_BREAKS => return true,
            b'\n' if is_empty_line(&title[at + 1..]) => return false,
            b'\n' => breaks += 1,
            byte if *byte == close || *byte == title[0] => return false,
            _ => {}
        }
        at += 1;
    }
    false
}

/// Whether the next line is empty.
fn is_empty_line(rest: &[u8]) -> bool {
    let filled = rest
        .iter()
        .find(|byte| !matches!(byte, b' ' | b'\t' | b'\r'));
    filled.is_none_or(|byte| *byte == b'\n')
}

/// The offsets of markers of quotations and list items that nest too deep, the first of each line, if there are
/// enough lines for this to take long.
fn deep_markers(text: &str) -> Vec<usize> {
    let mut offsets = Vec::new();
    let (mut deepest, mut lines) = (0, 0);
    let mut start = 0;
    for line in bytes::lines(text) {
        let (depth, mark) = deep_marker(line.as_bytes());
        offsets.extend(mark.map(|at| start + at));
        deepest = depth.max(deepest);
        lines += 1;
        start += line.len();
    }
    if deepest.saturating_mul(lines) <= text.len().saturating_mul(MAX_WORK_PER_BYTE) {
        offsets.clear();
    }
    offsets
}

/// The depth to which a line may be nested, measured by the columns before its text, and the offset of the first
/// marker that is too deep.
fn deep_marker(line: &[u8]) -> (usize, Option<usize>) {
    let mut column = 0;
    let mut deep = None;
    let mut at = 0;
    while let Some(byte) = line.get(at) {
        let length = match byte {
            b' ' => 1,
            b'\t' => {
                // The widest that a tab can be.
                column += 3;
                1
            }
            _ => {
                let Some(mark) = marker_length(&line[at..]) else {
                    break;
                };
                if column > MAX_COLUMNS && deep.is_none() {
                    if is_thematic_break(&line[at..]) {
                        break;
                    }
                    deep = Some(at + mark - 1);
                }
                mark
            }
        };
        column += length;
        at += length;
    }
    (column, deep)
}

/// The length of the marker of a quotation or list item at the start of a line.
fn marker_length(line: &[u8]) -> Option<usize> {
    if line[0] == b'>' {
        return Some(1);
    }
    let digits = line.iter().take(9).take_while(|byte| byte.is_ascii_digit());
    let digits = digits.count();
    let is_mark = match line.get(digits)? {
        b'-' | b'+' | b'*' => digits == 0,
        b'.' | b')' => digits > 0,
        _ => false,
    };
    let is_apart = line.get(digits + 1).is_none_or(u8::is_ascii_whitespace);
    (is_mark && is_apart).then_some(digits + 1)
}

/// Whether a line is a thematic break: `- - -`.
fn is_thematic_break(line: &[u8]) -> bool {
    let marks = |byte: &&u8| **byte == line[0];
    line[0] != b'+'
        && line
            .iter()
            .all(|byte| *byte == line[0] || byte.is_ascii_whitespace())
        && line.iter().filter(marks).count() >= 3
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A title that goes on for too many lines.
    fn long_title() -> String {
        format!("[a](b \"{}", "x\n".repeat(MAX_LINE_BREAKS + 2))
    }

    /// A line of this mark many times, above so many lines of text.
    fn deep(mark: &str, lines: usize) -> String {
        format!("{}x\n{}", mark.repeat(MAX_COLUMNS), "y\n".repeat(lines))
    }

    fn guarded(text: &str) -> String {
        guard(text).text.into_owned()
    }

    #[test]
    fn what_takes_quadratic_time_becomes_text() {
        let title = long_title();
        assert_eq!(guarded(&title), title.replacen("](", "]\\(", 1));
        // The marks up to the most columns stay what they are.
        let lists = deep("- ", 1000);
        let (left, text) = lists.split_at(MAX_COLUMNS + 2);
        assert_eq!(guarded(&lists), format!("{left}\\{text}"));
    }

    #[test]
    fn what_takes_linear_time_is_left_alone() {
        let short = format!("[a](b \"{}\") c", "x\n".repeat(MAX_LINE_BREAKS / 2));
        let rule = deep("- ", 1000).replace('x', "");
        let few_lines = deep("> ", 8);
        let nested = format!("{}x\n", "> - ".repeat(MAX_COLUMNS / 8)).repeat(1000);
        for text in [short, rule, few_lines, nested] {
            assert_eq!(guarded(&text), text);
        }
    }

    #[test]
    fn code_and_raw_html_are_left_alone() {
        let title = long_title();
        let texts = [
            format!("```\n{title}```\n"),
            format!("<pre>\n{title}</pre>\n"),
            format!("a `{title}` b\n"),
        ];
        for text in texts {
            assert_eq!(guarded(&text), text);
            // What follows is no code, and is guarded.
            let both = format!("{text}\n{title}");
            let expected = format!("{text}\n{}", guarded(&title));
            assert_eq!(guarded(&both), expected);
        }
    }

    #[test]
    fn offsets_map_back() {
        let text = format!("before {}", long_title());
        let guarded = guard(&text);
        let find = |text: &str, what: &str| text.find(what).expect("it stands there");
        for what in ["before", "[a]", "(b", "x\n"] {
            let at = find(&guarded.text, what);
            assert_eq!(guarded.original(at), find(&text, what), "{what}");
        }
        assert_eq!(guarded.original(guarded.text.len()), text.len());
    }
}
