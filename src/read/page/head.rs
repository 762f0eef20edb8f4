//! Interpreting the words above and below an article that name its site, title, author and date.
//! [`masthead`](super::masthead) finds them.

use super::parts::PageByline;
use crate::grammar::date::DateOrder;
use crate::grammar::escaped::shown;
use crate::grammar::source::may_have_colon;
use crate::grammar::space::single_spaced;
use crate::label::Vocabulary;
use crate::model::{Block, Byline, Inline, Node, Site, Target, inline_text, walk_inlines};
use crate::normal::roundtrip::{self, moment_in};
use crate::shape::site::has_other_link;

/// The text of blocks as one run of inlines, with a break between blocks.
pub(crate) fn inlines_of(blocks: Vec<Block>) -> Vec<Inline> {
    let mut run = Vec::new();
    for block in blocks {
        let content = match block {
            Block::Paragraph { content } | Block::Heading { content, .. } => content,
            other => vec![Inline::text(
                crate::model::block_text(&[other]).replace('\n', " "),
            )],
        };
        if !run.is_empty() {
            run.push(Inline::Break {});
        }
        run.extend(content);
    }
    run
}

/// The site in a line of WordPress's footer, `Article printed from My Blog: http://ex.org`. The line must say nothing
/// else, since that would be lost. An escaped colon does not end a label.
pub(crate) fn printed_from(line: &[Inline], words: &Vocabulary) -> Option<Site> {
    // Most lines have no label, so their text need not be assembled.
    let may_have_colon = |node| match node {
        Node::Inline(Inline::Text { text } | Inline::Code { text }) => may_have_colon(text),
        Node::Inline(Inline::Image { alt, .. }) => may_have_colon(alt),
        _ => false,
    };
    if !walk_inlines(line).any(may_have_colon) || has_other_link(line) {
        return None;
    }
    let text = inline_text(line).replace('\n', " ");
    let (name, url) = roundtrip::printed_from(&text, words)?;
    Some(Site {
        name: shown(name).into_owned(),
        url: Some(shown(url).into_owned()),
    })
}

/// The article's title in the title of its page, which often ends with the site's name.
pub(crate) fn page_title(title: &str, site: Option<&str>) -> Option<String> {
    let title = single_spaced(title);
    let name = site.unwrap_or_default();
    let rest = title
        .strip_suffix(name)
        .filter(|_| !name.is_empty())
        .unwrap_or(&title);
    let rest = match rest.len() < title.len() {
        true => rest.trim_end_matches([' ', '|', '-', '–', '—', '»', '«', ':', '·']),
        false => rest,
    };
    (!rest.is_empty()).then(|| rest.to_owned())
}

/// A byline, and the numbered links and notes that stood in it: a byline is plain text and cannot hold them.
pub(crate) fn byline(
    byline: PageByline,
    vocabulary: &Vocabulary,
    order: Option<DateOrder>,
) -> (Byline, Vec<Inline>) {
    let mut links = Vec::new();
    let mut words = Vec::new();
    let line = inlines_of(byline.blocks);
    let known = || {
        vocabulary
            .author_in(&shown(&inline_text(&line)))
            .map(str::to_owned)
    };
    let author = byline.author.or_else(known);
    for inline in line {
        match inline {
            Inline::Link {
                content,
                target: target @ Target::Listed(_),
                title,
            } => {
                let is_author = author.as_ref().is_some_and(|author| {
                    let text = inline_text(&content);
                    !text.is_empty() && author.contains(text.trim())
                });
                if is_author {
                    words.extend(content.iter().cloned());
                }
                if !links.is_empty() {
                    links.push(Inline::text(" "));
                }
                links.push(Inline::Link {
                    content,
                    target,
                    title,
                });
            }
            note @ Inline::Note { .. } => links.push(note),
            other => words.push(other),
        }
    }
    crate::normal::normalize_inlines(&mut words);
    let text = inline_text(&words);
    let at = byline.at.or_else(|| moment_in(&text, order, None));
    let author = author.map(|author| author.trim_ascii().to_owned());
    (Byline { author, text, at }, links)
}
