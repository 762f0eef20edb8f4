//! Prints blocks and inlines as CommonMark with GFM tables.
//!
//! Blocks and inlines look the same in every text format; only how links are shown differs, see [`Links`].

mod block;
mod escape;
mod inline;
mod notes;
mod page;
mod plain;
mod printer;
mod table;

pub(super) use block::{follows_list, starts_as_metadata};
pub(super) use page::Page;
pub(super) use plain::{is_more_than_words, printed_field};
pub(super) use printer::{Links, Printer};
pub use table::TableStyle;
