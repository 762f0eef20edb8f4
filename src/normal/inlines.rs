//! Inlines in normal form: adjacent texts and emphasis join, and what shows nothing disappears.

use super::blocks::normalize_blocks;
use super::copy::{LARGEST_CHECKED, are_normal};
use super::edges::{checkbox_at_start, has_tidy_edges, take_checkbox, take_end, tidy_edges};
use super::strings::{
    SPACES, collapse, collapse_option, collapse_words, is_code, is_collapsed, is_tidy_address,
    needs_collapse, normalize_address, normalize_code, push_collapsed,
};
use crate::model::{
    Inline, MAX_DEPTH, Target, change_run, checkbox_character, inline_text, is_blank,
};

/// Brings the inlines of a title or the like, which is not in a block, into normal form.
pub(crate) fn normalize_inlines(run: &mut Vec<Inline>) {
    normalize_run(run, Inside::default());
}

/// Brings the inlines of a block into normal form.
pub(super) fn normalize_run(run: &mut Vec<Inline>, inside: Inside) {
    if let [Inline::Text { text }] = run.as_mut_slice() {
        // This holds for nearly all paragraphs.
        collapse_words(text);
        if text.is_empty() {
            run.clear();
        }
        return take_checkbox(run, inside.starts_item);
    }
    let are_in_place = are_in_place(run, inside);
    if !are_in_place {
        *run = rebuilt(std::mem::take(run), inside);
    } else {
        debug_assert!(
            run.len() > LARGEST_CHECKED || rebuilt(run.clone(), inside) == *run,
            "runs in place stay as they are: {run:?}"
        );
        if has_tidy_edges(run) {
            return;
        }
    }
    tidy_edges(run, inside.starts_item);
    dissolve_further(run, inside);
}

/// Tidies a run again if it may need that: where an inline was unwrapped, its neighbours may join.
fn dissolve_further(run: &mut Vec<Inline>, inside: Inside) {
    /// Enough for any text that people write: only made-up input needs more.
    const FURTHER_PASSES: usize = 2;
    for _ in 0..FURTHER_PASSES {
        if is_tidy(run, inside) {
            return;
        }
        let again = Inside {
            again: true,
            ..inside
        };
        *run = rebuilt(std::mem::take(run), again);
        tidy_edges(run, again.starts_item);
    }
}

fn rebuilt(run: Vec<Inline>, inside: Inside) -> Vec<Inline> {
    let mut tidy = Tidy {
        out: Vec::with_capacity(run.len()),
    };
    tidy.run(run, inside);
    tidy.out
}

/// Whether a run is certainly in normal form. Most are, and need not be rebuilt.
pub(super) fn is_tidy(run: &[Inline], inside: Inside) -> bool {
    are_in_place(run, inside) && has_tidy_edges(run)
}

/// Whether a run is in normal form, apart from spaces and breaks at its edges.
fn are_in_place(run: &[Inline], inside: Inside) -> bool {
    let mut before = None;
    let is_in_place = |inline| is_tidy_after(before.replace(inline), inline, inside);
    run.iter().all(is_in_place)
}

/// Whether an inline is in normal form and does not join the one before.
fn is_tidy_after(before: Option<&Inline>, inline: &Inline, inside: Inside) -> bool {
    match inline {
        Inline::Text { text } => match before {
            Some(Inline::Text { .. }) => false,
            Some(Inline::Checkbox { .. }) if !text.starts_with(' ') => false,
            None if inside.starts_item && checkbox_at_start(text).is_some() => false,
            Some(Inline::Break {}) if text.starts_with(' ') => false,
            _ => !text.is_empty() && !needs_collapse(text),
        },
        _ if matches!(before, Some(Inline::Checkbox { .. })) => false,
        Inline::Checkbox { .. } => inside.starts_item && before.is_none(),
        Inline::Anchor { id } => !inside.link && !id.is_empty() && is_collapsed(id),
        Inline::Note { content } => {
            !inside.link && !content.is_empty() && are_normal(content, inside.depth + 2)
        }
        Inline::Code { text } => {
            !matches!(before, Some(Inline::Code { .. })) && !text.is_empty() && is_code(text)
        }
        Inline::Image {
            src, alt, title, ..
        } => is_tidy_address(src) && is_collapsed(alt) && is_tidy_title(title.as_deref()),
        Inline::Break {} => !matches!(before, Some(Inline::Text { text }) if text.ends_with(' ')),
        Inline::Link {
            content,
            target,
            title,
        } => {
            let inside_it = Inside {
                link: true,
                ..inside.deeper()
            };
            let is_tidy_target = match target {
                Target::Listed(_) => !content.is_empty() || !before.is_some_and(may_take_number),
                Target::Url(url) => is_tidy_address(url),
            };
            !inside.link
                && is_tidy_target
                && is_tidy_title(title.as_deref())
                && !says_nothing(title.as_deref(), content)
                && is_tidy(content, inside_it)
        }
        Inline::Superscript { content } if is_raised_number(content) => false,
        emphasis => {
            let bit = emphasis_bit(emphasis);
            let is_same = |before: &Inline| emphasis_bit(before) == bit;
            let content = emphasis.content().unwrap_or_default();
            let inside_it = Inside {
                emphasis: inside.emphasis | bit,
                ..inside.deeper()
            };
            inside.depth < MAX_DEPTH
                && (inside.emphasis & bit == 0 || (bit & INDICES != 0 && before.is_some()))
                && !before.is_some_and(is_same)
                && !content.is_empty()
                && is_tidy(content, inside_it)
        }
    }
}

fn is_tidy_title(title: Option<&str>) -> bool {
    title.is_none_or(|title| !title.is_empty() && is_collapsed(title))
}

/// Whether the title of a link is redundant: it repeats the words, or there are no words. A marker has no place for a
/// title, and in any other link without words it becomes the words.
fn says_nothing(title: Option<&str>, content: &[Inline]) -> bool {
    title.is_some_and(|title| content.is_empty() || title == inline_text(content))
}

/// Whether a superscript holds only a marker or a note. Then it is dropped, since pages print these as superscripts
/// anyway.
fn is_raised_number(content: &[Inline]) -> bool {
    match content {
        [Inline::Link { content, .. }] => content.is_empty(),
        [only] => matches!(only, Inline::Note { .. }),
        _ => false,
    }
}

/// Whether a lone marker after this inline, perhaps with a space between, may give it its number.
fn may_take_number(before: &Inline) -> bool {
    match before {
        Inline::Text { text } => text == " ",
        other => is_unlisted(other),
    }
}

/// Whether an inline is a link without a number, or underlined words, which the oldest exporters print for links.
fn is_unlisted(inline: &Inline) -> bool {
    matches!(inline, Inline::Underline { .. }) || inline.unlisted_url().is_some()
}

/// The context of the inlines that are being tidied.
#[derive(Clone, Copy, Default)]
pub(super) struct Inside {
    /// The depth of the node that contains them.
    depth: usize,
    /// Whether they start a list item.
    starts_item: bool,
    link: bool,
    /// One bit for each kind of emphasis.
    emphasis: u8,
    /// Whether the run was tidied before.
    again: bool,
}

impl Inside {
    /// The context in a block at this depth.
    pub(super) fn block(depth: usize) -> Self {
        Self {
            depth,
            ..Self::default()
        }
    }

    /// The same for a block that may start an item of a list.
    pub(super) fn starting_item(self, starts_item: bool) -> Self {
        Self {
            starts_item,
            ..self
        }
    }

    /// The same, one level down.
    fn deeper(self) -> Self {
        Self {
            depth: self.depth + 1,
            starts_item: false,
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
                width,
                height,
            } => {
                normalize_address(&mut src);
                collapse(&mut alt);
                collapse_option(&mut title);
                self.out.push(Inline::Image {
                    src,
                    alt,
                    title,
                    width,
                    height,
                });
            }
            Inline::Note { mut content } => {
                // Once is enough. Repeating it at each level of nested notes would take exponential time.
                if !inside.again {
                    normalize_blocks(&mut content, inside.depth + 2);
                }
                if !content.is_empty() {
                    self.out.push(Inline::Note { content });
                }
            }
            Inline::Checkbox { checked } => self.checkbox(checked, inside),
            Inline::Anchor { mut id } => {
                collapse(&mut id);
                if !id.is_empty() {
                    self.out.push(Inline::Anchor { id });
                }
            }
            Inline::Break {} => self.line_break(),
            Inline::Link {
                content,
                target,
                title,
            } => self.link(content, target, title, inside),
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

    /// A checkbox starts a list item. Anywhere else it becomes a character of the text.
    fn checkbox(&mut self, checked: bool, inside: Inside) {
        if inside.starts_item && is_blank(&self.out) {
            self.out = vec![Inline::Checkbox { checked }];
        } else {
            self.text(checkbox_character(checked).to_owned());
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

    /// Tidies the content of an inline.
    fn content(content: Vec<Inline>, inside: Inside) -> Vec<Inline> {
        let mut tidy = Self::default();
        tidy.run(content, inside.deeper());
        tidy.out
    }

    fn link(
        &mut self,
        mut content: Vec<Inline>,
        mut target: Target,
        mut title: Option<String>,
        inside: Inside,
    ) {
        if let Target::Url(url) = &mut target {
            normalize_address(url);
        }
        collapse_option(&mut title);
        if inside.link {
            return self.link_in_link(content, &target, inside);
        }
        let (anchors, notes) = take_anchors_and_notes(&mut content);
        self.run(anchors, inside);
        let inside_it = Inside {
            link: true,
            ..inside
        };
        let mut content = Self::content(content, inside_it);
        self.edges_before(&mut content);
        let after = take_end(&mut content);
        if content.is_empty() && matches!(target, Target::Url(_)) {
            content.extend(title.take().map(Inline::text));
            content = Self::content(content, inside_it);
        }
        title = title.filter(|title| !says_nothing(Some(title), &content));
        if content.is_empty() && self.gives_its_number(&target) {
            self.take_number(target, title);
        } else {
            self.out.push(Inline::Link {
                content,
                target,
                title,
            });
        }
        self.run(notes, inside);
        self.run(after, inside_it);
    }

    /// Adds the content of a link within a link; a lone marker there becomes text.
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

    fn take_number(&mut self, number: Target, title_of_marker: Option<String>) {
        if let Some(Inline::Text { .. }) = self.out.last() {
            self.out.pop();
        }
        match self.out.last_mut() {
            Some(Inline::Link { target, title, .. }) => {
                *target = number;
                *title = title.take().or(title_of_marker);
            }
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
                    title: title_of_marker,
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
        let is_index_of_words = bit & INDICES != 0 && !self.out.is_empty();
        if inside.emphasis & bit != 0 && !is_index_of_words {
            return self.run(content, inside.deeper());
        }
        let inside_it = Inside {
            emphasis: inside.emphasis | bit,
            ..inside
        };
        let mut content = Self::content(content, inside_it);
        self.edges_before(&mut content);
        let after = take_end(&mut content);
        if matches!(emphasis, Inline::Superscript { .. }) && is_raised_number(&content) {
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

    /// Appends inlines that are already in normal form.
    fn join(&mut self, content: Vec<Inline>) {
        for inline in content {
            match inline {
                Inline::Text { text } => self.text(text),
                Inline::Code { text } => self.code(text),
                Inline::Link {
                    content,
                    target,
                    title,
                } if content.is_empty() && self.gives_its_number(&target) => {
                    self.take_number(target, title);
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

    /// Moves spaces and breaks out of the start of some content.
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

/// Takes anchors and notes out of the content of a link. In some formats both are links themselves, which would end
/// this one: so anchors go before it, and notes after it.
fn take_anchors_and_notes(content: &mut Vec<Inline>) -> (Vec<Inline>, Vec<Inline>) {
    let mut taken = Vec::new();
    change_run(content, &mut |run| {
        let is_apart =
            |inline: &Inline| matches!(inline, Inline::Anchor { .. } | Inline::Note { .. });
        if run.iter().any(is_apart) {
            let (of_run, others) = std::mem::take(run).into_iter().partition(is_apart);
            *run = others;
            taken.extend::<Vec<Inline>>(of_run);
        }
    });
    taken
        .into_iter()
        .partition(|inline| matches!(inline, Inline::Anchor { .. }))
}

/// The bits of subscripts and superscripts, which also stand after words in each other: `a<sub>i<sub>j</sub></sub>`.
const INDICES: u8 = 16 | 32;

/// A bit for each kind of emphasis; 0 for any other inline.
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
