//! Pandoc's own Markdown, `pandoc -t markdown`: what it has beyond CommonMark is replaced by raw HTML, which is also
//! what Pandoc writes in GFM.
//!
//! - `::: print-links` … `:::` is `<div class="print-links">` … `</div>` ([`divs`]);
//! - `[\[1\]]{.print-footnote}` is `<span class="print-footnote">\[1\]</span>`, and attributes of links, images,
//!   headings and code are removed, unless they mark a part of a printed page ([`inlines`]).
//!
//! All of these signs may occur in prose. So a text counts as Pandoc's Markdown only if one of its divs or spans marks
//! a part of a printed page.

mod attributes;
mod divs;
mod inlines;

use std::ops::Range;

use memchr::memmem;
use pulldown_cmark::{CodeBlockKind, Event, LinkType, Parser, Tag};

use super::syntax::extensions;
use crate::label::Classes;
use crate::read::patched::Edit;

/// Returns the edits that a text needs if it is Pandoc's Markdown, in no particular order.
pub(super) fn edits(text: &str, classes: &Classes) -> Vec<Edit> {
    let bytes = text.as_bytes();
    if memmem::find(bytes, b":::").is_none() && memmem::find(bytes, b"]{").is_none() {
        return Vec::new();
    }
    let marks = Marks::of(text);
    let mut edits = divs::edits(text, &marks, classes);
    let is_div = edits.is_pandoc;
    let found = inlines::edits(text, &marks, classes);
    if !is_div && !found.is_pandoc {
        return Vec::new();
    }
    edits.edits.extend(found.edits);
    edits.edits
}

/// The edits found in a text.
#[derive(Default)]
struct Found {
    edits: Vec<Edit>,
    /// Whether a div or span marks a part of a printed page.
    is_pandoc: bool,
}

/// The spans of CommonMark's own markup in a text, in ascending order.
#[derive(Default)]
struct Marks {
    /// Code, raw HTML and addresses in angle brackets, which contain no other markup.
    atoms: Vec<Range<usize>>,
    links: Vec<Range<usize>>,
    headings: Vec<Range<usize>>,
    /// Fenced code with attributes in braces.
    fences: Vec<Range<usize>>,
}

impl Marks {
    fn of(text: &str) -> Self {
        let mut marks = Self::default();
        for (event, range) in Parser::new_ext(text, extensions()).into_offset_iter() {
            match event {
                Event::Start(Tag::CodeBlock(kind)) => {
                    if matches!(&kind, CodeBlockKind::Fenced(info) if info.starts_with('{')) {
                        marks.fences.push(range.clone());
                    }
                    marks.atoms.push(range);
                }
                Event::Start(Tag::HtmlBlock)
                | Event::Code(_)
                | Event::InlineHtml(_)
                | Event::Start(Tag::Link {
                    link_type: LinkType::Autolink | LinkType::Email,
                    ..
                }) => marks.atoms.push(range),
                Event::Start(Tag::Link { .. } | Tag::Image { .. }) => marks.links.push(range),
                Event::Start(Tag::Heading { .. }) => marks.headings.push(range),
                _ => {}
            }
        }
        marks
    }

    /// The end of the atom around an offset.
    fn atom_end(&self, at: usize) -> Option<usize> {
        let next = self.atoms.partition_point(|atom| atom.end <= at);
        let atom = self.atoms.get(next)?;
        (atom.start <= at).then_some(atom.end)
    }

    /// The end of the link or image whose words start at a bracket.
    fn link_end(&self, bracket: usize) -> Option<usize> {
        let next = self.links.partition_point(|link| link.start < bracket);
        // An image starts one byte before its bracket.
        let near = self.links[next.saturating_sub(1)..].iter().take(2);
        let starts = |link: &&Range<usize>| {
            link.start == bracket || (link.start + 1 == bracket && link.end > bracket)
        };
        near.filter(starts).map(|link| link.end).max()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::patched::Patched;

    fn mended(text: &str) -> String {
        let mut edits = edits(text, &Classes::default());
        edits.sort_by_key(|(piece, _)| (piece.start, piece.end));
        Patched::replaced(text, edits).text.into_owned()
    }

    #[test]
    fn divs_become_tags_with_blank_lines_around() {
        let text = "::: print-content\n:::: {#n .x k=\"a \\\"b\\\"\"}\nA\n::::\n:::\n\nB\n";
        let tags = "<div class=\"print-content\">\n<div id=\"n\" class=\"x\" k=\"a &quot;b&quot;\">\n\nA\n</div>\n</div>\n\nB\n";
        assert_eq!(mended(text), tags);
        let quoted = "> ::: print-content\n> A\n> :::\n";
        assert_eq!(
            mended(quoted),
            "> <div class=\"print-content\">\n>\n> A\n> </div>\n"
        );
    }

    #[test]
    fn spans_become_tags_and_other_attributes_go() {
        for (text, tags) in [
            (
                "[a](u){rel=\"x\"} [\\[1\\]]{.print-footnote}",
                "[a](u) <span class=\"print-footnote\">\\[1\\]</span>",
            ),
            (
                "# [T](u) [\\[1\\]]{.print-footnote} {#t .x}\n",
                "# [T](u) <span class=\"print-footnote\">\\[1\\]</span>\n",
            ),
            (
                "[A]{.hat} [b]{.underline} x^2\\ 3^ H~2~O `c`{.d} ![i](s){width=\"1\"}",
                "<span class=\"hat\">A</span> <u class=\"underline\">b</u> x<sup>2 3</sup> H<sub>2</sub>O `c` ![i](s)",
            ),
            (
                "[A]{.hat} [n](/u){.username} [[n](/u[)]{.x\n.y}",
                "<span class=\"hat\">A</span> <span class=\"username\">[n](/u)</span> <span class=\"x y\">[n](/u[)</span>",
            ),
            (
                "[A]{.hat}\n\n``` {.rust .x}\n[a]{.b}\n```\n",
                "<span class=\"hat\">A</span>\n\n``` rust\n[a]{.b}\n```\n",
            ),
        ] {
            assert_eq!(mended(text), tags);
        }
    }

    #[test]
    fn prose_and_code_are_left_alone() {
        for text in [
            "::: warning\nA\n:::\n", "::: print-content\n", ":::\nA\n:::\n",
            "::: print-content\n\nA\n\n:::\n", "- ::: print-content\n- :::\n",
            "[a](u){.hat} [1]{.hat}", "A\n::: print-content\nB\n:::\n",
            "```\n::: print-content\nA\n:::\n```\n", "    ::: print-content\n    A\n    :::\n",
            "[a]{x} [b]{.c} [d] {.hat} e]{.hat}",
            "`[a]{.print-footnote}` \\[a]{.hat} [a\n\nb]{.hat}",
        ] {
            assert_eq!(mended(text), text);
        }
    }
}
