//! The article as an HTML fragment: its parts from top to bottom, head, body, comments, notes, list and footer.

use std::fmt;

use super::writer::Writer;
use crate::model::{Comment, Direction, Inline, walk_inlines};
use crate::shape::byline::above_text;

type PartWriter<W> = fn(&mut W) -> fmt::Result;

impl Writer<'_, String> {
    /// The parts, each by itself.
    pub(super) fn parts(&mut self) -> Result<Vec<(&'static str, String)>, fmt::Error> {
        let part =
            |(name, write): (_, PartWriter<Self>)| write(self).map(|()| (name, self.taken()));
        Self::writers().into_iter().map(part).collect()
    }
}

impl<'a, W: fmt::Write + ?Sized> Writer<'a, W> {
    /// Writes the whole article.
    pub(super) fn fragment(&mut self) -> fmt::Result {
        let mut writers = Self::writers().into_iter();
        writers.try_for_each(|(_, write)| write(self))
    }

    /// The function that writes each part, in order. Parts without a name are the tags around the others.
    fn writers() -> [(&'static str, PartWriter<Self>); 11] {
        [
            ("", Self::start),
            ("header", Self::header),
            ("toc", Self::toc),
            ("body", Self::body),
            ("comments", Self::comments),
            ("notes", Self::notes_apart),
            ("", |writer| writer.raw(writer.for_paper("</div>\n"))),
            ("source", Self::source),
            ("links", Self::link_list),
            ("footer", |writer| {
                writer.site_footer()?;
                writer.notes()
            }),
            ("", |writer| writer.raw("</article>\n")),
        ]
    }

    fn start(&mut self) -> fmt::Result {
        let article = self.article;
        self.raw("<article")?;
        self.chapter_id()?;
        if let Some(language) = &article.language {
            self.attribute("lang", language)?;
        }
        // If the language is unknown, the browser may determine the direction from the text.
        let auto = article.language.is_none().then_some("auto");
        if let Some(direction) = self.direction.map(Direction::name).or(auto) {
            self.attribute("dir", direction)?;
        }
        self.raw(">\n")?;
        // A page for paper marks its parts with the exporters' classes, so that it reads back.
        self.raw(self.for_paper("<div class=\"print-content\">\n"))
    }

    fn header(&mut self) -> fmt::Result {
        let article = self.article;
        let byline = above_text(article);
        let is_empty = article.site.is_none()
            && article.breadcrumb.is_empty()
            && article.title.is_none()
            && byline.is_none();
        if is_empty {
            return Ok(());
        }
        self.raw("<header>\n")?;
        if let Some(site) = &article.site {
            self.site(site)?;
        }
        self.breadcrumb()?;
        if let Some(title) = &article.title {
            let around = self.lean(walk_inlines(title));
            self.article_title(title)?;
            self.direction = around;
        }
        if let Some(byline) = byline {
            let class = match self.ids {
                Some(_) => "byline submitted",
                None => "byline",
            };
            self.byline(class, byline)?;
        }
        self.raw("</header>\n")
    }

    /// Of several articles, title and byline have the exporters' names, too: nothing else says that they are no text.
    fn article_title(&mut self, title: &'a [Inline]) -> fmt::Result {
        if self.ids.is_none() {
            return self.line("h1", title);
        }
        self.raw("<h1 class=\"print-title\"")?;
        self.direction_attribute()?;
        self.raw(">")?;
        self.inlines(title)?;
        self.raw("</h1>\n")
    }

    fn breadcrumb(&mut self) -> fmt::Result {
        let crumbs = &self.article.breadcrumb;
        if crumbs.is_empty() {
            return Ok(());
        }
        self.raw("<nav class=\"breadcrumb\">\n<ol>\n")?;
        for crumb in crumbs {
            self.line("li", crumb)?;
        }
        self.raw("</ol>\n</nav>\n")
    }

    fn comments(&mut self) -> fmt::Result {
        let comments = &self.article.comments;
        if comments.is_empty() {
            return Ok(());
        }
        self.raw("<section class=\"comments\">\n")?;
        for comment in comments {
            self.comment(comment)?;
        }
        self.raw("</section>\n")
    }

    fn comment(&mut self, comment: &'a Comment) -> fmt::Result {
        self.raw("<article class=\"comment\">\n")?;
        if comment.title.is_some() || comment.byline.is_some() {
            self.raw("<header>\n")?;
            if let Some(title) = &comment.title {
                self.line("h3", title)?;
            }
            if let Some(byline) = &comment.byline {
                self.byline("byline", byline)?;
            }
            self.raw("</header>\n")?;
        }
        self.blocks(&comment.content)?;
        self.raw("</article>\n")
    }

    /// What the site prints below every article.
    fn site_footer(&mut self) -> fmt::Result {
        let footer = &self.article.footer;
        if footer.is_empty() {
            return Ok(());
        }
        self.raw("<footer class=\"site-footer\">\n")?;
        self.blocks(footer)?;
        self.raw("</footer>\n")
    }
}
