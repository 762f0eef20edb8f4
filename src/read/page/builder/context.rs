//! Frames that pass their content on and remember something meanwhile: signs around words, formulas, pictures and
//! media.

use super::frame::{Context, Frame};
use super::kind::Kind;
use super::stack::{Builder, LastPicture};
use crate::model::Inline;
use crate::read::page::picture::is_placeholder;

impl Builder {
    /// Whether what is read is shown only without scripts.
    pub(crate) fn is_without_scripts(&self) -> bool {
        self.here().is_without_scripts
    }

    /// Adds the sign before some words; closing the frame adds the one after them.
    pub(super) fn open_affixes(&mut self, before: &'static str, after: &'static str) -> Frame {
        let shown = self.shown;
        self.text(before, []);
        self.shown = shown;
        Frame::Context(Context::Affixes { after, shown })
    }

    pub(super) fn close_context(&mut self, context: Context) {
        match context {
            Context::Math { script, .. } => self.close_math(script),
            Context::Formula { shown } if shown < self.shown => {
                self.last_formula = Some(self.shown)
            }
            _ => {}
        }
        if let Context::Affixes { after, shown } = context {
            match self.inlines.last_mut() {
                // Without words, neither sign is shown.
                Some(Inline::Text { text }) if self.shown == shown && after != " " => {
                    text.pop();
                }
                _ => self.text(after, []),
            }
        }
    }

    /// Whether a version of the open formula has been shown already.
    pub(super) fn has_formula(&self) -> bool {
        let at = self.here().formula.map(|at| &self.open[at].frame);
        matches!(at, Some(Frame::Context(Context::Formula { shown })) if *shown < self.shown)
    }

    /// Adds a picture, unless it was just shown: a picture that a script loads is often repeated in `<noscript>`.
    pub(crate) fn picture(&mut self, image: Inline, is_late: bool) {
        if self.is_hidden() {
            return;
        }
        let Inline::Image { src, .. } = &image else {
            return;
        };
        let src = src.clone();
        let is_without_scripts = self.here().is_without_scripts;
        let is_shown = self.last_picture.as_ref().is_some_and(|last| {
            let late = match is_without_scripts {
                true => last.is_late,
                false => is_late,
            };
            let is_other = last.is_without_scripts != is_without_scripts;
            is_other && last.shown == self.shown && (late || last.src == src)
        });
        if !is_shown {
            self.inline(image);
            self.last_picture = Some(LastPicture {
                src,
                is_late,
                is_without_scripts,
                shown: self.shown,
            });
        } else if let Some(Inline::Image { src: shown, .. }) = self.inlines.last_mut() {
            if is_placeholder(shown) {
                *shown = src;
            }
        }
    }

    /// Records a source of the open media or picture. The first source of media becomes a link.
    pub(crate) fn source(&mut self, url: &str) {
        let Some(at) = self.here().media else { return };
        let name = match &mut self.open[at].frame {
            Frame::Context(Context::Media {
                is_linked: true, ..
            }) => return,
            Frame::Context(Context::Media { name, is_linked }) => {
                *is_linked = true;
                name.take()
            }
            Frame::Context(Context::Picture { source }) => {
                source.get_or_insert_with(|| url.to_owned());
                return;
            }
            _ => return,
        };
        self.linked_name(url, name.as_deref());
    }

    /// Whether this is fallback content of video, audio or the like.
    pub(crate) fn is_in_media(&self) -> bool {
        let media = self.here().media.map(|at| &self.open[at].frame);
        matches!(media, Some(Frame::Context(Context::Media { .. })))
    }

    /// The source of the picture that is open.
    pub(crate) fn source_of_picture(&self) -> Option<&str> {
        match &self.open[self.here().media?].frame {
            Frame::Context(Context::Picture { source }) => source.as_deref(),
            _ => None,
        }
    }

    /// Adds a link to embedded content, with its name or that of its file as words.
    pub(crate) fn linked_name(&mut self, url: &str, name: Option<&str>) {
        let name = name.map_or_else(|| name_of(url), str::to_owned);
        let level = self.open(Kind::link(url));
        self.text(&name, []);
        self.close(level);
        self.text(" ", []);
    }
}

/// The name of the file that a URL leads to, or else the host.
fn name_of(url: &str) -> String {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    let (host, path) = match path.split_once("//") {
        Some((_, rest)) => rest.split_once('/').unwrap_or((rest, "")),
        None => ("", path),
    };
    let file = path.rsplit('/').next().unwrap_or_default();
    match file.contains('.') || host.is_empty() {
        true if !file.is_empty() => file.to_owned(),
        _ if !host.is_empty() => host.to_owned(),
        _ => url.to_owned(),
    }
}
