//! Small articles and their exact HTML.

use super::{Html, PrintHtml};
use crate::model::{
    Align, Article, Block, Byline, Cell, Comment, DateTime, Definition, Direction, Inline, Labels,
    Link, MAX_DEPTH, Metadata, Site, Source, Stamp, StampKind,
};
use crate::write::Render;

fn words(text: &str) -> Vec<Inline> {
    vec![Inline::text(text)]
}

fn paragraph(text: &str) -> Block {
    Block::paragraph(words(text))
}

/// An English article with this body, which needs no `dir`.
fn article(body: Vec<Block>) -> Article {
    Article {
        language: Some("en".into()),
        body,
        ..Article::default()
    }
}

fn html(article: &Article) -> String {
    Html::default().render_to_string(article)
}

/// The HTML of this body, without the `<article>` around it.
fn body_html(body: Vec<Block>) -> String {
    let html = html(&article(body));
    let inside = html.strip_prefix("<article lang=\"en\">\n");
    let inside = inside.and_then(|html| html.strip_suffix("</article>\n"));
    inside.expect("an article").to_owned()
}

fn inline_html(content: Vec<Inline>) -> String {
    let html = body_html(vec![Block::paragraph(content)]);
    let inside = html.strip_prefix("<p>");
    let inside = inside.and_then(|html| html.strip_suffix("</p>\n"));
    inside.expect("a paragraph").to_owned()
}

/// The values of all attributes of that name.
fn values<'a>(html: &'a str, attribute: &str) -> Vec<&'a str> {
    let start = format!(" {attribute}=\"");
    html.split(&start)
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect()
}

/// Asserts that ids are unique and that every internal link leads to one.
fn assert_ids_fit(html: &str) {
    let mut ids = values(html, "id");
    ids.sort_unstable();
    let count = ids.len();
    ids.dedup();
    assert_eq!(ids.len(), count, "an id is given twice: {html}");
    for href in values(html, "href") {
        if let Some(id) = href.strip_prefix('#') {
            assert!(ids.contains(&id), "#{id} leads nowhere: {html}");
        }
    }
}

#[test]
fn an_article_in_all_its_parts() {
    let at = DateTime::new(2018, 6, 29, 14, 56, 0);
    let article = Article {
        language: Some("fr".into()),
        direction: Some(Direction::Ltr),
        title: Some(words("Retour sur la journée")),
        site: Some(Site {
            name: "IREV".into(),
            url: Some("https://irev.example/".into()),
        }),
        breadcrumb: vec![
            vec![Inline::link("/", words("Accueil"))],
            words("Actualités"),
        ],
        byline: Some(Byline {
            author: Some("Anne".into()),
            text: "Par Anne, le 29/06/2018 - 14:56".into(),
            at,
        }),
        body: vec![Block::paragraph(vec![
            Inline::text("Voir "),
            Inline::listed(4, words("la rencontre")),
            Inline::text(", "),
            Inline::listed(4, vec![]),
            Inline::text("."),
        ])],
        comments: vec![Comment {
            title: Some(words("Bravo")),
            byline: Some(Byline {
                text: "hier".into(),
                ..Byline::default()
            }),
            content: vec![paragraph("Merci !")],
        }],
        footer: vec![paragraph("© IREV")],
        source: Some(Source {
            url: "https://irev.example/node/1".into(),
            stamp: Some(Stamp {
                kind: StampKind::Modified,
                text: "29/06/2018 - 14:56".into(),
                at,
            }),
        }),
        links: vec![
            Link {
                title: Some("Rencontre".into()),
                ..Link::new(4, "https://irev.example/agenda?a=1&b=2")
            },
            Link::new(5, "mailto:contact@irev.example"),
        ],
        labels: Labels::default(),
        metadata: Metadata::default(),
    };
    let expected = "\
<article lang=\"fr\" dir=\"ltr\">
<header>
<p class=\"site\">Publié sur <a href=\"https://irev.example/\">IREV</a></p>
<nav class=\"breadcrumb\">
<ol>
<li><a href=\"/\">Accueil</a></li>
<li>Actualités</li>
</ol>
</nav>
<h1>Retour sur la journée</h1>
<p class=\"byline\">Par <span class=\"author\">Anne</span>, le <time datetime=\"2018-06-29T14:56:00\">29/06/2018 - 14:56</time></p>
</header>
<p>Voir <a href=\"https://irev.example/agenda?a=1&amp;b=2\" id=\"ref-4\">la rencontre</a>, \
<a href=\"https://irev.example/agenda?a=1&amp;b=2\" id=\"ref-4-2\">[4]</a>.</p>
<section class=\"comments\">
<article class=\"comment\">
<header>
<h3>Bravo</h3>
<p class=\"byline\">hier</p>
</header>
<p>Merci !</p>
</article>
</section>
<footer>
<p class=\"source\">URL de la source (modifié le <time datetime=\"2018-06-29T14:56:00\">29/06/2018 - 14:56</time>): \
<a href=\"https://irev.example/node/1\">https://irev.example/node/1</a></p>
</footer>
<section class=\"links\">
<h2>Liens</h2>
<ol>
<li id=\"link-4\" value=\"4\"><span class=\"title\">Rencontre</span> \
<a href=\"https://irev.example/agenda?a=1&amp;b=2\">https://irev.example/agenda?a=1&amp;b=2</a> \
<a href=\"#ref-4\" role=\"doc-backlink\" aria-label=\"[4]\">↩\u{fe0e}</a> \
<a href=\"#ref-4-2\" role=\"doc-backlink\" aria-label=\"[4] (2)\">↩\u{fe0e}</a></li>
<li id=\"link-5\" value=\"5\"><a href=\"mailto:contact@irev.example\">mailto:contact@irev.example</a></li>
</ol>
</section>
<footer class=\"site-footer\">
<p>© IREV</p>
</footer>
</article>
";
    assert_eq!(html(&article), expected);
    assert_ids_fit(&html(&article));
}

#[test]
fn an_empty_article_asks_the_browser_for_its_direction() {
    assert_eq!(
        html(&Article::default()),
        "<article dir=\"auto\">\n</article>\n"
    );
    assert_eq!(
        html(&article(vec![])),
        "<article lang=\"en\">\n</article>\n"
    );
}

#[test]
fn labels_of_the_article_come_first_and_fill_their_slots() {
    let source = |url: &str, kind, text: &str| Source {
        url: url.into(),
        stamp: Some(Stamp {
            kind,
            text: text.into(),
            at: None,
        }),
    };
    let mut article = Article {
        language: Some("tr".into()),
        site: Some(Site {
            name: "A & B".into(),
            url: None,
        }),
        source: Some(source("/a", StampKind::Retrieved, "dün")),
        ..Article::default()
    };
    let own = html(&article);
    assert!(own.contains("<p class=\"site\">A &amp; B sitesinde yayınlandı</p>"));
    assert!(own.contains(">Kaynak URL (dün tarihinde yazdırıldı): <a href=\"/a\">/a</a></p>"));

    article.source = Some(source("", StampKind::Unknown, "dün"));
    assert!(html(&article).contains("<p class=\"source\">Kaynak URL (dün)</p>"));

    article.labels = Labels {
        source: Some("Adres:".into()),
        stamp: Some("yazdırma".into()),
        links: Some("<Liste>".into()),
        published: Some("Site".into()),
    };
    article.links = vec![Link::new(1, "/b")];
    let printed = html(&article);
    assert!(printed.contains("<p class=\"site\">Site A &amp; B</p>"));
    assert!(printed.contains("<p class=\"source\">Adres (yazdırma dün)</p>"));
    assert!(printed.contains("<h2>&lt;Liste&gt;</h2>"));
}

#[test]
fn bylines_mark_what_they_name() {
    let at = DateTime::new(2019, 1, 14, 9, 30, 0);
    let time = "<time datetime=\"2019-01-14T09:30:00\">";
    let cases = [
        (None, "by Anne", None, "by Anne".to_owned()),
        (
            Some("Anne <a>"),
            "14/01/2019 - 09:30 by Anne <a>.",
            at,
            format!(
                "{time}14/01/2019 - 09:30</time> by <span class=\"author\">Anne &lt;a&gt;</span>."
            ),
        ),
        (
            Some("Anne"),
            "14/01/2019 - 09:30",
            at,
            format!("<span class=\"author\">Anne</span> {time}14/01/2019 - 09:30</time>"),
        ),
        (
            Some("Anne"),
            "",
            None,
            "<span class=\"author\">Anne</span>".to_owned(),
        ),
        (None, "that day", at, format!("{time}that day</time>")),
        (
            Some("that"),
            "that day",
            at,
            format!("{time}that day</time>"),
        ),
        (Some(""), "then", None, "then".to_owned()),
    ];
    for (author, text, at, expected) in cases {
        let article = Article {
            byline: Some(Byline {
                author: author.map(Into::into),
                text: text.into(),
                at,
            }),
            ..Article::default()
        };
        let line = format!("<p class=\"byline\">{expected}</p>");
        assert!(html(&article).contains(&line), "{}", html(&article));
    }
}

#[test]
fn blocks_stand_on_lines_of_their_own() {
    let cases = [
        (Block::heading(3, words("a")), "<h3>a</h3>\n"),
        (Block::heading(0, words("a")), "<h1>a</h1>\n"),
        (Block::heading(9, words("a")), "<h6>a</h6>\n"),
        (
            Block::Quote {
                content: vec![paragraph("a")],
            },
            "<blockquote>\n<p>a</p>\n</blockquote>\n",
        ),
        (
            Block::CodeBlock {
                language: Some("r\"s".into()),
                text: "\na < b\n  c".into(),
            },
            "<pre><code class=\"language-r&quot;s\">\na &lt; b\n  c</code></pre>\n",
        ),
        (
            Block::CodeBlock {
                language: None,
                text: String::new(),
            },
            "<pre><code></code></pre>\n",
        ),
        (
            Block::DefinitionList {
                items: vec![Definition {
                    terms: vec![words("a"), words("b")],
                    definitions: vec![vec![paragraph("c")], vec![paragraph("d"), paragraph("e")]],
                }],
            },
            "<dl>\n<dt>a</dt>\n<dt>b</dt>\n<dd>c</dd>\n<dd>\n<p>d</p>\n<p>e</p>\n</dd>\n</dl>\n",
        ),
        (
            Block::Field {
                label: words("Tags"),
                items: vec![vec![paragraph("a")], vec![paragraph("b")]],
            },
            "<dl class=\"field\">\n<dt>Tags</dt>\n<dd>a</dd>\n<dd>b</dd>\n</dl>\n",
        ),
        (
            Block::Figure {
                content: vec![paragraph("a")],
                caption: words("b"),
            },
            "<figure>\na\n<figcaption>b</figcaption>\n</figure>\n",
        ),
        (
            Block::Figure {
                content: vec![paragraph("a"), Block::Rule {}],
                caption: vec![],
            },
            "<figure>\n<p>a</p>\n<hr>\n</figure>\n",
        ),
    ];
    for (block, expected) in cases {
        assert_eq!(body_html(vec![block]), expected);
    }
}

#[test]
fn list_items_are_as_tight_as_they_can() {
    let list = |ordered, start, items| Block::List {
        ordered,
        start,
        items,
    };
    let inner = list(false, None, vec![vec![paragraph("b")], vec![]]);
    let outer = list(
        true,
        Some(3),
        vec![
            vec![paragraph("a"), inner.clone()],
            vec![paragraph("c"), inner, paragraph("d")],
        ],
    );
    let expected = "\
<ol start=\"3\">
<li>a
<ul>
<li>b</li>
<li></li>
</ul>
</li>
<li>
<p>c</p>
<ul>
<li>b</li>
<li></li>
</ul>
<p>d</p>
</li>
</ol>
";
    assert_eq!(body_html(vec![outer]), expected);
    for start in [None, Some(1)] {
        let html = body_html(vec![list(true, start, vec![])]);
        assert_eq!(html, "<ol>\n</ol>\n");
    }
}

#[test]
fn tables_say_what_their_headers_head() {
    let header = |text| Cell {
        header: true,
        ..Cell::new(vec![paragraph(text)])
    };
    let table = Block::Table {
        caption: words("c"),
        head: vec![vec![
            Cell {
                colspan: 2,
                rowspan: 0,
                ..header("a")
            },
            Cell::new(vec![]),
        ]],
        rows: vec![vec![
            header("b"),
            Cell {
                rowspan: 3,
                align: Some(Align::Right),
                ..Cell::new(vec![paragraph("1"), paragraph("2")])
            },
        ]],
    };
    let expected = "\
<table>
<caption>c</caption>
<thead>
<tr>
<th scope=\"col\" colspan=\"2\">a</th>
<td></td>
</tr>
</thead>
<tbody>
<tr>
<th scope=\"row\">b</th>
<td rowspan=\"3\" style=\"text-align: right\">
<p>1</p>
<p>2</p>
</td>
</tr>
</tbody>
</table>
";
    assert_eq!(body_html(vec![table]), expected);
}

#[test]
fn inlines_get_no_space_between_them() {
    let content = |text| words(text);
    let inlines = vec![
        Inline::Emphasis {
            content: content("a"),
        },
        Inline::Strong {
            content: content("b"),
        },
        Inline::Strikeout {
            content: content("c"),
        },
        Inline::Underline {
            content: content("d"),
        },
        Inline::Subscript {
            content: content("e"),
        },
        Inline::Superscript {
            content: content("f"),
        },
        Inline::Small {
            content: content("g"),
        },
        Inline::Code { text: "<h>".into() },
        Inline::Break {},
        Inline::Image {
            src: "/a?b&c".into(),
            alt: "\"x\"".into(),
            title: Some("<y>".into()),
            width: None,
            height: None,
        },
        Inline::image("data:image/png;base64,AAAA", ""),
        Inline::text("<script>&amp;"),
    ];
    let expected = "<em>a</em><strong>b</strong><del>c</del><u>d</u><sub>e</sub><sup>f</sup>\
        <small>g</small><code>&lt;h&gt;</code><br>\
        <img src=\"/a?b&amp;c\" alt=\"&quot;x&quot;\" title=\"&lt;y&gt;\">\
        <img src=\"data:image/png;base64,AAAA\" alt=\"\">&lt;script&gt;&amp;amp;";
    assert_eq!(inline_html(inlines), expected);
}

#[test]
fn links_without_a_list() {
    let cases = [
        (Inline::link("/a", words("b")), "<a href=\"/a\">b</a>"),
        (
            Inline::link("/a\"b", vec![]),
            "<a href=\"/a&quot;b\">/a\"b</a>",
        ),
        (Inline::link("JAVA\nscript:x", words("b")), "<span>b</span>"),
        (
            Inline::link("javascript:<", vec![]),
            "<span>javascript:&lt;</span>",
        ),
        (
            Inline::link("/a", vec![Inline::link("/c", words("b"))]),
            "<a href=\"/a\"><span>b (/c)</span></a>",
        ),
        (
            Inline::link("javascript:a", vec![Inline::link("/c", words("b"))]),
            "<span><a href=\"/c\">b</a></span>",
        ),
        (Inline::listed(7, vec![]), "<span>[7]</span>"),
        (Inline::listed(7, words("b")), "<span>b</span>"),
        (
            Inline::Image {
                src: "javascript:\"".into(),
                alt: "<b>".into(),
                title: Some("t".into()),
                width: None,
                height: None,
            },
            "<span data-src=\"javascript:&quot;\" title=\"t\">&lt;b&gt;</span>",
        ),
    ];
    for (inline, expected) in cases {
        assert_eq!(inline_html(vec![inline]), expected);
    }
}

#[test]
fn listed_addresses_that_may_not_be_linked_are_shown() {
    let article = Article {
        links: vec![Link::new(1, "javascript:alert('<')")],
        source: Some(Source {
            url: "\tJavascript:x".into(),
            stamp: None,
        }),
        site: Some(Site {
            name: "Site".into(),
            url: Some("data:text/html,x".into()),
        }),
        ..article(vec![Block::paragraph(vec![Inline::listed(1, words("a"))])])
    };
    let html = html(&article);
    assert!(html.contains("<p><span id=\"ref-1\">a</span></p>"));
    assert!(html.contains("value=\"1\"><span>javascript:alert('&lt;')</span> <a href=\"#ref-1\""));
    assert!(html.contains("Source URL: <span>\tJavascript:x</span></p>"));
    assert!(html.contains("Published on <span>Site (data:text/html,x)</span></p>"));
    assert!(
        values(&html, "href")
            .iter()
            .all(|href| href.starts_with('#'))
    );
    assert_ids_fit(&html);
}

#[test]
fn ids_are_unique_whatever_the_numbers_are() {
    let article = Article {
        title: Some(vec![Inline::listed(0, words("title"))]),
        footer: vec![Block::paragraph(vec![Inline::listed(4, vec![])])],
        links: vec![
            Link::new(4, "/first"),
            Link::new(0, "/zero"),
            Link::new(4, "/second"),
            Link::new(u32::MAX, "/last"),
        ],
        ..article(vec![Block::paragraph(vec![
            Inline::listed(4, vec![Inline::listed(4, words("inner"))]),
            Inline::listed(u32::MAX, words("last")),
            Inline::listed(9, words("nowhere")),
        ])])
    };
    let html = html(&article);
    assert_ids_fit(&html);
    let ids = [
        "ref-0", "ref-4", "ref-4-2", "ref-4294967295", "link-4", "link-0", "link-4294967295",
        "ref-4-3",
    ];
    assert_eq!(values(&html, "id"), ids);
    assert!(html.contains("<a href=\"/first\" id=\"ref-4\"><span id=\"ref-4-2\">inner</span></a>"));
    assert!(html.contains("<li value=\"4\"><a href=\"/second\">/second</a></li>"));
}

#[test]
fn nothing_breaks_out_of_its_place() {
    let evil = "\"'><script>alert(1)</script>&lt;\0";
    let article = Article {
        language: Some(evil.into()),
        title: Some(words(evil)),
        site: Some(Site {
            name: evil.into(),
            url: Some(evil.into()),
        }),
        breadcrumb: vec![words(evil)],
        byline: Some(Byline {
            author: Some(evil.into()),
            text: evil.into(),
            at: None,
        }),
        source: Some(Source {
            url: evil.into(),
            stamp: Some(Stamp {
                kind: StampKind::Unknown,
                text: evil.into(),
                at: None,
            }),
        }),
        links: vec![Link {
            number: 1,
            url: evil.into(),
            title: Some(evil.into()),
        }],
        labels: Labels {
            source: Some(evil.into()),
            stamp: Some(evil.into()),
            links: Some(evil.into()),
            published: Some(evil.into()),
        },
        ..article(vec![
            Block::CodeBlock {
                language: Some(evil.into()),
                text: evil.into(),
            },
            Block::paragraph(vec![
                Inline::link(evil, words(evil)),
                Inline::Code { text: evil.into() },
                Inline::Image {
                    src: evil.into(),
                    alt: evil.into(),
                    title: Some(evil.into()),
                    width: None,
                    height: None,
                },
            ]),
        ])
    };
    let html = Html::page().render_to_string(&article);
    assert!(!html.contains("<script"));
    assert!(!html.contains('\0'));
    // No quote in the text ends an attribute value.
    assert!(!html.contains("\"'>"));
}

#[test]
fn a_page_is_named_after_what_it_shows() {
    let mut article = article(vec![]);
    let title = |article: &Article| {
        let html = Html::page().render_to_string(article);
        let rest = html.split("<title>").nth(1).expect("a title");
        rest.split("</title>").next().unwrap_or_default().to_owned()
    };
    assert_eq!(title(&article), "Article");
    article.site = Some(Site {
        name: "Site".into(),
        url: None,
    });
    assert_eq!(title(&article), "Site");
    article.title = Some(vec![Inline::image("/a", " ")]);
    assert_eq!(title(&article), "Site");
    article.title = Some(vec![
        Inline::Emphasis {
            content: words("a<b"),
        },
        Inline::Break {},
        Inline::listed(1, words("c")),
    ]);
    assert_eq!(title(&article), "a&lt;b c");
}

#[test]
fn words_that_look_like_a_marker_of_the_list_are_split() {
    let mut article = article(vec![paragraph("[1] and [2]")]);
    article.links = vec![Link::new(1, "https://example.org/a")];
    assert!(html(&article).contains("<p>[<!-- -->1] and [2]</p>"));
    article.title = Some(words("[1]"));
    for page in [
        Html::page().render_to_string(&article),
        PrintHtml::default().render_to_string(&article),
    ] {
        assert!(page.contains("<title>[1]</title>"), "{page}");
    }
}

#[test]
fn a_page_holds_the_article_and_asks_for_nothing() {
    let mut article = article(vec![paragraph("a")]);
    article.language = Some("he".into());
    let page = Html::page().render_to_string(&article);
    assert!(page.starts_with("<!DOCTYPE html>\n<html lang=\"he\" dir=\"rtl\">\n<head>\n"));
    let inside = "<div class=\"print-content\">\n<p>a</p>\n</div>\n";
    assert!(page.contains(&format!(
        "<article lang=\"he\" dir=\"rtl\">\n{inside}</article>"
    )));
    assert!(page.ends_with("</article>\n</body>\n</html>\n"));
    for request in ["url(", "@import", "<link", "<script", "src=", "http"] {
        assert!(!page.contains(request), "{request}");
    }
}

/// Nested blocks of every kind that holds blocks, in turn, with nested inlines in the innermost, `depth` nodes deep.
fn nested(depth: usize) -> Article {
    let mut content = words("deepest");
    content.push(Inline::listed(1, words("listed")));
    for _ in 0..depth / 2 {
        content = vec![Inline::Strong { content }];
    }
    let mut blocks = vec![Block::paragraph(content)];
    for level in 3..depth - depth / 2 {
        let content = blocks;
        let block = match level % 6 {
            0 => Block::Quote { content },
            1 => Block::List {
                ordered: true,
                start: Some(1),
                items: vec![content],
            },
            2 => Block::DefinitionList {
                items: vec![Definition {
                    terms: vec![],
                    definitions: vec![content],
                }],
            },
            3 => Block::Table {
                caption: vec![],
                head: vec![],
                rows: vec![vec![Cell::new(content)]],
            },
            4 => Block::Figure {
                content,
                caption: vec![],
            },
            _ => Block::Field {
                label: vec![],
                items: vec![content],
            },
        };
        blocks = vec![block];
    }
    Article {
        links: vec![Link::new(1, "/one")],
        ..article(blocks)
    }
}

fn on_small_stack(work: impl FnOnce() + Send + 'static) {
    let thread = std::thread::Builder::new().stack_size(2 << 20).spawn(work);
    thread.expect("a thread").join().expect("no overflow");
}

#[test]
fn the_deepest_article_that_is_promised_keeps_its_form() {
    on_small_stack(|| {
        let article = nested(MAX_DEPTH);
        assert_eq!(article.check(), []);
        let html = html(&article);
        assert!(html.contains("deepest<a href=\"/one\" id=\"ref-1\">listed</a></strong>"));
        assert_ids_fit(&html);
    });
}

#[test]
fn deeper_articles_keep_their_words() {
    on_small_stack(|| {
        for depth in [MAX_DEPTH + 1, MAX_DEPTH + 2, 3_000] {
            let html = html(&nested(depth));
            assert!(
                html.contains("deepest") && html.contains("listed"),
                "{depth}"
            );
            assert_ids_fit(&html);
        }
    });
}
