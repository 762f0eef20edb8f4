//! What elements mean by their name alone.

use super::attributes::{Attributes, align, number};
use super::builder::{Kind, Script};
use super::language;

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
            | "param"
    )
}

/// The kind of an element by its name.
pub(super) fn kind_by_name(name: &str, attributes: &impl Attributes) -> Option<Kind> {
    Some(match name {
        "p" => Kind::Paragraph,
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Kind::Heading(heading_level(name)?),
        "blockquote" => Kind::Quote,
        "ul" | "menu" | "dir" => Kind::List {
            ordered: false,
            start: 1,
        },
        "ol" if attributes.get("reversed").is_some() => Kind::ListDown(
            attributes
                .get("start")
                .and_then(|start| start.trim().parse().ok()),
        ),
        "ol" => Kind::List {
            ordered: true,
            start: number(attributes, "start", 1),
        },
        "li" => Kind::Item,
        "dl" => Kind::DefinitionList,
        "dt" => Kind::Term,
        "dd" => Kind::Definition,
        "pre" | "listing" | "xmp" => Kind::Code {
            language: language::of_code(attributes).map(str::to_owned),
        },
        "table" => Kind::Table,
        "caption" => Kind::Caption,
        "thead" => Kind::TableHead,
        "tbody" => Kind::TableBody,
        "tfoot" => Kind::TableFoot,
        "tr" => Kind::Row,
        "th" | "td" => Kind::Cell {
            header: name == "th",
            colspan: number(attributes, "colspan", 1),
            // Zero means all remaining rows of the head, the body or the foot.
            rowspan: match number(attributes, "rowspan", 1) {
                0 => u32::MAX,
                rows => rows,
            },
            align: align(attributes),
        },
        "figure" => Kind::Figure,
        "figcaption" => Kind::FigureCaption,
        // The arrow from a note back to its reference: only of use on a screen.
        "a" if attributes.get("role") == Some("doc-backlink") => Kind::Hidden,
        "script" | "style" | "template" | "head" | "noframes" | "select" | "datalist"
        | "annotation" | "annotation-xml" | "mphantom" | "noembed" => Kind::Hidden,
        "svg" => Kind::Drawing,
        "title" => Kind::Name,
        "q" => Kind::Affixes("“", "”"),
        "button" | "textarea" | "canvas" | "meter" | "progress" => Kind::Affixes(" ", " "),
        "rp" => Kind::Hidden,
        "rtc" => Kind::Affixes(" ", " "),
        "rt" => Kind::Affixes("(", ")"),
        "noscript" => Kind::NoScript,
        "picture" => Kind::Picture,
        "article" | "main" | "section" => Kind::Article,
        "aside" | "footer" | "nav" => Kind::SitePart,
        "div" | "header" | "form" | "fieldset" | "center" | "details" | "summary" | "address"
        | "hgroup" | "legend" | "dialog" | "body" | "html" => Kind::Group,
        "none" => Kind::Math(Script::Token),
        _ if name.starts_with('m') => Kind::Math(script(name, attributes)?),
        _ => return emphasis_by_name(name),
    })
}

/// How an element of MathML sets its children.
fn script(name: &str, attributes: &impl Attributes) -> Option<Script> {
    let sign = |name, usual: char| match attributes.get(name) {
        Some(sign) => sign.trim().chars().next(),
        None => Some(usual),
    };
    Some(match name {
        "math" if attributes.get("display") == Some("block") => Script::Display,
        "math" | "mrow" | "mstyle" | "mpadded" | "mtd" => Script::Row,
        "mi" | "mn" | "mtext" | "ms" => Script::Token,
        "mo" => Script::Sign,
        // Without a line, it is one above the other, as in binomials.
        "mfrac"
            if attributes
                .get("linethickness")
                .is_some_and(|line| line.starts_with('0')) =>
        {
            Script::Grid
        }
        "mfrac" => Script::Fraction,
        "msqrt" => Script::SquareRoot,
        "mroot" => Script::Root,
        "msub" | "munder" => Script::Sub,
        "msup" => Script::Sup,
        "msubsup" | "munderover" => Script::SubSup,
        "mmultiscripts" => Script::Scripts,
        "mprescripts" => Script::Prescripts,
        "mfenced" => Script::Fenced {
            open: sign("open", '('),
            close: sign("close", ')'),
            separator: sign("separators", ','),
        },
        "mtable" => Script::Grid,
        "mtr" | "mlabeledtr" => Script::Cells,
        "mspace" => Script::Space,
        _ => return None,
    })
}

/// The level of a heading.
pub(super) fn heading_level(name: &str) -> Option<u8> {
    let level = name.strip_prefix('h')?.parse().ok()?;
    (1..=6).contains(&level).then_some(level)
}

/// The emphasis, or inline code, that an element's name implies.
pub(super) fn emphasis_by_name(name: &str) -> Option<Kind> {
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
