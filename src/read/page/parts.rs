//! A page with its parts apart and its markers still undecided.

use std::collections::{HashMap, VecDeque};

use super::candidate::{Candidate, CandidateId};
use super::notes::Notes;
use super::places::Places;
use crate::model::{Block, DateTime, Direction, Inline, change_run, for_each_run_in};
use crate::read::numbering::{FoundSource, List};
use crate::read::place::Place;

/// A part of the printed page, where the page marks its parts.
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
/// Inside a page, listed targets hold no numbers but [candidates](super::candidate::CandidateId), and a text may hold `\n` where a line of the input ended.
#[derive(Debug, Default)]
pub(crate) struct Page {
    pub(crate) language: Option<String>,
    pub(crate) direction: Option<Direction>,
    /// The page's own title, outside of what it prints.
    pub(crate) page_title: Option<String>,
    /// The titles of the article and its site that the page states for programs.
    pub(crate) stated_title: Option<String>,
    pub(crate) stated_site: Option<String>,
    /// The address that relative ones start from, where the page states it.
    pub(crate) base: Option<String>,
    pub(crate) site: Vec<Block>,
    pub(crate) breadcrumb: Vec<Block>,
    pub(crate) title: Vec<Inline>,
    pub(crate) byline: Option<PageByline>,
    /// What stands outside of any part, before and after the content.
    pub(crate) before: Vec<Block>,
    pub(crate) content: Option<Vec<Block>>,
    pub(crate) after: Vec<Block>,
    pub(crate) comments: Vec<PageComment>,
    pub(crate) footer: Vec<Block>,
    pub(crate) source: Option<Vec<Block>>,
    pub(crate) links: Option<Vec<Block>>,
    pub(crate) candidates: Vec<Candidate>,
    /// Whether a link without words is nothing that a reader sees. In a print export, as in the dump of a text browser, it
    /// may be one whose words are not known.
    pub(crate) has_no_empty_links: bool,
    /// Whether fields and byline are found by their shape, since the format has nothing that marks them.
    pub(crate) is_unmarked: bool,
    /// The moment of the stamp, where the markup states it.
    pub(crate) moment: Option<DateTime>,
    /// How many links the page has, besides its candidates.
    pub(crate) link_count: usize,
    /// Whether colons or spaces of its text are [escaped](crate::grammar::escaped).
    pub(crate) has_escapes: bool,
    /// Whether a link or image may have a relative address.
    pub(crate) has_relative: bool,
    /// Where nesting had to be flattened first.
    pub(crate) too_deep: Option<Place>,
    /// The footer, where the reader has found it itself, and its candidates are markers.
    pub(crate) found: Option<Footer>,
    /// What the reader found odd.
    pub(crate) notes: Notes,
    /// The numbers of notes that are nothing but an address, in the order of the text.
    pub(crate) numbers_of_notes: HashMap<String, VecDeque<u32>>,
    /// What links within the page lead to.
    pub(crate) places: Places,
    /// The further articles of the page, if it has parts for each.
    pub(crate) further: Vec<Page>,
}

impl Page {
    /// An empty page for another article of the same page.
    pub(crate) fn next_page(&self) -> Self {
        Self {
            language: self.language.clone(),
            direction: self.direction,
            base: self.base.clone(),
            is_unmarked: self.is_unmarked,
            has_escapes: self.has_escapes,
            has_relative: self.has_relative,
            ..Self::default()
        }
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

/// What a footer says.
#[derive(Debug, Default)]
pub(crate) struct Footer {
    pub(crate) source: Option<FoundSource>,
    pub(crate) list: Option<List>,
    /// The candidates in it, where it is known to hold no others.
    pub(crate) candidates: Option<Vec<CandidateId>>,
    /// The candidates that are none of its list's: those of another one.
    pub(crate) excluded: Vec<CandidateId>,
    /// Whether all candidates in the text are markers.
    pub(crate) is_decided: bool,
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
    /// The level of the heading that is the title.
    pub(crate) level: u8,
    pub(crate) byline: Option<PageByline>,
    pub(crate) content: Vec<Block>,
    /// How many comments stand before it.
    pub(crate) before: usize,
    /// Whether markup says that it is an item of a list.
    pub(crate) is_item: bool,
}

impl PageComment {
    /// What it holds, where it is none.
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
