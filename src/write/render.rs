//! The trait that all writers implement.

use std::fmt;
use std::io;

use super::bytes;
use crate::model::Article;

/// A format that articles can be written in.
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

    /// Writes an article as UTF-8 to a file, a socket or standard output. It needs no buffer around `out`.
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
    /// Only those of `out`; part of the article may have been written by then.
    fn write_to<W: io::Write + ?Sized>(&self, article: &Article, out: &mut W) -> io::Result<()> {
        bytes::write_to(out, |out| self.render(article, out))
    }

    /// The article in this format as a string.
    #[must_use]
    fn render_to_string(&self, article: &Article) -> String {
        let mut out = String::new();
        // Writing to a string does not fail.
        let _ = self.render(article, &mut out);
        out
    }
}
