//! Blocks as lines of plain text, for the grammar of the footer.

use std::fmt::Write as _;

use super::{Candidate, Sign};
use crate::model::{Article, Block, Inline, Target, for_each_run_in};
use crate::reference::url::starts_as_url;

/// What stands for an escaped colon: nothing that the grammar knows, and a code point that Unicode keeps from texts. A
/// page that has both it and escaped colons gets colons for it.
pub(super) const ESCAPED: char = '\u{fdd0}';

/// Makes the escaped colons of lines colons again, wherever these lines have gone in an article.
pub(super) fn show_colons_of_lines(article: &mut Article) {
    let show = |text: &mut String| {
        if text.contains(ESCAPED) {
            *text = text.replace(ESCAPED, ":");
        }
    };
    for link in &mut article.links {
        show(&mut link.url);
        link.title.iter_mut().for_each(show);
    }
    if let Some(source) = &mut article.source {
        show(&mut source.url);
        source
            .stamp
            .iter_mut()
            .for_each(|stamp| show(&mut stamp.text));
    }
    let labels = &mut article.labels;
    for label in [&mut labels.source, &mut labels.stamp, &mut labels.links] {
        label.iter_mut().for_each(show);
    }
    for_each_run_in(&mut article.footer, &mut |run: &mut Vec<Inline>| {
        for inline in run {
            if let Inline::Text { text } = inline {
                show(text);
            }
        }
    });
}

/// A line of a paragraph or heading.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Line {
    pub(crate) text: String,
    /// Which line of its block it is, blank ones counted.
    pub(crate) index: usize,
    /// The candidate that the line starts with.
    pub(crate) marker: Option<usize>,
    /// Where the last link or strong text of the line starts: an address, if any.
    pub(crate) last_piece: Option<usize>,
    /// Where the last address in angle brackets ends in the text, or link that shows its own address.
    pub(crate) bare_link: Option<usize>,
    /// Whether the line has strong text.
    pub(crate) strong: bool,
    /// Whether some of its text is emphasised.
    pub(crate) emphasis: bool,
    /// Whether it is a heading's.
    pub(crate) heading: bool,
    /// Whether code of it has a colon as labels have: it quotes a source line and is none.
    pub(crate) label_in_code: bool,
}

impl Line {
    /// Whether the line ends with an address whose end the markup shows: what follows is none of it.
    pub(crate) fn ends_with_whole_address(&self) -> bool {
        self.bare_link == Some(self.text.trim_ascii_end().len())
    }
}

/// The lines of a paragraph or heading, blank ones left out; none for other blocks.
pub(crate) fn lines(block: &Block, candidates: &[Candidate]) -> Vec<Line> {
    let (content, heading) = match block {
        Block::Paragraph { content } => (content, false),
        Block::Heading { content, .. } => (content, true),
        _ => return Vec::new(),
    };
    let mut splitter = Splitter {
        candidates,
        lines: Vec::new(),
        line: Line::default(),
        blank: 0,
        inside: 0,
    };
    for inline in content {
        splitter.inline(inline);
    }
    let mut lines = splitter.lines;
    push_filled(&mut lines, splitter.line);
    for line in &mut lines {
        line.heading = heading;
    }
    join_addresses(lines)
}

/// Joins lines that end within an address with the next one.
fn join_addresses(lines: Vec<Line>) -> Vec<Line> {
    if lines.len() < 2 {
        return lines;
    }
    let mut joined: Vec<Line> = Vec::with_capacity(lines.len());
    for line in lines {
        match joined.last_mut() {
            Some(before)
                if line.marker.is_none()
                    && before.text.ends_with('-')
                    && ends_in_address(&before.text) =>
            {
                go_on(&mut before.text, line.text.trim_ascii());
            }
            _ => joined.push(line),
        }
    }
    joined
}

/// Whether the last word of a text is the start of an address that goes on behind a hyphen or slash.
fn ends_in_address(text: &str) -> bool {
    /// How long an address is that goes on, at most: to look back over all of a long text takes time.
    const LONGEST: usize = 1 << 15;
    if !text.ends_with(['-', '/']) {
        return false;
    }
    let far = text.len().saturating_sub(LONGEST);
    let near = &text.as_bytes()[far..];
    let before = memchr::memrchr3(b' ', b'<', b'(', near).max(memchr::memrchr(b'[', near));
    match before {
        Some(before) => starts_as_url(&text[far + before + 1..]),
        None => far == 0 && starts_as_url(text),
    }
}

/// Goes on with the next line of a text. Lines end at spaces, or behind a hyphen or slash within an
/// address.
pub(crate) fn go_on(text: &mut String, line: &str) {
    if !text.is_empty() && !ends_in_address(text) {
        text.push(' ');
    }
    text.push_str(line);
}

/// Whether a block is a paragraph in which candidates stand.
pub(crate) fn has_candidates(block: &Block) -> bool {
    let is_candidate = |inline: &Inline| {
        matches!(
            inline,
            Inline::Link {
                target: Target::Listed(_),
                ..
            }
        )
    };
    let Block::Paragraph { content } = block else {
        return false;
    };
    content.iter().any(|inline| {
        is_candidate(inline)
            || inline
                .content()
                .is_some_and(|content| content.iter().any(is_candidate))
    })
}

struct Splitter<'a> {
    candidates: &'a [Candidate],
    lines: Vec<Line>,
    line: Line,
    /// How many bytes of the line are known to be blank, up to the first that is not.
    blank: usize,
    /// How many emphases and links are open: a line that ends in one goes on.
    inside: usize,
}

impl Splitter<'_> {
    fn run(&mut self, run: &[Inline]) {
        self.inside += 1;
        for inline in run {
            self.inline(inline);
        }
        self.inside -= 1;
    }

    fn inline(&mut self, inline: &Inline) {
        match inline {
            Inline::Text { text } => self.text(text),
            Inline::Code { text } => {
                self.line.label_in_code |= text.contains(": ") || text.ends_with(':');
                self.line.text.push_str(text);
            }
            Inline::Break {} => self.end_line(),
            Inline::Link { content, target } => self.link(content, target),
            Inline::Image { .. } => {}
            Inline::Strong { content } => {
                self.line.last_piece = Some(self.line.text.len());
                self.line.strong = true;
                self.run(content);
            }
            Inline::Emphasis { content } => {
                self.line.emphasis = true;
                self.run(content);
            }
            other => self.run(other.content().unwrap_or_default()),
        }
    }

    fn text(&mut self, text: &str) {
        for (at, line) in text.split('\n').enumerate() {
            if at > 0 {
                self.end_line();
            }
            self.line.text.push_str(line);
        }
    }

    fn link(&mut self, content: &[Inline], target: &Target) {
        match target {
            Target::Url(url) => self.unlisted_link(content, url),
            Target::Listed(index) => {
                let index = *index as usize;
                let Some(candidate) = self.candidates.get(index) else {
                    return;
                };
                if let Some(followed) = &candidate.follows {
                    self.unlisted_link(content, followed.href.as_deref().unwrap_or_default());
                    self.text(&followed.gap);
                }
                self.candidate(index, candidate.sign);
            }
        }
    }

    fn unlisted_link(&mut self, content: &[Inline], url: &str) {
        let start = self.line.text.len();
        self.line.last_piece = Some(start);
        self.run(content);
        if self.line.text.get(start..) == Some(url) {
            self.line.bare_link = Some(self.line.text.len());
        }
        // A bare mail address stands for its mailto: address.
        let mail = url.strip_prefix("mailto:");
        if mail.is_some() && self.line.text.get(start..) == mail {
            self.line.text.truncate(start);
            self.line.text.push_str(url);
        }
    }

    fn candidate(&mut self, index: usize, sign: Sign) {
        match sign {
            Sign::Colon => self.line.text.push(ESCAPED),
            Sign::Space => self.line.text.push(' '),
            _ => {
                if self.is_blank() {
                    self.line.marker = Some(index);
                }
                // A string takes all.
                let _ = write!(self.line.text, "{sign}");
            }
        }
    }

    /// Whether the line is blank so far. It may begin with many spaces, which are looked at once only.
    fn is_blank(&mut self) -> bool {
        let rest = self.line.text.as_bytes().get(self.blank..);
        let spaces = rest.unwrap_or_default().iter();
        self.blank += spaces.take_while(|byte| byte.is_ascii_whitespace()).count();
        self.blank >= self.line.text.len()
    }

    fn end_line(&mut self) {
        if self.inside > 0 {
            go_on(&mut self.line.text, "");
            return;
        }
        let next = Line {
            // Lines of a list are much of a length.
            text: String::with_capacity(self.line.text.len()),
            index: self.line.index + 1,
            ..Line::default()
        };
        self.blank = 0;
        push_filled(&mut self.lines, std::mem::replace(&mut self.line, next));
    }
}

/// Adds a line that is not blank.
fn push_filled(lines: &mut Vec<Line>, line: Line) {
    if !line.text.trim_ascii().is_empty() {
        lines.push(line);
    }
}

/// Cuts a paragraph before the line with this index (see [`Line::index`]).
pub(crate) fn keep_before(content: &mut Vec<Inline>, line: usize, candidates: &mut [Candidate]) {
    let mut ends = 0;
    for at in 0..content.len() {
        if ends == line {
            return content.truncate(at);
        }
        match &mut content[at] {
            Inline::Break {} => ends += 1,
            Inline::Text { text } => {
                let passed = text.matches('\n').count();
                if ends + passed >= line {
                    let cut = text
                        .match_indices('\n')
                        .nth(line - ends - 1)
                        .map(|(cut, _)| cut);
                    text.truncate(cut.unwrap_or(text.len()));
                    return content.truncate(at + 1);
                }
                ends += passed;
            }
            Inline::Link {
                target: target @ Target::Listed(_),
                ..
            } => {
                let Target::Listed(index) = *target else {
                    continue;
                };
                let Some(candidate) = candidates.get_mut(index as usize) else {
                    continue;
                };
                let passed = gap_lines(candidate);
                if passed > 0 && ends + passed >= line {
                    // The link stays; the number behind it starts the next line.
                    if let Some(followed) = candidate.follows.take() {
                        *target = Target::Url(followed.href.unwrap_or_default());
                    }
                    return content.truncate(at + 1);
                }
                ends += passed;
            }
            _ => {}
        }
    }
}

fn gap_lines(candidate: &Candidate) -> usize {
    let gap = candidate
        .follows
        .as_ref()
        .map(|followed| followed.gap.as_str());
    gap.map_or(0, |gap| gap.matches('\n').count())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paragraph_is_cut_between_lines() {
        let mut content = vec![
            Inline::text("a\nb "),
            Inline::Strong {
                content: vec![Inline::text("c\nd")],
            },
            Inline::text("\ne"),
        ];
        let block = Block::paragraph(content.clone());
        let texts: Vec<_> = lines(&block, &[])
            .into_iter()
            .map(|line| (line.index, line.text))
            .collect();
        assert_eq!(
            texts,
            [(0, "a".into()), (1, "b c d".into()), (2, "e".into())]
        );
        keep_before(&mut content, 2, &mut []);
        assert_eq!(content.len(), 3);
        assert_eq!(content[2], Inline::text(""));
        keep_before(&mut content, 1, &mut []);
        assert_eq!(content, [Inline::text("a")]);
    }
}
