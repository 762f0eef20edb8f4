//! Lists the links of a print export: number, address, and the words that they stand on.
//!
//!     cargo run --example list_links -- examples/pages/lighthouse.fr.txt
#![allow(clippy::print_stdout, clippy::print_stderr)]

use std::error::Error;

use liens::Article;
use liens::model::{Inline, Node, Target, inline_text};
use liens::read::{self, Options};

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args()
        .nth(1)
        .ok_or("expected the path of a page")?;
    let page = std::fs::read_to_string(path)?;
    // Whatever its form is: HTML, Markdown, plain text, JSON.
    let article = read::any(&page, &Options::default())?.article;
    for line in list_links(&article) {
        println!("{line}");
    }
    Ok(())
}

/// A line for each link of the table.
pub(crate) fn list_links(article: &Article) -> Vec<String> {
    let line = |link: &liens::model::Link| {
        let words = words_of(article, link.number).join(", ");
        format!("{:>4}  {}  ({words})", link.number, link.url)
    };
    article.links.iter().map(line).collect()
}

/// The words of every link with this number. A marker whose words are not known has none.
fn words_of(article: &Article, wanted: u32) -> Vec<String> {
    let words = |node| match node {
        Node::Inline(Inline::Link {
            content,
            target: Target::Listed(number),
        }) if *number == wanted => Some(inline_text(content)),
        _ => None,
    };
    article.walk().filter_map(words).collect()
}
