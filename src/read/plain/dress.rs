//! Finds the numbers in brackets in a text, and decides which of them are markers.

use std::collections::BTreeSet;
use std::ops::Range;

use super::by_number::ByNumber;
use super::line::{Line, Margin};
use super::reflow::Listed;
use crate::grammar::marker::markers;
use crate::grammar::script::is_unspaced;
use crate::grammar::url::starts_as_url;
use crate::read::numbering::{Contender, Dress, choose, entries_of};

/// A bracket with numbers.
pub(super) struct Bracket {
    pub(super) line: usize,
    /// Its span in the line.
    pub(super) place: Range<usize>,
    pub(super) numbers: Vec<u32>,
}

/// Finds all brackets with numbers.
pub(super) fn brackets_of(lines: &[Line<'_>]) -> Vec<Bracket> {
    let with_brackets = lines
        .iter()
        .enumerate()
        .filter(|(_, line)| line.has_bracket);
    let brackets = with_brackets.flat_map(|(at, line)| {
        brackets(line.text).map(move |(place, numbers)| Bracket {
            line: at,
            place,
            numbers,
        })
    });
    brackets.collect()
}

fn brackets(text: &str) -> impl Iterator<Item = (Range<usize>, Vec<u32>)> {
    let mut done = 0;
    memchr::memchr_iter(b'[', text.as_bytes()).filter_map(move |start| {
        let (rest, numbers) = markers(&text[start..]).ok().filter(|_| start >= done)?;
        done = text.len() - rest.len();
        Some((start..done, numbers))
    })
}

/// Returns the offsets of the brackets that are markers of the list.
pub(super) fn choose_markers(
    lines: &[Line<'_>],
    margin: &Margin,
    brackets: &[&Bracket],
    listed: &ByNumber<Listed<'_>>,
) -> Vec<usize> {
    let is_titled = |bracket: &&&Bracket| follows_title(lines[bracket.line].text, bracket, listed);
    let titled: BTreeSet<u32> = brackets
        .iter()
        .filter(is_titled)
        .map(|bracket| bracket.numbers[0])
        .collect();
    let candidate = |bracket: &&Bracket| {
        let line = &lines[bracket.line];
        let above = bracket.line.checked_sub(1).map(|above| &lines[above]);
        let above = above.filter(|above| !above.is_blank() && margin.wraps(above, line));
        Contender {
            entries: entries_of(bracket.numbers.iter().copied(), |number| {
                listed.index(number)
            }),
            dress: match (bracket.place.start, above) {
                (0, Some(above)) if above.text.ends_with('^') => Dress::Raised,
                (0, Some(_)) => Dress::Spaced,
                _ if is_index(line.text, bracket, listed) => Dress::Text,
                _ => match dress(line.text, &bracket.place) {
                    // A number that elsewhere follows its entry's title is no marker apart from words.
                    Dress::Spaced if titled.contains(&bracket.numbers[0]) => Dress::Text,
                    dress => dress,
                },
            },
        }
    };
    let candidates: Vec<_> = brackets.iter().map(candidate).collect();
    let markers = brackets.iter().zip(choose(&candidates));
    let markers = markers.filter(|(_, is_marker)| *is_marker);
    markers
        .map(|(bracket, _)| lines[bracket.line].start + bracket.place.start)
        .collect()
}

/// Whether a number directly follows the title of its entry.
fn follows_title(text: &str, bracket: &Bracket, listed: &ByNumber<Listed<'_>>) -> bool {
    let title = listed.get(bracket.numbers[0]).and_then(|entry| entry.title);
    title.is_some_and(|title| text[..bracket.place.start].ends_with(title))
}

/// Whether a number follows a single letter, as in `a[1]`, though its entry is titled by other words: those that markers
/// of such lists follow.
fn is_index(text: &str, bracket: &Bracket, listed: &ByNumber<Listed<'_>>) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    let before = &text[..bracket.place.start];
    let word = &before[before.trim_end_matches(is_part).len()..];
    let is_other = |title: &str| title.rsplit(' ').next() != Some(word);
    let title = listed.get(bracket.numbers[0]).and_then(|entry| entry.title);
    word.len() == 1 && title.is_some_and(is_other)
}

/// The span of a superscript bracket, including its markup: `^[1]`, or `^([1])` as Pandoc prints it.
pub(super) fn raised(text: &str, place: &Range<usize>) -> Option<Range<usize>> {
    let (before, after) = (&text[..place.start], &text[place.end..]);
    if before.ends_with('^') {
        return Some(place.start - 1..place.end);
    }
    let in_parentheses = before.ends_with("^(") && after.starts_with(')');
    in_parentheses.then(|| place.start - 2..place.end + 1)
}

/// How a bracket is set in its line.
fn dress(text: &str, place: &Range<usize>) -> Dress {
    let (start, dress) = match raised(text, place) {
        Some(raised) => (raised.start, Dress::Raised),
        None => (place.start, Dress::Spaced),
    };
    match text[..start].chars().next_back() {
        None => match text[place.end..].trim_ascii_start() {
            "" => dress,
            _ if dress == Dress::Raised => dress,
            line if starts_as_url(line) => Dress::Entry,
            _ => Dress::Note,
        },
        Some(c) if c.is_alphanumeric() && !is_unspaced(c) => Dress::Attached,
        Some(_) => dress,
    }
}

/// The span of the first marker and the highest number, if the text has markers that count from 1 but no list:
/// someone who copied the text cut the list off.
pub(super) fn markers_without_list(
    lines: &[Line<'_>],
    brackets: &[Bracket],
) -> Option<(Range<usize>, u32)> {
    let mut first = None;
    let mut highest = 0;
    for Bracket {
        line,
        place,
        numbers,
    } in brackets
    {
        if place.start == 0 {
            // It may be an author's note below the text.
            return None;
        }
        let line = &lines[*line];
        if numbers[0] == highest + 1 && dress(line.text, place) == Dress::Spaced {
            highest = numbers[numbers.len() - 1];
            first.get_or_insert(line.start + place.start..line.start + place.end);
        }
    }
    first.filter(|_| highest > 2).map(|first| (first, highest))
}
