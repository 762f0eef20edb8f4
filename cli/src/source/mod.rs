//! Where pages come from: files, folders, lists of files, archives.
//!
//! Pages are found one after the other, in an order that depends on the input alone, and are read later.
//! So of any number of pages only a few are in memory.
//!
//! 1. [`named`] tells what the user named;
//! 2. [`search`] finds the pages there, with the help of [`folder`], which walks folders, and of
//!    [`kind`], which tells files by their names;
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
#[derive(Clone, Debug, Default)]
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
        matches!(self.content, Content::Captured(_))
    }
}

/// What anything weighs that is under way, however small: names, messages, the bookkeeping.
pub(super) const LEAST_WEIGHT: u64 = 64 * 1024;

impl Found {
    /// How much it takes in memory until it is worked on: the bytes of the page, and something for all the rest.
    pub(super) fn weight(&self) -> u64 {
        match self {
            Self::Page(page) => match &page.content {
                Content::Captured(content) => LEAST_WEIGHT.max(content.len() as u64),
                _ => LEAST_WEIGHT.max(page.progress),
            },
            Self::Skipped(_) | Self::Failure(_) => LEAST_WEIGHT,
        }
    }
}
