//! Writes the metadata: the names that Pandoc's templates know, and those from which this library restores the
//! article.

use std::fmt;

use super::writer::Writer;
use crate::model::{Direction, Link, Value};
use crate::normal::is_collapsed;
use crate::pandoc::{self, entry, label, meta, own};
use crate::write::direction;

impl<W: fmt::Write + ?Sized> Writer<'_, W> {
    /// Writes the metadata.
    pub(super) fn metadata(&mut self) -> fmt::Result {
        self.json.open_object()?;
        self.for_templates()?;
        self.further(|name| !meta::ALL.contains(&name))?;
        self.json.key(pandoc::KEY)?;
        self.map(|writer| {
            writer.value(own::VERSION, Some(pandoc::VERSION))?;
            writer.own_direction()?;
            writer.stamp_facts()?;
            writer.labels()?;
            writer.link_table()?;
            writer.further_under_our_names()
        })?;
        self.json.close_object()
    }

    /// Writes the entries of the article's further metadata whose names are wanted.
    fn further(&mut self, is_wanted: impl Fn(&str) -> bool) -> fmt::Result {
        for (name, value) in self.article.metadata.iter() {
            if is_wanted(name) {
                self.json.key(name)?;
                self.any_value(value)?;
            }
        }
        Ok(())
    }

    fn further_under_our_names(&mut self) -> fmt::Result {
        let is_ours = |name: &str| meta::ALL.contains(&name);
        if !self.article.metadata.iter().any(|(name, _)| is_ours(name)) {
            return Ok(());
        }
        self.json.key(own::METADATA)?;
        self.map(|writer| writer.further(is_ours))
    }

    /// Writes a value. Text becomes inlines wherever these can hold it, even if it looks like a number, so that a
    /// plain string that looks like a number can represent a number.
    fn any_value(&mut self, value: &Value) -> fmt::Result {
        let string = match value {
            Value::Bool(value) => {
                let value = if *value { "true" } else { "false" };
                return self.node("MetaBool", |writer| writer.json.value(value));
            }
            Value::List(items) => {
                return self.node_of("MetaList", |writer| {
                    items.iter().try_for_each(|item| writer.any_value(item))
                });
            }
            Value::Map(map) => {
                return self.map(|writer| {
                    map.iter().try_for_each(|(name, value)| {
                        writer.json.key(name)?;
                        writer.any_value(value)
                    })
                });
            }
            Value::Text(text) if is_collapsed(text) => {
                return self.node_of("MetaInlines", |writer| writer.text(text));
            }
            Value::Text(text) => text.clone(),
            Value::Null => String::new(),
            Value::Integer(number) => number.to_string(),
            Value::Float(number) => number.to_string(),
        };
        self.node("MetaString", |writer| writer.json.string(&string))
    }

    fn for_templates(&mut self) -> fmt::Result {
        let article = self.article;
        if let Some(title) = &article.title {
            self.json.key(meta::TITLE)?;
            self.node("MetaInlines", |writer| writer.run(title))?;
        }
        let byline = article.byline.as_ref();
        self.shown(
            meta::AUTHOR,
            byline.and_then(|byline| byline.author.as_deref()),
        )?;
        // Templates and e-books expect only the day.
        let at = byline.and_then(|byline| byline.at).map(|at| at.to_string());
        self.shown(
            meta::DATE,
            at.as_deref().and_then(|at| at.split('T').next()),
        )?;
        self.value(meta::LANGUAGE, article.language.as_deref())?;
        self.value(
            meta::DIRECTION,
            direction::known(article).map(Direction::name),
        )?;
        let site = article.site.as_ref();
        self.value(meta::SITE_NAME, site.map(|site| site.name.as_str()))?;
        self.value(meta::SITE_URL, site.and_then(|site| site.url.as_deref()))?;
        let source = article.source.as_ref();
        self.value(meta::SOURCE, source.map(|source| source.url.as_str()))?;
        let stamp = article.stamp();
        self.value(meta::SOURCE_DATE, stamp.map(|stamp| stamp.text.as_str()))
    }

    /// Records that the article itself did not state its direction, where `dir` is written anyway.
    fn own_direction(&mut self) -> fmt::Result {
        let stated = self.article.direction;
        let is_stated = stated == direction::known(self.article);
        self.value(own::DIRECTION_OF_LANGUAGE, (!is_stated).then_some("true"))
    }

    fn stamp_facts(&mut self) -> fmt::Result {
        let Some(stamp) = self.article.stamp() else {
            return Ok(());
        };
        self.value(own::STAMP_KIND, Some(pandoc::name_of_kind(stamp.kind)))?;
        let at = stamp.at.map(|at| at.to_string());
        self.value(own::STAMP_AT, at.as_deref())
    }

    fn labels(&mut self) -> fmt::Result {
        let labels = &self.article.labels;
        self.json.key(own::LABELS)?;
        self.map(|writer| {
            writer.value(label::SOURCE, labels.source.as_deref())?;
            writer.value(label::STAMP, labels.stamp.as_deref())?;
            writer.value(label::LINKS, labels.links.as_deref())?;
            writer.value(label::PUBLISHED, labels.published.as_deref())
        })
    }

    fn link_table(&mut self) -> fmt::Result {
        let links = &self.article.links;
        self.json.key(own::LINKS)?;
        self.node_of("MetaList", |writer| {
            links.iter().try_for_each(|link| writer.entry(link))
        })
    }

    fn entry(&mut self, link: &Link) -> fmt::Result {
        self.map(|writer| {
            writer.value(entry::NUMBER, Some(&link.number.to_string()))?;
            writer.value(entry::URL, Some(&link.url))?;
            writer.value(entry::TITLE, link.title.as_deref())
        })
    }

    fn map(&mut self, values: impl FnOnce(&mut Self) -> fmt::Result) -> fmt::Result {
        self.node("MetaMap", |writer| {
            writer.json.open_object()?;
            values(writer)?;
            writer.json.close_object()
        })
    }

    /// Writes a string value meant for programs, if there is one.
    fn value(&mut self, key: &str, value: Option<&str>) -> fmt::Result {
        let Some(value) = value else { return Ok(()) };
        self.json.key(key)?;
        self.node("MetaString", |writer| writer.json.string(value))
    }

    /// Writes text meant for people, if there is any.
    fn shown(&mut self, key: &str, words: Option<&str>) -> fmt::Result {
        let Some(words) = words else { return Ok(()) };
        self.json.key(key)?;
        self.node_of("MetaInlines", |writer| writer.text(words))
    }
}
