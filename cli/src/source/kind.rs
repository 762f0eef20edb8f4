//! What a file is, by its name.

use std::ffi::{OsStr, OsString};

use crate::format::INPUTS;

/// What names of archives end in.
const ARCHIVES: [&str; 4] = ["warc", "warc.gz", "wet", "wet.gz"];

/// What a file in a folder is, by its name. A file that the user names is read whatever its name is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Page,
    /// An archive of a crawl, with many pages.
    Archive,
    Other,
}

impl Kind {
    pub(super) fn of(name: &OsStr) -> Self {
        let name = name.to_string_lossy().to_lowercase();
        let ends_in = |endings: &[&str]| {
            let mut stems = endings
                .iter()
                .filter_map(|ending| name.strip_suffix(ending));
            stems.any(|stem| stem.ends_with('.'))
        };
        if ends_in(&ARCHIVES) {
            Self::Archive
        } else if INPUTS.iter().any(|form| ends_in(form.endings)) {
            Self::Page
        } else {
            Self::Other
        }
    }
}

/// The name of the folder for what an archive holds: its own, without what archives end in.
pub(super) fn folder_of_archive(name: &OsStr) -> OsString {
    // Where the name is no Unicode it stays as it is.
    let Some(text) = name.to_str() else {
        return name.to_owned();
    };
    let mut stem = text;
    for ending in [".gz", ".wet", ".warc"] {
        let at = stem.len().saturating_sub(ending.len());
        if stem
            .get(at..)
            .is_some_and(|end| end.eq_ignore_ascii_case(ending))
            && at > 0
        {
            stem = &stem[..at];
        }
    }
    stem.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_what_files_are() {
        for (name, kind) in [
            ("a.html", Kind::Page),
            ("A.HTM", Kind::Page),
            ("a.xhtml", Kind::Page),
            ("a.SHTML", Kind::Page),
            ("a.phtml", Kind::Other),
            ("a.fr.md", Kind::Page),
            ("html", Kind::Other),
            ("a.png", Kind::Other),
            ("a.warc", Kind::Archive),
            ("a.WARC.gz", Kind::Archive),
            ("a.warc.wet.gz", Kind::Archive),
            ("a.gz", Kind::Other),
        ] {
            assert_eq!(Kind::of(name.as_ref()), kind, "{name}");
        }
    }

    #[test]
    fn every_ending_of_a_form_is_that_of_a_page() {
        for ending in INPUTS.iter().flat_map(|form| form.endings) {
            let name = format!("a.{ending}");
            assert_eq!(Kind::of(name.as_ref()), Kind::Page, "{name}");
        }
    }

    #[test]
    fn archives_have_folders() {
        for (name, folder) in [
            ("a.warc", "a"),
            ("a.WARC.gz", "a"),
            ("a.b.warc.wet.gz", "a.b"),
            (".warc", ".warc"),
            ("a", "a"),
        ] {
            assert_eq!(folder_of_archive(name.as_ref()), folder, "{name}");
        }
    }
}
