//! Building a page from what a reader meets, in order.
//!
//! A reader opens and closes [`Kind`]s like the elements of a tree and hands over text in between. The
//! builder makes well-formed blocks of it whatever the order: text outside of any paragraph gets one,
//! blocks inside of emphasis or a link split it, blocks inside of a heading become its text, and what
//! nests too deep joins its parent.

mod candidate;
mod close;
mod code;
mod comments;
mod frame;
mod hiding;
mod inside;
mod kind;
mod link;
mod listing;
mod mark;
mod office;
mod open;
mod split;
mod stack;
mod text;

pub(crate) use kind::{Kind, Zone};
pub(crate) use stack::{Builder, Level};
