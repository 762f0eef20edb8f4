//! The page: a printed page as every reader sees it before it becomes an article.
//!
//! Readers differ in how they find blocks and words; what a print export adds to them is the same
//! everywhere. So each reader fills a [`Page`] through the [`Builder`], and [`assemble`] turns the
//! page into an article:
//!
//! 1. [`footer`] takes source line and list out of it, by their part of the page or as the engine finds them
//!    ([`numbering`](super::numbering));
//! 2. [`table`] makes the link table of the list;
//! 3. [`markers`] gives links the numbers that the engine chooses among the candidates;
//! 4. [`top`] finds the blocks that are site, breadcrumb and title, [`head`] what their words say, [`fields`]
//!    labelled values.

mod assemble;
mod builder;
mod candidate;
mod elements;
mod fields;
mod footer;
mod head;
mod lines;
mod markers;
mod masthead;
mod notes;
mod parts;
mod table;

pub(crate) use assemble::{assemble, assemble_all};
pub(crate) use builder::{Builder, Kind, Level};
pub(crate) use elements::{Attributes, embed, is_part, is_void, open_element};
pub(crate) use fields::{escaped_colon, escaped_space, find_fields, is_kept_as_text, show_colons};
pub(crate) use head::{looks_like_breadcrumb, site as site_in, site_named};
pub(crate) use masthead::{is_whole_head, leads_to, lines_of_byline, take_byline, take_head};
pub(crate) use notes::Notes;
pub(crate) use parts::{Footer, Page, Part};
