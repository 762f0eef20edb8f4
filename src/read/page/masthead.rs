//! Takes site, breadcrumb, title and byline from the first blocks of a page without parts.

use super::head;
use super::parts::PageByline;
use crate::grammar::date::DateOrder;
use crate::grammar::escaped::shown;
use crate::grammar::space::folded;
use crate::label::Vocabulary;
use crate::model::{Article, Block, Byline, Inline, inline_text};
use crate::normal::normalize_byline;
use crate::shape::masthead::{Masthead, lines_of_byline, text_of_line};

/// How long the lines above a title may be, in bytes: those of a site's header are no text of the article.
const LONGEST_ABOVE_TITLE: usize = 80;

/// The longest stated title that headings are compared with, in bytes: each heading of a page is.
pub(super) const LONGEST_STATED: usize = 1000;

/// Takes site, breadcrumb and title from the start of a page without parts; `titles` are those that the page states.
pub(super) fn take_head(
    article: &mut Article,
    blocks: &mut Vec<Block>,
    titles: &[String],
    vocabulary: &Vocabulary,
) {
    let mut found = Masthead::find(blocks, vocabulary);
    if found.end == 0 && !titles.is_empty() {
        take_stated_title(article, blocks, titles);
        // The page has a title of its own, and these are those of its entries or chapters.
        found.has_title &= headings_of_level(blocks, 1).nth(1).is_none();
    }
    let mut head: Vec<Block> = blocks.drain(..found.end).collect();
    if let Some((site, label)) = found.site {
        article.site = Some(site);
        article.labels.published = label;
    }
    if found.has_title && article.title.is_none() {
        article.title = line_of(&mut blocks.remove(0));
    }
    if let Some(crumbs) = found.crumbs.and_then(|at| line_of(&mut head[at])) {
        article.breadcrumb = vec![crumbs];
    }
    head.truncate(found.above);
    let title = article.title.as_deref().map(inline_text);
    head.retain(|block| title.is_none() || text_of_line(block) != title);
    article.footer.extend(head);
}

/// Takes the heading that one of the stated titles names, or else the only one of the first level below a site's header.
fn take_stated_title(article: &mut Article, blocks: &mut Vec<Block>, titles: &[String]) {
    if article.title.is_some() {
        return;
    }
    let titles = titles.iter().filter(|title| title.len() <= LONGEST_STATED);
    let titles: Vec<_> = titles.map(|title| folded(title)).collect();
    let words_of =
        |at: usize| text_of_line(&blocks[at]).map_or(String::new(), |text| folded(&text));
    let is_title = |at: usize| titles.contains(&words_of(at));
    let named = headings_of_level(blocks, 1).filter(|at| {
        let words = words_of(*at);
        !words.is_empty() && titles.iter().any(|title| title.contains(&words))
    });
    // The other one is the name of the site.
    let named = named.min_by_key(|at| {
        let words = words_of(*at);
        let starts = titles.iter().any(|title| title.starts_with(&words));
        (is_only_link(&blocks[*at]), !is_title(*at), !starts)
    });
    // Below a first-level heading that is only the site's or a menu's, the title is of the second level.
    let below_other = || {
        let other = headings_of_level(blocks, 1).next()?;
        headings_of_level(blocks, 2).find(|at| *at > other && is_title(*at))
    };
    let at = named
        .or_else(below_other)
        .or_else(|| only_below_header(blocks));
    if let Some(at) = at {
        article.title = line_of(&mut blocks.remove(at));
    }
}

fn is_only_link(heading: &Block) -> bool {
    matches!(heading, Block::Heading { content, .. } if matches!(content.as_slice(), [Inline::Link { .. }]))
}

/// Where the headings of a level stand.
fn headings_of_level(blocks: &[Block], wanted: u8) -> impl Iterator<Item = usize> + '_ {
    let is_it =
        move |block: &Block| matches!(block, Block::Heading { level, .. } if *level == wanted);
    (0..blocks.len()).filter(move |at| is_it(&blocks[*at]))
}

/// Where the only heading of the first level stands, if there are only short lines and lists above it.
fn only_below_header(blocks: &[Block]) -> Option<usize> {
    let mut headings = headings_of_level(blocks, 1);
    let (at, None) = (headings.next()?, headings.next()) else {
        return None;
    };
    let is_of_header = |block: &Block| match block {
        Block::Paragraph { content } => {
            let text = inline_text(content);
            text.len() <= LONGEST_ABOVE_TITLE && !text.ends_with(['.', '!', '?', ':', '。'])
        }
        Block::List { .. } | Block::Rule {} => true,
        _ => false,
    };
    blocks[..at].iter().all(is_of_header).then_some(at)
}

/// Takes the content of a paragraph or heading.
fn line_of(block: &mut Block) -> Option<Vec<Inline>> {
    match block {
        Block::Paragraph { content } | Block::Heading { content, .. } => {
            Some(std::mem::take(content))
        }
        _ => None,
    }
}

/// Takes the first block as the title if it is a heading of at most this level.
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

/// Takes the first heading or paragraph as the title if `is_named` recognizes its text.
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

/// Takes the byline from below the title: known words around author and date, in one line or in two, `By Ada` and
/// `Created 29/06/2018 - 14:56`.
pub(super) fn take_byline(
    article: &mut Article,
    vocabulary: &Vocabulary,
    order: Option<DateOrder>,
) {
    if article.title.is_none() || article.byline.is_some() {
        return;
    }
    let Some((lines, author)) = lines_of_byline(&article.body, vocabulary) else {
        return;
    };
    let line = PageByline {
        author: Some(author),
        at: None,
        blocks: article.body[..lines].to_vec(),
    };
    let (byline, links) = head::byline(line, vocabulary, order);
    // Links move to the body with their words. Without these, the rest may no longer be a byline.
    let is_still =
        |byline: &Byline| links.is_empty() || vocabulary.author_in_text(&byline.text).is_some();
    let byline = normalize_byline(byline, vocabulary).filter(is_still);
    if byline.is_some() {
        article.byline = byline;
        article.body.drain(..lines);
        insert_links(&mut article.body, links);
    }
}

/// Puts the numbered links of a byline, if there are any, at the start of the blocks below it.
pub(super) fn insert_links(below: &mut Vec<Block>, links: Vec<Inline>) {
    if !links.is_empty() {
        below.insert(0, Block::paragraph(links));
    }
}

/// Whether two texts have the same words.
pub(super) fn is_same(one: &str, other: &str) -> bool {
    let (one, other) = (shown(one), shown(other));
    !other.trim().is_empty() && one.split_whitespace().eq(other.split_whitespace())
}
