//! The breadcrumb, `Home > News > The mill`: where one item ends and the next one starts.

use crate::model::Inline;

/// The separators between items.
pub(crate) const SEPARATORS: [char; 3] = ['>', '›', '»'];

/// Splits an item at the separators in it.
pub(super) fn split(item: Vec<Inline>) -> Vec<Vec<Inline>> {
    let mut items = vec![Vec::new()];
    for inline in item {
        let pieces: Vec<Inline> = match inline {
            Inline::Text { text } => pieces(&text).into_iter().map(Inline::text).collect(),
            other => vec![other],
        };
        for (at, piece) in pieces.into_iter().enumerate() {
            if at > 0 {
                items.push(Vec::new());
            }
            if let Some(item) = items.last_mut() {
                item.push(piece);
            }
        }
    }
    items
}

/// The items in a text. A separator has space on both sides, and does not close a quotation: `A > « b » > <c>`.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    // How many quotations of each kind are open.
    let (mut double, mut single) = (0_usize, 0_usize);
    for (at, c) in text.char_indices() {
        let after = at + c.len_utf8();
        match c {
            '«' => double += 1,
            '‹' => single += 1,
            '»' if double > 0 => double -= 1,
            '›' if single > 0 => single -= 1,
            _ if SEPARATORS.contains(&c) && stands_alone(&text[start..at], &text[after..]) => {
                pieces.push(&text[start..at]);
                start = after;
                (double, single) = (0, 0);
            }
            _ => {}
        }
    }
    pieces.push(&text[start..]);
    pieces
}

/// Whether there is space, or nothing, on both sides of what is between two texts.
fn stands_alone(before: &str, after: &str) -> bool {
    (before.is_empty() || before.ends_with(char::is_whitespace))
        && (after.is_empty() || after.starts_with(char::is_whitespace))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn separators_stand_alone() {
        assert_eq!(pieces("Home > News"), ["Home ", " News"]);
        assert_eq!(pieces(" » "), [" ", " "]);
        assert_eq!(pieces("A > <b> and c->d"), ["A ", " <b> and c->d"]);
    }

    #[test]
    fn quotations_are_no_separators() {
        assert_eq!(pieces("A » « b » » c"), ["A ", " « b » ", " c"]);
        assert_eq!(pieces("A > «b»"), ["A ", " «b»"]);
        assert_eq!(pieces("A › ‹ b ›"), ["A ", " ‹ b ›"]);
    }
}
