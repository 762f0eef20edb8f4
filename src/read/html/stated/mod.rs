//! The metadata of a page: what it states about itself in `<meta>` and `<link>` ([`meta`]), in JSON-LD ([`json_ld`]),
//! and in the markup of its body, such as `rel=author` ([`marks`]).
//!
//! Each source is read into the same [`data`]; they are then merged, the most reliable first, into the [`Facts`] of an
//! article.

mod data;
#[cfg(feature = "serde")]
mod json_ld;
mod marks;
mod meta;

use super::parser::Tag;
use crate::BaseUrl;
use crate::grammar::space::single_spaced;
use crate::grammar::url::{decode_references, restore};
use crate::label::Vocabulary;
use crate::model::{Metadata, Value};
use crate::read::facts::Facts;
use crate::read::page::Attributes;
use crate::shape::source::is_web_address;
use data::{Data, is_date};
#[cfg(feature = "serde")]
use json_ld::JsonLd;
use marks::Marks;

/// Collects the metadata of a page, in document order.
#[derive(Debug, Default)]
pub(super) struct Stated {
    /// What `<meta>` and `<link>` say, the most exact name of each first.
    head: meta::Head,
    marks: Marks,
    #[cfg(feature = "serde")]
    json_ld: JsonLd,
    /// Whether it is a web archive's copy of a page. Its links then lead to other copies.
    pub(super) is_copy: bool,
}

/// How many elements may be open around the toolbar of a web archive: `html` and `body`.
const TOOLBAR_DEPTH: usize = 2;

/// Whether an id is that of the toolbar that the Wayback Machine adds to its copies.
fn is_toolbar(id: &str) -> bool {
    matches!(id, "wm-ipp-base" | "wm-ipp")
}

/// Whether a script is one that the Wayback Machine or pywb adds to its copies.
fn is_script_of_copy(src: &str) -> bool {
    let file = src.split('?').next().unwrap_or_default();
    ["/bundle-playback.js", "/wombat.js"]
        .iter()
        .any(|name| file.ends_with(name))
}

impl Stated {
    /// Receives a start tag; `depth` elements are open around it.
    pub(super) fn open(&mut self, tag: &Tag<'_>, depth: usize) {
        match tag.name {
            "meta" => self.head.meta(tag),
            "link" => self.head.link(tag),
            "script" => self.is_copy |= tag.get("src").is_some_and(is_script_of_copy),
            "div" if depth <= TOOLBAR_DEPTH => {
                self.is_copy |= tag.get("id").is_some_and(is_toolbar)
            }
            _ => {}
        }
        self.marks.open(tag, depth);
    }

    /// Ends the innermost of so many elements.
    pub(super) fn close(&mut self, depth: usize) {
        self.marks.close(depth);
    }

    /// Receives text of the page.
    pub(super) fn text(&mut self, text: &str) {
        self.marks.text(text);
    }

    /// Receives the text of a JSON-LD script.
    pub(super) fn script(&mut self, text: &str) {
        #[cfg(feature = "serde")]
        self.json_ld.take(text);
        #[cfg(not(feature = "serde"))]
        let _ = text;
    }

    /// What all that says of the article, where the page's own title and its address are known as well.
    pub(super) fn facts(
        self,
        page_title: Option<&str>,
        base: Option<&BaseUrl>,
        vocabulary: &Vocabulary,
    ) -> Facts {
        let Self { head, marks, .. } = self;
        let mut head = head.finish();
        if self.is_copy {
            let urls = [&mut head.url, &mut head.og_url, &mut head.image];
            urls.into_iter().flatten().for_each(restore);
        }
        let address = address(&head, base);
        let marked = marks.finish();
        #[cfg(feature = "serde")]
        let described = {
            let titles = [head.title.as_deref(), marked.title.as_deref(), page_title];
            self.json_ld.described(address.as_deref(), &titles)
        };
        #[cfg(not(feature = "serde"))]
        let described = Data::default();
        let data = marked.or(described).or(head);
        let metadata = metadata(data, address, page_title, vocabulary);
        Facts {
            yields: true,
            ..Facts::of(metadata)
        }
    }
}

/// Whether a script is JSON-LD.
pub(super) fn is_json_ld(tag: &Tag<'_>) -> bool {
    let kind = tag.get("type").unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim_ascii();
    kind.eq_ignore_ascii_case("application/ld+json")
}

/// The URL of the page. That of the site's home page counts less than a URL of the same site with a path.
fn address(head: &Data, base: Option<&BaseUrl>) -> Option<String> {
    let absolute = |address: &String| {
        if is_web_address(address) {
            return Some(address.clone());
        }
        let og = head.og_url.as_deref();
        let og = og.and_then(|url| BaseUrl::within(None, url));
        let within = BaseUrl::within(base.or(og.as_ref()), address)?;
        Some(within.as_str().to_owned())
    };
    let canonical = head.url.as_ref().and_then(absolute);
    let og = head.og_url.as_ref().and_then(absolute);
    let has_path = |url: &String| {
        let after = url.split_once("://").map_or("", |(_, after)| after);
        let path = after.split_once('/').map_or("", |(_, path)| path);
        !path.is_empty()
    };
    match (canonical, og) {
        (Some(canonical), Some(og)) if has_path(&og) && !has_path(&canonical) => Some(og),
        (canonical, og) => canonical.or(og),
    }
}

/// The names and values that [`Facts`] knows.
fn metadata(
    mut data: Data,
    address: Option<String>,
    page_title: Option<&str>,
    vocabulary: &Vocabulary,
) -> Metadata {
    let site = data.site.take().filter(|site| !is_web_address(site));
    let is_site = |name: &str| {
        let site = site.as_deref().unwrap_or_default();
        single_spaced(name).eq_ignore_ascii_case(&single_spaced(site))
    };
    // It may be the same on all pages of the site, and then is not this page's title.
    let title = data
        .title
        .filter(|title| !is_site(title) || page_title.is_none_or(is_site));
    let authors: Vec<Value> = data
        .authors
        .iter()
        .filter(|name| !is_site(name) && !is_address(name))
        .map(|name| vocabulary.author_in(name).unwrap_or(name))
        .map(|name| name.trim_matches(is_between))
        .filter(|name| !name.is_empty())
        .map(Value::from)
        .collect();
    let date = data.date.filter(|date| is_date(date));
    let modified = data.modified.filter(|date| is_date(date));
    // A page that was never changed since says it, too.
    let modified = modified.filter(|modified| date.as_ref() != Some(modified));
    let address = address.or(data.url.filter(|url| is_web_address(url)));
    let authors = (!authors.is_empty()).then_some(Value::List(authors));
    let tags = (!data.tags.is_empty()).then(|| Value::from_iter(data.tags));
    let texts = [
        ("title", title),
        ("date", date),
        ("language", data.language),
        ("site", site),
        ("source", address),
        ("modified", modified),
        ("description", data.description),
        ("section", data.section),
        ("image", data.image),
    ];
    let texts = texts.into_iter().filter_map(|(name, text)| {
        let text = decode_references(&text?).trim().to_owned();
        (!text.is_empty()).then(|| (name.to_owned(), Value::from(text)))
    });
    let author = authors.map(|authors| ("author".to_owned(), authors));
    let tags = tags.map(|tags| ("tags".to_owned(), tags));
    texts.chain(author).chain(tags).collect()
}

/// Whether a character separates an author from the words next to the name in a byline.
fn is_between(c: char) -> bool {
    c.is_whitespace() || matches!(c, ',' | ';' | ':' | '|' | '·' | '•' | '-' | '–' | '—' | '/')
}

fn is_address(name: &str) -> bool {
    is_web_address(name) || name.starts_with(['/', '@', '#'])
}
