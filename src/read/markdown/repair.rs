//! Repairs what converters break when they wrap lines.
//!
//! html2text wraps without regard for its own markup:
//! - It breaks addresses after hyphens and before ampersands, also inside `[words](https://ex.org/a-`, which is then
//!   no address to CommonMark. The line break is removed.
//! - It breaks the words of a link, and the line between a link and its number, also in headings and tables, which
//!   end with their line. The line break becomes a space.
//! - It writes addresses with spaces as they are. They get angle brackets.
//! - It indents the definition of a term, which makes it code to CommonMark. If it has a link with a number, the
//!   indentation is removed.
//!
//! No converter adds a space between a strong label and the address after it if the page has none, and then CommonMark
//! does not see the end of the strong text: `**Source URL:**http://ex.org` gets a space.
//!
//! Pandoc wraps inside raw tags, also in headings. The line break becomes a space. What its own Markdown has beyond
//! CommonMark becomes such tags ([`pandoc`]).

use std::ops::Range;

use super::pandoc;
use crate::bytes::{self, position};
use crate::grammar::entry::entry;
use crate::grammar::marker::marker;
use crate::grammar::url::starts_as_url;
use crate::label::Classes;
use crate::read::patched::{Edit, Patched};

/// Returns a text with what converters broke repaired.
pub(super) fn repair<'a>(text: &'a str, classes: &Classes) -> Patched<'a> {
    let mut edits = broken_addresses(text);
    broken_lines(text, &mut edits);
    labels_at_addresses(text, &mut edits);
    if !edits.is_empty() {
        let code = fenced_code(text);
        edits.retain(|(piece, _)| {
            let next = code.partition_point(|code| code.end <= piece.start);
            code.get(next).is_none_or(|code| piece.start < code.start)
        });
    }
    edits.extend(pandoc::edits(text, classes));
    edits.sort_by_key(|(piece, _)| (piece.start, piece.end));
    edits.dedup_by(|b, a| b.0.start < a.0.end || b == a);
    Patched::replaced(text, edits)
}

/// The maximum length of an address with spaces.
const MAX_ADDRESS: usize = 2000;

/// The spans of fenced code. html2text does not write fences, so nothing in them is repaired.
fn fenced_code(text: &str) -> Vec<Range<usize>> {
    let mut code = Vec::new();
    let mut open: Option<(usize, &str)> = None;
    let mut start = 0;
    for line in bytes::lines(text) {
        let end = start + line.len();
        let inside = line.trim_start_matches(|c: char| c.is_ascii_digit() || " >*-+.)".contains(c));
        match (open, fence(inside)) {
            (None, Some((fence, info))) if !info.contains('`') => open = Some((start, fence)),
            (Some((from, opened)), Some((fence, ""))) if fence.starts_with(opened) => {
                code.push(from..end);
                open = None;
            }
            _ => {}
        }
        start = end;
    }
    code.extend(open.map(|(from, _)| from..text.len()));
    code
}

/// The fence at the start of a line, and the text after it.
fn fence(line: &str) -> Option<(&str, &str)> {
    let mark = line.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let after = line.trim_start_matches(mark);
    let length = line.len() - after.len();
    (length >= 3).then(|| (&line[..length], after.trim_ascii()))
}

/// Finds line breaks after hyphens in link addresses, and addresses with spaces.
fn broken_addresses(text: &str) -> Vec<Edit> {
    let bytes = text.as_bytes();
    let mut edits = Vec::new();
    let mut at = 0;
    while let Some(found) = memchr::memchr2(b'(', b'<', &bytes[at..]) {
        let start = at + found;
        at = start + 1;
        let end = match bytes[start] {
            b'(' if text[..start].ends_with(']') && !text[..start].ends_with("\\]") => b')',
            b'<' if bytes.get(at).is_some_and(u8::is_ascii_alphabetic) => b'>',
            _ => continue,
        };
        if let Some(after) = after_whole_address(bytes, at) {
            at = after;
            continue;
        }
        let (found, stop) = breaks_up_to(bytes, at, end);
        edits.extend(found);
        if end == b')' && bytes.get(stop) == Some(&b' ') {
            edits.extend(spaced_address(text, at, stop).into_iter().flatten());
        }
        at = stop;
    }
    edits
}

/// The offset after an address in angle brackets, if it starts at `start` and ends on its line.
fn after_whole_address(bytes: &[u8], start: usize) -> Option<usize> {
    let line = bytes[start..].strip_prefix(b"<")?;
    let line = &line[..line.len().min(MAX_ADDRESS)];
    let ends = |at: &usize| matches!(line[*at], b'>' | b'\n') && !line[..*at].ends_with(b"\\");
    let end = (0..line.len()).find(ends)?;
    (line[end] == b'>').then_some(start + end + 2)
}

/// The line breaks after hyphens before the end of an address, none if it does not end, and the offset where the
/// search stopped.
fn breaks_up_to(bytes: &[u8], start: usize, end: u8) -> (Vec<Edit>, usize) {
    let mut breaks = Vec::new();
    let mut at = start;
    while let Some(found) = position(&bytes[at..], |byte| (byte <= b' ') | (byte == end)) {
        at += found;
        let next_line = at + line_end(&bytes[at..]);
        match bytes[at] {
            b'\r' | b'\n'
                if next_line > at
                    && bytes[at - 1] == b'-'
                    && bytes
                        .get(next_line)
                        .is_some_and(|next| !next.is_ascii_whitespace()) =>
            {
                breaks.push((at..next_line, "".into()));
                at = next_line;
                continue;
            }
            // A title may follow.
            b' ' if end == b')' => return (breaks, at),
            b' ' | b'\n' | b'\t' | b'\r' => return (Vec::new(), at),
            byte if byte == end => return (breaks, at),
            _ => {}
        }
        at += 1;
    }
    (Vec::new(), bytes.len())
}

/// The length of the line end at the start of a text, if it starts with one.
fn line_end(bytes: &[u8]) -> usize {
    match bytes {
        [b'\r', b'\n', ..] => 2,
        [b'\n', ..] => 1,
        _ => 0,
    }
}

/// Puts angle brackets around an address with spaces, if a number follows: then it is certainly a link.
fn spaced_address(text: &str, start: usize, space: usize) -> Option<[Edit; 2]> {
    let bytes = text.as_bytes();
    let begins = text[start..space].contains([':', '/']);
    let is_open = bytes[start] == b'<';
    let has_title = matches!(bytes.get(space + 1), Some(b'"' | b'\'' | b'('));
    if !begins || is_open || has_title || is_in_code(text, start) {
        return None;
    }
    let mut end = None;
    for (at, byte) in bytes.iter().enumerate().skip(space).take(MAX_ADDRESS) {
        match byte {
            b'\n' | b'<' | b'>' => return None,
            b')' if bytes[at - 1] != b'\\' => {
                end = Some(at);
                break;
            }
            _ => {}
        }
    }
    let end = end?;
    let numbered = marker(text[end + 1..].trim_ascii_start()).is_ok();
    numbered.then_some([(start..start, "<".into()), (end..end, ">".into())])
}

/// Whether an offset is in inline code, judging by the backticks before it on its line.
fn is_in_code(text: &str, at: usize) -> bool {
    /// How many bytes before the offset are examined.
    const LOOK_BACK: usize = 2000;
    let before = &text.as_bytes()[at.saturating_sub(LOOK_BACK)..at];
    let start = memchr::memrchr(b'\n', before).map_or(0, |end| end + 1);
    let mut rest = &before[start..];
    let mut open = None;
    while let Some(mark) = memchr::memchr2(b'`', b'\\', rest) {
        let fence = rest[mark..]
            .iter()
            .take_while(|byte| **byte == b'`')
            .count();
        let mut after = mark + fence.max(1);
        match open {
            None if fence == 0 => after += 1,
            None => open = Some(fence),
            Some(opened) if opened == fence => open = None,
            Some(_) => {}
        }
        rest = rest.get(after..).unwrap_or_default();
    }
    open.is_some()
}

/// Removes line breaks, replaces them by spaces, or removes indentation, where a converter broke a line.
fn broken_lines(text: &str, edits: &mut Vec<Edit>) {
    let mut start = 0;
    let mut in_tag = false;
    let mut above = "";
    for end in memchr::memchr_iter(b'\n', text.as_bytes()) {
        let line = text[start..end]
            .strip_suffix('\r')
            .unwrap_or(&text[start..end]);
        let next = bytes::lines(&text[end + 1..]).next().unwrap_or_default();
        let next = next.strip_suffix('\n').unwrap_or(next);
        let goes_on = (in_tag || is_heading(line)) && ends_in_tag(line, in_tag);
        in_tag = goes_on && !next.trim_ascii().is_empty();
        let ending = start + line.len()..end + 1;
        if breaks_address(line, next) {
            edits.push((ending, "".into()));
        } else if in_tag || breaks_link(line, next) {
            edits.push((ending, " ".into()));
        }
        if is_definition(line, above) {
            edits.push((start..start + CODE_INDENT.len(), "".into()));
        }
        if !line.trim_ascii().is_empty() {
            above = line;
        }
        start = end + 1;
    }
}

/// Adds a space after strong labels that are directly followed by an address.
fn labels_at_addresses(text: &str, edits: &mut Vec<Edit>) {
    /// The maximum length of a label.
    const MAX_LABEL: usize = 300;
    let bytes = text.as_bytes();
    for at in memchr::memmem::find_iter(bytes, b":**") {
        let after = at + b":**".len();
        let far = at.saturating_sub(MAX_LABEL);
        let opens = |start: usize| {
            let is_before = |byte: &u8| byte.is_ascii_whitespace() || *byte == b'>';
            (start == 0 || is_before(&bytes[start - 1])) && !bytes[start + 2].is_ascii_whitespace()
        };
        let start = memchr::memmem::rfind(&bytes[far..at], b"**").map(|start| far + start);
        let is_label = start.is_some_and(|start| {
            opens(start) && memchr::memmem::find(&bytes[start..at], b"\n\n").is_none()
        });
        let word = || text[after..].split_whitespace().next().unwrap_or_default();
        if is_label && word().contains("://") && starts_as_url(&text[after..]) {
            edits.push((after..after, " ".into()));
        }
    }
}

/// Whether a line ends inside an address that continues on the next line.
fn breaks_address(line: &str, next: &str) -> bool {
    let goes_on = match next.chars().next() {
        // Unless the line ends with a hard line break.
        Some('&') => !line.ends_with('\\'),
        Some(c) => line.ends_with('-') && c.is_alphanumeric() && !starts_item(next),
        None => false,
    };
    let word = || {
        line.rsplit([' ', '[', '(', '<', '*'])
            .next()
            .unwrap_or_default()
    };
    goes_on && word().contains("://") && starts_as_url(word())
}

/// Whether a line may start an item of an ordered list.
fn starts_item(line: &str) -> bool {
    let after = line.trim_start_matches(|c: char| c.is_ascii_digit());
    after.len() < line.len() && after.starts_with(['.', ')'])
}

/// Whether a line ends inside a link in a heading, or between a link and its number.
fn breaks_link(line: &str, next: &str) -> bool {
    let after = line.trim_ascii_end();
    let ends_words = |end| next.find('[').is_none_or(|start| end < start);
    let in_words = is_heading(line)
        && next.find("](").is_some_and(ends_words)
        && after.rfind('[') > after.rfind("](").or(after.rfind("]"));
    let before_number = after.ends_with(')')
        && after.contains("](")
        && marker(next).is_ok()
        && !matches!(entry(next), Ok((url, _)) if starts_as_url(url));
    in_words || before_number
}

/// The indentation that starts a code block in CommonMark.
const CODE_INDENT: &str = "    ";

/// Whether an indented line defines the term above it: it has a link with a number, which code never has.
fn is_definition(line: &str, above: &str) -> bool {
    let is_term = |line: &str| {
        !line.starts_with([' ', '\t', '*', '-', '+', '>', '#'])
            && !line.starts_with(|c: char| c.is_ascii_digit())
    };
    let numbered = |line: &str| {
        line.match_indices(") [")
            .any(|(at, _)| marker(&line[at + 2..]).is_ok())
    };
    line.starts_with(CODE_INDENT)
        && !line[CODE_INDENT.len()..].starts_with(' ')
        && line.contains("](")
        && numbered(line)
        && is_term(above)
}

/// Whether a line is a heading, `## `.
fn is_heading(line: &str) -> bool {
    let after = line.trim_start_matches('#');
    (1..=6).contains(&(line.len() - after.len())) && after.starts_with(' ')
}

/// Whether a line ends inside a tag; `inside` says whether it starts in one.
fn ends_in_tag(line: &str, inside: bool) -> bool {
    let end = line.rfind('>');
    match line.rfind('<') {
        Some(start) if end.is_none_or(|end| end < start) => {
            line[start + 1..].starts_with(|c: char| c.is_ascii_alphabetic())
        }
        Some(_) => false,
        None => inside && end.is_none() && !line.trim().is_empty(),
    }
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::*;

    #[test]
    fn addresses_are_joined_after_hyphens() {
        let text = "See [a](http://ex.org/b-\nc) and <http://ex.org/d-\ne>, well-\nknown (f-\ng).";
        let repaired = repair(text, &Classes::default());
        assert_eq!(
            repaired.text,
            "See [a](http://ex.org/b-c) and <http://ex.org/d-e>, well-\nknown (f-\ng)."
        );
        let known = repaired.text.find("known").expect("it is there");
        assert_eq!(&text[repaired.original(known)..][..5], "known");
        assert_eq!(repaired.original(0), 0);
    }

    #[test]
    fn tags_of_headings_are_joined() {
        let text = "## <a href=\"x\"\nclass=\"y\">Title</a>\n\ntext <a\nhref>\n";
        assert_eq!(
            repair(text, &Classes::default()).text,
            "## <a href=\"x\" class=\"y\">Title</a>\n\ntext <a\nhref>\n"
        );
    }

    #[test]
    fn sound_text_is_left_alone() {
        for text in [
            "[a](b-\n c)",
            "a <b-\n",
            "[a](b-\n\nc)",
            "## 1 < 2\nx",
            "[x](y",
            "[x](<http://ex.org/a b)> [1]) [2]",
            "<small>\\`</small>`](`</sup>[x:](#) [1]",
            "``a ` [x](http://ex.org/a b) [1]``",
            "```\nhttp://ex.org/a-\nb\n```\n",
            "- ~~~\n  http://ex.org/a-\nb\n  ~~~\n\n~~~\n<http://ex.org/a-\nb>",
        ] {
            assert!(
                matches!(repair(text, &Classes::default()).text, Cow::Borrowed(_)),
                "{text}"
            );
        }
    }
}
