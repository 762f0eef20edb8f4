//! The edges of a run of inlines: spaces and breaks there are dropped, since they show nothing, and a list item may
//! start with the checkbox of a task.

use super::strings::SPACES;
use crate::model::{Inline, checkbox_character};

/// Tidies the edges of a run.
pub(super) fn tidy_edges(run: &mut Vec<Inline>, starts_item: bool) {
    trim_start(run);
    trim_end(run);
    take_checkbox(run, starts_item);
    set_off_checkbox(run);
}

/// Turns the character for a checkbox into one.
pub(super) fn take_checkbox(run: &mut Vec<Inline>, starts_item: bool) {
    let is_alone = run.len() == 1;
    let Some(Inline::Text { text }) = run.first_mut().filter(|_| starts_item) else {
        return;
    };
    let Some((checked, rest)) = checkbox_at_start(text) else {
        return;
    };
    if rest.is_empty() && is_alone {
        run[0] = Inline::Checkbox { checked };
    } else if rest.starts_with(' ') {
        *text = rest.to_owned();
        run.insert(0, Inline::Checkbox { checked });
    }
}

/// Whether a text starts with the character for a checkbox: if so, whether it is checked, and the rest of the text.
pub(super) fn checkbox_at_start(text: &str) -> Option<(bool, &str)> {
    [true, false].into_iter().find_map(|checked| {
        let rest = text.strip_prefix(checkbox_character(checked))?;
        (rest.is_empty() || rest.starts_with(' ')).then_some((checked, rest))
    })
}

/// Puts a space after a checkbox, unless nothing follows.
fn set_off_checkbox(run: &mut Vec<Inline>) {
    if !matches!(run.first(), Some(Inline::Checkbox { .. })) {
        return;
    }
    while run.get(1) == Some(&Inline::Break {}) {
        run.remove(1);
    }
    match run.get_mut(1) {
        None => {}
        Some(Inline::Text { text }) if text.starts_with(' ') => {}
        Some(Inline::Text { text }) => text.insert(0, ' '),
        Some(_) => run.insert(1, Inline::text(" ")),
    }
}

/// Whether a run has no spaces or breaks at its edges.
pub(super) fn has_tidy_edges(run: &[Inline]) -> bool {
    let is_edge = |inline: Option<&Inline>, has_space: fn(&str) -> bool| match inline {
        Some(Inline::Text { text }) => has_space(text),
        Some(inline) => *inline == Inline::Break {},
        None => false,
    };
    !is_edge(run.first(), |text| text.starts_with(SPACES))
        && !is_edge(run.last(), |text| text.ends_with(SPACES))
}

/// Takes spaces and breaks from the end of some content.
pub(super) fn take_end(content: &mut Vec<Inline>) -> Vec<Inline> {
    let mut end = Vec::new();
    loop {
        match content.last_mut() {
            Some(Inline::Break {}) => {
                content.pop();
                end.push(Inline::Break {});
            }
            Some(Inline::Text { text }) if text.ends_with(SPACES) => {
                let spaces = text.split_off(text.trim_end_matches(SPACES).len());
                if text.is_empty() {
                    content.pop();
                }
                end.push(Inline::text(spaces));
            }
            _ => break,
        }
    }
    end.reverse();
    end
}

/// Drops spaces and breaks at the start of a run.
fn trim_start(run: &mut Vec<Inline>) {
    let mut dropped = 0;
    for inline in run.iter_mut() {
        match inline {
            Inline::Break {} => {}
            Inline::Text { text } if text.starts_with(SPACES) => {
                let words = text.trim_start_matches(SPACES).len();
                text.drain(..text.len() - words);
                if !text.is_empty() {
                    break;
                }
            }
            _ => break,
        }
        dropped += 1;
    }
    run.drain(..dropped);
}

/// Drops spaces and breaks at the end of a run.
fn trim_end(run: &mut Vec<Inline>) {
    while let Some(last) = run.last_mut() {
        match last {
            Inline::Break {} => {}
            Inline::Text { text } if text.ends_with(SPACES) => {
                text.truncate(text.trim_end_matches(SPACES).len());
                if !text.is_empty() {
                    return;
                }
            }
            _ => return,
        }
        run.pop();
    }
}
