//! Keeping pulldown-cmark from quadratic work.
//!
//! For each line of a link's title it walks all of the title before, and for each line of a text all quotations and
//! lists that are open. So links whose title goes on for many lines, and quotations and lists that nest very deep over
//! many lines, get a backslash before their mark, which makes them text.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag};

use super::syntax::extensions;
use crate::bytes;
use crate::read::patched::{Edit, Patched};

/// How many line breaks a title may have.
const MOST_LINE_BREAKS: usize = 256;
/// How many columns may stand before the text of a line, to nest it. Each quotation takes one and each list two.
const MOST_COLUMNS: usize = 512;
/// How many open quotations and lists may be walked for each byte.
const MOST_WORK: usize = 128;
/// How many parentheses may be open in an address, as in pulldown-cmark.
const MOST_OPEN: usize = 32;

/// A text that is parsed in linear time.
pub(super) fn guard(text: &str) -> Patched<'_> {
    let mut places = long_titles(text);
    places.extend(deep_marks(text));
    places.sort_unstable();
    places.dedup();
    let edit = |at: &usize| -> Edit { (*at..*at, Cow::Borrowed("\\")) };
    let guarded = Patched::replaced(text, places.iter().map(edit));
    if places.is_empty() {
        return guarded;
    }
    // There a backslash is a character like any other, and nothing takes long.
    let verbatim = verbatim(&guarded);
    places.retain(|at| {
        let next = verbatim.partition_point(|piece| piece.end <= *at);
        verbatim.get(next).is_none_or(|piece| *at < piece.start)
    });
    Patched::replaced(text, places.iter().map(edit))
}

/// Where code and raw HTML stand in the original of a text.
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

/// The parentheses before addresses with a title that goes on for too many lines.
fn long_titles(text: &str) -> Vec<usize> {
    let bytes = text.as_bytes();
    let links = memchr::memmem::find_iter(bytes, b"](").map(|at| at + 1);
    links
        .filter(|open| title(bytes, open + 1).is_some_and(|title| is_long(&bytes[title..])))
        .collect()
}

/// Where the title of a link starts, if it has one, as pulldown-cmark sees it.
fn title(bytes: &[u8], after_open: usize) -> Option<usize> {
    let address = after_space(bytes, after_open);
    let title = after_space(bytes, after_address(bytes, address)?);
    matches!(bytes.get(title), Some(b'"' | b'\'' | b'(')).then_some(title)
}

/// Where white space ends, and the marks of quotations at the start of a line.
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

/// Where the address of a link ends that starts here.
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
            b'(' if open > MOST_OPEN => return None,
            b'(' => open += 1,
            b')' if open == 0 => break,
            b')' => open -= 1,
            _ => {}
        }
        at += 1;
    }
    (open == 0 && !in_brackets).then_some(at.min(bytes.len()))
}

/// Whether a title goes on for too many lines: it ends with its mark, or with the paragraph.
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
            b'\n' if breaks == MOST_LINE_BREAKS => return true,
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

/// The marks of quotations and list items that nest too deep, the first of each line, if there are so many lines that
/// this takes long.
fn deep_marks(text: &str) -> Vec<usize> {
    let mut places = Vec::new();
    let (mut deepest, mut lines) = (0, 0);
    let mut start = 0;
    for line in bytes::lines(text) {
        let (depth, mark) = deep_mark(line.as_bytes());
        places.extend(mark.map(|at| start + at));
        deepest = depth.max(deepest);
        lines += 1;
        start += line.len();
    }
    if deepest.saturating_mul(lines) <= text.len().saturating_mul(MOST_WORK) {
        places.clear();
    }
    places
}

/// How deep a line may be nested, by the columns before its text, and the first mark that nests it too deep.
fn deep_mark(line: &[u8]) -> (usize, Option<usize>) {
    let mut column = 0;
    let mut deep = None;
    let mut at = 0;
    while let Some(byte) = line.get(at) {
        let length = match byte {
            b' ' => 1,
            b'\t' => {
                // No wider than that.
                column += 3;
                1
            }
            _ => {
                let Some(mark) = mark(&line[at..]) else {
                    break;
                };
                if column > MOST_COLUMNS && deep.is_none() {
                    if is_rule(&line[at..]) {
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

/// How long the mark of a quotation or list item is that stands here.
fn mark(line: &[u8]) -> Option<usize> {
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

/// Whether a rule stands here: `- - -`.
fn is_rule(line: &[u8]) -> bool {
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
        format!("[a](b \"{}", "x\n".repeat(MOST_LINE_BREAKS + 2))
    }

    /// A line of this mark many times, above so many lines of text.
    fn deep(mark: &str, lines: usize) -> String {
        format!("{}x\n{}", mark.repeat(MOST_COLUMNS), "y\n".repeat(lines))
    }

    fn guarded(text: &str) -> String {
        guard(text).text.into_owned()
    }

    #[test]
    fn what_takes_long_becomes_text() {
        let title = long_title();
        assert_eq!(guarded(&title), title.replacen("](", "]\\(", 1));
        // The marks up to the most columns stay what they are.
        let lists = deep("- ", 1000);
        let (left, text) = lists.split_at(MOST_COLUMNS + 2);
        assert_eq!(guarded(&lists), format!("{left}\\{text}"));
    }

    #[test]
    fn what_takes_no_time_is_left_alone() {
        let short = format!("[a](b \"{}\") c", "x\n".repeat(MOST_LINE_BREAKS / 2));
        let rule = deep("- ", 1000).replace('x', "");
        let few_lines = deep("> ", 8);
        let nested = format!("{}x\n", "> - ".repeat(MOST_COLUMNS / 8)).repeat(1000);
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
