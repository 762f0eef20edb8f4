//! The examples of CommonMark and of GitHub's extensions: words, links and code of each are those that the
//! specification shows.
//!
//! They are not part of the project, since their licence is another one: they are read from the sources of
//! pulldown-cmark, which ships them with its own tests. Where Cargo has not unpacked these, the test is skipped.
//! Pulldown-cmark has none of bare addresses and of tags that are not allowed: those here say the same in other words.

#![cfg(all(feature = "text", feature = "html", feature = "serde"))]

use std::path::{Path, PathBuf};

use liens::read::{Options, markdown};
use liens::write::{Html, Render};
use markup5ever_rcdom::{Handle, NodeData, RcDom};

use crate::support::skipped;

/// The files of examples, and how many each has.
const FILES: [(&str, usize); 4] = [
    ("spec.rs", 652),
    ("gfm_table.rs", 9),
    ("gfm_strikethrough.rs", 3),
    ("gfm_tasklist.rs", 2),
];

/// The examples that still differ, by file and number, and why.
const DIFFERENT: &[(&str, &[usize], &str)] = &[
    (
        "spec.rs",
        &[21, 31, 476, 477, 630, 631, 642, 643],
        "a raw tag of a link without words, which we write where its words are not known, is shown as its URL",
    ),
    (
        "spec.rs",
        &[148],
        "what a raw `pre` holds is code, also where Markdown goes on in it",
    ),
    (
        "spec.rs",
        &[491],
        "an unknown tag between words does not separate them",
    ),
    (
        "spec.rs",
        &[520, 575],
        "a link in the description of an image stays a link",
    ),
    (
        "spec.rs",
        &[598, 599, 601],
        "HTML is written with links of harmless schemes only",
    ),
    (
        "spec.rs",
        &[602, 606, 608, 611, 612],
        "bare addresses are links, as in GitHub's extensions",
    ),
    (
        "gfm_table.rs",
        &[7],
        "cells beyond those of the head row are kept",
    ),
];

#[test]
fn words_links_and_code_of_all_examples_are_kept() {
    let Some(folder) = examples() else {
        return skipped("the sources of pulldown-cmark have no examples");
    };
    let mut wrong = Vec::new();
    for (file, count) in FILES {
        let text = std::fs::read_to_string(folder.join(file)).expect("a file of examples");
        let found: Vec<(&str, &str)> = examples_in(&text).collect();
        assert_eq!(found.len(), count, "{file}");
        for (at, (markdown, html)) in found.into_iter().enumerate() {
            let reading = markdown::read(markdown, &Options::default()).expect("lenient");
            let written = Html::default().render_to_string(&reading.article);
            let (shown, expected) = (Shown::of(&written), Shown::of(html));
            let is_known = DIFFERENT
                .iter()
                .any(|(known, numbers, _)| *known == file && numbers.contains(&(at + 1)));
            if (shown == expected) == is_known {
                wrong.push(format!(
                    "{file} {}: {markdown:?}\n expected {expected:?}\n found    {shown:?}\n",
                    at + 1
                ));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} differ\n{}",
        wrong.len(),
        wrong.concat()
    );
}

/// What GitHub makes of bare addresses, each rule of its specification once and at its edges.
const BARE: &[(&str, &str)] = &[
    (
        "www.mill.example", "<a href=\"http://www.mill.example\">www.mill.example</a>",
    ),
    (
        "See www.mill.example/rules for more.",
        "See <a href=\"http://www.mill.example/rules\">www.mill.example/rules</a> for more.",
    ),
    (
        "At www.mill.example. At www.mill.example/a.b.",
        "At <a href=\"http://www.mill.example\">www.mill.example</a>. At \
         <a href=\"http://www.mill.example/a.b\">www.mill.example/a.b</a>.",
    ),
    (
        "www.mill.example/find?q=A+(lock)\n\nwww.mill.example/find?q=A+(lock)))\n\n(www.mill.example/find?q=A+(lock))",
        "<p><a href=\"http://www.mill.example/find?q=A+(lock)\">www.mill.example/find?q=A+(lock)</a></p>\
         <p><a href=\"http://www.mill.example/find?q=A+(lock)\">www.mill.example/find?q=A+(lock)</a>))</p>\
         <p>(<a href=\"http://www.mill.example/find?q=A+(lock)\">www.mill.example/find?q=A+(lock)</a>)</p>",
    ),
    (
        "www.mill.example/find?q=(lock))+up",
        "<a href=\"http://www.mill.example/find?q=(lock))+up\">www.mill.example/find?q=(lock))+up</a>",
    ),
    (
        "www.mill.example/?q=lock&wl=en\n\nwww.mill.example/?q=lock&wl;",
        "<p><a href=\"http://www.mill.example/?q=lock&amp;wl=en\">www.mill.example/?q=lock&amp;wl=en</a></p>\
         <p><a href=\"http://www.mill.example/?q=lock\">www.mill.example/?q=lock</a>&amp;wl;</p>",
    ),
    (
        "www.mill.example/a<b",
        "<a href=\"http://www.mill.example/a\">www.mill.example/a</a>&lt;b",
    ),
    (
        "http://mill.example\n\n(See https://mill.example/find?q=weir+(lock))\n\nGet ftp://mill.example.",
        "<p><a href=\"http://mill.example\">http://mill.example</a></p>\
         <p>(See <a href=\"https://mill.example/find?q=weir+(lock)\">https://mill.example/find?q=weir+(lock)</a>)</p>\
         <p>Get <a href=\"ftp://mill.example\">ftp://mill.example</a>.</p>",
    ),
    (
        "ann@mill.example", "<a href=\"mailto:ann@mill.example\">ann@mill.example</a>",
    ),
    (
        "ann@a+mill.example is none, but ann+lock@mill.example is one.",
        "ann@a+mill.example is none, but \
         <a href=\"mailto:ann+lock@mill.example\">ann+lock@mill.example</a> is one.",
    ),
    (
        "a.b-c_d@e.f\n\na.b-c_d@e.f.\n\na.b-c_d@e.f-\n\na.b-c_d@e.f_",
        "<p><a href=\"mailto:a.b-c_d@e.f\">a.b-c_d@e.f</a></p>\
         <p><a href=\"mailto:a.b-c_d@e.f\">a.b-c_d@e.f</a>.</p><p>a.b-c_d@e.f-</p><p>a.b-c_d@e.f_</p>",
    ),
    (
        "mailto:ann@mill.example\n\nmailto:ann@mill.example.\n\nmailto:ann@mill.example/",
        "<p><a href=\"mailto:ann@mill.example\">mailto:ann@mill.example</a></p>\
         <p><a href=\"mailto:ann@mill.example\">mailto:ann@mill.example</a>.</p>\
         <p><a href=\"mailto:ann@mill.example\">mailto:ann@mill.example</a>/</p>",
    ),
    (
        "mailto:a.b-c_d@e.f-\n\nmailto:a.b-c_d@e.f_\n\nxmpp:ann@mill.example.",
        "<p>mailto:a.b-c_d@e.f-</p><p>mailto:a.b-c_d@e.f_</p>\
         <p><a href=\"xmpp:ann@mill.example\">xmpp:ann@mill.example</a>.</p>",
    ),
    (
        "xmpp:ann@mill.example/log xmpp:ann@mill.example/log@weir.example",
        "<a href=\"xmpp:ann@mill.example/log\">xmpp:ann@mill.example/log</a> \
         <a href=\"xmpp:ann@mill.example/log@weir.example\">xmpp:ann@mill.example/log@weir.example</a>",
    ),
    (
        "xmpp:ann@mill.example/log/weir",
        "<a href=\"xmpp:ann@mill.example/log\">xmpp:ann@mill.example/log</a>/weir",
    ),
];

#[test]
fn bare_addresses_are_links_as_on_github() {
    for (markdown, html) in BARE {
        let reading = markdown::read(markdown, &Options::default()).expect("lenient");
        let written = Html::default().render_to_string(&reading.article);
        assert_eq!(Shown::of(&written), Shown::of(html), "{markdown:?}");
    }
}

/// Of the tags that GitHub shows as text, the words of none are lost; nothing of a script or a style is shown.
#[test]
fn words_within_tags_that_github_does_not_allow_stay() {
    let markdown = "<b>a</b> <title>b</title> <textarea>c</textarea> <i>d</i>\n\n\
                    <blockquote>\n  <xmp>e</xmp>\n</blockquote>";
    let reading = markdown::read(markdown, &Options::default()).expect("lenient");
    let text = reading.article.plain_text();
    let words: Vec<&str> = text.split_whitespace().collect();
    assert_eq!(words, ["a", "b", "c", "d", "e"]);
}

/// Where the examples are.
fn examples() -> Option<PathBuf> {
    let cargo = std::env::var_os("CARGO")?;
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
    let output = std::process::Command::new(cargo)
        .args([
            "metadata", "--offline", "--format-version=1", "--manifest-path",
        ])
        .arg(manifest)
        .output()
        .ok()?;
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).ok()?;
    let packages = metadata["packages"].as_array()?;
    let folders = packages.iter().filter_map(|package| {
        let is_right = package["name"] == "pulldown-cmark"
            && package["version"].as_str()?.starts_with("0.13.");
        let manifest = package["manifest_path"].as_str().filter(|_| is_right)?;
        Some(Path::new(manifest).parent()?.join("tests/suite"))
    });
    let mut folders = folders;
    folders.find(|folder| folder.join("spec.rs").is_file())
}

/// Each example as Markdown and HTML.
fn examples_in(file: &str) -> impl Iterator<Item = (&str, &str)> {
    file.split("\n#[test]\n").skip(1).map(|test| {
        let raw = |name: &str| {
            let start = test.find(name).expect("a text") + name.len();
            let end = test[start..].find("\"##;").expect("its end");
            &test[start..start + end]
        };
        (raw("let original = r##\""), raw("let expected = r##\""))
    })
}

/// What a reader of HTML sees: its words, its links, its code.
#[derive(Debug, Default, PartialEq)]
struct Shown {
    words: Vec<String>,
    links: Vec<(String, String)>,
    code: Vec<String>,
}

impl Shown {
    fn of(html: &str) -> Self {
        use html5ever::tendril::TendrilSink;

        let dom = html5ever::parse_document(RcDom::default(), Default::default()).one(html);
        let mut shown = Self::default();
        let mut text = String::new();
        shown.walk(&dom.document, &mut text);
        shown.words = text.split_whitespace().map(str::to_owned).collect();
        shown
    }

    fn walk(&mut self, node: &Handle, text: &mut String) {
        let name = match &node.data {
            NodeData::Text { contents } => {
                text.push_str(&contents.borrow());
                ""
            }
            NodeData::Element { name, .. } => &*name.local,
            _ => "",
        };
        if matches!(name, "script" | "style" | "head") {
            return;
        }
        let attribute = |wanted: &str| match &node.data {
            NodeData::Element { attrs, .. } => {
                let attrs = attrs.borrow();
                let found = attrs.iter().find(|attr| &*attr.name.local == wanted);
                found.map(|attr| attr.value.to_string())
            }
            _ => None,
        };
        if name == "img" {
            text.push_str(&attribute("alt").unwrap_or_default());
        }
        let is_block = !matches!(
            name,
            "" | "a"
                | "em"
                | "strong"
                | "code"
                | "img"
                | "del"
                | "span"
                | "b"
                | "i"
                | "sup"
                | "sub"
        );
        let start = text.len();
        text.push_str(if is_block { "\n" } else { "" });
        for child in node.children.borrow().iter() {
            self.walk(child, text);
        }
        let inside = &text[start..];
        match name {
            "a" => {
                let words: Vec<&str> = inside.split_whitespace().collect();
                // Escapes in URLs mean the same; a link without words is not seen.
                let href = decoded(&attribute("href").unwrap_or_default());
                if !words.is_empty() {
                    self.links.push((href, words.join(" ")));
                }
            }
            // Writers differ in the line ends around code.
            "code" if !inside.trim_matches('\n').is_empty() => {
                self.code.push(inside.trim_matches('\n').to_owned());
            }
            _ => {}
        }
        text.push_str(if is_block { "\n" } else { "" });
    }
}

/// A URL without percent-escapes.
fn decoded(url: &str) -> String {
    let mut bytes = Vec::with_capacity(url.len());
    let mut rest = url.as_bytes();
    while let [first, after @ ..] = rest {
        let digits = after
            .get(..2)
            .and_then(|digits| std::str::from_utf8(digits).ok());
        let escaped = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match escaped.filter(|_| *first == b'%') {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
