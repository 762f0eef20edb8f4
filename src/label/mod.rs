//! What identifies the parts of a page: the words of each language around an article, *source URL*, *modified on*,
//! *Links* and so on, and the class names of generators' templates.
//!
//! Print exports carry a few fixed words, translated by volunteers for some two dozen languages and
//! reworded freely by site owners. This module holds the translations that were published. Where
//! the words stand in a page is not its business.
//!
//! A [`Vocabulary`] holds the published words and those that you add for your sites:
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
mod names;
mod own;
mod part;
mod source;
mod table;
mod verbs;
mod vocabulary;

pub use classes::{ClassRole, Classes};
pub use names::ParseNameError;
pub(crate) use own::own;
pub use part::Part;
pub(crate) use source::{LabelledLine, retrieved_from};
pub use vocabulary::Vocabulary;
