//! Bylines that consist of author and date only, as documents state them in metadata.

use crate::grammar::space::single_spaced;
use crate::model::{Article, Block, Byline, DateTime, Inline, Node, inline_text, walk_inlines};
use crate::normal::roundtrip::moment_in;

/// What separates author and date.
const SEPARATOR: &str = ", ";

/// The byline, unless the text has it as a line with links: such a line is not shown twice. Only formats that are
/// read back write both.
pub(crate) fn above_text(article: &Article) -> Option<&Byline> {
    let byline = article.byline.as_ref()?;
    let has_it = |block: &Block| match block {
        Block::Paragraph { content } => {
            let is_link = |node| matches!(node, Node::Inline(Inline::Link { .. }));
            let has_link = || walk_inlines(content).any(is_link);
            // Most paragraphs begin with another word, which is cheap to compare.
            let may_be_it = first_word(content).is_none_or(|word| byline.text.contains(word));
            may_be_it && has_link() && line_in(content) == byline.text
        }
        _ => false,
    };
    (!article.body.iter().any(has_it)).then_some(byline)
}

fn first_word(content: &[Inline]) -> Option<&str> {
    walk_inlines(content).find_map(|node| match node {
        Node::Inline(Inline::Text { text }) => text.split_whitespace().next(),
        _ => None,
    })
}

/// The text of a paragraph as a single line.
pub(crate) fn line_in(content: &[Inline]) -> String {
    single_spaced(&inline_text(content))
}

/// A byline of author and date.
pub(crate) fn line_of(author: Option<&str>, date: Option<&str>) -> String {
    let parts: Vec<&str> = author.into_iter().chain(date).collect();
    parts.join(SEPARATOR)
}

/// The moment that a date unambiguously means.
pub(crate) fn moment_of(date: &str, language: Option<&str>) -> Option<DateTime> {
    date.parse()
        .ok()
        .or_else(|| moment_in(date, None, language))
}

/// The date of a byline that consists only of author and date, so that [`line_of`] gives its text. The date is empty
/// if there is only an author.
pub(crate) fn stated_date<'a>(byline: &'a Byline, language: Option<&str>) -> Option<&'a str> {
    let text = byline.text.as_str();
    let date = match &byline.author {
        None => text,
        Some(author) if author == text => return byline.at.is_none().then_some(""),
        Some(author) => text
            .strip_prefix(author.as_str())?
            .strip_prefix(SEPARATOR)?,
    };
    // Values in metadata have single spaces between words.
    let is_single_spaced = date.split_whitespace().eq(date.split(' '));
    let is_date = is_single_spaced
        && date.contains(|c: char| c.is_ascii_digit())
        && moment_of(date, language) == byline.at;
    (is_date && (byline.at.is_some() || byline.author.is_some())).then_some(date)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn byline(author: &str, text: &str, at: Option<&str>) -> Byline {
        Byline {
            author: Some(author.to_owned()).filter(|author| !author.is_empty()),
            text: text.to_owned(),
            at: at.map(|at| at.parse().expect("a moment")),
        }
    }

    #[test]
    fn a_byline_may_consist_of_author_and_date() {
        let at = Some("2020-01-02T10:00:00");
        for (byline, date) in [
            (byline("Ana", "Ana", None), Some("")),
            (byline("Ana", "Ana", at), None),
            (
                byline("Ana", "Ana, 2020-01-02T10:00:00", at),
                Some("2020-01-02T10:00:00"),
            ),
            (
                byline("", "2020-01-02T10:00:00", at),
                Some("2020-01-02T10:00:00"),
            ),
            (byline("Ana", "Ana, spring 1902", None), Some("spring 1902")),
            (byline("Ana", "By Ana, 2020-01-02T10:00:00", at), None),
            (byline("", "spring 1902", None), None),
        ] {
            assert_eq!(stated_date(&byline, None), date, "{byline:?}");
        }
    }

    #[test]
    fn generators_write_moments_with_zones() {
        for (date, at) in [
            ("2020-01-02 10:00:00 +0100", "2020-01-02T10:00:00"),
            ("2025-05-02T19:51:15+00:00", "2025-05-02T19:51:15"),
            ("2025-05-02T19:51:15.250Z", "2025-05-02T19:51:15"),
            ("2025-05-02 19:51", "2025-05-02T19:51:00"),
            ("Thu, 02 Jan 2020 10:00:00 GMT", "2020-01-02T10:00:00"),
        ] {
            let found = moment_of(date, None).map(|at| at.to_string());
            assert_eq!(found.as_deref(), Some(at), "{date}");
        }
        assert_eq!(moment_of("2020-01-02", None), None);
    }
}
