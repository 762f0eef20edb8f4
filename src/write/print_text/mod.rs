//! Writes the print export in its Markdown-like text format.

mod footer;
mod guards;
mod head;
mod markers;

use std::fmt;

use super::commonmark::{Page, Printer, TableStyle, follows_list, printed_field};
use super::render::Render;
use super::unlinked::{Which, without_unsafe_links};
use crate::label::Vocabulary;
use crate::model::{Article, Block};
use footer::Footer;
use guards::Guards;
use head::Head;
use markers::Markers;

/// Writes a print export as text: CommonMark in which each listed link is followed by its number,
/// ending with the source line and the numbered list.
///
/// Reading it back gives the same body, links, source and stamp, up to what the format has no syntax for:
///
/// - direction is lost; the language is kept only if the footer's words reveal it;
/// - a breadcrumb that does not end with the title becomes a paragraph, and so do a site, byline or source line that
///   could not be recognized by their words;
/// - comments and the site's footer become blocks of the body, after a rule each; a heading of level 1 at its start is
///   the title;
/// - tables lose spans, captions, row headers and all head rows but the first, which become paragraphs, empty cells and
///   ordinary rows; the blocks of a cell become its lines;
/// - definition lists and figures become paragraphs;
/// - fields stay fields at the end of an article with a source or a list, or before a rule in it, if their label is short,
///   no sentence, and has no link; elsewhere they become paragraphs;
/// - a link or image whose URL has a scheme that may run a program becomes its words and the URL;
/// - labels that could not be distinguished from the text next to them are replaced by the language's own.
///
/// If an article nests deeper than [`check`](Article::check) allows, only its words and its link table are kept.
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
    /// Words that are known in addition to the published ones: those that the article was read with.
    pub labels: Vocabulary,
}

impl PrintText {
    /// Also knows these words, in addition to the published ones.
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
        let vocabulary = &self.labels;
        let article = article.to_normal_form(vocabulary);
        let article = without_unsafe_links(article, Which::Unlisted, vocabulary);
        let footer = Footer::of(&article, vocabulary);
        let mut page = Page::new(printed_field, TableStyle::Gfm);
        let head = Head::print(&article, &mut page);
        page.parts(&article);
        page.extend(footer.source_as_text());
        let is_export = footer.shows_export();
        let guards = Guards::of(&page, &head, vocabulary, &footer);
        // Without a source line or a list, readers would make bare URLs links.
        let mut printer = Printer::new(out, &footer.markers).breaking_addresses(!is_export);
        blocks(&mut printer, &page, &guards, footer.markers.has_list)?;
        footer.print(&mut printer, vocabulary)?;
        printer.end()
    }
}

/// Writes the blocks of a page.
fn blocks<W: fmt::Write + ?Sized>(
    printer: &mut Printer<'_, W, Markers>,
    page: &Page<'_>,
    guards: &Guards<'_>,
    has_list: bool,
) -> fmt::Result {
    let mut alternate = false;
    let mut above: Option<&Block> = None;
    for (at, block) in page.blocks.iter().enumerate() {
        let block = block.as_ref();
        printer.next_block()?;
        if !has_list && above.is_some_and(|above| guards.heads_list(above, block)) {
            // A blank paragraph, which readers drop, keeps the block above from being read as the heading of this
            // list.
            printer.raw("&nbsp;")?;
            printer.next_block()?;
        }
        if guards.end_of_head == Some(at) {
            printer.raw("&#32;")?;
            if !matches!(block, Block::Paragraph { .. }) {
                printer.next_block()?;
            }
        }
        printer.escape_colons(guards.escapes_colons(at));
        alternate = !alternate && above.is_some_and(|above| follows_list(above, block));
        printer.block(block, alternate)?;
        above = Some(block);
    }
    printer.escape_colons(false);
    printer.notes()
}
