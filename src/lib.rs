//! Converts printer-friendly pages to structured documents and back.
//!
//! Many content systems print an article as a page on which a number follows each link, `[4]`, and which
//! ends with the *source URL* and a numbered list of links. `liens` (French for *links*) puts each link back on its
//! words and separates the article from what the page adds to it. Every reader returns an [`Article`].
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
//! let reading = read::text(page, &Options::default())?;
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
//! # From a page to its parts
//!
//! [`read::any`] detects the format of a page and reads it; [`read::html`], [`read::text`], [`read::json`] and
//! [`read::pandoc`] read one format. They return plain data: the [`Article`], with its blocks and its table of links,
//! and the warnings.
//!
//! ```
//! # #[cfg(all(feature = "text", feature = "html", feature = "serde"))] {
//! use std::collections::HashMap;
//!
//! use liens::model::{Inline, Node, Target, inline_text};
//! use liens::read::{self, Options};
//!
//! let page = "See [the report](#) [1] and [the map](#) [2].\n\n\
//!     **Source URL:** <https://example.org/news>\n\n\
//!     ### Links\n\n\
//!     [1] <https://example.org/report>\n";
//! let reading = read::any(page, &Options::default())?;
//! // `Article::link` searches the table each time; for many links, build a map once.
//! let urls: HashMap<u32, &str> =
//!     reading.article.links.iter().map(|link| (link.number, link.url.as_str())).collect();
//! for node in reading.article.walk() {
//!     if let Node::Inline(Inline::Link { content, target: Target::Listed(number), .. }) = node {
//!         assert_eq!((inline_text(content).as_str(), urls[number]), ("the report", "https://example.org/report"));
//!     }
//! }
//! // The list has no second entry: `[2]` stays text, and a warning says where it stands.
//! let span = reading.warnings[0].span.expect("a place");
//! assert_eq!(&page[span.range()], "[2]");
//! # }
//! # Ok::<(), liens::Error>(())
//! ```
//!
//! # From any article to a page for paper
//!
//! An article may come from anywhere: an ordinary web page, Markdown, or built by hand from [`model`].
//! [`Article::number_links`] numbers its links as the exporters do.
//!
//! ```
//! # #[cfg(all(feature = "text", feature = "html"))] {
//! use liens::read::{self, Options};
//! use liens::write::{PrintHtml, Render};
//!
//! let mut article = read::markdown::read("See [the map](map.html).", &Options::default())?.article;
//! article.resolve_urls(&"https://example.org/news/7".parse()?);
//! article.number_links();
//! let page = PrintHtml::default().render_to_string(&article);
//! assert!(page.contains("[1] https://example.org/news/map.html"));
//! # }
//! # Ok::<(), liens::Error>(())
//! ```
//!
//! Every writer is a value, `Html::default().standalone()`, and writes through [`write::Render`], into a string,
//! a file or whatever takes text. [`label`] knows the words of footers in many languages and takes those of your
//! site.
//!
//! Readers are lenient: anything odd in a page becomes a [`Warning`] with its place, and no word is lost.
//!
//! # Features
//!
//! | feature | default | what it adds |
//! |---|---|---|
//! | `decode` | yes | [`read::decode`]: text from bytes in any encoding |
//! | `html` | yes | the reader of HTML pages, and [`BaseUrl`] |
//! | `text` | yes | the readers of Markdown and of plain text, and the writer of plain text |
//! | `mail` | no | the reader of mail and of web pages saved as such, `read::mail` |
//! | `serde` | yes | `Serialize` and `Deserialize` for the model; JSON documents, read and written; the reader of Pandoc documents |
//!
//! [`read::any`] needs all three readers. Without any feature there are the model and all other writers.
#![cfg_attr(docsrs, feature(doc_cfg))]
#![forbid(unsafe_code)]
// Without both readers, much of the code that readers share is unused.
#![cfg_attr(
    not(all(feature = "text", feature = "html")),
    allow(dead_code, unused_imports)
)]

#[cfg(feature = "html")]
mod base_url;
mod bytes;
pub mod error;
#[cfg(not(fuzzing))]
mod grammar;
#[cfg(feature = "serde")]
mod json;
pub mod label;
mod limits;
pub mod model;
mod normal;
mod pandoc;
pub mod read;
// The fuzz targets call the grammar directly.
#[cfg(fuzzing)]
#[allow(missing_docs, reason = "nobody else sees it")]
pub mod grammar;
mod shape;
pub mod warning;
pub mod write;

#[cfg(feature = "html")]
pub use base_url::BaseUrl;
pub use error::Error;
pub use model::Article;
pub use read::DateOrder;
pub use warning::{Span, Warning, WarningKind};
