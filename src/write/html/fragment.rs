//! The article from top to bottom: what stands around its body, and in which order.

use std::fmt;

use super::writer::Writer;
use crate::model::{Comment, Direction, walk_inlines};

impl<W: fmt::Write + ?Sized> Writer<'_, W> {
    /// Writes the whole article.
    pub(super) fn fragment(&mut self) -> fmt::Result {
        let article = self.article;
        self.raw("<article")?;
        if let Some(language) = &article.language {
            self.attribute("lang", language)?;
        }
        // Where nothing is known of the language, the browser may look at the letters.
        let auto = article.language.is_none().then_some("auto");
        if let Some(direction) = self.direction.map(Direction::name).or(auto) {
            self.attribute("dir", direction)?;
        }
        self.raw(">\n")?;
        self.header()?;
        self.blocks(&article.body)?;
        self.comments()?;
        self.source()?;
        self.link_list()?;
        self.site_footer()?;
        self.raw("</article>\n")
    }

    fn header(&mut self) -> fmt::Result {
        let article = self.article;
        let is_empty = article.site.is_none()
            && article.breadcrumb.is_empty()
            && article.title.is_none()
            && article.byline.is_none();
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
            self.line("h1", title)?;
            self.direction = around;
        }
        if let Some(byline) = &article.byline {
            self.byline(byline)?;
        }
        self.raw("</header>\n")
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

    fn comment(&mut self, comment: &Comment) -> fmt::Result {
        self.raw("<article class=\"comment\">\n")?;
        if comment.title.is_some() || comment.byline.is_some() {
            self.raw("<header>\n")?;
            if let Some(title) = &comment.title {
                self.line("h3", title)?;
            }
            if let Some(byline) = &comment.byline {
                self.byline(byline)?;
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
