//! A mirror becomes a site that works without the old one.

use std::fs;
use std::path::{Path, PathBuf};

use crate::program::Folder;

/// The mirror among the examples, beside the results.
fn mirror(test: &str) -> Folder {
    let folder = Folder::new(test);
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/mirror");
    copy(&from, &folder.0.join("mirror"));
    folder
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("the example") {
        let entry = entry.expect("an entry");
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).expect("a copy");
        }
    }
}

/// The values of `href` and `src` in all pages of a site, each with its page.
fn references(site: &Folder) -> Vec<(PathBuf, String)> {
    let pages = site
        .tree()
        .into_iter()
        .filter(|path| path.ends_with(".html"));
    let mut references = Vec::new();
    for page in pages {
        let text = site.read(&page);
        for attribute in ["href=\"", "src=\""] {
            let values = text.split(attribute).skip(1);
            let values = values.filter_map(|after| after.split('"').next());
            references.extend(values.map(|value| (page.clone().into(), value.to_owned())));
        }
    }
    references
}

/// The relative references that lead to no file of a site, or to a place that its page lacks.
fn broken(site: &Folder) -> Vec<(PathBuf, String)> {
    let mut references = references(site);
    references.retain(|(page, url)| {
        if url.contains(':') {
            return false;
        }
        let (path, fragment) = url.split_once('#').unwrap_or((url, ""));
        let target = match path {
            "" => site.0.join(page),
            path => {
                let path = path.replace("%20", " ").replace("%25", "%");
                site.0.join(page).parent().expect("a folder").join(path)
            }
        };
        let Ok(text) = fs::read(&target) else {
            return true;
        };
        let id = format!("id=\"{fragment}\"");
        !fragment.is_empty() && !String::from_utf8_lossy(&text).contains(&id)
    });
    references
}

const MAKE: [&str; 5] = ["convert", "mirror", "--site", "-o", "site"];

#[test]
fn links_lead_to_the_new_files() {
    let folder = mirror("site_links");
    let run = folder.run(&MAKE);
    run.says(
        0,
        "5 pages converted, 2 with warnings; 9 links between pages; 2 files copied; \
         1 link to pages and files that are not here (missing.tsv)",
    );
    let site = folder.folder("site");
    assert_eq!(broken(&site), []);
    let index = site.read("index.html");
    for link in [
        "news/wheel.html", "news/dam.html#flood", "about/index.html", "print/7.html",
    ] {
        assert!(
            index.contains(&format!("href=\"{link}\"")),
            "{link}: {index}"
        );
    }
    let wheel = site.read("news/wheel.html");
    for part in [
        "src=\"../files/wheel.png\"", "href=\"../files/stores%20of%201890.csv\"",
        "href=\"dam.html\"", "href=\"https://example.org/news/gone.html\"",
        "href=\"https://example.com/wheels\"",
    ] {
        assert!(wheel.contains(part), "{part}: {wheel}");
    }
    assert!(site.read("about/index.html").contains("href=\"#ana\""));
    assert!(site.read("news/dam.html").contains("id=\"flood\""));
    let print = site.read("print/7.html");
    assert_eq!(
        print.matches("href=\"../news/dam.html\"").count(),
        2,
        "{print}"
    );
    assert_eq!(
        site.read("missing.tsv"),
        "page\tkind\turl\nnews/wheel.html\tlink\thttps://example.org/news/gone.html\n"
    );
    let image = Path::new("mirror/files/wheel.png");
    let copied = fs::read(site.0.join("files/wheel.png")).expect("the copy");
    assert_eq!(copied, fs::read(folder.0.join(image)).expect("the image"));
}

#[test]
fn any_number_of_jobs_gives_the_same_site() {
    let folder = mirror("site_jobs");
    let make = |jobs, out| {
        let args = ["convert", "mirror", "--site", "-q", "-j", jobs, "-o", out];
        folder.run(&args).quiet();
    };
    make("1", "one");
    make("7", "many");
    let (one, many) = (folder.folder("one"), folder.folder("many"));
    assert_eq!(one.tree(), many.tree());
    for path in one.tree() {
        let read = |site: &Folder| fs::read(site.0.join(&path)).expect("a file");
        assert!(read(&one) == read(&many), "{path}");
    }
}

#[test]
fn only_what_changes_is_written_again() {
    let folder = mirror("site_update");
    folder.run(&MAKE);
    let site = folder.folder("site");
    let times = || -> Vec<_> {
        let time = |path: String| {
            let file = fs::metadata(site.0.join(&path)).expect("a file");
            (path, file.modified().expect("a time"))
        };
        site.tree().into_iter().map(time).collect()
    };
    let before = times();
    let update = [&MAKE[..], &["--update"]].concat();
    folder
        .run(&update)
        .says(0, "5 pages converted, 5 of them unchanged");
    assert_eq!(times(), before);
    let dam = folder.0.join("mirror/news/dam.html");
    let text = fs::read_to_string(&dam)
        .expect("the page")
        .replace("spring", "autumn");
    fs::write(&dam, text).expect("the page");
    fs::remove_file(site.0.join("about/index.html")).expect("a page");
    folder
        .run(&update)
        .says(0, "5 pages converted, 3 of them unchanged");
    let changed: Vec<_> = times()
        .into_iter()
        .zip(before)
        .filter(|(a, b)| a != b)
        .collect();
    let names: Vec<&str> = changed.iter().map(|((path, _), _)| path.as_str()).collect();
    assert_eq!(names, ["about/index.html", "news/dam.html"]);
}

#[test]
fn old_urls_are_led_to_the_new_files() {
    let folder = mirror("site_redirects");
    folder.run(&MAKE);
    let site = folder.folder("site");
    assert_eq!(
        site.read("map.tsv"),
        "url\tfile\nhttps://example.org/\tindex.html\n\
         https://example.org/news/wheel\tnews/wheel.html\n\
         https://example.org/node/7\tprint/7.html\n"
    );
    assert!(
        site.read("_redirects")
            .contains("/node/7 /print/7.html 301\n")
    );
    assert!(
        site.read("redirects.nginx")
            .contains("    \"/node/7\" \"/print/7.html\";\n")
    );
    assert!(
        site.read("redirects.htaccess")
            .contains("RewriteRule \"^/?node/7$\" \"/print/7.html\"")
    );
    let contents = site.read("contents.html");
    assert!(
        contents.contains("<a href=\"print/7.html\">The keeper"),
        "{contents}"
    );
    let index: serde_json::Value = serde_json::from_str(&site.read("index.json")).expect("JSON");
    assert_eq!(index["pages"].as_array().map(Vec::len), Some(5));
    assert_eq!(index["pages"][4]["url"], "https://example.org/node/7");
    assert_eq!(index["pages"][4]["date"], "2016-03-18T09:41:00");
}

#[test]
fn pages_are_named_by_a_template() {
    let folder = mirror("site_names");
    let args = [&MAKE[..], &["-q", "--name", "{source.path}"]].concat();
    folder.run(&args).quiet();
    let site = folder.folder("site");
    assert!(
        site.tree().contains(&"node/7.html".to_owned()),
        "{:?}",
        site.tree()
    );
    assert_eq!(broken(&site), []);
    folder
        .run(&[&MAKE[..], &["--name", "{titel}"]].concat())
        .says(2, "expected one of {source.path}");
}

#[test]
fn markdown_has_front_matter_for_site_generators() {
    let folder = mirror("site_markdown");
    let args = [&MAKE[..], &["-q", "--to", "markdown"]].concat();
    folder.run(&args).quiet();
    let page = folder.read("site/print/7.md");
    for part in [
        "title: The keeper's notebook\n", "slug: ", "aliases:\n", "/node/7\n",
        "[the dam](../news/dam.md)", "source: https://example.org/node/7\n",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
}

#[test]
fn pages_of_other_sites_are_not_taken_for_the_ones_that_are_meant() {
    let page = |url: &str, link: &str| {
        format!(
            "<head><link rel=\"canonical\" href=\"{url}\"></head><h1>A</h1><p>See <a \
             href=\"{link}\">this</a>.</p>"
        )
    };
    let folder = Folder::new("site_others")
        .with("mirror/a.html", page("https://example.org/a", "about"))
        .with(
            "mirror/b.html",
            page("https://example.org/b", "https://example.com/about?x=1"),
        )
        .with(
            "mirror/about.html",
            page("https://example.com/about", "https://example.org/a/"),
        )
        .with("secret.png", "x")
        .with(
            "mirror/c.html", "<h1>C</h1><p><img src=\"../secret.png\" alt=x></p>",
        );
    folder.run(&[&MAKE[..], &["-q"]].concat()).quiet();
    let site = folder.folder("site");
    assert!(
        site.read("a.html")
            .contains("href=\"https://example.org/about\"")
    );
    assert!(
        site.read("b.html")
            .contains("href=\"https://example.com/about?x=1\"")
    );
    assert!(site.read("about.html").contains("href=\"a.html\""));
    assert!(
        !site.tree().iter().any(|path| path.contains("secret")),
        "{:?}",
        site.tree()
    );
}

#[test]
fn what_a_site_needs_is_asked_for() {
    let folder = mirror("site_usage");
    folder
        .run(&["convert", "mirror", "--site"])
        .says(2, "--output <OUT>");
    let pandoc = [&MAKE[..], &["--to", "pandoc"]].concat();
    folder
        .run(&pandoc)
        .says(2, "--site does not go with --to pandoc");
    folder
        .run(&["convert", "--site", "-o", "site"])
        .says(2, "standard input cannot be read");
}

#[test]
fn pages_may_state_relative_urls() {
    let page = |canonical: &str, body: &str| {
        let head = format!("<link rel=canonical href='{canonical}'>");
        format!("<head>{head}</head><h1>A</h1><p>{body}</p>")
    };
    let folder = Folder::new("site-relative")
        .with(
            "mirror/a.html",
            page("/node/7", "<a href=gone.html>Gone</a>."),
        )
        .with(
            "mirror/b.html",
            "<p>See <a href=/node/7>the page</a> or <a href=../mirror/a.html>its file</a>.</p>",
        )
        .with("mirror/c.html", page("b.html", "Moved."));
    folder
        .run(&MAKE)
        .says(0, "2 links between pages; 1 link to pages")
        .says(
            0,
            "site: note: without --base-url, nothing says where 1 relative link led",
        );
    let site = folder.folder("site");
    let links = site.read("b.html").matches("href=\"a.html\"").count();
    assert_eq!(links, 2);
    for path in site.tree() {
        assert!(!site.read(&path).contains(".invalid"), "{path}");
    }
    let args = ["--base-url", "https://example.org/", "--update"];
    let run = folder.run(&[&MAKE[..], &args].concat());
    assert!(!run.err.contains("note: without"), "{}", run.err);
    assert_eq!(
        site.read("map.tsv"),
        "url\tfile\nhttps://example.org/node/7\ta.html\n"
    );
}

#[test]
fn what_a_killed_run_left_is_removed() {
    let folder = mirror("site-killed");
    folder.run(&MAKE);
    let site = folder.folder("site");
    let whole = site.tree();
    let site = site.with("news/.liens-a1B2c3.tmp", "half a pa");
    folder.run(&[&MAKE[..], &["--update"]].concat());
    assert_eq!(site.tree(), whole);
}

#[test]
fn files_are_copied_beside_the_files_of_the_site() {
    let names = ["index.json", "map.tsv", "contents.html", "page.html"];
    let link = |name: &&str| format!("<a href=\"{name}\">{name}</a> ");
    let links: String = names.iter().map(link).collect();
    let mut folder = Folder::new("site-own-files").with("mirror/index.html", format!("<p>{links}"));
    for name in names {
        folder = folder.with(&format!("mirror/{name}"), "[1, 2]");
    }
    let run = folder.run(&[&MAKE[..], &["-v"]].concat());
    run.says(0, "3 pages converted");
    let site = folder.folder("site");
    for (name, copy) in [("index.json", "index~.json"), ("map.tsv", "map~.tsv")] {
        assert_eq!(site.read(copy), "[1, 2]");
        assert!(
            site.read("index.html")
                .contains(&format!("href=\"{copy}\""))
        );
        assert_ne!(site.read(name), "[1, 2]");
    }
}

#[test]
fn a_folder_without_an_index_is_no_page() {
    let folder = Folder::new("site-folders")
        .with("mirror/index.html", "<h1>Home</h1><p>Words.</p>")
        .with(
            "mirror/news/a.html",
            "<p><a href=./>One</a>, <a href=../news/?a=1#b>two</a>, <a href=../>home</a>.</p>",
        );
    folder.run(&[&MAKE[..], &["-q"]].concat()).quiet();
    let page = folder.read("site/news/a.html");
    for part in ["\"./\"", "\"./?a=1#b\"", "\"../index.html\""] {
        assert!(page.contains(&format!("href={part}")), "{part}: {page}");
    }
}
