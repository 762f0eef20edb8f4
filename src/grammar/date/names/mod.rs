//! The names of months, weekdays and halves of the day, in many languages.
//!
//! A name may mean several things, such as the Czech abbreviation `čer`, which stands for two months. So lookups
//! return all meanings, and the calendar and the language decide.

mod table;

use table::{FIRST_WORDS, NAMES};

/// The number of words in the longest name.
pub(super) const MAX_WORDS: usize = 3;

/// A name of one kind with all its meanings: the Czech abbreviation `čer` means two months, and other names mean
/// something else in each language.
#[derive(Clone, Copy, Debug)]
pub(super) struct Name(&'static [Row]);

/// A name in lowercase, its kind, a number that it means, and, if it means several, the languages in which it means
/// this one.
type Row = (&'static str, Kind, i8, &'static str);

/// The kinds of names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    /// 1 (before noon) or 2 (after noon).
    Half,
    /// 1 to 12.
    Month,
    /// 1 (Monday) to 7 (Sunday).
    Weekday,
}

impl Name {
    /// The numbers that the name means, ascending: in a language if it has the name, or else in any.
    pub(super) fn numbers(self, language: Option<&str>) -> impl Iterator<Item = i8> {
        let code = language.map(code);
        let is_of = move |row: &Row| code.is_some_and(|code| row.3.split(' ').any(|of| of == code));
        let is_known = self.0.iter().any(is_of);
        let rows = self.0.iter().filter(move |row| !is_known || is_of(row));
        rows.map(|row| row.2)
    }

    /// Whether the name is Thai.
    pub(super) fn is_thai(self) -> bool {
        let is_thai = |row: &Row| row.0.starts_with(|c| ('\u{e00}'..='\u{e7f}').contains(&c));
        self.0.iter().any(is_thai)
    }
}

/// The language of a tag in the form in which the table has it.
fn code(tag: &str) -> &str {
    match tag.split(['-', '_']).next().unwrap_or(tag) {
        "nb" | "nn" => "no",
        code => code,
    }
}

/// The month that a name in lowercase means: `jan`, `junio`, `d'abril`.
pub(super) fn months(name: &str) -> Option<Name> {
    named(name, Kind::Month).or_else(|| named(without_article(name)?, Kind::Month))
}

/// The weekday that a name in lowercase means: `mon`, `jueves`.
pub(super) fn weekdays(name: &str) -> Option<Name> {
    named(name, Kind::Weekday)
}

/// Whether a name in lowercase means the afternoon, `pm`, `下午`, or the morning, `am`; `None` if it means neither.
pub(super) fn is_after_noon(name: &str) -> Option<bool> {
    named(name, Kind::Half)?
        .numbers(None)
        .next()
        .map(|half| half == 2)
}

/// Whether the abbreviation of a weekday is also a word that may precede a date, such as English `on`, Romanian `la`
/// and Swedish `per`. It counts as a weekday only with a comma or a dot after it.
pub(super) fn is_also_a_word(weekday: &str) -> bool {
    weekday.chars().count() <= 2 || matches!(weekday, "min" | "per" | "pet" | "sub")
}

/// Whether a name of several words begins with this word, given in lowercase.
pub(super) fn begins_phrase(word: &str) -> bool {
    FIRST_WORDS.binary_search(&word).is_ok()
}

/// Whether a name of a month or a weekday may begin with this word, given in lowercase.
pub(super) fn begins_name(word: &str) -> bool {
    let is_name = |word: &str| NAMES.binary_search_by(|row| row.0.cmp(word)).is_ok();
    is_name(word) || begins_phrase(word) || without_article(word).is_some_and(is_name)
}

/// The name in the table, with all its rows.
fn named(name: &str, kind: Kind) -> Option<Name> {
    let start = NAMES.partition_point(|row| (row.0, row.1) < (name, kind));
    let rows = &NAMES[start..];
    let count = rows
        .iter()
        .take_while(|row| (row.0, row.1) == (name, kind))
        .count();
    (count > 0).then(|| Name(&rows[..count]))
}

/// Removes an article or preposition that is written together with the name of a month: Catalan `d'abril`, Hebrew
/// `ביוני`.
fn without_article(word: &str) -> Option<&str> {
    word.strip_prefix("d'").or_else(|| word.strip_prefix('ב'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grammar::date::lexical::fold_into;

    fn numbers(name: Option<Name>, language: Option<&str>) -> Vec<i8> {
        name.map_or_else(Vec::new, |name| name.numbers(language).collect())
    }

    #[test]
    fn the_table_is_sorted_and_has_no_duplicates() {
        let key = |row: &Row| (row.0, row.1, row.2);
        assert!(NAMES.is_sorted_by(|one, next| key(one) < key(next)));
        assert!(FIRST_WORDS.is_sorted_by(|one, next| one < next));
    }

    #[test]
    fn names_are_as_the_grammar_looks_them_up() {
        for (name, kind, number, languages) in NAMES {
            let mut folded = String::new();
            fold_into(&mut folded, name);
            assert_eq!(*name, folded);
            assert!(name.split(' ').count() <= MAX_WORDS, "{name}");
            let first = name.split_once(' ').map(|(first, _)| first);
            assert!(first.is_none_or(begins_phrase), "{name}");
            let most = [2, 12, 7][*kind as usize];
            assert!((1..=most).contains(number), "{name}");
            let meanings = NAMES
                .iter()
                .filter(|row| (row.0, row.1) == (*name, *kind))
                .count();
            assert_eq!(languages.is_empty(), meanings == 1, "{name}");
        }
    }

    #[test]
    fn names_have_their_number() {
        let cases = [
            ("january", 1),
            ("juin", 6),
            ("июня", 6),
            ("d'octubre", 10),
            ("באוגוסט", 8),
            ("تشرين الثاني", 11),
            ("tháng mười hai", 12),
            ("ιουνίου", 6),
            ("มิย", 6),
            ("जून", 6),
            ("ژوئن", 6),
            ("六月", 6),
        ];
        for (name, number) in cases {
            assert_eq!(numbers(months(name), None), [number], "{name}");
        }
        let cases = [
            ("monday", 1),
            ("vendredi", 5),
            ("segunda-feira", 1),
            ("יום ראשון", 7),
            ("금요일", 5),
            ("星期五", 5),
        ];
        for (name, number) in cases {
            assert_eq!(numbers(weekdays(name), None), [number], "{name}");
        }
        assert!(months("monday").is_none() && weekdays("january").is_none());
    }

    #[test]
    fn the_language_decides_between_meanings() {
        let listopada = || months("listopada");
        assert_eq!(numbers(listopada(), None), [10, 11]);
        assert_eq!(numbers(listopada(), Some("hr")), [10]);
        assert_eq!(numbers(listopada(), Some("pl-PL")), [11]);
        assert_eq!(numbers(listopada(), Some("en")), [10, 11]);
        assert_eq!(numbers(weekdays("tor"), Some("nb")), [4]);
    }

    #[test]
    fn few_months_are_ambiguous() {
        let mut open: Vec<&str> = NAMES
            .iter()
            .filter(|row| row.1 == Kind::Month && !row.3.is_empty())
            .map(|row| row.0)
            .collect();
        open.dedup();
        assert_eq!(
            open,
            ["jui", "lip", "lis", "listopad", "listopada", "srp", "čer"]
        );
    }
}
