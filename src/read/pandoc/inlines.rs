//! Running text.

use super::document::Reader;
use super::findings::{FORMULA, UNKNOWN};
use super::tape::{Items, Value};
use super::{attribute, has_class, node};
use crate::model::{Inline, MAX_DEPTH, Target};
use crate::pandoc::{class, key, stand_in};
use crate::shape::size::pixels;

/// What is still to be read.
pub(super) enum Todo<'t> {
    Inlines(Items<'t>),
    /// Words that close what was opened before.
    Words(&'static str),
}

impl<'t> Reader<'t> {
    /// An array of inlines, which lie that deep.
    pub(super) fn inlines(&mut self, list: Value<'t>, depth: usize) -> Vec<Inline> {
        let mut run = Vec::new();
        let mut todo = vec![Todo::Inlines(list.items())];
        while let Some(next) = todo.last_mut() {
            match next {
                Todo::Inlines(items) => match items.next() {
                    Some(value) => self.read_inline(value, depth, &mut todo, &mut run),
                    None => drop(todo.pop()),
                },
                Todo::Words(words) => {
                    push_text(&mut run, words);
                    todo.pop();
                }
            }
        }
        run
    }

    /// Reads an inline. One that is mere decoration, or would lie too deep, leaves what it holds to be read.
    fn read_inline(
        &mut self,
        value: Value<'t>,
        depth: usize,
        todo: &mut Vec<Todo<'t>>,
        run: &mut Vec<Inline>,
    ) {
        let Some((tag, content)) = node(value) else {
            return self.unknown_inline(value, run);
        };
        let mut inside = |content: Option<Value<'t>>| {
            todo.extend(content.map(|content| Todo::Inlines(content.items())));
        };
        match (tag.as_ref(), content) {
            ("Str", Some(text)) => push_text(run, &text.text().unwrap_or_default()),
            ("Space" | "SoftBreak", _) => push_text(run, " "),
            ("LineBreak", _) => run.push(Inline::Break {}),
            ("Code", Some(content)) => run.push(code(content)),
            ("Math", Some(content)) => {
                self.findings.add(FORMULA, value);
                run.push(code(content));
            }
            ("RawInline", Some(content)) => self.raw_inline(content, depth, run),
            ("Note", Some(content)) => self.footnote(content, depth, run),
            ("Image", Some(content)) => run.push(image(content)),
            ("SmallCaps", content) => inside(content),
            ("Cite", Some(content)) => inside(content.item(1)),
            ("Quoted", Some(content)) => quoted(content, todo, run),
            ("Span", Some(content)) if !self.is_inline(content) => {
                run.extend(anchor(content));
                inside(content.item(1));
            }
            (tag, Some(content)) if is_container(tag) => {
                if depth + 1 > MAX_DEPTH {
                    self.findings.too_deep(value);
                    let at = usize::from(tag == "Link" || tag == "Span");
                    inside(if at == 0 {
                        Some(content)
                    } else {
                        content.item(at)
                    });
                } else {
                    self.inline_container(tag, content, depth, run);
                }
            }
            _ => self.unknown_inline(value, run),
        }
    }
}

/// The place that a span names for links to it.
fn anchor(span: Value<'_>) -> Option<Inline> {
    let id = span.item(0)?.item(0)?.text()?.into_owned();
    (!id.is_empty()).then_some(Inline::Anchor { id })
}

impl<'t> Reader<'t> {
    fn inline_container(
        &mut self,
        tag: &str,
        content: Value<'t>,
        depth: usize,
        run: &mut Vec<Inline>,
    ) {
        let inside = depth + 1;
        run.push(match tag {
            "Link" => self.link(content, inside),
            "Span" => return self.span(content, inside, run),
            "Emph" => Inline::Emphasis {
                content: self.inlines(content, inside),
            },
            "Strong" => Inline::Strong {
                content: self.inlines(content, inside),
            },
            "Strikeout" => Inline::Strikeout {
                content: self.inlines(content, inside),
            },
            "Underline" => Inline::Underline {
                content: self.inlines(content, inside),
            },
            "Superscript" => Inline::Superscript {
                content: self.inlines(content, inside),
            },
            _ => Inline::Subscript {
                content: self.inlines(content, inside),
            },
        });
    }

    fn link(&mut self, content: Value<'t>, depth: usize) -> Inline {
        let attributes = content.item(0);
        let words = content.item(1);
        let words = words.map_or_else(Vec::new, |words| self.inlines(words, depth));
        let (url, title) = address(content);
        let title = Some(title).filter(|title| !title.is_empty());
        if !self.is_own() {
            return Inline::Link {
                content: words,
                target: Target::Url(url),
                title,
            };
        }
        let target = self.table.target(url, attributes);
        // That of its entry is none of the link's own, unless it is stated again.
        let is_own = |title: &String| self.table.title(&target) != Some(title.as_str());
        let stated = attribute(attributes, key::TITLE).map(Into::into);
        let title = title.filter(is_own).or(stated);
        let is_stand_in = match (&target, words.as_slice()) {
            (Target::Listed(number), [Inline::Text { text }]) => {
                *text == stand_in(*number) && !has_class(attributes, class::WORDS)
            }
            (Target::Listed(_), _) => false,
            (Target::Url(_), _) => content.item(1).is_some_and(is_in_nameless_span),
        };
        Inline::Link {
            content: if is_stand_in { Vec::new() } else { words },
            target,
            title,
        }
    }

    /// Whether a span in a document of ours stands for an inline.
    fn is_inline(&self, content: Value<'t>) -> bool {
        let is = |class| has_class(content.item(0), class);
        let names = [class::SMALL, class::LINK, class::ADDRESS, class::IMAGE];
        self.is_own() && names.into_iter().any(is)
    }

    fn span(&mut self, content: Value<'t>, depth: usize, run: &mut Vec<Inline>) {
        let attributes = content.item(0);
        let is = |class| has_class(attributes, class);
        if is(class::ADDRESS) {
            return;
        }
        let url = attribute(attributes, key::URL);
        if is(class::IMAGE) {
            return run.push(Inline::Image {
                src: url.unwrap_or_default().into_owned(),
                alt: content.item(1).map(words).unwrap_or_default(),
                title: attribute(attributes, key::TITLE).map(Into::into),
                width: size(attributes, key::WIDTH),
                height: size(attributes, key::HEIGHT),
            });
        }
        let words = content.item(1);
        let words = words.map_or_else(Vec::new, |words| self.inlines(words, depth));
        if is(class::SMALL) {
            return run.push(Inline::Small { content: words });
        }
        let number = self.table.stated(attributes).map(Target::Listed);
        match number.or_else(|| url.map(|url| Target::Url(url.into_owned()))) {
            Some(target) => run.push(Inline::Link {
                content: words,
                target,
                title: attribute(attributes, key::TITLE).map(Into::into),
            }),
            None => run.extend(words),
        }
    }

    /// Reads a footnote; the words of one that lies too deep stay in the text.
    fn footnote(&mut self, content: Value<'t>, depth: usize, run: &mut Vec<Inline>) {
        if depth + 1 > MAX_DEPTH {
            self.findings.too_deep(content);
            return push_text(run, &format!(" ({})", words(content)));
        }
        let content = self.blocks(content, depth + 1);
        run.push(Inline::Note { content });
    }

    /// Keeps the words of an inline of unknown type.
    fn unknown_inline(&mut self, value: Value<'t>, run: &mut Vec<Inline>) {
        self.findings.add(UNKNOWN, value);
        push_text(run, &words(value));
    }
}

/// Whether a run is one span without attributes, which shows an address in the place of unknown words.
fn is_in_nameless_span(run: Value<'_>) -> bool {
    let mut items = run.items();
    let only = items.next().filter(|_| items.next().is_none());
    let span = only.and_then(node).filter(|(tag, _)| tag == "Span");
    let attributes = span.and_then(|(_, content)| content?.item(0));
    attributes.is_some_and(|attributes| {
        let has = |at| {
            attributes
                .item(at)
                .is_some_and(|list| list.items().next().is_some())
        };
        !has(1) && !has(2)
    })
}

/// Whether a node holds inlines that lie deeper than itself. A span that reaches here stands for an inline.
fn is_container(tag: &str) -> bool {
    matches!(
        tag,
        "Emph"
            | "Strong"
            | "Strikeout"
            | "Underline"
            | "Superscript"
            | "Subscript"
            | "Link"
            | "Span"
    )
}

/// Opens quotation marks, and leaves the quoted words and the closing marks to be read.
fn quoted<'t>(content: Value<'t>, todo: &mut Vec<Todo<'t>>, run: &mut Vec<Inline>) {
    let kind = content.item(0).and_then(node);
    let (open, close) = match kind {
        Some((tag, _)) if tag == "SingleQuote" => ("‘", "’"),
        _ => ("“", "”"),
    };
    push_text(run, open);
    todo.push(Todo::Words(close));
    todo.extend(content.item(1).map(|inside| Todo::Inlines(inside.items())));
}

/// Code or a formula: attributes or a kind, and the text.
fn code(content: Value<'_>) -> Inline {
    let text = content.item(1).and_then(Value::text);
    Inline::Code {
        text: text.unwrap_or_default().into_owned(),
    }
}

fn image(content: Value<'_>) -> Inline {
    let (src, title) = address(content);
    let alt = match attribute(content.item(0), key::ALT) {
        Some(alt) => alt.into_owned(),
        None => content.item(1).map(words).unwrap_or_default(),
    };
    Inline::Image {
        src,
        alt,
        title: Some(title).filter(|title| !title.is_empty()),
        width: size(content.item(0), key::WIDTH),
        height: size(content.item(0), key::HEIGHT),
    }
}

/// The width or height that the attributes of an image state.
pub(super) fn size(attributes: Option<Value<'_>>, key: &str) -> Option<u32> {
    pixels(&attribute(attributes, key)?)
}

/// Address and title of a link or image.
pub(super) fn address(content: Value<'_>) -> (String, String) {
    let address = content.item(2);
    let part = |at| {
        let text = address
            .and_then(|address| address.item(at))
            .and_then(Value::text);
        text.unwrap_or_default().into_owned()
    };
    (part(0), part(1))
}

/// All words in a value, whatever it is and however deep they stand.
pub(super) fn words(value: Value<'_>) -> String {
    let mut words = String::new();
    for (tag, content) in value.all().filter_map(node) {
        match (tag.as_ref(), content) {
            ("Str", Some(text)) => words.push_str(&text.text().unwrap_or_default()),
            ("Code" | "Math" | "RawInline" | "CodeBlock" | "RawBlock", Some(content)) => {
                let text = content.item(1).and_then(Value::text);
                words.push_str(&text.unwrap_or_default());
            }
            ("MetaString", Some(text)) => {
                words.push_str(&text.text().unwrap_or_default());
                words.push(' ');
            }
            ("Space" | "SoftBreak" | "LineBreak" | "Para" | "Plain" | "Header", _) => {
                words.push(' ');
            }
            _ => {}
        }
    }
    if words.is_empty() {
        // A node with nothing but a text is made for it.
        let content = node(value).and_then(|(_, content)| content);
        words = content
            .and_then(Value::text)
            .unwrap_or_default()
            .into_owned();
    }
    words
}

/// Appends words.
pub(super) fn push_text(run: &mut Vec<Inline>, words: &str) {
    match run.last_mut() {
        Some(Inline::Text { text }) => text.push_str(words),
        _ => run.push(Inline::text(words)),
    }
}
