//! Distinguishes Markdown from plain text.
//!
//! Few lines prove anything alone: plain text may hold a `#`, and Markdown an entry as plain text has it. So each
//! line with a sign counts for one of the two, and the sum decides.

use std::borrow::Cow;

use crate::bytes;
use crate::grammar::entry::{entry, next_entry};
use crate::grammar::url::is_absolute;
use crate::label::Vocabulary;
use crate::read::front_matter::FrontMatter;
use crate::read::plain::{browser_links, is_manual_page};
use crate::read::tags::tag_name;
use crate::read::{Detection, Format};

/// How many lines each link in Markdown counts for, in addition to the line itself.
const LINK: usize = 2;
/// How many lines a rule drawn by a text browser counts for: nothing else draws such rules.
const RULE: usize = 3;
/// How many lines it counts for if all lines are indented.
const ALL_INDENTED: usize = 3;

/// Detects whether a text is Markdown or plain, by weighing all lines that show one or the other.
pub(crate) fn detect(text: &str, vocabulary: &Vocabulary) -> Detection {
    let front = FrontMatter::of(text);
    if front.is_of_markdown {
        return Detection::new(Format::Markdown, "it has front matter");
    }
    let text = &text[front.end..];
    let mut tally = Tally::default();
    let mut above = "";
    // Code may show anything, so it does not count.
    let text = &*without_code(text);
    for line in lines(text) {
        let line = without_quote_marks(line);
        let bare = line.trim_ascii();
        if bare.is_empty() {
            continue;
        }
        tally.count(line, bare, above, vocabulary);
        above = bare;
    }
    tally.weigh(text)
}

/// The counts of lines and signs.
#[derive(Default)]
struct Tally {
    /// Lines that are not empty.
    filled: usize,
    /// How many of them are indented.
    indented: usize,
    /// Signs that only Markdown has, weighted.
    markdown: usize,
    /// Signs that only plain text has, weighted.
    plain: usize,
    /// Link definitions, which in plain text may be entries, unless links refer to them.
    definitions: usize,
    /// How many of them may be entries.
    entries: usize,
    /// Lines with links that refer to definitions.
    references: usize,
}

impl Tally {
    /// Counts a line that is not empty; `bare` is the line without the white space around it.
    fn count(&mut self, line: &str, bare: &str, above: &str, vocabulary: &Vocabulary) {
        self.filled += 1;
        self.indented += usize::from(line.starts_with([' ', '\t']));
        let signs = Signs::of(line);
        let links = count_links(line, signs);
        self.references += usize::from(signs.has(b']') && has_reference_link(line));
        if links > 0 || is_markdown(line, signs) {
            self.markdown += 1 + links * LINK;
        } else if signs.has(b':') && is_definition(line) {
            self.definitions += 1;
            self.entries += usize::from(is_plain_entry(line));
        } else if is_drawn_rule(bare) {
            self.plain += RULE;
        } else if (signs.has(b']') && is_plain_entry(line))
            || (signs.has(b':') && is_plain_source(bare, vocabulary))
            || is_source_below(above, bare, vocabulary)
            || is_indented_bullet(line)
        {
            self.plain += 1;
        }
    }

    /// Decides by the counts.
    fn weigh(self, text: &str) -> Detection {
        let (mut markdown, mut plain) = (self.markdown, self.plain);
        match (self.references, self.definitions) {
            (1.., 1..) => markdown += self.references * (1 + LINK) + self.definitions,
            _ => plain += self.entries,
        }
        if self.filled >= ALL_INDENTED && self.indented == self.filled && markdown == 0 {
            plain += ALL_INDENTED;
        }
        match () {
            () if plain > markdown => Detection::new(
                Format::Plain,
                "its lines look like those of a page without markup",
            ),
            () if is_manual_page(text) => {
                Detection::new(Format::Plain, "it starts like a manual page")
            }
            () if browser_links(text) > markdown => Detection::new(
                Format::Plain,
                "it has a text browser's numbers and references",
            ),
            () if markdown > 0 => Detection::new(Format::Markdown, "it has Markdown's markup"),
            () => Detection::uncertain(Format::Markdown, "nothing in it shows another format"),
        }
    }
}

/// The lines of a text, as [`str::lines`] returns them, plus an empty one after a final line break.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    let mut start = 0;
    let ends = memchr::memchr_iter(b'\n', text.as_bytes());
    let ended = ends.map(move |end| {
        let line = &text[start..end];
        start = end + 1;
        line.strip_suffix('\r').unwrap_or(line)
    });
    let last = memchr::memrchr(b'\n', text.as_bytes()).map_or(0, |end| end + 1);
    ended.chain(std::iter::once(&text[last..]))
}

/// Which of the characters that may be signs occur in a line. Most lines have none of them.
#[derive(Clone, Copy)]
struct Signs(u8);

impl Signs {
    const ALL: [u8; 8] = *b"]:*|`\\<&";

    fn of(line: &str) -> Self {
        Self(bytes::which(line.as_bytes(), Self::ALL))
    }

    fn has(self, sign: u8) -> bool {
        let at = Self::ALL.iter().position(|one| *one == sign);
        at.is_some_and(|at| self.0 & (1 << at) != 0)
    }
}

/// Removes the `>` of quotations from the start of a line.
fn without_quote_marks(line: &str) -> &str {
    let quoted = line.trim_start_matches('>');
    match quoted.strip_prefix(' ') {
        Some(after) if quoted.len() < line.len() => after,
        _ => quoted,
    }
}

/// Removes fenced code from a text. A fence that is never closed does not count as one.
fn without_code(text: &str) -> Cow<'_, str> {
    if memchr::memchr2(b'`', b'~', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    let mut kept = String::new();
    // The open fence with the offset where its code starts; `start` is where the text to keep starts.
    let mut open: Option<(Fence, usize)> = None;
    let (mut start, mut at) = (0, 0);
    for line in text.split_inclusive('\n') {
        let end = at + line.len();
        match (&open, Fence::of(line)) {
            (None, Some(fence)) => open = Some((fence, end)),
            (Some((fence, code)), Some(other)) if other.closes(fence) => {
                kept.push_str(&text[start..*code]);
                start = at;
                open = None;
            }
            _ => {}
        }
        at = end;
    }
    match start {
        0 => Cow::Borrowed(text),
        start => Cow::Owned(kept + &text[start..]),
    }
}

/// A line that starts or ends fenced code.
struct Fence {
    sign: char,
    length: usize,
    /// Whether words follow, so that the line cannot be a closing fence.
    has_words: bool,
}

impl Fence {
    /// Returns the fence on a line, which may be in a quotation or at the start of a list item.
    fn of(line: &str) -> Option<Self> {
        let is_container = |c: char| c.is_ascii_digit() || " >-+*.)".contains(c);
        let line = line.trim_start_matches(is_container).trim_ascii_end();
        let sign = line.chars().next().filter(|c| matches!(c, '`' | '~'))?;
        let words = line.trim_start_matches(sign);
        let length = line.len() - words.len();
        // Backticks later in the line make it inline code.
        let is_fence = length >= 3 && !(sign == '`' && words.contains(sign));
        is_fence.then_some(Self {
            sign,
            length,
            has_words: !words.is_empty(),
        })
    }

    fn closes(&self, open: &Self) -> bool {
        self.sign == open.sign && self.length >= open.length && !self.has_words
    }
}

/// Counts the links in Markdown on a line: `](http://…)`, `](#)`, `](/…)`.
fn count_links(line: &str, signs: Signs) -> usize {
    if !signs.has(b']') {
        return 0;
    }
    let is_link =
        |after: &str| after.starts_with(['#', '/', '<']) || is_absolute(after.trim_start());
    let after_words = memchr::memchr_iter(b']', line.as_bytes()).map(|at| &line[at + 1..]);
    let addresses = after_words.filter_map(|after| after.strip_prefix('('));
    addresses.filter(|after| is_link(after)).count()
}

/// `[the report][4]`, but not a number before a marker, as in `[3][4]`.
fn has_reference_link(line: &str) -> bool {
    memchr::memmem::find_iter(line.as_bytes(), b"][").any(|at| {
        let words = line[..at].rsplit('[').next().unwrap_or_default();
        let label = line[at + 2..].split(']').next().unwrap_or_default();
        let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        !is_number(words) && !label.is_empty() && label.len() < line.len() - at - 2
    })
}

/// `[4]: http://ex.org/`
fn is_definition(line: &str) -> bool {
    let label = line
        .strip_prefix('[')
        .and_then(|line| line.split_once("]:"));
    label.is_some_and(|(label, url)| !label.contains(']') && is_absolute(url.trim_ascii_start()))
}

/// Whether a line has markup that rarely occurs in plain text.
fn is_markdown(line: &str, signs: Signs) -> bool {
    let has = |sign| signs.has(sign);
    is_heading(line)
        || (has(b'`') && line.contains("```"))
        || (has(b'|') && (line.contains("--|") || line.contains("--- |")))
        || (has(b'*') && (line.trim_ascii() == "* * *" || has_strong(line)))
        || (has(b'\\') && has_escape(line))
        || (has(b'<') && has_tag(line))
        || (has(b'&') && has_reference(line))
        || (has(b']') && is_entry_with_break(line))
}

/// `## A`
fn is_heading(line: &str) -> bool {
    let after = line.trim_start_matches('#');
    (1..=6).contains(&(line.len() - after.len())) && after.starts_with(' ')
}

/// `**a**`
fn has_strong(line: &str) -> bool {
    line.find("**")
        .is_some_and(|start| line[start + 2..].trim_start_matches('*').contains("**"))
}

/// A backslash before punctuation or at the end of the line.
fn has_escape(line: &str) -> bool {
    memchr::memchr_iter(b'\\', line.as_bytes()).any(|at| match line.as_bytes().get(at + 1) {
        Some(next) => next.is_ascii_punctuation(),
        None => true,
    })
}

/// `<http://…>`, `<div …>`, `</span>`, `<!-- -->`
fn has_tag(line: &str) -> bool {
    const NAMES: [&str; 7] = ["div", "span", "a", "br", "p", "sup", "table"];
    memchr::memchr_iter(b'<', line.as_bytes()).any(|at| {
        let after = &line[at + 1..];
        let is_known = |name: &str| NAMES.iter().any(|known| known.eq_ignore_ascii_case(name));
        let end = after.find(['>', '<', ' ']).unwrap_or(after.len());
        // A name may hold a `<`, but none of these does: each byte is looked at once.
        let is_named = !after[end..].starts_with('<');
        let is_tag = after.starts_with("!--")
            || after.starts_with('/')
            || (is_named && tag_name(&after[..end]).is_some_and(is_known));
        let is_address = after[end..].starts_with('>') && is_absolute(&after[..end]);
        is_tag || is_address
    })
}

/// `&#91;`, `&lt;`
fn has_reference(line: &str) -> bool {
    let is_number = |number: &str| {
        let after = number.trim_start_matches(|c: char| c.is_ascii_digit());
        after.len() < number.len() && after.starts_with(';')
    };
    memchr::memchr_iter(b'&', line.as_bytes()).any(|at| {
        let after = &line[at + 1..];
        after.starts_with("lt;") || after.strip_prefix('#').is_some_and(is_number)
    })
}

/// Whether a line is an entry that ends with Markdown's hard line break.
fn is_entry_with_break(line: &str) -> bool {
    line.ends_with("  ") && entry(line).is_ok()
}

/// `[1] http://ex.org/`, `[1] the report: http://ex.org/`, or several such entries.
fn is_plain_entry(line: &str) -> bool {
    let Ok((text, number)) = entry(line) else {
        return false;
    };
    let text = text.trim_ascii_end();
    let first = next_entry(text, number + 1).map_or(text, |next| text[..next].trim_ascii_end());
    let url = first.rsplit_once(": ").map_or(first, |(_, url)| url);
    is_bare_address(url)
}

/// `Source URL: http://ex.org/`, with known words or a date.
fn is_plain_source(line: &str, vocabulary: &Vocabulary) -> bool {
    let found = vocabulary.labelled_line(line);
    found.is_some_and(|found| is_bare_address(found.line.url) && found.announces_source())
}

/// A source line whose address is on the line below.
fn is_source_below(above: &str, line: &str, vocabulary: &Vocabulary) -> bool {
    let is_label = || vocabulary.labelled_line(above);
    above.ends_with(':')
        && is_bare_address(line)
        && is_label().is_some_and(|above| above.announces_source())
}

fn is_bare_address(url: &str) -> bool {
    let is_other = |byte| (byte == b' ') | (byte == b'<') | (byte == b'*');
    is_absolute(url) && !bytes::any(url.as_bytes(), is_other)
}

/// `━━━━━━━━`, as w3m draws it above the page.
fn is_drawn_rule(line: &str) -> bool {
    const SHORTEST: usize = 20;
    let is_drawn = |c| matches!(c, '─' | '━' | '═');
    line.starts_with(is_drawn)
        && line.chars().all(is_drawn)
        && line.chars().nth(SHORTEST - 1).is_some()
}

/// `  • item`, as w3m writes it.
fn is_indented_bullet(line: &str) -> bool {
    line.starts_with("  ") && line.trim_start().starts_with(['•', '□', '☆'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn detect(text: &str) -> Detection {
        super::detect(text, &Vocabulary::default())
    }

    #[test]
    fn lists_without_line_breaks_are_plain() {
        let text = "A [1].\n\nSource URL: http://ex.org/a\nLinks\n[1] http://ex.org/b\n";
        assert_eq!(detect(text).format, Format::Plain);
        let quoted = "> A [1].\n>\n> Links:\n> [1] http://ex.org/b\n";
        assert_eq!(detect(quoted).format, Format::Plain);
    }

    #[test]
    fn drawn_rules_are_plain() {
        let rule = "━".repeat(40);
        assert_eq!(detect(&format!("A <b>\n{rule}\nB\n")).format, Format::Plain);
        assert_eq!(detect("A\n━━━\nB\n").format, Format::Markdown);
    }

    #[test]
    fn markup_is_markdown() {
        for text in [
            "**Source URL:** <http://ex.org/a>\n\n### Links\n\n[1] <http://ex.org/b>\n",
            "Links  \n[1] http://ex.org/b  \n[2] http://ex.org/c  \n",
            "\\[1\\] http://ex.org/b\\\n\\[2\\] http://ex.org/c\n",
            "no sign at all",
            "The depth is &lt;b 4 m\n[1] http://ex.org/b\n",
            "See [words][4] here.\n\n[4]: http://ex.org/4\n[5]: http://ex.org/5\n[6]: http://ex.org/6\n",
            "---\nsource: http://ex.org/\n---\n\nSource URL: http://ex.org/\nLinks\n[1] http://ex.org/1\n",
            // The words of the link are on the line above.
            "of the report](http://ex.org/a)\n[1] http://ex.org/b\n",
        ] {
            assert_eq!(detect(text).format, Format::Markdown, "{text}");
        }
    }

    #[test]
    fn lines_are_those_of_the_standard_library() {
        for text in ["", "a", "a\n", "a\r\nb\r", "\n\r\n\na\rb\n\n"] {
            let mut ours: Vec<_> = lines(text).collect();
            if ours.last() == Some(&"") {
                ours.pop();
            }
            assert_eq!(ours, text.lines().collect::<Vec<_>>());
        }
    }

    #[test]
    fn code_does_not_count() {
        let dump = "[1] http://ex.org/a\n[2] http://ex.org/b\n[3] http://ex.org/c\n";
        for text in [
            format!("```\n{dump}```\n"),
            format!("A\n\n> ~~~ text\n> ```\n{dump}> ~~~\n"),
            format!("- ````\n  ```\n{dump}  ````\n"),
        ] {
            assert_eq!(detect(&text).format, Format::Markdown, "{text}");
        }
        for text in [
            format!("```\n{dump}"),
            format!("{dump}\n```\ncode\n```\n"),
            format!("```\ncode\n```\n{dump}"),
        ] {
            assert_eq!(detect(&text).format, Format::Plain, "{text}");
        }
    }

    #[test]
    fn a_browser_s_references_are_plain() {
        let text = "   See [1]the report.\n\nReferences\n\n   1. http://ex.org/b\n";
        assert_eq!(detect(text).format, Format::Plain);
    }
}
