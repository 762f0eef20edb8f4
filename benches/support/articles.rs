//! Articles of any length, always the same: the kind of pages that sites print, in French and English.

use fastrand::Rng;
use liens::model::{Article, Block, Byline, Cell, Inline, Link, Site, Source, Stamp, StampKind};

use super::prose::{ENGLISH, FRENCH, Prose};

/// How many links each section has, all to different addresses.
pub(crate) const LINKS_PER_SECTION: usize = 4;

/// An article of this many sections, in normal form.
pub(crate) fn article(sections: usize) -> Article {
    let mut author = Author {
        rng: Rng::with_seed(1868),
        links: Vec::new(),
    };
    let body = (0..sections).flat_map(|at| author.section(at)).collect();
    let mut article = Article {
        language: Some("fr".to_owned()),
        title: Some(vec![Inline::text("Le phare rallume sa lanterne")]),
        site: Some(Site {
            name: "Port-Sablier".to_owned(),
            url: Some("https://port-sablier.example.org".to_owned()),
        }),
        byline: Some(Byline {
            author: Some("Odile Marchesseau".to_owned()),
            text: "Soumis par Odile Marchesseau le ven, 29/06/2018 - 14:56".to_owned(),
            at: None,
        }),
        body,
        source: Some(Source {
            url: "https://port-sablier.example.org/actualites/le-phare".to_owned(),
            stamp: Some(Stamp {
                kind: StampKind::Modified,
                text: "29/06/2018 - 14:56".to_owned(),
                at: None,
            }),
        }),
        links: author.links,
        ..Article::default()
    };
    article.normalize();
    article
}

/// Writes sections and numbers their links.
struct Author {
    rng: Rng,
    links: Vec<Link>,
}

impl Author {
    fn section(&mut self, at: usize) -> Vec<Block> {
        let prose = if at % 2 == 0 { &FRENCH } else { &ENGLISH };
        let mut blocks = vec![
            self.heading(prose),
            self.paragraph(prose),
            self.paragraph(prose),
            self.paragraph(prose),
        ];
        blocks.push(match at % 4 {
            0 => self.list(prose),
            1 => self.quote(prose),
            2 => self.table(prose),
            _ => self.picture(prose),
        });
        blocks
    }

    /// A heading of the second level: in plain text, lower ones are underlined with tildes, from which on
    /// Markdown parsers would see nothing but code.
    fn heading(&mut self, prose: &Prose) -> Block {
        let words = format!("{} {}", self.pick(prose.subjects), self.pick(prose.places));
        Block::heading(2, vec![Inline::text(words)])
    }

    /// A paragraph with a link and emphasis.
    fn paragraph(&mut self, prose: &Prose) -> Block {
        let emphasised = vec![Inline::text(self.pick(prose.verbs))];
        Block::paragraph(vec![
            Inline::text(format!(
                "{} {} ",
                self.sentence(prose),
                self.pick(prose.openings)
            )),
            self.link(prose),
            Inline::text(" "),
            if self.rng.bool() {
                Inline::Emphasis {
                    content: emphasised,
                }
            } else {
                Inline::Strong {
                    content: emphasised,
                }
            },
            Inline::text(format!(
                " {}. {}",
                self.pick(prose.places),
                self.sentence(prose)
            )),
        ])
    }

    fn list(&mut self, prose: &Prose) -> Block {
        let linked = vec![
            self.link(prose),
            Inline::text(format!(" {} ;", self.pick(prose.verbs))),
        ];
        let mut items = vec![vec![Block::paragraph(linked)]];
        for _ in 0..3 {
            items.push(vec![self.words(prose.endings)]);
        }
        let ordered = self.rng.bool();
        Block::List {
            ordered,
            start: ordered.then_some(1),
            items,
        }
    }

    fn quote(&mut self, prose: &Prose) -> Block {
        let linked = vec![
            Inline::text(format!("{} ", self.sentence(prose))),
            self.link(prose),
        ];
        Block::Quote {
            content: vec![Block::paragraph(linked), self.words(prose.endings)],
        }
    }

    fn table(&mut self, prose: &Prose) -> Block {
        let mut head: Vec<_> = (0..3).map(|_| self.cell(prose.places)).collect();
        head.iter_mut().for_each(|cell| cell.header = true);
        let mut rows: Vec<Vec<_>> = (0..2)
            .map(|_| (0..3).map(|_| self.cell(prose.verbs)).collect())
            .collect();
        rows[0][0] = Cell::new(vec![Block::paragraph(vec![self.link(prose)])]);
        Block::Table {
            caption: Vec::new(),
            head: vec![head],
            rows,
        }
    }

    /// A linked image, as galleries print them.
    fn picture(&mut self, prose: &Prose) -> Block {
        let image = Inline::Image {
            src: format!(
                "https://port-sablier.example.org/photos/{}.jpg",
                self.links.len()
            ),
            alt: self.pick(prose.subjects).to_owned(),
            title: None,
            width: None,
            height: None,
        };
        Block::paragraph(vec![self.link_of(vec![image])])
    }

    fn link(&mut self, prose: &Prose) -> Inline {
        let words = self.pick(prose.subjects);
        self.link_of(vec![Inline::text(words)])
    }

    fn link_of(&mut self, content: Vec<Inline>) -> Inline {
        const PAGES: &[&str] = &[
            "https://port-sablier.example.org/actualites/phare-",
            "https://archives.example.org/registre?annee=1868&page=",
            "https://www.sandhaven.example.com/news/2018/06/lighthouse-",
            "https://batisseurs.example.net/chantiers/lanterne#etape-",
        ];
        let number = self.links.len() + 1;
        let url = format!("{}{number}", self.pick(PAGES));
        let number = u32::try_from(number).expect("fewer links than that");
        self.links.push(Link::new(number, url));
        Inline::listed(number, content)
    }

    fn cell(&mut self, words: &[&'static str]) -> Cell {
        Cell::new(vec![self.words(words)])
    }

    fn words(&mut self, words: &[&'static str]) -> Block {
        Block::paragraph(vec![Inline::text(self.pick(words))])
    }

    fn sentence(&mut self, prose: &Prose) -> String {
        format!(
            "{} {} {} {}, {}.",
            self.pick(prose.openings),
            self.pick(prose.subjects),
            self.pick(prose.verbs),
            self.pick(prose.places),
            self.pick(prose.endings),
        )
    }

    fn pick(&mut self, words: &[&'static str]) -> &'static str {
        self.rng.choice(words).expect("there are words")
    }
}
