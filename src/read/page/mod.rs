//! The page: what every reader fills, and how it becomes an article.
//!
//! Readers differ in how they find blocks and words. What a print export adds to an article is the same in every
//! format: markers, a source line, a list of links. So each reader fills a [`Page`] through the [`Builder`], and
//! [`assemble`] turns the page into an article:
//!
//! 1. [`footnotes`] moves notes to where the text refers to them;
//! 2. [`articles`] finds the articles of the page and takes their source line and list out ([`footer`]), from the parts of
//!    the page that hold them or where the engine ([`numbering`](super::numbering)) finds them among its [`lines`];
//! 3. [`links`] resolves the links: [`table`] makes the link table from the list, and [`markers`] replaces the
//!    [`candidate`]s that the engine chooses by links to its entries, the others by text;
//! 4. [`masthead`] takes site, breadcrumb, title and byline from the blocks at the start, [`head`] interprets their
//!    words, and [`fields`] finds labelled values.
//!
//! The readers of HTML and of Markdown with raw tags also share what an element means: [`elements`], with [`classes`],
//! [`names`], [`attributes`], [`style`], [`media`], [`picture`] and [`language`].

mod anchors;
mod articles;
mod assemble;
mod attributes;
mod builder;
mod candidate;
mod classes;
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
mod replace;
mod style;
mod table;

pub(crate) use assemble::{Assembled, assemble, assemble_all};
pub(crate) use attributes::Attributes;
pub(crate) use builder::{Builder, Kind, Level};
pub(crate) use classes::is_part;
#[cfg(feature = "html")]
pub(crate) use elements::is_never_shown;
pub(crate) use elements::open_element;
pub(crate) use names::is_void;
#[cfg(feature = "serde")]
pub(crate) use notes::Notes;
pub(crate) use parts::{Footer, Page, PagePart};
