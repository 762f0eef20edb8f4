//! Links and images.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};

use super::reader::{OnClose, Reader};
use crate::grammar::marker::marker;
use crate::grammar::url::original_of_relative;
use crate::model::Inline;
use crate::read::bracket::{Bracket, Escape};
use crate::read::place::Place;

impl Reader<'_> {
    /// A link `[4]` that exists only because of a definition `[4]: http://…`: it is read as a marker like any other.
    pub(super) fn numbered_shortcut<'e>(
        &mut self,
        id: &CowStr<'_>,
        range: &Range<usize>,
        events: &mut impl Iterator<Item = (Event<'e>, Range<usize>)>,
    ) {
        self.brackets.push(Bracket {
            at: self.run.len(),
            source: self.bracket_place(range.start),
            escape: Escape::None,
        });
        self.run.push('[');
        self.run.push_str(id);
        self.run.push(']');
        let _ = events.find(|(event, _)| matches!(event, Event::End(TagEnd::Link)));
    }

    /// An image. Its description becomes the alternative text, or a caption if it contains links or raw tags.
    pub(super) fn image<'e>(
        &mut self,
        src: &str,
        title: &str,
        events: &mut impl Iterator<Item = (Event<'e>, Range<usize>)>,
    ) {
        self.flush();
        let mut inside = Vec::new();
        let mut depth = 1;
        for (event, range) in events {
            match event {
                Event::Start(Tag::Image { .. }) => depth += 1,
                Event::End(TagEnd::Image) => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                break;
            }
            inside.push((event, range));
        }
        let is_caption = inside.iter().any(|(event, _)| {
            matches!(event, Event::Start(Tag::Link { .. }) | Event::InlineHtml(_))
        });
        let alt = if is_caption {
            String::new()
        } else {
            alternative_text(&inside)
        };
        self.builder.inline(Inline::Image {
            src: original_of_relative(src).to_owned(),
            alt,
            title: (!title.is_empty()).then(|| title.to_owned()),
            width: None,
            height: None,
        });
        if is_caption {
            self.builder.inline(Inline::Break {});
            for (event, range) in inside {
                if !matches!(
                    event,
                    Event::Start(Tag::Image { .. }) | Event::End(TagEnd::Image)
                ) {
                    self.single_event(event, range);
                }
            }
            self.flush();
        }
    }

    /// The URL of a link.
    pub(super) fn address(link_type: LinkType, url: CowStr<'_>) -> String {
        match link_type {
            LinkType::Email => format!("mailto:{url}"),
            _ => original_of_relative(&url).to_owned(),
        }
    }
}

impl OnClose {
    /// For a reference link with a number, `[words][4]`: a marker with that number.
    pub(super) fn of_link(link_type: LinkType, id: &str, place: Place) -> Self {
        if link_type != LinkType::Reference {
            return Self::Nothing;
        }
        match marker(&format!("[{id}]")) {
            Ok(("", number)) => Self::Marker(number, place),
            _ => Self::Nothing,
        }
    }
}

fn alternative_text(events: &[(Event<'_>, Range<usize>)]) -> String {
    let mut alt = String::new();
    for (event, _) in events {
        match event {
            Event::Text(text) | Event::Code(text) => alt.push_str(text),
            Event::SoftBreak | Event::HardBreak => alt.push(' '),
            _ => {}
        }
    }
    alt
}
