//! Detects what a file is by its name and its first bytes.

use std::ffi::{OsStr, OsString};

use std::fs::{self, File};
use std::io::{BufReader, Read as _};
use std::path::Path;

use liens::read::mail::is_message;

use crate::format::INPUTS;
use crate::warc::{is_version, unpacked};
use crate::{mail, mailbox};

/// Extensions of archives and mailboxes.
const ARCHIVES: [&str; 6] = ["warc", "warc.gz", "wet", "wet.gz", "mbox", "mbox.gz"];

/// Extensions of text files that may be mailboxes, as in archives of mailing lists.
const TEXTS: [&str; 5] = ["txt", "txt.gz", "text", "eml", "eml.gz"];

/// How many bytes of a file are inspected.
const START: u64 = 16 * 1024;

/// The kind of a file in a folder. A file that the user names is read whatever its name is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Page,
    /// A web archive or mailbox, with many pages.
    Archive,
    Other,
}

impl Kind {
    pub(super) fn of(name: &OsStr) -> Self {
        if ends_in(name, &ARCHIVES) {
            Self::Archive
        } else if INPUTS.iter().any(|format| ends_in(name, format.endings))
            || ends_in(name, &mail::ENDINGS)
        {
            Self::Page
        } else {
            Self::Other
        }
    }

    /// The kind of a file in a folder, even if its name leaves that open: mail programs give no extension to
    /// mailboxes, nor to messages in Maildir folders.
    pub(super) fn of_found(path: &Path) -> Self {
        let name = path.file_name().unwrap_or_default();
        let by_name = Self::of(name);
        let in_maildir = || {
            let folder = path.parent().and_then(Path::file_name);
            folder.is_some_and(|folder| folder == "cur" || folder == "new")
        };
        match by_name {
            Self::Page if ends_in(name, &TEXTS) && is_archive(path) => Self::Archive,
            Self::Other if !name.as_encoded_bytes().contains(&b'.') || in_maildir() => match () {
                () if is_archive(path) => Self::Archive,
                () if start_of(path).is_some_and(|start| is_message(&start)) => Self::Page,
                () => Self::Other,
            },
            kind => kind,
        }
    }

    /// The kind of a file that the user named.
    pub(super) fn of_named(path: &Path) -> Self {
        match Self::of(path.as_os_str()) {
            Self::Archive => Self::Archive,
            _ if is_archive(path) => Self::Archive,
            kind => kind,
        }
    }
}

/// Whether a name has one of these extensions.
fn ends_in(name: &OsStr, endings: &[&str]) -> bool {
    let name = name.to_string_lossy().to_lowercase();
    let mut stems = endings
        .iter()
        .filter_map(|ending| name.strip_suffix(ending));
    stems.any(|stem| stem.ends_with('.'))
}

/// Whether a file begins like an archive or mailbox.
fn is_archive(path: &Path) -> bool {
    let Some(start) = start_of(path) else {
        return false;
    };
    let line = start.split(|byte| *byte == b'\n').next();
    line.is_some_and(|line| is_version(line.trim_ascii_end()))
        || mailbox::begins_as_mailbox(&start) && mailbox::is_mailbox(path)
}

/// The first bytes of a file, decompressed if they are gzip; `None` for a pipe, which can be read only once.
fn start_of(path: &Path) -> Option<Vec<u8>> {
    if !fs::metadata(path).ok()?.is_file() {
        return None;
    }
    let mut start = Vec::new();
    let file = BufReader::new(File::open(path).ok()?);
    let read = unpacked_or_plain(file, &mut start);
    read.ok().map(|()| start)
}

fn unpacked_or_plain(mut file: BufReader<File>, start: &mut Vec<u8>) -> std::io::Result<()> {
    use std::io::BufRead as _;

    let is_packed = file.fill_buf()?.starts_with(&crate::warc::GZIP);
    // Damage is reported when all of the file is read.
    let _ = match is_packed {
        true => unpacked(file).take(START).read_to_end(start),
        false => file.take(START).read_to_end(start),
    };
    Ok(())
}

/// The name of the folder for an archive's results: its own, without the extensions of archives.
pub(super) fn folder_of_archive(name: &OsStr) -> OsString {
    // A name that is not Unicode is kept as it is.
    let Some(text) = name.to_str() else {
        return name.to_owned();
    };
    let mut stem = text;
    for ending in [".gz", ".wet", ".warc", ".mbox"] {
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
            ("a.eml", Kind::Page),
            ("a.mhtml", Kind::Page),
            ("a.mbox", Kind::Archive),
            ("a.MBOX.gz", Kind::Archive),
        ] {
            assert_eq!(Kind::of(name.as_ref()), kind, "{name}");
        }
    }

    #[test]
    fn every_ending_of_a_form_is_that_of_a_page() {
        for ending in INPUTS.iter().flat_map(|format| format.endings) {
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
            ("a.mbox.gz", "a"),
            (".warc", ".warc"),
            ("a", "a"),
        ] {
            assert_eq!(folder_of_archive(name.as_ref()), folder, "{name}");
        }
    }
}
