//! The top of a page without parts: site, breadcrumb and title among its first blocks.

use super::head;
use crate::label::Vocabulary;
use crate::model::{Article, Block, Inline, Site, inline_text};

/// How many blocks may stand above the line with the site: the page's title and the site's logo.
const ABOVE_SITE: usize = 2;
/// How many blocks below the line with the site may name the page: breadcrumb, rule and title.
const BELOW_SITE: usize = 3;

/// Finds site, breadcrumb and title at the start of a page without parts.
pub(crate) fn take_head(article: &mut Article, blocks: &mut Vec<Block>, words: &Vocabulary) {
    let Some((above, site, label)) = find_site(blocks, words) else {
        return take_title(article, blocks, 1);
    };
    let mut at = above + 1;
    article.site = Some(site);
    article.labels.published = label;
    let mut crumb = None;
    if let [Block::Paragraph { content }, below @ ..] = &mut blocks[at..] {
        crumb = last_crumb(content);
        if is_breadcrumb(content, crumb.as_deref(), below) {
            article.breadcrumb = vec![std::mem::take(content)];
            at += 1;
        }
    }
    if matches!(blocks.get(at), Some(Block::Rule {})) {
        at += 1;
    }
    let mut head: Vec<Block> = blocks.drain(..at).collect();
    head.truncate(above);
    take_title(article, blocks, 2);
    if !article.breadcrumb.is_empty() {
        take_title_named(article, blocks, crumb.as_deref());
    }
    let title = article.title.as_deref().map(inline_text);
    head.retain(|block| title.is_none() || text_of_line(block) != title);
    article.footer.extend(head);
}

/// The line with the site, the site in it and its label.
fn find_site(blocks: &[Block], words: &Vocabulary) -> Option<(usize, Site, Option<String>)> {
    let site_at = |at: usize| match blocks.get(at)? {
        Block::Paragraph { content } => head::site(content, words, false)
            .or_else(|| Some((head::site_with_address(content)?, None))),
        _ => None,
    };
    (0..=ABOVE_SITE).find_map(|at| {
        let (site, label) = site_at(at)?;
        let stands_above =
            |block: &Block| is_logo(block, &site.name) || names_page(block, &blocks[at + 1..]);
        blocks[..at]
            .iter()
            .all(stands_above)
            .then_some((at, site, label))
    })
}

/// Whether the line below the site is the breadcrumb: it looks like one, or its last crumb is the line below it.
fn is_breadcrumb(line: &[Inline], last_crumb: Option<&str>, below: &[Block]) -> bool {
    let leads_below = |name: &str| {
        let next = below.iter().find_map(text_of_line);
        next.is_some_and(|next| next == name.trim())
    };
    head::is_breadcrumb(line)
        || (inline_text(line).contains(" > ") && last_crumb.is_some_and(leads_below))
}

/// Whether [`take_head`] looks at nothing that stands below these blocks: a heading ends the head, and so does
/// text below all that may be part of it.
pub(crate) fn is_whole_head(blocks: &[Block]) -> bool {
    match blocks.last() {
        Some(Block::Heading { .. }) => true,
        Some(Block::Paragraph { .. }) => blocks.len() > ABOVE_SITE + 1 + BELOW_SITE,
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

/// The text behind the last separator of a breadcrumb.
pub(super) fn last_crumb(line: &[Inline]) -> Option<String> {
    inline_text(line)
        .rsplit(['>', '›', '»'])
        .next()
        .map(str::to_owned)
}

/// Takes the heading or paragraph at the start as the title if it has this text.
pub(super) fn take_title_named(article: &mut Article, blocks: &mut Vec<Block>, name: Option<&str>) {
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let (None, Some(name)) = (&article.title, name.filter(|name| !name.trim().is_empty())) else {
        return;
    };
    let Some(Block::Heading { content, .. } | Block::Paragraph { content }) = blocks.first_mut()
    else {
        return;
    };
    if words(&inline_text(content)) == words(name) {
        article.title = Some(std::mem::take(content));
        blocks.remove(0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The blocks that the head may be made of, and others.
    fn kinds() -> [Block; 7] {
        let crumb = Inline::link("https://example.org/", vec![Inline::text("Home")]);
        let image = Inline::Image {
            src: "logo.png".to_owned(),
            alt: String::new(),
            title: None,
        };
        [
            Block::paragraph(vec![image]),
            Block::paragraph(vec![Inline::text("Published on Site")]),
            Block::paragraph(vec![crumb, Inline::text(" > News")]),
            Block::paragraph(vec![Inline::text("News")]),
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

    #[test]
    fn nothing_below_a_whole_head_is_looked_at() {
        const LENGTH: u32 = 6;
        let kinds = kinds();
        for mut choice in 0..kinds.len().pow(LENGTH) {
            let mut blocks = Vec::new();
            for _ in 0..LENGTH {
                blocks.push(kinds[choice % kinds.len()].clone());
                choice /= kinds.len();
            }
            let Some(end) = (1..blocks.len()).find(|end| is_whole_head(&blocks[..*end])) else {
                continue;
            };
            let (article, mut rest) = taken(blocks[..end].to_vec());
            rest.extend_from_slice(&blocks[end..]);
            let all = taken(blocks.clone());
            assert_eq!((article, rest), all, "{blocks:?} cut at {end}");
        }
    }
}
