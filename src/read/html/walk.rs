//! From the events of a parser to the page that all readers share: what is shown, and what the page says of itself.

use std::ops::Range;

use super::html5ever::{self, LeftOut};
use super::mail::Mail;
use super::parser::{self, Bail, Events, Namespace, Tag};
use super::xhtml::Xhtml;
use crate::BaseUrl;
use crate::bytes;
use crate::error::Error;
use crate::limits::Limits;
use crate::model::{Article, Direction};
use crate::normal::{needs_collapse, push_collapsed};
use crate::read::bracket::{Bracket, Escape};
use crate::read::options::{Options, Reading};
use crate::read::page::{Attributes, Builder, Level, Page, assemble, assemble_all, open_element};
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

/// Fills a page. What the parsers need is gone when the article is assembled: they never take memory at the same
/// time.
fn page(input: &str, options: &Options) -> Page {
    let is_html = Xhtml::of(input) == Xhtml::default();
    let read = is_html.then(|| in_one_pass(input, options).ok()).flatten();
    let mut page = read.unwrap_or_else(|| by_html5ever(input, options));
    let is_export = |page: &Page| page.links.is_some() || page.source.is_some();
    page.has_no_empty_links = !is_export(&page);
    for page in &mut page.further {
        page.has_no_empty_links = !is_export(page);
    }
    page
}

fn in_one_pass(input: &str, options: &Options) -> Result<Page, Bail> {
    let mut walk = Walk::new(input, options);
    parser::parse(input, &options.limits, &mut walk)?;
    Ok(walk.builder.finish())
}

fn by_html5ever(input: &str, options: &Options) -> Page {
    let mut walk = Walk::new(input, options);
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
    input: &'a str,
    builder: Builder,
    /// What the elements that are open mean.
    open: Vec<Opened>,
    /// The text of a node, with each run of white space as one space.
    collapsed: String,
    /// The mail that the page is there to show.
    mail: Option<Mail>,
    options: &'a Options,
}

/// What an open element means.
#[derive(Clone, Copy)]
enum Opened {
    /// Nothing of its own.
    Nothing,
    /// It opened a level of the page.
    Level(Level),
    /// Nothing in it is shown.
    PassedOver,
    /// The head of the page, which is not shown but tells something.
    Head,
    /// The title in the head.
    Title,
    /// The mail of the page.
    Mail,
}

impl Events for Walk<'_> {
    fn open(&mut self, tag: &Tag<'_>, span: Range<usize>) {
        let opened = match self.open.last() {
            Some(Opened::PassedOver | Opened::Title) => Opened::PassedOver,
            Some(Opened::Head) => self.head(tag),
            _ => self.element_or_mail(tag, span.start),
        };
        self.open.push(opened);
    }

    fn close(&mut self, _: Range<usize>) {
        match self.open.pop() {
            Some(Opened::Level(level)) => self.builder.close(level),
            Some(Opened::Mail) => {
                let mail = self.mail.as_mut();
                mail.into_iter()
                    .for_each(|mail| mail.end(&mut self.builder, self.options));
            }
            _ => {}
        }
    }

    fn add_attributes(&mut self, tag: &Tag<'_>, _: Range<usize>) -> bool {
        // What was taken for shown, or for another language, cannot be taken back.
        let is_late = |name: &str| matches!(name, "hidden" | "lang" | "xml:lang" | "dir");
        !tag.attributes.iter().any(|added| is_late(&added.name))
    }

    fn text(&mut self, text: &str, span: Range<usize>) {
        match self.open.last_mut() {
            Some(Opened::PassedOver | Opened::Head) => {}
            Some(title @ Opened::Title) => {
                *title = Opened::PassedOver;
                self.builder.page().page_title = Some(text.to_owned());
            }
            _ => self.shown_text(text, span),
        }
    }
}

impl<'a> Walk<'a> {
    fn new(input: &'a str, options: &'a Options) -> Self {
        let mut builder = Builder::new(options.limits.depth);
        if options.site_parts_apart {
            builder.set_site_apart();
        }
        Self {
            input,
            options,
            mail: Mail::of(input, options),
            builder,
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

    fn element_or_mail(&mut self, tag: &Tag<'_>, at: usize) -> Opened {
        let Some(mail) = &mut self.mail else {
            return self.element(tag, at);
        };
        if !mail.is_open() {
            if tag.name != "pre" {
                return self.element(tag, at);
            }
            mail.begin(at);
            return Opened::Mail;
        }
        if tag.name == "br" {
            mail.push("\n");
        }
        passed_over(tag).unwrap_or(Opened::Nothing)
    }

    fn element(&mut self, tag: &Tag<'_>, at: usize) -> Opened {
        if let Some(opened) = passed_over(tag) {
            return opened;
        }
        self.builder.at(Place::LineOf(at));
        if matches!(tag.name, "html" | "body") {
            self.language(tag);
        }
        match open_element(&mut self.builder, tag.name, tag, &self.options.classes) {
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

    fn shown_text(&mut self, raw: &str, span: Range<usize>) {
        if let Some(mail) = self.mail.as_mut().filter(|mail| mail.is_open()) {
            return mail.push(raw);
        }
        let text = if self.builder.is_preformatted() || !needs_collapse(raw) {
            raw
        } else if self.builder.is_code() {
            self.collapsed.clear();
            push_code(&mut self.collapsed, raw);
            &self.collapsed
        } else if is_white_space(raw) {
            " "
        } else {
            self.collapsed.clear();
            push_collapsed(&mut self.collapsed, raw);
            &self.collapsed
        };
        // All numbers of a mail's list are in the mail.
        if self.mail.is_some() || !bytes::any(text.as_bytes(), |byte| byte == b'[') {
            return self.builder.text(text, []);
        }
        let first_word = span.start + space_before(raw, &self.input[span]);
        let bracket = |at| Bracket {
            at,
            source: Place::LineOf(first_word),
            escape: Escape::None,
        };
        let brackets = memchr::memchr_iter(b'[', text.as_bytes()).map(bracket);
        self.builder.text(text, brackets);
    }
}

/// Adds the text of code within a line: its spaces are its own, but where a line of the source ends.
fn push_code(code: &mut String, text: &str) {
    let is_space = |c: char| c.is_ascii_whitespace();
    let mut rest = text;
    while let Some(start) = rest.find(is_space) {
        let (words, behind) = rest.split_at(start);
        let spaces = behind.len() - behind.trim_start_matches(is_space).len();
        let (spaces, behind) = behind.split_at(spaces);
        code.push_str(words);
        code.push_str(if spaces.contains('\n') { " " } else { spaces });
        rest = behind;
    }
    code.push_str(rest);
}

/// What an element means if it and all in it is nothing that a reader sees.
fn passed_over(tag: &Tag<'_>) -> Option<Opened> {
    match (tag.namespace, tag.name) {
        (Namespace::Html, "head") => Some(Opened::Head),
        (Namespace::Html, "script" | "style" | "template") => Some(Opened::PassedOver),
        _ => None,
    }
}

/// How much white space stands in the input before a text. A line end may take two bytes there.
fn space_before(text: &str, input: &str) -> usize {
    let most = 2 * (text.len() - text.trim_ascii_start().len());
    let space = input.bytes().take(most);
    space.take_while(u8::is_ascii_whitespace).count()
}

/// Whether there is nothing but HTML's white space, as between most blocks.
fn is_white_space(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_whitespace())
}
