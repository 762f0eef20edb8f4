//! The metadata of an article from one source, before the sources are merged.

use std::collections::HashSet;

use crate::grammar::date;
use crate::model::DateTime;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Data {
    pub(super) title: Option<String>,
    pub(super) authors: Vec<String>,
    pub(super) date: Option<String>,
    pub(super) modified: Option<String>,
    pub(super) language: Option<String>,
    pub(super) site: Option<String>,
    pub(super) url: Option<String>,
    /// The address that the page gives to those who share it.
    pub(super) og_url: Option<String>,
    pub(super) description: Option<String>,
    pub(super) section: Option<String>,
    pub(super) image: Option<String>,
    pub(super) tags: Vec<String>,
}

impl Data {
    /// Fills in from another source what this one lacks. Tags are merged.
    pub(super) fn or(mut self, other: Self) -> Self {
        let dates = |data: Option<String>| data.filter(|date| is_date(date));
        if self.authors.is_empty() {
            self.authors = other.authors;
        }
        self.tags.extend(other.tags);
        let mut seen = HashSet::new();
        self.tags.retain(|tag| seen.insert(tag.to_lowercase()));
        Self {
            title: self.title.or(other.title),
            date: dates(self.date).or(other.date),
            modified: dates(self.modified).or(other.modified),
            language: self.language.or(other.language),
            site: self.site.or(other.site),
            url: self.url.or(other.url),
            og_url: self.og_url.or(other.og_url),
            description: self.description.or(other.description),
            section: self.section.or(other.section),
            image: self.image.or(other.image),
            ..self
        }
    }
}

/// The tags in a list of keywords.
pub(super) fn tags_in(keywords: &str) -> impl Iterator<Item = String> + '_ {
    const COMMAS: [char; 4] = [',', '，', '、', '،'];
    let has_commas = keywords.contains(COMMAS);
    let is_end = move |c: char| match has_commas {
        true => COMMAS.contains(&c),
        false => matches!(c, ';' | '；'),
    };
    let tags = keywords.split(is_end).map(str::trim);
    tags.filter(|tag| !tag.is_empty()).map(str::to_owned)
}

/// Whether a text is a date on which something may have been published. Systems without a date state the zero of their
/// calendar, such as 1970-01-01.
pub(super) fn is_date(text: &str) -> bool {
    let text = text.trim();
    let digits = |from: usize, to: usize| text.get(from..to)?.parse().ok();
    let is_iso = text.as_bytes().get(4) == Some(&b'-') && digits(0, 4).is_some();
    if !is_iso {
        return date::find(text).is_some();
    }
    const YEARS: std::ops::Range<i16> = 1583..2400;
    let (year, month) = (digits(0, 4), digits(5, 7));
    let day = if text.len() > 7 {
        digits(8, 10)
    } else {
        Some(1)
    };
    let (Some(year), Some(month), Some(day)) = (year, month, day) else {
        return false;
    };
    let narrow = |number: i16| i8::try_from(number).ok();
    let at = narrow(month)
        .zip(narrow(day))
        .and_then(|(month, day)| DateTime::new(year, month, day, 0, 0, 0));
    at.is_some() && YEARS.contains(&year) && (year, month, day) != (1970, 1, 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_a_day_of_the_calendar() {
        for date in [
            "2019-05-06", "2019-05", "2019-05-06T07:08:09Z", "6 May 2019",
        ] {
            assert!(is_date(date), "{date}");
        }
        for text in [
            "", "soon", "2019-13-01", "0000-00-00", "0001-01-01T00:00:00", "1970-01-01T00:00:00Z",
            "2019-02-30",
        ] {
            assert!(!is_date(text), "{text}");
        }
    }

    #[test]
    fn keywords_are_parted_by_commas_of_any_script() {
        let tags = |text| tags_in(text).collect::<Vec<_>>();
        assert_eq!(tags("lamp, oil;wick,,"), ["lamp", "oil;wick"]);
        assert_eq!(tags("lamp; oil"), ["lamp", "oil"]);
        assert_eq!(tags("灯、油"), ["灯", "油"]);
        assert_eq!(tags("one lamp"), ["one lamp"]);
    }
}
