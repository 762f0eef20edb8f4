//! Rules about blocks that more than one side needs, one copy each.

pub(crate) mod byline;
pub(crate) mod fields;
pub(crate) mod masthead;
pub(crate) mod site;
pub(crate) mod size;
pub(crate) mod source;
