//! The reference-link grammar: what a print export adds to an article, as both readers meet it.
//!
//! Everything here works on plain lines, after the markup around them is gone: markers in the text ([`marker`]),
//! the source line with its stamp ([`source`], [`date`]) and the entries of the numbered list ([`entry`],
//! [`url`]). The grammar is written in nom, bottom up, one small function for each rule, with the rule and an
//! example above it; only the scheme that is checked for every address of a page is recognized by its bytes.

pub(crate) mod date;
pub(crate) mod entry;
pub(crate) mod escaped;
pub(crate) mod marker;
pub(crate) mod metadata;
#[cfg(any(test, fuzzing))]
#[cfg_attr(test, allow(unreachable_pub, reason = "the fuzz targets reach it"))]
pub mod promises;
pub(crate) mod script;
pub(crate) mod source;
pub(crate) mod space;
pub(crate) mod url;
