//! A date and time without a time zone.

use std::fmt;
use std::str::FromStr;

use jiff::civil;

/// A civil date and time: the local time of the site. Print exports never name a time zone.
///
/// It displays and parses as ISO 8601 without a time zone, to the second.
///
/// ```
/// use liens::model::DateTime;
///
/// let at = DateTime::new(2018, 6, 29, 14, 56, 0).expect("that day exists");
/// assert_eq!(at.to_string(), "2018-06-29T14:56:00");
/// assert_eq!("2018-06-29T14:56:00".parse(), Ok(at));
/// assert_eq!(DateTime::new(2018, 2, 30, 0, 0, 0), None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DateTime(civil::DateTime);

impl DateTime {
    /// The date and time with these parts, or `None` if there is no such day or time. Years run from 1 to 9999,
    /// months and days from 1, hours from 0 to 23.
    #[must_use]
    pub fn new(year: i16, month: i8, day: i8, hour: i8, minute: i8, second: i8) -> Option<Self> {
        if year < 1 {
            return None;
        }
        civil::DateTime::new(year, month, day, hour, minute, second, 0)
            .ok()
            .map(Self)
    }

    /// The year.
    #[must_use]
    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// The month, 1 to 12.
    #[must_use]
    pub fn month(self) -> i8 {
        self.0.month()
    }

    /// The day of the month, 1 to 31.
    #[must_use]
    pub fn day(self) -> i8 {
        self.0.day()
    }

    /// The hour, 0 to 23.
    #[must_use]
    pub fn hour(self) -> i8 {
        self.0.hour()
    }

    /// The minute, 0 to 59.
    #[must_use]
    pub fn minute(self) -> i8 {
        self.0.minute()
    }

    /// The second, 0 to 59.
    #[must_use]
    pub fn second(self) -> i8 {
        self.0.second()
    }

    /// The day of the week, 1 (Monday) to 7 (Sunday).
    #[must_use]
    pub fn weekday(self) -> i8 {
        self.0.weekday().to_monday_one_offset()
    }
}

/// The error for a text that is not a [`DateTime`].
///
/// ```
/// let error = "2018-02-30".parse::<liens::model::DateTime>().unwrap_err();
/// assert_eq!(error.to_string(), "expected a date and time like 2018-06-29T14:56:00, but found \"2018-02-30\"");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[error("expected a date and time like 2018-06-29T14:56:00, but found {found:?}")]
pub struct ParseDateTimeError {
    found: String,
}

impl fmt::Display for DateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}",
            self.year(),
            self.month(),
            self.day(),
            self.hour(),
            self.minute(),
            self.second()
        )
    }
}

impl FromStr for DateTime {
    type Err = ParseDateTimeError;

    /// Parses what [`Display`](fmt::Display) prints.
    ///
    /// # Errors
    ///
    /// If the text has another form, or names a day or time that does not exist.
    fn from_str(text: &str) -> Result<Self, ParseDateTimeError> {
        let at = text.parse::<civil::DateTime>().ok();
        at.and_then(|at| {
            Self::new(
                at.year(),
                at.month(),
                at.day(),
                at.hour(),
                at.minute(),
                at.second(),
            )
        })
        .filter(|at| at.to_string() == text)
        .ok_or_else(|| ParseDateTimeError { found: text.into() })
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for DateTime {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for DateTime {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}
