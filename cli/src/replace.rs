//! Writes files atomically: as a whole or not at all.

use std::fs::{self, File, Metadata, OpenOptions, Permissions};
use std::io::{self, BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

/// A file being written. Its path always leads to complete content, old or new; without [`finish`](Self::finish), the
/// old stays.
pub(super) enum Output {
    /// A device or pipe, which is written to, not replaced.
    Device(File),
    New(NewFile),
}

/// A temporary file that will replace the old one.
pub(super) struct NewFile {
    file: NamedTempFile,
    path: PathBuf,
    replaces: bool,
}

impl Output {
    /// Starts writing the file to which a path leads.
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

/// Writes a file in one go. A symbolic link is replaced, not followed, and anything else that is not a file is
/// refused.
pub(super) fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let old = replaceable(fs::symlink_metadata(path))?;
    let mut new = NewFile::begin(path, old)?;
    new.write(bytes)?;
    new.finish()
}

/// The metadata of the old file, if it may be replaced: a symbolic link counts as no file.
fn replaceable(old: io::Result<Metadata>) -> io::Result<io::Result<Metadata>> {
    match old {
        Ok(old) if old.is_symlink() => Ok(Err(io::ErrorKind::NotFound.into())),
        Ok(old) if old.is_dir() => {
            let message = "it is a directory";
            Err(io::Error::new(io::ErrorKind::IsADirectory, message))
        }
        Ok(old) if !old.is_file() => Err(io::Error::other("it is no ordinary file")),
        old => Ok(old),
    }
}

/// The prefix and suffix of temporary files.
const UNFINISHED: (&str, &str) = (".liens-", ".tmp");

/// Removes temporary files that a killed run left, in a folder and its subfolders.
pub(super) fn remove_unfinished(folder: &Path) -> io::Result<()> {
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder)? {
            let entry = entry?;
            let (name, kind) = (entry.file_name(), entry.file_type()?);
            let name = name.to_string_lossy();
            if kind.is_dir() {
                folders.push(entry.path());
            } else if name.starts_with(UNFINISHED.0) && name.ends_with(UNFINISHED.1) {
                fs::remove_file(entry.path())?;
            }
        }
    }
    Ok(())
}

/// Copies a file atomically, unless the target already has the content. The target is treated as by [`replace`].
pub(super) fn copy(from: &Path, path: &Path) -> io::Result<()> {
    let old = fs::symlink_metadata(path);
    let length = fs::metadata(from)?.len();
    let is_as_long = old
        .as_ref()
        .is_ok_and(|old| old.is_file() && old.len() == length);
    if is_as_long && have_same_content(File::open(from)?, File::open(path)?)? {
        return Ok(());
    }
    let mut new = NewFile::begin(path, replaceable(old)?)?;
    io::copy(&mut File::open(from)?, new.file.as_file_mut())?;
    new.finish()
}

fn have_same_content(a: File, b: File) -> io::Result<bool> {
    let (mut a, mut b) = (BufReader::new(a), BufReader::new(b));
    loop {
        let (x, y) = (a.fill_buf()?, b.fill_buf()?);
        let length = x.len().min(y.len());
        if x[..length] != y[..length] {
            return Ok(false);
        }
        if length == 0 {
            return Ok(x.len() == y.len());
        }
        a.consume(length);
        b.consume(length);
    }
}

impl NewFile {
    /// Creates a temporary file in the same directory, where renaming needs no copying. It has the old file's
    /// permissions, and a hidden name so that no walk reads it as a page.
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
            .prefix(UNFINISHED.0)
            .suffix(UNFINISHED.1)
            // By default, `tempfile` creates files that only their owner can read.
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

    /// Renames the file to its final name, once its content is safely on disk: otherwise the rename might be saved
    /// before the content.
    fn finish(self) -> io::Result<()> {
        if self.replaces {
            self.file.as_file().sync_all()?;
        }
        self.file.persist(&self.path)?;
        Ok(())
    }
}

/// Permissions without the setuid and setgid bits, which were granted to the old content.
#[cfg(unix)]
fn ordinary(permissions: Permissions) -> Permissions {
    use std::os::unix::fs::PermissionsExt as _;

    Permissions::from_mode(permissions.mode() & 0o777)
}

#[cfg(not(unix))]
fn ordinary(permissions: Permissions) -> Permissions {
    permissions
}
