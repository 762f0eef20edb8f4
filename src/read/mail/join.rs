//! Joins the articles read from several texts of a message into one.

use std::collections::HashMap;

use crate::model::{Article, Block, Inline, Target};

/// The highest number in an article's list.
pub(super) fn highest(article: &Article) -> u32 {
    let numbers = article.links.iter().map(|link| link.number);
    numbers.max().unwrap_or_default()
}

/// Appends an article to another: its head becomes blocks, and the links of its list get numbers above `taken`.
/// Returns the highest number.
pub(super) fn append(article: &mut Article, mut other: Article, taken: u32) -> u32 {
    let Some(highest) = highest(&other).checked_add(taken) else {
        unlist(&mut other);
        article.body.extend(blocks_of(other));
        return taken;
    };
    for link in &mut other.links {
        link.number += taken;
    }
    for_each_target(&mut other, |target| {
        if let Target::Listed(number) = target {
            *number += taken;
        }
    });
    article.links.append(&mut other.links);
    article.body.extend(blocks_of(other));
    highest
}

/// Replaces numbers of listed links by their URLs.
fn unlist(article: &mut Article) {
    let links = std::mem::take(&mut article.links);
    let urls: HashMap<u32, String> = links
        .into_iter()
        .map(|link| (link.number, link.url))
        .collect();
    for_each_target(article, |target| {
        if let Target::Listed(number) = target {
            *target = Target::Url(urls.get(number).cloned().unwrap_or_default());
        }
    });
}

fn for_each_target(article: &mut Article, mut change: impl FnMut(&mut Target)) {
    article.for_each_run(|run| {
        for inline in run {
            if let Inline::Link { target, .. } = inline {
                change(target);
            }
        }
    });
}

/// Returns everything in an article as blocks.
pub(super) fn blocks_of(article: Article) -> Vec<Block> {
    let mut blocks = Vec::new();
    if let Some(site) = article.site {
        blocks.push(Block::paragraph(vec![Inline::text(site.name)]));
    }
    let crumbs = article.breadcrumb.into_iter().map(Block::paragraph);
    blocks.extend(crumbs);
    blocks.extend(article.title.map(|title| Block::heading(2, title)));
    blocks.extend(
        article
            .byline
            .map(|byline| Block::paragraph(vec![Inline::text(byline.text)])),
    );
    blocks.extend(article.body);
    for comment in article.comments {
        blocks.extend(comment.title.map(|title| Block::heading(3, title)));
        blocks.extend(
            comment
                .byline
                .map(|byline| Block::paragraph(vec![Inline::text(byline.text)])),
        );
        blocks.extend(comment.content);
    }
    blocks.extend(article.footer);
    blocks.extend(
        article
            .source
            .filter(|source| !source.url.is_empty())
            .map(|source| {
                let words = vec![Inline::text(source.url.as_str())];
                Block::paragraph(vec![Inline::link(source.url, words)])
            }),
    );
    blocks
}
