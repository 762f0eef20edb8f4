//! The top of a page without parts: site, breadcrumb, title and byline among its first blocks.

use super::fields::is_kept_as_text;
use super::head;
use super::parts::PageByline;
use crate::grammar::date::{self, DateOrder};
use crate::grammar::source::is_longer;
use crate::grammar::space::single_spaced;
use crate::label::Vocabulary;
use crate::model::{Article, Block, Byline, Inline, Node, Site, Target, inline_text, walk_inlines};
use crate::normal::breadcrumb;
use crate::normal::normalize_byline;
use crate::shape::fields::is_short_line;

/// How many blocks may stand above the line with the site: the page's title and the site's logo.
const ABOVE_SITE: usize = 2;
/// How many blocks below the line with the site may name the page: breadcrumb, rule and title.
const BELOW_SITE: usize = 3;
/// How many blocks from the start are looked at, at most.
const HEAD_BLOCKS: usize = ABOVE_SITE + 1 + BELOW_SITE + 1;

/// Finds site, breadcrumb and title at the start of a page without parts. What is kept as text ends it.
pub(crate) fn take_head(article: &mut Article, blocks: &mut Vec<Block>, words: &Vocabulary) {
    let near = &blocks[..blocks.len().min(HEAD_BLOCKS)];
    match near.iter().position(is_kept_as_text) {
        Some(end) => {
            let mut text = blocks.split_off(end);
            take_head_above_text(article, blocks, words);
            blocks.append(&mut text);
        }
        None => take_head_above_text(article, blocks, words),
    }
}

fn take_head_above_text(article: &mut Article, blocks: &mut Vec<Block>, words: &Vocabulary) {
    let Some(top) = Top::find(blocks, words) else {
        let has_byline = blocks.len() > 1 && lines_of_byline(&blocks[1..], words).is_some();
        return take_title(article, blocks, 1 + u8::from(has_byline));
    };
    let mut head: Vec<Block> = blocks.drain(..top.end).collect();
    if let Some((site, label)) = top.site {
        article.site = Some(site);
        article.labels.published = label;
    }
    let crumbs = top.crumbs.and_then(|at| line_of(&mut head[at]));
    head.truncate(top.above);
    take_title(article, blocks, 2);
    if top.is_between_dashes {
        take_title_above_date(article, blocks);
    }
    if let Some(crumbs) = crumbs {
        take_title_named(article, blocks, |title| leads_to(&crumbs, title));
        article.breadcrumb = vec![crumbs];
    }
    let title = article.title.as_deref().map(inline_text);
    head.retain(|block| title.is_none() || text_of_line(block) != title);
    article.footer.extend(head);
}

/// The site of a page, and the words around its name.
type NamedSite = (Site, Option<String>);

/// Where site and breadcrumb stand among the blocks of a page.
struct Top {
    /// How many blocks stand above both.
    above: usize,
    site: Option<NamedSite>,
    /// Whether the site stands between dashes, as WordPress's print pages have it.
    is_between_dashes: bool,
    crumbs: Option<usize>,
    /// Where the title follows.
    end: usize,
}

impl Top {
    fn find(blocks: &[Block], words: &Vocabulary) -> Option<Self> {
        let (above, site) = match find_site(blocks, words) {
            Some((above, site)) => (above, Some(site)),
            None => (find_crumbs(blocks)?, None),
        };
        // Every other line has words around the name.
        let is_between_dashes = site.as_ref().is_some_and(|(_, label)| label.is_none());
        let mut end = above + usize::from(site.is_some());
        let is_crumbs = blocks.get(end).is_some_and(|block| match block {
            Block::Paragraph { content } => {
                let is_plain = |inline: &Inline| matches!(inline, Inline::Text { .. });
                let is_named = site.as_ref().is_some_and(|(_, label)| label.is_some());
                let looks = || head::looks_like_breadcrumb(&inline_text(content));
                head::is_breadcrumb(content)
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
            is_between_dashes,
            crumbs,
            end,
        })
    }
}

/// The line with the site, and the site in it.
fn find_site(blocks: &[Block], words: &Vocabulary) -> Option<(usize, NamedSite)> {
    let site_at = |at: usize| match blocks.get(at)? {
        Block::Paragraph { content } => head::site(content, words, false)
            .or_else(|| Some((head::site_with_address(content)?, None)))
            .or_else(|| {
                head::site_named(content, &text_of_line(&blocks[at.checked_sub(1)?])?, words)
            }),
        _ => None,
    };
    (0..=ABOVE_SITE).find_map(|at| {
        let (site, label) = site_at(at)?;
        let stands_above =
            |block: &Block| is_logo(block, &site.name) || names_page(block, &blocks[at + 1..]);
        blocks[..at]
            .iter()
            .all(stands_above)
            .then_some((at, (site, label)))
    })
}

/// The breadcrumb of a page that names no site: the line below repeats its end.
fn find_crumbs(blocks: &[Block]) -> Option<usize> {
    let is_crumbs = |at: &usize| match blocks.get(*at) {
        Some(Block::Paragraph { content }) => is_led_to(content, &blocks[at + 1..]),
        _ => false,
    };
    let at = (0..=ABOVE_SITE).find(is_crumbs)?;
    let stands_above = |block: &Block| is_logo(block, "") || head::ends_with_address(block);
    blocks[..at].iter().all(stands_above).then_some(at)
}

/// Whether a line is the breadcrumb of the title that is the next line below it.
fn is_led_to(line: &[Inline], below: &[Block]) -> bool {
    let title = match below {
        [Block::Rule {}, title, ..] | [title, ..] => text_of_line(title),
        [] => None,
    };
    title.is_some_and(|title| leads_to(line, &title))
}

/// Whether a breadcrumb ends with a title.
pub(crate) fn leads_to(crumbs: &[Inline], title: &str) -> bool {
    let (crumbs, title) = (single_spaced(&inline_text(crumbs)), single_spaced(title));
    let before = crumbs.strip_suffix(&title).filter(|_| !title.is_empty());
    before.is_some_and(|before| before.trim_end().ends_with(breadcrumb::SEPARATORS))
}

/// Whether [`take_head`] looks at nothing that stands below these blocks: a heading ends the head, and so does
/// text below all that may be part of it.
pub(crate) fn is_whole_head(blocks: &[Block]) -> bool {
    match blocks.last() {
        Some(Block::Heading { .. }) => true,
        Some(Block::Paragraph { .. }) => blocks.len() >= HEAD_BLOCKS,
        _ => false,
    }
}

/// Whether a block is the site's logo, which may stand above its name: an image, or in place of one its
/// name, or what browsers print, `[logo.png]`.
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

/// Whether a block is the title of the page, which converters print above all: the blocks below say so.
fn names_page(block: &Block, below: &[Block]) -> bool {
    let Block::Paragraph { content } = block else {
        return false;
    };
    let name = inline_text(content);
    let is_heading = |block: &Block| matches!(block, Block::Heading { .. });
    let end = below.iter().take(BELOW_SITE).position(is_heading);
    let end = end.map_or(BELOW_SITE.min(below.len()), |heading| heading + 1);
    below[..end]
        .iter()
        .filter_map(text_of_line)
        .any(|line| line == name)
}

/// Takes the line that a paragraph or heading is out of it.
fn line_of(block: &mut Block) -> Option<Vec<Inline>> {
    match block {
        Block::Paragraph { content } | Block::Heading { content, .. } => {
            Some(std::mem::take(content))
        }
        _ => None,
    }
}

/// The text of a paragraph or heading.
fn text_of_line(block: &Block) -> Option<String> {
    match block {
        Block::Paragraph { content } | Block::Heading { content, .. } => Some(inline_text(content)),
        _ => None,
    }
}

/// Takes a heading of at most this level from the start as the title.
pub(super) fn take_title(article: &mut Article, blocks: &mut Vec<Block>, level: u8) {
    if article.title.is_some() {
        return;
    }
    if matches!(blocks.first(), Some(Block::Heading { level: found, .. }) if *found <= level) {
        if let Block::Heading { content, .. } = blocks.remove(0) {
            article.title = Some(content);
        }
    }
}

/// Takes the heading or paragraph at the start as the title if it is the one that is named.
pub(super) fn take_title_named(
    article: &mut Article,
    blocks: &mut Vec<Block>,
    is_named: impl Fn(&str) -> bool,
) {
    let first = blocks.first().and_then(text_of_line);
    if article.title.is_none() && first.is_some_and(|first| is_named(&first)) {
        article.title = line_of(&mut blocks.remove(0));
    }
}

/// Takes the short line at the start as the title if the line below has a date, like `Posted By Ada On 01/03/2016`.
fn take_title_above_date(article: &mut Article, blocks: &mut Vec<Block>) {
    let [
        Block::Paragraph { content: title },
        Block::Paragraph { content: byline },
        ..,
    ] = blocks.as_slice()
    else {
        return;
    };
    if is_short_line(title) && date::find(&inline_text(byline)).is_some() {
        take_title_named(article, blocks, |_| true);
    }
}

/// Takes the byline from below the title: a line of known words around author and date, or two, `By Ada` and
/// `Created 29/06/2018 - 14:56`.
pub(crate) fn take_byline(article: &mut Article, words: &Vocabulary, order: Option<DateOrder>) {
    if article.title.is_none() || article.byline.is_some() {
        return;
    }
    let Some((lines, author)) = lines_of_byline(&article.body, words) else {
        return;
    };
    let line = PageByline {
        author: Some(author),
        at: None,
        blocks: article.body[..lines].to_vec(),
    };
    let (byline, links) = head::byline(line, words, order);
    // Links go to the body, and with them words that may have been needed.
    let is_still =
        |byline: &Byline| links.is_empty() || words.author_in_text(&byline.text).is_some();
    let byline = normalize_byline(byline, words).filter(is_still);
    if byline.is_some() {
        article.byline = byline;
        article.body.drain(..lines);
        insert_links(&mut article.body, links);
    }
}

/// How many blocks at the start are a byline, and the author whom they name.
pub(crate) fn lines_of_byline(body: &[Block], words: &Vocabulary) -> Option<(usize, String)> {
    (1..=2).find_map(|lines| Some((lines, author_of(body.get(..lines)?, words)?)))
}

/// The author whom these blocks name, if together they are a byline.
fn author_of(blocks: &[Block], words: &Vocabulary) -> Option<String> {
    let lines: Option<Vec<String>> = blocks.iter().map(text_of_byline).collect();
    words.author_in_text(&lines?.join(" ")).map(str::to_owned)
}

/// The most characters of a byline: longer ones have many categories at most.
const BYLINE_CHARS: usize = 300;

/// The text of a paragraph that may be a byline: it has only words, numbered links, which are kept elsewhere, and links
/// within the page, to comments that it does not print.
fn text_of_byline(block: &Block) -> Option<String> {
    let Block::Paragraph { content } = block else {
        return None;
    };
    if is_kept_as_text(block) {
        return None;
    }
    let is_plain = |node: Node<'_>| match node {
        Node::Inline(Inline::Link { target, .. }) => match target {
            Target::Listed(_) => true,
            Target::Url(url) => url.starts_with('#'),
        },
        Node::Inline(inline) => !matches!(inline, Inline::Image { .. } | Inline::Code { .. }),
        _ => true,
    };
    let text = inline_text(content);
    (!is_longer(&text, BYLINE_CHARS) && walk_inlines(content).all(is_plain)).then_some(text)
}

/// Puts the numbered links of a byline, if there are any, above what stands below it.
pub(super) fn insert_links(below: &mut Vec<Block>, links: Vec<Inline>) {
    if !links.is_empty() {
        below.insert(0, Block::paragraph(links));
    }
}

/// Whether two texts have the same words.
pub(super) fn is_same(one: &str, other: &str) -> bool {
    !other.trim().is_empty() && one.split_whitespace().eq(other.split_whitespace())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The blocks that the head may be made of, and others.
    fn kinds() -> Vec<Block> {
        let crumb = Inline::link("https://example.org/", vec![Inline::text("Home")]);
        let image = Inline::Image {
            src: "logo.png".to_owned(),
            alt: String::new(),
            title: None,
        };
        let line = |text| Block::paragraph(vec![Inline::text(text)]);
        vec![
            Block::paragraph(vec![image]),
            line("Published on Site"),
            line("Site"),
            line("Taken from Site (https://example.org/)"),
            line("- Site - https://example.org/ -"),
            Block::paragraph(vec![crumb, Inline::text(" > News")]),
            line("Home > News"),
            line("News"),
            line("Posted By Ada On 01/03/2016"),
            Block::heading(2, vec![Inline::text("News")]),
            Block::Rule {},
            Block::Quote {
                content: Vec::new(),
            },
        ]
    }

    fn taken(mut blocks: Vec<Block>) -> (Article, Vec<Block>) {
        let mut article = Article::default();
        take_head(&mut article, &mut blocks, &Vocabulary::default());
        (article, blocks)
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 20_000, ..ProptestConfig::default() })]

        #[test]
        fn nothing_below_a_whole_head_is_looked_at(blocks in prop::collection::vec(prop::sample::select(kinds()), 10)) {
            if let Some(end) = (1..blocks.len()).find(|end| is_whole_head(&blocks[..*end])) {
                let (article, mut rest) = taken(blocks[..end].to_vec());
                rest.extend_from_slice(&blocks[end..]);
                prop_assert_eq!((article, rest), taken(blocks));
            }
        }
    }
}
