//! Links in the text.

use std::fmt;

use crate::grammar::url::is_autolink;
use crate::model::{Inline, Target};
use crate::write::commonmark::{Links, Printer};

/// Links with their numbers after them.
pub(super) struct Markers {
    pub(super) has_list: bool,
    /// Whether the list shows that brackets without a backslash are markup: it has an address in
    /// angle brackets.
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
                // After a marker, `[]` would be read as part of it.
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

    /// With a list, a backslash makes `[4]` text; without one nothing shows it, so the bracket becomes a
    /// reference.
    fn bracket(&self) -> &'static str {
        if self.has_list { "\\[" } else { "&#91;" }
    }
}
