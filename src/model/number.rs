//! Numbers links as the exporter does.

use std::collections::HashMap;

use super::url_scheme::is_script;
use super::walk::for_each_run_in;
use super::{Article, Inline, Link, MAX_LINK_NUMBER, Target};

impl Article {
    /// Adds every unlisted link of title, body and comments to the list, by the exporter's rules: numbers follow
    /// first use, equal URLs share a number, and links that lead nowhere else (an empty URL, a bare `#fragment`, a
    /// script) get none.
    ///
    /// Existing entries keep their numbers and are shared; new ones get the numbers after the highest, up to
    /// [`MAX_LINK_NUMBER`]: links beyond it stay unlisted. Links of the footer and the breadcrumb get no numbers.
    ///
    /// ```
    /// use liens::model::{Article, Block, Inline, Link};
    ///
    /// let mut article = Article {
    ///     body: vec![Block::paragraph(vec![
    ///         Inline::link("https://a.example/", vec![Inline::text("a")]),
    ///         Inline::link("#here", vec![Inline::text("here")]),
    ///         Inline::link("https://a.example/", vec![Inline::text("again")]),
    ///     ])],
    ///     ..Article::default()
    /// };
    /// article.number_links();
    /// assert_eq!(article.links, [Link::new(1, "https://a.example/")]);
    /// assert_eq!(article.link_numbers().collect::<Vec<_>>(), [1, 1]);
    /// ```
    pub fn number_links(&mut self) {
        let mut numbering = Numbering::of(std::mem::take(&mut self.links));
        let mut number = |run: &mut Vec<Inline>| numbering.run(run);
        if let Some(title) = &mut self.title {
            super::walk::change_run(title, &mut number);
        }
        for_each_run_in(&mut self.body, &mut number);
        for comment in &mut self.comments {
            if let Some(title) = &mut comment.title {
                super::walk::change_run(title, &mut number);
            }
            for_each_run_in(&mut comment.content, &mut number);
        }
        self.links = numbering.links;
    }
}

struct Numbering {
    links: Vec<Link>,
    numbers: HashMap<String, u32>,
    next: u32,
}

impl Numbering {
    fn of(links: Vec<Link>) -> Self {
        let mut numbers = HashMap::new();
        let mut next = 1;
        for link in &links {
            numbers.entry(link.url.clone()).or_insert(link.number);
            next = next.max(link.number.saturating_add(1));
        }
        Self {
            links,
            numbers,
            next,
        }
    }

    fn run(&mut self, run: &mut [Inline]) {
        for inline in run {
            if let Inline::Link { target, .. } = inline {
                self.target(target);
            }
        }
    }

    fn target(&mut self, target: &mut Target) {
        let Target::Url(url) = target else { return };
        if url.is_empty() || url.starts_with('#') || is_script(url) {
            return;
        }
        let number = match self.numbers.get(url.as_str()) {
            Some(number) => *number,
            None if self.next > MAX_LINK_NUMBER => return,
            None => self.enter(std::mem::take(url)),
        };
        *target = Target::Listed(number);
    }

    fn enter(&mut self, url: String) -> u32 {
        let number = self.next;
        self.next += 1;
        self.links.push(Link::new(number, url.clone()));
        self.numbers.insert(url, number);
        number
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Block;

    #[test]
    fn scripts_have_no_numbers() {
        let script = Inline::link("javascript:void(0)", vec![Inline::text("print")]);
        let mut article = Article {
            body: vec![Block::paragraph(vec![script])],
            ..Article::default()
        };
        let before = article.clone();
        article.number_links();
        assert_eq!(article, before);
    }

    #[test]
    fn numbers_end_where_readers_take_them_for_text() {
        for highest in [MAX_LINK_NUMBER - 1, u32::MAX] {
            let link = |url: &str| Inline::link(url, vec![Inline::text("x")]);
            let mut article = Article {
                body: vec![Block::paragraph(vec![link("a"), link("b"), link("old")])],
                links: vec![Link::new(highest, "old")],
                ..Article::default()
            };
            article.number_links();
            let listed: Vec<_> = article.link_numbers().collect();
            let expected = match highest {
                u32::MAX => vec![u32::MAX],
                _ => vec![MAX_LINK_NUMBER, MAX_LINK_NUMBER - 1],
            };
            assert_eq!(listed, expected);
            assert_eq!(article.links.len(), expected.len());
        }
    }
}
