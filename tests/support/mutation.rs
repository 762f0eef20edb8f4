//! Pages changed at random: what copying, cutting and editing make of them, and what no author writes.

use fastrand::Rng;

/// What readers look for, put where it was not.
const TOKENS: &[&str] = &[
    "[1]",
    "[2]",
    "[12]",
    " [1]",
    "\\[1\\]",
    "**",
    "*",
    "_",
    "|",
    "`",
    "```\n",
    "\n```\n",
    "> ",
    "\n> ",
    "- ",
    "\n\n",
    "\n---\n",
    "\n***\n",
    "\n----------\n",
    "━━━━━━━━━━━━━━━━━━━━━━━━",
    "\n━━━━━━━━━━━━━━━━━━━━━━━━\n",
    "  • ",
    "\n\nSource URL: http://example.org/s\n\n",
    "Source URL:",
    "URL source: ",
    "Quellen-URL: ",
    "\nLinks\n",
    "\n\nLinks:\n\n",
    "Verweise",
    "\n\nLiens\n\n",
    "\n[1] http://example.org/1\n",
    "\n[3] http://example.org/3\n",
    "\n[1]: http://example.org/d\n",
    "\n\nReferences\n\n   1. http://example.org/r\n",
    "Home › News › ",
    "\n\nHome > News\n\n",
    "[Home](http://example.org/) > News",
    "29/06/2018 - 14:56",
    "\n\nCreated 29/06/2018 - 14:56\n\n",
    "\n\nSubmitted by Ada on Fri, 06/29/2018 - 14:56\n\n",
    "By Ada",
    "\n\nPublished on Example (http://example.org/)\n\n",
    "- Example - http://example.org/ -",
    "\n\nArticle printed from Example: http://example.org/\n\n",
    "\n\nTags: wheel\n\n",
    "Dates: ",
    "# ",
    "\n## ",
    ": ",
    "http://example.org/x_y",
    "<http://example.org/>",
    "<b>",
    "</p>",
    "<div>",
    "<!--",
    "&#91;1]",
    "&amp;",
    "\u{a0}",
    "\t",
    "\\",
];

/// The page with a few changes; `other` is spliced in by some of them.
pub(crate) fn mutated(page: &str, other: &str, rng: &mut Rng) -> String {
    let mut page = page.to_owned();
    for _ in 0..rng.usize(1..=4) {
        page = match rng.u8(0..8) {
            0 | 1 => with_lines_changed(&page, rng),
            2 => with_words_changed(&page, rng),
            3 => with_a_character_changed(&page, rng),
            4 => spliced(&page, other, rng),
            _ => with_a_token(&page, rng),
        };
    }
    page
}

/// Deletes, repeats or swaps lines.
fn with_lines_changed(page: &str, rng: &mut Rng) -> String {
    let mut lines: Vec<&str> = page.split_inclusive('\n').collect();
    changed(&mut lines, rng);
    lines.concat()
}

/// Deletes, repeats or swaps words.
fn with_words_changed(page: &str, rng: &mut Rng) -> String {
    let mut words: Vec<&str> = page.split_inclusive(' ').collect();
    changed(&mut words, rng);
    words.concat()
}

fn changed(pieces: &mut Vec<&str>, rng: &mut Rng) {
    if pieces.is_empty() {
        return;
    }
    let [one, other] = [(); 2].map(|()| rng.usize(..pieces.len()));
    match rng.u8(0..3) {
        0 => drop(pieces.remove(one)),
        1 => pieces.insert(other, pieces[one]),
        _ => pieces.swap(one, other),
    }
}

/// Deletes or repeats a character.
fn with_a_character_changed(page: &str, rng: &mut Rng) -> String {
    let start = boundary(page, rng);
    let Some(c) = page[start..].chars().next() else {
        return page.to_owned();
    };
    let (before, after) = (&page[..start], &page[start + c.len_utf8()..]);
    let kept = c.to_string().repeat(if rng.bool() { 0 } else { 2 });
    format!("{before}{kept}{after}")
}

/// The start of one page and the end of another.
fn spliced(page: &str, other: &str, rng: &mut Rng) -> String {
    let start = &page[..line_start(page, rng)];
    format!("{start}{}", &other[line_start(other, rng)..])
}

/// Puts a token at the start of a line, between words, or anywhere.
fn with_a_token(page: &str, rng: &mut Rng) -> String {
    let token = TOKENS[rng.usize(..TOKENS.len())];
    let at = match rng.u8(0..3) {
        0 => line_start(page, rng),
        1 => {
            let at = boundary(page, rng);
            page[at..].find(' ').map_or(at, |space| at + space + 1)
        }
        _ => boundary(page, rng),
    };
    format!("{}{token}{}", &page[..at], &page[at..])
}

fn line_start(page: &str, rng: &mut Rng) -> usize {
    let at = boundary(page, rng);
    page[..at].rfind('\n').map_or(0, |end| end + 1)
}

fn boundary(page: &str, rng: &mut Rng) -> usize {
    let mut at = rng.usize(..=page.len());
    while !page.is_char_boundary(at) {
        at -= 1;
    }
    at
}
