//! Where pages come from: files, folders, lists of files, archives, mailboxes.
//!
//! Pages are found one after the other, in an order that depends on the input alone, and are read later.
//! So of any number of pages only a few are in memory.
//!
//! 1. [`named`] resolves what the user named;
//! 2. [`search`] finds the pages there, with the help of [`folder`], which walks folders, and of
//!    [`kind`], which tells files by their names and how they begin;
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

/// How messages call standard input.
pub(super) const STDIN: &str = "<stdin>";

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
    Skipped(Skipped),
    Failure(Failure),
}

/// A file that was found and is not read.
#[derive(Debug)]
pub(super) struct Skipped {
    pub(super) path: PathBuf,
    pub(super) reason: &'static str,
}

/// A page that was found, or another file of an archive where those are asked for.
#[derive(Debug)]
pub(super) struct Page {
    /// How messages call it.
    pub(super) name: String,
    pub(super) origin: Origin,
    pub(super) content: Content,
    /// The name of its result below the folder of results, where there is one; of a file of an archive, the folder in
    /// which that of its results is.
    pub(super) place: PathBuf,
    /// How much of the input is done when the page is, in bytes.
    pub(super) progress: u64,
}

/// What is known about a page apart from its content.
#[derive(Clone, Debug, Default)]
pub(super) struct Origin {
    /// The file; `None` for standard input.
    pub(super) path: Option<PathBuf>,
    /// The page's own address and the moment of its capture, as an archive says.
    pub(super) url: Option<String>,
    pub(super) date: Option<String>,
    /// The number of its record in an archive.
    pub(super) record: Option<u64>,
    /// Places in the page that other pages lead to, where that is known.
    pub(super) anchors: Vec<String>,
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
    /// A file of an archive that is no page.
    Stored(warc::Content),
    /// The address of what an archive has under another one, too.
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

/// What anything weighs that is under way, however small: names, messages, the bookkeeping.
pub(super) const LEAST_WEIGHT: u64 = 64 * 1024;

impl Found {
    /// How much it takes in memory until it is worked on: the bytes of the page, and something for all the rest.
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
