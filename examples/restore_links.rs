//! Puts the links of a print export back in their places, and writes a web page.
//!
//!     cargo run --example restore_links -- examples/pages/lighthouse.fr.txt > page.html
#![allow(clippy::print_stdout, clippy::print_stderr)]

use std::error::Error;

use liens::read::{self, Options};
use liens::write::{Html, Render};

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args()
        .nth(1)
        .ok_or("expected the path of a page")?;
    let (html, warnings) = restore_links(&std::fs::read(path)?)?;
    for warning in warnings {
        eprintln!("{warning}");
    }
    print!("{html}");
    Ok(())
}

/// The page with its links restored, and what was odd in it.
pub(crate) fn restore_links(bytes: &[u8]) -> Result<(String, Vec<liens::Warning>), liens::Error> {
    // Decodes pages in any encoding, by the rules of the HTML standard.
    let page = read::decode(bytes, None);
    let reading = read::any(&page.text, &Options::default())?;
    Ok((
        Html::page().render_to_string(&reading.article),
        reading.warnings,
    ))
}
