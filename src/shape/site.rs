//! The line that names the site, above the article.

use crate::grammar::escaped::shown;
use crate::grammar::source::is_longer;
use crate::grammar::url::starts_as_url;
use crate::label::{Part as Words, Vocabulary};
use crate::model::{Block, Inline, Node, Site, Target, inline_text, walk_inlines};

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

/// The site in a line with words that are unknown, if its name is this one, which stands above in place of its
/// logo: `Printed from My Site (http://ex.org)`.
pub(crate) fn site_named(
    line: &[Inline],
    name: &str,
    words: &Vocabulary,
) -> Option<(Site, Option<String>)> {
    let text = line_text(line);
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
    /// The parts of a line: its name is what is emphasised, or else what stands after known words.
    fn of(line: &[Inline], words: &Vocabulary) -> Option<Self> {
        let shown = shown_address(line);
        let emphasis = line
            .iter()
            .position(|inline| matches!(inline, Inline::Emphasis { .. }));
        if let Some(at) = emphasis {
            let (after, url) = address_behind(&line_text(&line[at + 1..]), shown);
            return Some(Self {
                before: line_text(&line[..at]),
                name: line_text(&line[at..=at]),
                after,
                url,
                is_emphasised: true,
            });
        }
        let (all, url) = address_behind(&line_text(line), shown);
        let all = all.trim();
        let name = words
            .name_behind(Words::Published, all)
            .or_else(|| words.name_before(Words::Published, all))?;
        let (before, after) = match all.strip_suffix(name) {
            Some(before) => (before, ""),
            None => all.split_once(name)?,
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

    /// Whether the line is no prose: its words are known, or there are few apart from name and address.
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
/// The most characters that words before or after a site's name have which are unknown.
const LABEL_CHARS: usize = 40;

/// Whether a line has a note, or a link that does not just show an address. Browsers set a number before that.
pub(crate) fn has_other_link(line: &[Inline]) -> bool {
    walk_inlines(line).any(|node| match node {
        Node::Inline(Inline::Link { content, .. }) => {
            !content.is_empty() && !starts_as_url(&shown(&inline_text(content)))
        }
        Node::Inline(Inline::Note { .. }) => true,
        _ => false,
    })
}

/// The address that the last link of a line shows, if it shows its own.
fn shown_address(line: &[Inline]) -> Option<&str> {
    let (content, url) = line.iter().rev().find_map(|inline| match inline {
        Inline::Link {
            content,
            target: Target::Url(url),
            ..
        } => Some((content, url.as_str())),
        _ => None,
    })?;
    (shown(&inline_text(content)) == url).then_some(url)
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

/// The words of a line, whose breaks are spaces.
fn line_text(line: &[Inline]) -> String {
    shown(&inline_text(line)).replace('\n', " ")
}
