//! The events by which a parser hands on a tree, in the tree's order. A page and its meaning are unknown here.

use std::borrow::Cow;
use std::ops::Range;

/// Takes the events of one page.
///
/// Each comes with the bytes of the input that caused it: those of a tag or of the first piece of a text. Elements
/// that no tag opens or closes have those of the tag or text that implied it.
pub(in crate::read::html) trait Events {
    /// An element starts. Each that starts also ends, void elements too.
    fn open(&mut self, tag: &Tag<'_>, span: Range<usize>);

    /// The last element that started ends.
    fn close(&mut self, span: Range<usize>);

    /// `<html>` or `<body>`, which is open, has these attributes besides those that were reported. Whether they can be
    /// taken so late.
    fn add_attributes(&mut self, tag: &Tag<'_>, span: Range<usize>) -> bool;

    /// A text, whole: none follows directly on another.
    fn text(&mut self, text: &str, span: Range<usize>);
}

/// What a start tag says.
#[derive(Clone, Debug)]
pub(in crate::read::html) struct Tag<'t> {
    pub(in crate::read::html) namespace: Namespace,
    /// Lower case, but for some names of SVG.
    pub(in crate::read::html) name: &'t str,
    pub(in crate::read::html) attributes: &'t [Attribute<'t>],
}

/// The language that an element belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::read::html) enum Namespace {
    Html,
    Svg,
    MathMl,
}

/// An attribute. Its name is unique in its tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::read::html) struct Attribute<'t> {
    /// Lower case, but for some names of SVG and MathML; with its prefix, as in `xml:lang`.
    pub(in crate::read::html) name: Cow<'t, str>,
    pub(in crate::read::html) value: Cow<'t, str>,
}
