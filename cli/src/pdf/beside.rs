//! Makes relative URLs in the user's template and style sheets work: the page is printed from another folder, so
//! everything beside them is linked into it.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Creates links in a folder to everything in these folders. Names that exist already, from the page or an earlier
/// folder, are kept. Hidden files, and links that lead out of their folder, are left out.
pub(super) fn link(folders: &[PathBuf], from: &Path) {
    for folder in folders {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let is_hidden = entry.file_name().as_encoded_bytes().starts_with(b".");
            let real = entry.path().canonicalize().ok();
            let inside = real.filter(|real| !is_hidden && real.starts_with(folder));
            if let Some(real) = inside {
                // If this fails, the page lacks the file, as it would in any browser.
                let _ = symlink(&real, &from.join(entry.file_name()));
            }
        }
    }
}

#[cfg(unix)]
fn symlink(to: &Path, link: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(to, link)
}

#[cfg(windows)]
fn symlink(to: &Path, link: &Path) -> io::Result<()> {
    if to.is_dir() {
        std::os::windows::fs::symlink_dir(to, link)
    } else {
        std::os::windows::fs::symlink_file(to, link)
    }
}
