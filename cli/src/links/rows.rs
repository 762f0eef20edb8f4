//! Collects the links of an article, each URL with all its uses.

use std::collections::HashMap;

use liens::Article;
use liens::model::{Block, Inline, Node, Target, inline_text};
use serde::Serialize;
use url::{ParseError, Url};

use super::Kind;

/// A URL of an article, and where it is used. The field names are part of the `--json` interface.
#[derive(Debug, Serialize)]
pub(super) struct Row {
    /// Its number in the list; `None` for an unlisted link.
    pub(super) number: Option<u32>,
    pub(super) url: String,
    pub(super) title: Option<String>,
    pub(super) kind: Kind,
    pub(super) host: Option<String>,
    /// The words of each use, in print order; empty for a marker on its own.
    pub(super) uses: Vec<String>,
    /// Where each use is.
    pub(super) places: Vec<Place>,
}

/// Where a link is used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Place {
    /// The part of the article: title, breadcrumb, body, comments or footer.
    pub(super) part: &'static str,
    /// The heading above it, in the same part.
    pub(super) heading: Option<String>,
}

/// All links: those of the list in its order, then the others in the order of the text.
pub(super) fn of(article: &Article) -> Vec<Row> {
    let own = article.source.as_ref().map(|source| source.url.as_str());
    let row = |number, url: &str, title: Option<&String>| Row {
        number,
        url: url.to_owned(),
        title: title.cloned(),
        kind: kind(number, url, own),
        host: host(url),
        uses: Vec::new(),
        places: Vec::new(),
    };
    let listed = article.links.iter();
    let mut rows: Vec<Row> = listed
        .map(|link| row(Some(link.number), &link.url, link.title.as_ref()))
        .collect();
    let numbers = article.links.iter().map(|link| link.number);
    let by_number: HashMap<u32, usize> = numbers.zip(0..).collect();
    let mut by_url: HashMap<String, usize> = HashMap::new();
    for_each_link(article, &mut |place, link| {
        let Inline::Link { target, title, .. } = link else {
            return;
        };
        let at = match target {
            Target::Listed(number) => by_number.get(number).copied(),
            Target::Url(url) => Some(*by_url.entry(url.clone()).or_insert_with(|| {
                rows.push(row(None, url, title.as_ref()));
                rows.len() - 1
            })),
        };
        if let Some(row) = at.and_then(|at| rows.get_mut(at)) {
            row.uses.push(words(link));
            row.places.push(place.clone());
        }
    });
    rows
}

/// Visits all links of an article, each with its place.
fn for_each_link(article: &Article, visit: &mut dyn FnMut(&Place, &Inline)) {
    let place = |part| Place {
        part,
        heading: None,
    };
    for link in article.title.iter().flatten() {
        in_inline(link, &place("title"), visit);
    }
    for link in article.breadcrumb.iter().flatten() {
        in_inline(link, &place("breadcrumb"), visit);
    }
    in_blocks(&article.body, place("body"), visit);
    for comment in &article.comments {
        for link in comment.title.iter().flatten() {
            in_inline(link, &place("comments"), visit);
        }
        in_blocks(&comment.content, place("comments"), visit);
    }
    in_blocks(&article.footer, place("footer"), visit);
}

fn in_blocks(blocks: &[Block], mut place: Place, visit: &mut dyn FnMut(&Place, &Inline)) {
    for block in blocks {
        for node in block.walk() {
            match node {
                Node::Block(Block::Heading { content, .. }) => {
                    place.heading = Some(one_line(&inline_text(content)));
                }
                Node::Inline(link @ Inline::Link { .. }) => visit(&place, link),
                _ => {}
            }
        }
    }
}

fn in_inline(inline: &Inline, place: &Place, visit: &mut dyn FnMut(&Place, &Inline)) {
    for node in inline.walk() {
        if let Node::Inline(link @ Inline::Link { .. }) = node {
            visit(place, link);
        }
    }
}

/// The words of a link, on one line. For an image, its alternative text.
fn words(link: &Inline) -> String {
    let mut words = String::new();
    for node in link.walk() {
        match node {
            Node::Inline(Inline::Text { text } | Inline::Code { text }) => words.push_str(text),
            Node::Inline(Inline::Image { alt, .. }) => words.push_str(alt),
            Node::Inline(Inline::Break {}) => words.push(' '),
            _ => {}
        }
    }
    one_line(&words)
}

fn one_line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ")
}

fn kind(number: Option<u32>, url: &str, own: Option<&str>) -> Kind {
    let page = |url: &str| url.split('#').next().map(str::to_owned);
    if url.starts_with('#') || url.contains('#') && own.is_some_and(|own| page(own) == page(url)) {
        return Kind::Internal;
    }
    match Url::parse(url) {
        _ if url.trim().is_empty() || url.contains(char::is_whitespace) => Kind::Broken,
        Err(ParseError::RelativeUrlWithoutBase) => Kind::Relative,
        Err(_) => Kind::Broken,
        Ok(found) if has_mistyped_scheme(url, &found) => Kind::Broken,
        Ok(_) if number.is_some() => Kind::Listed,
        Ok(_) => Kind::Inline,
    }
}

/// Whether a web URL lacks one of the slashes after its scheme, which browsers tolerate, or the host after them.
fn has_mistyped_scheme(url: &str, found: &Url) -> bool {
    let is_web = matches!(found.scheme(), "http" | "https" | "ftp");
    is_web && !url[found.scheme().len()..].starts_with("://")
}

fn host(url: &str) -> Option<String> {
    Url::parse(url).ok()?.host_str().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_have_kinds() {
        let own = Some("https://example.org/a");
        for (number, url, expected) in [
            (Some(1), "https://example.org/b", Kind::Listed),
            (None, "https://example.org/b", Kind::Inline),
            (None, "mailto:ana@example.org", Kind::Inline),
            (None, "#notes", Kind::Internal),
            (Some(1), "https://example.org/a#notes", Kind::Internal),
            (Some(1), "https://example.org/a", Kind::Listed),
            (None, "../b.html", Kind::Relative),
            (None, "/b.html#x", Kind::Relative),
            (None, "http:/example.org/b", Kind::Broken),
            (None, "http://", Kind::Broken),
            (None, "http://exa mple.org/", Kind::Broken),
            (None, "", Kind::Broken),
        ] {
            assert_eq!(kind(number, url, own), expected, "{url}");
        }
    }
}
