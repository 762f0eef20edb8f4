//! Prints links in the text: their words followed by the marker with their number.

use std::fmt;

use crate::grammar::url::is_autolink;
use crate::model::{Inline, Target};
use crate::write::commonmark::{Links, Printer};

/// Prints links with their numbers after them.
pub(super) struct Markers {
    pub(super) has_list: bool,
    /// Whether the list has a URL in angle brackets, which shows readers that brackets without a backslash are
    /// markup.
    pub(super) shows_brackets: bool,
}

impl Links for Markers {
    fn link<W: fmt::Write + ?Sized>(
        &self,
        printer: &mut Printer<'_, W, Self>,
        content: &[Inline],
        target: &Target,
        title: Option<&str>,
    ) -> fmt::Result {
        match target {
            Target::Url(url) => match content {
                // Directly after a marker, `[]` would be read as part of that marker.
                [] => {
                    printer.raw("<a href=\"")?;
                    printer.attribute_value(url)?;
                    printer.raw("\"></a>")
                }
                [Inline::Text { text }]
                    if text == url
                        && title.is_none()
                        && is_autolink(url)
                        && !url.contains(['|', '[']) =>
                {
                    printer.raw("<")?;
                    printer.raw(url)?;
                    printer.raw(">")
                }
                _ => printer.titled_link(content, url, title),
            },
            Target::Listed(number) => {
                if !content.is_empty() || !self.shows_brackets {
                    printer.titled_link(content, "#", title)?;
                    printer.raw(" ")?;
                }
                printer.number(*number)
            }
        }
    }

    /// With such a list, a backslash makes `[4]` text; without one nothing tells readers so, and the bracket becomes
    /// a character reference.
    fn bracket(&self) -> &'static str {
        if self.has_list { "\\[" } else { "&#91;" }
    }
}
