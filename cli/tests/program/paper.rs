//! Pages for paper: their options, and PDF.

use std::fs;
use std::process::Command;

use crate::program::{Folder, Run};

const POST: &str = "---\ntitle: The well\nlang: en\nsource: https://example.org/well\n---\n\n\
    See [the square](https://example.org/square) and [the drought](https://example.org/%C3%A9t%C3%A9).\n\n\
    ## One\n\n![a boat](boat.png)\n\n## Two\n\nMore.\n";

#[test]
fn a_page_has_what_the_options_say() {
    let folder = Folder::new("paper_options")
        .with("a.md", POST)
        .with("own.css", "p { color: red }");
    let html = |options: &[&str]| {
        let args = ["convert", "a.md", "--to", "html", "--number"];
        let args: Vec<&str> = args.iter().chain(options).copied().collect();
        folder.run(&args).quiet().out
    };
    let page = html(&["--standalone"]);
    assert!(
        page.contains("the square</a><span class=\"print-footnote\"> [1]</span>"),
        "{page}"
    );
    assert!(page.contains("data-shown=\"example.org/été\""), "{page}");
    assert!(html(&["--addresses", "full"]).contains("/%C3%A9t%C3%A9</a>"));
    assert!(html(&["--paper", "letter"]).contains("size: letter;"));
    let own = html(&["--css", "own.css", "--no-css"]);
    assert!(own.contains("<style>\np { color: red }\n</style>"), "{own}");
    assert!(html(&["--toc"]).contains("<li class=\"level-1\"><a href=\"#section-2\">Two</a></li>"));
    assert!(html(&["--toc"]).contains("<h2 id=\"section-2\">Two</h2>"));
    assert!(!html(&["--images", "drop"]).contains("boat"));
    assert!(
        html(&["--images", "line"]).contains("<span class=\"image\">a boat (<a href=\"boat.png\"")
    );
    let drawings = |page: &str| page.matches("<svg").count();
    assert_eq!(drawings(&html(&["--qr"])), 1);
    assert_eq!(drawings(&html(&["--qr=all"])), 3);
}

#[test]
fn pages_for_paper_read_back() {
    let folder = Folder::new("paper_reads_back").with("a.md", POST);
    let links = |page: &str| {
        folder
            .run_on(page.as_bytes(), &["links", "--json"])
            .quiet()
            .json()
    };
    let convert = |options: &[&str]| {
        let args: Vec<&str> = ["convert", "a.md", "--number"]
            .iter()
            .chain(options)
            .copied()
            .collect();
        folder.run(&args).quiet().out
    };
    let expected = links(&convert(&["--to", "json"]));
    assert_eq!(expected[1]["url"], "https://example.org/%C3%A9t%C3%A9");
    for options in [
        &["--to", "html", "--standalone"][..],
        &["--to", "html", "--toc", "--qr=all", "--numbers", "always"],
        &["--to", "print-html", "--modern"],
        &["--to", "print-html", "--modern", "--typeface", "sans"],
    ] {
        assert_eq!(links(&convert(options)), expected, "{options:?}");
    }
}

#[test]
fn a_template_is_filled_or_told_what_is_wrong() {
    let folder = Folder::new("paper_template")
        .with("a.md", POST)
        .with("good.html", "<title>{{title}}</title>{{#site}}x{{/site}}")
        .with("bad.html", "\n{{tilte}}");
    let args = ["convert", "a.md", "--to", "html", "--template"];
    let run = |template: &str| folder.run(&[&args[..], &[template]].concat());
    assert_eq!(run("good.html").quiet().out, "<title>The well</title>\n");
    run("bad.html").says(2, "bad.html: line 2: no part is called `tilte`");
}

#[test]
fn options_of_pages_go_with_pages_only() {
    let folder = Folder::new("paper_elsewhere").with("a.md", POST);
    folder
        .run(&["convert", "a.md", "--paper", "a4"])
        .says(2, "--paper does not go with --to json");
    folder
        .run(&["convert", "a.md", "--to", "print-html", "--toc"])
        .says(2, "--toc does not go with --to print-html");
}

#[test]
fn a_missing_printer_is_told() {
    let folder = Folder::new("paper_no_engine").with("a.md", POST);
    folder
        .run(&[
            "convert",
            "a.md",
            "-o",
            "a.pdf",
            "--pdf-engine",
            "./missing",
        ])
        .says(2, "./missing could not print");
    let mut command = folder.command(&["convert", "a.md", "-o", "a.pdf"]);
    let output = command.env("PATH", "").output().expect("the program");
    Run::of(output).says(2, "neither Chromium, Chrome or Edge nor WeasyPrint");
    assert_eq!(folder.names(), ["a.md"]);
}

/// Prints with the Chromium of this machine, and is skipped without one.
#[test]
fn a_pdf_is_tagged_and_has_links_title_and_language() {
    let program = "chromium";
    if Command::new(program).arg("--version").output().is_err() {
        return;
    }
    let folder = Folder::new("paper_pdf").with("a.md", POST);
    folder
        .run(&["convert", "a.md", "-o", "a.pdf", "--pdf-engine", program])
        .quiet();
    let pdf = fs::read(folder.0.join("a.pdf")).expect("a PDF");
    let pdf = String::from_utf8_lossy(&pdf);
    for words in [
        "%PDF-",
        "/StructTreeRoot",
        "/Lang (en)",
        "(https://example.org/square)",
        "/Title (The well)",
    ] {
        assert!(pdf.contains(words), "{words}");
    }
    assert_eq!(folder.names(), ["a.md", "a.pdf"]);
}
