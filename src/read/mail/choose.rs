//! Chooses which form of a message to read, if it has several.
//!
//! HTML shows which words a link belongs to, where lines end on purpose, and what is quoted, all of which must be
//! inferred from plain text. But some programs generate the HTML from the text and lose its addresses, and some send
//! pictures of words. Then the text is read.

use std::collections::HashSet;

use super::shown::{Shown, Text, TextKind, texts_of};
use crate::read::tags::{Piece, Pieces};

/// Returns the best of several forms, of which the plainest comes first.
pub(super) fn best(mut forms: Vec<Vec<Shown>>) -> Vec<Shown> {
    let is_html = |form: &Vec<Shown>| texts_of(form).any(|text| text.kind == TextKind::Html);
    let html = forms.iter().rposition(is_html);
    let text = forms.iter().position(|form| !is_html(form));
    let best = match (html, text) {
        (Some(html), Some(text)) if !is_complete(&forms[html], &forms[text]) => text,
        (Some(html), _) => html,
        (None, text) => text.unwrap_or_default(),
    };
    match best < forms.len() {
        true => forms.swap_remove(best),
        false => Vec::new(),
    }
}

/// Whether HTML has at least as many addresses as a text, and at least half as many words.
fn is_complete(html: &[Shown], text: &[Shown]) -> bool {
    let (html, text) = (Tally::of(html), Tally::of(text));
    html.addresses.len() >= text.addresses.len() && 2 * html.words >= text.words
}

/// The counts by which forms are compared.
#[derive(Default)]
struct Tally {
    addresses: HashSet<String>,
    words: usize,
}

impl Tally {
    fn of(shown: &[Shown]) -> Self {
        let mut tally = Self::default();
        for Text { text, kind, .. } in texts_of(shown) {
            match kind {
                TextKind::Html => tally.count_html(text),
                _ => tally.count(text),
            }
        }
        tally
    }

    fn count_html(&mut self, html: &str) {
        for (_, piece) in Pieces::new(html) {
            match piece {
                Piece::Text(text) => self.count(text),
                Piece::Start(tag) if tag.name.eq_ignore_ascii_case("a") => {
                    let mut attributes = tag.attributes();
                    let href = attributes.find(|(name, _)| name.eq_ignore_ascii_case("href"));
                    let url = href.map(|(_, url)| url).filter(|url| starts_address(url));
                    self.addresses.extend(url.map(plain));
                }
                _ => {}
            }
        }
    }

    fn count(&mut self, text: &str) {
        self.words += text.split_whitespace().count();
        for word in
            text.split(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '(' | ')'))
        {
            let start = word.find("http").map(|at| &word[at..]);
            self.addresses
                .extend(start.filter(|url| starts_address(url)).map(plain));
        }
    }
}

fn starts_address(url: &str) -> bool {
    url.starts_with("http://") || url.starts_with("https://")
}

/// An address in a spelling that does not depend on the form.
fn plain(url: &str) -> String {
    let url = url.trim_end_matches(['.', ',', ';', ':', '/', ']']);
    url.replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(text: &str, kind: TextKind) -> Vec<Shown> {
        vec![Shown::Text(Text {
            text: text.to_owned(),
            kind,
            location: None,
        })]
    }

    #[test]
    fn html_is_read_where_it_has_the_links_and_words() {
        let text = "The count [1] is done.\n\n[1] https://example.org/count?a=1&b=2\n";
        for (html, is_html) in [
            (
                "<p>The <a href='https://example.org/count?a=1&amp;b=2'>count</a> is done.",
                true,
            ),
            (
                "<pre>The count [1] is done.\n\n[1] https://example.org/count</pre>",
                true,
            ),
            ("<p>The count [1] is done.", false),
            (
                "<a href=https://example.org/count><img src=https://example.org/all.png></a>",
                false,
            ),
            (
                "<style>The count is done here of all words</style><a href=https://example.org/>x</a>",
                false,
            ),
        ] {
            let forms = vec![form(text, TextKind::Plain), form(html, TextKind::Html)];
            let best = best(forms);
            let kind = texts_of(&best).next().map(|text| text.kind);
            assert_eq!(kind == Some(TextKind::Html), is_html, "{html}");
        }
        assert!(best(Vec::new()).is_empty());
    }
}
