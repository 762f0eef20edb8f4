//! Counts what was found but skipped, for the summary.

use std::collections::BTreeMap;
use std::path::Path;

/// Skipped files and records.
#[derive(Debug, Default)]
pub(super) struct Skips {
    /// How many files there were with each extension. Overlong extensions, and those beyond the first hundred, count
    /// as others.
    by_ending: BTreeMap<String, usize>,
    /// Records of archives.
    pub(super) records: usize,
}

const LONGEST_ENDING: usize = 12;
const MOST_ENDINGS: usize = 100;

/// How many extensions a summary names.
const NAMED: usize = 4;

impl Skips {
    /// Counts a file.
    pub(super) fn add(&mut self, name: &str) {
        let ending = ending(name);
        let is_new = !self.by_ending.contains_key(&ending);
        let ending = match self.by_ending.len() {
            MOST_ENDINGS.. if is_new => String::new(),
            _ => ending,
        };
        *self.by_ending.entry(ending).or_default() += 1;
    }

    /// Removes a file from the count that is used after all.
    pub(super) fn take_back(&mut self, name: &str) {
        if let Some(number) = self.by_ending.get_mut(&ending(name)) {
            *number = number.saturating_sub(1);
        }
    }

    /// How many files there were.
    pub(super) fn files(&self) -> usize {
        self.by_ending.values().sum()
    }

    /// Their extensions, the most frequent first: ` (7 .png, 2 .css, 1 other)`; empty if none has an extension.
    pub(super) fn endings(&self) -> String {
        let mut endings: Vec<(&str, usize)> = self
            .by_ending
            .iter()
            .filter(|(ending, number)| !ending.is_empty() && **number > 0)
            .map(|(ending, number)| (ending.as_str(), *number))
            .collect();
        endings.sort_by_key(|(_, number)| std::cmp::Reverse(*number));
        endings.truncate(NAMED);
        let named: usize = endings.iter().map(|(_, number)| number).sum();
        if endings.is_empty() {
            return String::new();
        }
        let mut words: Vec<String> = endings
            .iter()
            .map(|(ending, number)| format!("{number} {ending}"))
            .collect();
        match self.files() - named {
            0 => {}
            others => words.push(format!("{others} other")),
        }
        format!(" ({})", words.join(", "))
    }
}

/// The extension of a name; empty if it is overlong or odd.
fn ending(name: &str) -> String {
    let ending = Path::new(name)
        .extension()
        .and_then(|ending| ending.to_str());
    let is_plain = |ending: &&str| {
        ending.len() <= LONGEST_ENDING && ending.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    match ending.filter(is_plain) {
        Some(ending) => format!(".{}", ending.to_ascii_lowercase()),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_are_counted() {
        let mut skips = Skips::default();
        for name in [
            "a/b.png", "c.PNG", "d", "e.a b", "f.css", "g.1", "h.2", "i.3",
        ] {
            skips.add(name);
        }
        assert_eq!(skips.files(), 8);
        assert_eq!(skips.endings(), " (2 .png, 1 .1, 1 .2, 1 .3, 3 other)");
        for name in ["x.1", "x.2", "x.2", "x.png", "x.none"] {
            skips.take_back(name);
        }
        assert_eq!(skips.endings(), " (1 .3, 1 .css, 1 .png, 2 other)");
    }
}
