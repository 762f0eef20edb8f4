//! What HTML elements mean in a page: decided by their class or id if it is known, else by role, name and style.
//!
//! The known classes serve the reader of HTML and also that of Markdown, since
//! converters keep `<div class="print-content">` and the like. [`open_element`] is the entry point of both.

use super::attributes::{Attributes, class_in, is_note, leads_to_note};
use super::builder::{Builder, Kind, Level, Zone};
use super::classes::{CODE_CELLS, LINE_NUMBERS, kind_by_class, kind_by_role};
use super::names::{emphasis_by_name, heading_level, kind_by_name};
use super::parts::PagePart;
use super::style::Style;
use super::{language, media};
use crate::grammar::url::original_of_relative;
use crate::label::Classes;
use crate::model::{Block, Inline};

/// Opens an element with a lower-case name.
///
/// Returns `None` if there is nothing to close: the element means nothing, or is complete, like an image.
pub(crate) fn open_element(
    builder: &mut Builder,
    name: &str,
    attributes: &impl Attributes,
    classes: &Classes,
) -> Option<Level> {
    let style = Style::of(attributes);
    if is_hidden(name, attributes, style) {
        return Some(builder.open(Kind::Hidden));
    }
    name_place(builder, name, attributes);
    if builder.lacks_name() {
        if let Some(label) = label(attributes, &["aria-label", "title"]) {
            builder.label_link(label);
        }
    }
    let level = match style.is_visible {
        Some(false) => Some(builder.open(Kind::Invisible)),
        Some(true) => Some(builder.open(Kind::Visible)),
        None => None,
    };
    let keeps_lines = style.keeps_lines.or((name == "textarea").then_some(true));
    let lines = keeps_lines.map(|keeps| builder.open(Kind::Lines(keeps)));
    let own_lines = (style.is_block && is_within_line(name)).then(|| builder.open(Kind::OwnLines));
    let opened = match kind_by_class(name, attributes, classes) {
        Some(Kind::Comment | Kind::Part(PagePart::Comments)) if builder.has_comments_in_text() => {
            let level = builder.open(Kind::Zone(Zone::Text));
            open_by_name(builder, name, attributes, style);
            Some(level)
        }
        Some(Kind::Byline) if !builder.may_have_byline() => {
            open_by_name(builder, name, attributes, style)
        }
        Some(kind) => Some(open_part(builder, kind, name, attributes)),
        None => open_by_name(builder, name, attributes, style),
    };
    level.or(lines).or(own_lines).or(opened)
}

/// Whether the attributes of an element hide it.
pub(crate) fn is_never_shown(name: &str, attributes: &impl Attributes) -> bool {
    is_hidden(name, attributes, Style::of(attributes))
}

/// Whether an element is hidden with everything in it. What a browser shows on demand (`hidden="until-found"`) is not.
fn is_hidden(name: &str, attributes: &impl Attributes, style: Style) -> bool {
    let is_hidden = attributes
        .get("hidden")
        .is_some_and(|value| !value.eq_ignore_ascii_case("until-found"));
    let is_closed = name == "dialog" && attributes.get("open").is_none();
    match style.is_displayed {
        Some(is_displayed) => !is_displayed,
        None => is_hidden || is_closed,
    }
}

/// Opens a part of a printed page.
fn open_part(builder: &mut Builder, kind: Kind, name: &str, attributes: &impl Attributes) -> Level {
    let keeps_words = match kind {
        Kind::Logo => true,
        Kind::FieldItem => heading_level(name).is_some(),
        _ => false,
    };
    let level = builder.open(kind);
    state_moment(builder, attributes);
    // An author's name may be a link itself.
    if let (Some(href), "a") = (attributes.get("href"), name) {
        builder.open(link(original_of_relative(href), attributes));
    } else if let (true, Some(kind)) = (keeps_words, kind_by_name(name, attributes)) {
        builder.open(kind);
    }
    level
}

fn open_by_name(
    builder: &mut Builder,
    name: &str,
    attributes: &impl Attributes,
    style: Style,
) -> Option<Level> {
    state_moment(builder, attributes);
    // A control is a box between words. Hidden ones show nothing, and checkboxes may be drawn as something else.
    let is_box = || !matches!(attributes.get("type"), Some("hidden" | "checkbox"));
    if (name == "select" || name == "input" && is_box()) && !builder.is_preformatted() {
        builder.text(" ", []);
    }
    match name {
        "br" => builder.inline(Inline::Break {}),
        "hr" => builder.block(Block::Rule {}),
        "img" | "amp-img" | "amp-anim" => media::add_image(builder, attributes),
        "a" | "area" if attributes.get("role") != Some("doc-backlink") => {
            return open_link(builder, name, attributes, style);
        }
        "input" if attributes.get("type") == Some("checkbox") => {
            builder.checkbox(attributes.get("checked").is_some());
        }
        "iframe" | "frame" | "embed" | "amp-iframe" => media::embed(builder, attributes),
        "video" | "audio" | "object" | "amp-video" | "amp-audio" => {
            return Some(media::open(builder, attributes));
        }
        // Two dates may touch: WordPress hides the second one by its style sheet.
        "time" if builder.ends_in_digit() => {
            builder.text(" ", []);
            return open_box(builder, name, attributes, style);
        }
        "source" => media::add_source(builder, attributes),
        // Drawn only where they are used, if at all.
        "defs" | "symbol" if builder.is_drawing() => return Some(builder.open(Kind::Hidden)),
        "text" | "foreignObject" | "foreignobject" if builder.is_drawing() => {
            let level = builder.open(Kind::DrawnWords);
            builder.open(Kind::Affixes(" ", " "));
            return Some(level);
        }
        "param" => media::add_parameter(builder, attributes),
        _ => return open_box(builder, name, attributes, style),
    }
    None
}

/// Records the anchors of an element, which links within the page may lead to.
fn name_place(builder: &mut Builder, name: &str, attributes: &impl Attributes) {
    let name = attributes.get("name").filter(|_| name == "a");
    for id in [attributes.get("id"), name].into_iter().flatten() {
        if builder.name_place(id) && is_note(attributes) {
            builder.name_note(id);
        }
    }
    if let (Some("doc-backlink"), Some(href)) = (attributes.get("role"), attributes.get("href")) {
        builder.back_link(href);
    }
}

/// Opens the kinds that role, name, class and style give an element.
fn open_box(
    builder: &mut Builder,
    name: &str,
    attributes: &impl Attributes,
    style: Style,
) -> Option<Level> {
    let kind = match kind_by_role(builder, name, attributes, style) {
        Some(kind) => Some(kind),
        None => kind_by_name(name, attributes).filter(|kind| !is_denied(kind, style)),
    };
    if let ("li", Some(value)) = (name, attributes.get("value")) {
        builder.count_list_from(value.trim().parse().ok());
    }
    let is_cell = matches!(kind, Some(Kind::Cell { .. }));
    let mut level = kind.map(|kind| builder.open(kind));
    if name == "table" && is_presentational(attributes) {
        builder.may_lay_out();
    }
    if name == "p" && class_in(attributes, &["markdown-alert-title"]) {
        builder.open(Kind::Strong);
    }
    if is_cell && class_in(attributes, CODE_CELLS) && builder.is_beside_line_numbers() {
        builder.open(Kind::Code { language: None });
    } else if is_cell && class_in(attributes, LINE_NUMBERS) {
        builder.open(Kind::LineNumbers);
    }
    level = open_looks(builder, looks(name, style), level);
    match name {
        "code" | "samp" => {
            if let Some(language) = language::of_code(attributes) {
                builder.name_language(language);
            }
        }
        "div" | "figure" | "section" | "td" => {
            if let Some(language) = language::of_box(attributes) {
                builder.name_language_inside(language);
            }
        }
        _ => {}
    }
    level
}

/// What a style says of the looks of an element's words. Those of headings are bold anyway, and boxes are not raised.
fn looks(name: &str, style: Style) -> Style {
    let is_heading = name == "th" || heading_level(name).is_some();
    let is_raisable = is_within_line(name);
    Style {
        is_bold: style.is_bold.filter(|_| !is_heading),
        is_raised: style.is_raised && is_raisable,
        is_lowered: style.is_lowered && is_raisable,
        ..style
    }
}

/// Whether a table has the attributes of those that lay out a page.
fn is_presentational(attributes: &impl Attributes) -> bool {
    let has = |name: &&str| attributes.get(name).is_some();
    matches!(attributes.get("role"), Some("presentation" | "none"))
        || attributes.get("border") == Some("0")
        || ["cellpadding", "cellspacing", "bgcolor"].iter().any(has)
}

/// Opens the emphasis that a style asks for.
fn open_looks(builder: &mut Builder, style: Style, mut level: Option<Level>) -> Option<Level> {
    if style == Style::default() {
        return level;
    }
    let looks = [
        (style.is_bold == Some(true), Kind::Strong),
        (style.is_italic == Some(true), Kind::Emphasis),
        (style.is_struck == Some(true), Kind::Strikeout),
        (style.is_underlined == Some(true), Kind::Underline),
        (style.is_raised, Kind::Superscript),
        (style.is_lowered, Kind::Subscript),
    ];
    for (_, kind) in looks.into_iter().filter(|(has, _)| *has) {
        let opened = builder.open(kind);
        level.get_or_insert(opened);
    }
    level
}

/// Whether a style decides on the emphasis that an element's name implies.
fn is_denied(kind: &Kind, style: Style) -> bool {
    let denies = match kind {
        Kind::Strong => style.is_bold,
        Kind::Emphasis => style.is_italic,
        Kind::Strikeout => style.is_struck,
        Kind::Underline => style.is_underlined,
        _ => None,
    };
    // If it says the same, the emphasis is opened only once, by `open_looks`.
    denies.is_some()
}

/// Whether an element stands within a line, unless its style says otherwise.
fn is_within_line(name: &str) -> bool {
    matches!(name, "a" | "font" | "label" | "span" | "time") || emphasis_by_name(name).is_some()
}

/// Classes of permalinks: links to the place where they stand themselves.
const PERMALINKS: &[&str] = &[
    "anchor", "anchor-link", "anchorjs-link", "hash-link", "header-anchor", "header-link",
    "headerlink", "heading-anchor", "heading-link", "headinglink", "permalink", "self-link",
    "toc-anchor",
];

/// Opens a link. An `<area>` of an image map is a link with its name as words.
fn open_link(
    builder: &mut Builder,
    name: &str,
    attributes: &impl Attributes,
    style: Style,
) -> Option<Level> {
    let href = attributes.get("href");
    // The older attribute of links in drawings.
    let Some(href) = href.or_else(|| attributes.get("xlink:href")) else {
        return open_box(builder, name, attributes, style);
    };
    if let Some(note) = href.strip_prefix('#').filter(|_| leads_to_note(attributes)) {
        builder.name_note(note);
    }
    let id = attributes.get("id").or_else(|| attributes.get("name"));
    let leads_here = id.is_some() && href.strip_prefix('#') == id;
    let counts_line = builder.is_preformatted() && leads_here;
    let outer = counts_line.then(|| builder.open(Kind::LineNumber));
    let level = builder.open(link(original_of_relative(href), attributes));
    let title = label(attributes, &["aria-label", "alt", "title"]);
    let is_permalink =
        class_in(attributes, PERMALINKS) || attributes.get("aria-hidden") == Some("true");
    builder.name_link(title, is_permalink);
    if name == "area" {
        builder.close(level);
        builder.text(" ", []);
        return None;
    }
    // All links are underlined.
    let style = Style {
        is_underlined: None,
        ..style
    };
    open_looks(builder, style, None);
    Some(outer.unwrap_or(level))
}

/// The first of these attributes that has words.
fn label<'a>(attributes: &'a impl Attributes, names: &[&str]) -> Option<&'a str> {
    let mut labels = names.iter().filter_map(|name| attributes.get(name));
    labels.find(|label| !label.trim_ascii().is_empty())
}

/// Records the date and time that RDFa states for a printed date, in the site's own time.
fn state_moment(builder: &mut Builder, attributes: &impl Attributes) {
    let Some(content) = attributes.get("content") else {
        return;
    };
    let is_date = attributes
        .get("property")
        .is_some_and(|property| property.contains("dc:date"));
    // A time zone may follow; printed dates have none.
    if let (true, Some(moment)) = (
        is_date,
        content.get(..19).and_then(|text| text.parse().ok()),
    ) {
        builder.state_moment(moment);
    }
}

fn link(url: &str, attributes: &impl Attributes) -> Kind {
    Kind::Link {
        url: url.to_owned(),
        title: attributes.get("title").map(str::to_owned),
    }
}
