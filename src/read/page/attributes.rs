//! The attributes of a tag, whichever parser they come from, and the values of some.

use crate::model::Align;

/// The attributes of a tag. Each parser implements this for its own type.
pub(crate) trait Attributes {
    /// The value of the attribute with this lower-case name.
    fn get(&self, name: &str) -> Option<&str>;
}

/// The number in an attribute, or the default.
pub(super) fn number(attributes: &impl Attributes, name: &str, default: u32) -> u32 {
    let value = attributes
        .get(name)
        .and_then(|value| value.trim().parse().ok());
    value.unwrap_or(default)
}

/// Whether an element is a note by its ARIA role or, in EPUB, by its `epub:type`.
pub(super) fn is_note(attributes: &impl Attributes) -> bool {
    let is_it = |kind| matches!(kind, "footnote" | "endnote" | "rearnote");
    attributes
        .get("role")
        .and_then(|role| role.strip_prefix("doc-"))
        .is_some_and(is_it)
        || types(attributes).any(is_it)
}

/// Whether a link is a reference to a note, in the same way.
pub(super) fn leads_to_note(attributes: &impl Attributes) -> bool {
    attributes.get("role") == Some("doc-noteref") || types(attributes).any(|kind| kind == "noteref")
}

/// What an element of an EPUB is.
fn types(attributes: &impl Attributes) -> impl Iterator<Item = &str> {
    attributes
        .get("epub:type")
        .unwrap_or_default()
        .split_ascii_whitespace()
}

/// Whether an element has one of these classes.
pub(super) fn class_in(attributes: &impl Attributes, names: &[&str]) -> bool {
    let class = attributes.get("class").unwrap_or_default();
    class
        .split_ascii_whitespace()
        .any(|class| names.contains(&class))
}

/// How the text of a cell is aligned.
pub(super) fn align(attributes: &impl Attributes) -> Option<Align> {
    let style = attributes.get("style").unwrap_or_default();
    let stated = attributes.get("align").or_else(|| {
        let (_, value) = style.split_once("text-align")?;
        value.trim_start().strip_prefix(':')?.split(';').next()
    })?;
    match stated.trim() {
        value if value.eq_ignore_ascii_case("left") => Some(Align::Left),
        value if value.eq_ignore_ascii_case("center") => Some(Align::Center),
        value if value.eq_ignore_ascii_case("right") => Some(Align::Right),
        _ => None,
    }
}
