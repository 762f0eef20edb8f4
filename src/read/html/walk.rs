//! From the events of a parser to the page that all readers share.
//!
//! Each event goes to one of four receivers: what a browser shows to the [`Builder`], metadata to [`Stated`], text in
//! `<pre>` to the [`Listing`] where one is wanted, and what is never shown nowhere. Which one depends on the elements
//! that are open: [`Opened`] records for each what it means, so that its end tag can undo it.

use std::ops::Range;

use super::html5ever::LeftOut;
use super::listing::{Listing, PLACE};
use super::main_part::MainPart;
use super::parse::parse;
use super::parser::{Events, Namespace, Tag};
use super::stated::{Stated, is_json_ld};
use crate::bytes;
use crate::label::Classes;
use crate::limits::Limits;
use crate::model::{Direction, Inline};
use crate::normal::{needs_collapse, push_collapsed};
use crate::read::bracket::{Bracket, Escape};
use crate::read::options::Options;
use crate::read::page::{Attributes, Builder, Kind, Level, Page, open_element};
use crate::read::place::Place;
use crate::warning::WarningKind;

/// Which parts of a page to read: all of it by default.
#[derive(Clone, Copy, Default)]
pub(super) struct Wanted<'a> {
    /// Only the main content.
    pub(super) main: Option<&'a MainPart>,
    /// The text of `<pre>` separately, as a listing.
    pub(super) listing: bool,
    /// Comments where they stand, as part of the text: the page is no print export.
    pub(super) comments_in_text: bool,
}

/// The result of a walk through a page.
pub(super) struct Walked {
    pub(super) page: Page,
    pub(super) stated: Stated,
    pub(super) listing: Listing,
    /// Whether the page shows text in `<pre>`.
    pub(super) has_preformatted: bool,
}

/// Parses the input and fills a page. The parser is dropped before the article is assembled, so the two never need
/// memory at the same time.
pub(super) fn walk(input: &str, options: &Options, wanted: Wanted<'_>) -> Walked {
    let (walk, left_out) = parse(input, &options.limits, || Walk::new(input, options, wanted));
    let mut walked = walk.finish();
    note_left_out(&mut walked.page, left_out, &options.limits);
    let page = &mut walked.page;
    let is_export = |page: &Page| page.links.is_some() || page.source.is_some();
    page.signs.has_no_empty_links = !is_export(page);
    for page in &mut page.further {
        page.signs.has_no_empty_links = !is_export(page);
    }
    walked
}

/// Notes what the limits on HTML left out of the page.
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

/// The attributes of an element that has none.
struct NoAttributes;

impl Attributes for NoAttributes {
    fn get(&self, _: &str) -> Option<&str> {
        None
    }
}

impl Attributes for Tag<'_> {
    fn get(&self, name: &str) -> Option<&str> {
        let named = self.attributes.iter().find(|known| known.name == name);
        named.map(|attribute| &*attribute.value)
    }
}

/// Receives the events of a page.
struct Walk<'a> {
    input: &'a str,
    classes: &'a Classes,
    builder: Builder,
    stated: Stated,
    /// The main content, if only that is read.
    main: Option<&'a MainPart>,
    /// How many elements were opened so far: [`MainPart`] knows elements by their number.
    elements: usize,
    /// What each open element means.
    open: Vec<Opened>,
    /// A buffer for text with each run of white space collapsed to one space.
    collapsed: String,
    /// Receives the text of `<pre>`, if that is wanted separately from the page.
    listing: Option<Listing>,
    has_preformatted: bool,
}

/// What an open element means.
#[derive(Clone, Copy)]
enum Opened {
    /// Nothing of its own: its content belongs to the element around it.
    Nothing,
    /// It is not main content itself, but may hold some.
    AroundMain,
    /// It opened a level of the page.
    Level(Level),
    /// It opened a quotation, which the listing counts.
    Quote(Level),
    /// A `<pre>` whose text goes to the listing.
    Listing,
    /// An element in such a `<pre>`.
    Listed,
    /// A link in such a `<pre>`.
    ListedLink,
    /// It is skipped with all its content.
    Skipped,
    /// The head of the page: not shown, but it holds metadata.
    Head,
    /// The title in the head.
    Title,
    /// A script with JSON-LD.
    JsonLd,
    /// A script with a formula in TeX, on lines of its own or not.
    Tex { is_display: bool },
}

impl Events for Walk<'_> {
    fn open(&mut self, tag: &Tag<'_>, span: Range<usize>) {
        let opened = match self.open.last() {
            Some(Opened::Skipped | Opened::Title | Opened::JsonLd | Opened::Tex { .. }) => {
                Opened::Skipped
            }
            Some(Opened::Head) => self.element_in_head(tag),
            Some(Opened::Listing | Opened::Listed | Opened::ListedLink) => {
                self.element_in_listing(tag, span.start)
            }
            _ => self.element(tag, span.start),
        };
        self.elements += 1;
        self.open.push(opened);
    }

    fn close(&mut self, _: Range<usize>) {
        match (self.open.pop(), &mut self.listing) {
            (Some(Opened::Level(level)), _) => self.builder.close(level),
            (Some(Opened::Quote(level)), Some(listing)) => {
                listing.quotes -= 1;
                self.builder.close(level);
            }
            (Some(Opened::Listing), Some(listing)) => listing.end(),
            (Some(Opened::ListedLink), Some(listing)) => listing.end_link(),
            _ => {}
        }
        self.stated.close(self.open.len());
    }

    fn add_attributes(&mut self, tag: &Tag<'_>, _: Range<usize>) -> bool {
        // The content so far was read as visible, and in another language or direction.
        let is_late = |name: &str| matches!(name, "hidden" | "lang" | "xml:lang" | "dir");
        !tag.attributes.iter().any(|added| is_late(&added.name))
    }

    fn text(&mut self, text: &str, span: Range<usize>) {
        match self.open.last_mut() {
            Some(Opened::Skipped | Opened::Head | Opened::AroundMain) => {}
            Some(Opened::JsonLd) => self.stated.script(text),
            Some(Opened::Tex { is_display }) => self.builder.tex(text, *is_display),
            Some(title @ Opened::Title) => {
                *title = Opened::Skipped;
                self.builder.page().about.page_title = Some(text.to_owned());
            }
            Some(Opened::Listing | Opened::Listed | Opened::ListedLink) => {
                self.text_in_listing(text)
            }
            _ if self.builder.is_without_scripts() && is_markup(text) => {}
            _ => {
                self.stated.text(text);
                self.shown_text(text, span);
            }
        }
    }
}

/// Whether a text is markup from end to end. Browsers that save a page escape what it shows only without scripts.
fn is_markup(text: &str) -> bool {
    let text = text.trim_ascii().as_bytes();
    matches!(
        text,
        [b'<', b'!' | b'/' | b'a'..=b'z' | b'A'..=b'Z', .., b'>']
    )
}

impl<'a> Walk<'a> {
    fn new(input: &'a str, options: &'a Options, wanted: Wanted<'a>) -> Self {
        let mut builder = Builder::new(options.limits.depth);
        builder.keep_anchors(&options.anchors);
        if options.site_parts_apart {
            builder.set_site_apart();
        }
        if wanted.comments_in_text {
            builder.keep_comments_in_text();
        }
        builder.page().anchors.want_all(input);
        Self {
            input,
            classes: &options.classes,
            builder,
            stated: Stated::default(),
            main: wanted.main,
            elements: 0,
            open: Vec::new(),
            collapsed: String::new(),
            listing: wanted.listing.then(Listing::default),
            has_preformatted: false,
        }
    }

    fn finish(self) -> Walked {
        Walked {
            page: self.builder.finish(),
            stated: self.stated,
            listing: self.listing.unwrap_or_default(),
            has_preformatted: self.has_preformatted,
        }
    }

    /// Opens an element in a `<pre>` that goes to the listing. If the `<pre>` starts with `<code>`, it holds code and
    /// goes to the page after all.
    fn element_in_listing(&mut self, tag: &Tag<'_>, at: usize) -> Opened {
        if let Some(opened) = skipped(tag) {
            return opened;
        }
        let is_outer = matches!(self.open.last(), Some(Opened::Listing));
        let Some(listing) = &mut self.listing else {
            return Opened::Nothing;
        };
        match tag.name {
            "code" if is_outer && listing.is_at_start() => {
                let level = open_element(&mut self.builder, "pre", &NoAttributes, self.classes);
                if let Some(outer) = self.open.last_mut() {
                    *outer = level.map_or(Opened::Nothing, Opened::Level);
                }
                return self.element(tag, at);
            }
            "br" => listing.text.push('\n'),
            "a" => {
                if let Some(url) = tag.get("href") {
                    listing.begin_link(url);
                    return Opened::ListedLink;
                }
            }
            "img" | "svg" | "math" => listing.is_more = true,
            _ => {}
        }
        listing.is_more |= tag.get("hidden").is_some();
        Opened::Listed
    }

    /// Adds text to the listing. Its first words leave a placeholder in the page, where the listing is inserted later.
    fn text_in_listing(&mut self, text: &str) {
        let Some(listing) = &mut self.listing else {
            return;
        };
        let is_first = listing.text.trim_ascii().is_empty();
        listing.text.push_str(text);
        if is_first && !text.trim_ascii().is_empty() {
            let paragraph = self.builder.open(Kind::Paragraph);
            self.builder.text(&PLACE.to_string(), []);
            self.builder.close(paragraph);
        }
    }

    /// Opens an element in the head: the title, the base URL or other metadata.
    fn element_in_head(&mut self, tag: &Tag<'_>) -> Opened {
        match tag.name {
            "title" => return Opened::Title,
            "base" => self.base(tag),
            "script" if is_json_ld(tag) => return Opened::JsonLd,
            _ => self.stated.open(tag, self.open.len()),
        }
        Opened::Skipped
    }

    /// Records the base URL. The first one counts, wherever it stands.
    fn base(&mut self, tag: &Tag<'_>) {
        let base = tag.get("href").filter(|href| !href.trim_ascii().is_empty());
        let known = &mut self.builder.page().about.base;
        *known = known.take().or_else(|| base.map(str::to_owned));
    }

    /// Opens an element in the body.
    fn element(&mut self, tag: &Tag<'_>, at: usize) -> Opened {
        if let Some(opened) = skipped(tag) {
            return opened;
        }
        self.stated.open(tag, self.open.len());
        if tag.name == "base" {
            self.base(tag);
        }
        if let Some(left_out) = self.left_out(tag) {
            return left_out;
        }
        self.builder.at(Place::LineOf(at));
        if matches!(tag.name, "html" | "body") {
            self.language(tag);
        }
        if tag.name == "pre" && !self.builder.is_hidden() {
            self.has_preformatted = true;
            if let Some(listing) = &mut self.listing {
                listing.begin();
                return Opened::Listing;
            }
        }
        match open_element(&mut self.builder, tag.name, tag, self.classes) {
            Some(level) if tag.name == "blockquote" && self.listing.is_some() => {
                self.listing
                    .iter_mut()
                    .for_each(|listing| listing.quotes += 1);
                Opened::Quote(level)
            }
            Some(level) => Opened::Level(level),
            // Its text is for browsers that do not know it.
            None if tag.name == "iframe" => Opened::Skipped,
            None => Opened::Nothing,
        }
    }

    /// What an element means if only the main content is read and it is not part of that.
    fn left_out(&mut self, tag: &Tag<'_>) -> Option<Opened> {
        let main = self.main?;
        match main.keeps(self.elements) {
            true => None,
            false if main.is_after(self.elements) => Some(Opened::Skipped),
            false => {
                if matches!(tag.name, "html" | "body") {
                    self.language(tag);
                }
                Some(Opened::AroundMain)
            }
        }
    }

    /// Records the page's language and direction.
    fn language(&mut self, tag: &Tag<'_>) {
        let language = tag.get("lang").filter(|lang| !lang.is_empty());
        let language = language
            .or_else(|| tag.get("xml:lang"))
            .filter(|lang| !lang.is_empty());
        let page = self.builder.page();
        if let Some(language) = language {
            page.about.language = Some(language.to_owned());
        }
        match tag.get("dir") {
            Some(dir) if dir.eq_ignore_ascii_case("rtl") => {
                page.about.direction = Some(Direction::Rtl)
            }
            Some(dir) if dir.eq_ignore_ascii_case("ltr") => {
                page.about.direction = Some(Direction::Ltr)
            }
            _ => {}
        }
    }

    /// Adds text in which line ends show as line breaks.
    fn shown_lines(&mut self, raw: &str, span: &Range<usize>) {
        for (at, line) in raw.split('\n').enumerate() {
            if at > 0 {
                self.builder.inline(Inline::Break {});
            }
            self.shown_text(line, span.clone());
        }
    }

    /// Adds visible text to the page, with its white space as CSS treats it there, and with its brackets, which may
    /// turn out to be markers.
    fn shown_text(&mut self, raw: &str, span: Range<usize>) {
        let has_lines = self.builder.keeps_lines() && !self.builder.is_preformatted();
        if has_lines && raw.contains('\n') {
            return self.shown_lines(raw, &span);
        }
        let text = if self.builder.is_preformatted() || !needs_collapse(raw) {
            raw
        } else if self.builder.is_code() {
            self.collapsed.clear();
            push_code(&mut self.collapsed, raw);
            &self.collapsed
        } else if is_white_space(raw) {
            if self.builder.is_between_math() {
                return;
            }
            " "
        } else {
            self.collapsed.clear();
            push_collapsed(&mut self.collapsed, raw);
            &self.collapsed
        };
        if !bytes::any(text.as_bytes(), |byte| byte == b'[') {
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

/// Adds the text of inline code: its spaces are kept, except where a line of the source ends.
fn push_code(code: &mut String, text: &str) {
    let is_space = |c: char| c.is_ascii_whitespace();
    let mut rest = text;
    while let Some(start) = rest.find(is_space) {
        let (words, after) = rest.split_at(start);
        let spaces = after.len() - after.trim_start_matches(is_space).len();
        let (spaces, after) = after.split_at(spaces);
        code.push_str(words);
        code.push_str(if spaces.contains('\n') { " " } else { spaces });
        rest = after;
    }
    code.push_str(rest);
}

/// What an element means that nobody sees, nor anything in it.
fn skipped(tag: &Tag<'_>) -> Option<Opened> {
    match (tag.namespace, tag.name) {
        (Namespace::Html, "head") => Some(Opened::Head),
        (Namespace::Html, "script") if is_json_ld(tag) => Some(Opened::JsonLd),
        (Namespace::Html, "script") if is_tex(tag) => Some(Opened::Tex {
            is_display: tag
                .get("type")
                .is_some_and(|kind| kind.contains("mode=display")),
        }),
        (Namespace::Html, "script" | "style" | "template") => Some(Opened::Skipped),
        _ => None,
    }
}

/// Whether a script is a formula in TeX, which MathJax sets: a page may have it in no other form.
fn is_tex(tag: &Tag<'_>) -> bool {
    tag.get("type")
        .is_some_and(|kind| kind.starts_with("math/tex"))
}

/// The number of bytes of white space before a text in the input, where a line end may take two bytes.
fn space_before(text: &str, input: &str) -> usize {
    let most = 2 * (text.len() - text.trim_ascii_start().len());
    let space = input.bytes().take(most);
    space.take_while(u8::is_ascii_whitespace).count()
}

/// Whether a text is only white space, as between most blocks.
fn is_white_space(text: &str) -> bool {
    // Without branches, which `bytes::any` needs to be fast.
    let is_other = |byte: u8| {
        (byte != b' ') & (byte != b'\n') & (byte != b'\t') & (byte != b'\r') & (byte != b'\x0c')
    };
    !bytes::any(text.as_bytes(), is_other)
}
