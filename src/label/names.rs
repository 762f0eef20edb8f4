//! The names of parts and roles on the command line and in bindings.

use std::fmt;
use std::str::FromStr;

use super::{ClassRole, Part};

/// A name that is not one of a [`Part`] or [`ClassRole`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseNameError {
    expected: String,
    found: String,
}

impl fmt::Display for ParseNameError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { expected, found } = self;
        write!(f, "expected one of {expected}, but found {found:?}")
    }
}

impl std::error::Error for ParseNameError {}

/// Parses a name of [`Part::NAMES`].
///
/// ```
/// use liens::label::Part;
///
/// assert_eq!("printed-from".parse(), Ok(Part::PrintedFrom));
/// assert!("title".parse::<Part>().is_err());
/// ```
impl FromStr for Part {
    type Err = ParseNameError;

    fn from_str(name: &str) -> Result<Self, ParseNameError> {
        find(Self::NAMES, name)
    }
}

/// Parses a name of [`ClassRole::NAMES`].
///
/// ```
/// use liens::label::ClassRole;
///
/// assert_eq!("field-label".parse(), Ok(ClassRole::FieldLabel));
/// let error = "headline".parse::<ClassRole>().unwrap_err();
/// assert!(error.to_string().starts_with("expected one of site, breadcrumb,"));
/// ```
impl FromStr for ClassRole {
    type Err = ParseNameError;

    fn from_str(name: &str) -> Result<Self, ParseNameError> {
        find(Self::NAMES, name)
    }
}

fn find<T: Copy>(names: &[(&str, T)], found: &str) -> Result<T, ParseNameError> {
    let known = names.iter().find(|(name, _)| *name == found);
    known.map(|(_, value)| *value).ok_or_else(|| {
        let names: Vec<_> = names.iter().map(|(name, _)| *name).collect();
        ParseNameError {
            expected: names.join(", "),
            found: found.to_owned(),
        }
    })
}
