//! From the events of a parser to the page that all readers share: what is shown, and what the page says of itself.

use std::ops::Range;

use super::html5ever::{self, LeftOut};
use super::parser::{Events, Namespace, Tag};
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

/// Fills a page. What the parser needs is gone when the article is assembled: they never take memory at the same
/// time.
fn page(input: &str, options: &Options) -> Page {
    let mut walk = Walk::new(options);
    let left_out = html5ever::parse(input, &options.limits, &mut walk);
    let mut page = walk.builder.finish();
    note_left_out(&mut page, left_out, &options.limits);
    page
}

/// Notes what the limits of a page left out.
fn note_left_out(page: &mut Page, left_out: LeftOut, limits: &Limits) {
    let Limits {
        elements,
        formatting,
        attributes,
        ..
    } = limits;
    if let Some(place) = left_out.tag {
        page.notes.add(
            WarningKind::TooDeep,
            Some(Place::LineOf(place.start)),
            format!(
                "more than {elements} elements, or {formatting} formatting elements, are open at once; the rest were flattened"
            ),
        );
    }
    if let Some(place) = left_out.attributes {
        let message = format!("a tag has more than {attributes} attributes; the rest were dropped");
        page.notes
            .add(WarningKind::Unsupported, Some(place.into()), message);
    }
}

impl Attributes for Tag<'_> {
    fn get(&self, name: &str) -> Option<&str> {
        let named = self.attributes.iter().find(|known| known.name == name);
        named.map(|attribute| &*attribute.value)
    }
}

/// Takes the events of a page.
struct Walk<'a> {
    classes: &'a Classes,
    builder: Builder,
    /// What the elements that are open mean.
    open: Vec<Opened>,
    /// The text of a node, with each run of white space as one space.
    collapsed: String,
}

/// What an open element means.
#[derive(Clone, Copy)]
enum Opened {
    /// Nothing of its own.
    Nothing,
    /// It opened a level of the page.
    Level(Level),
    /// A quotation, which ends with a quotation mark.
    Quotation,
    /// Nothing in it is shown.
    PassedOver,
    /// The head of the page, which is not shown but tells something.
    Head,
    /// The title in the head.
    Title,
}

impl Events for Walk<'_> {
    fn open(&mut self, tag: &Tag<'_>, span: Range<usize>) {
        let opened = match self.open.last() {
            Some(Opened::PassedOver | Opened::Title) => Opened::PassedOver,
            Some(Opened::Head) => self.head(tag),
            _ => self.element(tag, span.start),
        };
        self.open.push(opened);
    }

    fn close(&mut self, _: Range<usize>) {
        match self.open.pop() {
            Some(Opened::Level(level)) => self.builder.close(level),
            Some(Opened::Quotation) => self.builder.text("”", []),
            _ => {}
        }
    }

    fn text(&mut self, text: &str, span: Range<usize>) {
        match self.open.last_mut() {
            Some(Opened::PassedOver | Opened::Head) => {}
            Some(title @ Opened::Title) => {
                *title = Opened::PassedOver;
                self.builder.page().page_title = Some(text.to_owned());
            }
            _ => self.shown_text(text, span.start),
        }
    }
}

impl<'a> Walk<'a> {
    fn new(options: &'a Options) -> Self {
        Self {
            classes: &options.classes,
            builder: Builder::new(options.limits.depth),
            open: Vec::new(),
            collapsed: String::new(),
        }
    }

    /// Takes what an element in the head says of the page: its title, or its base address.
    fn head(&mut self, tag: &Tag<'_>) -> Opened {
        match tag.name {
            "title" => return Opened::Title,
            "base" => {
                // The first one with an address counts.
                let base = tag.get("href").filter(|href| !href.trim_ascii().is_empty());
                let known = &mut self.builder.page().base;
                *known = known.take().or_else(|| base.map(str::to_owned));
            }
            _ => {}
        }
        Opened::PassedOver
    }

    fn element(&mut self, tag: &Tag<'_>, at: usize) -> Opened {
        if let Some(opened) = passed_over(tag) {
            return opened;
        }
        self.builder.at(Place::LineOf(at));
        match tag.name {
            "html" | "body" => self.language(tag),
            "q" => {
                self.builder.text("“", []);
                return Opened::Quotation;
            }
            name => embed(&mut self.builder, name, tag),
        }
        match open_element(&mut self.builder, tag.name, tag, self.classes) {
            Some(level) => Opened::Level(level),
            None => Opened::Nothing,
        }
    }

    /// Takes the page's language and direction.
    fn language(&mut self, tag: &Tag<'_>) {
        let language = tag.get("lang").filter(|lang| !lang.is_empty());
        let language = language
            .or_else(|| tag.get("xml:lang"))
            .filter(|lang| !lang.is_empty());
        let page = self.builder.page();
        if let Some(language) = language {
            page.language = Some(language.to_owned());
        }
        match tag.get("dir") {
            Some(dir) if dir.eq_ignore_ascii_case("rtl") => page.direction = Some(Direction::Rtl),
            Some(dir) if dir.eq_ignore_ascii_case("ltr") => page.direction = Some(Direction::Ltr),
            _ => {}
        }
    }

    /// Adds a text that starts at a byte.
    fn shown_text(&mut self, text: &str, at: usize) {
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
        let bracket = |index| Bracket {
            at: index,
            source: Place::LineOf(at),
            escape: Escape::None,
        };
        let brackets = memchr::memchr_iter(b'[', text.as_bytes()).map(bracket);
        self.builder.text(text, brackets);
    }
}

/// What an element means if it and all in it is nothing that a reader sees.
fn passed_over(tag: &Tag<'_>) -> Option<Opened> {
    let is_passed_over = match (tag.namespace, tag.name) {
        (Namespace::Html, "head") => return Some(Opened::Head),
        (Namespace::Html, "script" | "style" | "template") | (Namespace::Svg, "svg") => true,
        (Namespace::Html, _) => tag.get("hidden").is_some(),
        _ => false,
    };
    is_passed_over.then_some(Opened::PassedOver)
}

/// Whether there is nothing but HTML's white space, as between most blocks.
fn is_white_space(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_whitespace())
}
