//! What people expect of any program in a shell.

use crate::program::{Folder, GOOD, ODD};

#[test]
fn the_ending_of_the_output_names_the_format() {
    let folder = Folder::new("shell_ending").with("a.txt", GOOD);
    for (file, start) in [
        ("a.html", "<"),
        ("a.HTM", "<"),
        ("a.md", "See [the report](https://example.org/report"),
        ("a.json", "{\"format\""),
        ("a.jsonl", "{\"format\""),
        ("out.txt", "See the report [1]"),
    ] {
        folder.run(&["convert", "a.txt", "-o", file]).quiet();
        assert!(
            folder.read(file).starts_with(start),
            "{}",
            folder.read(file)
        );
    }
    folder
        .run(&["convert", "a.txt", "-t", "md", "-f", "txt", "-o", "b.html"])
        .quiet();
    assert_eq!(folder.read("b.html"), folder.read("a.md"));
    // A directory may have any name.
    folder.run(&["convert", "a.txt", "-o", "x.html/"]).quiet();
    assert!(folder.read("x.html/a.json").starts_with('{'));
    let run = folder.run(&["convert", "a.txt", "-o", "a.docx"]);
    run.says(
        0, "a.docx: note: written as json: .docx stands for no format",
    );
}

#[test]
fn several_pages_are_no_single_file() {
    let folder = Folder::new("shell_several")
        .with("in/a.txt", GOOD)
        .with("in/b.txt", GOOD);
    for args in [
        &["convert", "in", "-o", "all.html"][..],
        &["convert", "in/a.txt", "in/b.txt", "-o", "all.html"],
        &["convert", "in", "-t", "json", "-o", "all.html"],
    ] {
        let run = folder.run(args);
        run.says(2, "cannot write several pages to all.html");
    }
    assert_eq!(folder.names(), ["in"]);
    folder
        .run(&["convert", "in", "-q", "-o", "all.ndjson"])
        .quiet();
    assert_eq!(folder.read("all.ndjson").lines().count(), 2);
    folder.run(&["convert", "in", "-q", "-o", "v1.2"]).quiet();
    assert_eq!(folder.folder("v1.2").names(), ["a.json", "b.json"]);
}

#[test]
fn a_url_is_no_file() {
    let folder = Folder::new("shell_url");
    for command in ["convert", "check", "links"] {
        let run = folder.run(&[command, "https://example.org/a"]);
        let run = run.says(2, "cannot read https://example.org/a: it is a URL");
        assert!(
            run.err.contains("help: curl -sL 'https://example.org/a' |"),
            "{}",
            run.err
        );
    }
}

#[test]
fn colors_come_when_they_are_asked_for() {
    let folder = Folder::new("shell_color").with("a.txt", ODD);
    let run = |color: &[&str]| {
        let mut args = vec!["check", "a.txt"];
        args.extend(color);
        folder.run(&args).out
    };
    assert!(run(&["--color", "always"]).contains('\u{1b}'));
    assert!(!run(&["--color", "never"]).contains('\u{1b}'));
    assert!(!run(&[]).contains('\u{1b}'));
}

#[test]
fn skipped_files_are_counted_by_their_endings_and_named_on_request() {
    let folder = Folder::new("shell_skipped")
        .with("in/a.txt", GOOD)
        .with("in/b.png", "")
        .with("in/c.json", "{}")
        .with("in/d.png", "");
    let args = ["convert", "in", "-o", "out"];
    let run = folder.run(&args);
    let summary = "1 page converted; 3 other files skipped (2 .png, 1 .json)\n";
    assert_eq!(run.err, summary);
    let run = folder.run(&[&args[..], &["-v"]].concat());
    let notes: Vec<&str> = run.err.lines().collect();
    assert!(
        notes[0].starts_with("in/b.png: note: not read, since its name"),
        "{}",
        run.err
    );
    assert!(notes[1].starts_with("in/c.json: note: not read, since it is JSON"));
    assert!(notes[2].starts_with("in/d.png: note: not read"));
    assert_eq!(notes.len(), 4);
}

#[test]
fn a_file_holds_options() {
    let folder = Folder::new("shell_config")
        .with("a.txt", GOOD)
        .with("liens.toml", "quiet = true\n[convert]\nto = 'html'\n")
        .with("other.toml", "[convert]\nto = 'md'\nfront-matter = true\n")
        .with("wrong.toml", "[convert]\nto = 'doc'\n")
        .with("unknown.toml", "too = 'md'\n");
    let out = |args: &[&str]| {
        folder
            .run(&[&["convert", "a.txt"], args].concat())
            .quiet()
            .out
    };
    assert!(out(&[]).starts_with('<'));
    assert!(out(&["--to", "md"]).starts_with("See [the report](https:"));
    assert!(out(&["--config", "other.toml"]).starts_with("---\n"));
    let run = |file| folder.run(&["convert", "a.txt", "--config", file]);
    run("wrong.toml").says(
        2, "error: wrong.toml: invalid value 'doc' for '--to <FORMAT>'",
    );
    run("unknown.toml").says(2, "error: unknown.toml: there is no option `too`");
    run("missing.toml").says(2, "error: cannot read missing.toml: ");
}

#[test]
fn labels_and_classes_of_a_site_come_from_a_file() {
    let page = "See [x](#) [1].\n\n**Adresa (izmijenjeno 29/06/2018 - 14:56):** <https://example.org/a>\n\n### Poveznice\n\n[1] <https://example.org/r>\n";
    let folder = Folder::new("shell_labels").with("a.md", page).with(
        "liens.toml",
        "[labels.hr]\nlinks = 'Poveznice'\nsource = 'Adresa'\nmodified = 'izmijenjeno {date}'\n[classes]\nbyline = ['entry-author', '#by']\n",
    );
    let article = &folder.run(&["convert", "a.md"]).quiet().json()["article"];
    assert_eq!(article["source"]["stamp"]["kind"], "modified");
    assert_eq!(article["language"], "hr");
}

#[test]
fn shells_complete_arguments_and_man_has_pages() {
    let folder = Folder::new("shell_completions");
    for (shell, word) in [
        ("bash", "complete -F _liens"),
        ("zsh", "#compdef liens"),
        ("fish", "complete -c liens"),
        ("powershell", "Register-ArgumentCompleter"),
        ("elvish", "edit:completion"),
    ] {
        let run = folder.run(&["completions", shell]).quiet();
        assert!(run.out.contains(word), "{shell}: {}", run.out);
        assert!(run.out.contains("print-html"), "{shell}");
    }
    folder.run(&["manual", "man"]).quiet();
    let pages = folder.folder("man").names();
    for page in [
        "liens.1", "liens-convert.1", "liens-links.1", "liens-check.1",
    ] {
        assert!(pages.iter().any(|name| name == page), "{pages:?}");
    }
    assert!(
        folder
            .read("man/liens-convert.1")
            .contains("front\\-matter")
    );
}
