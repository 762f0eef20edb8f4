//! Lists that follow each other, which text formats keep apart by different bullets.

use crate::model::Block;

/// Whether a block is a list that would continue what stands before it: a list with the same kind of bullets, or a
/// field whose values the format prints as a list.
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
