//! Turns the header of a message into the title, author and date of an article, and into metadata.

use super::header::{Header, Person};
use crate::label::Vocabulary;
use crate::model::{Article, Block, Byline, Inline, Metadata, StampKind, Value};
use crate::read::facts::Facts;
use crate::shape::byline;

/// The relevant content of a header.
#[derive(Debug, Default)]
pub(super) struct Head {
    subject: Option<String>,
    /// The names of the senders.
    author: Option<String>,
    date: Option<String>,
    language: Option<String>,
    /// The URL of the message, or of the page that was saved as one.
    pub(super) address: Option<String>,
    /// Whether it is a page saved as a message: then it has no sender, and a title of its own.
    is_page: bool,
    metadata: Metadata,
}

/// Fields that name people, with their names in the metadata.
const PEOPLE: [(&str, &str); 4] = [
    ("from", "from"),
    ("to", "to"),
    ("cc", "cc"),
    ("reply-to", "reply_to"),
];

/// Other fields that go into the metadata.
const IDS: [(&str, &str); 2] = [("message-id", "message_id"), ("in-reply-to", "in_reply_to")];

impl Head {
    pub(super) fn of(header: &Header) -> Self {
        let snapshot = header.get("snapshot-content-location");
        let is_page = snapshot.is_some() || is_saved(header);
        let archived = || {
            header
                .get("archived-at")
                .map(|url| url.trim_matches(['<', '>']).to_owned())
        };
        let location = || {
            header
                .get("content-location")
                .or_else(|| header.get("content-base"))
        };
        let from = header.people("from");
        let names: Vec<&str> = from.iter().map(Person::name).collect();
        Self {
            subject: header.get("subject"),
            author: Some(names.join(", ")).filter(|names| !is_page && !names.is_empty()),
            date: header.get("date").map(without_comment),
            language: header.get("content-language"),
            address: snapshot.or_else(archived).or_else(location),
            is_page,
            metadata: if is_page {
                Metadata::default()
            } else {
                metadata_of(header)
            },
        }
    }

    /// Whether it is a page saved as a message.
    pub(super) fn is_page(&self) -> bool {
        self.is_page
    }

    /// Sets an article's title, byline, source and so on. A title or byline found in the text goes back into the
    /// text.
    pub(super) fn fill(self, article: &mut Article, vocabulary: &Vocabulary) {
        if self.is_page {
            return self.fill_page(article, vocabulary);
        }
        let mut printed = Vec::new();
        if let Some(subject) = &self.subject {
            let title = article.title.replace(vec![Inline::text(subject.as_str())]);
            printed.extend(title.map(|title| Block::heading(1, title)));
        }
        let date = self.date.as_deref();
        if self.author.is_some() || date.is_some() {
            let at = date.and_then(|date| byline::moment_of(date, article.language.as_deref()));
            let byline = article.byline.replace(Byline {
                text: byline::line_of(self.author.as_deref(), date),
                author: self.author.clone(),
                at,
            });
            printed.extend(byline.map(|byline| Block::paragraph(vec![Inline::text(byline.text)])));
        }
        article.body.splice(0..0, printed);
        let facts = Facts {
            language: self.language.clone(),
            source: self.address.filter(|url| is_web_address(url)),
            metadata: self.metadata,
            ..Facts::default()
        };
        article.language = article.language.take().or(self.language);
        facts.fill(article, &mut Vec::new(), vocabulary);
        article.normalize_all_but_blocks(vocabulary);
    }

    /// Does the same for a page, whose date is that of saving.
    fn fill_page(self, article: &mut Article, vocabulary: &Vocabulary) {
        if article.title.is_none() {
            article.title = self.subject.map(|subject| vec![Inline::text(subject)]);
        }
        let source = self
            .address
            .filter(|url| is_web_address(url) && article.source.is_none());
        let facts = Facts {
            stamp: self
                .date
                .filter(|_| source.is_some())
                .map(|date| (StampKind::Retrieved, date)),
            source,
            metadata: std::mem::take(&mut article.metadata),
            ..Facts::default()
        };
        facts.fill(article, &mut Vec::new(), vocabulary);
        article.normalize_all_but_blocks(vocabulary);
    }

    /// Returns title and byline as blocks, for a message inside another.
    pub(super) fn into_blocks(self) -> Vec<Block> {
        let text = byline::line_of(self.author.as_deref(), self.date.as_deref());
        let subject = self
            .subject
            .map(|subject| Block::heading(2, vec![Inline::text(subject)]));
        let byline = Some(text).filter(|text| !text.is_empty());
        let byline = byline.map(|text| Block::paragraph(vec![Inline::text(text)]));
        [Block::Rule {}]
            .into_iter()
            .chain(subject)
            .chain(byline)
            .collect()
    }
}

fn metadata_of(header: &Header) -> Metadata {
    let people = PEOPLE.iter().filter_map(|(field, name)| {
        let people = header.people(field);
        let people: Vec<String> = people.iter().map(Person::with_address).collect();
        (!people.is_empty()).then(|| (*name, Value::from(people.join(", "))))
    });
    let ids = IDS
        .iter()
        .filter_map(|(field, name)| Some((*name, Value::from(header.get(field)?))));
    people.chain(ids).collect()
}

/// Whether a browser wrote the message: it names itself in place of a sender.
fn is_saved(header: &Header) -> bool {
    let from = header.get("from").unwrap_or_default();
    let is_related = header
        .media()
        .is_some_and(|media| media.name == "multipart/related");
    is_related && (from.is_empty() || from.contains("Saved by") && !from.contains('@'))
}

/// Removes the name of the time zone, `(CEST)`, from a date.
fn without_comment(date: String) -> String {
    match date.find('(') {
        Some(at) if date.ends_with(')') => date[..at].trim_end().to_owned(),
        _ => date,
    }
}

fn is_web_address(url: &str) -> bool {
    crate::shape::source::is_web_address(url)
}
