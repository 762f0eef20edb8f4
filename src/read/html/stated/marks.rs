//! Metadata in the markup of the body: `rel=author`, `rel=tag`, `<time>`, microdata and microformats.

use super::Tag;
use super::data::{Data, is_date};
use crate::grammar::space::single_spaced;
use crate::read::page::Attributes;

/// The longest text of a mark, in bytes.
const LONGEST: usize = 200;
/// How many marks of a kind count, at most.
const MOST: usize = 64;

/// What a marked-up element states.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    Author,
    /// The name in what is marked as the author, and an author who has one in it.
    AuthorName,
    Named,
    Title,
    Date,
    Modified,
    Tag,
    Heading,
}

/// Collects the marks of a page.
#[derive(Debug, Default)]
pub(super) struct Marks {
    /// The marks whose words are read, with how many elements are open in each.
    open: Vec<(Mark, usize, String)>,
    /// Where something starts that is not the article: a comment, a column beside it.
    aside: Option<usize>,
    /// The headings so far: after another one, another article may start.
    headings: usize,
    heading: String,
    authors: Vec<(usize, String)>,
    dates: Vec<(usize, String)>,
    data: Data,
}

impl Marks {
    pub(super) fn open(&mut self, tag: &Tag<'_>, depth: usize) {
        if self.aside.is_some() {
            return;
        }
        if is_aside(tag) {
            self.aside = Some(depth);
            return;
        }
        let is_heading = matches!(tag.name, "h1" | "h2" | "h3");
        if is_heading {
            self.headings += 1;
        }
        let heading = is_heading.then_some(Mark::Heading);
        if tag.attributes.is_empty() && !is_heading {
            return;
        }
        let Some(mark) = self.mark(tag).or(heading) else {
            return;
        };
        if matches!(mark, Mark::Author | Mark::AuthorName) {
            self.name_authors();
        }
        let stated = ["datetime", "content"]
            .iter()
            .find_map(|name| tag.get(name));
        match (mark, stated) {
            (Mark::Date | Mark::Modified, Some(date)) => self.take(mark, date),
            (mark, Some(words)) if tag.name == "meta" => self.take(mark, words),
            (Mark::Date | Mark::Modified, None) if tag.name == "meta" => {}
            _ if self.open.len() < MOST => self.open.push((mark, depth, String::new())),
            _ => {}
        }
    }

    /// What an element marks.
    fn mark(&self, tag: &Tag<'_>) -> Option<Mark> {
        let is_author = |mark: &Mark| matches!(mark, Mark::Author | Mark::Named);
        let in_author = self.open.iter().any(|(mark, ..)| is_author(mark));
        tag.attributes.iter().find_map(|attribute| {
            let mut words = attribute.value.split_ascii_whitespace().take(16);
            match &*attribute.name {
                "rel" if tag.name == "a" => words.find_map(|word| match word {
                    _ if word.eq_ignore_ascii_case("author") => Some(Mark::Author),
                    _ if word.eq_ignore_ascii_case("tag") => Some(Mark::Tag),
                    _ => None,
                }),
                "itemprop" => words.find_map(|word| match word {
                    "author" | "creator" => Some(Mark::Author),
                    "name" if in_author => Some(Mark::AuthorName),
                    "headline" => Some(Mark::Title),
                    "datePublished" => Some(Mark::Date),
                    "dateModified" => Some(Mark::Modified),
                    _ => None,
                }),
                "class" => words.find_map(|word| match word {
                    "p-author" => Some(Mark::Author),
                    "vcard" if has_class(tag, "author") => Some(Mark::Author),
                    "fn" | "p-name" if in_author => Some(Mark::AuthorName),
                    "dt-published" => Some(Mark::Date),
                    "published" | "entry-date" if is_dated(tag) => Some(Mark::Date),
                    "dt-updated" => Some(Mark::Modified),
                    "updated" if is_dated(tag) => Some(Mark::Modified),
                    _ => None,
                }),
                "pubdate" if tag.name == "time" => Some(Mark::Date),
                _ => None,
            }
        })
    }

    /// What is marked in the authors that are open is more exact than all that stands there.
    fn name_authors(&mut self) {
        for (mark, ..) in &mut self.open {
            if *mark == Mark::Author {
                *mark = Mark::Named;
            }
        }
    }

    pub(super) fn text(&mut self, text: &str) {
        for (.., words) in &mut self.open {
            if words.len() <= LONGEST {
                let end = text.len().min(LONGEST + 1);
                let end = (end..=text.len()).find(|end| text.is_char_boundary(*end));
                words.push_str(&text[..end.unwrap_or(text.len())]);
            }
        }
    }

    pub(super) fn close(&mut self, depth: usize) {
        if self.aside.is_some_and(|aside| aside >= depth) {
            self.aside = None;
        }
        while self.open.last().is_some_and(|(_, at, _)| *at >= depth) {
            if let Some((mark, _, words)) = self.open.pop() {
                self.take(mark, &words);
            }
        }
    }

    fn take(&mut self, mark: Mark, words: &str) {
        // Hardly any page needs them.
        if mark == Mark::Heading {
            if words.len() <= LONGEST && !words.trim().is_empty() {
                self.heading = words.to_owned();
            }
            return;
        }
        let words = single_spaced(words);
        if words.is_empty() || words.len() > LONGEST {
            return;
        }
        let at = self.headings;
        match mark {
            Mark::Author | Mark::AuthorName if self.authors.len() < MOST => {
                self.authors.push((at, words))
            }
            Mark::Title if self.data.title.is_none() => self.data.title = Some(words),
            Mark::Date if is_date(&words) && self.dates.len() < MOST => {
                self.dates.push((at, words));
            }
            Mark::Modified if self.data.modified.is_none() => self.data.modified = Some(words),
            // "Read more about" an article, in a list of many.
            Mark::Tag if is_in(&single_spaced(&self.heading), &words) => {}
            Mark::Tag if self.data.tags.len() < MOST => self.data.tags.push(words),
            _ => {}
        }
    }

    pub(super) fn finish(self) -> Data {
        let date = only_of(self.dates).and_then(|dates| dates.into_iter().next());
        Data {
            authors: only_of(self.authors).unwrap_or_default(),
            date,
            ..self.data
        }
    }
}

fn is_in(heading: &str, words: &str) -> bool {
    !heading.is_empty() && words.contains(heading)
}

/// What stands below one heading, if it says all that is said: on a page of several articles each has its own.
fn only_of(marked: Vec<(usize, String)>) -> Option<Vec<String>> {
    let (first, _) = marked.first()?;
    let own: Vec<&str> = marked
        .iter()
        .filter(|(at, _)| at == first)
        .map(|(_, words)| words.as_str())
        .collect();
    if !marked
        .iter()
        .all(|(_, words)| own.contains(&words.as_str()))
    {
        return None;
    }
    let mut found: Vec<String> = Vec::new();
    for words in own {
        if !found.iter().any(|known| known == words) {
            found.push(words.to_owned());
        }
    }
    Some(found)
}

/// Whether the content of an element is outside the article: a comment, or a part of the site.
fn is_aside(tag: &Tag<'_>) -> bool {
    const CLASSES: [&str; 7] = [
        "comment", "comments", "comment-list", "commentlist", "h-cite", "related", "sidebar",
    ];
    if matches!(tag.name, "aside" | "nav") {
        return true;
    }
    if matches!(tag.name, "body" | "html" | "main" | "article") && tag.get("itemtype").is_none() {
        return false;
    }
    tag.attributes
        .iter()
        .any(|attribute| match &*attribute.name {
            "class" | "id" => attribute
                .value
                .split_ascii_whitespace()
                .any(|word| CLASSES.contains(&word)),
            "itemtype" => {
                attribute.value.ends_with("Comment") || attribute.value.ends_with("Comments")
            }
            _ => false,
        })
}

fn has_class(tag: &Tag<'_>, name: &str) -> bool {
    let class = tag.get("class").unwrap_or_default();
    class.split_ascii_whitespace().any(|word| word == name)
}

/// Whether an element states a date and time, by its name or in an attribute.
fn is_dated(tag: &Tag<'_>) -> bool {
    matches!(tag.name, "time" | "abbr")
}
