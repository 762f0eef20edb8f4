//! Writes where each old URL is now: a table, and redirects for web servers.

use std::path::{Path, PathBuf};

use ::url::Url;

use super::pages::Pages;
use super::url::of_path;
use crate::format::OutputFormat;

/// `map.tsv`, and redirects for Netlify, nginx and Apache.
pub(super) fn files(pages: &Pages, format: &OutputFormat) -> Vec<(PathBuf, String)> {
    let mut map = "url\tfile\n".to_owned();
    let mut netlify = String::new();
    let mut nginx = "map $request_uri $liens_page {\n".to_owned();
    let mut apache = "RewriteEngine On\n".to_owned();
    for (number, page) in pages.all().iter().enumerate() {
        // If several pages state the same URL, it leads to only one of them.
        let urls = page.urls.iter().filter_map(|url| Url::parse(url).ok());
        let mut seen = Vec::new();
        for url in urls.filter(|url| pages.leads_to(url, number)) {
            map.push_str(&format!("{url}\t{}\n", of_path(&page.place)));
            let old = old(&url);
            let new = served(&page.place, format.name == "markdown");
            if old == new || seen.contains(&old) {
                continue;
            }
            if url.query().is_none() {
                netlify.push_str(&format!("{old} {new} 301\n"));
            }
            nginx.push_str(&format!("    \"{old}\" \"{new}\";\n"));
            apache.push_str(&rewrite_rule(&url, &new));
            seen.push(old);
        }
    }
    nginx.push_str("}\n");
    let files = [
        ("map.tsv", map),
        ("_redirects", netlify),
        ("redirects.nginx", nginx),
        ("redirects.htaccess", apache),
    ];
    files.map(|(name, text)| (name.into(), text)).to_vec()
}

/// Path and query of an old URL, with all characters escaped that could be syntax in a server's configuration.
fn old(url: &Url) -> String {
    let mut old = plain(url.path());
    if let Some(query) = url.query() {
        old.push('?');
        old.push_str(&plain(query));
    }
    old
}

fn plain(text: &str) -> String {
    let mut plain = String::new();
    for c in text.chars() {
        match c {
            '"' | '\'' | '\\' | '$' | '{' | '}' | '<' | '>' | '*' | '`' => {
                plain.push_str(&format!("%{:02X}", u32::from(c)));
            }
            c => plain.push(c),
        }
    }
    plain
}

/// The path at which a page is served: for an index, its folder. Site generators make a folder for each Markdown
/// file.
fn served(place: &Path, is_source: bool) -> String {
    let stem = place.with_extension("");
    let folder = match stem.file_name() {
        Some(name) if name == "index" => of_path(stem.parent().unwrap_or(Path::new(""))),
        _ if is_source => of_path(&stem),
        _ => return format!("/{}", of_path(place)),
    };
    match folder.as_str() {
        "" => "/".to_owned(),
        folder => format!("/{folder}/"),
    }
}

/// A rule for Apache's mod_rewrite, which matches decoded paths.
fn rewrite_rule(url: &Url, new: &str) -> String {
    let path = super::url::decoded(url.path());
    let path = quoted_regex(path.trim_start_matches('/'));
    let query = url.query().map(quoted_regex).unwrap_or_default();
    format!(
        "RewriteCond %{{QUERY_STRING}} \"^{query}$\"\nRewriteRule \"^/?{path}$\" \"{}\" [R=301,L,NE,QSD]\n",
        new.replace('%', "\\%")
    )
}

/// A quoted regular expression that matches exactly this text.
fn quoted_regex(text: &str) -> String {
    let mut quoted = String::new();
    for c in text.chars() {
        match c {
            // Quotes and control characters would end the argument or line, so any character is matched.
            '"' => quoted.push('.'),
            c if c.is_control() => quoted.push('.'),
            c if c.is_ascii_punctuation()
                && !matches!(c, '/' | '-' | '_' | '=' | '&' | '%' | '~') =>
            {
                quoted.push('\\');
                quoted.push(c);
            }
            ' ' => quoted.push_str("\\s"),
            c => quoted.push(c),
        }
    }
    quoted
}
