//! Links: the words of those that have none of their own, and permalinks, which are dropped.

use super::frame::{Context, Frame, InlineFrame, LeafKind};
use super::stack::Builder;
use crate::model::{Inline, Target, is_blank};

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
        let is_name = matches!(last, Some(Frame::Context(Context::Name)));
        let Some(link) = self.here().link.filter(|_| is_name) else {
            return;
        };
        if let Frame::Inline(InlineFrame::Link {
            name: name @ None, ..
        }) = &mut self.open[link].frame
        {
            *name = Some(run.to_owned());
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
        let is_sign = match is_blank(content) {
            // Its title only shows under the mouse.
            true => name.is_some(),
            false => shows_sign(content),
        };
        if leads_to_a_place && self.is_furniture(url, is_permalink, is_sign) {
            return;
        }
        if is_blank(content) {
            let name = name.filter(|name| !name.trim().is_empty());
            content.extend(name.map(Inline::text));
        }
        self.inlines.push(link);
    }

    /// Whether a link to a place in a page is a permalink, there to be copied and not to be read.
    fn is_furniture(&self, url: &str, is_permalink: bool, is_sign: bool) -> bool {
        let is_heading = |frame: &Frame| {
            matches!(
                frame,
                Frame::Leaf(
                    LeafKind::Heading(_)
                        | LeafKind::Title(_)
                        | LeafKind::Term
                        | LeafKind::Caption
                        | LeafKind::FigureCaption
                )
            )
        };
        let leaf = self.here().leaf;
        let is_in_heading = leaf.is_some_and(|leaf| is_heading(&self.open[leaf].frame));
        let stays = url.starts_with('#');
        match is_sign {
            true => is_in_heading || (is_permalink && stays),
            false => is_in_heading && is_permalink && stays,
        }
    }
}

/// Whether content is only a sign that permalinks show.
fn shows_sign(content: &[Inline]) -> bool {
    let mut shown = String::new();
    for inline in content {
        match inline {
            Inline::Text { text } if shown.len() + text.len() <= 32 => shown.push_str(text),
            Inline::Break {} => {}
            Inline::Superscript { content } | Inline::Small { content } => match content.as_slice()
            {
                [Inline::Text { text }] if text.len() <= 32 => shown.push_str(text),
                _ => return false,
            },
            _ => return false,
        }
    }
    let is_bracket = |c: char| c.is_whitespace() || matches!(c, '[' | ']' | '(' | ')');
    let is_private = |c: char| ('\u{e000}'..='\u{f8ff}').contains(&c);
    let sign = shown.trim_matches(is_bracket);
    SIGNS.contains(&sign) || (!sign.is_empty() && sign.chars().all(is_private))
}
