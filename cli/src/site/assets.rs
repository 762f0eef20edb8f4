//! Files of a mirror that are no pages: images, documents, and what else pages show or link to.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::pages::Pages;
use crate::failure::Failure;
use crate::output::Folder;

/// The files that were copied.
#[derive(Debug, Default)]
pub(super) struct Assets {
    done: Mutex<HashSet<PathBuf>>,
}

/// Where a file of a mirror goes: to the same path below the site, with the name of its folder before it where several
/// were named, and never to the name of a page.
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

/// A name that all systems take.
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
    /// Copies a file to its place, unless that was done.
    pub(super) fn copy(
        &self,
        (file, place): &(PathBuf, PathBuf),
        folder: &Folder,
    ) -> Result<(), Failure> {
        let mut done = self.done.lock().unwrap_or_else(PoisonError::into_inner);
        let is_new = done.insert(place.clone());
        drop(done);
        if is_new {
            folder.copy(file, place)?;
        }
        Ok(())
    }

    /// How many there are.
    pub(super) fn count(&self) -> usize {
        let done = self.done.lock().unwrap_or_else(PoisonError::into_inner);
        done.len()
    }
}
