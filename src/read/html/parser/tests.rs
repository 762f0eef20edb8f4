//! What the parser leaves to html5ever, and the places that it reports. Its trees are judged by `tests/suite/trees.rs`.

use std::ops::Range;

use super::{Bail, Events, Tag, parse};
use crate::limits::Limits;

/// The places of all events of a page, with what they are.
#[derive(Default)]
struct Places {
    page: String,
    events: Vec<String>,
}

impl Places {
    fn push(&mut self, what: &str, span: Range<usize>) {
        self.events.push(format!("{what}: {}", &self.page[span]));
    }
}

impl Events for Places {
    fn open(&mut self, tag: &Tag<'_>, span: Range<usize>) {
        self.push(tag.name, span);
    }

    fn close(&mut self, span: Range<usize>) {
        self.push("end", span);
    }

    fn add_attributes(&mut self, tag: &Tag<'_>, _: Range<usize>) -> bool {
        tag.attributes.iter().all(|added| added.name != "late")
    }

    fn text(&mut self, text: &str, span: Range<usize>) {
        self.push(&format!("{text:?}"), span);
    }
}

fn parsed(page: &str, limits: &Limits) -> Result<Vec<String>, Bail> {
    let mut places = Places {
        page: page.to_owned(),
        ..Places::default()
    };
    parse(page, limits, &mut places)?;
    Ok(places.events)
}

#[test]
fn events_have_the_place_of_what_caused_them() {
    let page = "<body><p>a&amp;b\r\n<table><td>c</x>d</table>";
    let events = parsed(page, &Limits::default()).expect("nothing moves");
    assert_eq!(
        events,
        [
            "html: <body>", "head: <body>", "end: <body>", "body: <body>", "p: <p>",
            "\"a&b\\n\": a&amp;b\r\n", "table: <table>", "tbody: <td>", "tr: <td>", "td: <td>",
            "\"cd\": c</x>d", "end: </table>", "end: </table>", "end: </table>", "end: </table>",
            "end: ", "end: ", "end: ",
        ]
    );
}

#[test]
fn what_would_move_is_left_to_html5ever() {
    for (page, bail) in [
        ("<table>x", Bail::FosterParenting),
        ("<table><p>", Bail::FosterParenting),
        ("<table><tr></p>", Bail::FosterParenting),
        ("<b><p></b>", Bail::AdoptionAgency),
        ("<a><div><a>", Bail::AdoptionAgency),
        ("<frameset>", Bail::Frameset),
        ("<p><frameset>", Bail::Frameset),
        ("<body><body late>", Bail::LateAttributes),
    ] {
        assert_eq!(parsed(page, &Limits::default()), Err(bail), "{page}");
    }
    for page in [
        "<table><tr> <td>x<form></table>", "<b><i>x</b>y<p>z", "<a><select><a>",
        "<form><div></form>x</div>y", "<body a=1><body a=2 b=3>",
        "</head> <title>x</title> <!-- y --> z", "<svg><desc><p></svg>x",
    ] {
        assert!(parsed(page, &Limits::default()).is_ok(), "{page}");
    }
}

#[test]
fn limits_are_kept() {
    let limits = Limits {
        elements: 8,
        formatting: 3,
        attributes: 2,
        ..Limits::default()
    };
    for (unit, most, bail) in [
        ("<x>", 6, Bail::Depth),
        ("<svg>", 6, Bail::Depth),
        ("<b><i></b>", 2, Bail::Formatting),
        ("<p a b", 1, Bail::Attributes),
        ("<html a{i}>", 2, Bail::Attributes),
    ] {
        let page = |count: usize| -> String {
            let units = (0..count).map(|n| unit.replace("{i}", &n.to_string()));
            units.collect::<String>() + if unit.ends_with('>') { "" } else { ">" }
        };
        assert!(parsed(&page(most), &limits).is_ok(), "{unit}");
        assert_eq!(parsed(&page(most + 1), &limits), Err(bail), "{unit}");
    }
}
