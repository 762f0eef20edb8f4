//! Parses markers: the `[4]` after a link, and other forms of it such as `[1, 3-5]`.

use std::ops::RangeInclusive;

use nom::branch::alt;
use nom::bytes::complete::{tag, take_while_m_n};
use nom::character::complete::{char, one_of, space0};
use nom::combinator::{map_opt, opt};
use nom::multi::separated_list1;
use nom::sequence::{delimited, pair, preceded};
use nom::{IResult, Parser};

use crate::model::MAX_LINK_NUMBER;

/// The maximum number of digits. Longer numbers, which might overflow, are text.
const MAX_DIGITS: usize = MAX_LINK_NUMBER.ilog10() as usize + 1;

/// `marker = "[" number "]"`
///
/// `[4]` gives 4.
pub(crate) fn marker(input: &str) -> IResult<&str, u32> {
    delimited(char('['), number, char(']')).parse(input)
}

/// `number = nonzero-digit *digit`, as the generators print it, without leading zeros.
///
/// `12` gives 12; `012` is not a number.
fn number(input: &str) -> IResult<&str, u32> {
    let digits = take_while_m_n(1, MAX_DIGITS, |c: char| c.is_ascii_digit());
    map_opt(digits, |digits: &str| {
        digits.parse().ok().filter(|_| !digits.starts_with('0'))
    })
    .parse(input)
}

/// The maximum number of numbers in a bracket, with ranges expanded.
const MAX_NUMBERS: usize = 20;

/// `label = "[" *space (number / "0") *space "]"`: the number of an entry in any form that people write.
///
/// `[ 0 ]` gives 0.
pub(crate) fn label(input: &str) -> IResult<&str, u32> {
    let inside = delimited(space0, number_or_zero, space0);
    delimited(char('['), inside, char(']')).parse(input)
}

/// `markers = "[" *space range *(*space ("," / ";") *space range) *space "]" / label dash label`, where `range =
/// number [*space dash *space number]`: all numbers in a bracket, with ascending ranges expanded.
///
/// `[1, 3-5]` gives 1, 3, 4 and 5; `[3]-[5]` gives 3, 4 and 5.
pub(crate) fn markers(input: &str) -> IResult<&str, Vec<u32>> {
    // Most brackets have one number.
    if let Ok((rest, number)) = label(input) {
        if dash(rest).is_err() {
            return Ok((rest, vec![number]));
        }
    }
    let comma = delimited(space0, one_of(",;"), space0);
    let inside = delimited(space0, separated_list1(comma, range), space0);
    let from_to = map_opt((label, dash, label), |(from, _, to)| {
        ascending(from, Some(to))
    });
    let bracket = alt((
        from_to.map(|range| vec![range]),
        delimited(char('['), inside, char(']')),
    ));
    map_opt(bracket, |ranges| {
        let numbers: Vec<u32> = ranges.into_iter().flatten().take(MAX_NUMBERS + 1).collect();
        (numbers.len() <= MAX_NUMBERS).then_some(numbers)
    })
    .parse(input)
}

fn range(input: &str) -> IResult<&str, RangeInclusive<u32>> {
    let last = opt(preceded((space0, dash, space0), number_or_zero));
    map_opt(pair(number_or_zero, last), |(from, to)| ascending(from, to)).parse(input)
}

/// The range from a number to a higher one, or of the number alone.
fn ascending(from: u32, to: Option<u32>) -> Option<RangeInclusive<u32>> {
    let is_ascending = to.is_none_or(|to| from < to);
    is_ascending.then(|| from..=to.unwrap_or(from))
}

/// Whether a text is only a dash, as between the ends of a range.
pub(crate) fn is_dash(text: &str) -> bool {
    matches!(dash(text), Ok(("", _)))
}

/// `dash = "-" / "‐" / "‑" / "–"`
fn dash(input: &str) -> IResult<&str, char> {
    one_of("-‐‑–")(input)
}

fn number_or_zero(input: &str) -> IResult<&str, u32> {
    alt((number, tag("0").map(|_| 0))).parse(input)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bracket_may_have_several_numbers() {
        for (text, numbers) in [
            ("[4]", &[4][..]),
            ("[ 4 ]", &[4]),
            ("[0]", &[0]),
            ("[1,2]", &[1, 2]),
            ("[1, 3-5; 7]", &[1, 3, 4, 5, 7]),
            ("[3]-[5]", &[3, 4, 5]),
            ("[3–5]", &[3, 4, 5]),
        ] {
            assert_eq!(markers(text), Ok(("", numbers.to_vec())), "{text}");
        }
        assert_eq!(markers("[5]-[3]"), Ok(("-[3]", vec![5])));
        for other in [
            "[]", "[5-3]", "[1,]", "[1 2]", "[1-]", "[04]", "[1-99]", "[1, 2)",
        ] {
            assert!(markers(other).is_err(), "{other}");
        }
    }

    #[test]
    fn markers_are_plain_positive_numbers() {
        assert_eq!(marker("[4] x"), Ok((" x", 4)));
        assert_eq!(marker("[9999999]"), Ok(("", MAX_LINK_NUMBER)));
        for other in [
            "[0]", "[04]", "[4 ]", "[sic]", "[-1]", "[10000000]", "[99999999999999999999]", "[",
            "4]",
        ] {
            assert!(marker(other).is_err(), "{other}");
        }
    }
}
