//! Metadata in JSON-LD, with the vocabulary of schema.org.

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::data::{Data, tags_in};
use crate::grammar::space::single_spaced;
use crate::grammar::url::is_same_place;

/// The longest script that is read, in bytes: longer ones list what a shop sells.
const LONGEST: usize = 256 * 1024;
/// How many articles may be described: more are a listing.
const MOST_ARTICLES: usize = 32;
/// How many authors or keywords a description may have.
const MOST_VALUES: usize = 64;

/// What the scripts of a page describe.
#[derive(Debug, Default)]
pub(super) struct JsonLd {
    articles: Vec<Data>,
    site: Option<String>,
}

type Node = Map<String, Value>;

impl JsonLd {
    /// Reads one script. It is ignored if it is not valid JSON.
    pub(super) fn take(&mut self, script: &str) {
        if script.len() > LONGEST {
            return;
        }
        // Many systems write line ends within strings, which is not valid JSON.
        let text = without_wrapper(script).replace(char::is_control, " ");
        let Ok(value) = serde_json::from_str::<Value>(&text) else {
            return;
        };
        let nodes = nodes(&value);
        let names: HashMap<&str, &str> = nodes
            .iter()
            .filter_map(|node| Some((text_of(node, "@id")?, text_of(node, "name")?)))
            .collect();
        for node in &nodes {
            if is_of(node, |kind| kind == "WebSite") && self.site.is_none() {
                self.site = text_of(node, "name").map(str::to_owned);
            }
            let has_room = self.articles.len() < MOST_ARTICLES;
            if has_room && is_of(node, is_article) {
                self.articles.push(article(node, &names));
            }
        }
    }

    /// The metadata of the article on the page with this URL and these titles, and of its site.
    pub(super) fn described(self, address: Option<&str>, titles: &[Option<&str>]) -> Data {
        let is_here = |article: &&Data| {
            let url = article.url.as_deref().zip(address);
            url.is_some_and(|(url, address)| is_same_place(url, address))
        };
        let is_named = |article: &&Data| {
            let title = article.title.as_deref().map(single_spaced);
            let title = title.filter(|title| !title.is_empty());
            let mut titles = titles.iter().flatten().map(|title| single_spaced(title));
            title.is_some_and(|title| titles.any(|known| known.contains(&title)))
        };
        let articles = &self.articles;
        let by_place = articles.iter().find(is_here);
        let found = by_place.or_else(|| articles.iter().find(is_named));
        let found = found.or_else(|| match articles.as_slice() {
            // The script may describe another page.
            [only] if only.url.is_none() || address.is_none() => Some(only),
            _ => None,
        });
        let mut data = found.cloned().unwrap_or_default();
        data.site = self.site.or(data.site);
        data
    }
}

/// A script without the comment or section that hides it from old programs, and without a semicolon at its end.
fn without_wrapper(script: &str) -> &str {
    const STARTS: [&str; 5] = [
        "<!--", "/*<![CDATA[*/", "//<![CDATA[", "// <![CDATA[", "<![CDATA[",
    ];
    const ENDS: [&str; 7] = ["-->", "/*]]>*/", "//]]>", "// ]]>", "]]>", "//", ";"];
    let mut text = script.trim();
    for start in STARTS {
        text = text.strip_prefix(start).unwrap_or(text).trim_start();
    }
    for end in ENDS {
        text = text.strip_suffix(end).unwrap_or(text).trim_end();
    }
    text
}

/// The things that are described: those at the top, in a graph, or what the page is about. Those within others are
/// what these refer to.
fn nodes(value: &Value) -> Vec<&Node> {
    let mut found = Vec::new();
    let mut left = vec![value];
    while let Some(value) = left.pop() {
        match value {
            Value::Array(values) => left.extend(values.iter().rev()),
            Value::Object(node) => {
                found.push(node);
                let further = ["mainEntity", "@graph"];
                left.extend(further.iter().filter_map(|name| node.get(*name)));
            }
            _ => {}
        }
    }
    found
}

fn is_of(node: &Node, is_right: impl Fn(&str) -> bool) -> bool {
    let is_right = |kind: &Value| kind.as_str().is_some_and(|kind| is_right(type_name(kind)));
    match node.get("@type") {
        Some(Value::Array(kinds)) => kinds.iter().any(is_right),
        Some(kind) => is_right(kind),
        None => false,
    }
}

/// `https://schema.org/Article` is `Article`.
fn type_name(kind: &str) -> &str {
    kind.rsplit(['/', '#', ':']).next().unwrap_or(kind)
}

fn is_article(kind: &str) -> bool {
    kind.ends_with("Article") || kind.ends_with("Posting") || kind == "Report"
}

fn article(node: &Node, names: &HashMap<&str, &str>) -> Data {
    let text = |name: &str| text_of(node, name).map(str::to_owned);
    let refers = |name: &str| node.get(name).and_then(address_of);
    let authors = node.get("author").or_else(|| node.get("creator"));
    let site = ["publisher", "isPartOf"].iter().find_map(|name| {
        let names = names_of(node.get(*name)?, names);
        names.into_iter().next()
    });
    let keywords = node.get("keywords").map(texts).unwrap_or_default();
    // One text holds them all.
    let tags = match keywords.as_slice() {
        [keywords] => tags_in(keywords).take(MOST_VALUES).collect(),
        keywords => keywords.iter().map(|tag| tag.trim().to_owned()).collect(),
    };
    let url = refers("url").or_else(|| refers("mainEntityOfPage"));
    Data {
        title: text("headline").or_else(|| text("name")),
        authors: authors
            .map(|value| names_of(value, names))
            .unwrap_or_default(),
        date: text("datePublished").or_else(|| text("dateCreated")),
        modified: text("dateModified"),
        language: text("inLanguage"),
        site,
        url: url.map(str::to_owned),
        og_url: None,
        description: text("description"),
        section: text("articleSection"),
        image: refers("image").map(str::to_owned),
        tags,
    }
}

/// The words of a property: of several values the first.
fn text_of<'v>(node: &'v Node, name: &str) -> Option<&'v str> {
    texts(node.get(name)?).into_iter().next()
}

/// The strings that a value is or contains, except blank ones.
fn texts(value: &Value) -> Vec<&str> {
    match value {
        Value::Array(values) => values.iter().filter_map(text).take(MOST_VALUES).collect(),
        value => text(value).into_iter().collect(),
    }
}

fn text(value: &Value) -> Option<&str> {
    let value = match value {
        Value::Object(object) => object.get("@value")?,
        value => value,
    };
    value.as_str().filter(|text| !text.trim().is_empty())
}

/// The names of those that a value states, or refers to.
fn names_of(value: &Value, names: &HashMap<&str, &str>) -> Vec<String> {
    let values = match value {
        Value::Array(values) => values.as_slice(),
        value => std::slice::from_ref(value),
    };
    let name = |value: &Value| match value {
        Value::String(name) => Some(name.trim().to_owned()),
        Value::Object(node) => {
            let named = || names.get(text_of(node, "@id")?).copied();
            let name = text_of(node, "name").or_else(named)?;
            Some(name.trim().to_owned())
        }
        _ => None,
    };
    let mut found: Vec<String> = Vec::new();
    for name in values.iter().take(MOST_VALUES).filter_map(name) {
        if !name.is_empty() && !found.contains(&name) {
            found.push(name);
        }
    }
    found
}

/// The address that a value is or refers to.
fn address_of(value: &Value) -> Option<&str> {
    match value {
        Value::String(url) => Some(url.as_str()),
        Value::Array(values) => values.first().and_then(|value| match value {
            Value::Array(_) => None,
            value => address_of(value),
        }),
        Value::Object(node) => text_of(node, "url").or_else(|| text_of(node, "@id")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn described(scripts: &[&str], address: Option<&str>, title: Option<&str>) -> Data {
        let mut found = JsonLd::default();
        scripts.iter().for_each(|script| found.take(script));
        found.described(address, &[title])
    }

    #[test]
    fn a_graph_refers_to_its_authors() {
        let graph = r##"{"@context":"https://schema.org","@graph":[
            {"@type":"Article","headline":"The lamp","author":{"@id":"#pat"},"datePublished":"2019-05-06","isPartOf":{"@id":"#page"}},
            {"@type":"WebPage","@id":"#page","name":"The lamp - The Pier"},
            {"@type":"WebSite","name":"The Pier"},
            {"@type":"Person","@id":"#pat","name":"Pat Salt"}]}"##;
        let found = described(&[graph], None, None);
        assert_eq!(found.authors, ["Pat Salt"]);
        assert_eq!(found.site.as_deref(), Some("The Pier"));
        assert_eq!(found.date.as_deref(), Some("2019-05-06"));
    }

    #[test]
    fn of_several_articles_that_of_the_page_counts() {
        let article = |name: &str| {
            format!(
                r#"{{"@type":["Thing","NewsArticle"],"headline":"{name}","url":"https://example.org/{name}","author":"{name}"}}"#
            )
        };
        let scripts = [article("tide"), article("lamp")];
        let scripts: Vec<&str> = scripts.iter().map(String::as_str).collect();
        let lamp = described(&scripts, Some("https://example.org/lamp/"), None);
        assert_eq!(lamp.authors, ["lamp"]);
        assert_eq!(
            described(&scripts, None, Some("The lamp")).authors,
            ["lamp"]
        );
        assert_eq!(described(&scripts, None, Some("News")), Data::default());
        let other = described(&scripts[..1], Some("https://example.org/all"), Some("All"));
        assert_eq!(other, Data::default());
    }

    #[test]
    fn what_is_nearly_json_is_read_and_what_is_not_says_nothing() {
        let author = |script: &str| described(&[script], None, None).authors.concat();
        let wrapped = "\n//<![CDATA[\n{\"@type\":\"Article\",\"author\":\"Pat\",\"headline\":\"A\nlamp\"};\n//]]>";
        assert_eq!(author(wrapped), "Pat");
        for broken in [
            "{\"@type\":\"Article\",\"author\":\"Pat\"", "", "null", "[[]]",
        ] {
            assert_eq!(author(broken), "", "{broken}");
        }
        let deep = "[".repeat(100_000);
        assert_eq!(author(&deep), "");
    }
}
