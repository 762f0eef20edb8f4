//! `liens` reads printer-friendly articles and writes them again.
//!
//! Many content systems print an article as a page on which a number follows each link, `[4]`, and which
//! ends with the *source URL* and a numbered list of links. This crate puts each link back on its words and
//! tells the article apart from what the page adds to it: one [`Article`], whatever the page was.
//!
//! ```
//! # #[cfg(all(feature = "text", feature = "html"))] {
//! use liens::read::{self, Options};
//! use liens::write::{Html, PrintHtml, Render};
//!
//! let page = "See [the report](#) [1].\n\n\
//!     **Source URL:** <https://example.org/news>\n\n\
//!     ### Links\n\n\
//!     [1] <https://example.org/report>\n";
//! let reading = read::text::read(page, &Options::default())?;
//! let article = reading.article;
//! assert_eq!(article.links[0].url, "https://example.org/report");
//!
//! let html = Html::default().render_to_string(&article);
//! assert!(html.contains("the report</a>"));
//!
//! let print = PrintHtml::default().render_to_string(&article);
//! assert_eq!(read::html::read(&print, &Options::default())?.article, article);
//! # }
//! # Ok::<(), liens::Error>(())
//! ```
//!
//! - [`model`] is the document, plain data that can be built by hand; [`Article::number_links`] gives the
//!   links of any article their numbers.
//! - [`read`] has a reader for each form: HTML pages, Markdown and plain text, JSON documents, documents of Pandoc.
//! - [`write`](mod@write) has a type for each form that can be written, all through [`write::Render`].
//! - [`label`] knows the words of footers in many languages and takes those of your site.
//!
//! Readers are lenient: what is odd in a page becomes a [`Warning`] with its place, and no word is lost.
//!
//! # Features
//!
//! `html` and `text` (both on by default) are the readers of those forms, `serde` (on by default) makes the
//! model serializable and adds JSON documents and the reader of Pandoc documents. `cli` builds the program and is nothing for libraries.
#![forbid(unsafe_code)]
// Without a reader, much of what readers share has no user.
#![cfg_attr(
    not(all(feature = "text", feature = "html")),
    allow(dead_code, unused_imports)
)]

pub mod error;
pub mod label;
mod legible;
pub mod model;
mod pandoc;
pub mod read;
mod reference;
mod text_view;
pub mod warning;
pub mod write;

pub use error::Error;
pub use model::Article;
pub use read::DateOrder;
pub use warning::{Span, Warning, WarningKind};
