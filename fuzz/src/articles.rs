//! Articles made of a fuzzer's bytes: each byte decides one thing, so that a changed byte changes one thing.

use arbitrary::{Result, Unstructured};
use liens::model::{
    Align, Article, Block, Byline, Cell, Comment, Definition, Direction, Inline, Labels, Link, Row,
    Site, Source, Stamp, StampKind, Target,
};

/// How deep blocks and inlines nest.
const DEPTH: u32 = 4;

/// Words that mean something somewhere: to Markdown, to HTML, to the grammar of references.
const WORDS: &[&str] = &[
    "a", "word", "Été", "日本語", "روابط", "1.", "2)", "[1]", "[2]", "[12]", "[sic]", "[1980]",
    "[99999999999]", "\\", "`", "``", "*", "**", "_", "__", "a_b", "~~", "#", "##", ">", "|", "+",
    "-", "--", "---", "***", "===", ":", "：", "Note:", "Links", "Links:", "Source URL:",
    "Source URL", "Liens", "Published on", "modified on", "&amp;", "&amp;amp;", "&#58;",
    "&lt;b&gt;", "&copy", "<b>", "</div>", "<!--", "-->", "<a@b.c>", "<script>", "]]>", "(", ")",
    "](", "[a]: b", "[^1]", "![", "http://bare.example/x_y", "https://example.org/",
    "www.a.example", "\u{a0}", "\u{feff}", "\u{200b}", "\u{200e}", "\u{202e}", "\u{ad}",
    "\u{2028}", "\u{fffe}", "\u{fffc}", "\0", "\u{1}", "\t", "\n", "\r\n", "  ",
    "29/06/2018 - 14:56", "03/07/2018", "Friday, June 29, 2018", "{date}", "{site}", "\"", "'",
    "»", ">", "By Ada", "Submitted by Ada on 29/06/2018 - 14:56", "$x$", "C#", "0",
];

/// Addresses, harmless ones and others.
const URLS: &[&str] = &[
    "https://example.org/", "http://example.org/a?b=1&amp;c=2&d=3", "https://example.org/a_(b)",
    "mailto:a@b.example", "https://example.org/a b", "https://example.org/%20|x",
    "https://example.org/<x>", "https://example.org/\"'`", "ftp://example.org/\\",
    "https://example.org/#comment-0", "https://example.org/[1]", "tel:+33", "news:a.b",
    "https://example.org/*a*_b_", "https://example.org/é", "https://example.org/&#58;",
];

/// Dates as exporters print them. Stamps are nothing else.
const DATES: &[&str] = &[
    "29/06/2018 - 14:56", "03/07/2018 - 14:56", "06/29/2018 - 2:56pm", "2018-06-29 14:56",
    "Fri, 29 Jun 2018 14:56:00 +0200", "29. Juni 2018",
];

/// An article in normal form.
pub(crate) fn article(bytes: &[u8]) -> Result<Article> {
    let mut made = Made {
        bytes: Unstructured::new(bytes),
    };
    let mut article = made.article()?;
    article.normalize();
    // Dissolving one thing can bring others together.
    article.normalize();
    Ok(article)
}

struct Made<'a> {
    bytes: Unstructured<'a>,
}

impl Made<'_> {
    fn article(&mut self) -> Result<Article> {
        let mut article = Article {
            body: self.some(6, |made| made.block(DEPTH))?,
            links: self.links()?,
            source: self.option(Self::source)?,
            title: self.option(|made| made.run(DEPTH))?,
            site: self.option(|made| {
                Ok(Site {
                    name: made.words()?,
                    url: made.option(Self::url)?,
                })
            })?,
            byline: self.option(Self::byline)?,
            comments: self.some(2, Self::comment)?,
            footer: self.some(2, |made| made.block(DEPTH))?,
            breadcrumb: self.some(2, |made| made.run(1))?,
            language: self.option(|made| {
                Ok(made
                    .one(&["en", "fr", "de", "tr", "ar", "pt-BR"])?
                    .to_owned())
            })?,
            direction: self.option(|made| made.one(&[Direction::Ltr, Direction::Rtl]))?,
            labels: self.labels()?,
            metadata: Default::default(),
        };
        let count = u32::try_from(article.links.len()).unwrap_or_default();
        article.for_each_run(|run| run.iter_mut().for_each(|inline| keep_listed(inline, count)));
        Ok(article)
    }

    // ---- choices

    fn below(&mut self, count: usize) -> Result<usize> {
        self.bytes.int_in_range(0..=count.saturating_sub(1))
    }

    fn one<T: Copy>(&mut self, of: &[T]) -> Result<T> {
        Ok(of[self.below(of.len())?])
    }

    fn option<T>(&mut self, make: impl FnOnce(&mut Self) -> Result<T>) -> Result<Option<T>> {
        Ok(if self.bytes.ratio(1, 3)? {
            Some(make(self)?)
        } else {
            None
        })
    }

    /// At most so many.
    fn some<T>(
        &mut self,
        most: usize,
        mut make: impl FnMut(&mut Self) -> Result<T>,
    ) -> Result<Vec<T>> {
        let count = self.below(most + 1)?;
        (0..count).map(|_| make(self)).collect()
    }

    // ---- words

    fn words(&mut self) -> Result<String> {
        let words = self.some(4, |made| match made.below(8)? {
            0 => made.bytes.arbitrary::<char>().map(String::from),
            _ => Ok(made.one(WORDS)?.to_owned()),
        })?;
        let space = self.one(&[" ", " ", ""])?;
        Ok(words.join(space))
    }

    fn url(&mut self) -> Result<String> {
        Ok(self.one(URLS)?.to_owned())
    }

    // ---- parts

    fn links(&mut self) -> Result<Vec<Link>> {
        let entries = self.some(5, |made| Ok((made.url()?, made.option(Self::words)?)))?;
        let link = |((url, title), number)| Link { number, url, title };
        Ok(entries.into_iter().zip(1..).map(link).collect())
    }

    fn source(&mut self) -> Result<Source> {
        let stamp = self.option(|made| {
            let kind = made.one(&[
                StampKind::Modified,
                StampKind::Retrieved,
                StampKind::Unknown,
            ])?;
            Ok(Stamp {
                kind,
                text: made.one(DATES)?.to_owned(),
                at: None,
            })
        })?;
        Ok(Source {
            url: self.url()?,
            stamp,
        })
    }

    fn labels(&mut self) -> Result<Labels> {
        Ok(Labels {
            source: self.option(Self::words)?,
            stamp: self.option(|made| Ok(made.words()? + "{date}"))?,
            links: self.option(Self::words)?,
            published: self.option(Self::words)?,
        })
    }

    fn byline(&mut self) -> Result<Byline> {
        Ok(Byline {
            author: self.option(Self::words)?,
            text: self.words()?,
            at: None,
        })
    }

    fn comment(&mut self) -> Result<Comment> {
        Ok(Comment {
            title: self.option(|made| made.run(2))?,
            byline: self.option(Self::byline)?,
            content: self.blocks(2)?,
        })
    }

    // ---- blocks

    fn blocks(&mut self, depth: u32) -> Result<Vec<Block>> {
        self.some(3, |made| made.block(depth))
    }

    fn block(&mut self, depth: u32) -> Result<Block> {
        let kinds = if depth == 0 { 4 } else { 10 };
        Ok(match self.below(kinds)? {
            0 => Block::paragraph(self.run(depth)?),
            1 => Block::heading(self.one(&[1, 2, 3, 6])?, self.run(depth)?),
            2 => Block::CodeBlock {
                language: self.option(Self::words)?,
                text: self.words()?,
            },
            3 => Block::Rule {},
            4 | 5 => {
                let start = self.option(|made| made.one(&[0, 1, 7]))?;
                let items = self.some(3, |made| made.blocks(depth - 1))?;
                Block::List {
                    ordered: start.is_some(),
                    start,
                    items,
                }
            }
            6 => Block::Quote {
                content: self.blocks(depth - 1)?,
            },
            7 => Block::Table {
                caption: self.run(1)?,
                head: self.some(2, |made| made.row(depth - 1))?,
                rows: self.some(3, |made| made.row(depth - 1))?,
            },
            8 => Block::Field {
                // With a link it is a known gap.
                label: vec![Inline::text(self.words()?)],
                items: self.some(3, |made| made.blocks(depth - 1))?,
            },
            _ => match self.below(2)? {
                0 => Block::Figure {
                    content: self.blocks(depth - 1)?,
                    caption: self.run(1)?,
                },
                _ => Block::DefinitionList {
                    items: self.some(2, |made| made.definition(depth - 1))?,
                },
            },
        })
    }

    fn definition(&mut self, depth: u32) -> Result<Definition> {
        Ok(Definition {
            terms: self.some(2, |made| made.run(1))?,
            definitions: self.some(2, |made| made.blocks(depth))?,
        })
    }

    fn row(&mut self, depth: u32) -> Result<Row> {
        self.some(3, |made| {
            Ok(Cell {
                header: made.bytes.arbitrary()?,
                colspan: made.one(&[1, 1, 2])?,
                rowspan: made.one(&[1, 1, 2])?,
                align: made.option(|made| made.one(&[Align::Left, Align::Center, Align::Right]))?,
                content: made.blocks(depth)?,
            })
        })
    }

    // ---- inlines

    fn run(&mut self, depth: u32) -> Result<Vec<Inline>> {
        self.some(4, |made| made.inline(depth))
    }

    fn inline(&mut self, depth: u32) -> Result<Inline> {
        let kinds = if depth == 0 { 5 } else { 10 };
        Ok(match self.below(kinds)? {
            0 | 1 => Inline::text(self.words()?),
            2 => Inline::Code {
                text: self.words()?,
            },
            3 => Inline::Break {},
            4 => Inline::Image {
                src: self.url()?,
                alt: self.words()?,
                title: self.option(Self::words)?,
                width: None,
                height: None,
            },
            5 | 6 => Inline::listed(self.one(&[1, 2, 3, 4])?, self.run(depth - 1)?),
            7 => Inline::link(self.url()?, self.run(depth - 1)?),
            8 => Inline::Emphasis {
                content: self.run(depth - 1)?,
            },
            _ => {
                let content = self.run(depth - 1)?;
                match self.below(6)? {
                    0 => Inline::Strong { content },
                    1 => Inline::Strikeout { content },
                    2 => Inline::Underline { content },
                    3 => Inline::Superscript { content },
                    4 => Inline::Subscript { content },
                    _ => Inline::Small { content },
                }
            }
        })
    }
}

/// A link to an entry that the list lacks becomes an unlisted one.
fn keep_listed(inline: &mut Inline, count: u32) {
    if let Inline::Link { target, .. } = inline {
        if matches!(target, Target::Listed(number) if *number > count) {
            *target = Target::Url("https://unlisted.example/".into());
        }
    }
}
