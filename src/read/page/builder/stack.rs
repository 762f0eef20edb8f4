//! The builder itself: the stack of open frames, and the text and blocks that they have collected.

use super::frame::{BlockFrame, Frame, Hiding};
use super::inside::Inside;
use super::kind::Script;
use super::office::OfficeList;
use crate::model::{Block, Inline, MAX_DEPTH};
use crate::read::page::parts::Page;
use crate::read::place::Place;

/// A position on the stack, to close an open kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Level(pub(super) usize);

/// An open kind.
#[derive(Debug)]
pub(super) struct Open {
    pub(super) frame: Frame,
    pub(super) blocks: Vec<Block>,
    /// Where its text starts among [`Builder::inlines`].
    pub(super) start: usize,
    /// The context inside it.
    pub(super) inside: Inside,
}

/// Where the first article of a page begins. If more articles follow, its title and byline go back there.
#[derive(Debug)]
pub(super) struct ArticleHead {
    pub(super) level: Level,
    /// The frame that collects its blocks, as long as that is open.
    pub(super) home: Option<usize>,
    /// How many blocks stood before it.
    pub(super) at: usize,
    /// The level of the heading that became the title.
    pub(super) title: Option<u8>,
}

/// Where the title of the page stood that a class names.
#[derive(Clone, Copy, Debug)]
pub(super) struct Titled {
    /// The frame that collects the blocks there.
    pub(super) home: usize,
    /// How many blocks stood before it.
    pub(super) at: usize,
    pub(super) level: u8,
}

/// From how many inlines on a text is not copied: that would take its memory twice.
const LONG_TEXT: usize = 1024;

/// Builds a [`Page`].
#[derive(Debug)]
pub(crate) struct Builder {
    pub(super) open: Vec<Open>,
    /// The text of all open frames, innermost last. Only the innermost frame that collects text ever gets more, so one
    /// vector serves all frames, and finished content is allocated in its exact size.
    pub(super) inlines: Vec<Inline>,
    /// The frames of kind [`Frame::Split`].
    pub(super) split: Vec<usize>,
    pub(super) hiding: Hiding,
    /// The languages that boxes name for the code within, with the frames of the boxes.
    pub(super) languages: Vec<(usize, String)>,
    /// How many words and images were shown.
    pub(super) shown: usize,
    /// The picture shown last.
    pub(super) last_picture: Option<LastPicture>,
    /// What `shown` was at the end of the last formula.
    pub(super) last_formula: Option<usize>,
    /// The element of a formula that was closed last, and `shown` then.
    pub(super) last_script: Option<(Script, usize)>,
    /// The list that a word processor's items made last.
    pub(super) office_list: Option<OfficeList>,
    /// Where the head of the page's article stood.
    pub(super) article: Option<ArticleHead>,
    pub(super) titled: Option<Titled>,
    /// Whether a heading of the first level is the title of the page, so that no class names another.
    pub(super) has_page_title: bool,
    /// Whether titles that classes name are those of listed articles.
    pub(super) is_listing: bool,
    /// The finished articles of the page, before the current one.
    pub(super) done: Vec<Page>,
    pub(super) page: Page,
    /// The anchors to put before the next words.
    pub(super) named: Vec<String>,
    /// The words of the permalink in the heading that is open, which has them if there are no others.
    pub(super) words_of_permalink: Vec<Inline>,
    /// The current place in the input.
    pub(super) at: Place,
    /// How deep nodes may nest.
    pub(super) most_depth: usize,
    /// Whether what a site prints around its articles is kept out of them.
    pub(super) sets_site_apart: bool,
    /// Whether comments are part of the text.
    has_comments_in_text: bool,
}

/// A picture that was shown.
#[derive(Debug)]
pub(super) struct LastPicture {
    pub(super) src: String,
    /// Whether a script loads it.
    pub(super) is_late: bool,
    /// Whether it stands in what a page shows to those without scripts.
    pub(super) is_without_scripts: bool,
    /// How much was shown with it.
    pub(super) shown: usize,
}

impl Builder {
    /// An empty page, for an article that nests so deep at most.
    pub(crate) fn new(depth: usize) -> Self {
        let page = Open {
            frame: Frame::Blocks(BlockFrame::Page),
            blocks: Vec::new(),
            start: 0,
            inside: Inside::default(),
        };
        Self {
            open: vec![page],
            inlines: Vec::new(),
            split: Vec::new(),
            hiding: Hiding::Nothing,
            named: Vec::new(),
            words_of_permalink: Vec::new(),
            languages: Vec::new(),
            shown: 0,
            last_picture: None,
            last_formula: None,
            last_script: None,
            office_list: None,
            article: None,
            titled: None,
            has_page_title: false,
            is_listing: false,
            done: Vec::new(),
            page: Page::default(),
            at: Place::Bytes(0..0),
            most_depth: depth.min(MAX_DEPTH),
            sets_site_apart: false,
            has_comments_in_text: false,
        }
    }

    /// Keeps what a site prints around its articles out of them.
    pub(crate) fn set_site_apart(&mut self) {
        self.sets_site_apart = true;
    }

    /// Reads comments as part of the text, each in its place, as on any page that is no print export.
    pub(crate) fn keep_comments_in_text(&mut self) {
        self.has_comments_in_text = true;
    }

    pub(crate) fn has_comments_in_text(&self) -> bool {
        self.has_comments_in_text
    }

    /// The page itself, for what a reader learns besides blocks.
    pub(crate) fn page(&mut self) -> &mut Page {
        &mut self.page
    }

    /// Says where in the input the following comes from.
    pub(crate) fn at(&mut self, place: Place) {
        self.at = place;
    }

    /// The place of the innermost open kind.
    pub(crate) fn level(&self) -> Level {
        Level(self.open.len())
    }

    /// The context at the current place.
    pub(super) fn here(&self) -> &Inside {
        &self.open.last().unwrap_or(&self.open[0]).inside
    }

    /// Whether text is kept as it stands here.
    pub(crate) fn is_preformatted(&self) -> bool {
        self.here().code.is_some()
    }

    /// Whether line ends are shown here.
    pub(crate) fn keeps_lines(&self) -> bool {
        self.here().keeps_lines
    }

    /// Whether code within a line is open, which keeps its spaces.
    pub(crate) fn is_code(&self) -> bool {
        self.here().in_inline_code
    }

    /// Whether text may become a link here.
    pub(crate) fn may_link(&self) -> bool {
        let here = self.here();
        here.code.is_none() && here.link.is_none() && !here.in_inline_code
    }

    /// Makes the rows of the table that is open equally long.
    pub(crate) fn fill_rows(&mut self) {
        let home = self.here().home;
        if let Frame::Blocks(BlockFrame::Table(table)) = &mut self.open[home].frame {
            table.is_even = true;
        }
    }

    /// Records that the table that is open may be there only to lay out the page.
    pub(crate) fn may_lay_out(&mut self) {
        let home = self.here().home;
        if let Frame::Blocks(BlockFrame::Table(table)) = &mut self.open[home].frame {
            table.may_lay_out = true;
        }
    }

    /// Where the text starts that is being collected.
    pub(super) fn text_start(&self) -> usize {
        self.open[self.here().text].start
    }

    /// Takes all text from an index on.
    pub(super) fn take_text(&mut self, start: usize) -> Vec<Inline> {
        if start == 0 && self.inlines.len() >= LONG_TEXT {
            let mut text = std::mem::take(&mut self.inlines);
            text.shrink_to_fit();
            return text;
        }
        self.inlines.split_off(start)
    }

    pub(super) fn push_text(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        let start = self.text_start();
        if let Some(Inline::Text { text: before }) = self.inlines[start..].last_mut() {
            before.push_str(text);
        } else {
            self.inlines.push(Inline::text(text));
        }
    }

    pub(super) fn push(&mut self, frame: Frame) {
        let inside = self.here().enter(&frame, self.open.len());
        let blocks = frame.room();
        self.open.push(Open {
            frame,
            blocks,
            start: self.inlines.len(),
            inside,
        });
    }

    pub(super) fn note_too_deep(&mut self) {
        if self.page.too_deep.is_none() {
            self.page.too_deep = Some(self.at.clone());
        }
    }
}
