//! The examples do what they say, on the page that comes with them.
#![cfg(all(feature = "text", feature = "html", feature = "serde"))]
// Each is a program; its `main` is not called here.
#![allow(dead_code)]

#[path = "../../examples/build_article.rs"]
mod build_article;
#[path = "../../examples/check_strictly.rs"]
mod check_strictly;
#[path = "../../examples/folder_to_ndjson.rs"]
mod folder_to_ndjson;
#[path = "../../examples/list_links.rs"]
mod list_links;
#[cfg(feature = "mail")]
#[path = "../../examples/mail_links.rs"]
mod mail_links;
#[path = "../../examples/restore_links.rs"]
mod restore_links;

use std::path::Path;

use liens::Article;
use liens::read;
use liens::write::{Json, Render};

const PAGE: &str = include_str!("../../examples/pages/lighthouse.fr.txt");

#[test]
fn list_links() {
    let article = read::any(PAGE, &read::Options::default())
        .expect("lenient")
        .article;
    let lines = list_links::list_links(&article);
    assert_eq!(lines.len(), article.links.len());
    for (line, link) in lines.iter().zip(&article.links) {
        assert!(line.contains(&link.url), "{line}");
    }
    let words = |line: &String| line.ends_with("(association)");
    assert!(lines.iter().any(words), "{lines:?}");
}

#[cfg(feature = "mail")]
#[test]
fn mail_links() {
    let mail = include_bytes!("../mail-cases/alternative-html/input.eml");
    let reading = read::mail::read(mail, &read::Options::default()).expect("lenient");
    let lines = mail_links::lines(reading.article);
    assert_eq!(lines[..2], ["The fog bell", "Mara Quay"]);
    assert_eq!(
        lines[2..],
        [
            "[1] https://example.org/count", "[2] https://example.org/board"
        ]
    );
}

#[test]
fn restore_links() {
    let (html, warnings) = restore_links::restore_links(PAGE.as_bytes()).expect("lenient");
    assert!(html.starts_with("<!DOCTYPE html>"));
    assert!(html.contains("<a href=\"https://"));
    assert_eq!(warnings, []);
}

#[test]
fn build_article() {
    let article = build_article::article();
    assert_eq!(article.links.len(), 2);
    let stamp = article
        .source
        .and_then(|source| source.stamp)
        .expect("a stamp");
    let moment = stamp.at.expect("a moment");
    assert_eq!(moment.to_string(), "2026-03-18T09:41:00");
}

#[test]
fn folder_to_ndjson() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/pages");
    let mut out = Vec::new();
    let count = folder_to_ndjson::convert_folder(&folder, &mut out).expect("pages");
    let out = String::from_utf8(out).expect("UTF-8");
    assert_eq!(out.lines().count(), count);
    for line in out.lines() {
        assert!(
            !read::json::read(line, &read::Options::default())
                .expect("a document")
                .article
                .links
                .is_empty()
        );
    }
}

#[test]
fn check_strictly() {
    assert_eq!(check_strictly::check_strictly(PAGE), Ok(()));
    let odd = PAGE.replacen("[1]", "[99]", 1);
    let report = check_strictly::check_strictly(&odd).expect_err("a marker without an entry");
    assert!(report.contains("| ^^^"), "{report}");
}

#[test]
fn check_strictly_shows_no_place_of_another_text() {
    for span in [
        r#"{"start":0,"end":0,"line":0,"column":0}"#, r#"{"start":1,"end":4,"line":7,"column":2}"#,
        r#"{"start":9,"end":4,"line":1,"column":10}"#,
        r#"{"start":12345,"end":12346,"line":300,"column":4}"#,
    ] {
        let json = Json::default().render_to_string(&Article::default());
        let warning =
            format!(r#""warnings":[{{"kind":"no_source","message":"no source","span":{span}}}]"#);
        let json = json.replace(r#""warnings":[]"#, &warning);
        let report = check_strictly::check_strictly(&json).expect_err("a warning");
        assert_eq!(report.lines().count(), 1, "{report}");
    }
}
