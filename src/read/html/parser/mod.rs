//! What a parser of HTML tells: elements that start and end, and text, in the order of the tree.

mod events;

pub(super) use events::{Attribute, Events, Namespace, Tag};
