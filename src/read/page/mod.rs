//! The page: a printed page as every reader sees it before it becomes an article.
//!
//! Readers differ in how they find blocks and words; what a print export adds to them is the same
//! everywhere. So each reader fills a [`Page`] through the [`Builder`], and [`assemble`] turns the
//! page into an article:
//!
//! 1. [`footer`] takes source line and list out of it, by their part of the page or as the engine finds them
//!    ([`numbering`](super::numbering));
//! 2. [`table`] makes the link table of the list;
//! 3. [`markers`] gives links the numbers that the engine chooses among the candidates;
//! 4. [`top`] finds the blocks that are site, breadcrumb and title, [`head`] what their words say, [`fields`]
//!    labelled values.

mod assemble;
mod builder;
mod elements;
mod fields;
mod footer;
mod head;
mod lines;
mod markers;
mod masthead;
mod notes;
mod place;
mod table;

use std::fmt;

use crate::model::{Block, DateTime, Direction, Inline, change_run, for_each_run_in};

pub(crate) use assemble::{assemble, assemble_all};
pub(crate) use builder::{Bracket, Builder, Escape, Kind, Level};
pub(crate) use elements::{Attributes, embed, is_part, is_void, open_element};
pub(crate) use fields::{
    escaped_colon, escaped_space, find_fields, is_kept_as_text, show_colons, show_escapes,
};
pub(crate) use footer::Footer;
pub(crate) use head::{site as site_in, site_named};
pub(crate) use masthead::{is_whole_head, leads_to, lines_of_byline, take_byline, take_head};
pub(crate) use notes::Notes;
pub(crate) use place::Place;

/// A part of the printed page, where the page tells its parts apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    Site,
    Breadcrumb,
    Content,
    Comments,
    Footer,
    Source,
    Links,
}

/// A page with its parts apart and its markers still undecided.
///
/// Inside a page, `Target::Listed` holds no number but an index into [`Page::candidates`], and a
/// text may hold `\n` where a line of the input ended.
#[derive(Debug, Default)]
pub(crate) struct Page {
    pub(crate) language: Option<String>,
    pub(crate) direction: Option<Direction>,
    /// The page's own title, outside of what it prints.
    pub(crate) page_title: Option<String>,
    /// The address that relative ones start from, where the page states it.
    pub(crate) base: Option<String>,
    pub(crate) site: Vec<Block>,
    pub(crate) breadcrumb: Vec<Block>,
    pub(crate) title: Vec<Inline>,
    pub(crate) byline: Option<PageByline>,
    /// What stands outside of any part, before and behind the content.
    pub(crate) before: Vec<Block>,
    pub(crate) content: Option<Vec<Block>>,
    pub(crate) after: Vec<Block>,
    pub(crate) comments: Vec<PageComment>,
    pub(crate) footer: Vec<Block>,
    pub(crate) source: Option<Vec<Block>>,
    pub(crate) links: Option<Vec<Block>>,
    pub(crate) candidates: Vec<Candidate>,
    /// Whether fields and byline are found by their shape, since the format has nothing that marks them.
    pub(crate) is_unmarked: bool,
    /// The moment of the stamp, where the markup states it.
    pub(crate) moment: Option<DateTime>,
    /// How many links the page has, besides its candidates.
    pub(crate) link_count: usize,
    /// Whether a link or image may have a relative address.
    pub(crate) has_relative: bool,
    /// Where nesting had to be flattened first.
    pub(crate) too_deep: Option<Place>,
    /// The footer, where the reader has found it itself, and its candidates are markers.
    pub(crate) found: Option<Footer>,
    /// What the reader found odd.
    pub(crate) notes: Notes,
    /// The further articles of the page, if it has parts for each.
    pub(crate) further: Vec<Page>,
}

impl Page {
    /// Whether escaped colons or spaces stand in the text.
    pub(crate) fn has_escapes(&self) -> bool {
        let is_escape = |candidate: &Candidate| candidate.sign.is_escape();
        self.candidates.iter().any(is_escape)
    }

    /// An empty page for another article of the same page.
    pub(crate) fn next_page(&self) -> Self {
        Self {
            language: self.language.clone(),
            direction: self.direction,
            base: self.base.clone(),
            is_unmarked: self.is_unmarked,
            has_relative: self.has_relative,
            ..Self::default()
        }
    }

    /// All blocks of a page, in the order of the page.
    fn into_blocks(self) -> Vec<Block> {
        let title = Some(self.title).filter(|title| !title.is_empty());
        let title = title.map(|content| Block::Heading { level: 1, content });
        let byline = self.byline.map(|byline| byline.blocks).unwrap_or_default();
        let head = [self.site, self.breadcrumb, self.before];
        let comments = self
            .comments
            .into_iter()
            .flat_map(|comment| comment.content);
        let content = self.content.unwrap_or_default();
        let text = [byline, content, comments.collect(), self.after, self.footer];
        let footer = [
            self.source.unwrap_or_default(),
            self.links.unwrap_or_default(),
        ];
        let head = head.into_iter().flatten().chain(title);
        head.chain(text.into_iter().chain(footer).flatten())
            .collect()
    }

    /// Calls `change` with every run of sibling inlines, in the order of the page.
    pub(crate) fn for_each_run(&mut self, mut change: impl FnMut(&mut Vec<Inline>)) {
        for_each_run_in(&mut self.site, &mut change);
        for_each_run_in(&mut self.breadcrumb, &mut change);
        change_run(&mut self.title, &mut change);
        if let Some(byline) = &mut self.byline {
            for_each_run_in(&mut byline.blocks, &mut change);
        }
        for_each_run_in(&mut self.before, &mut change);
        for_each_run_in(self.content.as_deref_mut().unwrap_or_default(), &mut change);
        for comment in &mut self.comments {
            change_run(&mut comment.title, &mut change);
            if let Some(byline) = &mut comment.byline {
                for_each_run_in(&mut byline.blocks, &mut change);
            }
            for_each_run_in(&mut comment.content, &mut change);
        }
        for_each_run_in(&mut self.after, &mut change);
        for_each_run_in(&mut self.footer, &mut change);
    }
}

/// A byline, before markers are decided.
#[derive(Debug, Default)]
pub(crate) struct PageByline {
    pub(crate) author: Option<String>,
    /// The moment that the markup states.
    pub(crate) at: Option<DateTime>,
    pub(crate) blocks: Vec<Block>,
}

/// A comment, before markers are decided.
#[derive(Debug, Default)]
pub(crate) struct PageComment {
    pub(crate) title: Vec<Inline>,
    pub(crate) byline: Option<PageByline>,
    pub(crate) content: Vec<Block>,
}

/// Something in the text that may be a marker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Candidate {
    pub(crate) sign: Sign,
    /// What its bracket holds besides the number of its sign. Boxed, since hardly any holds more.
    pub(crate) more: Option<Box<More>>,
    /// Where it stands in the input.
    pub(crate) place: Place,
    pub(crate) escape: Escape,
    /// The link it follows, if any.
    /// Boxed, since most candidates of a page full of brackets follow none.
    pub(crate) follows: Option<Box<Followed>>,
    /// Whether a link follows it.
    pub(crate) precedes: bool,
    /// Whether it is a paragraph by itself.
    pub(crate) alone: bool,
}

impl Candidate {
    /// All numbers that it shows.
    pub(crate) fn numbers(&self) -> impl Iterator<Item = u32> {
        let more = self.more.iter().flat_map(|more| &more.numbers);
        self.sign.number().into_iter().chain(more.copied())
    }

    /// The characters that it shows.
    pub(crate) fn shown(&self) -> String {
        match &self.more {
            Some(more) => more.shown.clone(),
            None => self.sign.to_string(),
        }
    }

    /// Where the link leads that the candidate follows.
    pub(crate) fn href(&self) -> Option<&str> {
        self.follows.as_ref()?.href.as_deref()
    }
}

/// What a bracket holds that is not just a number: `[1, 2]`, or `[ 1 ]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct More {
    pub(crate) shown: String,
    /// The numbers behind the first.
    pub(crate) numbers: Vec<u32>,
}

/// What a candidate shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sign {
    /// `[4]` in the text.
    Text(u32),
    /// `<sup>[4]</sup>`.
    Raised(u32),
    /// A marker by the page's own word, like a `print-footnote`.
    Certain(u32),
    /// The number of a reference link, `[words][4]`: no marker unless its definitions are the list.
    Reference(u32),
    /// That of a link definition, `[4]: http://…`.
    Definition(u32),
    /// An escaped colon: no marker, but no end of a label either.
    Colon,
    /// An escaped space: no marker, but its paragraph is text, whatever it looks like.
    Space,
}

impl Sign {
    /// Whether it is no marker at all, but says what the text around it is not.
    pub(crate) fn is_escape(self) -> bool {
        matches!(self, Self::Colon | Self::Space)
    }

    /// The number shown.
    pub(crate) fn number(self) -> Option<u32> {
        match self {
            Self::Text(number)
            | Self::Raised(number)
            | Self::Certain(number)
            | Self::Reference(number)
            | Self::Definition(number) => Some(number),
            Self::Colon | Self::Space => None,
        }
    }
}

/// Writes the characters shown.
impl fmt::Display for Sign {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(number)
            | Self::Raised(number)
            | Self::Certain(number)
            | Self::Definition(number) => write!(f, "[{number}]"),
            Self::Reference(_) => Ok(()),
            Self::Colon => f.write_str(":"),
            Self::Space => f.write_str(" "),
        }
    }
}

/// The link that a candidate follows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Followed {
    /// Its address; `None` for underlined words, which the oldest exporters print in place of a link.
    pub(crate) href: Option<String>,
    /// The white space between link and candidate.
    pub(crate) gap: String,
}
