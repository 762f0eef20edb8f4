//! Lists the links of a print export: number, address, and the words that they stand on.
//!
//!     cargo run --example list_links -- examples/pages/lighthouse.fr.txt
#![allow(clippy::print_stdout, clippy::print_stderr)]

use std::collections::HashMap;
use std::error::Error;

use liens::Article;
use liens::model::{Inline, Link, Node, Target, inline_text};
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

/// A line for each link of the table. A marker whose words are not known has none.
pub(crate) fn list_links(article: &Article) -> Vec<String> {
    let mut words: HashMap<u32, Vec<String>> = HashMap::new();
    for node in article.walk() {
        if let Node::Inline(Inline::Link {
            content,
            target: Target::Listed(number),
            ..
        }) = node
        {
            words.entry(*number).or_default().push(inline_text(content));
        }
    }
    let line = |link: &Link| {
        let words = words.get(&link.number).map(|words| words.join(", "));
        format!(
            "{:>4}  {}  ({})",
            link.number,
            link.url,
            words.unwrap_or_default()
        )
    };
    article.links.iter().map(line).collect()
}
