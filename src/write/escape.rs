//! Escapes text and attribute values for HTML.

use std::fmt;

use crate::bytes;

/// Writes text as the content of an element, except script and style.
pub(crate) fn text<W: fmt::Write + ?Sized>(out: &mut W, text: &str) -> fmt::Result {
    escaped(out, text, |byte| match byte {
        b'"' => None,
        other => reference(other),
    })
}

/// Writes text as an attribute value; the caller writes double quotes around it.
pub(crate) fn attribute<W: fmt::Write + ?Sized>(out: &mut W, value: &str) -> fmt::Result {
    escaped(out, value, reference)
}

/// The replacement for a byte that HTML would read as markup or would change.
fn reference(byte: u8) -> Option<&'static str> {
    match byte {
        b'&' => Some("&amp;"),
        b'<' => Some("&lt;"),
        b'>' => Some("&gt;"),
        b'"' => Some("&quot;"),
        // A bare one would be read as a line feed.
        b'\r' => Some("&#13;"),
        // HTML cannot represent NUL.
        0 => Some("\u{fffd}"),
        _ => None,
    }
}

/// Whether a byte needs an escape in some context.
fn may_need_escape(byte: u8) -> bool {
    (byte == b'&')
        | (byte == b'<')
        | (byte == b'>')
        | (byte == b'"')
        | (byte == b'\r')
        | (byte == 0)
}

/// Writes text with the bytes replaced for which `escape` has a replacement. It has them for ASCII only, so the
/// stretches between are valid UTF-8.
fn escaped<W: fmt::Write + ?Sized>(
    out: &mut W,
    text: &str,
    escape: impl Fn(u8) -> Option<&'static str>,
) -> fmt::Result {
    let mut written = 0;
    let mut done = 0;
    while let Some(next) = bytes::position(&text.as_bytes()[done..], may_need_escape) {
        let at = done + next;
        done = at + 1;
        if let Some(reference) = escape(text.as_bytes()[at]) {
            out.write_str(&text[written..at])?;
            out.write_str(reference)?;
            written = done;
        }
    }
    out.write_str(&text[written..])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(write: impl Fn(&mut String, &str) -> fmt::Result, raw: &str) -> String {
        let mut out = String::new();
        write(&mut out, raw).expect("a string");
        out
    }

    #[test]
    fn text_escapes_markup_only() {
        let cases = [
            ("", ""),
            ("été", "été"),
            ("a < b && c > d", "a &lt; b &amp;&amp; c &gt; d"),
            ("\"it's\"", "\"it's\""),
            ("&amp;", "&amp;amp;"),
            ("<é>", "&lt;é&gt;"),
            ("a\0b\r\nc", "a\u{fffd}b&#13;\nc"),
        ];
        for (raw, html) in cases {
            assert_eq!(written(text, raw), html);
        }
    }

    #[test]
    fn attributes_escape_quotes_too() {
        let html = "&quot; onload=&quot;alert('x') &lt;é&gt; &amp;";
        assert_eq!(written(attribute, "\" onload=\"alert('x') <é> &"), html);
    }
}
