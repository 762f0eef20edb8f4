//! html5ever reads a page: its tokenizer and tree builder behind a guard that keeps them from quadratic work, and
//! the tree as events. Only this folder names html5ever.

mod dom;
mod guard;
#[cfg(test)]
mod tests;
mod tokens;

use std::borrow::Cow;
use std::ops::Range;

use ::html5ever::{Attribute as Html5everAttribute, ns};

use self::dom::{Content, Dom, Element, Elements, NodeId};
use super::parser::{Attribute, Events, Namespace, Tag};
use crate::limits::Limits;

/// What was left out of a page, by its limits, and where first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct LeftOut {
    /// A tag, because too many were open.
    pub(super) tag: Option<Range<usize>>,
    /// Attributes, because their tag has too many.
    pub(super) attributes: Option<Range<usize>>,
}

/// Hands on the events of a page. html5ever reports only lines, so they span whole ones.
pub(super) fn parse(page: &str, limits: &Limits, events: &mut impl Events) -> LeftOut {
    let elements = Elements::new();
    let parsed = tokens::parse(page, limits, &elements);
    let lines = Lines::new(page);
    walk(&parsed.dom, &lines, events);
    LeftOut {
        tag: parsed.flattened.map(|line| lines.span(line)),
        attributes: parsed.surplus,
    }
}

/// Walks through a tree, without recursion.
fn walk(dom: &Dom<'_>, lines: &Lines, events: &mut impl Events) {
    let mut open: Vec<NodeId> = Vec::new();
    let mut next = dom.first_child(dom.document());
    loop {
        let Some(node) = next else {
            let Some(node) = open.pop() else {
                return;
            };
            events.close(lines.span(dom.line(node)));
            next = dom.next(node);
            continue;
        };
        let span = lines.span(dom.line(node));
        next = match dom.content(node) {
            Content::Element(element) => {
                open_element(element, span, events);
                open.push(node);
                dom.first_child(node)
            }
            Content::Text(text) => {
                events.text(text, span);
                dom.next(node)
            }
            Content::Other => dom.next(node),
        };
    }
}

fn open_element(element: &Element, span: Range<usize>, events: &mut impl Events) {
    let attributes: Vec<_> = element.attributes.iter().map(attribute).collect();
    let tag = Tag {
        namespace: match element.name.ns {
            ns!(svg) => Namespace::Svg,
            ns!(mathml) => Namespace::MathMl,
            _ => Namespace::Html,
        },
        name: &element.name.local,
        attributes: &attributes,
    };
    events.open(&tag, span);
}

fn attribute(attribute: &Html5everAttribute) -> Attribute<'_> {
    let local = &*attribute.name.local;
    Attribute {
        name: match &attribute.name.prefix {
            Some(prefix) if !prefix.is_empty() => Cow::Owned(format!("{prefix}:{local}")),
            _ => Cow::Borrowed(local),
        },
        value: Cow::Borrowed(&attribute.value),
    }
}

/// Where the lines of a page are.
struct Lines {
    /// The offset at which each starts, and the length of the page.
    bounds: Vec<usize>,
}

impl Lines {
    fn new(page: &str) -> Self {
        let breaks = memchr::memchr_iter(b'\n', page.as_bytes()).map(|at| at + 1);
        let starts = std::iter::once(0).chain(breaks);
        Self {
            bounds: starts.chain([page.len()]).collect(),
        }
    }

    /// The bytes of a line, counted from 1.
    fn span(&self, line: usize) -> Range<usize> {
        let at = line.clamp(1, self.bounds.len() - 1);
        self.bounds[at - 1]..self.bounds[at]
    }
}
