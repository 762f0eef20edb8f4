//! Writes several articles as one page for paper: a title page, contents, and the articles.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;

use super::Html;
use super::ids::Ids;
use super::title::title_of;
use super::toc::Sections;
use super::writer::Writer;
use crate::model::{Article, Inline, Link};
use crate::write::direction;

/// Writes several articles as one page for paper: a title page, contents, and each article from a new sheet.
///
/// The article with number 3 has the id `chapter-3`, and its anchor `well` the id `chapter-3.well`; a link leads to
/// its article's own anchor of that name, if there is one, otherwise wherever its URL says. All ids of the page are
/// unique.
///
/// ```
/// use liens::model::{Article, Block, Inline, Link};
/// use liens::write::Book;
///
/// let article = |title: &str| Article {
///     title: Some(vec![Inline::text(title)]),
///     body: vec![Block::paragraph(vec![Inline::listed(1, vec![Inline::text("Report")])])],
///     links: vec![Link::new(1, "https://example.org/")],
///     ..Article::default()
/// };
/// let html = Book::new("Wells").render_to_string(&[article("One"), article("Two")]);
/// assert!(html.contains(r##"<li class="level-1"><a href="#chapter-2">Two</a></li>"##));
/// assert!(html.contains(r#"id="chapter-2-ref-1">Report</a>"#));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Book {
    /// The title on the title page.
    pub title: String,
    /// How the articles look. With [`Html::toc`], the contents list their headings, too; templates are ignored.
    pub html: Html,
    /// The lists of links.
    pub links: BookLinks,
}

/// The lists of links in a book.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum BookLinks {
    /// Each article has a list of its own, with its own numbers.
    #[default]
    EachArticle,
    /// One list at the end, in which equal URLs share a number.
    OneList,
}

impl Book {
    /// The writer of books with this title.
    ///
    /// ```
    /// use liens::write::Book;
    ///
    /// assert_eq!(Book::new("Wells").title, "Wells");
    /// ```
    #[must_use]
    pub fn new(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            ..Self::default()
        }
    }

    /// Sets how the articles look.
    ///
    /// ```
    /// use liens::write::{Book, Html};
    ///
    /// assert!(Book::new("Wells").with_html(Html::page().with_toc()).html.toc);
    /// ```
    #[must_use]
    pub fn with_html(mut self, html: Html) -> Self {
        self.html = html;
        self
    }

    /// Sets which lists of links are written.
    ///
    /// ```
    /// use liens::write::{Book, BookLinks};
    ///
    /// assert_eq!(Book::new("Wells").links(BookLinks::OneList).links, BookLinks::OneList);
    /// ```
    #[must_use]
    pub fn links(mut self, links: BookLinks) -> Self {
        self.links = links;
        self
    }

    /// Writes the page.
    ///
    /// # Errors
    ///
    /// Only those of `out`.
    pub fn render<W: fmt::Write + ?Sized>(&self, articles: &[Article], out: &mut W) -> fmt::Result {
        let bounded = articles.iter().map(Article::to_bounded_depth);
        let bounded: Vec<Cow<'_, Article>> = bounded.collect();
        if bounded
            .iter()
            .any(|article| matches!(article, Cow::Owned(_)))
        {
            let bounded: Vec<Article> = bounded.into_iter().map(Cow::into_owned).collect();
            return self.render(&bounded, out);
        }
        let html = self.html.clone().standalone();
        let cover = self.cover(articles);
        let mut list = (self.links == BookLinks::OneList).then(|| OneList::of(articles));
        let mut writer = Writer::new(&cover, out);
        writer.page_head(&html.style.book_sheet(&cover, articles))?;
        writer.raw("<body class=\"book\">\n")?;
        writer.cover()?;
        writer.book_toc(articles, html.toc)?;
        for (at, article) in articles.iter().enumerate() {
            let mut writer = Writer::new(article, out);
            writer.set_up(&html);
            writer.set_up_chapter(at + 1, list.as_ref().map(|list| list.numbers_of(article)));
            writer.fragment()?;
            if let Some(list) = &mut list {
                list.take_uses(article, &writer);
            }
        }
        if let Some(list) = list {
            let end = Article {
                links: list.links,
                ..cover
            };
            let mut writer = Writer::new(&end, out);
            writer.set_up(&html);
            writer.links.set_words(&list.has_words);
            writer.link_list()?;
        }
        out.write_str("</body>\n</html>\n")
    }

    /// The page as a string.
    #[must_use]
    pub fn render_to_string(&self, articles: &[Article]) -> String {
        let mut out = String::new();
        // Writing to a string does not fail.
        let _ = self.render(articles, &mut out);
        out
    }

    /// An article with what all articles have in common: language, direction, site.
    fn cover(&self, articles: &[Article]) -> Article {
        let language = common(articles, |article| article.language.as_ref());
        let direction = common(articles, |article| article.direction.as_ref());
        let site = common(articles, |article| article.site.as_ref());
        Article {
            language: language.cloned(),
            direction: direction.copied(),
            title: Some(vec![Inline::text(self.title.clone())]),
            site: site.filter(|site| site.name != self.title).cloned(),
            ..Article::default()
        }
    }
}

/// The value that all articles share, if they do.
fn common<'a, T: PartialEq>(
    articles: &'a [Article],
    of: impl Fn(&'a Article) -> Option<&'a T>,
) -> Option<&'a T> {
    let first = of(articles.first()?)?;
    let is_same = |article| of(article) == Some(first);
    articles.iter().all(is_same).then_some(first)
}

/// One list for the links of all articles.
struct OneList<'a> {
    numbers: HashMap<&'a str, u32>,
    links: Vec<Link>,
    /// For each link, whether words lead to it.
    has_words: Vec<bool>,
}

impl<'a> OneList<'a> {
    fn of(articles: &'a [Article]) -> Self {
        let mut list = Self {
            numbers: HashMap::new(),
            links: Vec::new(),
            has_words: Vec::new(),
        };
        for link in articles.iter().flat_map(|article| &article.links) {
            let next = u32::try_from(list.links.len() + 1).unwrap_or(u32::MAX);
            let number = *list.numbers.entry(&link.url).or_insert(next);
            match list.links.get_mut(number as usize - 1) {
                None => list.links.push(Link {
                    number,
                    ..link.clone()
                }),
                Some(known) if known.title.is_none() => known.title.clone_from(&link.title),
                Some(_) => {}
            }
        }
        list.has_words = vec![false; list.links.len()];
        list
    }

    /// The numbers of an article's links in this list.
    fn numbers_of(&self, article: &Article) -> Vec<u32> {
        let links = article.links.iter();
        let number = |link: &Link| self.numbers.get(link.url.as_str()).copied();
        links
            .map(|link| number(link).unwrap_or(link.number))
            .collect()
    }

    /// Records which links of an article were written with words.
    fn take_uses<W: fmt::Write + ?Sized>(&mut self, article: &Article, writer: &Writer<'_, W>) {
        let numbers = self.numbers_of(article);
        for (link, number) in article.links.iter().zip(numbers) {
            if let Some(has_words) = self.has_words.get_mut(number as usize - 1) {
                *has_words |= writer.links.has_words(link.number);
            }
        }
    }
}

impl<'a, W: fmt::Write + ?Sized> Writer<'a, W> {
    /// Sets up the writer for one article among several; `numbers` are those of its links in the list of all.
    fn set_up_chapter(&mut self, number: usize, numbers: Option<Vec<u32>>) {
        self.ids = Some(Ids::of_chapter(number, self.article));
        if self.has_toc {
            self.sections = Some(Sections::of_chapter(number));
            self.has_toc = false;
        }
        if let Some(numbers) = numbers {
            self.has_list = false;
            self.links.show_as(numbers);
        }
    }

    fn cover(&mut self) -> fmt::Result {
        let article = self.article;
        self.raw("<header class=\"cover\">\n")?;
        if let Some(title) = &article.title {
            self.line("h1", title)?;
        }
        if let Some(site) = &article.site {
            self.site(site)?;
        }
        self.raw("</header>\n")
    }

    /// Writes the contents: the articles, and their headings if wanted.
    fn book_toc(&mut self, articles: &[Article], has_headings: bool) -> fmt::Result {
        self.raw("<nav class=\"toc\" role=\"doc-toc\">\n<ol>\n")?;
        for (at, article) in articles.iter().enumerate() {
            let number = at + 1;
            self.raw_fmt(format_args!(
                "<li class=\"level-1\"><a href=\"#chapter-{number}\""
            ))?;
            let is_own = article.language == self.article.language;
            if let Some(language) = article.language.as_ref().filter(|_| !is_own) {
                self.attribute("lang", language)?;
            }
            if let Some(direction) = direction::of_article(article) {
                self.attribute("dir", direction.name())?;
            }
            self.raw(">")?;
            match title_of(article) {
                Some(title) => self.plain_text(&title)?,
                None => self.raw_fmt(format_args!("{number}"))?,
            }
            self.raw("</a></li>\n")?;
            if has_headings {
                self.chapter_toc(number, article)?;
            }
        }
        self.raw("</ol>\n</nav>\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Block, Site};

    /// An article with a link to each URL, two anchors of the same name, and a link to them.
    fn article(title: &str, urls: &[&str]) -> Article {
        let links = (1..).zip(urls.iter().copied());
        let mut words: Vec<Inline> = links
            .clone()
            .map(|(number, _)| Inline::listed(number, vec![Inline::text("words")]))
            .collect();
        words.extend([
            Inline::Anchor { id: "x".into() },
            Inline::Anchor { id: "x".into() },
            Inline::link("#x", vec![Inline::text("there")]),
            Inline::link("#chapter-1", vec![Inline::text("first")]),
        ]);
        Article {
            title: Some(vec![Inline::text(title)]),
            site: Some(Site {
                name: "Wells".into(),
                url: None,
            }),
            body: vec![Block::paragraph(words)],
            links: links.map(|(number, url)| Link::new(number, url)).collect(),
            ..Article::default()
        }
    }

    #[test]
    fn anchors_count_once_and_links_find_those_of_their_article() {
        let html = Book::new("Book").render_to_string(&[article("a", &[]), article("b", &[])]);
        for chapter in ["chapter-1", "chapter-2"] {
            let anchor = format!("id=\"{chapter}.x\"");
            assert_eq!(html.matches(&anchor).count(), 1, "{html}");
            assert!(
                html.contains(&format!("<a href=\"#{chapter}.x\">there</a>")),
                "{html}"
            );
        }
        assert_eq!(
            html.matches("<a href=\"#chapter-1\">first</a>").count(),
            2,
            "{html}"
        );
    }

    #[test]
    fn one_list_has_each_address_once() {
        let [a, b, c] = [
            "https://example.org/a", "https://example.org/b", "https://example.org/c",
        ];
        let articles = [article("a", &[a, b]), article("b", &[c, b])];
        let html = Book::new("Book")
            .links(BookLinks::OneList)
            .render_to_string(&articles);
        assert_eq!(html.matches("<div role=\"listitem\"").count(), 3, "{html}");
        for id in [
            "chapter-1-ref-1", "chapter-1-ref-2", "chapter-2-ref-3", "chapter-2-ref-2", "link-3",
        ] {
            assert!(html.contains(&format!("id=\"{id}\"")), "{id}: {html}");
        }
        let html = Book::new("Book").render_to_string(&articles);
        assert_eq!(html.matches("<div role=\"listitem\"").count(), 4, "{html}");
    }

    #[test]
    fn each_page_is_headed_by_site_and_article() {
        let html = Book::new("Book").render_to_string(&[article("The <first>", &[])]);
        assert!(html.contains("@top-left { content: \"Wells\"; }"), "{html}");
        assert!(html.contains("#chapter-1 { page: chapter-1; }"), "{html}");
        assert!(
            html.contains(
                "@page chapter-1 { @top-right { content: \"The\\20 \\3c first\\3e \"; } }"
            ),
            "{html}"
        );
    }
}
