//! Escapes text, so that none of it is read as markup.

use std::fmt;

use crate::bytes;
use crate::grammar::marker::{is_dash, markers};
use crate::model::url_scheme::runs_script;

/// The context of a piece of text.
#[derive(Clone, Copy)]
pub(super) struct Place {
    /// The character before it.
    pub(super) before: char,
    /// The character directly after it, if any.
    pub(super) follows: Option<char>,
    pub(super) in_cell: bool,
    pub(super) in_heading: bool,
    pub(super) escapes_colons: bool,
    /// Whether bare URLs are escaped so as not to become links.
    pub(super) breaks_addresses: bool,
    /// Whether it is in a list or quote.
    pub(super) is_set_in: bool,
    /// What to write for a bracket that would start a marker.
    pub(super) bracket: &'static str,
}

/// Writes text, with each character escaped that would be markup in its place.
pub(super) fn escape_text<W: fmt::Write + ?Sized>(
    out: &mut W,
    text: &str,
    place: Place,
) -> fmt::Result {
    let mut rest = text;
    let mut before = place.before;
    if before == '\n' {
        let written = escape_line_start(out, text, place)?;
        before = text[..written].chars().next_back().unwrap_or(before);
        rest = &text[written..];
    }
    // After a bracket, these would make a link or a definition.
    if before == ']' && rest.starts_with(['(', ':', '[']) {
        match rest.as_bytes()[0] {
            // Not all programs understand a backslash here.
            b'[' => out.write_str("&#91;")?,
            other => write!(out, "\\{}", char::from(other))?,
        }
        rest = &rest[1..];
    }
    // Between two markers, a dash would make them a range.
    if before == ']' && place.follows == Some('[') && is_dash(rest) {
        return rest
            .chars()
            .try_for_each(|c| write!(out, "&#{};", u32::from(c)));
    }
    let mut addresses = Addresses::of(text, place);
    while let Some(at) = bytes::position(rest.as_bytes(), is_special) {
        out.write_str(&rest[..at])?;
        before = rest[..at].chars().next_back().unwrap_or(before);
        rest = &rest[at..];
        let Some(c) = rest.chars().next() else {
            break;
        };
        match escape(rest, before, place) {
            None if (c == '@' && place.breaks_addresses)
                || addresses.are_broken_at(text.len() - rest.len()) =>
            {
                write!(out, "&#{};", u32::from(c))?;
            }
            None => out.write_char(c)?,
            Some(Escape::Backslash) => write!(out, "\\{c}")?,
            Some(Escape::As(written)) => out.write_str(written)?,
        }
        before = c;
        rest = &rest[c.len_utf8()..];
    }
    out.write_str(rest)
}

/// How a character is kept from being markup.
enum Escape {
    Backslash,
    As(&'static str),
}

/// How the first character of a text is escaped.
fn escape(text: &str, before: char, place: Place) -> Option<Escape> {
    let c = text.chars().next()?;
    match c {
        '[' if markers(text).is_ok() => Some(Escape::As(place.bracket)),
        // Not with a backslash: if that became part of a bare URL, a tag could start here.
        '<' => Some(Escape::As("&lt;")),
        // Some parsers read this as white space, and some read the others as line ends.
        '\u{b}' => Some(Escape::As("&#11;")),
        '\u{2028}' => Some(Escape::As("&#8232;")),
        '\u{2029}' => Some(Escape::As("&#8233;")),
        _ => is_markup(c, before, &text[c.len_utf8()..], place).then_some(Escape::Backslash),
    }
}

/// Finds the bare URLs of a text, which many programs make links. Such programs read everything up to the next space
/// or tag as part of the URL, escapes included. So a URL that needs escapes must not be recognized: its colon, or the
/// dot after `www`, becomes a character reference. The same goes for a URL with an open bracket before markup, since
/// some programs look for the closing one beyond tags, and for a URL that runs a script.
struct Addresses<'a> {
    text: &'a str,
    place: Place,
    /// The end of the last word that was checked.
    end: usize,
    is_broken: bool,
}

impl<'a> Addresses<'a> {
    fn of(text: &'a str, place: Place) -> Self {
        Self {
            text,
            place,
            end: 0,
            is_broken: false,
        }
    }

    /// Whether the colon or dot at this position belongs to a URL that must be broken.
    fn are_broken_at(&mut self, at: usize) -> bool {
        let (is_start, is_script) = (starts_address(self.text, at), runs_script(self.text, at));
        if at < self.end {
            // URLs within a URL end where it ends.
            return self.is_broken && (is_start || is_script);
        }
        if is_start {
            let rest = self.text[at..].find(|c: char| c.is_ascii_whitespace());
            self.end = rest.map_or(self.text.len(), |length| at + length);
            self.is_broken =
                self.place.breaks_addresses || self.has_markup(at + 1) || self.looks_beyond(at + 1);
            return self.is_broken;
        }
        is_script
    }

    /// Whether markup follows the word directly, in which programs may look for the other half of a bracket or
    /// quotation mark.
    fn looks_beyond(&self, from: usize) -> bool {
        // In a cell or heading, a line break is a tag, and the line goes on after it.
        let on_one_line = self.place.in_cell || self.place.in_heading;
        let is_markup = |c: char| !c.is_whitespace() || (on_one_line && c == '\n');
        let is_opener = |byte| matches!(byte, b'(' | b'"' | b'\'');
        self.end == self.text.len()
            && self.place.follows.is_some_and(is_markup)
            && bytes::any(&self.text.as_bytes()[from..], is_opener)
    }

    /// Whether anything from here to the end of the word needs an escape.
    fn has_markup(&self, mut from: usize) -> bool {
        let word = &self.text.as_bytes()[..self.end];
        // Most end the URL there, but those of GFM do not.
        if memchr::memchr(b'>', &word[from..]).is_some() {
            return true;
        }
        while let Some(next) = bytes::position(&word[from..], is_special) {
            from += next;
            let before = self.text[..from].chars().next_back().unwrap_or(' ');
            if escape(&self.text[from..], before, self.place).is_some()
                || runs_script(self.text, from)
            {
                return true;
            }
            from += self.text[from..].chars().next().map_or(1, char::len_utf8);
        }
        false
    }
}

/// Whether the colon or dot at this position belongs to a bare URL, `http://` or `www.`.
fn starts_address(text: &str, at: usize) -> bool {
    let (before, after) = text.as_bytes().split_at(at);
    match after.first() {
        Some(b':') => {
            after.starts_with(b"://") && before.last().is_some_and(u8::is_ascii_alphanumeric)
        }
        Some(b'.') => before
            .last_chunk::<3>()
            .is_some_and(|last| last.eq_ignore_ascii_case(b"www")),
        _ => false,
    }
}

/// Whether a text ends with a bare URL, which would include what follows directly.
pub(super) fn ends_with_address(text: &str) -> bool {
    let space = text.rfind(|c: char| c.is_ascii_whitespace());
    let start = space.map_or(0, |at| at + 1);
    memchr::memchr2_iter(b':', b'.', &text.as_bytes()[start..])
        .any(|at| starts_address(text, start + at))
}

/// Escapes what would be markup only at the start of a line, and returns how many bytes of the text it wrote.
fn escape_line_start<W: fmt::Write + ?Sized>(
    out: &mut W,
    text: &str,
    place: Place,
) -> Result<usize, fmt::Error> {
    if text.starts_with('\u{feff}') {
        // At the start of a page, this would be read as a byte order mark.
        out.write_str("&#xFEFF;")?;
        return Ok('\u{feff}'.len_utf8());
    }
    if place.in_heading || place.in_cell {
        return Ok(0);
    }
    if numbers_an_item(text, place.follows) {
        write!(out, "&#{};", text.as_bytes()[0])?;
        return Ok(1);
    }
    if let Some(sign) = sign_of_plain_text(text, place.is_set_in) {
        write!(out, "&#{};", u32::from(sign))?;
        return Ok(sign.len_utf8());
    }
    let Some((plain, escaped)) = block_start(text) else {
        return Ok(0);
    };
    let (plain, escaped) = text[..plain + escaped].split_at(plain);
    out.write_str(plain)?;
    out.write_char('\\')?;
    out.write_str(escaped)?;
    Ok(plain.len() + escaped.len())
}

/// Whether a byte starts a character that may be markup.
fn is_special(byte: u8) -> bool {
    (byte == b'\\')
        | (byte == b'`')
        | (byte == b'*')
        | (byte == b'_')
        | (byte == b'[')
        | (byte == b']')
        | (byte == b'<')
        | (byte == b'&')
        | (byte == b'~')
        | (byte == b'{')
        | (byte == b'|')
        | (byte == b'!')
        | (byte == b':')
        | (byte == b'#')
        | (byte == b'.')
        | (byte == b'@')
        | (byte == b'\x0b')
        // The first byte of line and paragraph separators and of typographic quotation marks.
        | (byte == 0xe2)
}

fn is_markup(c: char, before: char, after: &str, place: Place) -> bool {
    let next = after.chars().next().or(place.follows);
    match c {
        // For Pandoc and others, braces hold attributes: `{onclick=…}`.
        '\\' | '`' | '[' | ']' | '~' | '{' => true,
        // Between spaces it is no delimiter.
        '*' => before != ' ' || next != Some(' '),
        // Between letters it is no delimiter.
        '_' => !(before.is_alphanumeric() && next.is_some_and(char::is_alphanumeric)),
        '&' => starts_reference(after) || may_go_on(after, place.follows),
        '|' => place.in_cell,
        '!' => after.is_empty() && matches!(next, Some('[' | '!')),
        ':' => place.escapes_colons,
        // Number signs at the end of a heading are part of its markup.
        '#' => place.in_heading && after.trim_start_matches('#').is_empty(),
        _ => false,
    }
}

/// A character that text browsers, but not Markdown, use at the start of a line: a page with such lines could not be
/// told apart from plain text.
fn sign_of_plain_text(text: &str, is_set_in: bool) -> Option<char> {
    /// The length of the shortest rule that browsers draw; other runs of dashes are shorter.
    const SHORTEST: usize = 20;
    let first = text.chars().next()?;
    let is_drawn = |c| matches!(c, '─' | '━' | '═');
    let is_rule = || text.chars().all(is_drawn) && text.chars().nth(SHORTEST - 1).is_some();
    match first {
        '─' | '━' | '═' => is_rule(),
        '•' | '□' | '☆' => is_set_in,
        _ => false,
    }
    .then_some(first)
}

/// Where a line that starts with this text needs a backslash so as not to start a list, quote, heading, rule or the
/// like: the number of bytes before it, and the length of the character after it.
fn block_start(text: &str) -> Option<(usize, usize)> {
    let first = text.chars().next()?;
    let after = &text[first.len_utf8()..];
    let ends = |text: &str| text.is_empty() || text.starts_with([' ', '\t']);
    let escapes = match first {
        '>' | '=' | '|' => true,
        // Three of them open front matter.
        '+' => ends(after) || text == "+++",
        // The title block of Pandoc's Markdown.
        '%' => after.starts_with(' '),
        // A line of only these characters is a rule, or makes the line before a heading or table head.
        '-' => ends(after) || after.trim_matches(['-', ':', '|', ' ', '\t']).is_empty(),
        '#' => ends(text.trim_start_matches('#')),
        // The delimiter row of a table, or a fenced div of Pandoc's Markdown.
        ':' => after.starts_with('-') || after.starts_with("::"),
        _ => false,
    };
    if escapes {
        return Some((0, first.len_utf8()));
    }
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let after = &text[digits..];
    let numbered = (1..=9).contains(&digits) && after.starts_with(['.', ')']) && ends(&after[1..]);
    numbered.then_some((digits, 1))
}

/// Writes the destination of a link or image, `http://ex.org/a`, in angle brackets where it has to be.
pub(super) fn destination<W: fmt::Write + ?Sized>(out: &mut W, url: &str) -> fmt::Result {
    if !url.is_empty() && !bytes::any(url.as_bytes(), is_odd_in_address) {
        // The fast path, for most URLs.
        return out.write_str(url);
    }
    let bytes = url.as_bytes();
    let is_blank = |byte| (byte <= b' ') | (byte == 0x7f);
    let plain = !url.is_empty() && !url.starts_with('<') && !bytes::any(bytes, is_blank);
    let is_parenthesis = |byte| (byte == b'(') | (byte == b')');
    let is_paired = !bytes::any(bytes, is_parenthesis) || has_paired_parentheses(url);
    let escaped = |c: char| match c {
        '(' | ')' => plain && !is_paired,
        '>' => !plain,
        // A bar would end a cell, and Pandoc parses code before links.
        _ => matches!(c, '\\' | '|' | '`'),
    };
    out.write_str(if plain { "" } else { "<" })?;
    let mut rest = url;
    while let Some(at) = bytes::position(rest.as_bytes(), is_odd_in_address) {
        out.write_str(&rest[..at])?;
        let Some(c) = rest[at..].chars().next() else {
            break;
        };
        rest = &rest[at + c.len_utf8()..];
        if escaped(c) {
            out.write_char('\\')?;
        }
        written(out, c, rest)?;
    }
    out.write_str(rest)?;
    out.write_str(if plain { "" } else { ">" })
}

/// Whether a URL with this byte may need escapes.
fn is_odd_in_address(byte: u8) -> bool {
    (byte <= b' ')
        | (byte == b'&')
        | (byte == b'(')
        | (byte == b')')
        | (byte == b'<')
        | (byte == b'>')
        | (byte == b'\\')
        | (byte == b'`')
        | (byte == b'|')
        | (byte == 0x7f)
        // As in `is_special`.
        | (byte == 0xe2)
}

/// Whether parentheses are balanced, and nested no deeper than all programs support.
fn has_paired_parentheses(url: &str) -> bool {
    let mut open = 0;
    let stays_in_reach = url.bytes().all(|byte| {
        match byte {
            b'(' => open += 1,
            b')' => open -= 1,
            _ => {}
        }
        (0..=3).contains(&open)
    });
    stays_in_reach && open == 0
}

/// Writes a character of a URL or title. Not all programs understand a backslash before `&` there.
fn written<W: fmt::Write + ?Sized>(out: &mut W, c: char, after: &str) -> fmt::Result {
    match c {
        '&' if starts_reference(after) => out.write_str("&amp;"),
        '<' => out.write_str("&lt;"),
        '\u{2028}' | '\u{2029}' => write!(out, "&#{};", u32::from(c)),
        c => out.write_char(c),
    }
}

/// Whether a text is a number that what follows may make the number of a list item.
fn numbers_an_item(text: &str, follows: Option<char>) -> bool {
    matches!(follows, Some('.' | ')' | '0'..='9'))
        && (1..=9).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether the text after `&` may become a character reference with what follows.
fn may_go_on(after: &str, follows: Option<char>) -> bool {
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '#';
    after.chars().all(is_part) && follows.is_some_and(|c| is_part(c) || c == ';')
}

/// Whether the text after `&` makes a character reference.
fn starts_reference(after: &str) -> bool {
    let name = after.strip_prefix('#').unwrap_or(after);
    let rest = name.trim_start_matches(|c: char| c.is_ascii_alphanumeric());
    rest.len() < name.len() && rest.starts_with(';')
}

/// Writes the title of a link or image between double quotes.
pub(super) fn title<W: fmt::Write + ?Sized>(out: &mut W, title: &str) -> fmt::Result {
    out.write_char('"')?;
    for (at, c) in title.char_indices() {
        let after = &title[at + c.len_utf8()..];
        match c {
            // Not all programs read two backslashes before the closing quote correctly.
            '\\' if after.is_empty() => out.write_str("&#92;")?,
            '"' | '\\' | '|' | '`' => write!(out, "\\{c}")?,
            c => written(out, c, after)?,
        }
    }
    out.write_char('"')
}

/// Whether a delimiter of emphasis opens it here: CommonMark calls it left-flanking.
pub(super) fn opens(before: char, next: char) -> bool {
    !next.is_whitespace()
        && (!is_punctuation(next) || before.is_whitespace() || before.is_ascii_punctuation())
}

/// Whether a delimiter of emphasis closes it here: CommonMark calls it right-flanking.
pub(super) fn closes(before: char, next: char) -> bool {
    !before.is_whitespace()
        && (!is_punctuation(before) || next.is_whitespace() || next.is_ascii_punctuation())
}

/// Whether a character may be punctuation or a symbol. A false positive only costs a tag in place of a delimiter.
/// Where a delimiter depends on punctuation beside it, only ASCII punctuation is certain.
fn is_punctuation(c: char) -> bool {
    !c.is_alphanumeric() && !c.is_whitespace()
}
