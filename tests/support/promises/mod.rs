//! What is promised for every input, as functions that panic where it is not kept. The fuzz targets call them with
//! whatever comes to their mind, and the tests with what was found that way and with pages made to do harm.
//!
//! Each target has its function here: it takes the same input that the target's regressions hold.

mod doubling;
mod forms;
mod kept;
pub(crate) mod print_text;
mod safe;
mod sound;
mod trees;

use liens::model::Article;
use liens::read::{self, Options};

#[allow(unused_imports, reason = "each test uses some of them")]
pub(crate) use {
    doubling::Pattern, doubling::doubling, doubling::linear, doubling::repeated, forms::all_forms,
    forms::forms, kept::kept, safe::assert_safe, sound::sound, trees::judged, trees::trees,
};

/// Any bytes, read as a page.
pub(crate) fn html(input: &[u8]) {
    kept(of_html(&read::decode(input, None).text));
}

/// Any bytes, read as a message.
#[cfg(feature = "mail")]
pub(crate) fn mail(input: &[u8]) {
    let reading = read::mail::read(input, &Options::default()).expect("reading is lenient");
    assert_eq!(reading.article.check(), []);
    let again = read::mail::read(input, &Options::default()).expect("as before");
    assert_eq!(again, reading);
    kept::json(&reading.article);
    assert_safe(&reading.article);
}

/// Any text, read as Markdown and as plain text.
pub(crate) fn text(input: &[u8]) {
    of_text(&String::from_utf8_lossy(input))
        .into_iter()
        .for_each(kept);
}

/// What is read of a page, which is sound and has all words.
pub(crate) fn of_html(page: &str) -> Article {
    let article = sound(page, read::html::read).article;
    kept::words_of_html(page, &article);
    article
}

/// What is read of a text as Markdown and as plain text, which is sound and has all words.
pub(crate) fn of_text(page: &str) -> [Article; 2] {
    [read::markdown::read, read::plain::read].map(|read| {
        let article = sound(page, read).article;
        kept::words_of_text(page, &article);
        article
    })
}

/// Any text, read as a JSON document: mostly it is none, but never does it harm.
pub(crate) fn json(input: &[u8]) {
    let text = String::from_utf8_lossy(input);
    match read::json::read(&text, &Options::default()) {
        Err(error) => sound::speaks(&error),
        Ok(reading) => {
            let mut article = reading.article;
            assert_eq!(article.check(), []);
            kept::json(&article);
            assert_safe(&article);
            article.normalize();
            kept(article);
        }
    }
}

fn lenient(page: &str, read: fn(&str, &Options) -> Result<read::Reading, liens::Error>) -> Article {
    let reading = read(page, &all());
    reading.expect("lenient reading does not fail").article
}

/// Options by which inputs of these lengths are never refused.
fn all() -> Options {
    let mut options = Options::default();
    options.limits.expansion = usize::MAX;
    options
}
