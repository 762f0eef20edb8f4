//! Several pages as one document.

use std::collections::HashSet;
use std::fs;
use std::process::Command;

use crate::program::{Folder, Run};

fn page(name: &str, body: &str) -> String {
    format!("---\ntitle: The {name}\nlang: en\nsource: https://example.org/{name}\n---\n\n{body}\n")
}

/// Three pages with links between them, and links, notes and anchors of the same names in each.
fn pages(test: &str) -> Folder {
    let body = |name: &str| {
        format!(
            "See [the {name}](https://example.org/{name}), [the square](https://example.org/square)[^n] \
             and [below](#deep).\n\n<a id=\"deep\"></a>Deep words.\n\n## A part\n\nMore.\n\n[^n]: A note."
        )
    };
    Folder::new(test)
        .with(
            "pages/a.md",
            page(
                "well",
                &(body("bucket")
                    + "\n\nThe [mill](b.md), its [deep](b.md#deep) end and [more](in/c.md?x)."),
            ),
        )
        .with("pages/b.md", page("mill", &body("wheel")))
        .with(
            "pages/in/c.md",
            page(
                "inn",
                &(body("roof") + "\n\nBack to [the well](../a.md#nowhere)."),
            ),
        )
}

fn ids(html: &str) -> Vec<&str> {
    let starts = html
        .match_indices(" id=\"")
        .map(|(at, start)| at + start.len());
    starts
        .map(|at| html[at..].split('"').next().unwrap_or_default())
        .collect()
}

/// The addresses in the lists of the articles that are read from a page.
fn lists(folder: &Folder, name: &str) -> Vec<Vec<String>> {
    let run = folder
        .run(&["convert", name, "--to", "ndjson", "-q"])
        .quiet();
    let list = |document: &serde_json::Value| {
        let links = document["article"]["links"].as_array().expect("a list");
        let entry = |link: &serde_json::Value| {
            format!(
                "{} {}",
                link["number"],
                link["url"].as_str().unwrap_or_default()
            )
        };
        links.iter().map(entry).collect()
    };
    run.lines().iter().map(list).collect()
}

fn book(folder: &Folder, options: &[&str]) -> (Run, String) {
    let args = ["convert", "pages", "--book", "-o", "book.html", "--number"];
    let run = folder.run(&[&args[..], options].concat());
    (run, folder.read("book.html"))
}

#[test]
fn a_book_has_title_contents_and_each_page() {
    let folder = pages("book_pages");
    let (run, html) = book(&folder, &[]);
    run.says(0, "3 pages converted");
    assert!(
        html.starts_with("<!DOCTYPE html>\n<html lang=\"en\">"),
        "{html}"
    );
    assert!(
        html.contains("<header class=\"cover\">\n<h1>pages</h1>"),
        "{html}"
    );
    for (number, name) in [(1, "well"), (2, "mill"), (3, "inn")] {
        assert!(
            html.contains(&format!(
                "<a href=\"#chapter-{number}\">The {name}</a></li>"
            )),
            "{html}"
        );
        assert!(
            html.contains(&format!("<article id=\"chapter-{number}\" lang=\"en\"")),
            "{html}"
        );
    }
    let (_, html) = book(&folder, &["--book-title", "Tales & more", "--toc"]);
    assert!(html.contains("<title>Tales &amp; more</title>"), "{html}");
    assert!(
        html.contains("<li class=\"level-2\"><a href=\"#chapter-2-section-1\">A part</a></li>"),
        "{html}"
    );
    assert!(html.contains("<h2 id=\"chapter-2-section-1\">"), "{html}");
}

#[test]
fn ids_in_a_book_differ_and_links_find_them() {
    let folder = pages("book_ids");
    for options in [&["--toc"][..], &["--one-list"], &["--notes", "with-links"]] {
        let (_, html) = book(&folder, options);
        let ids = ids(&html);
        let known: HashSet<&str> = ids.iter().copied().collect();
        assert_eq!(known.len(), ids.len(), "{html}");
        for place in html.split("href=\"#").skip(1) {
            let place = place.split('"').next().unwrap_or_default();
            assert!(known.contains(place), "{place}: {html}");
        }
    }
    let (_, html) = book(&folder, &[]);
    for link in [
        "<a href=\"#chapter-1.deep\">below</a>", "<a href=\"#chapter-2.deep\">below</a>",
        "<a href=\"#chapter-2\">mill</a>", "<a href=\"#chapter-2.deep\">deep</a>",
        "<a href=\"#chapter-3\">more</a>", "<a href=\"#chapter-1\">the well</a>",
    ] {
        assert!(html.contains(link), "{link}: {html}");
    }
}

#[test]
fn links_of_a_book_stand_in_each_page_or_in_one_list() {
    let folder = pages("book_lists");
    book(&folder, &[]).0.says(0, "3 pages");
    let each = |name| {
        vec![
            format!("1 https://example.org/{name}"),
            "2 https://example.org/square".to_owned(),
        ]
    };
    assert_eq!(
        lists(&folder, "book.html"),
        ["bucket", "wheel", "roof"].map(each)
    );
    let (_, html) = book(&folder, &["--one-list"]);
    assert_eq!(html.matches("<section class=\"links").count(), 1);
    // Read back, each article has what it links to, and the last one the list.
    let entries = |entries: &[(u32, &str)]| -> Vec<String> {
        let entry = |(number, name): &(u32, &str)| format!("{number} https://example.org/{name}");
        entries.iter().map(entry).collect()
    };
    let all = [(1, "bucket"), (2, "square"), (3, "wheel"), (4, "roof")];
    assert_eq!(
        lists(&folder, "book.html"),
        [&all[..2], &all[1..3], &all].map(entries)
    );
    assert_eq!(
        html.matches("the square</a><span class=\"print-footnote\"> [2]</span>")
            .count(),
        3
    );
}

#[test]
fn a_summary_says_the_order_of_a_book() {
    let summary = "# Summary\n\n[Start](in/c.md)\n\n- [Mill](./b.md)\n  - [Draft]()\n  - [Well](a.md)\n- [Again](b.md#deep)\n\
                   - [Away](https://example.org/)\n- [Out](../secret.md)\n";
    let folder = pages("book_summary")
        .with("pages/SUMMARY.md", summary)
        .with("secret.md", page("secret", "Secret words."))
        .with("book.toml", "[book]\ntitle = \"Old tales\"\n");
    for named in ["pages", "pages/SUMMARY.md"] {
        let run = folder.run(&["convert", named, "--book", "-o", "book.html"]);
        let run = run.says(0, "secret.md is left out: it does not lie below the folder");
        assert!(run.err.contains("3 pages converted"), "{}", run.err);
        let html = folder.read("book.html");
        let titles = html
            .split("<h1")
            .filter_map(|part| part.split(['>', '<']).nth(1));
        let order: Vec<_> = titles.skip(1).collect();
        assert_eq!(
            order,
            ["Old tales", "The inn", "The mill", "The well"],
            "{html}"
        );
    }
}

#[test]
fn a_bad_page_is_left_out_of_a_book() {
    let folder = pages("book_bad").with("pages/d.html", b"\x89PNG\r\n\x1a\n");
    let (run, html) = book(&folder, &[]);
    run.says(1, "3 pages converted; 1 failed");
    assert_eq!(html.matches("<article id=").count(), 3);
    folder
        .run(&[
            "convert", "pages", "--book", "-o", "book.html", "--memory", "1K",
        ])
        .says(2, "memory");
}

#[test]
fn a_book_is_html_or_pdf() {
    let folder = pages("book_wrong").with("t.html", "{{article}}");
    let args = ["convert", "pages", "--book", "-o"];
    let run = |more: &[&str]| folder.run(&[&args[..], more].concat());
    run(&["book.json"]).says(2, "--book does not go with --to json");
    run(&["book.html", "--template", "t.html"]).says(2, "--template does not go with --book");
    run(&["book.html", "--one-list", "--notes", "with-links"])
        .says(2, "--one-list does not go with --notes with-links");
    run(&["pages/"]).says(2, "--book does not go with --to json");
    folder
        .run(&["convert", "pages", "--one-list", "-o", "book.html"])
        .says(2, "--book");
    assert_eq!(folder.names(), ["pages", "t.html"]);
}

/// Prints with the Chromium of this machine, and is skipped without one.
#[test]
fn a_book_is_printed() {
    if Command::new("chromium").arg("--version").output().is_err() {
        return;
    }
    let folder = pages("book_pdf");
    folder
        .run(&[
            "convert", "pages", "--book", "-o", "book.pdf", "--no-sandbox", "--pdf-engine",
            "chromium",
        ])
        .says(0, "3 pages converted");
    let pdf = fs::read(folder.0.join("book.pdf")).expect("a PDF");
    let pdf = String::from_utf8_lossy(&pdf);
    // The title, the contents and a page for each article.
    assert!(pdf.contains("/Count 5"), "five pages");
    assert!(pdf.contains("/Title (pages)"), "a title");
}

#[test]
fn titles_and_authors_of_a_book_read_back() {
    let page = |name: &str| {
        format!(
            "---\ntitle: The {name}\nauthor: Ada Field\nsource: https://example.org/{name}\n---\n\n\
             See [it](https://example.org/{name}/1).\n\n# A part\n\nMore.\n"
        )
    };
    let folder = Folder::new("book_read_back")
        .with("pages/a.md", page("well"))
        .with("pages/b.md", page("mill"))
        .with("pages/c.md", page("inn"));
    book(&folder, &[]);
    let run = folder
        .run(&["convert", "book.html", "--to", "ndjson", "-q"])
        .quiet();
    let documents = run.lines();
    assert_eq!(documents.len(), 3);
    // The first one begins with the title of the book and the contents.
    for (document, name) in documents[1..].iter().zip(["mill", "inn"]) {
        let article = &document["article"];
        assert_eq!(article["title"][0]["text"], format!("The {name}"));
        assert_eq!(article["byline"]["text"], "Ada Field");
        assert_eq!(
            article["body"].as_array().map(Vec::len),
            Some(3),
            "{article}"
        );
    }
}
