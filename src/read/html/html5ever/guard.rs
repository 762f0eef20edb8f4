//! Keeping html5ever from quadratic work.
//!
//! For each block tag, the tree builder walks the stack of open elements, and it copies open emphasis into each
//! paragraph. So tags beyond a certain depth, and emphasis beyond a certain number, are dropped before the tree is
//! built, each with its end tag. Their content stays, flattened.

use std::ops::Range;

use crate::limits::Limits;
use crate::read::page::is_void;

/// How far an end tag looks for its dropped start tag.
const LOOK_BACK: usize = 32;

/// How much deeper essential elements may be: in HTML they do not nest, but in SVG and MathML they do.
const ESSENTIAL: u32 = 64;

/// Decides which tags pass.
#[derive(Debug, Default)]
pub(super) struct Guard {
    /// How many elements, and how many pieces of emphasis, may be open.
    most_open: u32,
    most_emphasis: usize,
    /// The dropped start tags whose end tags are still to come.
    dropped: Vec<String>,
    /// Whether an end tag came since the last element was opened, so that the depth may be less than known.
    closed: bool,
    /// Whether the last element was let pass for that, and whether the depth was not less: end tags that close
    /// nothing give no room.
    on_credit: bool,
    overdrawn: bool,
    /// How many pieces of emphasis are open.
    emphasis: usize,
    /// The emphasis that was open outside of each open table cell, with the depth of its table.
    outside: Vec<(usize, usize)>,
    tables: usize,
    first_dropped: Option<Range<usize>>,
}

impl Guard {
    pub(super) fn new(limits: &Limits) -> Self {
        Self {
            most_open: limits.elements,
            most_emphasis: limits.formatting,
            ..Self::default()
        }
    }

    /// Whether a start tag passes; `depth` is the last that is known, that of an element that was opened or a text
    /// was put into.
    pub(super) fn start(&mut self, name: &str, depth: u32, span: &Range<usize>) -> bool {
        let group = Group::of(name);
        // A table in a cell does not end it.
        if name != "table" {
            self.cell(group);
        }
        let is_emphasis = group == Group::Emphasis;
        if depth < self.most_open {
            self.overdrawn = false;
        } else if depth > self.most_open && self.on_credit {
            self.overdrawn = true;
        }
        let has_credit = self.closed && !self.overdrawn;
        let is_deep = depth >= self.most_open;
        let may_be_deeper = depth < self.most_open.saturating_add(ESSENTIAL) && is_essential(name);
        let too_deep = is_deep && !has_credit && !may_be_deeper;
        if too_deep || (is_emphasis && self.emphasis >= self.most_emphasis) {
            self.first_dropped.get_or_insert_with(|| span.clone());
            if !is_void(name) {
                self.dropped.push(name.to_owned());
            }
            return false;
        }
        self.closed = false;
        self.on_credit = is_deep && has_credit;
        self.emphasis += usize::from(is_emphasis);
        if group == Group::Table {
            match name {
                "table" => self.tables += 1,
                "td" | "th" | "caption" => self
                    .outside
                    .push((self.tables, std::mem::take(&mut self.emphasis))),
                _ => {}
            }
        }
        true
    }

    /// Whether an end tag passes: not if its start tag did not.
    pub(super) fn end(&mut self, name: &str) -> bool {
        let near = self.dropped.len().saturating_sub(LOOK_BACK);
        if let Some(at) = self.dropped[near..]
            .iter()
            .rposition(|dropped| dropped == name)
        {
            self.dropped.truncate(near + at);
            return false;
        }
        let group = Group::of(name);
        self.cell(group);
        if group == Group::Emphasis {
            self.emphasis = self.emphasis.saturating_sub(1);
        } else {
            // It closes what was dropped inside of its element as well.
            self.dropped.clear();
        }
        if name == "table" {
            self.tables = self.tables.saturating_sub(1);
        }
        self.closed = true;
        true
    }

    /// Where a tag was dropped first.
    pub(super) fn first_dropped(self) -> Option<Range<usize>> {
        self.first_dropped
    }

    /// A tag that ends a table cell ends the emphasis in it.
    fn cell(&mut self, group: Group) {
        if group != Group::Table {
            return;
        }
        while let Some((tables, emphasis)) = self.outside.last().copied() {
            if tables < self.tables {
                break;
            }
            self.outside.pop();
            self.emphasis = emphasis;
        }
    }
}

/// What the tree builder takes care of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Group {
    /// The elements that HTML calls formatting elements.
    Emphasis,
    /// A table and its parts.
    Table,
    Other,
}

impl Group {
    fn of(name: &str) -> Self {
        match name {
            // Most tags by far.
            "a" | "p" | "li" | "ul" | "div" | "span" | "br" | "img" => Self::Other,
            "b" | "big" | "code" | "em" | "font" | "i" | "nobr" | "s" | "small" | "strike"
            | "strong" | "tt" | "u" => Self::Emphasis,
            "td" | "th" | "tr" | "caption" | "table" | "tbody" | "thead" | "tfoot" => Self::Table,
            _ => Self::Other,
        }
    }
}

/// Whether an element parts the words before it from those in it.
pub(super) fn parts_words(name: &str) -> bool {
    Group::of(name) == Group::Table
        || matches!(
            name,
            "address"
                | "article"
                | "aside"
                | "blockquote"
                | "center"
                | "dd"
                | "details"
                | "dir"
                | "div"
                | "dl"
                | "dt"
                | "fieldset"
                | "figcaption"
                | "figure"
                | "footer"
                | "form"
                | "h1"
                | "h2"
                | "h3"
                | "h4"
                | "h5"
                | "h6"
                | "header"
                | "hgroup"
                | "legend"
                | "li"
                | "listing"
                | "main"
                | "menu"
                | "nav"
                | "ol"
                | "option"
                | "p"
                | "pre"
                | "section"
                | "summary"
                | "ul"
        )
}

/// Elements that cannot nest, or whose content is no markup.
fn is_essential(name: &str) -> bool {
    is_void(name)
        || matches!(
            name,
            "html"
                | "head"
                | "body"
                | "script"
                | "style"
                | "title"
                | "textarea"
                | "xmp"
                | "iframe"
                | "noembed"
                | "noframes"
                | "plaintext"
                | "a"
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dropped_tags_take_their_end_tags_along() {
        let mut guard = Guard::new(&Limits::default());
        assert!(guard.start("div", 511, &(1..9)));
        assert!(!guard.start("div", 512, &(2..9)));
        assert!(!guard.end("div"));
        assert!(guard.end("div"));
        assert!(
            guard.start("div", 512, &(3..9)),
            "something was closed before"
        );
        assert_eq!(guard.first_dropped(), Some(2..9));
    }

    #[test]
    fn end_tags_that_close_nothing_give_no_room() {
        let mut guard = Guard::new(&Limits::default());
        assert!(guard.start("x", 511, &(1..9)) && guard.end("a"));
        assert!(guard.start("x", 512, &(2..9)) && guard.end("a"));
        assert!(!guard.start("x", 513, &(3..9)), "it was no less deep");
        assert!(guard.end("y") && !guard.start("x", 512, &(4..9)));
        assert!(guard.end("y") && guard.start("x", 511, &(5..9)));
    }

    #[test]
    fn links_nest_in_drawings_but_not_for_ever() {
        let mut guard = Guard::new(&Limits::default());
        assert!(guard.start("a", 512, &(1..9)) && guard.start("a", 575, &(1..9)));
        assert!(!guard.start("a", 576, &(1..9)));
    }

    #[test]
    fn emphasis_left_open_in_cells_does_not_add_up() {
        let mut guard = Guard::new(&Limits::default());
        assert!(guard.start("table", 3, &(1..9)));
        for _ in 0..100 {
            assert!(
                guard.start("tr", 4, &(1..9))
                    && guard.start("td", 5, &(1..9))
                    && guard.start("b", 6, &(1..9))
            );
        }
        assert!(guard.end("table"));
        for _ in 0..Limits::default().formatting {
            assert!(guard.start("b", 3, &(1..9)));
        }
        assert!(!guard.start("b", 3, &(1..9)));
    }
}
