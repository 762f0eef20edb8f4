//! Words that are divided by a hyphen at the end of a line.
//!
//! The hyphen may only divide the word, or be part of a compound. The other words of the text decide: if one of them
//! is the undivided word, the hyphen goes.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use super::line::Line;

/// What to put between two lines of a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gap {
    Space,
    /// Nothing: the word continues after its hyphen.
    Nothing,
    /// Nothing, and the hyphen is removed, since it only divides the word.
    NoHyphen,
}

/// The hashes of all words of a text, if some are divided.
#[derive(Debug, Default)]
pub(super) struct Divided(HashSet<u64>);

impl Divided {
    pub(super) fn of(lines: &[Line<'_>]) -> Self {
        if !lines.windows(2).any(|pair| pair[0].breaks_word(&pair[1])) {
            return Self::default();
        }
        let words = lines.iter().flat_map(|line| line.text.split([' ', '/']));
        let bare = words.map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
        Self(bare.map(|word| hash(word.chars())).collect())
    }

    /// Decides how to join two lines where a word is divided: the text shows whether the hyphen belongs to the word.
    pub(super) fn gap(&self, above: &Line<'_>, next: &Line<'_>) -> Gap {
        let (Some(hyphen), true) = (above.text.chars().next_back(), next.starts_lowercase()) else {
            return Gap::Nothing;
        };
        let before = &above.text[..above.text.len() - hyphen.len_utf8()];
        let first = before.rfind(|c: char| !c.is_alphabetic());
        let start = &before[first.map_or(0, |at| at + char_length(before, at))..];
        let end = next.text.find(|c: char| !c.is_alphabetic());
        let rest = &next.text[..end.unwrap_or(next.text.len())];
        let has = |between: &str| {
            let word = start.chars().chain(between.chars()).chain(rest.chars());
            self.0.contains(&hash(word))
        };
        match hyphen {
            '\u{ad}' => Gap::NoHyphen,
            _ if is_conjunction(rest) => Gap::Space,
            _ if start.is_empty() || has("-") || !has("") => Gap::Nothing,
            _ => Gap::NoHyphen,
        }
    }
}

fn char_length(text: &str, at: usize) -> usize {
    text[at..].chars().next().map_or(0, char::len_utf8)
}

fn hash(word: impl Iterator<Item = char>) -> u64 {
    let mut hasher = DefaultHasher::new();
    word.flat_map(char::to_lowercase)
        .for_each(|c| c.hash(&mut hasher));
    hasher.finish()
}

/// Whether a word is a conjunction that joins two compounds: `fore- and afternoon`.
fn is_conjunction(word: &str) -> bool {
    const WORDS: [&str; 22] = [
        "and", "bis", "e", "ed", "eller", "en", "et", "i", "lub", "nebo", "o", "och", "oder", "of",
        "og", "or", "ou", "sowie", "to", "u", "und", "y",
    ];
    WORDS.contains(&word)
}
