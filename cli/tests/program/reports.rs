//! Reports on many pages: links and warnings, for people and for programs.

use crate::program::{Folder, GOOD, ODD};

const ORDINARY: &str = "<!DOCTYPE html><title>The dam</title><h1>The dam</h1><h2>At the \
river</h2><p>See <a href=\"https://example.com/wheel\">the wheel</a>, <a href=\"../b.html\">the \
mill</a>, <a href=\"#top\">the top</a> and <a href=\"http://a b/\">the rest</a>.</p>";

#[test]
fn links_of_a_folder_come_with_a_summary() {
    let folder = Folder::new("reports_links")
        .with("in/a.txt", GOOD)
        .with("in/b.html", ORDINARY)
        .with("in/c.txt", "No links.\n");
    let run = folder.run(&["links", "in", "-q"]).quiet();
    let expected = "\
in/a.txt
No.  Uses  Address                             Words
  1     2  https://example.org/report?a=1&b=2  \"the report\", \"the report again\"
  2     1  https://example.org/image           (no words)

in/b.html
No.  Uses  Address                    Words
        1  https://example.com/wheel  \"the wheel\"
        1  ../b.html                  \"the mill\", relative
        1  #top                       \"the top\", internal
        1  http://a b/                \"the rest\", broken

7 links on 3 pages: 3 listed, 1 inline, 1 internal, 1 relative, 1 broken
       3 to example.org
       1 to example.com
";
    assert_eq!(run.out, expected);
    let one = folder.run(&["links", "in", "-q", "-j", "1"]).quiet();
    assert_eq!(one.out, run.out);
}

#[test]
fn links_are_records_too() {
    let folder = Folder::new("reports_records")
        .with("in/a.txt", GOOD)
        .with("in/b.html", ORDINARY);
    let run = folder.run(&["links", "in", "-q", "--csv"]).quiet();
    let lines: Vec<&str> = run.out.lines().collect();
    assert_eq!(lines.len(), 8, "{}", run.out);
    assert_eq!(
        lines[0],
        "page,number,kind,host,url,title,words,part,heading"
    );
    assert_eq!(
        lines[4],
        "in/b.html,,inline,example.com,https://example.com/wheel,,the wheel,body,At the river"
    );
    let tsv = folder.run(&["links", "in", "-q", "--tsv"]).quiet();
    assert_eq!(
        tsv.out.lines().nth(2).expect("a line").split('\t').count(),
        9
    );
    let records = folder.run(&["links", "in", "-q", "--json"]).quiet().json();
    let records = records.as_array().expect("an array");
    assert_eq!(records.len(), 6);
    assert_eq!(records[5]["kind"], "broken");
    assert_eq!(records[5]["page"], "in/b.html");
}

#[test]
fn warnings_are_records_too() {
    let folder = Folder::new("reports_check")
        .with("a.txt", GOOD)
        .with("b c.txt", ODD)
        .with("d.txt", ODD);
    let run = folder.run(&["check", "a.txt", "b c.txt", "d.txt", "--json"]);
    assert_eq!(run.code, Some(1));
    let found = run.json();
    assert_eq!(found.as_array().map(Vec::len), Some(2));
    assert_eq!(found[0]["page"], "b c.txt");
    assert_eq!(found[0]["kind"], "ambiguous_date");
    assert_eq!(found[0]["span"]["line"], 3);
    let sarif = folder
        .run(&["check", "a.txt", "b c.txt", "d.txt", "--sarif"])
        .json();
    let results = &sarif["runs"][0]["results"];
    assert_eq!(sarif["version"], "2.1.0");
    assert_eq!(results.as_array().map(Vec::len), Some(2));
    let place = &results[0]["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "b%20c.txt");
    assert_eq!(place["region"]["startLine"], 3);
    for option in ["--json", "--sarif"] {
        let none = folder.run(&["check", "a.txt", option]).quiet();
        let none = none.json();
        let results = if option == "--json" {
            &none
        } else {
            &none["runs"][0]["results"]
        };
        assert_eq!(results.as_array().map(Vec::len), Some(0));
    }
}
