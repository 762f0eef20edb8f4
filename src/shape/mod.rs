//! Rules about blocks that more than one side needs, one copy each.

pub(crate) mod escape;
pub(crate) mod fields;
pub(crate) mod masthead;
pub(crate) mod site;
