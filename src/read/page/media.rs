//! Images, and embedded content: video, audio and other pages, which become links.

use super::attributes::Attributes;
use super::builder::{Builder, Kind, Level};
use super::picture::{self, is_placeholder};
use crate::grammar::url::original_of_relative;
use crate::model::Inline;
use crate::model::url_scheme::is_script;
use crate::shape::size::pixels;

/// Adds a link to embedded content.
pub(super) fn embed(builder: &mut Builder, attributes: &impl Attributes) {
    // Without any size, it only counts visits.
    let is_unseen = ["width", "height"]
        .iter()
        .all(|name| attributes.get(name) == Some("0"));
    let Some(url) = source(attributes, &["src", "data-src"]).filter(|_| !is_unseen) else {
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
    if let Some(url) = source(attributes, &["value"]).filter(|_| is_source) {
        builder.source(original_of_relative(url));
    }
}

/// Opens video, audio or the like. What it contains is fallback content.
pub(super) fn open(builder: &mut Builder, attributes: &impl Attributes) -> Level {
    let level = builder.open(Kind::Media(title(attributes).map(str::to_owned)));
    if let Some(url) = source(attributes, &["src", "data-src", "data"]) {
        builder.source(original_of_relative(url));
    }
    level
}

pub(super) fn add_source(builder: &mut Builder, attributes: &impl Attributes) {
    let url = source(attributes, &["src", "data-src"]);
    if let Some(url) = url.or_else(|| picture::of_set(attributes)) {
        builder.source(original_of_relative(url));
    }
}

/// The first of these attributes whose URL leads anywhere.
fn source<'a>(attributes: &'a impl Attributes, names: &[&str]) -> Option<&'a str> {
    let mut urls = names.iter().filter_map(|name| attributes.get(name));
    let is_nowhere = |url: &str| {
        let scheme = url.get(.."about:".len());
        url.is_empty() || scheme.is_some_and(|scheme| scheme.eq_ignore_ascii_case("about:"))
    };
    urls.find(|url| !is_nowhere(url) && !is_script(url))
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
    if is_placeholder(&source.url) && attributes.get("aria-hidden") == Some("true") {
        return;
    }
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
