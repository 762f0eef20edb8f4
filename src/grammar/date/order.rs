//! The order of day and month in numeric dates, and the dates in a text that prove it.

use super::clock::Clock;
use super::day::Parts;
use super::find::may_start;
use super::lexical::{MAX_NAME, is_digit, is_dot, is_gap, is_joiner, is_letter};
use super::names;
use super::printed::{Printed, printed};

/// The order of day and month in a numeric date.
///
/// `03/07/2018` is the third of July or the seventh of March, depending on the site. Where a page does not decide,
/// the caller may.
///
/// ```
/// use liens::DateOrder;
///
/// assert_eq!(DateOrder::DayFirst.day_and_month(3, 7), (3, 7));
/// assert_eq!(DateOrder::MonthFirst.day_and_month(3, 7), (7, 3));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DateOrder {
    /// `29/06/2018`, as in most of the world.
    DayFirst,
    /// `06/29/2018`, as in the United States, and on every site that kept the default settings.
    MonthFirst,
}

impl DateOrder {
    /// The day and the month, in this order, of a date that begins with these two numbers.
    ///
    /// ```
    /// use liens::DateOrder;
    ///
    /// let (day, month) = DateOrder::MonthFirst.day_and_month(6, 29);
    /// assert_eq!((day, month), (29, 6));
    /// ```
    #[must_use]
    pub fn day_and_month(self, first: i8, second: i8) -> (i8, i8) {
        match self {
            Self::DayFirst => (first, second),
            Self::MonthFirst => (second, first),
        }
    }
}

/// The order of day and month that the numeric dates in a text prove, by a number above 12.
///
/// Only dates in the format of a stamp count: with a time of day, since `29/06/2018` alone may be a quotation, and
/// without a weekday. A date with a weekday is in another of the site's formats, and some sites order day and month
/// differently in the two. Returns `None` if no date proves an order, or if dates prove different ones.
pub(crate) fn proven_order(text: &str) -> Option<DateOrder> {
    let mut proven = None;
    for slash in memchr::memchr_iter(b'/', text.as_bytes()) {
        match (proven, order_at(text, slash)) {
            (None, order) => proven = order,
            (Some(one), Some(other)) if one != other => return None,
            _ => {}
        }
    }
    proven
}

/// The order that is proved by the date whose first slash is at `slash`.
fn order_at(text: &str, slash: usize) -> Option<DateOrder> {
    let start = number_before(text, slash)?;
    let (_, bare) = printed(&text[start..]).ok()?;
    bare.clock?;
    let has_weekday = bare.weekday.is_some()
        || words_before(text, start).any(
            |word| matches!(printed(&text[word..]), Ok((_, printed)) if printed.weekday.is_some()),
        );
    if has_weekday {
        None
    } else {
        bare.proven_order()
    }
}

/// The offset of the number before a slash, if a date may start there.
fn number_before(text: &str, slash: usize) -> Option<usize> {
    let digits = text[..slash]
        .char_indices()
        .rev()
        .take_while(|&(_, c)| is_digit(c));
    let (start, _) = digits.take(3).last()?;
    may_start(text, start).then_some(start)
}

/// The offsets of words directly before a number that may be a weekday, the nearest first.
fn words_before(text: &str, number: usize) -> impl Iterator<Item = usize> {
    let near = text[..number].char_indices().rev().take(MAX_NAME);
    near.take_while(|&(_, c)| is_letter(c) || is_gap(c) || is_joiner(c) || is_dot(c))
        .filter(|&(at, c)| c.is_alphabetic() && may_start(text, at))
        .map(|(at, _)| at)
        .take(names::MAX_WORDS)
}

impl Printed {
    /// The order of day and month that this date proves.
    fn proven_order(&self) -> Option<DateOrder> {
        let Parts::Numbers { first, second } = self.day.parts else {
            return None;
        };
        match self.moments(Clock::MIDNIGHT, None)[..] {
            [only] if first != second && only.day() == first => Some(DateOrder::DayFirst),
            [_] if first != second => Some(DateOrder::MonthFirst),
            _ => None,
        }
    }
}
