//! Addresses that are broken over lines.

use super::line::{Line, Margin};
use crate::reference::url::{is_same_place, starts_as_url};

/// Characters behind which programs break an address, or before which.
const BREAKS_BEHIND: &[char] = &['/', '?', '=', '#', '&', '-', '_', '%', '+', '~', '.', ','];
const BREAKS_BEFORE: &[char] = &['/', '?', '=', '#', '&', '%'];

/// What joins a line with the text of the lines above it, if it goes on with them: nothing within an
/// address, else a space. A hyphen stays.
///
/// `directly` says whether no blank line stands between them.
pub(super) fn goes_on(
    text: &str,
    above: &Line<'_>,
    line: &Line<'_>,
    margin: &Margin,
    directly: bool,
) -> Option<&'static str> {
    if text.is_empty() {
        return Some("");
    }
    if line.new_page {
        return None;
    }
    if is_cut_in_scheme(text, line) {
        return Some("");
    }
    let one_word = line.is_one_word;
    if !ends_in_address(text) || text.ends_with(']') {
        // A title that goes on, or an address below its title.
        return (directly || text.ends_with(':')).then_some(" ");
    }
    let starts_anew = starts_as_url(line.text) && !line.text.starts_with('/');
    if starts_anew && one_word && !text.ends_with(['/', '-', '=', '?']) {
        return None;
    }
    // An address may hold another one, where it had no room.
    if starts_anew && line.text.contains("://") && text.ends_with('/') && !margin.wraps(above, line)
    {
        return None;
    }
    if !directly {
        let is_cut = margin.is_full(above) || text.ends_with(['/', '-', '=']);
        return (is_cut && one_word).then_some("");
    }
    let breaks = text.ends_with(BREAKS_BEHIND)
        || line.text.starts_with(BREAKS_BEFORE)
        || margin.is_full(above);
    if breaks {
        return Some("");
    }
    if line.indent > above.indent {
        return Some(" ");
    }
    if one_word {
        return Some("");
    }
    (margin.wraps(above, line)).then_some(" ")
}

/// Whether a text ends behind the colon or the slashes of an address that goes on with a line.
pub(super) fn is_cut_in_scheme(text: &str, line: &Line<'_>) -> bool {
    text.ends_with("://") || (text.ends_with(':') && line.text.starts_with("//"))
}

/// A text without the address in angle brackets at its end that repeats the one before it, as mail programs print
/// links: `http://ex.org/ <http://ex.org/>`.
pub(super) fn without_repeated(text: &str) -> &str {
    let Some((before, again)) = text
        .strip_suffix('>')
        .and_then(|text| text.rsplit_once('<'))
    else {
        return text;
    };
    let before = before.trim_ascii_end();
    let last = before.rsplit(' ').next().unwrap_or_default();
    let repeats = before.ends_with(again) || is_same_place(last, again);
    match starts_as_url(again) && repeats {
        true => before,
        false => text,
    }
}

/// Whether a text ends within an address.
pub(super) fn ends_in_address(text: &str) -> bool {
    /// How much of a text is looked at.
    const LONGEST: usize = 4000;
    let near = text.bytes().rev().take(LONGEST);
    let back = near.take_while(|byte| *byte != b' ').count();
    let mut start = text.len() - back;
    while !text.is_char_boundary(start) {
        start += 1;
    }
    let word = &text[start..];
    let first = text.split(' ').next().unwrap_or_default();
    // Some labels stand right before their address.
    starts_as_url(word) || word.contains("://") || (first.len() < LONGEST && starts_as_url(text))
}
