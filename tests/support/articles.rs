//! Articles made at random, in normal form, that shrink.

use liens::model::{
    Align, Article, Block, Byline, Cell, Comment, Definition, Direction, Float, Inline, Labels,
    Link, Metadata, Site, Source, Stamp, StampKind, Target, Value,
};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

/// Articles in normal form that break no rule of the model.
pub(crate) fn article() -> impl Strategy<Value = Article> {
    (head(), parts(), foot()).prop_map(|(head, parts, foot)| {
        let (language, direction, title, site, breadcrumb, byline) = head;
        let (body, comments, footer) = parts;
        let (source, urls, labels, titles, metadata) = foot;
        let links = urls
            .into_iter()
            .zip(titles)
            .zip(1..)
            .map(|((url, title), number)| Link { number, url, title });
        let mut article = Article {
            language,
            direction,
            title,
            site,
            breadcrumb,
            byline,
            body,
            comments,
            footer,
            source,
            links: links.collect(),
            labels,
            metadata,
        };
        keep_listed(&mut article);
        article.normalize();
        // Dissolving one thing can bring others together.
        article.normalize();
        article
    })
}

/// Makes links to entries that the list lacks unlisted.
fn keep_listed(article: &mut Article) {
    let count = u32::try_from(article.links.len()).expect("few links");
    article.for_each_run(|run| {
        for inline in run {
            if let Inline::Link { target, .. } = inline {
                if matches!(target, liens::model::Target::Listed(number) if *number > count) {
                    *target = liens::model::Target::Url("https://unlisted.example/".into());
                }
            }
        }
    });
}

type Head = (
    Option<String>,
    Option<Direction>,
    Option<Vec<Inline>>,
    Option<Site>,
    Vec<Vec<Inline>>,
    Option<Byline>,
);

fn head() -> impl Strategy<Value = Head> {
    let language = prop::sample::select(vec!["en", "fr", "de", "pt-BR", "tr", "lv", "ar", "fr-CA"]);
    let direction = prop_oneof![Just(Direction::Ltr), Just(Direction::Rtl)];
    let site = (words(), option::of(url())).prop_map(|(name, url)| Site { name, url });
    // The breadcrumb of many a page ends with the page itself.
    let title = (option::of(run()), vec(run(), 0..3), prop::bool::ANY);
    let title = title.prop_map(|(title, mut breadcrumb, leads)| {
        breadcrumb.extend(title.clone().filter(|_| leads));
        (title, breadcrumb)
    });
    (
        option::of(language.prop_map(str::to_owned)),
        option::of(direction),
        title,
        option::of(site),
        option::of(byline()),
    )
        .prop_map(|(language, direction, (title, breadcrumb), site, byline)| {
            (language, direction, title, site, breadcrumb, byline)
        })
}

fn byline() -> impl Strategy<Value = Byline> {
    let named = credit(words()).prop_map(|(before, name, after)| format!("{before}{name}{after}"));
    let text = prop_oneof![2 => words(), 1 => named];
    (option::of(words()), text).prop_map(|(author, text)| Byline {
        author,
        text,
        at: None,
    })
}

/// A name with words around it as bylines have them, and sometimes too few of them.
fn credit<T: std::fmt::Debug>(
    name: impl Strategy<Value = T>,
) -> impl Strategy<Value = (&'static str, T, &'static str)> {
    let around = prop::sample::select(vec![
        ("Submitted by ", " on Fri, 06/29/2018 - 14:56"),
        (
            "Posted By ", " On 06/03/2018 @ 2:56 pm In Sea | No Comments",
        ),
        ("29/06/2018 - 14:56 — ", ""),
        ("Autor: ", " Utworzono: 29.06.2018 - 14:56"),
        ("By ", ""),
        ("Created 06/29/2018 - 14:56", ""),
    ]);
    (around, name).prop_map(|((before, after), name)| (before, name, after))
}

/// A line at the start of the body that looks like a byline.
fn credit_line() -> impl Strategy<Value = Block> {
    let linked = (words(), 1..6_u32)
        .prop_map(|(words, number)| vec![Inline::listed(number, vec![Inline::text(words)])]);
    let after = prop_oneof![3 => Just(Vec::new()), 1 => linked];
    (credit(run()), after).prop_map(|((before, name, tail), after)| {
        let mut line = vec![Inline::text(before)];
        line.extend(name);
        line.push(Inline::text(tail));
        line.extend(after);
        Block::paragraph(line)
    })
}

fn parts() -> impl Strategy<Value = (Vec<Block>, Vec<Comment>, Vec<Block>)> {
    let comment = (option::of(run()), option::of(byline()), vec(block(), 0..3));
    let comment = comment.prop_map(|(title, byline, content)| Comment {
        title,
        byline,
        content,
    });
    let body = (vec(credit_line(), 0..2), vec(block(), 0..6));
    let body = body.prop_map(|(credit, body)| credit.into_iter().chain(body).collect());
    (body, vec(comment, 0..2), vec(block(), 0..2))
}

type Foot = (
    Option<Source>,
    Vec<String>,
    Labels,
    Vec<Option<String>>,
    Metadata,
);

fn foot() -> impl Strategy<Value = Foot> {
    let labels = (
        option::of(label()),
        option::of(label()),
        option::of(label()),
        option::of(label()),
    );
    let labels = labels.prop_map(|(source, stamp, links, published)| Labels {
        source,
        stamp: stamp.map(|words| format!("{words} {{date}}")),
        links,
        published,
    });
    (
        option::of(source()),
        vec(url(), 0..6),
        labels,
        vec(option::weighted(0.2, words()), 6),
        metadata(),
    )
}

fn metadata() -> impl Strategy<Value = Metadata> {
    let text = prop_oneof![words(), "[ -~\\n\té\u{85}]{0,12}"];
    let number = prop_oneof![
        any::<i64>().prop_map(Value::Integer),
        prop::num::f64::NORMAL.prop_map(|number| Value::Float(Float::new(number).expect("finite"))),
    ];
    let scalar = prop_oneof![
        text.prop_map(Value::Text),
        number,
        any::<bool>().prop_map(Value::Bool),
        Just(Value::Null),
    ];
    let value = scalar.prop_recursive(3, 8, 3, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..3).prop_map(Value::List),
            vec((name(), inner), 0..3)
                .prop_map(|entries| Value::Map(entries.into_iter().collect())),
        ]
    });
    vec((name(), value), 0..3).prop_map(|entries| entries.into_iter().collect())
}

fn name() -> impl Strategy<Value = String> {
    prop_oneof!["[a-z_]{1,6}", Just("tags".to_owned()), "[ -~]{1,4}"]
}

fn label() -> impl Strategy<Value = String> {
    prop_oneof![
        words(),
        prop::sample::select(vec![
            "URL source", "Quellen-URL", "Links", "Verweise", "Liens", "modified on"
        ])
        .prop_map(str::to_owned),
    ]
}

fn source() -> impl Strategy<Value = Source> {
    let kind = prop_oneof![
        Just(StampKind::Modified),
        Just(StampKind::Retrieved),
        Just(StampKind::Unknown)
    ];
    let text = prop::sample::select(vec![
        "29/06/2018 - 14:56", "03/07/2018 - 14:56", "06/29/2018 - 2:56pm", "2018-06-29 14:56",
        "Fri, 29 Jun 2018 14:56:00 +0200",
    ]);
    let stamp = (kind, text).prop_map(|(kind, text)| Stamp {
        kind,
        text: text.into(),
        at: None,
    });
    (url(), option::of(stamp)).prop_map(|(url, stamp)| Source { url, stamp })
}

/// Addresses as exporters print them, odd ones too.
pub(crate) fn url() -> impl Strategy<Value = String> {
    let path = "[a-zA-Z0-9_.~()*&=;%,+!'-]{0,12}";
    prop_oneof![
        8 => path.prop_map(|path| format!("https://example.org/{path}")),
        1 => "[a-z]{1,5}@example.org".prop_map(|address| format!("mailto:{address}")),
        1 => Just("https://example.org/?a=1&amp;b=2&copy=3".to_owned()),
        1 => Just("https://example.org/wiki/Source_(disambiguation)".to_owned()),
    ]
}

/// A few words, often with characters that mean something somewhere.
pub(crate) fn words() -> impl Strategy<Value = String> {
    vec(word(), 1..6).prop_map(|words| words.join(" "))
}

fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        10 => "[a-zA-Zé]{1,8}".prop_map(String::from),
        2 => "[0-9]{1,3}[.)]?".prop_map(String::from),
        2 => "\\[[0-9]{1,2}\\]".prop_map(String::from),
        3 => "[\\\\`*_{}\\[\\]()<>#+.!|~:=&;\"'-]{1,3}".prop_map(String::from),
        1 => prop::sample::select(vec![
            "&amp;", "&#58;", "<b>", "</div>", "<!--", "http://bare.example/x_y_z", "Note:", "Links", "***", "---",
            "===", "\u{a0}", "a_b_c", "[sic]", "[1980]", "日本語", "روابط", "(https://example.org)", "\\", "1.",
            "C#", "Source URL:", "━━━━━━━━━━━━━━━━━━━━━━━━", "•", "{\"format\":\"liens\"", "<p>", "Home > News", "> 1", "[a]: b", "[^1]", "<a@b.c>", "~~x~~", "a*b*c", ">", "|", "+",
        ])
        .prop_map(str::to_owned),
    ]
}

/// A run of inlines.
pub(crate) fn run() -> impl Strategy<Value = Vec<Inline>> {
    vec(inline(), 1..5)
}

fn inline() -> impl Strategy<Value = Inline> {
    let leaf = prop_oneof![
        6 => words().prop_map(Inline::text),
        2 => Just(Inline::text(" ")),
        1 => words().prop_map(|text| Inline::Code { text }),
        1 => Just(Inline::Break {}),
        1 => image(),
        2 => (1..6_u32).prop_map(|number| Inline::listed(number, vec![])),
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        let content = vec(inner, 1..3);
        prop_oneof![
            2 => content.clone().prop_map(|content| Inline::Emphasis { content }),
            2 => content.clone().prop_map(|content| Inline::Strong { content }),
            1 => content.clone().prop_map(|content| Inline::Strikeout { content }),
            1 => content.clone().prop_map(|content| Inline::Underline { content }),
            1 => content.clone().prop_map(|content| Inline::Superscript { content }),
            1 => content.clone().prop_map(|content| Inline::Subscript { content }),
            1 => content.clone().prop_map(|content| Inline::Small { content }),
            4 => (content.clone(), 1..6_u32).prop_map(|(content, number)| Inline::listed(number, content)),
            2 => (content, url(), option::weighted(0.3, words())).prop_map(|(content, url, title)| Inline::Link {
                content,
                target: Target::Url(url),
                title,
            }),
        ]
    })
}

fn image() -> impl Strategy<Value = Inline> {
    let size = option::weighted(0.3, 1..2000_u32);
    (url(), words(), option::of(words()), size.clone(), size).prop_map(
        |(src, alt, title, width, height)| Inline::Image {
            src,
            alt,
            title,
            width,
            height,
        },
    )
}

/// A block with whatever it may contain.
pub(crate) fn block() -> impl Strategy<Value = Block> {
    let code = (option::of("[a-z+#]{1,6}"), vec(words(), 1..4));
    let leaf = prop_oneof![
        8 => run().prop_map(Block::paragraph),
        2 => (1..7_u8, run()).prop_map(|(level, content)| Block::Heading { level, content }),
        1 => code.prop_map(|(language, lines)| Block::CodeBlock { language, text: lines.join("\n  ") }),
        1 => Just(Block::Rule {}),
    ];
    leaf.prop_recursive(3, 16, 3, |inner| {
        let blocks = vec(inner.clone(), 1..3);
        let items = vec(vec(inner.clone(), 0..3), 1..4);
        let values = prop_oneof![
            run().prop_map(|run| vec![vec![Block::paragraph(run)]]),
            vec((words(), 1..6_u32), 1..3).prop_map(|links| {
                let link = |(words, number): (String, u32)| {
                    vec![Block::paragraph(vec![Inline::listed(number, vec![Inline::text(words)])])]
                };
                links.into_iter().map(link).collect()
            }),
            items.clone(),
        ];
        let label = prop_oneof!["[A-Z][a-z]{1,6}".prop_map(|word| vec![Inline::text(word)]), run()];
        prop_oneof![
            3 => (any::<bool>(), 0..12_u32, items.clone()).prop_map(|(ordered, start, items)| Block::List {
                ordered,
                start: ordered.then_some(start),
                items,
            }),
            2 => blocks.clone().prop_map(|content| Block::Quote { content }),
            2 => (label, values).prop_map(|(label, items)| Block::Field { label, items }),
            1 => table(inner.clone()),
            1 => (blocks.clone(), run()).prop_map(|(content, caption)| Block::Figure { content, caption }),
            1 => (vec(run(), 1..3), vec(blocks, 0..3)).prop_map(|(terms, definitions)| Block::DefinitionList {
                items: vec![Definition { terms, definitions }],
            }),
        ]
    })
}

fn table(block: impl Strategy<Value = Block> + Clone) -> impl Strategy<Value = Block> {
    let align = prop_oneof![Just(Align::Left), Just(Align::Center), Just(Align::Right)];
    let span = prop_oneof![6 => Just(1_u32), 1 => 1..4_u32];
    let cell = (
        any::<bool>(),
        span.clone(),
        span,
        option::of(align),
        vec(block, 0..2),
    );
    let cell = cell.prop_map(|(header, colspan, rowspan, align, content)| Cell {
        header,
        colspan,
        rowspan,
        align,
        content,
    });
    let row = vec(cell, 1..4);
    (
        option::weighted(0.3, run()),
        vec(row.clone(), 0..2),
        vec(row, 1..4),
    )
        .prop_map(|(caption, head, rows)| Block::Table {
            caption: caption.unwrap_or_default(),
            head,
            rows,
        })
}
