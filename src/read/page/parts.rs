//! The page as readers fill it: its parts separate, its markers still undecided.

use std::collections::{HashMap, VecDeque};

use super::anchors::Anchors;
use super::candidate::{Candidate, CandidateId};
use super::notes::Notes;
use crate::model::{Block, DateTime, Direction, Inline, change_run, for_each_run_in};
use crate::read::numbering::{FoundSource, List};
use crate::read::place::Place;

/// A part of the printed page, where the page marks its parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PagePart {
    Site,
    Breadcrumb,
    Content,
    Comments,
    Footer,
    Source,
    Links,
}

/// A page with its parts separate and its markers still undecided.
///
/// Its blocks and inlines are those of the model, with two differences: a listed target holds a
/// [candidate](super::candidate::CandidateId) in place of a number, and a text may hold `\n` where a line of the input
/// ended.
#[derive(Debug, Default)]
pub(crate) struct Page {
    pub(crate) about: About,
    pub(crate) site: Vec<Block>,
    pub(crate) breadcrumb: Vec<Block>,
    pub(crate) title: Vec<Inline>,
    pub(crate) byline: Option<PageByline>,
    /// The blocks outside any part: `before` the content or, in a page without parts, all of them, and `after` the
    /// content.
    pub(crate) before: Vec<Block>,
    pub(crate) content: Option<Vec<Block>>,
    pub(crate) after: Vec<Block>,
    pub(crate) comments: Vec<PageComment>,
    pub(crate) footer: Vec<Block>,
    pub(crate) source: Option<Vec<Block>>,
    pub(crate) links: Option<Vec<Block>>,
    pub(crate) candidates: Vec<Candidate>,
    /// How many links the page has, besides its candidates.
    pub(crate) link_count: usize,
    /// For each URL that is the whole of a note, the numbers of these notes, in the order of the text.
    pub(crate) numbers_of_notes: HashMap<String, VecDeque<u32>>,
    /// The anchors that links within the page lead to.
    pub(crate) anchors: Anchors,
    pub(crate) signs: Signs,
    /// The footer, if the reader has found it itself. Then the engine is not asked again.
    pub(crate) found: Option<Footer>,
    /// The first place where nesting had to be flattened.
    pub(crate) too_deep: Option<Place>,
    /// The warnings so far.
    pub(crate) notes: Notes,
    /// The other articles of the page, if each has parts of its own.
    pub(crate) further: Vec<Page>,
}

/// What a page says about itself without printing it.
#[derive(Clone, Debug, Default)]
pub(crate) struct About {
    pub(crate) language: Option<String>,
    pub(crate) direction: Option<Direction>,
    /// The title in `<title>`, which may name the site as well.
    pub(crate) page_title: Option<String>,
    /// The titles of the article and its site in the page's metadata.
    pub(crate) title: Option<String>,
    pub(crate) site: Option<String>,
    /// The base of relative URLs.
    pub(crate) base: Option<String>,
    /// The date and time of the stamp.
    pub(crate) moment: Option<DateTime>,
}

/// What a reader has noticed of a page, which decides how it is assembled.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Signs {
    /// Whether links without words are to be dropped, since a browser shows nothing of them. In a print export, or in
    /// the dump of a text browser, they stay: there, only their words may be unknown.
    pub(crate) has_no_empty_links: bool,
    /// Whether fields and byline have to be found by their shape, since the format has no markup for them.
    pub(crate) is_unmarked: bool,
    /// Whether colons or spaces of its text are [escaped](crate::grammar::escaped).
    pub(crate) has_escapes: bool,
    /// Whether a link or image may have a relative address.
    pub(crate) has_relative: bool,
    /// Whether its text has anchors.
    pub(crate) has_anchors: bool,
}

impl Page {
    /// An empty page for the next article of the same input.
    pub(crate) fn next_page(&self) -> Self {
        Self {
            about: About {
                language: self.about.language.clone(),
                direction: self.about.direction,
                base: self.about.base.clone(),
                ..About::default()
            },
            signs: Signs {
                has_no_empty_links: false,
                ..self.signs
            },
            ..Self::default()
        }
    }

    /// Whether it has comments and does not mark the footer of a print export, so that they may be part of its text.
    pub(crate) fn may_have_comments_in_text(&self) -> bool {
        let marks_footer = self.source.is_some() || self.links.is_some();
        let further = || self.further.iter().any(Self::may_have_comments_in_text);
        (!marks_footer && !self.comments.is_empty()) || further()
    }

    /// All blocks of a page, in the order of the page.
    pub(super) fn into_blocks(self) -> Vec<Block> {
        let title = Some(self.title).filter(|title| !title.is_empty());
        let title = title.map(|content| Block::Heading { level: 1, content });
        let byline = self.byline.map(|byline| byline.blocks).unwrap_or_default();
        let head = [self.site, self.breadcrumb, self.before];
        let comments = self.comments.into_iter().flat_map(PageComment::into_blocks);
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

/// The contents of a footer, and which candidates it leaves to the text.
#[derive(Debug, Default)]
pub(crate) struct Footer {
    pub(crate) source: Option<FoundSource>,
    pub(crate) list: Option<List>,
    /// The candidates in it, if the footer is made of whole parts of the page.
    pub(crate) candidates: Option<Vec<CandidateId>>,
    /// The candidates in the text that cannot be markers of its list, since they belong to another list.
    pub(crate) excluded: Vec<CandidateId>,
    /// Whether the reader has decided already: every candidate in the text is a marker.
    pub(crate) is_decided: bool,
}

/// A byline, before markers are decided.
#[derive(Debug, Default)]
pub(crate) struct PageByline {
    pub(crate) author: Option<String>,
    /// The date and time that the markup states.
    pub(crate) at: Option<DateTime>,
    pub(crate) blocks: Vec<Block>,
}

/// A comment, before markers are decided.
#[derive(Debug, Default)]
pub(crate) struct PageComment {
    pub(crate) title: Vec<Inline>,
    /// The level of the heading that is the title.
    pub(crate) level: u8,
    pub(crate) byline: Option<PageByline>,
    pub(crate) content: Vec<Block>,
    /// How many comments stand before it.
    pub(crate) before: usize,
}

impl PageComment {
    /// Its blocks, if it turns out to be part of the text.
    pub(crate) fn into_blocks(self) -> Vec<Block> {
        let title = Some(self.title).filter(|title| !title.is_empty());
        let title = title.map(|content| Block::Heading {
            level: self.level,
            content,
        });
        let byline = self.byline.map(|byline| byline.blocks).unwrap_or_default();
        title
            .into_iter()
            .chain(byline)
            .chain(self.content)
            .collect()
    }
}
