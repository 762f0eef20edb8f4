//! What print text carries: the promise of `PrintText`.

use liens::model::{Article, Block, Cell, Inline, Node, Row, Target, inline_text};
use liens::read::{self, Options};
use liens::write::{PrintText, Render};

/// What is written reads back as what it carries, and a second pass writes the same. Says what is not so.
pub(crate) fn broken(article: &Article, options: &Options) -> Option<String> {
    let writer = PrintText::default().with_labels(options.labels.clone());
    let text = writer.render_to_string(article);
    let read = match read::text(&text, options) {
        Ok(reading) => reading.article,
        Err(error) => return Some(format!("{error} in\n{text}")),
    };
    let (mut found, expected) = (carried(read.clone()), carried(article.clone()));
    // A site or a source that no words tell is a paragraph.
    if let (Some(site), None) = (&article.site, &read.site) {
        take_line(&mut found.body, 0, &site.name);
    }
    if let (Some(source), None) = (&article.source, &read.source) {
        let last = found.body.len().saturating_sub(1);
        take_line(&mut found.body, last, &source.url);
        found.source.clone_from(&expected.source);
    }
    if found != expected {
        return Some(format!(
            "read back\n{found:?}\nbut expected\n{expected:?}\nfrom\n{text}"
        ));
    }
    let again = writer.render_to_string(&read);
    (again != text).then(|| format!("written again\n{again}\nof what was read from\n{text}"))
}

/// Takes a line with these words from the page, and a rule that it leaves at the end.
fn take_line(body: &mut Vec<Block>, at: usize, words: &str) {
    if body
        .get(at)
        .is_some_and(|block| text_of(block.clone()).contains(words))
    {
        body.remove(at);
    }
    while body.last() == Some(&Block::Rule {}) {
        body.pop();
    }
}

/// The article as print text carries it: one page of blocks, its source and its list. What of them is title,
/// breadcrumb, byline or field is told by words and place only.
pub(crate) fn carried(article: Article) -> Article {
    let title = article.title.map(|title| Block::heading(1, title));
    let crumbs = article.breadcrumb.join(&Inline::text(" > "));
    // A breadcrumb that does not lead to the title stands below it.
    let leads = title.clone().is_some_and(|title| {
        let single_spaced = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let (crumbs, title) = (
            single_spaced(inline_text(&crumbs)),
            single_spaced(text_of(title)),
        );
        let before = crumbs.strip_suffix(&title).filter(|_| !title.is_empty());
        before.is_some_and(|before| before.trim_end().ends_with(['>', '›', '»']))
    });
    let crumbs = Block::paragraph(crumbs);
    let byline = article.byline.map(|byline| words(byline.text));
    let (above, below) = if leads {
        (Some(crumbs), None)
    } else {
        (None, Some(crumbs))
    };
    let mut page: Vec<Block> = [above, title, byline, below]
        .into_iter()
        .flatten()
        .collect();
    let mut body = plain(article.body);
    // What stands at the end of a figure or definition may be a rule; the one below it is enough.
    let is_last = article.comments.is_empty() && article.footer.is_empty();
    while !is_last && body.last() == Some(&Block::Rule {}) {
        body.pop();
    }
    page.extend(body);
    // Comments and the site's footer stand after a rule each.
    page.extend(article.comments.first().map(|_| Block::Rule {}));
    for comment in article.comments {
        page.extend(comment.title.map(|title| Block::heading(3, title)));
        page.extend(comment.byline.map(|byline| words(byline.text)));
        page.extend(comment.content);
    }
    page.extend(article.footer.first().map(|_| Block::Rule {}));
    page.extend(article.footer);
    let mut carried = Article {
        body: plain(page),
        source: article.source,
        links: article.links,
        ..Article::default()
    };
    for link in &mut carried.links {
        // Only before an address a title is one.
        if let Some(title) = link.title.take() {
            link.url = format!("{title}: {}", link.url);
        }
    }
    carried.for_each_run(|run| *run = std::mem::take(run).into_iter().flat_map(followed).collect());
    carried.for_each_run(|run| run.iter_mut().for_each(drop_size));
    carried.normalize();
    if let Some(stamp) = carried
        .source
        .as_mut()
        .and_then(|source| source.stamp.as_mut())
    {
        stamp.at = None;
    }
    carried.language = None;
    carried.labels = Default::default();
    carried
}

/// Markdown has no sizes of images.
fn drop_size(inline: &mut Inline) {
    if let Inline::Image { width, height, .. } = inline {
        (*width, *height) = (None, None);
    }
}

fn text_of(block: Block) -> String {
    let article = Article {
        body: vec![block],
        ..Article::default()
    };
    article.plain_text()
}

fn words(text: String) -> Block {
    Block::paragraph(vec![Inline::text(text)])
}

fn normal(body: Vec<Block>) -> Vec<Block> {
    let mut article = Article {
        body,
        ..Article::default()
    };
    article.normalize();
    article.body
}

/// Addresses that a program might not follow may be words after those of their link or image.
fn followed(inline: Inline) -> Vec<Inline> {
    let is_odd = |url: &str| {
        let known = ["http://", "https://", "mailto:"];
        url.contains(':') && !known.iter().any(|scheme| url.starts_with(scheme))
    };
    match inline {
        Inline::Link {
            mut content,
            target: Target::Url(url),
            ..
        } if is_odd(&url) => {
            // A script is no place to go to: its link is its words.
            let scripts = ["javascript", "vbscript", "livescript", "data", "blob"];
            let is_script = url::Url::parse(&url).is_ok_and(|url| scripts.contains(&url.scheme()));
            if !is_script && content != [Inline::text(url.as_str())] {
                content.push(Inline::text(if content.is_empty() {
                    url
                } else {
                    format!(" ({url})")
                }));
            }
            content
        }
        Inline::Image {
            src, alt, title, ..
        } if is_odd(&src) => {
            let shown = if src.starts_with("data:") {
                src.split(',').next().unwrap_or_default()
            } else {
                &src
            };
            let shown = title.map_or(shown.to_owned(), |title| format!("{title}: {shown}"));
            vec![Inline::text(if alt.is_empty() {
                shown
            } else {
                format!("{alt} ({shown})")
            })]
        }
        other => vec![other],
    }
}

/// Blocks in the forms that Markdown has.
fn plain(blocks: Vec<Block>) -> Vec<Block> {
    blocks.into_iter().flat_map(plain_block).collect()
}

fn plain_block(block: Block) -> Vec<Block> {
    match block {
        Block::List {
            ordered,
            start,
            items,
        } => {
            let items = items.into_iter().map(plain).collect();
            vec![Block::List {
                ordered,
                start,
                items,
            }]
        }
        Block::Quote { content } => vec![Block::Quote {
            content: plain(content),
        }],
        // Definitions and figures are paragraphs.
        Block::DefinitionList { items } => items
            .into_iter()
            .flat_map(|item| {
                let terms = item.terms.into_iter().map(Block::paragraph);
                terms
                    .chain(plain(item.definitions.into_iter().flatten().collect()))
                    .collect::<Vec<_>>()
            })
            .collect(),
        Block::Figure { content, caption } => plain(content)
            .into_iter()
            .chain([Block::paragraph(caption)])
            .collect(),
        Block::Table {
            caption,
            head,
            rows,
        } => vec![Block::paragraph(caption), table(head, rows)],
        Block::Field { label, items } => {
            let items = items.into_iter().map(plain).collect();
            match normal(vec![Block::Field { label, items }]).pop() {
                Some(Block::Field { label, items }) => field(label, items),
                other => other.into_iter().collect(),
            }
        }
        block => vec![block],
    }
}

/// A field is a labelled paragraph, with further links below it, or a label above a list.
fn field(label: Vec<Inline>, items: Vec<Vec<Block>>) -> Vec<Block> {
    let is_paragraph = |item: &Vec<Block>| matches!(item.as_slice(), [Block::Paragraph { .. }]);
    let are_links = items.iter().all(|item| match item.as_slice() {
        [Block::Paragraph { content }] => is_links_alone(content),
        _ => false,
    });
    let label = |end: &str| match inline_text(&label) {
        _ if has_link(&label) => [label.clone(), vec![Inline::text(end)]].concat(),
        text => vec![Inline::text(text + end)],
    };
    if !(are_links || (items.len() == 1 && is_paragraph(&items[0]))) {
        let list = Block::List {
            ordered: false,
            start: None,
            items,
        };
        return vec![Block::paragraph(label(":")), list];
    }
    let mut printed: Vec<Block> = items.into_iter().flatten().collect();
    if let Some(Block::Paragraph { content }) = printed.first_mut() {
        content.splice(..0, label(": "));
    }
    printed
}

fn has_link(run: &[Inline]) -> bool {
    let walk = Article {
        title: Some(run.to_vec()),
        ..Article::default()
    };
    walk.walk().any(|node| {
        matches!(
            node,
            Node::Inline(Inline::Link { .. } | Inline::Image { .. })
        )
    })
}

fn is_links_alone(content: &[Inline]) -> bool {
    let is_link =
        |inline: &Inline| matches!(inline, Inline::Link { content, .. } if !content.is_empty());
    let is_space =
        |inline: &Inline| matches!(inline, Inline::Text { text } if text.trim_ascii().is_empty());
    content.iter().any(is_link)
        && content
            .iter()
            .all(|inline| is_link(inline) || is_space(inline))
}

/// Tables have no spans, no captions and one head row; cells have lines. Only what the cells of each row say is looked
/// at here: plain tables come back whole, which `suite/promises.rs` holds.
fn table(head: Vec<Row>, rows: Vec<Row>) -> Block {
    let row = |row: Row| -> Row {
        let cells = row.into_iter().map(|cell| {
            let lines = lines(cell.content)
                .into_iter()
                .filter(|line| !line.is_empty());
            normal(vec![Block::paragraph(
                lines.collect::<Vec<_>>().join(&Inline::Break {}),
            )])
        });
        let filled = cells.filter(|content| !content.is_empty());
        filled.map(Cell::new).collect()
    };
    let rows = head.into_iter().chain(rows).map(row);
    let rows: Vec<Row> = rows.filter(|row| !row.is_empty()).collect();
    Block::Table {
        caption: Vec::new(),
        head: Vec::new(),
        rows,
    }
}

/// The lines of a cell.
fn lines(blocks: Vec<Block>) -> Vec<Vec<Inline>> {
    let line_of = |block| match block {
        Block::Paragraph { content } | Block::Heading { content, .. } => vec![content],
        Block::List { items, .. } => lines(items.into_iter().flatten().collect()),
        Block::Quote { content } => lines(content),
        Block::CodeBlock { text, .. } => text
            .lines()
            .map(|line| vec![Inline::Code { text: line.into() }])
            .collect(),
        Block::Table {
            caption,
            head,
            rows,
        } => {
            let cells = head
                .into_iter()
                .chain(rows)
                .flatten()
                .flat_map(|cell| cell.content);
            [vec![caption], lines(cells.collect())].concat()
        }
        Block::Rule {} => Vec::new(),
        other => lines(plain_block(other)),
    };
    blocks.into_iter().flat_map(line_of).collect()
}
