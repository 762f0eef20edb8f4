//! The small rules of the grammar: words and names, numbers, punctuation and spaces.

use nom::branch::alt;
use nom::bytes::complete::take_while_m_n;
use nom::character::complete::{char, one_of, satisfy};
use nom::combinator::{map, map_opt, not, opt, recognize, value, verify};
use nom::error::{Error, ErrorKind};
use nom::sequence::{preceded, terminated};
use nom::{IResult, Parser};

use super::{names, words};

/// More bytes than a weekday and what separates it from its date.
pub(super) const MAX_NAME: usize = 48;

/// The result of a rule: the rest of the input, and the parsed value.
pub(super) type Parsed<'a, T> = IResult<&'a str, T>;

/// `end := what does not continue a longer number, word or path`
///
/// After `29/06/2018` come ` `, `)`, `.` or `,`, not `/4`, `.5`, `x` or `7`.
pub(super) fn end(input: &str) -> Parsed<'_, ()> {
    let more = alt((
        value(
            (),
            satisfy(|c| is_digit(c) || c.is_ascii_alphabetic() || c == '/'),
        ),
        value((), (one_of("-.:"), satisfy(is_digit))),
    ));
    not(more).parse(input)
}

/// `words := phrase` that passes the test
///
/// `Uhr`, if the test is for what follows a time of day.
pub(super) fn words<'a>(
    test: fn(&str) -> bool,
) -> impl Parser<&'a str, Output = (), Error = Error<&'a str>> {
    move |input| phrase(input, |words| test(words).then_some(()))
}

/// `phrase := word {spaces word}`, the longest that is known
///
/// `vendredi`, `thứ sáu`. `known` receives the words in lowercase.
pub(super) fn phrase<T>(input: &str, known: impl Fn(&str) -> Option<T>) -> Parsed<'_, T> {
    let mut folded = String::with_capacity(MAX_NAME);
    let mut longest = None;
    let mut rest = input;
    for index in 0..names::MAX_WORDS {
        let Ok((after, found)) = word(rest) else {
            break;
        };
        fold_into(&mut folded, found);
        longest = known(&folded).map(|meaning| (after, meaning)).or(longest);
        let goes_on = names::begins_phrase(&folded) || words::begins_announcement(&folded);
        if index == 0 && !goes_on {
            break;
        }
        let Ok((after, _)) = some_spaces(after) else {
            break;
        };
        folded.push(' ');
        rest = after;
    }
    longest.ok_or_else(|| nom::Err::Error(Error::new(input, ErrorKind::Tag)))
}

/// `initials := 1 to 3 letters "." [spaces] 1 to 3 letters ["."]`, as one word
///
/// `p.m.`, `p. m.`, `μ.μ.`, `มิ.ย.`. `known` receives the letters in lowercase.
pub(super) fn initials<T>(input: &str, known: impl Fn(&str) -> Option<T>) -> Parsed<'_, T> {
    let letters = || take_while_m_n(1, 3, is_letter);
    let first = terminated(letters(), (char('.'), spaces));
    let second = terminated(letters(), (not(satisfy(is_letter)), opt(char('.'))));
    map_opt((first, second), |(first, second)| {
        let mut folded = String::with_capacity(MAX_NAME);
        fold_into(&mut folded, first);
        fold_into(&mut folded, second);
        known(&folded)
    })
    .parse(input)
}

/// `unspaced-name := 2 or 3 Chinese characters or Korean syllables`, the longest that is known, whatever follows
///
/// `星期五` in `星期五下午`
pub(super) fn unspaced_name<T>(input: &str, known: impl Fn(&str) -> Option<T>) -> Parsed<'_, T> {
    let name = |count| take_while_m_n(count, count, is_unspaced);
    let longest = map_opt(name(3), &known).parse(input);
    longest.or_else(|_: nom::Err<Error<&str>>| map_opt(name(2), &known).parse(input))
}

/// `word := 1 to 16 letters [joiner 1 to 16 letters]`, and no further letter
///
/// `juin`, `segunda-feira`, `п'ятниця`
pub(super) fn word(input: &str) -> Parsed<'_, &str> {
    let letters = || take_while_m_n(1, 16, is_letter);
    let joined = (letters(), opt((satisfy(is_joiner), letters())));
    terminated(recognize(joined), not(satisfy(is_letter))).parse(input)
}

/// Appends a word in lowercase and with one kind of apostrophe, without characters that not everyone types: the Hindi
/// dot below a letter and the Persian gap within a word.
pub(super) fn fold_into(folded: &mut String, word: &str) {
    let apostrophe = |c| if matches!(c, '’' | 'ʼ') { '\'' } else { c };
    let letters = word
        .chars()
        .filter(|c| !matches!(c, '\u{93c}' | '\u{200c}'));
    folded.extend(letters.flat_map(char::to_lowercase).map(apostrophe));
}

/// `year := 4 digits`
///
/// `2018`, `٢٠١٨`
pub(super) fn year(input: &str) -> Parsed<'_, i16> {
    digits(4, 4).parse(input)
}

/// `number := 1 or 2 digits`
///
/// `6`, `06`, `٢٩`
pub(super) fn number(input: &str) -> Parsed<'_, i8> {
    map_opt(digits(1, 2), |number| i8::try_from(number).ok()).parse(input)
}

/// `two-digits := 2 digits`
///
/// `06`
pub(super) fn two_digits(input: &str) -> Parsed<'_, i8> {
    map_opt(digits(2, 2), |number| i8::try_from(number).ok()).parse(input)
}

/// `digits := least to most digits`, and no further digit
pub(super) fn digits<'a>(
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

/// `mark := [direction marks] ("/" | "-" | "." [spaces])`
///
/// `.` in `29.06.2018`
pub(super) fn mark(input: &str) -> Parsed<'_, char> {
    let mark = alt((one_of("/-"), terminated(char('.'), spaces)));
    preceded(take_while_m_n(0, 2, is_direction), mark).parse(input)
}

/// `again := the mark that was seen before`
pub(super) fn again<'a>(seen: char) -> impl Parser<&'a str, Output = char, Error = Error<&'a str>> {
    verify(mark, move |mark| *mark == seen)
}

/// `spaces := up to 8 spaces`
pub(super) fn spaces(input: &str) -> Parsed<'_, &str> {
    take_while_m_n(0, 8, is_space).parse(input)
}

/// `some-spaces := 1 to 8 spaces`
pub(super) fn some_spaces(input: &str) -> Parsed<'_, &str> {
    take_while_m_n(1, 8, is_space).parse(input)
}

/// White space, and the invisible direction marks around numbers in Arabic and Hebrew.
pub(super) fn is_space(c: char) -> bool {
    c.is_whitespace() || is_direction(c)
}

fn is_direction(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{61c}')
}

pub(super) fn is_comma(c: char) -> bool {
    matches!(c, ',' | '،' | '、')
}

/// What ends an abbreviation: a dot, in Hebrew a geresh, in Hindi a ring.
pub(super) fn is_dot(c: char) -> bool {
    matches!(c, '.' | '׳' | '\'' | '॰')
}

pub(super) fn is_gap(c: char) -> bool {
    is_space(c) || is_comma(c) || matches!(c, '.' | '-' | '/')
}

pub(super) fn is_joiner(c: char) -> bool {
    matches!(c, '-' | '\'' | '’' | 'ʼ')
}

pub(super) fn is_letter(c: char) -> bool {
    c.is_alphabetic() && !is_joiner(c) || is_mark(c)
}

/// Characters that belong to a letter or a word: accents, signs of Hindi and Thai, the Persian gap.
pub(super) fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{900}'..='\u{903}' | '\u{93a}'..='\u{94f}' | '\u{e31}' |
        '\u{e34}'..='\u{e3a}' | '\u{e47}'..='\u{e4e}' | '\u{200c}')
}

/// Chinese characters and Korean syllables, which follow numbers without a space.
pub(super) fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}')
}

pub(super) fn is_digit(c: char) -> bool {
    digit(c).is_some()
}

/// The value of a digit: ASCII, Arabic-Indic, Persian, Hindi, Thai or fullwidth.
pub(super) fn digit(c: char) -> Option<i16> {
    let zeros = ['0', '٠', '۰', '०', '๐', '０'];
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
