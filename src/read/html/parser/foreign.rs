//! SVG and MathML: "The rules for parsing tokens in foreign content".

use std::borrow::Cow;

use super::Bail;
use super::events::{Attribute, Events, Namespace, Tag};
use super::names::{BREAKOUT, Name, SCOPE};
use super::stack::Open;
use super::tokenizer::TagToken;
use super::tree::{Step, Stepped, Tree};

/// Which HTML an element of SVG or MathML may contain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Integration {
    None,
    /// "MathML text integration point": text and most elements.
    MathMlText,
    /// "HTML integration point"
    Html,
    /// `<annotation-xml>`, which may hold SVG.
    AnnotationXml,
    /// `<annotation-xml>` that says that it holds HTML.
    AnnotationHtml,
}

impl Integration {
    fn of(namespace: Namespace, name: &str, attributes: &[Attribute<'_>]) -> Self {
        match (namespace, name) {
            (Namespace::MathMl, "mi" | "mo" | "mn" | "ms" | "mtext") => Self::MathMlText,
            (Namespace::MathMl, "annotation-xml") => {
                let says_html = |attribute: &Attribute<'_>| {
                    let value = &attribute.value;
                    attribute.name == "encoding"
                        && (value.eq_ignore_ascii_case("text/html")
                            || value.eq_ignore_ascii_case("application/xhtml+xml"))
                };
                if attributes.iter().any(says_html) {
                    Self::AnnotationHtml
                } else {
                    Self::AnnotationXml
                }
            }
            (Namespace::Svg, "foreignObject" | "desc" | "title") => Self::Html,
            _ => Self::None,
        }
    }

    /// Whether the standard's scopes end with it. By the standard those of `<annotation-xml>` do as well, but html5ever's
    /// do not.
    fn ends_scope(self) -> bool {
        matches!(self, Self::MathMlText | Self::Html)
    }
}

impl<'a, E: Events> Tree<'a, '_, E> {
    /// Whether the current node is in the SVG or MathML namespace.
    pub(super) fn is_in_foreign(&self) -> bool {
        self.foreign().is_some()
    }

    fn foreign(&self) -> Option<&Open<'a>> {
        let current = self.stack.current();
        current.filter(|open| open.namespace != Namespace::Html)
    }

    /// Whether text is by the rules of foreign content.
    pub(super) fn is_foreign_text(&self) -> bool {
        use Integration::{AnnotationHtml, Html, MathMlText};
        self.foreign()
            .is_some_and(|open| !matches!(open.integration, MathMlText | Html | AnnotationHtml))
    }

    /// Whether a start tag is.
    pub(super) fn is_foreign_start(&self, tag: &TagToken<'a>) -> bool {
        let Some(open) = self.foreign() else {
            return false;
        };
        match open.integration {
            Integration::None => true,
            Integration::MathMlText => {
                let names = ["mglyph", "malignmark"];
                names.iter().any(|name| tag.text.eq_ignore_ascii_case(name))
            }
            Integration::Html | Integration::AnnotationHtml => false,
            Integration::AnnotationXml => tag.name != Name::Svg,
        }
    }

    /// A start tag in foreign content.
    pub(super) fn foreign_start(&mut self, tag: &TagToken<'a>) -> Stepped {
        let is_font = tag.name == Name::Font && self.has_font_attribute();
        if tag.name.is(BREAKOUT) || is_font {
            self.leave_foreign();
            return self.start_in_mode(tag);
        }
        let namespace = self
            .foreign()
            .map_or(Namespace::Html, |open| open.namespace);
        self.insert_foreign(tag, namespace)?;
        Ok(Step::Done)
    }

    fn has_font_attribute(&self) -> bool {
        let attributes = &self.tokenizer.attributes;
        let is_of_font = |name: &str| matches!(name, "color" | "face" | "size");
        attributes
            .iter()
            .any(|attribute| is_of_font(&attribute.name))
    }

    /// Ends elements up to one that holds HTML.
    fn leave_foreign(&mut self) {
        while self
            .foreign()
            .is_some_and(|open| !open.integration.ends_scope())
        {
            self.pop();
        }
    }

    /// "Insert a foreign element" with the attributes that were read last.
    pub(super) fn insert_foreign(
        &mut self,
        tag: &TagToken<'a>,
        namespace: Namespace,
    ) -> Result<(), Bail> {
        let mut attributes = std::mem::take(&mut self.tokenizer.attributes);
        for attribute in &mut attributes {
            if let Some(adjusted) = adjusted_attribute(namespace, &attribute.name) {
                attribute.name = Cow::Borrowed(adjusted);
            }
        }
        let written = self.tokenizer.characters.name(tag.text);
        let name = match namespace {
            Namespace::Svg => adjusted(SVG_NAMES, &written).unwrap_or(&written),
            _ => &written,
        };
        let integration = Integration::of(namespace, name, &attributes);
        let open = Open {
            name: Name::Other,
            flags: if integration.ends_scope() { SCOPE } else { 0 },
            namespace,
            integration,
            text: tag.text,
            id: 0,
        };
        let event = Tag {
            namespace,
            name,
            attributes: &attributes,
        };
        self.open(&event, open)?;
        self.tokenizer.attributes = attributes;
        if tag.is_self_closing {
            self.pop();
        }
        Ok(())
    }

    /// An end tag in foreign content.
    pub(super) fn foreign_end(&mut self, tag: &TagToken<'a>) -> Stepped {
        if matches!(tag.name, Name::Br | Name::P) {
            self.leave_foreign();
            return self.end_in_mode(tag);
        }
        for at in (1..self.stack.open.len()).rev() {
            let open = self.stack.open[at];
            if open.name == Name::Removed {
                continue;
            }
            if open.namespace == Namespace::Html {
                return self.end_in_mode(tag);
            }
            if self.is_same_name(open.text, tag.text) {
                self.truncate(at);
                return Ok(Step::Done);
            }
        }
        Ok(Step::Done)
    }

    /// Whether two names as they are written are the same.
    pub(super) fn is_same_name(&self, one: &str, other: &str) -> bool {
        let characters = self.tokenizer.characters;
        one.eq_ignore_ascii_case(other)
            || (characters.has_nulls() && characters.name(one) == characters.name(other))
    }
}

fn adjusted_attribute(namespace: Namespace, name: &str) -> Option<&'static str> {
    match namespace {
        Namespace::Svg => adjusted(SVG_ATTRIBUTES, name),
        Namespace::MathMl => (name == "definitionurl").then_some("definitionURL"),
        Namespace::Html => None,
    }
}

/// The name that has capital letters in SVG, for the name in lower case.
fn adjusted(names: &[&'static str], name: &str) -> Option<&'static str> {
    let compare = |known: &&str| {
        let known = known.bytes().map(|byte| byte.to_ascii_lowercase());
        known.cmp(name.bytes())
    };
    names.binary_search_by(compare).ok().map(|at| names[at])
}

/// SVG element names with capital letters, in alphabetical order.
const SVG_NAMES: &[&str] = &[
    "altGlyph", "altGlyphDef", "altGlyphItem", "animateColor", "animateMotion", "animateTransform",
    "clipPath", "feBlend", "feColorMatrix", "feComponentTransfer", "feComposite",
    "feConvolveMatrix", "feDiffuseLighting", "feDisplacementMap", "feDistantLight", "feDropShadow",
    "feFlood", "feFuncA", "feFuncB", "feFuncG", "feFuncR", "feGaussianBlur", "feImage", "feMerge",
    "feMergeNode", "feMorphology", "feOffset", "fePointLight", "feSpecularLighting", "feSpotLight",
    "feTile", "feTurbulence", "foreignObject", "glyphRef", "linearGradient", "radialGradient",
    "textPath",
];

/// Attribute names with capital letters, in alphabetical order.
const SVG_ATTRIBUTES: &[&str] = &[
    "attributeName", "attributeType", "baseFrequency", "baseProfile", "calcMode", "clipPathUnits",
    "diffuseConstant", "edgeMode", "filterUnits", "glyphRef", "gradientTransform", "gradientUnits",
    "kernelMatrix", "kernelUnitLength", "keyPoints", "keySplines", "keyTimes", "lengthAdjust",
    "limitingConeAngle", "markerHeight", "markerUnits", "markerWidth", "maskContentUnits",
    "maskUnits", "numOctaves", "pathLength", "patternContentUnits", "patternTransform",
    "patternUnits", "pointsAtX", "pointsAtY", "pointsAtZ", "preserveAlpha", "preserveAspectRatio",
    "primitiveUnits", "refX", "refY", "repeatCount", "repeatDur", "requiredExtensions",
    "requiredFeatures", "specularConstant", "specularExponent", "spreadMethod", "startOffset",
    "stdDeviation", "stitchTiles", "surfaceScale", "systemLanguage", "tableValues", "targetX",
    "targetY", "textLength", "viewBox", "viewTarget", "xChannelSelector", "yChannelSelector",
    "zoomAndPan",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_with_capitals_are_found() {
        for names in [SVG_NAMES, SVG_ATTRIBUTES] {
            for name in names {
                assert_eq!(adjusted(names, &name.to_ascii_lowercase()), Some(*name));
            }
            assert_eq!(adjusted(names, "path"), None);
        }
    }
}
