//! The writer that all parts of the document share: its state, and how nodes, attributes and text are written.

use std::fmt;

use super::PandocApi;
use super::identifiers::Identifiers;
use super::json::{self, Json};
use super::links::LinkTable;
use crate::model::{Article, Target};
use crate::normal::labels;
use crate::pandoc;

/// Writes an article as a Pandoc document.
pub(super) struct Writer<'a, W: ?Sized> {
    pub(super) article: &'a Article,
    pub(super) api: PandocApi,
    pub(super) links: LinkTable<'a>,
    /// Whether a link is open: links must not nest.
    pub(super) in_link: bool,
    pub(super) identifiers: Identifiers,
    pub(super) json: Json<'a, W>,
}

impl<'a, W: fmt::Write + ?Sized> Writer<'a, W> {
    pub(super) fn new(article: &'a Article, api: PandocApi, out: &'a mut W) -> Self {
        Self {
            article,
            api,
            links: LinkTable::of(article),
            in_link: false,
            identifiers: Identifiers::default(),
            json: Json::new(out),
        }
    }

    /// Writes a node: `{"t":TAG,"c":CONTENT}`.
    pub(super) fn node(
        &mut self,
        tag: &str,
        content: impl FnOnce(&mut Self) -> fmt::Result,
    ) -> fmt::Result {
        self.json.open(r#"{"t":""#)?;
        self.json.raw(tag)?;
        self.json.raw(r#"","c":"#)?;
        content(self)?;
        self.json.close("}")
    }

    /// Writes a node whose content is an array of values.
    pub(super) fn node_of(
        &mut self,
        tag: &str,
        values: impl FnOnce(&mut Self) -> fmt::Result,
    ) -> fmt::Result {
        self.node(tag, |writer| writer.array(values))
    }

    /// Writes a node without content.
    pub(super) fn leaf(&mut self, tag: &str) -> fmt::Result {
        self.json.open(r#"{"t":""#)?;
        self.json.raw(tag)?;
        self.json.close(r#""}"#)
    }

    /// Writes an array.
    pub(super) fn array(&mut self, values: impl FnOnce(&mut Self) -> fmt::Result) -> fmt::Result {
        self.json.open_array()?;
        values(self)?;
        self.json.close_array()
    }

    /// Writes attributes without an identifier: classes, and keys with values.
    pub(super) fn attributes(&mut self, classes: &[&str], keys: &[(&str, &str)]) -> fmt::Result {
        self.attributes_with("", classes, keys)
    }

    /// Writes attributes with an identifier.
    pub(super) fn attributes_with(
        &mut self,
        identifier: &str,
        classes: &[&str],
        keys: &[(&str, &str)],
    ) -> fmt::Result {
        if identifier.is_empty() && classes.is_empty() && keys.is_empty() {
            return self.json.value(r#"["",[],[]]"#);
        }
        self.array(|writer| {
            writer.json.string(identifier)?;
            writer.array(|writer| {
                classes
                    .iter()
                    .try_for_each(|class| writer.json.string(class))
            })?;
            writer.array(|writer| {
                keys.iter().try_for_each(|(key, value)| {
                    writer.array(|writer| {
                        writer.json.string(key)?;
                        writer.json.string(value)
                    })
                })
            })
        })
    }

    /// Writes a `Div` around blocks.
    pub(super) fn boxed(
        &mut self,
        class: &str,
        keys: &[(&str, &str)],
        blocks: impl FnOnce(&mut Self) -> fmt::Result,
    ) -> fmt::Result {
        self.node_of("Div", |writer| {
            writer.attributes(&[class], keys)?;
            writer.array(blocks)
        })
    }

    /// Writes a `Span` around inlines.
    pub(super) fn span(
        &mut self,
        class: &str,
        keys: &[(&str, &str)],
        inlines: impl FnOnce(&mut Self) -> fmt::Result,
    ) -> fmt::Result {
        self.node_of("Span", |writer| {
            writer.attributes(&[class], keys)?;
            writer.array(inlines)
        })
    }

    /// Writes words and the spaces between them.
    pub(super) fn text(&mut self, words: &str) -> fmt::Result {
        let needs_escape = json::needs_escape(words);
        let is_space = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_whitespace);
        let bytes = words.as_bytes();
        if is_space(bytes.first()) {
            self.space()?;
        }
        let mut words = words.split_ascii_whitespace();
        let Some(first) = words.next() else {
            return Ok(());
        };
        // There is a node for every word and space, so each is written in few pieces.
        self.json.open(r#"{"t":"Str","c":""#)?;
        self.json.characters(first, needs_escape)?;
        for word in words {
            self.json.raw(r#""},{"t":"Space"},{"t":"Str","c":""#)?;
            self.json.characters(word, needs_escape)?;
        }
        self.json.close(r#""}"#)?;
        if is_space(bytes.last()) {
            self.space()?;
        }
        Ok(())
    }

    fn space(&mut self) -> fmt::Result {
        self.json.value(r#"{"t":"Space"}"#)
    }

    /// Writes label words with something in their slot, or after them if they have no slot.
    pub(super) fn in_slot(
        &mut self,
        words: &str,
        slot: &str,
        fill: impl FnOnce(&mut Self) -> fmt::Result,
    ) -> fmt::Result {
        let (before, after) = labels::around(words, slot);
        self.text(&before)?;
        fill(self)?;
        self.text(after)
    }

    /// Writes what stands for a link whose words are unknown.
    pub(super) fn stand_in(&mut self, target: &Target) -> fmt::Result {
        match target {
            Target::Listed(number) => self.text(&pandoc::stand_in(*number)),
            Target::Url(url) => self.text(url),
        }
    }
}
