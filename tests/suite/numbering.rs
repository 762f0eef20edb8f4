//! What joins numbers with lists, on pages of marks made at random: the same page looks different in many ways, and
//! who is joined with what stays the same.
#![cfg(all(feature = "text", feature = "html", feature = "serde"))]

use liens::model::{Article, inline_text};
use liens::read::{self, Options, Reading};
use proptest::prelude::*;

/// A page of words and markers: how many entries its list has, and which of them the text uses.
#[derive(Clone, Debug)]
struct Marks {
    name: &'static str,
    uses: Vec<usize>,
    entries: usize,
}

fn marks(name: &'static str) -> impl Strategy<Value = Marks> {
    (1..6usize, prop::collection::vec(0..100usize, 0..6)).prop_map(move |(entries, again)| Marks {
        name,
        // Each is used in order, as exporters number links, and some again.
        uses: (0..entries)
            .chain(again.iter().map(|use_| use_ % entries))
            .collect(),
        entries,
    })
}

impl Marks {
    fn url(&self, entry: usize) -> String {
        format!("https://example.org/{}/{entry}", self.name)
    }

    /// The page as text, with these numbers and this before each number.
    fn text(&self, number: impl Fn(usize) -> usize, before: &str, per_line: usize) -> String {
        let words: Vec<_> = self
            .uses
            .iter()
            .map(|entry| format!("the bell{before}[{}] rang", number(*entry)))
            .collect();
        let lines: Vec<_> = words
            .chunks(per_line)
            .map(|words| words.join(" and "))
            .collect();
        let list: Vec<_> = (0..self.entries)
            .map(|entry| format!("[{}] {}", number(entry), self.url(entry)))
            .collect();
        let (body, list, name) = (lines.join("\n"), list.join("\n"), self.name);
        format!(
            "On that day {body} in the fog.\n\nSource URL: https://example.org/{name}\n\nLinks:\n{list}\n"
        )
    }

    /// The same as a page of HTML.
    fn html(&self) -> String {
        let text = self.text(|entry| entry + 1, " ", 100);
        let paragraphs = text
            .split("\n\n")
            .map(|paragraph| format!("<p>{}</p>", paragraph.trim().replace('\n', "<br>")));
        paragraphs.collect()
    }

    /// Where its markers lead, in order.
    fn joined(&self) -> Vec<String> {
        self.uses.iter().map(|entry| self.url(*entry)).collect()
    }
}

/// Where the markers of an article lead, in order.
fn joined(article: &Article) -> Vec<String> {
    let links = article
        .link_numbers()
        .filter_map(|number| article.link(number));
    links.map(|link| link.url.clone()).collect()
}

fn plain(text: &str) -> Article {
    read::plain::read(text, &Options::default())
        .expect("it is lenient")
        .article
}

fn all_plain(text: &str) -> Vec<Article> {
    let readings = read::plain::articles(text, &Options::default()).expect("it is lenient");
    readings
        .into_iter()
        .map(|Reading { article, .. }| article)
        .collect()
}

/// The last line of each list heads the next.
#[test]
fn lists_may_share_a_heading() {
    let page =
        "[a](#) [1] word\n\n".to_owned() + &"[1] http://e.example.org/\nLinks:\n\n".repeat(4);
    let reading = read::markdown::read(&page, &Options::default()).expect("it is lenient");
    assert!(reading.article.plain_text().contains("word"));
}

/// A rule between two articles is part of neither, so the second one has its title.
#[test]
fn a_rule_may_set_articles_apart() {
    let page = |name| {
        format!(
            "# {name}\n\nThe lamp [1] is lit.\n\n**Source URL:** <https://example.org/{name}>\n\n\
             ### Links\n\n[1] <https://example.org/lamp>\n"
        )
    };
    let pages = format!("{}\n---\n\n{}", page("Pier"), page("Quay"));
    let readings = read::markdown::articles(&pages, &Options::default()).expect("it is lenient");
    let titles: Vec<_> = readings
        .iter()
        .map(|reading| reading.article.title.as_deref().map(inline_text))
        .collect();
    assert_eq!(titles, [Some("Pier".to_owned()), Some("Quay".to_owned())]);
    assert!(
        readings
            .iter()
            .all(|reading| reading.article.body.len() == 1)
    );
}

proptest! {
    #[test]
    fn numbers_mean_nothing_but_their_order(page in marks("a"), step in 1..9usize) {
        let text = page.text(|entry| entry * step + 1, " ", 3);
        prop_assert_eq!(joined(&plain(&text)), page.joined());
    }

    #[test]
    fn lines_and_quotes_change_nothing(page in marks("a"), per_line in 1..5usize) {
        let text = page.text(|entry| entry + 1, " ", per_line);
        prop_assert_eq!(joined(&plain(&text)), page.joined());
        let quoted: String = text.lines().map(|line| format!("> {line}\n")).collect();
        prop_assert_eq!(joined(&plain(&quoted)), page.joined());
    }

    #[test]
    fn the_dress_of_all_markers_changes_nothing(page in marks("a"), before in prop::sample::select(vec![" ", "", " ^", "^"])) {
        let text = page.text(|entry| entry + 1, before, 3);
        prop_assert_eq!(joined(&plain(&text)), page.joined());
    }

    #[test]
    fn every_form_joins_the_same(page in marks("a")) {
        let text = page.text(|entry| entry + 1, " ", 3);
        let options = Options::default();
        let source = Some("https://example.org/a".to_owned());
        let markdown = read::markdown::read(&text, &options).expect("it is lenient").article;
        let html = read::html::read(&page.html(), &options).expect("it is lenient").article;
        for article in [plain(&text), markdown, html] {
            prop_assert_eq!(joined(&article), page.joined());
            prop_assert_eq!(article.source.map(|source| source.url), source.clone());
        }
    }

    #[test]
    fn a_look_alike_removes_no_use(page in marks("a"), alike in prop::sample::select(vec!["a[1]", "[1980]", "[sic]", "[0, 1]", "x[0]"])) {
        let text = page.text(|entry| entry + 1, " ", 3).replace("in the fog", &format!("in {alike} fog"));
        prop_assert_eq!(joined(&plain(&text)), page.joined());
    }

    #[test]
    fn pages_one_after_the_other_give_what_each_gives_alone(one in marks("a"), other in marks("b")) {
        let [first, second] = [&one, &other].map(|page| page.text(|entry| entry + 1, " ", 3));
        prop_assert_eq!(all_plain(&format!("{first}\n\n{second}")), vec![plain(&first), plain(&second)]);
        let options = Options::default();
        let markdown = format!("{first}\n\n{second}");
        let both = read::markdown::articles(&markdown, &options).expect("it is lenient");
        let both: Vec<_> = both.iter().map(|reading| joined(&reading.article)).collect();
        prop_assert_eq!(both, vec![one.joined(), other.joined()]);
        let both = read::html::articles(&(one.html() + &other.html()), &options).expect("it is lenient");
        let both: Vec<_> = both.iter().map(|reading| joined(&reading.article)).collect();
        prop_assert_eq!(both, vec![one.joined(), other.joined()]);
    }

    /// Nothing that stands on a page makes the reader stop, and no number is joined with a list that has it not.
    #[test]
    fn no_page_of_marks_is_too_odd(pieces in prop::collection::vec(prop::sample::select(vec![
        "[1] ", "[2] https://example.org/2", "\n", "\n\n", "Links:", "> ", "Source URL: ", "https://example.org/s/",
        "a[1]", "[3]: ", "^[2]", "----", "\x0c", "words", "[2][1]", "# ", "- ", "(", ")", "(modified on 29/06/2018): ",
    ]), 0..40)) {
        let text = pieces.concat();
        let options = Options::default();
        for readings in [
            read::plain::articles(&text, &options),
            read::markdown::articles(&text, &options),
            read::html::articles(&text.replace('\n', "<br>"), &options),
        ] {
            for reading in readings.expect("it is lenient") {
                prop_assert!(reading.article.check().is_empty());
            }
        }
    }
}
