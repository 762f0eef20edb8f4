//! How far in the text of a page stands as a whole.

use super::line::Line;

/// Prose that is set in this far is not looked for.
const DEEPEST: usize = 64;

/// Where paragraphs start that are nothing special.
#[derive(Clone, Copy)]
pub(super) struct Base {
    pub(super) indent: usize,
    /// Whether the page has prose that shows it. Else it is the least indent, and what is set in further may be the
    /// text itself: pages of lynx have only headings at the edge.
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
    // Items stand further in, where they do not stand at the very edge. Prose may be theirs, if none stands
    // before them.
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

/// How far in a good part of the paragraphs starts that have more than a few words, at least: of those that are
/// sentences, if any are, since what stands above an article may be set in less.
fn prose_indent(lines: &[Line<'_>]) -> Option<usize> {
    /// From how many columns on a line has more than a few words.
    const WORDS: usize = 30;
    let is_long = |line: &Line<'_>| {
        line.end - line.indent >= WORDS
            && !line.has_bullet
            && !line.is_rule
            && !line.text.contains("://")
    };
    let mut sentences = [0_usize; DEEPEST];
    let mut all = sentences;
    for (at, line) in lines.iter().enumerate() {
        if line.indent < DEEPEST && starts_block(lines, at) && is_long(line) {
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

/// Whether a paragraph looks like sentences, by its first line and the one below: it goes on, or ends with a mark.
/// Headings end with quotation marks, too, with the number of their link, and with the signs of what is counted.
fn is_sentence(line: &Line<'_>, below: Option<&Line<'_>>) -> bool {
    let goes_on = below.is_some_and(|below| !below.is_blank() && !below.is_rule);
    let closes = |c: char| c.is_whitespace() || "()[]\"'»«›‹”“’‘」』%°€$£".contains(c);
    let words = line.text.trim_end_matches(closes);
    goes_on || words.ends_with(|c: char| !c.is_alphanumeric())
}
