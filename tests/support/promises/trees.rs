//! The tree that our parser tells of a page beside the one that html5ever builds.

use std::fmt::Write as _;

use html5ever::tendril::TendrilSink;
use html5ever::tokenizer::TokenizerOpts;
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{Attribute, ParseOpts, QualName, ns};
use liens::read::{self, Options};
use markup5ever_rcdom::{Handle, NodeData, RcDom};

/// Any bytes as a page: the tree is html5ever's, or the page is left to html5ever.
pub(crate) fn trees(input: &[u8]) {
    let page = read::decode(input, None).text;
    if let Err(difference) = judged(&page) {
        panic!("{difference}");
    }
}

/// Whether the tree of a page is html5ever's. Gives why the page is left to html5ever, if it is, or where the trees
/// differ.
pub(crate) fn judged(page: &str) -> Result<Option<String>, String> {
    let ours = match read::html::outline(page, &Options::default()) {
        Ok(ours) => ours,
        Err(bail) => return Ok(Some(bail)),
    };
    let theirs = reference(page);
    if ours == theirs {
        return Ok(None);
    }
    let same = ours.lines().zip(theirs.lines()).take_while(|(a, b)| a == b);
    let line = same.count();
    let around = |tree: &str| {
        let lines = tree.lines().skip(line.saturating_sub(3)).take(5);
        lines.collect::<Vec<_>>().join("\n")
    };
    Err(format!(
        "line {line} of the tree of {page:.300?}: ours\n{}\nhtml5ever's\n{}",
        around(&ours),
        around(&theirs)
    ))
}

/// html5ever's tree, a line for each element and text, in the form of `read::html::outline`.
fn reference(page: &str) -> String {
    let options = ParseOpts {
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
    let page = page.strip_prefix('\u{feff}').unwrap_or(page);
    let dom = html5ever::parse_document(RcDom::default(), options).one(page);
    let mut lines = String::new();
    let mut open: Vec<(usize, Handle)> = vec![(0, dom.document.clone())];
    while let Some((depth, node)) = open.pop() {
        let mut children = node.children.borrow().clone();
        match &node.data {
            NodeData::Element {
                name,
                attrs,
                template_contents,
                ..
            } => {
                lines.push_str(&line(depth - 1, name, &attrs.borrow()));
                if let Some(contents) = &*template_contents.borrow() {
                    children.extend(contents.children.borrow().iter().cloned());
                }
            }
            NodeData::Text { contents } => {
                let text: &str = &contents.borrow();
                let _ = writeln!(lines, "{} {text:?}", depth - 1);
            }
            _ => {}
        }
        open.extend(children.into_iter().rev().map(|child| (depth + 1, child)));
    }
    lines
}

fn line(depth: usize, name: &QualName, attributes: &[Attribute]) -> String {
    let namespace = match name.ns {
        ns!(svg) => "svg",
        ns!(mathml) => "math",
        _ => "html",
    };
    let mut line = format!("{depth} {namespace} {:?}", &name.local as &str);
    for attribute in attributes {
        let local = &attribute.name.local;
        let name = match &attribute.name.prefix {
            Some(prefix) if !prefix.is_empty() => format!("{prefix}:{local}"),
            _ => local.to_string(),
        };
        let value: &str = &attribute.value;
        let _ = write!(line, " {name:?}={value:?}");
    }
    line + "\n"
}
