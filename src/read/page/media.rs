//! Images, and embedded content: video, audio and other pages, which become links.

use super::attributes::Attributes;
use super::builder::{Builder, Kind, Level};
use super::picture;
use crate::grammar::url::original_of_relative;
use crate::model::Inline;
use crate::shape::size::pixels;

/// Adds a link to embedded content.
pub(super) fn embed(builder: &mut Builder, attributes: &impl Attributes) {
    let source = attributes.get("src").or_else(|| attributes.get("data-src"));
    let Some(url) = source.filter(|url| is_followed(url)) else {
        return;
    };
    match builder.is_in_media() {
        true => builder.source(original_of_relative(url)),
        false => builder.linked_name(original_of_relative(url), title(attributes)),
    }
}

/// Records the source of plug-in content, from a `<param>`.
pub(super) fn add_parameter(builder: &mut Builder, attributes: &impl Attributes) {
    const SOURCES: &[&str] = &["movie", "src", "url", "filename"];
    let name = attributes.get("name").unwrap_or_default();
    let is_source = SOURCES.iter().any(|known| name.eq_ignore_ascii_case(known));
    let url = attributes
        .get("value")
        .filter(|url| is_source && is_followed(url));
    if let Some(url) = url {
        builder.source(original_of_relative(url));
    }
}

/// Opens video, audio or the like. What it contains is fallback content.
pub(super) fn open(builder: &mut Builder, attributes: &impl Attributes) -> Level {
    let level = builder.open(Kind::Media(title(attributes).map(str::to_owned)));
    let source = attributes.get("src").or_else(|| attributes.get("data"));
    if let Some(url) = source.filter(|url| is_followed(url)) {
        builder.source(original_of_relative(url));
    }
    level
}

pub(super) fn add_source(builder: &mut Builder, attributes: &impl Attributes) {
    let url = attributes
        .get("src")
        .or_else(|| attributes.get("data-src"))
        .or_else(|| picture::of_set(attributes));
    if let Some(url) = url.filter(|url| is_followed(url)) {
        builder.source(original_of_relative(url));
    }
}

/// Whether a URL leads anywhere.
fn is_followed(url: &str) -> bool {
    let has = |scheme: &str| {
        let start = url.get(..scheme.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    };
    !url.is_empty() && !has("about:") && !has("javascript:")
}

fn title(attributes: &impl Attributes) -> Option<&str> {
    let mut names = ["title", "aria-label"]
        .iter()
        .filter_map(|name| attributes.get(name));
    names.find(|title| !title.trim_ascii().is_empty())
}

/// Adds a picture.
pub(super) fn add_image(builder: &mut Builder, attributes: &impl Attributes) {
    let mut source = picture::source(attributes);
    if source.url.is_empty() {
        source.url = builder.source_of_picture().unwrap_or_default().to_owned();
    }
    builder.picture(image(attributes, source.url), source.is_late);
}

fn image(attributes: &impl Attributes, src: String) -> Inline {
    let size = |name| attributes.get(name).and_then(pixels);
    Inline::Image {
        src,
        alt: attributes.get("alt").unwrap_or_default().to_owned(),
        title: attributes.get("title").map(str::to_owned),
        width: size("width"),
        height: size("height"),
    }
}
