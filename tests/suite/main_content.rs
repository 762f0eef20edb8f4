//! What is read of an ordinary page if only its main content is asked for.

#![cfg(all(feature = "text", feature = "html"))]

use liens::WarningKind;
use liens::read::{Options, Reading, html};

/// Words enough for a paragraph.
const TEXT: &str = "The lamp on the pier has burned every night since the tower was built, and no ship was lost there \
    in all the years that its keepers wrote down.";

fn read(page: &str) -> Reading {
    html::read(page, &Options::default().with_main_only()).expect("lenient")
}

/// Checks what is kept of a page and what is left out.
fn check(page: &str, kept: &[&str], left_out: &[&str]) {
    let reading = read(page);
    let article = &reading.article;
    let title = article.title.as_deref().map(liens::model::inline_text);
    let text = title.unwrap_or_default() + "\n" + &article.plain_text();
    for words in kept {
        assert!(text.contains(words), "{words:?} is not in {text:?}");
    }
    for words in left_out {
        assert!(!text.contains(words), "{words:?} is in {text:?}");
    }
    let kinds = reading.warnings.iter().map(|warning| warning.kind);
    let says_so = kinds.filter(|kind| *kind == WarningKind::LeftOut).count();
    assert_eq!(
        says_so,
        usize::from(!left_out.is_empty()),
        "{:?}",
        reading.warnings
    );
}

#[test]
fn landmarks_come_first() {
    for (open, close) in [
        ("<main>", "</main>"),
        ("<article>", "</article>"),
        ("<div role=main>", "</div>"),
        ("<main><article>", "</article><p>Further news</p></main>"),
    ] {
        let page = format!(
            "<header><p>The Pier</p></header><nav><a href=/a>Tides</a></nav>{open}<h1>Lamp</h1><p>{TEXT}</p>\
             <aside><p>Sign up here</p></aside><p>{TEXT}</p>{close}<footer>About us</footer>"
        );
        let left_out = [
            "The Pier", "Tides", "Sign up here", "About us", "Further news",
        ];
        check(&page, &["Lamp", TEXT], &left_out);
    }
}

#[test]
fn boxes_about_something_else_are_left_out() {
    let article = format!("<h1>Lamp</h1>{}", format!("<p>{TEXT}</p>").repeat(8));
    let other = "Ships that were lost at sea are told of in many other words, and none of them has anything to do with \
        the pier or with its lamp, whoever may have written that down in a book which is for sale at a low price.";
    for (open, close) in [
        ("<div class='x-relatedPosts'>", "</div>"),
        ("<section id=ad_2>", "</section>"),
        ("<form class=answer>", "</form>"),
    ] {
        let page = format!("<main>{article}{open}<p>{other}</p>{close}</main>");
        check(&page, &["Lamp", TEXT], &[other]);
    }
    for open in ["<div class='adult'>", "<div class='correlated'>"] {
        let page = format!("<nav>Tides</nav><main>{article}{open}<p>{other}</p></div></main>");
        check(&page, &["Lamp", TEXT, other], &["Tides"]);
    }
    let page = format!("<form action=/a><div>Tides</div><div>{article}</div></form>");
    check(&page, &["Lamp", TEXT], &["Tides"]);
}

#[test]
fn without_landmarks_text_tells() {
    let paragraphs = format!("<p>{TEXT}</p>").repeat(4);
    let links = "<li><a href=/a>Tides and weather of the week</a></li>".repeat(9);
    let page = format!(
        "<h1>Lamp</h1><div id=top><ul>{links}</ul></div><div><div>{paragraphs}</div></div><div><p>About us</p></div>"
    );
    check(&page, &["Lamp", TEXT], &["Tides", "About us"]);
}

#[test]
fn of_several_articles_the_list_is_kept() {
    let articles = ["one", "two", "three"]
        .map(|name| format!("<article><h2>{name}</h2><p>{TEXT}</p></article>"))
        .concat();
    let page = format!("<nav><a href=/a>Tides</a></nav><main>{articles}</main>");
    check(&page, &["one", "two", "three"], &["Tides"]);
}

#[test]
fn what_shows_no_main_content_is_read_whole() {
    check("<p>A lamp</p><p>A pier</p>", &["A lamp", "A pier"], &[]);
}

#[test]
fn a_landmark_without_text_is_not_the_main_content() {
    check(
        &format!("<nav>Tides</nav><p>{TEXT}</p>"),
        &[TEXT],
        &["Tides"],
    );
    let page =
        format!("<main><p>Loading</p></main><div><p>{TEXT}</p><p>{TEXT}</p><p>{TEXT}</p></div>");
    check(&page, &[TEXT], &["Loading"]);
}

#[test]
fn print_exports_are_read_whole() {
    let page = format!(
        "<p>The Pier</p><main><h1>Lamp</h1><p>{TEXT} <a href=https://example.org/a>More</a> [1]</p></main>\
         <p><strong>Source URL:</strong> https://example.org/lamp</p><p><strong>Links</strong><br>[1] https://example.org/a</p>"
    );
    let reading = read(&page);
    assert_eq!(reading.article.links.len(), 1);
    assert!(reading.article.plain_text().contains("The Pier"));
}

#[test]
fn pages_of_wikis_are_no_print_exports() {
    let page = format!(
        "<nav><a href=/a>Tides</a></nav><main><h1>Lamp</h1><p>{TEXT}</p></main>\
         <div>Retrieved from \"<a href=https://example.org/lamp>https://example.org/lamp</a>\"</div>"
    );
    check(&page, &["Lamp", TEXT], &["Tides"]);
    let source = read(&page)
        .article
        .source
        .expect("the page names its address");
    assert_eq!(source.url, "https://example.org/lamp");
}

#[test]
fn pages_that_html5ever_reads_have_the_same_main_content() {
    // Words in a table move before it.
    let page = format!(
        "<nav>Tides</nav><table>moved<tr><td>x</td></tr></table><main><h1>Lamp</h1><p>{TEXT}</p><b><p>{TEXT}</b></p></main><p>About us</p>"
    );
    check(&page, &["Lamp", TEXT], &["Tides", "moved", "About us"]);
}

#[test]
fn short_main_parts_count_as_long_ones_do() {
    for (open, close) in [
        ("<main>", "</main>"),
        ("<div role=main>", "</div>"),
        ("<article>", "</article>"),
    ] {
        let page = format!(
            "<div role=banner><p>The Pier</p></div><div role=navigation><a href=/a>Tides</a></div>{open}<h1>Lamp</h1>\
             <p>It is lit by night and by day.</p>{close}<article class=comment><p>Well said.</p></article><div role=contentinfo><p>About us</p></div>"
        );
        let left_out = ["The Pier", "Tides", "Well said", "About us"];
        check(
            &page,
            &["Lamp", "It is lit by night and by day."],
            &left_out,
        );
    }
    // An empty one says nothing.
    check(&format!("<main></main><p>{TEXT}</p>"), &[TEXT], &[]);
}

#[test]
fn a_dialog_is_never_the_main_part() {
    for dialog in ["<div role=dialog>", "<dialog open>"] {
        let close = &dialog[1..].split([' ', '>']).next().unwrap_or_default();
        let page = format!(
            "{dialog}<p>{TEXT}</p></{close}><div><h1>Lamp</h1><p>It is lit by night and by day.</p></div>"
        );
        check(&page, &["Lamp", "It is lit by night and by day."], &[]);
    }
}

#[test]
fn the_id_of_a_section_is_that_of_its_heading() {
    for section in [
        "<section id=navigation>", "<div class=section id=navigation>",
    ] {
        let close = &section[1..].split(' ').next().unwrap_or_default();
        let page = format!(
            "<nav><a href=/>Home</a></nav><main><h1>Guide</h1><p>{TEXT}</p>{section}<h2>Navigation</h2>\
             <p>The menu is made of the files.</p></{close}><div id=navigation>Next part</div></main>"
        );
        check(
            &page,
            &["The menu is made of the files."],
            &["Home", "Next part"],
        );
    }
}
