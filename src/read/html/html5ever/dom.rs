//! The tree of a page, built by html5ever.
//!
//! Nodes stand in one vector, linked by indices, which html5ever's tree builder fills through
//! [`TreeSink`]. Elements stand in an [`Elements`] arena beside it, where they stay in place: the tree builder
//! looks at their names while the vector grows.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::ops::Range;

use ::html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use ::html5ever::tendril::StrTendril;
use ::html5ever::{Attribute, ExpandedName, LocalName, Namespace, QualName, local_name, ns};
use typed_arena::Arena;

/// A node's index in the arena.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NodeId(u32);

/// How many bytes of a page there are for each node, about; fewer let the arena grow.
const BYTES_OF_NODE: usize = 32;
/// How many times the bytes of a page the attributes of its elements may have: a long one of a formatting element that is
/// left open would be read in every paragraph.
const MOST_COPIES: usize = 16;
/// No node.
const NONE: u32 = u32::MAX;
/// The document.
const DOCUMENT: u32 = 0;

/// The name of what is no element.
static NO_NAMESPACE: Namespace = ns!();
static NO_NAME: LocalName = local_name!("");

/// Where the elements of a page stand.
pub(super) type Elements = Arena<Element>;

/// The tree of a page.
#[derive(Debug)]
pub(super) struct Dom<'a> {
    nodes: Vec<Node<'a>>,
}

#[derive(Debug)]
struct Node<'a> {
    parent: u32,
    previous: u32,
    next: u32,
    first_child: u32,
    last_child: u32,
    /// How deep it was when it was put in.
    depth: u32,
    /// Where in the input it is.
    start: u32,
    end: u32,
    data: Data<'a>,
}

#[derive(Debug)]
enum Data<'a> {
    Document,
    Element(&'a Element),
    Text(StrTendril),
    /// A comment or the like.
    Nothing,
}

/// An element.
#[derive(Clone, Debug)]
pub(super) struct Element {
    pub(super) name: QualName,
    pub(super) attributes: Vec<Attribute>,
    /// What a `<template>` holds.
    contents: Option<NodeId>,
    /// Whether it is an `<annotation-xml>` that holds HTML.
    holds_html: bool,
}

/// What a node is.
pub(super) enum Content<'a> {
    Element(&'a Element),
    Text(&'a str),
    Other,
}

impl<'a> Dom<'a> {
    /// The document.
    pub(super) fn document(&self) -> NodeId {
        NodeId(DOCUMENT)
    }

    /// What a node is.
    pub(super) fn content(&self, node: NodeId) -> Content<'_> {
        match &self.node(node).data {
            Data::Element(element) => Content::Element(element),
            Data::Text(text) => Content::Text(text),
            Data::Document | Data::Nothing => Content::Other,
        }
    }

    /// The bytes of the token that a node comes from.
    pub(super) fn span(&self, node: NodeId) -> Range<usize> {
        let node = self.node(node);
        node.start as usize..node.end as usize
    }

    /// The first node inside of a node.
    pub(super) fn first_child(&self, node: NodeId) -> Option<NodeId> {
        some(self.node(node).first_child)
    }

    /// The node after a node, in the same parent.
    pub(super) fn next(&self, node: NodeId) -> Option<NodeId> {
        some(self.node(node).next)
    }

    fn node(&self, node: NodeId) -> &Node<'a> {
        &self.nodes[node.0 as usize]
    }
}

fn some(index: u32) -> Option<NodeId> {
    (index != NONE).then_some(NodeId(index))
}

/// The nodes while the tree grows.
struct Nodes<'a> {
    nodes: Vec<Node<'a>>,
    /// Where the token in hand is.
    span: (u32, u32),
    /// The depth of the element that was put in last, or that text was put into since.
    depth: u32,
}

impl<'a> Nodes<'a> {
    fn get(&self, node: NodeId) -> &Node<'a> {
        &self.nodes[node.0 as usize]
    }

    fn create(&mut self, data: Data<'a>) -> NodeId {
        let id = u32::try_from(self.nodes.len()).unwrap_or(NONE);
        let (start, end) = self.span;
        self.nodes.push(Node {
            parent: NONE,
            previous: NONE,
            next: NONE,
            first_child: NONE,
            last_child: NONE,
            depth: 0,
            start,
            end,
            data,
        });
        NodeId(id)
    }

    /// Takes a node out of its parent.
    fn detach(&mut self, node: NodeId) {
        let nodes = &mut self.nodes;
        let at = node.0 as usize;
        let (parent, previous, next) = (nodes[at].parent, nodes[at].previous, nodes[at].next);
        if parent == NONE {
            return;
        }
        match previous {
            NONE => nodes[parent as usize].first_child = next,
            _ => nodes[previous as usize].next = next,
        }
        match next {
            NONE => nodes[parent as usize].last_child = previous,
            _ => nodes[next as usize].previous = previous,
        }
        let node = &mut nodes[at];
        (node.parent, node.previous, node.next) = (NONE, NONE, NONE);
    }

    /// What stands before a child of a parent, or at its end.
    fn previous(&self, parent: u32, before: u32) -> u32 {
        match before {
            NONE => self.nodes[parent as usize].last_child,
            _ => self.nodes[before as usize].previous,
        }
    }

    /// Puts a node into a parent, before a child or at the end.
    fn insert(&mut self, parent: u32, before: u32, node: NodeId) {
        self.detach(node);
        let previous = self.previous(parent, before);
        let nodes = &mut self.nodes;
        let depth = nodes[parent as usize].depth + 1;
        let inserted = &mut nodes[node.0 as usize];
        (inserted.parent, inserted.previous, inserted.next) = (parent, previous, before);
        inserted.depth = depth;
        if let Data::Element(element) = inserted.data {
            self.depth = depth;
            // They stand in no parent of their own.
            if let Some(contents) = element.contents {
                nodes[contents.0 as usize].depth = depth;
            }
        }
        match previous {
            NONE => nodes[parent as usize].first_child = node.0,
            _ => nodes[previous as usize].next = node.0,
        }
        match before {
            NONE => nodes[parent as usize].last_child = node.0,
            _ => nodes[before as usize].previous = node.0,
        }
    }

    /// Puts text into a parent, before a child or at the end. It joins the text that it stands after.
    fn insert_text(&mut self, parent: u32, before: u32, text: StrTendril) {
        let previous = self.previous(parent, before);
        match self.nodes.get_mut(previous as usize) {
            Some(Node {
                data: Data::Text(previous),
                ..
            }) => previous.push_tendril(&text),
            _ => {
                let node = self.create(Data::Text(text));
                self.insert(parent, before, node);
            }
        }
    }
}

/// Fills the tree.
pub(super) struct Sink<'a> {
    elements: &'a Elements,
    /// How many bytes of attributes elements may have yet: those of formatting elements are copied.
    attribute_bytes: Cell<usize>,
    /// How many attributes `<html>` and `<body>` may get from all their tags.
    most_attributes: usize,
    nodes: RefCell<Nodes<'a>>,
}

impl<'a> Sink<'a> {
    /// For a page of this many bytes.
    pub(super) fn new(length: usize, most_attributes: usize, elements: &'a Elements) -> Self {
        let mut nodes = Nodes {
            nodes: Vec::with_capacity(length / BYTES_OF_NODE),
            span: (0, 0),
            depth: 0,
        };
        nodes.create(Data::Document);
        Self {
            elements,
            attribute_bytes: Cell::new(length.saturating_mul(MOST_COPIES)),
            most_attributes,
            nodes: RefCell::new(nodes),
        }
    }

    /// The depth that the tree has come to.
    pub(super) fn depth(&self) -> u32 {
        self.nodes.borrow().depth
    }

    /// Says where the token is that follows.
    pub(super) fn set_span(&self, span: &Range<usize>) {
        let [start, end] = [span.start, span.end].map(|at| u32::try_from(at).unwrap_or(u32::MAX));
        self.nodes.borrow_mut().span = (start, end);
    }

    pub(super) fn into_dom(self) -> Dom<'a> {
        Dom {
            nodes: self.nodes.into_inner().nodes,
        }
    }
}

impl<'a> TreeSink for Sink<'a> {
    type Handle = NodeId;
    type Output = Dom<'a>;
    type ElemName<'b>
        = ExpandedName<'a>
    where
        Self: 'b;

    fn finish(self) -> Dom<'a> {
        self.into_dom()
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> NodeId {
        NodeId(DOCUMENT)
    }

    fn elem_name<'b>(&'b self, target: &'b NodeId) -> ExpandedName<'a> {
        match self.nodes.borrow().get(*target).data {
            Data::Element(element) => element.name.expanded(),
            _ => ExpandedName {
                ns: &NO_NAMESPACE,
                local: &NO_NAME,
            },
        }
    }

    fn create_element(
        &self,
        name: QualName,
        mut attributes: Vec<Attribute>,
        flags: ElementFlags,
    ) -> NodeId {
        let bytes: usize = attributes
            .iter()
            .map(|attribute| attribute.name.local.len() + attribute.value.len())
            .sum();
        match self.attribute_bytes.get().checked_sub(bytes) {
            Some(left) => self.attribute_bytes.set(left),
            None => attributes.clear(),
        }
        let mut nodes = self.nodes.borrow_mut();
        let contents = flags.template.then(|| nodes.create(Data::Document));
        nodes.create(Data::Element(self.elements.alloc(Element {
            name,
            attributes,
            contents,
            holds_html: flags.mathml_annotation_xml_integration_point,
        })))
    }

    fn create_comment(&self, _: StrTendril) -> NodeId {
        self.nodes.borrow_mut().create(Data::Nothing)
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> NodeId {
        self.nodes.borrow_mut().create(Data::Nothing)
    }

    fn append(&self, parent: &NodeId, child: NodeOrText<NodeId>) {
        let mut nodes = self.nodes.borrow_mut();
        match child {
            NodeOrText::AppendNode(node) => nodes.insert(parent.0, NONE, node),
            NodeOrText::AppendText(text) => {
                nodes.depth = nodes.get(*parent).depth;
                nodes.insert_text(parent.0, NONE, text);
            }
        }
    }

    fn append_based_on_parent_node(
        &self,
        element: &NodeId,
        previous: &NodeId,
        child: NodeOrText<NodeId>,
    ) {
        let has_parent = self.nodes.borrow().get(*element).parent != NONE;
        if has_parent {
            self.append_before_sibling(element, child);
        } else {
            self.append(previous, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &NodeId) -> NodeId {
        match &self.nodes.borrow().get(*target).data {
            Data::Element(element) => element.contents.unwrap_or(*target),
            _ => *target,
        }
    }

    fn same_node(&self, one: &NodeId, other: &NodeId) -> bool {
        one == other
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn is_mathml_annotation_xml_integration_point(&self, target: &NodeId) -> bool {
        match &self.nodes.borrow().get(*target).data {
            Data::Element(element) => element.holds_html,
            _ => false,
        }
    }

    fn append_before_sibling(&self, sibling: &NodeId, child: NodeOrText<NodeId>) {
        let mut nodes = self.nodes.borrow_mut();
        let parent = nodes.get(*sibling).parent;
        match child {
            _ if parent == NONE => {}
            NodeOrText::AppendNode(node) => nodes.insert(parent, sibling.0, node),
            NodeOrText::AppendText(text) => nodes.insert_text(parent, sibling.0, text),
        }
    }

    fn add_attrs_if_missing(&self, target: &NodeId, attributes: Vec<Attribute>) {
        let data = &mut self.nodes.borrow_mut().nodes[target.0 as usize].data;
        if let Data::Element(element) = *data {
            let is_new = |attribute: &Attribute| {
                let is_it = |known: &Attribute| known.name == attribute.name;
                !element.attributes.iter().any(is_it)
            };
            let room = self
                .most_attributes
                .saturating_sub(element.attributes.len());
            let added: Vec<_> = attributes.into_iter().filter(is_new).take(room).collect();
            if added.is_empty() {
                return;
            }
            let mut element = element.clone();
            element.attributes.extend(added);
            *data = Data::Element(self.elements.alloc(element));
        }
    }

    fn remove_from_parent(&self, target: &NodeId) {
        self.nodes.borrow_mut().detach(*target);
    }

    fn reparent_children(&self, node: &NodeId, new_parent: &NodeId) {
        let mut nodes = self.nodes.borrow_mut();
        while let Some(child) = some(nodes.get(*node).first_child) {
            nodes.insert(new_parent.0, NONE, child);
        }
    }
}
