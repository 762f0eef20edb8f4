//! Takes site, breadcrumb, title and byline from the first blocks of a page without parts.

use super::head;
use super::parts::PageByline;
use crate::grammar::date::DateOrder;
use crate::grammar::escaped::shown;
use crate::grammar::space::single_spaced;
use crate::label::Vocabulary;
use crate::model::{Article, Block, Byline, Inline, inline_text};
use crate::normal::normalize_byline;
use crate::shape::masthead::{Masthead, lines_of_byline, text_of_line};

/// Takes site, breadcrumb and title from the start of a page without parts.
pub(super) fn take_head(article: &mut Article, blocks: &mut Vec<Block>, vocabulary: &Vocabulary) {
    let found = Masthead::find(blocks, vocabulary);
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

/// Takes the only heading of level 1 as the title, wherever it stands, if the title of the page contains its words.
pub(super) fn take_only_heading(article: &mut Article, blocks: &mut Vec<Block>, page_title: &str) {
    let is_first_level = |block: &Block| matches!(block, Block::Heading { level: 1, .. });
    let mut headings = blocks
        .iter()
        .enumerate()
        .filter(|(_, block)| is_first_level(block));
    let (Some((at, heading)), None) = (headings.next(), headings.next()) else {
        return;
    };
    let words = text_of_line(heading).map(|text| single_spaced(&text));
    let names = |words: &String| !words.is_empty() && single_spaced(page_title).contains(words);
    if article.title.is_none() && words.as_ref().is_some_and(names) {
        article.title = line_of(&mut blocks.remove(at));
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
