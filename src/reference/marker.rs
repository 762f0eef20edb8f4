//! Markers: the `[4]` behind a link.

use nom::error::{Error, ErrorKind};
use nom::{Err, IResult};

/// The longest number read. Longer ones, and thus all that overflow, are text.
const DIGITS: usize = 7;

/// `marker = "[" number "]"`, where `number = nonzero-digit *digit`, as the generators print it, without leading
/// zeros.
///
/// `[4]` gives 4; `[04]` is no marker. Each bracket of a page is looked at several times, so it is done by bytes.
pub(crate) fn marker(input: &str) -> IResult<&str, u32> {
    match number(input.as_bytes()) {
        Some((number, length)) => Ok((&input[length..], number)),
        None => Err(Err::Error(Error::new(input, ErrorKind::Digit))),
    }
}

/// The number of a marker, and how long the marker is.
fn number(input: &[u8]) -> Option<(u32, usize)> {
    let inside = input.strip_prefix(b"[")?;
    if inside.first() == Some(&b'0') {
        return None;
    }
    let mut number = 0;
    for (digits, byte) in inside.iter().enumerate().take(DIGITS + 1) {
        match byte {
            b'0'..=b'9' => number = number * 10 + u32::from(byte - b'0'),
            b']' if digits > 0 => return Some((number, digits + 2)),
            _ => return None,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers_are_plain_positive_numbers() {
        assert_eq!(marker("[4] x"), Ok((" x", 4)));
        assert_eq!(marker("[9999999]"), Ok(("", 9_999_999)));
        for other in [
            "[0]",
            "[04]",
            "[4 ]",
            "[sic]",
            "[-1]",
            "[99999999999999999999]",
            "[",
            "4]",
        ] {
            assert!(marker(other).is_err(), "{other}");
        }
    }
}
