//! The tree of a page as lines of text, for tests that compare the parser with html5ever.

use std::fmt::Write as _;
use std::ops::Range;

use super::parser::{self, Bail, Events, Namespace, Tag};
use crate::limits::Limits;

/// The tree that the parser reports for a page: for each element and text a line with its depth, its name or words, and
/// its attributes. If html5ever has to parse the page, the reason.
pub(super) fn outline(page: &str, limits: &Limits) -> Result<String, Bail> {
    let mut outline = Outline::default();
    parser::parse(page, limits, &mut outline)?;
    assert_eq!(outline.depth, 0, "what starts also ends");
    Ok(outline.lines.concat())
}

#[derive(Default)]
struct Outline {
    lines: Vec<String>,
    depth: usize,
    /// The lines of `<html>` and of `<body>`.
    roots: [usize; 2],
}

impl Events for Outline {
    fn open(&mut self, tag: &Tag<'_>, _: Range<usize>) {
        if tag.namespace == Namespace::Html {
            match tag.name {
                "html" => self.roots[0] = self.lines.len(),
                "body" => self.roots[1] = self.lines.len(),
                _ => {}
            }
        }
        self.lines.push(line(self.depth, tag));
        self.depth += 1;
    }

    fn close(&mut self, _: Range<usize>) {
        self.depth -= 1;
    }

    fn add_attributes(&mut self, tag: &Tag<'_>, _: Range<usize>) -> bool {
        let root = self.roots[usize::from(tag.name == "body")];
        let line = self.lines[root].trim_end().to_owned();
        self.lines[root] = with_attributes(line, tag);
        true
    }

    fn text(&mut self, text: &str, _: Range<usize>) {
        self.lines.push(format!("{} {text:?}\n", self.depth));
    }
}

fn line(depth: usize, tag: &Tag<'_>) -> String {
    let namespace = match tag.namespace {
        Namespace::Html => "html",
        Namespace::Svg => "svg",
        Namespace::MathMl => "math",
    };
    with_attributes(format!("{depth} {namespace} {:?}", tag.name), tag)
}

fn with_attributes(mut line: String, tag: &Tag<'_>) -> String {
    for attribute in tag.attributes {
        let _ = write!(line, " {:?}={:?}", attribute.name, attribute.value);
    }
    line + "\n"
}
