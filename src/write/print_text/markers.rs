//! Links in the text.

use std::fmt;

use crate::grammar::url::is_autolink;
use crate::model::{Inline, Target};
use crate::write::commonmark::{Links, Printer};

/// Links with their numbers behind them.
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
    ) -> fmt::Result {
        match target {
            Target::Url(url) => match content {
                // Behind a marker, `[]` would be read as part of it.
                [] => {
                    printer.raw("<a href=\"")?;
                    printer.raw(&htmlize::escape_attribute(url).replace('|', "&#124;"))?;
                    printer.raw("\"></a>")
                }
                [Inline::Text { text }]
                    if text == url && is_autolink(url) && !url.contains(['|', '[']) =>
                {
                    printer.raw("<")?;
                    printer.raw(url)?;
                    printer.raw(">")
                }
                _ => printer.inline_link(content, url),
            },
            Target::Listed(number) => {
                if !content.is_empty() || !self.shows_brackets {
                    printer.inline_link(content, "#")?;
                    printer.raw(" ")?;
                }
                printer.number(*number)
            }
        }
    }

    /// With a list, a backslash makes `[4]` text; without one nothing tells, so the bracket becomes a
    /// reference.
    fn bracket(&self) -> &'static str {
        if self.has_list { "\\[" } else { "&#91;" }
    }
}
