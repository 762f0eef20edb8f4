//! The dates that print exports have, as a grammar.
//!
//! ```text
//! printed := [weekday] day [at clock] end | clock [","] [weekday] day end
//! day     := year, month and day as numbers or with the month's name
//! clock   := hour ":" minute [":" second] ["am" | "pm"] [zone]
//! ```
//!
//! Sites choose the format, and the text around a date may be in any language, so every format is tried, and names
//! are looked up in all languages at once. The meaning is decided afterwards: the calendar and the weekday exclude
//! readings, then the language of the text does if it is known, and exactly one may remain.
//!
//! Every rule reads a bounded number of characters, so the cost of trying a date does not depend on the length of the
//! text.

mod clock;
mod day;
mod find;
mod lexical;
mod names;
mod order;
mod printed;
#[cfg(test)]
mod tests;
mod words;

pub(crate) use find::find;
use nom::Parser;
use nom::combinator::all_consuming;
pub use order::DateOrder;
pub(crate) use order::proven_order;

use crate::model::DateTime;
use clock::Clock;
use day::Parts;
use lexical::is_space;
use printed::{Printed, printed};

/// The meaning of a printed date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// Exactly this moment.
    Certain(DateTime),
    /// One of two moments, since the order of day and month is unknown.
    Ambiguous,
    /// No moment: not a date, a date without a time of day, one that contradicts itself, or one whose month has a
    /// name that several months share.
    Unknown,
}

/// Returns the meaning of a printed date, which must be the whole text except for space around it.
///
/// `order` and `language` count only where the date itself is ambiguous: `29/06/2018 - 14:56` is certain with any
/// order. `12 listopada 2018 - 14:56` is in November in Polish and in October in Croatian.
pub(crate) fn meaning(text: &str, order: Option<DateOrder>, language: Option<&str>) -> Meaning {
    let Some((printed, clock)) = moment(text) else {
        return Meaning::Unknown;
    };
    if !YEARS.contains(&printed.day.year) {
        return Meaning::Unknown;
    }
    let readings = printed.moments(clock, None);
    if let [only] = readings[..] {
        return Meaning::Certain(only);
    }
    if let [only] = printed.moments(clock, language)[..] {
        return Meaning::Certain(only);
    }
    match (readings.len(), printed.day.parts, order) {
        (2, Parts::Numbers { first, second }, Some(order)) => {
            let (day, month) = order.day_and_month(first, second);
            let moment = clock.on(printed.day.year, month, day);
            moment.map_or(Meaning::Unknown, Meaning::Certain)
        }
        (2, Parts::Numbers { .. }, None) => Meaning::Ambiguous,
        _ => Meaning::Unknown,
    }
}

/// The years of dates on pages. Other years belong to another calendar, as in Iran or Thailand.
const YEARS: std::ops::Range<i16> = 1583..2400;

/// Whether a whole text is a day with a time of day, even if ambiguous.
pub(crate) fn is_moment(text: &str) -> bool {
    moment(text).is_some_and(|(printed, clock)| !printed.moments(clock, None).is_empty())
}

fn moment(text: &str) -> Option<(Printed, Clock)> {
    let (_, printed) = all_consuming(printed)
        .parse(text.trim_matches(is_space))
        .ok()?;
    Some((printed, printed.clock?))
}
