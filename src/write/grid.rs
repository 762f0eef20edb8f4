//! Assigns the cells of a table to columns.
//!
//! In the model, rows may differ in length, and a cell may span more columns and rows than there are. Pandoc requires
//! exactly one cell in every position; text formats need each cell below its header.

use crate::model::{Cell, Row};
use crate::normal::table::{has_room, size};
use crate::pandoc::MAX_COLUMNS;

/// The rows of a table's head or body, with a position for each cell.
pub(super) struct Grid<'a> {
    pub(super) rows: Vec<GridRow<'a>>,
}

#[derive(Default)]
pub(super) struct GridRow<'a> {
    pub(super) cells: Vec<Placed<'a>>,
    /// For each gap after the cells, its first column and its width in columns.
    pub(super) gaps: Vec<(usize, usize)>,
}

/// A cell with its position, and its spans as far as there is room for them.
pub(super) struct Placed<'a> {
    pub(super) cell: &'a Cell,
    pub(super) column: usize,
    pub(super) columns: usize,
    pub(super) rows: usize,
}

/// Places the cells of head and body. Both get the same number of columns, the third value returned.
pub(super) fn grids<'a>(head: &'a [Row], body: &'a [Row]) -> (Grid<'a>, Grid<'a>, usize) {
    let rows = head.len() + body.len();
    let cells: usize = head.iter().chain(body).map(Vec::len).sum();
    let width = width(head).max(width(body)).max(1);
    let spans = has_room(cells, rows, width);
    let width = match spans {
        true => width,
        false => head.iter().chain(body).map(Vec::len).fold(1, usize::max),
    };
    (
        Grid::of(head, width, spans),
        Grid::of(body, width, spans),
        width,
    )
}

/// How many columns these rows need, for their own cells and for those that span down from rows above.
fn width(rows: &[Row]) -> usize {
    // For each row, the change in the number of columns taken by cells that span down from above.
    let mut changes = vec![0_i64; rows.len() + 1];
    let mut from_above = 0;
    let mut widest = 0;
    for (at, row) in rows.iter().enumerate() {
        from_above += changes[at];
        let mut own = 0;
        for cell in row {
            let columns = i64::from(cell.colspan.max(1));
            own += columns;
            let end = at.saturating_add(size(cell.rowspan)).min(rows.len());
            if end > at + 1 {
                changes[at + 1] += columns;
                changes[end] -= columns;
            }
        }
        widest = widest.max(own + from_above);
    }
    usize::try_from(widest).unwrap_or(0)
}

/// The rows of a table without spans: each cell in its first column, and an empty cell in every free position before
/// it.
pub(super) fn spread(head: Vec<Row>, body: Vec<Row>) -> (Vec<Row>, Vec<Row>) {
    let (head_grid, body_grid, _) = grids(&head, &body);
    let (of_head, of_body) = (head_grid.columns(), body_grid.columns());
    (spread_rows(head, of_head), spread_rows(body, of_body))
}

fn spread_rows(rows: Vec<Row>, columns: Vec<Vec<usize>>) -> Vec<Row> {
    let spread_row = |(cells, columns): (Row, Vec<usize>)| {
        let mut row = Row::with_capacity(cells.len());
        for (cell, column) in cells.into_iter().zip(columns) {
            row.resize_with(column.max(row.len()), || Cell::new(Vec::new()));
            row.push(Cell {
                colspan: 1,
                rowspan: 1,
                ..cell
            });
        }
        row
    };
    rows.into_iter().zip(columns).map(spread_row).collect()
}

impl<'a> Grid<'a> {
    /// Gives each cell the first free column of its row. Unless it `spans` further, a cell takes no more than that.
    fn of(rows: &'a [Row], width: usize, spans: bool) -> Self {
        let size = |span: u32| if spans { size(span) } else { 1 };
        // For each column the first row in which it is free.
        let mut free_from = vec![0; width];
        let mut grid = Vec::with_capacity(rows.len());
        for (at, row) in rows.iter().enumerate() {
            // Counting further than needed would scan the rest of the row for each cell.
            let free_run = |free_from: &[usize], from: usize, most: usize| {
                let free = |row: &usize| *row <= at;
                let after = free_from.get(from..).unwrap_or_default();
                let skipped = after.iter().take_while(|row| !free(row)).count();
                let asked = after[skipped..].iter().take(most);
                let length = asked.take_while(|row| free(row)).count();
                (from + skipped, length)
            };
            let mut placed = GridRow::default();
            let mut column = 0;
            for cell in row {
                let (start, free) = free_run(&free_from, column, size(cell.colspan));
                let columns = free.max(1);
                let rows = size(cell.rowspan).min(rows.len() - at);
                column = start + columns;
                for taken in free_from.iter_mut().take(column).skip(start) {
                    *taken = at + rows;
                }
                placed.cells.push(Placed {
                    cell,
                    column: start,
                    columns,
                    rows,
                });
            }
            while let (start, free @ 1..) = free_run(&free_from, column, usize::MAX) {
                placed.gaps.push((start, free));
                column = start + free;
            }
            grid.push(placed);
        }
        Self { rows: grid }
    }

    /// For each row, the columns in which its cells begin.
    fn columns(&self) -> Vec<Vec<usize>> {
        let of_row = |row: &GridRow<'_>| row.cells.iter().map(|placed| placed.column).collect();
        self.rows.iter().map(of_row).collect()
    }

    pub(super) fn cells(&self) -> impl Iterator<Item = &Placed<'a>> {
        self.rows.iter().flat_map(|row| &row.cells)
    }

    /// How many of the leftmost columns consist of header cells only.
    pub(super) fn row_heads(&self, width: usize) -> usize {
        let others = self.cells().filter(|placed| !placed.cell.header);
        let others = others.map(|placed| placed.column);
        let gaps = self.rows.iter().flat_map(|row| &row.gaps);
        let first_other = others.chain(gaps.map(|(column, _)| *column)).min();
        first_other.unwrap_or(width).min(MAX_COLUMNS)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A row of cells with these column and row spans.
    fn row(spans: &[(u32, u32)]) -> Row {
        let cell = |(colspan, rowspan): &(u32, u32)| Cell {
            colspan: *colspan,
            rowspan: *rowspan,
            ..Cell::new(vec![])
        };
        spans.iter().map(cell).collect()
    }

    /// The table as text: a letter for each position that a cell takes, a dot for each in a gap.
    fn picture(rows: &[Row]) -> Vec<String> {
        let (_, grid, width) = grids(&[], rows);
        let mut picture = vec![vec![' '; width]; rows.len()];
        let mut letters = 'a'..;
        for (at, row) in grid.rows.iter().enumerate() {
            for placed in &row.cells {
                let letter = letters.next().unwrap_or('?');
                for line in &mut picture[at..at + placed.rows] {
                    for place in &mut line[placed.column..placed.column + placed.columns] {
                        assert_eq!(*place, ' ', "two cells in one place");
                        *place = letter;
                    }
                }
            }
            for (start, columns) in &row.gaps {
                for place in &mut picture[at][*start..start + columns] {
                    assert_eq!(*place, ' ', "a gap where a cell is");
                    *place = '.';
                }
            }
        }
        picture
            .into_iter()
            .map(|line| line.into_iter().collect())
            .collect()
    }

    #[test]
    fn every_place_has_one_cell() {
        let cases: [(&[Row], &[&str]); 6] = [
            (&[row(&[(1, 1), (2, 1)]), row(&[(1, 1)])], &["abb", "c.."]),
            (&[row(&[(1, 2), (1, 1)]), row(&[(1, 1)])], &["ab", "ac"]),
            (
                &[row(&[(1, 9), (1, 1), (1, 9)]), row(&[(1, 1)])],
                &["abc", "adc"],
            ),
            (&[row(&[(1, 1), (1, 2), (1, 1)]), row(&[])], &["abc", ".b."]),
            // No room for three columns below: the cell gets one.
            (&[row(&[(1, 1), (1, 2)]), row(&[(3, 1)])], &["ab..", "cb.."]),
            (&[row(&[(1000, 9), (1, 1)]), row(&[(1, 1)])], &["ab", "c."]),
        ];
        for (rows, expected) in cases {
            assert_eq!(picture(rows), expected, "{rows:?}");
        }
    }

    #[test]
    fn places_grow_no_faster_than_cells() {
        let wide: Row = row(&vec![(1, 1); 2_000]);
        let mut rows = vec![row(&[(1, 1)]); 2_000];
        rows.push(wide);
        rows.insert(0, row(&vec![(1, 60_000); 2_000]));
        let (_, grid, width) = grids(&[], &rows);
        assert_eq!(width, 2_000);
        let gaps: usize = grid.rows.iter().map(|row| row.gaps.len()).sum();
        assert_eq!(gaps, 2_000);
    }
}
