//! Reads the texts of a message, each with the reader of its format.

use std::borrow::Cow;
use std::collections::HashMap;

use super::join::{append, highest};
use super::shown::{Shown, Text, TextKind};
use crate::BaseUrl;
use crate::error::Error;
use crate::model::{Article, Block, Inline, Target};
use crate::read::detect::{Format, shows_markdown};
use crate::read::options::{Options, Reading};
use crate::read::tags::{Piece, Pieces};
use crate::read::{html, markdown, plain};
use crate::warning::{Warning, WarningKind};

/// Reads texts one after another into a single article.
pub(super) struct Reader {
    /// Whether HTML is a page with a title of its own. The title of HTML in mail is shown nowhere.
    is_page: bool,
    options: Options,
    /// The format of the text, if the caller sets it.
    format: Option<Format>,
    /// Whether any text was read.
    has_read: bool,
}

impl Reader {
    pub(super) fn new(options: &Options, format: Option<Format>, is_page: bool) -> Self {
        let mut options = options.clone();
        // Strictness is checked once, for the warnings of all texts.
        options.strict = false;
        Self {
            is_page,
            options,
            format,
            has_read: false,
        }
    }

    /// Reads everything that is shown. Only warnings about the first text have places.
    pub(super) fn read(&mut self, shown: Vec<Shown>) -> Result<Reading, Error> {
        let mut whole = Reading::default();
        let mut taken = 0;
        for (at, shown) in shown.into_iter().enumerate() {
            let is_first = !self.has_read;
            let (head, reading) = match shown {
                Shown::Text(text) => (Vec::new(), self.text(text)?),
                Shown::Message(head, shown) => (head.into_blocks(), self.read(shown)?),
            };
            let Reading {
                article,
                mut warnings,
            } = reading;
            if !is_first {
                warnings.iter_mut().for_each(|warning| warning.span = None);
            }
            whole.warnings.append(&mut warnings);
            if at == 0 && head.is_empty() {
                taken = highest(&article);
                whole.article = article;
            } else {
                whole.article.body.extend(head);
                taken = append(&mut whole.article, article, taken);
            }
        }
        if !self.has_read {
            whole.warnings.push(Warning {
                kind: WarningKind::Empty,
                message: "the message has no text".to_owned(),
                span: None,
            });
        }
        Ok(whole)
    }

    fn text(&mut self, text: Text) -> Result<Reading, Error> {
        self.has_read = true;
        let Text {
            text,
            kind,
            location,
        } = text;
        let options = self.options_at(location.as_deref());
        let format = self.format.filter(|_| kind != TextKind::Html);
        match (format, kind) {
            (_, TextKind::Html) if self.is_page => html::read(&text, &options),
            (_, TextKind::Html) => html::read(&without_title(&text), &options),
            (Some(Format::Markdown), _) | (None, TextKind::Markdown) => {
                markdown::read(&text, &self.options)
            }
            (None, TextKind::Plain) if shows_markdown(&text, &self.options) => {
                markdown::read(&text, &self.options)
            }
            (None, TextKind::Code) => Ok(code(text)),
            _ => plain::read(&text, &self.options),
        }
    }

    /// The options for a text, with its location as base URL unless the caller set one.
    fn options_at(&self, location: Option<&str>) -> Cow<'_, Options> {
        let base = location.and_then(|location| BaseUrl::within(None, location));
        match base.filter(|_| self.options.base_url.is_none()) {
            Some(base) => Cow::Owned(self.options.clone().with_base_url(base)),
            None => Cow::Borrowed(&self.options),
        }
    }
}

/// Replaces the title in HTML by spaces.
fn without_title(html: &str) -> Cow<'_, str> {
    let is = |name: &str, known: &str| name.eq_ignore_ascii_case(known);
    let mut pieces = Pieces::new(html);
    while let Some((_, piece)) = pieces.next() {
        match piece {
            Piece::Start(tag) if is(tag.name, "body") => break,
            Piece::Start(tag) if is(tag.name, "title") => {
                let Some((words, Piece::Text(_))) = pieces.next() else {
                    break;
                };
                let (before, after) = (&html[..words.start], &html[words.end..]);
                return Cow::Owned(format!("{before}{}{after}", " ".repeat(words.len())));
            }
            _ => {}
        }
    }
    Cow::Borrowed(html)
}

fn code(text: String) -> Reading {
    let text = text.replace("\r\n", "\n");
    Reading {
        article: Article {
            body: vec![Block::CodeBlock {
                language: None,
                text,
            }],
            ..Article::default()
        },
        warnings: Vec::new(),
    }
}

/// Replaces references to parts of the message, mostly images, by the URLs of the parts where they are known.
pub(super) fn locate(run: &mut [Inline], locations: &HashMap<String, String>) {
    for inline in run {
        let (Inline::Image { src: url, .. }
        | Inline::Link {
            target: Target::Url(url),
            ..
        }) = inline
        else {
            continue;
        };
        let id = url.strip_prefix("cid:").map(|id| id.replace("%40", "@"));
        if let Some(location) = id.and_then(|id| locations.get(&id)) {
            url.clone_from(location);
        }
    }
}
