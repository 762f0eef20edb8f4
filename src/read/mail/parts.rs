//! The parts of a message, cut apart at the lines of their boundaries (RFC 2046).
//!
//! mailparse could do that, too, but it does not say where a part begins, takes `--ab` for the boundary `a`, and needs
//! quadratic time for some.

/// What lies between two lines with a boundary.
#[derive(Debug, PartialEq)]
pub(super) struct Piece<'a> {
    pub(super) bytes: &'a [u8],
    /// How many lines of the body stand before it.
    pub(super) line: usize,
}

/// The parts of a body.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Pieces<'a> {
    pub(super) parts: Vec<Piece<'a>>,
    /// Whether a line says that the last part ends.
    pub(super) is_closed: bool,
}

/// Cuts a body apart. What stands before the first part is for programs that know no parts, and what stands behind
/// the last is for nobody.
pub(super) fn cut<'a>(body: &'a [u8], boundary: &str) -> Pieces<'a> {
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

/// The boundary that a body seems to have, where its header names none: its first line that begins with two hyphens
/// and stands above the header of a part.
pub(super) fn guessed(body: &[u8]) -> Option<String> {
    let mut lines = body.split(|byte| *byte == b'\n');
    let line = lines.find(|line| line.starts_with(b"--"))?;
    let below = lines.next()?.trim_ascii_end();
    let name = line[2..].trim_ascii_end();
    let is_boundary = !name.is_empty() && name.len() <= LONGEST && super::header::is_field(below);
    is_boundary.then(|| String::from_utf8_lossy(name).into_owned())
}

/// How long a boundary may be by the standard is 70; some programs write longer ones.
const LONGEST: usize = 200;

/// What a line with the boundary says.
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

/// A part without the line end before the boundary, which belongs to that.
fn without_line_end(part: &[u8]) -> &[u8] {
    let part = part.strip_suffix(b"\n").unwrap_or(part);
    part.strip_suffix(b"\r").unwrap_or(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(body: &str, boundary: &str) -> (Vec<(String, usize)>, bool) {
        let pieces = cut(body.as_bytes(), boundary);
        let text = |piece: &Piece<'_>| {
            (
                String::from_utf8_lossy(piece.bytes).into_owned(),
                piece.line,
            )
        };
        (pieces.parts.iter().map(text).collect(), pieces.is_closed)
    }

    #[test]
    fn parts_stand_between_boundaries() {
        let part = |text: &str, line| (text.to_owned(), line);
        for (body, expected, is_closed) in [
            (
                "before\n--b\nA\n\n--b  \r\nB\r\n--b--\nbehind",
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
    fn a_boundary_that_is_not_named_shows() {
        for (body, expected) in [
            ("Text.\n--b=1\nContent-Type: text/plain\n\nA", Some("b=1")),
            ("-- \nMara\nA: b", None),
            ("--b\nText", None),
            ("Text", None),
        ] {
            assert_eq!(guessed(body.as_bytes()).as_deref(), expected, "{body:?}");
        }
    }
}
