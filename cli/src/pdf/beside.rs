//! What a template or a style sheet of the user's shows under a relative address: it lies beside them, but they are
//! printed from another folder. So everything there gets a link of its name here.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Links to what lies in these folders, from a folder. What has its name there already stays, be it of the page or of an
/// earlier folder. Hidden files, and links that lead out of their folder, are left out.
pub(super) fn link(folders: &[PathBuf], from: &Path) {
    for folder in folders {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let is_hidden = entry.file_name().as_encoded_bytes().starts_with(b".");
            let real = entry.path().canonicalize().ok();
            let inside = real.filter(|real| !is_hidden && real.starts_with(folder));
            if let Some(real) = inside {
                // Where it fails the page shows no such thing, as in any browser.
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
