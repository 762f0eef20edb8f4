//! The builder: makes a page from what a reader meets, in order.
//!
//! A reader opens and closes [`Kind`]s like the elements of a tree and passes text in between. The builder makes
//! well-formed blocks of these whatever their order: text outside any paragraph gets one, blocks in emphasis or a link
//! split it, blocks in a heading become its text, and what nests too deep joins its parent.
//!
//! The builder's stack is in `stack`. `open` decides which `frame` an opened kind gets, `inside` what nested kinds
//! inherit from it, and `close` what becomes of it. Text is added in `text`. The other files each handle one kind of
//! content.

mod candidate;
mod close;
mod code;
mod context;
mod frame;
mod hiding;
mod inside;
mod kind;
mod link;
mod listing;
mod math;
mod office;
mod open;
mod position;
mod split;
mod stack;
mod table;
mod text;

pub(crate) use kind::{Kind, Script, Zone};
pub(crate) use link::shows_nothing;
pub(crate) use stack::{Builder, Level};
