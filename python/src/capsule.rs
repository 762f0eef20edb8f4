//! Passes Arrow arrays to and from Python through the Arrow PyCapsule interface.
//!
//! This is the only file with `unsafe` code of our own: it dereferences the pointers in capsules, whose types the
//! interface specifies: <https://arrow.apache.org/docs/format/CDataInterface/PyCapsuleInterface.html>.

use arrow_array::ffi::{FFI_ArrowArray, FFI_ArrowSchema, from_ffi, to_ffi};
use arrow_array::ffi_stream::{ArrayStreamReader, FFI_ArrowArrayStream};
use arrow_array::{Array, ArrayRef, RecordBatch, RecordBatchIterator, StructArray, make_array};
use arrow_schema::ArrowError;
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyCapsuleMethods};

use crate::error::LiensError;

type Capsule<'py> = Bound<'py, PyCapsule>;

pub(crate) fn failure(error: &ArrowError) -> PyErr {
    LiensError::new_err(error.to_string())
}

/// The arrays of an object that has `__arrow_c_stream__` or `__arrow_c_array__`.
pub(crate) fn import(object: &Bound<'_, PyAny>) -> PyResult<Vec<ArrayRef>> {
    if let Ok(method) = object.getattr("__arrow_c_stream__") {
        return take_all(&method.call0()?.extract()?);
    }
    let Ok(method) = object.getattr("__arrow_c_array__") else {
        let found = object.get_type().name()?;
        let message = format!(
            "expected an Arrow array (an object with __arrow_c_array__ or __arrow_c_stream__), but found {found}"
        );
        return Err(PyTypeError::new_err(message));
    };
    let (schema, array): (Capsule<'_>, Capsule<'_>) = method.call0()?.extract()?;
    Ok(vec![take(&schema, &array)?])
}

#[allow(
    unsafe_code,
    reason = "capsules hold pointers; their names say to what"
)]
fn take(schema: &Capsule<'_>, array: &Capsule<'_>) -> PyResult<ArrayRef> {
    let schema = schema
        .pointer_checked(Some(c"arrow_schema"))?
        .cast::<FFI_ArrowSchema>();
    let array = array
        .pointer_checked(Some(c"arrow_array"))?
        .cast::<FFI_ArrowArray>();
    // SAFETY: A capsule of the name `arrow_array` points to an `ArrowArray` that the consumer may move out of it, which
    // `from_raw` does: it leaves a released array behind, so the capsule's destructor frees nothing twice. The
    // reference to the schema ends here, and its capsule lives until the caller returns.
    let data = unsafe { from_ffi(FFI_ArrowArray::from_raw(array.as_ptr()), schema.as_ref()) };
    Ok(make_array(data.map_err(|error| failure(&error))?))
}

#[allow(
    unsafe_code,
    reason = "capsules hold pointers; their names say to what"
)]
fn take_all(stream: &Capsule<'_>) -> PyResult<Vec<ArrayRef>> {
    let stream = stream
        .pointer_checked(Some(c"arrow_array_stream"))?
        .cast::<FFI_ArrowArrayStream>();
    // SAFETY: A capsule of this name points to an `ArrowArrayStream` that the consumer may move out of it, which
    // `from_raw` does: it leaves a released stream after, and takes none that was released already.
    let arrays = unsafe { ArrayStreamReader::from_raw(stream.as_ptr()) };
    let arrays = arrays.and_then(|arrays| arrays.collect());
    arrays.map_err(|error| failure(&error))
}

/// The capsules of schema and array, as `__arrow_c_array__` returns them.
pub(crate) fn export<'py>(
    py: Python<'py>,
    table: &StructArray,
) -> PyResult<(Capsule<'py>, Capsule<'py>)> {
    let (array, schema) = to_ffi(&table.to_data()).map_err(|error| failure(&error))?;
    let schema = PyCapsule::new_with_value(py, schema, c"arrow_schema")?;
    let array = PyCapsule::new_with_value(py, array, c"arrow_array")?;
    Ok((schema, array))
}

/// The capsule of a stream with one batch, as `__arrow_c_stream__` returns it.
pub(crate) fn export_stream<'py>(py: Python<'py>, table: &StructArray) -> PyResult<Capsule<'py>> {
    let batch = RecordBatch::from(table);
    let schema = batch.schema();
    let batches = RecordBatchIterator::new([Ok(batch)], schema);
    let stream = FFI_ArrowArrayStream::new(Box::new(batches));
    PyCapsule::new_with_value(py, stream, c"arrow_array_stream")
}
