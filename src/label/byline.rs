//! Finds the author named in a byline.
//!
//! Bylines differ by language and theme, so they are matched against the known words with slots for author and date,
//! never by their order alone.

use std::borrow::Cow;

use super::part::Part;
use super::table::entries_of;
use super::vocabulary::Vocabulary;
use crate::grammar::date;

/// The slot of the author.
const AUTHOR: &str = "{author}";
/// The slot of the date.
const DATE: &str = "{date}";
/// The slot of what follows: categories, and the number of comments.
const TERMS: &str = "{terms}";

/// The maximum length of an author's name in characters. Content management systems allow less.
const MAX_NAME_CHARS: usize = 100;

/// What stands between author and date where no words do: `By Ada, 29 June 2018`.
const SEPARATORS: [&str; 5] = [", ", " | ", " · ", " – ", " — "];

impl Vocabulary {
    /// Returns the author in a line known to be a byline: `By Ada`, `Submitted by Ada on Fri, 06/29/2018 - 14:56`.
    pub(crate) fn author_in<'a>(&self, byline: &'a str) -> Option<&'a str> {
        self.author_of(&Line::of(byline))
    }

    /// Returns the author in a line of text, if it certainly is a byline: it has known words, an author and a moment.
    pub(crate) fn author_in_text<'a>(&self, line: &'a str) -> Option<&'a str> {
        let line = Line::of(line);
        line.date.filter(|date| date::is_moment(date))?;
        self.author_of(&line)
    }

    fn author_of<'a>(&self, line: &Line<'a>) -> Option<&'a str> {
        let by = || {
            let mut known = self.words_of(Part::By, AUTHOR);
            known.find_map(|by| self.author_by(&by, line))
        };
        self.words_of(Part::Submitted, AUTHOR)
            .find_map(|words| line.author(&words))
            .or_else(by)
    }

    /// The author after words such as "By", with nothing else, or with known words around the date after the name:
    /// `By Ada Created 06/29/2018 - 14:56`.
    fn author_by<'a>(&self, by: &str, line: &Line<'a>) -> Option<&'a str> {
        let (before, _) = by.split_once(AUTHOR)?;
        without_prefix(line.before, before)?;
        match line.date {
            None => line.author(by),
            Some(_) => {
                let known = self.words_of(Part::Created, DATE);
                let known = known.map(|created| format!("{by} {created}"));
                let separated = SEPARATORS.map(|separator| format!("{by}{separator}{DATE}"));
                known.chain(separated).find_map(|words| line.author(&words))
            }
        }
    }

    /// The words of all languages for a part. The slot is added at the end if they do not contain it.
    fn words_of(&self, part: Part, slot: &'static str) -> impl Iterator<Item = Cow<'_, str>> {
        let published = entries_of(part).iter().map(|entry| entry.words);
        let added = self.extra.iter().filter(move |extra| extra.part == part);
        published
            .chain(added.map(|extra| extra.words.as_str()))
            .map(move |words| match words.contains(slot) {
                true => Cow::Borrowed(words),
                false => Cow::Owned(format!("{words} {slot}")),
            })
    }
}

/// A line split at its date.
struct Line<'a> {
    before: &'a str,
    date: Option<&'a str>,
    after: &'a str,
}

impl<'a> Line<'a> {
    fn of(text: &'a str) -> Self {
        let text = text.trim();
        match date::find(text) {
            Some(date) => Self {
                before: &text[..date.start],
                after: &text[date.end..],
                date: Some(&text[date]),
            },
            None => Self {
                before: text,
                date: None,
                after: "",
            },
        }
    }

    /// The author, if the rest of the line matches these words.
    fn author(&self, words: &str) -> Option<&'a str> {
        // Nearly all words differ at the start, so that is compared first.
        let start = words.find('{').unwrap_or(words.len());
        without_prefix(self.before, &words[..start])?;
        let (before, after) = match (words.split_once(DATE), self.date) {
            (Some(sides), Some(_)) => sides,
            (None, None) => (words, ""),
            _ => return None,
        };
        let name = match before.contains(AUTHOR) {
            true => filled(before, self.before).filter(|_| is_made_of(after, self.after)),
            false => filled(after, self.after).filter(|_| is_made_of(before, self.before)),
        }?;
        let name = name.trim();
        // A colon shows that there is more than a name.
        let is_name =
            !name.is_empty() && !name.contains(": ") && name.chars().nth(MAX_NAME_CHARS).is_none();
        is_name.then_some(name)
    }
}

/// The text in the author's slot.
fn filled<'a>(words: &str, text: &'a str) -> Option<&'a str> {
    let (before, after) = words.split_once(AUTHOR)?;
    without_suffix(without_prefix(text, before)?, after)
}

/// Whether a text matches these words, up to the slot of what follows.
fn is_made_of(words: &str, text: &str) -> bool {
    match words.split_once(TERMS) {
        Some((before, _)) => without_prefix(text, before.trim_end()).is_some(),
        // Some translations end with a full stop.
        None => matches!(without_prefix(text, words), Some("" | ".")),
    }
}

/// The text after these words, ignoring case and the length of white space.
fn without_prefix<'a>(text: &'a str, words: &str) -> Option<&'a str> {
    words.chars().try_fold(text, |rest, c| {
        if c.is_whitespace() {
            let trimmed = rest.trim_start();
            return (trimmed.len() < rest.len()).then_some(trimmed);
        }
        let mut rest = rest.chars();
        is_same(rest.next()?, c).then_some(rest.as_str())
    })
}

/// The text before these words, compared in the same way.
fn without_suffix<'a>(text: &'a str, words: &str) -> Option<&'a str> {
    words.chars().rev().try_fold(text, |rest, c| {
        if c.is_whitespace() {
            let before = rest.trim_end();
            return (before.len() < rest.len()).then_some(before);
        }
        let mut rest = rest.chars();
        is_same(rest.next_back()?, c).then_some(rest.as_str())
    })
}

/// Whether two characters are equal, ignoring case.
pub(super) fn is_same(one: char, other: char) -> bool {
    match one.is_ascii() && other.is_ascii() {
        true => one.eq_ignore_ascii_case(&other),
        false => one == other || one.to_lowercase().eq(other.to_lowercase()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_words_leave_the_author() {
        let vocabulary = Vocabulary::default()
            .with("hr", Part::By, "Objavio")
            .with("hr", Part::Created, "dana {date}")
            .with("sl", Part::Submitted, "{date}, objavil {author}");
        for (byline, author) in [
            ("Submitted by Ada on Fri, 06/29/2018 - 14:56", Some("Ada")),
            ("submitted\u{a0} by Ada on\n29 June 2018", Some("Ada")),
            (
                "Submitted by Ada L. on the Hill on June 29, 2018",
                Some("Ada L. on the Hill"),
            ),
            ("Fri, 06/29/2018 - 14:56 — Ada", Some("Ada")),
            ("Fri, 29/06/2018 - 2:56pm by Ada", Some("Ada")),
            ("Soumis par Ada le ven, 29/06/2018 - 14:56", Some("Ada")),
            ("Par Ada, le ven, 29/06/2018 - 14:56.", Some("Ada")),
            ("投稿者：Ada 投稿日時：2018-06-29 14:56", Some("Ada")),
            ("由 Ada 在 2018-06-29 14:56 發表", Some("Ada")),
            ("By Ada", Some("Ada")),
            ("By Ada, 29 June 2018", Some("Ada")),
            ("By Ada | 29/06/2018", Some("Ada")),
            ("Byron", None),
            ("By Ada Created 06/29/2018 - 14:56", Some("Ada")),
            ("Von Ada Erstellt 29. Juni 2018 - 14:56", Some("Ada")),
            ("By Ada 06/29/2018 - 14:56", None),
            (
                "Posted By Ada On June 29, 2018 @ 2:56 pm In Sea, Light | 2 Comments",
                Some("Ada"),
            ),
            ("Posted By Ada On June 29, 2018 @ 2:56 pm In", Some("Ada")),
            ("Objavio Ada dana 29.06.2018 - 14:56", Some("Ada")),
            ("29.06.2018 - 14:56, objavil Ada", Some("Ada")),
            ("Fri, 06/29/2018 - 14:56 — Ada Tags: Sea", None),
            ("Submitted by on Fri, 06/29/2018 - 14:56", None),
            ("29/06/2018 - 14:56", None),
            ("", None),
        ] {
            assert_eq!(vocabulary.author_in(byline), author, "{byline}");
        }
        let long = format!("By {}", "a".repeat(MAX_NAME_CHARS + 1));
        assert_eq!(vocabulary.author_in(&long), None);
    }

    #[test]
    fn a_line_of_text_is_a_byline_if_it_has_author_and_clock() {
        let vocabulary = Vocabulary::default();
        for (line, is_byline) in [
            ("Submitted by Ada on Fri, 06/29/2018 - 14:56", true),
            ("Submitted by Ada on June 29, 2018", false),
            ("By Ada", false),
            ("The lamp was lit on Fri, 06/29/2018 - 14:56", false),
        ] {
            assert_eq!(
                vocabulary.author_in_text(line).is_some(),
                is_byline,
                "{line}"
            );
        }
    }
}
