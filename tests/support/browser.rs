//! A real browser that goes through pages, and a server that sees what it asks for.
//!
//! The variable `LIENS_BROWSER` names the browser, one that understands the options of Chromium. Without it, one
//! that is installed under its usual name is taken, and where there is none its tests say that they are skipped.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

/// How long the browser may take for all pages.
const PATIENCE: Duration = Duration::from_secs(300);

/// Has a browser go through pages, made with the address of the server, and do in them what a visitor might. Gives
/// what was asked for beside the pages and the images under `/image/`; `None` where there is no browser.
pub(crate) fn visit(pages: impl FnOnce(&str) -> Vec<String>) -> Option<BTreeSet<String>> {
    let browser = browser()?;
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let host = format!("http://{}", listener.local_addr().expect("its address"));
    let mut all = vec![control(&host)];
    all.extend(pages(&host));
    let (requests, count) = (serve(listener, all.clone()), all.len());
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
        "/control/script", "/control/click", "/control/event", "/control/image",
    ] {
        assert!(seen.remove(control), "{control} was not seen: {seen:?}");
    }
    seen.retain(|path| !is_expected(path));
    Some(seen)
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

/// The browser to test with, if there is one.
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
        super::skipped("no browser is installed, and LIENS_BROWSER names none");
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
                "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
            ])
            .args([
                "--no-first-run", "--disable-background-networking", "--disable-extensions",
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
