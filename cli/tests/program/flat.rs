//! Flat rows, and only print exports.

use crate::program::{Folder, GOOD};

const COLUMNS: [&str; 14] = [
    "title", "author", "published", "language", "site", "source", "content", "links", "metadata",
    "warnings", "error", "path", "url", "date",
];

#[test]
fn every_page_has_a_row_with_the_same_columns() {
    let folder = Folder::new("flat-rows")
        .with("a.md", GOOD)
        .with("b.md", "")
        .with("c.md", "long ".repeat(400));
    let run = folder.run(&["convert", ".", "--to", "ndjson", "--flat", "--max-size=1K"]);
    let run = run.says(1, "c.md: it has more than");
    let rows = run.lines();
    for row in &rows {
        let columns: Vec<_> = row.as_object().expect("a row").keys().collect();
        let mut expected = COLUMNS;
        expected.sort_unstable();
        let mut found: Vec<_> = columns.iter().map(|name| name.as_str()).collect();
        found.sort_unstable();
        assert_eq!(found, expected);
    }
    assert_eq!(rows[0]["source"], "https://example.org/a");
    let content = rows[0]["content"].as_str().expect("content");
    assert!(content.contains("[the report](https://example.org/report?a=1&b=2)"));
    assert_eq!(rows[0]["links"][1]["url"], "https://example.org/image");
    assert_eq!(rows[1]["warnings"][0]["kind"], "empty");
    assert_eq!(rows[2]["content"], serde_json::Value::Null);
    let error = rows[2]["error"].as_str().expect("an error");
    assert!(error.contains("more than"), "{error}");
    assert_eq!(rows.len(), 3);
}

#[test]
fn the_content_has_any_format_with_its_switches() {
    let folder = Folder::new("flat-content").with("a.md", GOOD);
    let row = |args: &[&str]| {
        let all = [&["convert", "a.md", "--to", "ndjson"], args].concat();
        let [row] = &folder.run(&all).lines()[..] else {
            panic!("one row");
        };
        row["content"].as_str().expect("content").to_owned()
    };
    assert!(row(&["--flat=html"]).starts_with("<article"));
    assert!(row(&["--flat=html", "--standalone"]).starts_with("<!DOCTYPE html>"));
    assert!(row(&["--flat", "--links=reference"]).contains("[1]: https://example.org/report"));
    let run = folder.run(&["convert", "a.md", "--to", "html", "--flat"]);
    run.says(2, "--flat does not go with --to html");
    let run = folder.run(&[
        "convert", "a.md", "--to", "ndjson", "--flat=html", "--pretty",
    ]);
    run.says(2, "--pretty does not go with");
}

#[test]
fn what_strict_reading_refuses_has_a_row() {
    let folder = Folder::new("flat-strict").with("a.md", "Words.\n");
    let run = folder.run(&["convert", "a.md", "--to", "ndjson", "--flat", "--strict"]);
    let run = run.says(1, "the page has no source line");
    let error = run.lines()[0]["error"].clone();
    assert_eq!(error, "strict reading refused the page for its warnings");
}

#[test]
fn only_exports_are_read() {
    let folder = Folder::new("only-exports")
        .with("a.html", "<p>Words.")
        .with(
            "b.html",
            "<div class=print-source_url>Source URL: https://example.org/b</div>",
        )
        .with("c.md", GOOD);
    let run = folder.run(&["convert", ".", "--to", "ndjson", "--only", "exports"]);
    let run = run.says(0, "2 pages converted; 1 other file skipped");
    let paths: Vec<_> = run.lines().iter().map(|row| row["path"].clone()).collect();
    assert_eq!(paths, ["./b.html", "./c.md"]);
    let run = folder.run(&["check", ".", "--only", "exports"]);
    assert_eq!(run.code, Some(0));
}
