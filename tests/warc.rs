//! The program on archives of crawls.

#[path = "support/program.rs"]
mod program;

use std::fmt::Write as _;
use std::io::{Read as _, Write as _, repeat};

use flate2::Compression;
use flate2::write::GzEncoder;
use program::{Folder, Run};

/// A record of an archive.
fn record(kind: &str, fields: &[(&str, &str)], block: &[u8]) -> Vec<u8> {
    let mut head = format!("WARC/1.0\r\nWARC-Type: {kind}\r\n");
    for (name, value) in fields {
        write!(head, "{name}: {value}\r\n").expect("a string");
    }
    write!(head, "Content-Length: {}\r\n\r\n", block.len()).expect("a string");
    [head.as_bytes(), block, b"\r\n\r\n"].concat()
}

/// The record of an HTTP response.
fn response(url: &str, header: &str, body: &[u8]) -> Vec<u8> {
    let fields = [
        ("WARC-Target-URI", url),
        ("WARC-Date", "2018-06-29T14:56:00Z"),
        ("Content-Type", "application/http; msgtype=response"),
    ];
    let block = [header.as_bytes(), b"\r\n\r\n", body].concat();
    record("response", &fields, &block)
}

/// The record of an HTML page that was served as it should be.
fn page(url: &str, words: &str) -> Vec<u8> {
    let header = "HTTP/1.1 200 OK\r\nContent-Type: text/html";
    response(url, header, format!("<p>{words}</p>").as_bytes())
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).expect("memory");
    encoder.finish().expect("memory")
}

fn convert(folder: &Folder, archive: &str) -> Run {
    folder.run(&["convert", archive, "--to", "ndjson"])
}

/// The only run of text in each document.
fn texts(run: &Run) -> Vec<String> {
    let text = |line: &serde_json::Value| {
        let text = &line["article"]["body"][0]["content"][0]["text"];
        text.as_str().unwrap_or_default().to_owned()
    };
    run.lines().iter().map(text).collect()
}

// ---- which records are pages

#[test]
fn pages_are_responses_resources_and_conversions() {
    let html = "HTTP/1.1 200 OK\r\nContent-Type: text/html";
    let uri = |url| ("WARC-Target-URI", url);
    let archive = [
        record(
            "warcinfo",
            &[("Content-Type", "application/warc-fields")],
            b"software: x\r\n",
        ),
        record(
            "request",
            &[uri("http://e.org/1")],
            b"GET / HTTP/1.1\r\n\r\n",
        ),
        page("http://e.org/1", "response"),
        response(
            "http://e.org/2",
            "HTTP/1.1 404 Not Found\r\nContent-Type: text/html",
            b"<p>no</p>",
        ),
        response("http://e.org/3", "HTTP/1.1 301 Moved\r\nLocation: /1", b""),
        response(
            "http://e.org/4",
            "HTTP/1.1 200 OK\r\nContent-Type: image/png",
            b"\x89PNG",
        ),
        response(
            "http://e.org/5",
            "HTTP/1.1 200 OK",
            b"\n<!DOCTYPE html><p>untyped</p>",
        ),
        response("http://e.org/6", "HTTP/1.1 200 OK", b"\x00\x01"),
        response("http://e.org/7", "no header", b""),
        record(
            "response",
            &[uri("dns:e.org"), ("Content-Type", "text/dns")],
            b"e.org 1.2.3.4",
        ),
        record(
            "revisit",
            &[uri("http://e.org/1"), ("Content-Type", "application/http")],
            html.as_bytes(),
        ),
        record(
            "resource",
            &[
                uri("<file:///a.xhtml>"),
                ("Content-Type", "application/xhtml+xml"),
            ],
            b"<p>resource</p>",
        ),
        record(
            "resource",
            &[uri("file:///a.txt"), ("Content-Type", "text/plain")],
            b"no page",
        ),
        record(
            "conversion",
            &[uri("http://e.org/1"), ("Content-Type", "text/plain")],
            b"<b>conversion",
        ),
        record("metadata", &[], b""),
    ]
    .concat();
    let folder = Folder::new("warc_kinds").with("a.warc", archive);
    let run = convert(&folder, "a.warc").says(0, "4 pages converted");
    assert!(
        run.err.ends_with("; 11 other records passed over\n"),
        "{}",
        run.err
    );
    assert_eq!(
        texts(&run),
        ["response", "untyped", "resource", "<b>conversion"]
    );
    let first = &run.lines()[0];
    assert_eq!(first["path"], "a.warc");
    assert_eq!(first["url"], "http://e.org/1");
    assert_eq!(first["date"], "2018-06-29T14:56:00Z");
    assert_eq!(run.lines()[2]["url"], "file:///a.xhtml");
    assert_eq!(run.lines()[2]["date"], serde_json::Value::Null);
    for line in run.out.lines() {
        liens::read::json::read(line, &liens::read::Options::default()).expect("a document");
    }
    let checked = folder.run(&["check", "a.warc"]);
    assert!(
        checked.out.contains("a.warc (http://e.org/5)"),
        "{}",
        checked.out
    );
}

#[test]
fn however_an_archive_is_packed_it_is_the_same() {
    let records: Vec<Vec<u8>> = (0..5)
        .map(|n| page(&format!("http://e.org/{n}"), &format!("page {n}")))
        .collect();
    let packed: Vec<Vec<u8>> = records.iter().map(|record| gzip(record)).collect();
    let whole = records.concat();
    let lax = String::from_utf8(whole.clone()).expect("ASCII");
    // Another version, bare line ends, fewer and more of them, and a field over two lines.
    let lax = lax
        .replace("WARC/1.0\r\n", "WARC/1.1\n")
        .replace("\r\n\r\nWARC", "\r\nWARC")
        .replace("page 4</p>", "page 4</p>\r\n\n\n")
        .replace("http; msg", "http;\r\n msg");
    let folder = Folder::new("warc_packed")
        .with("plain.warc", &whole)
        .with("records.warc.gz", packed.concat())
        .with("whole.WARC.GZ", gzip(&whole))
        .with(
            "halves.warc.gz",
            [gzip(&whole[..300]), gzip(&whole[300..])].concat(),
        )
        .with("packed.warc", packed.concat())
        .with("lax.warc", lax)
        .with("empty.warc", "");
    let expected = ["page 0", "page 1", "page 2", "page 3", "page 4"];
    for name in [
        "plain.warc",
        "records.warc.gz",
        "whole.WARC.GZ",
        "halves.warc.gz",
        "packed.warc",
        "lax.warc",
    ] {
        let run = convert(&folder, name).says(0, "5 pages converted");
        assert_eq!(texts(&run), expected, "{name}");
    }
    convert(&folder, "empty.warc").says(0, "0 pages converted");
}

// ---- bodies

#[test]
fn bodies_are_unpacked_and_decoded() {
    let html = "HTTP/1.1 200 OK\r\nContent-Type: text/html";
    let packed = gzip("<p>packed été</p>".as_bytes());
    let mut chunked = format!("{:x}\r\n", packed.len() - 1).into_bytes();
    chunked.extend(&packed[..packed.len() - 1]);
    chunked.extend(b"\r\n1\r\n");
    chunked.extend(&packed[packed.len() - 1..]);
    chunked.extend(b"\r\n0\r\n\r\n");
    let archive = [
        response(
            "http://e.org/1",
            &format!("{html}\r\nContent-Encoding: gzip"),
            &packed,
        ),
        response(
            "http://e.org/2",
            &format!("{html}\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked"),
            &chunked,
        ),
        response(
            "http://e.org/3",
            &format!("{html}; charset=iso-8859-2"),
            b"<meta charset=latin1><p>\xE8</p>",
        ),
        response(
            "http://e.org/4",
            &format!("{html}\r\nTransfer-Encoding: chunked"),
            b"5\r\n<p>cu",
        ),
        response(
            "http://e.org/5",
            &format!("{html}\r\nContent-Encoding: x-own"),
            b"\0?",
        ),
        page("http://e.org/6", "last"),
    ]
    .concat();
    let folder = Folder::new("warc_bodies").with("a.warc", archive);
    let run = convert(&folder, "a.warc").says(1, "5 pages converted");
    assert_eq!(texts(&run), ["packed été", "packed été", "č", "cu", "last"]);
    let notes: Vec<&str> = run
        .err
        .lines()
        .filter(|line| line.contains("note"))
        .collect();
    assert_eq!(
        notes,
        ["a.warc (http://e.org/4): note: the archive holds only the beginning of it"]
    );
    assert!(
        run.err.contains(
            "a.warc (http://e.org/5): its body is packed as \"x-own\", which is not known"
        ),
        "{}",
        run.err
    );
}

#[test]
fn what_is_too_long_is_passed_over() {
    const TOO_LONG: u64 = (32 << 20) + 1;
    let mut spaces = Vec::new();
    repeat(b' ')
        .take(TOO_LONG)
        .read_to_end(&mut spaces)
        .expect("memory");
    let header = "HTTP/1.1 200 OK\r\nContent-Type: text/html";
    let bomb = gzip(&spaces);
    let picture = "HTTP/1.1 200 OK\r\nContent-Type: image/png";
    let archive = [
        gzip(&response("http://e.org/long", header, &spaces)),
        gzip(&response("http://e.org/picture", picture, &spaces)),
        gzip(&response(
            "http://e.org/bomb",
            &format!("{header}\r\nContent-Encoding: gzip"),
            &bomb,
        )),
        gzip(&page("http://e.org/", "last")),
    ]
    .concat();
    let folder = Folder::new("warc_long").with("a.warc.gz", archive);
    let run = convert(&folder, "a.warc.gz").says(
        1,
        "1 page converted, 1 with warnings; 2 failed; 1 other record passed over",
    );
    assert!(
        run.err
            .contains("(http://e.org/long): it has more than 33554432 bytes"),
        "{}",
        run.err
    );
    assert!(
        run.err
            .contains("(http://e.org/bomb): it unpacks to more than 200 times its size"),
        "{}",
        run.err
    );
    assert_eq!(texts(&run), ["last"]);
}

#[test]
fn an_address_does_not_command_the_terminal() {
    let archive = page("http://e.org/\u{1b}[31m\u{7}", "words");
    let folder = Folder::new("warc_terminal").with("a.warc", archive);
    for args in [
        &["check", "a.warc"][..],
        &["convert", "a.warc", "-o", "out"],
    ] {
        let run = folder.run(args);
        let told = run.out + &run.err;
        assert!(told.contains("http://e.org/\u{fffd}[31m"), "{told:?}");
        let is_command = |c: char| c.is_control() && c != '\n';
        assert!(!told.contains(is_command), "{told:?}");
    }
}

// ---- damage

#[test]
fn what_stands_before_damage_is_converted() {
    let records = [
        page("http://e.org/1", "one"),
        page("http://e.org/2", "two"),
        page("http://e.org/3", "three"),
    ];
    let packed = records.each_ref().map(|record| gzip(record));
    let start = records[0].len() + records[1].len();
    let packed_start = packed[0].len() + packed[1].len();
    let plain = records.concat();
    let gz = packed.concat();
    let mut flipped = gz.clone();
    flipped[packed_start + 40] ^= 0xFF;
    let overlong = String::from_utf8(plain.clone()).expect("ASCII");
    let at = overlong.rfind("Content-Length: ").expect("a length");
    let overlong = format!(
        "{}Content-Length: 99999999999999{}",
        &overlong[..at],
        &overlong[at + 18..]
    );
    let cases: [(&str, Vec<u8>, usize, &str); 7] = [
        (
            "cut.warc",
            plain[..plain.len() - 10].to_vec(),
            start,
            "the archive ends within it",
        ),
        (
            "cut-head.warc",
            plain[..start + 30].to_vec(),
            start,
            "the archive ends within it",
        ),
        (
            "cut.warc.gz",
            gz[..gz.len() - 40].to_vec(),
            packed_start,
            "the archive ends within it",
        ),
        ("flipped.warc.gz", flipped, packed_start, "cannot read it: "),
        (
            "overlong.warc",
            overlong.into_bytes(),
            start,
            "the archive ends within it",
        ),
        (
            "tail.warc",
            [&plain[..start], b"<html>"].concat(),
            start,
            "expected WARC/1.0 or WARC/1.1, but found \"<html>\"",
        ),
        (
            "tail.warc.gz",
            [&gz[..packed_start], b"<html><p>a tail</p>"].concat(),
            packed_start,
            "cannot read it: ",
        ),
    ];
    let mut folder = Folder::new("warc_damage");
    for (name, bytes, offset, message) in cases {
        folder = folder.with(name, bytes);
        let run = convert(&folder, name).says(1, "2 pages converted, 2 with warnings; 1 failed");
        let expected = format!("error: {name}: record 3, at byte {offset}: {message}");
        assert!(
            run.err.contains(&expected),
            "expected {expected:?} in {:?}",
            run.err
        );
        assert_eq!(texts(&run), ["one", "two"], "{name}");
    }
    let folder = folder
        .with("no.warc", "<html>")
        .with("length.warc", "WARC/1.0\r\n\r\n");
    convert(&folder, "no.warc").says(2, "error: no.warc: record 1, at byte 0: expected WARC/1.0");
    convert(&folder, "length.warc").says(2, "expected a number as Content-Length, but found \"\"");
    convert(&folder, "missing.warc").says(2, "error: cannot read missing.warc: ");
}

// ---- names

#[test]
fn addresses_become_paths_below_the_folder_of_results() {
    let addresses = [
        "http://e.org/",
        "http://e.org/news/item.html",
        "https://e.org/news/item.html",
        "http://e.org/NEWS/item",
        "http://e.org/news",
        "http://e.org/../../../evil",
        "http://e.org/..%2f..%2fevil",
        "file:///etc/passwd",
        "//absolute/C:/x",
        "http://e.org/\u{0}x",
        "http://e.org/news/item.html/below",
        "http://e.org/news.html/below",
        "http://e.org/print.php?id=1",
        "http://e.org/print.php?id=2",
        "",
    ];
    let archive: Vec<u8> = addresses
        .iter()
        .flat_map(|url| page(url, &format!("at {url}")))
        .collect();
    let folder = Folder::new("warc_names")
        .with("crawls/2018/a.warc", &archive)
        .with("crawls/a.txt", "words\n");
    let args = [
        "convert",
        "crawls/2018/a.warc",
        "--to",
        "html",
        "-q",
        "-o",
        "home/out",
    ];
    folder.run(&args).quiet();
    let out = folder.folder("home/out");
    let tree = out.tree();
    assert_eq!(
        tree,
        [
            "absolute/C%3A/x.html",
            "e.org/%00x.html",
            "e.org/%2E%2E/%2E%2E/%2E%2E/evil.html",
            "e.org/%2E.%2f..%2fevil.html",
            "e.org/NEWS/item~4.html",
            "e.org/index.html",
            "e.org/news.html",
            "e.org/news.html~/below.html",
            "e.org/news/item.html",
            "e.org/news/item.html~/below.html",
            "e.org/news/item~3.html",
            "e.org/print.php%3Fid=1.html",
            "e.org/print.php%3Fid=2.html",
            "etc/passwd.html",
            "index.html",
        ]
    );
    assert_eq!(
        folder.folder("home").names(),
        ["out"],
        "nothing is written elsewhere"
    );
    assert!(
        out.read("e.org/news/item.html")
            .contains("at http://e.org/news/item.html")
    );
    assert!(
        out.read("e.org/news/item~3.html")
            .contains("at https://e.org/news/item.html")
    );

    // Among others, an archive is a folder.
    let args = [
        "convert", "crawls", "--jobs", "3", "--to", "html", "-q", "-o", "all",
    ];
    folder.run(&args).quiet();
    let all = folder.folder("all");
    assert_eq!(all.folder("2018/a").tree(), tree);
    assert_eq!(all.names(), ["2018", "a.html"]);
    let list = "crawls/2018/a.warc\n";
    let args = [
        "convert",
        "--files-from",
        "-",
        "--to",
        "html",
        "-q",
        "-o",
        "listed",
    ];
    folder.run_on(list.as_bytes(), &args).quiet();
    assert_eq!(folder.folder("listed/crawls/2018/a.warc").tree(), tree);
}

#[test]
fn an_archive_of_a_list_shares_no_name_with_files_of_the_list() {
    let folder = Folder::new("warc_list_names")
        .with("home/a.warc", page("http://e.org/", "archived"))
        .with("a.warc/e.org/index.txt", "from a file\n");
    let cases = [
        (
            "a.warc\n../a.warc/e.org/index.txt\n",
            [
                ("index.html", "archived"),
                ("index.txt.html", "from a file"),
            ],
        ),
        (
            "../a.warc/e.org/index.txt\na.warc\n",
            [("index.html", "from a file"), ("index~1.html", "archived")],
        ),
    ];
    let home = folder.folder("home");
    for (number, (list, expected)) in cases.into_iter().enumerate() {
        let out = format!("out{number}");
        let args = ["convert", "--files-from", "-", "--to", "html", "-o", &out];
        home.run_on(list.as_bytes(), &args)
            .says(0, "2 pages converted");
        let out = home.folder(&out).folder("a.warc/e.org");
        assert_eq!(out.names(), expected.map(|(name, _)| name));
        for (name, words) in expected {
            assert!(out.read(name).contains(words), "{name}");
        }
    }
}

#[test]
fn the_first_part_of_a_page_in_parts_is_told_as_such() {
    let fields = [
        ("WARC-Target-URI", "http://e.org/"),
        ("Content-Type", "text/html"),
        ("WARC-Segment-Number", "1"),
    ];
    let rest = [
        ("WARC-Target-URI", "http://e.org/"),
        ("WARC-Segment-Number", "2"),
    ];
    let archive = [
        record("resource", &fields, b"<p>begin"),
        record("continuation", &rest, b"end</p>"),
    ]
    .concat();
    let folder = Folder::new("warc_segments").with("a.warc", archive);
    let run = convert(&folder, "a.warc").says(0, "1 other record passed over");
    assert!(
        run.err
            .contains("(http://e.org/): note: the archive holds only the beginning of it"),
        "{}",
        run.err
    );
}

#[test]
fn the_same_page_many_times_has_many_names() {
    let archive = page("http://e.org/again", "again").repeat(300);
    let folder = Folder::new("warc_again").with("a.warc", archive);
    folder
        .run(&["convert", "a.warc", "-o", "out"])
        .says(0, "300 pages converted");
    assert_eq!(folder.folder("out/e.org").tree().len(), 300);
}
