//! Our tree next to that of html5ever's own sink.

use std::fs;
use std::path::Path;

use ::html5ever::tendril::TendrilSink;
use ::html5ever::tokenizer::TokenizerOpts;
use ::html5ever::tree_builder::TreeBuilderOpts;
use ::html5ever::{Attribute, QualName};
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use super::dom::{Content, Elements};
use super::tokens::parse;
use crate::limits::Limits;

/// The tree that html5ever's own sink builds, a line for each node.
fn reference(html: &str) -> Vec<String> {
    let options = ::html5ever::ParseOpts {
        tree_builder: TreeBuilderOpts {
            scripting_enabled: false,
            ..TreeBuilderOpts::default()
        },
        // It would drop the mark after each script too, where it goes on with the page.
        tokenizer: TokenizerOpts {
            discard_bom: false,
            ..TokenizerOpts::default()
        },
    };
    let html = html.strip_prefix('\u{feff}').unwrap_or(html);
    let dom = ::html5ever::parse_document(RcDom::default(), options).one(html);
    let mut lines = Vec::new();
    let mut open: Vec<(usize, Handle)> = vec![(0, dom.document.clone())];
    while let Some((depth, node)) = open.pop() {
        match &node.data {
            NodeData::Element { name, attrs, .. } => {
                let attributes = attrs.borrow();
                lines.push(element_line(depth, name, &attributes));
            }
            NodeData::Text { contents } => lines.push(text_line(depth, &contents.borrow())),
            _ => {}
        }
        let children = node.children.borrow();
        open.extend(
            children
                .iter()
                .rev()
                .map(|child| (depth + 1, child.clone())),
        );
    }
    lines
}

/// The same of our tree.
fn ours(html: &str, limits: &Limits) -> Vec<String> {
    let elements = Elements::new();
    let dom = parse(html, limits, &elements).dom;
    let mut lines = Vec::new();
    let mut open = vec![(0, dom.document())];
    while let Some((depth, node)) = open.pop() {
        match dom.content(node) {
            Content::Element(element) => {
                lines.push(element_line(depth, &element.name, &element.attributes));
            }
            Content::Text(text) => lines.push(text_line(depth, text)),
            Content::Other => {}
        }
        let mut children = Vec::new();
        let mut next = dom.first_child(node);
        while let Some(child) = next {
            children.push((depth + 1, child));
            next = dom.next(child);
        }
        open.extend(children.into_iter().rev());
    }
    lines
}

/// Attributes stand after a tab, which is quoted in them and in text.
fn element_line(depth: usize, name: &QualName, attributes: &[Attribute]) -> String {
    let attributes: Vec<_> = attributes
        .iter()
        .map(|attribute| format!("\t{:?}={:?}", attribute.name.local, attribute.value))
        .collect();
    format!(
        "{depth} {:?} {:?}{}",
        name.ns,
        name.local,
        attributes.concat()
    )
}

fn without_attributes(lines: &[String]) -> Vec<&str> {
    let names = lines.iter().map(|line| line.split('\t').next());
    names.flatten().collect()
}

fn text_line(depth: usize, text: &str) -> String {
    format!("{depth} {text:?}")
}

fn assert_same(name: &str, html: &str) {
    let (ours, reference) = (ours(html, &Limits::default()), reference(html));
    let differs = ours.iter().zip(&reference).find(|(a, b)| a != b);
    assert_eq!(differs, None, "{name}");
    assert_eq!(ours.len(), reference.len(), "{name}");
}

#[test]
fn misnested_pages_give_the_tree_of_the_reference() {
    for html in [
        "", "<p>a<b>b<p>c</b>d", "<a href=x>1<div>2<a>3</a>4</div>5",
        "<table><tr><td>a</td>b<p>c</table>d", "<table>x<b>y<tr><td>z</b></table>w",
        "<b><i><p>x</b>y</i>z", "<ul><li>a<li>b<ul><li>c</ul><li>d</ul>",
        "<template><p>x</template><svg><p>y</svg><math><mi>z</math>",
        "<select><option>a<option>b</select><p class=a class=b>c",
        "a<!-- b -->c\0d<br/>e</br>f</p>g", "<body a=1><body a=2 b=3><html c=4>x",
        "<frameset><frame></frameset><noscript><p>x</noscript>",
        "<pre>\n\nx</pre><textarea>\ny</textarea><title>z</title>",
    ] {
        assert_same(html, html);
    }
}

/// What looks like a tag with many attributes, after what makes it one or not.
#[test]
fn attributes_are_limited_where_tags_are() {
    let many: String = (0..200).map(|n| format!(" v{n}='>'")).collect();
    for (before, is_tag) in [
        ("", true),
        ("</p", true),
        ("<!-- a -->", true),
        ("<noscript>", true),
        ("<svg><title>", true),
        ("<svg><style>", true),
        ("<math><script>", true),
        ("<svg><script/>", true),
        ("<table><title>", false),
        ("</", false),
        ("<svg><![CDATA[", false),
        ("<svg><title><![CDATA[", false),
        ("<svg><desc><style>", false),
        ("<svg><p><style>", false),
        ("<math><mi><textarea>", false),
        ("<svg><foreignObject><xmp>", false),
        ("<script><!-- <script></script>", false),
        ("<iframe>", false),
        ("<noembed>", false),
        ("<noframes>", false),
        ("<plaintext>", false),
        ("<!-- ", false),
        ("<a b=\"", false),
    ] {
        let page = format!("{before}<b{many}>c");
        let elements = Elements::new();
        let parsed = parse(&page, &Limits::default(), &elements);
        assert_eq!(parsed.surplus.is_some(), is_tag, "{before}");
        let (ours, reference) = (ours(&page, &Limits::default()), reference(&page));
        assert_eq!(
            without_attributes(&ours),
            without_attributes(&reference),
            "{before}"
        );
    }
}

#[test]
fn surplus_attributes_end_before_the_end_of_their_tag() {
    let page = "<svg><a b=\"1\"c='2' d />x";
    let limits = Limits {
        attributes: 1,
        ..Limits::default()
    };
    let elements = Elements::new();
    let surplus = parse(page, &limits, &elements).surplus;
    assert_eq!(surplus.map(|surplus| &page[surplus]), Some("c='2' d"));
    let text = ours(page, &limits);
    assert_eq!(text.last(), Some(&text_line(4, "x")), "{text:?}");
}

/// Pieces of pages in which tags, text and drawings take turns. Attributes in them decide nothing.
const PIECES: &[&str] = &[
    "<p a b>", "<p a=1 b='2'c d>", "<div a='>' b=\"<p>\" c=d/e f>", "<a a b c d", "</p a b c>",
    "</div>", "x", " a b c ", ">", "/>", "<", "'", "\"", "\n", "\u{feff}", "\0", "&am", "p;",
    "<svg a b c>", "<svg/>", "</svg>", "<math>", "</math>", "<mi>", "<foreignObject>", "<desc>",
    "</desc>", "<path a b c/>", "<![CDATA[", "]]>", "<!--", "-->", "<script>", "<script a b c/>",
    "</script a b c>", "<style>", "</style>", "<title a b c>", "</title>", "<textarea>",
    "</textarea>", "<xmp>", "</xmp>", "<iframe>", "</iframe>", "<noscript>", "<template>",
    "</template>", "<select>", "</select>", "<table>", "<td>", "</table>", "<frameset>",
    "<plaintext>", "<!DOCTYPE a>",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2048))]

    #[test]
    fn pieces_give_the_tree_of_the_reference(pieces in vec(select(PIECES), 0..20)) {
        assert_same("pieces", &pieces.concat());
    }

    #[test]
    fn a_limit_of_attributes_changes_nothing_else(pieces in vec(select(PIECES), 0..20)) {
        let page = pieces.concat();
        let limits = Limits { attributes: 2, ..Limits::default() };
        let (ours, reference) = (ours(&page, &limits), reference(&page));
        prop_assert_eq!(without_attributes(&ours), without_attributes(&reference));
    }
}

#[cfg(feature = "decode")]
#[test]
fn pages_of_the_corpora_give_the_tree_of_the_reference() {
    let Some(shared) = std::env::var_os("LIENS_SHARED") else {
        return;
    };
    let mut folders = vec![
        Path::new(&shared).join("oracle"),
        Path::new(&shared).join("corpus"),
    ];
    let mut pages = 0;
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "html") {
                let bytes = fs::read(&path).expect("a page");
                let page = crate::read::decode(&bytes, None).text.into_owned();
                assert_same(&path.display().to_string(), &page);
                pages += 1;
            }
        }
    }
    assert!(pages > 0, "there are pages");
}
