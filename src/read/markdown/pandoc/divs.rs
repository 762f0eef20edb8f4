//! Fenced divs: `::: print-content` or `:::: {#node-7 .node}`, their blocks, and `:::`.
//!
//! Pandoc writes the first block of a div directly below its fence, unless that is a list of definitions. No line
//! of words that happens to look like a fence meets another line in what [`PrintText`](crate::write::PrintText)
//! writes, so those stay words.

use std::ops::Range;

use super::attributes::Attributes;
use super::{Found, Marks};
use crate::label::Classes;

/// What a line of colons does.
enum Fence {
    Opens(Attributes),
    Closes,
}

/// A line of colons.
struct Line {
    fence: Fence,
    /// Where the colons and what follows stand.
    piece: Range<usize>,
    /// What stands before them, with spaces for the marks of list items.
    container: String,
    /// Whether a blank line, the start of a text or another fence is above; or of a closing fence, that it starts
    /// no item.
    may_stand: bool,
    /// Whether the line below is blank.
    meets_blank: bool,
    /// Whether the line below needs a blank one between, as raw HTML goes on to the next blank line.
    meets_text: bool,
    /// The fence that closes this one, or that this one closes.
    other: Option<usize>,
}

/// Replaces each fence that has its other half by a tag.
pub(super) fn edits(text: &str, marks: &Marks, classes: &Classes) -> Found {
    let mut lines = fences(text, marks);
    pair(&mut lines);
    let mut found = Found::default();
    for line in lines.into_iter().filter(|line| line.other.is_some()) {
        let mut tag = match &line.fence {
            Fence::Opens(attributes) => {
                found.is_pandoc |= attributes.name_a_part("div", classes);
                attributes.tag("div")
            }
            Fence::Closes => "</div>".to_owned(),
        };
        if line.meets_text {
            tag.push('\n');
            tag.push_str(line.container.trim_end());
        }
        found.edits.push((line.piece, tag.into()));
    }
    found
}

/// All lines that may be fences, in their order.
fn fences(text: &str, marks: &Marks) -> Vec<Line> {
    let mut found: Vec<Line> = Vec::new();
    let mut start = 0;
    let (mut is_set_apart, mut above_is_fence) = (true, false);
    for line in text.split_inclusive('\n') {
        let (container, content) = line.split_at(container_length(line));
        let content = content.trim_end();
        let at = start + container.len();
        let fence = fence(content).filter(|_| marks.atom_end(at).is_none());
        if let Some(last) = found.last_mut().filter(|_| above_is_fence) {
            last.meets_blank = content.is_empty();
            last.meets_text = fence.is_none() && !content.is_empty();
        }
        let is_item = container.contains(|c: char| !matches!(c, ' ' | '>'));
        above_is_fence = fence.is_some();
        if let Some(fence) = fence {
            found.push(Line {
                piece: at..at + content.len(),
                container: blanked(container),
                may_stand: match &fence {
                    Fence::Opens(_) => is_set_apart || is_item,
                    Fence::Closes => !is_item,
                },
                fence,
                meets_blank: false,
                meets_text: false,
                other: None,
            });
        }
        is_set_apart = above_is_fence || content.is_empty();
        start += line.len();
    }
    found
}

/// How long the marks of quotations and list items are that a line starts with.
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
    // More colons may stand at the end.
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

/// Finds what belongs together: a fence without attributes closes the last one that is open in the same container.
fn pair(lines: &mut [Line]) {
    let mut open: Vec<usize> = Vec::new();
    for at in 0..lines.len() {
        let line = &lines[at];
        match line.fence {
            _ if !line.may_stand => {}
            Fence::Opens(_) if line.meets_blank && open.is_empty() => {}
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
