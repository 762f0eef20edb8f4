//! The head of a page without parts: site, breadcrumb, title and byline among the first blocks.
//!
//! Readers find the head of the article here. Writers of text check with the same rules whether more of their page
//! would be read as head.

use std::borrow::Borrow;

use super::fields::is_short_line;
use super::site;
use crate::grammar::date;
use crate::grammar::escaped::{SPACE, shown};
use crate::grammar::source::is_longer;
use crate::grammar::space::single_spaced;
use crate::label::Vocabulary;
use crate::model::{Block, Inline, Node, Site, Target, inline_text, walk_inlines};
use crate::normal::breadcrumb;

/// How many blocks may be above the line with the site: the page's title and the site's logo.
const ABOVE_SITE: usize = 2;
/// How many blocks below the line with the site may contain the page's name: breadcrumb, rule and title.
const BELOW_SITE: usize = 3;
/// How many blocks are examined: the above, and one with a date below the title.
const HEAD_BLOCKS: usize = ABOVE_SITE + 1 + BELOW_SITE + 1;

/// The site of a page, with the words around its name.
pub(crate) type NamedSite = (Site, Option<String>);

/// The blocks at the start of a page that are its head: logo and the like, site, breadcrumb, a rule, and the title.
#[derive(Debug, Default)]
pub(crate) struct Masthead {
    /// How many blocks are above site and breadcrumb.
    pub(crate) above: usize,
    pub(crate) site: Option<NamedSite>,
    /// The index of the breadcrumb.
    pub(crate) crumbs: Option<usize>,
    /// The index of the block after these, which is the title if there is one.
    pub(crate) end: usize,
    /// Whether that block is the title.
    pub(crate) has_title: bool,
}

impl Masthead {
    /// Finds the head of a page without parts. It ends before a block that is marked as text.
    pub(crate) fn find(page: &[impl Borrow<Block>], vocabulary: &Vocabulary) -> Self {
        let near = page.iter().take(HEAD_BLOCKS).map(Borrow::borrow);
        let near: Vec<&Block> = near.take_while(|block| !is_marked_as_text(block)).collect();
        let mut head = Self::above_title(&near, vocabulary).unwrap_or_default();
        head.has_title = head.is_title_below(&near, vocabulary);
        head
    }

    /// The number of blocks in the head.
    pub(crate) fn len(&self) -> usize {
        self.end + usize::from(self.has_title)
    }

    fn above_title(blocks: &[&Block], vocabulary: &Vocabulary) -> Option<Self> {
        let (above, site) = match find_site(blocks, vocabulary) {
            Some((above, site)) => (above, Some(site)),
            None => (find_crumbs(blocks)?, None),
        };
        let mut end = above + usize::from(site.is_some());
        let is_crumbs = blocks.get(end).is_some_and(|block| match block {
            Block::Paragraph { content } => {
                let is_plain = |inline: &Inline| matches!(inline, Inline::Text { .. });
                let is_named = site.as_ref().is_some_and(|(_, label)| label.is_some());
                let looks = || looks_like_breadcrumb(&inline_text(content));
                is_breadcrumb(content)
                    || is_led_to(content, &blocks[end + 1..])
                    || (is_named && content.iter().all(is_plain) && looks())
            }
            _ => false,
        });
        let crumbs = is_crumbs.then_some(end);
        end += usize::from(is_crumbs);
        end += usize::from(matches!(blocks.get(end), Some(Block::Rule {})));
        Some(Self {
            above,
            site,
            crumbs,
            end,
            has_title: false,
        })
    }

    /// Whether the block below is the title. This may be a heading, also of the second level if it follows the site
    /// or the breadcrumb; the line that the breadcrumb leads to; or, where the site is between dashes as on
    /// WordPress's print pages, a short line above one with a date, such as `Posted By Ada On 01/03/2016`.
    fn is_title_below(&self, blocks: &[&Block], vocabulary: &Vocabulary) -> bool {
        let Some(title) = blocks.get(self.end) else {
            return false;
        };
        let is_led_to = || {
            let crumbs = self.crumbs.map(|at| blocks[at]);
            matches!(crumbs, Some(Block::Paragraph { content })
                if text_of_line(title).is_some_and(|title| leads_to(content, &title)))
        };
        match title {
            Block::Heading { level, .. } if *level <= 1 + u8::from(self.end > 0) => true,
            // Above a byline, the title of a node is one level lower.
            Block::Heading { level: 2, .. } if self.end == 0 => {
                lines_of_byline(&blocks[1..], vocabulary).is_some()
            }
            Block::Paragraph { content } if self.is_between_dashes() && is_short_line(content) => {
                let is_dated = |below: &&Block| {
                    matches!(below, Block::Paragraph { content }
                    if date::find(&inline_text(content)).is_some())
                };
                blocks.get(self.end + 1).is_some_and(is_dated) || is_led_to()
            }
            _ => is_led_to(),
        }
    }

    /// Whether the site is between dashes: all other forms have words around the name.
    fn is_between_dashes(&self) -> bool {
        self.site.as_ref().is_some_and(|(_, label)| label.is_none())
    }
}

/// Finds the line with the site.
fn find_site(blocks: &[&Block], vocabulary: &Vocabulary) -> Option<(usize, NamedSite)> {
    let site_at = |at: usize| match blocks.get(at)? {
        Block::Paragraph { content } => site::site(content, vocabulary, false)
            .or_else(|| Some((site::site_with_address(content)?, None)))
            .or_else(|| {
                site::site_named(
                    content,
                    &text_of_line(blocks[at.checked_sub(1)?])?,
                    vocabulary,
                )
            }),
        _ => None,
    };
    (0..=ABOVE_SITE).find_map(|at| {
        let (site, label) = site_at(at)?;
        let stands_above =
            |block: &&Block| is_logo(block, &site.name) || names_page(block, &blocks[at + 1..]);
        blocks[..at]
            .iter()
            .all(stands_above)
            .then_some((at, (site, label)))
    })
}

/// Finds the breadcrumb of a page without a site: the line below repeats its last name.
fn find_crumbs(blocks: &[&Block]) -> Option<usize> {
    let is_crumbs = |at: &usize| match blocks.get(*at) {
        Some(Block::Paragraph { content }) => is_led_to(content, &blocks[at + 1..]),
        _ => false,
    };
    let at = (0..=ABOVE_SITE).find(is_crumbs)?;
    let stands_above = |block: &&Block| is_logo(block, "") || site::ends_with_address(block);
    blocks[..at].iter().all(stands_above).then_some(at)
}

/// Whether a line is the breadcrumb of a title on the next line below.
fn is_led_to(line: &[Inline], below: &[&Block]) -> bool {
    let title = match below {
        [Block::Rule {}, title, ..] | [title, ..] => text_of_line(title),
        [] => None,
    };
    title.is_some_and(|title| leads_to(line, &title))
}

/// Whether a breadcrumb ends with a title.
pub(crate) fn leads_to(crumbs: &[Inline], title: &str) -> bool {
    // A colon may be escaped in only one of them.
    let crumbs = single_spaced(&shown(&inline_text(crumbs)));
    let title = single_spaced(&shown(title));
    let before = crumbs.strip_suffix(&title).filter(|_| !title.is_empty());
    before.is_some_and(|before| before.trim_end().ends_with(breadcrumb::SEPARATORS))
}

/// Whether a block is the site's logo, which may be above its name: an image, or what browsers print instead, which
/// is the site's name or `[logo.png]`.
fn is_logo(block: &Block, site: &str) -> bool {
    let Block::Paragraph { content } = block else {
        return false;
    };
    let is_image = |inline: &Inline| match inline {
        Inline::Image { .. } => true,
        Inline::Text { text } => text.trim().is_empty(),
        _ => false,
    };
    let stands_in = |text: &str| {
        let inside = text
            .trim()
            .strip_prefix('[')
            .and_then(|text| text.strip_suffix(']'));
        inside.is_some_and(|inside| !inside.contains(['[', ']']))
    };
    let text = inline_text(content);
    content.iter().all(is_image) || text == site || stands_in(&text)
}

/// Whether a block is the title of the page, which converters put at the top: a block below repeats it.
fn names_page(block: &Block, below: &[&Block]) -> bool {
    let Block::Paragraph { content } = block else {
        return false;
    };
    let name = inline_text(content);
    let is_heading = |block: &&Block| matches!(block, Block::Heading { .. });
    let end = below.iter().take(BELOW_SITE).position(is_heading);
    let end = end.map_or(BELOW_SITE.min(below.len()), |heading| heading + 1);
    below[..end]
        .iter()
        .filter_map(|block| text_of_line(block))
        .any(|line| line == name)
}

/// Whether a line is a breadcrumb: it starts with a link and has a separator.
pub(crate) fn is_breadcrumb(line: &[Inline]) -> bool {
    let separates =
        |inline: &Inline| matches!(inline, Inline::Text { text } if text.contains(" > "));
    matches!(line.first(), Some(Inline::Link { .. })) && line.iter().any(separates)
}

/// Whether a line without markup looks like a breadcrumb: names separated by ` > `, none of which is a sentence.
pub(crate) fn looks_like_breadcrumb(text: &str) -> bool {
    /// The maximum length of a name in characters.
    const MAX_NAME_CHARS: usize = 80;
    let mut names = text.split(" > ").map(str::trim);
    let is_name = |name: &str| {
        name.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase())
            && !is_longer(name, MAX_NAME_CHARS)
            && !name.ends_with(['.', '!', '?', ':', ';', ','])
            && !name.contains(['[', '='])
    };
    text.contains(" > ") && names.all(is_name)
}

/// The text of a paragraph or heading.
pub(crate) fn text_of_line(block: &Block) -> Option<String> {
    match block {
        Block::Paragraph { content } | Block::Heading { content, .. } => Some(inline_text(content)),
        _ => None,
    }
}

/// The number of blocks at the start that form a byline, and the author in it.
pub(crate) fn lines_of_byline(
    body: &[impl Borrow<Block>],
    vocabulary: &Vocabulary,
) -> Option<(usize, String)> {
    (1..=2).find_map(|lines| Some((lines, author_of(body.get(..lines)?, vocabulary)?)))
}

/// The author in some blocks, if together they form a byline.
fn author_of(blocks: &[impl Borrow<Block>], vocabulary: &Vocabulary) -> Option<String> {
    let lines = blocks.iter().map(|block| text_of_byline(block.borrow()));
    let lines: Option<Vec<String>> = lines.collect();
    vocabulary
        .author_in_text(&lines?.join(" "))
        .map(str::to_owned)
}

/// The maximum length of a byline in characters. Only those with many categories come close.
const MAX_BYLINE_CHARS: usize = 300;

/// The text of a paragraph that may be a byline: it contains only words, numbered links, which the list of links
/// keeps, and links within the page, to comments that are not printed.
fn text_of_byline(block: &Block) -> Option<String> {
    let Block::Paragraph { content } = block else {
        return None;
    };
    if is_marked_as_text(block) {
        return None;
    }
    let is_plain = |node: Node<'_>| match node {
        Node::Inline(Inline::Link { target, .. }) => match target {
            Target::Listed(_) => true,
            Target::Url(url) => url.starts_with('#'),
        },
        Node::Inline(inline) => !matches!(
            inline,
            Inline::Image { .. } | Inline::Code { .. } | Inline::Note { .. }
        ),
        _ => true,
    };
    let text = inline_text(content);
    (!is_longer(&text, MAX_BYLINE_CHARS) && walk_inlines(content).all(is_plain)).then_some(text)
}

/// Whether an escaped space marks a block as an ordinary paragraph.
fn is_marked_as_text(block: &Block) -> bool {
    let is_escape =
        |inline: &Inline| matches!(inline, Inline::Text { text } if text.contains(SPACE));
    matches!(block, Block::Paragraph { content } if content.iter().any(is_escape))
}
