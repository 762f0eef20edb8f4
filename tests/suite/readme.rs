//! The README's example is compiled and run, and its other claims that can be checked are.
#![cfg(feature = "text")]

const README: &str = include_str!("../../README.md");

/// The example, which must stand in the README just so.
#[test]
fn example() -> Result<(), liens::Error> {
    use liens::read::{self, Options};
    use liens::write::{Html, Render};

    let page = "\
See [the report](#) [1].

**Source URL (modified on 29/06/2018 - 14:56):** <https://example.org/news>

### Links

[1] <https://example.org/report>
";
    let reading = read::text(page, &Options::default())?;
    assert!(reading.warnings.is_empty());

    let article = reading.article;
    assert_eq!(article.plain_text(), "See the report.");
    assert_eq!(article.links[0].url, "https://example.org/report");
    let source = article.source.as_ref().expect("the page has a source line");
    assert_eq!(source.url, "https://example.org/news");

    let html = Html::default().render_to_string(&article);
    assert!(html.contains(r#"<a href="https://example.org/report""#));
    Ok(())
}

#[test]
fn the_readme_shows_the_example_that_is_tested() {
    let start = README.split_once("```rust\n").expect("an example").1;
    let shown = start.split_once("```").expect("the end of the example").0;
    let this: Vec<&str> = include_str!("readme.rs")
        .lines()
        .map(str::trim_start)
        .collect();
    let shown: Vec<&str> = shown.lines().map(str::trim_start).collect();
    assert!(
        this.windows(shown.len()).any(|lines| lines == shown),
        "the example in README.md differs from the one in tests/suite/readme.rs"
    );
}

#[test]
fn the_readme_names_our_rust_version() {
    let words = format!("Rust {}", env!("CARGO_PKG_RUST_VERSION"));
    assert!(README.contains(&words), "expected {words:?} in README.md");
}
