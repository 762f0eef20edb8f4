//! What stands above a list: its heading, and above that the source line.

use super::run::Run;
use super::source::{FoundSource, Placed, source_at};
use crate::label::{Part as Words, Vocabulary};
use crate::model::Block;
use crate::read::sheet::lines::{Line, lines};
use crate::read::sheet::{Candidate, Sheet};
use crate::reference::source::{heading, is_heading};

/// How many lines above the list its heading and source line are looked for.
const ABOVE_LIST: usize = 4;

/// What stands above a list.
#[derive(Default)]
pub(super) struct Head {
    pub(super) heading: Option<String>,
    /// Whether the heading's words are known.
    known: bool,
    pub(super) source: Option<FoundSource>,
    /// The block and line at which the footer starts, if above the list.
    pub(super) first: Option<(usize, usize)>,
}

impl Head {
    pub(super) fn of_run(
        blocks: &[Block],
        run: &Run,
        sheet: &Sheet,
        words: &Vocabulary,
        with_source: bool,
    ) -> Self {
        let above = lines_above(blocks, run, &sheet.candidates);
        Self::read(&above, words, with_source)
    }

    /// Whether it says that a list follows, whatever that looks like.
    pub(super) fn is_certain(&self) -> bool {
        self.known || self.source.is_some()
    }

    fn read(above: &[Placed], words: &Vocabulary, with_source: bool) -> Self {
        let mut head = Self::default();
        let mut rest = above;
        if let Some(((block, line), further)) = rest.split_first() {
            let text = heading(&line.text);
            let known = words.knows(Words::Links, text);
            let is_above = |lines| source_at(lines, words, true).is_some();
            let looks = || line.heading || line.text.trim_ascii_end().ends_with([':', '：']);
            let short = || is_heading(text) && !is_above(rest);
            if known || (short() && (looks() || (with_source && is_above(further)))) {
                head.heading = Some(text.to_owned());
                head.known = known;
                head.first = Some((*block, line.index));
                rest = further;
            }
        }
        if with_source {
            if let Some((source, first)) = source_at(rest, words, true) {
                head.source = Some(source);
                head.first = Some(first);
            }
        }
        head
    }
}

/// The lines above a run, nearest first.
fn lines_above(blocks: &[Block], run: &Run, candidates: &[Candidate]) -> Vec<Placed> {
    let mut above = Vec::new();
    let mut push =
        |at: usize, lines: Vec<Line>| above.extend(lines.into_iter().rev().map(|line| (at, line)));
    let mut same = lines(&blocks[run.blocks.start], candidates);
    same.retain(|line| line.index < run.first_line);
    push(run.blocks.start, same);
    for (at, block) in blocks[..run.blocks.start]
        .iter()
        .enumerate()
        .rev()
        .take(ABOVE_LIST)
    {
        match block {
            Block::Paragraph { .. } | Block::Heading { .. } => push(at, lines(block, candidates)),
            Block::Rule {} => {}
            _ => break,
        }
    }
    above.truncate(2 * ABOVE_LIST);
    above
}
