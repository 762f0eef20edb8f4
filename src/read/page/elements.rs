//! What HTML elements mean on a printed page: by their class where it tells, else by their name.
//!
//! What classes say stands in [`label`](crate::label). They serve the reader of HTML and, since
//! converters keep `<div class="print-content">` and the like, the reader of Markdown as well.

use super::builder::{Builder, Kind, Level, Zone};
use super::parts::Part;
use crate::label::{ClassRole, Classes};
use crate::model::{Align, Block, Inline};

/// The attributes of a tag, whoever parsed it.
pub(crate) trait Attributes {
    /// The value of the attribute with this lower-case name.
    fn get(&self, name: &str) -> Option<&str>;
}

/// Opens an element with a lower-case name.
///
/// `None` when it means nothing, or is over at once like an image.
pub(crate) fn open_element(
    builder: &mut Builder,
    name: &str,
    attributes: &impl Attributes,
    classes: &Classes,
) -> Option<Level> {
    if let Some(kind) = kind_by_class(name, attributes, classes) {
        let keeps_words = matches!(kind, Kind::Logo);
        let level = builder.open(kind);
        state_moment(builder, attributes);
        // An author's name may be a link itself.
        if let (Some(href), "a") = (attributes.get("href"), name) {
            builder.open(Kind::Link(href.to_owned()));
        } else if let (true, Some(kind)) = (keeps_words, kind_by_name(name, attributes)) {
            builder.open(kind);
        }
        return Some(level);
    }
    state_moment(builder, attributes);
    if let ("code", Some(language)) = (name, language(attributes)) {
        builder.name_language(language);
    }
    match name {
        "br" => builder.inline(Inline::Break {}),
        "hr" => builder.block(Block::Rule {}),
        "img" => builder.inline(image(attributes)),
        _ => return kind_by_name(name, attributes).map(|kind| builder.open(kind)),
    }
    None
}

/// Adds a link to what an element embeds.
pub(crate) fn embed(builder: &mut Builder, name: &str, attributes: &impl Attributes) {
    if !matches!(name, "iframe" | "video" | "audio" | "embed" | "object") {
        return;
    }
    let source = attributes.get("src").or_else(|| attributes.get("data"));
    let Some(source) = source.filter(|source| !source.is_empty()) else {
        return;
    };
    let words = attributes.get("title").unwrap_or(source);
    let level = builder.open(Kind::Link(source.to_owned()));
    builder.inline(Inline::text(words));
    builder.close(level);
    // What stands inside of these is for programs that cannot show them.
    if matches!(name, "video" | "audio" | "object") {
        builder.text(" ", []);
    }
}

/// Whether an element has no content, and so no end tag.
pub(crate) fn is_void(name: &str) -> bool {
    matches!(
        name,
        "br" | "hr"
            | "img"
            | "wbr"
            | "input"
            | "link"
            | "meta"
            | "area"
            | "base"
            | "col"
            | "embed"
            | "source"
            | "track"
    )
}

/// Whether the class or id of an element names what a printed page has.
pub(crate) fn is_part(name: &str, attributes: &impl Attributes, classes: &Classes) -> bool {
    kind_by_class(name, attributes, classes).is_some()
}

/// What the class or id of an element says.
fn kind_by_class(name: &str, attributes: &impl Attributes, classes: &Classes) -> Option<Kind> {
    let class = attributes.get("class").unwrap_or_default();
    let id = attributes.get("id").unwrap_or_default();
    if class.is_empty() && id.is_empty() {
        return None;
    }
    // Images carry the class of their box (`img.print-logo`).
    if matches!(name, "img" | "br" | "hr" | "body" | "html") {
        return None;
    }
    Some(match classes.role(name, class, id)? {
        ClassRole::Site => Kind::Part(Part::Site),
        ClassRole::Breadcrumb => Kind::Part(Part::Breadcrumb),
        ClassRole::Title => Kind::Title,
        ClassRole::Byline => Kind::Byline,
        ClassRole::Author => Kind::Author,
        // A listing prints many articles, none of which is the page's.
        ClassRole::Article if is_teaser(class) => Kind::Zone(Zone::Text),
        ClassRole::Article => Kind::Zone(Zone::ArticleHead),
        ClassRole::Content => Kind::Part(Part::Content),
        ClassRole::Field if class.contains("field-label-hidden") => return None,
        ClassRole::Field => Kind::Field,
        ClassRole::Text => Kind::Zone(Zone::Text),
        ClassRole::FieldLabel => Kind::FieldLabel,
        ClassRole::FieldItem => Kind::FieldItem,
        ClassRole::Marker => Kind::Marker,
        ClassRole::Comments => Kind::Part(Part::Comments),
        ClassRole::Comment => Kind::Comment,
        ClassRole::Footer => Kind::Part(Part::Footer),
        ClassRole::Source => Kind::Part(Part::Source),
        ClassRole::Links => Kind::Part(Part::Links),
        ClassRole::Logo => Kind::Logo,
        ClassRole::HiddenWords => Kind::HiddenWords,
        ClassRole::Hidden => Kind::Hidden,
    })
}

fn is_teaser(class: &str) -> bool {
    class
        .split_ascii_whitespace()
        .any(|word| word.ends_with("teaser"))
}

/// What the element's name says.
fn kind_by_name(name: &str, attributes: &impl Attributes) -> Option<Kind> {
    Some(match name {
        "p" => Kind::Paragraph,
        "h1" => Kind::Heading(1),
        "h2" => Kind::Heading(2),
        "h3" => Kind::Heading(3),
        "h4" => Kind::Heading(4),
        "h5" => Kind::Heading(5),
        "h6" => Kind::Heading(6),
        "blockquote" => Kind::Quote,
        "ul" | "menu" | "dir" => Kind::List {
            ordered: false,
            start: 1,
        },
        "ol" => Kind::List {
            ordered: true,
            start: number(attributes, "start"),
        },
        "li" => Kind::Item,
        "dl" => Kind::DefinitionList,
        "dt" => Kind::Term,
        "dd" => Kind::Definition,
        "pre" | "listing" | "xmp" => Kind::Code {
            language: language(attributes).map(str::to_owned),
        },
        "table" => Kind::Table,
        "caption" => Kind::Caption,
        "thead" => Kind::TableHead,
        "tr" => Kind::Row,
        "th" | "td" => Kind::Cell {
            header: name == "th",
            colspan: number(attributes, "colspan"),
            rowspan: number(attributes, "rowspan"),
            align: align(attributes),
        },
        "figure" => Kind::Figure,
        "figcaption" => Kind::FigureCaption,
        // From an entry back to its link: an arrow for those who read on screens.
        "a" if attributes.get("role") == Some("doc-backlink") => Kind::Hidden,
        "a" => Kind::Link(attributes.get("href")?.to_owned()),
        "script" | "style" | "template" | "head" | "title" | "noframes" | "textarea" | "select" => {
            Kind::Hidden
        }
        "div" | "section" | "article" | "main" | "aside" | "header" | "footer" | "nav" | "form"
        | "fieldset" | "center" | "details" | "summary" | "address" | "tbody" | "tfoot"
        | "hgroup" | "legend" | "body" | "html" => Kind::Group,
        "span" if is_underlined(attributes) => Kind::Underline,
        _ => return emphasis_by_name(name),
    })
}

/// The programming language that a class names, `language-rust`.
fn language(attributes: &impl Attributes) -> Option<&str> {
    let class = attributes.get("class")?;
    class
        .split_ascii_whitespace()
        .find_map(|word| word.strip_prefix("language-"))
}

/// Takes the moment that RDFa states beside a printed date, in the site's own time.
fn state_moment(builder: &mut Builder, attributes: &impl Attributes) {
    let Some(content) = attributes.get("content") else {
        return;
    };
    let is_date = attributes
        .get("property")
        .is_some_and(|property| property.contains("dc:date"));
    // A zone may follow; print pages show none.
    if let (true, Some(moment)) = (
        is_date,
        content.get(..19).and_then(|text| text.parse().ok()),
    ) {
        builder.state_moment(moment);
    }
}

fn is_underlined(attributes: &impl Attributes) -> bool {
    attributes
        .get("style")
        .is_some_and(|style| style.contains("text-decoration") && style.contains("underline"))
}

fn emphasis_by_name(name: &str) -> Option<Kind> {
    Some(match name {
        "em" | "i" | "cite" | "dfn" | "var" => Kind::Emphasis,
        "strong" | "b" => Kind::Strong,
        "s" | "strike" | "del" => Kind::Strikeout,
        "u" | "ins" => Kind::Underline,
        "sub" => Kind::Subscript,
        "sup" => Kind::Superscript,
        "small" => Kind::Small,
        "code" | "kbd" | "samp" | "tt" => Kind::InlineCode,
        _ => return None,
    })
}

fn number(attributes: &impl Attributes, name: &str) -> u32 {
    let value = attributes
        .get(name)
        .and_then(|value| value.trim().parse().ok());
    value.unwrap_or(1)
}

fn align(attributes: &impl Attributes) -> Option<Align> {
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

fn image(attributes: &impl Attributes) -> Inline {
    let get = |name| attributes.get(name).unwrap_or_default().to_owned();
    Inline::Image {
        src: get("src"),
        alt: get("alt"),
        title: attributes.get("title").map(str::to_owned),
    }
}
