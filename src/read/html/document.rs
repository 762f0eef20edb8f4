//! From an HTML document to its articles: runs the steps that `read::html` lists, for the whole page or for its main
//! content only.
//!
//! [`read`] returns one article, [`articles`] all of them. Either way the page's metadata ([`Stated`]) is applied last,
//! and only if the page holds a single article, since it does not say which one it describes.

#[cfg(feature = "text")]
use super::listing::{self, Listing};
use super::main_part::MainPart;
use super::stated::Stated;
use super::walk::{Walked, Wanted, walk};
use crate::BaseUrl;
use crate::error::Error;
use crate::grammar::url::restore;
use crate::model::Article;
use crate::read::facts::Facts;
use crate::read::options::{Options, Reading};
use crate::read::page::{Assembled, Page, assemble, assemble_all};
use crate::warning::{Warning, WarningKind};

/// Reads a page as one article.
pub(super) fn read(input: &str, options: &Options) -> Result<Reading, Error> {
    Ok(readings(input, options, false)?.swap_remove(0))
}

/// Reads all articles of a page.
pub(super) fn articles(input: &str, options: &Options) -> Result<Vec<Reading>, Error> {
    readings(input, options, true)
}

/// Reads the first article of a page or all of them. A page with one article is read in another way if that is text in
/// `<pre>` or, with [`Options::main_only`], if it is no print export, which holds nothing but main content.
fn readings(input: &str, options: &Options, all: bool) -> Result<Vec<Reading>, Error> {
    let walked = walk(input, options, Wanted::default());
    #[cfg(feature = "text")]
    let has_preformatted = walked.has_preformatted;
    let one_or_all = |page| match all {
        true => assemble_all(vec![page], input, options),
        false => Ok(vec![assemble(page, input, options)?]),
    };
    let (mut articles, facts) = assembled(walked, Wanted::default(), input, options, one_or_all)?;
    let [Assembled { reading, is_export }] = articles.as_mut_slice() else {
        return Ok(articles
            .into_iter()
            .map(|article| article.reading)
            .collect());
    };
    #[cfg(feature = "text")]
    if has_preformatted {
        if let Some(listed) = listing::read(input, options)? {
            return Ok(vec![listed]);
        }
    }
    if options.main_only && !*is_export {
        if let Some(main) = MainPart::of(input, options) {
            let source = reading.article.source.take();
            drop(articles);
            let mut reading = read_main(&main, input, options)?;
            // The line with the page's own address stands below the main content.
            reading.article.source = reading.article.source.take().or(source);
            return Ok(vec![reading]);
        }
    }
    fill(reading, facts, options);
    Ok(articles
        .into_iter()
        .map(|article| article.reading)
        .collect())
}

/// Reads the main content of a page, and warns how much was left out.
fn read_main(main: &MainPart, input: &str, options: &Options) -> Result<Reading, Error> {
    let wanted = Wanted {
        main: Some(main),
        ..Wanted::default()
    };
    let mut reading = read_walked(walk(input, options, wanted), wanted, input, options)?;
    let (words, parts) = (main.words_left_out, main.parts_left_out);
    reading.warnings.push(Warning {
        kind: WarningKind::LeftOut,
        message: format!(
            "{words} words in {parts} parts of the page are not main content and were left out"
        ),
        span: None,
    });
    Ok(reading)
}

/// Reads a page without the text of its `<pre>` elements, and returns that text separately.
#[cfg(feature = "text")]
pub(super) fn read_around(input: &str, options: &Options) -> Result<(Reading, Listing), Error> {
    let wanted = Wanted {
        listing: true,
        ..Wanted::default()
    };
    let mut walked = walk(input, options, wanted);
    let listing = std::mem::take(&mut walked.listing);
    Ok((read_walked(walked, wanted, input, options)?, listing))
}

/// Turns a filled page into an article.
fn read_walked(
    walked: Walked,
    wanted: Wanted<'_>,
    input: &str,
    options: &Options,
) -> Result<Reading, Error> {
    let one = |page| Ok(vec![assemble(page, input, options)?]);
    let (mut articles, facts) = assembled(walked, wanted, input, options, one)?;
    let mut reading = articles.swap_remove(0).reading;
    fill(&mut reading, facts, options);
    Ok(reading)
}

/// Assembles the articles of a filled page. Only a print export that marks its footer or content sets comments apart. Any
/// other page that has some is walked again, and they stay where they stand, unless the caller has said what marks comments.
fn assembled(
    walked: Walked,
    wanted: Wanted<'_>,
    input: &str,
    options: &Options,
    assemble: impl Fn(Page) -> Result<Vec<Assembled>, Error>,
) -> Result<(Vec<Assembled>, Facts), Error> {
    let may_have_comments_in_text =
        walked.page.may_have_comments_in_text() && !options.classes.add_comments();
    let marks_content = walked.page.content.is_some();
    let (articles, facts) = assembled_as_walked(walked, options, &assemble)?;
    let is_export = articles.iter().any(|article| article.is_export);
    if !may_have_comments_in_text || (marks_content && is_export) {
        return Ok((articles, facts));
    }
    drop(articles);
    let wanted = Wanted {
        comments_in_text: true,
        ..wanted
    };
    assembled_as_walked(walk(input, options, wanted), options, assemble)
}

/// Assembles the articles of a filled page and makes their URLs absolute. The facts in the page's metadata are not
/// filled in yet.
fn assembled_as_walked(
    walked: Walked,
    options: &Options,
    assemble: impl Fn(Page) -> Result<Vec<Assembled>, Error>,
) -> Result<(Vec<Assembled>, Facts), Error> {
    let Walked {
        mut page, stated, ..
    } = walked;
    let is_copy = stated.is_copy;
    let base = page.about.base.take();
    let has_relative =
        page.signs.has_relative || page.further.iter().any(|page| page.signs.has_relative);
    let facts = facts(&mut page, stated, base.as_deref(), options);
    let mut articles = assemble(page)?;
    if is_copy {
        for article in &mut articles {
            article.reading.article.for_each_url(restore);
        }
    }
    if has_relative {
        for article in &mut articles {
            resolve_urls(&mut article.reading.article, base.as_deref(), options);
        }
    }
    Ok((articles, facts))
}

/// The facts in the page's metadata. Title, site and language are also handed to the page, which recognizes its printed
/// title by them.
fn facts(page: &mut Page, stated: Stated, base: Option<&str>, options: &Options) -> Facts {
    let outer = options.base_url.as_ref();
    let base = base.and_then(|base| BaseUrl::within(outer, base));
    let base = base.as_ref().or(outer);
    let facts = stated.facts(page.about.page_title.as_deref(), base, &options.labels);
    page.about.title.clone_from(&facts.title);
    page.about.site.clone_from(&facts.site);
    page.about.language = page
        .about
        .language
        .take()
        .or_else(|| facts.language.clone());
    facts
}

/// Fills in the facts of the page's metadata if the page holds exactly one article. This comes after relative URLs were
/// resolved: copies of a page state the address of the original, which must not serve as their base.
fn fill(reading: &mut Reading, facts: Facts, options: &Options) {
    let is_several = |warning: &Warning| warning.kind == WarningKind::SeveralArticles;
    let is_empty = |warning: &Warning| warning.kind == WarningKind::Empty;
    let is_of_no_article = |warning| is_several(warning) || is_empty(warning);
    if !reading.warnings.iter().any(is_of_no_article) {
        facts.fill(&mut reading.article, &mut reading.warnings, &options.labels);
    }
}

/// Makes relative URLs absolute. The page's `<base>` decides first, then the caller's base URL, then the source line.
fn resolve_urls(article: &mut Article, stated: Option<&str>, options: &Options) {
    let source = article.source.as_ref();
    let page = options
        .base_url
        .clone()
        .or_else(|| BaseUrl::within(None, &source?.url));
    let stated = stated.and_then(|base| BaseUrl::within(page.as_ref(), base));
    if let Some(base) = stated.or(page) {
        article.resolve_urls(&base);
    }
}
