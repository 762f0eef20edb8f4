//! Parses a whole date: a day, its weekday and the time of day.

use nom::Parser;
use nom::branch::alt;
use nom::bytes::complete::take_while_m_n;
use nom::character::complete::{char, one_of, satisfy};
use nom::combinator::{map, opt, recognize, success, value, verify};
use nom::error::{Error, ErrorKind};
use nom::sequence::{delimited, preceded, terminated};

use super::clock::{Clock, at_clock, clock};
use super::day::{Day, day};
use super::lexical::{Parsed, end, is_comma, is_dot, is_unspaced, phrase, spaces, unspaced_name};
use super::names::{self, Name};
use crate::model::DateTime;

/// A date as printed, before its meaning is decided.
#[derive(Clone, Copy, Debug)]
pub(super) struct Printed {
    /// The weekday named before or after the day.
    pub(super) weekday: Option<Name>,
    pub(super) day: Day,
    pub(super) clock: Option<Clock>,
}

impl Printed {
    /// The moments that exist in the calendar and fall on the weekday, in a language or in all languages.
    pub(super) fn moments(&self, clock: Clock, language: Option<&str>) -> Vec<DateTime> {
        let mut moments = self.day.moments(clock, language);
        if let Some(weekday) = self.weekday {
            moments.retain(|moment| falls_on(*moment, weekday, language));
        }
        moments
    }
}

fn falls_on(moment: DateTime, weekday: Name, language: Option<&str>) -> bool {
    weekday
        .numbers(language)
        .any(|number| number == moment.weekday())
}

/// `printed := [weekday] dated | clock-first`
///
/// `Fri, 29/06/2018 - 14:56`. Some names are both a weekday and a month (`mar`), so the rule is tried with and without
/// a weekday.
pub(super) fn printed(input: &str) -> Parsed<'_, Printed> {
    let front = alt((
        (map(weekday, Some), dated),
        (success(None), dated),
        clock_first,
    ));
    map(front, |(before, (day, after, clock))| Printed {
        weekday: before.or(after),
        day,
        clock,
    })
    .parse(input)
}

/// A day, the weekday after it and the time of day.
type Dated = (Day, Option<Name>, Option<Clock>);

/// `clock-first := clock [spaces] [","] [spaces] [weekday] day end`, with at least one separator after the clock
///
/// `14:56 29/06/2018`, `12:30, 29 June 2018`
fn clock_first(input: &str) -> Parsed<'_, (Option<Name>, Dated)> {
    let separator = recognize((spaces, opt(satisfy(is_comma)), spaces));
    let separator = verify(separator, |separator: &str| !separator.is_empty());
    let (input, clock) = terminated(clock, separator).parse(input)?;
    let (input, (weekdays, day)) =
        alt(((map(weekday, Some), day), (success(None), day))).parse(input)?;
    let (input, ()) = end(input)?;
    Ok((input, (weekdays, (day, None, Some(clock)))))
}

/// `dated := day [aside | trailing] (at-clock end | [spaces] "(" clock ")" end | end)`
///
/// `29/06/2018 - 14:56`, `29/06/2018 (14:56)`, `29/06/2018`. The rest of the input may follow if it is not a time of
/// day.
fn dated(input: &str) -> Parsed<'_, Dated> {
    let (rest, day) = day(input)?;
    let is_right = |weekday: &Name| {
        let moments = day.moments(Clock::MIDNIGHT, None);
        moments
            .into_iter()
            .any(|moment| falls_on(moment, *weekday, None))
    };
    // A time of day may follow `29日` directly.
    let needs_no_space = input[..input.len() - rest.len()].ends_with(is_unspaced);
    let glued = preceded(verify(success(()), |()| needs_no_space), clock);
    let in_parentheses = delimited((spaces, char('(')), clock, char(')'));
    let timed = map(
        terminated(alt((at_clock, glued, in_parentheses)), end),
        Some,
    );
    let weekday = opt(alt((aside, verify(trailing, is_right))));
    let parts = (weekday, alt((timed, value(None, end))));
    map(parts, |(weekday, clock)| (day, weekday, clock)).parse(rest)
}

/// `weekday := name of a weekday, then a dot, a comma or a space`
///
/// `Fri, `, `lun. `, `Vendredi `. Names that are also other words need the dot or the comma.
fn weekday(input: &str) -> Parsed<'_, Name> {
    let name = |name: &str| Some((names::weekdays(name)?, names::is_also_a_word(name)));
    let (input, (weekday, needs_mark)) = phrase(input, name)?;
    let (input, mark) = take_while_m_n(0, 2, |c| is_dot(c) || is_comma(c)).parse(input)?;
    let (input, space) = spaces(input)?;
    if mark.is_empty() && (needs_mark || space.is_empty()) {
        return Err(nom::Err::Error(Error::new(input, ErrorKind::Verify)));
    }
    Ok((input, weekday))
}

/// `aside := [spaces] "(" name of a weekday ["."] ")"`
///
/// `(金)` in `2018年6月29日(金)`.
fn aside(input: &str) -> Parsed<'_, Name> {
    let name = |input| phrase(input, names::weekdays);
    let inside = terminated(name, opt(satisfy(is_dot)));
    delimited((spaces, one_of("(（")), inside, one_of(")）")).parse(input)
}

/// `trailing := ["."] [","] [spaces] name of a weekday in full`
///
/// `星期五` in `2018年6月29日星期五`, `, péntek` in `2018. június 29., péntek`. Short names do not count, since they are also
/// other words.
fn trailing(input: &str) -> Parsed<'_, Name> {
    /// The minimum number of letters in a full name: Turkish has `Salı` and `Cuma`.
    const LETTERS: usize = 4;
    let full = |name: &str| {
        let is_full = name.starts_with(is_unspaced) || name.chars().count() >= LETTERS;
        names::weekdays(name).filter(|_| is_full)
    };
    let name = alt((
        |input| unspaced_name(input, names::weekdays),
        move |input| phrase(input, full),
    ));
    let separator = (opt(char('.')), opt(satisfy(is_comma)), spaces);
    preceded(separator, name).parse(input)
}
