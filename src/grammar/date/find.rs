//! Finds dates in a text.

use std::ops::Range;

use super::lexical::{MAX_NAME, fold_into, initials, is_digit, is_mark, word};
use super::printed::printed;
use super::{names, words};

/// Finds the longest part of a text that is a date, with or without a time of day. If several are equally long, the
/// first counts.
pub(crate) fn find(text: &str) -> Option<Range<usize>> {
    let mut longest = 0..0;
    for start in starts(text) {
        if text.len() - start <= longest.len() {
            break;
        }
        let found = start..start + date_length(&text[start..]);
        if found.len() > longest.len() {
            longest = found;
        }
    }
    (!longest.is_empty()).then_some(longest)
}

/// The offsets in a text where a date may start.
fn starts(text: &str) -> impl Iterator<Item = usize> {
    let mut digit = 0;
    text.char_indices().map(|(at, _)| at).filter(move |&at| {
        if !may_start(text, at) {
            return false;
        }
        if digit < at {
            digit = text[at..]
                .find(is_digit)
                .map_or(usize::MAX, |distance| at + distance);
        }
        digit.saturating_sub(at) <= MAX_NAMES_BYTES
    })
}

/// More bytes than a weekday and a month before the first digit of a date take. Most words of a text are farther from
/// any digit and need not be tried.
const MAX_NAMES_BYTES: usize = 128;

/// Whether a date may start at an offset: with a number or a word, and not inside a longer number, word, address or
/// path.
pub(super) fn may_start(text: &str, at: usize) -> bool {
    let mut back = text[..at].chars().rev();
    let (last, last_but_one) = (back.next(), back.next());
    match (text[at..].chars().next(), last) {
        (Some(c), None) => c.is_alphabetic() || is_digit(c),
        (Some(c), Some(last)) if c.is_alphabetic() => match last {
            '_' => !last_but_one.is_some_and(char::is_alphanumeric),
            _ => !last.is_alphanumeric() && !is_mark(last),
        },
        (Some(c), Some(last)) if is_digit(c) => match last {
            '/' => false,
            '-' | '_' => !last_but_one.is_some_and(char::is_alphanumeric),
            '.' | ':' => !last_but_one.is_some_and(is_digit),
            _ => !is_digit(last) && !last.is_ascii_alphabetic(),
        },
        _ => false,
    }
}

/// The length in bytes of the date at the start of a text, if it exists in the calendar, or 0.
fn date_length(text: &str) -> usize {
    if !starts_as_date(text) {
        return 0;
    }
    match printed(text) {
        Ok((rest, printed)) if printed.day.exists() => text.len() - rest.len(),
        _ => 0,
    }
}

/// Whether a text starts with a digit, or with the first word of a name. Most words before a date are not in a name.
fn starts_as_date(text: &str) -> bool {
    let Ok((_, first)) = word(text) else {
        return text.starts_with(is_digit);
    };
    let mut folded = String::with_capacity(MAX_NAME);
    fold_into(&mut folded, first);
    names::begins_name(&folded)
        || words::counts_months(&folded)
        || initials(text, names::months).is_ok()
}
