//! Brings white space and URLs into normal form.

use crate::bytes;

/// The characters that are moved out of emphasis and disappear at the edges of a paragraph.
pub(super) const SPACES: [char; 2] = [' ', '\u{a0}'];

/// Collapses white space and drops it at both ends.
pub(super) fn collapse(text: &mut String) {
    if needs_collapse(text) {
        let mut collapsed = String::with_capacity(text.len());
        push_collapsed(&mut collapsed, text);
        *text = collapsed;
    }
    let end = text.trim_end_matches(' ').len();
    text.truncate(end);
    if text.starts_with(' ') {
        text.remove(0);
    }
}

/// Puts code on one line, keeping its spaces.
pub(super) fn normalize_code(text: &mut String) {
    if !is_code(text) {
        *text = text
            .replace("\r\n", " ")
            .replace(['\n', '\r'], " ")
            .replace('\0', "\u{fffd}");
    }
}

/// Whether code is on one line.
pub(super) fn is_code(text: &str) -> bool {
    !text.contains(['\n', '\r', '\0'])
}

/// Drops line breaks and tabs from a URL, and spaces at its ends, as browsers do.
pub(super) fn normalize_address(url: &mut String) {
    if url.contains(['\n', '\r', '\t', '\0']) {
        *url = url
            .replace(['\n', '\r', '\t'], "")
            .replace('\0', "\u{fffd}");
    }
    if url.starts_with(' ') || url.ends_with(' ') {
        *url = url.trim_matches(' ').to_owned();
    }
}

/// Collapses white space and drops it at both ends, including no-break spaces there.
pub(super) fn collapse_words(words: &mut String) {
    collapse(words);
    if words.starts_with(SPACES) || words.ends_with(SPACES) {
        *words = words.trim_matches(SPACES).to_owned();
    }
}

pub(super) fn collapse_option(text: &mut Option<String>) {
    if let Some(some) = text {
        collapse(some);
    }
    if text.as_ref().is_some_and(String::is_empty) {
        *text = None;
    }
}

/// Whether the text may have white space other than single spaces, or a NUL.
pub(crate) fn needs_collapse(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_odd = |byte, next| (byte < b' ') | ((byte == b' ') & (next == b' '));
    bytes.last().is_some_and(|last| *last < b' ') || bytes::any_pair(bytes, is_odd)
}

/// The first byte from an offset on that is a space after a space, other white space, or NUL.
fn first_odd(bytes: &[u8], from: usize) -> Option<usize> {
    let mut after_space = false;
    bytes[from..]
        .iter()
        .position(|&byte| {
            // All odd bytes, like the space, are at most 0x20.
            let odd = byte <= b' ' && (is_odd(byte) || (after_space && byte == b' '));
            after_space = byte == b' ';
            odd
        })
        .map(|at| from + at)
}

/// Whether a byte never occurs in collapsed text.
fn is_odd(byte: u8) -> bool {
    matches!(byte, b'\t' | b'\n' | b'\x0c' | b'\r' | 0)
}

/// Appends a text with each run of white space collapsed to one space, including a run that continues the end of
/// `out`, and with NUL replaced.
pub(crate) fn push_collapsed(out: &mut String, text: &str) {
    let bytes = text.as_bytes();
    let meets_space = text.starts_with(' ') && out.ends_with(' ');
    if !meets_space && !needs_collapse(text) {
        return out.push_str(text);
    }
    let skip_spaces = |out: &str, from: usize| match out.ends_with(' ') {
        true => {
            from + bytes[from..]
                .iter()
                .take_while(|byte| **byte == b' ')
                .count()
        }
        false => from,
    };
    let mut done = skip_spaces(out, 0);
    while let Some(at) = first_odd(bytes, done) {
        out.push_str(&text[done..at]);
        if bytes[at] == 0 {
            out.push('\u{fffd}');
        } else if !out.ends_with(' ') {
            out.push(' ');
        }
        done = skip_spaces(out, at + 1);
    }
    out.push_str(&text[done..]);
}

/// Whether all white space is single spaces between words.
pub(crate) fn is_collapsed(text: &str) -> bool {
    !needs_collapse(text) && !text.starts_with(' ') && !text.ends_with(' ')
}

pub(super) fn is_tidy_address(url: &str) -> bool {
    !url.starts_with(' ') && !url.ends_with(' ') && !bytes::any(url.as_bytes(), |byte| byte < b' ')
}
