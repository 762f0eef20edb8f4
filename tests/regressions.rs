//! What fuzzing found, replayed: every file in `fuzz/regressions/TARGET` is a test of its own, named after it.
//!
//! A file holds what the target was given; for the targets that are given articles, it holds the article as a JSON
//! document. What the targets assert stands in `tests/support/promises`. The files of the target `grammar` are
//! replayed by the tests of the module itself, `src/grammar/promises.rs`.
//!
//! The files in `known_gaps.txt` show promises that the library does not keep; they fail the day it does.

use std::fs;
use std::panic::catch_unwind;
use std::path::{Path, PathBuf};

use libtest_mimic::{Failed, Trial};
use liens::model::Article;
use liens::read;

use crate::gaps::known_gaps;
use crate::promises;

/// What a target does with an input.
type Target = fn(&[u8]);

/// The targets by their names.
const TARGETS: &[(&str, Target)] = &[
    ("html", promises::html),
    ("text", promises::text),
    #[cfg(feature = "mail")]
    ("mail", promises::mail),
    ("json", promises::json),
    ("trees", promises::trees),
    ("doubling", promises::doubling),
    ("roundtrip", |input| promises::kept(article(input))),
    ("forms", |input| promises::forms(&article(input))),
];

/// A test for each file.
pub(crate) fn trials() -> Vec<Trial> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/regressions");
    let mut gaps = known_gaps(&folder.join("known_gaps.txt"));
    let mut trials = Vec::new();
    for &(target, hold) in TARGETS {
        for file in files(&folder.join(target)) {
            let name = file.file_stem().unwrap_or_default().to_string_lossy();
            let name = format!("{target}/{name}");
            let gap = gaps.remove(&name);
            trials.push(Trial::test(name, move || run(&file, hold, gap.as_deref())));
        }
    }
    assert!(gaps.is_empty(), "no such files: {gaps:?}");
    trials
}

/// The files of a folder; none where there is no folder, as in a package.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    let mut files: Vec<_> = entries
        .map(|entry| entry.expect("an entry of the folder").path())
        .collect();
    files.sort();
    files
}

/// Replays a file. A known gap must fail.
fn run(file: &Path, hold: Target, gap: Option<&str>) -> Result<(), Failed> {
    let input = fs::read(file)?;
    match (catch_unwind(|| hold(&input)), gap) {
        (Ok(()), None) | (Err(_), Some(_)) => Ok(()),
        (Ok(()), Some(reason)) => {
            Err(format!("passes: take it out of known_gaps.txt ({reason})").into())
        }
        (Err(panic), None) => {
            let message = panic.downcast_ref::<String>().map(String::as_str);
            Err(message.unwrap_or("it panicked").into())
        }
    }
}

fn article(document: &[u8]) -> Article {
    let text = std::str::from_utf8(document).expect("a JSON document");
    let mut article = read::json::read(text, &read::Options::default())
        .expect("a JSON document")
        .article;
    article.normalize();
    article
}
