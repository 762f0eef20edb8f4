//! Raw text of another format. Of HTML it is what a browser would show.

use super::document::Reader;
use super::findings::{RAW, RAW_TAG};
use super::tape::Value;
use crate::model::{Block, Inline, MAX_DEPTH};
use crate::read::tags::{Kind, Tags};

impl<'t> Reader<'t> {
    pub(super) fn raw_block(&mut self, content: Value<'t>, depth: usize, blocks: &mut Vec<Block>) {
        let (format, text) = format_and_text(content);
        match self.raw_html(content, &format, &text, depth) {
            Some(Raw::Nothing) => {}
            Some(Raw::Break) => blocks.push(Block::Rule {}),
            Some(Raw::Blocks(shown)) => blocks.extend(shown),
            None => blocks.push(Block::CodeBlock {
                language: Some(format),
                text,
            }),
        }
    }

    pub(super) fn raw_inline(&mut self, content: Value<'t>, depth: usize, run: &mut Vec<Inline>) {
        let (format, text) = format_and_text(content);
        // Inlines lie one level below the paragraph that the HTML makes.
        match self.raw_html(content, &format, &text, depth - 1) {
            Some(Raw::Nothing) => {}
            Some(Raw::Break) => run.push(Inline::Break {}),
            Some(Raw::Blocks(shown)) => run.extend(super::metadata::in_one_run(shown)),
            None => run.push(Inline::Code { text }),
        }
    }

    /// What raw HTML shows; `None` where that is not simple, or where it is another format.
    fn raw_html(
        &mut self,
        value: Value<'t>,
        format: &str,
        text: &str,
        depth: usize,
    ) -> Option<Raw> {
        let shown = match format {
            "html" | "html4" | "html5" => shown(text, depth),
            _ => None,
        };
        match shown {
            Some(Raw::Nothing) if !is_comment(text) => self.findings.add(RAW_TAG, value),
            None => self.findings.add(RAW, value),
            Some(_) => {}
        }
        shown
    }
}

/// What raw HTML shows.
enum Raw {
    Nothing,
    /// A line break, or a rule between blocks.
    Break,
    Blocks(Vec<Block>),
}

fn format_and_text(content: Value<'_>) -> (String, String) {
    let part = |at| content.item(at).and_then(Value::text).unwrap_or_default();
    (part(0).into_owned(), part(1).into_owned())
}

/// What a browser shows, as far as that takes no more than blocks.
fn shown(html: &str, depth: usize) -> Option<Raw> {
    match lone_markup(html) {
        Some(Kind::Start(tag) | Kind::End(tag)) => match tag.name.to_ascii_lowercase().as_str() {
            "br" | "hr" => Some(Raw::Break),
            "img" => read_html(html, depth),
            _ => Some(Raw::Nothing),
        },
        Some(_) => Some(Raw::Nothing),
        None => read_html(html, depth),
    }
}

fn is_comment(html: &str) -> bool {
    let html = html.trim();
    let is_whole = matches!(lone_markup(html), Some(Kind::Comment));
    is_whole && html.starts_with("<!--")
}

/// The tag or comment that is all of the text. Pandoc keeps tags apart from the words between them.
fn lone_markup(html: &str) -> Option<Kind<'_>> {
    let html = html.trim();
    let token = Tags::new(html).next()?;
    (token.span == (0..html.len()) && token.is_closed).then_some(token.kind)
}

#[cfg(feature = "html")]
fn read_html(html: &str, depth: usize) -> Option<Raw> {
    use crate::model::Article;
    use crate::read::{Options, html::read};

    let mut article = read(html, &Options::default()).ok()?.article;
    let blocks = std::mem::take(&mut article.body);
    let deepest = |block: &Block| {
        let mut walk = block.walk();
        let mut deepest = 0;
        while walk.next().is_some() {
            deepest = deepest.max(walk.depth());
        }
        deepest
    };
    let fits = blocks
        .iter()
        .all(|block| depth - 1 + deepest(block) <= MAX_DEPTH);
    article.language = None;
    article.direction = None;
    if !fits || article != Article::default() {
        return None;
    }
    Some(match blocks.is_empty() {
        true => Raw::Nothing,
        false => Raw::Blocks(blocks),
    })
}

#[cfg(not(feature = "html"))]
fn read_html(_: &str, _: usize) -> Option<Raw> {
    None
}
