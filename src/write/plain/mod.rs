//! Writes the print export as plain text, without any markup.

mod notes;
mod words;
mod wrap;

use std::fmt;

use words::{on_one_line, push_lines, rows_of_words, words};

use super::lists::follows_list;
use super::render::Render;
use crate::grammar::script::columns;
use crate::grammar::url::{decode_references, is_absolute};
use crate::label::{Part, Vocabulary};
use crate::model::{Article, Block, Comment, Definition, Inline, Link, Source, StampKind};
use crate::normal::labels;
use crate::shape::byline::above_text;

/// Writes a print export as plain text: words with the numbers of their links after them, the source line and
/// the numbered list.
///
/// [`read::plain::read`](crate::read::plain::read) reads it back, up to what plain text cannot carry:
///
/// - where the words of a link start, unless they are its URL or all of their line; the URLs of unlisted links become
///   words in parentheses, except those that only lead to a place in the page, `#notes`;
/// - emphasis and inline code, images except for their `alt` text, languages of code;
/// - levels of headings beyond the third, headings and rules in lists, quotes in lists, head rows and spans of
///   tables, and tables of one column or of rows with one cell;
/// - definition lists and figures, which become paragraphs; comments, and a byline without title or without known
///   words around author and time, which become blocks of the body;
/// - notes that only code or other notes three deep refer to, which become paragraphs;
/// - text that looks like the format itself: a bullet or `[1]` at its start, or lines in columns.
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
    /// The maximum width of lines in columns, except for URLs, tables and code; `None` leaves every paragraph on one
    /// line. 72 by default; less than 20 counts as 20.
    pub width: Option<usize>,
    /// Words that are known in addition to the published ones: those that the article was read with.
    pub labels: Vocabulary,
}

impl Default for PlainText {
    fn default() -> Self {
        Self {
            width: Some(72),
            labels: Vocabulary::default(),
        }
    }
}

impl PlainText {
    /// Writes lines of at most this many columns; `None` leaves every paragraph on one line.
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

    /// Also knows these words, in addition to the published ones.
    ///
    /// ```
    /// use liens::label::{Part, Vocabulary};
    /// use liens::write::PlainText;
    ///
    /// let words = Vocabulary::default().with("en", Part::Links, "References");
    /// assert_eq!(PlainText::default().with_labels(words.clone()).labels, words);
    /// ```
    #[must_use]
    pub fn with_labels(mut self, labels: Vocabulary) -> Self {
        self.labels = labels;
        self
    }
}

impl Render for PlainText {
    fn render<W: fmt::Write + ?Sized>(&self, article: &Article, out: &mut W) -> fmt::Result {
        let (article, notes) = notes::extract(article);
        let article = article.as_ref();
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
        page.notes(&notes)?;
        page.source(article)?;
        page.list(article, &self.labels)?;
        if has_footer {
            page.siblings(&article.footer)?;
        }
        Ok(())
    }
}

/// The indentation of lists and definitions.
const LIST_INDENT: &str = "  ";
const DEFINITION_INDENT: &str = "    ";

struct Page<'a, W: ?Sized> {
    out: &'a mut W,
    width: Option<usize>,
    /// The start of every line: the quotes and indentation of the open blocks.
    prefix: String,
    /// The start of only the next line: the same with the bullet of an item.
    first: Option<String>,
    is_empty: bool,
    in_list: usize,
    /// A buffer for the words of a paragraph.
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

    // ---- blocks

    fn head(&mut self, article: &Article) -> fmt::Result {
        if let Some(site) = &article.site {
            let words = labels::published(article);
            let (before, after) = labels::around(&words, "{site}");
            let mut line = format!("{before}{}{after}", site.name);
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
        if let Some(byline) = above_text(article) {
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
        // Adjacent lists get different bullets, so that they stay two lists.
        let mut alternate = false;
        let prints_list = |items: &[Vec<Block>]| only_paragraph(items).is_none();
        for (at, block) in blocks.iter().enumerate() {
            alternate = at > 0 && !alternate && follows_list(&blocks[at - 1], block, prints_list);
            self.block(block, alternate)?;
        }
        Ok(())
    }

    fn block(&mut self, block: &Block, alternate: bool) -> fmt::Result {
        match block {
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
                let (head, rows) = rows_of_words(head, rows);
                self.table(&[head, rows].concat())
            }
            Block::Figure { content, caption } => {
                self.siblings(content)?;
                self.caption(caption)
            }
            Block::Field { label, items } => self.field(label, items),
            Block::Rule {} if self.in_list > 0 => Ok(()),
            Block::Rule {} => self.rule(),
        }
    }

    fn rule(&mut self) -> fmt::Result {
        self.next()?;
        self.line("----------")
    }

    /// Writes a heading with the underline that shows its level; in a list, only its words.
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
            // The bullet of an item that starts with a list is on a line of its own.
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

    /// Writes terms and their definitions.
    fn definitions(&mut self, item: &Definition) -> fmt::Result {
        for term in &item.terms {
            self.running_text(term)?;
        }
        // The first definition follows its term directly: after a blank line it would look like a quotation.
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

    /// Writes columns two spaces apart; if these would be too wide, one cell after another.
    fn table(&mut self, rows: &[Vec<String>]) -> fmt::Result {
        /// The maximum width of a table, in columns of text.
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

    // ---- notes and footer

    /// Writes the notes, each after its label.
    fn notes(&mut self, notes: &[Vec<Block>]) -> fmt::Result {
        for (number, note) in (1..).zip(notes) {
            self.next()?;
            self.first = Some(format!("[^{number}]: "));
            self.inside(DEFINITION_INDENT, note)?;
            if self.first.is_some() {
                self.line("")?;
            }
        }
        Ok(())
    }

    fn source(&mut self, article: &Article) -> fmt::Result {
        let Some(Source { url, .. }) = &article.source else {
            return Ok(());
        };
        let line = labels::source_and_stamp(article) + ":";
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

    /// Writes the list. Exporters whose stamp means the time of printing put a colon after its heading; an unknown
    /// heading gets one, too.
    fn list(&mut self, article: &Article, vocabulary: &Vocabulary) -> fmt::Result {
        if article.links.is_empty() {
            return Ok(());
        }
        let heading = labels::links(article);
        let kind = article.stamp().map(|stamp| stamp.kind);
        let is_known = vocabulary.knows(Part::Links, heading);
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
        // Readers decode the character references in it.
        if decode_references(&url) == url {
            self.out.write_str(&url)?;
        } else {
            self.out.write_str(&url.replace('&', "&amp;"))?;
        }
        self.out.write_char('\n')
    }
}

/// The value of a field if it is a single paragraph, which is written on the line of its label.
fn only_paragraph(items: &[Vec<Block>]) -> Option<&[Inline]> {
    match items {
        [item] => match item.as_slice() {
            [Block::Paragraph { content }] => Some(content),
            _ => None,
        },
        _ => None,
    }
}
