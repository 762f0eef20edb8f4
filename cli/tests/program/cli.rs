//! The program as its users meet it: arguments, files, messages, exit codes.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::program::{Folder, GOOD, ODD, Run};
use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::Value;

fn number_of_links(document: &Value) -> usize {
    document["article"]["links"].as_array().map_or(0, Vec::len)
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).expect("memory");
    encoder.finish().expect("memory")
}

// ---- convert: forms

#[test]
fn convert_writes_json_to_standard_output() {
    let folder = Folder::new("convert_json").with("a.txt", GOOD);
    let run = folder.run(&["convert", "a.txt"]).quiet();
    let document = run.json();
    assert_eq!(document["format"], "liens");
    assert_eq!(number_of_links(&document), 2);
    assert_eq!(run.out.lines().count(), 1);
    assert!(run.out.ends_with('\n'));

    let pretty = folder.run(&["convert", "a.txt", "--pretty"]).quiet();
    assert!(pretty.out.lines().count() > 10);
    assert_eq!(pretty.json(), document);
}

#[test]
fn convert_reads_standard_input() {
    let folder = Folder::new("convert_stdin");
    for args in [
        &["convert"][..],
        &["convert", "-"],
        &["convert", "--from", "text"],
    ] {
        let run = folder.run_on(GOOD.as_bytes(), args).quiet();
        assert_eq!(number_of_links(&run.json()), 2);
    }
}

#[test]
fn convert_knows_its_own_json() {
    let folder = Folder::new("convert_own_json").with("a.txt", ODD);
    let args = ["convert", "a.txt", "--pretty", "-q", "-o", "a.json"];
    folder.run(&args).quiet();
    let again = folder.run(&["convert", "a.json", "--pretty", "-q"]).quiet();
    assert_eq!(again.out, folder.read("a.json"));

    // Warnings that came with it point into another text.
    let run = folder.run(&["convert", "a.json"]);
    run.says(0, "a.json (made from line 3, column 27): warning: ");
}

#[test]
fn convert_says_what_is_wrong_with_json() {
    let folder = Folder::new("convert_bad_json")
        .with("cut.json", r#"{"format":"liens","version":1,"article":{"#)
        .with("new.json", r#"{"format":"liens","version":7}"#)
        .with("other.json", r#"{"format":"other"}"#);
    folder
        .run(&["convert", "cut.json"])
        .says(2, "cut.json:1:41: expected a liens JSON document: EOF");
    folder
        .run(&["convert", "new.json"])
        .says(2, "found version 7");
    let forced = folder.run(&["convert", "other.json", "--from", "json"]);
    forced.says(
        2, "help: if it is no liens document, read it with --from text",
    );
    let as_text = folder.run(&["convert", "other.json", "-q"]).quiet();
    assert!(
        as_text.out.contains(r#"{\"format\":\"other\"}"#),
        "{}",
        as_text.out
    );
}

#[test]
fn places_in_json_count_characters_from_1_and_lie_in_it() {
    let folder = Folder::new("places_in_json");
    for (json, place) in [
        ("{\"format\":\"liens\"\n", "1:18"),
        ("{\"format\":\"liens\",\n \"é\": ?}", "2:7"),
        ("\n\n", "1:1"),
        ("", "1:1"),
    ] {
        let message = format!("error: <stdin>:{place}: expected a liens JSON document: ");
        let args = ["convert", "--from", "json"];
        folder.run_on(json.as_bytes(), &args).says(2, &message);
    }
}

#[test]
fn lines_of_json_are_read_one_at_a_time() {
    let folder = Folder::new("ndjson_back")
        .with("a.txt", GOOD)
        .with("b.txt", GOOD);
    let args = [
        "convert", "a.txt", "b.txt", "--to", "ndjson", "-o", "all.ndjson",
    ];
    folder.run(&args).quiet();
    folder.run(&["convert", "all.ndjson"]).says(
        2,
        "help: it has more than one document; read each line of it on its own",
    );
    for line in folder.read("all.ndjson").lines() {
        let again = folder.run_on(line.as_bytes(), &["links", "--json"]).quiet();
        assert_eq!(again.json()[1]["url"], "https://example.org/image");
    }
}

#[test]
fn convert_writes_html_with_links_in_place() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/pages/lighthouse.fr.txt");
    let page = page.to_str().expect("a path in UTF-8");
    let folder = Folder::new("convert_html");
    let fragment = folder.run(&["convert", page, "--to", "html"]).quiet().out;
    assert!(
        fragment.contains(r#"href="https://batisseurs.example.org/""#),
        "{fragment}"
    );
    assert!(!fragment.contains("<html"), "{fragment}");
    let standalone = folder
        .run(&["convert", page, "--to", "html", "--standalone"])
        .quiet()
        .out;
    assert!(standalone.starts_with("<!DOCTYPE html>"), "{standalone}");
    assert!(
        standalone.contains(r#"href="https://batisseurs.example.org/""#),
        "{standalone}"
    );
}

#[test]
fn convert_writes_print_text_that_it_reads_back() {
    let folder = Folder::new("convert_print_text").with("a.txt", GOOD);
    let text = folder
        .run(&["convert", "a.txt", "--to", "print-text"])
        .quiet()
        .out;
    assert!(
        text.contains("https://example.org/report?a=1&b=2"),
        "{text}"
    );
    let document = folder.run(&["convert", "a.txt"]).quiet().json();
    let again = folder.run_on(text.as_bytes(), &["convert"]).quiet().json();
    assert_eq!(again, document);
}

#[test]
fn convert_reads_and_writes_plain_text() {
    let plain = "See the long report [1] about the river and its many bridges, which were built by hand.\n\n\
                 Source URL: https://example.org/a\n\nLinks\n[1] https://example.org/report\n";
    let folder = Folder::new("plain").with("a.txt", plain);
    let wrapped = folder.run(&["convert", "a.txt", "--to", "text", "--width", "40"]);
    assert!(
        wrapped
            .out
            .starts_with("See the long report [1] about the river\nand its"),
        "{}",
        wrapped.out
    );
    let whole = folder.run_on(
        wrapped.out.as_bytes(),
        &["convert", "--from", "plain", "--to", "text", "--width", "0"],
    );
    assert_eq!(whole.out, plain);
    let refused = folder.run(&["convert", "a.txt", "--to", "json", "--width", "40"]);
    assert_eq!(refused.code, Some(2));
}

// ---- convert: warnings

#[test]
fn convert_writes_pandoc_documents_that_it_reads_back() {
    let folder = Folder::new("convert_pandoc").with("a.txt", GOOD);
    let json = folder.run(&["convert", "a.txt"]).quiet().out;
    for (version, start) in [("1.22", "[1,22,2,1]"), ("1.23", "[1,23,1]")] {
        let args = [
            "convert", "a.txt", "--to", "pandoc", "--pandoc-api", version,
        ];
        let document = folder.run(&args).quiet().out;
        assert!(
            document.starts_with(&format!("{{\"pandoc-api-version\":{start},")),
            "{document}"
        );
        // Also where nobody says that it is one.
        let again = folder.run_on(document.as_bytes(), &["convert"]).quiet();
        assert_eq!(again.out, json);
    }
    folder
        .run_on(b"{\n \"pandoc-api-version\": [2]}", &["convert"])
        .says(
            2,
            "<stdin>:2:24: expected a Pandoc document as JSON: expected version 1 of the API",
        );
}

/// A program that says what this version of Pandoc says.
#[cfg(unix)]
fn pandoc_of_version(folder: &Folder, version: &str) {
    use std::os::unix::fs::PermissionsExt as _;

    let program = folder.0.join("pandoc");
    fs::write(&program, format!("#!/bin/sh\necho 'pandoc {version}'\n")).expect("a program");
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).expect("a program");
}

#[cfg(unix)]
#[test]
fn convert_writes_for_the_pandoc_that_is_there() {
    let folder = Folder::new("convert_pandoc_api").with("a.txt", GOOD);
    let version_for = |folder: &Folder| {
        let mut command = folder.command(&["convert", "a.txt", "--to", "pandoc"]);
        let output = command.env("PATH", &folder.0).stdin(Stdio::null()).output();
        let document = Run::of(output.expect("the program starts")).quiet().json();
        document["pandoc-api-version"][1].as_u64()
    };
    assert_eq!(version_for(&folder), Some(23));
    for (version, minor) in [("2.17.1.1", 22), ("3.1.11", 23)] {
        pandoc_of_version(&folder, version);
        assert_eq!(version_for(&folder), Some(minor), "{version}");
    }
}

#[test]
fn convert_tells_warnings_in_lines_of_their_own() {
    let folder = Folder::new("convert_warnings").with("odd.txt", ODD);
    let run = folder.run(&["convert", "odd.txt"]);
    let run = run.says(0, "odd.txt:3:27: warning: ");
    assert!(run.err.ends_with(" [ambiguous_date]\n"), "{}", run.err);
    assert_eq!(run.err.lines().count(), 1);
    assert_eq!(run.json()["warnings"][0]["kind"], "ambiguous_date");
    assert!(!run.err.contains('\u{1b}'), "no colours in a pipe");

    let quiet = folder.run(&["convert", "odd.txt", "--quiet"]).quiet();
    assert_eq!(quiet.json()["warnings"][0]["kind"], "ambiguous_date");
    let piped = folder.run_on(ODD.as_bytes(), &["convert"]);
    piped.says(0, "<stdin>:3:27: warning: ");
}

#[test]
fn strict_refuses_the_first_warning_and_leaves_the_output_alone() {
    let folder = Folder::new("convert_strict")
        .with("odd.txt", ODD)
        .with("out.json", "old");
    let args = ["convert", "odd.txt", "--strict", "-o", "out.json"];
    let run = folder.run(&args).says(1, "error[ambiguous_date]: ");
    assert!(run.err.contains("odd.txt:3:27"), "{}", run.err);
    assert!(run.err.contains("modified on 03/07/2018"), "{}", run.err);
    assert_eq!(run.out, "");
    assert_eq!(folder.read("out.json"), "old");
    assert_eq!(folder.names(), ["odd.txt", "out.json"]);

    let fine = folder.with("good.txt", GOOD);
    fine.run(&["convert", "good.txt", "--strict"]).quiet();
}

#[test]
fn the_caller_knows_dates_and_labels_better() {
    let text = "Opis.\n\n**Izvorni URL (izmijenjeno 03/07/2018 - 10:00):** <https://example.org/a>\n\n### Poveznice\n\n[1] <https://example.org/r>\n";
    let folder = Folder::new("convert_labels").with("hr.txt", text);
    let args = [
        "convert", "hr.txt", "-q", "--date-order", "day-first", "--label", "hr:source=Izvorni URL",
        "--label", "hr:modified=izmijenjeno {date}", "--label", "hr:links=Poveznice",
    ];
    let document = folder.run(&args).quiet().json();
    let article = &document["article"];
    assert_eq!(article["language"], "hr");
    assert_eq!(article["source"]["stamp"]["kind"], "modified");
    assert_eq!(article["source"]["stamp"]["at"], "2018-07-03T10:00:00");
}

#[test]
fn the_words_of_a_label_are_written_as_they_were_read() {
    let text = "All is well.\n\n**Source URL (updated on 2018-06-29):** <https://example.org/a>\n";
    let folder = Folder::new("convert_label_back").with("a.txt", text);
    let label = ["-q", "--label", "en:retrieved=updated on {date}"];
    let run = |more: &[&str]| {
        let args = [&["convert", "a.txt"][..], &label, more].concat();
        folder.run(&args).quiet()
    };
    let stamp = &run(&[]).json()["article"]["source"]["stamp"];
    assert_eq!(stamp["kind"], "retrieved");
    for form in ["print-text", "markdown", "text", "print-html", "html"] {
        for change in [&[][..], &["--lang", "en"]] {
            let written = run(&[&["--to", form][..], change].concat()).out;
            assert!(written.contains("(updated on "), "{form}: {written}");
            assert!(!written.contains("retrieved on"), "{form}: {written}");
        }
    }
}

// ---- convert: places

#[test]
fn several_files_go_into_a_directory() {
    let folder = Folder::new("convert_many")
        .with("a.fr.txt", GOOD)
        .with("b", GOOD);
    let run = folder.run(&["convert", "a.fr.txt", "b"]);
    run.says(2, "help: use -o DIR");

    folder
        .run(&["convert", "a.fr.txt", "b", "-o", "new/out"])
        .quiet();
    let out = folder.folder("new/out");
    assert_eq!(out.names(), ["a.fr.json", "b.json"]);
    assert_eq!(
        out.read("b.json"),
        folder.run(&["convert", "b"]).quiet().out
    );

    // A directory that is there, or is written like one, serves a single file too.
    folder.run(&["convert", "b", "-o", "new"]).quiet();
    folder.run(&["convert", "b", "-o", "other/"]).quiet();
    assert_eq!(folder.read("new/b.json"), folder.read("other/b.json"));
}

#[test]
fn a_bad_file_does_not_keep_the_others() {
    let folder = Folder::new("convert_some_bad")
        .with("a.txt", GOOD)
        .with("c.txt", GOOD);
    let run = folder.run(&["convert", "a.txt", "b.txt", "c.txt", "-o", "out"]);
    run.says(1, "error: cannot read b.txt: ");
    assert_eq!(folder.folder("out").names(), ["a.json", "c.json"]);

    let none = folder.run(&["convert", "x.txt", "y.txt", "-o", "out"]);
    none.says(2, "error: cannot read y.txt: ");
    folder
        .run(&["convert", "x.txt"])
        .says(2, "error: cannot read x.txt: ");
}

#[test]
fn two_results_never_have_one_name() {
    let folder = Folder::new("convert_collision")
        .with("a.txt", GOOD)
        .with("a.md", ODD);
    folder
        .run(&["convert", "a.txt", "a.md", "-q", "-o", "out"])
        .quiet();
    let out = folder.folder("out");
    assert_eq!(out.names(), ["a.json", "a.md.json"]);
    assert!(out.read("a.json").contains("\"language\":\"fr\""));
    assert!(out.read("a.md.json").contains("ambiguous_date"));
}

#[test]
fn inputs_are_never_overwritten() {
    let folder = Folder::new("convert_spares_inputs")
        .with("a.txt", GOOD)
        .with("b.txt", GOOD);
    let cases: [&[&str]; 4] = [
        &["convert", "a.txt", "-o", "a.txt"],
        &["convert", "a.txt", "-o", "./../convert_spares_inputs/a.txt"],
        &["convert", "a.txt", "--to", "print-text", "-o", "."],
        &["convert", "b.txt", "a.txt", "--to", "print-text", "-o", "."],
    ];
    for args in cases {
        folder
            .run(args)
            .says(2, "the result would overwrite the input");
    }
    assert_eq!(folder.names(), ["a.txt", "b.txt"]);
    assert_eq!(folder.read("a.txt"), GOOD);
}

#[test]
fn a_file_that_cannot_be_written_is_told() {
    let folder = Folder::new("convert_unwritable").with("a.txt", GOOD);
    let run = folder.run(&["convert", "a.txt", "-o", "no/such/out.json"]);
    let run = run.says(2, "error: cannot write no/such/out.json: ");
    assert!(
        run.err.contains("help: make its directory first"),
        "{}",
        run.err
    );
    let nameless = folder.run_on(GOOD.as_bytes(), &["convert", "-o", "."]);
    nameless.says(2, "there is no name for the result of <stdin>");
    assert_eq!(folder.names(), ["a.txt"]);
}

#[test]
fn a_place_that_is_none_is_told() {
    let folder = Folder::new("convert_no_place")
        .with("a.txt", GOOD)
        .with("b.txt", GOOD)
        .with("out/a.json/file", "");
    let run = folder.run(&["convert", "a.txt", "-o", "out"]);
    run.says(2, "a.json, the result of a.txt: it is a directory\n");
    let cases: [(&[&str], &str); 4] = [
        (
            &["a.txt", "--to", "ndjson", "-o", "out"],
            "error: out is a directory\n",
        ),
        (
            &["a.txt", "--to", "ndjson", "-o", "new/"],
            "error: new/ is written like a directory\n",
        ),
        (
            &["a.txt", "b.txt", "-o", "b.txt"],
            "error: b.txt is not a directory\n",
        ),
        (
            &["--files-from", "no", "-o", "new"],
            "error: cannot read no: ",
        ),
    ];
    for (args, message) in cases {
        let run = folder.run(&[&["convert"][..], args].concat());
        let run = run.says(2, message);
        assert!(!run.err.contains("converted"), "{}", run.err);
    }
    folder
        .run(&["check", "--files-from", "out"])
        .says(2, "error: cannot read out: ");
    assert_eq!(folder.names(), ["a.txt", "b.txt", "out"]);
}

#[cfg(unix)]
#[test]
fn a_replaced_file_keeps_its_permissions_and_its_links() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    let folder = Folder::new("convert_replaces")
        .with("a.txt", GOOD)
        .with("out.json", "old");
    let out = folder.0.join("out.json");
    // Bits that make a program run as somebody else are not for new content.
    fs::set_permissions(&out, fs::Permissions::from_mode(0o7600)).expect("permissions");
    symlink("out.json", folder.0.join("link.json")).expect("a link");
    symlink("a.txt", folder.0.join("input.json")).expect("a link");

    folder.run(&["convert", "a.txt", "-o", "link.json"]).quiet();
    assert!(folder.read("out.json").starts_with(r#"{"format":"liens""#));
    let mode = fs::metadata(&out).expect("the file").permissions().mode();
    assert_eq!(mode & 0o7777, 0o600);
    assert!(folder.0.join("link.json").is_symlink());

    let run = folder.run(&["convert", "a.txt", "-o", "input.json"]);
    run.says(2, "the result would overwrite the input a.txt");

    fs::set_permissions(&out, fs::Permissions::from_mode(0o400)).expect("permissions");
    folder
        .run(&["convert", "a.txt", "-o", "out.json"])
        .says(2, "error: cannot write ");
    assert_eq!(
        folder.names(),
        ["a.txt", "input.json", "link.json", "out.json"]
    );
}

#[cfg(unix)]
#[test]
fn a_pipe_is_written_to_and_not_replaced() {
    use std::os::unix::fs::FileTypeExt as _;
    use std::sync::mpsc;
    use std::time::Duration;

    let folder = Folder::new("convert_pipe").with("a.txt", GOOD);
    let pipe = folder.0.join("pipe");
    let made = Command::new("mkfifo").arg(&pipe).status();
    assert!(made.is_ok_and(|status| status.success()), "mkfifo");
    let (sender, receiver) = mpsc::channel();
    let path = pipe.clone();
    std::thread::spawn(move || sender.send(fs::read_to_string(path)));

    folder.run(&["convert", "a.txt", "-o", "pipe"]).quiet();
    let received = receiver.recv_timeout(Duration::from_secs(20));
    let text = received
        .expect("something is written")
        .expect("the pipe is read");
    assert!(text.starts_with(r#"{"format":"liens""#), "{text}");
    assert!(fs::metadata(&pipe).expect("the pipe").file_type().is_fifo());
}

// ---- links

#[test]
fn links_prints_a_table() {
    let folder = Folder::new("links_table").with("a.txt", GOOD);
    let run = folder.run(&["links", "a.txt"]).quiet();
    let expected = "\
No.  Uses  Address                             Words
  1     2  https://example.org/report?a=1&b=2  \"the report\", \"the report again\"
  2     1  https://example.org/image           (no words)
";
    assert_eq!(run.out, expected);
}

#[test]
fn links_prints_json() {
    let folder = Folder::new("links_json");
    let run = folder.run_on(GOOD.as_bytes(), &["links", "--json"]).quiet();
    let expected = serde_json::json!([
        {
            "page": "<stdin>",
            "number": 1,
            "url": "https://example.org/report?a=1&b=2",
            "title": null,
            "kind": "listed",
            "host": "example.org",
            "uses": ["the report", "the report again"],
            "places": [{"part": "body", "heading": null}, {"part": "body", "heading": null}],
        },
        {
            "page": "<stdin>",
            "number": 2,
            "url": "https://example.org/image",
            "title": null,
            "kind": "listed",
            "host": "example.org",
            "uses": [""],
            "places": [{"part": "body", "heading": null}],
        },
    ]);
    assert_eq!(run.json(), expected);

    let none = folder.run_on(b"No links.\n", &["links", "--json"]);
    assert_eq!(none.says(0, "there are no links").out, "[]\n");
    folder
        .run(&["links", "no.txt"])
        .says(2, "error: cannot read no.txt: ");
}

#[test]
fn messages_and_tables_are_not_turned_around() {
    let turned = GOOD.replace("the report again", "txt.\u{202E}exe.\u{2066}x\u{2069}");
    let folder = Folder::new("bidi").with("a\u{202E}b", turned);
    let run = folder.run(&["links", "a\u{202E}b"]).quiet();
    let words = "\"txt.\u{FFFD}exe.\u{FFFD}x\u{FFFD}\"";
    assert!(run.out.contains(words), "{}", run.out);
    let run = folder.run(&["convert", "no\u{202E}"]);
    run.says(2, "cannot read no\u{FFFD}: ");
}

// ---- check

#[test]
fn check_shows_excerpts_and_counts() {
    let folder = Folder::new("check")
        .with("odd.txt", ODD)
        .with("good.txt", GOOD);
    let good = folder.run(&["check", "good.txt"]).quiet();
    assert_eq!(good.out, "no warnings in 1 file\n");

    let odd = folder.run(&["check", "good.txt", "odd.txt"]);
    let odd = odd.says(1, "");
    assert!(
        odd.out.starts_with("warning[ambiguous_date]: "),
        "{}",
        odd.out
    );
    assert!(odd.out.contains("odd.txt:3:27"), "{}", odd.out);
    assert!(
        odd.out
            .contains("**Source URL (modified on 03/07/2018 - 10:00):**"),
        "{}",
        odd.out
    );
    assert!(
        odd.out.ends_with("1 warning in 1 of 2 files\n"),
        "{}",
        odd.out
    );
    assert!(!odd.out.contains('\u{1b}'), "no colours in a pipe");

    let some = folder.run(&["check", "no.txt", "good.txt"]);
    let some = some.says(1, "error: cannot read no.txt: ");
    assert_eq!(
        some.out,
        "no warnings in 1 file; 1 file could not be read\n"
    );
    folder
        .run(&["check", "no.txt"])
        .says(2, "error: cannot read no.txt: ");
    let piped = folder.run_on(ODD.as_bytes(), &["check"]).says(1, "");
    assert!(piped.out.contains("<stdin>:3:27"), "{}", piped.out);
}

#[test]
fn check_shows_no_more_of_a_long_line_than_fits() {
    let line = "mot ".repeat(5_000);
    let text = ODD.replace("**Source", &format!("{line}**Source"));
    let folder = Folder::new("check_long_line").with("a.txt", text);
    let run = folder.run(&["check", "a.txt"]).says(1, "");
    assert!(
        run.out.lines().all(|line| line.chars().count() < 150),
        "{}",
        run.out
    );
}

// ---- bytes

#[test]
fn bytes_in_other_encodings_are_read() {
    let latin: Vec<u8> = "Déjà vu, très bientôt, à l'été.\n"
        .chars()
        .map(|c| u8::try_from(u32::from(c)).expect("a character of Latin-1"))
        .collect();
    let folder = Folder::new("encodings").with("latin.txt", latin);
    let run = folder.run(&["convert", "latin.txt"]);
    let run = run.says(
        0,
        "latin.txt: note: read as windows-1252, as its bytes suggest",
    );
    assert!(
        run.out.contains("Déjà vu, très bientôt, à l'été."),
        "{}",
        run.out
    );

    let utf16: Vec<u8> = std::iter::once('\u{feff}')
        .chain(GOOD.chars())
        .flat_map(|c| (u32::from(c) as u16).to_le_bytes())
        .collect();
    let run = folder.run_on(&utf16, &["convert"]).quiet();
    let plain = folder.run_on(GOOD.as_bytes(), &["convert"]).quiet();
    assert_eq!(run.out, plain.out);

    let marked = format!("\u{feff}{ODD}");
    let run = folder.run_on(marked.as_bytes(), &["convert", "-q"]).quiet();
    let plain = folder.run_on(ODD.as_bytes(), &["convert", "-q"]).quiet();
    assert_eq!(
        run.out, plain.out,
        "places do not count the byte order mark"
    );
}

#[test]
fn any_bytes_give_a_result() {
    let folder = Folder::new("any_bytes");
    let bytes: Vec<u8> = (1..=255).cycle().take(10_000).collect();
    let inputs: [&[u8]; 4] = [b"", b"\n", b"\xff", &bytes];
    for input in inputs {
        let run = folder.run_on(input, &["convert"]);
        assert_eq!(run.code, Some(0), "{}", run.err);
        assert_eq!(run.json()["format"], "liens");
        assert_eq!(folder.run_on(input, &["check"]).code, Some(1));
    }
}

#[test]
fn binary_files_are_refused() {
    let folder = Folder::new("binary");
    let bytes: Vec<u8> = (0..=255).cycle().take(10_000).collect();
    let inputs: [(&[u8], &str); 6] = [
        (
            b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "Portable Network Graphics (png)",
        ),
        (b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n", "a PDF document"),
        (b"\xff\xfe\0\0a\0\0\0", "UTF-32"),
        (b"\0\0\xfe\xff\0\0\0a", "UTF-32"),
        (b"\0", "binary data"),
        (&bytes, "binary data"),
    ];
    for (input, found) in inputs {
        let folder = Folder::new("binary").with("x", input);
        for args in [&["convert"][..], &["check"], &["links"]] {
            let message = format!("cannot read <stdin>: expected a page, but found {found}\n");
            assert_eq!(
                folder
                    .run_on(input, args)
                    .says(2, &message)
                    .out
                    .lines()
                    .count(),
                usize::from(args[0] == "check")
            );
            let message = format!("cannot read x: expected a page, but found {found}\n");
            folder.run(&[args[0], "x"]).says(2, &message);
        }
    }
    // The user knows better, but for what is well known.
    folder
        .run_on(b"a\0b", &["convert", "-q", "--from", "plain"])
        .quiet();
    folder
        .run_on(inputs[0].0, &["convert", "--from", "plain"])
        .says(2, "Portable Network Graphics (png)");
}

#[test]
fn archives_are_read_wherever_pages_are() {
    let archive = "WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 0\r\n\r\n\r\n\r\n";
    let folder = Folder::new("archive_as_page").with("x", archive);
    for args in [&["check"][..], &["links"], &["links", "x"], &["check", "x"]] {
        folder.run_on(archive.as_bytes(), args).quiet();
    }
    // Whatever its name is, an archive is read as one.
    folder
        .run(&["convert", "x", "--to", "ndjson"])
        .says(0, "0 pages converted; 1 other record skipped");
}

/// A format that is written as text: the name of a file, how it begins, and how messages call it.
const WRITTEN: [(&str, &str, &str); 3] = [
    (
        "a.arc",
        "filedesc://a.arc 0.0.0.0 20100304120000 text/plain 76\n1 0 Example Archive\n",
        "an ARC archive, the older format of crawls",
    ),
    (
        "a.rtf", "{\\rtf1\\ansi{\\fonttbl{\\f0 Serif;}}\\f0 Words.\\par}",
        "a Rich Text document (RTF)",
    ),
    ("a.pdf", "%PDF-1.4\n1 0 obj\n<<>>\n", "a PDF document"),
];

#[test]
fn formats_that_are_written_as_text_are_refused_by_name() {
    for (name, text, found) in WRITTEN {
        let packed = format!("{name}.gz");
        let folder = Folder::new("written_as_text")
            .with(name, text)
            .with(&packed, gzip(text.as_bytes()))
            .with("pages/a.html", "<p>a</p>")
            .with("pages/b.html", text);
        for file in [name, &packed] {
            let message = format!("cannot read {file}: expected a page, but found {found}\n");
            folder.run(&["convert", file]).says(2, &message);
        }
        let message = format!("cannot read <stdin>: expected a page, but found {found}\n");
        folder
            .run_on(text.as_bytes(), &["convert"])
            .says(2, &message);
        let run = folder.run(&["convert", "pages", "-o", "out"]);
        let message = format!("cannot read pages/b.html: expected a page, but found {found}\n");
        run.says(1, &message).says(1, "1 page converted");
        assert_eq!(folder.folder("out").names(), ["a.json"]);
        // The user knows better.
        folder
            .run(&["convert", "-q", name, "--from", "plain"])
            .quiet();
    }
}

#[test]
fn a_mail_of_plain_words_is_read_as_it_was_meant() {
    let mail = |header: &str| {
        format!(
            "From: Ana\nSubject: The mill\n{header}\n\nThe wheel=E2=80=99s [1] turns.\n\n\
             Source URL: https://example.org/mill?=\npage=3D1\n\nLinks:\n[1] https://example.org/wheel?a=3D1\n"
        )
    };
    let packed = mail("MIME-Version: 1.0\nContent-Transfer-Encoding: quoted-printable");
    let folder = Folder::new("mail_packed")
        .with("a.txt", packed)
        // Nobody says that it is packed.
        .with("b.txt", mail("X-Mailer: of somebody"));
    let run = folder.run(&["convert", "-q", "a.txt"]);
    let document = run.json();
    let article = &document["article"];
    assert_eq!(article["links"][0]["url"], "https://example.org/wheel?a=1");
    assert_eq!(article["source"]["url"], "https://example.org/mill?page=1");
    assert!(run.out.contains("The wheel\u{2019}s"), "{}", run.out);
    let run = folder.run(&["convert", "-q", "b.txt"]);
    let url = &run.json()["article"]["links"][0]["url"];
    assert_eq!(*url, "https://example.org/wheel?a=3D1");
}

#[test]
fn a_format_is_told_before_a_file_is_found_too_long() {
    let folder = Folder::new("long_archive").with("a.arc", WRITTEN[0].1);
    let file = fs::OpenOptions::new()
        .append(true)
        .open(folder.0.join("a.arc"));
    let resized = file.and_then(|file| file.set_len(1 << 30));
    resized.expect("a file with a hole");
    folder
        .run(&["convert", "a.arc"])
        .says(2, "but found an ARC archive");
}

#[test]
fn a_list_of_all_files_converts_the_pages_only() {
    let folder = Folder::new("binary_in_list")
        .with("a.html", "<p>a</p>")
        .with("b.png", b"\x89PNG\r\n\x1a\n\0")
        .with("c.ico", [0, 0, 1, 0, 1, 0, 16, 16])
        .with("list", "a.html\nb.png\nc.ico\n");
    let run = folder.run(&["convert", "--files-from", "list", "-o", "out"]);
    run.says(1, "1 page converted, 1 with warnings; 2 failed\n");
    assert_eq!(folder.folder("out").names(), ["a.json"]);
}

#[test]
fn a_packed_page_is_unpacked() {
    let packed = gzip(GOOD.as_bytes());
    let folder = Folder::new("packed_page")
        .with("a.txt.gz", &packed)
        .with("cut.txt.gz", &packed[..packed.len() / 2])
        .with("twice.txt.gz", gzip(&packed))
        .with("filled-up.txt.gz", [&packed[..], &[0; 70_000]].concat())
        .with("followed.txt.gz", [&packed[..], b"\0\0words"].concat());
    let run = folder.run(&["links", "a.txt.gz"]).quiet();
    assert!(run.out.contains("https://example.org/image"), "{}", run.out);
    folder.run_on(&packed, &["check"]).quiet();
    let filled_up = folder.run(&["links", "filled-up.txt.gz"]).quiet();
    assert_eq!(filled_up.out, run.out);
    folder
        .run(&["convert", "followed.txt.gz"])
        .says(2, "cannot read followed.txt.gz: ");
    folder
        .run(&["convert", "cut.txt.gz"])
        .says(2, "cannot read cut.txt.gz: ");
    folder
        .run(&["convert", "twice.txt.gz"])
        .says(2, "found gzip (gz)");
}

// ---- the program

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let line = "Des mots, encore des mots.\n\n";
    let folder = Folder::new("broken_pipe").with("big.txt", line.repeat(20_000));
    for args in [
        &["convert", "big.txt", "-q"][..],
        &["convert", "big.txt", "--to", "html", "-q"],
    ] {
        let mut command = folder.command(args);
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program starts");
        drop(child.stdout.take());
        Run::of(child.wait_with_output().expect("the program ends")).quiet();
    }
}

#[test]
fn wrong_usage_is_told() {
    let folder = Folder::new("usage").with("a.txt", GOOD);
    let cases: [(&[&str], &str); 7] = [
        (&[], "Usage: liens <COMMAND>"),
        (&["print"], "unrecognized subcommand 'print'"),
        (&["convert", "--to", "docx"], "invalid value 'docx'"),
        (
            &["convert", "--date-order", "x"],
            "[possible values: day-first, month-first]",
        ),
        (&["convert", "--label", "fr"], "expected LANG:PART=WORDS"),
        (
            &["convert", "a.txt", "--to", "html", "--pretty"],
            "--pretty does not go with --to html",
        ),
        (
            &["convert", "a.txt", "--standalone"],
            "--standalone does not go with --to json",
        ),
    ];
    for (args, words) in cases {
        let run = folder.run(args).says(2, words);
        assert_eq!(run.out, "", "{args:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn help_that_nobody_gets_is_a_failure() {
    let folder = Folder::new("help_full");
    for args in [&["--help"][..], &["convert", "--help"], &["--version"]] {
        let full = fs::File::create("/dev/full").expect("the device");
        let output = folder.command(args).stdout(full).output();
        let run = Run::of(output.expect("the program starts"));
        run.says(2, "error: cannot write standard output: ");
    }
}

#[test]
fn help_has_examples() {
    let folder = Folder::new("help");
    for args in [
        &["--help"][..],
        &["convert", "--help"],
        &["links", "-h"],
        &["check", "-h"],
    ] {
        let help = folder.run(args).quiet().out;
        assert!(help.contains("Examples:\n  liens "), "{help}");
    }
}
