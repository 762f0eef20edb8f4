//! The print export as plain text, without any markup.

use std::borrow::Cow;
use std::fmt::{self, Write as _};
use std::ops::Range;

use memchr::{memchr_iter, memchr2, memrchr_iter};

use super::lists::follows_list;
use super::{Render, labels};
use crate::label::{Part, Vocabulary};
use crate::model::{
    Article, Block, Comment, Definition, Inline, Link, MAX_DEPTH, Source, StampKind, Target,
    block_text, inline_text,
};
use crate::reference::script::{columns, fitting, has_unspaced, is_unspaced};
use crate::reference::url::{decode_references, is_absolute, is_same_place};

/// Writes a print export as plain text: words with the numbers of their links behind them, the source line and
/// the numbered list.
///
/// [`read::text::read_plain`](crate::read::text::read_plain) reads it back, up to what plain text cannot carry:
///
/// - where the words of a link start, unless they are its address or all of their line; the addresses of
///   unlisted links are words, in parentheses, but for those that only lead to a place in the page, `#notes`;
/// - emphasis and code within a line, images but for their `alt` text, languages of code;
/// - levels of headings beyond the third, headings and rules in lists, quotes in lists, head rows and spans of
///   tables, and tables of one column or of rows with one cell;
/// - definition lists and figures, which become paragraphs; byline and comments, which become blocks of the body;
/// - text that looks like the form itself: a bullet or `[1]` at its start, or lines in columns.
///
/// ```
/// use liens::model::{Article, Block, Inline, Link, Source};
/// use liens::write::{PlainText, Render};
///
/// let article = Article {
///     body: vec![Block::paragraph(vec![
///         Inline::text("See "),
///         Inline::listed(1, vec![Inline::text("the report")]),
///         Inline::text("."),
///     ])],
///     source: Some(Source { url: "https://example.org/a".into(), stamp: None }),
///     links: vec![Link::new(1, "https://example.org/r")],
///     ..Article::default()
/// };
/// let expected = "See the report [1].\n\nSource URL: https://example.org/a\n\nLinks\n[1] https://example.org/r\n";
/// assert_eq!(PlainText::default().render_to_string(&article), expected);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct PlainText {
    /// How many columns lines have at most, but for addresses, tables and code; `None` leaves every paragraph
    /// on one line. 72 by default; less than 20 counts as 20.
    pub width: Option<usize>,
}

impl Default for PlainText {
    fn default() -> Self {
        Self { width: Some(72) }
    }
}

impl PlainText {
    /// Writes lines of at most so many columns; `None` leaves every paragraph on one line.
    ///
    /// ```
    /// use liens::write::PlainText;
    ///
    /// assert_eq!(PlainText::default().with_width(None).width, None);
    /// ```
    #[must_use]
    pub fn with_width(mut self, width: Option<usize>) -> Self {
        self.width = width;
        self
    }
}

impl Render for PlainText {
    fn render<W: fmt::Write + ?Sized>(&self, article: &Article, out: &mut W) -> fmt::Result {
        let mut page = Page::new(out, self.width);
        page.head(article)?;
        page.siblings(&article.body)?;
        for comment in &article.comments {
            page.comment(comment)?;
        }
        let has_footer = article.source.is_some() || !article.links.is_empty();
        if !has_footer && !article.footer.is_empty() {
            page.rule()?;
            page.siblings(&article.footer)?;
        }
        page.source(article)?;
        page.list(article)?;
        if has_footer {
            page.siblings(&article.footer)?;
        }
        Ok(())
    }
}

/// The narrowest text that is written.
const NARROWEST: usize = 20;
/// How far in lists and definitions are set.
const LIST_INDENT: &str = "  ";
const DEFINITION_INDENT: &str = "    ";

struct Page<'a, W: ?Sized> {
    out: &'a mut W,
    width: Option<usize>,
    /// What every line starts with: the quotes and indentation of what is open.
    prefix: String,
    /// What the next line starts with instead: the same with the bullet of an item.
    first: Option<String>,
    is_empty: bool,
    in_list: usize,
    /// How many blocks are open.
    depth: usize,
    /// Room for the words of a paragraph.
    words: String,
}

impl<'a, W: fmt::Write + ?Sized> Page<'a, W> {
    fn new(out: &'a mut W, width: Option<usize>) -> Self {
        Self {
            out,
            width,
            prefix: String::new(),
            first: None,
            is_empty: true,
            in_list: 0,
            depth: 0,
            words: String::new(),
        }
    }

    // ---- lines

    /// Starts a block: a blank line sets it off, unless it is the first of an item.
    fn next(&mut self) -> fmt::Result {
        if !std::mem::replace(&mut self.is_empty, false) && self.first.is_none() {
            self.out.write_str(self.prefix.trim_end())?;
            self.out.write_char('\n')?;
        }
        Ok(())
    }

    fn line(&mut self, line: &str) -> fmt::Result {
        self.line_ending(line, "")
    }

    fn line_ending(&mut self, line: &str, end: &str) -> fmt::Result {
        let first = self.first.take();
        let prefix = first.as_deref().unwrap_or(&self.prefix);
        let is_empty = line.is_empty() && end.is_empty();
        self.out
            .write_str(if is_empty { prefix.trim_end() } else { prefix })?;
        self.out.write_str(line)?;
        self.out.write_str(end)?;
        self.out.write_char('\n')
    }

    fn running_text(&mut self, content: &[Inline]) -> fmt::Result {
        if let [Inline::Text { text }] = content {
            return self.paragraph(&on_one_line(text));
        }
        let mut words = std::mem::take(&mut self.words);
        words.clear();
        push_lines(content, &mut words);
        let written = self.paragraph(&words);
        self.words = words;
        written
    }

    /// Writes a paragraph. Two spaces at the end of a line say that it ends there on purpose.
    fn paragraph(&mut self, text: &str) -> fmt::Result {
        self.next()?;
        // What quotes a line does not count, as in mail.
        let quotes = self.prefix.matches('>').count() * "> ".len();
        let indent = self.prefix.len() - quotes;
        let room = self
            .width
            .map(|width| width.saturating_sub(indent).max(NARROWEST));
        let mut lines = text.split('\n').peekable();
        while let Some(line) = lines.next() {
            let end = if lines.peek().is_some() { "  " } else { "" };
            match room {
                None => self.line_ending(line.strip_prefix(' ').unwrap_or(line), end)?,
                Some(room) if has_unspaced(line) => self.wrapped_anywhere(line, room, end)?,
                Some(room) => self.wrapped(line, room, end)?,
            }
        }
        Ok(())
    }

    /// Writes words in lines that end at spaces.
    fn wrapped(&mut self, text: &str, room: usize, end: &str) -> fmt::Result {
        let mut rest = text.trim_start_matches(' ');
        while let Some(space) = end_of_line(rest, room) {
            self.line(&rest[..space])?;
            rest = &rest[space + 1..];
        }
        self.line_ending(rest, end)
    }

    /// Writes text with scripts in which lines end behind any character.
    fn wrapped_anywhere(&mut self, text: &str, room: usize, end: &str) -> fmt::Result {
        let mut line = 0..0;
        let mut width = 0;
        for piece in Pieces::of(text) {
            let space = piece.start - line.end;
            let taken = columns(&text[piece.clone()]);
            if line.is_empty() {
                (line.start, width) = (piece.start, taken);
            } else if width + space + taken > room {
                self.line(&text[line.clone()])?;
                (line.start, width) = (piece.start, taken);
            } else {
                width += space + taken;
            }
            line.end = piece.end;
        }
        self.line_ending(&text[line], end)
    }

    // ---- blocks

    fn head(&mut self, article: &Article) -> fmt::Result {
        if let Some(site) = &article.site {
            let mut line = labels::published(article).replace("{site}", &site.name);
            if let Some(url) = &site.url {
                line.push_str(&format!(" ({url})"));
            }
            self.next()?;
            self.line(&on_one_line(&line))?;
        }
        if !article.breadcrumb.is_empty() {
            let crumbs: Vec<_> = article
                .breadcrumb
                .iter()
                .map(|crumb| words(crumb))
                .collect();
            self.next()?;
            self.line(&on_one_line(&crumbs.join(" > ")))?;
        }
        if let Some(title) = &article.title {
            self.heading(1, title)?;
        }
        if let Some(byline) = &article.byline {
            let author = byline.author.as_deref().filter(|_| byline.text.is_empty());
            self.paragraph(&on_one_line(author.unwrap_or(&byline.text)))?;
        }
        Ok(())
    }

    fn comment(&mut self, comment: &Comment) -> fmt::Result {
        self.rule()?;
        if let Some(title) = &comment.title {
            self.heading(3, title)?;
        }
        if let Some(byline) = &comment.byline {
            self.paragraph(&on_one_line(&byline.text))?;
        }
        self.siblings(&comment.content)
    }

    fn siblings(&mut self, blocks: &[Block]) -> fmt::Result {
        // Lists that follow each other stay apart by different bullets.
        let mut alternate = false;
        let prints_list = |items: &[Vec<Block>]| only_paragraph(items).is_none();
        for (at, block) in blocks.iter().enumerate() {
            alternate = at > 0 && !alternate && follows_list(&blocks[at - 1], block, prints_list);
            self.block(block, alternate)?;
        }
        Ok(())
    }

    fn block(&mut self, block: &Block, alternate: bool) -> fmt::Result {
        if self.depth >= MAX_DEPTH {
            return self.paragraph(&block_text(std::slice::from_ref(block)));
        }
        self.depth += 1;
        let written = match block {
            Block::Paragraph { content } => self.running_text(content),
            Block::Heading { level, content } => self.heading(*level, content),
            Block::List {
                ordered,
                start,
                items,
            } => self.list_block(ordered.then(|| start.unwrap_or(1)), items, alternate),
            Block::DefinitionList { items } => {
                items.iter().try_for_each(|item| self.definitions(item))
            }
            Block::Quote { content } if self.in_list == 0 => self.quote(content),
            Block::Quote { content } => self.inside(DEFINITION_INDENT, content),
            Block::CodeBlock { text, .. } => self.code(text),
            Block::Table {
                caption,
                head,
                rows,
            } => {
                self.caption(caption)?;
                let rows = head.iter().chain(rows).map(|row| cells(row));
                self.table(&rows.collect::<Vec<_>>())
            }
            Block::Figure { content, caption } => {
                self.siblings(content)?;
                self.caption(caption)
            }
            Block::Field { label, items } => self.field(label, items),
            Block::Rule {} if self.in_list > 0 => Ok(()),
            Block::Rule {} => self.rule(),
        };
        self.depth -= 1;
        written
    }

    fn rule(&mut self) -> fmt::Result {
        self.next()?;
        self.line("----------")
    }

    /// A heading with the line under it that shows its level; plain words in a list.
    fn heading(&mut self, level: u8, content: &[Inline]) -> fmt::Result {
        let line = words(content).replace('\n', " ");
        if self.in_list > 0 {
            return self.paragraph(&line);
        }
        let under = match level {
            1 => "=",
            2 => "-",
            _ => "~",
        };
        self.next()?;
        self.line(&line)?;
        self.line(&under.repeat(columns(&line).max(3)))
    }

    fn inside(&mut self, indent: &str, blocks: &[Block]) -> fmt::Result {
        let outside = self.prefix.len();
        self.prefix.push_str(indent);
        let written = self.siblings(blocks);
        self.prefix.truncate(outside);
        written
    }

    fn quote(&mut self, content: &[Block]) -> fmt::Result {
        self.next()?;
        self.is_empty = true;
        self.inside("> ", content)
    }

    fn list_block(
        &mut self,
        start: Option<u32>,
        items: &[Vec<Block>],
        alternate: bool,
    ) -> fmt::Result {
        self.next()?;
        self.in_list += 1;
        for (item, number) in items.iter().zip(start.unwrap_or(1)..) {
            let bullet = match (start, alternate) {
                (Some(_), false) => format!("{number}. "),
                (Some(_), true) => format!("{number}) "),
                (None, false) => "* ".to_owned(),
                (None, true) => "+ ".to_owned(),
            };
            let indent = format!("{LIST_INDENT}{:1$}", "", bullet.len());
            // The bullet of an item that starts with a list stands alone.
            if self.first.is_some() {
                self.line("")?;
            }
            self.first = Some(format!("{}{LIST_INDENT}{bullet}", self.prefix));
            self.inside(&indent, item)?;
            if self.first.is_some() {
                self.line("")?;
            }
        }
        self.in_list -= 1;
        Ok(())
    }

    /// Terms and what they mean.
    fn definitions(&mut self, item: &Definition) -> fmt::Result {
        for term in &item.terms {
            self.running_text(term)?;
        }
        // The first stands right below its term, or it would look like a quotation.
        self.is_empty = true;
        for definition in &item.definitions {
            self.inside(DEFINITION_INDENT, definition)?;
        }
        Ok(())
    }

    fn code(&mut self, text: &str) -> fmt::Result {
        self.next()?;
        text.split('\n')
            .try_for_each(|line| self.line(format!("| {line}").trim_end()))
    }

    fn caption(&mut self, content: &[Inline]) -> fmt::Result {
        match content {
            [] => Ok(()),
            content => self.running_text(content),
        }
    }

    /// Columns two spaces apart; where they would be too wide, the cells one behind another.
    fn table(&mut self, rows: &[Vec<String>]) -> fmt::Result {
        /// How many columns of text a table takes at most.
        const WIDEST: usize = 1000;
        let mut widths: Vec<usize> = Vec::new();
        for row in rows {
            widths.resize(widths.len().max(row.len()), 0);
            for (width, cell) in widths.iter_mut().zip(row) {
                *width = columns(cell).max(*width);
            }
        }
        let is_aligned = widths.iter().map(|width| width + 2).sum::<usize>() <= WIDEST;
        self.next()?;
        for row in rows {
            let mut line = String::new();
            for (cell, width) in row.iter().zip(&widths) {
                line.push_str(cell);
                let padding = if is_aligned { width - columns(cell) } else { 0 };
                line.push_str(&" ".repeat(padding + 2));
            }
            self.line(line.trim_end())?;
        }
        Ok(())
    }

    fn field(&mut self, label: &[Inline], items: &[Vec<Block>]) -> fmt::Result {
        let label = words(label).replace('\n', " ");
        if let Some(content) = only_paragraph(items) {
            return self.paragraph(&format!("{label}: {}", words(content)));
        }
        self.paragraph(&format!("{label}:"))?;
        self.list_block(None, items, false)
    }

    // ---- footer

    fn source(&mut self, article: &Article) -> fmt::Result {
        let Some(Source { url, stamp }) = &article.source else {
            return Ok(());
        };
        let mut line = labels::source(article).to_owned();
        if let Some(stamp) = stamp {
            let label = labels::stamp(article, stamp.kind);
            let (before, after) = labels::around(label, "{date}");
            line.push_str(&format!(" ({before}{}{after})", stamp.text));
        }
        line.push(':');
        let (line, url) = (on_one_line(&line), on_one_line(url));
        self.next()?;
        let is_wide = self
            .width
            .is_some_and(|width| columns(&line) + 1 + columns(&url) > width);
        if is_wide && is_absolute(&url) {
            self.line(&line)?;
            self.line(&url)
        } else {
            self.line(format!("{line} {url}").trim_end())
        }
    }

    /// The list. Exporters whose stamp means the time of printing have a colon behind its heading, and so has a
    /// heading that nobody knows.
    fn list(&mut self, article: &Article) -> fmt::Result {
        if article.links.is_empty() {
            return Ok(());
        }
        let heading = labels::links(article);
        let kind = article
            .source
            .as_ref()
            .and_then(|source| source.stamp.as_ref())
            .map(|stamp| stamp.kind);
        let is_known = Vocabulary::default().knows(Part::Links, heading);
        let colon = kind == Some(StampKind::Retrieved) || (article.source.is_none() && !is_known);
        self.next()?;
        let colon = if colon { ":" } else { "" };
        self.line(&on_one_line(&format!("{heading}{colon}")))?;
        for link in &article.links {
            self.entry(link)?;
        }
        Ok(())
    }

    fn entry(&mut self, Link { number, url, title }: &Link) -> fmt::Result {
        write!(self.out, "[{number}]")?;
        if let Some(title) = title {
            write!(self.out, " {}:", on_one_line(title))?;
        }
        let url = on_one_line(url.trim_end());
        if !url.is_empty() {
            self.out.write_char(' ')?;
        }
        // A reader decodes the character references in it.
        if decode_references(&url) == url {
            self.out.write_str(&url)?;
        } else {
            self.out.write_str(&url.replace('&', "&amp;"))?;
        }
        self.out.write_char('\n')
    }
}

/// The pieces of a text with unspaced scripts between which a line can end, without the spaces between them.
struct Pieces<'a> {
    text: &'a str,
    done: usize,
}

impl<'a> Pieces<'a> {
    fn of(text: &'a str) -> Self {
        Self { text, done: 0 }
    }
}

impl Iterator for Pieces<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Self::Item> {
        let rest = &self.text[self.done..];
        if rest.is_empty() {
            return None;
        }
        let start = self.done + usize::from(rest.starts_with(' '));
        self.done = start + end_of_piece(&self.text[start..]);
        Some(start..self.done)
    }
}

/// Where the first piece of some words ends.
fn end_of_piece(words: &str) -> usize {
    let mut before = None;
    let mut ends = |(at, c): (usize, char)| {
        let ends = before.is_some_and(|before| ends_between(before, c, &words[at..]));
        before = Some(c);
        ends.then_some(at)
    };
    let end = words.char_indices().find_map(&mut ends);
    end.unwrap_or(words.len())
}

/// The space at which the first line of some words ends: the last one within reach, or else the next one.
fn end_of_line(words: &str, room: usize) -> Option<usize> {
    let reach = fitting(words, room);
    if reach == words.len() {
        return None;
    }
    let can_end = |space: &usize| can_start_line(&words[space + 1..]);
    let (near, far) = words.as_bytes().split_at(reach + 1);
    memrchr_iter(b' ', near).find(can_end).or_else(|| {
        memchr_iter(b' ', far)
            .map(|at| at + near.len())
            .find(can_end)
    })
}

/// Whether a line can end between two characters: at a space, unless scripts without spaces stand around it,
/// and between any two characters of such scripts.
fn ends_between(before: char, c: char, rest: &str) -> bool {
    let next = rest.chars().nth(1);
    match c {
        ' ' => {
            let is_tight = is_unspaced(before) && next.is_some_and(is_unspaced);
            !is_tight && can_start_line(&rest[1..])
        }
        // Punctuation that closes stays with what it closes.
        '。' | '、' | '，' | '）' | '」' | '』' | '！' | '？' | '：' | '；' => false,
        c => is_unspaced(before) && is_unspaced(c),
    }
}

/// Whether the first of some words does not look like the start of an item, a quotation or an entry.
fn can_start_line(words: &str) -> bool {
    if let [a, b, ..] = words.as_bytes() {
        // Most words by far.
        if a.is_ascii_alphabetic() && b.is_ascii_alphabetic() && *a != b'i' {
            return true;
        }
    }
    let word = words.split(' ').next().unwrap_or_default();
    let Some(first) = word.chars().next() else {
        return false;
    };
    if first.is_alphanumeric() {
        let label = word.trim_end_matches(['.', ')']);
        let is_number = label.len() < word.len()
            && (label.len() == 1
                || label == "ii"
                || label.bytes().all(|byte| byte.is_ascii_digit()));
        return !is_number && word != "o";
    }
    let is_bullet = word.chars().all(|c| c == first);
    !(is_bullet || matches!(first, '[' | '>' | '|'))
}

/// The one paragraph that is all the values of a field, and stands behind its label.
fn only_paragraph(items: &[Vec<Block>]) -> Option<&[Inline]> {
    match items {
        [item] => match item.as_slice() {
            [Block::Paragraph { content }] => Some(content),
            _ => None,
        },
        _ => None,
    }
}

/// The cells of a row, a line of words each.
fn cells(row: &[crate::model::Cell]) -> Vec<String> {
    let text = |block: &Block| match block {
        Block::Paragraph { content } | Block::Heading { content, .. } => words(content),
        other => block_text(std::slice::from_ref(other)),
    };
    row.iter()
        .map(|cell| {
            let lines: Vec<String> = cell.content.iter().map(text).collect();
            lines.join(" ").replace('\n', " ")
        })
        .collect()
}

/// Words in which nothing ends a line. In normal form nothing does.
fn on_one_line(words: &str) -> Cow<'_, str> {
    match memchr2(b'\n', b'\r', words.as_bytes()) {
        None => Cow::Borrowed(words),
        Some(_) => Cow::Owned(words.replace("\r\n", " ").replace(['\n', '\r'], " ")),
    }
}

/// The words of a line, with the numbers of their links.
fn words(content: &[Inline]) -> String {
    let mut words = String::new();
    push_lines(content, &mut words);
    words
}

/// Pushes words that only breaks divide into lines.
fn push_lines(content: &[Inline], words: &mut String) {
    let start = words.len();
    push_words(content, words, 0, String::push_str);
    if memchr2(b'\n', b'\r', &words.as_bytes()[start..]).is_some() {
        // They may be those of a text, which end no line. Few have any.
        words.truncate(start);
        let push = |words: &mut String, text: &str| words.push_str(&on_one_line(text));
        push_words(content, words, 0, push);
    }
}

/// Pushes words, each text of them by `push`.
fn push_words(
    content: &[Inline],
    words: &mut String,
    depth: usize,
    push: impl Fn(&mut String, &str) + Copy,
) {
    for inline in content {
        match inline {
            Inline::Text { text } | Inline::Code { text } => push(words, text),
            Inline::Break {} => words.push('\n'),
            Inline::Image { alt, .. } => push(words, alt),
            other if depth >= MAX_DEPTH => {
                words.push_str(&inline_text(std::slice::from_ref(other)))
            }
            Inline::Link { content, target } => {
                let start = words.len();
                push_words(content, words, depth + 1, push);
                push_target(target, words, start);
            }
            other => push_words(other.content().unwrap_or_default(), words, depth + 1, push),
        }
    }
}

/// Where a link leads whose words start here.
fn push_target(target: &Target, words: &mut String, start: usize) {
    match target {
        Target::Listed(number) => {
            if !words.is_empty() && !words.ends_with([' ', '\n']) {
                words.push(' ');
            }
            // Writing to a string does not fail.
            let _ = write!(words, "[{number}]");
        }
        Target::Url(url) if words.len() == start => words.push_str(url),
        Target::Url(url) => {
            let shown = &words[start..];
            let shows = is_same_place(shown, url) || url.strip_prefix("mailto:") == Some(shown);
            let stays_on_page = url.is_empty() || url.starts_with('#');
            if !stays_on_page && !shows {
                words.push_str(&format!(" ({url})"));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{ProptestConfig, prop_assert_eq, proptest};

    use super::*;

    fn lines(write: impl FnOnce(&mut Page<'_, String>) -> fmt::Result) -> String {
        let mut out = String::new();
        write(&mut Page::new(&mut out, None)).expect("strings take everything");
        out
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn lines_end_at_the_same_spaces_in_all_scripts(text in "([a-z0-9é’\u{301} .)>|*\\[-]|  |long|words){0,40}") {
            let text = text.trim_matches(' ');
            let spaced = lines(|page| page.wrapped(text, 20, ""));
            let anywhere = lines(|page| page.wrapped_anywhere(text, 20, ""));
            prop_assert_eq!(spaced, anywhere);
        }
    }
}
