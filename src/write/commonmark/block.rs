//! Writes blocks as CommonMark.

use std::borrow::Borrow;
use std::fmt;

use super::inline::longest_run;
use super::printer::{Links, Prefix, Printer};
use crate::grammar::metadata::metadata_line;
use crate::model::{Block, Inline, inline_text};
use crate::write::lists;

impl<W: fmt::Write + ?Sized, L: Links> Printer<'_, W, L> {
    /// Starts the next block of the text, set off from the block before it.
    pub(crate) fn next_block(&mut self) -> fmt::Result {
        if !std::mem::replace(&mut self.is_empty, false) {
            self.blank_line()?;
        }
        Ok(())
    }

    /// Writes the next blocks of the text.
    pub(crate) fn blocks(&mut self, blocks: &[impl Borrow<Block>]) -> fmt::Result {
        if blocks.is_empty() {
            return Ok(());
        }
        let starts_as_metadata = self.is_empty && starts_as_metadata(blocks);
        self.next_block()?;
        if !starts_as_metadata {
            return self.siblings(blocks, false);
        }
        let (first, others) = blocks.split_at(1);
        self.escape_colons(true);
        self.siblings(first, false)?;
        self.escape_colons(false);
        if others.is_empty() {
            return Ok(());
        }
        self.blank_line()?;
        self.siblings(others, false)
    }

    /// Ends the text, with a line break unless there is none.
    pub(crate) fn end(&mut self) -> fmt::Result {
        if self.is_empty {
            Ok(())
        } else {
            self.raw("\n")
        }
    }

    pub(super) fn siblings(&mut self, blocks: &[impl Borrow<Block>], tight: bool) -> fmt::Result {
        // Adjacent lists get different bullets, so that they stay two lists.
        let mut alternate = false;
        for (at, block) in blocks.iter().enumerate() {
            let block = block.borrow();
            if at > 0 {
                if tight {
                    self.line_break()?;
                } else {
                    self.blank_line()?;
                }
                alternate = !alternate && follows_list(blocks[at - 1].borrow(), block);
            }
            self.block(block, alternate)?;
        }
        Ok(())
    }

    /// Writes one block.
    pub(crate) fn block(&mut self, block: &Block, alternate: bool) -> fmt::Result {
        match block {
            Block::Paragraph { content } => self.inlines(content),
            Block::Heading { level, content } => self.heading(*level, content),
            Block::List {
                ordered,
                start,
                items,
            } => self.list(*ordered, start.unwrap_or(1), items, alternate),
            Block::Quote { content } => self.quote(content),
            Block::CodeBlock { language, text } => self.code_block(language.as_deref(), text),
            Block::Table {
                caption,
                head,
                rows,
            } => match self.tables.is_html(caption, head, rows) {
                true => self.html_table(caption, head, rows),
                false => self.table(head, rows),
            },
            Block::Rule {} => self.raw("***"),
            // A page has none of these: they were replaced.
            Block::DefinitionList { .. } | Block::Figure { .. } | Block::Field { .. } => Ok(()),
        }
    }

    fn quote(&mut self, content: &[Block]) -> fmt::Result {
        self.raw("> ")?;
        let Some((line, content)) = alert(content) else {
            return self.inside(Prefix::Quote, content);
        };
        self.raw(line)?;
        self.prefixes.push(Prefix::Quote);
        let written = self
            .line_break()
            .and_then(|()| self.siblings(content, false));
        self.prefixes.pop();
        written
    }

    pub(super) fn inside(&mut self, prefix: Prefix, blocks: &[Block]) -> fmt::Result {
        self.last = '\n';
        self.prefixes.push(prefix);
        let written = self.siblings(blocks, false);
        self.prefixes.pop();
        written
    }

    fn heading(&mut self, level: u8, content: &[Inline]) -> fmt::Result {
        for _ in 0..level {
            self.raw("#")?;
        }
        self.raw(" ")?;
        self.in_heading = true;
        let written = self.inlines(content);
        self.in_heading = false;
        written
    }

    // ---- lists

    fn list(
        &mut self,
        ordered: bool,
        start: u32,
        items: &[Vec<Block>],
        alternate: bool,
    ) -> fmt::Result {
        /// CommonMark reads at most nine digits.
        const HIGHEST: u32 = 999_999_999;
        let tight = items.iter().all(|item| is_tight(item));
        for (number, item) in (start..).zip(items) {
            if number > start {
                if tight {
                    self.line_break()?;
                } else {
                    self.blank_line()?;
                }
            }
            let bullet = match (ordered, alternate) {
                (true, false) => format!("{}.", number.min(HIGHEST)),
                (true, true) => format!("{})", number.min(HIGHEST)),
                (false, false) => "-".to_owned(),
                (false, true) => "+".to_owned(),
            };
            self.raw(&bullet)?;
            self.raw(" ")?;
            if item.is_empty() {
                // For some parsers, an empty item would end the list before it.
                self.separator()?;
                continue;
            }
            self.last = '\n';
            self.prefixes.push(Prefix::Indent(bullet.len() + 1));
            let written = self.siblings(item, tight);
            self.prefixes.pop();
            written?;
        }
        Ok(())
    }

    fn code_block(&mut self, language: Option<&str>, text: &str) -> fmt::Result {
        let fence = "`".repeat((longest_run(text, '`') + 1).max(3));
        self.raw(&fence)?;
        if let Some(language) = language {
            for c in language.chars() {
                match c {
                    '\\' => self.raw("\\\\")?,
                    '&' => self.raw("&amp;")?,
                    c => self.raw(c.encode_utf8(&mut [0; 4]))?,
                }
            }
        }
        for line in text.split('\n') {
            self.line_break()?;
            self.raw(line)?;
        }
        self.line_break()?;
        self.raw(&fence)
    }
}

/// The first line of an alert, a quotation with a kind as GitHub has them, and the blocks below it.
fn alert(content: &[Block]) -> Option<(&str, &[Block])> {
    const LINES: [&str; 5] = [
        "[!NOTE]", "[!TIP]", "[!IMPORTANT]", "[!WARNING]", "[!CAUTION]",
    ];
    let [Block::Paragraph { content: line }, rest @ ..] = content else {
        return None;
    };
    match line.as_slice() {
        [Inline::Text { text }] if !rest.is_empty() && LINES.contains(&text.as_str()) => {
            Some((text, rest))
        }
        _ => None,
    }
}

/// Whether a block is a list that would be read as a continuation of the block before it.
pub(crate) fn follows_list(before: &Block, block: &Block) -> bool {
    lists::follows_list(before, block, |_| false)
}

/// Whether an item needs no blank lines: one paragraph and perhaps lists that can follow it at once.
fn is_tight(item: &[Block]) -> bool {
    let [first, rest @ ..] = item else {
        return true;
    };
    let interrupts = |block: &Block| match block {
        Block::List { start, items, .. } => {
            start.is_none_or(|start| start == 1)
                && items.first().is_some_and(|item| !item.is_empty())
                && items.iter().all(|item| is_tight(item))
        }
        _ => false,
    };
    matches!(first, Block::Paragraph { .. }) && rest.len() <= 1 && rest.iter().all(interrupts)
}

/// Whether blocks would be read as metadata at the head of a text: lines `Label: value`, of which one is the title.
pub(crate) fn starts_as_metadata(blocks: &[impl Borrow<Block>]) -> bool {
    for block in blocks {
        let Block::Paragraph { content } = block.borrow() else {
            return false;
        };
        for line in inline_text(content).lines() {
            match metadata_line(line) {
                Some((label, _)) if label.eq_ignore_ascii_case("title") => return true,
                Some(_) => {}
                None => return false,
            }
        }
    }
    false
}
