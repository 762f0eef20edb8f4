//! Reads Markdown, that is CommonMark with GFM's tables, footnotes and task lists: pulldown-cmark's events become a
//! page.
//!
//! The events omit some things that the article needs: how a bracket was escaped, link definitions, and table cells
//! beyond those of the header. These are taken from the source, at the offsets of the events.

mod bare;
mod definitions;
mod footnotes;
mod guard;
mod links;
mod pandoc;
mod raw;
mod reader;
mod repair;
mod syntax;
mod table;
mod whole;

use self::bare::may_hold_any;
use self::guard::guard;
use self::reader::Reader;
use self::repair::repair;
use self::whole::whole_addresses;
use super::front_matter::FrontMatter;
use crate::error::Error;
use crate::read::options::{Options, Reading};
use crate::read::page::{Page, assemble, assemble_all};

/// Reads a print export as Markdown, either as converters make it from the page, in any of their styles, or as
/// [`PrintText`](crate::write::PrintText) writes it.
///
/// ```
/// let text = "See [the report](#) [1].\n\n**Source URL:** <https://example.org/a>\n\n### Links\n\n[1] <https://example.org/r>\n";
/// let reading = liens::read::markdown::read(text, &liens::read::Options::default())?;
/// assert_eq!(reading.article.links[0].url, "https://example.org/r");
/// assert_eq!(reading.article.plain_text(), "See the report.");
/// # Ok::<(), liens::Error>(())
/// ```
///
/// # Errors
///
/// [`Error::Strict`] if [`Options::strict`] is set, [`Error::TooLong`], [`Error::TooManyLinks`] and
/// [`Error::TooMuchExpansion`] by [`Options::limits`].
pub fn read(input: &str, options: &Options) -> Result<Reading, Error> {
    options.limits.admit(input)?;
    options.finish(article(input, options)?, input)
}

/// Reads all articles of a text in Markdown, as [`articles`](crate::read::articles) does.
///
/// ```
/// let pages = "The [barn](#) [1].\n\n**Source URL:** https://example.org/barn\n\n**Links**\n[1] https://example.org/oak\n\n\
///              The [byre](#) [1].\n\n**Source URL:** https://example.org/byre\n\n**Links**\n[1] https://example.org/ash\n";
/// let readings = liens::read::markdown::articles(pages, &liens::read::Options::default())?;
/// assert_eq!(readings[1].article.links[0].url, "https://example.org/ash");
/// # Ok::<(), liens::Error>(())
/// ```
///
/// # Errors
///
/// Those of [`read`].
pub fn articles(input: &str, options: &Options) -> Result<Vec<Reading>, Error> {
    options.limits.admit(input)?;
    options.finish_all(all_articles(input, options)?, input)
}

/// Reads an article in Markdown.
fn article(input: &str, options: &Options) -> Result<Reading, Error> {
    let mut readings = all_of(input, options, |page| {
        Ok(vec![assemble(page, input, options)?.reading])
    })?;
    Ok(readings.swap_remove(0))
}

/// Reads all articles of a text in Markdown. Front matter belongs to the first one.
fn all_articles(input: &str, options: &Options) -> Result<Vec<Reading>, Error> {
    all_of(input, options, |page| {
        let articles = assemble_all(vec![page], input, options)?.into_iter();
        Ok(articles.map(|article| article.reading).collect())
    })
}

/// Reads the text as a page that `assemble` makes articles of. If the page turns out not to be a print export, it is
/// read again: there, bare addresses are links, links without words are dropped, and comments are part of the text. In an
/// export, the addresses are in the list, and such links have a number after them.
fn all_of(
    input: &str,
    options: &Options,
    assemble: impl Fn(Page) -> Result<Vec<Reading>, Error>,
) -> Result<Vec<Reading>, Error> {
    let read = |is_ordinary, comments_in_text| {
        let text = Text::read(input, options, is_ordinary, comments_in_text);
        let marks_content = text.page.content.is_some();
        let readings = assemble(text.page)?;
        let is_export = readings.iter().any(|reading| {
            let article = &reading.article;
            article.source.is_some() || (!article.links.is_empty() && !text.has_definitions)
        });
        let comments_in_text = text.may_have_comments_in_text && !(marks_content && is_export);
        let differs = !is_export && (text.has_empty_links || may_hold_any(input));
        Ok::<_, Error>((readings, text.front, is_export, comments_in_text, differs))
    };
    let (mut readings, mut front, is_export, comments_in_text, differs) = read(false, false)?;
    if differs || comments_in_text {
        drop(readings);
        (readings, front, ..) = match read(!is_export, comments_in_text)? {
            (.., true, _, _) if !is_export => read(false, false)?,
            other => other,
        };
    }
    if let Some(first) = readings.first_mut() {
        front.fill(first, &options.labels);
    }
    Ok(readings)
}

/// A text, read as a page.
struct Text {
    page: Page,
    front: FrontMatter,
    /// Whether it has numbered link definitions, which form a list of links on any page.
    has_definitions: bool,
    /// Whether it has links without words.
    has_empty_links: bool,
    may_have_comments_in_text: bool,
}

impl Text {
    fn read(input: &str, options: &Options, is_ordinary: bool, comments_in_text: bool) -> Self {
        let whole = input.strip_prefix('\u{feff}').unwrap_or(input);
        let offset = input.len() - whole.len();
        let front = FrontMatter::of(whole);
        let source = &whole[front.end..];
        let guarded = guard(source);
        let addresses = match is_ordinary {
            true => whole_addresses(&guarded.text),
            false => Vec::new(),
        };
        let repaired = repair(&guarded.text, &options.classes, addresses);
        let start = offset + front.end;
        let mut reader =
            Reader::new(&guarded, &repaired, start, options).for_ordinary_page(is_ordinary);
        if comments_in_text {
            reader.builder.keep_comments_in_text();
        }
        reader.builder.page().anchors.want_all(source);
        front.show_broken(whole, &mut reader.builder);
        reader.read();
        let has_definitions = reader.has_numbered_definitions;
        let has_empty_links = reader.has_empty_links;
        let mut page = reader.builder.finish();
        let may_have_comments_in_text =
            page.may_have_comments_in_text() && !options.classes.add_comments();
        page.signs.is_unmarked = true;
        front.state(&mut page, offset);
        Self {
            page,
            front,
            has_definitions,
            has_empty_links,
            may_have_comments_in_text,
        }
    }
}
