//! Parses the keyword arguments for reading.

use std::collections::HashMap;

use liens::DateOrder;
use liens::label::{ClassRole, ParseNameError, Part};
use liens::read::Options;
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::PyDict;

use crate::error::{LiensError, exception};
use crate::formats::{InputFormat, input_format};

/// Words of a site: language → part → words.
type Labels = HashMap<String, HashMap<String, String>>;
/// Class names of a site: role → names.
type Classes = HashMap<String, Vec<String>>;

/// Which pages to read, and how.
pub(crate) struct Reader {
    pub(crate) format: InputFormat,
    pub(crate) options: Options,
}

impl Reader {
    /// Parses the keyword arguments that `read`, `convert` and `convert_column` share; others are a `TypeError`, as
    /// usual in Python.
    pub(crate) fn new(function: &str, keywords: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut reader = Self {
            format: input_format("auto")?,
            options: Options::default(),
        };
        for (name, value) in keywords.into_iter().flatten() {
            let name: String = name.extract()?;
            reader.set(function, &name, &value)?;
        }
        Ok(reader)
    }

    fn set(&mut self, function: &str, name: &str, value: &Bound<'_, PyAny>) -> PyResult<()> {
        let options = &mut self.options;
        match name {
            "format" => self.format = input_format(&value.extract::<String>()?)?,
            "strict" => options.strict = value.extract()?,
            "base_url" => {
                let url: Option<String> = value.extract()?;
                let parse =
                    |url: String| url.parse().map_err(|error| exception(value.py(), &error));
                options.base_url = url.map(parse).transpose()?;
            }
            "date_order" => {
                let order: Option<String> = value.extract()?;
                options.date_order = order.as_deref().map(date_order).transpose()?;
            }
            "labels" => add_labels(options, value.extract()?)?,
            "classes" => add_classes(options, value.extract()?)?,
            "max_bytes" => options.limits.bytes = value.extract()?,
            "max_links" => options.limits.links = value.extract()?,
            "max_depth" => options.limits.depth = value.extract()?,
            _ => {
                let message = format!("{function}() got an unexpected keyword argument '{name}'");
                return Err(PyTypeError::new_err(message));
            }
        }
        Ok(())
    }
}

fn date_order(name: &str) -> PyResult<DateOrder> {
    match name {
        "day-first" => Ok(DateOrder::DayFirst),
        "month-first" => Ok(DateOrder::MonthFirst),
        _ => Err(LiensError::new_err(format!(
            "expected day-first or month-first, but found {name:?}"
        ))),
    }
}

fn add_labels(options: &mut Options, labels: Option<Labels>) -> PyResult<()> {
    for (language, parts) in labels.into_iter().flatten() {
        for (part, words) in parts {
            let part: Part = part
                .parse()
                .map_err(|error: ParseNameError| LiensError::new_err(error.to_string()))?;
            options.labels.add(language.clone(), part, words);
        }
    }
    Ok(())
}

fn add_classes(options: &mut Options, classes: Option<Classes>) -> PyResult<()> {
    for (role, names) in classes.into_iter().flatten() {
        let role: ClassRole = role
            .parse()
            .map_err(|error: ParseNameError| LiensError::new_err(error.to_string()))?;
        for name in names {
            options.classes.add(role, name);
        }
    }
    Ok(())
}
