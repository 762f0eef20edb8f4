//! Searches for pages in files, folders, lists, archives and mailboxes.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use super::folder::{FileKind, FoundFile, Walk};
use super::kind::Kind;
use super::named::{Argument, ArgumentKind, List};
use super::names::{self, Names};
use super::{Content, Found, Origin, Page, Results, STDIN, Skipped};
use crate::bounds::TooLarge;
use crate::failure::Failure;
use crate::mailbox::{self, Mailbox};
use crate::warc::{Archive, Capture, Captured, Refused};

/// A search for pages.
pub(super) struct Search<'a> {
    results: Results<'a>,
    /// The limit for pages of archives.
    longest: usize,
    gives_all: bool,
    skipped_records: &'a mut usize,
    send: &'a mut dyn FnMut(Found) -> ControlFlow<()>,
}

impl<'a> Search<'a> {
    pub(super) fn new(
        results: Results<'a>,
        (longest, gives_all): (usize, bool),
        skipped_records: &'a mut usize,
        send: &'a mut dyn FnMut(Found) -> ControlFlow<()>,
    ) -> Self {
        Self {
            results,
            longest,
            gives_all,
            skipped_records,
            send,
        }
    }

    /// Searches the arguments. The results of a single folder or archive go directly into the output folder; of
    /// several, each gets a subfolder.
    pub(super) fn arguments(&mut self, arguments: &[Argument]) -> ControlFlow<()> {
        let mut names = Names::default();
        let folders: Vec<PathBuf> = match arguments {
            [single] if single.has_many() => vec![PathBuf::new()],
            _ => {
                let folders = arguments.iter().filter(|argument| argument.has_many());
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
                ArgumentKind::Archive => {
                    let place = folders.next().unwrap_or_default();
                    self.archive(path, &place, &mut Names::default())?;
                }
                ArgumentKind::Folder => self.folder(path, folders.next().unwrap_or_default())?,
            }
        }
        ControlFlow::Continue(())
    }

    /// Searches a list. Its files keep their paths below the output folder. A folder in a list is skipped: lists from
    /// `find` also contain its files.
    pub(super) fn list(&mut self, list: &List) -> ControlFlow<()> {
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
            return self.skip(path, "it is a directory");
        }
        if let (Some(root), Ok(real)) = (self.results.root, path.canonicalize()) {
            if real.starts_with(root) {
                return self.fail(Failure::within_results(&path));
            }
        }
        let below = names::below(&path, self.results.extension.unwrap_or_default());
        if Kind::of_named(&path) == Kind::Archive {
            let place = match self.results.extension {
                Some(_) => names.folder(&below),
                None => PathBuf::new(),
            };
            return self.archive(&path, &place, names);
        }
        let place = self.place(names, below.as_os_str());
        self.file(path, place, true)
    }

    fn folder(&mut self, path: &Path, place: PathBuf) -> ControlFlow<()> {
        let results = self.results;
        let walk = match results.walk(path, place) {
            Ok(walk) => walk,
            Err(failure) => return self.fail(failure),
        };
        for found in walk {
            match found {
                Ok(FoundFile { path, place, kind }) => match kind {
                    FileKind::Page => self.file(path, place, false)?,
                    FileKind::Archive => self.archive(&path, &place, &mut Names::default())?,
                    FileKind::Skipped(reason) => self.skip(path, reason)?,
                },
                Err(failure) => self.fail(failure)?,
            }
        }
        ControlFlow::Continue(())
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

    /// Sends the pages of an archive; results go below `place`, under names that are free there.
    fn archive(&mut self, path: &Path, place: &Path, names: &mut Names) -> ControlFlow<()> {
        if mailbox::is_mailbox_file(path) {
            return self.mailbox(path, place, names);
        }
        let path = Some(path).filter(|path| *path != Path::new("-"));
        let name = path.map_or(STDIN.to_owned(), |path| path.display().to_string());
        let mut archive = match Archive::open(path, self.longest, self.gives_all) {
            Ok(archive) => archive,
            Err(error) => return self.fail(Failure::read(&name, &error)),
        };
        let mut position = 0;
        let flow = loop {
            let flow = match archive.next_page() {
                Ok(None) => break ControlFlow::Continue(()),
                Ok(Some(capture)) => {
                    let progress = archive.position() - position;
                    position += progress;
                    let place = match capture.content {
                        Ok(Captured::File(_) | Captured::Moved(_)) => place.to_owned(),
                        _ => self.place_of_capture(names, place, &capture),
                    };
                    self.capture(&name, path, place, capture, progress)
                }
                Err(message) => self.fail(Failure::archive(&name, &message)),
            };
            if flow.is_break() {
                break flow;
            }
        };
        *self.skipped_records += archive.skipped;
        flow
    }

    /// Sends the messages of a mailbox, each named by its number.
    fn mailbox(&mut self, path: &Path, place: &Path, names: &mut Names) -> ControlFlow<()> {
        let name = path.display().to_string();
        let mut mailbox = match Mailbox::open(path, self.longest) {
            Ok(mailbox) => mailbox,
            Err(error) => return self.fail(Failure::read(&name, &error)),
        };
        let mut position = 0;
        loop {
            let found = match mailbox.next_message() {
                Ok(None) => return ControlFlow::Continue(()),
                Ok(Some(found)) => found,
                Err(message) => return self.fail(Failure::archive(&name, &message)),
            };
            let progress = mailbox.position() - position;
            position += progress;
            let name = format!("{name} (message {})", found.number);
            let Some(message) = found.message else {
                self.fail(Failure::too_large(&name, &TooLarge::Length(self.longest)))?;
                continue;
            };
            let place = match self.results.extension {
                Some(extension) => {
                    let path = place.join(format!("{:04}", found.number));
                    names.record(&path, found.number, extension)
                }
                None => PathBuf::new(),
            };
            self.send_page(Page {
                name,
                origin: Origin {
                    path: Some(path.to_owned()),
                    ..Origin::default()
                },
                content: Content::Message(message),
                place,
                progress,
            })?;
        }
    }

    fn capture(
        &mut self,
        archive: &str,
        path: Option<&Path>,
        place: PathBuf,
        capture: Capture,
        progress: u64,
    ) -> ControlFlow<()> {
        let page = match &capture.url {
            Some(url) => url.clone(),
            None => format!("record {}", capture.number),
        };
        let name = format!("{archive} ({page})");
        let content = match capture.content {
            Ok(Captured::Page(content)) => Content::Captured(content),
            Ok(Captured::File(content)) => Content::Stored(content),
            Ok(Captured::Moved(url)) => Content::Moved(url),
            Err(Refused::TooLong) => {
                return self.fail(Failure::too_large(&name, &TooLarge::Length(self.longest)));
            }
            Err(Refused::LongHeader(most)) => {
                return self.fail(Failure::Plain {
                    message: format!("{name}: its HTTP header has more than {most} bytes"),
                    help: None,
                });
            }
        };
        self.send_page(Page {
            name,
            origin: Origin {
                path: path.map(Path::to_owned),
                url: capture.url,
                date: capture.date,
                record: Some(capture.number),
                ..Origin::default()
            },
            content,
            place,
            progress,
        })
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
        let path = place.join(names::of_address(address, extension));
        names.record(&path, capture.number, extension)
    }

    fn send_page(&mut self, page: Page) -> ControlFlow<()> {
        (self.send)(Found::Page(Box::new(page)))
    }

    fn skip(&mut self, path: PathBuf, reason: &'static str) -> ControlFlow<()> {
        (self.send)(Found::Skipped(Skipped { path, reason }))
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

impl Results<'_> {
    pub(super) fn walk(&self, folder: &Path, place: PathBuf) -> Result<Walk<'_>, Failure> {
        Walk::new(folder, place, self.extension.unwrap_or_default(), self.root)
    }
}
