//! Decides where results go, and writes them there safely: never over an input, never through a symbolic link.

use std::collections::HashMap;
use std::fs;
use std::io::{self, Write as _};
use std::path::{MAIN_SEPARATOR, Path, PathBuf};

use super::failure::Failure;
use super::format::{OUTPUTS, OutputFormat};
use super::replace::{Output, copy, remove_unfinished, replace};
use super::source::{Results, Sources};

/// Where results go.
#[derive(Debug)]
pub(super) enum Target {
    Stdout,
    /// A file for the only page, or for all of them.
    File(PathBuf),
    /// A file for each page.
    Folder(Folder),
}

/// The output folder.
#[derive(Debug)]
pub(super) struct Folder {
    /// The path with symbolic links resolved.
    root: PathBuf,
    extension: &'static str,
    /// The files named as inputs: resolved path to the path as the user gave it.
    inputs: HashMap<PathBuf, PathBuf>,
}

/// Plans where the results of sources go: into a folder, or joined into one file. Nothing is written yet, but a
/// missing directory is created.
pub(super) fn plan(
    sources: &Sources,
    output: Option<&Path>,
    format: &OutputFormat,
    are_joined: bool,
) -> Result<Target, Failure> {
    let output = output.filter(|output| *output != Path::new("-"));
    let is_one_file = are_joined || sources.is_single();
    match output {
        None if is_one_file => Ok(Target::Stdout),
        None => {
            let message = "cannot write several pages to standard output".to_owned();
            Err(Failure::new(message, "use -o DIR or --to ndjson"))
        }
        Some(path) if are_joined && is_folder(path) => {
            let is = if path.exists() {
                "is"
            } else {
                "is written like"
            };
            let message = format!("{} {is} a directory", path.display());
            Err(Failure::new(
                message, "all pages go into one file; name it with -o",
            ))
        }
        Some(path) if is_one_file && (are_joined || !is_folder(path)) => {
            let path = real(path);
            refuse_input(&path, &sources.named_files())?;
            Ok(Target::File(path))
        }
        Some(path) if !sources.is_single() && format_of(path).is_some() && !path.exists() => {
            let message = format!("cannot write several pages to {}", path.display());
            Err(Failure::new(
                message,
                "name a directory with -o (with a slash at its end), or use --to ndjson",
            ))
        }
        Some(path) => Folder::new(sources, path, format.extension).map(Target::Folder),
    }
}

/// The format that a file's extension stands for; `None` for a directory.
pub(super) fn format_of(path: &Path) -> Option<&'static OutputFormat> {
    if is_folder(path) {
        return None;
    }
    let ending = path.extension()?.to_str()?.to_ascii_lowercase();
    OUTPUTS
        .iter()
        .find(|format| format.endings.contains(&ending.as_str()))
}

/// Whether a path is an existing folder, or is written like one.
fn is_folder(path: &Path) -> bool {
    let text = path.to_string_lossy();
    path.is_dir() || text.ends_with('/') || text.ends_with(MAIN_SEPARATOR)
}

/// Refuses to write over an input.
fn refuse_input(path: &Path, inputs: &HashMap<PathBuf, PathBuf>) -> Result<(), Failure> {
    let Some(input) = inputs.get(path) else {
        return Ok(());
    };
    let message = format!("the result would overwrite the input {}", input.display());
    Err(Failure::new(
        message, "name another file or directory with -o",
    ))
}

/// The file that a path leads to, with symbolic links resolved, even if it does not exist yet.
fn real(path: &Path) -> PathBuf {
    if let Ok(real) = path.canonicalize() {
        return real;
    }
    let parent = path.parent().map(|parent| match parent {
        here if here == Path::new("") => Path::new("."),
        parent => parent,
    });
    let parent = parent.and_then(|parent| parent.canonicalize().ok());
    match (parent, path.file_name()) {
        (Some(parent), Some(name)) => parent.join(name),
        _ => path.to_owned(),
    }
}

impl Target {
    /// What the search for pages needs to know about the target.
    pub(super) fn results(&self) -> Results<'_> {
        match self {
            Self::Stdout => Results::default(),
            Self::File(path) => Results {
                extension: None,
                root: Some(path),
            },
            Self::Folder(folder) => Results {
                extension: Some(folder.extension),
                root: Some(&folder.root),
            },
        }
    }
}

impl Folder {
    pub(super) fn new(
        sources: &Sources,
        path: &Path,
        extension: &'static str,
    ) -> Result<Self, Failure> {
        if sources.has_nameless() {
            let message = "there is no name for the result of <stdin>".to_owned();
            return Err(Failure::new(
                message, "read it alone and name a file with -o",
            ));
        }
        if path.exists() && !path.is_dir() {
            let message = format!("{} is not a directory", path.display());
            return Err(Failure::new(
                message,
                "each result gets a file of its own; name a directory with -o",
            ));
        }
        let failure = |error| Failure::write(&format!("to directory {}", path.display()), &error);
        fs::create_dir_all(path).map_err(failure)?;
        let root = path.canonicalize().map_err(failure)?;
        if let Some(folder) = sources.folder_within(&root) {
            return Err(Failure::within_results(folder));
        }
        Ok(Self {
            root,
            extension,
            inputs: sources.named_files(),
        })
    }

    /// Its path, with symbolic links resolved.
    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    /// Removes unfinished files of an earlier run that was killed.
    pub(super) fn remove_unfinished(&self) -> Result<(), Failure> {
        let name = format!("to directory {}", self.root.display());
        remove_unfinished(&self.root).map_err(|error| Failure::write(&name, &error))
    }

    /// Whether the file at this place has exactly this content.
    pub(super) fn holds(&self, place: &Path, content: &[u8]) -> bool {
        let path = self.root.join(place);
        let is_as_long = fs::symlink_metadata(&path)
            .is_ok_and(|found| found.is_file() && found.len() == content.len() as u64);
        is_as_long && fs::read(&path).is_ok_and(|found| found == content)
    }

    /// Copies a file to its place, unless that already has the same content.
    pub(super) fn copy(&self, file: &Path, place: &Path) -> Result<(), Failure> {
        let path = self.root.join(place);
        let failure = |error| {
            let name = format!("{}, the copy of {}", path.display(), file.display());
            Failure::write(&name, &error)
        };
        if !self.inputs.is_empty() {
            refuse_input(&real(&path), &self.inputs)?;
        }
        self.make_folders(place)
            .and_then(|()| copy(file, &path))
            .map_err(failure)
    }

    /// Writes the result of a page to its place.
    pub(super) fn write(&self, page: &str, place: &Path, result: &[u8]) -> Result<(), Failure> {
        let path = self.root.join(place);
        if !self.inputs.is_empty() {
            refuse_input(&real(&path), &self.inputs)?;
        }
        self.make_folders(place)
            .and_then(|()| replace(&path, result))
            .map_err(|error| {
                let name = format!("{}, the result of {page}", path.display());
                Failure::write(&name, &error)
            })
    }

    /// Creates the folders on the way to a place. None may be a symbolic link, which could lead out of the output
    /// folder.
    fn make_folders(&self, place: &Path) -> io::Result<()> {
        let mut path = self.root.clone();
        for part in place.parent().into_iter().flatten() {
            path.push(part);
            if !is_own_folder(&path)? {
                match fs::create_dir(&path) {
                    // Another job created it in the meantime.
                    Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                    made => made?,
                }
            }
        }
        Ok(())
    }
}

/// Whether there is a folder at this path; an error if there is something else.
fn is_own_folder(path: &Path) -> io::Result<bool> {
    match fs::symlink_metadata(path) {
        Ok(found) if found.is_dir() => Ok(true),
        Ok(_) => {
            let message = format!("{} is no directory", path.display());
            Err(io::Error::other(message))
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

/// A stream of results to standard output or a single file.
pub(super) struct Stream<'a> {
    target: &'a Target,
    file: Option<Output>,
}

impl<'a> Stream<'a> {
    /// A stream to a target other than a folder. It is opened at the first write.
    pub(super) fn new(target: &'a Target) -> Self {
        Self { target, file: None }
    }

    pub(super) fn write(&mut self, result: &[u8]) -> io::Result<()> {
        match self.target {
            Target::File(path) => {
                if self.file.is_none() {
                    self.file = Some(Output::open(path)?);
                }
                self.file.as_mut().map_or(Ok(()), |file| file.write(result))
            }
            _ => {
                let mut stdout = io::stdout().lock();
                stdout.write_all(result)?;
                stdout.flush()
            }
        }
    }

    /// Moves the finished file to its place.
    pub(super) fn finish(self) -> io::Result<()> {
        self.file.map_or(Ok(()), Output::finish)
    }

    /// The name of the target in messages.
    pub(super) fn name(&self) -> String {
        match self.target {
            Target::File(path) => path.display().to_string(),
            _ => "standard output".to_owned(),
        }
    }
}
