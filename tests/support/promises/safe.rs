//! What holds for the HTML that is written: no browser that loads it runs anything.

use std::collections::HashSet;

use liens::model::Article;
use liens::write::{Html, PrintHtml, Render};
use markup5ever_rcdom::{Handle, NodeData};
use url::Url;

use super::kept::{each_node, parse};

/// Elements that could run something, embed something or lead away by themselves. A style sheet and a character
/// set are ours.
const HARMFUL: &[&str] = &[
    "script", "iframe", "frame", "object", "embed", "applet", "form", "button", "input", "svg",
    "math", "video", "audio", "source", "track", "link", "portal", "noscript", "template",
    "dialog",
];
/// Attributes that hold an address.
const ADDRESSES: &[&str] = &[
    "href", "src", "action", "formaction", "data", "poster", "cite", "background", "longdesc",
    "xlink:href", "manifest", "ping", "srcset",
];
/// Schemes that lead to no program.
pub(super) const HARMLESS: &[&str] = &[
    "http", "https", "mailto", "tel", "ftp", "ftps", "news", "nntp", "irc", "ircs", "sip", "sips",
    "sms", "xmpp", "geo", "magnet", "webcal", "matrix",
];

/// Every page that is written of an article is harmless, as a browser's parser sees it.
pub(crate) fn assert_safe(article: &Article) {
    for page in [
        Html::default().render_to_string(article),
        Html::page().render_to_string(article),
        PrintHtml::default().render_to_string(article),
        PrintHtml::default().modern().render_to_string(article),
    ] {
        let mut ids = HashSet::new();
        each_node(&parse(&page), |node| assert_harmless(node, &mut ids, &page));
    }
}

fn assert_harmless(node: &Handle, ids: &mut HashSet<String>, page: &str) {
    let NodeData::Element { name, attrs, .. } = &node.data else {
        return;
    };
    let element: &str = &name.local;
    let has = |key: &str, wanted: &str| {
        let attributes = attrs.borrow();
        let mut attributes = attributes.iter();
        attributes.any(|attribute| &*attribute.name.local == key && &*attribute.value == wanted)
    };
    // The box of a task, which nobody can tick.
    let is_box = element == "input" && has("type", "checkbox") && has("disabled", "disabled");
    assert!(
        is_box || !HARMFUL.contains(&element),
        "<{element}> in {page}"
    );
    for attribute in attrs.borrow().iter() {
        let (name, value): (&str, &str) = (&attribute.name.local, &attribute.value);
        assert!(!name.starts_with("on"), "{name}=\"{value}\" in {page}");
        assert!(name != "srcdoc" && name != "http-equiv", "{name} in {page}");
        if ADDRESSES.contains(&name) {
            assert!(is_harmless(element, value), "{name}=\"{value}\" in {page}");
        }
        if name == "id" {
            let safe = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
            assert!(value.chars().all(safe), "the id {value:?} in {page}");
            assert!(ids.insert(value.to_owned()), "two ids {value:?} in {page}");
        }
    }
}

/// Whether a browser that stands on a page of the web may follow an address.
fn is_harmless(element: &str, address: &str) -> bool {
    let base = Url::parse("https://base.example/").expect("an address");
    match base.join(address) {
        Err(_) => true,
        Ok(url) if HARMLESS.contains(&url.scheme()) => true,
        Ok(url) if element == "img" && url.scheme() == "data" => {
            url.path().starts_with("image/") && !url.path().starts_with("image/svg")
        }
        Ok(_) => false,
    }
}
