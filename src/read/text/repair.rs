//! Mending what converters break when they wrap lines.
//!
//! - html2text wraps behind hyphens, also inside of `[words](https://ex.org/a-` and `<https://ex.org/a-`,
//!   which is no address any more for CommonMark: the line break goes.
//! - pandoc wraps inside of a raw tag, also in a heading, which ends with the line: the line break
//!   becomes a space.

use super::mended::Mended;

/// Mends a text.
pub(super) fn repair(text: &str) -> Mended<'_> {
    let mut edits: Vec<_> = broken_addresses(text)
        .into_iter()
        .map(|at| (at..at + 1, ""))
        .collect();
    edits.extend(broken_tags(text).into_iter().map(|at| (at..at + 1, " ")));
    edits.sort_unstable_by_key(|(piece, _)| piece.start);
    Mended::with(text, edits)
}

/// The line breaks within addresses, behind a hyphen.
fn broken_addresses(text: &str) -> Vec<usize> {
    let bytes = text.as_bytes();
    let mut breaks = Vec::new();
    let mut at = 0;
    while let Some(found) = memchr::memchr2(b'(', b'<', &bytes[at..]) {
        let start = at + found;
        at = start + 1;
        let end = match bytes[start] {
            b'(' if start > 0 && bytes[start - 1] == b']' => b')',
            b'<' if bytes.get(at).is_some_and(u8::is_ascii_alphabetic) => b'>',
            _ => continue,
        };
        let (found, stop) = breaks_up_to(bytes, at, end);
        breaks.extend(found);
        at = stop;
    }
    breaks
}

/// The line breaks behind hyphens up to the end of an address, if it ends; and where to go on.
fn breaks_up_to(bytes: &[u8], start: usize, end: u8) -> (Vec<usize>, usize) {
    let mut breaks = Vec::new();
    for (at, byte) in bytes.iter().enumerate().skip(start) {
        match byte {
            b'\n'
                if bytes[at - 1] == b'-'
                    && bytes
                        .get(at + 1)
                        .is_some_and(|next| !next.is_ascii_whitespace()) =>
            {
                breaks.push(at);
            }
            // A title follows.
            b' ' if end == b')' => return (breaks, at),
            b' ' | b'\n' | b'\t' | b'\r' => return (Vec::new(), at),
            byte if *byte == end => return (breaks, at),
            _ => {}
        }
    }
    (Vec::new(), bytes.len())
}

/// The line breaks within raw tags of headings.
fn broken_tags(text: &str) -> Vec<usize> {
    let mut breaks = Vec::new();
    let mut at = 0;
    let mut goes_on = false;
    let mut lines = text.split_inclusive('\n').peekable();
    while let Some(line) = lines.next() {
        let inside = goes_on;
        at += line.len();
        goes_on = (inside || is_heading(line))
            && ends_in_tag(line, inside)
            && lines
                .peek()
                .is_some_and(|next| !next.trim_ascii().is_empty());
        if goes_on {
            breaks.push(at - 1);
        }
    }
    breaks
}

/// Whether a line starts a heading, `## `.
fn is_heading(line: &str) -> bool {
    let behind = line.trim_start_matches('#');
    (1..=6).contains(&(line.len() - behind.len())) && behind.starts_with(' ')
}

/// Whether a line ends inside of a tag; `inside` says whether it starts in one.
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
    fn addresses_are_joined_behind_hyphens() {
        let text = "See [a](http://ex.org/b-\nc) and <http://ex.org/d-\ne>, well-\nknown (f-\ng).";
        let repaired = repair(text);
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
            repair(text).text,
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
        ] {
            assert!(matches!(repair(text).text, Cow::Borrowed(_)), "{text}");
        }
    }
}
