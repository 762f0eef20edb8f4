//! Whether and how a line continues the entry or source line above it: long URLs are broken across lines.

use super::line::{Line, PageLines, Parting};
use crate::grammar::url::{is_same_place, starts_as_url};

/// The characters after which, or before which, programs break a URL.
const BREAKS_AFTER: &[char] = &['/', '?', '=', '#', '&', '-', '_', '%', '+', '~', '.', ','];
const BREAKS_BEFORE: &[char] = &['/', '?', '=', '#', '&', '%'];

/// The separator between a line and the text of the lines above, if the line continues that text: none within a URL,
/// otherwise a space. Hyphens are kept.
pub(super) fn join(
    text: &str,
    above: &Line<'_>,
    line: &Line<'_>,
    page: &PageLines<'_>,
) -> Option<&'static str> {
    if text.is_empty() {
        return Some("");
    }
    if line.parting == Parting::PageBreak {
        return None;
    }
    if is_cut_in_scheme(text, line) {
        return Some("");
    }
    if is_page_number(line, above) {
        return None;
    }
    let directly = line.is_directly_below();
    // The URL is the title, and its URL comes below.
    let is_title = text.ends_with(':') && starts_as_url(&line.text);
    if is_title || !ends_in_url(text) || text.ends_with(']') {
        // A title that goes on, or a URL below its title.
        return (directly || text.ends_with(':')).then_some(" ");
    }
    if page.has_markup && directly {
        return Some(if text.ends_with(['-', '/']) { "" } else { " " });
    }
    let one_word = line.is_one_word();
    let wraps = line.parting == Parting::Wrapped;
    let starts_anew = starts_as_url(&line.text) && !line.text.starts_with('/');
    if starts_anew && one_word && !text.ends_with(['/', '-', '=', '?']) {
        return None;
    }
    // A URL may hold another one, where it had no room.
    if starts_anew && line.text.contains("://") && text.ends_with('/') && !wraps {
        return None;
    }
    if !directly {
        let is_cut = above.is_full || text.ends_with(['/', '-', '=']);
        return (is_cut && one_word).then_some("");
    }
    let breaks =
        text.ends_with(BREAKS_AFTER) || line.text.starts_with(BREAKS_BEFORE) || above.is_full;
    if breaks {
        return Some("");
    }
    if line.indent > above.indent {
        return Some(" ");
    }
    if one_word {
        return (!is_heading_word(&line.text)).then_some("");
    }
    wraps.then_some(" ")
}

/// Whether a line is the number of a page, which stands in the middle or on the right.
fn is_page_number(line: &Line<'_>, above: &Line<'_>) -> bool {
    /// The most digits of such a number, and how much further it is indented at least.
    const DIGITS: usize = 4;
    const INDENT: usize = 8;
    line.text.len() <= DIGITS
        && line.text.bytes().all(|byte| byte.is_ascii_digit())
        && line.indent >= above.indent + INDENT
}

/// Whether a line is a word as headings and labels are, `Postscript` or `Notes:`. Below a URL that had room for more it
/// may be either, so it is none of the URL.
fn is_heading_word(line: &str) -> bool {
    let word = line.strip_suffix(':').unwrap_or(line);
    word.starts_with(char::is_uppercase) && word.chars().all(char::is_alphabetic)
}

/// Whether a text ends after the colon or the slashes of a URL that a line continues.
pub(super) fn is_cut_in_scheme(text: &str, line: &Line<'_>) -> bool {
    text.ends_with("://") || (text.ends_with(':') && line.text.starts_with("//"))
}

/// A text without the URL in angle brackets at its end that repeats the one before it, as mail programs print
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
    match starts_as_url(again) && is_same_place(last, again) {
        true => before,
        false => text,
    }
}

/// Whether a text ends within a URL.
pub(crate) fn ends_in_url(text: &str) -> bool {
    /// How many bytes at the end of a text are searched.
    const LONGEST: usize = 1 << 15;
    let far = text.len().saturating_sub(LONGEST);
    let space = memchr::memrchr(b' ', &text.as_bytes()[far..]);
    let word = match space {
        Some(space) => &text[far + space + 1..],
        None if far == 0 => text,
        None => "",
    };
    // Some labels stand right before their URL.
    starts_as_url(word) || word.contains("://")
}
