//! The failures of a file or of the whole run, with advice.

use std::io;
use std::path::Path;

use liens::{Error, read};

use super::bounds::TooLarge;
use super::foreign::Foreign;

/// A failure, ready to be reported.
#[derive(Debug)]
pub(super) enum Failure {
    /// What went wrong and where, and what to do if that is not obvious.
    Plain {
        message: String,
        help: Option<String>,
    },
    /// Nothing more can be written, for this or any other page.
    Full { message: String },
    /// Warnings count as errors, and there was one, already reported with an excerpt of its document.
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
        if is_url(name) {
            return Self::new(
                format!("cannot read {name}: it is a URL, and only files are read"),
                &format!("curl -sL '{name}' | liens convert --base-url '{name}'"),
            );
        }
        // Some programs read arguments from a file named like this.
        let is_list = name.starts_with('@') && error.kind() == io::ErrorKind::NotFound;
        let help =
            "options are read from liens.toml, or with --config, and names with --files-from";
        Self::Plain {
            message: format!("cannot read {name}: {error}"),
            help: is_list.then(|| help.to_owned()),
        }
    }

    /// A page that exceeds a limit.
    pub(super) fn too_large(name: &str, error: &TooLarge) -> Self {
        Self::new(format!("cannot read {name}: {error}"), error.help())
    }

    /// A page that takes more memory than there is for pages.
    pub(super) fn memory(name: &str, needed: u64, limit: u64) -> Self {
        let megabytes = |bytes: u64| bytes.div_ceil(1 << 20);
        let message = format!(
            "cannot read {name}: it may take {} MiB of memory, but {} are the most",
            megabytes(needed),
            megabytes(limit)
        );
        Self::new(message, "if there is so much, allow it with --memory")
    }

    /// A file that is not a page.
    pub(super) fn no_page(name: &str, found: &Foreign) -> Self {
        Self::Plain {
            message: format!(
                "cannot read {name}: expected a page, but found {}",
                found.name
            ),
            help: found.help.map(str::to_owned),
        }
    }

    /// A file that could not be written.
    pub(super) fn write(name: &str, error: &io::Error) -> Self {
        let message = format!("cannot write {name}: {error}");
        if matches!(
            error.kind(),
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded
        ) {
            return Self::Full { message };
        }
        let help = (error.kind() == io::ErrorKind::NotFound)
            .then(|| "make its directory first".to_owned());
        Self::Plain { message, help }
    }

    /// A file to be read that lies in the output folder.
    pub(super) fn within_results(path: &Path) -> Self {
        let message = format!("{} lies where results go", path.display());
        Self::new(message, "name another directory with -o")
    }

    /// An archive of which a part cannot be read.
    pub(super) fn archive(name: &str, message: &str) -> Self {
        Self::Plain {
            message: format!("{name}: {message}"),
            help: Some(
                "reading goes on at the next record that can be found, if there is one".to_owned(),
            ),
        }
    }

    /// What went wrong, in words.
    pub(super) fn message(&self) -> &str {
        match self {
            Self::Plain { message, .. } | Self::Full { message } => message,
            Self::Strict => "strict reading refused the page for its warnings",
        }
    }

    /// A text that cannot be parsed as an article.
    pub(super) fn parse(name: &str, text: &str, error: &Error) -> Self {
        let help = match error {
            Error::Json { .. } if begins_with_document(text) => Some(
                "it has more than one document; read each line of it on its own, from standard input",
            ),
            Error::Json { .. } => Some("if it is no liens document, read it with --from text"),
            Error::Pandoc { .. } => Some("`pandoc -t json` makes such documents"),
            Error::Version { .. } => Some("a newer liens may read it"),
            _ => None,
        };
        let message = match error {
            Error::Json { message, .. } => {
                format!("expected a liens JSON document: {message}")
            }
            Error::Pandoc { message, .. } => {
                format!("expected a Pandoc document as JSON: {message}")
            }
            _ => error.to_string(),
        };
        let place = match error.span() {
            Some(span) => place(name, text, span.start),
            None => name.to_owned(),
        };
        Self::Plain {
            message: format!("{place}: {message}"),
            help: help.map(str::to_owned),
        }
    }
}

fn is_url(name: &str) -> bool {
    let starts_with = |scheme: &str| {
        let start = name.get(..scheme.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    };
    starts_with("https://") || starts_with("http://")
}

/// The position of a JSON error: `FILE:3:1`, with the column in characters, as for warnings. If something is missing
/// at the end, the position is that after the last word.
fn place(name: &str, text: &str, offset: usize) -> String {
    let end = offset.min(text.trim_end().len());
    // The offset may be inside a character.
    let before = String::from_utf8_lossy(&text.as_bytes()[..end]);
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let line = before.matches('\n').count() + 1;
    let column = before[line_start..].chars().count() + 1;
    format!("{name}:{line}:{column}")
}

/// Whether the first line of several is a document, as `--to ndjson` writes them.
fn begins_with_document(text: &str) -> bool {
    let mut lines = text.lines();
    let first = lines.next().unwrap_or_default();
    lines.next().is_some() && read::json::read(first, &read::Options::default()).is_ok()
}
