//! What stands above the article: site, breadcrumb, title, byline.

use super::fields::is_escaped_colon;
use super::parts::PageByline;
use crate::grammar::date::DateOrder;
use crate::grammar::source::{is_longer, may_have_colon};
use crate::grammar::space::single_spaced;
use crate::grammar::url::starts_as_url;
use crate::label::{Part as Words, Vocabulary};
use crate::model::{
    Block, Byline, Inline, Node, Site, Target, change_run, inline_text, walk_inlines,
};
use crate::normal::roundtrip::{self, moment_in};
use crate::read::numbering::ESCAPED;

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
/// Generators print `Published on *My Site* (http://ex.org)`; the name is not always emphasised. Where
/// the page itself says that this is the line (`is_certain`), any words will do; elsewhere it must not be prose.
pub(crate) fn site(
    line: &[Inline],
    words: &Vocabulary,
    is_certain: bool,
) -> Option<(Site, Option<String>)> {
    SiteLine::of(line, words)?.site(line, words, is_certain)
}

/// The site in a line with words that nobody knows, if its name is this one, which stands above in place of its
/// logo: `Printed from My Site (http://ex.org)`.
pub(crate) fn site_named(
    line: &[Inline],
    name: &str,
    words: &Vocabulary,
) -> Option<(Site, Option<String>)> {
    let text = inline_text(line).replace('\n', " ");
    let (text, url) = address_behind(&text, shown_address(line));
    let (before, after) = text.split_once(name)?;
    if name.is_empty() || text.trim() == name {
        return None;
    }
    let parts = SiteLine {
        before: before.to_owned(),
        name: name.to_owned(),
        after: after.to_owned(),
        url: Some(url?),
        is_emphasised: false,
    };
    parts.site(line, words, false)
}

/// The parts of a line that may name the site.
struct SiteLine {
    before: String,
    name: String,
    after: String,
    url: Option<String>,
    is_emphasised: bool,
}

impl SiteLine {
    /// The parts of a line: its name is what is emphasised, or else what stands behind known words.
    fn of(line: &[Inline], words: &Vocabulary) -> Option<Self> {
        let text = |inlines: &[Inline]| inline_text(inlines).replace('\n', " ");
        let shown = shown_address(line);
        let emphasis = line
            .iter()
            .position(|inline| matches!(inline, Inline::Emphasis { .. }));
        if let Some(at) = emphasis {
            let (after, url) = address_behind(&text(&line[at + 1..]), shown);
            return Some(Self {
                before: text(&line[..at]),
                name: text(&line[at..=at]),
                after,
                url,
                is_emphasised: true,
            });
        }
        let (all, url) = address_behind(&text(line), shown);
        let all = all.trim();
        let name = words
            .name_behind(Words::Published, all)
            .or_else(|| words.name_before(Words::Published, all))?;
        let (before, after) = all.split_once(name)?;
        let (before, after) = match all.strip_suffix(name) {
            Some(before) => (before, ""),
            None => (before, after),
        };
        Some(Self {
            before: before.to_owned(),
            name: name.to_owned(),
            after: after.to_owned(),
            url,
            is_emphasised: false,
        })
    }

    /// The site that the line names, and the words around its name.
    fn site(
        &self,
        line: &[Inline],
        words: &Vocabulary,
        is_certain: bool,
    ) -> Option<(Site, Option<String>)> {
        let label = self.label();
        let name = self.name.trim_matches([' ', '\u{a0}']);
        let is_site = || !has_other_link(line) && self.names_site(name, &label, words);
        if name.is_empty() || !(is_certain || is_site()) {
            return None;
        }
        let site = Site {
            name: name.to_owned(),
            url: self.url.clone(),
        };
        let label = label.strip_suffix(" {site}").unwrap_or(&label).to_owned();
        Some((site, Some(label)))
    }

    /// The words around the name, with a slot for it.
    fn label(&self) -> String {
        let (before, after) = (self.before.trim_ascii_start(), self.after.trim_ascii_end());
        format!("{before}{{site}}{after}")
    }

    /// Whether the line is no prose: its words are known, or there are few beside name and address.
    fn names_site(&self, name: &str, label: &str, words: &Vocabulary) -> bool {
        match self.url.as_deref() {
            _ if is_longer(name, NAME_CHARS) => false,
            Some(url) if url.contains(char::is_whitespace) => false,
            _ if words.knows(Words::Published, label) => {
                self.url.is_some()
                    || self.is_emphasised
                    || !name.ends_with(['.', '。', '।', '?', '؟'])
            }
            Some(url) => {
                let (before, after) = (self.before.as_str(), self.after.as_str());
                let is_on_one_side = before.trim().is_empty() || after.trim().is_empty();
                let is_short = |words| !is_longer(words, LABEL_CHARS);
                starts_as_url(url) && is_on_one_side && is_short(before) && is_short(after)
            }
            None => false,
        }
    }
}

/// The longest name of a site, in characters.
const NAME_CHARS: usize = 100;
/// The most characters that words before or behind a site's name have which nobody knows.
const LABEL_CHARS: usize = 40;

/// Whether a line has a link that does not just show an address. Browsers set a number before that.
fn has_other_link(line: &[Inline]) -> bool {
    walk_inlines(line).any(|node| match node {
        Node::Inline(link @ Inline::Link { content, .. }) => {
            !content.is_empty() && !is_escaped_colon(link) && !starts_as_url(&inline_text(content))
        }
        _ => false,
    })
}

/// The address that the last link of a line shows, if it shows its own.
fn shown_address(line: &[Inline]) -> Option<&str> {
    let (content, url) = line.iter().rev().find_map(|inline| match inline {
        Inline::Link {
            content,
            target: Target::Url(url),
        } => Some((content, url.as_str())),
        _ => None,
    })?;
    (inline_text(content) == url).then_some(url)
}

/// Splits an address in parentheses from the end of a text: the one that a link shows there, or what starts
/// as one.
fn address_behind(text: &str, shown: Option<&str>) -> (String, Option<String>) {
    let inner = text.trim_end().strip_suffix(')');
    let linked = || {
        let url = shown?;
        Some((inner?.strip_suffix(url)?.strip_suffix(" (")?, url))
    };
    let printed = || {
        let (before, url) = inner?.split_once(" (")?;
        let url = url.trim_ascii();
        starts_as_url(url).then_some((before, url))
    };
    match linked().or_else(printed) {
        Some((before, url)) => (before.to_owned(), Some(url.to_owned())),
        None => (text.to_owned(), None),
    }
}

/// Whether a line ends with an address in parentheses, as that with the site does.
pub(crate) fn ends_with_address(block: &Block) -> bool {
    let is_such = |line: &[Inline]| {
        let text = inline_text(line);
        !is_longer(&text, NAME_CHARS + LABEL_CHARS)
            && address_behind(&text, shown_address(line)).1.is_some()
    };
    matches!(block, Block::Paragraph { content } if is_such(content))
}

/// The site in a line of WordPress's head, `- My Blog - http://ex.org -`.
pub(crate) fn site_between_dashes(line: &[Inline]) -> Option<Site> {
    let text = inline_text(line).replace('\n', " ");
    // html2text prints bold type that no reader of Markdown sees, `**- My Blog - http://ex.org - **`.
    let text = text.trim().trim_matches('*').trim();
    let inner = text.strip_prefix('-')?.strip_suffix('-')?;
    let (name, url) = inner.trim().rsplit_once(" - ")?;
    Some(Site {
        name: name.trim().to_owned(),
        url: Some(url.trim().to_owned()),
    })
}

/// The same where the page does not say that it is this line: what stands for the address must be one.
pub(crate) fn site_with_address(line: &[Inline]) -> Option<Site> {
    let is_address = |url: &str| starts_as_url(url) && !url.contains(char::is_whitespace);
    site_between_dashes(line).filter(|site| site.url.as_deref().is_some_and(is_address))
}

/// The site in a line of WordPress's footer, `Article printed from My Blog: http://ex.org`. What else the line says
/// would be lost, so there must be nothing else; and an escaped colon ends no label.
pub(crate) fn printed_from(line: &[Inline], words: &Vocabulary) -> Option<Site> {
    // Most lines have no label, and need not be put together.
    let may_have_colon = |node| match node {
        Node::Inline(Inline::Text { text } | Inline::Code { text }) => may_have_colon(text),
        Node::Inline(Inline::Image { alt, .. }) => may_have_colon(alt),
        _ => false,
    };
    if !walk_inlines(line).any(may_have_colon) || has_other_link(line) {
        return None;
    }
    let text = text_with_escapes(line).replace('\n', " ");
    let (name, url) = roundtrip::printed_from(&text, words)?;
    let show = |text: &str| text.replace(ESCAPED, ":");
    Some(Site {
        name: show(name),
        url: Some(show(url)),
    })
}

/// The text of a line, in which [`ESCAPED`] stands for escaped colons.
fn text_with_escapes(line: &[Inline]) -> String {
    let is_escaped = |node| matches!(node, Node::Inline(inline) if is_escaped_colon(inline));
    if !walk_inlines(line).any(is_escaped) {
        return inline_text(line);
    }
    let mut line = line.to_vec();
    change_run(&mut line, &mut |run: &mut Vec<Inline>| {
        for inline in run.iter_mut().filter(|inline| is_escaped_colon(inline)) {
            *inline = Inline::text(ESCAPED.to_string());
        }
    });
    inline_text(&line)
}

/// The article's title in the title of its page, which often ends with the site's name.
pub(crate) fn page_title(title: &str, site: Option<&Site>) -> Option<String> {
    let title = single_spaced(title);
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

/// Whether a line looks like a breadcrumb: it starts with a link and has a separator.
pub(crate) fn is_breadcrumb(line: &[Inline]) -> bool {
    let separates =
        |inline: &Inline| matches!(inline, Inline::Text { text } if text.contains(" > "));
    matches!(line.first(), Some(Inline::Link { .. })) && line.iter().any(separates)
}

/// Whether a line without markup has the form of a breadcrumb: names with ` > ` between them, and no sentence.
pub(crate) fn looks_like_breadcrumb(text: &str) -> bool {
    /// The longest name, in characters.
    const NAME: usize = 80;
    let mut names = text.split(" > ").map(str::trim);
    let is_name = |name: &str| {
        name.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase())
            && !is_longer(name, NAME)
            && !name.ends_with(['.', '!', '?', ':', ';', ','])
            && !name.contains(['[', '='])
    };
    text.contains(" > ") && names.all(is_name)
}

/// The name in a byline whose markup says no more than `By *Ada*`: what is emphasised and no date.
fn emphasised_name(line: &[Inline]) -> Option<String> {
    let names = line.iter().filter_map(|inline| match inline {
        Inline::Emphasis { content } => Some(inline_text(content)),
        _ => None,
    });
    names
        .into_iter()
        .find(|name| !name.contains(char::is_numeric))
}

/// A byline, and the numbered links that stood in it: a byline is plain text and cannot hold them.
pub(crate) fn byline(
    byline: PageByline,
    vocabulary: &Vocabulary,
    order: Option<DateOrder>,
) -> (Byline, Vec<Inline>) {
    let mut links = Vec::new();
    let mut words = Vec::new();
    let line = inlines_of(byline.blocks);
    let known = || vocabulary.author_in(&inline_text(&line)).map(str::to_owned);
    let author = byline
        .author
        .or_else(known)
        .or_else(|| emphasised_name(&line));
    for inline in line {
        match inline {
            Inline::Link {
                content,
                target: target @ Target::Listed(_),
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
                links.push(Inline::Link { content, target });
            }
            other => words.push(other),
        }
    }
    crate::normal::normalize_inlines(&mut words);
    let text = inline_text(&words);
    let at = byline.at.or_else(|| moment_in(&text, order, None));
    let author = author.map(|author| author.trim_ascii().to_owned());
    (Byline { author, text, at }, links)
}
