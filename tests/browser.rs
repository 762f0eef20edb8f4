//! What a real browser does with pages that are written of hostile input: nothing. No script runs, not even when
//! all is clicked, and no request leaves but those for the images that an article shows.
//!
//! The variable `LIENS_BROWSER` names the browser, one that understands the options of Chromium. Without it, one
//! that is installed under its usual name is taken, and where there is none the test says that it is skipped.
#![cfg(all(feature = "text", feature = "html", feature = "serde"))]

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use liens::model::{Article, Block, Byline, Inline, Link, Site, Source};
use liens::read::{self, Options};
use liens::write::{Html, PrintHtml, Render};

/// How long the browser may take for all pages.
const PATIENCE: Duration = Duration::from_secs(120);

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
    "```\"><script>fetch('HOST/ran')</script>\n</code><script>fetch('HOST/ran')</script>\n```",
];

#[test]
fn nothing_runs_and_nothing_leaves() {
    let Some(browser) = browser() else { return };
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let host = format!("http://{}", listener.local_addr().expect("its address"));
    let mut pages = vec![control(&host)];
    pages.extend(hostile_articles(&host).iter().flat_map(|article| {
        [
            Html::page().render_to_string(article),
            Html::default().render_to_string(article),
            PrintHtml::default().render_to_string(article),
        ]
    }));
    let (requests, count) = (serve(listener, pages.clone()), pages.len());
    let running = Running::start(&browser, &format!("{host}/all/{count}"));
    let mut seen = BTreeSet::new();
    loop {
        let path = requests
            .recv_timeout(PATIENCE)
            .expect("the browser to go through all pages");
        if path == "/done" {
            break;
        }
        seen.insert(path);
    }
    drop(running);
    // The first page is written by hand, so that what is looked for is known to be seen.
    for control in [
        "/control/script",
        "/control/click",
        "/control/event",
        "/control/image",
    ] {
        assert!(seen.remove(control), "{control} was not seen: {seen:?}");
    }
    seen.retain(|path| !is_expected(path));
    assert!(seen.is_empty(), "{seen:?}");
}

/// Whether a path is one of the pages that the browser was sent to, or an image that an article shows. Images whose
/// address makes no sense are looked for beside the page.
fn is_expected(path: &str) -> bool {
    path == "/favicon.ico"
        || ["/all/", "/page/", "/image/"]
            .iter()
            .any(|start| path.starts_with(start))
}

/// A page that does what no written page does.
fn control(host: &str) -> String {
    format!(
        "<script>fetch('{host}/control/script')</script><a href=\"javascript:fetch('{host}/control/click')\">word</a>\
         <p onmouseover=\"fetch('{host}/control/event')\">word</p><img src={host}/control/image>"
    )
}

// ---- articles

/// Articles read from what is hostile, and some made by hand of it.
fn hostile_articles(host: &str) -> Vec<Article> {
    let options = Options::default();
    let mut articles = Vec::new();
    for vector in VECTORS {
        let vector = vector.replace("HOST", host);
        let page = format!("<p>before</p>{vector}<p>behind <img src=\"{host}/image/x\" alt=x></p>");
        let text = format!("before\n\n{vector}\n\nword {vector}\n\n- {vector}\n\nbehind\n");
        for reading in [
            read::html::read(&page, &options),
            read::text::read_markdown(&text, &options),
            read::text::read_plain(&text, &options),
        ] {
            articles.push(reading.expect("lenient reading does not fail").article);
        }
        articles.push(made_of(&vector));
    }
    for scheme in [
        "javascript:",
        " javascript:",
        "java\nscript:",
        "data:text/html,",
        "vbscript:",
    ] {
        articles.push(made_of(&format!("{scheme}fetch('{host}/ran')")));
    }
    articles
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
                },
                Inline::Code { text: owned() },
            ]),
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

// ---- the browser

/// The browser to test with, if there is one.
#[expect(clippy::print_stdout, reason = "tests report to whoever runs them")]
fn browser() -> Option<PathBuf> {
    if let Some(named) = std::env::var_os("LIENS_BROWSER") {
        return Some(named.into());
    }
    let names = ["chromium", "chromium-browser", "google-chrome"];
    let folders = std::env::var_os("PATH").unwrap_or_default();
    let found = std::env::split_paths(&folders)
        .flat_map(|folder| names.map(|name| folder.join(name)))
        .find(|path| path.is_file());
    if found.is_none() {
        println!("skipped: no browser is installed, and LIENS_BROWSER names none");
    }
    found
}

/// A browser that is stopped at the end.
struct Running {
    child: Child,
    profile: PathBuf,
}

impl Running {
    fn start(browser: &PathBuf, page: &str) -> Self {
        let profile = std::env::temp_dir().join(format!("liens-browser-{}", std::process::id()));
        let child = Command::new(browser)
            .args([
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
            ])
            .args([
                "--no-first-run",
                "--disable-background-networking",
                "--disable-extensions",
            ])
            .arg(format!("--user-data-dir={}", profile.display()))
            .arg(page)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the browser to start");
        Self { child, profile }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // Should it have ended by itself, there is nothing to stop.
        let _ = self.child.kill();
        let _ = self.child.wait();
        let _ = std::fs::remove_dir_all(&self.profile);
    }
}

// ---- the server

/// Serves pages, and tells the paths that are asked for.
fn serve(listener: TcpListener, pages: Vec<String>) -> Receiver<String> {
    let (sender, requests) = channel();
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            if let Some(path) = answer(stream, &pages) {
                if sender.send(path).is_err() {
                    break;
                }
            }
        }
    });
    requests
}

/// Answers one request and gives its path. A connection without a request is none.
fn answer(mut stream: TcpStream, pages: &[String]) -> Option<String> {
    stream.set_read_timeout(Some(Duration::from_secs(5))).ok()?;
    let mut lines = BufReader::new(stream.try_clone().ok()?).lines();
    let request = lines.next()?.ok()?;
    while lines.next()?.ok()?.len() > 1 {}
    let path = request.split(' ').nth(1)?.to_owned();
    let page = match path.split('/').collect::<Vec<_>>()[..] {
        ["", "page", number] => pages.get(number.parse::<usize>().ok()?)?.clone(),
        ["", "all", count] => all_pages(count),
        _ => String::new(),
    };
    let length = page.len();
    // The browser may have turned away.
    let _ = write!(
        stream,
        "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {length}\r\n\
         Cache-Control: no-store\r\nConnection: close\r\n\r\n{page}"
    );
    Some(path)
}

/// A page that loads all the others, one by one, and does with everything in them what a visitor might. Links to
/// the web are not followed.
fn all_pages(count: &str) -> String {
    let script = r"
        const wait = time => new Promise(done => setTimeout(done, time));
        const web = ['http:', 'https:', 'mailto:'];
        for (let page = 0; page < COUNT; page++) {
            const frame = document.createElement('iframe');
            const loaded = new Promise(done => frame.onload = done);
            frame.src = '/page/' + page;
            document.body.append(frame);
            await Promise.race([loaded, wait(5000)]);
            const inside = frame.contentDocument;
            inside.addEventListener('click', event => {
                const link = event.target.closest('a[href]');
                if (link && web.includes(link.protocol)) event.preventDefault();
            }, true);
            for (const element of inside.querySelectorAll('*')) {
                for (const type of ['mouseover', 'focus', 'toggle', 'error', 'load', 'submit'])
                    element.dispatchEvent(new Event(type, { bubbles: false, cancelable: true }));
                if (element.click) element.click();
            }
            await wait(20);
            if (page % 10 == 0) await wait(200);
            frame.remove();
        }
        await wait(1000);
        await fetch('/done');
    "
    .replace("COUNT", count);
    format!("<!DOCTYPE html><body><script type=module>{script}</script>")
}
