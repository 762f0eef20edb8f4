//! One article of several that were read one after the other.

use crate::model::{Article, Block, Inline, Target};

/// Puts an article below another: its head as blocks, and the links of its list with numbers that are free.
pub(super) fn append(article: &mut Article, mut other: Article) {
    let free = article
        .links
        .iter()
        .map(|link| link.number)
        .max()
        .unwrap_or_default();
    let is_free = other
        .links
        .iter()
        .all(|link| link.number.checked_add(free).is_some());
    if is_free {
        for link in &mut other.links {
            link.number += free;
        }
    }
    let links: Vec<_> = if is_free {
        std::mem::take(&mut other.links)
    } else {
        Vec::new()
    };
    let listed = std::mem::take(&mut other.links);
    other.for_each_run(|run| {
        for inline in run {
            let Inline::Link { target, .. } = inline else {
                continue;
            };
            if let Target::Listed(number) = target {
                match listed.iter().find(|link| link.number == *number) {
                    Some(link) => *target = Target::Url(link.url.clone()),
                    None => *number = number.saturating_add(free),
                }
            }
        }
    });
    article.links.extend(links);
    article.body.extend(blocks_of(other));
}

/// All of an article as blocks.
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
