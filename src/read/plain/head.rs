//! The head of a printed page: the line with the site may be directly below the text of the logo, and breadcrumb and
//! title may be lines of one paragraph.

use super::line::Line;
use crate::label::Vocabulary;
use crate::model::Inline;
use crate::shape::masthead::looks_like_breadcrumb;
use crate::shape::site::{site as site_in, site_named};

/// The maximum distance in lines from the start to the line with the site, from there to the breadcrumb, and on to
/// the title.
const HEAD_LINES: usize = 4;

/// Splits the lines of a page so that lines of the head do not become part of a paragraph.
pub(super) fn split<'b, 'a>(lines: &'b [Line<'a>], vocabulary: &Vocabulary) -> Vec<&'b [Line<'a>]> {
    let is_site = |at: &usize| {
        let text = lines[*at].text;
        let line = [Inline::text(text)];
        let is_named = || site_named(&line, lines[at.checked_sub(1)?].text, vocabulary);
        !text.is_empty() && (site_in(&line, vocabulary, false).is_some() || is_named().is_some())
    };
    let Some(site) = (0..lines.len().min(HEAD_LINES)).find(is_site) else {
        return vec![lines];
    };
    let mut starts = vec![0, site];
    if let Some((crumbs, title)) = breadcrumb_and_title(lines, site) {
        let is_text = |at: usize| lines.get(at).is_some_and(is_text);
        if is_text(crumbs - 1) || is_text(crumbs + 1) || is_text(title + 1) {
            starts.extend([crumbs, crumbs + 1, title]);
            // A rule may follow that underlines the title.
            starts.extend(is_text(title + 1).then_some(title + 1));
        }
    } else if let Some(crumbs) = breadcrumb_below(lines, site) {
        starts.extend([crumbs, crumbs + 1]);
    }
    starts.push(lines.len());
    let pieces = starts.windows(2).map(|place| &lines[place[0]..place[1]]);
    pieces.filter(|piece| !piece.is_empty()).collect()
}

/// The lines of the breadcrumb, below the line with the site, and of the title below it, which the breadcrumb ends
/// with.
fn breadcrumb_and_title(lines: &[Line<'_>], site: usize) -> Option<(usize, usize)> {
    let below = |at: usize| {
        let near = lines.iter().enumerate().skip(at + 1).take(HEAD_LINES);
        near.into_iter().find(|(_, line)| is_text(line))
    };
    let (crumbs, line) = below(site)?;
    let (_, last) = line.text.rsplit_once(" > ")?;
    let (title, line) = below(crumbs)?;
    (line.text == last).then_some((crumbs, title))
}

/// The line of the breadcrumb below the line with the site, if no title is printed.
fn breadcrumb_below(lines: &[Line<'_>], site: usize) -> Option<usize> {
    let near = site + 1..lines.len().min(site + 1 + HEAD_LINES);
    let at = near.into_iter().find(|at| is_text(&lines[*at]))?;
    looks_like_breadcrumb(lines[at].text).then_some(at)
}

fn is_text(line: &Line<'_>) -> bool {
    !line.is_blank() && !line.is_rule
}
