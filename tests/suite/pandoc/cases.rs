//! Documents as data: every folder in `tests/pandoc-cases` has a document by hand, `input.json`, and the article
//! that is right for it with its warnings, `article.json`. `about.md` says what the case shows.
//!
//! `LIENS_BLESS=1 cargo test --test pandoc cases` writes the articles anew: read every difference.

use std::fs;
use std::path::Path;

use liens::write::{Json, Pandoc, Render};

use super::read;

#[test]
fn documents_by_hand_give_the_right_articles() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pandoc-cases");
    let bless = std::env::var_os("LIENS_BLESS").is_some();
    let mut wrong = Vec::new();
    let mut count = 0;
    for entry in fs::read_dir(&folder).expect("the folder of cases") {
        let case = entry.expect("an entry of the folder").path();
        count += 1;
        let input = fs::read_to_string(case.join("input.json")).expect("a document");
        let reading = read(&input);
        let json = Json::default().with_warnings(reading.warnings).pretty();
        let found = json.render_to_string(&reading.article) + "\n";
        let expected = case.join("article.json");
        if bless {
            fs::write(&expected, &found).expect("the case's folder");
        }
        if fs::read_to_string(&expected)
            .unwrap_or_default()
            .replace("\r\n", "\n")
            != found
        {
            wrong.push(format!("{}:\n{found}", case.display()));
        }
        // What was read once is kept from then on.
        let again = Pandoc::default().render_to_string(&reading.article);
        assert_eq!(read(&again).article, reading.article, "{}", case.display());
    }
    assert!(count > 0, "expected cases in {}", folder.display());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
