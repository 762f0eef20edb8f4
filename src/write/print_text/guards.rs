//! Escapes that keep ordinary blocks from being read as parts of the print export.
//!
//! In text, only words and position identify a breadcrumb, a byline, a field or the source line. Two escapes mark a
//! paragraph as plain text: if it starts with an escaped space, `&#32;`, it ends the head; and an escaped colon,
//! `\\:`, does not end a label. The reader's own rules of shape decide which paragraphs need them, so few do. They
//! look only at the blocks of the page, so that a page that is read and written again gets the same escapes.

use super::footer::Footer;
use super::head::Head;
use crate::grammar::source::may_have_colon;
use crate::label::{Part, Vocabulary, retrieved_from};
use crate::model::{Block, Inline, Node, Target, inline_text, walk_inlines};
use crate::normal::{labels, roundtrip};
use crate::shape::fields::{field_zones, is_labelled};
use crate::shape::masthead::{Masthead, lines_of_byline};
use crate::write::commonmark::{Page, starts_as_metadata};

pub(super) struct Guards<'a> {
    vocabulary: &'a Vocabulary,
    /// The block that gets an escaped space, so that neither it nor anything below it is read as part of the head.
    pub(super) end_of_head: Option<usize>,
    /// For each block, whether its colons are escaped so as not to end a label.
    colons: Vec<bool>,
}

impl<'a> Guards<'a> {
    /// The escapes that the blocks of a page need. Readers look for fields in print exports only.
    pub(super) fn of(
        page: &Page<'_>,
        head: &Head<'_>,
        vocabulary: &'a Vocabulary,
        footer: &Footer<'_>,
    ) -> Self {
        let (end_of_head, body) = end_of_head(page, head, vocabulary);
        Self {
            vocabulary,
            end_of_head,
            colons: colons(page, body, vocabulary, footer),
        }
    }

    pub(super) fn escapes_colons(&self, at: usize) -> bool {
        self.colons[at]
    }

    /// Whether a list would be read as the list of links, since the block above looks like its heading.
    pub(super) fn heads_list(&self, above: &Block, block: &Block) -> bool {
        let (Block::Paragraph { content } | Block::Heading { content, .. }) = above else {
            return false;
        };
        matches!(block, Block::List { start: Some(1), .. })
            && self
                .vocabulary
                .knows(Part::Links, &words_beside_images(content))
    }
}

// ---- head

/// The block that needs an escaped space to end the head, if any, and how many blocks are then read as the head.
fn end_of_head(
    page: &Page<'_>,
    head: &Head<'_>,
    vocabulary: &Vocabulary,
) -> (Option<usize>, usize) {
    let blocks = page.blocks.as_slice();
    if blocks.first().is_some_and(|first| starts_with_tag(first)) {
        return (Some(0), 0);
    }
    let byline = usize::from(head.article.byline.is_some());
    let found = Masthead::find(blocks, vocabulary);
    let length = found.len();
    if length == 0 || head.is_read_as(&found, blocks[found.end.min(blocks.len() - 1)].as_ref()) {
        let lines = lines_of_byline(&blocks[length..], vocabulary).map_or(0, |(lines, _)| lines);
        let takes_more = found.has_title && lines > byline;
        return (takes_more.then(|| length + lines - 1), length);
    }
    let length = head.lines + usize::from(head.article.title.is_some());
    let found = Masthead::find(&blocks[..length], vocabulary);
    if found.len() != length
        || !head.is_read_as(&found, blocks[found.end.min(blocks.len() - 1)].as_ref())
    {
        return (Some(0), 0);
    }
    let below = &blocks[length..blocks.len().min(length + byline)];
    let has_byline = found.has_title && lines_of_byline(below, vocabulary).is_some();
    (Some(length + usize::from(has_byline)), length)
}

impl Head<'_> {
    /// Whether readers would find exactly the head that is printed; `title` is the block in the title's place.
    fn is_read_as(&self, found: &Masthead, title: &Block) -> bool {
        let is_same_site = match (&found.site, &self.article.site) {
            (Some((found, Some(label))), Some(site)) => {
                found == site && labels::with_slot(label) == labels::published(self.article)
            }
            (None, None) => true,
            _ => false,
        };
        let crumbs = self.has_crumbs.then(|| self.lines - 1);
        is_same_site
            && (found.above, found.end, found.crumbs) == (0, self.lines, crumbs)
            && (!found.has_title || matches!(title, Block::Heading { level: 1, .. }))
    }
}

/// Whether the block at the start of the page starts with a tag, which would make the page look like HTML.
fn starts_with_tag(block: &Block) -> bool {
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

// ---- labels

/// For each block, whether it has a colon that would end a label: that of the source line, or of a field where
/// readers look for fields. The body starts at `body`.
fn colons(page: &Page<'_>, body: usize, vocabulary: &Vocabulary, footer: &Footer<'_>) -> Vec<bool> {
    let blocks = page.blocks.iter();
    let mut colons: Vec<bool> = blocks
        .map(|block| is_of_footer(block, vocabulary))
        .collect();
    if let Some(first) = colons.first_mut() {
        *first |= starts_as_metadata(&page.blocks) && !page.fields.contains(&0);
    }
    if footer.is_list_alone() {
        let last = last_with_words(page);
        let above_list = last.filter(|at| is_source_above_list(&page.blocks[*at], vocabulary));
        if let Some(at) = above_list {
            colons[at] = true;
        }
    }
    if !footer.shows_export() {
        return colons;
    }
    // From the end upwards, since a block that is kept from being a field counts as a closing line for the blocks
    // above.
    field_zones(&page.blocks[body..], |at| {
        let at = body + at;
        let would_be = !colons[at] && is_labelled(&page.blocks[at]);
        let is_field = page.fields.binary_search(&at).is_ok();
        colons[at] |= would_be && !is_field;
        would_be && is_field
    });
    colons
}

/// Whether a paragraph would be read as the source line or the line with the site if it stood at the end, or as a
/// quoted line of the head.
fn is_of_footer(block: &Block, vocabulary: &Vocabulary) -> bool {
    let content = match block {
        Block::Paragraph { content } => content,
        Block::Quote { content } => return is_quoted_source(content, vocabulary),
        _ => return false,
    };
    let names_site = || {
        let text = inline_text(content).replace('\n', " ");
        roundtrip::printed_from(&text, vocabulary).is_some()
    };
    let has_colon = |node: Node<'_>| match node {
        Node::Inline(Inline::Text { text } | Inline::Code { text }) => may_have_colon(text),
        Node::Inline(Inline::Image { alt, .. }) => may_have_colon(alt),
        _ => false,
    };
    let mut lines = content.split(|inline| *inline == Inline::Break {});
    lines.any(|line| is_source(line, vocabulary))
        || (walk_inlines(content).any(has_colon) && names_site())
}

/// The last block above the footer that is not a rule.
fn last_with_words(page: &Page<'_>) -> Option<usize> {
    let mut blocks = page.blocks.iter();
    blocks.rposition(|block| !matches!(block.as_ref(), Block::Rule {}))
}

/// Whether the last lines of a paragraph would be read as the source line right above a list, where readers accept
/// any label.
fn is_source_above_list(block: &Block, vocabulary: &Vocabulary) -> bool {
    /// The most printed lines that a source line may take.
    const LINES: usize = 5;
    let Block::Paragraph { content } = block else {
        return false;
    };
    let ends = (0..content.len()).rev();
    let breaks = ends.filter(|at| content[*at] == Inline::Break {});
    let starts = breaks.map(|at| at + 1).chain([0]).take(LINES);
    starts.into_iter().any(|start| {
        let line = words_beside_images(&content[start..]);
        let found = vocabulary.labelled_line(&line);
        found.is_some_and(|found| found.is_source(true, true))
    })
}

fn is_quoted_source(blocks: &[Block], vocabulary: &Vocabulary) -> bool {
    let [Block::Paragraph { content }] = blocks else {
        return false;
    };
    vocabulary
        .labelled_line(&words_beside_images(content))
        .is_some_and(|found| found.is_known)
}

fn is_source(line: &[Inline], vocabulary: &Vocabulary) -> bool {
    let is_strong = |inline: &Inline| matches!(inline, Inline::Strong { .. });
    let text = words_beside_images(line);
    if retrieved_from(text.trim()).is_some() {
        return true;
    }
    vocabulary
        .labelled_line(&text)
        .is_some_and(|found| found.announces_source() || line.iter().any(is_strong))
}

/// The words of a line without the alternative text of images, which readers ignore in a footer.
fn words_beside_images(line: &[Inline]) -> String {
    let words = walk_inlines(line).filter_map(|node| match node {
        Node::Inline(Inline::Text { text } | Inline::Code { text }) => Some(text.as_str()),
        Node::Inline(Inline::Break {}) => Some(" "),
        _ => None,
    });
    words.collect()
}
