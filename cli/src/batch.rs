//! Does the same work with every page of the sources, in parallel, and counts the outcomes.

use std::io;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};

use super::Outcome;
use super::failure::Failure;
use super::input::announce_stdin;
use super::message::{Console, Messages};
use super::parallel::{Feed, Weighed, in_order};
use super::progress::Progress;
use super::skipped::Skips;
use super::source::{Found, LEAST_WEIGHT, Page, Results, Sources};

/// How many bytes may be in flight for each job: pages still to be read, or results that wait for their turn.
const ROOM: u64 = 8 << 20;

/// Pages to work on.
pub(super) struct Batch<'a> {
    pub(super) sources: &'a Sources,
    pub(super) results: Results<'a>,
    /// Number of pages to process in parallel.
    pub(super) jobs: usize,
    pub(super) console: &'a Console,
}

/// Counts of what became of the pages.
#[derive(Debug, Default)]
pub(super) struct Tally {
    pub(super) done: usize,
    /// Read, but refused by the caller.
    pub(super) refused: usize,
    pub(super) failed: usize,
    pub(super) skipped: Skips,
}

/// The outcome for one page.
struct Done<T> {
    /// Its name in messages.
    name: String,
    result: Result<Option<T>, Failure>,
    messages: Messages,
    progress: u64,
    /// Whether the page is a record of an archive.
    is_record: bool,
}

impl Batch<'_> {
    /// Does the work on all pages, and passes the results to `take` in the order of the pages; `size` gives the bytes
    /// that a result holds until then. A failure affects only its page, but the run ends if `take` fails or a disk is
    /// full.
    pub(super) fn run<T: Send>(
        &self,
        work: impl Fn(Page, &mut Messages) -> Result<Option<T>, Failure> + Sync,
        size: impl Fn(&T) -> usize + Sync,
        mut take: impl FnMut(T) -> io::Result<()>,
    ) -> (Tally, io::Result<()>) {
        if self.sources.reads_stdin() {
            announce_stdin(self.console);
        }
        let is_shown = self.sources.has_many() && !self.console.is_quiet();
        let progress = if is_shown {
            Progress::new(self.sources, self.results)
        } else {
            Progress::hidden()
        };
        let mut tally = Tally::default();
        let mut skipped_records = 0;
        let mut taken = Ok(());
        let jobs = if self.sources.is_single() {
            1
        } else {
            self.jobs
        };
        in_order(
            jobs,
            ROOM * jobs as u64,
            |feed: &Feed<'_, Found, Done<T>>| {
                let mut send = |found: Found| feed.send(found.weight(), found);
                self.sources
                    .find(self.results, &mut skipped_records, &mut send);
            },
            |found| {
                let done = self.work_on(found, &work);
                let result = done.result.as_ref().ok().and_then(Option::as_ref);
                let size = done.messages.len() + result.map_or(0, &size);
                Weighed {
                    weight: LEAST_WEIGHT.max(size as u64),
                    value: done,
                }
            },
            |mut done| {
                if !done.messages.is_empty() {
                    progress.around(|| self.console.show(&mut done.messages));
                }
                let is_full = matches!(done.result, Err(Failure::Full { .. }));
                if let Some(result) = tally.count(&done.name, done.result, done.is_record) {
                    taken = progress.around_results(|| take(result));
                }
                progress.advance(done.progress, tally.done, tally.failed);
                if taken.is_err() || is_full {
                    return ControlFlow::Break(());
                }
                ControlFlow::Continue(())
            },
        );
        progress.finish();
        tally.skipped.records += skipped_records;
        (tally, taken)
    }

    fn work_on<T>(
        &self,
        found: Found,
        work: impl Fn(Page, &mut Messages) -> Result<Option<T>, Failure>,
    ) -> Done<T> {
        let mut messages = self.console.messages();
        let (name, progress, is_record, result) = match found {
            Found::Failure(failure) => (String::new(), 0, false, Err(failure)),
            Found::Skipped(skipped) => {
                let name = skipped.path.display().to_string();
                self.note_skipped(&name, skipped.reason, &mut messages);
                (name, 0, false, Ok(None))
            }
            Found::Page(page) => {
                let name = page.name.clone();
                let (progress, is_record) = (page.progress, page.is_record());
                let result = guarded(&name, || work(*page, &mut messages));
                if let Ok(None) = result {
                    self.note_skipped(
                        &name,
                        "it is JSON that liens did not write, or not what --only asks for",
                        &mut messages,
                    );
                }
                (name, progress, is_record, result)
            }
        };
        if let Err(failure) = &result {
            messages.failure(failure);
        }
        Done {
            name,
            result,
            messages,
            progress,
            is_record,
        }
    }

    fn note_skipped(&self, name: &str, reason: &str, messages: &mut Messages) {
        if self.console.is_verbose() {
            messages.note(name, &format!("not read, since {reason}"));
        }
    }
}

/// Turns a panic into a failure, so that a bug that one page triggers does not stop the others.
fn guarded<T>(name: &str, work: impl FnOnce() -> Result<T, Failure>) -> Result<T, Failure> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| {
        let message = format!("{name}: internal error");
        Err(Failure::new(message, "please report this page as a bug"))
    })
}

impl Tally {
    /// Counts the outcome for a page, and returns the result if there is one.
    fn count<T>(
        &mut self,
        name: &str,
        result: Result<Option<T>, Failure>,
        is_record: bool,
    ) -> Option<T> {
        match result {
            Ok(Some(result)) => {
                self.done += 1;
                return Some(result);
            }
            Ok(None) if is_record => self.skipped.records += 1,
            Ok(None) => self.skipped.add(name),
            Err(failure) => self.count_failure(Some(&failure)),
        }
        None
    }

    /// Counts a page that failed, if it did.
    pub(super) fn count_failure(&mut self, failure: Option<&Failure>) {
        match failure {
            None => {}
            Some(Failure::Strict) => self.refused += 1,
            Some(_) => self.failed += 1,
        }
    }

    /// Counts pages as failed that were counted as done since they had a result.
    pub(super) fn correct(&mut self, failures: &Self) {
        self.done -= failures.refused + failures.failed;
        self.refused += failures.refused;
        self.failed += failures.failed;
    }

    /// The end of a summary, with pages that gave no result: `; 3 failed; 1 other file skipped (1 .png)`.
    pub(super) fn rest(&self) -> String {
        let mut rest = String::new();
        for (number, words) in [(self.refused, "refused"), (self.failed, "failed")] {
            if number > 0 {
                rest.push_str(&format!("; {number} {words}"));
            }
        }
        let skipped = &self.skipped;
        if skipped.files() > 0 {
            let files = count(skipped.files(), "other file");
            rest.push_str(&format!("; {files} skipped{}", skipped.endings()));
        }
        if skipped.records > 0 {
            let records = count(skipped.records, "other record");
            rest.push_str(&format!("; {records} skipped"));
        }
        rest
    }

    pub(super) fn outcome(&self) -> Outcome {
        match self {
            Self {
                refused: 0,
                failed: 0,
                ..
            } => Outcome::Done,
            Self {
                done: 0,
                refused: 0,
                ..
            } => Outcome::Nothing,
            _ => Outcome::Partly,
        }
    }
}

/// A count with its noun: `1 file`, `2 files`.
pub(super) fn count(number: usize, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{plural}")
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::super::args::{ConsoleArgs, SourceArgs};
    use super::*;

    #[test]
    fn a_full_disk_is_reported_once() {
        let files = ["Cargo.toml", "README.md", "CHANGELOG.md"].map(PathBuf::from);
        let mut args = SourceArgs::default();
        args.files.extend(files);
        let sources = Sources::new(&args, usize::MAX).expect("no list");
        let console = Console::new(&ConsoleArgs {
            quiet: true,
            ..ConsoleArgs::default()
        });
        let batch = Batch {
            sources: &sources,
            results: Results::default(),
            jobs: 1,
            console: &console,
        };
        let fail = |kind: io::ErrorKind| {
            let work = |page: Page, _: &mut Messages| -> Result<Option<()>, Failure> {
                Err(Failure::write(&page.name, &kind.into()))
            };
            let (tally, _) = batch.run(work, |()| 0, |()| Ok(()));
            tally.failed
        };
        assert_eq!(fail(io::ErrorKind::PermissionDenied), 3);
        assert_eq!(fail(io::ErrorKind::StorageFull), 1);
    }

    #[test]
    #[expect(clippy::panic, reason = "that is what the test is about")]
    fn a_panic_is_a_failure_of_its_page() {
        let failure = guarded("a.txt", || -> Result<(), Failure> { panic!("in a test") });
        let Err(Failure::Plain { message, .. }) = failure else {
            panic!("expected a failure");
        };
        assert_eq!(message, "a.txt: internal error");
    }
}
