//! The rooms of `src/` and what each may use: uses only point down (see ARCHITECTURE.md).

use std::fs;
use std::path::{Path, PathBuf};

/// A room, the rooms that it may use besides itself, and why it stands there.
const ROOMS: &[(&str, &[&str], &str)] = &[
    ("bytes", &[], "bytes of a text"),
    ("warning", &[], "what readers say about a page"),
    ("model", &[], "plain data"),
    (
        "error",
        &["warning", "model"],
        "holds a warning or a problem of the model",
    ),
    (
        "limits",
        &["error", "model"],
        "measures a model, refuses with an error",
    ),
    ("json", &[], "the version that both sides share"),
    (
        "pandoc",
        &["model"],
        "the terms of Pandoc that both sides share",
    ),
    (
        "grammar",
        &["bytes", "model"],
        "the grammar; gives moments and numbers of the model",
    ),
    (
        "base_url",
        &["error", "model", "grammar"],
        "resolves the model's URLs",
    ),
    ("label", &["model", "grammar"], "words of each language"),
    (
        "normal",
        &["bytes", "model", "grammar", "label"],
        "normal form, as far as words tell it",
    ),
    (
        "shape",
        &["model", "grammar", "label", "normal"],
        "rules on blocks that both sides need",
    ),
    (
        "read",
        &[
            "bytes", "warning", "model", "error", "limits", "json", "pandoc", "grammar",
            "base_url", "label", "normal", "shape",
        ],
        "knows all below, and no writer",
    ),
    (
        "write",
        &[
            "bytes", "warning", "model", "json", "pandoc", "grammar", "label", "normal", "shape",
        ],
        "knows all below, and no reader",
    ),
];

#[test]
fn uses_only_point_down() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    collect(&root, &mut files);
    assert!(files.len() > 100, "{} files found", files.len());
    let mut broken = Vec::new();
    for file in &files {
        let inside = file.strip_prefix(&root).expect("below the root");
        let first = Path::new(inside.components().next().expect("a name").as_os_str());
        let room = first.with_extension("").display().to_string();
        if room == "lib" {
            continue;
        }
        let Some((_, allowed, _)) = ROOMS.iter().find(|(name, ..)| *name == room) else {
            broken.push(format!(
                "src/{}: the room {room} has no line in the table",
                inside.display()
            ));
            continue;
        };
        let text = fs::read_to_string(file).expect("source text");
        for (line, used) in used_rooms(&text) {
            if used != room && !allowed.contains(&used) {
                broken.push(format!(
                    "src/{}:{line}: {room} uses {used}",
                    inside.display()
                ));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
}

/// The rooms that a file names by `crate::`, each with its line. Comments do not count, nor do a file's own tests at
/// its end, which may read what they have written.
fn used_rooms(text: &str) -> Vec<(usize, &str)> {
    let mut used = Vec::new();
    for (line, number) in text.lines().zip(1..) {
        if line.starts_with("#[cfg(test)]") || line.starts_with("#[cfg(all(test") {
            break;
        }
        if line.trim_start().starts_with("//") {
            continue;
        }
        for (at, name) in line.match_indices("crate::") {
            let rest = &line[at + name.len()..];
            let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_');
            let room = &rest[..end.unwrap_or(rest.len())];
            // Types and macros at the root, such as `crate::Error`, are no rooms.
            if room.starts_with(|c: char| c.is_ascii_lowercase()) {
                used.push((number, room));
            }
        }
    }
    used
}

#[test]
fn a_use_is_found_with_its_line() {
    let text = "//! crate::read\nuse crate::model::Article;\nfn a() -> crate::write::Html {}\n#[cfg(test)]\nuse crate::read;\n";
    assert_eq!(used_rooms(text), [(2, "model"), (3, "write")]);
}
