//! The program on many pages: folders, lists, a line of JSON for each.

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::process::Stdio;
use std::sync::mpsc;
use std::time::Duration;

use crate::program::{Folder, GOOD, ODD, Run};
use serde_json::Value;

/// A JSON document that this version refuses to read.
const NEWER: &str = r#"{"format":"liens","version":99}"#;

/// An article that says which it is.
fn article(name: &str) -> String {
    GOOD.replace("the report again", name)
}

/// The words of an article's first paragraph, as it stands in a JSON document.
fn words(document: &Value) -> String {
    fn collect(value: &Value, words: &mut String) {
        match value {
            Value::Object(node) => {
                words.push_str(node.get("text").and_then(Value::as_str).unwrap_or_default());
                node.values().for_each(|value| collect(value, words));
            }
            Value::Array(values) => values.iter().for_each(|value| collect(value, words)),
            _ => {}
        }
    }
    let mut words = String::new();
    collect(&document["article"]["body"], &mut words);
    words
}

/// Checks that a result is that of the article with this name.
#[track_caller]
fn assert_result(out: &Folder, path: &str, name: &str) {
    let document = serde_json::from_str(&out.read(path)).expect("a JSON document");
    let words = words(&document);
    assert!(
        words.contains(name),
        "{path}: expected {name:?} in {words:?}"
    );
}

// ---- folders

#[test]
fn a_folder_becomes_a_tree_of_results() {
    let folder = Folder::new("batch_tree")
        .with("pages/a.txt", article("first"))
        .with("pages/deep/er/b.MD", article("second"))
        .with("pages/deep/c.d.html", "<p>third</p>")
        .with("pages/picture.png", [0x89, 0x50])
        .with("pages/README", "no page")
        .with("pages/.hidden.txt", GOOD)
        .with("pages/.git/x.txt", GOOD)
        .with("pages/about.json", r#"{"title":"of somebody else"}"#);
    folder
        .run(&["convert", "pages/a.txt", "-o", "pages/own.json"])
        .quiet();

    let run = folder.run(&["convert", "pages", "-o", "out"]);
    let run = run.says(0, "4 pages converted");
    assert_eq!(
        run.err.lines().last(),
        Some(
            "4 pages converted, 1 with warnings; 3 other files skipped (1 .json, 1 .png, 1 other)"
        )
    );
    let out = folder.folder("out");
    assert_eq!(
        out.tree(),
        ["a.json", "deep/c.d.json", "deep/er/b.json", "own.json"]
    );
    assert_result(&out, "a.json", "first");
    assert_result(&out, "own.json", "first");
    assert_result(&out, "deep/er/b.json", "second");
    assert_result(&out, "deep/c.d.json", "third");

    // Existing results are replaced, and nothing is told to the quiet.
    let folder = folder.with("out/a.json", "old");
    folder.run(&["convert", "pages", "-o", "out", "-q"]).quiet();
    assert_result(&out, "a.json", "first");
}

#[test]
fn a_piece_of_html_is_read_by_the_name_of_its_file() {
    let piece = "<h2>Title</h2>\n\n    <div>some *words*</div>\n";
    let folder = Folder::new("batch_endings")
        .with("pages/a.html", piece)
        .with("pages/b.md", piece);
    folder.run(&["convert", "pages", "-q", "-o", "out"]).quiet();
    let result = |name| serde_json::from_str(&folder.folder("out").read(name)).expect("JSON");
    assert_eq!(words(&result("a.json")), "Titlesome *words*");
    assert!(words(&result("b.json")).contains("<div>"));

    let args = ["convert", "pages/a.html", "-q", "--from", "markdown"];
    assert_eq!(folder.run(&args).quiet().json(), result("b.json"));
}

#[test]
fn no_two_results_of_a_folder_share_a_name() {
    let folder = Folder::new("batch_collisions")
        .with("pages/a.html", "<p>hypertext</p>")
        .with("pages/a.md", article("markdown"))
        .with("pages/a.md.txt", article("text"))
        .with("pages/b.txt", article("file"))
        .with("pages/b.json/c.txt", article("folder"));
    folder.run(&["convert", "pages", "-q", "-o", "out"]).quiet();
    let out = folder.folder("out");
    assert_eq!(
        out.tree(),
        [
            "a.json", "a.md.json", "a.md.txt.json", "b.json/c.json", "b.txt.json"
        ]
    );
    assert_result(&out, "a.json", "hypertext");
    assert_result(&out, "a.md.json", "markdown");
    assert_result(&out, "a.md.txt.json", "text");
    assert_result(&out, "b.txt.json", "file");
    assert_result(&out, "b.json/c.json", "folder");
}

#[cfg(target_os = "linux")]
#[test]
fn names_that_differ_in_case_only_stay_apart_on_any_system() {
    let folder = Folder::new("batch_case")
        .with("pages/A.txt", article("upper"))
        .with("pages/a.txt", article("lower"))
        .with("pages/DEEP/x.txt", article("shouted"))
        .with("pages/deep/x.txt", article("said"));
    folder.run(&["convert", "pages", "-q", "-o", "out"]).quiet();
    let out = folder.folder("out");
    assert_eq!(
        out.tree(),
        ["A.json", "DEEP/x.json", "a.txt.json", "deep~2/x.json"]
    );
    assert_result(&out, "A.json", "upper");
    assert_result(&out, "a.txt.json", "lower");
    assert_result(&out, "DEEP/x.json", "shouted");
    assert_result(&out, "deep~2/x.json", "said");
}

#[test]
fn folders_beside_others_keep_apart() {
    let folder = Folder::new("batch_several")
        .with("x/pages/a.txt", article("first"))
        .with("y/pages/a.txt", article("second"))
        .with("y/pages.txt", article("third"));
    let args = [
        "convert", "x/pages", "y/pages", "y/pages.txt", "-q", "-o", "out",
    ];
    folder.run(&args).quiet();
    let out = folder.folder("out");
    assert_eq!(out.tree(), ["pages.json", "pages/a.json", "pages~2/a.json"]);
    assert_result(&out, "pages/a.json", "first");
    assert_result(&out, "pages~2/a.json", "second");
    assert_result(&out, "pages.json", "third");
}

#[test]
fn results_are_no_input() {
    let folder = Folder::new("batch_inside").with("pages/a.txt", GOOD);
    for _ in 0..2 {
        let run = folder.run(&["convert", "pages", "-o", "pages/out"]);
        run.says(0, "1 page converted");
        let run = folder.run(&["convert", "pages/", "--to", "ndjson", "-o", "pages/all.txt"]);
        run.says(0, "2 pages converted");
        fs::remove_dir_all(folder.0.join("pages/out")).expect("the results");
        fs::remove_file(folder.0.join("pages/all.txt")).expect("the results");
    }

    for out in ["pages", ".", "pages/../pages/"] {
        let run = folder.run(&["convert", "pages", "--to", "print-text", "-o", out]);
        run.says(2, "error: pages lies where results go");
    }
    assert_eq!(folder.tree(), ["pages/a.txt"]);
    assert_eq!(folder.read("pages/a.txt"), GOOD);
}

#[test]
fn a_bad_file_is_told_and_passed_over() {
    let folder = Folder::new("batch_bad")
        .with("pages/a.txt", GOOD)
        .with("pages/b.json", NEWER)
        .with("pages/c.txt", ODD)
        .with("out/d.json", "of somebody else");
    let run = folder.run(&["convert", "pages", "-o", "out"]);
    let run = run.says(1, "pages/b.json: ");
    assert_eq!(
        run.err.lines().last(),
        Some("2 pages converted, 1 with warnings; 1 failed")
    );
    let out = folder.folder("out");
    assert_eq!(out.tree(), ["a.json", "c.json", "d.json"]);

    let strict = folder.run(&["convert", "pages", "--strict", "-o", "strict"]);
    let strict = strict.says(1, "error[ambiguous_date]: ");
    assert!(
        strict
            .err
            .ends_with("1 page converted; 1 refused; 1 failed\n"),
        "{}",
        strict.err
    );
    assert_eq!(folder.folder("strict").tree(), ["a.json"]);

    fs::remove_file(folder.0.join("pages/a.txt")).expect("a page");
    fs::remove_file(folder.0.join("pages/c.txt")).expect("a page");
    let none = folder.run(&["convert", "pages", "-o", "out"]);
    none.says(2, "0 pages converted; 1 failed");
    fs::remove_file(folder.0.join("pages/b.json")).expect("a page");
    let empty = folder.run(&["convert", "pages", "-o", "out"]);
    empty.says(0, "0 pages converted");
}

#[test]
fn what_cannot_be_written_leaves_nothing_after() {
    let folder = Folder::new("batch_unwritable")
        .with("pages/a.txt", GOOD)
        .with("pages/b/c.txt", GOOD)
        .with("out/a.json/in-the-way", "")
        .with("out/b", "in the way");
    let run = folder.run(&["convert", "pages", "-o", "out"]);
    let run = run.says(2, "0 pages converted; 2 failed");
    assert!(
        run.err.contains("a.json, the result of pages/a.txt: "),
        "{}",
        run.err
    );
    assert!(run.err.contains("is no directory"), "{}", run.err);
    assert_eq!(folder.folder("out").tree(), ["a.json/in-the-way", "b"]);
}

#[cfg(unix)]
#[test]
fn symbolic_links_lead_nowhere_else() {
    use std::os::unix::fs::symlink;

    let folder = Folder::new("batch_links")
        .with("pages/deep/a.txt", article("first"))
        .with("pages/b.txt", article("second"))
        .with("elsewhere/c.txt", article("third"))
        .with("kept.json", "kept");
    let link = |target: &str, name: &str| symlink(target, folder.0.join(name)).expect("a link");
    link("..", "pages/deep/up");
    link("../elsewhere", "pages/folder");
    link("../elsewhere/c.txt", "pages/c.txt");
    link("nowhere", "pages/d.txt");
    fs::create_dir(folder.0.join("out")).expect("a folder");
    link("../elsewhere", "out/deep");
    link("../kept.json", "out/b.json");

    let run = folder.run(&["convert", "pages", "-o", "out"]);
    let run = run.says(1, "error: cannot read pages/d.txt: ");
    assert!(run.err.contains("out/deep is no directory"), "{}", run.err);
    assert!(
        run.err
            .ends_with("2 pages converted; 2 failed; 2 other files skipped\n"),
        "{}",
        run.err
    );
    assert_eq!(folder.folder("elsewhere").tree(), ["c.txt"]);
    assert_eq!(folder.read("kept.json"), "kept");
    let out = folder.folder("out");
    assert_result(&out, "b.json", "second");
    assert_result(&out, "c.json", "third");
    assert!(!out.0.join("b.json").is_symlink());
}

#[cfg(unix)]
#[test]
fn an_input_after_a_symbolic_link_is_not_written_over() {
    use std::os::unix::fs::symlink;

    let folder = Folder::new("batch_links_to_results")
        .with("pages/a.txt", article("first"))
        .with("out/b.txt", article("second"))
        .with("all.txt", article("third"));
    symlink("../out/b.txt", folder.0.join("pages/b.txt")).expect("a link");
    symlink("../all.txt", folder.0.join("pages/c.txt")).expect("a link");
    let run = folder.run(&["convert", "pages", "--to", "text", "-o", "out"]);
    run.says(0, "2 pages converted; 1 other file skipped");
    assert_eq!(folder.read("out/b.txt"), article("second"));
    let run = folder.run(&["convert", "pages", "--to", "ndjson", "-o", "all.txt"]);
    run.says(0, "2 pages converted; 1 other file skipped");
}

#[cfg(unix)]
#[test]
fn names_of_results_are_no_longer_than_they_can_be() {
    let longest = |start: &str| format!("{start}{}.md", "é".repeat(126 - start.len() / 2));
    let names = [longest("ab"), longest("abcd"), longest("")];
    let mut folder = Folder::new("batch_long_names");
    for name in &names {
        assert!(name.len() >= 254, "{}", name.len());
        folder = folder.with(&format!("pages/{name}"), GOOD);
    }
    folder
        .run(&["convert", "pages", "--to", "ndjson", "-o", "all"])
        .says(0, "3 pages converted");
    folder
        .run(&["convert", "pages", "--to", "json", "-o", "out"])
        .says(0, "3 pages converted");
    for name in folder.folder("out").names() {
        assert!(name.len() <= 255 && name.ends_with("é.json"), "{name}");
    }
}

#[test]
fn a_deep_folder_is_well() {
    let deep = "d/".repeat(300);
    let folder = Folder::new("batch_deep").with(&format!("pages/{deep}a.txt"), GOOD);
    folder
        .run(&["convert", "pages", "-o", "out"])
        .says(0, "1 page converted");
    assert_eq!(folder.folder("out").tree(), [format!("{deep}a.json")]);
}

#[test]
fn any_number_of_jobs_gives_the_same() {
    let mut folder = Folder::new("batch_jobs");
    for number in 0..60 {
        let text = match number % 5 {
            0 => ODD.to_owned(),
            1 => NEWER.to_owned(),
            2 => article(&"long ".repeat(number * 100)),
            _ => article(&format!("number {number}")),
        };
        let ending = if number % 5 == 1 { "json" } else { "txt" };
        folder = folder.with(&format!("pages/{}/{number}.{ending}", number % 7), text);
    }
    let run = |jobs: &str| {
        let out = format!("out{jobs}");
        let tree = folder.run(&["convert", "pages", "--jobs", jobs, "-o", &out]);
        let lines = folder.run(&["convert", "pages", "--jobs", jobs, "--to", "ndjson"]);
        let checked = folder.run(&["check", "pages", "--jobs", jobs]);
        let out = folder.folder(&out);
        let results: Vec<_> = out
            .tree()
            .iter()
            .map(|path| (path.clone(), out.read(path)))
            .collect();
        assert_eq!(results.len(), 48);
        let runs = [tree, lines, checked].map(|run| (run.code, run.out, run.err));
        (runs, results)
    };
    let one = run("1");
    assert_eq!(one.0[1].1.lines().count(), 48);
    assert_eq!(one, run("2"));
    assert_eq!(one, run("7"));
}

#[test]
fn check_takes_folders() {
    let folder = Folder::new("batch_check")
        .with("pages/a.txt", GOOD)
        .with("pages/deep/b.txt", ODD)
        .with("pages/c.png", "");
    let run = folder.run(&["check", "pages"]).says(1, "");
    assert!(run.out.contains("pages/deep/b.txt:3:27"), "{}", run.out);
    assert!(
        run.out.ends_with("1 warning in 1 of 2 files\n"),
        "{}",
        run.out
    );
}

// ---- a line of JSON for each page

#[test]
fn lines_are_documents_that_say_where_they_are_from() {
    let folder = Folder::new("batch_lines")
        .with("pages/a.txt", GOOD)
        .with("pages/b.json", NEWER)
        .with("pages/c/d.txt", ODD);
    let run = folder.run(&["convert", "pages", "--to", "ndjson", "-q"]);
    let run = run.says(1, "pages/b.json: ");
    let lines = run.lines();
    assert_eq!(lines.len(), 2);
    for (line, path) in run.out.lines().zip(["pages/a.txt", "pages/c/d.txt"]) {
        let alone = folder.run(&["convert", path, "-q"]).out;
        let reading =
            liens::read::json::read(line, &liens::read::Options::default()).expect("a document");
        assert_eq!(
            reading,
            liens::read::json::read(&alone, &liens::read::Options::default()).expect("a document")
        );

        let mut value: Value = serde_json::from_str(line).expect("JSON");
        let object = value.as_object_mut().expect("an object");
        assert_eq!(object.remove("path"), Some(path.into()));
        assert_eq!(object.remove("url"), Some(Value::Null));
        assert_eq!(object.remove("date"), Some(Value::Null));
        assert_eq!(value, serde_json::from_str::<Value>(&alone).expect("JSON"));
    }

    let piped = folder
        .run_on(GOOD.as_bytes(), &["convert", "--to", "ndjson"])
        .quiet();
    assert_eq!(piped.lines()[0]["path"], Value::Null);
}

/// All that Python's `str.splitlines` splits at, and more than JSON has to escape.
#[test]
fn a_line_is_one_for_every_reader() {
    let separators = "a\u{b}b\u{c}c\u{1c}d\u{1d}e\u{1e}f\u{85}g\u{2028}h\u{2029}i";
    let page = article(separators);
    let folder = Folder::new("batch_separators").with("a\u{2028}b\u{85}.txt", page);
    let run = folder.run(&["convert", "-q", ".", "--to", "ndjson"]);
    assert_eq!(run.code, Some(0), "{}", run.err);
    let is_split = |c: char| {
        matches!(
            c,
            '\u{b}' | '\u{c}' | '\u{1c}'..='\u{1e}' | '\u{85}' | '\u{2028}' | '\u{2029}' | '\r'
        )
    };
    assert!(!run.out.contains(is_split), "{:?}", run.out);
    let [line] = run.lines().try_into().expect("one line");
    assert_eq!(line["path"], "./a\u{2028}b\u{85}.txt");
    for c in ['\u{85}', '\u{2028}', '\u{2029}'] {
        assert!(words(&line).contains(c), "{c:?}: {line}");
    }
}

#[test]
fn a_file_of_lines_is_whole_or_not_there() {
    let folder = Folder::new("batch_lines_file")
        .with("pages/a.txt", GOOD)
        .with("pages/b.txt", GOOD)
        .with("bad/a.json", NEWER)
        .with("all.ndjson", "old");
    let convert = |from: &str, to: &str| folder.run(&["convert", from, "--to", "ndjson", "-o", to]);
    convert("bad", "all.ndjson").says(2, "bad/a.json");
    assert_eq!(folder.read("all.ndjson"), "old");
    convert("pages", "all.ndjson").says(0, "2 pages converted");
    assert_eq!(folder.read("all.ndjson").lines().count(), 2);
    convert("pages", "no/such/all.ndjson").says(2, "error: cannot write ");
    convert("pages", "pages").says(2, "error: pages is a directory");
    convert("pages/a.txt", "pages/a.txt").says(2, "would overwrite the input");
    fs::create_dir(folder.0.join("empty")).expect("a folder");
    convert("empty", "none.ndjson").says(0, "0 pages converted");
    assert_eq!(folder.read("none.ndjson"), "");
    assert_eq!(
        folder.tree(),
        [
            "all.ndjson", "bad/a.json", "none.ndjson", "pages/a.txt", "pages/b.txt"
        ]
    );
}

#[test]
fn a_reader_of_lines_may_go_away() {
    let mut folder = Folder::new("batch_broken_pipe");
    for number in 0..500 {
        folder = folder.with(&format!("pages/{number}.txt"), GOOD);
    }
    let mut command = folder.command(&["convert", "pages", "--to", "ndjson", "-q"]);
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program starts");
    drop(child.stdout.take());
    Run::of(child.wait_with_output().expect("the program ends")).quiet();
}

// ---- lists

#[test]
fn a_list_is_worked_on_before_it_ends() {
    let folder = Folder::new("batch_stream")
        .with("a.php", article("first"))
        .with("b.txt", article("second"));
    let mut command = folder.command(&["convert", "--files-from", "-", "--to", "ndjson"]);
    command.stdin(Stdio::piped()).stdout(Stdio::piped());
    command.stderr(Stdio::null());
    let mut child = command.spawn().expect("the program starts");
    let mut stdin = child.stdin.take().expect("standard input");
    let stdout = child.stdout.take().expect("standard output");
    let (sender, lines) = mpsc::channel();
    std::thread::spawn(move || {
        for line in BufReader::new(stdout).lines() {
            let _ = sender.send(line.expect("a line"));
        }
    });
    for (name, content) in [("a.php", "first"), ("b.txt", "second")] {
        writeln!(stdin, "{name}").expect("the program reads");
        let line = lines.recv_timeout(Duration::from_secs(20));
        let line = line.expect("a line before the list ends");
        assert!(line.contains(content), "{line}");
    }
    drop(stdin);
    assert!(child.wait().expect("the program ends").success());
}

#[test]
fn results_of_a_list_keep_its_paths() {
    let folder = Folder::new("batch_list")
        .with("home/2018/a.txt", article("first"))
        .with("home/2019/a.txt", article("second"))
        .with("a.txt", article("third"))
        .with("out/b.txt", GOOD);
    let list =
        "2018/a.txt\r\n\n./2019/a.txt\n2018\n../a.txt\n2019/../../a.txt\nno.txt\n../out/b.txt\n";
    let home = folder.folder("home");
    let run = home.run_on(
        list.as_bytes(),
        &["convert", "--files-from", "-", "-o", "../out"],
    );
    let run = run.says(1, "error: cannot read no.txt: ");
    assert!(
        run.err
            .contains("error: ../out/b.txt lies where results go"),
        "{}",
        run.err
    );
    assert!(
        run.err
            .ends_with("4 pages converted; 2 failed; 1 other file skipped\n"),
        "{}",
        run.err
    );
    let out = folder.folder("out");
    assert_eq!(
        out.tree(),
        [
            "2018/a.json", "2019/a.json", "2019/a.txt.json", "a.json", "b.txt"
        ]
    );
    assert_result(&out, "2018/a.json", "first");
    assert_result(&out, "2019/a.json", "second");
    assert_result(&out, "a.json", "third");
    assert_result(&out, "2019/a.txt.json", "third");

    let folder = folder.with("list", "a.txt\n");
    let run = folder.run(&["convert", "--files-from", "list", "--to", "ndjson", "-q"]);
    assert_eq!(run.quiet().lines().len(), 1);
    folder.run(&["convert", "--files-from", "no"]).says(2, "");
    let run = folder.run(&["convert", "--files-from", "no", "--to", "ndjson"]);
    run.says(2, "error: cannot read no: ");
}

#[cfg(unix)]
#[test]
fn a_list_may_have_any_names() {
    let folder = Folder::new("batch_null")
        .with("a\nb.txt", GOOD)
        .with("c.txt", GOOD);
    let args = ["convert", "--files-from", "-", "--null", "--to", "ndjson"];
    let run = folder
        .run_on(b"a\nb.txt\0c.txt", &args)
        .says(0, "2 pages converted");
    assert_eq!(run.lines()[0]["path"], "a\nb.txt");
}

// ---- usage

#[test]
fn wrong_usage_is_told() {
    let folder = Folder::new("batch_usage").with("pages/a.txt", GOOD);
    let cases: [(&[&str], &str); 6] = [
        (&["convert", "pages"], "help: use -o DIR or --to ndjson"),
        (
            &["convert", "pages", "-0", "--to", "ndjson"],
            "cannot be used with",
        ),
        (&["convert", "-0", "--to", "ndjson"], "--files-from <LIST>"),
        (
            &["convert", "pages", "--files-from", "-"],
            "cannot be used with",
        ),
        (&["convert", "pages", "--jobs", "0"], "invalid value '0'"),
        (
            &["convert", "pages", "--to", "ndjson", "--pretty"],
            "--pretty does not go with --to ndjson",
        ),
    ];
    for (args, words) in cases {
        let run = folder.run(args).says(2, words);
        assert_eq!(run.out, "", "{args:?}");
    }
}
