//! Parses the line above the article that names the site.
//!
//! Generators print it in many languages and site owners reword it, so it is recognized by its form as well as by its
//! words.

use crate::grammar::escaped::shown;
use crate::grammar::source::is_longer;
use crate::grammar::url::starts_as_url;
use crate::label::{Part as Words, Vocabulary};
use crate::model::{Block, Inline, Node, Site, inline_text, walk_inlines};

/// Returns the site that a "Published on …" line names, with the words around its name.
///
/// Generators print `Published on *My Site* (http://ex.org)`, and the name is not always emphasised. If the page
/// itself marks the line as this one (`is_certain`), any words will do. Otherwise it must not be prose.
pub(crate) fn site(
    line: &[Inline],
    vocabulary: &Vocabulary,
    is_certain: bool,
) -> Option<(Site, Option<String>)> {
    SiteLine::of(line, vocabulary)?.site(line, vocabulary, is_certain)
}

/// Returns the site in a line with unknown words, if its name is `name`, which is above the line in place of the
/// logo: `Printed from My Site (http://ex.org)`.
pub(crate) fn site_named(
    line: &[Inline],
    name: &str,
    vocabulary: &Vocabulary,
) -> Option<(Site, Option<String>)> {
    let text = line_text(line);
    let (text, url) = address_after(&text, shown_address(line));
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
    parts.site(line, vocabulary, false)
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
    /// Splits a line into its parts. The name is what is emphasised, or else what stands next to known words.
    fn of(line: &[Inline], vocabulary: &Vocabulary) -> Option<Self> {
        let shown = shown_address(line);
        let emphasis = line
            .iter()
            .position(|inline| matches!(inline, Inline::Emphasis { .. }));
        if let Some(at) = emphasis {
            let (after, url) = address_after(&line_text(&line[at + 1..]), shown);
            return Some(Self {
                before: line_text(&line[..at]),
                name: line_text(&line[at..=at]),
                after,
                url,
                is_emphasised: true,
            });
        }
        let (all, url) = address_after(&line_text(line), shown);
        let all = all.trim();
        let name = vocabulary
            .name_after(Words::Published, all)
            .or_else(|| vocabulary.name_before(Words::Published, all))?;
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

    /// Returns the site that the line names, with the words around its name.
    fn site(
        &self,
        line: &[Inline],
        vocabulary: &Vocabulary,
        is_certain: bool,
    ) -> Option<(Site, Option<String>)> {
        let label = self.label();
        let name = self.name.trim_matches([' ', '\u{a0}']);
        let is_site = || !has_other_link(line) && self.names_site(name, &label, vocabulary);
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

    /// The words around the name, with a slot for the name.
    fn label(&self) -> String {
        let (before, after) = (self.before.trim_ascii_start(), self.after.trim_ascii_end());
        format!("{before}{{site}}{after}")
    }

    /// Whether the line is not prose: its words are known, or it has few words besides name and address.
    fn names_site(&self, name: &str, label: &str, vocabulary: &Vocabulary) -> bool {
        match self.url.as_deref() {
            _ if is_longer(name, MAX_NAME_CHARS) => false,
            Some(url) if url.contains(char::is_whitespace) => false,
            _ if vocabulary.knows(Words::Published, label) => {
                self.url.is_some()
                    || self.is_emphasised
                    || !name.ends_with(['.', '。', '।', '?', '؟'])
            }
            Some(url) => {
                let (before, after) = (self.before.as_str(), self.after.as_str());
                let is_on_one_side = before.trim().is_empty() || after.trim().is_empty();
                let is_short = |words| !is_longer(words, MAX_LABEL_CHARS);
                starts_as_url(url) && is_on_one_side && is_short(before) && is_short(after)
            }
            None => false,
        }
    }
}

/// The maximum length of a site's name in characters.
const MAX_NAME_CHARS: usize = 100;
/// The maximum length of unknown words before or after a site's name, in characters.
const MAX_LABEL_CHARS: usize = 40;

/// Whether a line has a note, or a link that shows anything but an address. Numbers of text browsers are links
/// without content, and do not count.
pub(crate) fn has_other_link(line: &[Inline]) -> bool {
    walk_inlines(line).any(|node| match node {
        Node::Inline(Inline::Link { content, .. }) => {
            !content.is_empty() && !starts_as_url(&shown(&inline_text(content)))
        }
        Node::Inline(Inline::Note { .. }) => true,
        _ => false,
    })
}

/// The address that the last link of a line shows, if it is the link's own.
fn shown_address(line: &[Inline]) -> Option<&str> {
    let mut links = line.iter().rev();
    let (words, url) = links.find_map(|link| Some((link.content()?, link.unlisted_url()?)))?;
    (shown(&inline_text(words)) == url).then_some(url)
}

/// Splits an address in parentheses from the end of a text: either the one that a link shows there, or what starts
/// like one.
fn address_after(text: &str, shown: Option<&str>) -> (String, Option<String>) {
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

/// Whether a line ends with an address in parentheses, as the line with the site does.
pub(crate) fn ends_with_address(block: &Block) -> bool {
    let is_such = |line: &[Inline]| {
        let text = inline_text(line);
        !is_longer(&text, MAX_NAME_CHARS + MAX_LABEL_CHARS)
            && address_after(&text, shown_address(line)).1.is_some()
    };
    matches!(block, Block::Paragraph { content } if is_such(content))
}

/// Returns the site in the first line of WordPress's print pages: `- My Blog - http://ex.org -`.
pub(crate) fn site_between_dashes(line: &[Inline]) -> Option<Site> {
    let text = inline_text(line).replace('\n', " ");
    // html2text prints marks for bold type that Markdown parsers do not accept: `**- My Blog - http://ex.org - **`.
    let text = text.trim().trim_matches('*').trim();
    let inner = text.strip_prefix('-')?.strip_suffix('-')?;
    let (name, url) = inner.trim().rsplit_once(" - ")?;
    Some(Site {
        name: name.trim().to_owned(),
        url: Some(url.trim().to_owned()),
    })
}

/// The same where the page does not mark the line as this one: the address must then be a valid one.
pub(crate) fn site_with_address(line: &[Inline]) -> Option<Site> {
    let is_address = |url: &str| starts_as_url(url) && !url.contains(char::is_whitespace);
    site_between_dashes(line).filter(|site| site.url.as_deref().is_some_and(is_address))
}

/// The text of a line, with spaces for line breaks.
fn line_text(line: &[Inline]) -> String {
    shown(&inline_text(line)).replace('\n', " ")
}
