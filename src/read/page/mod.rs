//! The page: a printed page as every reader sees it before it becomes an article.
//!
//! Readers differ in how they find blocks and words; what a print export adds to them is the same
//! everywhere. So each reader fills a [`Page`] through the [`Builder`], and [`assemble`] turns the
//! page into an article:
//!
//! 0. [`footnotes`] puts notes where the text refers to them;
//! 1. [`footer`] takes source line and list out of it, by their part of the page or as the engine finds them
//!    ([`numbering`](super::numbering));
//! 2. [`table`] makes the link table of the list;
//! 3. [`markers`] gives links the numbers that the engine chooses among the candidates;
//! 4. [`masthead`] takes site, breadcrumb, title and byline, [`head`] interprets their words, [`fields`] finds
//!    labelled values.

mod assemble;
mod attributes;
mod builder;
mod candidate;
mod elements;
mod escapes;
mod fields;
mod footer;
mod footnotes;
mod head;
mod language;
mod lines;
mod links;
mod markers;
mod masthead;
mod media;
mod names;
mod notes;
mod parts;
mod picture;
mod places;
mod replace;
mod style;
mod table;

pub(crate) use assemble::{assemble, assemble_all};
pub(crate) use attributes::Attributes;
pub(crate) use builder::{Builder, Kind, Level};
#[cfg(feature = "html")]
pub(crate) use elements::is_never_shown;
pub(crate) use elements::{is_part, open_element};
pub(crate) use names::is_void;
#[cfg(feature = "serde")]
pub(crate) use notes::Notes;
pub(crate) use parts::{Footer, Page, Part};
