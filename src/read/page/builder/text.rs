//! Adding text, and the inlines and blocks that have no content to open and close.

use super::candidate::{place_of, sign_at, sole_marker};
use super::code::{break_lines_of_code, lines_of_code};
use super::frame::{BlockFrame, Frame, Hiding};
use super::kind::Kind;
use super::stack::{Builder, Open};
use crate::grammar::url::is_absolute;
use crate::model::{Block, DateTime, Inline, is_blank};
use crate::read::bracket::{Bracket, Escape};
use crate::read::page::candidate::Sign;
use crate::read::page::parts::PagePart;
use crate::read::place::Place;

impl Builder {
    /// Adds a run of text. Those of its brackets that hold numbers become candidates.
    pub(crate) fn text(&mut self, run: &str, brackets: impl IntoIterator<Item = Bracket>) {
        if self.is_hidden() {
            return self.name_of_drawing(run);
        }
        if run.is_empty() || (run == " " && self.is_between_blocks()) {
            return;
        }
        if !run.trim_ascii().is_empty() {
            self.show_from(Hiding::Images);
            self.shown += 1;
        }
        self.rejoin_split();
        if !self.named.is_empty() && !run.trim_ascii().is_empty() {
            self.push_names();
        }
        let mut done = 0;
        for bracket in brackets {
            if bracket.at < done {
                continue;
            }
            let Some((shown, length)) = sign_at(&run[bracket.at..]) else {
                continue;
            };
            self.push_text(&run[done..bracket.at]);
            done = bracket.at + length;
            self.candidate_with(shown, place_of(&bracket.source, length), bracket.escape);
        }
        self.push_text(&run[done..]);
    }

    /// Whether a number ends here.
    pub(crate) fn ends_in_digit(&self) -> bool {
        let last = self.inlines[self.text_start()..].last();
        matches!(last, Some(Inline::Text { text }) if text.ends_with(|c: char| c.is_ascii_digit()))
    }

    /// Adds an inline other than text.
    pub(crate) fn inline(&mut self, inline: Inline) {
        let is_logo = self.hiding == Hiding::Images && matches!(inline, Inline::Image { .. });
        if !self.is_hidden() && !is_logo {
            self.rejoin_split();
            self.push_names();
            if let Inline::Image { src, .. } = &inline {
                self.page.signs.has_relative |= !is_absolute(src);
                self.shown += 1;
            }
            self.inlines.push(inline);
        }
    }

    /// Adds the checkbox of a task, if a list item starts here.
    pub(crate) fn checkbox(&mut self, checked: bool) {
        let Open { frame, blocks, .. } = &self.open[self.here().home];
        let is_item = matches!(frame, Frame::Blocks(BlockFrame::Item)) && blocks.is_empty();
        if is_item && is_blank(&self.inlines[self.text_start()..]) {
            self.inline(Inline::Checkbox { checked });
        }
    }

    /// Adds a note that is nothing but a URL, and the number it has if it becomes a link.
    pub(crate) fn note_of_url(&mut self, number: u32, url: &str) {
        if self.is_hidden() {
            return;
        }
        let level = self.open(Kind::Note);
        self.open(Kind::link(url));
        self.text(url, []);
        self.close(level);
        let numbers = self.page.numbers_of_notes.entry(url.to_owned());
        numbers.or_default().push_back(number);
    }

    /// Keeps the places with these names, as if a link had led there.
    pub(crate) fn keep_anchors(&mut self, names: &[String]) {
        self.page.anchors.want(names);
    }

    /// Names the place where the next words stand, if a link leads there, and returns whether one does.
    pub(crate) fn name_place(&mut self, id: &str) -> bool {
        let is_anchor = !self.is_hidden() && self.page.anchors.name(id);
        if is_anchor {
            self.named.push(id.to_owned());
        }
        is_anchor
    }

    /// Records that the element with this name is a note.
    pub(crate) fn name_note(&mut self, id: &str) {
        self.page.anchors.note(id);
    }

    /// A link back from a note to its reference, which is not shown.
    pub(crate) fn back_link(&mut self, url: &str) {
        self.page.anchors.back(url);
    }

    /// Adds the pending anchors, where words begin.
    pub(super) fn push_names(&mut self) {
        if self.named.is_empty() {
            return;
        }
        self.page.signs.has_anchors = true;
        let names = self.named.drain(..).map(|id| Inline::Anchor { id });
        self.inlines.extend(names);
    }

    /// Adds a block without content of its own.
    pub(crate) fn block(&mut self, block: Block) {
        self.show_from(Hiding::Words);
        if self.is_hidden() {
            return;
        }
        if self.is_in_paragraph() {
            self.leave_leaf();
        }
        let here = self.here();
        if here.leaf.is_some() {
            return self.set_apart();
        }
        let home = here.home;
        self.leave_text();
        self.paragraph_of_loose_text(home);
        self.open[home].blocks.push(block);
    }

    /// Adds the number of the reference link before it as a candidate.
    pub(crate) fn reference(&mut self, number: u32, place: Place) {
        if !self.is_hidden() {
            self.rejoin_split();
            self.candidate(Sign::Reference(number), place, Escape::None);
        }
    }

    /// Adds the number of a link definition as a candidate.
    pub(crate) fn definition(&mut self, number: u32, place: Place) {
        if !self.is_hidden() {
            self.candidate(Sign::Definition(number), place, Escape::None);
        }
    }

    /// Records a date and time that the markup states, for the open byline or stamp.
    pub(crate) fn state_moment(&mut self, moment: DateTime) {
        let dated = self.here().dated;
        match &mut self.open[dated].frame {
            Frame::Blocks(BlockFrame::Byline { at, .. }) => {
                at.get_or_insert(moment);
            }
            Frame::Blocks(BlockFrame::Part(PagePart::Source)) => {
                self.page.about.moment.get_or_insert(moment);
            }
            _ => {}
        }
    }

    /// Separates words in a leaf by a line break, where the edge of a block would have separated them.
    pub(super) fn set_apart(&mut self) {
        if self.here().code.is_some() {
            self.start_line_of_code();
            return;
        }
        let is_blank = |inline: &&Inline| matches!(inline, Inline::Text { text } if text == " ");
        let start = self.text_start();
        let mut before = self.inlines[start..].iter().rev().skip_while(is_blank);
        if !matches!(before.next(), None | Some(Inline::Break {})) {
            self.inlines.push(Inline::Break {});
        }
    }

    /// Whether text starts a paragraph of its own here.
    fn is_between_blocks(&self) -> bool {
        let here = self.here();
        here.text == here.home && self.inlines.len() == self.open[here.home].start
    }

    /// Makes a paragraph of the text that a frame for blocks has collected.
    pub(super) fn paragraph_of_loose_text(&mut self, home: usize) {
        let start = self.open[home].start;
        if is_blank(&self.inlines[start..]) {
            return self.inlines.truncate(start);
        }
        let content = self.take_text(start);
        let block = self.paragraph(content);
        self.open[home].blocks.push(block);
    }

    pub(super) fn paragraph(&mut self, content: Vec<Inline>) -> Block {
        if let Some(text) = lines_of_code(&content) {
            let language = self.languages.last().map(|(_, name)| name.clone());
            return Block::CodeBlock { language, text };
        }
        let content = break_lines_of_code(content);
        if let Some(id) = sole_marker(&content) {
            if let Some(candidate) = self.page.candidates.get_mut(id.index()) {
                candidate.alone = true;
            }
        }
        Block::paragraph(self.wrap_in_split(content))
    }
}
