//! Articles of what runs or loads something wherever it stands in a page.

use liens::model::{Article, Block, Byline, Cell, Inline, Link, Site, Source};
use liens::read::{self, Options};

/// What runs or loads something wherever it stands in a page; `HOST` is a server that listens.
const VECTORS: &[&str] = &[
    "<script>fetch('HOST/ran')</script>",
    "<script src=HOST/left></script>",
    "<SCRIPT/x>fetch('HOST/ran')</SCRIPT >",
    "<scr<script>ipt>fetch('HOST/ran')</scr</script>ipt>",
    "<img src=x onerror=\"fetch('HOST/ran')\">",
    "<img src=\"x\" alt=\"&quot;><script>fetch('HOST/ran')</script>\" title='\"><script>fetch(\"HOST/ran\")</script>'>",
    "<img src='data:image/svg+xml,<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"fetch(`HOST/ran`)\"/>'>",
    "<svg onload=\"fetch('HOST/ran')\"><script>fetch('HOST/ran')</script><image href=HOST/left></svg>",
    "<math href=\"javascript:fetch('HOST/ran')\"><mtext><img src=x onerror=\"fetch('HOST/ran')\"></mtext></math>",
    "<math><mi><style><img src=x onerror=\"fetch('HOST/ran')\"></style></mi></math>",
    "<iframe src=HOST/left></iframe><iframe srcdoc=\"<script>fetch('HOST/ran')</script>\"></iframe>",
    "<object data=HOST/left></object><embed src=HOST/left><applet code=HOST/left></applet>",
    "<video src=HOST/left poster=HOST/left autoplay onplay=\"fetch('HOST/ran')\"></video><audio src=HOST/left autoplay></audio>",
    "<link rel=stylesheet href=HOST/left><link rel=prefetch href=HOST/left><link rel=preload as=image href=HOST/left>",
    "<style>@import 'HOST/left'; p { background: url(HOST/left) }</style>",
    "<p style=\"background: url(HOST/left)\">word</p><table background=HOST/left><td background=HOST/left>word</table>",
    "<meta http-equiv=refresh content=\"0; url=HOST/left\"><base href=\"javascript:fetch('HOST/ran')//\">",
    "<a href=\"javascript:fetch('HOST/ran')\">word</a>",
    "<a href=\"JaVaScRiPt&#58;fetch('HOST/ran')\">word</a> <a href=\"java\tscript:fetch('HOST/ran')\">word</a>",
    "<a href=\"&#1;javascript:fetch('HOST/ran')\">word</a> <a href=\"&#x20;&#10;javascript:fetch('HOST/ran')\">word</a>",
    "<a href=\"data:text/html,<script>fetch('HOST/ran')</script>\">word</a>",
    "<a href=\"vbscript:x\" onclick=\"fetch('HOST/ran')\" onmouseover=\"fetch('HOST/ran')\" ping=HOST/left>word</a>",
    "<form action=\"javascript:fetch('HOST/ran')\"><button formaction=\"javascript:fetch('HOST/ran')\">word</button></form>",
    "<details open ontoggle=\"fetch('HOST/ran')\"><summary onclick=\"fetch('HOST/ran')\">word</summary>word</details>",
    "<input autofocus onfocus=\"fetch('HOST/ran')\"><select autofocus onfocus=\"fetch('HOST/ran')\"></select>",
    "<body onload=\"fetch('HOST/ran')\" onpageshow=\"fetch('HOST/ran')\" background=HOST/left>",
    "<noscript><p title=\"</noscript><img src=x onerror=fetch('HOST/ran')>\"></noscript>",
    "<textarea></textarea><title></title><xmp><script>fetch('HOST/ran')</script></xmp><plaintext>",
    "<template><script>fetch('HOST/ran')</script></template><custom-x onfocus=\"fetch('HOST/ran')\" tabindex=0>word</custom-x>",
    "<!--><script>fetch('HOST/ran')</script>--><![CDATA[<script>fetch('HOST/ran')</script>]]><?xml <script>fetch('HOST/ran')</script>?>",
    "&lt;script&gt;fetch('HOST/ran')&lt;/script&gt; &amp;lt;script&amp;gt;fetch('HOST/ran')&amp;lt;/script&amp;gt;",
    "<pre><code class='language-\"><script>fetch(`HOST/ran`)</script>'>&lt;script&gt;fetch('HOST/ran')&lt;/script&gt;</code></pre>",
    "[word](javascript:fetch('HOST/ran')) <javascript:fetch('HOST/ran')> ![x](javascript:fetch('HOST/ran'))",
    "[word](<java\\script:fetch('HOST/ran')> \"x\\\" onclick=\\\"fetch('HOST/ran')\") [word][a]\n\n[a]: javascript:fetch('HOST/ran')",
    "{onclick=\"fetch('HOST/ran')\" onmouseover=\"fetch('HOST/ran')\"}",
    "{=html} `<img src=x onerror=\"fetch('HOST/ran')\">`{=html}",
    "{.x onerror=fetch('HOST/ran')} [word]{onclick=fetch('HOST/ran')}",
    "::: {onclick=\"fetch('HOST/ran')\"}\n\n:::",
    "{: onclick=\"fetch('HOST/ran')\"}",
    "(<b onclick=\"fetch('HOST/ran')\">)",
    "```\"><script>fetch('HOST/ran')</script>\n</code><script>fetch('HOST/ran')</script>\n```",
];

/// Articles read from what is hostile, and some made by hand of it.
pub(crate) fn articles(host: &str) -> Vec<Article> {
    let options = Options::default();
    let mut articles = Vec::new();
    for vector in VECTORS {
        let vector = vector.replace("HOST", host);
        let page = format!("<p>before</p>{vector}<p>after <img src=\"{host}/image/x\" alt=x></p>");
        let text = format!("before\n\n{vector}\n\nword {vector}\n\n- {vector}\n\nafter\n");
        for reading in [
            read::html::read(&page, &options),
            read::markdown::read(&text, &options),
            read::plain::read(&text, &options),
        ] {
            articles.push(reading.expect("lenient reading does not fail").article);
        }
        articles.push(made_of(&vector));
    }
    articles.extend(made_of_schemes(host));
    articles
}

/// Articles that say one of these everywhere, also right after a bare address.
pub(crate) fn made_of_vectors(host: &str) -> Vec<Article> {
    let vectors = VECTORS.iter().map(|vector| vector.replace("HOST", host));
    let everywhere = vectors.clone().map(|vector| made_of(&vector));
    let after = |start: &str, vector| made_of(&format!("{start}{vector}"));
    let http = vectors
        .clone()
        .map(|vector| after("http://example.org/", vector));
    let www = vectors.map(|vector| after("www.example.org/", vector));
    everywhere
        .chain(http)
        .chain(www)
        .chain(made_of_schemes(host))
        .collect()
}

fn made_of_schemes(host: &str) -> Vec<Article> {
    let schemes = [
        "javascript:", " javascript:", "\u{a0}javascript:", "\u{2028}javascript:", "java\nscript:",
        "data:text/html,", "vbscript:", "JavaScript&colon;", "&Tab;java\tscript:",
        "feed:javascript:", "view-source:javascript:",
    ];
    schemes
        .map(|scheme| made_of(&format!("{scheme}fetch('{host}/ran')")))
        .into()
}

/// An article that says the same everywhere, as text and as address.
fn made_of(text: &str) -> Article {
    let words = || vec![Inline::text(text)];
    let owned = || text.to_owned();
    let mut article = Article {
        language: Some(owned()),
        title: Some(words()),
        site: Some(Site {
            name: owned(),
            url: Some(owned()),
        }),
        byline: Some(Byline {
            author: Some(owned()),
            text: owned(),
            at: None,
        }),
        breadcrumb: vec![words()],
        body: vec![
            Block::paragraph(vec![
                Inline::link(text, words()),
                Inline::listed(1, words()),
                Inline::listed(1, vec![]),
                Inline::Image {
                    src: owned(),
                    alt: owned(),
                    title: Some(owned()),
                    width: None,
                    height: None,
                },
                Inline::Code { text: owned() },
            ]),
            Block::paragraph(vec![
                Inline::text(text),
                Inline::Emphasis { content: words() },
                Inline::Code { text: owned() },
                Inline::text(text),
                Inline::Break {},
                Inline::text(text),
            ]),
            Block::List {
                ordered: false,
                start: None,
                items: vec![vec![Block::paragraph(words())]],
            },
            Block::Figure {
                content: vec![Block::paragraph(words())],
                caption: words(),
            },
            table(text),
            Block::CodeBlock {
                language: Some(owned()),
                text: owned(),
            },
            Block::Field {
                label: words(),
                items: vec![vec![Block::paragraph(words())]],
            },
        ],
        footer: vec![Block::heading(2, words())],
        source: Some(Source {
            url: owned(),
            stamp: None,
        }),
        links: vec![Link {
            number: 1,
            url: owned(),
            title: Some(owned()),
        }],
        ..Article::default()
    };
    article.labels.source = Some(owned());
    article.labels.links = Some(owned());
    article
}

/// A table that says the same in its caption and cells.
fn table(text: &str) -> Block {
    let cell = |content| Cell::new(vec![Block::paragraph(content)]);
    let words = || vec![Inline::text(text)];
    let lines = vec![Inline::text(text), Inline::Break {}, Inline::text(text)];
    let code = vec![Inline::text(text), Inline::Code { text: text.into() }];
    Block::Table {
        caption: words(),
        head: vec![vec![cell(words()), cell(words())]],
        rows: vec![vec![cell(lines), cell(code)]],
    }
}
