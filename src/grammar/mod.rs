//! The grammar of what a print export adds to an article: markers, source line and list of links.
//!
//! All of it works on plain lines, after markup has been removed, so that every reader can use it: markers in the
//! text ([`marker`]), the source line with its stamp ([`source`], [`date`]) and the entries of the numbered list
//! ([`entry`], [`url`]). It is written in nom, bottom up, with one small function for each rule, and the rule and an
//! example above it. Only the scheme, which is checked for every address of a page, is parsed byte by byte.

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
