//! The program on archives of crawls.

use std::fmt::Write as _;
use std::io::{Read as _, Write as _, repeat};

use crate::program::{Folder, Run};
use flate2::Compression;
use flate2::write::GzEncoder;

/// A record of an archive.
pub(crate) fn record(kind: &str, fields: &[(&str, &str)], block: &[u8]) -> Vec<u8> {
    let mut head = format!("WARC/1.0\r\nWARC-Type: {kind}\r\n");
    for (name, value) in fields {
        write!(head, "{name}: {value}\r\n").expect("a string");
    }
    write!(head, "Content-Length: {}\r\n\r\n", block.len()).expect("a string");
    [head.as_bytes(), block, b"\r\n\r\n"].concat()
}

/// The record of an HTTP response.
pub(crate) fn response(url: &str, header: &str, body: &[u8]) -> Vec<u8> {
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

pub(crate) fn gzip(bytes: &[u8]) -> Vec<u8> {
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

// ---- standard input

#[test]
fn an_archive_may_be_standard_input() {
    let folder = Folder::new("warc-stdin");
    let archive = [page("http://e.org/1", "one"), page("http://e.org/2", "two")].concat();
    for archive in [gzip(&archive), archive.clone()] {
        let run = folder.run_on(&archive, &["convert", "--to", "ndjson"]);
        assert_eq!(texts(&run), ["one", "two"]);
        let [first, _] = &run.lines()[..] else {
            panic!("two lines");
        };
        assert_eq!(first["url"], "http://e.org/1");
        assert_eq!(first["path"], serde_json::Value::Null);
        let run = folder.run_on(&archive, &["convert", "-", "--to", "html"]);
        run.says(2, "cannot write several pages to standard output");
        let run = folder.run_on(&archive, &["convert", "-", "--to", "html", "-o", "out"]);
        run.says(0, "2 pages converted");
        assert_eq!(
            folder.folder("out").tree(),
            ["e.org/1.html", "e.org/2.html"]
        );
    }
    let links = folder.run_on(&archive, &["links", "-q"]).quiet();
    assert_eq!(links.out, "0 links on 2 pages\n");
    let folder = Folder::new("warc-stdin");
    let cut = b"WARC/1.0 is a format.\n";
    let run = folder.run_on(cut, &["convert", "--to", "ndjson"]);
    assert_eq!(texts(&run), ["WARC/1.0 is a format."]);
}

#[test]
fn records_that_are_no_exports_are_counted() {
    let folder = Folder::new("warc-exports");
    let export = page(
        "http://e.org/2", "<p class=print-source_url>Source URL: http://e.org/",
    );
    let archive = [page("http://e.org/1", "one"), export].concat();
    let run = folder.run_on(&archive, &["convert", "--to", "ndjson", "--only=exports"]);
    let run = run.says(0, "1 page converted; 1 other record skipped");
    assert_eq!(run.lines().len(), 1);
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
            "http://e.org/2", "HTTP/1.1 404 Not Found\r\nContent-Type: text/html", b"<p>no</p>",
        ),
        response("http://e.org/3", "HTTP/1.1 301 Moved\r\nLocation: /1", b""),
        response(
            "http://e.org/4", "HTTP/1.1 200 OK\r\nContent-Type: image/png", b"\x89PNG",
        ),
        response(
            "http://e.org/5", "HTTP/1.1 200 OK", b"\n<!DOCTYPE html><p>untyped</p>",
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
        run.err.ends_with("; 11 other records skipped\n"),
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
        "plain.warc", "records.warc.gz", "whole.WARC.GZ", "halves.warc.gz", "packed.warc",
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
        "1 page converted, 1 with warnings; 2 failed; 1 other record skipped",
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

#[test]
fn a_record_or_archive_of_another_format_is_told_by_name() {
    let html = "HTTP/1.1 200 OK\r\nContent-Type: text/html";
    let arc = "filedesc://a.arc 0.0.0.0 20100304120000 text/plain 76\n1 0 Archive\n\n";
    let archive = [
        response("http://e.org/a.pdf", html, b"%PDF-1.4\n%\xE2\xE3\n"),
        response("http://e.org/a.rtf", html, b"{\\rtf1\\ansi\\f0 Words.}"),
        response("http://e.org/a.png", html, b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
        page("http://e.org/", "words"),
    ]
    .concat();
    let folder = Folder::new("warc_foreign")
        .with("a.warc", archive)
        .with("arc.warc", arc)
        .with("arc.warc.gz", gzip(arc.as_bytes()));
    let run = convert(&folder, "a.warc").says(1, "1 page converted, 1 with warnings; 3 failed");
    for message in [
        "cannot read a.warc (http://e.org/a.pdf): expected a page, but found a PDF document\n",
        "cannot read a.warc (http://e.org/a.rtf): expected a page, but found a Rich Text document",
        "cannot read a.warc (http://e.org/a.png): expected a page, but found Portable Network",
    ] {
        assert!(run.err.contains(message), "{message}: {}", run.err);
    }
    assert_eq!(texts(&run), ["words"]);
    for name in ["arc.warc", "arc.warc.gz"] {
        let message = "expected WARC/1.0 or WARC/1.1, but found an ARC archive";
        convert(&folder, name).says(2, message);
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

/// An archive of three pages whose second has a length that is too small, by so many bytes.
fn with_short_length(by: usize) -> [Vec<u8>; 3] {
    let short = String::from_utf8(page("http://e.org/2", "two, WARC/1.0\nWARC/1.0 and more"));
    let short = short.expect("ASCII");
    let (head, block) = short.split_once("Content-Length: ").expect("a length");
    let (length, block) = block.split_once("\r\n").expect("a line");
    let length: usize = length.parse().expect("a number");
    let short = format!("{head}Content-Length: {}\r\n{block}", length - by);
    [
        page("http://e.org/1", "one"),
        short.into_bytes(),
        page("http://e.org/3", "three"),
    ]
}

#[test]
fn a_length_that_is_too_small_concerns_one_record() {
    for by in [1, 10, 36] {
        let records = with_short_length(by);
        let end = records[0].len() + records[1].len() - 4 - by;
        let archive = records.concat();
        let members = records.each_ref().map(|record| gzip(record));
        let folder = Folder::new("warc_short")
            .with("a.warc", &archive)
            .with("whole.warc.gz", gzip(&archive))
            .with("a.warc.gz", members.concat());
        let places = [
            ("a.warc", end),
            ("whole.warc.gz", 0),
            ("a.warc.gz", members[0].len()),
        ];
        for (name, place) in places {
            let run =
                convert(&folder, name).says(1, "3 pages converted, 3 with warnings; 1 failed");
            let error = format!("error: {name}: record 3, at byte {place}: expected WARC/1.0 or ");
            assert!(run.err.contains(&error), "{error}: {}", run.err);
            let note =
                format!("{name} (http://e.org/2): note: the archive holds only the beginning");
            assert!(run.err.contains(&note), "{note}: {}", run.err);
            assert_eq!(run.err.matches("note: ").count(), 1, "{}", run.err);
            let texts = texts(&run);
            assert_eq!(
                (texts[0].as_str(), texts[2].as_str()),
                ("one", "three"),
                "{name}"
            );
        }
    }
}

#[test]
fn damage_concerns_one_record() {
    let records = [
        page("http://e.org/1", "one"),
        page("http://e.org/2", "two"),
        page("http://e.org/3", "three"),
    ];
    let mut members = records.each_ref().map(|record| gzip(record));
    members[1][40] ^= 0xFF;
    let long_field = format!("WARC/1.0\r\nA: {}\r\n\r\n", "a".repeat(300_000));
    let no_length = b"WARC/1.0\r\nWARC-Type: response\r\n\r\nsome block\r\n\r\n";
    let between = |damage: &[u8]| [&records[0], damage, &records[2]].concat();
    let folder = Folder::new("warc_damaged_record")
        .with("flipped.warc.gz", members.concat())
        .with("long.warc", between(long_field.as_bytes()))
        .with("no-length.warc", between(no_length))
        .with(
            "words.warc",
            between(b"words\nWARC/1.0\nWARC/1.1\n\nwords\n"),
        );
    for (name, message) in [
        ("flipped.warc.gz", "cannot read it: "),
        ("long.warc", "its header is longer than "),
        ("no-length.warc", "expected a number as Content-Length"),
        ("words.warc", "expected WARC/1.0 or WARC/1.1"),
    ] {
        let run = convert(&folder, name).says(1, "2 pages converted, 2 with warnings; 1 failed");
        assert!(run.err.contains(message), "{name}: {}", run.err);
        assert_eq!(texts(&run), ["one", "three"], "{name}");
    }
}

#[test]
fn an_archive_may_be_filled_up_with_zeros() {
    let members = [page("http://e.org/1", "one"), page("http://e.org/2", "two")];
    let zeros = vec![0; 100_000];
    let packed = members.each_ref().map(|record| gzip(record));
    let archive = [&packed[0], &zeros, &packed[1], &zeros].map(Vec::as_slice);
    let plain = [&members[0], &zeros, &members[1], &zeros].map(Vec::as_slice);
    let folder = Folder::new("warc_zeros")
        .with("a.warc.gz", archive.concat())
        .with("a.warc", plain.concat());
    for name in ["a.warc.gz", "a.warc"] {
        let run = convert(&folder, name).says(0, "2 pages converted");
        assert_eq!(texts(&run), ["one", "two"]);
    }
}

#[test]
fn a_header_that_is_too_long_is_told() {
    let cookies = format!("Set-Cookie: {}", "a".repeat(70_000));
    let header = |kind: &str| format!("HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n{cookies}");
    let late = format!("HTTP/1.1 200 OK\r\n{cookies}\r\nContent-Type: text/html");
    let missing = header("text/html").replace("200 OK", "404 Not Found");
    let archive = [
        response("http://e.org/long", &header("text/html"), b"<p>a</p>"),
        response("http://e.org/late", &late, b"<p>a</p>"),
        response("http://e.org/picture", &header("image/png"), b"a"),
        response("http://e.org/missing", &missing, b"<p>a</p>"),
        page("http://e.org/", "last"),
    ];
    let folder = Folder::new("warc_long_header").with("a.warc", archive.concat());
    let run = convert(&folder, "a.warc").says(
        1,
        "1 page converted, 1 with warnings; 2 failed; 2 other records skipped",
    );
    for url in ["http://e.org/long", "http://e.org/late"] {
        let message = format!("a.warc ({url}): its HTTP header has more than 65536 bytes");
        assert!(run.err.contains(&message), "{}", run.err);
    }
    assert_eq!(texts(&run), ["last"]);
}

// ---- names

#[test]
fn addresses_become_paths_below_the_folder_of_results() {
    let addresses = [
        "http://e.org/", "http://e.org/news/item.html", "https://e.org/news/item.html",
        "http://e.org/NEWS/item", "http://e.org/news", "http://e.org/../../../evil",
        "http://e.org/..%2f..%2fevil", "file:///etc/passwd", "//absolute/C:/x",
        "http://e.org/\u{0}x", "http://e.org/news/item.html/below", "http://e.org/news.html/below",
        "http://e.org/print.php?id=1", "http://e.org/print.php?id=2", "",
    ];
    let archive: Vec<u8> = addresses
        .iter()
        .flat_map(|url| page(url, &format!("at {url}")))
        .collect();
    let folder = Folder::new("warc_names")
        .with("crawls/2018/a.warc", &archive)
        .with("crawls/a.txt", "words\n");
    let args = [
        "convert", "crawls/2018/a.warc", "--to", "html", "-q", "-o", "home/out",
    ];
    folder.run(&args).quiet();
    let out = folder.folder("home/out");
    let tree = out.tree();
    assert_eq!(
        tree,
        [
            "absolute/C%3A/x.html", "e.org/%00x.html", "e.org/%2E%2E/%2E%2E/%2E%2E/evil.html",
            "e.org/%2E.%2f..%2fevil.html", "e.org/NEWS/item~4.html", "e.org/index.html",
            "e.org/news.html", "e.org/news.html~/below.html", "e.org/news/item.html",
            "e.org/news/item.html~/below.html", "e.org/news/item~3.html",
            "e.org/print.php%3Fid=1.html", "e.org/print.php%3Fid=2.html", "etc/passwd.html",
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
        "convert", "--files-from", "-", "--to", "html", "-q", "-o", "listed",
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
    let run = convert(&folder, "a.warc").says(0, "1 other record skipped");
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
