//! Writing: from an [`Article`](crate::model::Article) to a page in some format.
//!
//! Each format is a type that implements [`Render`]. Its [`Default`] suits most uses, and its options can be set as
//! fields or by methods.
//!
//! ```
//! use liens::model::{Article, Block, Inline};
//! use liens::write::{PrintText, Render};
//!
//! let article = Article {
//!     body: vec![Block::paragraph(vec![Inline::text("All is well.")])],
//!     ..Article::default()
//! };
//! assert_eq!(PrintText::default().render_to_string(&article), "All is well.\n");
//! ```

mod bytes;
mod commonmark;
mod direction;
mod entries;
mod escape;
#[cfg(feature = "serde")]
mod flat;
mod front_matter;
mod grid;
mod html;
#[cfg(feature = "serde")]
mod json;
mod lists;
mod markdown;
mod masthead;
mod notes;
mod pandoc;
#[cfg(feature = "text")]
mod plain;
mod print_text;
mod render;
mod unlinked;
mod yaml;

pub use commonmark::TableStyle;
#[cfg(feature = "serde")]
pub use flat::{FlatLink, FlatRow, FlatWarning};
#[cfg(feature = "qr")]
pub use html::QrCodes;
pub use html::{
    Addresses, Book, BookLinks, Html, Images, NoteList, Numbers, PageStyle, Paper, PrintHtml,
    Template, TemplateError, Typeface,
};
#[cfg(feature = "serde")]
pub use json::Json;
pub use markdown::{LinkStyle, Markdown};
pub use pandoc::{Pandoc, PandocApi};
#[cfg(feature = "text")]
pub use plain::PlainText;
pub use print_text::PrintText;
pub use render::Render;
