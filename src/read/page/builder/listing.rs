//! Several articles on one page: what tells them apart, and what becomes of the first one's head.

use super::kind::{Kind, Zone};
use super::stack::{ArticleHead, Builder};
use crate::model::Block;
use crate::read::page::parts::Part;

impl Builder {
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

    /// Whether another printed article starts with a kind: content or title, behind content and a footer.
    pub(super) fn starts_article(&self, kind: &Kind) -> bool {
        let has_footer = self.page.source.is_some() || self.page.links.is_some();
        let head = [Part::Site, Part::Breadcrumb, Part::Content];
        let is_head = match kind {
            Kind::Part(part) => head.contains(part),
            kind => matches!(kind, Kind::Title),
        };
        is_head && has_footer && self.page.content.is_some() && self.here().part == 0
    }

    /// Goes on with a page for the next article. All candidates stay together.
    pub(super) fn next_article(&mut self) {
        let mut next = self.page.next_page();
        next.candidates = std::mem::take(&mut self.page.candidates);
        self.done.push(std::mem::replace(&mut self.page, next));
        self.article = None;
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
