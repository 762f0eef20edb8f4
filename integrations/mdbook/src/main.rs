//! A renderer for mdBook: each chapter as a page for paper, which ends with its numbered links.
//!
//! In `book.toml`:
//!
//! ```toml
//! [output.printable]
//! site-url = "https://example.org/guide/"
//! ```
//!
//! mdBook starts the program `mdbook-printable` with the book as JSON on standard input and expects the result
//! in a folder. `site-url` is optional: with it each page names its source, and relative links are absolute.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use liens::model::{Inline, Source, Target};
use liens::read::{Options, markdown};
use liens::write::{PrintHtml, Render};
use liens::{Article, BaseUrl};
use serde_json::Value;

fn main() -> Result<(), Box<dyn Error>> {
    let context: Value = serde_json::from_reader(std::io::stdin().lock())?;
    let destination = context["destination"]
        .as_str()
        .ok_or("mdBook names no destination")?;
    let site = context["config"]["output"]["printable"]["site-url"].as_str();
    let site: Option<BaseUrl> = site.map(str::parse).transpose()?;
    for chapter in chapters(&context["book"]) {
        let page = Path::new(destination).join(&chapter.path);
        fs::create_dir_all(page.parent().unwrap_or(Path::new("")))?;
        fs::write(page, chapter.print(site.as_ref())?)?;
    }
    Ok(())
}

/// A chapter that has a file of its own.
struct Chapter<'a> {
    markdown: &'a str,
    /// Where its page belongs, below the destination.
    path: PathBuf,
}

/// The chapters of a book, in order. Versions of mdBook differ in what they call the list.
fn chapters(book: &Value) -> Vec<Chapter<'_>> {
    let items = book.get("items").or(book.get("sections"));
    let mut open: Vec<&Value> = items
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .rev()
        .collect();
    let mut chapters = Vec::new();
    while let Some(item) = open.pop() {
        // Separators and titles of parts are no chapters, and drafts have no path.
        let Some(chapter) = item.get("Chapter") else {
            continue;
        };
        if let (Some(markdown), Some(path)) =
            (chapter["content"].as_str(), chapter["path"].as_str())
        {
            let path = Path::new(path).with_extension("html");
            chapters.push(Chapter { markdown, path });
        }
        open.extend(chapter["sub_items"].as_array().into_iter().flatten().rev());
    }
    chapters
}

impl Chapter<'_> {
    /// The page, with the links of the chapter numbered.
    fn print(&self, site: Option<&BaseUrl>) -> Result<String, Box<dyn Error>> {
        let mut article = markdown::read(self.markdown, &Options::default())?.article;
        link_to_pages(&mut article);
        if let Some(site) = site {
            let url = format!("{site}{}", self.path.display());
            article.resolve_urls(&url.parse()?);
            article.source = Some(Source { url, stamp: None });
        }
        article.number_links();
        Ok(PrintHtml::default().render_to_string(&article))
    }
}

/// Chapters link to each other's Markdown; readers have the pages.
fn link_to_pages(article: &mut Article) {
    article.for_each_run(|run| {
        for inline in run {
            if let Inline::Link {
                target: Target::Url(url),
                ..
            } = inline
            {
                if let Some(name) = url.strip_suffix(".md").filter(|_| !url.contains("://")) {
                    *url = format!("{name}.html");
                }
            }
        }
    });
}
