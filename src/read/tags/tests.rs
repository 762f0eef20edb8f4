//! Odd input of the HTML standard, and any input beside html5ever's tokenizer.

use std::cell::RefCell;

use html5ever::TokenizerResult;
use html5ever::buffer_queue::BufferQueue;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{self, TagKind, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use super::*;

/// What the tags and raw text of a text are, a line for each; raw text is recognized by names alone.
fn shown(text: &str) -> Vec<String> {
    let mut shown = Vec::new();
    let mut tags = Tags::new(text);
    while let Some(token) = tags.next() {
        match &token.kind {
            Kind::Start(tag) => {
                shown.push(format!("<{}{}", tag.name, attributes(tag)));
                let raw = RawText::of(tag.name);
                shown.extend(raw.map(|raw| text[tags.raw_text(raw)].to_owned()));
            }
            Kind::End(tag) => shown.push(format!("</{}{}", tag.name, attributes(tag))),
            Kind::Comment => shown.push(text[token.span].to_owned()),
            Kind::Cdata => shown.push("CDATA".to_owned()),
        }
    }
    shown
}

fn attributes(tag: &Tag<'_>) -> String {
    tag.attributes()
        .map(|(name, value)| format!(" {name}={value}"))
        .collect()
}

#[track_caller]
fn assert_shown(cases: &[(&str, &[&str])]) {
    for (text, expected) in cases {
        assert_eq!(shown(text), *expected, "{text}");
    }
}

#[test]
fn attributes_are_told_apart_as_the_standard_does() {
    assert_shown(&[
        ("<a b=\"1\"c='2'd=3 e>", &["<a b=1 c=2 d=3 e="]),
        ("<a b = 1 c= '2 3'/d/e>", &["<a b=1 c=2 3 d= e="]),
        ("<a b=1\"2'c=d=e/f>", &["<a b=1\"2'c=d=e/f"]),
        ("<a =b ==c \"d 'e' <f>", &["<a =b==c \"d= 'e'= <f="]),
        ("<a b=>c", &["<a b="]),
        ("<a b=\">\" c='<p>'>", &["<a b=> c=<p>"]),
        ("<A B=C></A D>", &["<A B=C", "</A D="]),
        ("<a/b//c/>", &["<a b= c="]),
        ("<a\tb\nc\u{c}d\re>", &["<a b= c= d= e="]),
        ("<a \u{a0}=\u{e9} \u{e9}>", &["<a \u{a0}=\u{e9} \u{e9}="]),
        ("<a b=\"c>d", &["<a b=c>d"]),
        ("<a b=c/>", &["<a b=c/"]),
        ("<a<b c>", &["<a<b c="]),
    ]);
}

#[test]
fn comments_end_where_the_standard_ends_them() {
    assert_shown(&[
        ("<!--><b>-->", &["<!-->", "<b"]),
        ("<!---><b>-->", &["<!--->", "<b"]),
        ("<!----><b>", &["<!---->", "<b"]),
        ("<!--a--!><b>", &["<!--a--!>", "<b"]),
        ("<!--!><b>--><i>", &["<!--!><b>-->", "<i"]),
        ("<!---!><b>--><i>", &["<!---!><b>-->", "<i"]),
        ("<!-- <!-- --><b>", &["<!-- <!-- -->", "<b"]),
        ("<!--a->b--c--d---><b>", &["<!--a->b--c--d--->", "<b"]),
        ("<!-- <b>", &["<!-- <b>"]),
        (
            "<!a 'b>c'><?d?><i></ e></>",
            &["<!a 'b>", "<?d?>", "<i", "</ e>", "</>"],
        ),
        ("<![cdata[ <b> ]]>", &["<![cdata[ <b>"]),
        ("a < b <1 <\u{e9} </", &[]),
    ]);
}

#[test]
fn raw_text_ends_with_its_own_end_tag() {
    assert_shown(&[
        (
            "<style>a<b></styles></STYLE c=d>",
            &["<style", "a<b></styles>", "</STYLE c=d"],
        ),
        ("<title><!-- </title>", &["<title", "<!-- ", "</title"]),
        (
            "<textarea/></b></textarea/>",
            &["<textarea", "</b>", "</textarea"],
        ),
        ("<xmp></xmp", &["<xmp", "</xmp"]),
        (
            "<plaintext></plaintext><b>",
            &["<plaintext", "</plaintext><b>"],
        ),
        ("<noscript><b>", &["<noscript", "<b"]),
    ]);
}

#[test]
fn scripts_end_where_browsers_end_them() {
    for (script, after) in [
        ("a<b", "</script x>"),
        ("'<!--' </b>", "</script>"),
        ("<!-- <script> </script> ", "</script>"),
        ("<!-- <script> </script> --> <script>", "</script>"),
        ("<!-- <script> --> ", "</script>"),
        ("<!-- <script --> ", "</script>"),
        ("<!--><script>", "</script>"),
        ("<!---><script>", "</script>"),
        ("<!-- <scripts> ", "</script>"),
        ("<!-- <script--> <script> ", "</script>"),
        ("<!-- <script> --!> </script> ", "</script>"),
        ("<!- <script>", "</script>"),
        ("<!-- <script> <!-- <script> </script> ", "</script>"),
        ("<!-- <script> </script", ""),
    ] {
        let text = format!("<script>{script}{after}");
        assert_eq!(shown(&text)[1], script, "{text}");
    }
}

#[test]
fn cdata_is_raw_text_for_those_who_say_so() {
    let text = "<![CDATA[ <b> ]]><i>";
    assert_eq!(shown(text), ["CDATA", "<i"]);
    let mut tags = Tags::new(text);
    tags.next();
    assert_eq!(&text[tags.raw_text(RawText::Cdata)], " <b> ");
    assert!(matches!(tags.next(), Some(Token { kind: Kind::Start(tag), .. }) if tag.name == "i"));
}

#[test]
fn pieces_know_svg_and_math_by_their_tags() {
    let words = |text: &str| {
        let shown = Pieces::new(text).map(|(range, piece)| match piece {
            Piece::Text(words) | Piece::Verbatim(words) => {
                assert_eq!(&text[range], words);
                words.to_owned()
            }
            _ => String::new(),
        });
        shown.collect::<String>()
    };
    for (text, expected) in [
        ("a<title>b<i>c</title>d", "ab<i>cd"),
        ("a<svg><title>b<i>c</title>d", "abcd"),
        ("a<svg><style/><title/>b<i>c</svg>d", "abcd"),
        (
            "<svg><foreignObject><xmp><i></xmp></foreignObject><xmp><i>", "<i>",
        ),
        ("<svg><desc></svg><xmp><i>", "<i>"),
        ("<svg/><xmp><i>", "<i>"),
        ("<math><![CDATA[a<b]]></math><![CDATA[c>d]]>", "a<bd]]>"),
        ("<svg><![CDATA[]]>a", "a"),
        ("a<!-- b -->c</d>e", "ace"),
    ] {
        assert_eq!(words(text), expected, "{text}");
    }
}

/// Collects the tags that html5ever's tokenizer finds, where raw text is recognized by names.
#[derive(Default)]
struct Collected(RefCell<Vec<String>>);

impl TokenSink for Collected {
    type Handle = ();

    fn process_token(&self, token: tokenizer::Token, _: u64) -> TokenSinkResult<()> {
        let tokenizer::Token::TagToken(tag) = token else {
            return TokenSinkResult::Continue;
        };
        let attributes = tag.attrs.iter();
        let names: Vec<_> = attributes
            .map(|attribute| format!(" {}", attribute.name.local))
            .collect();
        let slash = match tag.kind {
            TagKind::StartTag => "",
            TagKind::EndTag => "/",
        };
        let closes = tag.self_closing;
        let shown = format!("{slash}{}{} {closes}", tag.name, names.concat());
        self.0.borrow_mut().push(shown);
        if tag.kind == TagKind::EndTag {
            return TokenSinkResult::Continue;
        }
        match RawText::of(&tag.name) {
            Some(RawText::Escapable(_)) => TokenSinkResult::RawData(RawKind::Rcdata),
            Some(RawText::Verbatim(_)) => TokenSinkResult::RawData(RawKind::Rawtext),
            Some(RawText::Script) => TokenSinkResult::RawData(RawKind::ScriptData),
            Some(RawText::Plaintext) => TokenSinkResult::Plaintext,
            Some(RawText::Cdata) | None => TokenSinkResult::Continue,
        }
    }
}

fn of_html5ever(text: &str) -> Vec<String> {
    let tokenizer = Tokenizer::new(Collected::default(), TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(text.into());
    while !matches!(tokenizer.feed(&input), TokenizerResult::Done) {}
    tokenizer.end();
    tokenizer.sink.0.into_inner()
}

/// The same tags as ours.
fn of_ours(text: &str) -> Vec<String> {
    let mut shown = Vec::new();
    let mut tags = Tags::new(text);
    while let Some(token) = tags.next() {
        let (slash, tag) = match token.kind {
            Kind::Start(tag) => ("", tag),
            Kind::End(tag) => ("/", tag),
            Kind::Comment | Kind::Cdata => continue,
        };
        // html5ever gives the first attribute of each name, and no tag that has no end.
        let mut names: Vec<String> = Vec::new();
        for (name, _) in tag.attributes() {
            let name = format!(" {}", lower(name));
            if !names.contains(&name) {
                names.push(name);
            }
        }
        let closes = tag.is_self_closing;
        if token.is_closed {
            shown.push(format!(
                "{slash}{}{} {closes}",
                lower(tag.name),
                names.concat()
            ));
        }
        if let Some(raw) = RawText::of(tag.name).filter(|_| slash.is_empty()) {
            tags.raw_text(raw);
        }
    }
    shown
}

fn lower(name: &str) -> String {
    name.to_ascii_lowercase().replace('\0', "\u{fffd}")
}

/// Pieces of tags, comments and raw text.
const PIECES: &[&str] = &[
    "<", ">", "/", "=", "\"", "'", "!", "-", "--", "?", " ", "\n", "\t", "\r", "\u{c}", "\0", "&",
    "[", "]", "a", "B", "c=d", "\u{e9}", "\u{a0}", "<a", "<b ", "</a", "</", "<p>", "</p>", "/>",
    "=\"", "=' ", "\" ", "<!--", "-->", "--!>", "<!", "<?", "<!DOCTYPE ", "<![CDATA[", "]]>",
    "<script", "<script>", "</script", "</script>", "</SCRIPT ", "<style>", "</style>", "<title>",
    "</title>", "</titles>", "<textarea>", "</textarea/", "<xmp>", "</xmp>", "<iframe>",
    "</iframe>", "<plaintext>", "<noscript>",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4096))]

    #[test]
    fn tags_are_those_of_html5ever(pieces in vec(select(PIECES), 0..24)) {
        let text = pieces.concat();
        prop_assert_eq!(of_ours(&text), of_html5ever(&text));
    }

    #[test]
    fn pieces_cover_the_text(pieces in vec(select(PIECES), 0..24)) {
        let text = pieces.concat();
        let mut end = 0;
        for (range, _) in Pieces::new(&text) {
            prop_assert!(range.start >= end && range.end > range.start);
            end = range.end;
        }
        prop_assert!(end <= text.len());
    }
}
