//! Defines `liens.LiensError`.

use liens::Error;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

pyo3::create_exception!(
    liens,
    LiensError,
    PyValueError,
    "A page that cannot be read, or a wrong option. `line`, `column`, `start` and `end` say where, or are None."
);

/// The exception for an error, with its position.
pub(crate) fn exception(py: Python<'_>, error: &Error) -> PyErr {
    let exception = LiensError::new_err(error.to_string());
    let span = error.span();
    let value = exception.value(py);
    let places = [
        ("line", span.map(|span| span.line)),
        ("column", span.map(|span| span.column)),
        ("start", span.map(|span| span.start)),
        ("end", span.map(|span| span.end)),
    ];
    for (name, place) in places {
        if let Err(error) = value.setattr(name, place) {
            return error;
        }
    }
    exception
}
