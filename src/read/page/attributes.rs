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
    let role = attributes.get("role").unwrap_or_default();
    let types = attributes.get("epub:type").unwrap_or_default();
    matches!(role, "doc-footnote" | "doc-endnote")
        || types
            .split_ascii_whitespace()
            .any(|kind| matches!(kind, "footnote" | "endnote" | "rearnote"))
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
