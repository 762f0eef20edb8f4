//! Lines that are headings: underlined, framed, or set apart by their indentation.

use super::Blocks;
use crate::grammar::script::columns;
use crate::read::plain::line::Line;

/// The indent of text in lynx, whose headings are at the left edge.
const LYNX_INDENT: usize = 3;

impl Blocks<'_> {
    /// The level of the heading on a line and the line after it, if it certainly is one: it is underlined, or at the
    /// left edge where lynx indents all text.
    pub(super) fn heading(&self, at: usize, end: usize) -> Option<(u8, usize)> {
        if end != at + 1 || !self.blank_above(at) {
            return None;
        }
        let line = &self.lines[at];
        // Words in columns are the head of a table.
        let is_row = line.has_gap && !line.has_bullet;
        let below = self
            .lines
            .get(end)
            .filter(|below| !below.is_blank() && !is_row);
        if let Some(rule) = below.filter(|below| below.is_rule && !below.text.contains(' ')) {
            let fits =
                columns(rule.text).abs_diff(columns(line.text)) <= 2 && rule.indent == line.indent;
            return match rule.text.chars().next()? {
                '=' if fits => Some((1, end + 1)),
                '-' if fits => Some((2, end + 1)),
                '~' if fits => Some((3, end + 1)),
                _ => None,
            };
        }
        self.stands_out(at).then_some((2, end))
    }

    /// The level of the framed heading whose frame starts at a line, and the line after the frame: a rule above the
    /// heading, and the same one below. Such rules may also separate the rows of a table, or enclose a sentence.
    pub(super) fn framed_heading(&self, at: usize) -> Option<(u8, usize)> {
        let [above, line, below] = self.lines.get(at..at + 3)? else {
            return None;
        };
        let is_frame = above.is_rule
            && !above.text.contains(' ')
            && (above.text, above.indent) == (below.text, below.indent)
            && (above.indent..=above.end).contains(&line.indent)
            && line.end <= above.end + 2;
        let is_words = !line.is_blank() && !line.is_rule && !line.has_gap && !line.has_bullet;
        let is_sentence = line.text.ends_with(['.', ',', ';']);
        let is_apart = self.blank_above(at) && self.lines.get(at + 3).is_none_or(Line::is_blank);
        let level = if above.text.starts_with('-') { 2 } else { 1 };
        (is_frame && is_words && !is_sentence && is_apart).then_some((level, at + 3))
    }

    /// Whether a line stands out the way headings of lynx do.
    pub(super) fn stands_out(&self, at: usize) -> bool {
        let is_alone = || self.blank_above(at) && self.lines.get(at + 1).is_none_or(Line::is_blank);
        self.base.indent == LYNX_INDENT && self.lines[at].indent == 0 && is_alone()
    }

    /// Whether the next line with words is indented like ordinary text.
    pub(super) fn has_text_below(&self, at: usize) -> bool {
        let below = self.lines[at + 1..].iter().find(|line| !line.is_blank());
        below.is_some_and(|below| below.indent >= self.base.indent)
    }
}
