//! Parses a day: year, month and day in any order, as numbers or with the name of the month.

use nom::Parser;
use nom::branch::alt;
use nom::bytes::complete::{tag, tag_no_case, take_while_m_n};
use nom::character::complete::{char, one_of, satisfy};
use nom::combinator::{map, not, opt, value, verify};
use nom::sequence::{delimited, preceded, terminated};

use super::clock::Clock;
use super::lexical::{
    Parsed, again, initials, is_dot, is_gap, mark, number, phrase, some_spaces, spaces, words, year,
};
use super::names::{self, Name};
use super::words;
use crate::model::DateTime;

/// A day as printed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Day {
    pub(super) year: i16,
    pub(super) parts: Parts,
}

/// Month and day as printed.
#[derive(Clone, Copy, Debug)]
pub(super) enum Parts {
    /// The position of each number shows which it is.
    Known { month: i8, day: i8 },
    /// Two numbers, either of which may be the month.
    Numbers { first: i8, second: i8 },
    /// The month has a name, which may mean several months.
    Named { month: Name, day: i8 },
}

impl Day {
    /// The moments of this day that exist in the calendar, one for each way to read it in a language, or in all
    /// languages.
    pub(super) fn moments(&self, clock: Clock, language: Option<&str>) -> Vec<DateTime> {
        let moment = |month, day| clock.on(self.year, month, day);
        match self.parts {
            Parts::Known { month, day } => moment(month, day).into_iter().collect(),
            Parts::Numbers { first, second } if first == second => {
                moment(first, second).into_iter().collect()
            }
            Parts::Numbers { first, second } => [moment(second, first), moment(first, second)]
                .into_iter()
                .flatten()
                .collect(),
            Parts::Named { month, day } => month
                .numbers(language)
                .filter_map(|month| moment(month, day))
                .collect(),
        }
    }

    /// Whether such a day exists in the calendar in any reading.
    pub(super) fn exists(&self) -> bool {
        !self.moments(Clock::MIDNIGHT, None).is_empty()
    }
}

/// `day := counted | year-first | year-last | year-month-day | year-day-month | day-month-year | month-day-year`
///
/// `29/06/2018`, `29 juin 2018`
pub(super) fn day(input: &str) -> Parsed<'_, Day> {
    alt((
        counted, year_first, year_last, year_month_day, year_day_month, day_month_year,
        month_day_year,
    ))
    .parse(input)
}

/// `counted := year "年" number "月" number "日"`, or the same in Korean
///
/// `2018年6月29日`, `2018년 6월 29일`
fn counted(input: &str) -> Parsed<'_, Day> {
    let parts = (
        terminated(year, (spaces, one_of("年년"), spaces)),
        terminated(number, (spaces, one_of("月월"), spaces)),
        terminated(number, (spaces, one_of("日号號일"))),
    );
    map(parts, |(year, month, day)| Day {
        year,
        parts: Parts::Known { month, day },
    })
    .parse(input)
}

/// `year-first := year mark number mark number`, with the same mark twice
///
/// `2018-06-29`, `2018/06/29`, `2018. 06. 29`
fn year_first(input: &str) -> Parsed<'_, Day> {
    let (input, year) = year(input)?;
    let (input, mark) = mark(input)?;
    let (input, month) = number(input)?;
    let (input, _) = again(mark).parse(input)?;
    let (input, day) = number(input)?;
    let parts = Parts::Known { month, day };
    Ok((input, Day { year, parts }))
}

/// `year-last := number mark number mark year ["г."]`, with the same mark twice
///
/// `29/06/2018`, `06/29/2018`, `29-06-2018`. With dots the day always comes first: `29.06.2018`.
fn year_last(input: &str) -> Parsed<'_, Day> {
    let (input, first) = number(input)?;
    let (input, mark) = mark(input)?;
    let (input, second) = number(input)?;
    let (input, _) = again(mark).parse(input)?;
    let (input, year) = terminated(year, opt(year_word)).parse(input)?;
    let parts = match mark {
        '.' => Parts::Known {
            month: second,
            day: first,
        },
        _ => Parts::Numbers { first, second },
    };
    Ok((input, Day { year, parts }))
}

/// `year-month-day := year ["m." | "ko"] gap month gap ordinal ["d." | "a"]`
///
/// `2018 Jun 29`, `2018. június 29`, `2018 m. birželio 29 d.`, `2018ko ekainaren 29a`
fn year_month_day(input: &str) -> Parsed<'_, Day> {
    let basque = alt((tag("ko"), tag("(e)ko")));
    let year = terminated(year, opt(alt((leading_word, value((), basque)))));
    let day = terminated(ordinal, opt(day_word));
    let parts = (terminated(year, gap), terminated(month, gap), day);
    map(parts, |(year, month, day)| named(year, month, day)).parse(input)
}

/// `year-day-month := year ["."] "gada" gap ordinal gap month`
///
/// `2018. gada 29. jūnijs`
fn year_day_month(input: &str) -> Parsed<'_, Day> {
    let year = terminated(year, (leading_word, gap));
    let parts = (year, terminated(ordinal, gap), month);
    map(parts, |(year, day, month)| named(year, month, day)).parse(input)
}

/// `day-month-year := ordinal gap month gap [era] year ["г."]`
///
/// `29 juin 2018`, `1er juin 2018`, `29 de junio de 2018`, `29. června 2018`, `29 июня 2018 г.`,
/// `29 มิถุนายน พ.ศ. 2561`
fn day_month_year(input: &str) -> Parsed<'_, Day> {
    let parts = (
        terminated(ordinal, gap),
        terminated(month, gap),
        preceded(opt((era, spaces)), year),
        opt(year_word),
    );
    map(parts, |(day, month, year, _)| named(year, month, day)).parse(input)
}

/// `month-day-year := month gap ordinal gap year`
///
/// `January 14, 2019`, `Apr 6 2016`, `June 1st, 2018`
fn month_day_year(input: &str) -> Parsed<'_, Day> {
    let parts = (terminated(month, gap), terminated(ordinal, gap), year);
    map(parts, |(month, day, year)| named(year, month, day)).parse(input)
}

/// A month as printed, unless it is only a number.
#[derive(Clone, Copy, Debug)]
enum Month {
    Named(Name),
    /// With the word for "month".
    Number(i8),
}

/// A day from its parts, with the year converted if it is a Thai one.
fn named(year: i16, month: Month, day: i8) -> Day {
    match month {
        Month::Number(month) => Day {
            year,
            parts: Parts::Known { month, day },
        },
        Month::Named(month) => {
            let is_of_buddha = month.is_thai() && year >= FIRST_YEAR_OF_BUDDHA;
            let year = if is_of_buddha {
                year - YEARS_OF_BUDDHA
            } else {
                year
            };
            Day {
                year,
                parts: Parts::Named { month, day },
            }
        }
    }
}

/// How far Thai years are ahead.
const YEARS_OF_BUDDHA: i16 = 543;
/// With a Thai month, a year from here on is Thai, as no page prints such a year otherwise.
const FIRST_YEAR_OF_BUDDHA: i16 = 2400;

/// `month := name of a month ["."] | ("tháng" | "thg") spaces number | number ("月" | "월")`
///
/// `Jun`, `juil.`, `d'abril`, `ינו׳`, `มิ.ย.`, `tháng 6`, `6月`
fn month(input: &str) -> Parsed<'_, Month> {
    let name = |input| phrase(input, names::months);
    let abbreviated = |input| initials(input, names::months);
    let after_word = preceded((words(words::counts_months), spaces), number);
    let before_word = terminated(number, one_of("月월"));
    let counted = verify(alt((after_word, before_word)), |number| {
        (1..=12).contains(number)
    });
    let named = alt((abbreviated, terminated(name, opt(satisfy(is_dot)))));
    alt((map(counted, Month::Number), map(named, Month::Named))).parse(input)
}

/// `ordinal := number ["st" | "nd" | "rd" | "th" | "er" | "e" | "º" …]`
///
/// `14`, `14th`, `1er`, `1º`
fn ordinal(input: &str) -> Parsed<'_, i8> {
    let letters = alt((
        tag_no_case("st"),
        tag_no_case("nd"),
        tag_no_case("rd"),
        tag_no_case("th"),
        tag_no_case("er"),
        tag_no_case("e"),
        tag("º"),
        tag("ª"),
        tag("°"),
    ));
    terminated(
        number,
        opt(terminated(letters, not(satisfy(char::is_alphabetic)))),
    )
    .parse(input)
}

/// `leading-word := ["."] spaces ("m" | "gada") ["."]`
///
/// ` m.` in `2018 m. birželio 29 d.`
fn leading_word(input: &str) -> Parsed<'_, ()> {
    let word = words(words::leads_from_year);
    delimited((opt(char('.')), spaces), word, opt(char('.'))).parse(input)
}

/// `day-word := spaces "d" ["."] | "a" | "(a)"`
///
/// ` d.` in `2018 m. birželio 29 d.`
fn day_word(input: &str) -> Parsed<'_, ()> {
    let lithuanian = delimited(spaces, words(words::follows_day), opt(char('.')));
    let basque = alt((
        tag("(a)"),
        terminated(tag("a"), not(satisfy(char::is_alphabetic))),
    ));
    alt((lithuanian, value((), basque))).parse(input)
}

/// `era := ("พ.ศ" | "ค.ศ") ["."]`
///
/// `พ.ศ. ` in `29 มิถุนายน พ.ศ. 2561`
fn era(input: &str) -> Parsed<'_, ()> {
    initials(input, |era| words::is_era(era).then_some(()))
}

/// `year-word := spaces ("г" | "года" | …) ["."]`
///
/// ` г.` in `29 июня 2018 г.`
fn year_word(input: &str) -> Parsed<'_, ()> {
    let word = words(words::follows_year);
    delimited(spaces, word, opt(char('.'))).parse(input)
}

/// `gap := 1 to 6 spaces, dots, commas, hyphens or slashes [joining word spaces]`
///
/// `, ` in `January 14, 2019`, ` de ` in `29 de junio`, `-` in `29-Jun-2018`
fn gap(input: &str) -> Parsed<'_, ()> {
    let word = words(words::joins_parts);
    value((), (take_while_m_n(1, 6, is_gap), opt((word, some_spaces)))).parse(input)
}
