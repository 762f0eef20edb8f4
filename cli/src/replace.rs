//! Files that are written as a whole or not at all.

use std::fs::{self, File, Metadata, OpenOptions, Permissions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

/// A file that is being written. Its name always leads to something complete, the old or the new; without
/// [`finish`](Self::finish) the old stays.
pub(super) enum Output {
    /// A device or pipe is written to, not replaced.
    Device(File),
    New(NewFile),
}

/// A new file under another name.
pub(super) struct NewFile {
    file: NamedTempFile,
    path: PathBuf,
    replaces: bool,
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

    pub(super) fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        match self {
            Self::Device(file) => file.write_all(bytes),
            Self::New(file) => file.write(bytes),
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
pub(super) fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
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
    new.write(bytes)?;
    new.finish()
}

impl NewFile {
    /// Begins a file in the same directory, where renaming takes no copying. It has the old one's
    /// permissions, and is hidden until it is finished, so that no walk takes it for a page.
    fn begin(path: &Path, old: io::Result<Metadata>) -> io::Result<Self> {
        let permissions = match old {
            Ok(old) if old.permissions().readonly() => {
                return Err(io::ErrorKind::PermissionDenied.into());
            }
            Ok(old) => Some(ordinary(old.permissions())),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(error),
        };
        let directory = path.parent().filter(|parent| *parent != Path::new(""));
        let file = Builder::new()
            .prefix(".liens-")
            .suffix(".tmp")
            // A file made by `tempfile` itself would be for its owner only.
            .make_in(directory.unwrap_or(Path::new(".")), |path| {
                File::create_new(path)
            })?;
        let replaces = permissions.is_some();
        if let Some(permissions) = permissions {
            file.as_file().set_permissions(permissions)?;
        }
        Ok(Self {
            file,
            path: path.to_owned(),
            replaces,
        })
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.file.as_file_mut().write_all(bytes)
    }

    /// Puts the file in its place. What it replaces is not given up before it is safe on the disk: a new name
    /// may get there before the content does.
    fn finish(self) -> io::Result<()> {
        if self.replaces {
            self.file.as_file().sync_all()?;
        }
        self.file.persist(&self.path)?;
        Ok(())
    }
}

/// Permissions without the bits that make a program run as somebody else: the new content is not what they
/// were given to.
#[cfg(unix)]
fn ordinary(permissions: Permissions) -> Permissions {
    use std::os::unix::fs::PermissionsExt as _;

    Permissions::from_mode(permissions.mode() & 0o777)
}

#[cfg(not(unix))]
fn ordinary(permissions: Permissions) -> Permissions {
    permissions
}
