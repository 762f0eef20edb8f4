//! Checks the rules that the types of the model cannot express.

use std::collections::HashSet;

use memchr::memchr2;

use super::walk::Walk;
use super::{Article, Block, Cell, Inline, MAX_DEPTH, MAX_LINK_NUMBER, Node, Target};

/// A rule that an article breaks.
#[derive(Clone, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum Problem {
    /// Blocks and inlines nest deeper than [`MAX_DEPTH`].
    #[error("expected at most {MAX_DEPTH} nested blocks and inlines, but found {depth}")]
    TooDeep {
        /// The depth of the first node that is too deep.
        depth: usize,
    },
    /// Lists and maps of the metadata nest deeper than [`MAX_DEPTH`].
    #[error("expected at most {MAX_DEPTH} nested lists and maps in the metadata, but found more")]
    DeepMetadata,
    /// The link table has an entry with the number 0.
    #[error("expected link numbers from 1, but found an entry with number 0")]
    NumberZero,
    /// The link table has an entry with a number beyond [`MAX_LINK_NUMBER`].
    #[error(
        "expected link numbers up to {MAX_LINK_NUMBER}, but found an entry with number {number}"
    )]
    NumberTooHigh {
        /// The number.
        number: u32,
    },
    /// Two entries of the link table share a number.
    #[error("expected one entry for each number, but found two with number {number}")]
    DuplicateNumber {
        /// The number.
        number: u32,
    },
    /// A link leads to an entry that the table does not have.
    #[error("expected an entry with number {number} in the link table, but found none")]
    MissingEntry {
        /// The number.
        number: u32,
    },
    /// A link contains a link.
    #[error("expected no link inside a link, but found one")]
    NestedLink,
    /// A heading's level is not between 1 and 6.
    #[error("expected a heading level from 1 to 6, but found {level}")]
    HeadingLevel {
        /// The level.
        level: u8,
    },
    /// A bullet list has a first number, or a numbered one has none.
    #[error("expected a first number in numbered lists and only there")]
    ListStart,
    /// A cell spans no column or no row.
    #[error("expected cells to span at least one column and row, but found one with 0")]
    EmptySpan,
    /// A URL contains a line break: that of an entry, a link, an image, the source or the site.
    #[error("expected addresses on one line, but found a line break in {url:?}")]
    LineBreak {
        /// The URL.
        url: String,
    },
    /// The stamp's label has no slot for the date.
    #[error("expected `{{date}}` in the label of the stamp, but found {label:?}")]
    StampSlot {
        /// The label.
        label: String,
    },
}

impl Article {
    /// The rules of the model that the article breaks; empty for articles that readers return.
    ///
    /// ```
    /// use liens::model::{Article, Block, Inline, Problem};
    ///
    /// let article = Article {
    ///     body: vec![Block::paragraph(vec![Inline::listed(7, vec![])])],
    ///     ..Article::default()
    /// };
    /// assert_eq!(article.check(), [Problem::MissingEntry { number: 7 }]);
    /// ```
    #[must_use]
    pub fn check(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        let numbers = self.check_table(&mut problems);
        check_nodes(self.walk(), &numbers, &mut problems);
        if self.metadata.goes_deeper(MAX_DEPTH) {
            problems.push(Problem::DeepMetadata);
        }
        let source = self.source.as_ref().map(|source| &source.url);
        let site = self.site.as_ref().and_then(|site| site.url.as_ref());
        for url in source.into_iter().chain(site) {
            check_url(url, &mut problems);
        }
        if let Some(label) = &self.labels.stamp {
            if !label.contains("{date}") {
                problems.push(Problem::StampSlot {
                    label: label.clone(),
                });
            }
        }
        problems
    }

    fn check_table(&self, problems: &mut Vec<Problem>) -> HashSet<u32> {
        let mut numbers = HashSet::with_capacity(self.links.len());
        for link in &self.links {
            if link.number == 0 {
                problems.push(Problem::NumberZero);
            }
            if link.number > MAX_LINK_NUMBER {
                problems.push(Problem::NumberTooHigh {
                    number: link.number,
                });
            }
            if !numbers.insert(link.number) {
                problems.push(Problem::DuplicateNumber {
                    number: link.number,
                });
            }
            check_url(&link.url, problems);
        }
        numbers
    }
}

fn check_url(url: &str, problems: &mut Vec<Problem>) {
    if memchr2(b'\n', b'\r', url.as_bytes()).is_some() {
        problems.push(Problem::LineBreak { url: url.into() });
    }
}

fn check_nodes(mut walk: Walk<'_>, numbers: &HashSet<u32>, problems: &mut Vec<Problem>) {
    let mut deepest = MAX_DEPTH;
    // The depth of the link that the walk is in.
    let mut link_depth = None;
    while let Some(node) = walk.next() {
        let depth = walk.depth();
        if depth > MAX_DEPTH && deepest == MAX_DEPTH {
            deepest = depth;
            problems.push(Problem::TooDeep { depth });
        }
        if link_depth.is_some_and(|link| depth <= link) {
            link_depth = None;
        }
        match node {
            Node::Block(block) => check_block(block, problems),
            Node::Inline(Inline::Link { target, .. }) => {
                if link_depth.is_some() {
                    problems.push(Problem::NestedLink);
                } else {
                    link_depth = Some(depth);
                }
                check_target(target, numbers, problems);
            }
            Node::Inline(Inline::Image { src, .. }) => check_url(src, problems),
            Node::Inline(_) => {}
        }
    }
}

fn check_target(target: &Target, numbers: &HashSet<u32>, problems: &mut Vec<Problem>) {
    match target {
        Target::Url(url) => check_url(url, problems),
        Target::Listed(number) if numbers.contains(number) => {}
        Target::Listed(number) => problems.push(Problem::MissingEntry { number: *number }),
    }
}

fn check_block(block: &Block, problems: &mut Vec<Problem>) {
    match block {
        Block::Heading { level, .. } if !(1..=6).contains(level) => {
            problems.push(Problem::HeadingLevel { level: *level });
        }
        Block::List { ordered, start, .. } if *ordered != start.is_some() => {
            problems.push(Problem::ListStart);
        }
        Block::Table { head, rows, .. } => {
            let empty = |cell: &Cell| cell.colspan == 0 || cell.rowspan == 0;
            if head.iter().chain(rows).flatten().any(empty) {
                problems.push(Problem::EmptySpan);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Link;

    fn nested(depth: usize) -> Article {
        let mut content = vec![Block::Rule {}];
        for _ in 1..depth {
            content = vec![Block::Quote { content }];
        }
        Article {
            body: content,
            ..Article::default()
        }
    }

    #[test]
    fn the_limit_of_depth_is_exact() {
        assert_eq!(nested(MAX_DEPTH).check(), []);
        let depth = MAX_DEPTH + 1;
        assert_eq!(nested(depth).check(), [Problem::TooDeep { depth }]);
    }

    #[test]
    fn deep_articles_are_dropped_compared_and_checked_on_a_small_stack() {
        let work = || {
            let article = nested(3_000);
            assert_eq!(article, nested(3_000));
            assert_eq!(article.check().len(), 1);
        };
        let thread = std::thread::Builder::new().stack_size(2 << 20).spawn(work);
        thread.expect("a thread").join().expect("no overflow");
    }

    #[test]
    fn no_address_has_a_line_break() {
        let image = |src: &str| Inline::image(src, "");
        let mut article = Article {
            body: vec![Block::paragraph(vec![
                Inline::link("link\n", vec![image("in a link\r")]),
                image("image\r\n"),
            ])],
            site: Some(crate::model::Site {
                name: "Wharf".into(),
                url: Some("site\n".into()),
            }),
            source: Some(crate::model::Source {
                url: "source\n".into(),
                stamp: None,
            }),
            links: vec![Link::new(1, "entry\n")],
            ..Article::default()
        };
        let problems = article.check();
        for address in ["link", "in a link", "image", "site", "source", "entry"] {
            let is_it = |problem: &Problem| matches!(problem, Problem::LineBreak { url } if url.trim() == address);
            assert!(problems.iter().any(is_it), "{address}: {problems:?}");
        }
        article.normalize();
        assert_eq!(article.check(), []);
    }

    #[test]
    fn every_rule_is_checked() {
        let article = Article {
            body: vec![
                Block::heading(7, vec![]),
                Block::List {
                    ordered: true,
                    start: None,
                    items: vec![],
                },
                Block::Table {
                    caption: vec![],
                    head: vec![],
                    rows: vec![vec![Cell {
                        colspan: 0,
                        ..Cell::new(vec![])
                    }]],
                },
                Block::paragraph(vec![Inline::listed(1, vec![Inline::listed(2, vec![])])]),
            ],
            links: vec![
                Link::new(0, "a\nb"),
                Link::new(1, ""),
                Link::new(1, ""),
                Link::new(MAX_LINK_NUMBER, ""),
                Link::new(MAX_LINK_NUMBER + 1, ""),
            ],
            labels: crate::model::Labels {
                stamp: Some("on".into()),
                ..Default::default()
            },
            ..Article::default()
        };
        let problems = article.check();
        assert_eq!(problems.len(), 10, "{problems:?}");
    }
}
