//! From a file's name to a document.

use std::fs;
use std::io::{self, IsTerminal as _, Read as _};
use std::path::{Path, PathBuf};

use liens::read::Reading;

use super::args::ReadingArgs;
use super::decode::{Decoded, decode};
use super::failure::Failure;
use super::form;
use super::message::Messages;

/// Where to read.
#[derive(Debug)]
pub(super) struct Input {
    /// `None` for standard input.
    pub(super) path: Option<PathBuf>,
    /// How messages call it.
    pub(super) name: String,
}

/// What was read.
#[derive(Debug)]
pub(super) struct Document {
    /// How messages call it.
    pub(super) name: String,
    /// The text into which the warnings point, where it is at hand.
    pub(super) source: Option<String>,
    pub(super) reading: Reading,
}

impl Input {
    /// The inputs that the user named; standard input when that is none.
    pub(super) fn all(files: &[PathBuf]) -> Vec<Self> {
        if files.is_empty() {
            return vec![Self::new(None)];
        }
        files.iter().map(|path| Self::new(Some(path))).collect()
    }

    /// A file, or standard input for `-` or when there is none.
    pub(super) fn new(path: Option<&PathBuf>) -> Self {
        match path.filter(|path| path.as_path() != Path::new("-")) {
            Some(path) => Self {
                path: Some(path.clone()),
                name: path.display().to_string(),
            },
            None => Self {
                path: None,
                name: "<stdin>".to_owned(),
            },
        }
    }

    /// Reads the document.
    pub(super) fn read(
        &self,
        args: &ReadingArgs,
        messages: &mut Messages,
    ) -> Result<Document, Failure> {
        let bytes = self
            .bytes(messages)
            .map_err(|error| Failure::read(&self.name, &error))?;
        let Decoded { text, note } = decode(bytes);
        if let Some(note) = note {
            messages.note(&self.name, &note);
        }
        let form = args.from.0.or_else(|| form::of(&text)).ok_or_else(|| {
            let message = format!("cannot tell the form of {}", self.name);
            Failure::new(message, "name it with --from")
        })?;
        let options = args.options();
        let mut reading =
            (form.read)(&text, &options).map_err(|error| Failure::parse(&self.name, &error))?;
        if let Some(base) = &options.base_url {
            // Readers of documents, such as JSON, change nothing.
            reading.article.resolve_urls(base);
        }
        Ok(Document {
            name: self.name.clone(),
            source: form.has_places.then_some(text),
            reading,
        })
    }

    fn bytes(&self, messages: &mut Messages) -> io::Result<Vec<u8>> {
        if let Some(path) = &self.path {
            return fs::read(path);
        }
        let mut stdin = io::stdin().lock();
        if stdin.is_terminal() {
            messages.note(
                &self.name,
                "reading what you type, up to the end-of-file key",
            );
        }
        let mut bytes = Vec::new();
        stdin.read_to_end(&mut bytes)?;
        Ok(bytes)
    }
}
