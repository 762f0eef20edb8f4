//! Splits a message into parts at its boundary lines (RFC 2046).
//!
//! mailparse could do this, too. But it does not tell where a part begins, mistakes `--ab` for the boundary `a`, and
//! needs quadratic time for some messages.

/// The bytes between two boundary lines.
#[derive(Debug, PartialEq)]
pub(super) struct Piece<'a> {
    pub(super) bytes: &'a [u8],
    /// The number of lines of the body before it.
    pub(super) line: usize,
}

/// The parts of a body.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Pieces<'a> {
    pub(super) parts: Vec<Piece<'a>>,
    /// Whether a line marks the end of the last part.
    pub(super) is_closed: bool,
}

/// Splits a body at a boundary. Text before the first part is only for programs that do not support parts, and text
/// after the last part has no meaning: both are dropped.
pub(super) fn split<'a>(body: &'a [u8], boundary: &str) -> Pieces<'a> {
    let mut pieces = Pieces::default();
    let mut open: Option<(usize, usize)> = None;
    let (mut at, mut number) = (0, 0);
    for line in body.split_inclusive(|byte| *byte == b'\n') {
        let delimiter = Delimiter::of(line, boundary);
        let start = at;
        at += line.len();
        number += 1;
        let Some(delimiter) = delimiter else {
            continue;
        };
        if let Some((from, line)) = open.take() {
            pieces.parts.push(Piece {
                bytes: without_line_end(&body[from..start]),
                line,
            });
        }
        pieces.is_closed = delimiter == Delimiter::End;
        if !pieces.is_closed {
            open = Some((at, number));
        }
    }
    if let Some((from, line)) = open {
        pieces.parts.push(Piece {
            bytes: &body[from..],
            line,
        });
    }
    pieces
}

/// Guesses the boundary of a body whose header gives none: the first line that starts with two hyphens, if the header
/// of a part follows it.
pub(super) fn guess_boundary(body: &[u8]) -> Option<String> {
    let mut lines = body.split(|byte| *byte == b'\n');
    let line = lines.find(|line| line.starts_with(b"--"))?;
    let below = lines.next()?.trim_ascii_end();
    let name = line[2..].trim_ascii_end();
    let is_boundary =
        !name.is_empty() && name.len() <= MAX_BOUNDARY && super::header::is_field(below);
    is_boundary.then(|| String::from_utf8_lossy(name).into_owned())
}

/// The maximum length of a guessed boundary. The standard allows 70, but some programs write longer ones.
const MAX_BOUNDARY: usize = 200;

/// The meaning of a boundary line.
#[derive(Clone, Copy, PartialEq)]
enum Delimiter {
    /// A part begins.
    Part,
    /// The last part ends.
    End,
}

impl Delimiter {
    fn of(line: &[u8], boundary: &str) -> Option<Self> {
        let rest = line
            .strip_prefix(b"--")?
            .strip_prefix(boundary.as_bytes())?;
        match rest.trim_ascii_end() {
            b"" => Some(Self::Part),
            b"--" => Some(Self::End),
            _ => None,
        }
    }
}

/// Removes the line end before a boundary, which belongs to the boundary.
fn without_line_end(part: &[u8]) -> &[u8] {
    let part = part.strip_suffix(b"\n").unwrap_or(part);
    part.strip_suffix(b"\r").unwrap_or(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(body: &str, boundary: &str) -> (Vec<(String, usize)>, bool) {
        let pieces = split(body.as_bytes(), boundary);
        let text = |piece: &Piece<'_>| {
            (
                String::from_utf8_lossy(piece.bytes).into_owned(),
                piece.line,
            )
        };
        (pieces.parts.iter().map(text).collect(), pieces.is_closed)
    }

    #[test]
    fn parts_are_split_at_boundaries() {
        let part = |text: &str, line| (text.to_owned(), line);
        for (body, expected, is_closed) in [
            (
                "before\n--b\nA\n\n--b  \r\nB\r\n--b--\nafter",
                vec![part("A\n", 2), part("B", 5)],
                true,
            ),
            ("--b\n--b\nA", vec![part("", 1), part("A", 2)], false),
            (
                "--b\nA\n--bc\nB\n -- b\n--b-\n--b--",
                vec![part("A\n--bc\nB\n -- b\n--b-", 1)],
                true,
            ),
            (
                "--b\nA\n--b--\n--b\nB\n",
                vec![part("A", 1), part("B\n", 4)],
                false,
            ),
            ("none", vec![], false),
            ("", vec![], false),
        ] {
            assert_eq!(parts(body, "b"), (expected, is_closed), "{body:?}");
        }
    }

    #[test]
    fn a_missing_boundary_is_guessed() {
        for (body, expected) in [
            ("Text.\n--b=1\nContent-Type: text/plain\n\nA", Some("b=1")),
            ("-- \nMara\nA: b", None),
            ("--b\nText", None),
            ("Text", None),
        ] {
            assert_eq!(
                guess_boundary(body.as_bytes()).as_deref(),
                expected,
                "{body:?}"
            );
        }
    }
}
