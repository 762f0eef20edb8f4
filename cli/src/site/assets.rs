//! Copies files of a mirror that are not pages: images, documents, and what else pages show or link to.

use std::collections::{HashMap, HashSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::pages::Pages;
use super::stored::record;
use crate::batch::Batch;
use crate::failure::Failure;
use crate::input::Reader;
use crate::output::Folder;
use crate::skipped::Skips;
use crate::source::Page;

/// The files that were or will be copied.
#[derive(Debug, Default)]
pub(super) struct Assets {
    done: Mutex<HashSet<PathBuf>>,
    /// Numbers of files in archives, which are copied at the end.
    stored: Mutex<HashSet<usize>>,
}

/// Where a file of a mirror goes: to the same path below the site, preceded by the name of its folder if several were
/// named, and never over a page.
pub(super) fn place(file: &Path, pages: &Pages) -> PathBuf {
    let around = pages.roots().iter().enumerate();
    let around = around.filter(|(_, root)| file.starts_with(root));
    let root = around.max_by_key(|(_, root)| root.components().count());
    let (number, root) = root.map_or((0, Path::new("")), |(number, root)| {
        (number, root.as_path())
    });
    let relative = file.strip_prefix(root).unwrap_or(file);
    let mut place = PathBuf::new();
    if pages.roots().len() > 1 {
        place.push(format!("files-{}", number + 1));
    }
    for name in relative {
        place.push(safe(&name.to_string_lossy()));
    }
    pages.free_place(place)
}

/// A name that all systems accept.
fn safe(name: &str) -> String {
    let mut safe = String::new();
    for c in name.chars() {
        match c {
            '<' | '>' | ':' | '"' | '|' | '?' | '*' | '\\' | '%' => {
                safe.push_str(&format!("%{:02X}", u32::from(c)));
            }
            c if c.is_control() => safe.push_str(&format!("%{:02X}", u32::from(c))),
            c => safe.push(c),
        }
    }
    safe
}

impl Assets {
    /// Copies a file to its place, unless that was done already.
    pub(super) fn copy(
        &self,
        (file, place): &(PathBuf, PathBuf),
        folder: &Folder,
    ) -> Result<(), Failure> {
        let is_new = locked(&self.done).insert(place.clone());
        if is_new {
            folder.copy(file, place)?;
        }
        Ok(())
    }

    /// Marks files of archives to be copied at the end.
    pub(super) fn want(&self, stored: &[usize]) {
        locked(&self.stored).extend(stored);
    }

    /// Copies the files of archives, reading these once more.
    pub(super) fn copy_stored(
        &self,
        batch: &Batch<'_>,
        reader: &Reader,
        pages: &Pages,
        folder: &Folder,
    ) -> Result<(), Failure> {
        let stored = locked(&self.stored).clone();
        if stored.is_empty() {
            return Ok(());
        }
        let stored = stored.iter().map(|number| pages.stored(*number));
        let places: HashMap<_, _> = stored.map(|file| (&file.record, &file.place)).collect();
        let (mut copied, mut failure) = (0, None);
        let (_, stopped) = batch.run(
            |page, _| {
                let place = record(&page.origin).and_then(|record| places.get(&record));
                Ok(place.map(|place| copy_stored(page, place, reader, folder)))
            },
            |_| 0,
            |result| {
                copied += usize::from(matches!(result, Ok(true)));
                failure = result.err();
                match failure {
                    None => Ok(()),
                    Some(_) => Err(io::ErrorKind::Other.into()),
                }
            },
        );
        match failure {
            Some(failure) => Err(failure),
            None if stopped.is_ok() && copied == places.len() => Ok(()),
            None => Err(Failure::new(
                "an archive has changed since it was read first".to_owned(),
                "run it again when nothing changes the archives",
            )),
        }
    }

    /// How many there are.
    pub(super) fn count(&self) -> usize {
        locked(&self.done).len() + locked(&self.stored).len()
    }

    /// Removes copied files from the count of skipped ones.
    pub(super) fn take_back(&self, skipped: &mut Skips) {
        for place in &*locked(&self.done) {
            skipped.take_back(&place.to_string_lossy());
        }
        skipped.records -= locked(&self.stored).len();
    }
}

/// Copies a file of an archive, unless its place already has the content. Returns whether the archive has the file.
fn copy_stored(
    page: Page,
    place: &Path,
    reader: &Reader,
    folder: &Folder,
) -> Result<bool, Failure> {
    let name = page.name.clone();
    let Some(file) = reader.stored(page)? else {
        return Ok(false);
    };
    if !folder.holds(place, &file.bytes) {
        folder.write(&name, place, &file.bytes)?;
    }
    Ok(true)
}

fn locked<T>(value: &Mutex<T>) -> MutexGuard<'_, T> {
    value.lock().unwrap_or_else(PoisonError::into_inner)
}
