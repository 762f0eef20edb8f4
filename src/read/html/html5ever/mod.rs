//! Parsing a page with html5ever: our tokenizer, a guard against quadratic work, html5ever's tree builder, and a walk
//! through the tree that reports it as events. Only this folder names html5ever.

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

/// What the limits left out of a page: the first place of each kind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct LeftOut {
    /// A tag, because too many were open.
    pub(super) tag: Option<Range<usize>>,
    /// Attributes, because their tag has too many.
    pub(super) attributes: Option<Range<usize>>,
}

/// Parses a page and passes its events on.
pub(super) fn parse(page: &str, limits: &Limits, events: &mut impl Events) -> LeftOut {
    let elements = Elements::new();
    let parsed = tokens::parse(page, limits, &elements);
    walk(&parsed.dom, events);
    LeftOut {
        tag: parsed.flattened,
        attributes: parsed.surplus,
    }
}

/// Walks through a tree, without recursion.
fn walk(dom: &Dom<'_>, events: &mut impl Events) {
    let mut open: Vec<NodeId> = Vec::new();
    let mut next = dom.first_child(dom.document());
    loop {
        let Some(node) = next else {
            let Some(node) = open.pop() else {
                return;
            };
            events.close(dom.span(node));
            next = dom.next(node);
            continue;
        };
        let span = dom.span(node);
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
