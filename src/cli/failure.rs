//! Why a file, or the whole run, came to nothing.

use std::io;
use std::path::Path;

use liens::Error;

/// A failure, ready to be told.
#[derive(Debug)]
pub(super) enum Failure {
    /// What went wrong and where; and what to do, where that is not plain.
    Plain {
        message: String,
        help: Option<String>,
    },
    /// Warnings are errors, and there was one. It was told with an excerpt of its document.
    Strict,
}

impl Failure {
    /// A failure with advice.
    pub(super) fn new(message: String, help: &str) -> Self {
        Self::Plain {
            message,
            help: Some(help.to_owned()),
        }
    }

    /// A file that could not be read.
    pub(super) fn read(name: &str, error: &io::Error) -> Self {
        Self::Plain {
            message: format!("cannot read {name}: {error}"),
            help: None,
        }
    }

    /// A file that holds something else than text.
    pub(super) fn no_text(name: &str, found: &str, help: Option<&str>) -> Self {
        Self::Plain {
            message: format!("cannot read {name}: expected text, but found {found}"),
            help: help.map(str::to_owned),
        }
    }

    /// A file that could not be written.
    pub(super) fn write(name: &str, error: &io::Error) -> Self {
        let help = (error.kind() == io::ErrorKind::NotFound)
            .then(|| "make its directory first".to_owned());
        Self::Plain {
            message: format!("cannot write {name}: {error}"),
            help,
        }
    }

    /// A file that is to be read and lies where results go.
    pub(super) fn within_results(path: &Path) -> Self {
        let message = format!("{} lies where results go", path.display());
        Self::new(message, "name another directory with -o")
    }

    /// An archive of which no more can be read.
    pub(super) fn archive(name: &str, message: &str) -> Self {
        Self::Plain {
            message: format!("{name}: {message}"),
            help: Some("what stands before it was read".to_owned()),
        }
    }

    /// Text that gives no article.
    pub(super) fn parse(name: &str, error: &Error) -> Self {
        let help = match error {
            Error::Json { .. } => Some("if it is no liens document, read it with --from text"),
            Error::Pandoc { .. } => Some("`pandoc -t json` makes such documents"),
            Error::Version { .. } => Some("a newer liens may read it"),
            _ => None,
        };
        Self::Plain {
            message: format!("{name}: {error}"),
            help: help.map(str::to_owned),
        }
    }
}
