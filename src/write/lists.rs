//! Detects adjacent lists, which text formats must print with different bullets lest they be read as one list.

use crate::model::Block;

/// Whether a block is a list that would be read as a continuation of the block before it: a list with the same kind
/// of bullets, or a field whose values the format prints as a list.
pub(super) fn follows_list(
    before: &Block,
    block: &Block,
    prints_list: impl Fn(&[Vec<Block>]) -> bool,
) -> bool {
    let Block::List { ordered, .. } = block else {
        return false;
    };
    match before {
        Block::List { ordered: above, .. } => above == ordered,
        Block::Field { items, .. } => !ordered && prints_list(items),
        _ => false,
    }
}
