//! `liens` reads printer-friendly articles and writes them.
#![forbid(unsafe_code)]
// Without a reader, much of what readers share has no user.
#![cfg_attr(
    not(any(feature = "text", feature = "html")),
    allow(dead_code, unused_imports)
)]

pub mod error;
pub mod label;
mod legible;
pub mod model;
pub mod read;
mod reference;
mod text_view;
pub mod warning;
pub mod write;

pub use error::Error;
pub use model::Article;
pub use read::DateOrder;
pub use warning::{Span, Warning, WarningKind};
