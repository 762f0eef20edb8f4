//! Rows of tables in normal form: how far cells span, which rows are the head, and whether all rows are equally long.

use crate::model::{Cell, Row};

/// The number of positions that any table may have. A table that needs more than this, and more than a multiple of
/// its cells, gets no spans and no padding.
const FREE_PLACES: usize = 100;
/// Positions per cell in tables with spans.
const PLACES_PER_CELL: usize = 32;
/// Positions per cell in tables with padded rows, since padding takes memory.
const FILLED_PER_CELL: usize = 3;

/// Whether a table with this many cells may have this many rows of this width, so that positions grow no faster than
/// cells.
pub(crate) fn has_room(cells: usize, rows: usize, width: usize) -> bool {
    is_within(PLACES_PER_CELL, cells, rows, width)
}

fn is_within(each: usize, cells: usize, rows: usize, width: usize) -> bool {
    let room = FREE_PLACES.saturating_add(each.saturating_mul(cells));
    rows.saturating_mul(width) <= room
}

/// A span as a size, at least 1.
pub(crate) fn size(span: u32) -> usize {
    usize::try_from(span.max(1)).unwrap_or(usize::MAX)
}

/// Drops rows in which no cell begins, and ends spans with the last row.
pub(crate) fn settle_rows(rows: &mut Vec<Row>) {
    // For each row, how many of the rows before it stay.
    let mut staying = Vec::with_capacity(rows.len() + 1);
    let mut count = 0_usize;
    staying.push(0);
    for row in rows.iter() {
        count += usize::from(!row.is_empty());
        staying.push(count);
    }
    for (at, row) in rows.iter_mut().enumerate() {
        for cell in row.iter_mut().filter(|cell| cell.rowspan > 1) {
            let end = at.saturating_add(size(cell.rowspan)).min(staying.len() - 1);
            let reached = staying[end] - staying[at];
            cell.rowspan = u32::try_from(reached).unwrap_or(u32::MAX);
        }
    }
    rows.retain(|row| !row.is_empty());
}

/// Whether each row has cells, and none of them spans beyond the last row.
pub(crate) fn are_settled(rows: &[Row]) -> bool {
    rows.iter().enumerate().all(|(at, row)| {
        !row.is_empty() && row.iter().all(|cell| size(cell.rowspan) <= rows.len() - at)
    })
}

/// Whether a row has words.
pub(crate) fn has_words(row: &Row) -> bool {
    row.iter().any(|cell| !cell.content.is_empty())
}

/// How many rows at the top are the head of a table that marks none: the first one, if it consists of header cells,
/// with the rows into which these span. An empty corner cell need not be a header cell.
pub(crate) fn rows_of_head(rows: &[Row]) -> usize {
    let heads = |cell: &Cell| cell.header || cell.content.is_empty();
    let is_head = |row: &Row| has_words(row) && row.iter().all(heads);
    let (mut length, mut at) = (1, 0);
    while at < length {
        match rows.get(at) {
            Some(row) if is_head(row) => {
                let reach = row.iter().map(|cell| at + size(cell.rowspan)).max();
                length = length.max(reach.unwrap_or(0));
            }
            _ => return 0,
        }
        at += 1;
    }
    length
}

/// Pads shorter rows with empty cells to the length of the longest one, if there is room for that.
pub(crate) fn fill_rows(head: &mut [Row], rows: &mut [Row]) {
    let all = || head.iter().chain(rows.iter());
    let width = all().map(Vec::len).max().unwrap_or(0);
    let cells = all().map(Vec::len).sum();
    if !is_within(FILLED_PER_CELL, cells, all().count(), width) {
        return;
    }
    let fill = |row: &mut Row, header| {
        let empty = || Cell {
            header,
            ..Cell::new(Vec::new())
        };
        row.resize_with(width, empty);
    };
    head.iter_mut().for_each(|row| fill(row, true));
    rows.iter_mut().for_each(|row| fill(row, false));
}

/// Whether rows are padded like this.
pub(crate) fn are_filled(head: &[Row], rows: &[Row]) -> bool {
    let all = || head.iter().chain(rows);
    let width = all().map(Vec::len).max().unwrap_or(0);
    all().all(|row| row.len() == width)
        || !is_within(
            FILLED_PER_CELL,
            all().map(Vec::len).sum(),
            all().count(),
            width,
        )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Block, Inline};

    fn row(cells: &[(&str, u32)]) -> Row {
        let cell = |(words, rowspan): &(&str, u32)| Cell {
            rowspan: *rowspan,
            header: true,
            ..Cell::new(vec![Block::paragraph(vec![Inline::text(*words)])])
        };
        cells.iter().map(cell).collect()
    }

    #[test]
    fn spans_count_the_rows_that_stay() {
        let mut rows = vec![row(&[("a", 9), ("b", 2)]), row(&[]), row(&[("c", 1)])];
        settle_rows(&mut rows);
        assert_eq!(rows, [row(&[("a", 2), ("b", 1)]), row(&[("c", 1)])]);
        assert!(are_settled(&rows));
    }

    #[test]
    fn a_head_holds_the_rows_that_it_reaches_into() {
        let rows = [
            row(&[("a", 2), ("b", 1)]),
            row(&[("c", 1)]),
            row(&[("d", 1)]),
        ];
        assert_eq!(rows_of_head(&rows), 2);
        let mut rows = rows;
        rows[1][0].header = false;
        assert_eq!(rows_of_head(&rows), 0);
        assert_eq!(rows_of_head(&[]), 0);
    }
}
