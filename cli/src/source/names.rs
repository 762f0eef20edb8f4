//! Names results, so that no two ever share a name.
//!
//! Names depend only on the order in which pages are found: the same input always gives the same names.

use std::collections::HashSet;
use std::ffi::{OsStr, OsString};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Component, Path, PathBuf};

/// The names taken in one scope: a folder, a list, an archive.
///
/// Only a fingerprint of each name is kept, so that a long list or archive takes some twenty bytes of memory per
/// page. A collision would only give a name a number that it does not need.
#[derive(Debug, Default)]
pub(crate) struct Names {
    taken: HashSet<u64>,
    /// How many folders and files were named so far.
    count: u64,
}

impl Names {
    /// The name of a folder: its own, or its own with a number.
    pub(super) fn folder(&mut self, path: &Path) -> PathBuf {
        let name = path.file_name().unwrap_or_default();
        let numbered = |number: &str| path.with_file_name(with_ending(name, number));
        self.count += 1;
        self.first_free([path.to_owned()], self.count, numbered)
    }

    /// The name for the result of a file: for `a.html`, `a.json`, or `a.html.json`, or `a.html~3.json`.
    pub(super) fn file(&mut self, path: &Path, extension: &str) -> PathBuf {
        let full = path.file_name().unwrap_or_default();
        let stem = path.file_stem().unwrap_or_default();
        let named = |stem: &OsStr, number: &str| result(path, stem, number, extension);
        self.count += 1;
        let names = [named(stem, ""), named(full, "")];
        self.first_free(names, self.count, |number| named(full, number))
    }

    /// The name for the result of a record: `a.json`, or `a~3.json` with the record's number.
    pub(crate) fn record(&mut self, path: &Path, number: u64, extension: &str) -> PathBuf {
        let stem = path.file_name().unwrap_or_default();
        let named = |number: &str| result(path, stem, number, extension);
        self.first_free([named("")], number, named)
    }

    /// The first of some names that is free, otherwise the first free numbered one, `~3`, `~3~3` and so on. The
    /// number is that of the page, not a counter, so that few names have to be tried.
    fn first_free<const N: usize>(
        &mut self,
        names: [PathBuf; N],
        number: u64,
        numbered: impl Fn(&str) -> PathBuf,
    ) -> PathBuf {
        let is_free = |name: &PathBuf| self.taken.insert(fingerprint(name));
        if let Some(name) = names.into_iter().find(is_free) {
            return name;
        }
        let number = format!("~{number}");
        let mut ending = number.clone();
        loop {
            let name = numbered(&ending);
            if self.taken.insert(fingerprint(&name)) {
                return name;
            }
            ending.push_str(&number);
        }
    }
}

/// A hash of a name without case: some file systems ignore case, and results may be moved between systems.
fn fingerprint(name: &Path) -> u64 {
    let mut hasher = DefaultHasher::new();
    name.to_string_lossy().to_lowercase().hash(&mut hasher);
    hasher.finish()
}

/// The path of a result: a stem, a number if any, and the extension.
fn result(path: &Path, stem: &OsStr, number: &str, extension: &str) -> PathBuf {
    path.with_file_name(with_ending(stem, &format!("{number}.{extension}")))
}

/// A name with an ending. If both together are too long, the name is cut.
fn with_ending(name: &OsStr, ending: &str) -> OsString {
    let mut name = cut(name, LONGEST_NAME.saturating_sub(ending.len()));
    name.push(ending);
    name
}

/// A name, cut to the room there is.
fn cut(name: &OsStr, room: usize) -> OsString {
    if name.len() <= room {
        return name.to_owned();
    }
    let text = name.to_string_lossy();
    let mut end = room.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text[..end].into()
}

/// The maximum length of a file name in common file systems.
const LONGEST_NAME: usize = 255;

/// A path reduced to its plain components, so that it stays below the folder it is joined to. Folders are marked if
/// they could be mistaken for a result.
pub(super) fn below(path: &Path, extension: &str) -> PathBuf {
    let plain = |component| match component {
        Component::Normal(name) => Some(name),
        _ => None,
    };
    let mut names: Vec<&OsStr> = path.components().filter_map(plain).collect();
    let file = names.pop().unwrap_or_default();
    let folders = names.into_iter().map(|name| folder(name, extension));
    folders.collect::<PathBuf>().join(file)
}

/// The name of a folder, marked if it could be mistaken for a result.
fn folder(name: &OsStr, extension: &str) -> OsString {
    let ending = format!(".{extension}");
    let mut folder = name.to_owned();
    if name.to_string_lossy().to_lowercase().ends_with(&ending) {
        folder.push("~");
    }
    folder
}

/// The maximum length of a page's path in a name, and of each of its parts; the rest is cut off. With what is added
/// to them, they fit common file systems.
const LONGEST_PATH: usize = 180;
const LONGEST_PART: usize = 80;

/// Extensions of pages, which are dropped from the names of results.
const PAGE_ENDINGS: [&str; 3] = [".html", ".htm", ".xhtml"];

/// The path for a page from its URL, without extension: `example.org/news/item` for
/// `https://example.org/news/item.html`. Whatever the URL, the result is a relative path of plain components that
/// every system accepts.
pub(crate) fn of_address(address: &str, extension: &str) -> PathBuf {
    let after_scheme = match address.split_once(':') {
        Some((scheme, rest)) if scheme.bytes().all(is_of_scheme) => rest,
        _ => address,
    };
    let (path, query) = match after_scheme.find(['?', '#']) {
        Some(at) => after_scheme.split_at(at),
        None => (after_scheme, ""),
    };
    let mut parts: Vec<&str> = path.split(['/', '\\']).collect();
    let last = parts.pop().unwrap_or_default();
    let last = PAGE_ENDINGS
        .iter()
        .find_map(|ending| last.strip_suffix(ending))
        .unwrap_or(last);
    parts.retain(|part| !part.is_empty() && *part != ".");
    let (host, last) = match (parts.is_empty(), last) {
        // A host alone is a folder too.
        (true, host) if !host.is_empty() => (Some(host), ""),
        (_, last) => (None, last),
    };
    let mut result = PathBuf::new();
    let mut length = 0;
    for part in parts.into_iter().chain(host) {
        let part = part_of_path(part);
        length += part.len() + 1;
        if length > LONGEST_PATH {
            break;
        }
        result.push(folder(part.as_ref(), extension));
    }
    let last = if last.is_empty() { "index" } else { last };
    result.join(part_of_path(&format!("{last}{query}")))
}

fn is_of_scheme(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.')
}

/// One part of a URL as the name of a file or folder: what some system would not accept is percent-encoded.
fn part_of_path(part: &str) -> String {
    let bytes = part.as_bytes();
    let mut name = String::new();
    for (at, &byte) in bytes.iter().enumerate() {
        let is_plain = match byte {
            b'-' | b'_' | b'+' | b',' | b'=' | b'@' | b'(' | b')' | b'%' => true,
            // No hidden files, no `..`, and no dot at the end, which some systems drop.
            b'.' => at > 0 && at + 1 < bytes.len(),
            // A tilde with a number is reserved for numbered names.
            b'~' => !bytes.get(at + 1).is_some_and(u8::is_ascii_digit),
            _ => byte.is_ascii_alphanumeric(),
        };
        let unit = if is_plain {
            char::from(byte).to_string()
        } else {
            format!("%{byte:02X}")
        };
        if name.len() + unit.len() > LONGEST_PART {
            break;
        }
        name.push_str(&unit);
    }
    if name.ends_with('.') {
        name.pop();
    }
    if is_reserved(&name) {
        name.insert(0, '_');
    }
    name
}

/// Whether Windows reads a name as a device, whatever its extension.
fn is_reserved(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().to_lowercase();
    let port = stem.strip_prefix("com").or(stem.strip_prefix("lpt"));
    matches!(stem.as_str(), "con" | "prn" | "aux" | "nul")
        || port.is_some_and(|number| number.len() == 1 && number.as_bytes()[0].is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, prop, proptest};

    use super::*;

    fn files(names: &[&str]) -> Vec<String> {
        let mut taken = Names::default();
        let name = |name: &&str| taken.file(Path::new(name), "json").display().to_string();
        names.iter().map(name).collect()
    }

    #[test]
    fn names_are_short_where_they_can_be() {
        assert_eq!(
            files(&["a.html", "b", "c.fr.md"]),
            ["a.json", "b.json", "c.fr.json"]
        );
    }

    #[test]
    fn names_that_are_taken_get_longer() {
        assert_eq!(
            files(&["a.html", "a.md", "A.MD", "a.md", "a.md.txt"]),
            [
                "a.json", "a.md.json", "A.MD~3.json", "a.md~4.json", "a.md.txt.json"
            ]
        );
        assert_eq!(
            files(&["a~3.txt", "a", "a", "a"]),
            ["a~3.json", "a.json", "a~3~3.json", "a~4.json"]
        );
    }

    #[test]
    fn names_that_are_too_long_are_cut_and_stay_apart() {
        let stem = "é".repeat(126);
        let cut = "é".repeat(125);
        assert_eq!(
            files(&[&format!("{stem}.md"), &format!("{stem}.html")]),
            [format!("{cut}.json"), format!("{}~2.json", &cut[2..])]
        );
        let mut names = Names::default();
        let long = "a".repeat(255);
        assert_eq!(names.folder(long.as_ref()), Path::new(&long));
        assert_eq!(
            names.folder(long.as_ref()),
            Path::new(&format!("{}~2", &long[2..]))
        );
    }

    #[test]
    fn folders_and_files_share_no_name() {
        let mut names = Names::default();
        let folder =
            |names: &mut Names, name: &str| names.folder(name.as_ref()).display().to_string();
        assert_eq!(folder(&mut names, "a.json"), "a.json");
        assert_eq!(folder(&mut names, "A.json"), "A.json~2");
        assert_eq!(
            names.file("a.html".as_ref(), "json"),
            Path::new("a.html.json")
        );
        assert_eq!(names.record("b".as_ref(), 5, "json"), Path::new("b.json"));
        assert_eq!(names.record("b".as_ref(), 5, "json"), Path::new("b~5.json"));
    }

    #[test]
    fn a_path_of_a_list_stays_below() {
        for (path, expected) in [
            ("a/b.html", "a/b.html"),
            ("/etc/../b.html", "etc/b.html"),
            ("../../b.html", "b.html"),
            ("./a.JSON/b.json/c.json", "a.JSON~/b.json~/c.json"),
        ] {
            assert_eq!(below(path.as_ref(), "json"), Path::new(expected), "{path}");
        }
    }

    #[test]
    fn an_address_gives_a_path() {
        for (address, expected) in [
            (
                "https://example.org/news/item.html", "example.org/news/item",
            ),
            ("https://example.org", "example.org/index"),
            ("http://example.org/", "example.org/index"),
            ("http://example.org/news/", "example.org/news/index"),
            (
                "http://example.org:8080/print.php?id=3&p=/../x",
                "example.org%3A8080/print.php%3Fid=3%26p=%2F..%2Fx",
            ),
            (
                "https://example.org/../../etc/passwd", "example.org/%2E%2E/%2E%2E/etc/passwd",
            ),
            ("file:///C:\\Users\\..\\a.htm", "C%3A/Users/%2E%2E/a"),
            ("urn:uuid:12-34", "uuid%3A12-34/index"),
            ("", "index"),
            (
                "https://example.org/a.json/b~7", "example.org/a.json~/b%7E7",
            ),
            (
                "https://example.org/con/LPT1.txt/comma", "example.org/_con/_LPT1.txt/comma",
            ),
            ("https://example.org/été\0", "example.org/%C3%A9t%C3%A9%00"),
        ] {
            assert_eq!(
                of_address(address, "json"),
                Path::new(expected),
                "{address}"
            );
        }
    }

    #[test]
    fn a_long_address_is_cut() {
        let address = format!(
            "https://example.org/{}/{}",
            "a/".repeat(5_000),
            "b".repeat(5_000)
        );
        let path = of_address(&address, "json");
        assert!(path.as_os_str().len() < 300, "{}", path.display());
        assert!(path.ends_with("b".repeat(LONGEST_PART)));
    }

    proptest! {
        #[test]
        fn any_address_gives_plain_components(address in any::<String>()) {
            let path = of_address(&address, "json");
            let plain = |component| matches!(component, Component::Normal(_));
            assert!(path.components().all(plain) && path.file_name().is_some());
            assert!(path.as_os_str().len() < 300 && path.to_string_lossy().is_ascii());
        }

        #[test]
        fn no_name_is_given_twice(names in prop::collection::vec("[aAb]{1,2}(~[1-4])?[.]?(md|json)?", 0..40)) {
            let mut taken = Names::default();
            let mut given = HashSet::new();
            for (at, name) in names.iter().enumerate() {
                let name = name.as_ref();
                let result = match at % 3 {
                    0 => taken.file(name, "json"),
                    1 => taken.record(name, at as u64, "json"),
                    _ => taken.folder(name),
                };
                assert!(given.insert(result.to_string_lossy().to_lowercase()), "{}", result.display());
            }
        }
    }
}
