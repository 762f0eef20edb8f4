//! Makes identifiers for headings from their words by Pandoc's own rules, so that internal links of a document that
//! Pandoc read still lead to their headings.

use std::collections::{HashMap, HashSet};

/// The identifier of a heading without letters.
const NAMELESS: &str = "section";

/// The identifiers of a document.
#[derive(Debug, Default)]
pub(super) struct Identifiers {
    taken: HashSet<String>,
    /// The number to try next for headings with the same words.
    next: HashMap<String, usize>,
}

impl Identifiers {
    /// A unique identifier for a heading with these words.
    pub(super) fn make(&mut self, words: &str) -> String {
        let base = base(words);
        if self.taken.insert(base.clone()) {
            return base;
        }
        let next = self.next.entry(base.clone()).or_insert(1);
        loop {
            let numbered = format!("{base}-{next}");
            *next += 1;
            if self.taken.insert(numbered.clone()) {
                return numbered;
            }
        }
    }
}

/// The words in lower case with hyphens between them, from the first letter on.
fn base(words: &str) -> String {
    let mut name = String::with_capacity(words.len());
    let mut is_apart = false;
    for c in words.to_lowercase().chars() {
        if name.is_empty() && !c.is_alphabetic() {
            continue;
        }
        if c.is_whitespace() {
            is_apart = true;
        } else if c.is_alphanumeric() || matches!(c, '_' | '-' | '.') {
            if std::mem::take(&mut is_apart) {
                name.push('-');
            }
            name.push(c);
        }
    }
    if name.is_empty() {
        name.push_str(NAMELESS);
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_make_the_identifiers_that_pandoc_makes() {
        let mut identifiers = Identifiers::default();
        for (words, identifier) in [
            ("A & B", "a-b"),
            ("3. Applications", "applications"),
            ("33", "section"),
            ("a b", "a-b-1"),
            ("É co de x_y 1.2", "é-co-de-x_y-1.2"),
            ("A B 1", "a-b-1-1"),
            ("\"Quote\"\u{a0}it's ", "quote-its"),
            ("İstanbul", "istanbul"),
            ("!", "section-1"),
            ("A B", "a-b-2"),
        ] {
            assert_eq!(identifiers.make(words), identifier, "{words}");
        }
    }
}
