//! Writing: from an [`Article`](crate::model::Article) to a page in some form.
//!
//! Each form is a type whose [`Default`] is what most want, with its options as fields and as methods; all write
//! through [`Render`].
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
pub(crate) mod commonmark;
mod direction;
mod entries;
mod escape;
mod front_matter;
mod html;
#[cfg(feature = "serde")]
mod json;
mod lists;
mod markdown;
mod notes;
mod pandoc;
#[cfg(feature = "text")]
mod plain;
pub(crate) mod print_text;
mod render;
pub(crate) mod unlinked;
mod url_scheme;
mod words;

pub use html::{Html, PrintHtml};
#[cfg(feature = "serde")]
pub use json::Json;
pub use markdown::{LinkStyle, Markdown};
pub use pandoc::{Pandoc, PandocApi};
#[cfg(feature = "text")]
pub use plain::PlainText;
pub use print_text::PrintText;
pub use render::Render;
