//! Which Markdown is read.

use pulldown_cmark::Options;

/// The parts of Markdown that are read.
pub(super) fn extensions() -> Options {
    Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH
}
