//! Walking through the tree of a page, without recursion.

use super::dom::{Content, Dom, Element, Elements, NodeId};
use super::parser::parse;
use crate::BaseUrl;
use crate::bytes;
use crate::error::Error;
use crate::label::Classes;
use crate::limits::Limits;
use crate::model::{Article, Direction};
use crate::normal::{needs_collapse, push_collapsed};
use crate::read::bracket::{Bracket, Escape};
use crate::read::options::{Options, Reading};
use crate::read::page::{
    Attributes, Builder, Level, Page, assemble, assemble_all, embed, open_element,
};
use crate::read::place::Place;
use crate::warning::WarningKind;

/// Reads a page.
pub(super) fn read(input: &str, options: &Options) -> Result<Reading, Error> {
    let mut page = page(input, options);
    let base = page.base.take();
    let has_relative = page.has_relative;
    let mut reading = assemble(page, input, options)?;
    if has_relative {
        resolve_urls(&mut reading.article, base.as_deref(), options);
    }
    Ok(reading)
}

/// Reads all articles of a page.
pub(super) fn articles(input: &str, options: &Options) -> Result<Vec<Reading>, Error> {
    let mut page = page(input, options);
    let base = page.base.take();
    let has_relative = page.has_relative || page.further.iter().any(|page| page.has_relative);
    let mut readings = assemble_all(vec![page], input, options)?;
    if has_relative {
        for reading in &mut readings {
            resolve_urls(&mut reading.article, base.as_deref(), options);
        }
    }
    Ok(readings)
}

/// Makes the relative addresses absolute. The page itself knows its base best, and its source line least.
fn resolve_urls(article: &mut Article, stated: Option<&str>, options: &Options) {
    let source = article.source.as_ref();
    let page = options
        .base_url
        .clone()
        .or_else(|| BaseUrl::within(None, &source?.url));
    let stated = stated.and_then(|base| BaseUrl::within(page.as_ref(), base));
    if let Some(base) = stated.or(page) {
        article.resolve_urls(&base);
    }
}

/// Fills a page from a page. The tree is gone when the article is assembled: they never take memory at the
/// same time.
fn page(input: &str, options: &Options) -> Page {
    let limits = &options.limits;
    let elements = Elements::new();
    let parsed = parse(input, limits, &elements);
    let mut walk = Walk::new(&parsed.dom, options);
    walk.run();
    let mut page = walk.builder.finish();
    if let Some(line) = parsed.flattened {
        let Limits {
            elements,
            formatting,
            ..
        } = limits;
        page.notes.add(
            WarningKind::TooDeep,
            Some(Place::Line(line)),
            format!(
                "more than {elements} elements, or {formatting} formatting elements, are open at once; the rest were flattened"
            ),
        );
    }
    if let Some(place) = parsed.surplus {
        let message = format!(
            "a tag has more than {} attributes; the rest were dropped",
            limits.attributes
        );
        page.notes
            .add(WarningKind::Unsupported, Some(place.into()), message);
    }
    page
}

struct Walk<'a> {
    dom: &'a Dom<'a>,
    classes: &'a Classes,
    builder: Builder,
    /// The elements that are open, with what they opened in the page.
    open: Vec<(NodeId, Opened)>,
    /// The text of a node, with each run of white space as one space.
    collapsed: String,
}

/// What an element opened.
#[derive(Clone, Copy)]
enum Opened {
    Nothing,
    Level(Level),
    /// A quotation, which ends with a quotation mark.
    Quotation,
}

impl<'a> Walk<'a> {
    fn new(dom: &'a Dom<'a>, options: &'a Options) -> Self {
        Self {
            dom,
            classes: &options.classes,
            builder: Builder::new(options.limits.depth),
            open: Vec::new(),
            collapsed: String::new(),
        }
    }

    fn run(&mut self) {
        let mut next = self.dom.first_child(self.dom.document());
        loop {
            if let Some(node) = next {
                next = self.enter(node);
            } else {
                let Some((node, opened)) = self.open.pop() else {
                    return;
                };
                self.leave(opened);
                next = self.dom.next(node);
            }
        }
    }

    /// Takes a node; gives the one to take next, if it is not up to the parent.
    fn enter(&mut self, node: NodeId) -> Option<NodeId> {
        match self.dom.content(node) {
            Content::Text(text) => self.text(text, node),
            Content::Element(element) => {
                if self.is_passed_over(element, node) {
                    return self.dom.next(node);
                }
                let opened = self.element(element, node);
                self.open.push((node, opened));
                return self.dom.first_child(node);
            }
            Content::Other => {}
        }
        self.dom.next(node)
    }

    fn leave(&mut self, opened: Opened) {
        match opened {
            Opened::Nothing => {}
            Opened::Level(level) => self.builder.close(level),
            Opened::Quotation => self.builder.text("”", []),
        }
    }

    /// Whether an element and all in it is nothing that a reader sees. The head is looked through first.
    fn is_passed_over(&mut self, element: &Element, node: NodeId) -> bool {
        if !element.is_html() {
            return element.name() == "svg";
        }
        match element.name() {
            "head" => {
                self.head(node);
                true
            }
            "script" | "style" | "template" => true,
            _ => element.get("hidden").is_some(),
        }
    }

    /// Takes the page's title and base address.
    fn head(&mut self, head: NodeId) {
        let mut next = self.dom.first_child(head);
        while let Some(node) = next {
            if let Content::Element(element) = self.dom.content(node) {
                match element.name() {
                    "title" => {
                        let text = self
                            .dom
                            .first_child(node)
                            .map(|text| self.dom.content(text));
                        if let Some(Content::Text(text)) = text {
                            self.builder.page().page_title = Some(text.to_owned());
                        }
                    }
                    "base" => {
                        // The first one with an address counts.
                        let base = element
                            .get("href")
                            .filter(|href| !href.trim_ascii().is_empty());
                        let known = &mut self.builder.page().base;
                        *known = known.take().or_else(|| base.map(str::to_owned));
                    }
                    _ => {}
                }
            }
            next = self.dom.next(node);
        }
    }

    fn element(&mut self, element: &Element, node: NodeId) -> Opened {
        self.builder.at(Place::Line(self.dom.line(node)));
        match element.name() {
            "html" | "body" => self.language(element),
            "q" => {
                self.builder.text("“", []);
                return Opened::Quotation;
            }
            name => embed(&mut self.builder, name, element),
        }
        match open_element(&mut self.builder, element.name(), element, self.classes) {
            Some(level) => Opened::Level(level),
            None => Opened::Nothing,
        }
    }

    /// Takes the page's language and direction.
    fn language(&mut self, element: &Element) {
        let language = element.get("lang").filter(|lang| !lang.is_empty());
        let language = language
            .or_else(|| element.get("xml:lang"))
            .filter(|lang| !lang.is_empty());
        let page = self.builder.page();
        if let Some(language) = language {
            page.language = Some(language.to_owned());
        }
        match element.get("dir") {
            Some(dir) if dir.eq_ignore_ascii_case("rtl") => page.direction = Some(Direction::Rtl),
            Some(dir) if dir.eq_ignore_ascii_case("ltr") => page.direction = Some(Direction::Ltr),
            _ => {}
        }
    }

    fn text(&mut self, text: &str, node: NodeId) {
        let text = if self.builder.is_preformatted() || !needs_collapse(text) {
            text
        } else if is_white_space(text) {
            " "
        } else {
            self.collapsed.clear();
            push_collapsed(&mut self.collapsed, text);
            &self.collapsed
        };
        if !bytes::any(text.as_bytes(), |byte| byte == b'[') {
            return self.builder.text(text, []);
        }
        let line = self.dom.line(node);
        let bracket = |at| Bracket {
            at,
            source: Place::Line(line),
            escape: Escape::None,
        };
        let brackets = memchr::memchr_iter(b'[', text.as_bytes()).map(bracket);
        self.builder.text(text, brackets);
    }
}

/// Whether there is nothing but HTML's white space, as between most blocks.
fn is_white_space(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_whitespace())
}
