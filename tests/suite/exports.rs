//! Print exports are detected from their bytes, with the generator; other pages are not.

use std::fs;
use std::path::{Path, PathBuf};

use liens::label::{Part, Vocabulary};
use liens::read::{Generator, Options, detect_export};

fn generator(page: &str) -> Option<Generator> {
    detect_export(page.as_bytes(), &Options::default())
}

#[test]
fn templates_are_known_by_their_names() {
    for (page, expected) in [
        (
            "<p class='print-source_url'>Adresse:</p>",
            Generator::DrupalPrint,
        ),
        (
            "<p><a href=/m>map</a> <span class=\"print-footnote\">[1]</span>",
            Generator::DrupalPrint,
        ),
        (
            "<h1 class=print-title>A</h1><div class=print-content>b</div><hr class=print-hr><div class=print-links></div>",
            Generator::DrupalPrint,
        ),
        (
            "<meta name=Generator content='Backdrop CMS 1 (https://example.org)'><div class='x print-site_name'></div>",
            Generator::BackdropPrint,
        ),
        (
            "<link href='/themes/x/print-css.css?1'><p id=print-link>",
            Generator::WpPrint,
        ),
        (
            "<body class=\"a wp-print\"><a href='#comments_controls'>",
            Generator::WpPrint,
        ),
        (
            "<div id=BlogTitle>A</div><div id=BlogContent>b</div>",
            Generator::WpPrint,
        ),
    ] {
        assert_eq!(generator(page), Some(expected), "{page}");
    }
}

#[test]
fn a_page_that_only_shows_or_links_a_template_is_none() {
    for page in [
        "<pre>&lt;div class=\"print-source_url\"&gt;</pre>",
        "<style>.print-source_url, .print-site_name { }</style>",
        "<script>'<div class=\"print-source_url\">'</script>",
        "<!-- <div class=\"print-source_url\"> --><p>a",
        "<p title='<div class=\"print-source_url\">'>a",
        "<span class=print-footnote>a note</span>",
        "<div class=print-content>a</div><div class=print-footer>b</div><i class=print-title>",
        "<a id=print-link href=/print onclick='window.print()'>",
        "<a href=/p/print/><img src=/plugins/wp-print/images/print.gif></a>",
        "<div id=BlogContent>a</div>",
    ] {
        assert_eq!(generator(page), None, "{page}");
    }
}

#[test]
fn lines_show_an_export() {
    for page in [
        "See the map [1].\n\nSource URL: http://ex.org/\n\nLinks\n[1] http://ex.org/map\n",
        "<p>See the map [1].<p>Source URL:<br>http://ex.org/<p>Links<br>[1] http://ex.org/map",
        "> **URL source (modifié le 29/06/2018 - 14:56):** <http://ex.org/>\n>\n> **Liens**\n> \\[1\\] <http://ex.org/map>\n",
        "Quell-URL: http://ex.org/\n",
        "URL: http://ex.org/a/\nlong\n\nLinks:\n[1] The map: http://ex.org/map\n",
        "Source URL: [3]http://ex.org/\n",
        "Enlaces:\n[1] http://ex.org/map\n",
    ] {
        assert_eq!(generator(page), Some(Generator::Unknown), "{page}");
    }
}

#[test]
fn lines_of_other_pages_do_not() {
    for page in [
        "",
        "Links\n\nThe map [1] is old.\n",
        "URL: http://ex.org/\n",
        "The URL: http://ex.org/\n[1] see above\n",
        "[1] http://ex.org/map\n",
        "Links\n[2] http://ex.org/map\n",
        "URL: http://ex.org/\n1\n2\n3\n4\n5\n[1] http://ex.org/map\n",
        "<p>Source URL: http://ex.org/<p>That is all.",
        "<script>\nvar a = 'Links\\n'; b[1] = 'http://ex.org/';\n</script><p>a",
    ] {
        assert_eq!(generator(page), None, "{page}");
    }
}

#[test]
fn words_of_the_caller_are_known() {
    let page = "Avota URL: https://example.org/a\n";
    assert_eq!(generator(page), None);
    let labels = Vocabulary::default().with("lv", Part::Source, "Avota URL");
    let options = Options::default().with_labels(labels);
    let found = detect_export(page.as_bytes(), &options);
    assert_eq!(found, Some(Generator::Unknown));
}

#[test]
fn any_bytes_are_looked_at() {
    let binary: Vec<u8> = (0..=255).collect();
    assert_eq!(detect_export(&binary, &Options::default()), None);
    let page = "<p class=print-source_url>a";
    let utf_16: Vec<u8> = "\u{feff}"
        .encode_utf16()
        .chain(page.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    let expected = cfg!(feature = "decode").then_some(Generator::DrupalPrint);
    assert_eq!(detect_export(&utf_16, &Options::default()), expected);
    let latin = b"<p>\xE9t\xE9<p class=print-source_url>";
    let found = detect_export(latin, &Options::default());
    assert_eq!(found, Some(Generator::DrupalPrint));
}

/// The pages of a folder of the shared documents that are no entries of authors.
fn shared(folder: &str, ending: &str) -> Vec<PathBuf> {
    let Some(shared) = std::env::var_os("LIENS_SHARED") else {
        return Vec::new();
    };
    let entries = fs::read_dir(Path::new(&shared).join(folder)).expect("a folder of pages");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    paths
        .filter(|path| {
            let name = path.to_string_lossy();
            name.ends_with(ending) && !name.ends_with(".source.html") && !name.contains("README")
        })
        .collect()
}

/// How many of the pages are exports of the generator, in percent.
fn share(pages: &[PathBuf], expected: &[Generator]) -> f64 {
    let is_found = |path: &&PathBuf| {
        let page = fs::read(path).expect("a page");
        let found = detect_export(&page, &Options::default());
        found.is_some_and(|found| expected.contains(&found))
    };
    100.0 * pages.iter().filter(is_found).count() as f64 / pages.len() as f64
}

const ANY: &[Generator] = &[
    Generator::BackdropPrint,
    Generator::DrupalPrint,
    Generator::Unknown,
    Generator::WpPrint,
];

#[test]
fn real_exports_are_found_and_others_are_not() {
    let folders = [
        ("bdp", Generator::BackdropPrint),
        ("d6p110", Generator::DrupalPrint),
        ("d6p119", Generator::DrupalPrint),
        ("d7p13", Generator::DrupalPrint),
        ("d7p22", Generator::DrupalPrint),
        ("wpp258", Generator::WpPrint),
        ("wpp300", Generator::WpPrint),
    ];
    let mut texts = Vec::new();
    for (folder, generator) in folders {
        let folder = format!("oracle/{folder}");
        let pages = shared(&folder, ".html");
        if pages.is_empty() {
            return;
        }
        assert_eq!(share(&pages, &[generator]), 100.0, "{folder}");
        for ending in [".md", ".txt"] {
            texts.extend(shared(&folder, ending));
        }
    }
    assert_eq!(share(&shared("corpus", ".html"), ANY), 100.0);
    assert_eq!(share(&shared("corpus-modern", ".html"), ANY), 0.0);
    // Texts without a source line and a list are like any other.
    assert!(share(&texts, ANY) > 94.0);
}
