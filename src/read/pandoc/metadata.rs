//! The metadata: maps, lists, and words in several shapes.

use super::document::Reader;
use super::node;
use super::tape::Value;
use crate::model::{
    Article, Block, Byline, Direction, Inline, Labels, MAX_DEPTH, Metadata, Site, Source, Stamp,
    StampKind, Value as AnyValue, block_text, inline_text,
};
use crate::pandoc::{label, meta, own};

/// Keys of words that stand above an article and that it has no part for.
const SUBTITLE: &str = "subtitle";
const ABSTRACT: &str = "abstract";

/// The value of a key in a map of the metadata.
pub(super) fn field<'t>(map: Value<'t>, key: &str) -> Option<Value<'t>> {
    content(map, "MetaMap")?.get(key)
}

/// The items of a list of the metadata.
pub(super) fn content<'t>(value: Value<'t>, tag: &str) -> Option<Value<'t>> {
    let (found, content) = node(value)?;
    content.filter(|_| found == tag)
}

/// The words of a value, whatever its shape.
pub(super) fn text(value: Value<'_>) -> String {
    match node(value) {
        Some((tag, Some(content))) if tag == "MetaString" => {
            content.text().unwrap_or_default().into_owned()
        }
        _ => super::inlines::words(value),
    }
}

impl<'t> Reader<'t> {
    /// What the metadata say about the article, and what of them stands above its text.
    pub(super) fn metadata(&mut self, article: &mut Article) -> Vec<Block> {
        let text_of = |key| self.meta?.get(key).map(text);
        article.language = text_of(meta::LANGUAGE);
        article.direction = match text_of(meta::DIRECTION).as_deref() {
            _ if self.own(own::DIRECTION_OF_LANGUAGE).is_some() => None,
            Some("ltr") => Some(Direction::Ltr),
            Some("rtl") => Some(Direction::Rtl),
            _ => None,
        };
        article.site = text_of(meta::SITE_NAME).map(|name| Site {
            name,
            url: text_of(meta::SITE_URL),
        });
        article.source = self.source(text_of(meta::SOURCE), text_of(meta::SOURCE_DATE));
        article.labels = self.labels();
        let title = self.meta_inlines(meta::TITLE);
        article.title = Some(title).filter(|title| !title.is_empty());
        article.byline = self.byline_of_metadata();
        article.metadata = self.further();
        if self.is_own() {
            return Vec::new();
        }
        let mut above = vec![Block::paragraph(self.meta_inlines(SUBTITLE))];
        above.extend(self.meta_blocks(ABSTRACT));
        above
    }

    /// What a document of ours keeps for its reader.
    pub(super) fn own(&self, key: &str) -> Option<Value<'t>> {
        field(self.own?, key)
    }

    fn source(&self, url: Option<String>, date: Option<String>) -> Option<Source> {
        let stamp = date.map(|date| Stamp {
            kind: match self.own(own::STAMP_KIND).map(text).as_deref() {
                Some("modified") => StampKind::Modified,
                Some("retrieved") => StampKind::Retrieved,
                _ => StampKind::Unknown,
            },
            text: date,
            at: self.own(own::STAMP_AT).and_then(|at| text(at).parse().ok()),
        });
        (url.is_some() || stamp.is_some()).then(|| Source {
            url: url.unwrap_or_default(),
            stamp,
        })
    }

    fn labels(&self) -> Labels {
        let labels = self.own(own::LABELS);
        let label = |key| Some(text(field(labels?, key)?));
        Labels {
            source: label(label::SOURCE),
            stamp: label(label::STAMP).filter(|words| words.contains("{date}")),
            links: label(label::LINKS),
            published: label(label::PUBLISHED),
        }
    }

    /// Authors and date in one line.
    fn byline_of_metadata(&self) -> Option<Byline> {
        let value = |key| self.meta?.get(key);
        let authors = value(meta::AUTHOR).map(|author| match content(author, "MetaList") {
            Some(list) => list.items().map(text).collect::<Vec<_>>().join(", "),
            None => text(author),
        });
        let date = value(meta::DATE).map(text);
        let is_there = |words: &String| !words.trim().is_empty();
        let (author, date) = (authors.filter(is_there), date.filter(is_there));
        let parts: Vec<_> = author.iter().chain(&date).map(String::as_str).collect();
        let text = parts.join(", ");
        (!text.is_empty()).then_some(Byline {
            text,
            author,
            at: None,
        })
    }

    /// What the article has no other part for. In a document of ours nothing of the metadata stands above the text.
    fn further(&mut self) -> Metadata {
        let has_part = |key: &str, is_own: bool| {
            meta::ALL.contains(&key) || !is_own && [SUBTITLE, ABSTRACT].contains(&key)
        };
        let under_our_names = self.own(own::METADATA);
        let under_our_names = under_our_names.and_then(|map| content(map, "MetaMap"));
        let mut entries = Vec::new();
        for (key, value) in under_our_names.into_iter().flat_map(Value::pairs) {
            entries.push((key.into_owned(), any_value(value, 1)));
        }
        for (key, value) in self.meta.into_iter().flat_map(Value::pairs) {
            if has_part(&key, self.is_own()) {
                continue;
            }
            if !is_plain(value) {
                self.findings.metadata(&key);
            }
            entries.push((key.into_owned(), any_value(value, 1)));
        }
        entries.into_iter().collect()
    }

    /// A value of the metadata as running text.
    fn meta_inlines(&mut self, key: &str) -> Vec<Inline> {
        let Some(value) = self.meta.and_then(|meta| meta.get(key)) else {
            return Vec::new();
        };
        match content(value, "MetaInlines") {
            Some(inlines) => self.inlines(inlines, 1),
            None => {
                let blocks = self.blocks_of_metadata(value);
                in_one_run(blocks)
            }
        }
    }

    fn meta_blocks(&mut self, key: &str) -> Vec<Block> {
        let value = self.meta.and_then(|meta| meta.get(key));
        value.map_or_else(Vec::new, |value| self.blocks_of_metadata(value))
    }

    fn blocks_of_metadata(&mut self, value: Value<'t>) -> Vec<Block> {
        if let Some(blocks) = content(value, "MetaBlocks") {
            return self.blocks(blocks, 1);
        }
        let run = match content(value, "MetaInlines") {
            Some(inlines) => self.inlines(inlines, 2),
            None => vec![Inline::text(text(value))],
        };
        vec![Block::paragraph(run)]
    }
}

/// A value of the metadata. What would nest too deep is kept as its words.
fn any_value(value: Value<'_>, depth: usize) -> AnyValue {
    let Some((tag, Some(content))) = node(value).filter(|_| depth < MAX_DEPTH) else {
        return AnyValue::Text(text(value));
    };
    let inside = depth + 1;
    match tag.as_ref() {
        "MetaBool" => content.is_true().into(),
        "MetaString" => AnyValue::of_bare_word(&text(value)),
        "MetaList" => content
            .items()
            .map(|item| any_value(item, inside))
            .collect(),
        "MetaMap" => {
            let pairs = content.pairs();
            let pairs = pairs.map(|(key, value)| (key.into_owned(), any_value(value, inside)));
            AnyValue::Map(pairs.collect())
        }
        _ => text(value).trim_ascii().into(),
    }
}

/// Whether a value is no more than words, in lists and maps.
fn is_plain(value: Value<'_>) -> bool {
    value.all().filter_map(node).all(|(tag, _)| {
        tag.starts_with("Meta")
            || matches!(
                tag.as_ref(),
                "Str" | "Space" | "SoftBreak" | "Para" | "Plain"
            )
    })
}

/// The running text of blocks, with a break where one ends; of what is more than running text, the words.
pub(super) fn in_one_run(blocks: Vec<Block>) -> Vec<Inline> {
    let mut run = Vec::new();
    for block in blocks {
        if !run.is_empty() {
            run.push(Inline::Break {});
        }
        match block {
            Block::Paragraph { content } | Block::Heading { content, .. } => run.extend(content),
            other => run.push(Inline::text(block_text(&[other]))),
        }
    }
    run
}

/// The words of blocks, as a line.
pub(super) fn in_one_line(blocks: Vec<Block>) -> String {
    inline_text(&in_one_run(blocks))
}
