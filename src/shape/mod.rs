//! Rules about blocks that more than one side needs, one copy each.

pub(crate) mod fields;
pub(crate) mod size;
