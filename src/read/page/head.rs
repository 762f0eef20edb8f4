//! Interpreting the words above and below an article that name its site, title, author and date.
//! [`masthead`](super::masthead) finds them.

use super::parts::PageByline;
use crate::grammar::date::DateOrder;
use crate::grammar::escaped::shown;
use crate::grammar::space::single_spaced;
use crate::label::Vocabulary;
use crate::model::{Block, Byline, Inline, Site, Target, change_run, inline_text};
use crate::normal::normalize_inlines;
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
pub(crate) fn printed_from(line: &[Inline], vocabulary: &Vocabulary) -> Option<Site> {
    let text = inline_text(line).replace('\n', " ");
    if has_other_link(line) {
        return None;
    }
    let (name, url) = roundtrip::printed_from(&text, vocabulary)?;
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
    let mut words = inlines_of(byline.blocks);
    let known = || {
        vocabulary
            .author_in(&shown(&inline_text(&words)))
            .map(str::to_owned)
    };
    let author = byline.author.or_else(known);
    let links = take_links(&mut words, author.as_deref());
    normalize_inlines(&mut words);
    let text = inline_text(&words);
    let at = byline.at.or_else(|| moment_in(&text, order, None));
    let author = author.map(|author| author.trim_ascii().to_owned());
    (Byline { author, text, at }, links)
}

/// Takes numbered links and notes out of a byline; the words of a link that name its author stay, too.
fn take_links(words: &mut Vec<Inline>, author: Option<&str>) -> Vec<Inline> {
    let names_author = |content: &[Inline]| {
        let text = inline_text(content);
        !text.is_empty() && author.is_some_and(|author| author.contains(text.trim()))
    };
    let mut links = Vec::new();
    change_run(words, &mut |run| {
        for inline in std::mem::take(run) {
            match inline {
                Inline::Link {
                    ref content,
                    target: Target::Listed(_),
                    ..
                } => {
                    if names_author(content) {
                        run.extend(content.iter().cloned());
                    }
                    if !links.is_empty() {
                        links.push(Inline::text(" "));
                    }
                    links.push(inline);
                }
                note @ Inline::Note { .. } => links.push(note),
                other => run.push(other),
            }
        }
    });
    links
}
