//! Reduces an article to its body.

use liens::Article;
use liens::model::{Inline, Target};

/// The body of an article, with each URL at its link. A marker without words keeps its entry of the list.
pub(super) fn of(article: &Article) -> Article {
    let mut body = Article {
        language: article.language.clone(),
        direction: article.direction,
        body: article.body.clone(),
        links: article.links.clone(),
        ..Article::default()
    };
    let links = std::mem::take(&mut body.links);
    let mut kept = Vec::new();
    let by_number: std::collections::HashMap<u32, usize> =
        links.iter().map(|link| link.number).zip(0..).collect();
    body.for_each_run(|run| {
        for inline in run {
            let Inline::Link {
                content,
                target,
                title,
            } = inline
            else {
                continue;
            };
            let Target::Listed(number) = target else {
                continue;
            };
            let Some(link) = by_number.get(number).and_then(|at| links.get(*at)) else {
                continue;
            };
            if content.is_empty() {
                kept.push(link.number);
            } else {
                *target = Target::Url(link.url.clone());
                if title.is_none() {
                    title.clone_from(&link.title);
                }
            }
        }
    });
    kept.sort_unstable();
    let is_kept = |number: u32| kept.binary_search(&number).is_ok();
    body.links = links
        .into_iter()
        .filter(|link| is_kept(link.number))
        .collect();
    body
}
