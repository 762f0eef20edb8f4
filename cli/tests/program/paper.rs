//! Pages for paper: their options, and PDF.

use std::fs;
use std::net::TcpListener;
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

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
        let args = ["links", "--json"];
        let mut links = folder.run_on(page.as_bytes(), &args).quiet().json();
        // Those of the contents lead to places in the page and are in no list.
        let all = links.as_array_mut().expect("an array");
        all.retain(|link| !link["number"].is_null());
        links
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
fn notes_stand_apart_or_among_the_links() {
    let body = "---\nsource: https://example.org/well\n---\n\nSee [the square](https://example.org/square), \
        a note[^a], [the drought](https://example.org/dry) and [the square](https://example.org/square).\n\n\
        [^a]: It says [more](https://example.org/more) of it.\n";
    let folder = Folder::new("paper_notes").with("a.md", body);
    let html = |options: &[&str]| {
        let args = [
            "convert", "a.md", "--to", "html", "--number", "--numbers", "always",
        ];
        folder.run(&[&args[..], options].concat()).quiet().out
    };
    let apart = html(&["--notes", "apart"]);
    assert_eq!(apart, html(&[]));
    assert!(
        apart.contains("the drought</a><span class=\"print-footnote\"> [2]</span>"),
        "{apart}"
    );
    let one = html(&["--notes", "with-links"]);
    assert!(
        one.contains("<a href=\"#note-2\" id=\"note-ref-2\" role=\"doc-noteref\">2</a>"),
        "{one}"
    );
    assert!(
        one.contains("the drought</a><span class=\"print-footnote\"> [3]</span>"),
        "{one}"
    );
    let places: Vec<_> = [
        "id=\"link-1\"", "id=\"note-2\"", "id=\"link-3\"", "id=\"link-4\"",
    ]
    .iter()
    .map(|id| one.find(id).expect(id))
    .collect();
    assert!(places.is_sorted(), "{one}");
    // It reads back, with the note in its place.
    let read = folder
        .run_on(one.as_bytes(), &["convert", "--to", "json", "-q"])
        .quiet()
        .json();
    let links = &read["article"]["links"];
    let expected = [(1, "square"), (3, "dry"), (4, "more")];
    assert_eq!(
        links.as_array().map(Vec::len),
        Some(expected.len()),
        "{links}"
    );
    for (at, (number, name)) in expected.into_iter().enumerate() {
        assert_eq!(links[at]["number"], number);
        assert_eq!(links[at]["url"], format!("https://example.org/{name}"));
    }
    let body = read["article"]["body"].to_string();
    assert!(body.contains("\"type\":\"note\""), "{body}");
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
            "convert", "a.md", "-o", "a.pdf", "--pdf-engine", "./missing",
        ])
        .says(2, "./missing could not print");
    let mut command = folder.command(&["convert", "a.md", "-o", "a.pdf"]);
    let output = command.env("PATH", "").output().expect("the program");
    Run::of(output).says(2, "neither Chromium, Chrome or Edge nor WeasyPrint");
    assert_eq!(folder.names(), ["a.md"]);
}

/// Options for the Chromium of this machine, which may have no sandbox for who runs the tests; `None` without one.
fn chromium() -> Option<[&'static str; 5]> {
    let program = "chromium";
    let is_there = Command::new(program).arg("--version").output().is_ok();
    is_there.then_some(["--to", "pdf", "--no-sandbox", "--pdf-engine", program])
}

/// Prints `a.md` of a folder, with these options too.
fn print(folder: &Folder, program: [&str; 5], options: &[&str]) -> (Run, String) {
    let args = [&["convert", "a.md", "-o", "a.pdf"], &program[..], options].concat();
    let run = folder.run(&args);
    let pdf = fs::read(folder.0.join("a.pdf")).expect("a PDF");
    (run, String::from_utf8_lossy(&pdf).into_owned())
}

#[test]
fn a_pdf_is_tagged_and_has_links_title_and_language() {
    let Some(program) = chromium() else {
        return;
    };
    let folder = Folder::new("paper_pdf")
        .with("a.md", POST)
        .with("boat.png", BOAT);
    let (run, pdf) = print(&folder, program, &[]);
    run.quiet();
    for words in [
        "%PDF-", "/StructTreeRoot", "/Lang (en)", "(https://example.org/square)",
        "/Title (The well)", "/Subtype /Image",
    ] {
        assert!(pdf.contains(words), "{words}");
    }
    assert_eq!(folder.names(), ["a.md", "a.pdf", "boat.png"]);
}

/// A picture of one pixel.
const BOAT: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x02\0\0\0\x90wS\xde\0\0\0\x0cIDATx\xdac\x10P0\0\0\0\xa4\0a\n\x9b\xae\xde\0\0\0\0IEND\xaeB`\x82";

#[test]
fn a_pdf_shows_no_file_of_elsewhere() {
    let Some(program) = chromium() else {
        return;
    };
    let around = Folder::new("paper_pdf_files").with("secret.png", BOAT);
    let secret = around.0.join("secret.png");
    let page = |src: &str| {
        format!("---\nsource: https://example.org/well\n---\n\nBefore ![a boat]({src}) after.\n")
    };
    let folder = around.folder("pages").with("in/boat.png", BOAT);
    #[cfg(unix)]
    std::os::unix::fs::symlink(&secret, folder.0.join("link.png")).expect("a link");
    for (src, is_shown) in [
        ("in/boat.png", true),
        ("./in/../in/b%6Fat.png", true),
        ("../secret.png", false),
        ("%2e%2e/secret.png", false),
        ("link.png", false),
        (&secret.display().to_string(), false),
        (&format!("file://{}", secret.display()), false),
    ] {
        let folder = around.folder("pages").with("a.md", page(src));
        let (run, pdf) = print(&folder, program, &[]);
        assert_eq!(pdf.contains("/Subtype /Image"), is_shown, "{src}");
        if is_shown {
            run.quiet();
        } else {
            run.says(0, &format!("1 image is printed as its words and address: there is no such file below the folder of the page ({src})"));
        }
    }
}

#[test]
fn a_pdf_shows_what_lies_beside_its_template_and_style_sheet() {
    let Some(program) = chromium() else {
        return;
    };
    let page = "---\nsource: https://example.org/well\n---\n\nWords ![a boat](boat.png).\n";
    let template = |src: &str| {
        format!(
            "<!DOCTYPE html><title>{{{{title}}}}</title><style>{{{{style}}}}</style><img src=\"{src}\">{{{{article}}}}"
        )
    };
    let around = Folder::new("paper_pdf_beside")
        .with("secret.png", BOAT)
        .with("page/a.md", page)
        .with("page/boat.png", BOAT)
        .with("own/pictures/logo.png", BOAT)
        .with("own/inside.html", template("pictures/logo.png"))
        .with("own/outside.html", template("../secret.png"))
        .with("own/missing.html", template("nothing.png"))
        .with("css/logo.svg", "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><text y='9'>beside</text></svg>")
        .with("css/own.css", "p::before { content: url(logo.svg); }");
    let folder = around.folder("page");
    let images = |options: &[&str]| {
        let (run, pdf) = print(&folder, program, options);
        run.quiet();
        pdf.matches("/Subtype /Image").count()
    };
    assert_eq!(images(&[]), 1);
    assert_eq!(images(&["--template", "../own/inside.html"]), 2);
    // The browser has pictures of its own for what is not there.
    let missing = images(&["--template", "../own/missing.html"]);
    assert_eq!(images(&["--template", "../own/outside.html"]), missing);
    // A drawing has words, which are no part of the page's.
    let fonts = |options: &[&str]| {
        let (run, pdf) = print(&folder, program, options);
        run.quiet();
        pdf.matches("/Type /Font").count()
    };
    assert!(fonts(&["--css", "../css/own.css"]) > fonts(&[]));
    assert_eq!(folder.names(), ["a.md", "a.pdf", "boat.png"]);
}

/// WeasyPrint's PDF is packed, so Poppler says what there is.
#[test]
fn weasyprint_prints_too() {
    let is_there = |program: &str| Command::new(program).arg("-v").output().is_ok();
    let is_installed = Command::new("weasyprint").arg("--version").output().is_ok();
    if !is_installed || !is_there("pdfinfo") || !is_there("pdftotext") {
        return;
    }
    let folder = Folder::new("paper_weasyprint")
        .with("a.md", POST)
        .with("boat.png", BOAT)
        .with("own/logo.png", BOAT)
        .with(
            "own/own.css",
            "p::before { content: url(logo.png); } @page { size: a5 landscape; }",
        );
    let program = ["--to", "pdf", "--pdf-engine", "weasyprint", "-q"];
    let (run, pdf) = print(&folder, program, &["--css", "own/own.css"]);
    run.quiet();
    assert_eq!(pdf.matches("/Subtype /Image").count(), 2);
    let tell = |program: &str, args: &[&str]| {
        let output = Command::new(program)
            .args(args)
            .current_dir(&folder.0)
            .output();
        String::from_utf8_lossy(&output.expect("Poppler").stdout).into_owned()
    };
    let facts = tell("pdfinfo", &["a.pdf"]);
    for fact in ["The well", "Tagged:          yes", "595.276 x 419.528 pts"] {
        assert!(facts.contains(fact), "{fact}: {facts}");
    }
    let links = tell("pdfinfo", &["-url", "a.pdf"]);
    assert!(links.contains("https://example.org/square"), "{links}");
    let text = tell("pdftotext", &["a.pdf", "-"]);
    for words in ["the square [1]", "example.org/été"] {
        assert!(text.contains(words), "{words}: {text}");
    }
}

#[test]
fn a_pdf_takes_nothing_of_the_web_unless_it_is_wanted() {
    let Some(program) = chromium() else {
        return;
    };
    let server = TcpListener::bind("127.0.0.1:0").expect("a server");
    server.set_nonblocking(true).expect("a server");
    let url = format!("http://{}/boat.png", server.local_addr().expect("one"));
    let folder = Folder::new("paper_pdf_web")
        .with("a.md", format!("# Well\n\n![a boat]({url})\n"))
        .with(
            "own.html",
            format!(
                "<!DOCTYPE html><title>{{{{title}}}}</title><img src=\"{url}\">{{{{article}}}}"
            ),
        );
    let is_asked = || server.accept().is_ok();
    let note = "a.md: note: 1 image of the web is printed as its words and address; --remote-images loads it";
    print(&folder, program, &[]).0.says(0, note);
    assert!(!is_asked());
    // Not even for what a template names.
    print(&folder, program, &["--template", "own.html"])
        .0
        .says(0, note);
    assert!(!is_asked());
    // The server never answers, so the program gives up loading.
    let args = ["convert", "a.md", "-o", "a.pdf", "--remote-images"];
    let mut child = folder
        .command(&[&args[..], &program[..]].concat())
        .spawn()
        .expect("the program");
    let start = Instant::now();
    while !is_asked() {
        assert!(start.elapsed() < Duration::from_secs(60), "nobody asked");
        thread::sleep(Duration::from_millis(50));
    }
    child.wait().expect("the program ends");
}

/// A program that prints nothing, and keeps how it was called.
#[cfg(unix)]
#[test]
fn the_sandbox_is_off_only_for_root_or_who_says_so() {
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};

    let script = "#!/bin/sh\necho \"$@\" >> calls\necho 'No usable sandbox!' >&2\nexit 1\n";
    let folder = Folder::new("paper_sandbox")
        .with("a.md", "# Well\n\nWords.\n")
        .with("chromium", script);
    let program = folder.0.join("chromium");
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).expect("a program");
    let is_root = fs::metadata(&program).expect("a file").uid() == 0;
    let args = [
        "convert", "a.md", "-o", "a.pdf", "--pdf-engine", "./chromium",
    ];
    let run = folder.run(&args).says(2, "No usable sandbox!");
    assert!(run.err.contains("--no-sandbox"), "{}", run.err);
    assert_eq!(
        run.err.contains("runs without its sandbox"),
        is_root,
        "{}",
        run.err
    );
    let run = folder.run(&[&args[..], &["--no-sandbox"]].concat());
    assert!(!run.err.contains("runs without"), "{}", run.err);
    let calls = folder.read("calls");
    let calls: Vec<bool> = calls
        .lines()
        .map(|call| call.contains("--no-sandbox"))
        .collect();
    assert_eq!(calls, [is_root, true]);
}
