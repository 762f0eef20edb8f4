//! Where pages come from: files, folders, lists of files, archives.
//!
//! Pages are found one after the other, in an order that depends on the input alone, and are read later.
//! So of any number of pages only a few are in memory.

mod folder;
mod kind;
mod names;

use std::collections::HashMap;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use crate::cli::args::SourceArgs;
use crate::cli::failure::Failure;
use crate::cli::warc::{self, Archive, Capture, LONGEST_RECORD, TooLong};
use folder::{FoundFile, Walk};
use kind::{Kind, folder_of_archive};
use names::Names;

/// How messages call standard input.
pub(super) const STDIN: &str = "<stdin>";

/// What the user named.
#[derive(Clone, Debug)]
pub(super) struct Sources {
    arguments: Vec<Argument>,
    list: Option<List>,
}

#[derive(Clone, Debug)]
struct Argument {
    kind: ArgumentKind,
    path: PathBuf,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ArgumentKind {
    Stdin,
    Page,
    Archive,
    Folder,
}

/// A list of files.
#[derive(Clone, Debug)]
struct List {
    /// `None` for standard input.
    path: Option<PathBuf>,
    separator: u8,
}

/// Where the results of pages go: what the search for pages has to know of that.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Results<'a> {
    /// What their names end in, where each has one.
    pub(super) extension: Option<&'a str>,
    /// Their folder or file, without symbolic links, which is no input.
    pub(super) root: Option<&'a Path>,
}

/// What the search for pages finds.
#[derive(Debug)]
pub(super) enum Found {
    Page(Box<Page>),
    Failure(Failure),
}

/// A page that was found.
#[derive(Debug)]
pub(super) struct Page {
    /// How messages call it.
    pub(super) name: String,
    pub(super) origin: Origin,
    pub(super) content: Content,
    /// The name of its result below the folder of results, where there is one.
    pub(super) place: PathBuf,
    /// How much of the input is done when the page is, in bytes.
    pub(super) progress: u64,
}

/// What is known of a page beside its content.
#[derive(Debug, Default)]
pub(super) struct Origin {
    /// The file; `None` for standard input.
    pub(super) path: Option<PathBuf>,
    /// The page's own address and the moment of its capture, as an archive says.
    pub(super) url: Option<String>,
    pub(super) date: Option<String>,
}

/// The content of a page, or where it is.
#[derive(Debug)]
pub(super) enum Content {
    Stdin,
    File {
        path: PathBuf,
        /// Whether the user named it. Others are passed over if they look like no page.
        is_named: bool,
    },
    Captured(warc::Content),
}

/// What was found and not read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct PassedOver {
    pub(super) files: usize,
    pub(super) records: usize,
}

impl Sources {
    pub(super) fn new(args: &SourceArgs) -> Self {
        let list = args.files_from.as_ref().map(|path| List {
            path: Some(path.clone()).filter(|path| path != Path::new("-")),
            separator: if args.null { b'\0' } else { b'\n' },
        });
        let mut arguments: Vec<Argument> = args.files.iter().map(Argument::new).collect();
        if arguments.is_empty() && list.is_none() {
            arguments.push(Argument::new(&PathBuf::from("-")));
        }
        Self { arguments, list }
    }

    /// Whether there is one page and no more, by what the user said.
    pub(super) fn is_single(&self) -> bool {
        self.list.is_none() && self.arguments.len() == 1 && !self.has_many()
    }

    /// Whether pages are to be found, in a folder, list or archive, beside those that the user named.
    pub(super) fn has_many(&self) -> bool {
        let is_many = |argument: &Argument| {
            matches!(argument.kind, ArgumentKind::Folder | ArgumentKind::Archive)
        };
        self.list.is_some() || self.arguments.iter().any(is_many)
    }

    /// Whether a page, or the list of them, is standard input.
    pub(super) fn reads_stdin(&self) -> bool {
        let is_stdin = |argument: &Argument| argument.kind == ArgumentKind::Stdin;
        self.list.as_ref().is_some_and(|list| list.path.is_none()) || self.has_page(is_stdin)
    }

    /// Whether a page is standard input. It has no name.
    pub(super) fn has_nameless(&self) -> bool {
        self.has_page(|argument| argument.kind == ArgumentKind::Stdin)
    }

    fn has_page(&self, is_wanted: impl Fn(&Argument) -> bool) -> bool {
        self.arguments.iter().any(is_wanted)
    }

    /// The files that the user named: each without symbolic links, and as it was named.
    pub(super) fn named_files(&self) -> HashMap<PathBuf, PathBuf> {
        let files = self
            .arguments
            .iter()
            .filter(|argument| matches!(argument.kind, ArgumentKind::Page | ArgumentKind::Archive));
        let list = self.list.iter().filter_map(|list| list.path.as_ref());
        let paths = files.map(|argument| &argument.path).chain(list);
        let files = paths.filter_map(|path| Some((path.canonicalize().ok()?, path.clone())));
        files.collect()
    }

    /// A folder that is to be read and lies where results go, or is that place.
    pub(super) fn folder_within(&self, root: &Path) -> Option<&Path> {
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

    /// Finds all pages, in order, until `send` breaks off.
    pub(super) fn find(
        &self,
        results: Results<'_>,
        passed_over: &mut PassedOver,
        send: &mut dyn FnMut(Found) -> ControlFlow<()>,
    ) {
        let mut search = Search {
            results,
            passed_over,
            send,
        };
        // Breaking off is all that a break means.
        let _ = match &self.list {
            Some(list) => search.list(list),
            None => search.arguments(&self.arguments),
        };
    }

    /// How many bytes there are to read; nothing if that is not known beforehand.
    pub(super) fn size(&self, results: Results<'_>) -> Option<u64> {
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
                    files.flatten().map(|file| size_of(&file.path)).sum()
                }
                _ => size_of(path),
            });
        Some(sizes.sum())
    }
}

impl Page {
    /// A file that the user named, or standard input.
    pub(super) fn named(path: Option<&PathBuf>) -> Self {
        let path = path.filter(|path| path.as_path() != Path::new("-"));
        Self {
            name: path.map_or(STDIN.to_owned(), |path| path.display().to_string()),
            origin: Origin {
                path: path.cloned(),
                ..Origin::default()
            },
            content: match path {
                Some(path) => Content::File {
                    path: path.clone(),
                    is_named: true,
                },
                None => Content::Stdin,
            },
            place: PathBuf::new(),
            progress: 0,
        }
    }
}

impl Argument {
    fn new(path: &PathBuf) -> Self {
        let kind = if path == Path::new("-") {
            ArgumentKind::Stdin
        } else if path.is_dir() {
            ArgumentKind::Folder
        } else if Kind::of(path.as_os_str()) == Kind::Archive {
            ArgumentKind::Archive
        } else {
            ArgumentKind::Page
        };
        Self {
            kind,
            path: path.clone(),
        }
    }

    /// The folder that it gets among the results, if others stand beside it.
    fn folder(&self) -> PathBuf {
        // Of `.` and `..` the name is asked for.
        let real = match self.kind {
            ArgumentKind::Folder => self.path.canonicalize().ok(),
            _ => None,
        };
        let name = real.as_deref().unwrap_or(&self.path).file_name();
        match self.kind {
            ArgumentKind::Archive => folder_of_archive(name.unwrap_or_default()).into(),
            _ => name.unwrap_or(OsStr::new("root")).into(),
        }
    }
}

impl Results<'_> {
    fn walk(&self, folder: &Path, place: PathBuf) -> Result<Walk<'_>, Failure> {
        let root = self.root.unwrap_or(Path::new(""));
        Walk::new(folder, place, self.extension.unwrap_or_default(), root)
    }
}

/// A search for pages.
struct Search<'a> {
    results: Results<'a>,
    passed_over: &'a mut PassedOver,
    send: &'a mut dyn FnMut(Found) -> ControlFlow<()>,
}

impl Search<'_> {
    /// A folder or archive that stands alone has its results right in the folder of results; else each
    /// gets a folder there.
    fn arguments(&mut self, arguments: &[Argument]) -> ControlFlow<()> {
        let mut names = Names::default();
        let is_folder = |argument: &Argument| {
            matches!(argument.kind, ArgumentKind::Folder | ArgumentKind::Archive)
        };
        let folders: Vec<PathBuf> = match arguments {
            [single] if is_folder(single) => vec![PathBuf::new()],
            _ => {
                let folders = arguments.iter().filter(|argument| is_folder(argument));
                folders
                    .map(|argument| names.folder(&argument.folder()))
                    .collect()
            }
        };
        let mut folders = folders.into_iter();
        for Argument { kind, path } in arguments {
            match kind {
                ArgumentKind::Stdin => self.send_page(Page::named(None))?,
                ArgumentKind::Page => {
                    let place = self.place(&mut names, path.file_name().unwrap_or_default());
                    self.file(path.clone(), place, true)?;
                }
                ArgumentKind::Archive => self.archive(path, &folders.next().unwrap_or_default())?,
                ArgumentKind::Folder => self.folder(path, folders.next().unwrap_or_default())?,
            }
        }
        ControlFlow::Continue(())
    }

    /// Files of a list keep their paths below the folder of results. A folder in a list is passed over: its
    /// files are in the list too, as `find` makes it.
    fn list(&mut self, list: &List) -> ControlFlow<()> {
        let name = list
            .path
            .as_ref()
            .map_or(STDIN.to_owned(), |path| path.display().to_string());
        let opened: io::Result<Box<dyn BufRead>> = match &list.path {
            None => Ok(Box::new(io::stdin().lock())),
            Some(path) => File::open(path).map(|file| Box::new(BufReader::new(file)) as Box<_>),
        };
        let mut names = Names::default();
        let lines = match opened {
            Ok(reader) => reader.split(list.separator),
            Err(error) => return self.fail(Failure::read(&name, &error)),
        };
        for line in lines {
            match line {
                Ok(line) => self.line(&line, list.separator, &mut names)?,
                Err(error) => return self.fail(Failure::read(&name, &error)),
            }
        }
        ControlFlow::Continue(())
    }

    fn line(&mut self, line: &[u8], separator: u8, names: &mut Names) -> ControlFlow<()> {
        let line = match line {
            [line @ .., b'\r'] if separator == b'\n' => line,
            line => line,
        };
        if line.is_empty() {
            return ControlFlow::Continue(());
        }
        let path = path_of(line);
        if path.is_dir() {
            self.passed_over.files += 1;
            return ControlFlow::Continue(());
        }
        if let (Some(root), Ok(real)) = (self.results.root, path.canonicalize()) {
            if real.starts_with(root) {
                return self.fail(Failure::within_results(&path));
            }
        }
        let below = names::below(&path, self.results.extension.unwrap_or_default());
        if Kind::of(path.as_os_str()) == Kind::Archive {
            let place = match self.results.extension {
                Some(_) => names.folder(&below),
                None => PathBuf::new(),
            };
            return self.archive(&path, &place);
        }
        let place = self.place(names, below.as_os_str());
        self.file(path, place, true)
    }

    fn folder(&mut self, path: &Path, place: PathBuf) -> ControlFlow<()> {
        let results = self.results;
        let mut walk = match results.walk(path, place) {
            Ok(walk) => walk,
            Err(failure) => return self.fail(failure),
        };
        let mut flow = ControlFlow::Continue(());
        for found in walk.by_ref() {
            flow = match found {
                Ok(FoundFile {
                    path,
                    place,
                    is_archive: true,
                }) => self.archive(&path, &place),
                Ok(FoundFile { path, place, .. }) => self.file(path, place, false),
                Err(failure) => self.fail(failure),
            };
            if flow.is_break() {
                break;
            }
        }
        self.passed_over.files += walk.passed_over;
        flow
    }

    fn file(&mut self, path: PathBuf, place: PathBuf, is_named: bool) -> ControlFlow<()> {
        let name = path.display().to_string();
        let size = match fs::metadata(&path) {
            Ok(file) => file.len(),
            Err(error) => return self.fail(Failure::read(&name, &error)),
        };
        self.send_page(Page {
            name,
            origin: Origin {
                path: Some(path.clone()),
                ..Origin::default()
            },
            content: Content::File { path, is_named },
            place,
            progress: size,
        })
    }

    /// The pages of an archive; results go below `place`.
    fn archive(&mut self, path: &Path, place: &Path) -> ControlFlow<()> {
        let name = path.display().to_string();
        let mut archive = match Archive::open(path) {
            Ok(archive) => archive,
            Err(error) => return self.fail(Failure::read(&name, &error)),
        };
        let mut names = Names::default();
        let mut position = 0;
        let flow = loop {
            let flow = match archive.next_page() {
                Ok(None) => break ControlFlow::Continue(()),
                Ok(Some(capture)) => {
                    let progress = archive.position() - position;
                    position += progress;
                    let place = self.place_of_capture(&mut names, place, &capture);
                    self.capture(path, place, capture, progress)
                }
                Err(message) => break self.fail(Failure::archive(&name, &message)),
            };
            if flow.is_break() {
                break flow;
            }
        };
        self.passed_over.records += archive.passed_over;
        flow
    }

    fn capture(
        &mut self,
        path: &Path,
        place: PathBuf,
        capture: Capture,
        progress: u64,
    ) -> ControlFlow<()> {
        let page = match &capture.url {
            Some(url) => url.clone(),
            None => format!("record {}", capture.number),
        };
        let name = format!("{} ({page})", path.display());
        match capture.content {
            Ok(content) => self.send_page(Page {
                name,
                origin: Origin {
                    path: Some(path.to_owned()),
                    url: capture.url,
                    date: capture.date,
                },
                content: Content::Captured(content),
                place,
                progress,
            }),
            Err(TooLong(length)) => self.fail(Failure::Plain {
                message: format!(
                    "{name}: a record of {length} bytes is too long, the most is {LONGEST_RECORD}"
                ),
                help: None,
            }),
        }
    }

    fn place(&self, names: &mut Names, path: &OsStr) -> PathBuf {
        match self.results.extension {
            Some(extension) => names.file(path.as_ref(), extension),
            None => PathBuf::new(),
        }
    }

    fn place_of_capture(&self, names: &mut Names, place: &Path, capture: &Capture) -> PathBuf {
        let Some(extension) = self.results.extension else {
            return PathBuf::new();
        };
        let address = capture.url.as_deref().unwrap_or_default();
        let path = names::of_address(address, extension);
        place.join(names.record(&path, capture.number, extension))
    }

    fn send_page(&mut self, page: Page) -> ControlFlow<()> {
        (self.send)(Found::Page(Box::new(page)))
    }

    fn fail(&mut self, failure: Failure) -> ControlFlow<()> {
        (self.send)(Found::Failure(failure))
    }
}

/// The path that a line of a list names.
#[cfg(unix)]
fn path_of(line: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt as _;

    OsStr::from_bytes(line).into()
}

/// The path that a line of a list names, in UTF-8.
#[cfg(not(unix))]
fn path_of(line: &[u8]) -> PathBuf {
    String::from_utf8_lossy(line).into_owned().into()
}

impl Found {
    /// How much it takes in memory while it is worked on: the bytes of the page, and something for all the
    /// rest.
    pub(super) fn weight(&self) -> u64 {
        const LEAST: u64 = 64 * 1024;
        match self {
            Self::Page(page) => match &page.content {
                Content::Captured(content) => LEAST.max(content.len() as u64),
                _ => LEAST.max(page.progress),
            },
            Self::Failure(_) => LEAST,
        }
    }
}
