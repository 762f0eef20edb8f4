//! Looks up the known words, published or added by the caller.

use super::byline::is_same;
use super::own::primary;
use super::part::Part;
use super::table::entries_of;
use super::verbs;
use crate::model::StampKind;

/// The published words of all languages, together with those that the caller adds.
///
/// Words are compared without regard to case, the length of white space and a colon at the end.
///
/// ```
/// # #[cfg(feature = "text")] {
/// use liens::label::{Part, Vocabulary};
/// use liens::read::{self, Options};
///
/// // Only these words show that the page ends with a list of links.
/// let page = "Vaata kaarti [3].\n\nViited\n[3] vt kaart\n";
/// let article = read::text(page, &Options::default())?.article;
/// assert_eq!(article.links, []);
///
/// let vocabulary = Vocabulary::default().with("et", Part::Links, "Viited");
/// let article = read::text(page, &Options::default().with_labels(vocabulary))?.article;
/// assert_eq!(article.links[0].number, 3);
/// # }
/// # Ok::<(), liens::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Vocabulary {
    pub(super) extra: Vec<Extra>,
}

/// Words that the caller added.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Extra {
    language: String,
    pub(super) part: Part,
    pub(super) words: String,
}

impl Vocabulary {
    /// Adds words of a language, which is given as a BCP 47 tag such as `fr` or `pt-BR`.
    ///
    /// The slots `{date}`, `{site}` and `{author}` mark the places of the date, the site and the author. A slot at
    /// the end may be omitted. In words for [`Part::Submitted`], `{terms}` at the end stands for everything that
    /// follows, such as categories.
    ///
    /// ```
    /// # #[cfg(feature = "text")] {
    /// use liens::label::{Part, Vocabulary};
    /// use liens::model::StampKind;
    /// use liens::read::{self, Options};
    ///
    /// let mut vocabulary = Vocabulary::default();
    /// vocabulary.add("sl", Part::Modified, "spremenjeno {date}");
    ///
    /// let page = "Glej zemljevid [1].\n\nSource URL (spremenjeno 29/06/2018 - 14:56): https://example.org/a\n\n\
    ///     Links:\n[1] https://example.org/map\n";
    /// let article = read::text(page, &Options::default().with_labels(vocabulary))?.article;
    /// let stamp = article.source.and_then(|source| source.stamp);
    /// assert_eq!(stamp.map(|stamp| stamp.kind), Some(StampKind::Modified));
    /// # }
    /// # Ok::<(), liens::Error>(())
    /// ```
    pub fn add(&mut self, language: impl Into<String>, part: Part, words: impl Into<String>) {
        self.extra.push(Extra {
            language: language.into(),
            part,
            words: words.into(),
        });
    }

    /// Returns the vocabulary with these words added; see [`add`](Self::add).
    ///
    /// ```
    /// # #[cfg(feature = "text")] {
    /// use liens::label::{Part, Vocabulary};
    /// use liens::read::{self, Options};
    ///
    /// let vocabulary = Vocabulary::default()
    ///     .with("lv", Part::Source, "Avota URL")
    ///     .with("lv", Part::Links, "Saites");
    /// let page = "Skatiet karti [1].\n\nAvota URL: https://example.org/a\n\nSaites\n[1] https://example.org/map\n";
    /// let article = read::text(page, &Options::default().with_labels(vocabulary))?.article;
    /// assert_eq!(article.language.as_deref(), Some("lv"));
    /// # }
    /// # Ok::<(), liens::Error>(())
    /// ```
    #[must_use]
    pub fn with(
        mut self,
        language: impl Into<String>,
        part: Part,
        words: impl Into<String>,
    ) -> Self {
        self.add(language, part, words);
        self
    }

    /// The languages that use exactly these words for a part, each once. A slot at the end may be omitted.
    pub(crate) fn languages<'a>(&'a self, part: Part, words: &str) -> Vec<&'a str> {
        let mut languages = Vec::new();
        for language in self.speakers(part, bare(words)) {
            if !languages.contains(&language) {
                languages.push(language);
            }
        }
        languages
    }

    /// Whether any language uses these words for a part.
    pub(crate) fn knows(&self, part: Part, words: &str) -> bool {
        self.speakers(part, bare(words)).next().is_some()
    }

    /// The name after the words of a part: `My Site` in `Published on My Site`.
    pub(crate) fn name_after<'a>(&self, part: Part, text: &'a str) -> Option<&'a str> {
        /// The maximum number of words before a name.
        const MAX_WORDS: usize = 8;
        let spaces = text.match_indices(' ').map(|(at, _)| at).take(MAX_WORDS);
        let at = spaces.filter(|at| self.knows(part, &text[..*at])).last()?;
        Some(text[at..].trim()).filter(|name| !name.is_empty())
    }

    /// The name before the words of a part, in languages that have it there.
    pub(crate) fn name_before<'a>(&self, part: Part, text: &'a str) -> Option<&'a str> {
        /// The maximum number of words after a name.
        const MAX_WORDS: usize = 4;
        let mut spaces = text.rmatch_indices(' ').map(|(at, _)| at).take(MAX_WORDS);
        let at = spaces.find(|at| self.knows(part, &format!("{{site}}{}", &text[*at..])))?;
        Some(text[..at].trim()).filter(|name| !name.is_empty())
    }

    /// The languages that use these bare words for a part, some of them several times.
    fn speakers<'a>(&'a self, part: Part, words: &str) -> impl Iterator<Item = &'a str> {
        let first = words.trim_start().chars().next();
        let is_such = move |known: &str| {
            // Nearly all words differ in their first character, so that is compared first.
            let known = known.trim_start();
            let starts = known.chars().next().zip(first);
            starts.is_some_and(|(one, other)| is_same(one, other)) && are_same(bare(known), words)
        };
        let published = entries_of(part)
            .iter()
            .filter(move |entry| is_such(entry.words))
            .map(|entry| entry.language);
        let added = self
            .extra
            .iter()
            .filter(move |extra| extra.part == part && is_such(&extra.words))
            .map(|extra| extra.language.as_str());
        published.chain(added)
    }

    /// The kind of stamp that words around a date announce, as a whole or by their verb. The words contain the slot
    /// `{date}`, which may be omitted at the end.
    pub(crate) fn kind_of_stamp(&self, words: &str) -> Option<StampKind> {
        let kinds = [
            (Part::Modified, StampKind::Modified),
            (Part::Retrieved, StampKind::Retrieved),
        ];
        let known = kinds.iter().find(|(part, _)| self.knows(*part, words));
        if let Some((_, kind)) = known {
            return Some(*kind);
        }
        let words = words.to_lowercase();
        let has = |verbs: &[&str]| verbs.iter().any(|verb| words.contains(verb));
        match (has(verbs::MODIFIED), has(verbs::RETRIEVED)) {
            (true, false) => Some(StampKind::Modified),
            (false, true) => Some(StampKind::Retrieved),
            _ => None,
        }
    }

    /// Infers the language from the words printed around an article.
    ///
    /// Words that English has, too, do not count, because sites print English words around content in any language.
    /// Of the other words, the language that uses the most wins. If several varieties of one language tie, the result
    /// is that language without a variety.
    pub(crate) fn infer_language(&self, printed: &[(Part, &str)]) -> Option<String> {
        let mut votes: Vec<(&str, usize)> = Vec::new();
        for &(part, words) in printed {
            let languages = self.languages(part, words);
            if languages.iter().any(|tag| primary(tag) == "en") {
                continue;
            }
            for language in languages {
                match votes.iter_mut().find(|(tag, _)| *tag == language) {
                    Some((_, count)) => *count += 1,
                    None => votes.push((language, 1)),
                }
            }
        }
        elected(&votes)
    }
}

/// The language with the most votes. If varieties of one language tie, it is the language itself; with other ties
/// there is none.
fn elected(votes: &[(&str, usize)]) -> Option<String> {
    let most = votes.iter().map(|&(_, count)| count).max()?;
    let mut winners = votes
        .iter()
        .filter(|&&(_, count)| count == most)
        .map(|&(tag, _)| tag);
    let first = winners.next()?;
    let rivals: Vec<&str> = winners.collect();
    let main = primary(first);
    if rivals.is_empty() {
        Some(first.to_owned())
    } else {
        rivals
            .iter()
            .all(|tag| primary(tag) == main)
            .then_some(main)
    }
}

/// Words without a slot at the end, and without colons and space around it.
fn bare(words: &str) -> &str {
    let words = without_colon(words);
    let slots = ["{date}", "{site}", "{author}"];
    let before_slot = slots.iter().find_map(|slot| words.strip_suffix(slot));
    without_colon(before_slot.unwrap_or(words))
}

/// Words without space around them and without colons at the end.
fn without_colon(words: &str) -> &str {
    let ends = |c: char| c.is_whitespace() || matches!(c, ':' | '：');
    words.trim_start().trim_end_matches(ends)
}

/// Whether two texts consist of the same words, ignoring case and white space.
fn are_same(one: &str, other: &str) -> bool {
    let mut pairs = one.bytes().zip(other.bytes());
    let first = pairs.position(|(one, other)| !one.eq_ignore_ascii_case(&other));
    let is_letter = |text: &str, at: usize| text.as_bytes()[at].is_ascii_alphanumeric();
    match first {
        // Nearly all texts show here that they differ: in a letter, or since only one goes on.
        Some(at) if is_letter(one, at) && is_letter(other, at) => false,
        Some(_) => have_same_words(one, other),
        None => {
            let length = one.len().min(other.len());
            one[length..].trim().is_empty() && other[length..].trim().is_empty()
        }
    }
}

fn have_same_words(one: &str, other: &str) -> bool {
    let mut others = other.split_whitespace();
    one.split_whitespace()
        .all(|word| others.next().is_some_and(|other| is_same_word(word, other)))
        && others.next().is_none()
}

fn is_same_word(one: &str, other: &str) -> bool {
    fn lower(word: &str) -> impl Iterator<Item = char> {
        word.chars().flat_map(char::to_lowercase)
    }
    match one.is_ascii() && other.is_ascii() {
        true => one.eq_ignore_ascii_case(other),
        false => lower(one).eq(lower(other)),
    }
}

#[cfg(test)]
mod tests {
    use super::super::table::{Entry, TABLE};
    use super::*;

    #[test]
    fn table_is_sorted_and_has_no_duplicates() {
        let place = |entry: &Entry| (entry.part as u8, entry.language);
        assert!(TABLE.is_sorted_by_key(place));
        for (index, entry) in TABLE.iter().enumerate() {
            let is_same = |earlier: &&Entry| {
                place(earlier) == place(entry) && are_same(bare(earlier.words), bare(entry.words))
            };
            let same = TABLE[..index].iter().find(is_same);
            assert!(same.is_none(), "{}", entry.words);
        }
    }

    #[test]
    fn table_words_have_the_slot_of_their_part_and_no_colon_at_the_end() {
        for entry in TABLE {
            let slot = match entry.part {
                Part::Modified | Part::Retrieved | Part::Created => Some("{date}"),
                Part::Published => Some("{site}"),
                Part::By | Part::Submitted => Some("{author}"),
                _ => None,
            };
            assert_eq!(slot.is_some(), entry.words.contains('{'), "{}", entry.words);
            assert!(
                entry.words.contains(slot.unwrap_or_default()),
                "{}",
                entry.words
            );
            assert_eq!(without_colon(entry.words), entry.words);
            assert!(entry.words.split_whitespace().eq(entry.words.split(' ')));
        }
    }

    #[test]
    fn languages_compares_leniently_but_completely() {
        let vocabulary = Vocabulary::default();
        let speakers = |part, words| vocabulary.languages(part, words);
        assert_eq!(speakers(Part::Source, "URL de la source"), ["fr"]);
        assert_eq!(
            speakers(Part::Source, "  url de\u{a0}la \n SOURCE :"),
            ["fr"]
        );
        assert_eq!(speakers(Part::Source, "URL nguồn："), ["vi"]);
        assert_eq!(speakers(Part::Source, "URL"), ["ca", "de", "es", "fi"]);
        assert_eq!(speakers(Part::Links, "Odkazy"), ["cs", "sk"]);
        assert_eq!(speakers(Part::Links, "ССЫЛКИ:"), ["ru"]);
        assert_eq!(speakers(Part::Published, "Publié sur"), ["fr"]);
        assert_eq!(speakers(Part::Published, "Publié sur {site}"), ["fr"]);
        assert_eq!(
            speakers(Part::Published, "{site} sitesinde yayınlandı"),
            ["tr"]
        );
        assert_eq!(speakers(Part::By, "Par"), ["fr"]);
        for unknown in [
            "", ":", "{date}", "URL de la", "URL de la source x", "Liens",
        ] {
            assert!(speakers(Part::Source, unknown).is_empty(), "{unknown}");
        }
        assert!(speakers(Part::Links, &"Liens ".repeat(100_000)).is_empty());
    }

    #[test]
    fn added_words_are_known_and_their_languages_listed_once() {
        let vocabulary = Vocabulary::default()
            .with("hr", Part::Links, "Poveznice:")
            .with("hr", Part::Links, "poveznice")
            .with("fr", Part::Links, "Liens")
            .with("hr", Part::Modified, "izmijenjeno {date}")
            .with("hr", Part::Source, "");
        assert_eq!(vocabulary.languages(Part::Links, "Poveznice"), ["hr"]);
        assert_eq!(vocabulary.languages(Part::Links, "Liens"), ["fr"]);
        assert!(vocabulary.knows(Part::Modified, "Izmijenjeno {date}"));
        assert!(!vocabulary.knows(Part::Source, ""));
        assert!(!Vocabulary::default().knows(Part::Links, "Poveznice"));
    }

    #[test]
    fn known_words_show_the_kind_of_stamp() {
        let vocabulary = Vocabulary::default();
        let cases = [
            ("modified on {date}", StampKind::Modified, vec!["en"]),
            ("modifié le {date}", StampKind::Modified, vec!["fr"]),
            ("Retrieved on {date}", StampKind::Retrieved, vec!["en"]),
            ("créé le {date}", StampKind::Retrieved, vec!["fr"]),
            ("letöltve: {date}", StampKind::Retrieved, vec!["hu"]),
            ("wygenerowano {date}", StampKind::Retrieved, vec!["pl"]),
            (
                "{date} tarihinde yazdırıldı",
                StampKind::Retrieved,
                vec!["tr"],
            ),
            ("basım tarihi: {date}", StampKind::Retrieved, vec!["tr"]),
            ("hentet {date}", StampKind::Retrieved, vec!["nb", "no"]),
        ];
        for (words, kind, languages) in cases {
            let part = match kind {
                StampKind::Retrieved => Part::Retrieved,
                _ => Part::Modified,
            };
            assert_eq!(vocabulary.languages(part, words), languages, "{words}");
            assert_eq!(vocabulary.kind_of_stamp(words), Some(kind), "{words}");
        }
        for unknown in ["{date}", "changed {date}", "{date} modified on", ""] {
            assert!(!vocabulary.knows(Part::Modified, unknown), "{unknown}");
            assert!(!vocabulary.knows(Part::Retrieved, unknown), "{unknown}");
        }
    }

    #[test]
    fn a_verb_decides_if_the_words_are_unknown() {
        let vocabulary = Vocabulary::default();
        for (words, kind) in [
            ("modified on {date}", Some(StampKind::Modified)),
            ("zuletzt geändert am {date}", Some(StampKind::Modified)),
            ("{date} に更新", Some(StampKind::Modified)),
            ("Printed {date} by us", Some(StampKind::Retrieved)),
            ("as of {date}", None),
            ("printed {date}, updated before", None),
        ] {
            assert_eq!(vocabulary.kind_of_stamp(words), kind, "{words}");
        }
    }

    #[test]
    fn footers_show_their_language() {
        type Footer<'a> = &'a [(Part, &'a str)];
        let cases: [(Footer, Option<&str>); 14] = [
            (&[], None),
            (&[(Part::Links, "Links")], None),
            (
                &[(Part::Source, "Source URL"), (Part::Links, "Links")],
                None,
            ),
            // Half translated pages are usual.
            (
                &[(Part::Source, "Source URL"), (Part::Links, "Liens")],
                Some("fr"),
            ),
            (
                &[
                    (Part::Source, "Quell-URL"),
                    (Part::Modified, "modified on {date}"),
                    (Part::Links, "Links"),
                ],
                Some("de"),
            ),
            (&[(Part::Links, "Odkazy")], None),
            (
                &[(Part::Source, "Zdrojové URL"), (Part::Links, "Odkazy")],
                Some("cs"),
            ),
            (
                &[(Part::Source, "URL"), (Part::Links, "Enlaces")],
                Some("es"),
            ),
            (&[(Part::Source, "URL de origem")], Some("pt")),
            (
                &[(Part::Source, "URL de origem"), (Part::Links, "Ligações")],
                Some("pt-PT"),
            ),
            (
                &[(Part::Source, "Kilde URL"), (Part::Links, "Lenker:")],
                Some("nb"),
            ),
            (
                &[(Part::Source, "Somewhere else"), (Part::Links, "Linkit")],
                Some("fi"),
            ),
            // No language has all these words.
            (
                &[
                    (Part::Source, "URL de la source"),
                    (Part::Modified, "modifié le {date}"),
                    (Part::Links, "Enlaces"),
                ],
                Some("fr"),
            ),
            (
                &[(Part::Source, "URL de la source"), (Part::Links, "Enlaces")],
                None,
            ),
        ];
        let vocabulary = Vocabulary::default();
        for (printed, language) in cases {
            assert_eq!(
                vocabulary.infer_language(printed).as_deref(),
                language,
                "{printed:?}"
            );
        }
    }
}
