//! The words of a page in text form and those of an article, to see that none is lost.

use std::collections::HashMap;

use liens::model::{Article, Block, Inline, Node, Target};
use liens::write::{PrintText, Render};
use pulldown_cmark::{Event, Options, Parser, TagEnd};

/// Words of the exporters that the article has no place for.
const EXPORTERS: &str = "Article printed from Beitrag gedruckt von";
/// What may be left of characters that were escaped more than once.
const REFERENCES: [&str; 6] = ["amp", "quot", "039", "lt", "gt", "apos"];

/// The words of a page in Markdown that the article lacks.
pub(crate) fn lost(page: &str, article: &Article) -> Vec<String> {
    lacking(words_of_page(page), article)
}

/// How many words a page without markup has, and which of them the article lacks. Numbers do not count: items
/// have them, and links.
pub(crate) fn lost_of_plain(page: &str, article: &Article) -> (usize, Vec<String>) {
    let mut words = words(page);
    words.retain(|word| word.contains(char::is_alphabetic));
    (words.len(), lacking(words, article))
}

fn lacking(page: Vec<String>, article: &Article) -> Vec<String> {
    let mut have: HashMap<String, usize> = HashMap::new();
    let printed = [
        text_of(article),
        frame(article),
        addresses(article),
        site(article),
        format!("{:?}", article.metadata),
    ];
    for word in words(&printed.join("\n")) {
        *have.entry(word).or_default() += 1;
    }
    let exporters = words(EXPORTERS);
    let is_lost = |word: &String| match have.get_mut(word) {
        Some(count) if *count > 0 => {
            *count -= 1;
            false
        }
        _ => !exporters.contains(word),
    };
    page.into_iter().filter(is_lost).collect()
}

/// The first words of the body that do not stand in the page in this order.
pub(crate) fn out_of_order(page: &str, article: &Article) -> Option<String> {
    let mut rest = words_of_page(page).into_iter();
    let body = words(&blocks(&article.body));
    let at = (0..body.len()).find(|at| !rest.any(|word| word == body[*at]))?;
    Some(body[at.saturating_sub(5)..(at + 5).min(body.len())].join(" "))
}

fn words(text: &str) -> Vec<String> {
    let words = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    words
        .filter(|word| !REFERENCES.contains(word))
        .map(str::to_owned)
        .collect()
}

// ---- the article

/// The site once more: WordPress prints it above the article and below.
fn site(article: &Article) -> String {
    let Some(site) = &article.site else {
        return String::new();
    };
    format!("{} {}", site.name, site.url.as_deref().unwrap_or_default())
}

/// Site, source line and list as the text form prints them, and the titles in the list, which it does
/// not print everywhere.
fn frame(article: &Article) -> String {
    let mut frame = Article {
        language: article.language.clone(),
        site: article.site.clone(),
        source: article.source.clone(),
        links: article.links.clone(),
        labels: article.labels.clone(),
        ..Article::default()
    };
    let mut titles = String::new();
    for link in &mut frame.links {
        titles.push('\n');
        titles.push_str(&link.title.take().unwrap_or_default());
    }
    PrintText::default().render_to_string(&frame) + &titles
}

/// Where links lead: the page shows it where its markup is broken.
fn addresses(article: &Article) -> String {
    let mut addresses = String::new();
    for node in article.walk() {
        let Node::Inline(Inline::Link { target, .. }) = node else {
            continue;
        };
        let listed = |number: &u32| article.links.iter().find(|link| link.number == *number);
        addresses.push('\n');
        addresses.push_str(match target {
            Target::Url(url) => url,
            Target::Listed(number) => listed(number).map_or("", |link| link.url.as_str()),
        });
    }
    addresses
}

/// All parts above the frame. Listed links are followed by their numbers.
fn text_of(article: &Article) -> String {
    let mut text = inlines(article.title.as_deref().unwrap_or_default());
    let mut add = |part: String| {
        text.push('\n');
        text.push_str(&part);
    };
    article
        .breadcrumb
        .iter()
        .for_each(|crumb| add(inlines(crumb)));
    let bylines = article
        .comments
        .iter()
        .filter_map(|comment| comment.byline.as_ref());
    bylines
        .chain(&article.byline)
        .for_each(|byline| add(byline.text.clone()));
    for comment in &article.comments {
        add(inlines(comment.title.as_deref().unwrap_or_default()));
        add(blocks(&comment.content));
    }
    add(blocks(&article.body));
    add(blocks(&article.footer));
    text
}

fn blocks(blocks: &[Block]) -> String {
    blocks
        .iter()
        .map(|block| block_text(block) + "\n")
        .collect()
}

fn block_text(block: &Block) -> String {
    let all = |items: &[Vec<Block>]| {
        items
            .iter()
            .map(|item| self::blocks(item))
            .collect::<String>()
    };
    match block {
        Block::Paragraph { content } | Block::Heading { content, .. } => inlines(content),
        Block::List { items, .. } => all(items),
        Block::DefinitionList { items } => {
            let item = |item: &liens::model::Definition| {
                item.terms
                    .iter()
                    .map(|term| inlines(term) + "\n")
                    .collect::<String>()
                    + &all(&item.definitions)
            };
            items.iter().map(item).collect()
        }
        Block::Quote { content } => blocks(content),
        Block::CodeBlock { text, .. } => text.clone(),
        Block::Table {
            caption,
            head,
            rows,
        } => {
            let cells = head.iter().chain(rows).flatten();
            cells.fold(inlines(caption) + "\n", |text, cell| {
                text + &blocks(&cell.content)
            })
        }
        Block::Figure { content, caption } => blocks(content) + &inlines(caption),
        Block::Field { label, items } => inlines(label) + "\n" + &all(items),
        Block::Rule {} => String::new(),
    }
}

fn inlines(run: &[Inline]) -> String {
    let text = |inline: &Inline| match inline {
        Inline::Text { text } | Inline::Code { text } => text.clone(),
        Inline::Image { alt, .. } => alt.clone(),
        Inline::Break {} => "\n".into(),
        Inline::Link {
            content,
            target: Target::Listed(number),
            ..
        } => format!("{} [{number}]", inlines(content)),
        // It stands apart from the words that refer to it.
        Inline::Note { content } => format!("\n{}", blocks(content)),
        other => inlines(other.content().unwrap_or_default()),
    };
    run.iter().map(text).collect()
}

// ---- the page

/// The words of a page that are no markup.
fn words_of_page(page: &str) -> Vec<String> {
    let page = without_addresses(&with_whole_tags(page));
    let mut text = String::new();
    let mut raw = String::new();
    for event in Parser::new_ext(
        &page,
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH,
    ) {
        match event {
            Event::Text(words) | Event::Code(words) => text.push_str(&words),
            Event::InlineHtml(html) => text.push_str(&without_tags(&html)),
            Event::Html(html) => raw.push_str(&html),
            Event::End(TagEnd::HtmlBlock) => {
                text.push_str(&without_tags(&std::mem::take(&mut raw)));
                text.push('\n');
            }
            Event::Start(tag) if is_within_text(&tag.to_end()) => {}
            Event::End(end) if is_within_text(&end) => {}
            _ => text.push('\n'),
        }
    }
    words(&text)
}

fn is_within_text(tag: &TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image
    )
}

/// Joins the lines of headings that end within a tag, where pandoc wrapped them.
fn with_whole_tags(page: &str) -> String {
    let mut whole = String::new();
    let mut is_open = false;
    for line in page.split_inclusive('\n') {
        let opens = line.rfind('<') > line.rfind('>');
        is_open = (is_open && !line.contains('>')) || (opens && (is_open || line.starts_with('#')));
        whole.push_str(if is_open { line.trim_end() } else { line });
        whole.push_str(if is_open { " " } else { "" });
    }
    whole
}

/// Drops the addresses of links that wrapping and spaces make text for CommonMark.
fn without_addresses(page: &str) -> String {
    let mut text = String::new();
    let mut rest = page;
    while let Some(start) = rest.find("](") {
        let (before, address) = rest.split_at(start + 2);
        text.push_str(before);
        rest = address;
        if let Some(end) = end_of_address(address) {
            let is_text = before.ends_with("\\](") || address.starts_with('<');
            if !is_text && address[..end].contains(char::is_whitespace) {
                text.push('#');
                rest = &address[end..];
            }
        }
    }
    text + rest
}

/// Where the parenthesis around an address closes, if it does within the paragraph.
fn end_of_address(address: &str) -> Option<usize> {
    let mut depth = 1;
    let mut before = ' ';
    let paragraph = address.split("\n\n").next().unwrap_or_default();
    paragraph.find(|c: char| {
        let is_escaped = std::mem::replace(&mut before, c) == '\\';
        depth += i32::from(c == '(' && !is_escaped) - i32::from(c == ')' && !is_escaped);
        depth == 0
    })
}

/// HTML without its style sheets.
fn without_styles(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some((before, sheet)) = rest.split_once("<style>") {
        text.push_str(before);
        rest = sheet.split_once("</style>").map_or("", |(_, after)| after);
    }
    text + rest
}

/// Elements that part no words.
const WITHIN_TEXT: [&str; 11] = [
    "a", "b", "i", "em", "strong", "span", "sup", "sub", "u", "small", "code",
];

/// The text of raw HTML, with that of its images, but for the site's logo and style sheets.
fn without_tags(html: &str) -> String {
    let mut text = String::new();
    for piece in without_styles(html).split_inclusive('>') {
        let Some((words, tag)) = piece.split_once('<') else {
            text.push_str(piece);
            continue;
        };
        text.push_str(words);
        let alt = tag
            .split_once("alt=\"")
            .and_then(|(_, alt)| alt.split_once('"'));
        text.push_str(
            alt.filter(|_| !tag.contains("print-logo"))
                .map_or("", |(alt, _)| alt),
        );
        let name = tag
            .trim_start_matches('/')
            .split(|c: char| !c.is_ascii_alphanumeric())
            .next();
        if !WITHIN_TEXT.contains(&name.unwrap_or_default()) {
            text.push('\n');
        }
    }
    htmlize::unescape(&text).into_owned()
}
