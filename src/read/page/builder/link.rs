//! Links: the words of those that have none of their own, and permalinks, which are dropped.

use super::frame::{Context, Frame, InlineFrame, LeafKind};
use super::stack::Builder;
use crate::grammar::url::decoded_fragment;
use crate::model::{Inline, Node, Target, is_blank, walk_inlines};

/// What permalinks show, apart from brackets around it.
const SIGNS: &[&str] = &[
    "#", "¶", "§", "∞", "⚓", "⚓\u{fe0e}", "🔗", "🔗\u{fe0e}", "🔖", "⁋", "¤",
];

impl Builder {
    /// Gives the link opened last the words that it has if there are no others, and says whether it is marked up as a
    /// permalink.
    pub(crate) fn name_link(&mut self, title: Option<&str>, permalink: bool) {
        let last = self.open.last_mut().map(|open| &mut open.frame);
        if let Some(Frame::Inline(InlineFrame::Link {
            name, is_permalink, ..
        })) = last
        {
            *name = title.map(str::to_owned);
            *is_permalink = permalink;
        }
    }

    /// Takes hidden words as those of a link, if they are the name of a drawing in it.
    pub(super) fn name_of_drawing(&mut self, run: &str) {
        let last = self.open.last().map(|open| &open.frame);
        if matches!(last, Some(Frame::Context(Context::Name))) {
            self.label_link(run);
        }
    }

    /// Whether a link is open that has no name.
    pub(crate) fn lacks_name(&self) -> bool {
        let link = self.here().link.map(|link| &self.open[link].frame);
        matches!(
            link,
            Some(Frame::Inline(InlineFrame::Link { name: None, .. }))
        )
    }

    /// Gives the open link the name of something in it, unless it has one.
    pub(crate) fn label_link(&mut self, label: &str) {
        let Some(link) = self.here().link else { return };
        if let Frame::Inline(InlineFrame::Link {
            name: name @ None, ..
        }) = &mut self.open[link].frame
        {
            *name = Some(label.to_owned());
        }
    }

    /// Adds a link, unless it is a permalink. A link without words stays, since a marker may follow it.
    pub(super) fn close_link(
        &mut self,
        mut link: Inline,
        name: Option<String>,
        is_permalink: bool,
    ) {
        let Inline::Link {
            content,
            target: Target::Url(url),
            ..
        } = &mut link
        else {
            return;
        };
        let leads_to_a_place = url
            .split_once('#')
            .is_some_and(|(_, place)| !place.is_empty());
        let is_unseen = shows_nothing(content);
        let is_sign = match is_unseen {
            // Its title only shows under the mouse.
            true => name.is_some() || !is_blank(content),
            false => shows_sign(content),
        };
        if leads_to_a_place && self.is_furniture(url, is_permalink, is_sign) {
            let (places, words): (Vec<_>, Vec<_>) =
                std::mem::take(content).into_iter().partition(is_place);
            self.inlines.extend(places);
            if !is_sign {
                self.words_of_permalink = words;
            }
            return;
        }
        if !is_sign && self.heads(url, content) {
            return self.inlines.append(content);
        }
        if let Some(name) = name.filter(|name| is_unseen && !name.trim().is_empty()) {
            content.retain(is_place);
            content.push(Inline::text(name));
        }
        self.inlines.push(link);
    }

    /// The content of a heading or the like: the words of a permalink, if there are no others.
    pub(super) fn or_words_of_permalink(&mut self, mut content: Vec<Inline>) -> Vec<Inline> {
        let words = std::mem::take(&mut self.words_of_permalink);
        if !words.is_empty() && shows_nothing(&content) {
            content.extend(words);
        }
        content
    }

    /// Whether a link to a place in a page is a permalink, there to be copied and not to be read.
    fn is_furniture(&self, url: &str, is_permalink: bool, is_sign: bool) -> bool {
        let is_in_heading = self.heading().is_some();
        let stays = url.starts_with('#');
        match is_sign {
            true => is_in_heading || (is_permalink && stays),
            false => is_in_heading && is_permalink && stays,
        }
    }

    /// The heading or the like that is open.
    fn heading(&self) -> Option<usize> {
        let is_heading = |leaf: &usize| {
            matches!(
                self.open[*leaf].frame,
                Frame::Leaf(
                    LeafKind::Heading(_)
                        | LeafKind::Title(_)
                        | LeafKind::Term
                        | LeafKind::Caption
                        | LeafKind::FigureCaption
                )
            )
        };
        self.here().leaf.filter(is_heading)
    }

    /// Whether a link with this content leads to the heading that it stands in.
    fn heads(&self, url: &str, content: &[Inline]) -> bool {
        let Some(heading) = self.heading() else {
            return false;
        };
        has_place(content, url) || has_place(&self.inlines[self.open[heading].start..], url)
    }
}

fn is_place(inline: &Inline) -> bool {
    matches!(inline, Inline::Anchor { .. })
}

/// Whether the place is in this content that a URL within the page leads to.
fn has_place(content: &[Inline], url: &str) -> bool {
    let Some(place) = url.strip_prefix('#') else {
        return false;
    };
    let is_it = |node| match node {
        Node::Inline(Inline::Anchor { id }) => *id == place || *id == decoded_fragment(place),
        _ => false,
    };
    // It stands before the words.
    walk_inlines(content).take(64).any(is_it)
}

/// Whether content shows nothing but white space, zero-width characters and those of icon fonts.
pub(crate) fn shows_nothing(content: &[Inline]) -> bool {
    content.iter().all(|inline| match inline {
        Inline::Text { text } => text.chars().all(is_unseen),
        Inline::Break {} | Inline::Anchor { .. } => true,
        Inline::Link { .. } | Inline::Note { .. } => false,
        other => other.content().is_some_and(shows_nothing),
    })
}

fn is_unseen(c: char) -> bool {
    c.is_whitespace()
        || is_private(c)
        || matches!(
            c,
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}'
        )
}

/// Whether a character is for private use, as those of icon fonts are.
fn is_private(c: char) -> bool {
    ('\u{e000}'..='\u{f8ff}').contains(&c)
}

/// Whether content is only a sign that permalinks show.
fn shows_sign(content: &[Inline]) -> bool {
    let mut shown = String::new();
    for inline in content {
        match inline {
            Inline::Text { text } if shown.len() + text.len() <= 32 => shown.push_str(text),
            Inline::Break {} | Inline::Anchor { .. } => {}
            Inline::Superscript { content } | Inline::Small { content } => match content.as_slice()
            {
                [Inline::Text { text }] if text.len() <= 32 => shown.push_str(text),
                _ => return false,
            },
            _ => return false,
        }
    }
    let is_bracket = |c: char| c.is_whitespace() || matches!(c, '[' | ']' | '(' | ')');
    let sign = shown.trim_matches(is_bracket);
    SIGNS.contains(&sign) || (!sign.is_empty() && sign.chars().all(is_private))
}
