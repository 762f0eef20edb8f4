//! Clean semantic HTML5, with every link back in its place.
//!
//! The article is written in one pass, part by part: [`fragment`] says in which order. What the
//! words link to is looked up in [`links`], which also gives links and entries their ids.

mod blocks;
mod byline;
mod fragment;
mod inlines;
mod labelled;
mod links;
mod notes;
mod page;
mod print;
mod table;
#[cfg(test)]
mod tests;
mod writer;

use std::fmt;

use super::render::Render;
use crate::model::Article;
pub use print::PrintHtml;
use writer::Writer;

/// Writes clean semantic HTML5: a fragment for a page of your own, or a whole page.
///
/// Links are links again. The numbered list stands at the end, and every entry leads back to its
/// uses. A lone marker, whose words are not known, shows as `[4]`.
///
/// ```
/// use liens::model::{Article, Block, Inline, Link};
/// use liens::write::{Html, Render};
///
/// let article = Article {
///     body: vec![Block::paragraph(vec![
///         Inline::text("See "),
///         Inline::listed(1, vec![Inline::text("the report")]),
///     ])],
///     links: vec![Link::new(1, "https://example.org/report")],
///     ..Article::default()
/// };
/// let html = Html::default().render_to_string(&article);
/// let link = r#"<a href="https://example.org/report" id="ref-1">the report</a>"#;
/// assert!(html.contains(&format!("<p>See {link}</p>")));
/// ```
///
/// The result can be shown without fear. It holds no script whatever the article holds, and links
/// only to addresses that are relative or have a common harmless scheme (`https`, `mailto`, `tel`
/// and the like). Another address is shown as text beside its words; that of an image, which is no
/// text for readers, is kept in a `data-src` attribute beside the image's alternative text.
///
/// What nests deeper than [`MAX_DEPTH`](crate::model::MAX_DEPTH), in an article made by hand, is
/// reduced to its words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Html {
    /// Whether a whole page is written, with a small style sheet for screen and paper. The page
    /// needs no other file, except the images that the article shows.
    ///
    /// Otherwise a fragment is written, a single `<article>`.
    pub standalone: bool,
}

impl Html {
    /// The writer of whole pages.
    ///
    /// ```
    /// use liens::model::Article;
    /// use liens::write::{Html, Render};
    ///
    /// let html = Html::page().render_to_string(&Article::default());
    /// assert!(html.starts_with("<!DOCTYPE html>"));
    /// ```
    #[must_use]
    pub fn page() -> Self {
        Self::default().standalone()
    }

    /// Writes whole pages.
    ///
    /// ```
    /// use liens::write::Html;
    ///
    /// assert!(Html::default().standalone().standalone);
    /// ```
    #[must_use]
    pub fn standalone(mut self) -> Self {
        self.standalone = true;
        self
    }
}

impl Render for Html {
    fn render<W: fmt::Write + ?Sized>(&self, article: &Article, out: &mut W) -> fmt::Result {
        let mut writer = Writer::new(article, out);
        if self.standalone {
            writer.page()
        } else {
            writer.fragment()
        }
    }
}
