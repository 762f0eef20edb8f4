//! The program on pages that would take more than there is: each is an error of its own, and the others are read.

use std::fmt::Write as _;
use std::io::Write as _;
use std::process::{Command, Stdio};

use crate::program::{Folder, Run};
use flate2::Compression;
use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};

/// How much memory the program gets where a test bounds it, in kilobytes of address space.
const KILOBYTES: u32 = 800_000;

const MIB: usize = 1 << 20;

const GOOD: &str = "<h1>The mill</h1><p>The wheel turns.</p>";

/// Runs the program with no more memory than [`KILOBYTES`], where the system can bound it.
fn run_bounded(folder: &Folder, args: &[&str]) -> Run {
    if cfg!(not(target_os = "linux")) {
        return folder.run(args);
    }
    let limit = format!("ulimit -v {KILOBYTES} && exec \"$@\"");
    let output = Command::new("sh")
        .args(["-c", &limit, "sh", env!("CARGO_BIN_EXE_liens")])
        .args(args)
        .current_dir(&folder.0)
        .stdin(Stdio::null())
        .output();
    Run::of(output.expect("the program starts"))
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).expect("memory");
    encoder.finish().expect("memory")
}

/// So many bytes of a unit over and over.
fn repeated(unit: &str, length: usize) -> Vec<u8> {
    unit.repeat(length / unit.len()).into_bytes()
}

/// The record of a page that was served with a coding.
fn record(url: &str, coding: &str, body: &[u8]) -> Vec<u8> {
    let mut http = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n".to_owned();
    if !coding.is_empty() {
        write!(http, "Content-Encoding: {coding}\r\n").expect("a string");
    }
    let block = [http.as_bytes(), b"\r\n", body].concat();
    let head = format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\n\
         Content-Type: application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n",
        block.len()
    );
    [head.as_bytes(), &block, b"\r\n\r\n"].concat()
}

// ---- many pages in bounded memory

#[test]
fn bombs_in_a_folder_keep_no_good_page() {
    let mut folder = Folder::new("bounds_folder")
        .with("pages/brackets.md", repeated("[1] ", 8 * MIB))
        .with("pages/lines.txt", repeated("a\n", 4 * MIB))
        .with("pages/long.html", repeated("words ", 33 * MIB))
        .with("pages/tags.html", repeated("<b>x</b> ", 16 * MIB));
    for bomb in 0..4 {
        let packed = gzip(&repeated("<b>x</b> ", 48 * MIB));
        folder = folder.with(&format!("pages/bomb{bomb}.html"), packed);
        let packed = gzip(&repeated("[1] ", 8 * MIB));
        folder = folder.with(&format!("pages/packed{bomb}.html"), packed);
        folder = folder.with(&format!("pages/good{bomb}.html"), GOOD);
        // As much as is let in.
        let full = repeated("<p>a", MIB);
        folder = folder.with(&format!("pages/full{bomb}.html"), full);
    }
    for jobs in ["1", "4"] {
        let out = format!("out{jobs}");
        let run = run_bounded(&folder, &["convert", "pages", "-o", &out, "--jobs", jobs]);
        let run = run.says(1, "8 pages converted, 8 with warnings; 12 failed");
        for (page, why) in [
            ("brackets.md", "it may take "),
            ("lines.txt", "it may take "),
            ("tags.html", "it may take "),
            ("long.html", "it has more than 33554432 bytes"),
            ("bomb2.html", "it unpacks to more than 200 times its size"),
            ("packed3.html", "it unpacks to more than 200 times its size"),
        ] {
            let message = format!("error: cannot read pages/{page}: {why}");
            assert!(run.err.contains(&message), "{message}: {}", run.err);
        }
        let names = folder.folder(&out).names();
        assert_eq!(names.len(), 8, "{names:?}");
        for page in 0..4 {
            let result = folder.read(&format!("{out}/good{page}.json"));
            assert!(result.contains("The wheel turns."), "{result}");
        }
    }
}

#[test]
fn bombs_in_an_archive_keep_no_good_page() {
    let tags = repeated("<b>x</b> ", 30 * MIB);
    let packed = gzip(&tags);
    let mut archive = Vec::new();
    for part in 0..3 {
        let url = |name: &str| format!("http://example.org/{name}{part}");
        archive.extend(gzip(&record(&url("good"), "", GOOD.as_bytes())));
        archive.extend(gzip(&record(&url("twice"), "gzip", &packed)));
        archive.extend(gzip(&record(&url("member"), "", &tags)));
        let nulls = repeated("\0", 31 * MIB);
        archive.extend(gzip(&record(&url("nulls"), "gzip", &gzip(&nulls))));
    }
    let folder = Folder::new("bounds_archive").with("a.warc.gz", archive);
    for jobs in ["1", "4"] {
        let args = ["convert", "a.warc.gz", "--to", "ndjson", "--jobs", jobs];
        let run = run_bounded(&folder, &args);
        let run = run.says(1, "3 pages converted, 3 with warnings; 9 failed");
        for name in ["twice0", "member1", "nulls2"] {
            let message = format!(
                "error: cannot read a.warc.gz (http://example.org/{name}): it unpacks to more than"
            );
            assert!(run.err.contains(&message), "{message}: {}", run.err);
        }
    }
}

// ---- what is packed

#[test]
fn however_a_bomb_is_packed_it_is_told() {
    let page = repeated("<p>words</p>", 5 * MIB);
    let mut zlib = ZlibEncoder::new(Vec::new(), Compression::default());
    zlib.write_all(&page).expect("memory");
    let zlib = zlib.finish().expect("memory");
    let mut raw = DeflateEncoder::new(Vec::new(), Compression::default());
    raw.write_all(&page).expect("memory");
    let raw = raw.finish().expect("memory");
    let gzipped = gzip(&page);
    let bodies = [
        ("gzip", "gzip", &gzipped),
        ("zlib", "deflate", &zlib),
        ("raw", "deflate", &raw),
    ];
    let archive =
        bodies.map(|(name, coding, body)| record(&format!("http://e.org/{name}"), coding, body));
    let folder = Folder::new("bounds_codings")
        .with("a.warc", archive.concat())
        .with("a.html.gz", &gzipped);
    for (path, pages) in [("a.warc", 3), ("a.html.gz", 1)] {
        let run = folder.run(&["convert", path, "--to", "ndjson", "--max-ratio", "50"]);
        assert_ne!(run.code, Some(0), "{}", run.err);
        let told = run
            .err
            .matches("it unpacks to more than 50 times its size")
            .count();
        assert_eq!(told, pages, "{}", run.err);
        assert!(
            run.err.contains("allow more with --max-ratio"),
            "{}",
            run.err
        );

        let more = ["--max-ratio", "1100", "--memory", "1G", "-q"];
        let run = folder.run(&[&["convert", path, "--to", "ndjson"][..], &more].concat());
        assert_eq!(
            (run.code, run.lines().len()),
            (Some(0), pages),
            "{}",
            run.err
        );
    }
}

#[test]
fn honest_tables_pack_well_and_are_read() {
    let mut table = "<table>".to_owned();
    while table.len() < 5 * MIB {
        let row = "<tr><td>a quay of the harbour, and what the keeper wrote</td><td>high water at the outer light, as on \
                   every day of that year, but for the last of it</td></tr>\n";
        table.push_str(row);
        if table.len() % 7 == 0 {
            write!(table, "<tr><td>{}</td></tr>", table.len()).expect("a string");
        }
    }
    let packed = gzip(table.as_bytes());
    let ratio = table.len() / packed.len();
    assert!((60..200).contains(&ratio), "{ratio}");
    let folder = Folder::new("bounds_table").with("table.html", packed);
    run_bounded(&folder, &["convert", "table.html", "-o", "out.json", "-q"]).quiet();
    assert!(folder.read("out.json").len() > 5 * MIB);
}

#[test]
fn what_was_packed_twice_is_named() {
    let twice = gzip(&gzip(&repeated("<b>x</b> ", 30 * MIB)));
    let folder = Folder::new("bounds_twice")
        .with("a.html", &twice)
        .with("a.warc", record("http://e.org/a", "gzip", &twice));
    for path in ["a.html", "a.warc"] {
        let run = folder.run(&["convert", path, "--to", "ndjson"]);
        assert_ne!(run.code, Some(0), "{}", run.err);
        let message = "expected a page, but found gzip (gz)";
        assert!(run.err.contains(message), "{}", run.err);
    }
}

// ---- what the user allows

#[test]
fn the_user_says_how_much_a_page_may_have() {
    let folder = Folder::new("bounds_options")
        .with("a.html", repeated("words ", 5_000))
        .with("b.html.gz", gzip(&repeated("words ", 5_000)))
        .with(
            "c.warc",
            record("http://e.org/c", "", &repeated("words ", 5_000)),
        );
    for path in ["a.html", "b.html.gz", "c.warc"] {
        let convert = |option: &str, size: &str| {
            folder.run(&["convert", path, "--to", "ndjson", "-q", option, size])
        };
        convert("--max-size", "8K").quiet();
        let run = convert("--max-size", "4K").says(2, "it has more than 4096 bytes");
        assert!(
            run.err.contains("allow more with --max-size"),
            "{}",
            run.err
        );
        convert("--memory", "64K").quiet();
        let run = convert("--memory", "16K").says(2, "it may take 1 MiB of memory");
        assert!(run.err.contains("allow it with --memory"), "{}", run.err);
        convert("--memory", "16Q").says(2, "invalid value '16Q'");
    }
}

#[test]
fn what_is_no_text_is_refused_in_archives_too() {
    let nulls = record("http://e.org/nulls", "", &[0; 5_000]);
    let page = "<p>été</p>".encode_utf16().flat_map(u16::to_le_bytes);
    let page = record("http://e.org/utf16", "", &page.collect::<Vec<_>>());
    let folder = Folder::new("bounds_nulls").with("a.warc", [nulls, page].concat());
    let run = folder.run(&["convert", "a.warc", "--to", "ndjson"]);
    let run = run.says(
        1,
        "(http://e.org/nulls): expected a page, but found binary data",
    );
    assert_eq!(run.lines().len(), 1);
    assert!(run.out.contains("été"), "{}", run.out);
}
