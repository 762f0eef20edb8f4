//! Collects the blocks of a page, with what Markdown lacks replaced.

use std::borrow::Cow;

use super::plain::{blocks_of_comment, is_plain, plain_blocks};
use super::table::TableStyle;
use crate::model::{Article, Block, Inline};
use crate::normal::{loses_rules, normalize_blocks};

/// The blocks of a page, with what Markdown lacks replaced. Blocks that can stay as they are, nearly all, are not
/// copied.
pub(crate) struct Page<'a> {
    pub(crate) blocks: Vec<Cow<'a, Block>>,
    /// The indices of blocks that start a field.
    pub(crate) fields: Vec<usize>,
    tables: TableStyle,
    /// Makes the blocks that a field is printed as from its label and its values.
    print_field: fn(Vec<Inline>, Vec<Vec<Block>>) -> Vec<Block>,
}

impl<'a> Page<'a> {
    pub(crate) fn new(
        print_field: fn(Vec<Inline>, Vec<Vec<Block>>) -> Vec<Block>,
        tables: TableStyle,
    ) -> Self {
        Self {
            blocks: Vec::new(),
            fields: Vec::new(),
            tables,
            print_field,
        }
    }

    /// Adds the body of an article.
    pub(crate) fn body(&mut self, article: &'a Article) {
        self.part(&article.body);
    }

    /// Adds body, comments and footer of an article; comments and footer each after a rule.
    pub(crate) fn parts(&mut self, article: &'a Article) {
        self.part(&article.body);
        if loses_rules(article) || self.blocks.iter().all(|block| is_rule(block)) {
            self.pop_rules(0);
        }
        let start = self.blocks.len();
        if !article.comments.is_empty() {
            self.extend([Block::Rule {}]);
            self.extend(article.comments.iter().cloned().flat_map(blocks_of_comment));
        }
        if !article.footer.is_empty() {
            self.extend([Block::Rule {}]);
            self.part(&article.footer);
        }
        self.pop_rules(start);
    }

    /// Drops rules at the end of the page, down to a block: what was below them may have been replaced by nothing.
    fn pop_rules(&mut self, start: usize) {
        while self.blocks.len() > start && self.blocks.last().is_some_and(|block| is_rule(block)) {
            self.blocks.pop();
        }
    }

    fn part(&mut self, blocks: &'a [Block]) {
        for block in blocks {
            if is_plain(block, self.tables) {
                self.blocks.push(Cow::Borrowed(block));
            } else {
                self.extend([block.clone()]);
            }
        }
    }

    /// Adds blocks.
    pub(crate) fn extend(&mut self, blocks: impl IntoIterator<Item = Block>) {
        let mut plain = plain_blocks(blocks.into_iter().collect(), self.tables);
        normalize_blocks(&mut plain, 1);
        for block in plain {
            let mut printed = match block {
                Block::Field { label, items } => {
                    self.fields.push(self.blocks.len());
                    (self.print_field)(label, items)
                }
                block => vec![block],
            };
            normalize_blocks(&mut printed, 1);
            self.blocks.extend(printed.into_iter().map(Cow::Owned));
        }
    }
}

fn is_rule(block: &Block) -> bool {
    *block == Block::Rule {}
}
