//! An archive becomes a site: files that are no pages, and redirects.

use crate::program::Folder;
use crate::warc::{gzip, record, response};

const HTML: &str = "HTTP/1.1 200 OK\r\nContent-Type: text/html";
const IMAGE: &[u8] = b"GIF89a\x01\0\x01\0\0\0\0;";

fn page(url: &str, body: &str) -> Vec<u8> {
    let page = format!("<title>A page</title><h1>A page</h1>{body}");
    response(url, HTML, page.as_bytes())
}

fn file(url: &str, header: &str, body: &[u8]) -> Vec<u8> {
    response(url, &format!("HTTP/1.1 200 OK\r\n{header}"), body)
}

fn redirect(url: &str, to: &str) -> Vec<u8> {
    let header = format!("HTTP/1.1 301 Moved\r\nContent-Type: text/html\r\nLocation: {to}");
    response(url, &header, b"")
}

fn revisit(url: &str, of: &str, header: &str) -> Vec<u8> {
    let fields = [
        ("WARC-Target-URI", url),
        ("WARC-Refers-To-Target-URI", of),
        ("Content-Type", "application/http; msgtype=response"),
    ];
    record("revisit", &fields, format!("{header}\r\n\r\n").as_bytes())
}

const MAKE: [&str; 5] = ["convert", "crawl.warc.gz", "--site", "-o", "site"];

fn site(test: &str, records: &[Vec<u8>]) -> Folder {
    let packed = records.iter().flat_map(|record| gzip(record));
    Folder::new(test).with("crawl.warc.gz", packed.collect::<Vec<u8>>())
}

#[test]
fn files_of_an_archive_are_copied_beside_the_pages() {
    let body = "<p><img src=/files/wheel.gif alt=Wheel> <img src='/image.php?id=3' alt=Map>\
        See <a href=../files/list.csv#row>the list</a>, <a href='/files/drawing.svg'>a drawing</a>, \
        <img src=https://cdn.example.com/photo alt=Photo> <img src=/files/gone.gif alt=Gone>\
        <img src=/files/cut.gif alt=Cut>.";
    let chunked = "Content-Type: text/csv\r\nTransfer-Encoding: chunked";
    let packed = "Content-Type: image/svg+xml\r\nContent-Encoding: gzip";
    let cut = [
        ("WARC-Target-URI", "https://example.org/files/cut.gif"),
        ("Content-Type", "application/http"),
        ("WARC-Truncated", "length"),
    ];
    let records = [
        // Before the page that shows it, and again, after a change.
        file(
            "https://example.org/files/wheel.gif", "Content-Type: image/gif", IMAGE,
        ),
        file(
            "https://example.org/style.css", "Content-Type: text/css", b"p {}",
        ),
        page("https://example.org/news/wheel", body),
        page(
            "https://example.org/news/", "<p><img src=/files/wheel.gif alt=Wheel>.",
        ),
        file(
            "http://example.org/files/wheel.gif", "Content-Type: image/gif", b"GIF89a other",
        ),
        file(
            "https://example.org/image.php?id=3", "Content-Type: image/gif", IMAGE,
        ),
        file(
            "https://example.org/files/list.csv", chunked, b"3\r\na,b\r\n2\r\n,c\r\n0\r\n\r\n",
        ),
        file(
            "https://example.org/files/drawing.svg",
            packed,
            &gzip(b"<svg/>"),
        ),
        // Unpacked by the crawler, which kept the header.
        file(
            "https://cdn.example.com/photo", "Content-Type: image/gif\r\nContent-Encoding: gzip",
            IMAGE,
        ),
        record(
            "response", &cut, b"HTTP/1.1 200 OK\r\nContent-Type: image/gif\r\n\r\nGIF8",
        ),
    ];
    let folder = site("site-archive", &records);
    folder.run(&MAKE).says(
        0,
        "2 pages converted, 2 with warnings; 0 links between pages; 5 files copied; \
         2 links to pages and files that are not here (missing.tsv); 3 other records skipped",
    );
    let site = folder.folder("site");
    let read = |path: &str| std::fs::read(site.0.join(path)).expect(path);
    assert_eq!(read("example.org/files/wheel.gif"), IMAGE);
    assert_eq!(read("example.org/image.php%3Fid=3.gif"), IMAGE);
    assert_eq!(read("example.org/files/list.csv"), b"a,b,c");
    assert_eq!(read("example.org/files/drawing.svg"), b"<svg/>");
    assert_eq!(read("cdn.example.com/photo.gif"), IMAGE);
    assert!(!site.0.join("example.org/style.css").exists());
    let page = site.read("example.org/news/wheel.html");
    for part in [
        "src=\"../files/wheel.gif\"", "src=\"../image.php%253Fid=3.gif\"",
        "href=\"../files/list.csv#row\"", "href=\"../files/drawing.svg\"",
        "src=\"../../cdn.example.com/photo.gif\"", "src=\"https://example.org/files/gone.gif\"",
        "src=\"https://example.org/files/cut.gif\"",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    let missing = site.read("missing.tsv");
    assert_eq!(
        missing
            .matches("\timage\thttps://example.org/files/")
            .count(),
        2,
        "{missing}"
    );
}

#[test]
fn redirects_of_an_archive_are_followed() {
    let body = "<p>See <a href=/old>what moved</a>, <a href=/twice#top>twice</a>, <a href=/copy>a copy</a>, \
        <a href=/circle>a circle</a>, <a href=/away>elsewhere</a>, <img src=/picture alt=Picture>.";
    let moved = "HTTP/1.1 302 Found\r\nLocation: /new";
    let records = [
        page("https://example.org/", body),
        page("https://example.org/new", "<p>Here <a id=top>it</a> is."),
        page("https://example.org/other", "<p>Another."),
        redirect("https://example.org/old", "new"),
        redirect("http://example.org/twice", "https://example.org/older"),
        revisit(
            "https://example.org/older", "https://example.org/other", moved,
        ),
        revisit(
            "https://example.org/copy", "https://example.org/other", HTML,
        ),
        redirect("https://example.org/circle", "/circle"),
        redirect("https://example.org/away", "https://example.net/"),
        redirect("https://example.org/picture", "/files/a.gif"),
        file(
            "https://example.org/files/a.gif", "Content-Type: image/gif", IMAGE,
        ),
    ];
    let folder = site("site-redirects", &records);
    folder.run(&MAKE).says(
        0,
        "3 pages converted, 3 with warnings; 3 links between pages; 1 file copied",
    );
    let site = folder.folder("site");
    let page = site.read("example.org/index.html");
    for part in [
        "href=\"new.html\"", "href=\"new.html#top\"", "href=\"other.html\"",
        "href=\"https://example.org/circle\"", "href=\"https://example.org/away\"",
        "src=\"files/a.gif\"",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    assert!(
        site.read("map.tsv")
            .contains("https://example.org/old\texample.org/new.html\n")
    );
    assert!(
        site.read("_redirects")
            .contains("/copy /example.org/other.html 301\n")
    );
}

#[test]
fn files_with_names_of_pages_get_their_own() {
    let records = [
        page(
            "https://example.org/a",
            "<p><a href=/a.html>Its text</a> and <a href=/A.html>another</a>.",
        ),
        file(
            "https://example.org/a.html", "Content-Type: text/plain", b"text",
        ),
        file(
            "https://example.org/A.html", "Content-Type: text/plain", b"TEXT",
        ),
    ];
    let folder = site("site-archive-names", &records);
    folder.run(&[&MAKE[..], &["-q"]].concat()).quiet();
    let site = folder.folder("site");
    assert!(site.read("example.org/a.html").contains("<h1>A page</h1>"));
    let mut texts = ["example.org/a~.html", "example.org/A~~.html"].map(|path| site.read(path));
    texts.sort();
    assert_eq!(texts, ["TEXT", "text"]);
}

#[test]
fn files_of_an_archive_are_written_only_where_they_change() {
    let records = [
        page("https://example.org/a", "<p><img src=/a.gif alt=A>."),
        file(
            "https://example.org/a.gif", "Content-Type: image/gif", IMAGE,
        ),
    ];
    let folder = site("site-archive-update", &records);
    folder.run(&MAKE);
    let image = folder.0.join("site/example.org/a.gif");
    let time = || {
        std::fs::metadata(&image)
            .expect("the copy")
            .modified()
            .expect("a time")
    };
    let before = time();
    folder
        .run(&[&MAKE[..], &["--update"]].concat())
        .says(0, "1 page converted, 1 of them unchanged");
    assert_eq!(time(), before);
    std::fs::write(&image, "x").expect("the copy");
    folder.run(&[&MAKE[..], &["--update", "-j1"]].concat());
    assert_eq!(std::fs::read(&image).expect("the copy"), IMAGE);
}
