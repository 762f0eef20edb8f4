//! Pages as Python passes them, and what can be detected before they are parsed.

use std::borrow::Cow;

use liens::read::{self, Generator};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::pybacked::{PyBackedBytes, PyBackedStr};
use pyo3::types::{PyDict, PyString};

use crate::options::Reader;

/// A page that can be used without the interpreter's lock.
pub(crate) enum Input {
    Text(PyBackedStr),
    Bytes(PyBackedBytes),
}

impl Input {
    /// The raw bytes; for text, its UTF-8.
    fn bytes(&self) -> &[u8] {
        match self {
            Self::Text(text) => text.as_bytes(),
            Self::Bytes(bytes) => bytes,
        }
    }

    /// The text; bytes are decoded as the program decodes files.
    pub(crate) fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Text(text) => Cow::Borrowed(text),
            Self::Bytes(bytes) => read::decode(bytes, None).text,
        }
    }
}

/// Decodes the bytes of a page.
#[pyfunction]
#[pyo3(signature = (data, charset=None))]
pub(crate) fn decode(py: Python<'_>, data: PyBackedBytes, charset: Option<&str>) -> String {
    py.detach(|| read::decode(&data, charset).text.into_owned())
}

/// Detects whether a page is a print export, and of which generator.
#[pyfunction]
#[pyo3(signature = (data, **keywords))]
pub(crate) fn detect_export(
    py: Python<'_>,
    data: Input,
    keywords: Option<&Bound<'_, PyDict>>,
) -> PyResult<Option<&'static str>> {
    let reader = Reader::new("detect_export", keywords)?;
    let generator = py.detach(|| read::detect_export(data.bytes(), &reader.options));
    Ok(generator.map(Generator::name))
}

impl<'py> FromPyObject<'_, 'py> for Input {
    type Error = PyErr;

    fn extract(object: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        if object.is_instance_of::<PyString>() {
            // A string with a lone surrogate is not valid Unicode: the result is Python's own error.
            return Ok(Self::Text(object.extract()?));
        }
        if let Ok(bytes) = object.extract::<PyBackedBytes>() {
            return Ok(Self::Bytes(bytes));
        }
        let found = object.get_type().name()?;
        Err(PyTypeError::new_err(format!(
            "expected str or bytes, but found {found}"
        )))
    }
}
