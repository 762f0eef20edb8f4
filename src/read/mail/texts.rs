//! Reading the texts of a message, each by the reader of its form.

use std::borrow::Cow;
use std::collections::HashMap;

use super::join::append;
use super::shown::{Shown, Text, TextKind};
use crate::BaseUrl;
use crate::error::Error;
use crate::model::{Article, Block, Inline, Target};
use crate::read::detect::{Format, shows_markdown};
use crate::read::options::{Options, Reading};
use crate::read::{html, markdown, plain};
use crate::warning::{Warning, WarningKind};

/// Reads texts one after the other into one article.
pub(super) struct Reader {
    options: Options,
    /// What the caller says of the text.
    form: Option<Format>,
    /// Whether one was read.
    has_read: bool,
}

impl Reader {
    pub(super) fn new(options: &Options, form: Option<Format>) -> Self {
        let mut options = options.clone();
        // Whether there are warnings is asked once, of all of them.
        options.strict = false;
        Self {
            options,
            form,
            has_read: false,
        }
    }

    /// Reads all that is shown. Only warnings about the first text have places.
    pub(super) fn read(&mut self, shown: Vec<Shown>) -> Result<Reading, Error> {
        let mut whole = Reading::default();
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
                whole.article = article;
            } else {
                whole.article.body.extend(head);
                append(&mut whole.article, article);
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
        let form = self.form.filter(|_| kind != TextKind::Html);
        match (form, kind) {
            (_, TextKind::Html) => html::read(&text, &self.options_at(location.as_deref())),
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

    /// The options for a text: where it is from, its relative addresses lead.
    fn options_at(&self, location: Option<&str>) -> Cow<'_, Options> {
        let base = location.and_then(|location| BaseUrl::within(None, location));
        match base.filter(|_| self.options.base_url.is_none()) {
            Some(base) => Cow::Owned(self.options.clone().with_base_url(base)),
            None => Cow::Borrowed(&self.options),
        }
    }
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

/// Says where what lies in the message is from, as far as the message tells: pictures first of all.
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
