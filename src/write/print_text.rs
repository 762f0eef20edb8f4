//! The print export in its Markdown-like text form.

use std::borrow::Cow;
use std::fmt;

use super::commonmark::{Links, Printer, follows_list};
use super::render::Render;
use super::unlinked;
use super::url_scheme::is_safe_link;
use crate::grammar::source::source_line;
use crate::grammar::url::{decode_references, is_autolink};
use crate::label::{Part, Vocabulary};
use crate::model::{
    Article, Block, Inline, Link, Node, Source, StampKind, Target, inline_text, walk_inlines,
};
use crate::normal::{labels, roundtrip};
use crate::shape::fields;
use crate::text_view::TextView;

/// Writes a print export in text form: CommonMark in which each listed link is followed by its number,
/// ending with the source line and the numbered list.
///
/// Reading it back gives [`Article::text_view`].
///
/// ```
/// use liens::model::{Article, Block, Inline, Link, Source};
/// use liens::write::{PrintText, Render};
///
/// let article = Article {
///     body: vec![Block::paragraph(vec![Inline::listed(1, vec![Inline::text("Report")])])],
///     source: Some(Source { url: "https://example.org/a".into(), stamp: None }),
///     links: vec![Link::new(1, "https://example.org/r")],
///     ..Article::default()
/// };
/// let expected = "[Report](#) [1]\n\n**Source URL:** <https://example.org/a>\n\n### Links\n\n\
///     [1] <https://example.org/r>\n";
/// assert_eq!(PrintText::default().render_to_string(&article), expected);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct PrintText {
    /// Words that are known besides the published ones: those that the article was read with.
    pub labels: Vocabulary,
}

impl PrintText {
    /// Knows these words besides the published ones.
    ///
    /// ```
    /// use liens::label::{Part, Vocabulary};
    /// use liens::write::PrintText;
    ///
    /// let words = Vocabulary::default().with("en", Part::Retrieved, "updated on {date}");
    /// assert_eq!(PrintText::default().with_labels(words.clone()).labels, words);
    /// ```
    #[must_use]
    pub fn with_labels(mut self, labels: Vocabulary) -> Self {
        self.labels = labels;
        self
    }
}

impl Render for PrintText {
    fn render<W: fmt::Write + ?Sized>(&self, article: &Article, out: &mut W) -> fmt::Result {
        let view = TextView::of(article.to_normal_form(&self.labels), &self.labels);
        let markers = Markers {
            has_list: !view.links.is_empty(),
            shows_brackets: view.links.iter().any(|link| is_linked(&link.url)),
        };
        let mut page = Page {
            printer: Printer::new(out, &markers),
        };
        page.head(&view.frame)?;
        page.body(&view)?;
        if let Some(source) = &view.frame.source {
            page.source(source, &view.frame, view.words)?;
        }
        if !view.links.is_empty() {
            page.list(&view)?;
        }
        page.printer.end()
    }
}

/// Links with their numbers behind them.
struct Markers {
    has_list: bool,
    /// Whether the list shows that brackets without a backslash are markup: it has an address in
    /// angle brackets.
    shows_brackets: bool,
}

impl Links for Markers {
    fn link<W: fmt::Write + ?Sized>(
        &self,
        printer: &mut Printer<'_, W, Self>,
        content: &[Inline],
        target: &Target,
        title: Option<&str>,
    ) -> fmt::Result {
        match target {
            Target::Url(url) => match content {
                // Behind a marker, `[]` would be read as part of it.
                [] => {
                    printer.raw("<a href=\"")?;
                    printer.attribute_value(url)?;
                    printer.raw("\"")?;
                    if let Some(title) = title {
                        printer.raw(" title=\"")?;
                        printer.attribute_value(title)?;
                        printer.raw("\"")?;
                    }
                    printer.raw("></a>")
                }
                [Inline::Text { text }]
                    if text == url
                        && title.is_none()
                        && is_autolink(url)
                        && !url.contains(['|', '[']) =>
                {
                    printer.raw("<")?;
                    printer.raw(url)?;
                    printer.raw(">")
                }
                _ => printer.titled_link(content, url, title),
            },
            Target::Listed(number) => {
                if !content.is_empty() || !self.shows_brackets {
                    printer.titled_link(content, "#", title)?;
                    printer.raw(" ")?;
                }
                printer.number(*number)
            }
        }
    }

    /// With a list, a backslash makes `[4]` text; without one nothing tells, so the bracket becomes a
    /// reference.
    fn bracket(&self) -> &'static str {
        if self.has_list { "\\[" } else { "&#91;" }
    }
}

struct Page<'a, W: ?Sized> {
    printer: Printer<'a, W, Markers>,
}

impl<W: fmt::Write + ?Sized> Page<'_, W> {
    fn head(&mut self, article: &Article) -> fmt::Result {
        if let Some(line) = site_line(article) {
            self.printer.next_block()?;
            self.printer.inlines(&line)?;
        }
        if let Some(line) = breadcrumb_line(article) {
            self.printer.next_block()?;
            self.printer.inlines(&line)?;
        }
        if let Some(title) = &article.title {
            self.printer.next_block()?;
            self.printer
                .block(&Block::heading(1, title.clone()), false)?;
        }
        Ok(())
    }

    fn body(&mut self, view: &TextView<'_>) -> fmt::Result {
        let words = view.words;
        let as_fields = read_as_fields(&view.body);
        let mut alternate = false;
        let mut above = None;
        for (at, (block, as_field)) in view.body.iter().zip(as_fields).enumerate() {
            let block = block.as_ref();
            let starts_page = self.printer.is_empty();
            self.printer.next_block()?;
            self.printer
                .escape_colons(as_field || reads_as_footer(block, words));
            if view.links.is_empty() && reads_as_list(text_above(above, &view.frame), block, words)
            {
                // A blank paragraph, which readers drop, keeps the one from heading the other.
                self.printer.raw("&nbsp;")?;
                self.printer.next_block()?;
            }
            if view.kept_as_text.contains(&at) || (starts_page && reads_as_other_form(block)) {
                // An escaped space at its start says that the paragraph is nothing else.
                self.printer.raw("&#32;")?;
            }
            alternate = !alternate && above.is_some_and(|above| follows_list(above, block));
            self.printer.block(block, alternate)?;
            above = Some(block);
        }
        self.printer.escape_colons(false);
        self.printer.notes()
    }

    fn source(&mut self, source: &Source, article: &Article, words: &Vocabulary) -> fmt::Result {
        self.printer.next_block()?;
        // Where nobody knows what the date means, only bold type or its absence tells.
        let kind = source.stamp.as_ref().map(|stamp| stamp.kind);
        let bold = if kind == Some(StampKind::Unknown) {
            ""
        } else {
            "**"
        };
        self.printer.raw(bold)?;
        self.printer.plain(labels::source(article))?;
        if let Some(stamp) = &source.stamp {
            let label = labels::stamp(article, stamp.kind);
            let (before, after) = labels::around(label, "{date}");
            let is_known = words.kind_of_stamp(label).is_some();
            let emphasis = if stamp.kind == StampKind::Retrieved && !is_known {
                "*"
            } else {
                ""
            };
            self.printer.raw(" (")?;
            self.printer.plain(&before)?;
            self.printer.raw(emphasis)?;
            self.printer.plain(&stamp.text)?;
            self.printer.raw(emphasis)?;
            self.printer.plain(after)?;
            self.printer.raw(")")?;
        }
        self.printer.raw(":")?;
        self.printer.raw(bold)?;
        self.address(&source.url)
    }

    fn list(&mut self, view: &TextView<'_>) -> fmt::Result {
        self.printer.next_block()?;
        let heading = Block::heading(3, vec![Inline::text(labels::links(&view.frame))]);
        self.printer.block(&heading, false)?;
        for link in view.links.iter() {
            self.printer.next_block()?;
            self.entry(link)?;
        }
        Ok(())
    }

    fn entry(&mut self, link: &Link) -> fmt::Result {
        self.printer.number(link.number)?;
        if let Some(title) = &link.title {
            self.printer.raw(" ")?;
            self.printer.plain(title)?;
            self.printer.raw(":")?;
        }
        // Readers decode listed addresses twice, since the exporter escapes them twice.
        if decode_references(&link.url) == link.url {
            self.address(&link.url)
        } else {
            self.address(&link.url.replace('&', "&amp;"))
        }
    }

    /// Writes an address to the end of the line.
    fn address(&mut self, url: &str) -> fmt::Result {
        if url.is_empty() {
            return Ok(());
        }
        self.printer.raw(" ")?;
        if is_linked(url) {
            self.printer.raw("<")?;
            self.printer.raw(url)?;
            return self.printer.raw(">");
        }
        match url.split_once(':') {
            Some((scheme, rest)) if is_autolink(url) => {
                self.printer.plain(scheme)?;
                self.printer.raw("&#58;")?;
                self.printer.plain(rest)
            }
            _ => self.printer.plain(url),
        }
    }
}

/// Whether the address of the source or of an entry is written as a link. One that is not must look like none to
/// programs that find bare addresses, and like Markdown.
pub(crate) fn is_linked(url: &str) -> bool {
    is_autolink(url) && is_safe_link(url)
}

/// The text of the block above one of the body, or of the title above the first.
fn text_above<'a>(above: Option<&'a Block>, frame: &'a Article) -> Option<&'a [Inline]> {
    match above {
        None => frame.title.as_deref(),
        Some(Block::Paragraph { content } | Block::Heading { content, .. }) => Some(content),
        Some(_) => None,
    }
}

/// Which paragraphs would be read as fields. Where one is kept from that, those above it may be read so in turn:
/// it is no field any more that would end the closing lines.
fn read_as_fields(blocks: &[Cow<'_, Block>]) -> Vec<bool> {
    let mut as_fields = vec![false; blocks.len()];
    loop {
        let is_field = |at: usize| match blocks[at].as_ref() {
            Block::Field { .. } => true,
            block => !as_fields[at] && fields::is_labelled(block),
        };
        let zones = fields::field_zones(blocks, is_field);
        let found: Vec<usize> = zones
            .into_iter()
            .flatten()
            .filter(|at| !matches!(*blocks[*at], Block::Field { .. }) && is_field(*at))
            .collect();
        // Few closing lines may stand below fields, so it is soon over.
        if found.is_empty() {
            return as_fields;
        }
        found.into_iter().for_each(|at| as_fields[at] = true);
    }
}

/// Whether a block would be read as the list of links, below words that head one.
fn reads_as_list(above: Option<&[Inline]>, block: &Block, words: &Vocabulary) -> bool {
    matches!(block, Block::List { start: Some(1), .. })
        && above.is_some_and(|above| words.knows(Part::Links, &words_beside_images(above)))
}

/// The words of a line without those that stand for images: readers look past these for what a footer says.
fn words_beside_images(line: &[Inline]) -> String {
    let words = walk_inlines(line).filter_map(|node| match node {
        Node::Inline(Inline::Text { text } | Inline::Code { text }) => Some(text.as_str()),
        Node::Inline(Inline::Break {}) => Some(" "),
        _ => None,
    });
    words.collect()
}

/// Whether a paragraph would be read as the source line if it stood at the end.
pub(crate) fn reads_as_source(block: &Block, words: &Vocabulary) -> bool {
    let Block::Paragraph { content } = block else {
        return false;
    };
    content
        .split(|inline| *inline == Inline::Break {})
        .any(|line| {
            let strong = line
                .iter()
                .any(|inline| matches!(inline, Inline::Strong { .. }));
            let text = words_beside_images(line);
            match source_line(&text) {
                Ok((_, line)) => {
                    strong || line.stamp.is_some() || words.knows(Part::Source, line.label)
                }
                Err(_) => false,
            }
        })
}

/// Whether a paragraph would be read as the source line, or as that with the site, if it stood at the end.
fn reads_as_footer(block: &Block, words: &Vocabulary) -> bool {
    let names_site = |content: &[Inline]| {
        let text = inline_text(content).replace('\n', " ");
        roundtrip::printed_from(&text, words).is_some()
    };
    reads_as_source(block, words)
        || matches!(block, Block::Paragraph { content } if names_site(content))
}

/// Whether a block at the start of the page may let it look like HTML: it starts with a tag.
fn reads_as_other_form(block: &Block) -> bool {
    let Block::Paragraph { content } = block else {
        return false;
    };
    match content.first() {
        Some(Inline::Link {
            content,
            target: Target::Url(_),
            ..
        }) => content.is_empty(),
        Some(
            Inline::Anchor { .. }
            | Inline::Underline { .. }
            | Inline::Subscript { .. }
            | Inline::Superscript { .. }
            | Inline::Small { .. },
        ) => true,
        _ => false,
    }
}

/// The breadcrumb as one line, `Home > News`.
pub(crate) fn breadcrumb_line(article: &Article) -> Option<Vec<Inline>> {
    let crumbs = &article.breadcrumb;
    (!crumbs.is_empty()).then(|| crumbs.join(&Inline::text(" > ")))
}

/// The line that names the site.
pub(crate) fn site_line(article: &Article) -> Option<Vec<Inline>> {
    let site = article.site.as_ref()?;
    let words = labels::published(article);
    let (before, after) = labels::around(&words, "{site}");
    let name = Inline::Emphasis {
        content: vec![Inline::text(site.name.as_str())],
    };
    let mut line = vec![Inline::text(before), name, Inline::text(after)];
    if let Some(url) = &site.url {
        line.push(Inline::text(" ("));
        line.push(unlinked::address(url));
        line.push(Inline::text(")"));
    }
    Some(line)
}
