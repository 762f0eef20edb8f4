//! Finds the margin of a page of plain text: text browsers and mail programs indent whole pages.
//!
//! Indentation means something only in comparison with the margin: text further in is a quotation, a list or a
//! definition.

use super::line::Line;

/// Prose that is indented further is ignored.
const MAX_INDENT: usize = 64;

/// The margin, where ordinary paragraphs start.
#[derive(Clone, Copy)]
pub(super) struct Base {
    pub(super) indent: usize,
    /// Whether prose shows where the margin is. Otherwise it is the smallest indent, and text that is indented
    /// further may be ordinary: on pages of lynx, only headings are at the left edge.
    pub(super) is_of_prose: bool,
}

pub(super) fn base(lines: &[Line<'_>]) -> Base {
    let prose = prose_indent(lines);
    Base {
        indent: base_indent(lines, prose),
        is_of_prose: prose.is_some(),
    }
}

fn base_indent(lines: &[Line<'_>], prose: Option<usize>) -> usize {
    let least = || {
        let filled = lines.iter().filter(|line| !line.is_blank());
        filled.map(|line| line.indent).min()
    };
    let Some(prose) = prose.or_else(least) else {
        return 0;
    };
    // Items are indented unless they are at the left edge. Prose may belong to items if there is none above them.
    let is_prose = |at: usize| {
        let line = &lines[at];
        line.indent == prose && !line.is_blank() && !line.is_rule && !line.has_bullet
    };
    let first = (0..lines.len()).find(|at| starts_block(lines, *at) && is_prose(*at));
    let items = lines[..first.unwrap_or(lines.len())]
        .iter()
        .filter(|line| line.has_bullet);
    let item = items.map(|line| line.indent.saturating_sub(1)).min();
    item.map_or(prose, |item| item.min(prose))
}

fn starts_block(lines: &[Line<'_>], at: usize) -> bool {
    at == 0 || lines[at - 1].is_blank()
}

/// The smallest indent that at least a quarter of the paragraphs with more than a few words have. Sentences are
/// preferred, if there are any, since lines above an article may be indented less.
fn prose_indent(lines: &[Line<'_>]) -> Option<usize> {
    /// The number of columns from which a line counts as more than a few words.
    const WORDS: usize = 30;
    let is_long = |line: &Line<'_>| {
        line.end - line.indent >= WORDS
            && !line.has_bullet
            && !line.is_rule
            && !line.text.contains("://")
    };
    let mut sentences = [0_usize; MAX_INDENT];
    let mut all = sentences;
    for (at, line) in lines.iter().enumerate() {
        if line.indent < MAX_INDENT && starts_block(lines, at) && is_long(line) {
            all[line.indent] += 1;
            sentences[line.indent] += usize::from(is_sentence(line, lines.get(at + 1)));
        }
    }
    let counts = match sentences.iter().any(|count| *count > 0) {
        true => sentences,
        false => all,
    };
    let sum: usize = counts.iter().sum();
    counts
        .iter()
        .position(|count| *count > 0 && *count * 4 >= sum)
}

/// Whether a paragraph consists of sentences, judging by its first line and the one below: it continues, or ends with
/// punctuation. Quotation marks, numbers of links, and signs for units or currency do not count, since headings end
/// with them, too.
fn is_sentence(line: &Line<'_>, below: Option<&Line<'_>>) -> bool {
    let goes_on = below.is_some_and(|below| !below.is_blank() && !below.is_rule);
    let closes = |c: char| c.is_whitespace() || "()[]\"'»«›‹”“’‘」』%°€$£".contains(c);
    let words = line.text.trim_end_matches(closes);
    goes_on || words.ends_with(|c: char| !c.is_alphanumeric())
}
