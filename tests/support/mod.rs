//! What several tests share.
#![allow(dead_code, reason = "each set of features uses a part of this")]

pub(crate) mod articles;
#[cfg(all(
    feature = "decode",
    feature = "text",
    feature = "html",
    feature = "serde"
))]
pub(crate) mod browser;
#[cfg(all(
    feature = "decode",
    feature = "text",
    feature = "html",
    feature = "serde"
))]
pub(crate) mod hostile;
#[cfg(all(
    feature = "decode",
    feature = "text",
    feature = "html",
    feature = "serde"
))]
pub(crate) mod mutation;
#[cfg(all(
    feature = "decode",
    feature = "text",
    feature = "html",
    feature = "serde"
))]
pub(crate) mod oracle;
#[cfg(all(
    feature = "decode",
    feature = "text",
    feature = "html",
    feature = "serde"
))]
pub(crate) mod promises;
#[cfg(all(
    feature = "decode",
    feature = "text",
    feature = "html",
    feature = "serde"
))]
pub(crate) mod shown;
#[cfg(feature = "text")]
pub(crate) mod tame;
#[cfg(all(
    feature = "decode",
    feature = "text",
    feature = "html",
    feature = "serde"
))]
pub(crate) mod words;

/// Says that a test is skipped, past what captures the output of tests that pass.
#[cfg(all(
    feature = "decode",
    feature = "text",
    feature = "html",
    feature = "serde"
))]
pub(crate) fn skipped(why: &str) {
    use std::io::Write as _;
    // Where nobody listens there is nothing to say.
    let _ = writeln!(std::io::stderr(), "skipped: {why}");
}
