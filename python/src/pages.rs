//! Reads the values of a column of pages, or of their URLs.

use std::borrow::Cow;

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef};
use arrow_schema::DataType;
use liens::read::decode;
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;

/// A page in a column.
#[derive(Clone, Copy)]
pub(crate) enum Value<'a> {
    Text(&'a str),
    Bytes(&'a [u8]),
}

impl<'a> Value<'a> {
    /// The raw bytes; for text, its UTF-8.
    pub(crate) fn bytes(self) -> &'a [u8] {
        match self {
            Self::Text(text) => text.as_bytes(),
            Self::Bytes(bytes) => bytes,
        }
    }

    /// The text; bytes are decoded as the program decodes files.
    pub(crate) fn text(self) -> Cow<'a, str> {
        match self {
            Self::Text(text) => text.into(),
            Self::Bytes(bytes) => decode(bytes, None).text,
        }
    }
}

/// The values of a column, which may be chunked; `None` for nulls.
pub(crate) fn of(arrays: &[ArrayRef]) -> PyResult<Vec<Option<Value<'_>>>> {
    let mut values = Vec::with_capacity(arrays.iter().map(|array| array.len()).sum());
    for array in arrays {
        add(array.as_ref(), &mut values)?;
    }
    Ok(values)
}

fn add<'a>(array: &'a dyn Array, values: &mut Vec<Option<Value<'a>>>) -> PyResult<()> {
    let text = |value: Option<&'a str>| value.map(Value::Text);
    let bytes = |value: Option<&'a [u8]>| value.map(Value::Bytes);
    match array.data_type() {
        DataType::Utf8 => values.extend(array.as_string::<i32>().iter().map(text)),
        DataType::LargeUtf8 => values.extend(array.as_string::<i64>().iter().map(text)),
        DataType::Utf8View => values.extend(array.as_string_view().iter().map(text)),
        DataType::Binary => values.extend(array.as_binary::<i32>().iter().map(bytes)),
        DataType::LargeBinary => values.extend(array.as_binary::<i64>().iter().map(bytes)),
        DataType::BinaryView => values.extend(array.as_binary_view().iter().map(bytes)),
        DataType::Null => values.extend(vec![None; array.len()]),
        // A table with one column, as queries return it.
        DataType::Struct(fields) if fields.len() == 1 => {
            return add(array.as_struct().column(0).as_ref(), values);
        }
        other => {
            let message = format!("expected a column of strings or bytes, but found {other}");
            return Err(PyTypeError::new_err(message));
        }
    }
    Ok(())
}
