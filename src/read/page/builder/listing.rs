//! Several articles on one page: how they are recognized, and what becomes of the title and byline of the first.

use super::frame::{BlockFrame, Frame, add_loose};
use super::inside::Inside;
use super::kind::{Kind, Zone};
use super::stack::{ArticleHead, Builder, Open, Titled};
use crate::model::{Block, is_blank};
use crate::read::page::parts::PagePart;

impl Builder {
    /// Sets the number of the next list item. Where it is not the one that follows, another list begins.
    pub(crate) fn count_list_from(&mut self, number: Option<u32>) {
        let home = self.here().home;
        let Open { frame, blocks, .. } = &mut self.open[home];
        let (
            Some(number),
            Frame::Blocks(BlockFrame::List {
                ordered: true,
                start,
                items,
                earlier,
                counts_down,
                ..
            }),
        ) = (number, frame)
        else {
            return;
        };
        add_loose(items, std::mem::take(blocks));
        if items.is_empty() {
            *start = number;
            return;
        }
        let count = u32::try_from(items.len()).unwrap_or(u32::MAX);
        if !*counts_down && number != start.saturating_add(count) {
            let start = std::mem::replace(start, number);
            earlier.push(Block::List {
                ordered: true,
                start: Some(start),
                items: std::mem::take(items),
            });
        }
    }

    /// What headings mean in an article that begins here. A page of several articles is a listing: none
    /// of their titles is the page's.
    pub(super) fn zone_of_article(&mut self) -> Zone {
        let level = self.level();
        match self.article.take() {
            None => {
                let home = self.here().home;
                self.article = Some(ArticleHead {
                    level,
                    home: Some(home),
                    at: self.open[home].blocks.len(),
                    title: None,
                });
                Zone::ArticleHead
            }
            Some(first) if level > first.level => {
                self.article = Some(first);
                Zone::Text
            }
            Some(mut first) => {
                self.put_head_back(&mut first);
                self.article = Some(first);
                Zone::Text
            }
        }
    }

    /// Whether another printed article starts with a kind: content or title, after content and a footer.
    pub(super) fn starts_article(&self, kind: &Kind) -> bool {
        let has_footer = self.page.source.is_some() || self.page.links.is_some();
        let head = [PagePart::Site, PagePart::Breadcrumb, PagePart::Content];
        let is_head = match kind {
            Kind::Part(part) => head.contains(part),
            kind => matches!(kind, Kind::Title(_)),
        };
        is_head && has_footer && self.page.content.is_some() && self.here().part == 0
    }

    /// Notes where the title stood that a class names, or makes it a heading there if this one has the same level and
    /// the page has no parts: then it lists several articles, and none of their titles is the page's.
    pub(super) fn title_by_class(&mut self, level: u8) {
        let Inside { home, comment, .. } = *self.here();
        let has_parts = self.page.content.is_some() || !self.page.site.is_empty();
        if comment.is_some() || has_parts || self.here().part != 0 || self.article.is_some() {
            return;
        }
        let Some(first) = self.titled.take() else {
            if is_blank(&self.page.title) {
                let at = self.open[home].blocks.len();
                self.titled = Some(Titled { home, at, level });
            }
            return;
        };
        let blocks = &mut self.open[first.home.min(home)].blocks;
        if first.level == level && first.at <= blocks.len() && !self.is_listing {
            let content = std::mem::take(&mut self.page.title);
            blocks.insert(first.at, Block::Heading { level, content });
            self.is_listing = true;
        }
    }

    /// Continues with a new page for the next article. The candidates of all articles stay together until `finish`.
    pub(super) fn next_article(&mut self) {
        let mut next = self.page.next_page();
        next.candidates = std::mem::take(&mut self.page.candidates);
        self.done.push(std::mem::replace(&mut self.page, next));
        self.article = None;
        self.titled = None;
        self.is_listing = false;
        self.has_page_title = false;
    }

    /// Makes the head of the first article of a listing blocks of it, as long as it is open what they belong to.
    fn put_head_back(&mut self, first: &mut ArticleHead) {
        let Some(home) = first.home.and_then(|home| self.open.get_mut(home)) else {
            return;
        };
        let mut head = Vec::new();
        if let Some(level) = first.title.take() {
            let content = std::mem::take(&mut self.page.title);
            head.push(Block::Heading { level, content });
        }
        if let Some(byline) = self.page.byline.take() {
            head.extend(byline.blocks);
        }
        let at = first.at.min(home.blocks.len());
        home.blocks.splice(at..at, head);
    }
}
