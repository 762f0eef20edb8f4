//! What is known to fail, listed in a file.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// What fails, with the reason: a line `name: reason` each.
pub(crate) fn known_gaps(file: &Path) -> BTreeMap<String, String> {
    let text = fs::read_to_string(file).unwrap_or_default();
    let lines = text
        .lines()
        .filter(|line| !line.trim().is_empty() && !line.starts_with('#'));
    lines
        .map(|line| line.split_once(": ").expect("a name and a reason"))
        .map(|(name, reason)| (name.to_owned(), reason.to_owned()))
        .collect()
}
