//! Writes blocks as HTML, each on a line of its own.

use std::fmt;

use super::writer::Writer;
use crate::model::{Block, Definition, Inline, walk_inlines};

impl<'a, W: fmt::Write + ?Sized> Writer<'a, W> {
    /// Writes blocks below each other.
    pub(super) fn blocks(&mut self, blocks: &'a [Block]) -> fmt::Result {
        self.depth += 1;
        let mut blocks = blocks.iter();
        blocks.try_for_each(|block| self.block(block))?;
        self.depth -= 1;
        Ok(())
    }

    fn block(&mut self, block: &'a Block) -> fmt::Result {
        let around = self.direction;
        match block {
            Block::CodeBlock { .. }
            | Block::Rule {}
            | Block::Figure { .. }
            | Block::Field { .. } => {}
            Block::Paragraph { .. } | Block::Heading { .. } => {
                self.lean(block.walk());
            }
            // The direction of these is determined for all their content first, then line by line.
            _ if self.depth == 1 => {
                self.lean(block.walk());
            }
            _ => {}
        }
        self.block_tag(block)?;
        self.direction = around;
        Ok(())
    }

    fn block_tag(&mut self, block: &'a Block) -> fmt::Result {
        match block {
            Block::Paragraph { content } => self.line("p", content),
            Block::Heading { level, content } => self.heading(*level, content),
            Block::List {
                ordered: true,
                start,
                items,
            } => self.ordered_list(start.unwrap_or(1), items),
            Block::List { items, .. } => self.bullet_list(items),
            Block::DefinitionList { items } => self.definition_list(items),
            Block::Quote { content } => self.quote(content),
            Block::CodeBlock { language, text } => self.code_block(language.as_deref(), text),
            Block::Table {
                caption,
                head,
                rows,
            } => self.table(caption, head, rows),
            Block::Figure { content, caption } => self.figure(content, caption),
            Block::Field { label, items } if self.print.is_some() => self.print_field(label, items),
            Block::Field { label, items } => self.field(label, items),
            Block::Rule {} => self.raw("<hr>\n"),
        }
    }

    fn heading(&mut self, level: u8, content: &'a [Inline]) -> fmt::Result {
        let tags = ["h1", "h2", "h3", "h4", "h5", "h6"];
        let tag = tags[usize::from(level.clamp(1, 6)) - 1];
        self.raw("<")?;
        self.raw(tag)?;
        self.direction_attribute()?;
        self.place_of_heading()?;
        self.raw(">")?;
        self.inlines(content)?;
        self.end_tag(tag)?;
        self.raw("\n")
    }

    fn ordered_list(&mut self, start: u32, items: &'a [Vec<Block>]) -> fmt::Result {
        self.raw("<ol")?;
        self.direction_attribute()?;
        if start != 1 {
            self.raw_fmt(format_args!(" start=\"{start}\""))?;
        }
        self.raw(">\n")?;
        self.items("li", items)?;
        self.raw("</ol>\n")
    }

    fn bullet_list(&mut self, items: &'a [Vec<Block>]) -> fmt::Result {
        self.start_tag("ul")?;
        self.raw("\n")?;
        self.items("li", items)?;
        self.raw("</ul>\n")
    }

    fn definition_list(&mut self, items: &'a [Definition]) -> fmt::Result {
        self.start_tag("dl")?;
        self.raw("\n")?;
        for Definition { terms, definitions } in items {
            for term in terms {
                self.line("dt", term)?;
            }
            self.items("dd", definitions)?;
        }
        self.raw("</dl>\n")
    }

    fn quote(&mut self, content: &'a [Block]) -> fmt::Result {
        self.start_tag("blockquote")?;
        self.raw("\n")?;
        self.blocks(content)?;
        self.raw("</blockquote>\n")
    }

    fn code_block(&mut self, language: Option<&str>, text: &str) -> fmt::Result {
        self.raw("<pre><code")?;
        if let Some(language) = language {
            self.raw(" class=\"language-")?;
            self.attribute_value(language)?;
            self.raw("\"")?;
        }
        self.raw(">")?;
        self.text(text)?;
        self.raw("</code></pre>\n")
    }

    fn figure(&mut self, content: &'a [Block], caption: &'a [Inline]) -> fmt::Result {
        self.raw("<figure>\n")?;
        match content {
            // An image, which is a paragraph only in the model.
            [Block::Paragraph { .. }] => {
                self.contained(content)?;
                self.raw("\n")?;
            }
            _ => self.blocks(content)?,
        }
        if !caption.is_empty() {
            self.line("figcaption", caption)?;
        }
        self.raw("</figure>\n")
    }

    fn field(&mut self, label: &'a [Inline], items: &'a [Vec<Block>]) -> fmt::Result {
        self.raw("<dl class=\"field\">\n")?;
        self.line("dt", label)?;
        self.items("dd", items)?;
        self.raw("</dl>\n")
    }

    fn items(&mut self, tag: &str, items: &'a [Vec<Block>]) -> fmt::Result {
        for item in items {
            let around = self.direction;
            self.lean_item(item);
            self.start_tag(tag)?;
            self.contained(item)?;
            self.direction = around;
            self.end_tag(tag)?;
            self.raw("\n")?;
        }
        Ok(())
    }

    /// Determines the direction of an item's or a cell's words.
    pub(super) fn lean_item(&mut self, blocks: &[Block]) {
        if let [Block::Paragraph { content }, ..] = blocks {
            self.lean(walk_inlines(content));
        }
    }

    /// Writes the content of an item or a cell, between its tags. A single paragraph, perhaps with lists below it, is
    /// the item's own text and needs no `<p>`.
    pub(super) fn contained(&mut self, blocks: &'a [Block]) -> fmt::Result {
        let is_list = |block: &'a Block| matches!(block, Block::List { .. });
        match blocks {
            [] => Ok(()),
            [Block::Paragraph { content }, lists @ ..] if lists.iter().all(is_list) => {
                self.inlines(content)?;
                if lists.is_empty() {
                    return Ok(());
                }
                self.raw("\n")?;
                self.blocks(lists)
            }
            _ => {
                self.raw("\n")?;
                self.blocks(blocks)
            }
        }
    }
}
