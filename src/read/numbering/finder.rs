//! The context that the steps of the engine share: the lines of a page, and its source lines. The steps are methods of
//! [`Finder`] in other files.

use super::line::{Line, PageLines};
use super::source::SourceAt;
use crate::label::Vocabulary;

/// A page, with what is known about its lines.
pub(super) struct Finder<'a> {
    pub(super) page: &'a PageLines<'a>,
    pub(super) lines: &'a [Line<'a>],
    pub(super) vocabulary: &'a Vocabulary,
    pub(super) sources: Vec<SourceAt>,
}

impl Finder<'_> {
    /// The source line that includes a line.
    pub(super) fn source_at(&self, at: usize) -> Option<&SourceAt> {
        let next = self
            .sources
            .partition_point(|source| source.lines.end <= at);
        self.sources
            .get(next)
            .filter(|source| source.lines.start <= at)
    }
}
