//! Resolves what the user named: files, folders and archives, or a list of files.

use std::collections::HashMap;
use std::ffi::OsStr;
use std::fs;
use std::io::{self, BufRead as _, IsTerminal as _};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use super::folder::FileKind;
use super::kind::{Kind, folder_of_archive};
use super::search::Search;
use super::{Found, Results};
use crate::args::SourceArgs;
use crate::failure::Failure;
use crate::warc;

/// What the user named.
#[derive(Clone, Debug)]
pub(crate) struct Sources {
    arguments: Vec<Argument>,
    list: Option<List>,
    /// The limit for pages of archives.
    longest: usize,
    /// Whether files of archives that are not pages are found, too.
    gives_all: bool,
}

#[derive(Clone, Debug)]
pub(super) struct Argument {
    pub(super) kind: ArgumentKind,
    pub(super) path: PathBuf,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ArgumentKind {
    Stdin,
    Page,
    Archive,
    Folder,
}

/// A list of files.
#[derive(Clone, Debug)]
pub(super) struct List {
    /// `None` for standard input.
    pub(super) path: Option<PathBuf>,
    pub(super) separator: u8,
}

impl Sources {
    /// What the arguments name; `longest` limits pages of archives. A list that cannot be read is a usage error, not
    /// a bad page.
    pub(crate) fn new(args: &SourceArgs, longest: usize) -> Result<Self, Failure> {
        let list = args.files_from.as_ref().map(|path| List {
            path: Some(path.clone()).filter(|path| path != Path::new("-")),
            separator: if args.null { b'\0' } else { b'\n' },
        });
        if let Some(path) = list.as_ref().and_then(|list| list.path.as_ref()) {
            // It is opened only once, since it may be a pipe.
            let found = fs::metadata(path).and_then(|found| match found.is_dir() {
                true => Err(io::ErrorKind::IsADirectory.into()),
                false => Ok(()),
            });
            found.map_err(|error| Failure::read(&path.display().to_string(), &error))?;
        }
        let mut arguments: Vec<Argument> = args.files.iter().map(Argument::new).collect();
        if arguments.is_empty() && list.is_none() {
            arguments.push(Argument::new(&PathBuf::from("-")));
        }
        Ok(Self {
            arguments,
            list,
            longest,
            gives_all: false,
        })
    }

    /// Also finds the other files of archives, and redirects between them.
    pub(crate) fn with_all_files(mut self) -> Self {
        self.gives_all = true;
        self
    }

    /// Whether the user named exactly one page.
    pub(crate) fn is_single(&self) -> bool {
        self.list.is_none() && self.arguments.len() == 1 && !self.has_many()
    }

    /// Whether there may be pages that the user did not name, in a folder, list or archive.
    pub(crate) fn has_many(&self) -> bool {
        self.list.is_some() || self.arguments.iter().any(Argument::has_many)
    }

    /// Whether a page, an archive or the list of pages is read from standard input.
    pub(crate) fn reads_stdin(&self) -> bool {
        let mut paths = self.arguments.iter().map(|argument| &argument.path);
        self.list.as_ref().is_some_and(|list| list.path.is_none())
            || paths.any(|path| path == Path::new("-"))
    }

    /// Whether a page is read from standard input and so has no name.
    pub(crate) fn has_nameless(&self) -> bool {
        let mut kinds = self.arguments.iter().map(|argument| argument.kind);
        kinds.any(|kind| kind == ArgumentKind::Stdin)
    }

    /// The files that the user named: from each path with symbolic links resolved to the path as given.
    pub(crate) fn named_files(&self) -> HashMap<PathBuf, PathBuf> {
        let files = self
            .arguments
            .iter()
            .filter(|argument| matches!(argument.kind, ArgumentKind::Page | ArgumentKind::Archive));
        let list = self.list.iter().filter_map(|list| list.path.as_ref());
        let paths = files.map(|argument| &argument.path).chain(list);
        let files = paths.filter_map(|path| Some((path.canonicalize().ok()?, path.clone())));
        files.collect()
    }

    /// The folders of the input as the user writes them: those named, and those of named files.
    pub(crate) fn roots(&self) -> Vec<PathBuf> {
        let mut roots: Vec<PathBuf> = Vec::new();
        let folders = self
            .arguments
            .iter()
            .filter_map(|argument| match argument.kind {
                ArgumentKind::Folder => Some(argument.path.clone()),
                ArgumentKind::Page => Some(argument.path.parent()?.to_owned()),
                ArgumentKind::Stdin | ArgumentKind::Archive => None,
            });
        let here = self.list.iter().map(|_| PathBuf::new());
        for root in folders.chain(here) {
            if !roots.contains(&root) {
                roots.push(root);
            }
        }
        roots
    }

    /// A folder to be read that is the output folder or lies in it.
    pub(crate) fn folder_within(&self, root: &Path) -> Option<&Path> {
        let folders = self
            .arguments
            .iter()
            .filter(|argument| argument.kind == ArgumentKind::Folder);
        folders
            .map(|argument| argument.path.as_path())
            .find(|path| {
                let real = path.canonicalize();
                real.is_ok_and(|real| real.starts_with(root))
            })
    }

    /// Finds all pages in order, until `send` breaks, and counts the records of archives that are not pages.
    pub(crate) fn find(
        &self,
        results: Results<'_>,
        skipped_records: &mut usize,
        send: &mut dyn FnMut(Found) -> ControlFlow<()>,
    ) {
        let archives = (self.longest, self.gives_all);
        let mut search = Search::new(results, archives, skipped_records, send);
        // A break carries no further meaning.
        let _ = match &self.list {
            Some(list) => search.list(list),
            None => search.arguments(&self.arguments),
        };
    }

    /// How many bytes there are to read; `None` if that is not known beforehand.
    pub(crate) fn size(&self, results: Results<'_>) -> Option<u64> {
        if self.reads_stdin() || self.list.is_some() {
            return None;
        }
        let size_of = |path: &Path| fs::metadata(path).map_or(0, |file| file.len());
        let sizes = self
            .arguments
            .iter()
            .map(|Argument { kind, path }| match kind {
                ArgumentKind::Folder => {
                    let files = results.walk(path, PathBuf::new()).into_iter().flatten();
                    let files = files.flatten();
                    let files = files.filter(|file| !matches!(file.kind, FileKind::Skipped(_)));
                    files.map(|file| size_of(&file.path)).sum()
                }
                _ => size_of(path),
            });
        Some(sizes.sum())
    }
}

/// Whether standard input is an archive, by its first bytes, which stay buffered. A terminal is not waited for.
fn stdin_is_archive() -> bool {
    let stdin = io::stdin();
    let mut input = stdin.lock();
    // A read error now will occur again later and be reported then.
    !stdin.is_terminal() && input.fill_buf().is_ok_and(warc::is_archive)
}

impl Argument {
    fn new(path: &PathBuf) -> Self {
        let kind = if path == Path::new("-") {
            match stdin_is_archive() {
                true => ArgumentKind::Archive,
                false => ArgumentKind::Stdin,
            }
        } else if path.is_dir() {
            ArgumentKind::Folder
        } else if Kind::of_named(path) == Kind::Archive {
            ArgumentKind::Archive
        } else {
            ArgumentKind::Page
        };
        Self {
            kind,
            path: path.clone(),
        }
    }

    /// Whether it stands for several pages.
    pub(super) fn has_many(&self) -> bool {
        matches!(self.kind, ArgumentKind::Folder | ArgumentKind::Archive)
    }

    /// The subfolder that it gets in the output, if there are other arguments.
    pub(super) fn folder(&self) -> PathBuf {
        // `.` and `..` must be resolved to have a name.
        let real = match self.kind {
            ArgumentKind::Folder => self.path.canonicalize().ok(),
            _ => None,
        };
        let name = real.as_deref().unwrap_or(&self.path).file_name();
        match self.kind {
            ArgumentKind::Archive if self.path == Path::new("-") => "stdin".into(),
            ArgumentKind::Archive => folder_of_archive(name.unwrap_or_default()).into(),
            _ => name.unwrap_or(OsStr::new("root")).into(),
        }
    }
}
