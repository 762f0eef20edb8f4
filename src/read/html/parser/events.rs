//! The events in which both parsers report a tree, in tree order. Nothing here knows what the elements mean.

use std::borrow::Cow;
use std::ops::Range;

/// Receives the events of one page.
///
/// Each event comes with the span of the input that caused it: a tag, or the first piece of a text. Where no tag opens
/// or closes an element, it is the span of the tag or text that implied this.
pub(in crate::read::html) trait Events {
    /// An element starts. Every element that starts also ends, including void elements.
    fn open(&mut self, tag: &Tag<'_>, span: Range<usize>);

    /// The innermost open element ends.
    fn close(&mut self, span: Range<usize>);

    /// The open `<html>` or `<body>` has these attributes in addition to those that were reported. Returns whether they
    /// can still be applied.
    fn add_attributes(&mut self, tag: &Tag<'_>, span: Range<usize>) -> bool;

    /// The whole text of a text node: two texts never follow each other directly.
    fn text(&mut self, text: &str, span: Range<usize>);
}

/// A start tag.
#[derive(Clone, Debug)]
pub(in crate::read::html) struct Tag<'t> {
    pub(in crate::read::html) namespace: Namespace,
    /// In lower case, except for some SVG names.
    pub(in crate::read::html) name: &'t str,
    pub(in crate::read::html) attributes: &'t [Attribute<'t>],
}

/// The namespace of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::read::html) enum Namespace {
    Html,
    Svg,
    MathMl,
}

/// An attribute. Its name is unique in its tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::read::html) struct Attribute<'t> {
    /// In lower case, except for some SVG and MathML names; with its prefix, as in `xml:lang`.
    pub(in crate::read::html) name: Cow<'t, str>,
    pub(in crate::read::html) value: Cow<'t, str>,
}
