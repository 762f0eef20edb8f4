//! Clean semantic HTML5, with every link back in its place; and both kinds of pages for paper.
//!
//! The article is written in one pass, part by part, in the order that [`fragment`] gives. [`writer`] holds the state,
//! [`blocks`] and [`inlines`] write the nodes of the model, and [`links`] finds the entry of each link and gives links
//! and entries their ids. [`page`] writes the whole page around the article.

mod address;
mod blocks;
mod book;
mod byline;
mod fragment;
mod ids;
mod inlines;
mod labelled;
mod links;
mod modern;
mod notes;
mod page;
mod print;
#[cfg(feature = "qr")]
mod qr;
mod readable;
mod style;
mod table;
mod template;
#[cfg(test)]
mod tests;
mod title;
mod toc;
mod writer;

use std::fmt;

use super::render::Render;
use crate::model::Article;
pub use book::{Book, BookLinks};
pub use print::PrintHtml;
#[cfg(feature = "qr")]
pub use qr::QrCodes;
pub use style::{Addresses, Numbers, PageStyle, Paper, Typeface};
pub use template::{Template, TemplateError};
use writer::Writer;

/// Writes clean semantic HTML5: a fragment for a page of your own, or a whole page.
///
/// Every link is on its words. The numbered list is at the end, and each entry links back to its uses. A marker whose
/// words are unknown shows as `[4]`.
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
/// The result is safe to show. It contains no script, whatever the article contains, and links only to URLs that are
/// relative or have a common harmless scheme (`https`, `mailto`, `tel` and the like). Any other URL is shown as text
/// next to its words; that of an image is kept in a `data-src` attribute beside the alternative text, since people
/// need not read it.
///
/// If an article made by hand nests deeper than [`MAX_DEPTH`](crate::model::MAX_DEPTH), only its words, source and
/// link table are written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Html {
    /// Whether a whole page is written, with a style sheet for screen and paper. The page needs no other file, except
    /// the images that the article shows. On paper, the number of each listed link is printed after its words, and
    /// each page has title, site and page number if the browser supports running heads.
    ///
    /// Otherwise a fragment is written, a single `<article>`.
    pub standalone: bool,
    /// The style of a whole page.
    pub style: PageStyle,
    /// The template of a whole page, in place of the usual page.
    pub template: Option<Template>,
    /// Whether a table of contents is written below the head, if the text has at least two headings.
    pub toc: bool,
    /// How images are written.
    pub images: Images,
    /// Where notes are listed.
    pub notes: NoteList,
    /// Whether to leave out the links from entries back to their uses, which nobody can follow on paper. Without them,
    /// browsers print a long list in half the time.
    pub one_way: bool,
    /// Which URLs get QR codes.
    #[cfg(feature = "qr")]
    pub qr: QrCodes,
}

/// How the images of an article are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Images {
    /// They are shown.
    #[default]
    Keep,
    /// They are left out.
    Drop,
    /// Their alternative text and URL are shown.
    Line,
}

/// Where the notes of an article are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum NoteList {
    /// In a list of their own, with numbers of their own.
    #[default]
    Apart,
    /// Among the links: one list, numbered in the order of the text. So links have other numbers than in the article,
    /// where there are notes before them.
    WithLinks,
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

    /// Writes whole pages as this template has them.
    ///
    /// ```
    /// use liens::model::{Article, Block, Inline};
    /// use liens::write::{Html, Render, Template};
    ///
    /// let body = vec![Block::paragraph(vec![Inline::text("All is well.")])];
    /// let article = Article { body, ..Article::default() };
    /// let template: Template = "<main>{{body}}</main>".parse()?;
    /// let html = Html::page().with_template(template).render_to_string(&article);
    /// assert!(html.starts_with("<main>") && html.contains("<p>All is well.</p>"));
    /// # Ok::<_, liens::write::TemplateError>(())
    /// ```
    #[must_use]
    pub fn with_template(mut self, template: Template) -> Self {
        self.template = Some(template);
        self
    }

    /// Writes a table of contents below the head.
    ///
    /// ```
    /// use liens::write::Html;
    ///
    /// assert!(Html::page().with_toc().toc);
    /// ```
    #[must_use]
    pub fn with_toc(mut self) -> Self {
        self.toc = true;
        self
    }

    /// Sets how images are written.
    ///
    /// ```
    /// use liens::write::{Html, Images};
    ///
    /// assert_eq!(Html::page().images(Images::Drop).images, Images::Drop);
    /// ```
    #[must_use]
    pub fn images(mut self, images: Images) -> Self {
        self.images = images;
        self
    }

    /// Sets where notes are listed.
    ///
    /// ```
    /// use liens::write::{Html, NoteList};
    ///
    /// assert_eq!(Html::page().notes(NoteList::WithLinks).notes, NoteList::WithLinks);
    /// ```
    #[must_use]
    pub fn notes(mut self, notes: NoteList) -> Self {
        self.notes = notes;
        self
    }

    /// Leaves out the links from entries back to their uses.
    ///
    /// ```
    /// use liens::write::Html;
    ///
    /// assert!(Html::page().one_way().one_way);
    /// ```
    #[must_use]
    pub fn one_way(mut self) -> Self {
        self.one_way = true;
        self
    }

    /// Sets which URLs get QR codes.
    ///
    /// ```
    /// use liens::write::{Html, QrCodes};
    ///
    /// assert_eq!(Html::page().qr(QrCodes::Source).qr, QrCodes::Source);
    /// ```
    #[cfg(feature = "qr")]
    #[must_use]
    pub fn qr(mut self, codes: QrCodes) -> Self {
        self.qr = codes;
        self
    }

    /// Sets the style of whole pages.
    ///
    /// ```
    /// use liens::write::{Html, Numbers, PageStyle};
    ///
    /// let style = PageStyle::default().numbers(Numbers::Always);
    /// assert_eq!(Html::page().with_style(style.clone()).style, style);
    /// ```
    #[must_use]
    pub fn with_style(mut self, style: PageStyle) -> Self {
        self.style = style;
        self
    }
}

impl Render for Html {
    fn render<W: fmt::Write + ?Sized>(&self, article: &Article, out: &mut W) -> fmt::Result {
        let article = &*article.to_bounded_depth();
        if let (true, Some(template)) = (self.standalone, &self.template) {
            return template.render(self, article, out);
        }
        let mut writer = Writer::new(article, out);
        writer.set_up(self);
        if self.standalone {
            writer.page(&self.style)
        } else {
            writer.fragment()
        }
    }
}
