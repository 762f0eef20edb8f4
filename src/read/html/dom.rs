//! The tree of a page, built by html5ever. No other file names html5ever.
//!
//! Nodes stand in one vector, linked by indices, which html5ever's tree builder fills through
//! [`TreeSink`]. Elements stand in an [`Elements`] arena beside it, where they stay in place: the tree builder
//! looks at their names while the vector grows.

use std::borrow::Cow;
use std::cell::RefCell;

use html5ever::buffer_queue::BufferQueue;
use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
use html5ever::{
    Attribute, ExpandedName, LocalName, Namespace, QualName, TokenizerResult, local_name, ns,
};
use typed_arena::Arena;

use super::guard::{Guard, parts_words};
use crate::limits::Limits;
use crate::read::sheet::Attributes;

/// A node's index in the arena.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NodeId(u32);

/// How many bytes of a page there are for each node, about; fewer let the arena grow.
const BYTES_OF_NODE: usize = 32;
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
    /// The line on which a tag was dropped first, because too many were open.
    pub(super) flattened: Option<usize>,
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
    /// Where in the input it starts, from 1.
    line: u32,
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
    name: QualName,
    attributes: Vec<Attribute>,
    /// What a `<template>` holds.
    contents: Option<NodeId>,
}

impl Element {
    /// Its lower-case name.
    pub(super) fn name(&self) -> &str {
        &self.name.local
    }

    /// Whether it is of HTML, not of SVG or MathML.
    pub(super) fn is_html(&self) -> bool {
        self.name.ns == ns!(html)
    }
}

impl Attributes for Element {
    fn get(&self, name: &str) -> Option<&str> {
        let named = |attribute: &&Attribute| &*attribute.name.local == name;
        self.attributes
            .iter()
            .find(named)
            .map(|attribute| &*attribute.value)
    }
}

/// What a node is.
pub(super) enum Content<'a> {
    Element(&'a Element),
    Text(&'a str),
    Other,
}

impl<'a> Dom<'a> {
    /// Parses a page.
    pub(super) fn parse(html: &str, limits: &Limits, elements: &'a Elements) -> Self {
        let tree = TreeBuilder::new(
            Sink::new(html.len() / BYTES_OF_NODE, elements),
            TreeBuilderOpts {
                // What stands in for scripts is part of the page.
                scripting_enabled: false,
                ..TreeBuilderOpts::default()
            },
        );
        let tokens = GuardedTokens {
            tree,
            guard: RefCell::new(Guard::new(limits)),
        };
        let tokenizer = Tokenizer::new(tokens, TokenizerOpts::default());
        let input = BufferQueue::default();
        input.push_back(StrTendril::from_slice(html));
        // A script may pause the tokenizer; there is none to run.
        while !matches!(tokenizer.feed(&input), TokenizerResult::Done) {}
        tokenizer.end();
        let GuardedTokens { tree, guard } = tokenizer.sink;
        let mut dom = tree.sink.finish();
        dom.flattened = guard.into_inner().first_dropped();
        dom
    }

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

    /// The line on which a node starts, from 1.
    pub(super) fn line(&self, node: NodeId) -> usize {
        self.node(node).line as usize
    }

    /// The first node inside of a node.
    pub(super) fn first_child(&self, node: NodeId) -> Option<NodeId> {
        some(self.node(node).first_child)
    }

    /// The node behind a node, in the same parent.
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

/// The tree builder behind the guard.
struct GuardedTokens<'a> {
    tree: TreeBuilder<NodeId, Sink<'a>>,
    guard: RefCell<Guard>,
}

impl GuardedTokens<'_> {
    /// Whether the guard lets a tag pass.
    fn admits(&self, tag: &Tag, line: u64) -> bool {
        let mut guard = self.guard.borrow_mut();
        match tag.kind {
            TagKind::StartTag => guard.start(&tag.name, self.tree.sink.depth(), line),
            TagKind::EndTag => guard.end(&tag.name),
        }
    }
}

impl TokenSink for GuardedTokens<'_> {
    type Handle = NodeId;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<NodeId> {
        match &token {
            Token::TagToken(tag) if !self.admits(tag, line) => {
                if parts_words(&tag.name) {
                    let space = Token::CharacterTokens(StrTendril::from_slice(" "));
                    return self.tree.process_token(space, line);
                }
                TokenSinkResult::Continue
            }
            _ => self.tree.process_token(token, line),
        }
    }

    fn end(&self) {
        self.tree.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.tree
            .adjusted_current_node_present_but_not_in_html_namespace()
    }
}

/// The nodes while the tree grows.
struct Nodes<'a> {
    nodes: Vec<Node<'a>>,
    /// The line that the tokenizer has come to, from 1.
    line: u32,
    /// The depth of the element that was put in last, or that text was put into since.
    depth: u32,
}

impl<'a> Nodes<'a> {
    fn get(&self, node: NodeId) -> &Node<'a> {
        &self.nodes[node.0 as usize]
    }

    fn create(&mut self, data: Data<'a>) -> NodeId {
        let id = u32::try_from(self.nodes.len()).unwrap_or(NONE);
        self.nodes.push(Node {
            parent: NONE,
            previous: NONE,
            next: NONE,
            first_child: NONE,
            last_child: NONE,
            depth: 0,
            line: self.line,
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

    /// Puts text into a parent, before a child or at the end. It joins the text that it stands behind.
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
struct Sink<'a> {
    elements: &'a Elements,
    nodes: RefCell<Nodes<'a>>,
}

impl<'a> Sink<'a> {
    fn new(capacity: usize, elements: &'a Elements) -> Self {
        let mut nodes = Nodes {
            nodes: Vec::with_capacity(capacity),
            line: 1,
            depth: 0,
        };
        nodes.create(Data::Document);
        Self {
            elements,
            nodes: RefCell::new(nodes),
        }
    }

    /// The depth that the tree has come to.
    fn depth(&self) -> u32 {
        self.nodes.borrow().depth
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
        Dom {
            nodes: self.nodes.into_inner().nodes,
            flattened: None,
        }
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
        // The tokenizer has room for four.
        attributes.shrink_to_fit();
        let mut nodes = self.nodes.borrow_mut();
        let contents = flags.template.then(|| nodes.create(Data::Document));
        nodes.create(Data::Element(self.elements.alloc(Element {
            name,
            attributes,
            contents,
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
            let mut element = element.clone();
            for attribute in attributes {
                let is_known = |known: &Attribute| known.name == attribute.name;
                if !element.attributes.iter().any(is_known) {
                    element.attributes.push(attribute);
                }
            }
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

    fn set_current_line(&self, line: u64) {
        self.nodes.borrow_mut().line = u32::try_from(line).unwrap_or(u32::MAX);
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use html5ever::tendril::TendrilSink;
    use markup5ever_rcdom::{Handle, NodeData, RcDom};

    use super::*;

    /// The tree that html5ever's own sink builds, a line for each node.
    fn reference(html: &str) -> Vec<String> {
        let options = html5ever::ParseOpts {
            tree_builder: TreeBuilderOpts {
                scripting_enabled: false,
                ..TreeBuilderOpts::default()
            },
            ..html5ever::ParseOpts::default()
        };
        let dom = html5ever::parse_document(RcDom::default(), options).one(html);
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
    fn ours(html: &str) -> Vec<String> {
        let elements = Elements::new();
        let dom = Dom::parse(html, &Limits::default(), &elements);
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

    fn element_line(depth: usize, name: &QualName, attributes: &[Attribute]) -> String {
        let attributes: Vec<_> = attributes
            .iter()
            .map(|attribute| format!(" {:?}={:?}", attribute.name.local, attribute.value))
            .collect();
        format!(
            "{depth} {:?} {:?}{}",
            name.ns,
            name.local,
            attributes.concat()
        )
    }

    fn text_line(depth: usize, text: &str) -> String {
        format!("{depth} {text:?}")
    }

    fn assert_same(name: &str, html: &str) {
        let (ours, reference) = (ours(html), reference(html));
        let differs = ours.iter().zip(&reference).find(|(a, b)| a != b);
        assert_eq!(differs, None, "{name}");
        assert_eq!(ours.len(), reference.len(), "{name}");
    }

    #[test]
    fn misnested_pages_give_the_tree_of_the_reference() {
        for html in [
            "",
            "<p>a<b>b<p>c</b>d",
            "<a href=x>1<div>2<a>3</a>4</div>5",
            "<table><tr><td>a</td>b<p>c</table>d",
            "<table>x<b>y<tr><td>z</b></table>w",
            "<b><i><p>x</b>y</i>z",
            "<ul><li>a<li>b<ul><li>c</ul><li>d</ul>",
            "<template><p>x</template><svg><p>y</svg><math><mi>z</math>",
            "<select><option>a<option>b</select><p class=a class=b>c",
            "a<!-- b -->c\0d<br/>e</br>f</p>g",
            "<body a=1><body a=2 b=3><html c=4>x",
            "<frameset><frame></frameset><noscript><p>x</noscript>",
            "<pre>\n\nx</pre><textarea>\ny</textarea><title>z</title>",
        ] {
            assert_same(html, html);
        }
    }

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
                    let page = super::super::decode(&bytes).text.into_owned();
                    assert_same(&path.display().to_string(), &page);
                    pages += 1;
                }
            }
        }
        assert!(pages > 0, "there are pages");
    }
}
