//! Writes the print export as the exporter's own HTML page.

use std::fmt;

use super::style::PageStyle;
use super::writer::{Markers, Writer};
use crate::grammar::entry::address;
use crate::label::Vocabulary;
use crate::model::url_scheme::is_safe_link;
use crate::model::{Article, Block, Byline, Comment, Inline, Link, StampKind, Target, inline_text};
use crate::normal::labels;
use crate::normal::roundtrip;
use crate::write::render::Render;
use crate::write::unlinked::{Which, without_unsafe_links};

/// Writes a page as the exporter prints it: Drupal's *print* module 7.x-2.0 to 7.x-2.2, the last versions that escape
/// properly.
///
/// The one deliberate difference is that the source URL is escaped. What the module's print page has no place for
/// gets the classes that other pages of the module use: `h2.print-title`, `div.submitted`, `div.field`,
/// `div#comments`. Reading the page gives the same article, if it is in normal form and its unlisted URLs are
/// absolute.
///
/// If a stamp's date has an unknown format, reading it back includes the words after it.
///
/// Links and images with a scheme that could run code are not linked: the words of listed links are underlined, and
/// other URLs are written after the words, as in [`PrintText`](crate::write::PrintText).
///
/// ```
/// use liens::model::{Article, Block, Inline, Link, Source};
/// use liens::write::{PrintHtml, Render};
///
/// let article = Article {
///     body: vec![Block::paragraph(vec![Inline::listed(1, vec![Inline::text("Report")])])],
///     source: Some(Source { url: "https://example.org/a".into(), stamp: None }),
///     links: vec![Link::new(1, "https://example.org/r")],
///     ..Article::default()
/// };
/// let html = PrintHtml::default().content_only().render_to_string(&article);
/// assert!(html.contains(r#"<a href="https://example.org/r">Report</a> <span class="print-footnote">[1]</span>"#));
/// assert!(html.contains("<p><strong>Links</strong><br />[1] https://example.org/r<br />\n</p>"));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct PrintHtml {
    /// Whether only content, footer, source line and list are written, for use in another page. Language, site and
    /// breadcrumb are then left out.
    pub content_only: bool,
    /// Whether the page is modern HTML, with the same structure and classes, and with a style sheet for paper.
    pub modern: bool,
    /// How a modern page looks. Numbers are always shown after the words.
    pub style: PageStyle,
    /// Words that are known in addition to the published ones: those that the article was read with.
    pub labels: Vocabulary,
}

impl PrintHtml {
    /// Writes content, footer, source line and list only.
    ///
    /// ```
    /// use liens::model::Article;
    /// use liens::write::{PrintHtml, Render};
    ///
    /// let html = PrintHtml::default().content_only().render_to_string(&Article::default());
    /// assert!(!html.contains("<html"));
    /// ```
    #[must_use]
    pub fn content_only(mut self) -> Self {
        self.content_only = true;
        self
    }

    /// Writes modern HTML with the same structure and classes, so that it reads back just as well.
    ///
    /// ```
    /// use liens::model::Article;
    /// use liens::write::{PrintHtml, Render};
    ///
    /// let html = PrintHtml::default().modern().render_to_string(&Article::default());
    /// assert!(html.starts_with("<!DOCTYPE html>\n<html lang=\"\">"));
    /// assert!(html.contains("<div class=\"print-content\">"));
    /// ```
    #[must_use]
    pub fn modern(mut self) -> Self {
        self.modern = true;
        self
    }

    /// Sets how modern pages look.
    ///
    /// ```
    /// use liens::write::{PageStyle, Paper, PrintHtml};
    ///
    /// let style = PageStyle::default().paper(Paper::A4);
    /// assert_eq!(PrintHtml::default().modern().with_style(style.clone()).style, style);
    /// ```
    #[must_use]
    pub fn with_style(mut self, style: PageStyle) -> Self {
        self.style = style;
        self
    }

    /// Also knows these words, in addition to the published ones.
    ///
    /// ```
    /// use liens::label::{Part, Vocabulary};
    /// use liens::write::PrintHtml;
    ///
    /// let words = Vocabulary::default().with("en", Part::Retrieved, "updated on {date}");
    /// assert_eq!(PrintHtml::default().with_labels(words.clone()).labels, words);
    /// ```
    #[must_use]
    pub fn with_labels(mut self, labels: Vocabulary) -> Self {
        self.labels = labels;
        self
    }
}

impl Render for PrintHtml {
    fn render<W: fmt::Write + ?Sized>(&self, article: &Article, out: &mut W) -> fmt::Result {
        let article = article.to_bounded_depth();
        let article = without_unsafe_links(article, Which::Unlisted, &self.labels);
        let mut writer = Writer::new(&article, out);
        writer.print = Some(Markers {
            shows: article.link_numbers().next().is_some(),
            vocabulary: &self.labels,
        });
        writer.addresses = self.modern.then_some(self.style.addresses);
        if self.content_only {
            return writer.print_parts();
        }
        match self.modern {
            true => writer.modern_head(&self.style)?,
            false => writer.print_head()?,
        }
        writer.print_parts()?;
        writer.raw("  </body>\n</html>\n")
    }
}

impl<'a, W: fmt::Write + ?Sized> Writer<'a, W> {
    fn print_head(&mut self) -> fmt::Result {
        let article = self.article;
        self.raw(
            "<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML+RDFa 1.0//EN\"\n  \
             \"http://www.w3.org/MarkUp/DTD/xhtml-rdfa-1.dtd\">\n<html xmlns=\"http://www.w3.org/1999/xhtml\"",
        )?;
        if let Some(language) = &article.language {
            self.attribute("xml:lang", language)?;
        }
        self.raw(" version=\"XHTML+RDFa 1.0\"")?;
        if let Some(direction) = article.direction {
            self.attribute("dir", direction.name())?;
        }
        self.raw(">\n  <head>\n    <meta http-equiv=\"Content-Type\" content=\"text/html; charset=utf-8\" />\n")?;
        if let Some(source) = article
            .source
            .as_ref()
            .filter(|source| is_safe_link(&source.url))
        {
            self.raw("    <base")?;
            self.attribute("href", &source.url)?;
            self.raw(" />\n")?;
        }
        self.raw("    <title>")?;
        if let Some(title) = &article.title {
            self.plain_text(&inline_text(title))?;
        }
        self.raw("</title>\n    <meta name=\"robots\" content=\"noindex, nofollow\" />\n  </head>\n  <body>\n")?;
        self.print_site()?;
        self.raw("<p />\n")?;
        self.print_breadcrumb()?;
        self.raw("<hr class=\"print-hr\" />\n")
    }

    pub(super) fn print_site(&mut self) -> fmt::Result {
        let article = self.article;
        let Some(site) = &article.site else {
            return Ok(());
        };
        let words = labels::published(article);
        let (before, after) = labels::around(&words, "{site}");
        self.raw("<div class=\"print-site_name\">")?;
        self.text(&before)?;
        self.raw("<em class=\"placeholder\">")?;
        self.text(&site.name)?;
        self.raw("</em>")?;
        self.text(after)?;
        if let Some(url) = &site.url {
            self.raw(" (")?;
            self.address(url, url)?;
            self.raw(")")?;
        }
        self.raw("</div>\n")
    }

    pub(super) fn print_breadcrumb(&mut self) -> fmt::Result {
        let crumbs = &self.article.breadcrumb;
        if crumbs.is_empty() {
            return Ok(());
        }
        self.raw("<div class=\"print-breadcrumb\">")?;
        for (at, crumb) in crumbs.iter().enumerate() {
            self.raw(if at > 0 { " &gt; " } else { "" })?;
            self.inlines(crumb)?;
        }
        self.raw("</div>\n")
    }

    /// Writes content, footer, source line and list.
    fn print_parts(&mut self) -> fmt::Result {
        let article = self.article;
        self.raw("<div class=\"print-content\">\n")?;
        if let Some(title) = &article.title {
            self.raw("<h2 class=\"print-title\">")?;
            self.inlines(title)?;
            self.raw("</h2>\n")?;
        }
        if let Some(byline) = &article.byline {
            self.print_byline(byline)?;
        }
        self.blocks(&article.body)?;
        if !article.comments.is_empty() {
            self.raw("<div id=\"comments\">\n")?;
            for comment in &article.comments {
                self.print_comment(comment)?;
            }
            self.raw("</div>\n")?;
        }
        self.notes()?;
        self.raw("</div>\n<div class=\"print-footer\">")?;
        if !article.footer.is_empty() {
            self.raw("\n")?;
            self.blocks(&article.footer)?;
            self.notes()?;
        }
        self.raw("</div>\n<hr class=\"print-hr\" />\n")?;
        self.print_source()?;
        self.print_links()
    }

    fn print_byline(&mut self, byline: &'a Byline) -> fmt::Result {
        self.raw("<div class=\"submitted\"")?;
        if let Some(at) = byline.at {
            self.raw_fmt(format_args!(
                " property=\"dc:date dc:created\" content=\"{at}\" datatype=\"xsd:dateTime\""
            ))?;
        }
        self.raw(">")?;
        let author = byline.author.as_deref().unwrap_or_default();
        match byline
            .text
            .split_once(author)
            .filter(|_| !author.is_empty())
        {
            Some((before, after)) => {
                self.text(before)?;
                self.raw("<span class=\"username\">")?;
                self.text(author)?;
                self.raw("</span>")?;
                self.text(after)?;
            }
            None => self.text(&byline.text)?,
        }
        self.raw("</div>\n")
    }

    fn print_comment(&mut self, comment: &'a Comment) -> fmt::Result {
        self.raw("<div class=\"comment\">\n")?;
        if let Some(title) = &comment.title {
            self.line("h3", title)?;
        }
        if let Some(byline) = &comment.byline {
            self.print_byline(byline)?;
        }
        self.raw("<div class=\"content\">\n")?;
        self.blocks(&comment.content)?;
        self.raw("</div>\n</div>\n")
    }

    fn print_source(&mut self) -> fmt::Result {
        let article = self.article;
        let Some(source) = &article.source else {
            return Ok(());
        };
        let kind = source.stamp.as_ref().map(|stamp| stamp.kind);
        // Readers recognize that the meaning of the date is unknown only by the line not being bold.
        let is_bold = kind != Some(StampKind::Unknown);
        self.raw("<div class=\"print-source_url\">")?;
        self.raw(if is_bold { "<strong>" } else { "" })?;
        self.text(labels::source(article))?;
        if let Some(stamp) = &source.stamp {
            let label = labels::stamp(article, stamp.kind);
            let (before, after) = labels::around(label, "{date}");
            self.raw(" (")?;
            self.text(&before)?;
            self.print_date(stamp.kind, label)?;
            self.text(after)?;
            self.raw(")")?;
        }
        self.raw(if is_bold { ":</strong> " } else { ": " })?;
        match self.addresses {
            Some(_) => self.printed_address(&source.url, &source.url)?,
            None => self.text(&source.url)?,
        }
        self.raw("</div>\n")
    }

    /// Writes the stamp's date: emphasised where only that shows its meaning, and with a machine-readable time where
    /// only that makes it certain.
    fn print_date(&mut self, kind: StampKind, label: &str) -> fmt::Result {
        let article = self.article;
        let Some(stamp) = article.stamp() else {
            return Ok(());
        };
        let is_known = self
            .print
            .is_some_and(|print| print.vocabulary.kind_of_stamp(label).is_some());
        let is_emphasised = kind == StampKind::Retrieved && !is_known;
        let moment = stamp
            .at
            .filter(|at| roundtrip::moment_of_stamp(article) != Some(*at));
        self.raw(if is_emphasised {
            "<em class=\"placeholder\">"
        } else {
            ""
        })?;
        if let Some(at) = moment {
            self.raw_fmt(format_args!(
                "<span property=\"dc:date\" content=\"{at}\" datatype=\"xsd:dateTime\">"
            ))?;
        }
        self.text(&stamp.text)?;
        self.raw(if moment.is_some() { "</span>" } else { "" })?;
        self.raw(if is_emphasised { "</em>" } else { "" })
    }

    fn print_links(&mut self) -> fmt::Result {
        let article = self.article;
        if article.links.is_empty() {
            return self.raw("<div class=\"print-links\"></div>\n");
        }
        self.raw("<div class=\"print-links\"><p><strong>")?;
        self.text(labels::links(article))?;
        self.raw("</strong><br />")?;
        for link in &article.links {
            self.print_entry(link)?;
        }
        self.raw("</p></div>\n")
    }

    fn print_entry(&mut self, link: &Link) -> fmt::Result {
        // Strong type sets the URL off where a title precedes it or seems to.
        let is_set_off = link.title.is_some() || address(&link.url).title.is_some();
        if self.addresses.is_some() {
            return self.modern_entry(link, is_set_off);
        }
        self.raw_fmt(format_args!("[{}] ", link.number))?;
        if let Some(title) = &link.title {
            self.text(title)?;
            self.raw(": ")?;
        }
        self.raw(if is_set_off { "<strong>" } else { "" })?;
        self.text(&self.address_of(link))?;
        self.raw(if is_set_off { "</strong>" } else { "" })?;
        self.raw("<br />\n")
    }

    /// Writes a link and, if it is listed, its number.
    pub(super) fn print_link(
        &mut self,
        content: &'a [Inline],
        target: &Target,
        title: Option<&str>,
    ) -> fmt::Result {
        let (url, number) = match target {
            Target::Url(url) => (Some(url.as_str()), None),
            Target::Listed(number) => (
                self.links.next_use(*number, content).map(|(url, _)| url),
                Some(*number),
            ),
        };
        if !content.is_empty() || number.is_none() {
            let href = url.filter(|url| !self.in_link && is_safe_link(url));
            // With a number after them, readers take underlined words for a link, too.
            let tag = match (href, number) {
                (Some(_), _) => Some("a"),
                (None, Some(_)) => Some("u"),
                (None, None) => None,
            };
            if let Some(tag) = tag {
                self.raw("<")?;
                self.raw(tag)?;
                if let Some(href) = href {
                    self.attribute("href", href)?;
                }
                self.title(title)?;
                self.raw(">")?;
            }
            let was_in_link = std::mem::replace(&mut self.in_link, true);
            self.inlines(content)?;
            self.in_link = was_in_link;
            if let Some(tag) = tag {
                self.end_tag(tag)?;
            }
        }
        match number {
            Some(number) if content.is_empty() => self.print_marker(number),
            Some(number) => {
                self.raw(" ")?;
                self.print_marker(number)
            }
            None => Ok(()),
        }
    }

    fn print_marker(&mut self, number: u32) -> fmt::Result {
        self.raw_fmt(format_args!(
            "<span class=\"print-footnote\">[{number}]</span>"
        ))
    }

    pub(super) fn print_field(
        &mut self,
        label: &'a [Inline],
        items: &'a [Vec<Block>],
    ) -> fmt::Result {
        self.raw("<div class=\"field\"><div class=\"field-label\">")?;
        self.inlines(label)?;
        self.raw(":&nbsp;</div>\n<div class=\"field-items\">\n")?;
        for item in items {
            self.raw("<div class=\"field-item\">")?;
            self.contained(item)?;
            self.raw("</div>\n")?;
        }
        self.raw("</div></div>\n")
    }
}

#[cfg(all(test, feature = "html"))]
mod tests {
    use super::*;
    use crate::read::{self, Options};

    /// A URL that a link shows as it is is not escaped in the list. The breadcrumb's link does not count if the
    /// breadcrumb is not written.
    #[test]
    fn addresses_are_kept_where_only_the_breadcrumb_links_to_them() {
        let words = vec![Inline::text("Home")];
        let article = Article {
            title: Some(vec![Inline::text("News")]),
            breadcrumb: vec![vec![Inline::listed(1, words)]],
            body: vec![Block::paragraph(vec![Inline::listed(1, Vec::new())])],
            links: vec![Link::new(1, "https://example.org/?a=1&amp;b=2")],
            ..Article::default()
        };
        for writer in [PrintHtml::default(), PrintHtml::default().content_only()] {
            let page = writer.render_to_string(&article);
            let read = read::html::read(&page, &Options::default()).expect("a page");
            assert_eq!(read.article.links, article.links, "{page}");
        }
    }
}
