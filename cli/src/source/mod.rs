//! Finds pages: in files, folders, lists of files, archives, mailboxes.
//!
//! Pages are found one after the other, in an order that depends only on the input, and are read later. So only a few
//! pages are in memory at a time.
//!
//! 1. [`named`] resolves what the user named;
//! 2. [`search`] finds the pages there, with the help of [`folder`], which walks folders, and of [`kind`], which
//!    detects what files are by their names and first bytes;
//! 3. [`names`] gives each page a name for its result.

mod folder;
mod kind;
mod named;
mod names;
mod search;

use std::path::{Path, PathBuf};

use crate::failure::Failure;
use crate::warc;

pub(super) use named::Sources;
pub(super) use names::{Names, of_address};

/// The name of standard input in messages.
pub(super) const STDIN: &str = "<stdin>";

/// Where results go, as far as the search for pages needs to know.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Results<'a> {
    /// Their extension, if each is a file of its own.
    pub(super) extension: Option<&'a str>,
    /// The output folder or file, with symbolic links resolved, which must not be read as input.
    pub(super) root: Option<&'a Path>,
}

/// A result of the search for pages.
#[derive(Debug)]
pub(super) enum Found {
    Page(Box<Page>),
    Skipped(Skipped),
    Failure(Failure),
}

/// A file that was found and is not read.
#[derive(Debug)]
pub(super) struct Skipped {
    pub(super) path: PathBuf,
    pub(super) reason: &'static str,
}

/// A page that was found, or another file of an archive if those are requested.
#[derive(Debug)]
pub(super) struct Page {
    /// Its name in messages.
    pub(super) name: String,
    pub(super) origin: Origin,
    pub(super) content: Content,
    /// The path of its result below the output folder, if there is one; for other files of an archive, the folder for
    /// the archive's results.
    pub(super) place: PathBuf,
    /// How many bytes of the input are done once this page is.
    pub(super) progress: u64,
}

/// What is known about a page besides its content.
#[derive(Clone, Debug, Default)]
pub(super) struct Origin {
    /// The file; `None` for standard input.
    pub(super) path: Option<PathBuf>,
    /// The page's URL and the time of its capture, as stated by an archive.
    pub(super) url: Option<String>,
    pub(super) date: Option<String>,
    /// The number of its record in an archive.
    pub(super) record: Option<u64>,
    /// Anchors in the page to which other pages link, if known.
    pub(super) anchors: Vec<String>,
}

/// The content of a page, or where it is.
#[derive(Debug)]
pub(super) enum Content {
    Stdin,
    File {
        path: PathBuf,
        /// Whether the user named it. Other files are skipped if they do not look like a page.
        is_named: bool,
    },
    Captured(warc::Content),
    /// A file of an archive that is not a page.
    Stored(warc::Content),
    /// A redirect in an archive, with the URL to which it leads.
    Moved(String),
    /// A message of a mailbox.
    Message(Vec<u8>),
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

    /// Whether it is a record of an archive.
    pub(super) fn is_record(&self) -> bool {
        self.origin.record.is_some()
    }
}

/// The least weight of anything in flight, for names, messages and bookkeeping.
pub(super) const LEAST_WEIGHT: u64 = 64 * 1024;

impl Found {
    /// How much memory it takes until it is worked on: the bytes of the page, and an allowance for the rest.
    pub(super) fn weight(&self) -> u64 {
        match self {
            Self::Page(page) => match &page.content {
                Content::Captured(content) | Content::Stored(content) => {
                    LEAST_WEIGHT.max(content.len() as u64)
                }
                Content::Message(message) => LEAST_WEIGHT.max(message.len() as u64),
                _ => LEAST_WEIGHT.max(page.progress),
            },
            Self::Skipped(_) | Self::Failure(_) => LEAST_WEIGHT,
        }
    }
}
