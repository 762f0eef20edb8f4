//! Blocks.

use std::fmt;

use super::PandocApi;
use super::inlines::is_fetched;
use super::writer::Writer;
use crate::model::{Block, Definition, Inline, inline_text};
use crate::pandoc::class;

/// Whether paragraphs are set without space between them.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Spacing {
    /// A paragraph is a `Plain`.
    Tight,
    /// A paragraph is a `Para`.
    Loose,
}

impl<W: fmt::Write + ?Sized> Writer<'_, W> {
    /// Writes blocks as elements of an array that the caller has opened.
    pub(super) fn blocks(&mut self, blocks: &[Block]) -> fmt::Result {
        self.spaced(blocks, Spacing::Loose)
    }

    /// Writes the blocks of an item or a cell as an array.
    pub(super) fn contained(&mut self, blocks: &[Block], spacing: Spacing) -> fmt::Result {
        self.array(|writer| writer.spaced(blocks, spacing))
    }

    fn spaced(&mut self, blocks: &[Block], spacing: Spacing) -> fmt::Result {
        let mut blocks = blocks.iter();
        blocks.try_for_each(|block| self.block(block, spacing))
    }

    fn block(&mut self, block: &Block, spacing: Spacing) -> fmt::Result {
        match block {
            Block::Paragraph { content } => self.paragraph(content, spacing),
            Block::Heading { level, content } => self.heading(*level, &[], content),
            Block::List {
                ordered: true,
                start,
                items,
            } => self.ordered_list(start.unwrap_or(1), items),
            Block::List { items, .. } => self.node_of("BulletList", |writer| writer.items(items)),
            Block::DefinitionList { items } => self.definition_list(items),
            Block::Quote { content } => self.node_of("BlockQuote", |writer| writer.blocks(content)),
            Block::CodeBlock { language, text } => self.code_block(language.as_deref(), text),
            Block::Table {
                caption,
                head,
                rows,
            } => self.table(caption, head, rows),
            Block::Figure { content, caption } => self.figure(content, caption),
            Block::Field { label, items } => self.field(label, items),
            Block::Rule {} => self.leaf("HorizontalRule"),
        }
    }

    pub(super) fn paragraph(&mut self, content: &[Inline], spacing: Spacing) -> fmt::Result {
        let tag = match spacing {
            Spacing::Tight => "Plain",
            Spacing::Loose => "Para",
        };
        self.node(tag, |writer| writer.run(content))
    }

    pub(super) fn heading(
        &mut self,
        level: u8,
        classes: &[&str],
        content: &[Inline],
    ) -> fmt::Result {
        // Pandoc builds tables of contents from identifiers, and fails to build an e-book if one is missing.
        let identifier = self.identifiers.make(&inline_text(content));
        self.node_of("Header", |writer| {
            writer.json.number(u32::from(level))?;
            writer.attributes_with(&identifier, classes, &[])?;
            writer.run(content)
        })
    }

    fn ordered_list(&mut self, start: u32, items: &[Vec<Block>]) -> fmt::Result {
        self.node_of("OrderedList", |writer| {
            writer.array(|writer| {
                writer.json.number(start)?;
                writer.leaf("Decimal")?;
                writer.leaf("Period")
            })?;
            writer.array(|writer| writer.items(items))
        })
    }

    /// Writes items, tight if each has at most one paragraph followed by lists.
    fn items(&mut self, items: &[Vec<Block>]) -> fmt::Result {
        let spacing = match items.iter().all(|item| is_brief(item)) {
            true => Spacing::Tight,
            false => Spacing::Loose,
        };
        items
            .iter()
            .try_for_each(|item| self.contained(item, spacing))
    }

    /// Writes terms with their definitions. Pandoc has one term for each item, so all but the last of a group
    /// have no definition of their own.
    fn definition_list(&mut self, items: &[Definition]) -> fmt::Result {
        self.node_of("DefinitionList", |writer| {
            for Definition { terms, definitions } in items {
                let (last, before) = match terms.split_last() {
                    Some((last, before)) => (last.as_slice(), before),
                    None => (&[][..], &[][..]),
                };
                for term in before {
                    writer.definition(term, &[])?;
                }
                writer.definition(last, definitions)?;
            }
            Ok(())
        })
    }

    fn definition(&mut self, term: &[Inline], definitions: &[Vec<Block>]) -> fmt::Result {
        self.array(|writer| {
            writer.run(term)?;
            writer.array(|writer| writer.items(definitions))
        })
    }

    fn code_block(&mut self, language: Option<&str>, text: &str) -> fmt::Result {
        self.node_of("CodeBlock", |writer| {
            writer.attributes(language.as_slice(), &[])?;
            writer.json.string(text)
        })
    }

    fn figure(&mut self, content: &[Block], caption: &[Inline]) -> fmt::Result {
        match (self.api, only_image(content)) {
            (PandocApi::V1_22, Some(image)) if !caption.is_empty() => {
                self.image_with_caption(image, caption)
            }
            (PandocApi::V1_22, _) => self.boxed(class::FIGURE, &[], |writer| {
                writer.blocks(content)?;
                if caption.is_empty() {
                    return Ok(());
                }
                writer.boxed(class::CAPTION, &[], |writer| {
                    writer.paragraph(caption, Spacing::Loose)
                })
            }),
            (PandocApi::V1_23, image) => self.node_of("Figure", |writer| {
                writer.attributes(&[], &[])?;
                writer.caption(caption)?;
                let spacing = match image {
                    Some(_) => Spacing::Tight,
                    None => Spacing::Loose,
                };
                writer.contained(content, spacing)
            }),
        }
    }

    /// Writes the caption of a figure or table.
    pub(super) fn caption(&mut self, caption: &[Inline]) -> fmt::Result {
        self.array(|writer| {
            // No short caption for lists of figures and tables.
            writer.json.null()?;
            writer.array(|writer| match caption {
                [] => Ok(()),
                words => writer.paragraph(words, Spacing::Tight),
            })
        })
    }

    fn field(&mut self, label: &[Inline], items: &[Vec<Block>]) -> fmt::Result {
        self.boxed(class::FIELD, &[], |writer| {
            writer.node_of("DefinitionList", |writer| writer.definition(label, items))
        })
    }
}

/// Whether an item has at most one paragraph, followed only by lists.
fn is_brief(item: &[Block]) -> bool {
    let is_list = |block: &Block| matches!(block, Block::List { .. });
    match item {
        [Block::Paragraph { .. }, lists @ ..] => lists.iter().all(is_list),
        lists => lists.iter().all(is_list),
    }
}

/// The image, if it is all that a figure contains.
fn only_image(content: &[Block]) -> Option<&Inline> {
    let [Block::Paragraph { content }] = content else {
        return None;
    };
    match content.as_slice() {
        [image @ Inline::Image { src, .. }] if is_fetched(src) => Some(image),
        _ => None,
    }
}
