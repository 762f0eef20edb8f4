//! Walks the files of a folder and its subfolders.

use std::ffi::{OsStr, OsString};
use std::fs::{self, DirEntry};
use std::io;
use std::path::{Path, PathBuf};
use std::vec;

use super::kind::{Kind, folder_of_archive};
use super::names::Names;
use crate::failure::Failure;

/// Walks a folder, in the order of names. Only the names in the current folder and in those above it are held in
/// memory.
pub(super) struct Walk<'a> {
    /// The open folders, from the top down. There is no recursion, so any depth is fine.
    levels: Vec<Level>,
    extension: &'a str,
    /// The output, which is neither walked nor read.
    results: Option<&'a Path>,
}

/// A file, and the place for its result or those of its pages.
#[derive(Debug)]
pub(super) struct FoundFile {
    pub(super) path: PathBuf,
    pub(super) place: PathBuf,
    pub(super) kind: FileKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FileKind {
    Page,
    Archive,
    /// It is skipped for this reason.
    Skipped(&'static str),
}

struct Level {
    /// Its path as the user would write it.
    path: PathBuf,
    /// The path with symbolic links resolved.
    real: PathBuf,
    /// The place for its results.
    place: PathBuf,
    entries: vec::IntoIter<Entry>,
    names: Names,
}

struct Entry {
    name: OsString,
    kind: EntryKind,
}

enum EntryKind {
    Page,
    /// With its folder in the output.
    Archive(PathBuf),
    Folder(PathBuf),
    Skipped(&'static str),
    Unreadable(io::Error),
}

impl<'a> Walk<'a> {
    /// A walk through a folder; results go below `place` and get this extension.
    pub(super) fn new(
        folder: &Path,
        place: PathBuf,
        extension: &'a str,
        results: Option<&'a Path>,
    ) -> Result<Self, Failure> {
        let mut walk = Self {
            levels: Vec::new(),
            extension,
            results,
        };
        let real = folder
            .canonicalize()
            .map_err(|error| unreadable(folder, &error))?;
        walk.enter(folder.to_owned(), real, place)?;
        Ok(walk)
    }

    fn enter(&mut self, path: PathBuf, real: PathBuf, place: PathBuf) -> Result<(), Failure> {
        let mut names = Names::default();
        let entries = self
            .entries(&path, &mut names)
            .map_err(|error| unreadable(&path, &error))?;
        self.levels.push(Level {
            path,
            real,
            place,
            entries: entries.into_iter(),
            names,
        });
        Ok(())
    }

    /// The relevant entries of a folder, sorted. Folders get their names first, and files get names that are still
    /// free.
    fn entries(&mut self, path: &Path, names: &mut Names) -> io::Result<Vec<Entry>> {
        let mut entries = Vec::new();
        for entry in fs::read_dir(path)? {
            let entry = entry?;
            let name = entry.file_name();
            if is_hidden(&name) {
                continue;
            }
            let kind = self.kind_of(&entry, &name);
            entries.push(Entry { name, kind });
        }
        entries.sort_unstable_by(|a, b| a.name.cmp(&b.name));
        for entry in &mut entries {
            if let EntryKind::Folder(place) = &mut entry.kind {
                *place = names.folder(entry.name.as_ref());
            }
        }
        for entry in &mut entries {
            if let EntryKind::Archive(place) = &mut entry.kind {
                *place = names.folder(folder_of_archive(&entry.name).as_ref());
            }
        }
        Ok(entries)
    }

    /// What an entry is. A symbolic link to a file stands for the file; one to a folder could form a cycle, and one
    /// to a result is not an input: both are skipped.
    fn kind_of(&self, entry: &DirEntry, name: &OsStr) -> EntryKind {
        let by_name = Kind::of(name);
        let is_folder = match entry.file_type() {
            Ok(kind) if kind.is_symlink() && by_name == Kind::Other => {
                return EntryKind::Skipped(NO_PAGE);
            }
            Ok(kind) if kind.is_symlink() => match self.is_file_to_read(&entry.path()) {
                Ok(true) => false,
                Ok(false) => return EntryKind::Skipped("it is a symbolic link to no page"),
                Err(error) => return EntryKind::Unreadable(error),
            },
            Ok(kind) if kind.is_dir() => true,
            Ok(kind) if kind.is_file() => false,
            Ok(_) => return EntryKind::Skipped("it is no ordinary file"),
            Err(error) => return EntryKind::Unreadable(error),
        };
        if is_folder {
            return EntryKind::Folder(PathBuf::new());
        }
        match Kind::of_found(&entry.path()) {
            Kind::Page => EntryKind::Page,
            Kind::Archive => EntryKind::Archive(PathBuf::new()),
            Kind::Other => EntryKind::Skipped(NO_PAGE),
        }
    }

    /// Whether a symbolic link leads to a file outside the output.
    fn is_file_to_read(&self, link: &Path) -> io::Result<bool> {
        let target = link.canonicalize()?;
        let is_result = self.results.is_some_and(|root| target.starts_with(root));
        Ok(!is_result && fs::metadata(target)?.is_file())
    }
}

/// Why most files are skipped.
const NO_PAGE: &str = "its name does not end as names of pages do";

fn is_hidden(name: &OsStr) -> bool {
    name.as_encoded_bytes().starts_with(b".")
}

fn unreadable(path: &Path, error: &io::Error) -> Failure {
    Failure::read(&path.display().to_string(), error)
}

impl Iterator for Walk<'_> {
    type Item = Result<FoundFile, Failure>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let level = self.levels.last_mut()?;
            let Some(Entry { name, kind }) = level.entries.next() else {
                self.levels.pop();
                continue;
            };
            let path = level.path.join(&name);
            let real = level.real.join(&name);
            if Some(real.as_path()) == self.results {
                continue;
            }
            let (place, kind) = match kind {
                EntryKind::Page => {
                    let place = level.names.file(name.as_ref(), self.extension);
                    (place, FileKind::Page)
                }
                EntryKind::Archive(place) => (place, FileKind::Archive),
                EntryKind::Skipped(reason) => (PathBuf::new(), FileKind::Skipped(reason)),
                EntryKind::Folder(place) => {
                    let place = level.place.join(place);
                    match self.enter(path, real, place) {
                        Ok(()) => continue,
                        Err(failure) => return Some(Err(failure)),
                    }
                }
                EntryKind::Unreadable(error) => return Some(Err(unreadable(&path, &error))),
            };
            return Some(Ok(FoundFile {
                path,
                place: level.place.join(place),
                kind,
            }));
        }
    }
}
