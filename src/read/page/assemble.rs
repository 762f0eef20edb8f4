//! From a page to an article: runs the steps that `read::page` lists, and puts what they find in its place.

use super::articles::articles;
use super::builder::shows_nothing;
use super::escapes::{show_colons, show_in_article};
use super::fields::find_fields;
use super::footnotes::place_notes;
use super::head;
use super::links::resolve_links;
use super::masthead::{
    insert_links, is_same, take_byline, take_head, take_title, take_title_named,
};
use super::notes::Notes;
use super::parts::{Footer, Page, PageComment};
use crate::error::Error;
use crate::grammar::date::{DateOrder, Meaning};
use crate::grammar::source::{SourceLine, source_line};
use crate::grammar::url::{is_same_place, starts_as_url};
use crate::label::{Part, Vocabulary};
use crate::model::{
    Article, Block, Byline, Comment, DateTime, Inline, MAX_DEPTH, Site, Source, Stamp, StampKind,
    Value, inline_text,
};
use crate::normal::anchors::ANCHORS;
use crate::normal::{labels, roundtrip};
use crate::read::numbering::FoundSource;
use crate::read::options::{Options, Reading};
use crate::read::place::Finder;
use crate::shape::masthead::leads_to;
use crate::shape::site;
use crate::warning::{Places, WarningKind};

/// An article made of a page.
pub(crate) struct Assembled {
    pub(crate) reading: Reading,
    /// Whether the page is a print export: it has a list of links, or a source line that only such pages have.
    pub(crate) is_export: bool,
}

/// Makes an article of a page. Of several articles in the page it is the first one, with the others as part of its
/// text. Places in warnings refer to `input`.
pub(crate) fn assemble(page: Page, input: &str, options: &Options) -> Result<Assembled, Error> {
    let mut readings = assemble_pages(vec![page], input, options, false)?;
    Ok(readings.swap_remove(0))
}

/// Makes all articles of some pages.
pub(crate) fn assemble_all(
    pages: Vec<Page>,
    input: &str,
    options: &Options,
) -> Result<Vec<Assembled>, Error> {
    assemble_pages(pages, input, options, true)
}

fn assemble_pages(
    pages: Vec<Page>,
    input: &str,
    options: &Options,
    all: bool,
) -> Result<Vec<Assembled>, Error> {
    let vocabulary = &options.labels;
    let pages = pages
        .into_iter()
        .flat_map(|mut page| match page.found.take() {
            Some(found) => vec![(page, found)],
            None => {
                place_notes(&mut page, options.limits.depth);
                articles(page, vocabulary, all)
            }
        });
    let pages: Vec<_> = pages.collect();
    let (mut finder, mut places) = (Finder::new(input), Places::new(input));
    // Searching the whole input for the stamp of each of many articles would take quadratic time.
    let input = Some(input).filter(|_| pages.len() == 1);
    let mut readings = Vec::with_capacity(pages.len());
    for (at, (mut page, footer)) in pages.into_iter().enumerate() {
        if at > 0 {
            drop_rules_above(&mut page);
        }
        let is_of_wiki = footer.source.as_ref().is_some_and(|found| found.is_of_wiki);
        let (article, notes) = assemble_page(page, footer, input, options)?;
        readings.push(Assembled {
            is_export: (article.source.is_some() && !is_of_wiki) || !article.links.is_empty(),
            reading: Reading {
                article,
                warnings: notes.placed(&mut finder, &mut places),
            },
        });
    }
    Ok(readings)
}

/// Drops the rules that set an article apart from the one above it.
fn drop_rules_above(page: &mut Page) {
    let blocks = page.content.as_mut().unwrap_or(&mut page.before);
    let is_other = |block: &Block| *block != Block::Rule {};
    let rules = blocks.iter().position(is_other).unwrap_or(blocks.len());
    blocks.drain(..rules);
}

fn assemble_page(
    mut page: Page,
    mut footer: Footer,
    input: Option<&str>,
    options: &Options,
) -> Result<(Article, Notes), Error> {
    let links_read = page.link_count + page.candidates.len();
    let mut notes = std::mem::take(&mut page.notes);
    warn_of_depth(&mut page, options, &mut notes);
    let vocabulary = &options.labels;
    let is_unmarked = page.signs.is_unmarked;
    let has_escapes = page.signs.has_escapes;
    let has_anchors = page.signs.has_anchors;
    let is_plain = footer.is_decided;
    let table = resolve_links(&mut page, &mut footer, &mut notes);
    let has_list = !table.links.is_empty() && !table.is_of_definitions;
    let is_export = footer.source.is_some() || has_list;
    if page.signs.has_no_empty_links {
        page.for_each_run(show_as_browsers_do);
    }
    options
        .limits
        .admit_links(links_read.max(table.links.len()))?;
    let stated_moment = page.about.moment;
    let mut article = Article {
        language: page.about.language.take(),
        direction: page.about.direction.take(),
        links: table.links,
        ..Article::default()
    };
    let order = options.date_order;
    place_blocks(&mut article, page, vocabulary, order);
    // In an ordinary page, a line that begins with a word and a colon is just text.
    if is_unmarked && is_export {
        article.body = find_fields(std::mem::take(&mut article.body), !is_plain);
    }
    if has_escapes {
        article.for_each_run(|run| show_colons(run));
    }
    if is_unmarked {
        take_byline(&mut article, vocabulary, order);
    }
    place_footer(&mut article, footer, vocabulary);
    if has_escapes {
        show_in_article(&mut article);
    }
    date_stamp(&mut article, stated_moment, order, input, &mut notes);
    if !options.anchors.is_empty() {
        let names = options.anchors.iter().cloned().map(Value::Text);
        article
            .metadata
            .insert(ANCHORS, Value::List(names.collect()));
    }
    match has_anchors {
        true => article.normalize_with(vocabulary),
        false => article.normalize_all_but_anchors(vocabulary),
    }
    warn_of_missing(&article, &mut notes);
    Ok((article, notes))
}

fn warn_of_depth(page: &mut Page, options: &Options, notes: &mut Notes) {
    if let Some(place) = page.too_deep.take() {
        let depth = options.limits.depth.min(MAX_DEPTH);
        let message = format!("nesting deeper than {depth} was flattened");
        notes.add(WarningKind::TooDeep, Some(place), message);
    }
}

/// Drops links without words, since a browser shows nothing of them, and puts the alternative text in place of images
/// without an address.
fn show_as_browsers_do(run: &mut Vec<Inline>) {
    for inline in run.iter_mut() {
        if let Inline::Image { src, alt, .. } = inline {
            if src.is_empty() {
                *inline = Inline::text(std::mem::take(alt));
            }
        }
    }
    let is_empty = |inline: &Inline| {
        inline.unlisted_url().is_some() && inline.content().is_some_and(shows_nothing)
    };
    if run.iter().any(is_empty) {
        let shown = std::mem::take(run).into_iter();
        let shown = shown.flat_map(|mut inline| match is_empty(&inline) {
            true => white_space(inline.content_mut().map(std::mem::take).unwrap_or_default()),
            false => vec![inline],
        });
        *run = shown.collect();
    }
}

/// The white space and the anchors in content that shows nothing else.
fn white_space(content: Vec<Inline>) -> Vec<Inline> {
    let shown = content
        .into_iter()
        .filter_map(|mut inline| match &mut inline {
            Inline::Text { text } => {
                text.retain(char::is_whitespace);
                Some(inline)
            }
            Inline::Break {} | Inline::Anchor { .. } => Some(inline),
            _ => None,
        });
    shown.collect()
}

/// Puts the blocks of the page in their places in the article.
fn place_blocks(
    article: &mut Article,
    mut page: Page,
    vocabulary: &Vocabulary,
    order: Option<DateOrder>,
) {
    let (site, breadcrumb) = (page.site, page.breadcrumb);
    place_site(article, site, breadcrumb, &mut page.before, vocabulary);
    let titles = titles(
        article, &page.about.site, page.about.page_title, page.about.title,
    );
    article.title = (!page.title.is_empty()).then_some(page.title);
    article.footer.extend(page.footer);
    let (byline, links_of_byline) = page
        .byline
        .map(|byline| head::byline(byline, vocabulary, order))
        .unzip();
    article.byline = byline;
    article.body = match page.content {
        Some(content) => body_of_content(article, page.before, content, &titles, vocabulary),
        None => body_of_page(article, page.before, &titles, vocabulary),
    };
    if article.title.is_none() {
        let title = titles.into_iter().next();
        article.title = title.map(|title| vec![Inline::text(title)]);
    }
    insert_links(&mut article.body, links_of_byline.unwrap_or_default());
    place_after(article, page.after, vocabulary);
    let comments = page.comments.into_iter();
    article
        .comments
        .extend(comments.map(|comment| comment_of(comment, vocabulary, order)));
}

/// The titles that the page states without printing them, the most exact one first.
fn titles(
    article: &Article,
    site: &Option<String>,
    of_page: Option<String>,
    stated: Option<String>,
) -> Vec<String> {
    let site = article
        .site
        .as_ref()
        .map(|site| &site.name)
        .or(site.as_ref());
    let of_page = of_page.and_then(|title| head::page_title(&title, site.map(String::as_str)));
    stated.into_iter().chain(of_page).collect()
}

/// The body of a page that marks its content, with what stands before that.
fn body_of_content(
    article: &mut Article,
    mut before: Vec<Block>,
    mut content: Vec<Block>,
    titles: &[String],
    vocabulary: &Vocabulary,
) -> Vec<Block> {
    before.retain(|block| *block != Block::Rule {});
    if article.site.is_none() {
        take_head(article, &mut before, &[], vocabulary);
    }
    take_title(article, &mut before, 2);
    if let Some(crumbs) = article.breadcrumb.last().cloned() {
        let last = inline_text(&crumbs);
        take_title_named(article, &mut content, |title| {
            leads_to(&crumbs, title) || is_same(title, &last)
        });
    }
    take_page_title(article, &mut content, titles);
    before.extend(content);
    before
}

/// The body of a page without parts.
fn body_of_page(
    article: &mut Article,
    mut page: Vec<Block>,
    titles: &[String],
    vocabulary: &Vocabulary,
) -> Vec<Block> {
    take_head(article, &mut page, titles, vocabulary);
    take_page_title(article, &mut page, titles);
    page
}

/// Takes the first line as the title if it equals one of the page's titles.
fn take_page_title(article: &mut Article, blocks: &mut Vec<Block>, titles: &[String]) {
    take_title_named(article, blocks, |line| {
        titles.iter().any(|title| is_same(line, title))
    });
}

fn comment_of(comment: PageComment, vocabulary: &Vocabulary, order: Option<DateOrder>) -> Comment {
    let mut content = comment.content;
    let (byline, links) = comment
        .byline
        .map(|byline| head::byline(byline, vocabulary, order))
        .unzip();
    insert_links(&mut content, links.unwrap_or_default());
    Comment {
        title: (!comment.title.is_empty()).then_some(comment.title),
        byline: byline.filter(|byline| *byline != Byline::default()),
        content,
    }
}

/// Takes site and breadcrumb from their parts. If the part of the site names none, it stays text, above all other.
fn place_site(
    article: &mut Article,
    site: Vec<Block>,
    breadcrumb: Vec<Block>,
    before: &mut Vec<Block>,
    vocabulary: &Vocabulary,
) {
    if !site.is_empty() {
        let line = head::inlines_of(site);
        if let Some((site, label)) = site::site(&line, vocabulary, true) {
            article.site = Some(site);
            article.labels.published = label;
        } else if let Some(site) = site::site_between_dashes(&line) {
            article.site = Some(site);
        } else {
            before.insert(0, Block::paragraph(line));
        }
    }
    if !breadcrumb.is_empty() {
        // `normalize` splits it into its items.
        article.breadcrumb = vec![head::inlines_of(breadcrumb)];
    }
}

/// What stands after the content and is not part of the export's footer belongs to the site.
fn place_after(article: &mut Article, mut after: Vec<Block>, vocabulary: &Vocabulary) {
    let mut body = std::mem::take(&mut article.body);
    take_printed_from(article, &mut body, vocabulary);
    article.body = body;
    take_printed_from(article, &mut after, vocabulary);
    after.retain(|block| *block != Block::Rule {});
    article.footer.extend(after);
}

/// Takes the line that names the site from the end of these blocks.
fn take_printed_from(article: &mut Article, blocks: &mut Vec<Block>, vocabulary: &Vocabulary) {
    /// How many blocks from the end are searched.
    const WITHIN: usize = 12;
    let mut tail = blocks.split_off(blocks.len().saturating_sub(WITHIN));
    tail.retain(|block| match block {
        Block::Paragraph { content } => match head::printed_from(content, vocabulary) {
            Some(site) => !states_site(&mut article.site, site),
            None => true,
        },
        _ => true,
    });
    blocks.append(&mut tail);
}

/// Records a site that a line names, and returns whether the article now says all that the line says. If the article
/// already has another site, it does not, and the line must stay text.
fn states_site(stated: &mut Option<Site>, site: Site) -> bool {
    let Some(stated) = stated else {
        *stated = Some(site);
        return true;
    };
    let is_same_address = match (&stated.url, &site.url) {
        (Some(one), Some(other)) => is_same_place(one, other),
        _ => true,
    };
    let is_same_site = is_same(&stated.name, &site.name) && is_same_address;
    if is_same_site && stated.url.is_none() {
        stated.url = site.url;
    }
    is_same_site
}

/// Puts source and labels into the article, and infers its language from the labels that are printed, if nothing states
/// it.
fn place_footer(article: &mut Article, footer: Footer, vocabulary: &Vocabulary) {
    let mut printed = Vec::new();
    if let Some(found) = footer.source {
        place_source(article, &found, vocabulary, &mut printed);
    }
    if let Some(heading) = footer.list.and_then(|list| list.heading) {
        printed.push((Part::Links, heading.clone()));
        article.labels.links = Some(heading);
    }
    if let Some(published) = &article.labels.published {
        printed.push((Part::Published, labels::with_slot(published)));
    }
    if article.language.is_none() {
        let printed = printed.iter().map(|(part, words)| (*part, words.as_str()));
        article.language = vocabulary.infer_language(&printed.collect::<Vec<_>>());
    }
}

fn place_source(
    article: &mut Article,
    found: &FoundSource,
    vocabulary: &Vocabulary,
    printed: &mut Vec<(Part, String)>,
) {
    // A label alone is not a source line.
    let tells = |line: &SourceLine<'_>| !line.url.is_empty() || line.stamp.is_some();
    let line = source_line(&found.line).ok().map(|(_, line)| line);
    let Some(line) = line.filter(tells) else {
        if starts_as_url(&found.line) {
            article.source = Some(Source {
                url: found.line.clone(),
                stamp: None,
            });
        } else {
            article
                .footer
                .push(Block::paragraph(vec![Inline::text(found.line.as_str())]));
        }
        return;
    };
    let mut stamp = None;
    if let Some(text) = line.stamp {
        let label = text.label();
        let kind = match (vocabulary.kind_of_stamp(&label), found.emphasis) {
            (Some(kind), _) => kind,
            (None, Some(true)) => StampKind::Retrieved,
            (None, Some(false)) => StampKind::Modified,
            (None, None) => StampKind::Unknown,
        };
        let part = match kind {
            StampKind::Retrieved => Part::Retrieved,
            StampKind::Modified | StampKind::Unknown => Part::Modified,
        };
        printed.push((part, label.clone()));
        article.labels.stamp = Some(label);
        stamp = Some(Stamp {
            kind,
            text: text.date.to_owned(),
            at: None,
        });
    }
    printed.push((Part::Source, line.label.to_owned()));
    article.labels.source = Some(line.label.to_owned());
    article.source = Some(Source {
        url: line.url.to_owned(),
        stamp,
    });
}

/// Fills in the date and time of the stamp, if the markup states it or the printed dates make it certain.
fn date_stamp(
    article: &mut Article,
    stated: Option<DateTime>,
    order: Option<DateOrder>,
    input: Option<&str>,
    notes: &mut Notes,
) {
    let moment = roundtrip::meaning_of_stamp(article, order);
    let Some(stamp) = article.stamp_mut() else {
        return;
    };
    match moment {
        _ if stated.is_some() => stamp.at = stated,
        Meaning::Certain(at) => stamp.at = Some(at),
        Meaning::Ambiguous => {
            let start = input.and_then(|input| input.rfind(&stamp.text));
            let place = start.map(|start| (start..start + stamp.text.len()).into());
            let message = format!("{} could be day/month or month/day", stamp.text);
            notes.add(WarningKind::AmbiguousDate, place, message);
        }
        Meaning::Unknown => {}
    }
}

fn warn_of_missing(article: &Article, notes: &mut Notes) {
    if *article == Article::default() {
        notes.add(WarningKind::Empty, None, "there is nothing to read".into());
    } else if article.source.is_none() {
        notes.add(
            WarningKind::NoSource,
            None,
            "the page has no source line".into(),
        );
    }
}
