//! What must not get lost: in reading, the words of the page; in writing, the article.

use html5ever::tendril::TendrilSink;
use liens::model::{Article, Inline, Metadata, Node, Target};
use liens::read;
use liens::write::{Json, PrintHtml, PrintText, Render};
use markup5ever_rcdom::{Handle, NodeData, RcDom};

use super::safe::HARMLESS;
use super::{assert_safe, lenient, print_text};

/// Every form in which an article in normal form is written reads back as promised, and what is written is safe.
pub(crate) fn kept(mut article: Article) {
    json(&article);
    assert_safe(&article);
    let broken = print_text::broken(&article, &super::all());
    assert_eq!(
        broken,
        None,
        "of {}",
        Json::default().render_to_string(&article)
    );
    match reach(&article) {
        Reach::Harmless => {}
        // Reading a page makes them absolute, where the page has a source.
        Reach::Relative => {
            let page = PrintHtml::default().render_to_string(&article);
            article = lenient(&page, read::html::read);
        }
        // Pages show what must not be followed as text.
        Reach::Harmful => return,
    }
    print_html(&article);
}

/// A JSON document reads back equal.
pub(crate) fn json(article: &Article) {
    let document = Json::default().render_to_string(article);
    let reading = read::json::read(&document, &super::all()).expect("what was written");
    assert!(
        reading.article == *article,
        "JSON reads back otherwise: {document}"
    );
}

/// The exporter's page reads back equal, but for further metadata, which it has no place for.
fn print_html(article: &Article) {
    let page = PrintHtml::default().render_to_string(article);
    let again = lenient(&page, read::html::read);
    let printed = Article {
        metadata: Metadata::default(),
        ..article.clone()
    };
    assert_same(&again, &printed, &page, article);
}

/// Fails with both articles and with the one that was written, as a regression file holds it.
fn assert_same(read: &Article, expected: &Article, written: &str, of: &Article) {
    assert!(
        read == expected,
        "read back\n{read:?}\nbut expected\n{expected:?}\nfrom\n{written}\nthat was written of\n{}",
        Json::default().render_to_string(of)
    );
}

/// Where the unlisted addresses of an article lead, the worst of them.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Reach {
    Harmless,
    Relative,
    Harmful,
}

fn reach(article: &Article) -> Reach {
    let reach = |url: &str| match url::Url::parse(url) {
        Err(_) => Reach::Relative,
        Ok(url) if HARMLESS.contains(&url.scheme()) => Reach::Harmless,
        Ok(_) => Reach::Harmful,
    };
    let reaches = article.walk().filter_map(|node| match node {
        Node::Inline(Inline::Link {
            target: Target::Url(url),
            ..
        }) => Some(reach(url)),
        Node::Inline(Inline::Image { src, .. }) => Some(reach(src)),
        _ => None,
    });
    reaches.max().unwrap_or(Reach::Harmless)
}

// ---- words

/// Elements whose text nobody sees, or that stands there only for programs that cannot show something else.
const UNSEEN: &[&str] = &[
    "head", "title", "script", "style", "template", "textarea", "select", "datalist", "noframes",
    "noscript", "noembed", "iframe", "object", "video", "audio", "svg", "math", "rp",
];
/// Classes of what is on a page for other purposes.
const UNSEEN_CLASSES: &[&str] = &["rdf-meta", "element-hidden", "print-site_name"];
/// The words of exporters, which are no words of an article: what is quoted in the table of labels, and others.
const LABELS: &str = include_str!("../../../src/label/table.rs");
const EXPORTERS: &str = "Article printed from URL to article target";
/// The names of front matter, which JSON has in small letters.
const METADATA: &str = "Title Author Date Category Tags Slug Summary Modified Status Lang URL Source Published Time Markdown Content";

/// Every word that a browser shows of a page is somewhere in the article.
pub(crate) fn words_of_html(page: &str, article: &Article) {
    let have = everything(article);
    each_node(&parse(page), |node| {
        if let NodeData::Text { contents } = &node.data {
            assert_words(&contents.borrow(), &have, page);
        }
    });
}

/// Every word of a text is somewhere in the article; nothing is said of markup here, so only words of letters
/// count that no markup contains.
pub(crate) fn words_of_text(page: &str, article: &Article) {
    if !page.contains(['<', '&', '`', '\\', ']', '|', '~', '[', '\0']) {
        assert_words(page, &everything(article), page);
    }
}

/// Letters in a row are in the article in a row.
fn assert_words(text: &str, have: &str, page: &str) {
    for word in text.split(|c: char| !c.is_alphabetic()) {
        assert!(
            have.contains(word),
            "the page's word {word:?} is lost: {page}\n{have}"
        );
    }
}

/// All that an article says, with the words that its page would print around it.
fn everything(article: &Article) -> String {
    let labels = LABELS.split('"').skip(1).step_by(2);
    let mut everything: String = labels.chain([EXPORTERS, METADATA]).collect();
    everything.push_str(&article.plain_text());
    everything.push_str(&PrintText::default().render_to_string(article));
    everything.push_str(&Json::default().render_to_string(article));
    everything
}

// ---- trees

pub(crate) fn parse(page: &str) -> Handle {
    let dom = html5ever::parse_document(RcDom::default(), Default::default());
    dom.one(page).document
}

/// Visits the nodes of a tree that a browser shows, in order.
pub(crate) fn each_node(root: &Handle, mut visit: impl FnMut(&Handle)) {
    let mut open = vec![root.clone()];
    while let Some(node) = open.pop() {
        visit(&node);
        open.extend(
            node.children
                .borrow()
                .iter()
                .rev()
                .filter(|child| is_seen(child))
                .cloned(),
        );
    }
}

fn is_seen(node: &Handle) -> bool {
    let NodeData::Element { name, attrs, .. } = &node.data else {
        return true;
    };
    let is_unseen = |attribute: &html5ever::Attribute| match &*attribute.name.local {
        "hidden" => true,
        // What a style hides may show some of what it holds again; that nothing of it is lost has cases of its own.
        "style" => {
            let style = attribute.value.replace(char::is_whitespace, "");
            style.contains("display:none") || style.contains("visibility:hidden")
        }
        "class" => attribute
            .value
            .split_ascii_whitespace()
            .any(|class| UNSEEN_CLASSES.contains(&class)),
        _ => false,
    };
    let is_closed = &*name.local == "dialog"
        && !attrs
            .borrow()
            .iter()
            .any(|attribute| &*attribute.name.local == "open");
    !is_closed && !UNSEEN.contains(&&*name.local) && !attrs.borrow().iter().any(is_unseen)
}
