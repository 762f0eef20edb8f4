//! What several tests share.
#![allow(dead_code, reason = "each set of features uses a part of this")]

pub(crate) mod articles;
pub(crate) mod mutation;
pub(crate) mod oracle;
pub(crate) mod promises;
pub(crate) mod words;
