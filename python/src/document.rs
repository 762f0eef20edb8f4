//! Defines `liens.Document`, `liens.read` and `liens.convert`.

use liens::label::Vocabulary;
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
pub(crate) struct Document {
    reading: Reading,
    /// The caller's labels, for writing.
    labels: Vocabulary,
}

/// An entry of the table of links.
#[derive(IntoPyObject)]
struct Link {
    number: u32,
    url: String,
    title: Option<String>,
}

/// A warning, with its position.
#[derive(IntoPyObject)]
struct Warning {
    kind: &'static str,
    message: String,
    line: Option<usize>,
    column: Option<usize>,
    start: Option<usize>,
    end: Option<usize>,
}

impl Document {
    fn new(reading: Reading, reader: &Reader) -> Self {
        let labels = reader.options.labels.clone();
        Self { reading, labels }
    }
}

#[pymethods]
impl Document {
    #[getter]
    fn title(&self) -> Option<String> {
        self.reading.article.title.as_deref().map(inline_text)
    }

    #[getter]
    fn author(&self) -> Option<&str> {
        self.reading.article.byline.as_ref()?.author.as_deref()
    }

    #[getter]
    fn published(&self) -> Option<String> {
        Some(self.reading.article.byline.as_ref()?.at?.to_string())
    }

    #[getter]
    fn language(&self) -> Option<&str> {
        self.reading.article.language.as_deref()
    }

    #[getter]
    fn site(&self) -> Option<&str> {
        Some(&self.reading.article.site.as_ref()?.name)
    }

    #[getter]
    fn source(&self) -> Option<&str> {
        Some(&self.reading.article.source.as_ref()?.url)
    }

    #[getter]
    fn text(&self) -> String {
        self.reading.article.plain_text()
    }

    #[getter]
    fn links(&self) -> Vec<Link> {
        let links = self.reading.article.links.iter();
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
        Ok(pythonize::pythonize(py, &self.reading.article.metadata)?)
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
        self.reading.warnings.iter().map(warning).collect()
    }

    /// Writes the article in a format.
    fn to(&self, py: Python<'_>, format: &str) -> PyResult<String> {
        let format = output_format(format)?;
        Ok(py.detach(|| (format.write)(&self.reading, &self.labels)))
    }

    /// The article as a dict, as in the JSON document.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(pythonize::pythonize(py, &self.reading.article)?)
    }

    fn __repr__(&self) -> String {
        let title = self.title().unwrap_or_default();
        format!(
            "<liens.Document {title:?}, {} links>",
            self.reading.article.links.len()
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
    let reading = reading.map_err(|error| exception(py, &error))?;
    Ok(Document::new(reading, &reader))
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
    let document = |reading| Document::new(reading, &reader);
    Ok(readings.into_iter().map(document).collect())
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
        Ok((format.write)(&reading, &reader.options.labels))
    });
    written.map_err(|error| exception(py, &error))
}
