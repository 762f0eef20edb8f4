//! Writing: from an [`Article`] to a page in some form.
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
pub(crate) mod labels;
mod lists;
mod markdown;
mod pandoc;
#[cfg(feature = "text")]
mod plain;
pub(crate) mod print_text;
pub(crate) mod unlinked;
mod url_scheme;
mod words;

use std::fmt;
use std::io;

use crate::model::Article;

pub use html::{Html, PrintHtml};
#[cfg(feature = "serde")]
pub use json::Json;
pub use markdown::{LinkStyle, Markdown};
pub use pandoc::{Pandoc, PandocApi};
#[cfg(feature = "text")]
pub use plain::PlainText;
pub use print_text::PrintText;

/// A form in which articles are written.
///
/// ```
/// use liens::model::Article;
/// use liens::write::{Html, Render};
///
/// // Into whatever takes text, such as an open string.
/// let mut page = String::from("<!-- made by hand -->\n");
/// Html::default().render(&Article::default(), &mut page)?;
/// # Ok::<(), std::fmt::Error>(())
/// ```
pub trait Render {
    /// Writes an article.
    ///
    /// # Errors
    ///
    /// Only those of `out`.
    fn render<W: fmt::Write + ?Sized>(&self, article: &Article, out: &mut W) -> fmt::Result;

    /// Writes an article as UTF-8, to a file, a socket or standard output. No buffer is needed around it.
    ///
    /// ```no_run
    /// use liens::model::Article;
    /// use liens::write::{Html, Render};
    ///
    /// let mut file = std::fs::File::create("article.html")?;
    /// Html::page().write_to(&Article::default(), &mut file)?;
    /// # Ok::<(), std::io::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Only those of `out`; some of the article may be written then.
    fn write_to<W: io::Write + ?Sized>(&self, article: &Article, out: &mut W) -> io::Result<()> {
        bytes::write_to(out, |out| self.render(article, out))
    }

    /// The article in this form as a string.
    #[must_use]
    fn render_to_string(&self, article: &Article) -> String {
        let mut out = String::new();
        // Writing to a string does not fail.
        let _ = self.render(article, &mut out);
        out
    }
}
