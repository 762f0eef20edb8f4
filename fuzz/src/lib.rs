//! What the fuzz targets do with their bytes. What they assert stands in `tests/support`, since the tests
//! replay what was found.

mod articles;
#[path = "../../tests/support/promises/mod.rs"]
mod promises;

/// Any bytes as a page.
pub fn html(input: &[u8]) {
    promises::html(input);
}

/// Any bytes as a page, parsed by us and by html5ever.
pub fn trees(input: &[u8]) {
    promises::trees(input);
}

/// Any text as Markdown and as plain text.
pub fn text(input: &[u8]) {
    promises::text(input);
}

/// Any bytes as a message.
pub fn mail(input: &[u8]) {
    promises::mail(input);
}

/// Any text as a JSON document.
pub fn json(input: &[u8]) {
    promises::json(input);
}

/// Any lines, through the grammar of references alone.
pub fn grammar(input: &[u8]) {
    liens::grammar::promises::hold(&String::from_utf8_lossy(input));
}

/// Any article, written and read back.
pub fn roundtrip(input: &[u8]) {
    if let Ok(article) = articles::article(input) {
        promises::kept(article);
    }
}

/// Any article, in all formats.
pub fn forms(input: &[u8]) {
    if let Ok(article) = articles::article(input) {
        promises::forms(&article);
    }
}

/// Any text, many times over.
pub fn doubling(input: &[u8]) {
    promises::doubling(input);
}
