//! What a JSON document of this library says of itself, as it is written and read.

/// Its `format`.
pub(crate) const FORMAT: &str = "liens";
/// Its `version`, that of the contract.
pub(crate) const VERSION: u64 = 1;
