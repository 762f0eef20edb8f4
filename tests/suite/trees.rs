//! Our HTML parser beside html5ever: on every page it gives the same tree, or leaves the page to html5ever.
#![cfg(all(feature = "text", feature = "html", feature = "serde"))]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use liens::read;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use crate::support::{promises, skipped};

/// What became of some pages.
#[derive(Default)]
struct Count {
    same: usize,
    left: BTreeMap<String, usize>,
    differences: Vec<String>,
}

impl Count {
    fn page(&mut self, name: &str, page: &str) {
        match promises::judged(page) {
            Ok(None) => self.same += 1,
            Ok(Some(bail)) => *self.left.entry(bail).or_default() += 1,
            Err(difference) => self.differences.push(format!("{name}: {difference}")),
        }
    }

    /// Fails for a difference, or if fewer than so many of a thousand pages were read without html5ever.
    fn hold(&self, what: &str, least: usize) {
        let left: usize = self.left.values().sum();
        let all = self.same + left + self.differences.len();
        say(&format!(
            "{what}: {all} pages, {} with html5ever's tree, {left} left to html5ever {:?}",
            self.same, self.left
        ));
        let differences = self.differences.len();
        let first: Vec<_> = self.differences.iter().take(5).cloned().collect();
        assert!(
            first.is_empty(),
            "{differences} differ: {}",
            first.join("\n")
        );
        assert!(self.same * 1000 >= all * least, "too many are left");
    }
}

#[expect(clippy::print_stdout, reason = "tests report to whoever runs them")]
fn say(line: &str) {
    println!("{line}");
}

/// The pages in a folder and those in it.
fn pages(folder: &Path, ends: &[&str]) -> Vec<PathBuf> {
    let mut folders = vec![folder.to_owned()];
    let mut pages = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if ends.iter().any(|end| path.to_string_lossy().ends_with(end)) {
                pages.push(path);
            }
        }
    }
    pages.sort();
    pages
}

fn judge_folder(folder: &Path, ends: &[&str], least: usize) {
    let mut count = Count::default();
    for path in pages(folder, ends) {
        let bytes = fs::read(&path).expect("a page");
        count.page(
            &path.display().to_string(),
            &read::decode(&bytes, None).text,
        );
    }
    count.hold(&folder.display().to_string(), least);
}

/// All that is read as text is also a page, if a strange one.
#[test]
fn pages_of_the_cases_give_the_tree_of_html5ever() {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    judge_folder(&cases, &["input.html", "input.md", "input.txt"], 950);
}

#[test]
fn pages_of_the_corpora_give_the_tree_of_html5ever() {
    let Some(shared) = std::env::var_os("LIENS_SHARED").map(PathBuf::from) else {
        return skipped("LIENS_SHARED is not set");
    };
    judge_folder(&shared.join("corpus"), &[".html"], 999);
    judge_folder(&shared.join("oracle"), &[".html"], 990);
    judge_folder(&shared.join("corpus-modern"), &[".html"], 950);
}

#[test]
fn pages_of_html5lib_give_the_tree_of_html5ever() {
    let Some(shared) = std::env::var_os("LIENS_SHARED").map(PathBuf::from) else {
        return skipped("LIENS_SHARED is not set");
    };
    let mut count = Count::default();
    for path in pages(&shared.join("html5lib-tests"), &[".dat"]) {
        let tests = fs::read_to_string(&path).expect("tests");
        for test in format!("\n{tests}").split("\n#data\n").skip(1) {
            let page = test.split("\n#errors").next().unwrap_or_default();
            count.page(&path.display().to_string(), page);
        }
    }
    count.hold("html5lib", 600);
}

/// Pieces of pages that mean much to a parser.
const PIECES: &[&str] = &[
    "<p>", "</p>", "<div>", "</div>", "<b>", "</b>", "<i>", "</i>", "<a href=x>", "</a>",
    "<font size=1>", "</font>", "<nobr>", "</nobr>", "<ul>", "</ul>", "<ol>", "<li>", "</li>",
    "<dl>", "<dt>", "<dd>", "</dd>", "<h1>", "<h2>", "</h1>", "<pre>", "</pre>", "<table>",
    "</table>", "<tr>", "</tr>", "<td>", "</td>", "<th>", "<tbody>", "</tbody>", "<thead>",
    "<tfoot>", "<caption>", "</caption>", "<colgroup>", "</colgroup>", "<col>", "<select>",
    "</select>", "<option>", "</option>", "<optgroup>", "<input>", "<input type=hidden>",
    "<button>", "</button>", "<form>", "</form>", "<textarea>", "</textarea>", "<template>",
    "</template>", "<svg>", "</svg>", "<math>", "</math>", "<mi>", "</mi>", "<mglyph>",
    "<annotation-xml>", "<annotation-xml encoding=TEXT/HTML>", "</annotation-xml>",
    "<foreignObject>", "</foreignObject>", "<desc>", "</desc>", "<title>", "</title>",
    "<path d=x viewbox=y />", "<svg/>", "<svg xmlns=a xmlns:xlink=b xlink:href=c xml:lang=d>",
    "<font color=x>", "<![CDATA[", "]]>", "<script>", "</script>", "<style>", "</style>",
    "<noscript>", "</noscript>", "<iframe>", "</iframe>", "<noembed>", "<noframes>", "</noframes>",
    "<xmp>", "</xmp>", "<plaintext>", "<object>", "</object>", "<applet>", "<ruby>", "<rb>",
    "<rt>", "<rtc>", "</ruby>", "<html>", "<html a=b>", "</html>", "<head>", "</head>", "<body>",
    "<body c=d>", "</body>", "<meta>", "<link>", "<base>", "<br>", "</br>", "<hr>", "<img>",
    "<image>", "<embed>", "<param>", "<wbr>", "<keygen>", "<x>", "</x>", "<search>", "</search>",
    "<main>", "<dialog>", "</dialog>", "<!-- c -->", "<!doctype html>", "<!doctype x>", "</>",
    "<?x>", "<", "&amp;", "&notit;", "&#0;", "&#13;", "&", ";", "\0", "\r\n", "\r", "\n", " ", "x",
    "y z", "\u{a0}", "<p a=b a=c A=d>", "<p a='&ampx&amp;\r\n'>", "<B>", "<sVg viewBox=1>",
    "<frameset>", "<frame>", "<isindex>", "<listing>", "<marquee>", "</marquee>", "<center>",
    "</center>", "<details>", "<summary>", "<span>", "</span>",
];

proptest! {
    #![proptest_config(ProptestConfig { max_shrink_iters: 20_000, ..ProptestConfig::default() })]

    #[test]
    fn pieces_in_any_order_give_the_tree_of_html5ever(pieces in vec(select(PIECES), 0..24)) {
        let judged = promises::judged(&pieces.concat());
        prop_assert!(judged.is_ok(), "{}", judged.unwrap_err());
    }
}
