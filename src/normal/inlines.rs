//! Inlines in normal form: what looks the same is said in one way.

use super::strings::{
    SPACES, collapse, collapse_option, collapse_words, is_code, is_collapsed, is_tidy_address,
    needs_collapse, normalize_address, normalize_code, push_collapsed,
};
use crate::model::{Inline, MAX_DEPTH, Target};

/// Brings the inlines of one paragraph, heading or the like into normal form.
pub(crate) fn normalize_inlines(run: &mut Vec<Inline>) {
    if let [Inline::Text { text }] = run.as_mut_slice() {
        // Most paragraphs by far.
        collapse_words(text);
        if text.is_empty() {
            run.clear();
        }
        return;
    }
    if is_tidy(run) {
        debug_assert_eq!(tidied(run.clone()), *run, "tidy runs stay as they are");
    } else {
        *run = tidied(std::mem::take(run));
        dissolve_further(run);
    }
}

/// Tidies a run once more where it may need that: what dissolves can bring others together.
fn dissolve_further(run: &mut Vec<Inline>) {
    /// What needs more passes is no text that anyone wrote.
    const FURTHER_PASSES: usize = 2;
    for _ in 0..FURTHER_PASSES {
        if is_tidy(run) {
            return;
        }
        *run = tidied(std::mem::take(run));
    }
}

fn tidied(run: Vec<Inline>) -> Vec<Inline> {
    let mut tidy = Tidy::default();
    tidy.run(run, Inside::default());
    trim_start(&mut tidy.out);
    trim_end(&mut tidy.out);
    tidy.out
}

/// Whether a run certainly is in normal form. Most are, and need not be built anew.
pub(super) fn is_tidy(run: &[Inline]) -> bool {
    is_tidy_inside(run, Inside::default())
}

fn is_tidy_inside(run: &[Inline], inside: Inside) -> bool {
    let is_edge = |inline: Option<&Inline>, has_space: fn(&str) -> bool| match inline {
        Some(Inline::Text { text }) => has_space(text),
        Some(inline) => *inline == Inline::Break {},
        None => false,
    };
    let mut before = None;
    let is_in_place = |inline| is_tidy_behind(before.replace(inline), inline, inside);
    run.iter().all(is_in_place)
        && !is_edge(run.first(), |text| text.starts_with(SPACES))
        && !is_edge(run.last(), |text| text.ends_with(SPACES))
}

/// Whether an inline is in normal form and stays apart from the one before.
fn is_tidy_behind(before: Option<&Inline>, inline: &Inline, inside: Inside) -> bool {
    match inline {
        Inline::Text { text } => match before {
            Some(Inline::Text { .. }) => false,
            Some(Inline::Break {}) if text.starts_with(' ') => false,
            _ => !text.is_empty() && !needs_collapse(text),
        },
        Inline::Code { text } => {
            !matches!(before, Some(Inline::Code { .. })) && !text.is_empty() && is_code(text)
        }
        Inline::Image { src, alt, title } => {
            let has_title = |title: &String| !title.is_empty() && is_collapsed(title);
            is_tidy_address(src) && is_collapsed(alt) && title.as_ref().is_none_or(has_title)
        }
        Inline::Break {} => !matches!(before, Some(Inline::Text { text }) if text.ends_with(' ')),
        Inline::Link { content, target } => {
            let inside_it = Inside {
                link: true,
                ..inside.deeper()
            };
            let is_tidy = match target {
                Target::Listed(_) => !content.is_empty() || !before.is_some_and(may_take_number),
                Target::Url(url) => is_tidy_address(url),
            };
            !inside.link && is_tidy && is_tidy_inside(content, inside_it)
        }
        // A marker that is raised.
        Inline::Superscript { content } if matches!(content.as_slice(), [Inline::Link { content, .. }] if content.is_empty()) => {
            false
        }
        emphasis => {
            let bit = emphasis_bit(emphasis);
            let is_same = |before: &Inline| emphasis_bit(before) == bit;
            let content = emphasis.content().unwrap_or_default();
            let inside_it = Inside {
                emphasis: inside.emphasis | bit,
                ..inside.deeper()
            };
            inside.depth < MAX_DEPTH
                && inside.emphasis & bit == 0
                && !before.is_some_and(is_same)
                && !content.is_empty()
                && is_tidy_inside(content, inside_it)
        }
    }
}

/// Whether a lone marker may give its number to what stands before it, or before the space there.
fn may_take_number(before: &Inline) -> bool {
    match before {
        Inline::Text { text } => text == " ",
        other => is_unlisted(other),
    }
}

/// Whether these are words of a link without its number: the oldest exporters underline them.
fn is_unlisted(inline: &Inline) -> bool {
    matches!(
        inline,
        Inline::Link {
            target: Target::Url(_),
            ..
        } | Inline::Underline { .. }
    )
}

/// What the inlines that are being tidied stand in.
#[derive(Clone, Copy, Default)]
struct Inside {
    depth: usize,
    link: bool,
    /// One bit for each kind of emphasis.
    emphasis: u8,
}

impl Inside {
    /// The same, one level down.
    fn deeper(self) -> Self {
        Self {
            depth: self.depth + 1,
            ..self
        }
    }
}

/// Rebuilds a run of inlines.
#[derive(Default)]
struct Tidy {
    out: Vec<Inline>,
}

impl Tidy {
    fn run(&mut self, run: Vec<Inline>, inside: Inside) {
        if inside.depth > MAX_DEPTH {
            return self.out.extend(run);
        }
        for inline in run {
            self.inline(inline, inside);
        }
    }

    fn inline(&mut self, inline: Inline, inside: Inside) {
        match inline {
            Inline::Text { text } => self.text(text),
            Inline::Code { text } => self.code(text),
            Inline::Image {
                mut src,
                mut alt,
                mut title,
            } => {
                normalize_address(&mut src);
                collapse(&mut alt);
                collapse_option(&mut title);
                self.out.push(Inline::Image { src, alt, title });
            }
            Inline::Break {} => self.line_break(),
            Inline::Link { content, target } => self.link(content, target, inside),
            emphasis => self.emphasis(emphasis, inside),
        }
    }

    fn text(&mut self, mut text: String) {
        if needs_collapse(&text) {
            let mut collapsed = String::with_capacity(text.len());
            push_collapsed(&mut collapsed, &text);
            text = collapsed;
        }
        match self.out.last_mut() {
            Some(Inline::Text { text: before }) => push_collapsed(before, &text),
            Some(Inline::Break {}) => {
                let words = text.trim_start_matches(' ');
                if !words.is_empty() {
                    self.out.push(Inline::text(words));
                }
            }
            _ if text.is_empty() => {}
            _ => self.out.push(Inline::Text { text }),
        }
    }

    fn code(&mut self, mut text: String) {
        normalize_code(&mut text);
        match self.out.last_mut() {
            _ if text.is_empty() => {}
            Some(Inline::Code { text: before }) => before.push_str(&text),
            _ => self.out.push(Inline::Code { text }),
        }
    }

    fn line_break(&mut self) {
        if let Some(Inline::Text { text }) = self.out.last_mut() {
            text.truncate(text.trim_end_matches(' ').len());
            if text.is_empty() {
                self.out.pop();
            }
        }
        self.out.push(Inline::Break {});
    }

    /// Tidies what an inline contains.
    fn content(content: Vec<Inline>, inside: Inside) -> Vec<Inline> {
        let mut tidy = Self::default();
        tidy.run(content, inside.deeper());
        tidy.out
    }

    fn link(&mut self, content: Vec<Inline>, mut target: Target, inside: Inside) {
        if let Target::Url(url) = &mut target {
            normalize_address(url);
        }
        if inside.link {
            return self.link_in_link(content, &target, inside);
        }
        let inside = Inside {
            link: true,
            ..inside
        };
        let mut content = Self::content(content, inside);
        self.edges_before(&mut content);
        let after = take_end(&mut content);
        if content.is_empty() && self.gives_its_number(&target) {
            self.take_number(target);
        } else {
            self.out.push(Inline::Link { content, target });
        }
        self.run(after, inside);
    }

    /// The content of a link that stands in a link; a lone marker there is text.
    fn link_in_link(&mut self, content: Vec<Inline>, target: &Target, inside: Inside) {
        match target {
            Target::Listed(number) if content.is_empty() => self.text(format!("[{number}]")),
            _ => self.run(content, inside.deeper()),
        }
    }

    /// Whether a lone marker with this target follows an unlisted link.
    fn gives_its_number(&self, target: &Target) -> bool {
        matches!(target, Target::Listed(_))
            && match self.out.as_slice() {
                [.., link, Inline::Text { text }] if text == " " => is_unlisted(link),
                [.., link] => is_unlisted(link),
                [] => false,
            }
    }

    fn take_number(&mut self, number: Target) {
        if let Some(Inline::Text { .. }) = self.out.last() {
            self.out.pop();
        }
        match self.out.last_mut() {
            Some(Inline::Link { target, .. }) => *target = number,
            Some(words @ Inline::Underline { .. }) => {
                let content = words.content_mut().map(std::mem::take).unwrap_or_default();
                let inside = Inside {
                    link: true,
                    ..Inside::default()
                };
                let content = Self::content(content, inside);
                *words = Inline::Link {
                    content,
                    target: number,
                };
            }
            _ => {}
        }
    }

    fn emphasis(&mut self, mut emphasis: Inline, inside: Inside) {
        let bit = emphasis_bit(&emphasis);
        let Some(slot) = emphasis.content_mut() else {
            return;
        };
        let content = std::mem::take(slot);
        if inside.emphasis & bit != 0 {
            return self.run(content, inside.deeper());
        }
        let inside_it = Inside {
            emphasis: inside.emphasis | bit,
            ..inside
        };
        let mut content = Self::content(content, inside_it);
        self.edges_before(&mut content);
        let after = take_end(&mut content);
        // A marker of a page that raises its markers is not raised text.
        let is_marker =
            |inline: &Inline| matches!(inline, Inline::Link { content, .. } if content.is_empty());
        if matches!(emphasis, Inline::Superscript { .. })
            && matches!(content.as_slice(), [one] if is_marker(one))
        {
            self.run(content, inside);
        } else if !content.is_empty() {
            self.push_emphasis(emphasis, content);
        }
        self.run(after, inside);
    }

    fn push_emphasis(&mut self, mut emphasis: Inline, content: Vec<Inline>) {
        match self.out.last_mut() {
            Some(last) if std::mem::discriminant(last) == std::mem::discriminant(&emphasis) => {
                if let Some(before) = last.content_mut() {
                    let mut joined = Self {
                        out: std::mem::take(before),
                    };
                    joined.join(content);
                    *before = joined.out;
                }
            }
            _ => {
                if let Some(slot) = emphasis.content_mut() {
                    *slot = content;
                }
                self.out.push(emphasis);
            }
        }
    }

    /// Appends inlines that are tidy in themselves.
    fn join(&mut self, content: Vec<Inline>) {
        for inline in content {
            match inline {
                Inline::Text { text } => self.text(text),
                Inline::Code { text } => self.code(text),
                Inline::Link { content, target }
                    if content.is_empty() && self.gives_its_number(&target) =>
                {
                    self.take_number(target);
                }
                emphasis if emphasis_bit(&emphasis) != 0 => {
                    let mut emphasis = emphasis;
                    let content = emphasis.content_mut().map(std::mem::take);
                    self.push_emphasis(emphasis, content.unwrap_or_default());
                }
                other => self.out.push(other),
            }
        }
    }

    /// Moves spaces and breaks from the start of some content to before it.
    fn edges_before(&mut self, content: &mut Vec<Inline>) {
        let mut moved = 0;
        loop {
            match content.get_mut(moved) {
                Some(Inline::Break {}) => {
                    moved += 1;
                    self.line_break();
                }
                Some(Inline::Text { text }) if text.starts_with(SPACES) => {
                    let words = text.trim_start_matches(SPACES);
                    let spaces = text.drain(..text.len() - words.len()).collect();
                    moved += usize::from(text.is_empty());
                    self.text(spaces);
                }
                _ => break,
            }
        }
        content.drain(..moved);
    }
}

/// Takes spaces and breaks from the end of some content.
fn take_end(content: &mut Vec<Inline>) -> Vec<Inline> {
    let mut end = Vec::new();
    loop {
        match content.last_mut() {
            Some(Inline::Break {}) => {
                content.pop();
                end.push(Inline::Break {});
            }
            Some(Inline::Text { text }) if text.ends_with(SPACES) => {
                let spaces = text.split_off(text.trim_end_matches(SPACES).len());
                if text.is_empty() {
                    content.pop();
                }
                end.push(Inline::text(spaces));
            }
            _ => break,
        }
    }
    end.reverse();
    end
}

fn trim_start(run: &mut Vec<Inline>) {
    let mut content = std::mem::take(run);
    Tidy::default().edges_before(&mut content);
    *run = content;
}

fn trim_end(run: &mut Vec<Inline>) {
    take_end(run);
}

/// A bit for each kind of emphasis; 0 for what is none.
fn emphasis_bit(inline: &Inline) -> u8 {
    match inline {
        Inline::Emphasis { .. } => 1,
        Inline::Strong { .. } => 2,
        Inline::Strikeout { .. } => 4,
        Inline::Underline { .. } => 8,
        Inline::Subscript { .. } => 16,
        Inline::Superscript { .. } => 32,
        Inline::Small { .. } => 64,
        _ => 0,
    }
}
