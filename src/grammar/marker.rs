//! Markers: the `[4]` behind a link.

use nom::bytes::complete::take_while_m_n;
use nom::character::complete::char;
use nom::combinator::map_opt;
use nom::sequence::delimited;
use nom::{IResult, Parser};

use crate::model::MAX_LINK_NUMBER;

/// The longest number read. Longer ones, and thus all that overflow, are text.
const DIGITS: usize = MAX_LINK_NUMBER.ilog10() as usize + 1;

/// `marker = "[" number "]"`
///
/// `[4]` gives 4.
pub(crate) fn marker(input: &str) -> IResult<&str, u32> {
    delimited(char('['), number, char(']')).parse(input)
}

/// `number = nonzero-digit *digit`, as the generators print it, without leading zeros.
///
/// `12` gives 12; `012` is no number.
fn number(input: &str) -> IResult<&str, u32> {
    let digits = take_while_m_n(1, DIGITS, |c: char| c.is_ascii_digit());
    map_opt(digits, |digits: &str| {
        digits.parse().ok().filter(|_| !digits.starts_with('0'))
    })
    .parse(input)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers_are_plain_positive_numbers() {
        assert_eq!(marker("[4] x"), Ok((" x", 4)));
        assert_eq!(marker("[9999999]"), Ok(("", MAX_LINK_NUMBER)));
        for other in [
            "[0]",
            "[04]",
            "[4 ]",
            "[sic]",
            "[-1]",
            "[10000000]",
            "[99999999999999999999]",
            "[",
            "4]",
        ] {
            assert!(marker(other).is_err(), "{other}");
        }
    }
}
