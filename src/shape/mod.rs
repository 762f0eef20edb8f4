//! Rules about the form of blocks that both readers and writers need, so that what is written is read back the same.

pub(crate) mod byline;
pub(crate) mod fields;
pub(crate) mod masthead;
pub(crate) mod site;
pub(crate) mod size;
pub(crate) mod source;
