//! Pandoc's own document, as the JSON that `pandoc -f json` reads.
//!
//! The article is written in one pass, in the order that [`document`] gives. The class and metadata names for what
//! Pandoc has no node for are in [`crate::pandoc`], which the reader shares.

mod blocks;
mod document;
mod identifiers;
mod inlines;
mod json;
mod links;
mod metadata;
mod table;
#[cfg(test)]
mod tests;
mod writer;

use std::fmt;

use super::render::Render;
use crate::model::Article;
use writer::Writer;

/// Writes Pandoc's document as JSON, with every link in its place: `pandoc -f json` converts it to any format that
/// Pandoc writes.
///
/// Pandoc refuses documents of any other API version than its own, so [`api`](Pandoc::api) must match the program
/// that will read the document.
///
/// ```
/// use liens::model::{Article, Block, Inline, Link};
/// use liens::write::{Pandoc, PandocApi, Render};
///
/// let article = Article {
///     body: vec![Block::paragraph(vec![Inline::listed(1, vec![Inline::text("so")])])],
///     links: vec![Link::new(1, "https://example.org/")],
///     ..Article::default()
/// };
/// let json = Pandoc::for_api(PandocApi::V1_22).render_to_string(&article);
/// assert!(json.starts_with(r#"{"pandoc-api-version":[1,22,2,1],"#));
/// assert!(json.contains(r#"{"t":"Link","c":[["",[],[]],[{"t":"Str","c":"so"}],["https://example.org/",""]]}"#));
/// ```
///
/// # What a template finds
///
/// The metadata holds `title`, `author`, `date`, `lang` and `dir`, which Pandoc's templates know, and `source`,
/// `source-date`, `site-name` and `site-url` for your own. Site, breadcrumb, byline, comments, source line and footer
/// are `Div`s with classes of these names. A lone marker, whose words are unknown, is a link that reads `[4]`.
/// Headings have the identifiers that Pandoc would make of their words, `#the-lamp`.
///
/// # What can be read back
///
/// [`read::pandoc`](crate::read::pandoc) gives the same article again, if it is in normal form and nests at most
/// [`MAX_DEPTH`](crate::model::MAX_DEPTH)` - 2` deep, even after other programs have changed the document, as long as
/// they leave metadata and attributes alone. What is needed for that beyond the above, mainly the numbers and titles
/// of the list, is in the metadata under `liens`. HTML pages, e-books and office documents do not show it; `pandoc -s
/// -t markdown` writes all metadata above the text, and reading that text restores the numbers.
///
/// # What is not linked
///
/// Pandoc follows every URL that it is given, and the HTML pages it writes would run a `javascript:` link. So, as in
/// [`Html`](super::Html), a URL that is neither relative nor has a harmless scheme becomes neither link nor image: it
/// is written as text after the link's words, and an image is reduced to its alternative text. The same goes for an
/// image whose URL has no host and leads out of the directory (`/a.png`, `../a.png`), since Pandoc would embed that
/// file in the documents it writes.
///
/// If an article made by hand nests deeper than [`MAX_DEPTH`](crate::model::MAX_DEPTH), only its words, source and
/// link table are written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Pandoc {
    /// The version of Pandoc's types.
    pub api: PandocApi,
}

/// A version of Pandoc's types, by which programs check that they understand each other's documents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PandocApi {
    /// Pandoc 2.11 to 2.19. It has no block for figures: an image with a caption becomes a paragraph of its own, and
    /// any other figure a `Div` with the class `figure`.
    V1_22,
    /// Pandoc 3.
    #[default]
    V1_23,
}

impl PandocApi {
    /// The version number that documents carry.
    fn numbers(self) -> &'static [u32] {
        match self {
            Self::V1_22 => &[1, 22, 2, 1],
            Self::V1_23 => &[1, 23, 1],
        }
    }
}

impl Pandoc {
    /// The writer for a version.
    ///
    /// ```
    /// use liens::write::{Pandoc, PandocApi};
    ///
    /// assert_eq!(Pandoc::for_api(PandocApi::V1_22).api, PandocApi::V1_22);
    /// assert_eq!(Pandoc::default().api, PandocApi::V1_23);
    /// ```
    #[must_use]
    pub fn for_api(api: PandocApi) -> Self {
        Self { api }
    }
}

impl Render for Pandoc {
    fn render<W: fmt::Write + ?Sized>(&self, article: &Article, out: &mut W) -> fmt::Result {
        Writer::new(&article.to_bounded_depth(), self.api, out).document()
    }
}
