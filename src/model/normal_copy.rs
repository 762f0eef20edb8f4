//! A copy of any article that writers can rely on.

use super::{Article, Block, Inline, MAX_DEPTH};

impl Article {
    /// A copy in normal form that nests no deeper than [`MAX_DEPTH`]. Of an article made by hand that nests
    /// deeper, words, source and table are kept.
    pub(crate) fn to_normal_form(&self) -> Self {
        let mut copy = if is_too_deep(self) {
            words_only(self)
        } else {
            self.clone()
        };
        copy.normalize();
        copy
    }
}

/// Whether an article nests deeper than well-formed ones.
fn is_too_deep(article: &Article) -> bool {
    let mut walk = article.walk();
    while walk.next().is_some() {
        if walk.depth() > MAX_DEPTH {
            return true;
        }
    }
    false
}

/// The words of an article, a paragraph for each line, with its source and table.
fn words_only(article: &Article) -> Article {
    let words = article.plain_text();
    let paragraph = |line: &str| Block::paragraph(vec![Inline::text(line)]);
    Article {
        body: words.lines().map(paragraph).collect(),
        source: article.source.clone(),
        links: article.links.clone(),
        labels: article.labels.clone(),
        ..Article::default()
    }
}
