//! The extensions of CommonMark that are read.

use pulldown_cmark::Options;

/// The options of pulldown-cmark, everywhere the same: each part of a text must parse as it does in the whole.
pub(super) fn extensions() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_TASKLISTS
        // Alerts: quotations that start with a line such as `[!NOTE]`.
        | Options::ENABLE_GFM
}
