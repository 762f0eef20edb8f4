//! What identifies the parts of a page: the words around an article in each language, such as *source URL*, *modified
//! on* and *Links*, and the class names in the templates of generators.
//!
//! Print exports contain a few fixed words, which volunteers translated into some two dozen languages and site owners
//! reword freely. This module has the published translations. It does not know where on a page the words are.
//!
//! A [`Vocabulary`] holds the published words together with those that you add for your sites:
//!
//! ```
//! # #[cfg(feature = "text")] {
//! use liens::label::{Part, Vocabulary};
//! use liens::read::{self, Options};
//!
//! let vocabulary = Vocabulary::default()
//!     .with("hr", Part::Source, "Izvorni URL")
//!     .with("hr", Part::Modified, "izmijenjeno {date}")
//!     .with("hr", Part::Links, "Poveznice");
//! let page = "Vidi kartu [1].\n\nIzvorni URL (izmijenjeno 29/06/2018 - 14:56): https://example.org/a\n\n\
//!     Poveznice\n[1] https://example.org/map\n";
//! let article = read::text(page, &Options::default().with_labels(vocabulary))?.article;
//! assert_eq!(article.language.as_deref(), Some("hr"));
//! # }
//! # Ok::<(), liens::Error>(())
//! ```

mod byline;
mod classes;
mod heads;
mod names;
mod own;
mod part;
mod source;
mod table;
mod verbs;
mod vocabulary;

pub use classes::{ClassRole, Classes};
pub(crate) use heads::{announces_quotation, heads_notes};
pub use names::ParseNameError;
pub(crate) use own::words_to_write;
pub use part::Part;
pub(crate) use source::{LabelledLine, retrieved_from};
pub use vocabulary::Vocabulary;
