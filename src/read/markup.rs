//! The raw tags that Markdown converters leave in their output.
//!
//! This is no HTML parser: it splits a piece of text into tags and what stands between them, for
//! `<div class="print-content">`, `<span class="print-footnote">`, `<a href target>` and the like.

use std::borrow::Cow;

use crate::read::sheet::Attributes;

/// A tag, or the text up to the next one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Token<'a> {
    /// `<name attribute="value">`, also when it closes itself.
    Open {
        name: String,
        attributes: TagAttributes,
    },
    /// `</name>`
    Close { name: String },
    /// Text, with its character references decoded.
    Text(Cow<'a, str>),
}

/// The attributes of a tag in lower case, with their values.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct TagAttributes(Vec<(String, String)>);

impl Attributes for TagAttributes {
    fn get(&self, name: &str) -> Option<&str> {
        let found = self.0.iter().find(|(found, _)| found == name);
        found.map(|(_, value)| value.as_str())
    }
}

/// Elements whose content is no text for the reader and holds no tags.
const RAW: [&str; 4] = ["script", "style", "textarea", "title"];

/// Splits a text into tags and the text between. Comments, declarations and what stands in `<script>`
/// and the like are left out.
pub(crate) fn tokens(text: &str) -> Tokens<'_> {
    Tokens { rest: text }
}

pub(crate) struct Tokens<'a> {
    rest: &'a str,
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            if self.rest.is_empty() {
                return None;
            }
            let text_end = tag_start(self.rest).unwrap_or(self.rest.len());
            if text_end > 0 {
                let (text, rest) = self.rest.split_at(text_end);
                self.rest = rest;
                return Some(Token::Text(htmlize::unescape(text)));
            }
            if let Some(token) = self.markup() {
                return Some(token);
            }
        }
    }
}

/// Where the next tag, comment or declaration starts.
fn tag_start(text: &str) -> Option<usize> {
    let starts = |at: &usize| {
        let rest = text[at + 1..].strip_prefix('/').unwrap_or(&text[at + 1..]);
        rest.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '!' | '?'))
    };
    memchr::memchr_iter(b'<', text.as_bytes()).find(starts)
}

impl Tokens<'_> {
    /// The tag at the start; `None` when it was a comment or the like.
    fn markup(&mut self) -> Option<Token<'static>> {
        if let Some(comment) = self.rest.strip_prefix("<!--") {
            // `<!-->` and `<!--->` are whole.
            let whole = comment
                .strip_prefix('>')
                .or_else(|| comment.strip_prefix("->"));
            let behind = || comment.split_once("-->").map_or("", |(_, rest)| rest);
            self.rest = whole.unwrap_or_else(behind);
            return None;
        }
        if self.rest.starts_with("<!") || self.rest.starts_with("<?") {
            self.rest = self.rest.split_once('>').map_or("", |(_, rest)| rest);
            return None;
        }
        let (closes, tag) = match self.rest.strip_prefix("</") {
            Some(tag) => (true, tag),
            None => (false, &self.rest[1..]),
        };
        let name_end = tag
            .find(|c: char| c.is_ascii_whitespace() || matches!(c, '>' | '/'))
            .unwrap_or(tag.len());
        let name = tag[..name_end].to_ascii_lowercase();
        let (attributes, rest) = attributes(&tag[name_end..]);
        self.rest = rest;
        if closes {
            return Some(Token::Close { name });
        }
        if RAW.contains(&name.as_str()) {
            self.skip_raw(&name);
        }
        Some(Token::Open { name, attributes })
    }

    /// Skips what stands in a script or the like, up to its end tag.
    fn skip_raw(&mut self, name: &str) {
        let bytes = self.rest.as_bytes();
        let ends = |at: &usize| {
            bytes[at + 1] == b'/'
                && bytes
                    .get(at + 2..at + 2 + name.len())
                    .is_some_and(|end| end.eq_ignore_ascii_case(name.as_bytes()))
        };
        let end = memchr::memchr_iter(b'<', bytes)
            .filter(|at| at + 1 < bytes.len())
            .find(ends);
        self.rest = &self.rest[end.unwrap_or(bytes.len())..];
    }
}

/// Reads attributes up to the end of the tag; gives them and what follows the tag.
fn attributes(text: &str) -> (TagAttributes, &str) {
    let mut found = Vec::new();
    let mut rest = text;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        if rest.is_empty() {
            return (TagAttributes(found), rest);
        }
        if let Some(behind) = rest.strip_prefix('>') {
            return (TagAttributes(found), behind);
        }
        // The first character belongs to the name even if it is odd, so that every turn gets further.
        let name_end = rest
            .char_indices()
            .skip(1)
            .find(|(_, c)| c.is_ascii_whitespace() || matches!(c, '=' | '>' | '/'))
            .map_or(rest.len(), |(end, _)| end);
        let name = rest[..name_end].to_ascii_lowercase();
        let behind = rest[name_end..].trim_start_matches(|c: char| c.is_ascii_whitespace());
        let (value, behind) = match behind.strip_prefix('=') {
            Some(behind) => {
                attribute_value(behind.trim_start_matches(|c: char| c.is_ascii_whitespace()))
            }
            None => ("", behind),
        };
        found.push((name, htmlize::unescape_attribute(value).into_owned()));
        rest = behind;
    }
}

/// A value in quotes or without; gives it and what follows.
fn attribute_value(text: &str) -> (&str, &str) {
    for quote in ['"', '\''] {
        if let Some(quoted) = text.strip_prefix(quote) {
            return quoted.split_once(quote).unwrap_or((quoted, ""));
        }
    }
    let end = text
        .find(|c: char| c.is_ascii_whitespace() || c == '>')
        .unwrap_or(text.len());
    text.split_at(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<String> {
        let show = |token| match token {
            Token::Open { name, attributes } => {
                let attributes: Vec<_> = attributes
                    .0
                    .iter()
                    .map(|(n, v)| format!(" {n}={v}"))
                    .collect();
                format!("<{name}{}>", attributes.concat())
            }
            Token::Close { name } => format!("</{name}>"),
            Token::Text(text) => text.into_owned(),
        };
        tokens(text).map(show).collect()
    }

    #[test]
    fn tags_and_text_come_apart() {
        assert_eq!(
            shown("a &amp; <SPAN Class='x y' id=z hidden>b</SPAN >< c<br/>"),
            [
                "a & ",
                "<span class=x y id=z hidden=>",
                "b",
                "</span>",
                "< c",
                "<br>"
            ]
        );
    }

    #[test]
    fn comments_and_scripts_are_left_out() {
        assert_eq!(
            shown("a<!-- <b> -->c<!DOCTYPE x><?php y?>d"),
            ["a", "c", "d"]
        );
        assert_eq!(shown("a<!-->b<!--->c<!---->d"), ["a", "b", "c", "d"]);
        assert_eq!(
            shown("<script>a<b</script>c"),
            ["<script>", "</script>", "c"]
        );
    }

    #[test]
    fn broken_tags_end_with_the_text() {
        assert_eq!(shown("<a href=\"x"), ["<a href=x>"]);
        assert_eq!(shown("<a é=1 ==>b"), ["<a é=1 ==>", "b"]);
        assert_eq!(shown("<!-- no end"), Vec::<String>::new());
        assert_eq!(shown("<a \u{e9}"), ["<a \u{e9}=>"]);
    }
}
