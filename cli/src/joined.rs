//! Prints output page by page, with text before, between and after the pages, such as the elements of a JSON array.

use std::io::{self, Write as _};

/// Text on standard output that is printed in pieces.
pub(super) struct Joined {
    before: String,
    between: &'static str,
    after: &'static str,
    /// What is printed if there are no pieces.
    empty: String,
    is_begun: bool,
}

impl Joined {
    /// Pieces with text before the first and between them.
    pub(super) fn new(before: String, between: &'static str) -> Self {
        Self {
            empty: before.clone(),
            before,
            between,
            after: "",
            is_begun: false,
        }
    }

    /// The elements of a JSON array, with the text before and after it.
    pub(super) fn array(before: &str, after: &'static str) -> Self {
        Self {
            before: format!("{before}[\n"),
            between: ",\n",
            after,
            empty: format!("{before}[{}", after.trim_start()),
            is_begun: false,
        }
    }

    /// Prints a piece, unless it is empty.
    pub(super) fn print(&mut self, piece: &str) -> io::Result<()> {
        if piece.is_empty() {
            return Ok(());
        }
        let start = match self.is_begun {
            true => self.between,
            false => &self.before,
        };
        print(&[start, piece])?;
        self.is_begun = true;
        Ok(())
    }

    /// Prints the text after the last piece.
    pub(super) fn end(self) -> io::Result<()> {
        print(&[if self.is_begun {
            self.after
        } else {
            &self.empty
        }])
    }
}

fn print(parts: &[&str]) -> io::Result<()> {
    let mut stdout = io::stdout().lock();
    for part in parts {
        stdout.write_all(part.as_bytes())?;
    }
    stdout.flush()
}

/// Values as elements of a JSON array, a line or more each, without its brackets.
pub(super) fn elements<T: serde::Serialize>(values: &[T]) -> String {
    if values.is_empty() {
        return String::new();
    }
    // Serializing strings and numbers cannot fail.
    let array = serde_json::to_string_pretty(values).unwrap_or_default();
    let inside = array.strip_prefix("[\n").unwrap_or_default();
    inside.strip_suffix("\n]").unwrap_or_default().to_owned()
}
