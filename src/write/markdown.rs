//! Writes the article as Markdown, with every link back in its place.

use std::borrow::Cow;
use std::fmt;

use super::commonmark::{Links, Page, Printer, TableStyle, is_more_than_words};
use super::entries::Entries;
use super::front_matter;
use super::masthead::site_line;
use super::render::Render;
use super::unlinked::{Which, address, address_as_text, without_unsafe_links};
use crate::grammar::url::{decode_references, is_autolink};
use crate::label::Vocabulary;
use crate::model::url_scheme::is_safe_link;
use crate::model::{Article, Block, Inline, Link, Source, Target, inline_text};
use crate::normal::labels;
use crate::shape::byline::above_text;
use crate::shape::fields::is_printed_on_lines;

/// Writes Markdown: [CommonMark](https://spec.commonmark.org/) with the tables and strikethrough of [GitHub Flavored
/// Markdown](https://github.github.com/gfm/), and with every link on its words.
///
/// ```
/// use liens::model::{Article, Block, Inline, Link};
/// use liens::write::{LinkStyle, Markdown, Render};
///
/// let article = Article {
///     body: vec![Block::paragraph(vec![
///         Inline::text("See "),
///         Inline::listed(4, vec![Inline::text("the report")]),
///         Inline::text("."),
///     ])],
///     links: vec![Link::new(4, "https://example.org/r")],
///     ..Article::default()
/// };
/// let markdown = Markdown::default();
/// assert_eq!(markdown.render_to_string(&article), "See [the report](https://example.org/r).\n");
///
/// let markdown = markdown.with_links(LinkStyle::Reference);
/// let expected = "See [the report][4].\n\n[4]: https://example.org/r\n";
/// assert_eq!(markdown.render_to_string(&article), expected);
/// ```
///
/// The parts of an article are written in the order of a page: site, breadcrumb, title, byline, body, comments after
/// a rule, the site's footer after another, and the source line. A marker whose words are unknown becomes a link with
/// the words `[4]`. Entries of the link table that nothing uses stay as definitions, which no reader of the finished
/// page sees.
///
/// What Markdown has no syntax for is replaced: definition lists and figures become paragraphs, fields become
/// paragraphs or lists after a bold label. Tables that are more than a head row and lines of text are written as
/// HTML, with the Markdown of their cells between blank lines; see [`TableStyle`]. Underlined, raised, lowered and
/// small text gets the tags `<u>`, `<sup>`, `<sub>` and `<small>`, a line break in a cell or heading is `<br>`, and
/// emphasis is `<em>`, `<strong>` or `<del>` where delimiters would not work; an empty comment separates what would
/// be read as one. Tags in the article's words are escaped.
///
/// A URL with a scheme that may run a program (anything but `https`, `mailto` and the like) is written as text next
/// to its words, unless it is the words: `the map (file:///srv/map.html)`. The same goes for images. These may be
/// embedded in a `data:` URL unless they are SVG; where such a URL is written as text, the image data is left out.
///
/// Programs that make bare URLs links, as GitHub does, also find those in the text. They include everything up to the
/// next space, escapes as well. So a URL with something to escape gets a character reference that keeps them from
/// recognizing it, `http&#58;//example.org/\~mill`, and a URL directly followed by markup is separated from it by a
/// tag or a comment.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Markdown {
    /// How listed links are written.
    pub links: LinkStyle,
    /// How tables are written.
    pub tables: TableStyle,
    /// Whether the file begins with YAML front matter: `title`, `author`, `date`, `lang`, `site`, `site_url`,
    /// `source`, and `modified`, `retrieved` or `stamp`, as far as they are known; then [`Article::metadata`],
    /// without values that could run in a template. Dates that are certain are ISO 8601 in the site's own time;
    /// others are written as printed. Site, source line, a byline of only author and date, and a title without links
    /// are then not repeated in the text. Pandoc reads front matter as Markdown, so words that it would read as a
    /// tag, a link or attributes are left in the text.
    pub front_matter: bool,
    /// Whether only the body is written: no site, breadcrumb, title, byline, comments, footer or source line.
    pub body_only: bool,
    /// Whether HTML is avoided, for programs that drop or refuse it: tables are GFM, underlined, raised, lowered and
    /// small text is plain, a line break in a cell or heading is a space, and anchors are left out.
    pub no_raw_html: bool,
    /// Words that are known in addition to the published ones: those that the article was read with.
    pub labels: Vocabulary,
}

/// How [`Markdown`] writes the links of the table.
///
/// ```
/// use liens::write::{LinkStyle, Markdown};
///
/// let markdown = Markdown::default().with_links(LinkStyle::Footnote);
/// assert_eq!(markdown.links, LinkStyle::Footnote);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum LinkStyle {
    /// `[words](https://example.org/)`
    #[default]
    Inline,
    /// `[words][4]`, and `[4]: https://example.org/` at the end, with the numbers of the table.
    Reference,
    /// `words[^4]`, and `[^4]: <https://example.org/>` at the end: footnotes, which GitHub, Pandoc, comrak and
    /// pulldown-cmark know, and CommonMark does not. The notes of the article get the numbers after these. When read
    /// back, a link has its number but no words, since nothing shows where they start.
    Footnote,
}

impl Markdown {
    /// Writes listed links in this style.
    #[must_use]
    pub fn with_links(mut self, links: LinkStyle) -> Self {
        self.links = links;
        self
    }

    /// Writes tables in this style.
    ///
    /// ```
    /// use liens::model::{Article, Block, Cell, Inline};
    /// use liens::write::{Markdown, Render, TableStyle};
    ///
    /// let cell = Cell::new(vec![Block::paragraph(vec![Inline::text("oil")])]);
    /// let caption = vec![Inline::text("Stores")];
    /// let table = Block::Table { caption, head: vec![], rows: vec![vec![cell]] };
    /// let article = Article { body: vec![table], ..Article::default() };
    /// let markdown = Markdown::default().with_tables(TableStyle::Gfm);
    /// assert_eq!(markdown.render_to_string(&article), "Stores\n\n|  |\n| --- |\n| oil |\n");
    /// ```
    #[must_use]
    pub fn with_tables(mut self, tables: TableStyle) -> Self {
        self.tables = tables;
        self
    }

    /// Also knows these words, in addition to the published ones.
    ///
    /// ```
    /// use liens::label::{Part, Vocabulary};
    /// use liens::write::Markdown;
    ///
    /// let words = Vocabulary::default().with("en", Part::Retrieved, "updated on {date}");
    /// assert_eq!(Markdown::default().with_labels(words.clone()).labels, words);
    /// ```
    #[must_use]
    pub fn with_labels(mut self, labels: Vocabulary) -> Self {
        self.labels = labels;
        self
    }

    /// Begins with front matter.
    ///
    /// ```
    /// use liens::model::{Article, Inline};
    /// use liens::write::{Markdown, Render};
    ///
    /// let article = Article { title: Some(vec![Inline::text("News")]), ..Article::default() };
    /// let markdown = Markdown::default().front_matter().render_to_string(&article);
    /// assert_eq!(markdown, "---\ntitle: News\n---\n\n");
    /// ```
    #[must_use]
    pub fn front_matter(mut self) -> Self {
        self.front_matter = true;
        self
    }
}

impl Render for Markdown {
    fn render<W: fmt::Write + ?Sized>(&self, article: &Article, out: &mut W) -> fmt::Result {
        let article = article.to_normal_form(&self.labels);
        if self.front_matter {
            front_matter::write(out, &article)?;
        }
        let links = Restored::of(&article, self.links);
        let article = without_unsafe_links(Cow::Borrowed(&article), Which::All, &self.labels);
        let mut printer = Printer::new(out, &links)
            .with_tables(self.tables())
            .with_raw_html(!self.no_raw_html);
        printer.blocks(&self.page(&article))?;
        printer.notes()?;
        links.definitions(&mut printer)?;
        printer.end()
    }
}

impl Markdown {
    fn tables(&self) -> TableStyle {
        match self.no_raw_html {
            true => TableStyle::Gfm,
            false => self.tables,
        }
    }

    /// Everything that is printed except the link definitions, in the order of a page.
    fn page<'a>(&self, article: &'a Article) -> Vec<Cow<'a, Block>> {
        let mut page = Page::new(without_field, self.tables());
        if self.body_only {
            page.body(article);
            return page.blocks;
        }
        let is_in_front_matter = |words: &str| self.front_matter && front_matter::may_hold(words);
        let is_site_in_front_matter = article.site.as_ref().is_some_and(|site| {
            is_in_front_matter(&site.name) && site.url.as_deref().is_none_or(is_in_front_matter)
        });
        let site = site_line(article).filter(|_| !is_site_in_front_matter);
        page.extend(site.map(Block::paragraph));
        page.extend(breadcrumb(&article.breadcrumb));
        let title = article.title.as_ref();
        let title = title
            .filter(|title| is_more_than_words(title) || !is_in_front_matter(&inline_text(title)));
        page.extend(title.map(|title| Block::heading(1, title.clone())));
        let is_byline_in_front_matter = self.front_matter && front_matter::holds_byline(article);
        let byline = above_text(article).filter(|_| !is_byline_in_front_matter);
        page.extend(byline.map(|byline| words(&byline.text)));
        page.parts(article);
        let source = article.source.as_ref();
        let source =
            source.filter(|source| !self.front_matter || !front_matter::holds_source(source));
        page.extend(source.map(|source| source_line(source, article)));
        page.blocks
    }
}

/// Whether a URL may be written between angle brackets. Programs differ on character references there.
fn is_bare_autolink(url: &str) -> bool {
    is_autolink(url) && decode_references(url) == url
}

/// Writes each link on its words.
struct Restored<'a> {
    links: &'a [Link],
    entries: Entries,
    /// For each entry of the list, whether the article has a link to it.
    is_used: Vec<bool>,
    style: LinkStyle,
}

impl<'a> Restored<'a> {
    fn of(article: &'a Article, style: LinkStyle) -> Self {
        let links = article.links.as_slice();
        let entries = Entries::last_of(links);
        let mut is_used = vec![false; links.len()];
        for at in article
            .link_numbers()
            .filter_map(|number| entries.place(number))
        {
            is_used[at] = true;
        }
        Self {
            links,
            entries,
            is_used,
            style,
        }
    }

    fn entry(&self, number: u32) -> Option<&'a Link> {
        self.entries.place(number).map(|at| &self.links[at])
    }

    fn url<'t>(&self, target: &'t Target) -> Option<&'t str>
    where
        'a: 't,
    {
        match target {
            Target::Url(url) => Some(url),
            Target::Listed(number) => Some(&self.entry(*number)?.url),
        }
    }

    /// Writes the definitions of URLs that are not in the text.
    fn definitions<W: fmt::Write + ?Sized>(
        &self,
        printer: &mut Printer<'_, W, Self>,
    ) -> fmt::Result {
        let is_used = |link: &Link| {
            let at = self.entries.place(link.number);
            at.is_some_and(|at| self.is_used[at])
        };
        let mut is_first = true;
        for link in self.links {
            if !is_safe_link(&link.url) {
                continue;
            }
            if self.style == LinkStyle::Inline && is_used(link) {
                continue;
            }
            if std::mem::replace(&mut is_first, false) {
                printer.next_block()?;
            } else {
                printer.raw("\n")?;
            }
            self.definition(link, printer)?;
        }
        // The URLs of used entries are written inline, next to their words.
        for link in self
            .links
            .iter()
            .filter(|link| !is_safe_link(&link.url) && !is_used(link))
        {
            let address = address_as_text(&link.url, link.title.as_deref());
            printer.blocks(&[words(&format!("[{}] {address}", link.number))])?;
        }
        Ok(())
    }

    fn definition<W: fmt::Write + ?Sized>(
        &self,
        Link { number, url, title }: &Link,
        printer: &mut Printer<'_, W, Self>,
    ) -> fmt::Result {
        if self.style != LinkStyle::Footnote {
            printer.raw(&format!("[{number}]: "))?;
            return printer.destination(url, title.as_deref());
        }
        printer.lead(&format!("[^{number}]: "))?;
        if let Some(title) = title {
            printer.plain(title)?;
            printer.raw(": ")?;
        }
        printer.inlines(&[Inline::link(url.as_str(), vec![Inline::text(url.as_str())])])
    }
}

impl Links for Restored<'_> {
    fn link<W: fmt::Write + ?Sized>(
        &self,
        printer: &mut Printer<'_, W, Self>,
        content: &[Inline],
        target: &Target,
        title: Option<&str>,
    ) -> fmt::Result {
        let listed = match target {
            Target::Url(_) => None,
            Target::Listed(number) => Some(*number),
        };
        let place = listed.and_then(|number| self.entries.place(number));
        let own_title = title;
        let title = own_title.or_else(|| self.links[place?].title.as_deref());
        // A link without words shows its number.
        let stand_in;
        let words = match (content, listed) {
            ([], Some(number)) => {
                stand_in = [Inline::text(format!("[{number}]"))];
                &stand_in
            }
            _ => content,
        };
        let is_note = self.style == LinkStyle::Footnote && listed.is_some();
        if self.style == LinkStyle::Footnote && !is_note && printer.ends_with(']') {
            // A note before a bracket would make both a reference link.
            printer.separator()?;
        }
        let Some(url) = self.url(target) else {
            return text_with_number(printer, content, listed.unwrap_or_default());
        };
        match (listed, self.style) {
            (Some(number), LinkStyle::Footnote) => {
                printer.words_before(content, '[')?;
                printer.end_address()?;
                printer.raw(&format!("[^{number}]"))
            }
            // A definition has the title of its entry; a title of the link's own is written with the link.
            (Some(number), LinkStyle::Reference) if own_title.is_none() => {
                printer.bracketed(words)?;
                printer.number(number)
            }
            _ => link_in_place(printer, words, url, title),
        }
    }

    fn bracket(&self) -> &'static str {
        "\\["
    }

    fn labels_before_notes(&self) -> usize {
        let numbers = self.links.iter().map(|link| link.number);
        match self.style {
            LinkStyle::Footnote => numbers.max().unwrap_or(0) as usize,
            LinkStyle::Inline | LinkStyle::Reference => 0,
        }
    }

    fn starts_with_words(&self, content: &[Inline], target: &Target) -> bool {
        let is_footnote = self.style == LinkStyle::Footnote && matches!(target, Target::Listed(_));
        !content.is_empty() && (is_footnote || self.url(target).is_none())
    }
}

/// Writes `[words](https://example.org/)`, or `<https://example.org/>` if the words are the URL itself.
fn link_in_place<W: fmt::Write + ?Sized>(
    printer: &mut Printer<'_, W, Restored<'_>>,
    words: &[Inline],
    url: &str,
    title: Option<&str>,
) -> fmt::Result {
    // A title that repeats the words is redundant.
    let title = title.filter(|title| inline_text(words) != *title);
    match words {
        [Inline::Text { text }] if text == url && title.is_none() && is_bare_autolink(url) => {
            printer.raw(&format!("<{url}>"))
        }
        _ => printer.titled_link(words, url, title),
    }
}

/// Writes the words of a link to an entry that the list lacks, and its number after them.
fn text_with_number<W: fmt::Write + ?Sized>(
    printer: &mut Printer<'_, W, Restored<'_>>,
    content: &[Inline],
    number: u32,
) -> fmt::Result {
    let marker = Inline::text(format!("[{number}]"));
    if content.is_empty() {
        return printer.inlines(&[marker]);
    }
    printer.words_before(content, ' ')?;
    printer.inlines(&[Inline::text(" "), marker])
}

fn words(text: &str) -> Block {
    Block::paragraph(vec![Inline::text(text)])
}

fn breadcrumb(crumbs: &[Vec<Inline>]) -> Option<Block> {
    (!crumbs.is_empty()).then(|| Block::paragraph(crumbs.join(&Inline::text(" › "))))
}

/// A field as ordinary blocks: paragraphs, or a paragraph and a list, after its label.
fn without_field(mut label: Vec<Inline>, mut items: Vec<Vec<Block>>) -> Vec<Block> {
    label.push(Inline::text(":"));
    let label = Inline::Strong { content: label };
    if !is_printed_on_lines(&items) {
        let list = Block::List {
            ordered: false,
            start: None,
            items,
        };
        return vec![Block::paragraph(vec![label]), list];
    }
    if let Some([Block::Paragraph { content }]) = items.first_mut().map(Vec::as_mut_slice) {
        content.splice(0..0, [label, Inline::text(" ")]);
    }
    items.into_iter().flatten().collect()
}

/// The source line, `**Source URL (modified on 29/06/2018 - 14:56):** <https://example.org/>`.
fn source_line(source: &Source, article: &Article) -> Block {
    let label = labels::source_and_stamp(article) + ":";
    let mut line = vec![Inline::Strong {
        content: vec![Inline::text(label)],
    }];
    if !source.url.is_empty() {
        line.push(Inline::text(" "));
        line.push(address(&source.url));
    }
    Block::paragraph(line)
}
