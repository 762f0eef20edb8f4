//! Parses the time of day.

use nom::Parser;
use nom::branch::alt;
use nom::bytes::complete::{tag, take_while_m_n};
use nom::character::complete::{char, one_of, satisfy};
use nom::combinator::{map_opt, not, opt, recognize, value, verify};
use nom::error::{Error, ErrorKind};
use nom::sequence::{delimited, preceded, separated_pair, terminated};

use super::lexical::{
    Parsed, initials, is_comma, is_digit, is_unspaced, number, phrase, spaces, two_digits,
    unspaced_name, words,
};
use super::{names, words};
use crate::model::DateTime;

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Clock {
    hour: i8,
    minute: i8,
    second: i8,
}

impl Clock {
    pub(super) const MIDNIGHT: Self = Self {
        hour: 0,
        minute: 0,
        second: 0,
    };

    /// The moment of this time on a day, if both exist.
    pub(super) fn on(self, year: i16, month: i8, day: i8) -> Option<DateTime> {
        DateTime::new(year, month, day, self.hour, self.minute, self.second)
    }
}

/// `at := "T" | [spaces] ["."] ["-" | "@" | "," …] [spaces] [announcing words ["."] [spaces]]`, not
/// empty
///
/// ` - ` in `29/06/2018 - 14:56`, `T`, ` @ `, ` à `, `, um `, ` kl. `
fn at(input: &str) -> Parsed<'_, ()> {
    let sign = satisfy(|c| is_comma(c) || matches!(c, '-' | '–' | '—' | '@' | '|' | '·'));
    let announced = words(words::announces_time);
    let loose = (
        opt(char('.')),
        spaces,
        opt(sign),
        spaces,
        opt((announced, opt(char('.')), spaces)),
    );
    let some = verify(recognize(loose), |separator: &str| !separator.is_empty());
    value((), alt((tag("T"), some))).parse(input)
}

/// `at-clock := at clock | [spaces] [","] [spaces] announcing words ["."] [spaces] hour "." minute`
///
/// ` - 14:56`, ` kl. 14.56`
pub(super) fn at_clock(input: &str) -> Parsed<'_, Clock> {
    let announced = words(words::announces_clock);
    let sign = (spaces, opt(satisfy(is_comma)), spaces);
    let announcement = (sign, announced, opt(char('.')), spaces);
    let parts = separated_pair(number, char('.'), two_digits);
    let dotted = map_opt(parts, |(hour, minute)| time(hour, minute, 0, None));
    alt((preceded(at, clock), preceded(announcement, dotted))).parse(input)
}

/// `clock := [half] hour (":" | "h" | "時" | "시") minute [":" second ["." fraction]] ["分"] [half] ["Uhr" …] [zone]`
///
/// `14:56`, `14:56:00`, `2:56pm`, `14h56`, `14:56 Uhr`, `14:56:00+02:00`, `下午2:56`, `14時56分`
pub(super) fn clock(input: &str) -> Parsed<'_, Clock> {
    let (input, before) = opt(half_before).parse(input)?;
    let letter = delimited(spaces, one_of("hH時时시"), spaces);
    let (input, hour) = terminated(number, alt((char(':'), letter))).parse(input)?;
    let (input, minute) = two_digits(input)?;
    let (input, second) = opt(seconds).parse(input)?;
    let (input, _) = opt(one_of("分분")).parse(input)?;
    let (input, after) = opt(half).parse(input)?;
    let (input, _) = (opt(clock_word), opt(zone)).parse(input)?;
    match time(hour, minute, second.unwrap_or(0), before.or(after)) {
        Some(clock) => Ok((input, clock)),
        None => Err(nom::Err::Error(Error::new(input, ErrorKind::Verify))),
    }
}

/// The time with these parts, if it exists.
fn time(hour: i8, minute: i8, second: i8, is_after_noon: Option<bool>) -> Option<Clock> {
    let hour = match is_after_noon {
        None => hour,
        Some(_) if !(1..=12).contains(&hour) => return None,
        Some(false) => hour % 12,
        Some(true) => hour % 12 + 12,
    };
    let runs = (0..24).contains(&hour) && (0..60).contains(&minute) && (0..60).contains(&second);
    runs.then_some(Clock {
        hour,
        minute,
        second,
    })
}

/// `seconds := ":" two digits ["." 1 to 9 digits]`
///
/// `:00`, `:00.123`
fn seconds(input: &str) -> Parsed<'_, i8> {
    let fraction = (char('.'), take_while_m_n(1, 9, is_digit));
    delimited(char(':'), two_digits, opt(fraction)).parse(input)
}

/// `half := [spaces] name of a half of the day ["."]`; returns whether it is the afternoon
///
/// `pm`, ` PM`, ` p.m.`, ` p. m.`, ` μ.μ.`
fn half(input: &str) -> Parsed<'_, bool> {
    let name = |input| phrase(input, names::is_after_noon);
    let abbreviated = |input| initials(input, names::is_after_noon);
    let end = not(satisfy(char::is_alphanumeric));
    delimited(spaces, alt((abbreviated, name)), end).parse(input)
}

/// `half-before := name of a half of the day in a script of East Asia [spaces]`
///
/// `下午`, `오후 `
fn half_before(input: &str) -> Parsed<'_, bool> {
    let eastern = |name: &str| names::is_after_noon(name).filter(|_| name.starts_with(is_unspaced));
    let name = alt((
        |input| unspaced_name(input, names::is_after_noon),
        move |input| phrase(input, eastern),
    ));
    terminated(name, spaces).parse(input)
}

/// `clock-word := [spaces] ("Uhr" | "h" | …)`
///
/// ` Uhr` in `14:56 Uhr`
fn clock_word(input: &str) -> Parsed<'_, ()> {
    let word = words(words::follows_time);
    preceded(spaces, word).parse(input)
}

/// `zone := [spaces] ("Z" | "GMT" | "UTC" | ("+" | "-") two digits [":"] two digits)`
///
/// `Z`, `+02:00`, ` +0200`. A zone does not change the moment, which is that of the site's clock.
fn zone(input: &str) -> Parsed<'_, ()> {
    let letters = recognize((
        alt((tag("Z"), tag("GMT"), tag("UTC"))),
        not(satisfy(char::is_alphanumeric)),
    ));
    let pair = || take_while_m_n(2, 2, is_digit);
    let offset = recognize((
        one_of("+-"),
        pair(),
        opt(char(':')),
        pair(),
        not(satisfy(is_digit)),
    ));
    value((), preceded(spaces, alt((letters, offset)))).parse(input)
}
