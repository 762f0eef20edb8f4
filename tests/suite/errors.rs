//! Errors and warnings as a whole: each kind can be reached, says what was expected, what was found and where, and
//! strict reading refuses each kind of warning.
#![cfg(all(
    feature = "mail",
    feature = "text",
    feature = "html",
    feature = "serde"
))]

use std::collections::BTreeSet;
use std::error::Error as _;

use liens::model::{DateTime, Problem};
use liens::read::{self, Options, Reading};
use liens::{Error, WarningKind};

type Read = fn(&str, &Options) -> Result<Reading, Error>;

/// A page for each kind of warning, and how its message starts.
const WARNINGS: &[(WarningKind, Read, &str)] = &[
    (
        WarningKind::DanglingMarker,
        read::markdown::read,
        "[a](#) [2]\n\n### Links\n\n[1] <http://e.org/>\n",
    ),
    (
        WarningKind::NoList,
        read::html::read,
        "<a href=\"http://e.org/\">a</a> <span class=\"print-footnote\">[1]</span>",
    ),
    (
        WarningKind::DuplicateNumber,
        read::markdown::read,
        "[a](#) [1]\n\n### Links\n\n[1] <http://e.org/>\n\n[2] <http://f.org/>\n\n[2] <http://g.org/>\n",
    ),
    (
        WarningKind::MissingNumber,
        read::markdown::read,
        "[a](#) [1]\n\n### Links\n\n[1] <http://e.org/>\n\n[3] <http://f.org/>\n",
    ),
    (
        WarningKind::UnreferencedEntry,
        read::markdown::read,
        "a\n\n### Links\n\n[1] <http://e.org/>\n",
    ),
    (
        WarningKind::HrefDisagrees,
        read::markdown::read,
        "[a](http://f.org/) [1]\n\n### Links\n\n[1] <http://e.org/>\n",
    ),
    (
        WarningKind::RenumberedList,
        read::markdown::read,
        "[a](http://e.org/2) [1] [b](http://e.org/1) [2]\n\n### Links\n\n[1] <http://e.org/1>\n\n[2] <http://e.org/2>\n",
    ),
    (WarningKind::NoSource, read::markdown::read, "word\n"),
    (
        WarningKind::AmbiguousDate,
        read::markdown::read,
        "word\n\n**Source URL (modified on 03/07/2018 - 14:56):** <http://e.org/>\n",
    ),
    (
        WarningKind::Unsupported,
        read::any,
        r#"{"pandoc-api-version":[1,23],"meta":{},"blocks":[{"t":"RawBlock","c":["latex","a"]}]}"#,
    ),
    (
        WarningKind::LookAlike,
        read::plain::read,
        "See [1]the report.\n\nReferences\n\n   1. http://e.org/\n",
    ),
    (
        WarningKind::SeveralArticles,
        read::plain::read,
        "A [1].\n\nLinks\n[1] http://e.org/\n\nB [1].\n\nLinks\n[1] http://f.org/\n",
    ),
    (
        WarningKind::Malformed,
        |page, options| read::mail::read(page.as_bytes(), options),
        "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nWords.\n",
    ),
    (
        WarningKind::LeftOut,
        read_main,
        "<nav>a</nav><main>b b b b b b b b b b b b b b b b b b b b</main>",
    ),
    (WarningKind::TooDeep, read::markdown::read, ""),
    (WarningKind::Empty, read::markdown::read, "\n"),
];

fn read_main(page: &str, options: &Options) -> Result<read::Reading, Error> {
    read::html::read(page, &options.clone().with_main_only())
}

#[test]
fn strict_reading_refuses_every_kind_of_warning() {
    for (kind, read, page) in WARNINGS {
        let deep = "> ".repeat(200) + "word\n";
        let page = if page.is_empty() { &deep } else { *page };
        let reading = read(page, &Options::default()).expect("lenient reading does not fail");
        let kinds: Vec<_> = reading
            .warnings
            .iter()
            .map(|warning| warning.kind)
            .collect();
        assert!(
            kinds.contains(kind),
            "{} is not among {kinds:?}",
            kind.name()
        );
        let mut strict = Options::default();
        strict.strict = true;
        assert_eq!(
            read(page, &strict),
            Err(Error::Strict(reading.warnings[0].clone()))
        );
    }
}

#[test]
fn no_kind_of_warning_is_left_out() {
    let names: BTreeSet<_> = WARNINGS.iter().map(|(kind, ..)| kind.name()).collect();
    let all = include_str!("../../src/warning.rs").lines();
    let all = all.filter_map(|line| line.trim().strip_prefix("Self::")?.split_once(" => \""));
    let all: BTreeSet<_> = all
        .filter_map(|(_, name)| name.strip_suffix("\","))
        // No reader gives it: it stands for the kinds of later releases.
        .filter(|name| *name != WarningKind::Other.name())
        .collect();
    assert_eq!(names, all);
}

#[test]
fn a_refusal_says_where_and_what() {
    let mut strict = Options::default();
    strict.strict = true;
    let page = "a\n\n### Links\n\n[1] <http://e.org/>\n\n[3] <http://f.org/>\n";
    let error = read::markdown::read(page, &strict).expect_err("the list skips a number");
    let span = error.span().expect("it has a place");
    assert_eq!(&page[span.start..span.end], "[1]");
    assert_eq!((span.line, span.column), (5, 1));
    let message = error.to_string();
    assert!(
        message.starts_with("strict reading refused the input: line 5, column 1: "),
        "{message}"
    );
}

#[test]
fn what_is_no_document_is_refused_with_its_place() {
    let cases = [
        ("", "line 1, column 0: EOF while parsing a value", 0),
        (
            "{\n  \"format\": liens", "line 2, column 13: expected value", 14,
        ),
        (
            "{\"format\":\"é\" 1", "line 1, column 16: expected `,` or `}`", 15,
        ),
        (
            "{\"format\":\"other\",\"version\":1}",
            "line 1, column 1: expected \"format\": \"liens\", but found \"other\"",
            0,
        ),
        (
            "{\"format\":\"liens\",\"version\":1,\"article\":{}}",
            "line 1, column 42: missing field `breadcrumb`", 41,
        ),
    ];
    for (json, place, start) in cases {
        let error = read::json::read(json, &Options::default()).expect_err("it is no document");
        assert!(matches!(error, Error::Json { .. }), "{error:?}");
        let expected = format!("expected a liens JSON document, but at {place}");
        assert_eq!(error.to_string(), expected);
        let span = error.span().expect("it has a place");
        assert_eq!(span.start, start, "{json}");
    }
}

#[test]
fn another_version_is_refused() {
    let json = r#"{"format":"liens","version":2,"article":"of some other form"}"#;
    let error = read::json::read(json, &Options::default()).expect_err("nobody knows version 2");
    assert_eq!(error, Error::Version { found: 2 });
    assert_eq!(
        error.to_string(),
        "expected JSON document version 1, but found version 2"
    );
}

#[test]
fn what_a_later_release_adds_is_passed_over() {
    let json = liens::write::Render::render_to_string(
        &liens::write::Json::default(),
        &liens::Article::default(),
    );
    let json = json.replace(
        "\"warnings\":[]",
        "\"warnings\":[{\"kind\":\"smudged_ink\",\"message\":\"the ink is smudged\",\"span\":null,\"page\":2}],\"more\":{}",
    );
    let reading = read::json::read(&json, &Options::default()).expect("the same version");
    let [warning] = reading.warnings.as_slice() else {
        panic!("one warning");
    };
    assert_eq!(warning.kind, WarningKind::Other);
    assert_eq!(warning.to_string(), "the ink is smudged");
    let written = liens::write::Json::default().with_warnings(reading.warnings);
    let written = liens::write::Render::render_to_string(&written, &reading.article);
    assert!(written.contains("\"kind\":\"other\""), "{written}");
}

#[test]
fn an_article_that_breaks_a_rule_is_refused() {
    let article = liens::Article {
        body: vec![liens::model::Block::heading(7, vec![])],
        ..liens::Article::default()
    };
    let json = liens::write::Render::render_to_string(&liens::write::Json::default(), &article);
    let error = read::json::read(&json, &Options::default()).expect_err("there is no level 7");
    assert_eq!(error, Error::Article(Problem::HeadingLevel { level: 7 }));
    assert_eq!(
        error.to_string(),
        "the JSON document's article is not well formed: expected a heading level from 1 to 6, but found 7"
    );
}

#[test]
fn a_number_that_no_reader_takes_is_refused() {
    let article = liens::Article {
        links: vec![liens::model::Link::new(12_345_678, "https://example.org/")],
        ..liens::Article::default()
    };
    let json = liens::write::Render::render_to_string(&liens::write::Json::default(), &article);
    let error = read::json::read(&json, &Options::default()).expect_err("eight digits");
    assert_eq!(
        error.to_string(),
        "the JSON document's article is not well formed: \
         expected link numbers up to 9999999, but found an entry with number 12345678"
    );
}

#[test]
fn what_is_no_moment_is_refused() {
    let error = "yesterday"
        .parse::<DateTime>()
        .expect_err("it is no moment");
    assert_eq!(
        error.to_string(),
        "expected a date and time like 2018-06-29T14:56:00, but found \"yesterday\""
    );
}

#[test]
fn no_error_says_a_thing_twice() {
    let mut strict = Options::default();
    strict.strict = true;
    let article = r#"{"format":"liens","version":1,"article":[[[[}"#;
    for error in [
        read::text("word", &strict).expect_err("it has no source line"),
        read::json::read(article, &Options::default()).expect_err("it is no document"),
        read::json::read(&"[".repeat(10_000), &Options::default()).expect_err("it is too deep"),
    ] {
        let mut cause = error.source();
        while let Some(found) = cause {
            assert!(
                !error.to_string().contains(&found.to_string()),
                "{error}: {found}"
            );
            cause = found.source();
        }
    }
}

#[test]
fn what_is_no_pandoc_document_is_refused() {
    for (json, start, message) in [
        (
            "{}", 0, "line 1, column 1: expected the key \"pandoc-api-version\"",
        ),
        (
            "{\"pandoc-api-version\":\n [2,0]}", 24,
            "line 2, column 2: expected version 1 of the API",
        ),
        ("[1,]", 3, "line 1, column 4: expected value"),
    ] {
        let error = read::pandoc::read(json, &Options::default()).expect_err("it is no document");
        let expected = format!("expected a Pandoc document as JSON, but at {message}");
        assert_eq!(error.to_string(), expected);
        assert_eq!(error.span().expect("it has a place").start, start, "{json}");
    }
}

#[test]
fn what_is_no_base_is_refused() {
    let error = "news/7"
        .parse::<liens::BaseUrl>()
        .expect_err("it is relative");
    assert_eq!(
        error.to_string(),
        "expected an absolute address like https://example.org/news/7, but found \"news/7\""
    );
}
