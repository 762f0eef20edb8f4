//! The truth about a page of the oracle, and how well an article tells it.

use std::collections::HashSet;

use liens::model::{Article, Block, Inline, Link, Node, Stamp, StampKind, Target};
use serde_json::Value;

/// What is scored, in the order of the table.
pub(crate) const SHARES: [&str; 7] = ["table", "marks", "source", "stamp", "at", "clean", "title"];

/// For each share, how much of how much is right.
pub(crate) type Score = [(usize, usize); SHARES.len()];

/// Scores an article. Where the form shows no links, their numbers are what counts.
pub(crate) fn score(article: &Article, truth: &Value, shows_links: bool) -> Score {
    let once = |right: Option<bool>| right.map_or((0, 0), |right| (usize::from(right), 1));
    let readable = |what: &str| !list(truth, "unreadable").iter().any(|odd| odd == what);
    let source = is_source_right(article, truth);
    let stamp = truth.get("date_printed").filter(|date| !date.is_null());
    let found = article
        .source
        .as_ref()
        .and_then(|source| source.stamp.as_ref());
    [
        once(readable("table").then(|| listed(&article.links) == listed_in(truth))),
        if readable("marks") {
            marks(article, truth, shows_links)
        } else {
            (0, 0)
        },
        once(Some(source)),
        once(stamp.map(|date| found.is_some_and(|found| is_stamp(found, date)))),
        once(stamp.and_then(|date| is_moment(found?, date, truth))),
        once(Some(is_clean(article, truth))),
        once(is_title_right(article, truth)),
    ]
}

/// Whether the title is right, of pages that have one of their own.
fn is_title_right(article: &Article, truth: &Value) -> Option<bool> {
    let is_article = matches!(text(truth, "kind"), "node" | "post");
    let title = truth
        .get("title")
        .and_then(Value::as_str)
        .filter(|title| !title.is_empty())?;
    let is_readable = !list(truth, "unreadable").iter().any(|odd| odd == "title");
    let letters = |text: &str| {
        text.chars()
            .filter(|c| c.is_alphanumeric())
            .collect::<String>()
    };
    let found: String = article
        .title
        .iter()
        .flatten()
        .flat_map(Inline::walk)
        .map(|node| match node {
            Node::Inline(Inline::Text { text } | Inline::Code { text }) => text.as_str(),
            _ => "",
        })
        .collect();
    (is_article && is_readable).then(|| letters(&found) == letters(title))
}

fn listed(links: &[Link]) -> Vec<(u64, String)> {
    links
        .iter()
        .map(|link| (link.number.into(), squeezed(&link.url)))
        .collect()
}

fn listed_in(truth: &Value) -> Vec<(u64, String)> {
    let entry = |entry: &Value| (number(entry), squeezed(text(entry, "true_url")));
    list(truth, "url_list").iter().map(entry).collect()
}

/// How many numbered links are in place, with their words where the form shows them, in order. Comments
/// may come first.
fn marks(article: &Article, truth: &Value, shows_links: bool) -> (usize, usize) {
    let seen = |(number, words): (u64, String)| match shows_links {
        true => (number, words),
        false => (number, String::new()),
    };
    let wanted: Vec<_> = anchors(truth).into_iter().map(seen).collect();
    let (sheet, comments) = (sheet(article), comments(article));
    let orders = [[&sheet, &comments], [&comments, &sheet]].map(|order| {
        let nodes = order.into_iter().flatten();
        nodes
            .filter_map(|inline| marked(inline))
            .map(seen)
            .collect::<Vec<_>>()
    });
    let right = orders.iter().map(|found| matching(&wanted, found)).max();
    (right.unwrap_or(0), wanted.len().max(orders[0].len()))
}

/// The links of the truth that have an entry: number and words.
fn anchors(truth: &Value) -> Vec<(u64, String)> {
    let numbers: HashSet<u64> = list(truth, "url_list").iter().map(number).collect();
    list(truth, "anchors_in_order")
        .iter()
        .filter(|anchor| numbers.contains(&number(anchor)))
        .map(|anchor| {
            let words = without_tags(text(anchor, "text_html"));
            (number(anchor), bare(&words))
        })
        .collect()
}

/// Of the numbered links with words, how many have the right ones; and the words of the others.
pub(crate) fn known_words(article: &Article, truth: &Value) -> (usize, Vec<String>) {
    let anchors: HashSet<_> = anchors(truth).into_iter().collect();
    let nodes = sheet(article).into_iter().chain(comments(article));
    let (right, wrong): (Vec<_>, Vec<_>) = nodes
        .filter_map(|node| marked(&node))
        .filter(|(_, words)| !words.is_empty())
        .partition(|link| anchors.contains(link));
    let show = |(number, words): (u64, String)| format!("[{number}] {words}");
    (right.len(), wrong.into_iter().map(show).collect())
}

/// The inlines of title, body and footer, at any depth.
fn sheet(article: &Article) -> Vec<Node<'_>> {
    let title = article.title.iter().flatten().flat_map(Inline::walk);
    let blocks = article.body.iter().chain(&article.footer);
    title.chain(blocks.flat_map(Block::walk)).collect()
}

fn comments(article: &Article) -> Vec<Node<'_>> {
    let nodes = article.comments.iter().flat_map(|comment| {
        let title = comment.title.iter().flatten().flat_map(Inline::walk);
        title.chain(comment.content.iter().flat_map(Block::walk))
    });
    nodes.collect()
}

fn marked(node: &Node<'_>) -> Option<(u64, String)> {
    match node {
        Node::Inline(Inline::Link {
            content,
            target: Target::Listed(number),
            ..
        }) => {
            let nodes: Vec<_> = content.iter().flat_map(Inline::walk).collect();
            Some(((*number).into(), bare(&words_of(&nodes))))
        }
        _ => None,
    }
}

fn words_of(nodes: &[Node<'_>]) -> String {
    let word = |node: &Node<'_>| match node {
        Node::Inline(Inline::Text { text } | Inline::Code { text }) => text.clone(),
        Node::Block(Block::CodeBlock { text, .. }) => format!(" {text}"),
        Node::Block(_) | Node::Inline(Inline::Break {}) => " ".into(),
        Node::Inline(_) => String::new(),
    };
    nodes.iter().map(word).collect()
}

fn is_source_right(article: &Article, truth: &Value) -> bool {
    let found = article
        .source
        .as_ref()
        .map(|source| without_comment(&source.url));
    let canonical = text(truth, "canonical_url");
    let printed = truth["source_url_printed"]
        .as_str()
        .filter(|url| !url.is_empty());
    let is_wordpress = text(truth, "generator").contains("WP-Print");
    match printed.or(is_wordpress.then_some(canonical)) {
        Some(printed) => found == Some(without_comment(printed)),
        None => found.is_none_or(|found| found == without_comment(canonical)),
    }
}

fn without_comment(url: &str) -> &str {
    match url.rsplit_once("#comment-") {
        Some((page, id)) if !id.contains(char::is_whitespace) => page,
        _ => url,
    }
}

fn is_stamp(found: &Stamp, date: &Value) -> bool {
    let kind = match found.kind {
        StampKind::Modified => "modified",
        StampKind::Retrieved => "retrieved",
        StampKind::Unknown => "unknown",
    };
    squeezed(&found.text) == squeezed(text(date, "text")) && kind == text(date, "meaning")
}

/// Whether the moment claimed for a modified stamp is right, to the minute.
fn is_moment(found: &Stamp, date: &Value, truth: &Value) -> Option<bool> {
    let at = found.at?.to_string();
    let changed = text(truth.get("changed")?, "iso");
    (text(date, "meaning") == "modified").then(|| at.get(..16) == changed.get(..16))
}

/// Whether no line of the list is left in the prose.
fn is_clean(article: &Article, truth: &Value) -> bool {
    let prose = squeezed(&(words_of(&sheet(article)) + " " + &words_of(&comments(article))));
    let mut entries = listed_in(truth).into_iter();
    !entries.any(|(number, url)| prose.contains(&format!("[{number}] {url}")))
}

// ---- JSON and text

fn list<'a>(value: &'a Value, name: &str) -> &'a [Value] {
    value[name].as_array().map_or(&[], Vec::as_slice)
}

fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value[name].as_str().unwrap_or_default()
}

fn number(value: &Value) -> u64 {
    value["number"].as_u64().unwrap_or(0)
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text without what Markdown may have added or taken.
fn bare(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace() && !"*_`\\".contains(*c))
        .collect()
}

fn without_tags(html: &str) -> String {
    let mut text = String::new();
    for piece in html.split_inclusive('>') {
        text.push_str(piece.split_once('<').map_or(piece, |(before, _)| before));
    }
    htmlize::unescape(&text).into_owned()
}

/// How many elements two sequences share in order, as Python's `difflib` counts them: the longest
/// common run, and so on at both sides of it.
fn matching<T: PartialEq>(a: &[T], b: &[T]) -> usize {
    let mut best = (0, 0, 0);
    let mut row = vec![0; b.len() + 1];
    for (i, x) in a.iter().enumerate() {
        let mut above = 0;
        for (j, y) in b.iter().enumerate() {
            let run = if x == y { above + 1 } else { 0 };
            above = std::mem::replace(&mut row[j + 1], run);
            if run > best.2 {
                best = (i + 1 - run, j + 1 - run, run);
            }
        }
    }
    let (i, j, length) = best;
    match length {
        0 => 0,
        _ => matching(&a[..i], &b[..j]) + length + matching(&a[i + length..], &b[j + length..]),
    }
}
