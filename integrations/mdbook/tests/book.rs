//! mdBook itself builds a book with the renderer.

use std::fs;

use mdbook::MDBook;

#[test]
fn each_chapter_ends_with_its_links() {
    let folder = tempfile::tempdir().expect("a folder");
    let book = folder.path();
    let program = env!("CARGO_BIN_EXE_mdbook-printable");
    let settings = format!(
        "[book]\ntitle = 'Tides'\n[output.printable]\ncommand = '{program}'\nsite-url = 'https://example.org/guide/'\n"
    );
    fs::create_dir(book.join("src")).expect("a folder");
    for (name, content) in [
        ("book.toml", settings.as_str()),
        (
            "src/SUMMARY.md",
            "# Summary\n\n- [High water](high.md)\n  - [Low water](deep/low.md)\n",
        ),
        (
            "src/high.md",
            "# High water\n\nSee [low water](deep/low.md), [the moon](https://example.com/moon).\n",
        ),
        (
            "src/deep/low.md",
            "# Low water\n\nSee [high water](../high.md) and [again](../high.md).\n",
        ),
    ] {
        let path = book.join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, content).expect("a file");
    }

    MDBook::load(book)
        .and_then(|book| book.build())
        .expect("a book");

    let high = fs::read_to_string(book.join("book/high.html")).expect("a page");
    let links = "<div class=\"print-links\"><p><strong>Links</strong><br />\
        [1] https://example.org/guide/deep/low.html<br />\n[2] https://example.com/moon<br />";
    assert!(high.contains(links), "{high}");
    assert!(
        high.contains("the moon</a> <span class=\"print-footnote\">[2]</span>"),
        "{high}"
    );
    assert!(
        high.contains("<strong>Source URL:</strong> https://example.org/guide/high.html"),
        "{high}"
    );

    let low = fs::read_to_string(book.join("book/deep/low.html")).expect("a page");
    assert!(
        low.contains("[1] https://example.org/guide/high.html<br />\n</p>"),
        "{low}"
    );
}
