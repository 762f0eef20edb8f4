//! The links of an article, whatever form it was written in.

use liens::model::{Article, Inline, Node, Target};
use liens::read;
use liens::write::{Html, Json, Markdown, Pandoc, PlainText, PrintHtml, PrintText, Render};

use super::lenient;

/// A form, with what reading it gives of the links.
struct Format {
    name: &'static str,
    write: fn(&Article) -> String,
    read: fn(&str) -> Article,
    shows: Shows,
}

/// What a form shows of links.
enum Shows {
    /// Numbers, addresses and words.
    All,
    /// Addresses, without the numbers, and others besides: entries of the list are links as well.
    Addresses,
    /// Numbers and addresses, not always which words they belong to; nor is a title that is an address itself told
    /// from the one after it.
    Table,
}

/// All forms that are written and read. A new form has its line here.
const FORMS: &[Format] = &[
    Format {
        name: "JSON",
        write: |article| Json::default().render_to_string(article),
        read: |text| {
            read::json::read(text, &super::all())
                .expect("what was written")
                .article
        },
        shows: Shows::All,
    },
    Format {
        name: "print HTML",
        write: |article| PrintHtml::default().render_to_string(article),
        read: |text| lenient(text, read::html::read),
        shows: Shows::All,
    },
    Format {
        name: "print text",
        write: |article| PrintText::default().render_to_string(article),
        read: |text| lenient(text, read::text),
        shows: Shows::All,
    },
    Format {
        name: "HTML",
        write: |article| Html::page().render_to_string(article),
        read: |text| lenient(text, read::html::read),
        shows: Shows::Addresses,
    },
    Format {
        name: "Pandoc",
        write: |article| Pandoc::default().render_to_string(article),
        read: |text| lenient(text, read::pandoc::read),
        shows: Shows::All,
    },
    Format {
        name: "Markdown",
        write: |article| Markdown::default().render_to_string(article),
        read: |text| lenient(text, read::markdown::read),
        shows: Shows::Addresses,
    },
    Format {
        name: "plain text",
        write: |article| PlainText::default().render_to_string(article),
        read: |text| lenient(text, read::plain::read),
        shows: Shows::Table,
    },
];

/// Written in every form and read back, an article has the same links.
pub(crate) fn forms(article: &Article) {
    // What stands above and below an article is not in every form.
    let mut article = article.clone();
    article.breadcrumb.clear();
    let article = &article;
    for form in FORMS {
        let written = (form.write)(article);
        let read = (form.read)(&written);
        let is_same = match form.shows {
            Shows::All => table(&read) == table(article) && uses(&read) == uses(article),
            Shows::Table => ends_with(&table(&read), &table(article)),
            Shows::Addresses => holds(&addresses(&read), &addresses(article)),
        };
        assert!(
            is_same,
            "{}: {:?}\nbut expected {:?}\nfrom\n{written}\nthat was written of\n{}",
            form.name,
            uses(&read),
            uses(article),
            Json::default().render_to_string(article)
        );
    }
}

/// The article in every form, each with its name.
#[allow(dead_code, reason = "the fuzz targets have no use for it")]
pub(crate) fn all_forms(article: &Article) -> impl Iterator<Item = (&'static str, String)> {
    FORMS.iter().map(|form| (form.name, (form.write)(article)))
}

/// The numbers with their addresses. Titles are not in every form.
fn table(article: &Article) -> Vec<(u32, &str)> {
    let entries = article.links.iter();
    entries
        .map(|link| (link.number, link.url.as_str()))
        .collect()
}

/// Whether the numbers are the same, and each address is, or ends with, the expected one.
fn ends_with(read: &[(u32, &str)], expected: &[(u32, &str)]) -> bool {
    let mut pairs = read.iter().zip(expected);
    read.len() == expected.len()
        && pairs.all(|(read, expected)| read.0 == expected.0 && read.1.ends_with(expected.1))
}

/// Each link with its words, in order.
fn uses(article: &Article) -> Vec<(&Target, String)> {
    let mut uses = Vec::new();
    for node in article.walk() {
        if let Node::Inline(Inline::Link {
            target, content, ..
        }) = node
        {
            uses.push((target, words(content)));
        }
    }
    uses
}

/// Letters and digits: signs may have been spaced otherwise.
fn words(run: &[Inline]) -> String {
    let word = |inline: &Inline| match inline {
        Inline::Text { text } | Inline::Code { text } => text.clone(),
        Inline::Image { alt, .. } => alt.clone(),
        other => words(other.content().unwrap_or_default()),
    };
    run.iter()
        .map(word)
        .collect::<String>()
        .replace(|c: char| !c.is_alphanumeric(), "")
}

/// Where each link leads, in order. HTML has an escape for each space. An ordinary page, which has neither source nor
/// list, shows nothing of a link without words, and so its readers leave it out.
fn addresses(article: &Article) -> Vec<String> {
    let is_ordinary = article.source.is_none() && article.links.is_empty();
    uses(article)
        .into_iter()
        .filter(|(_, words)| !(is_ordinary && words.is_empty()))
        .map(|(target, _)| match target {
            Target::Url(url) => url.as_str(),
            Target::Listed(number) => article.link(*number).map_or("", |link| link.url.as_str()),
        })
        .map(|url| url.replace(' ', "%20"))
        .collect()
}

/// Whether `all` has all of `some`, as often: what stands next to the body does not stand in one place in all formats.
fn holds(all: &[String], some: &[String]) -> bool {
    let mut rest = all.to_vec();
    some.iter().all(|one| {
        let found = rest.iter().position(|other| other == one);
        found.map(|at| rest.swap_remove(at)).is_some()
    })
}
