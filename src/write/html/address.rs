//! Writes URLs for print: with line breaks allowed at sensible places, and without what nobody needs to type.

use std::fmt;

use super::readable;
use super::style::Addresses;
use super::writer::Writer;
use crate::model::url_scheme::is_safe_link;

/// The least number of bytes between two places where a URL may break, lest a line end in a scrap of it.
const SHORTEST_PIECE: usize = 4;

impl<'a, W: fmt::Write + ?Sized> Writer<'a, W> {
    /// Writes a URL that readers may have to type, shown as these words, as a link if it may be one.
    pub(super) fn printed_address(&mut self, url: &str, words: &str) -> fmt::Result {
        let Some(addresses) = self.addresses else {
            return self.address(url, words);
        };
        if !is_safe_link(url) {
            // Strong type shows programs where the URL starts, as a link would.
            self.raw("<strong>")?;
            self.text(words)?;
            return self.raw("</strong>");
        }
        let scheme = match addresses {
            Addresses::Short => needless_scheme(words),
            Addresses::Full => "",
        };
        let rest = &words[scheme.len()..];
        let shown = readable::address(url)
            .filter(|_| addresses == Addresses::Short)
            .map(|shown| shown[scheme.len()..].to_owned());
        self.raw("<a")?;
        self.url("href", url)?;
        if let Some(shown) = &shown {
            self.attribute("data-shown", shown)?;
            self.raw("><span class=\"full\"")?;
        }
        self.raw(">")?;
        if !scheme.is_empty() {
            self.raw("<span class=\"scheme\">")?;
            self.raw(scheme)?;
            self.raw("</span>")?;
        }
        for (at, piece) in pieces(rest).enumerate() {
            self.raw(if at > 0 { "<wbr>" } else { "" })?;
            self.text(piece)?;
        }
        self.raw(if shown.is_some() { "</span>" } else { "" })?;
        self.raw("</a>")
    }
}

/// The scheme, if a browser or mail program supplies it for somebody who types the rest.
fn needless_scheme(url: &str) -> &'static str {
    let is_host = |rest: &str| {
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        host.contains('.') && host.starts_with(char::is_alphanumeric) && !host.contains('@')
    };
    if url.strip_prefix("https://").is_some_and(is_host) {
        return "https://";
    }
    let is_mailbox = |rest: &str| rest.contains('@') && !rest.contains(['?', ':', '/']);
    match url.strip_prefix("mailto:").is_some_and(is_mailbox) {
        true => "mailto:",
        false => "",
    }
}

/// The pieces between which a URL may break: before a delimiter, since one at the end of a line could be taken for
/// punctuation of the text.
fn pieces(url: &str) -> impl Iterator<Item = &str> {
    let mut rest = url;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let bytes = rest.as_bytes();
        let is_break = |at: &usize| is_sign(bytes[*at]) && !is_sign(bytes[*at - 1]);
        let end = (SHORTEST_PIECE..bytes.len()).find(is_break);
        let (piece, after) = rest.split_at(end.unwrap_or(rest.len()));
        rest = after;
        Some(piece)
    })
}

fn is_sign(byte: u8) -> bool {
    b"/.?&=#_-~,;+".contains(&byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_break_before_signs_and_leave_no_scraps() {
        let broken = |url| pieces(url).collect::<Vec<_>>().join("|");
        assert_eq!(
            broken("example.org/a/bc/report.html?id=4&lang=fr"),
            "example|.org|/a/bc|/report|.html|?id=4|&lang|=fr"
        );
        assert_eq!(broken("http://example.org/"), "http:|//example|.org|/");
        assert_eq!(broken("////"), "////");
        assert_eq!(broken("été.example"), "été|.example");
        assert_eq!(broken(""), "");
    }

    #[test]
    fn schemes_are_left_out_where_the_rest_says_it_all() {
        for (url, scheme) in [
            ("https://example.org/a", "https://"),
            ("mailto:a@example.org", "mailto:"),
            ("https://localhost/", ""),
            ("https://.example.org/", ""),
            ("https://me@example.org/", ""),
            ("http://example.org/", ""),
            ("HTTPS://example.org/", ""),
            ("mailto:a@example.org?subject=x", ""),
            ("tel:+33", ""),
        ] {
            assert_eq!(needless_scheme(url), scheme, "{url}");
        }
    }
}
