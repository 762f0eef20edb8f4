//! Where results go, and how they get there unharmed.

use std::collections::HashMap;
use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{MAIN_SEPARATOR, Path, PathBuf};

use super::failure::Failure;
use super::input::Input;

/// Where a result goes.
#[derive(Debug, PartialEq)]
pub(super) enum Place {
    Stdout,
    File(PathBuf),
}

/// The place of each input's result, in the order of the inputs. Nothing is written, but a missing
/// directory is made.
pub(super) fn plan(
    inputs: &[Input],
    output: Option<&Path>,
    extension: &str,
) -> Result<Vec<Place>, Failure> {
    let Some(output) = output.filter(|output| *output != Path::new("-")) else {
        return if inputs.len() == 1 {
            Ok(vec![Place::Stdout])
        } else {
            let message = "several files cannot share standard output".to_owned();
            Err(Failure::new(message, "name a directory with -o"))
        };
    };
    let paths = if inputs.len() > 1 || output.is_dir() || ends_in_separator(output) {
        let names = names(inputs, extension)?;
        fs::create_dir_all(output).map_err(|error| {
            Failure::write(&format!("to directory {}", output.display()), &error)
        })?;
        names.into_iter().map(|name| output.join(name)).collect()
    } else {
        vec![output.to_owned()]
    };
    let paths = paths.into_iter().map(|path| real(&path)).collect();
    spare_inputs(inputs, paths)
}

/// The name of each input's result; no two are the same.
fn names(inputs: &[Input], extension: &str) -> Result<Vec<OsString>, Failure> {
    let mut names = Vec::with_capacity(inputs.len());
    let mut owners: HashMap<OsString, &str> = HashMap::new();
    for input in inputs {
        let stem = input.path.as_deref().and_then(Path::file_stem);
        let Some(stem) = stem else {
            let message = format!("there is no name for the result of {}", input.name);
            return Err(Failure::new(
                message,
                "read it alone, and name a file with -o",
            ));
        };
        let mut name = stem.to_owned();
        name.push(".");
        name.push(extension);
        if let Some(other) = owners.insert(key(&name), &input.name) {
            let message = format!(
                "{other} and {} would both be written to {}",
                input.name,
                Path::new(&name).display()
            );
            return Err(Failure::new(
                message,
                "convert them into different directories",
            ));
        }
        names.push(name);
    }
    Ok(names)
}

/// What tells names apart; some systems take no notice of case.
fn key(name: &OsString) -> OsString {
    if cfg!(any(windows, target_os = "macos")) {
        name.to_string_lossy().to_lowercase().into()
    } else {
        name.clone()
    }
}

/// The places, unless one of them is an input.
fn spare_inputs(inputs: &[Input], paths: Vec<PathBuf>) -> Result<Vec<Place>, Failure> {
    let files = inputs.iter().filter_map(|input| {
        let path = input.path.as_deref()?;
        Some((path.canonicalize().ok()?, input.name.as_str()))
    });
    let files: HashMap<PathBuf, &str> = files.collect();
    for path in &paths {
        if let Some(name) = files.get(path) {
            let message = format!("the result would overwrite the input {name}");
            return Err(Failure::new(
                message,
                "name another file or directory with -o",
            ));
        }
    }
    Ok(paths.into_iter().map(Place::File).collect())
}

/// The file that a path leads to, through symbolic links, also if it does not exist yet.
fn real(path: &Path) -> PathBuf {
    if let Ok(real) = path.canonicalize() {
        return real;
    }
    let parent = path.parent().and_then(|parent| parent.canonicalize().ok());
    match (parent, path.file_name()) {
        (Some(parent), Some(name)) => parent.join(name),
        _ => path.to_owned(),
    }
}

fn ends_in_separator(path: &Path) -> bool {
    let text = path.to_string_lossy();
    text.ends_with('/') || text.ends_with(MAIN_SEPARATOR)
}

impl Place {
    /// Puts the result in its place.
    pub(super) fn write(&self, text: &str) -> Result<(), Failure> {
        match self {
            Self::Stdout => unless_pipe_broke(write_stdout(text))
                .map_err(|error| Failure::write("standard output", &error)),
            Self::File(path) => write_file(path, text)
                .map_err(|error| Failure::write(&path.display().to_string(), &error)),
        }
    }
}

fn write_stdout(text: &str) -> io::Result<()> {
    let mut stdout = io::stdout().lock();
    stdout.write_all(text.as_bytes())?;
    stdout.flush()
}

/// Takes it for done when nobody reads on.
fn unless_pipe_broke(written: io::Result<()>) -> io::Result<()> {
    match written {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        written => written,
    }
}

/// Writes a file so that its name always leads to a complete one: the old or the new.
fn write_file(path: &Path, text: &str) -> io::Result<()> {
    let old = match fs::metadata(path) {
        Ok(old) if old.permissions().readonly() => {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        // A device or pipe is written to, not replaced.
        Ok(old) if !old.is_file() => {
            let mut device = OpenOptions::new().write(true).open(path)?;
            return unless_pipe_broke(device.write_all(text.as_bytes()));
        }
        Ok(old) => Some(old),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(error),
    };
    let (mut file, temporary) = create_beside(path)?;
    let done = file.write_all(text.as_bytes()).and_then(|()| {
        if let Some(old) = old {
            file.set_permissions(old.permissions())?;
        }
        drop(file);
        fs::rename(&temporary, path)
    });
    if done.is_err() {
        // The first error is the one to tell.
        let _ = fs::remove_file(&temporary);
    }
    done
}

/// A new file in the same directory, where renaming takes no copying.
fn create_beside(path: &Path) -> io::Result<(File, PathBuf)> {
    let mut attempt = 0;
    loop {
        let name = format!(".liens-{}-{attempt}.tmp", std::process::id());
        let temporary = path.with_file_name(name);
        match File::create_new(&temporary) {
            Ok(file) => return Ok((file, temporary)),
            // Left behind by a program that was killed.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && attempt < 100 => {
                attempt += 1;
            }
            Err(error) => return Err(error),
        }
    }
}
