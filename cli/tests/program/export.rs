//! The program makes print exports and Markdown of any article.

use crate::program::{self, Folder};

/// A page that no exporter printed.
const PAGE: &str = "<!DOCTYPE html><html lang=\"fr\"><head><title>La digue</title></head><body><h1>La digue</h1>\
    <p>Voir <a href=\"../rapport.pdf\">le rapport</a> et <a href=\"https://example.org/carte\">la carte</a>, puis \
    <a href=\"../rapport.pdf\">encore</a>, <a href=\"#bas\">en bas</a>.</p></body></html>";

#[test]
fn any_page_becomes_a_print_export() {
    let folder = Folder::new("export-page").with("page.html", PAGE);
    let run = folder.run(&[
        "convert", "page.html", "--quiet", "--to", "print-text", "--number", "--base-url",
        "https://example.org/a/b", "--source-url", "https://example.org/a/b", "--modified",
        "2018-06-29 14:56",
    ]);
    let expected = "\
# La digue

Voir [le rapport](#) [1] et [la carte](#) [2], puis [encore](#) [1], [en bas](#bas).

**URL de la source (modifié le 2018-06-29 14:56):** <https://example.org/a/b>

### Liens

[1] <https://example.org/rapport.pdf>

[2] <https://example.org/carte>
";
    assert_eq!(run.quiet().out, expected);
}

#[test]
fn the_language_decides_the_labels() {
    let folder = Folder::new("export-language").with("page.html", PAGE);
    let args = [
        "convert", "page.html", "-q", "--to", "text", "--number", "--lang", "fi",
    ];
    let run = folder.run(&args).quiet();
    assert!(run.out.contains("\nLinkit\n[1]"), "{}", run.out);
}

#[test]
fn relative_addresses_stay_without_a_base() {
    let folder = Folder::new("export-relative").with("page.html", PAGE);
    let run = folder
        .run(&["convert", "page.html", "-q", "--to", "markdown"])
        .quiet();
    assert!(
        run.out.contains("[le rapport](../rapport.pdf)"),
        "{}",
        run.out
    );
    let run = folder.run(&["convert", "page.html", "--base-url", "a/b"]);
    assert_eq!(run.code, Some(2));
    assert!(
        run.err.contains("expected an absolute address"),
        "{}",
        run.err
    );
}

#[test]
fn one_address_for_several_pages_is_wrong_usage() {
    let folder = Folder::new("export-several")
        .with("a.html", PAGE)
        .with("b.html", PAGE);
    let run = folder.run(&[
        "convert", "a.html", "b.html", "-o", "out", "--source-url", "https://example.org/",
    ]);
    assert_eq!(run.code, Some(2));
    assert!(run.err.contains("--source-url"), "{}", run.err);
    assert_eq!(folder.names(), ["a.html", "b.html"]);
}

#[test]
fn what_could_not_be_printed_is_wrong_usage() {
    let folder = Folder::new("export-misuse")
        .with("page.html", PAGE)
        .with("page.txt", program::GOOD);
    let wrong = [
        ("--source-url", "", "expected an absolute address"),
        (
            "--source-url", "example.org/a", "expected an absolute address",
        ),
        (
            "--source-url", "javascript:x()", "expected an absolute address",
        ),
        (
            "--source-url", "https://example.org/a b", "without white space",
        ),
        ("--modified", "", "expected a date"),
        ("--modified", "last week", "expected a date"),
        ("--modified", "2018-06-29\n14:56", "expected a date"),
        ("--lang", "", "expected a BCP 47 tag"),
        ("--lang", "f r", "expected a BCP 47 tag"),
        ("--lang", "1901-fr", "expected a BCP 47 tag"),
        ("--lang", "fr-", "expected a BCP 47 tag"),
        ("--lang", "fr\"><b>", "expected a BCP 47 tag"),
    ];
    for (switch, value, words) in wrong {
        let run = folder.run(&["convert", "page.html", switch, value]);
        assert_eq!(run.says(2, words).out, "", "{switch} {value:?}");
    }
    let right = [
        ("--source-url", "http://user@example.org:8080/%20?a=b#c"),
        ("--source-url", "https://bücher.example/été"),
        ("--modified", "29/06/2018 - 14:56"),
        ("--modified", "2018-06-29"),
        ("--modified", "Friday, June 29, 2018 - 14:56"),
        ("--modified", "29 June 2018"),
        ("--lang", "zh-Hant-TW"),
        ("--lang", "sl-rozaj-1994"),
    ];
    for (switch, value) in right {
        let run = folder.run(&["convert", "page.txt", "-q", switch, value]);
        assert!(run.quiet().out.contains(value), "{switch} {value:?}");
    }
}

#[test]
fn what_options_supply_is_not_missed() {
    let undated = "Words.\n\n**Source URL:** <https://example.org/a>\n";
    let odd = program::ODD;
    let folder = Folder::new("export-supplied")
        .with("page.html", PAGE)
        .with("undated.md", undated)
        .with("odd.md", odd);
    let url = ["--source-url", "https://example.org/a"];
    let date = ["--modified", "2018-06-29"];
    let run = |args: &[&str]| folder.run(&[&["convert", "--strict"][..], args].concat());

    let supplied = run(&["page.html", url[0], url[1]]).quiet().json();
    assert_eq!(supplied["warnings"], serde_json::json!([]));
    run(&["odd.md", date[0], date[1]]).quiet();
    run(&["odd.md", url[0], url[1]]).says(1, "error[ambiguous_date]");
    run(&["page.html", "--number"]).says(1, "error[no_source]");
    run(&["page.html", date[0], date[1]]).says(2, "help: give its address with --source-url");
    run(&["page.html", date[0], date[1], url[0], url[1]]).quiet();
    let dated = run(&["undated.md", date[0], date[1]]).quiet().json();
    assert_eq!(dated["article"]["source"]["stamp"]["text"], "2018-06-29");
}

#[test]
fn markdown_has_links_in_three_styles() {
    let page = "See [the report](#) [1].\n\n### Links\n\n[1] <https://example.org/r>\n";
    let folder = Folder::new("export-markdown").with("page.txt", page);
    for (style, expected) in [
        ("inline", "See [the report](https://example.org/r).\n"),
        (
            "reference", "See [the report][1].\n\n[1]: https://example.org/r\n",
        ),
        (
            "footnote", "See the report[^1].\n\n[^1]: <https://example.org/r>\n",
        ),
    ] {
        let run = folder.run(&[
            "convert", "page.txt", "-q", "--to", "markdown", "--links", style,
        ]);
        assert_eq!(run.quiet().out, expected);
    }
    let run = folder.run(&["convert", "page.txt", "--to", "html", "--links", "inline"]);
    assert_eq!(run.code, Some(2));
    let args = [
        "convert", "page.txt", "-q", "--to", "markdown", "--front-matter", "--source-url",
        "https://example.org/a",
    ];
    let run = folder.run(&args).quiet();
    assert!(
        run.out
            .starts_with("---\nsource: https://example.org/a\n---\n\nSee "),
        "{}",
        run.out
    );
}

#[test]
fn a_body_alone_repeats_nothing() {
    let page = "# The dam\n\nSee <u>[the report](#) [1]</u>.\n\n\
        **Source URL (modified on 29/06/2018 - 14:56):** <https://example.org/a>\n\n### Links\n\n\
        [1] <https://example.org/r>\n";
    let folder = Folder::new("export_body").with("a.md", page);
    let convert = |args: &[&str]| {
        let args = [&["convert", "a.md", "-q"], args].concat();
        folder.run(&args).quiet().out
    };
    let markdown = convert(&["-t", "md", "--body-only", "--no-raw-html", "--front-matter"]);
    let (matter, body) = markdown.split_at(markdown.rfind("---\n\n").expect("front matter"));
    assert_eq!(body, "---\n\nSee [the report](https://example.org/r).\n");
    assert!(matter.contains("title: The dam\n"), "{matter}");
    assert!(
        matter.contains("source: https://example.org/a\n"),
        "{matter}"
    );
    let html = convert(&["-t", "html", "--body-only"]);
    assert!(
        html.contains("<u><a href=\"https://example.org/r\">the report</a></u>"),
        "{html}"
    );
    for word in ["The dam", "Ana", "example.org/a", "Links", "ref-"] {
        assert!(!html.contains(word), "{html}");
    }
}
