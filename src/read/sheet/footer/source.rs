//! Source lines, told by their label, their stamp or their form.

use super::Footer;
use crate::label::{Part as Words, Vocabulary};
use crate::model::{Block, Inline};
use crate::read::sheet::Sheet;
use crate::read::sheet::lines::Line;
use crate::reference::source::{Form, source_line};
use crate::reference::url::starts_as_url;

/// A source line.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct FoundSource {
    /// The line itself.
    pub(crate) line: String,
    /// Whether its date is emphasised; `None` where nothing tells.
    pub(crate) emphasis: Option<bool>,
}

/// A line with its block's index.
pub(super) type Placed = (usize, Line);

/// The source line at the start of these lines (nearest first), and where it starts.
pub(super) fn source_at(
    above: &[Placed],
    words: &Vocabulary,
    above_list: bool,
) -> Option<(FoundSource, (usize, usize))> {
    let (block, line) = above.first()?;
    if let Some(found) = as_source(line, None, words, above_list) {
        return Some((found, (*block, line.index)));
    }
    // The address may stand on the line below its label.
    let (label_block, label) = above.get(1)?;
    let url = starts_as_url(line.text.trim_ascii()).then_some(line)?;
    let found = as_source(label, Some(url), words, above_list)?;
    Some((found, (*label_block, label.index)))
}

/// A line as a source line, if its label, its stamp or its form says that it is one.
pub(super) fn as_source(
    line: &Line,
    url: Option<&Line>,
    words: &Vocabulary,
    above_list: bool,
) -> Option<FoundSource> {
    if line.heading || line.label_in_code {
        return None;
    }
    let text = match url {
        Some(url) => format!("{} {}", line.text.trim_ascii(), url.text.trim_ascii()),
        None => line.text.trim_ascii().to_owned(),
    };
    if starts_as_url(&text) {
        return None;
    }
    let (_, found) = source_line(&text).ok()?;
    if url.is_some() && !line.text.trim_ascii_end().ends_with([':', '：']) {
        return None;
    }
    let form = Form {
        known: words.knows(Words::Source, found.label),
        strong: line.strong,
        above_list,
    };
    found.is_source(form).then_some(FoundSource {
        emphasis: (line.strong || line.emphasis).then_some(line.emphasis),
        line: text,
    })
}

/// Where the list ends among the lines of a run: at the source line, or at words below the whole address of its last
/// entry.
pub(super) fn end_of_list(lines: &[Line], words: &Vocabulary) -> usize {
    let is_source =
        |line: &Line| line.marker.is_none() && as_source(line, None, words, false).is_some();
    let source = lines.iter().position(is_source).unwrap_or(lines.len());
    let entries = &lines[..source];
    let last = entries.iter().rposition(|line| line.marker.is_some());
    let is_whole = |at: &usize| entries[*at].ends_with_whole_address();
    let whole = last.and_then(|last| (last..source).find(is_whole));
    whole.map_or(source, |at| at + 1)
}

/// Takes the source line among the lines around a list; what else stands there belongs to the site.
pub(super) fn take_source_of(
    lines: &[Line],
    sheet: &mut Sheet,
    words: &Vocabulary,
    footer: &mut Footer,
) {
    for line in lines {
        match as_source(line, None, words, false) {
            Some(source) if footer.source.is_none() => footer.source = Some(source),
            _ => sheet.footer.push(footer_line(line)),
        }
    }
}

/// A line of the site's own footer.
pub(super) fn footer_line(line: &Line) -> Block {
    Block::paragraph(vec![Inline::text(line.text.trim_ascii())])
}
