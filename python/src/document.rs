//! `liens.Document`, `liens.read` and `liens.convert`.

use liens::model::inline_text;
use liens::read::Reading;
use pyo3::prelude::*;
use pyo3::types::PyDict;

use crate::error::exception;
use crate::formats::output_format;
use crate::input::Input;
use crate::options::Reader;

/// A page that was read.
#[pyclass(frozen, module = "liens")]
pub(crate) struct Document(Reading);

/// An entry of the table of links.
#[derive(IntoPyObject)]
struct Link {
    number: u32,
    url: String,
    title: Option<String>,
}

/// What was odd, and where.
#[derive(IntoPyObject)]
struct Warning {
    kind: &'static str,
    message: String,
    line: Option<usize>,
    column: Option<usize>,
    start: Option<usize>,
    end: Option<usize>,
}

#[pymethods]
impl Document {
    #[getter]
    fn title(&self) -> Option<String> {
        self.0.article.title.as_deref().map(inline_text)
    }

    #[getter]
    fn author(&self) -> Option<&str> {
        self.0.article.byline.as_ref()?.author.as_deref()
    }

    #[getter]
    fn published(&self) -> Option<String> {
        Some(self.0.article.byline.as_ref()?.at?.to_string())
    }

    #[getter]
    fn language(&self) -> Option<&str> {
        self.0.article.language.as_deref()
    }

    #[getter]
    fn site(&self) -> Option<&str> {
        Some(&self.0.article.site.as_ref()?.name)
    }

    #[getter]
    fn source(&self) -> Option<&str> {
        Some(&self.0.article.source.as_ref()?.url)
    }

    #[getter]
    fn text(&self) -> String {
        self.0.article.plain_text()
    }

    #[getter]
    fn links(&self) -> Vec<Link> {
        let links = self.0.article.links.iter();
        links
            .map(|link| Link {
                number: link.number,
                url: link.url.clone(),
                title: link.title.clone(),
            })
            .collect()
    }

    #[getter]
    fn metadata<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(pythonize::pythonize(py, &self.0.article.metadata)?)
    }

    #[getter]
    fn warnings(&self) -> Vec<Warning> {
        let warning = |warning: &liens::Warning| Warning {
            kind: warning.kind.name(),
            message: warning.message.clone(),
            line: warning.span.map(|span| span.line),
            column: warning.span.map(|span| span.column),
            start: warning.span.map(|span| span.start),
            end: warning.span.map(|span| span.end),
        };
        self.0.warnings.iter().map(warning).collect()
    }

    /// Writes the article in a format.
    fn to(&self, py: Python<'_>, format: &str) -> PyResult<String> {
        let format = output_format(format)?;
        Ok(py.detach(|| (format.write)(&self.0)))
    }

    /// The article as the JSON document has it.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(pythonize::pythonize(py, &self.0.article)?)
    }

    fn __repr__(&self) -> String {
        let title = self.title().unwrap_or_default();
        format!(
            "<liens.Document {title:?}, {} links>",
            self.0.article.links.len()
        )
    }
}

/// Reads a page.
#[pyfunction]
#[pyo3(signature = (data, **keywords))]
pub(crate) fn read(
    py: Python<'_>,
    data: Input,
    keywords: Option<&Bound<'_, PyDict>>,
) -> PyResult<Document> {
    let reader = Reader::new("read", keywords)?;
    let reading = py.detach(|| (reader.format.read)(&data.text(), &reader.options));
    reading.map(Document).map_err(|error| exception(py, &error))
}

/// Reads all articles of a document.
#[pyfunction]
#[pyo3(signature = (data, **keywords))]
pub(crate) fn read_all(
    py: Python<'_>,
    data: Input,
    keywords: Option<&Bound<'_, PyDict>>,
) -> PyResult<Vec<Document>> {
    let reader = Reader::new("read_all", keywords)?;
    let readings = py.detach(|| (reader.format.read_all)(&data.text(), &reader.options));
    let readings = readings.map_err(|error| exception(py, &error))?;
    Ok(readings.into_iter().map(Document).collect())
}

/// Reads a page and writes it in another format.
#[pyfunction]
#[pyo3(signature = (data, *, to, **keywords))]
pub(crate) fn convert(
    py: Python<'_>,
    data: Input,
    to: &str,
    keywords: Option<&Bound<'_, PyDict>>,
) -> PyResult<String> {
    let reader = Reader::new("convert", keywords)?;
    let format = output_format(to)?;
    let written = py.detach(|| {
        let reading = (reader.format.read)(&data.text(), &reader.options)?;
        Ok((format.write)(&reading))
    });
    written.map_err(|error| exception(py, &error))
}
