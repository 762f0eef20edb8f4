//! Converts the lines of a text to those that the engine in [`numbering`] works on.

use super::bullet::Bullet;
use super::dress::Bracket;
use super::line::{Line, Margin};
use crate::grammar::url::starts_as_url;
use crate::read::bracket::Escape;
use crate::read::numbering::{
    self, BracketedNumber, LineKind, Number, NumberStyle, PageLines, Parting, number_at_start,
};

/// Returns the lines that are not blank, and their indices in the text.
pub(super) fn page_of<'a>(
    lines: &[Line<'a>],
    margin: &Margin,
    brackets: &[Bracket],
) -> (PageLines<'a>, Vec<usize>) {
    let mut filled = Vec::with_capacity(lines.len());
    let mut page = PageLines {
        lines: Vec::with_capacity(lines.len()),
        ..PageLines::default()
    };
    let mut new_page = false;
    for (at, line) in lines.iter().enumerate() {
        new_page |= line.new_page;
        if line.is_blank() {
            continue;
        }
        let above = at.checked_sub(1).map(|above| &lines[above]);
        let parting = match above {
            _ if std::mem::take(&mut new_page) => Parting::PageBreak,
            Some(above) if above.is_blank() || above.quotes != line.quotes => Parting::Block,
            Some(above) if margin.wraps(above, line) => Parting::Wrapped,
            Some(_) => Parting::Line,
            None => Parting::Block,
        };
        let is_apart = parting != Parting::Wrapped || above.is_some_and(|above| above.is_rule);
        let kind = if line.is_rule {
            LineKind::Rule
        } else {
            LineKind::Text
        };
        page.lines.push(numbering::Line {
            number: number_of(line)
                .or_else(|| dotted(&lines[at..]))
                .map(Box::new),
            quotes: line.quotes,
            indent: line.indent,
            is_full: margin.is_full(line),
            is_apart,
            ..numbering::Line::new(line.text, kind, parting)
        });
        filled.push(at);
    }
    let marks = brackets.iter().enumerate().flat_map(|(id, bracket)| {
        let line = filled.partition_point(|line| *line < bracket.line);
        let mark = move |number: &u32| BracketedNumber {
            line,
            number: *number,
            id,
        };
        bracket.numbers.iter().map(mark)
    });
    page.marks.extend(marks);
    (page, filled)
}

/// The number of an entry that is printed with a dot. Its address must be all that follows on the line, or on one of
/// the next lines.
fn dotted(lines: &[Line<'_>]) -> Option<Number> {
    /// The maximum number of lines of a title and its address.
    const LINES: usize = 5;
    let line = lines.first().filter(|line| line.has_bullet)?;
    let bullet = Bullet::of(line.text).filter(|bullet| bullet.ordered && bullet.mark == '.')?;
    let is_digits = line.text.starts_with(|c: char| c.is_ascii_digit());
    let words = &line.text[bullet.length..];
    let is_address = |line: &Line<'_>| line.is_one_word && starts_as_url(line.text);
    let mut below = lines[1..].iter().take(LINES);
    let mut has_address = || {
        below
            .find(|line| line.is_blank() || is_address(line))
            .is_some_and(is_address)
    };
    let is_entry = is_digits && (starts_as_url(words) && !words.contains(' ') || has_address());
    is_entry.then(|| Number {
        number: bullet.number,
        length: bullet.length,
        escape: Escape::None,
        place: Some((line.start..line.start + bullet.length).into()),
        style: NumberStyle::Dot,
    })
}

fn number_of(line: &Line<'_>) -> Option<Number> {
    let (number, length) = line.has_bracket.then(|| number_at_start(line.text))??;
    Some(Number {
        number,
        length,
        escape: Escape::None,
        place: Some((line.start..line.start + length).into()),
        style: NumberStyle::Printed,
    })
}
