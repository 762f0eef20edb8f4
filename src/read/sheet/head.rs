//! What stands above the article: site, breadcrumb, title, byline.

use super::SheetByline;
use crate::label::{Part as Words, Vocabulary};
use crate::model::{Block, Byline, DateTime, Inline, Site, Target, inline_text};
use crate::reference::date::{self, DateOrder, Meaning};
use crate::reference::source::source_line;
use crate::reference::url::{is_absolute, starts_as_url};

/// The text of blocks as one run, a break between blocks.
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

/// The site that a "Published on …" line names, with the words around its name.
///
/// Generators print `Published on *My Site* (http://ex.org)`; the name is not always emphasised.
pub(crate) fn site(line: &[Inline], words: &Vocabulary) -> Option<(Site, Option<String>)> {
    let text = inline_text(line).replace('\n', " ");
    let text = text.trim();
    let (before, url) = match text.rfind('(') {
        Some(open) if is_absolute(inside(&text[open..])) => {
            (text[..open].trim_end(), Some(inside(&text[open..])))
        }
        _ => (text, None),
    };
    let emphasised = line.iter().find_map(|inline| match inline {
        Inline::Emphasis { content } => Some(inline_text(content).replace('\n', " ")),
        _ => None,
    });
    let name = match &emphasised {
        Some(name) => name.trim(),
        None => name_behind(before, words, Words::Published)?,
    };
    let label = before.replacen(name, "{site}", 1);
    let known = words.knows(Words::Published, &label);
    if name.is_empty() || !(known || (url.is_some() && label.contains("{site}"))) {
        return None;
    }
    let site = Site {
        name: name.to_owned(),
        url: url.map(str::to_owned),
    };
    let label = label.strip_suffix(" {site}").unwrap_or(&label).to_owned();
    Some((site, Some(label)))
}

/// The site in a line of WordPress's head, `- My Blog - http://ex.org -`.
pub(crate) fn site_between_dashes(line: &[Inline]) -> Option<Site> {
    let text = inline_text(line).replace('\n', " ");
    let inner = text.trim().strip_prefix('-')?.strip_suffix('-')?;
    let (name, url) = inner.trim().rsplit_once(" - ")?;
    Some(Site {
        name: name.trim().to_owned(),
        url: Some(url.trim().to_owned()),
    })
}

/// The site in a line of WordPress's footer, `Article printed from My Blog: http://ex.org`.
pub(crate) fn printed_from(line: &[Inline], words: &Vocabulary) -> Option<Site> {
    let text = inline_text(line).replace('\n', " ");
    let (_, line) = source_line(&text).ok()?;
    let name = name_behind(line.label, words, Words::PrintedFrom)?;
    starts_as_url(line.url).then(|| Site {
        name: name.to_owned(),
        url: Some(line.url.to_owned()),
    })
}

/// The name behind known words.
fn name_behind<'a>(text: &'a str, words: &Vocabulary, part: Words) -> Option<&'a str> {
    let spaces = text.match_indices(' ').map(|(at, _)| at).take(8);
    let knows = |at: &usize| {
        let before = &text[..*at];
        words.knows(part, before) || words.knows(part, &format!("{before} {{site}}"))
    };
    let at = spaces.filter(knows).last()?;
    Some(text[at..].trim()).filter(|name| !name.is_empty())
}

/// What stands inside of parentheses.
fn inside(text: &str) -> &str {
    text.trim_start_matches('(')
        .trim_end()
        .trim_end_matches(')')
        .trim()
}

/// The article's title in the title of its page, which often ends with the site's name.
pub(crate) fn page_title(title: &str, site: Option<&Site>) -> Option<String> {
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    let name = site.map_or("", |site| site.name.as_str());
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

/// The items of a breadcrumb, `Home > News > This page`.
pub(crate) fn breadcrumb(line: Vec<Inline>) -> Vec<Vec<Inline>> {
    let mut crumbs = vec![Vec::new()];
    for inline in line {
        match inline {
            Inline::Text { text } => {
                for (at, piece) in text.split(['>', '›', '»']).enumerate() {
                    if at > 0 {
                        crumbs.push(Vec::new());
                    }
                    if let Some(crumb) = crumbs.last_mut() {
                        crumb.push(Inline::text(piece));
                    }
                }
            }
            other => {
                if let Some(crumb) = crumbs.last_mut() {
                    crumb.push(other);
                }
            }
        }
    }
    crumbs
}

/// Whether a line looks like a breadcrumb: it starts with a link and has a separator.
pub(crate) fn is_breadcrumb(line: &[Inline]) -> bool {
    let separates =
        |inline: &Inline| matches!(inline, Inline::Text { text } if text.contains(" > "));
    matches!(line.first(), Some(Inline::Link { .. })) && line.iter().any(separates)
}

/// A byline, and the numbered links that stood in it: a byline is plain text and cannot hold them.
pub(crate) fn byline(byline: SheetByline, order: Option<DateOrder>) -> (Byline, Vec<Inline>) {
    let mut links = Vec::new();
    let mut words = Vec::new();
    for inline in inlines_of(byline.blocks) {
        match inline {
            Inline::Link {
                content,
                target: target @ Target::Listed(_),
            } => {
                let is_author = byline.author.as_ref().is_some_and(|author| {
                    let text = inline_text(&content);
                    !text.is_empty() && author.contains(text.trim())
                });
                if is_author {
                    words.extend(content.iter().cloned());
                }
                if !links.is_empty() {
                    links.push(Inline::text(" "));
                }
                links.push(Inline::Link { content, target });
            }
            other => words.push(other),
        }
    }
    crate::model::normalize_inlines(&mut words);
    let text = inline_text(&words);
    let at = moment_in(&text, order);
    let author = byline.author.map(|author| author.trim().to_owned());
    (Byline { author, text, at }, links)
}

/// The one moment that a text holds for certain.
fn moment_in(text: &str, order: Option<DateOrder>) -> Option<DateTime> {
    let range = date::find(text)?;
    match date::meaning(&text[range], order) {
        Meaning::Certain(at) => Some(at),
        Meaning::Ambiguous | Meaning::Unknown => None,
    }
}
