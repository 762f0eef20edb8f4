//! The URL of an image: in `src`, in a `srcset`, or in an attribute from which a script would load it.

use super::attributes::Attributes;
use crate::grammar::url::original_of_relative;

/// Attributes from which scripts load a picture once it comes into view, and those that hold a set of sizes.
const LATE: &[&str] = &[
    "data-src", "data-original", "data-lazy-src", "data-lazy", "data-lazyload",
    "data-original-src", "data-echo", "data-url",
];
const LATE_SETS: &[&str] = &["data-srcset", "data-lazy-srcset"];

/// The file names of placeholders, which are shown until the image is loaded.
const PLACEHOLDERS: &[&str] = &[
    "blank", "spacer", "placeholder", "loading", "loader", "lazy", "pixel", "1x1", "transparent",
    "grey", "gray",
];

/// The address of a picture.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Source {
    pub(super) url: String,
    /// Whether a script would load it, so that the page may repeat it in `<noscript>`.
    pub(super) is_late: bool,
}

/// The URL of an element's image.
pub(super) fn source(attributes: &impl Attributes) -> Source {
    let src = attributes
        .get("src")
        .map(str::trim_ascii)
        .unwrap_or_default();
    let late = late(attributes);
    let is_late = late.is_some();
    let class = attributes.get("class").unwrap_or_default();
    let url = match late {
        Some(late) if is_placeholder(src) || class.contains("lazy") => late,
        _ if src.is_empty() => {
            largest(attributes.get("srcset").unwrap_or_default()).unwrap_or_default()
        }
        _ => src,
    };
    Source {
        url: original_of_relative(url).to_owned(),
        is_late: is_late || is_placeholder(src),
    }
}

/// The picture of a `<source>`.
pub(super) fn of_set(attributes: &impl Attributes) -> Option<&str> {
    let sets = ["srcset"].iter().chain(LATE_SETS);
    let mut sets = sets.filter_map(|name| attributes.get(name));
    sets.find_map(largest)
}

fn late(attributes: &impl Attributes) -> Option<&str> {
    let is_url =
        |url: &&str| !url.is_empty() && !url.starts_with("data:") && !url.contains(['{', '<']);
    let mut urls = LATE.iter().filter_map(|name| attributes.get(name));
    let mut sets = LATE_SETS.iter().filter_map(|name| attributes.get(name));
    urls.find(is_url).or_else(|| sets.find_map(largest))
}

/// Whether a URL is not that of the picture itself but of a placeholder.
pub(super) fn is_placeholder(src: &str) -> bool {
    if src.is_empty() || src.starts_with("data:") || src.starts_with("about:") {
        return true;
    }
    let path = src.split(['?', '#']).next().unwrap_or_default();
    let file = path
        .rsplit('/')
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    let words = file.split(|c: char| !c.is_ascii_alphanumeric());
    words.into_iter().any(|word| PLACEHOLDERS.contains(&word))
}

/// The address of the largest picture in a set, `a.jpg 1x, b.jpg 2x`.
fn largest(set: &str) -> Option<&str> {
    let mut best: Option<(f64, &str)> = None;
    let mut rest = set;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == ',');
        if rest.is_empty() {
            return best.map(|(_, url)| url);
        }
        let end = rest
            .find(|c: char| c.is_ascii_whitespace())
            .unwrap_or(rest.len());
        let (url, after) = rest.split_at(end);
        let bare = url.trim_end_matches(',');
        let size = match bare.len() < url.len() {
            true => "",
            false => after.split(',').next().unwrap_or_default(),
        };
        rest = &after[size.len()..];
        let size = size.trim_ascii().trim_end_matches(['w', 'x', 'h']);
        let size: f64 = size.parse().unwrap_or(1.0);
        if !bare.is_empty() && best.is_none_or(|(largest, _)| size > largest) {
            best = Some((size, bare));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_largest_of_a_set_is_taken() {
        for (set, url) in [
            ("a.jpg 1x, b.jpg 2x", Some("b.jpg")),
            ("a.jpg 640w,b.jpg 320w", Some("a.jpg")),
            ("a.jpg", Some("a.jpg")),
            ("a,b.jpg 2x, c.jpg", Some("a,b.jpg")),
            ("a.jpg, b.jpg 1.5x", Some("b.jpg")),
            (" , ", None),
            ("", None),
        ] {
            assert_eq!(largest(set), url, "{set}");
        }
    }

    #[test]
    fn placeholders_are_known_by_their_names() {
        for src in [
            "", "data:image/gif;base64,R0", "/img/blank.gif", "https://ex.org/lazy-loading.svg?v=1",
        ] {
            assert!(is_placeholder(src), "{src}");
        }
        for src in ["/loading/quay.jpg", "/img/blanket.gif", "lamp.png"] {
            assert!(!is_placeholder(src), "{src}");
        }
    }
}
