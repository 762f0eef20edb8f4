//! Clean semantic HTML5, with every link back in its place.
//!
//! The article is written in one pass, part by part: [`fragment`] says in which order. What the
//! words link to is looked up in [`links`], which also gives links and entries their ids.

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
/// and the like). Another address is shown as text next to its words; that of an image, which is no
/// text for readers, is kept in a `data-src` attribute beside the image's alternative text.
///
/// What nests deeper than [`MAX_DEPTH`](crate::model::MAX_DEPTH), in an article made by hand, is
/// reduced to its words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Html {
    /// Whether a whole page is written, with a style sheet for screen and paper. The page
    /// needs no other file, except the images that the article shows. On paper the number of each listed link stands
    /// after its words, and each page has title, site and page number where the browser knows how to print these.
    ///
    /// Otherwise a fragment is written, a single `<article>`.
    pub standalone: bool,
    /// How a whole page looks.
    pub style: PageStyle,
    /// The page that stands around the parts of the article, in place of the usual one.
    pub template: Option<Template>,
    /// Whether contents are written below the head, of the headings in the text if there are two at least.
    pub toc: bool,
    /// What becomes of images.
    pub images: Images,
    /// Where the notes of the text stand.
    pub notes: NoteList,
    /// Whether entries of the list do not lead back to their uses, as nobody can follow them on paper. Browsers need
    /// half the time then to print a long list.
    pub one_way: bool,
    /// Which addresses have QR codes.
    #[cfg(feature = "qr")]
    pub qr: QrCodes,
}

/// What becomes of an article's images.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Images {
    /// They are shown.
    #[default]
    Keep,
    /// They are left out.
    Drop,
    /// Their alternative text and address are shown.
    Line,
}

/// Where the notes of an article stand.
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

    /// Writes contents below the head.
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

    /// Does this with images.
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

    /// Puts notes there.
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

    /// Has entries of the list lead nowhere back.
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

    /// Draws QR codes of these addresses.
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

    /// Makes whole pages look like this.
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
