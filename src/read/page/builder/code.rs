//! Code: preformatted text, inline code, and line numbers, which are dropped.

use super::frame::{BlockFrame, Frame, LeafKind};
use super::stack::Builder;
use super::table::{TableFrame, counts, is_count};
use crate::model::{Block, Inline};
use crate::read::page::candidate::{CandidateId, Sign};
use crate::read::page::replace;

/// What is known of preformatted text.
#[derive(Debug, Default)]
pub(super) struct Code {
    pub(super) language: Option<String>,
    /// Whether markup says that it is code: other preformatted text keeps the links in it.
    pub(super) is_program: bool,
}

impl Builder {
    /// Names the language of the preformatted text that is open.
    pub(crate) fn name_language(&mut self, name: &str) {
        if let Some(code) = self.open_code() {
            code.language.get_or_insert_with(|| name.to_owned());
        }
    }

    /// Names the language of code in the box that was opened last.
    pub(crate) fn name_language_inside(&mut self, name: &str) {
        if self.is_preformatted() {
            return self.name_language(name);
        }
        let box_ = self.open.len().saturating_sub(1);
        self.languages.push((box_, name.to_owned()));
    }

    /// Says that the preformatted text that is open is code.
    pub(super) fn mark_program(&mut self) {
        if let Some(code) = self.open_code() {
            code.is_program = true;
        }
    }

    fn open_code(&mut self) -> Option<&mut Code> {
        let at = self.here().code?;
        match &mut self.open[at].frame {
            Frame::Leaf(LeafKind::Code(code)) => Some(code),
            _ => None,
        }
    }

    /// Starts a line of preformatted text, unless one starts here already.
    pub(super) fn start_line_of_code(&mut self) {
        let start = self.text_start();
        let starts_line = match self.inlines[start..].last() {
            None | Some(Inline::Break {}) => true,
            Some(Inline::Text { text }) => text.ends_with('\n'),
            Some(_) => false,
        };
        if !starts_line {
            self.inlines.push(Inline::Break {});
        }
    }

    /// Ends preformatted text. Where links stand in text that is no code, it becomes a paragraph of code, since
    /// code blocks hold text only; so does code with links that a marker follows.
    pub(super) fn close_code(&mut self, code: Code, mut content: Vec<Inline>) {
        let Code {
            language,
            is_program,
        } = code;
        let around = self.languages.last().map(|(_, name)| name.clone());
        let language = language.or(around);
        let is_program = is_program || language.is_some();
        unwrap_links(&mut content, |url| is_program || url.starts_with('#'));
        let is_link = |inline: &Inline| match inline {
            Inline::Link { content, .. } => !content.is_empty(),
            // In code, it is a button or an icon.
            Inline::Image { .. } => !is_program,
            _ => false,
        };
        let block = if content.iter().any(is_link) {
            Block::paragraph(code_lines(content))
        } else {
            let text = self.literal_text(&content);
            Block::CodeBlock { language, text }
        };
        self.push_block(block);
    }

    /// Code within a line: it keeps what links and markers it has apart from its text; spaces stand around pieces between
    /// them. Lines of it are divided by `\n`.
    pub(super) fn inline_code(&self, content: Vec<Inline>) -> Vec<Inline> {
        let mut run = Vec::new();
        if content.iter().all(|inline| self.is_literal(inline)) {
            let text = self.text_of_code(&content);
            if !text.is_empty() {
                run.push(Inline::Code { text });
            }
            return run;
        }
        for inline in content {
            match inline {
                Inline::Text { text } => push_spaced(&mut run, &text.replace('\n', " ")),
                mut link @ Inline::Link { .. } => {
                    let is_listed = link.unlisted_url().is_none();
                    if let Some(words) = link
                        .content_mut()
                        .filter(|words| !words.is_empty() && !is_listed)
                    {
                        *words = self.inline_code(std::mem::take(words));
                    }
                    run.push(link);
                }
                other => run.push(other),
            }
        }
        run
    }

    /// The characters of literal inlines, a line end for each break.
    fn text_of_code(&self, content: &[Inline]) -> String {
        let mut code = String::new();
        for inline in content {
            match inline {
                Inline::Break {} => code.push('\n'),
                Inline::Text { text } if self.is_preformatted() => code.push_str(text),
                Inline::Text { text } => code.push_str(&text.replace('\n', " ")),
                other => code.push_str(&self.literal_text(std::slice::from_ref(other))),
            }
        }
        code
    }

    /// Whether an inline is text of code: `a[10]` is no marker there.
    fn is_literal(&self, inline: &Inline) -> bool {
        match inline {
            Inline::Text { .. } | Inline::Break {} => true,
            Inline::Link { target, .. } => {
                let id = CandidateId::of_target(target);
                let candidate = id.and_then(|id| self.page.candidates.get(id.index()));
                candidate.is_some_and(|candidate| {
                    candidate.follows.is_none() && !matches!(candidate.sign, Sign::Certain(_))
                })
            }
            _ => false,
        }
    }

    /// The characters of preformatted text, candidates turned back.
    pub(super) fn literal_text(&self, content: &[Inline]) -> String {
        replace::literal_text(content, &self.page.candidates)
    }

    /// Drops a line number, but keeps any other words.
    pub(super) fn close_line_number(&mut self, start: usize) {
        if self.inlines[start..].iter().all(counts_line) {
            self.inlines.truncate(start);
        }
    }

    /// The same for a column of a table.
    pub(super) fn close_line_numbers(&mut self, blocks: Vec<Block>) {
        if blocks.iter().all(counts) {
            if let Some(table) = self.table_of_cell() {
                table.numbers_lines = true;
            }
        }
        let home = self.here().home;
        self.open[home].blocks.extend(blocks);
    }

    /// Whether a box that opens here is a line of code.
    pub(crate) fn is_in_code_lines(&self) -> bool {
        let home = &self.open[self.here().home].frame;
        matches!(home, Frame::Blocks(BlockFrame::CodeLines)) && !self.is_preformatted()
    }

    /// Whether a cell that opens here stands beside a column that counts lines.
    pub(crate) fn is_beside_line_numbers(&mut self) -> bool {
        self.table_of_cell()
            .is_some_and(|table| table.numbers_lines)
    }

    /// The table of the cell that is open.
    fn table_of_cell(&mut self) -> Option<&mut TableFrame> {
        // The table, its body, its row and the cell are open, perhaps with styles of their own.
        let open = self.open.iter_mut().rev().take(8);
        let mut tables = open.filter_map(|open| match &mut open.frame {
            Frame::Blocks(BlockFrame::Table(table)) => Some(&mut **table),
            _ => None,
        });
        tables.next()
    }
}

/// Lines of code as one block, if there is nothing else.
pub(super) fn one_code_block(blocks: Vec<Block>) -> Vec<Block> {
    let mut of_all = None;
    let lines: Option<Vec<&str>> = blocks
        .iter()
        .map(|block| match block {
            Block::CodeBlock { text, language } => {
                of_all = language.as_ref().or(of_all);
                Some(text.trim_end_matches('\n'))
            }
            _ => None,
        })
        .collect();
    match lines {
        Some(lines) if !lines.is_empty() => vec![Block::CodeBlock {
            language: of_all.cloned(),
            text: lines.join("\n").replace('\u{a0}', " "),
        }],
        _ => blocks,
    }
}

/// Whether an inline is nothing but the number of a line, perhaps as a link to itself.
fn counts_line(inline: &Inline) -> bool {
    match inline {
        Inline::Text { text } => is_count(text.trim_ascii_end().trim_end_matches(':')),
        Inline::Link { content, .. } => content.iter().all(counts_line),
        Inline::Break {} | Inline::Anchor { .. } => true,
        _ => false,
    }
}

/// The code in a paragraph that is nothing but one piece of it with more than one line.
pub(super) fn lines_of_code(content: &[Inline]) -> Option<String> {
    let mut code = None;
    for inline in content {
        match inline {
            Inline::Code { text } if code.is_none() && text.contains('\n') => code = Some(text),
            Inline::Text { text } if text.trim_ascii().is_empty() => {}
            Inline::Break {} => {}
            _ => return None,
        }
    }
    // Its indentation cannot be of spaces on a page.
    code.map(|code| code.replace('\u{a0}', " "))
}

/// Divides pieces of code with more than one line by breaks.
pub(super) fn break_lines_of_code(content: Vec<Inline>) -> Vec<Inline> {
    let has_lines =
        |inline: &Inline| matches!(inline, Inline::Code { text } if text.contains('\n'));
    if !content.iter().any(has_lines) {
        return content;
    }
    let mut run = Vec::with_capacity(content.len());
    for inline in content {
        match inline {
            Inline::Code { text } => {
                for (at, line) in text.split('\n').enumerate() {
                    if at > 0 {
                        run.push(Inline::Break {});
                    }
                    push_spaced(&mut run, line);
                }
            }
            other => run.push(other),
        }
    }
    run
}

/// Puts the words of links to some addresses in their place.
fn unwrap_links(content: &mut Vec<Inline>, is_unwrapped: impl Fn(&str) -> bool) {
    for mut inline in std::mem::take(content) {
        let words = inline.content().unwrap_or_default();
        let is_one = |url: &str| words.is_empty() || is_unwrapped(url);
        match inline.unlisted_url().is_some_and(is_one) {
            true => content.append(inline.content_mut().unwrap_or(&mut Vec::new())),
            false => content.push(inline),
        }
    }
}

/// Preformatted text as code with breaks, its indentation as no-break spaces.
fn code_lines(content: Vec<Inline>) -> Vec<Inline> {
    let mut lines = Vec::new();
    let mut starts_line = true;
    for inline in content {
        let Inline::Text { text } = inline else {
            starts_line = matches!(inline, Inline::Break {});
            lines.push(inline);
            continue;
        };
        for (at, line) in text.split('\n').enumerate() {
            if at > 0 {
                lines.push(Inline::Break {});
                starts_line = true;
            }
            push_code(&mut lines, line, starts_line);
            starts_line &= line.is_empty();
        }
    }
    lines
}

/// Adds a line of preformatted text, or what follows a link in one, as code between its spaces.
fn push_code(lines: &mut Vec<Inline>, line: &str, starts_line: bool) {
    let code = line.trim_ascii_start();
    let indent = line.len() - code.len();
    match starts_line {
        true => push_spaced(lines, &("\u{a0}".repeat(indent) + code)),
        false => push_spaced(lines, line),
    }
}

/// Adds code, with the spaces around it as text.
fn push_spaced(run: &mut Vec<Inline>, text: &str) {
    const SPACES: [char; 2] = [' ', '\t'];
    let code = text.trim_matches(SPACES);
    if text.starts_with(SPACES) {
        run.push(Inline::text(" "));
    }
    if code.is_empty() {
        return;
    }
    run.push(Inline::Code {
        text: code.to_owned(),
    });
    if text.ends_with(SPACES) {
        run.push(Inline::text(" "));
    }
}
