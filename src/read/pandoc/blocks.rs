//! Blocks.

use std::borrow::Cow;

use super::document::Reader;
use super::findings::UNKNOWN;
use super::inlines::{address, size, words};
use super::metadata::in_one_run;
use super::tape::{Items, Value};
use super::{attribute, has_class, node, table};
use crate::model::{Block, Definition, Inline, MAX_DEPTH, inline_text};
use crate::pandoc::{FIGURE_PREFIX, class, key};

/// The API version that has figures.
const MINOR_WITH_FIGURES: i64 = 23;

/// Classes of code that name no language.
const NO_LANGUAGES: [&str; 3] = ["sourceCode", "numberLines", "number-lines"];

/// What is still to be read.
enum Todo<'t> {
    Block(Value<'t>),
    Blocks(Items<'t>),
    /// Running text that gets a paragraph.
    Text(Value<'t>),
}

impl<'t> Reader<'t> {
    /// An array of blocks, which lie that deep.
    pub(super) fn blocks(&mut self, list: Value<'t>, depth: usize) -> Vec<Block> {
        self.all(vec![Todo::Blocks(list.items())], depth)
    }

    /// A block, or what it holds.
    pub(super) fn block(&mut self, value: Value<'t>, depth: usize) -> Vec<Block> {
        self.all(vec![Todo::Block(value)], depth)
    }

    fn all(&mut self, mut todo: Vec<Todo<'t>>, depth: usize) -> Vec<Block> {
        let mut blocks = Vec::new();
        while let Some(next) = todo.pop() {
            match next {
                Todo::Block(value) => self.read_block(value, depth, &mut todo, &mut blocks),
                Todo::Blocks(mut items) => {
                    if let Some(value) = items.next() {
                        todo.extend([Todo::Blocks(items), Todo::Block(value)]);
                    }
                }
                Todo::Text(inlines) => {
                    let content = self.inlines(inlines, depth + 1);
                    blocks.push(Block::Paragraph { content });
                }
            }
        }
        blocks
    }

    /// Reads a block. One that is mere decoration, or would lie too deep, leaves what it holds to be read.
    fn read_block(
        &mut self,
        value: Value<'t>,
        depth: usize,
        todo: &mut Vec<Todo<'t>>,
        blocks: &mut Vec<Block>,
    ) {
        let Some((tag, content)) = node(value) else {
            return self.unknown_block(value, blocks);
        };
        // The content of all blocks that have any is an array.
        match (tag.as_ref(), content.filter(|content| content.is_array())) {
            ("Null", _) => {}
            ("HorizontalRule", _) => blocks.push(Block::Rule {}),
            ("Plain" | "Para", Some(inlines)) => blocks.push(self.paragraph(inlines, depth)),
            ("LineBlock", Some(lines)) => blocks.push(self.lines(lines, depth)),
            ("CodeBlock", Some(content)) => blocks.push(self.code_block(content)),
            ("RawBlock", Some(content)) => self.raw_block(content, depth, blocks),
            ("Header", Some(content)) => blocks.push(self.heading(content, depth)),
            ("Div", Some(content)) if !self.is_block(content) => {
                todo.extend(content.item(1).map(|inside| Todo::Blocks(inside.items())));
            }
            (tag, Some(content)) if is_container(tag) => {
                if depth + 2 > MAX_DEPTH {
                    self.findings.too_deep(value);
                    let parts = parts(tag, content);
                    todo.extend(parts.into_iter().rev());
                } else {
                    match self.container(tag, content, depth) {
                        Some(block) => blocks.push(block),
                        None => self.unknown_block(value, blocks),
                    }
                }
            }
            _ => self.unknown_block(value, blocks),
        }
    }

    fn container(&mut self, tag: &str, content: Value<'t>, depth: usize) -> Option<Block> {
        let inside = depth + 1;
        Some(match tag {
            "BlockQuote" => Block::Quote {
                content: self.blocks(content, inside),
            },
            "BulletList" => Block::List {
                ordered: false,
                start: None,
                items: self.items(content, inside),
            },
            "OrderedList" => Block::List {
                ordered: true,
                start: Some(first_number(content)),
                items: self.items(content.item(1)?, inside),
            },
            "DefinitionList" => Block::DefinitionList {
                items: self.definitions(content, inside),
            },
            "Figure" => self.figure(content, inside)?,
            "Table" => self.table(content, inside)?,
            _ => match field_in(content) {
                Some(entry) => self.field(entry, inside)?,
                None => self.figure_in_box(content.item(1)?, inside),
            },
        })
    }

    fn paragraph(&mut self, inlines: Value<'t>, depth: usize) -> Block {
        if let Some(figure) = self.image_with_caption(inlines, depth) {
            return figure;
        }
        Block::Paragraph {
            content: self.inlines(inlines, depth + 1),
        }
    }

    /// A paragraph that is a figure, as it was written before figures had a block.
    fn image_with_caption(&mut self, inlines: Value<'t>, depth: usize) -> Option<Block> {
        if self.minor >= MINOR_WITH_FIGURES || depth + 2 > MAX_DEPTH {
            return None;
        }
        let mut items = inlines.items();
        let (image, None) = (items.next()?, items.next()) else {
            return None;
        };
        let (tag, content) = node(image)?;
        let content = content.filter(|_| tag == "Image")?;
        let (src, title) = address(content);
        let title = title.strip_prefix(FIGURE_PREFIX)?.to_owned();
        let image = Inline::Image {
            src,
            // The caption is what Pandoc shows instead of the image.
            alt: attribute(content.item(0), key::ALT)
                .unwrap_or_default()
                .into_owned(),
            title: Some(title).filter(|title| !title.is_empty()),
            width: size(content.item(0), key::WIDTH),
            height: size(content.item(0), key::HEIGHT),
        };
        Some(Block::Figure {
            content: vec![Block::paragraph(vec![image])],
            caption: self.inlines(content.item(1)?, depth + 1),
        })
    }

    fn lines(&mut self, lines: Value<'t>, depth: usize) -> Block {
        let mut content = Vec::new();
        for line in lines.items() {
            if !content.is_empty() {
                content.push(Inline::Break {});
            }
            content.extend(self.inlines(line, depth + 1));
        }
        Block::Paragraph { content }
    }

    fn heading(&mut self, content: Value<'t>, depth: usize) -> Block {
        let level = content.item(0).and_then(Value::number).unwrap_or(1);
        let inlines = content.item(2);
        Block::Heading {
            level: u8::try_from(level.clamp(1, 6)).unwrap_or(1),
            content: inlines.map_or_else(Vec::new, |inlines| self.inlines(inlines, depth + 1)),
        }
    }

    fn items(&mut self, items: Value<'t>, depth: usize) -> Vec<Vec<Block>> {
        items.items().map(|item| self.blocks(item, depth)).collect()
    }

    fn definitions(&mut self, items: Value<'t>, depth: usize) -> Vec<Definition> {
        let mut definitions = Vec::new();
        for item in items.items() {
            let (Some(term), Some(content)) = (item.item(0), item.item(1)) else {
                continue;
            };
            definitions.push(Definition {
                terms: vec![self.inlines(term, depth)],
                definitions: self.items(content, depth),
            });
        }
        definitions
    }

    fn code_block(&self, content: Value<'t>) -> Block {
        let attributes = content.item(0);
        let classes = attributes.and_then(|attributes| attributes.item(1));
        let mut classes = classes
            .into_iter()
            .flat_map(Value::items)
            .filter_map(Value::text);
        let is_language =
            |class: &Cow<'_, str>| self.is_own() || !NO_LANGUAGES.contains(&class.as_ref());
        Block::CodeBlock {
            language: classes.find(is_language).map(Cow::into_owned),
            text: content
                .item(1)
                .and_then(Value::text)
                .unwrap_or_default()
                .into_owned(),
        }
    }

    fn figure(&mut self, content: Value<'t>, depth: usize) -> Option<Block> {
        let caption = content.item(1)?.item(1)?;
        let caption = self.caption(caption, depth);
        let mut content = self.blocks(content.item(2)?, depth);
        if !self.is_own() {
            forget_repeated_alt(&mut content, &caption);
        }
        Some(Block::Figure { content, caption })
    }

    /// The blocks of a caption as running text.
    pub(super) fn caption(&mut self, blocks: Value<'t>, depth: usize) -> Vec<Inline> {
        let mut all = blocks.items();
        match (all.next().and_then(node), all.next()) {
            (Some((tag, Some(inlines))), None) if tag == "Plain" || tag == "Para" => {
                self.inlines(inlines, depth)
            }
            _ => in_one_run(self.blocks(blocks, depth)),
        }
    }

    /// A box that stands for a figure, where these have no block.
    fn figure_in_box(&mut self, inside: Value<'t>, depth: usize) -> Block {
        let mut content = Vec::new();
        let mut caption = Vec::new();
        for value in inside.items() {
            match box_of_class(value, class::CAPTION) {
                Some(blocks) => caption = self.caption(blocks, depth),
                None => content.extend(self.block(value, depth)),
            }
        }
        Block::Figure { content, caption }
    }

    fn field(&mut self, entry: Value<'t>, depth: usize) -> Option<Block> {
        Some(Block::Field {
            label: self.inlines(entry.item(0)?, depth),
            items: self.items(entry.item(1)?, depth),
        })
    }

    /// Whether a box stands for a block.
    fn is_block(&self, content: Value<'t>) -> bool {
        self.is_own() && (has_class(content.item(0), class::FIGURE) || field_in(content).is_some())
    }

    /// Keeps the words of a block of unknown type.
    fn unknown_block(&mut self, value: Value<'t>, blocks: &mut Vec<Block>) {
        self.findings.add(UNKNOWN, value);
        blocks.push(Block::paragraph(vec![Inline::text(words(value))]));
    }
}

/// Whether a node holds blocks that lie deeper than itself. A box that reaches here stands for a block.
fn is_container(tag: &str) -> bool {
    matches!(
        tag,
        "BlockQuote" | "BulletList" | "OrderedList" | "DefinitionList" | "Figure" | "Table" | "Div"
    )
}

/// What a container holds, in order.
fn parts<'t>(tag: &str, content: Value<'t>) -> Vec<Todo<'t>> {
    let blocks = |value: Value<'t>| Todo::Blocks(value.items());
    let item = |at| content.item(at).map(blocks);
    match tag {
        "BlockQuote" => vec![blocks(content)],
        "BulletList" => content.items().map(blocks).collect(),
        "OrderedList" => {
            let items = content.item(1).into_iter().flat_map(Value::items);
            items.map(blocks).collect()
        }
        "DefinitionList" => content.items().flat_map(parts_of_definition).collect(),
        "Figure" => {
            let caption = content.item(1).and_then(|caption| caption.item(1));
            item(2).into_iter().chain(caption.map(blocks)).collect()
        }
        "Table" => {
            let caption = table::old_caption(content).map(Todo::Text);
            let parts = table::parts(content).into_iter().map(blocks);
            caption.into_iter().chain(parts).collect()
        }
        _ => item(1).into_iter().collect(),
    }
}

fn parts_of_definition(item: Value<'_>) -> Vec<Todo<'_>> {
    let term = item.item(0).map(Todo::Text);
    let definitions = item.item(1).into_iter().flat_map(Value::items);
    let definitions = definitions.map(|blocks| Todo::Blocks(blocks.items()));
    term.into_iter().chain(definitions).collect()
}

/// The number of the first item of an ordered list.
fn first_number(content: Value<'_>) -> u32 {
    let number = content
        .item(0)
        .and_then(|style| style.item(0))
        .and_then(Value::number);
    number.map_or(1, |number| u32::try_from(number.max(0)).unwrap_or(u32::MAX))
}

/// The blocks in a box of this class.
fn box_of_class<'t>(value: Value<'t>, class: &str) -> Option<Value<'t>> {
    let (tag, content) = node(value)?;
    let content = content.filter(|_| tag == "Div")?;
    has_class(content.item(0), class)
        .then(|| content.item(1))
        .flatten()
}

/// The label and the items of a field: the one entry of a definition list that is all of a box.
fn field_in(content: Value<'_>) -> Option<Value<'_>> {
    let only = |list: Value<'_>| list.items().nth(1).is_none();
    let inside = content
        .item(1)
        .filter(|_| has_class(content.item(0), class::FIELD))?;
    let (tag, list) = node(inside.items().next().filter(|_| only(inside))?)?;
    let list = list.filter(|list| tag == "DefinitionList" && only(*list))?;
    list.items().next()
}

/// A caption that says the same as the image's alternative text stands for both.
fn forget_repeated_alt(content: &mut [Block], caption: &[Inline]) {
    let [Block::Paragraph { content }] = content else {
        return;
    };
    if let [Inline::Image { alt, .. }] = content.as_mut_slice() {
        if *alt == inline_text(caption) {
            alt.clear();
        }
    }
}
