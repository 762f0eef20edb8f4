//! Files that are written as a whole or not at all.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

/// A file that is being written. Its name always leads to something complete, the old or the new; without
/// [`finish`](Self::finish) the old stays.
pub(super) enum Output {
    /// A device or pipe is written to, not replaced.
    Device(File),
    New(NewFile),
}

/// A new file under another name.
pub(super) struct NewFile {
    file: File,
    temporary: PathBuf,
    path: PathBuf,
    is_finished: bool,
}

impl Output {
    /// Begins the file that a path leads to.
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        match fs::metadata(path) {
            Ok(old) if !old.is_file() => {
                let device = OpenOptions::new().write(true).open(path)?;
                Ok(Self::Device(device))
            }
            old => NewFile::begin(path, old).map(Self::New),
        }
    }

    pub(super) fn write(&mut self, text: &str) -> io::Result<()> {
        match self {
            Self::Device(file) | Self::New(NewFile { file, .. }) => file.write_all(text.as_bytes()),
        }
    }

    pub(super) fn finish(self) -> io::Result<()> {
        match self {
            Self::Device(_) => Ok(()),
            Self::New(file) => file.finish(),
        }
    }
}

/// Writes a file in one go. A symbolic link is replaced, not followed, and what is no file is left alone.
pub(super) fn replace(path: &Path, text: &str) -> io::Result<()> {
    let old = match fs::symlink_metadata(path) {
        Ok(old) if old.is_symlink() => Err(io::ErrorKind::NotFound.into()),
        Ok(old) if old.is_dir() => {
            let message = "it is a directory";
            return Err(io::Error::new(io::ErrorKind::IsADirectory, message));
        }
        Ok(old) if !old.is_file() => return Err(io::Error::other("it is no ordinary file")),
        old => old,
    };
    let mut new = NewFile::begin(path, old)?;
    new.file.write_all(text.as_bytes())?;
    new.finish()
}

impl NewFile {
    /// Begins a file in the same directory, where renaming takes no copying. It has the old one's
    /// permissions.
    fn begin(path: &Path, old: io::Result<Metadata>) -> io::Result<Self> {
        let permissions = match old {
            Ok(old) if old.permissions().readonly() => {
                return Err(io::ErrorKind::PermissionDenied.into());
            }
            Ok(old) => Some(old.permissions()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(error),
        };
        let (file, temporary) = create_beside(path)?;
        let new = Self {
            file,
            temporary,
            path: path.to_owned(),
            is_finished: false,
        };
        if let Some(permissions) = permissions {
            new.file.set_permissions(permissions)?;
        }
        Ok(new)
    }

    fn finish(mut self) -> io::Result<()> {
        fs::rename(&self.temporary, &self.path)?;
        self.is_finished = true;
        Ok(())
    }
}

impl Drop for NewFile {
    fn drop(&mut self) {
        if !self.is_finished {
            // The first error is the one to tell.
            let _ = fs::remove_file(&self.temporary);
        }
    }
}

/// A new file in the same directory. It is hidden, so that no walk takes it for a page.
fn create_beside(path: &Path) -> io::Result<(File, PathBuf)> {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let mut attempts = 0;
    loop {
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!(".liens-{}-{count}.tmp", std::process::id());
        let temporary = path.with_file_name(name);
        match File::create_new(&temporary) {
            Ok(file) => return Ok((file, temporary)),
            // Left behind by a program that was killed.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && attempts < 100 => {
                attempts += 1;
            }
            Err(error) => return Err(error),
        }
    }
}
