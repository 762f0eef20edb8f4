//! Shows the progress of a long run on a terminal.

use std::io::{self, IsTerminal as _};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::source::{Results, Sources};

/// A bar below the messages, while the run lasts.
pub(super) struct Progress(ProgressBar);

impl Progress {
    /// No bar.
    pub(super) fn hidden() -> Self {
        Self(ProgressBar::hidden())
    }

    /// A bar on standard error, if that is a terminal. It counts bytes, not files, since a file may be a large
    /// archive.
    pub(super) fn new(sources: &Sources, results: Results<'_>) -> Self {
        if !io::stderr().is_terminal() {
            return Self::hidden();
        }
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
        bar.set_style(style("{spinner} {elapsed} {msg}"));
        bar.enable_steady_tick(Duration::from_millis(200));
        // The total is counted in the background, so that it delays neither the work nor the end.
        let (sources, root) = (sources.clone(), results.root.map(Path::to_owned));
        let counted = bar.clone();
        thread::spawn(move || expect_all(&sources, root, &counted));
        Self(bar)
    }

    /// Updates the bar: this much of the input and this many pages are done.
    pub(super) fn advance(&self, bytes: u64, pages: usize, failed: usize) {
        self.0.inc(bytes);
        if !self.0.is_hidden() {
            let failed = match failed {
                0 => String::new(),
                failed => format!(", {failed} failed"),
            };
            self.0.set_message(format!("{pages} pages{failed}"));
        }
    }

    /// Hides the bar while something writes to standard error.
    pub(super) fn around<T>(&self, write: impl FnOnce() -> T) -> T {
        self.0.suspend(write)
    }

    /// Hides the bar while results are written, if they go to the same terminal.
    pub(super) fn around_results<T>(&self, write: impl FnOnce() -> T) -> T {
        if !self.0.is_hidden() && io::stdout().is_terminal() {
            self.0.suspend(write)
        } else {
            write()
        }
    }

    /// Removes the bar.
    pub(super) fn finish(&self) {
        self.0.finish_and_clear();
    }
}

/// Turns the spinner into a bar once the total size is known.
fn expect_all(sources: &Sources, root: Option<PathBuf>, bar: &ProgressBar) {
    let results = Results {
        extension: None,
        root: root.as_deref(),
    };
    if let Some(size) = sources.size(results) {
        bar.set_length(size);
        bar.set_style(style("{wide_bar} {percent:>3}% {msg}, {eta} left"));
    }
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}
