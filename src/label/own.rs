//! Chooses the words to write in a language.

use super::part::Part;
use super::table::{Entry, entries_of};

/// The words to write for a part: those of exactly this language tag, or else those of the language without region
/// and script, or else the English ones.
///
/// `fr-CA` gives the words of `fr`, and `pt` those of `pt-PT`.
pub(crate) fn words_to_write(part: Part, language: Option<&str>) -> &'static str {
    let tag = language.unwrap_or("en");
    let of = |tag: &str| {
        let speaks = |entry: &&Entry| entry.language.eq_ignore_ascii_case(tag);
        entries_of(part).iter().find(speaks)
    };
    let of_language = || {
        let main = primary(tag);
        of(&main).or_else(|| of(related(&main)))
    };
    of(tag)
        .or_else(of_language)
        .or_else(|| of("en"))
        .map_or("", |entry| entry.words)
}

/// The tag whose words are used for a language without words of its own.
fn related(main: &str) -> &str {
    match main {
        "nb" => "no",
        "pt" => "pt-PT",
        _ => main,
    }
}

/// The language of a tag, without region and script: `pt` for `pt-BR`. The old tag `no` becomes `nb`.
pub(super) fn primary(tag: &str) -> String {
    let main = tag.split(['-', '_']).next().unwrap_or(tag);
    let main = main.to_ascii_lowercase();
    if main == "no" { "nb".to_owned() } else { main }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_fall_back_to_the_language_and_then_to_english() {
        let cases = [
            (Part::Source, Some("fr"), "URL de la source"),
            (Part::Source, Some("FR"), "URL de la source"),
            (Part::Source, Some("fr-CA"), "URL de la source"),
            (Part::Modified, Some("fr"), "modifié le {date}"),
            (Part::Modified, Some("de"), "modified on {date}"),
            (Part::Source, Some("de-AT"), "Quell-URL"),
            (Part::Source, Some("es"), "URL de origen"),
            (Part::Source, Some("it"), "URL di origine"),
            (Part::Links, Some("it"), "Collegamenti"),
            (Part::Links, Some("de"), "Links"),
            (Part::Links, Some("pt"), "Ligações"),
            (Part::Links, Some("pt-br"), "Links"),
            (Part::Links, Some("pt-AO"), "Ligações"),
            (Part::Links, Some("no"), "Lenker"),
            (Part::Links, Some("nb-NO"), "Lenker"),
            (Part::By, Some("no"), "av {author}"),
            (Part::Published, Some("tr"), "{site} sitesinde yayınlandı"),
            (Part::Source, Some("bg"), "Source URL"),
            (Part::Source, Some("xx"), "Source URL"),
            (Part::Source, Some(""), "Source URL"),
            (Part::Links, None, "Links"),
        ];
        for (part, language, words) in cases {
            assert_eq!(
                words_to_write(part, language),
                words,
                "{part:?} {language:?}"
            );
        }
    }

    #[test]
    fn english_has_words_for_every_part() {
        let parts = [
            (Part::Source, "Source URL"),
            (Part::Modified, "modified on {date}"),
            (Part::Retrieved, "retrieved on {date}"),
            (Part::Links, "Links"),
            (Part::Published, "Published on {site}"),
            (Part::By, "By {author}"),
            (Part::Created, "Created {date}"),
            (Part::Submitted, "Submitted by {author} on {date}"),
            (Part::PrintedFrom, "Article printed from"),
        ];
        for (part, words) in parts {
            assert_eq!(words_to_write(part, None), words);
        }
    }
}
