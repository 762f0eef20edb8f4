//! The dates that print exports carry, as a grammar.
//!
//! ```text
//! printed := [weekday] day [at clock] end | clock [","] [weekday] day end
//! day     := year, month and day as numbers or with the month's name
//! clock   := hour ":" minute [":" second] ["am" | "pm"] [zone]
//! ```
//!
//! Sites choose the format, and the text around a date may be of any language, so every format is
//! tried and names are looked up in all languages at once. What a date means is settled afterwards:
//! the calendar and a weekday in front rule out readings, and only one may remain.
//!
//! Every rule takes a bounded number of characters, so a date costs the same wherever it is tried.

use std::ops::Range;

use nom::branch::alt;
use nom::bytes::complete::{tag, tag_no_case, take_while_m_n};
use nom::character::complete::{char, one_of, satisfy};
use nom::combinator::{all_consuming, map, map_opt, not, opt, recognize, success, value, verify};
use nom::error::{Error, ErrorKind};
use nom::sequence::{delimited, preceded, terminated};
use nom::{IResult, Parser};

use super::calendar_names::{self, NumberSet};
use crate::model::DateTime;

/// The order of day and month in a date of numbers only.
///
/// `03/07/2018` is the third of July or the seventh of March; the site knows which. Where a page
/// does not tell, the caller may.
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
    /// `06/29/2018`, as in the United States, and on every site that never changed its settings.
    MonthFirst,
}

impl DateOrder {
    /// Day and month, in this order, of a date that begins with these two numbers.
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

/// What a printed date says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// This moment and no other.
    Certain(DateTime),
    /// One of two moments, since the order of day and month is open.
    Ambiguous,
    /// No moment: no date, a date without a time of day, or one that contradicts itself.
    Unknown,
}

/// What a printed date means. It must be the whole text; space around it does not matter.
///
/// `order` decides where the date itself leaves the order of day and month open, and only there:
/// `29/06/2018 - 14:56` is certain with any order.
pub(crate) fn meaning(text: &str, order: Option<DateOrder>) -> Meaning {
    let Ok((_, printed)) = all_consuming(printed).parse(text.trim_matches(is_space)) else {
        return Meaning::Unknown;
    };
    let Some(clock) = printed.clock else {
        return Meaning::Unknown;
    };
    let moments = printed.moments(clock);
    match (moments.as_slice(), printed.day.parts, order) {
        (&[only], _, _) => Meaning::Certain(only),
        ([_, _], Parts::Numbers { first, second }, Some(order)) => {
            let (day, month) = order.day_and_month(first, second);
            let moment = clock.on(printed.day.year, month, day);
            moment.map_or(Meaning::Unknown, Meaning::Certain)
        }
        ([_, _], Parts::Numbers { .. }, None) => Meaning::Ambiguous,
        _ => Meaning::Unknown,
    }
}

/// The longest stretch of the text that reads as a date, with or without a time of day; the first
/// of several.
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

/// The order of day and month that the dates of numbers in a text prove, by a number above 12.
///
/// Only dates in the format of a stamp count: with a time of day, since `29/06/2018` alone may be a quotation,
/// and without a weekday. A date with a weekday is printed in another of the site's formats, and sites are known
/// to order day and month differently in the two. `None` when nothing proves an order, or something proves
/// either.
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

/// The order that a date proves whose first slash is here.
fn order_at(text: &str, slash: usize) -> Option<DateOrder> {
    let start = number_before(text, slash)?;
    let (_, bare) = printed(&text[start..]).ok()?;
    bare.clock?;
    let has_weekday = words_before(text, start).any(
        |word| matches!(printed(&text[word..]), Ok((_, printed)) if printed.weekdays.is_some()),
    );
    if has_weekday {
        None
    } else {
        bare.proven_order()
    }
}

/// Where the number before a slash starts, if a date may start there.
fn number_before(text: &str, slash: usize) -> Option<usize> {
    let digits = text[..slash]
        .char_indices()
        .rev()
        .take_while(|&(_, c)| is_digit(c));
    let (start, _) = digits.take(3).last()?;
    may_start(text, start).then_some(start)
}

/// Where the words right before a number start that might be a weekday, the nearest first.
fn words_before(text: &str, number: usize) -> impl Iterator<Item = usize> {
    let near = text[..number].char_indices().rev().take(LONGEST_NAME);
    near.take_while(|&(_, c)| is_letter(c) || is_gap(c) || is_joiner(c) || is_dot(c))
        .filter(|&(at, c)| c.is_alphabetic() && may_start(text, at))
        .map(|(at, _)| at)
        .take(calendar_names::MOST_WORDS)
}

/// More characters than a weekday and what separates it from its date.
const LONGEST_NAME: usize = 48;

/// The places of a text where a date may start.
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
        digit.saturating_sub(at) <= LONGEST_NAMES
    })
}

/// More bytes than a weekday and a month before the first digit of their date: most words of a text
/// are farther from any digit and need not be tried.
const LONGEST_NAMES: usize = 128;

/// Whether a date may start here: with a number or a word, and not within a longer number, word,
/// address or path.
fn may_start(text: &str, at: usize) -> bool {
    let mut back = text[..at].chars().rev();
    let (last, last_but_one) = (back.next(), back.next());
    match (text[at..].chars().next(), last) {
        (Some(c), None) => c.is_alphabetic() || is_digit(c),
        (Some(c), Some(last)) if c.is_alphabetic() => match last {
            '_' => !last_but_one.is_some_and(char::is_alphanumeric),
            _ => !last.is_alphanumeric(),
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

/// How many bytes at the start of the text read as a date that the calendar has.
fn date_length(text: &str) -> usize {
    if !starts_as_date(text) {
        return 0;
    }
    match printed(text) {
        Ok((rest, printed)) if printed.day.exists() => text.len() - rest.len(),
        _ => 0,
    }
}

/// Whether a text starts with a digit, or with a word that a name starts with. Most words before a date are others.
fn starts_as_date(text: &str) -> bool {
    let Ok((_, first)) = word(text) else {
        return text.starts_with(is_digit);
    };
    let mut folded = String::with_capacity(LONGEST_NAME);
    fold_into(&mut folded, first);
    calendar_names::begins_name(&folded)
}

/// A date as it stands, before it is understood.
#[derive(Clone, Copy, Debug)]
struct Printed {
    /// The weekdays that the name before or after the day may mean.
    weekdays: Option<NumberSet>,
    day: Day,
    clock: Option<Clock>,
}

impl Printed {
    /// The moments that the calendar has, on a day that the weekday admits.
    fn moments(&self, clock: Clock) -> Vec<DateTime> {
        let mut moments = self.day.moments(clock);
        if let Some(weekdays) = self.weekdays {
            moments.retain(|moment| weekdays.contains(moment.weekday()));
        }
        moments
    }

    /// The order of day and month that this date proves.
    fn proven_order(&self) -> Option<DateOrder> {
        let Parts::Numbers { first, second } = self.day.parts else {
            return None;
        };
        match self.moments(Clock::MIDNIGHT)[..] {
            [only] if first != second && only.day() == first => Some(DateOrder::DayFirst),
            [_] if first != second => Some(DateOrder::MonthFirst),
            _ => None,
        }
    }
}

/// A day as it stands.
#[derive(Clone, Copy, Debug)]
struct Day {
    year: i16,
    parts: Parts,
}

/// Month and day as they stand.
#[derive(Clone, Copy, Debug)]
enum Parts {
    /// Each is known by its place.
    Known { month: i8, day: i8 },
    /// Two numbers, and either may be the month.
    Numbers { first: i8, second: i8 },
    /// The month has a name, which may mean several.
    Named { months: NumberSet, day: i8 },
}

impl Day {
    /// The moments of this day that the calendar has: one for each way to read it.
    fn moments(&self, clock: Clock) -> Vec<DateTime> {
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
            Parts::Named { months, day } => months
                .iter()
                .filter_map(|month| moment(month, day))
                .collect(),
        }
    }

    /// Whether the calendar has such a day at all.
    fn exists(&self) -> bool {
        !self.moments(Clock::MIDNIGHT).is_empty()
    }
}

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Clock {
    hour: i8,
    minute: i8,
    second: i8,
}

impl Clock {
    const MIDNIGHT: Self = Self {
        hour: 0,
        minute: 0,
        second: 0,
    };

    /// The moment at this time of a day, if the calendar has the day and the clock the time.
    fn on(self, year: i16, month: i8, day: i8) -> Option<DateTime> {
        DateTime::new(year, month, day, self.hour, self.minute, self.second)
    }
}

/// The half of the day on a clock of twelve hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Half {
    Morning,
    Afternoon,
}

type Parsed<'a, T> = IResult<&'a str, T>;

/// `printed := [weekday] dated | clock-first`
///
/// `Fri, 29/06/2018 - 14:56`. Some names are both a weekday and a month (`mar`), so the whole is
/// tried with and without a weekday.
fn printed(input: &str) -> Parsed<'_, Printed> {
    let front = alt((
        (map(weekday, Some), dated),
        (success(None), dated),
        clock_first,
    ));
    map(front, |(before, (day, after, clock))| Printed {
        weekdays: before.or(after),
        day,
        clock,
    })
    .parse(input)
}

/// A day, the weekday behind it and the time of day.
type Dated = (Day, Option<NumberSet>, Option<Clock>);

/// `clock-first := clock [spaces] [","] [spaces] [weekday] day end`, not without any separator
///
/// `14:56 29/06/2018`, `12:30, 29 June 2018`
fn clock_first(input: &str) -> Parsed<'_, (Option<NumberSet>, Dated)> {
    let separator = recognize((spaces, opt(satisfy(is_comma)), spaces));
    let separator = verify(separator, |separator: &str| !separator.is_empty());
    let (input, clock) = terminated(clock, separator).parse(input)?;
    let (input, (weekdays, day)) =
        alt(((map(weekday, Some), day), (success(None), day))).parse(input)?;
    let (input, ()) = end(input)?;
    Ok((input, (weekdays, (day, None, Some(clock)))))
}

/// `dated := day [aside] (at clock end | [spaces] "(" clock ")" end | end)`
///
/// `29/06/2018 - 14:56`, `29/06/2018 (14:56)`, `29/06/2018`. What cannot be a time of day is left over.
fn dated(input: &str) -> Parsed<'_, Dated> {
    let in_parentheses = delimited((spaces, char('(')), clock, char(')'));
    let clock = alt((preceded(at, clock), in_parentheses));
    let timed = map(terminated(clock, end), Some);
    (day, opt(aside), alt((timed, value(None, end)))).parse(input)
}

/// `weekday := name of a weekday, then a point, a comma or space`
///
/// `Fri, `, `lun. `, `Vendredi `. Names that are also other words need the dot or the comma.
fn weekday(input: &str) -> Parsed<'_, NumberSet> {
    let name = |name: &str| {
        let weekdays = calendar_names::weekdays(name)?;
        Some((weekdays, calendar_names::is_also_a_word(name)))
    };
    let (input, (weekdays, needs_mark)) = phrase(input, name)?;
    let (input, mark) = take_while_m_n(0, 2, |c| is_dot(c) || is_comma(c)).parse(input)?;
    let (input, space) = spaces(input)?;
    if mark.is_empty() && (needs_mark || space.is_empty()) {
        return Err(nom::Err::Error(Error::new(input, ErrorKind::Verify)));
    }
    Ok((input, weekdays))
}

/// `aside := [spaces] "(" name of a weekday ["."] ")"`
///
/// `(金)` in `2018年6月29日(金)`.
fn aside(input: &str) -> Parsed<'_, NumberSet> {
    let name = |input| phrase(input, calendar_names::weekdays);
    let inside = terminated(name, opt(satisfy(is_dot)));
    delimited((spaces, one_of("(（")), inside, one_of(")）")).parse(input)
}

/// `day := japanese | year-first | year-last | year-month-day | day-month-year | month-day-year`
///
/// `29/06/2018`, `29 juin 2018`
fn day(input: &str) -> Parsed<'_, Day> {
    alt((
        japanese,
        year_first,
        year_last,
        year_month_day,
        day_month_year,
        month_day_year,
    ))
    .parse(input)
}

/// `japanese := year "年" number "月" number "日"`
///
/// `2018年6月29日`
fn japanese(input: &str) -> Parsed<'_, Day> {
    let parts = (
        terminated(year, char('年')),
        terminated(number, char('月')),
        terminated(number, char('日')),
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

/// `year-last := number mark number mark year`, with the same mark twice
///
/// `29/06/2018`, `06/29/2018`, `29-06-2018`; with points the day is always first: `29.06.2018`.
fn year_last(input: &str) -> Parsed<'_, Day> {
    let (input, first) = number(input)?;
    let (input, mark) = mark(input)?;
    let (input, second) = number(input)?;
    let (input, _) = again(mark).parse(input)?;
    let (input, year) = year(input)?;
    let parts = match mark {
        '.' => Parts::Known {
            month: second,
            day: first,
        },
        _ => Parts::Numbers { first, second },
    };
    Ok((input, Day { year, parts }))
}

/// `year-month-day := year gap month gap number`
///
/// `2018 Jun 29`, `2018. június 29`
fn year_month_day(input: &str) -> Parsed<'_, Day> {
    let parts = (terminated(year, gap), terminated(month, gap), ordinal);
    map(parts, |(year, months, day)| named(year, months, day)).parse(input)
}

/// `day-month-year := ordinal gap month gap year ["г."]`
///
/// `29 juin 2018`, `1er juin 2018`, `29 de junio de 2018`, `29. června 2018`, `29 июня 2018 г.`
fn day_month_year(input: &str) -> Parsed<'_, Day> {
    let parts = (
        terminated(ordinal, gap),
        terminated(month, gap),
        year,
        opt(year_word),
    );
    map(parts, |(day, months, year, _)| named(year, months, day)).parse(input)
}

/// `month-day-year := month gap ordinal gap year`
///
/// `January 14, 2019`, `Apr 6 2016`, `June 1st, 2018`
fn month_day_year(input: &str) -> Parsed<'_, Day> {
    let parts = (terminated(month, gap), terminated(ordinal, gap), year);
    map(parts, |(months, day, year)| named(year, months, day)).parse(input)
}

/// The day of a month with a name.
fn named(year: i16, months: NumberSet, day: i8) -> Day {
    Day {
        year,
        parts: Parts::Named { months, day },
    }
}

/// `month := name of a month ["."] | ("tháng" | "thg") spaces number`
///
/// `Jun`, `juil.`, `d'abril`, `ינו׳`, `tháng 6`
fn month(input: &str) -> Parsed<'_, NumberSet> {
    let name = |input| phrase(input, calendar_names::months);
    let word = words(calendar_names::counts_months);
    let counted = preceded(
        (word, spaces),
        verify(number, |number| (1..=12).contains(number)),
    );
    alt((
        map_opt(counted, |number| {
            u8::try_from(number).ok().map(NumberSet::one)
        }),
        terminated(name, opt(satisfy(is_dot))),
    ))
    .parse(input)
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

/// `year-word := spaces ("г" | "года" | …) ["."]`
///
/// ` г.` in `29 июня 2018 г.`
fn year_word(input: &str) -> Parsed<'_, ()> {
    let word = words(calendar_names::follows_year);
    delimited(spaces, word, opt(char('.'))).parse(input)
}

/// `gap := 1 to 6 spaces, points, commas, hyphens or slashes [joining word spaces]`
///
/// `, ` in `January 14, 2019`, ` de ` in `29 de junio`, `-` in `29-Jun-2018`
fn gap(input: &str) -> Parsed<'_, ()> {
    let word = words(calendar_names::joins_parts);
    value((), (take_while_m_n(1, 6, is_gap), opt((word, some_spaces)))).parse(input)
}

/// `at := "T" | [spaces] ["."] ["-" | "@" | "," …] [spaces] [announcing words ["."] [spaces]]`, not
/// empty
///
/// ` - ` in `29/06/2018 - 14:56`, `T`, ` @ `, ` à `, `, um `, ` kl. `
fn at(input: &str) -> Parsed<'_, ()> {
    let sign = satisfy(|c| is_comma(c) || matches!(c, '-' | '–' | '—' | '@' | '|' | '·'));
    let announced = words(calendar_names::announces_time);
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

/// `clock := hour (":" | "h") minute [":" second ["." fraction]] [half] ["Uhr" …] [zone]`
///
/// `14:56`, `14:56:00`, `2:56pm`, `14h56`, `14:56 Uhr`, `14:56:00+02:00`
fn clock(input: &str) -> Parsed<'_, Clock> {
    let letter = delimited(spaces, one_of("hH"), spaces);
    let (input, hour) = terminated(number, alt((char(':'), letter))).parse(input)?;
    let (input, minute) = two_digits(input)?;
    let (input, second) = opt(seconds).parse(input)?;
    let (input, half) = opt(half).parse(input)?;
    let (input, _) = (opt(clock_word), opt(zone)).parse(input)?;
    match time(hour, minute, second.unwrap_or(0), half) {
        Some(clock) => Ok((input, clock)),
        None => Err(nom::Err::Error(Error::new(input, ErrorKind::Verify))),
    }
}

/// The time of day with these parts, if a clock shows it.
fn time(hour: i8, minute: i8, second: i8, half: Option<Half>) -> Option<Clock> {
    let hour = match half {
        None => hour,
        Some(_) if !(1..=12).contains(&hour) => return None,
        Some(Half::Morning) => hour % 12,
        Some(Half::Afternoon) => hour % 12 + 12,
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

/// `half := [spaces] ("a" | "p") ["."] [spaces] "m" ["."] | [spaces] ("ص" | "م")`
///
/// `pm`, ` PM`, ` p.m.`, ` p. m.`
fn half(input: &str) -> Parsed<'_, Half> {
    let first = alt((
        value(Half::Morning, one_of("aA")),
        value(Half::Afternoon, one_of("pP")),
    ));
    let second = alt((
        recognize((char('.'), spaces, one_of("mM"), opt(char('.')))),
        recognize(one_of("mM")),
    ));
    let arabic = alt((
        value(Half::Morning, char('ص')),
        value(Half::Afternoon, char('م')),
    ));
    delimited(
        spaces,
        alt((terminated(first, second), arabic)),
        not(satisfy(char::is_alphanumeric)),
    )
    .parse(input)
}

/// `clock-word := [spaces] ("Uhr" | "h" | …)`
///
/// ` Uhr` in `14:56 Uhr`
fn clock_word(input: &str) -> Parsed<'_, ()> {
    let word = words(calendar_names::follows_time);
    preceded(spaces, word).parse(input)
}

/// `zone := [spaces] ("Z" | "GMT" | "UTC" | ("+" | "-") two digits [":"] two digits)`
///
/// `Z`, `+02:00`, ` +0200`. A zone is not part of the moment on the site's clock.
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

/// `end := what does not go on as a longer number, word or path`
///
/// After `29/06/2018` come ` `, `)`, `.` or `,`, not `/4`, `.5`, `x` or `7`.
fn end(input: &str) -> Parsed<'_, ()> {
    let more = alt((
        value(
            (),
            satisfy(|c| is_digit(c) || c.is_ascii_alphabetic() || c == '/'),
        ),
        value((), (one_of("-.:"), satisfy(is_digit))),
    ));
    not(more).parse(input)
}

/// `words := phrase`, one that passes the test
///
/// `Uhr` for a test of what follows a time of day.
fn words<'a>(test: fn(&str) -> bool) -> impl Parser<&'a str, Output = (), Error = Error<&'a str>> {
    move |input| phrase(input, |words| test(words).then_some(()))
}

/// `phrase := word {spaces word}`, the longest that is known
///
/// `vendredi`, `thứ sáu`. `known` gets the words in lower case.
fn phrase<T>(input: &str, known: impl Fn(&str) -> Option<T>) -> Parsed<'_, T> {
    let mut words = String::with_capacity(LONGEST_NAME);
    let mut longest = None;
    let mut rest = input;
    for index in 0..calendar_names::MOST_WORDS {
        let Ok((after, found)) = word(rest) else {
            break;
        };
        fold_into(&mut words, found);
        longest = known(&words).map(|meaning| (after, meaning)).or(longest);
        if index == 0 && !calendar_names::begins_phrase(&words) {
            break;
        }
        let Ok((after, _)) = some_spaces(after) else {
            break;
        };
        words.push(' ');
        rest = after;
    }
    longest.ok_or_else(|| nom::Err::Error(Error::new(input, ErrorKind::Tag)))
}

/// `word := 1 to 16 letters [joiner 1 to 16 letters]`, and no further letter
///
/// `juin`, `segunda-feira`, `п'ятниця`
fn word(input: &str) -> Parsed<'_, &str> {
    let letters = || take_while_m_n(1, 16, is_letter);
    let joined = (letters(), opt((satisfy(is_joiner), letters())));
    terminated(recognize(joined), not(satisfy(is_letter))).parse(input)
}

/// Appends a word in lower case and with one sort of apostrophe.
fn fold_into(words: &mut String, word: &str) {
    let apostrophe = |c| if matches!(c, '’' | 'ʼ') { '\'' } else { c };
    words.extend(word.chars().flat_map(char::to_lowercase).map(apostrophe));
}

/// `year := 4 digits`
///
/// `2018`, `٢٠١٨`
fn year(input: &str) -> Parsed<'_, i16> {
    digits(4, 4).parse(input)
}

/// `number := 1 or 2 digits`
///
/// `6`, `06`, `٢٩`
fn number(input: &str) -> Parsed<'_, i8> {
    map_opt(digits(1, 2), |number| i8::try_from(number).ok()).parse(input)
}

/// `two-digits := 2 digits`
///
/// `06`
fn two_digits(input: &str) -> Parsed<'_, i8> {
    map_opt(digits(2, 2), |number| i8::try_from(number).ok()).parse(input)
}

/// `digits := that many digits`, and no further digit
fn digits<'a>(
    least: usize,
    most: usize,
) -> impl Parser<&'a str, Output = i16, Error = Error<&'a str>> {
    let run = terminated(
        take_while_m_n(least, most, is_digit),
        not(satisfy(is_digit)),
    );
    map(run, |digits: &str| {
        digits
            .chars()
            .filter_map(digit)
            .fold(0, |value, digit| value * 10 + digit)
    })
}

/// `mark := "/" | "-" | "." [spaces]`
///
/// `.` in `29.06.2018`
fn mark(input: &str) -> Parsed<'_, char> {
    alt((one_of("/-"), terminated(char('.'), spaces))).parse(input)
}

/// `again := the mark that was already seen`
fn again<'a>(seen: char) -> impl Parser<&'a str, Output = char, Error = Error<&'a str>> {
    verify(mark, move |mark| *mark == seen)
}

/// `spaces := up to 8 spaces`
fn spaces(input: &str) -> Parsed<'_, &str> {
    take_while_m_n(0, 8, is_space).parse(input)
}

/// `some-spaces := 1 to 8 spaces`
fn some_spaces(input: &str) -> Parsed<'_, &str> {
    take_while_m_n(1, 8, is_space).parse(input)
}

/// Space of any width, and the invisible marks of direction that stand around numbers in Arabic and
/// Hebrew.
fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200e}' | '\u{200f}' | '\u{61c}')
}

fn is_comma(c: char) -> bool {
    matches!(c, ',' | '،' | '、')
}

/// What ends an abbreviation: a point, in Hebrew a stroke.
fn is_dot(c: char) -> bool {
    matches!(c, '.' | '׳' | '\'')
}

fn is_gap(c: char) -> bool {
    is_space(c) || is_comma(c) || matches!(c, '.' | '-' | '/')
}

fn is_joiner(c: char) -> bool {
    matches!(c, '-' | '\'' | '’' | 'ʼ')
}

fn is_letter(c: char) -> bool {
    c.is_alphabetic() && !is_joiner(c)
}

fn is_digit(c: char) -> bool {
    digit(c).is_some()
}

/// The value of a digit: ASCII, Arabic-Indic, Persian or of full width.
fn digit(c: char) -> Option<i16> {
    let zeros = ['0', '٠', '۰', '０'];
    let value = |zero: char| {
        u32::from(c)
            .checked_sub(u32::from(zero))
            .filter(|value| *value < 10)
    };
    zeros
        .into_iter()
        .find_map(value)
        .and_then(|value| i16::try_from(value).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY_FIRST: Option<DateOrder> = Some(DateOrder::DayFirst);
    const MONTH_FIRST: Option<DateOrder> = Some(DateOrder::MonthFirst);

    /// A moment in the notation of the model, or `ambiguous`, or `unknown`.
    fn shown(text: &str, order: Option<DateOrder>) -> String {
        match meaning(text, order) {
            Meaning::Certain(moment) => moment.to_string(),
            Meaning::Ambiguous => "ambiguous".to_owned(),
            Meaning::Unknown => "unknown".to_owned(),
        }
    }

    fn assert_means(cases: &[(&str, Option<DateOrder>, &str)]) {
        for &(text, order, expected) in cases {
            assert_eq!(shown(text, order), expected, "{text}");
        }
    }

    /// All these print 29 June 2018, 14:56.
    fn assert_all_mean_that_day(texts: &[&str]) {
        for text in texts {
            for order in [None, DAY_FIRST, MONTH_FIRST] {
                assert_eq!(shown(text, order), "2018-06-29T14:56:00", "{text}");
            }
            assert_eq!(find(text), Some(0..text.len()), "{text}");
            assert_eq!(
                find(&format!("({text})")),
                Some(1..text.len() + 1),
                "{text}"
            );
        }
    }

    #[test]
    fn numbers_are_read_in_every_order_and_with_every_mark() {
        assert_all_mean_that_day(&[
            "06/29/2018 - 14:56",
            "29/06/2018 - 14:56",
            "2018/06/29 - 14:56",
            "29.06.2018 - 14:56",
            "29.6.2018 14:56",
            "29. 6. 2018 - 14:56",
            "2018. 06. 29. 14:56",
            "29-06-2018 14:56",
            "2018-06-29 14:56",
            "2018-06-29 02:56PM",
            "06/29/2018 - 2:56pm",
            "29/06/2018 - 2:56 p.m.",
            "29/06/2018 - 2:56 p.\u{a0}m.",
            "29/06/2018, 14:56:00",
            "29/06/2018 à 14h56",
            "29/06/2018\u{a0}–\u{a0}14:56",
            "29.06.2018, 14:56 Uhr",
            "29.06.2018 kl. 14:56",
            "29.06.2018 um 14:56",
            "Fri, 06/29/2018 - 14:56",
            "ven, 29/06/2018 - 14:56",
            "2018-06-29T14:56",
            "2018-06-29T14:56:00Z",
            "2018-06-29T14:56:00+02:00",
            "2018-06-29T14:56:00.000+02:00",
            "٢٩/٠٦/٢٠١٨ - ١٤:٥٦",
            "۲۰۱۸/۰۶/۲۹ - ۱۴:۵۶",
            "2018年6月29日 - 14:56",
            "2018年6月29日(金) 14:56",
            "29/06/2018\n - 14:56",
            "29/06/2018 (14:56)",
            "29/06/2018 (2:56 pm)",
            "14:56 29/06/2018",
            "14:56, 29.06.2018",
            "14:56 Uhr, 29.06.2018",
            "14:56 Fri, 06/29/2018",
        ]);
    }

    #[test]
    fn names_are_read_in_many_languages() {
        assert_all_mean_that_day(&[
            "Jun 29 2018 - 14:56",
            "29 Jun 2018 - 2:56pm",
            "2018 Jun 29 - 14:56",
            "2018, June 29 - 14:56",
            "29-Jun-2018 14:56",
            "June 29, 2018 @ 2:56 pm",
            "June 29th, 2018 at 2:56 pm",
            "Friday, June 29, 2018 - 14:56",
            "Friday, 2018,  June 29 - 14:56",
            "Fri, 29 Jun 2018 14:56:00 +0200",
            "Fri, 29 Jun 2018 14:56:00 GMT",
            "Vendredi 29 juin 2018 - 14:56",
            "ven. 29 juin 2018 - 14:56",
            "29 de junio de 2018 - 14:56",
            "29 de junho de 2018 às 14:56",
            "sexta-feira, 29 de Junho de 2018 - 14:56",
            "29 de juny de 2018 - 14:56",
            "29. Juni 2018, 14:56 Uhr",
            "Freitag, 29. Juni 2018 - 14:56",
            "Fr., 29 Juni 2018 - 14:56",
            "venerdì, giugno 29, 2018 - 14:56",
            "vrijdag, 29 juni, 2018 - 14:56",
            "fredag, 29 juni, 2018 - 14:56",
            "29. kesäkuuta 2018 - 14:56",
            "29. června 2018 - 14:56",
            "pá, 29 čvn 2018 - 14:56",
            "Piątek, 29 Czerwiec, 2018 - 14:56",
            "29 júna 2018 - 14:56",
            "2018. június 29. 14:56",
            "29 iunie 2018 - 14:56",
            "29 июня 2018 г. 14:56",
            "Пятница, 29 Июнь, 2018 - 14:56",
            "п’ятниця, 29 червня 2018 - 14:56",
            "петък, 29 юни 2018 - 14:56",
            "29 Haziran 2018 - 14:56",
            "Thứ sáu, 29 Tháng sáu, 2018 - 14:56",
            "29 tháng 6, 2018 - 14:56",
            "29 tháng 6 năm 2018 - 14:56",
            "Jumat, 29 Juni, 2018 - 14:56",
            "الجمعة، 29 يونيو 2018 - 14:56",
            "29 حزيران 2018 - 14:56",
            "29 jūnijs 2018 - 14:56",
            "29 ביוני 2018 @ 14:56",
            "14:56, 29 June 2018",
            "2:56 pm, June 29, 2018",
            "14h56, vendredi 29 juin 2018",
            "יום שישי, 29 יוני, 2018 - 14:56",
        ]);
    }

    #[test]
    fn names_and_clocks_keep_their_value() {
        assert_means(&[
            (
                "Monday, January 14, 2019 - 09:30",
                None,
                "2019-01-14T09:30:00",
            ),
            ("January 14, 2019 @ 9:30 am", None, "2019-01-14T09:30:00"),
            ("11 November 2010 @ 11:11", None, "2010-11-11T11:11:00"),
            (
                "Wednesday, Apr 6 2016 - 9:12am",
                None,
                "2016-04-06T09:12:00",
            ),
            ("2009-08-19 11:41AM", None, "2009-08-19T11:41:00"),
            ("2018-06-29 12:05am", None, "2018-06-29T00:05:00"),
            ("2018-06-29 12:05pm", None, "2018-06-29T12:05:00"),
            ("2018-06-29 23:59:58", None, "2018-06-29T23:59:58"),
            ("1er mai 2018 - 8h05", None, "2018-05-01T08:05:00"),
            ("16 בינואר 2010 @ 19:10", None, "2010-01-16T19:10:00"),
            ("3 d’octubre de 2018 - 10:00", None, "2018-10-03T10:00:00"),
            ("29 كانون الثاني 2018 - 10:00", None, "2018-01-29T10:00:00"),
            (
                "29 Tháng mười hai, 2018 - 10:00",
                None,
                "2018-12-29T10:00:00",
            ),
            ("mar 12 2019 - 10:00", None, "2019-03-12T10:00:00"),
            ("mar 12 juin 2018 - 10:00", None, "2018-06-12T10:00:00"),
            ("  03/03/2018 - 14:56\u{a0}\n", None, "2018-03-03T14:56:00"),
            ("02/29/2016 - 10:00", None, "2016-02-29T10:00:00"),
        ]);
    }

    #[test]
    fn order_decides_only_what_is_open() {
        assert_means(&[
            ("03/07/2018 - 14:56", None, "ambiguous"),
            ("03/07/2018 - 14:56", DAY_FIRST, "2018-07-03T14:56:00"),
            ("03/07/2018 - 14:56", MONTH_FIRST, "2018-03-07T14:56:00"),
            ("03-07-2018 2:56pm", None, "ambiguous"),
            ("03-07-2018 2:56pm", DAY_FIRST, "2018-07-03T14:56:00"),
            ("03.07.2018 - 14:56", None, "2018-07-03T14:56:00"),
            ("03.07.2018 - 14:56", MONTH_FIRST, "2018-07-03T14:56:00"),
            ("2018/03/07 - 14:56", DAY_FIRST, "2018-03-07T14:56:00"),
            ("13/07/2018 - 14:56", MONTH_FIRST, "2018-07-13T14:56:00"),
        ]);
    }

    #[test]
    fn weekdays_decide_too() {
        assert_means(&[
            ("Tue, 03/07/2018 - 14:56", None, "2018-07-03T14:56:00"),
            ("Wed, 03/07/2018 - 14:56", None, "2018-03-07T14:56:00"),
            ("Wed, 03/07/2018 - 14:56", DAY_FIRST, "2018-03-07T14:56:00"),
            ("qua, 03/10/2007 - 08:36", None, "2007-10-03T08:36:00"),
            // Dutch Monday or French Tuesday.
            ("ma, 03/07/2018 - 14:56", None, "2018-07-03T14:56:00"),
            ("03/07/2018 (mer.) - 14:56", None, "2018-03-07T14:56:00"),
            // Czech June is `čer` or `čvn`, and July `čer` or `čec`.
            ("čt, 28 čer 2018 - 10:00", None, "2018-06-28T10:00:00"),
            ("so, 28 čer 2018 - 10:00", None, "2018-07-28T10:00:00"),
            ("31 čer 2018 - 10:00", None, "2018-07-31T10:00:00"),
            ("28 čer 2018 - 10:00", None, "unknown"),
            ("28 čer 2018 - 10:00", DAY_FIRST, "unknown"),
            ("Mon, 06/29/2018 - 14:56", None, "unknown"),
            ("Mon, 2018-06-29 - 14:56", None, "unknown"),
            ("Sat, 03/07/2018 - 14:56", DAY_FIRST, "unknown"),
        ]);
    }

    #[test]
    fn what_is_no_certain_moment_stays_unknown() {
        let texts = [
            "",
            " ",
            "yesterday",
            "14:56",
            "29/06/2018",
            "29 juin 2018",
            "29/06/18 - 14:56",
            "29/06/02018 - 14:56",
            "00/06/2018 - 14:56",
            "06/29/0000 - 14:56",
            "31/04/2018 - 14:56",
            "31 June 2018 - 14:56",
            "30/02/2018 - 14:56",
            "29/02/2018 - 14:56",
            "13/13/2018 - 14:56",
            "06.29.2018 - 14:56",
            "29/06.2018 - 14:56",
            "29/06/2018 - 24:00",
            "29/06/2018 - 14:60",
            "29/06/2018 - 14:5",
            "29/06/2018 - 14:56:61",
            "29/06/2018 - 14:56pm",
            "29/06/2018 - 0:56pm",
            "29/06/2018 - 14:567",
            "29/06/201814:56",
            "29/06/2018 - 14:56 x",
            "x 29/06/2018 - 14:56",
            "29 Foo 2018 - 14:56",
            "Foo, 29/06/2018 - 14:56",
            "on 29/06/2018 - 14:56",
            "29/06/2018 - 14:56, 30/06/2018 - 14:56",
            "14:56 29/06/2018 - 14:56",
            "14:5629/06/2018",
            "24:56 29/06/2018",
            "29/06/2018 (14:56",
        ];
        for text in texts {
            assert_eq!(meaning(text, DAY_FIRST), Meaning::Unknown, "{text}");
        }
    }

    #[test]
    fn find_gives_the_longest_date() {
        let cases = [
            ("modified on 06/29/2018 - 14:56", Some("06/29/2018 - 14:56")),
            (
                "(modifié le 29/06/2018 - 14:56)",
                Some("29/06/2018 - 14:56"),
            ),
            ("letöltve: 29/06/2018 - 14:56):", Some("29/06/2018 - 14:56")),
            ("_06/29/2018 - 14:56_", Some("06/29/2018 - 14:56")),
            ("*Fri, 06/29/2018*", Some("Fri, 06/29/2018")),
            ("le:29/06/2018.", Some("29/06/2018")),
            (
                "29/06/2018 - 14:56 tarihinde yazdırıldı",
                Some("29/06/2018 - 14:56"),
            ),
            ("Publicat la 29/06/2018 - 14:56", Some("29/06/2018 - 14:56")),
            (
                "By Jo on Mon, 09/21/2009 - 10:56",
                Some("Mon, 09/21/2009 - 10:56"),
            ),
            (
                "Jo em sex, 30/11/2012 - 10:39.",
                Some("sex, 30/11/2012 - 10:39"),
            ),
            ("Created 12.05.2011 - 08:31", Some("12.05.2011 - 08:31")),
            ("Publié le 29 juin 2018", Some("29 juin 2018")),
            ("04/19/2012 - 10:56 — Jo", Some("04/19/2012 - 10:56")),
            (
                "from 1 May 2018 to 3 May 2018 at 10:15 am today",
                Some("3 May 2018 at 10:15 am"),
            ),
            ("2018-01-01 or 2018-01-02", Some("2018-01-01")),
            ("29/06/2018 - 14:56pm", Some("29/06/2018")),
            ("on 14:56 29/06/2018)", Some("14:56 29/06/2018")),
            ("29/06/2018 (14 pages)", Some("29/06/2018")),
            ("10:15 - 14:56 29/06/2018", Some("14:56 29/06/2018")),
            ("29/06/2018 14:56 30/06/2018", Some("29/06/2018 14:56")),
            ("29/06/2018 - 2:56 amazing", Some("29/06/2018 - 2:56")),
            ("更新日2018年6月29日に", Some("2018年6月29日")),
            ("Mon, 06/29/2018", Some("Mon, 06/29/2018")),
            ("", None),
            ("version 1.29.06.2018", None),
            ("10.0.0.2018", None),
            ("https://example.org/2018/06/29/news", None),
            ("https://example.org/29/06/2018", None),
            ("31/02/2018 - 10:00", None),
            ("29/06/18", None),
            (
                "x29/06/2018 1129/06/2018 29/06/2018x 29/06/2018/4 29/06/20180",
                None,
            ),
            ("June 2018, 29", None),
        ];
        for (text, expected) in cases {
            assert_eq!(find(text).map(|range| &text[range]), expected, "{text}");
        }
    }

    #[test]
    fn order_is_proven_by_large_numbers_in_dates_without_a_weekday() {
        let cases = [
            ("Submitted on 21/09/2009 - 10:56.", DAY_FIRST),
            ("Submitted on 09/21/2009 - 10:56.", MONTH_FIRST),
            ("09/21/2009 - 2:56pm", MONTH_FIRST),
            ("By Jo on Wed, 03/07/2018 - 14:56", None),
            ("Ana em qua, 31/10/2007 - 08:36", None),
            ("03/07/2018 - 14:56, later 13/07/2018 - 14:56", DAY_FIRST),
            ("13/07/2018 - 14:56 and 14/07/2018 - 14:56", DAY_FIRST),
            ("٢٩/٠٦/٢٠١٨ - ١٤:٥٦", DAY_FIRST),
            ("", None),
            ("no date / at all 1/2", None),
            ("03/07/2018 - 14:56", None),
            ("03/03/2018 - 14:56", None),
            ("21/09/2009", None),
            ("21.09.2009 - 10:56", None),
            ("2009/09/21 - 10:56", None),
            ("Sat, 03/07/2018 - 14:56", None),
            ("Mon, 09/22/2009 - 14:56", None),
            ("13/07/2018 - 14:56 and 07/13/2018 - 14:56", None),
            ("x/13/07/2018 - 14:56", None),
        ];
        for (text, expected) in cases {
            assert_eq!(proven_order(text), expected, "{text}");
        }
    }

    #[test]
    fn any_text_is_read_without_panic() {
        let words = "juin mar Fri, tháng d' ’ à T 14:56 pm p. İ \u{301} 🦀";
        let numbers = "29 / . - 06 2018 1234567890 年 日 ( ٢ ۲۹ 𝟛";
        let pieces = words.split(' ').chain(numbers.split(' '));
        let pieces: Vec<&str> = pieces.chain(["", " ", "\u{a0}"]).collect();
        for first in &pieces {
            for second in &pieces {
                for third in &pieces {
                    let text = format!("{first}{second}{third}{second} {first}/{third}");
                    let _ = meaning(&text, DAY_FIRST);
                    let _ = proven_order(&text);
                    let found = find(&text).unwrap_or(0..0);
                    assert!(text.get(found).is_some(), "{text}");
                }
            }
        }
    }

    #[test]
    fn work_at_one_place_is_bounded() {
        let numbers = "1|/|1/|12/12/|29/06/2018 |1/1/2018 - 1:|2018 ";
        let words = "a|a |é|mar |mar, |1 mar, |Fri, |d'|thứ | |\u{a0}|- |.|'";
        for sort in numbers.split('|').chain(words.split('|')) {
            let text = sort.repeat(200_000 / sort.len());
            let started = std::time::Instant::now();
            let _ = (find(&text), proven_order(&text), meaning(&text, None));
            assert!(started.elapsed().as_secs() < 20, "{sort:?} takes too long");
        }
    }
}
