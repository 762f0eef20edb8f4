//! The promises on real pages, which are not part of this repository: their folder is named by the
//! environment variable `LIENS_SHARED`. Without it these tests say that they are skipped.
#![cfg(all(
    feature = "decode",
    feature = "text",
    feature = "html",
    feature = "serde"
))]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::support::oracle::{self, SHARES, Score};
use crate::support::words;
use liens::model::Article;
use liens::read::{self, Options};
use liens::write::{Json, Pandoc, PrintHtml, PrintText, Render};

/// Pages whose text form is no fixed point: an entry is `#`, see the case `list-entry-is-a-hash`.
const KNOWN_UNSTABLE: usize = 0;
/// Pages that lose words: of four, only those of a broken tag; of five, the end of a source URL that
/// html2text broke, see `source-url-broken`.
const KNOWN_LOSSES: usize = 9;
/// Pages with words of addresses in the text: addresses with spaces, titles with quotes, and headings that
/// html2text broke, see `address-with-spaces` and `heading-with-broken-link`.
const KNOWN_DISORDER: usize = 21;

/// The forms of the oracle's pages, with the least percentage of each share. Text forms do not always hold
/// a title, and plain ones no words of links.
const FLOORS: [(&str, [f64; SHARES.len()]); 7] = [
    (".html", [100.0, 99.9, 100.0, 100.0, 100.0, 100.0, 100.0]),
    (
        ".pandoc-nowrap.md",
        [99.5, 99.8, 100.0, 100.0, 100.0, 100.0, 0.0],
    ),
    (".pandoc.md", [99.5, 99.8, 100.0, 100.0, 100.0, 100.0, 0.0]),
    (".html2text.md", [98.5, 99.4, 99.5, 99.5, 100.0, 100.0, 0.0]),
    (".w3m.txt", [99.5, 99.5, 100.0, 99.5, 100.0, 100.0, 0.0]),
    (".lynx.txt", [99.0, 99.5, 100.0, 99.5, 100.0, 100.0, 0.0]),
    (
        ".inscriptis.txt",
        [99.5, 99.3, 100.0, 99.5, 100.0, 100.0, 0.0],
    ),
];

/// The pages, or `None` where there are none to test.
fn shared() -> Option<PathBuf> {
    let shared = std::env::var_os("LIENS_SHARED").map(PathBuf::from);
    if shared.is_none() {
        say("skipped: LIENS_SHARED is not set");
    }
    shared
}

#[expect(clippy::print_stdout, reason = "tests report to whoever runs them")]
fn say(line: &str) {
    println!("{line}");
}

/// The files of a folder whose names end like this, in order.
fn files(folder: &Path, end: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder of pages");
    let mut files: Vec<_> = entries
        .map(|entry| entry.expect("an entry of the folder").path())
        .filter(|path| path.to_string_lossy().ends_with(end))
        .collect();
    files.sort();
    files
}

/// All pages in this form: folder of the generator, path without the form's ending, content.
fn pages(shared: &Path, form: &str) -> Vec<(String, PathBuf, String)> {
    let mut pages = Vec::new();
    for generator in files(&shared.join("oracle"), "")
        .into_iter()
        .filter(|path| path.is_dir())
    {
        let name = generator
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        // The dumps of w3m have no name of their own.
        let end = if form == ".w3m.txt" { ".txt" } else { form };
        for page in files(&generator, end) {
            let base = page.to_string_lossy().replace(end, "");
            // What an author entered is no page.
            if [".source", ".lynx", ".inscriptis"]
                .iter()
                .any(|other| base.ends_with(other))
            {
                continue;
            }
            let content = fs::read_to_string(&page).expect("a page in UTF-8");
            pages.push((name.clone(), base.into(), content));
        }
    }
    assert!(
        !pages.is_empty(),
        "expected pages {form} in {}",
        shared.display()
    );
    pages
}

fn read(page: &str) -> Article {
    let reading = read::text(page, &Options::default());
    reading.expect("lenient reading does not fail").article
}

fn read_html(page: &str) -> Article {
    let reading = read::html::read(page, &Options::default());
    reading.expect("lenient reading does not fail").article
}

#[test]
fn html_pages_are_a_fixed_point_after_one_pass() {
    let Some(shared) = shared() else { return };
    let mut pages: Vec<_> = pages(&shared, ".html")
        .into_iter()
        .map(|(_, base, page)| (base, page))
        .collect();
    for path in files(&shared.join("corpus"), ".html") {
        let bytes = fs::read(&path).expect("a page");
        pages.push((path, read::decode(&bytes, None).text.into_owned()));
    }
    let mut unstable = Vec::new();
    for (name, page) in &pages {
        let first = read_html(page);
        let written = PrintHtml::default().render_to_string(&first);
        let again = PrintHtml::default().render_to_string(&read_html(&written));
        if again != written || !first.check().is_empty() {
            unstable.push(name.display().to_string());
        }
    }
    say(&format!(
        "{} pages, {} unstable",
        pages.len(),
        unstable.len()
    ));
    assert!(unstable.is_empty(), "{}", unstable.join("\n"));
}

#[test]
fn pandoc_documents_read_back_equal() {
    let Some(shared) = shared() else { return };
    let mut changed = Vec::new();
    for (_, base, page) in pages(&shared, ".html") {
        let article = read_html(&page);
        let document = Pandoc::default().render_to_string(&article);
        let again = read::pandoc::read(&document, &Options::default()).expect("a Pandoc document");
        if again.article != article || !again.warnings.is_empty() {
            changed.push(base.display().to_string());
        }
    }
    assert!(changed.is_empty(), "{}", changed.join("\n"));
}

#[test]
fn scores_do_not_sink() {
    let Some(shared) = shared() else { return };
    let mut sunk = Vec::new();
    for (form, floors) in FLOORS {
        let mut scores: BTreeMap<String, Score> = BTreeMap::new();
        for (generator, base, page) in pages(&shared, form) {
            let truth = fs::read_to_string(base.with_extension("json")).expect("the truth");
            let truth = serde_json::from_str(&truth).expect("the truth in JSON");
            let article = if form == ".html" {
                read_html(&page)
            } else {
                read(&page)
            };
            let shows_links = !form.ends_with(".txt");
            let score = oracle::score(&article, &truth, shows_links);
            for row in [generator, "total".into()] {
                let sums = scores.entry(row).or_default();
                for (sum, part) in sums.iter_mut().zip(score) {
                    *sum = (sum.0 + part.0, sum.1 + part.1);
                }
            }
        }
        for (generator, score) in &scores {
            say(&row(&format!("{form} {generator}"), score));
        }
        for ((name, floor), part) in SHARES.iter().zip(floors).zip(scores["total"]) {
            if percent(part) < floor {
                sunk.push(format!(
                    "{form}: {name} is {:.2}, less than {floor}",
                    percent(part)
                ));
            }
        }
    }
    assert!(sunk.is_empty(), "{}", sunk.join("\n"));
}

#[test]
fn words_that_plain_text_makes_certain_are_right() {
    /// Least percentage of right words. The others are addresses whose link had more words.
    const FLOOR: f64 = 99.0;
    let Some(shared) = shared() else { return };
    for form in [".w3m.txt", ".lynx.txt", ".inscriptis.txt"] {
        let (mut right, mut wrong) = (0, Vec::new());
        for (_, base, page) in pages(&shared, form) {
            let truth = fs::read_to_string(base.with_extension("json")).expect("the truth");
            let truth = serde_json::from_str(&truth).expect("the truth in JSON");
            let (of_page, others) = oracle::known_words(&read(&page), &truth);
            right += of_page;
            wrong.extend(
                others
                    .into_iter()
                    .map(|words| format!("{}: {words}", base.display())),
            );
        }
        let all = right + wrong.len();
        say(&format!("{form} {right} of {all} words of links"));
        assert!(percent((right, all)) >= FLOOR, "{}", wrong.join("\n"));
    }
}

fn percent((right, of): (usize, usize)) -> f64 {
    let [right, of] =
        [right, of.max(1)].map(|count| u32::try_from(count).map_or(f64::NAN, f64::from));
    100.0 * right / of
}

fn row(name: &str, score: &Score) -> String {
    let share = |(name, part): (&&str, &(usize, usize))| match part {
        (_, 0) => format!("  {name}   -  "),
        part => format!("  {name} {:5.1}", percent(*part)),
    };
    format!(
        "{name:28}{}",
        SHARES.iter().zip(score).map(share).collect::<String>()
    )
}

/// The words that a Drupal page shows between content and footer, less the exporter's markers.
fn visible_words(page: &str) -> Vec<String> {
    let Some((_, content)) = page.split_once("<div class=\"print-content\">") else {
        return Vec::new();
    };
    let content = content
        .split("<div class=\"print-footer\">")
        .next()
        .unwrap_or_default();
    let mut text = String::new();
    let mut rest = content;
    while let Some((before, after)) = rest.split_once('<') {
        text.push_str(before);
        let (skip_to, inline) = match after {
            tag if tag.starts_with("!--") => ("-->", true),
            tag if tag.starts_with("script") => ("</script>", false),
            tag if tag.starts_with("span class=\"print-footnote\"") => ("</span>", true),
            tag => (
                ">",
                [
                    "a", "/a", "em", "/em", "strong", "/strong", "span", "/span", "b>", "/b>",
                    "i>", "/i>", "u>", "/u>",
                ]
                .iter()
                .any(|name| tag.starts_with(name)),
            ),
        };
        text.push_str(if inline { "" } else { " " });
        rest = after.split_once(skip_to).map_or("", |(_, rest)| rest);
    }
    text.push_str(rest);
    let text = htmlize::unescape(text.as_str()).into_owned();
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

#[test]
fn html_pages_keep_their_words() {
    /// Least percentage of words kept. The rest stands in tags too broken to tell from text.
    const FLOOR: f64 = 99.85;
    let Some(shared) = shared() else { return };
    let (mut kept, mut all) = (0, 0);
    for (_, _, page) in pages(&shared, ".html") {
        let json = Json::default().render_to_string(&read_html(&page));
        let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        count_words(&json["article"], &mut counts);
        for word in visible_words(&page) {
            all += 1;
            if let Some(count) = counts.get_mut(&word).filter(|count| **count > 0) {
                *count -= 1;
                kept += 1;
            }
        }
    }
    say(&format!(
        "{kept} of {all} words, {:.2} %",
        percent((kept, all))
    ));
    assert!(percent((kept, all)) >= FLOOR);
}

fn count_words(value: &serde_json::Value, counts: &mut BTreeMap<String, usize>) {
    match value {
        serde_json::Value::String(text) => {
            for word in text
                .split(|c: char| !c.is_alphanumeric())
                .filter(|word| !word.is_empty())
            {
                *counts.entry(word.to_owned()).or_default() += 1;
            }
        }
        serde_json::Value::Array(values) => {
            values.iter().for_each(|value| count_words(value, counts))
        }
        serde_json::Value::Object(values) => {
            // Addresses and labels are no words of the article.
            let words = values.iter().filter(|(name, _)| {
                !matches!(name.as_str(), "url" | "src" | "links" | "labels" | "type")
            });
            words.for_each(|(_, value)| count_words(value, counts));
        }
        _ => {}
    }
}

/// The pages of text forms with one of these endings, and the samples: name and content.
fn text_pages(shared: &Path, ends: &[&str]) -> Vec<(String, String)> {
    let text_forms = FLOORS
        .iter()
        .filter(|(form, _)| ends.iter().any(|end| form.ends_with(end)));
    let forms = text_forms.flat_map(|(form, _)| {
        let pages = pages(shared, form).into_iter();
        pages.map(move |(_, base, page)| (format!("{}{form}", base.display()), page))
    });
    let samples = files(&shared.join("samples"), ".txt")
        .into_iter()
        .map(|path| {
            let page = fs::read_to_string(&path).expect("a sample in UTF-8");
            (path.display().to_string(), page)
        });
    forms.chain(samples).collect()
}

/// The endings of pages in Markdown, and in any text form.
const MARKDOWN: &[&str] = &[".md"];
const ALL: &[&str] = &[".md", ".txt"];

/// Fails with the names of the pages for which `problem` finds something, if there are more than known.
fn for_pages(ends: &[&str], known: usize, problem: impl Fn(&str) -> Option<String>) {
    let Some(shared) = shared() else { return };
    let pages = text_pages(&shared, ends);
    let problems: Vec<_> = pages
        .iter()
        .filter_map(|(name, page)| Some(format!("{name}: {}", problem(page)?)))
        .collect();
    say(&format!(
        "{} pages, {} with problems",
        pages.len(),
        problems.len()
    ));
    assert!(
        problems.len() <= known,
        "{} pages, but {known} known\n{}",
        problems.len(),
        problems.join("\n")
    );
    if problems.len() < known {
        say(&format!(
            "the number of known problems, {known}, can be lowered"
        ));
    }
}

#[test]
fn text_form_is_a_fixed_point_after_one_pass() {
    for_pages(ALL, KNOWN_UNSTABLE, |page| {
        let once = PrintText::default().render_to_string(&read(page));
        let twice = PrintText::default().render_to_string(&read(&once));
        let (a, b) = once
            .lines()
            .zip(twice.lines())
            .find(|(a, b)| a != b)
            .or_else(|| (once != twice).then_some(("", "")))?;
        Some(format!("{a:?} became {b:?}"))
    });
}

#[test]
fn json_is_a_fixed_point() {
    for_pages(ALL, 0, |page| {
        let article = read(page);
        let json = Json::default().render_to_string(&article);
        match read::json::read(&json, &Options::default()) {
            Ok(reading) if reading.article == article => None,
            Ok(_) => Some("reads back otherwise".into()),
            Err(error) => Some(error.to_string()),
        }
    });
}

#[test]
fn articles_obey_the_rules() {
    for_pages(ALL, 0, |page| {
        let article = read(page);
        let mut normal = article.clone();
        normal.normalize();
        let problem = article.check().first().map(ToString::to_string);
        problem.or_else(|| (normal != article).then(|| "not in normal form".into()))
    });
}

#[test]
fn no_word_is_lost() {
    for_pages(MARKDOWN, KNOWN_LOSSES, |page| {
        let lost = words::lost(page, &read(page));
        (!lost.is_empty()).then(|| lost.join(" "))
    });
}

#[test]
fn words_of_the_body_keep_their_order() {
    for_pages(MARKDOWN, KNOWN_DISORDER, |page| {
        words::out_of_order(page, &read(page))
    });
}

#[test]
fn plain_pages_keep_their_words() {
    /// Least percentage of words kept; some are broken over lines.
    const FLOOR: f64 = 99.5;
    let Some(shared) = shared() else { return };
    for form in [".w3m.txt", ".lynx.txt", ".inscriptis.txt"] {
        let (mut kept, mut all) = (0, 0);
        for (_, _, page) in pages(&shared, form) {
            // What stands below is lynx's own list.
            let article_of_page = page.split("\nReferences\n").next().unwrap_or_default();
            let (count, lost) = words::lost_of_plain(article_of_page, &read(&page));
            all += count;
            kept += count - lost.len();
        }
        let share = percent((kept, all));
        say(&format!("{form}: {kept} of {all} words, {share:.2} %"));
        assert!(share >= FLOOR, "{form}");
    }
}
