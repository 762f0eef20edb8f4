//! Turns links and images with unsafe URLs into text.

use std::borrow::Cow;

use super::entries::Entries;
use crate::label::Vocabulary;
use crate::model::url_scheme::{is_safe_image, is_safe_link, is_script};
use crate::model::{Article, Inline, Link, Node, Target, inline_text};

/// Which links are checked.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Which {
    All,
    Unlisted,
}

/// The article in normal form, with links and images that must not be followed replaced by their words and URL.
pub(crate) fn without_unsafe_links<'a>(
    article: Cow<'a, Article>,
    which: Which,
    vocabulary: &Vocabulary,
) -> Cow<'a, Article> {
    if Addresses::of(&article.links, which).are_harmless(&article) {
        return article;
    }
    let mut article = article.into_owned();
    let links = std::mem::take(&mut article.links);
    let addresses = Addresses::of(&links, which);
    article.for_each_run(|run| {
        let before = std::mem::take(run);
        before
            .into_iter()
            .for_each(|inline| addresses.unlink(inline, run));
    });
    article.links = links;
    article.normalize_with(vocabulary);
    Cow::Owned(article)
}

/// The URLs of an article's links, by number.
struct Addresses<'a> {
    links: &'a [Link],
    entries: Option<Entries>,
}

impl<'a> Addresses<'a> {
    fn of(links: &'a [Link], which: Which) -> Self {
        let entries = (which == Which::All).then(|| Entries::last_of(links));
        Self { links, entries }
    }

    /// The URL and title of a link if it must not be followed.
    fn of_unsafe<'t>(&self, target: &'t Target) -> Option<(&'t str, Option<&'t str>)>
    where
        'a: 't,
    {
        let (url, title) = match target {
            Target::Url(url) => (url.as_str(), None),
            Target::Listed(number) => {
                let link = &self.links[self.entries.as_ref()?.place(*number)?];
                (link.url.as_str(), link.title.as_deref())
            }
        };
        (!is_safe_link(url)).then_some((url, title))
    }

    fn are_harmless(&self, article: &Article) -> bool {
        article.walk().all(|node| match node {
            Node::Inline(Inline::Link { target, .. }) => self.of_unsafe(target).is_none(),
            Node::Inline(Inline::Image { src, .. }) => is_safe_image(src),
            _ => true,
        })
    }

    /// Adds an inline to a run, or the text that replaces it.
    fn unlink(&self, inline: Inline, run: &mut Vec<Inline>) {
        match inline {
            Inline::Link {
                mut content,
                target,
                title,
            } => {
                let Some((url, title)) = self.of_unsafe(&target) else {
                    return run.push(Inline::Link {
                        content,
                        target,
                        title,
                    });
                };
                if let (true, Target::Listed(number)) = (content.is_empty(), &target) {
                    content.push(Inline::text(format!("[{number}]")));
                }
                // A title that repeats the words is redundant.
                let title = title.filter(|title| inline_text(&content) != *title);
                let address = address_as_text(url, title);
                let is_none = matches!(target, Target::Url(_)) && is_script(url);
                let after = match content.as_slice() {
                    _ if is_none => Cow::Borrowed(""),
                    [] => address,
                    [Inline::Text { text }] if *text == address => Cow::Borrowed(""),
                    _ => Cow::Owned(format!(" ({address})")),
                };
                content
                    .into_iter()
                    .for_each(|inline| self.unlink(inline, run));
                run.push(Inline::text(after));
            }
            Inline::Image {
                ref src,
                ref alt,
                ref title,
                ..
            } => run.push(match image_as_text(src, alt, title.as_deref()) {
                Some(words) => Inline::text(words),
                None => inline,
            }),
            other => run.push(other),
        }
    }
}

/// The text that replaces an image that must not be shown; `None` for all others.
fn image_as_text(src: &str, alt: &str, title: Option<&str>) -> Option<String> {
    if is_safe_image(src) {
        return None;
    }
    let is_image = src
        .get(..5)
        .is_some_and(|start| start.eq_ignore_ascii_case("data:"));
    // After the comma comes the image data.
    let shown = src.split(',').next().filter(|_| is_image).unwrap_or(src);
    let address = address_as_text(shown, title);
    Some(match alt {
        "" => address.into_owned(),
        _ => format!("{alt} ({address})"),
    })
}

/// A URL as an inline: a link if it is safe, otherwise text.
pub(super) fn address(url: &str) -> Inline {
    let text = Inline::text(url);
    if is_safe_link(url) {
        Inline::link(url, vec![text])
    } else {
        text
    }
}

/// A URL after its title, as lists of links print them.
pub(super) fn address_as_text<'t>(url: &'t str, title: Option<&str>) -> Cow<'t, str> {
    match title {
        None => Cow::Borrowed(url),
        Some(title) => Cow::Owned(format!("{title}: {url}")),
    }
}
