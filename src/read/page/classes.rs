//! What elements mean by their class, id or ARIA role.
//!
//! The classes of print exports are a table that callers extend, in [`label`](crate::label). Those here are what
//! generators write around code, formulas and the like.

use super::attributes::{Attributes, class_in, is_note, number};
use super::builder::{Builder, Kind, Zone};
use super::language;
use super::names::heading_level;
use super::parts::PagePart;
use super::style::Style;
use crate::label::{ClassRole, Classes};

/// Classes of elements that hold line numbers of code.
pub(super) const LINE_NUMBERS: &[&str] = &[
    "blob-num", "crayon-nums", "gutter", "hljs-ln-numbers", "lineno", "linenos", "linenodiv",
    "line-number", "line-numbers", "linenumber", "linenumbers", "rouge-gutter", "gl", "lntd",
];

/// Further classes that mean the same, but only within code.
const LINE_NUMBERS_IN_CODE: &[&str] = &["linenr", "ln", "lnt"];

/// Classes of cells that hold code beside a column of line numbers.
pub(super) const CODE_CELLS: &[&str] =
    &["blob-code", "code", "crayon-code", "line_content", "lntd"];

/// Classes of formulas, and of the alternative versions of a formula.
const FORMULAS: &[&str] = &[
    "katex", "MathJax", "MathJax_SVG", "MathJax_CHTML", "mjx-chtml",
];
const VERSIONS: &[&str] = &["katex-mathml", "katex-html", "MJX_Assistive_MathML"];

/// Classes of notes that stand where they are referred to, and of their numbers: LaTeXML, Tufte CSS.
const NOTES: &[&str] = &["ltx_note_content", "marginnote", "sidenote"];
const MARKS_OF_NOTES: &[&str] = &["ltx_note_mark", "ltx_note_type", "ltx_tag_note"];

/// The kind that an element has by a class, style or ARIA role that outweighs its name.
pub(super) fn kind_by_role(
    builder: &Builder,
    name: &str,
    attributes: &impl Attributes,
    style: Style,
) -> Option<Kind> {
    let is_code = builder.is_preformatted();
    Some(match name {
        "p" if style.list_level.is_some() => Kind::OfficeItem {
            list: style.list,
            level: style.list_level?,
        },
        "span" if style.is_bullet => Kind::Bullet,
        "span" | "i" | "a" | "div" | "pre" if counts_lines(attributes, is_code, name) => {
            Kind::LineNumber
        }
        "span" | "nobr" if class_in(attributes, VERSIONS) => Kind::Version,
        "span" | "div" if class_in(attributes, FORMULAS) => Kind::Formula,
        "div" if class_in(attributes, &["markdown-alert"]) => Kind::Quote,
        "div" | "p" if style.is_monospaced && style.keeps_lines == Some(true) => Kind::Code {
            language: language::of_code(attributes).map(str::to_owned),
        },
        "div" if style.is_monospaced && language::of_box(attributes).is_some() => Kind::CodeLines,
        "ol" if builder.is_in_code_lines() => Kind::Group,
        "li" if builder.is_in_code_lines() => Kind::CodeLine,
        "div" if class_in(attributes, &["line"]) && builder.is_in_code_lines() => Kind::CodeLine,
        // Sphinx and EPUB have each note in a box, or in a table, of its own.
        "aside" | "div" | "section" if is_note(attributes) => Kind::Item,
        "table" if is_sphinx_note(attributes) => Kind::Item,
        "span" if class_in(attributes, NOTES) => Kind::Note,
        "span" | "sup" if class_in(attributes, MARKS_OF_NOTES) => Kind::Hidden,
        // GitHub's heading of the notes, which it does not show.
        "h2" if class_in(attributes, &["sr-only"]) && is_footnote_label(attributes) => Kind::Hidden,
        "div" if class_in(attributes, &["fragment"]) => Kind::CodeLines,
        "div" if is_site_part(attributes) => Kind::SitePart,
        "div" if attributes.get("role") == Some("main") => Kind::Article,
        "div" | "p" | "span" if attributes.get("role") == Some("heading") => {
            Kind::Heading(number(attributes, "aria-level", 2).clamp(1, 6) as u8)
        }
        "mjx-container" => Kind::Formula,
        "mjx-assistive-mml" => Kind::Version,
        _ => return None,
    })
}

fn is_sphinx_note(attributes: &impl Attributes) -> bool {
    class_in(attributes, &["docutils"]) && class_in(attributes, &["footnote"])
}

fn is_footnote_label(attributes: &impl Attributes) -> bool {
    let id = attributes.get("id");
    id.is_some_and(|id| id.ends_with("footnote-label"))
}

/// Whether an element may hold line numbers of code.
fn counts_lines(attributes: &impl Attributes, is_code: bool, name: &str) -> bool {
    let is_within = is_code && class_in(attributes, LINE_NUMBERS_IN_CODE);
    is_within || ((is_code || !matches!(name, "div" | "pre")) && class_in(attributes, LINE_NUMBERS))
}

/// Whether an ARIA role says that a box belongs to the site and not to an article.
fn is_site_part(attributes: &impl Attributes) -> bool {
    const ROLES: &[&str] = &["navigation", "complementary", "contentinfo"];
    attributes
        .get("role")
        .is_some_and(|role| ROLES.contains(&role))
}

/// Whether the class or id of an element is known to mark a part of a print export.
pub(crate) fn is_part(name: &str, attributes: &impl Attributes, classes: &Classes) -> bool {
    kind_by_class(name, attributes, classes).is_some()
}

/// The kind of an element by its class or id.
pub(super) fn kind_by_class(
    name: &str,
    attributes: &impl Attributes,
    classes: &Classes,
) -> Option<Kind> {
    let class = attributes.get("class").unwrap_or_default();
    let id = attributes.get("id").unwrap_or_default();
    if class.is_empty() && id.is_empty() {
        return None;
    }
    // Images carry the class of their box (`img.print-logo`).
    if matches!(name, "img" | "br" | "hr" | "body" | "html") {
        return None;
    }
    let role = classes.role(name, class, id)?;
    if heading_level(name).is_some() && is_of_boxes(role) {
        return None;
    }
    Some(match role {
        ClassRole::Site => Kind::Part(PagePart::Site),
        ClassRole::Breadcrumb => Kind::Part(PagePart::Breadcrumb),
        // Themes name the titles of boxes beside the article the same.
        ClassRole::Title if heading_level(name).is_some_and(|level| level > 3) => return None,
        ClassRole::Title => Kind::Title(heading_level(name).unwrap_or(1)),
        ClassRole::Byline => Kind::Byline,
        ClassRole::Author => Kind::Author,
        // A listing prints many articles, none of which is the page's.
        ClassRole::Article if is_teaser(class) => Kind::Zone(Zone::Text),
        ClassRole::Article => Kind::Zone(Zone::ArticleHead),
        ClassRole::Content => Kind::Part(PagePart::Content),
        ClassRole::Field if class.contains("field-label-hidden") => return None,
        ClassRole::Field => Kind::Field,
        ClassRole::Text => Kind::Zone(Zone::Text),
        ClassRole::FieldLabel => Kind::FieldLabel,
        ClassRole::FieldItem => Kind::FieldItem,
        ClassRole::Marker => Kind::Marker,
        ClassRole::Comments => Kind::Part(PagePart::Comments),
        ClassRole::Comment => Kind::Comment,
        ClassRole::Footer => Kind::Part(PagePart::Footer),
        ClassRole::Source => Kind::Part(PagePart::Source),
        ClassRole::Links => Kind::Part(PagePart::Links),
        ClassRole::Logo => Kind::Logo,
        ClassRole::HiddenWords => Kind::HiddenWords,
        ClassRole::Hidden => Kind::Hidden,
    })
}

/// Whether a role is one of boxes. A heading whose class has such a name stands above the box, or in it.
fn is_of_boxes(role: ClassRole) -> bool {
    matches!(
        role,
        ClassRole::Article
            | ClassRole::Content
            | ClassRole::Text
            | ClassRole::Field
            | ClassRole::Comments
            | ClassRole::Comment
    )
}

fn is_teaser(class: &str) -> bool {
    class
        .split_ascii_whitespace()
        .any(|word| word.ends_with("teaser"))
}
