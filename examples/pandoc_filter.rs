//! A filter for Pandoc: numbers the links of a document and lists them at its end, for paper.
//!
//!     cargo build --example pandoc_filter
//!     pandoc --filter target/debug/examples/pandoc_filter article.md -o article.pdf
#![allow(clippy::print_stdout, clippy::print_stderr)]

use std::error::Error;
use std::io::Read;

use liens::Article;
use liens::model::{Block, Inline, Target};
use liens::read::{self, Options};
use liens::write::{Pandoc, PandocApi, Render};

fn main() -> Result<(), Box<dyn Error>> {
    let mut document = String::new();
    std::io::stdin().read_to_string(&mut document)?;
    print!("{}", filter(&document)?);
    Ok(())
}

/// The document with its links numbered and listed.
pub(crate) fn filter(document: &str) -> Result<String, Box<dyn Error>> {
    let reading = read::pandoc::read(document, &Options::default())?;
    for warning in reading.warnings {
        eprintln!("{warning}");
    }
    let mut article = reading.article;
    article.number_links();
    print_numbers(&mut article);
    print_list(&mut article);
    // Pandoc reads only what is of its own version.
    Ok(Pandoc::for_api(api_of(document)?).render_to_string(&article))
}

fn api_of(document: &str) -> Result<PandocApi, Box<dyn Error>> {
    let document: serde_json::Value = serde_json::from_str(document)?;
    Ok(match document["pandoc-api-version"][1].as_u64() {
        Some(..=22) => PandocApi::V1_22,
        _ => PandocApi::V1_23,
    })
}

/// Writes the number of each link after it, raised.
fn print_numbers(article: &mut Article) {
    article.for_each_run(|run| {
        let mut printed = Vec::with_capacity(run.len());
        for inline in run.drain(..) {
            let number = match &inline {
                Inline::Link {
                    content,
                    target: Target::Listed(number),
                    ..
                } if !content.is_empty() => Some(Inline::text(format!("[{number}]"))),
                _ => None,
            };
            printed.push(inline);
            printed.extend(number.map(|number| Inline::Superscript {
                content: vec![number],
            }));
        }
        *run = printed;
    });
}

/// Writes the table of links as a list.
fn print_list(article: &mut Article) {
    let entry = |link: &liens::model::Link| {
        let address = Inline::link(link.url.as_str(), vec![Inline::text(link.url.as_str())]);
        vec![Block::paragraph(vec![address])]
    };
    let items: Vec<_> = article.links.iter().map(entry).collect();
    if !items.is_empty() {
        article
            .body
            .push(Block::heading(2, vec![Inline::text("Links")]));
        article.body.push(Block::List {
            ordered: true,
            start: Some(1),
            items,
        });
    }
}
