//! `liens.convert_column`: converts a column of pages to a table of articles.

use arrow_array::{Array, StructArray};
use liens::read::detect_export;
use liens::write::FlatRow;
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyDict};
use rayon::prelude::*;

use crate::capsule;
use crate::error::LiensError;
use crate::formats::{OutputFormat, output_format};
use crate::options::Reader;
use crate::pages::{self, Value};
use crate::table::table;

/// A table of articles for any library that supports the Arrow PyCapsule interface.
#[pyclass(frozen, module = "liens")]
pub(crate) struct Column(StructArray);

#[pymethods]
impl Column {
    #[pyo3(signature = (requested_schema=None))]
    #[allow(
        unused_variables,
        reason = "the interface allows to ignore it; its name is part of the interface"
    )]
    fn __arrow_c_array__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<(Bound<'py, PyCapsule>, Bound<'py, PyCapsule>)> {
        capsule::export(py, &self.0)
    }

    #[pyo3(signature = (requested_schema=None))]
    #[allow(
        unused_variables,
        reason = "the interface allows to ignore it; its name is part of the interface"
    )]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        capsule::export_stream(py, &self.0)
    }

    fn __len__(&self) -> usize {
        self.0.len()
    }

    fn __repr__(&self) -> String {
        format!("<liens.Column of {} articles>", self.0.len())
    }
}

/// Converts a column of pages.
#[pyfunction]
#[pyo3(signature = (pages, *, to="markdown", only=None, base_urls=None, **keywords))]
pub(crate) fn convert_column(
    py: Python<'_>,
    pages: &Bound<'_, PyAny>,
    to: &str,
    only: Option<&str>,
    base_urls: Option<&Bound<'_, PyAny>>,
    keywords: Option<&Bound<'_, PyDict>>,
) -> PyResult<Column> {
    let conversion = Conversion {
        reader: Reader::new("convert_column", keywords)?,
        format: output_format(to)?,
        exports_only: is_exports(only)?,
    };
    let arrays = capsule::import(pages)?;
    let pages = pages::of(&arrays)?;
    let arrays = base_urls.map(capsule::import).transpose()?;
    let base_urls = arrays.as_deref().map(pages::of).transpose()?;
    if let Some(urls) = base_urls.as_ref().filter(|urls| urls.len() != pages.len()) {
        let message = format!("found {} pages and {} base_urls", pages.len(), urls.len());
        return Err(LiensError::new_err(message));
    }
    let row = |at: usize| {
        let url = base_urls.as_ref().and_then(|urls| urls[at]);
        pages[at].and_then(|page| conversion.row(page, url))
    };
    let rows: Vec<_> = py.detach(|| (0..pages.len()).into_par_iter().map(row).collect());
    Ok(Column(table(&rows)?))
}

fn is_exports(only: Option<&str>) -> PyResult<bool> {
    match only {
        None => Ok(false),
        Some("exports") => Ok(true),
        Some(other) => {
            let message = format!("expected exports or None, but found {other:?}");
            Err(LiensError::new_err(message))
        }
    }
}

/// The work on each page.
struct Conversion {
    reader: Reader,
    format: OutputFormat,
    exports_only: bool,
}

impl Conversion {
    /// The row of a page; `None` if it is not of the requested kind.
    fn row(&self, page: Value<'_>, base_url: Option<Value<'_>>) -> Option<FlatRow> {
        let options = &self.reader.options;
        if self.exports_only && detect_export(page.bytes(), options).is_none() {
            return None;
        }
        let text = page.text();
        // Crawls contain invalid URLs; these cannot resolve relative links and are ignored.
        let base_url = base_url.and_then(|url| url.text().parse().ok());
        let read = match base_url {
            Some(url) => (self.reader.format.read)(&text, &options.clone().with_base_url(url)),
            None => (self.reader.format.read)(&text, options),
        };
        Some(match read {
            Ok(reading) => {
                let content = (self.format.write)(&reading, &options.labels);
                FlatRow::new(&reading.article, &reading.warnings, content)
            }
            Err(error) => FlatRow::failed(error.to_string()),
        })
    }
}
