//! Reads a mail as it was sent (EML), or a page that a browser saved as one (MHTML), and lists its links.
//!
//!     cargo run --features mail --example mail_links -- letter.eml
#![allow(clippy::print_stdout, clippy::print_stderr)]

use std::error::Error;

use liens::Article;
use liens::model::inline_text;
use liens::read::{self, Options};

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args()
        .nth(1)
        .ok_or("expected the path of a mail")?;
    let mail = std::fs::read(path)?;
    let reading = read::mail::read(&mail, &Options::default())?;
    for warning in &reading.warnings {
        eprintln!("{warning}");
    }
    for line in lines(reading.article) {
        println!("{line}");
    }
    Ok(())
}

/// Subject, sender and links.
pub(crate) fn lines(mut article: Article) -> Vec<String> {
    // Also the links of HTML, which are in no list.
    article.number_links();
    let title = article.title.as_deref().map(inline_text);
    let author = article.byline.and_then(|byline| byline.author);
    let links = article.links.iter();
    let links = links.map(|link| format!("[{}] {}", link.number, link.url));
    title.into_iter().chain(author).chain(links).collect()
}
