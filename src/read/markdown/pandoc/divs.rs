//! Fenced divs: `::: print-content` or `:::: {#node-7 .node}`, their blocks, and `:::`.
//!
//! Pandoc writes the first block of a div directly below its fence, unless that block is a definition list.
//! [`PrintText`](crate::write::PrintText) never writes words that look like a fence directly next to another line, so
//! those stay words.

use std::ops::Range;

use super::attributes::Attributes;
use super::{Found, Marks};
use crate::label::Classes;

/// What a fence does.
enum Fence {
    Opens(Attributes),
    Closes,
}

/// A line that may be a fence.
struct Line {
    fence: Fence,
    /// The span of the colons and what follows them.
    piece: Range<usize>,
    /// The markers before the fence, with spaces in place of those of list items.
    container: String,
    /// Whether a fence may be here: an opening one below a blank line, another fence or the start of a text or item;
    /// a closing one anywhere but at the start of an item.
    may_be_fence: bool,
    /// Whether the line below is blank.
    is_blank_below: bool,
    /// Whether a blank line has to be added below, because raw HTML continues up to the next blank line.
    needs_blank_below: bool,
    /// The index of the fence that closes this one, or that this one closes.
    other: Option<usize>,
}

/// Replaces each pair of fences by a start tag and an end tag.
pub(super) fn edits(text: &str, marks: &Marks, classes: &Classes) -> Found {
    let mut lines = fences(text, marks);
    pair(&mut lines);
    let mut found = Found::default();
    for line in lines.into_iter().filter(|line| line.other.is_some()) {
        let mut tag = match &line.fence {
            Fence::Opens(attributes) => {
                found.is_pandoc |= attributes.name_part_of_page("div", classes);
                attributes.tag("div")
            }
            Fence::Closes => "</div>".to_owned(),
        };
        if line.needs_blank_below {
            tag.push('\n');
            tag.push_str(line.container.trim_end());
        }
        found.edits.push((line.piece, tag.into()));
    }
    found
}

/// All lines that may be fences, in order.
fn fences(text: &str, marks: &Marks) -> Vec<Line> {
    let mut found: Vec<Line> = Vec::new();
    let mut start = 0;
    let (mut is_set_off, mut above_is_fence) = (true, false);
    for line in text.split_inclusive('\n') {
        let (container, content) = line.split_at(container_length(line));
        let content = content.trim_end();
        let at = start + container.len();
        let fence = fence(content).filter(|_| marks.atom_end(at).is_none());
        if let Some(last) = found.last_mut().filter(|_| above_is_fence) {
            last.is_blank_below = content.is_empty();
            last.needs_blank_below = fence.is_none() && !content.is_empty();
        }
        let is_item = container.contains(|c: char| !matches!(c, ' ' | '>'));
        above_is_fence = fence.is_some();
        if let Some(fence) = fence {
            found.push(Line {
                piece: at..at + content.len(),
                container: blanked(container),
                may_be_fence: match &fence {
                    Fence::Opens(_) => is_set_off || is_item,
                    Fence::Closes => !is_item,
                },
                fence,
                is_blank_below: false,
                needs_blank_below: false,
                other: None,
            });
        }
        is_set_off = above_is_fence || content.is_empty();
        start += line.len();
    }
    found
}

/// The length of the markers of quotations and list items at the start of a line.
fn container_length(line: &str) -> usize {
    let marks = line.trim_start_matches(|c: char| c.is_ascii_digit() || " >*-+.)".contains(c));
    line.len() - marks.len()
}

fn blanked(container: &str) -> String {
    let blank = |c| if c == '>' { '>' } else { ' ' };
    container.chars().map(blank).collect()
}

fn fence(content: &str) -> Option<Fence> {
    let after = content.trim_start_matches(':');
    if content.len() - after.len() < 3 {
        return None;
    }
    // Pandoc allows more colons at the end.
    let after = after.trim_end_matches(':').trim();
    if after.is_empty() {
        return Some(Fence::Closes);
    }
    match Attributes::parse(after) {
        Some((attributes, length)) if length == after.len() => Some(Fence::Opens(attributes)),
        _ if after.contains([' ', '\t', '{', '}']) => None,
        _ => Some(Fence::Opens(Attributes::of_class(after))),
    }
}

/// Pairs the fences: one without attributes closes the last one that is open in the same container.
fn pair(lines: &mut [Line]) {
    let mut open: Vec<usize> = Vec::new();
    for at in 0..lines.len() {
        let line = &lines[at];
        match line.fence {
            _ if !line.may_be_fence => {}
            Fence::Opens(_) if line.is_blank_below && open.is_empty() => {}
            Fence::Opens(_) => open.push(at),
            Fence::Closes => {
                let last = open.last().copied();
                let same = |last: &usize| lines[*last].container == lines[at].container;
                if let Some(last) = last.filter(same) {
                    open.pop();
                    lines[last].other = Some(at);
                    lines[at].other = Some(last);
                }
            }
        }
    }
}
