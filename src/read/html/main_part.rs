//! The main content of an ordinary page: found by its landmarks, such as `<main>`, or else by where most of its text
//! is.
//!
//! The page is parsed twice. The first pass, here, counts for each element the words inside and outside links, and
//! chooses elements. The second pass, in `walk`, skips everything else. The two passes identify an element by its
//! number in document order.

use std::ops::Range;

use super::parse::parse;
use super::parser::{Events, Namespace, Tag};
use crate::read::options::Options;
use crate::read::page::{Attributes, is_never_shown};

/// Which elements of a page are its main content.
#[derive(Debug, Default)]
pub(super) struct MainPart {
    /// The elements that are main content, each with its descendants as a range of element numbers, in order.
    kept: Vec<Range<usize>>,
    /// The elements to leave out within these.
    dropped: Vec<Range<usize>>,
    /// How many words of the page are left out, and in how many parts.
    pub(super) words_left_out: usize,
    pub(super) parts_left_out: usize,
}

impl MainPart {
    /// Finds the main content of a page, unless that is the whole page.
    pub(super) fn of(input: &str, options: &Options) -> Option<Self> {
        let (outline, _) = parse(input, &options.limits, Outline::default);
        outline.main_part()
    }

    /// Whether an element is kept.
    pub(super) fn keeps(&self, element: usize) -> bool {
        within(&self.kept, element) && !within(&self.dropped, element)
    }

    /// Whether an element that is not kept can be skipped with all its descendants: it is dropped, or it comes after
    /// everything that is kept.
    pub(super) fn is_after(&self, element: usize) -> bool {
        within(&self.dropped, element) || self.kept.last().is_none_or(|kept| kept.end <= element)
    }
}

fn within(ranges: &[Range<usize>], element: usize) -> bool {
    let before = ranges.partition_point(|range| range.start <= element);
    before > 0 && ranges[before - 1].end > element
}

/// The role of an element in the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Main,
    Article,
    /// A part of the site around the content, such as its navigation.
    Site,
    /// A box whose name says that it belongs to the site, if it is as short or linked as such boxes are.
    Furniture,
    /// A box whose name says that it is about something else, such as advertising or other articles.
    Aside,
    /// A form. All of a page may stand in one.
    Form,
    Heading,
    /// Text: a paragraph and the like.
    Text,
    Box,
    Inline,
}

/// An element, with counts of the words in it.
#[derive(Debug)]
struct Element {
    role: Role,
    parent: usize,
    /// The number after that of the last element in it.
    end: usize,
    /// Its words, and how many of them are in links.
    words: usize,
    linked: usize,
    /// The words of its paragraphs, except those in links.
    prose: usize,
    /// The words of paragraphs that have no element of their own.
    own: usize,
    is_link: bool,
    /// Whether only its id makes it a part of the site.
    is_by_id: bool,
    has_heading: bool,
}

impl Element {
    /// Its role, now that it is known whether its id is that of a heading in it: generators make ids of headings.
    fn role(&self) -> Role {
        match self.is_by_id && self.has_heading {
            true => Role::Box,
            false => self.role,
        }
    }
}

/// Counts the words of a page, element by element.
#[derive(Debug, Default)]
struct Outline {
    elements: Vec<Element>,
    open: Vec<usize>,
    links: usize,
    /// The outermost open element that is not shown, nor anything in it.
    hidden: Option<usize>,
    /// How many of the open elements are paragraphs and the like.
    texts: usize,
}

impl Events for Outline {
    fn open(&mut self, tag: &Tag<'_>, _: Range<usize>) {
        let at = self.elements.len();
        if self.hidden.is_none() && is_hidden(tag) {
            self.hidden = Some(at);
        }
        let role = role(tag);
        let is_heading = matches!(tag.name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6");
        if let Some(parent) = self.open.last().filter(|_| is_heading) {
            self.elements[*parent].has_heading = true;
        }
        let is_link = tag.name == "a";
        self.links += usize::from(is_link);
        self.texts += usize::from(role == Role::Text);
        self.elements.push(Element {
            role,
            parent: self.open.last().copied().unwrap_or(0),
            end: at + 1,
            words: 0,
            linked: 0,
            prose: 0,
            own: 0,
            is_link,
            is_by_id: matches!(role, Role::Furniture | Role::Aside) && is_by_id(tag),
            has_heading: false,
        });
        self.open.push(at);
    }

    fn close(&mut self, _: Range<usize>) {
        let Some(at) = self.open.pop() else { return };
        if self.hidden == Some(at) {
            self.hidden = None;
        }
        let end = self.elements.len();
        let closed = &mut self.elements[at];
        closed.end = end;
        self.links -= usize::from(closed.is_link);
        self.texts -= usize::from(closed.role == Role::Text);
        let (words, linked, prose) = (closed.words, closed.linked, closed.prose);
        if let Some(parent) = self.open.last() {
            let parent = &mut self.elements[*parent];
            parent.words += words;
            parent.linked += linked;
            parent.prose += prose;
        }
    }

    fn add_attributes(&mut self, _: &Tag<'_>, _: Range<usize>) -> bool {
        true
    }

    fn text(&mut self, text: &str, _: Range<usize>) {
        let Some(at) = self.open.last().filter(|_| self.hidden.is_none()) else {
            return;
        };
        let words = words_in(text);
        let element = &mut self.elements[*at];
        element.words += words;
        if self.links > 0 {
            element.linked += words;
        } else if self.texts > 0 {
            element.prose += words;
        } else if words >= PARAGRAPH {
            element.prose += words;
            element.own += words;
        }
    }
}

/// From this many words on, a text counts as a paragraph, whatever element it is in.
const PARAGRAPH: usize = 10;

/// How many words a text has. In scripts without spaces a few letters are a word.
fn words_in(text: &str) -> usize {
    let length = |word: &str| match word.is_ascii() {
        true => 1,
        false => 1 + word.chars().filter(|c| *c >= '\u{2e80}').count() / 2,
    };
    text.split_whitespace().map(length).sum()
}

/// The fewest words of a main part that no landmark names.
const LEAST_WORDS: usize = 20;
/// The smallest share of the page's prose that a main part named by a landmark has, in percent.
const LEAST_SHARE: usize = 25;

impl Outline {
    /// The main part of the page; `None` if nothing identifies it, or if it is the whole page.
    pub(super) fn main_part(self) -> Option<MainPart> {
        let body = self.elements.first()?;
        let all = body.words;
        let root = self.by_landmark().or_else(|| self.by_structure())?;
        let part = root..self.elements[root].end;
        let kept: Vec<Range<usize>> = self.heading_above(root).into_iter().chain([part]).collect();
        let dropped = self.site_parts(root);
        let words = |range: &Range<usize>| self.elements[range.start].words;
        let left = kept.iter().map(words).sum::<usize>() - dropped.iter().map(words).sum::<usize>();
        let parts_left_out = dropped.len() + self.parts_around(&kept);
        let is_less = left < all && left > 0;
        is_less.then_some(MainPart {
            kept,
            dropped,
            words_left_out: all - left,
            parts_left_out,
        })
    }

    /// How many elements with words stand around those that are kept, none of them in another one.
    fn parts_around(&self, kept: &[Range<usize>]) -> usize {
        let (mut at, mut count) = (0, 0);
        while at < self.elements.len() {
            let element = &self.elements[at];
            let is_kept = kept.iter().any(|kept| kept.start == at);
            let is_around = kept
                .iter()
                .any(|kept| (at + 1..element.end).contains(&kept.start));
            count += usize::from(!is_kept && !is_around && element.words > 0);
            at = if is_around { at + 1 } else { element.end };
        }
        count
    }

    /// The landmark with the most words: `main`, in it the one article, else the one article of the page.
    fn by_landmark(&self) -> Option<usize> {
        let all = self.elements.first()?.prose;
        let is_enough = |at: &usize| {
            let element = &self.elements[*at];
            element.words > 0 && element.prose * 100 >= all * LEAST_SHARE
        };
        let main = self
            .largest(Role::Main, 0..self.elements.len())
            .filter(is_enough);
        let inside = main.map_or(0..self.elements.len(), |main| main..self.elements[main].end);
        let article = self.largest(Role::Article, inside).filter(is_enough);
        let whole = main.map_or(all, |main| self.elements[main].prose);
        let is_most = |at: &usize| {
            let prose = self.elements[*at].prose;
            prose > 0 && prose * 100 >= whole * 35
        };
        let article = article.filter(|at| is_most(at) && !self.is_in_list(*at));
        article.or(main)
    }

    /// Whether an article is one of several of similar length: in a listing, none is the main one.
    fn is_in_list(&self, article: usize) -> bool {
        let own = &self.elements[article];
        let others = self.elements.iter().enumerate().filter(|(at, other)| {
            let is_inside = (article..own.end).contains(at);
            let is_around = *at < article && other.end >= own.end;
            other.role == Role::Article && !is_inside && !is_around
        });
        let longest = others.map(|(_, other)| other.prose).max();
        longest.unwrap_or(0) * 3 > own.prose
    }

    fn largest(&self, role: Role, inside: Range<usize>) -> Option<usize> {
        let of_role = inside.filter(|at| self.elements[*at].role == role);
        // Of two boxes with the same words, take the outer one.
        of_role.rev().max_by_key(|at| self.elements[*at].prose)
    }

    /// The box with most of the text and few links.
    fn by_structure(&self) -> Option<usize> {
        let mut scores = vec![0usize; self.elements.len()];
        let in_site_part = self.in_site_parts();
        for (at, element) in self.elements.iter().enumerate() {
            if in_site_part[at] {
                continue;
            }
            scores[at] += element.own;
            if element.role == Role::Text && element.prose >= PARAGRAPH / 2 {
                let score = element.prose.min(100);
                scores[element.parent] += score;
                scores[self.elements[element.parent].parent] += score / 2;
            }
        }
        let score = |at: usize| {
            let element = &self.elements[at];
            scores[at] * (element.words - element.linked) / element.words.max(1)
        };
        let best = (1..self.elements.len()).max_by_key(|at| (score(*at), usize::MAX - at))?;
        if score(best) < LEAST_WORDS {
            return None;
        }
        Some(self.with_siblings(best))
    }

    /// The box around, as long as much of its text is outside of the one that was found, as where sections are apart.
    fn with_siblings(&self, mut at: usize) -> usize {
        loop {
            let parent = self.elements[at].parent;
            if parent == 0 {
                return at;
            }
            let (inner, outer) = (&self.elements[at], &self.elements[parent]);
            let more = outer.prose - inner.prose;
            let is_text = outer.linked * 100 < outer.words * 35;
            if more * 100 < inner.prose * 20 || !is_text {
                return at;
            }
            at = parent;
        }
    }

    /// Whether each element is in a part of the site.
    fn in_site_parts(&self) -> Vec<bool> {
        let mut inside = vec![false; self.elements.len()];
        for (at, element) in self.elements.iter().enumerate().skip(1) {
            let is_one = matches!(element.role(), Role::Site | Role::Furniture | Role::Aside);
            inside[at] = is_one || inside[element.parent];
        }
        inside
    }

    /// The only heading of level 1, if it stands above the main part.
    fn heading_above(&self, root: usize) -> Option<Range<usize>> {
        let is_heading = |at: &usize| self.elements[*at].role == Role::Heading;
        let inside = root..self.elements[root].end;
        if inside.clone().any(|at| is_heading(&at)) {
            return None;
        }
        let mut all = (0..self.elements.len()).filter(is_heading);
        let (only, None) = (all.next()?, all.next()) else {
            return None;
        };
        (only < root).then(|| only..self.elements[only].end)
    }

    /// The parts of the site within the main part: those that say so, and boxes of little more than links.
    fn site_parts(&self, root: usize) -> Vec<Range<usize>> {
        let whole = self.elements[root].words;
        let mut dropped = Vec::new();
        let mut at = root + 1;
        while at < self.elements[root].end {
            let element = &self.elements[at];
            let is_small = element.words * 4 < whole;
            let is_linked = element.linked * 100 >= element.words * 60;
            let is_of_site = match element.role() {
                Role::Site | Role::Aside | Role::Form => is_small,
                Role::Furniture => is_small && (is_linked || element.words < 40),
                _ => false,
            };
            if is_of_site && element.words > 0 {
                dropped.push(at..element.end);
                at = element.end;
            } else {
                at += 1;
            }
        }
        dropped
    }
}

fn is_hidden(tag: &Tag<'_>) -> bool {
    matches!(
        tag.name,
        "head" | "script" | "style" | "template" | "noscript" | "svg" | "select" | "textarea"
    ) || is_never_shown(tag.name, tag)
}

fn role(tag: &Tag<'_>) -> Role {
    if tag.namespace != Namespace::Html {
        return Role::Inline;
    }
    match tag.get("role") {
        Some("main") => return Role::Main,
        Some("article") => return Role::Article,
        Some(
            "navigation" | "complementary" | "contentinfo" | "search" | "banner" | "dialog"
            | "alertdialog",
        ) => return Role::Site,
        _ => {}
    }
    match tag.name {
        "main" => Role::Main,
        "article" if is_named(tag, &["comment"]) => Role::Box,
        "article" => Role::Article,
        "nav" | "aside" | "footer" | "dialog" => Role::Site,
        "h1" => Role::Heading,
        "p" | "pre" | "blockquote" | "li" | "td" | "dd" => Role::Text,
        "form" => Role::Form,
        "div" | "section" | "ul" | "ol" | "table" | "header" => match tag.get("itemprop") {
            _ if is_named(tag, ASIDE) => Role::Aside,
            _ if is_named(tag, FURNITURE) => Role::Furniture,
            Some("articleBody") => Role::Article,
            _ => Role::Box,
        },
        _ => Role::Inline,
    }
}

/// Words in the class or the id of a box that is about something else.
const ASIDE: &[&str] = &[
    "ad", "ads", "advert", "newsletter", "promo", "recommended", "related", "relatedposts",
    "subscribe",
];

/// Words in the class or the id of a box that belongs to the site.
const FURNITURE: &[&str] = &[
    "banner", "breadcrumb", "breadcrumbs", "cookie", "cookies", "footer", "menu", "nav", "navbar",
    "navigation", "pager", "pagination", "popup", "share", "sharing", "sidebar", "social", "tags",
    "teaser", "toolbar", "topics",
];

/// Whether one of these words is in the class or the id of an element: `related`, `post-related` or `relatedPosts`.
fn is_named(tag: &Tag<'_>, known: &[&str]) -> bool {
    ["class", "id"]
        .iter()
        .any(|name| has_word(tag, name, known))
}

/// Whether an element is a section that only its id makes a part of the site.
fn is_by_id(tag: &Tag<'_>) -> bool {
    let class = tag.get("class").unwrap_or_default();
    let is_section =
        tag.name == "section" || class.split_ascii_whitespace().any(|name| name == "section");
    is_section && !has_word(tag, "class", ASIDE) && !has_word(tag, "class", FURNITURE)
}

/// Whether one of these words is in the value of an attribute.
fn has_word(tag: &Tag<'_>, attribute: &str, known: &[&str]) -> bool {
    let names = tag.get(attribute).into_iter();
    let mut words = names.flat_map(|names| {
        let is_end = |c: char| c.is_ascii_whitespace() || matches!(c, '-' | '_' | ':');
        names.split(is_end).take(32)
    });
    words.any(|word| known.iter().any(|known| starts_with_word(word, known)))
}

/// Whether a name starts with this word, and goes on with another one at most.
fn starts_with_word(name: &str, word: &str) -> bool {
    let is_word = |start: &str| start.eq_ignore_ascii_case(word);
    let rest = name.get(word.len()..).unwrap_or_default();
    name.get(..word.len()).is_some_and(is_word)
        && rest.chars().next().is_none_or(char::is_uppercase)
}
