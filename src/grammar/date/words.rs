//! The small words in dates, in many languages. All functions here expect words in lowercase.

/// Whether the word joins the parts of a date: `29 de junio`, `14th of January`.
pub(super) fn joins_parts(word: &str) -> bool {
    matches!(word, "de" | "del" | "of" | "năm")
}

/// Whether the word precedes a month given as a number instead of by its name.
pub(super) fn counts_months(word: &str) -> bool {
    matches!(word, "tháng" | "thg")
}

/// Whether the word marks the number before it as the year, with month and day following: Lithuanian, Latvian.
pub(super) fn leads_from_year(word: &str) -> bool {
    matches!(word, "m" | "gada")
}

/// Whether the word marks the number before it as a day: Lithuanian.
pub(super) fn follows_day(word: &str) -> bool {
    word == "d"
}

/// Whether the initials name the era before a year in Thailand: Buddhist or Christian.
pub(super) fn is_era(initials: &str) -> bool {
    matches!(initials, "พศ" | "คศ")
}

/// Whether the word may follow the year: Slavic words for "year".
pub(super) fn follows_year(word: &str) -> bool {
    matches!(word, "г" | "года" | "р" | "року")
}

/// Whether the words may stand between a date and its time of day, as "at" does.
pub(super) fn announces_time(words: &str) -> bool {
    BEFORE_TIME.contains(&words)
}

/// Whether the words announce nothing but a time of day, which may then have a dot instead of a colon: `klo 14.56`.
pub(super) fn announces_clock(words: &str) -> bool {
    matches!(
        words,
        "alle ore" | "kell" | "kello" | "kl" | "klo" | "o godz" | "ore" | "pukul"
    )
}

/// Whether the word may follow a time of day, as "o'clock" does.
pub(super) fn follows_time(word: &str) -> bool {
    matches!(
        word,
        "uhr" | "uur" | "h" | "hod" | "sati" | "ч" | "น" | "बजे"
    )
}

/// Words for "at" before a time of day.
const BEFORE_TIME: [&str; 37] = [
    "a", "a las", "a les", "alle", "alle ore", "at", "às", "ás", "à", "kell", "kello", "kl", "klo",
    "la", "la ora", "lúc", "o", "o godz", "ob", "om", "ore", "pukul", "saat", "u", "um", "v",
    "στις", "в", "о", "об", "у", "الساعة", "في", "ساعت", "को", "เวลา", "בשעה",
];

/// Whether a word for "at" that consists of several words begins with this one.
pub(super) fn begins_announcement(word: &str) -> bool {
    matches!(word, "a" | "alle" | "la" | "o")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grammar::date::names::MAX_WORDS;

    #[test]
    fn words_before_a_time_are_in_lower_case_and_known_by_their_first() {
        for words in BEFORE_TIME {
            assert_eq!(words, words.to_lowercase());
            assert!(words.split(' ').count() <= MAX_WORDS, "{words}");
            let first = words.split_once(' ').map(|(first, _)| first);
            assert!(first.is_none_or(begins_announcement), "{words}");
        }
    }
}
