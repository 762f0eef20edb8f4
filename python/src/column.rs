//! `liens.convert_column`: a column of pages to a table of articles.

use std::sync::Arc;

use arrow_array::builder::{
    ListBuilder, StringBuilder, StructBuilder, UInt32Builder, UInt64Builder,
};
use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, StructArray};
use arrow_schema::{DataType, Field, Fields};
use liens::read::decode;
use liens::write::FlatRow;
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyDict};
use rayon::prelude::*;

use crate::capsule;
use crate::formats::{OutputFormat, output_format};
use crate::options::Reader;

/// A table of articles, which every library that knows the Arrow PyCapsule interface takes.
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

    fn __len__(&self) -> usize {
        self.0.len()
    }

    fn __repr__(&self) -> String {
        format!("<liens.Column of {} articles>", self.0.len())
    }
}

/// Converts a column of pages.
#[pyfunction]
#[pyo3(signature = (pages, *, to="markdown", **keywords))]
pub(crate) fn convert_column(
    py: Python<'_>,
    pages: &Bound<'_, PyAny>,
    to: &str,
    keywords: Option<&Bound<'_, PyDict>>,
) -> PyResult<Column> {
    let reader = Reader::new("convert_column", keywords)?;
    let format = output_format(to)?;
    let column = capsule::import(pages)?;
    let pages = Pages::of(column.as_ref())?;
    let rows = py.detach(|| rows(&pages, &reader, format));
    Ok(Column(table(&rows)?))
}

/// The values of a column.
enum Pages<'a> {
    Text(Vec<Option<&'a str>>),
    Bytes(Vec<Option<&'a [u8]>>),
}

impl<'a> Pages<'a> {
    fn of(column: &'a dyn Array) -> PyResult<Self> {
        Ok(match column.data_type() {
            DataType::Utf8 => Self::Text(column.as_string::<i32>().iter().collect()),
            DataType::LargeUtf8 => Self::Text(column.as_string::<i64>().iter().collect()),
            DataType::Utf8View => Self::Text(column.as_string_view().iter().collect()),
            DataType::Binary => Self::Bytes(column.as_binary::<i32>().iter().collect()),
            DataType::LargeBinary => Self::Bytes(column.as_binary::<i64>().iter().collect()),
            DataType::BinaryView => Self::Bytes(column.as_binary_view().iter().collect()),
            DataType::Null => Self::Text(vec![None; column.len()]),
            other => {
                let message = format!("expected a column of strings or bytes, but found {other}");
                return Err(PyTypeError::new_err(message));
            }
        })
    }
}

/// A row for each page; nothing for nulls.
fn rows(pages: &Pages<'_>, reader: &Reader, to: OutputFormat) -> Vec<Option<FlatRow>> {
    match pages {
        Pages::Text(pages) => {
            let row = |page: &Option<&str>| page.map(|text| row(text, reader, to));
            pages.par_iter().map(row).collect()
        }
        Pages::Bytes(pages) => {
            let row =
                |page: &Option<&[u8]>| page.map(|bytes| row(&decode(bytes, None).text, reader, to));
            pages.par_iter().map(row).collect()
        }
    }
}

fn row(page: &str, reader: &Reader, to: OutputFormat) -> FlatRow {
    match (reader.format.read)(page, &reader.options) {
        Ok(reading) => {
            let content = (to.write)(&reading);
            FlatRow::new(&reading.article, &reading.warnings, content)
        }
        Err(error) => FlatRow::failed(error.to_string()),
    }
}

type TextColumn = (&'static str, fn(&FlatRow) -> Option<&str>);

/// The columns of text before the links, in the order of [`FlatRow`].
const TEXTS: [TextColumn; 7] = [
    ("title", |row| row.title.as_deref()),
    ("author", |row| row.author.as_deref()),
    ("published", |row| row.published.as_deref()),
    ("language", |row| row.language.as_deref()),
    ("site", |row| row.site.as_deref()),
    ("source", |row| row.source.as_deref()),
    ("content", |row| row.content.as_deref()),
];

/// The table of rows: the same columns whatever the pages are.
fn table(rows: &[Option<FlatRow>]) -> PyResult<StructArray> {
    let mut fields = Vec::new();
    let mut columns: Vec<ArrayRef> = Vec::new();
    let mut add = |name: &str, column: ArrayRef| {
        fields.push(Field::new(name, column.data_type().clone(), true));
        columns.push(column);
    };
    for (name, value) in TEXTS {
        add(name, texts(rows, value));
    }
    add("links", links(rows));
    add("metadata", texts(rows, |row| row.metadata.as_deref()));
    add("warnings", warnings(rows));
    add("error", texts(rows, |row| row.error.as_deref()));
    let fields = Fields::from(fields);
    StructArray::try_new(fields, columns, None).map_err(|error| capsule::failure(&error))
}

fn texts(rows: &[Option<FlatRow>], value: fn(&FlatRow) -> Option<&str>) -> ArrayRef {
    let mut builder = StringBuilder::new();
    for row in rows {
        builder.append_option(row.as_ref().and_then(value));
    }
    Arc::new(builder.finish())
}

fn text_field(name: &str) -> Field {
    Field::new(name, DataType::Utf8, true)
}

fn links(rows: &[Option<FlatRow>]) -> ArrayRef {
    let number = Field::new("number", DataType::UInt32, true);
    let fields = Fields::from(vec![number, text_field("url"), text_field("title")]);
    let mut builder = ListBuilder::new(StructBuilder::from_fields(fields, 0));
    for row in rows {
        for link in row.iter().flat_map(|row| &row.links) {
            let link_builder = builder.values();
            number_builder(link_builder).append_value(link.number);
            append_text(link_builder, 1, Some(&link.url));
            append_text(link_builder, 2, link.title.as_deref());
            link_builder.append(true);
        }
        builder.append(row.is_some());
    }
    Arc::new(builder.finish())
}

fn number_builder(builder: &mut StructBuilder) -> &mut UInt32Builder {
    builder.field_builder(0).expect("the column of numbers")
}

fn append_text(builder: &mut StructBuilder, column: usize, text: Option<&str>) {
    let builder: &mut StringBuilder = builder.field_builder(column).expect("a column of text");
    builder.append_option(text);
}

fn append_place(builder: &mut StructBuilder, column: usize, place: Option<u64>) {
    let builder: &mut UInt64Builder = builder.field_builder(column).expect("a column of places");
    builder.append_option(place);
}

fn warnings(rows: &[Option<FlatRow>]) -> ArrayRef {
    let place = |name| Field::new(name, DataType::UInt64, true);
    let fields = vec![
        text_field("kind"),
        text_field("message"),
        place("line"),
        place("column"),
    ];
    let mut builder = ListBuilder::new(StructBuilder::from_fields(Fields::from(fields), 0));
    for row in rows {
        for warning in row.iter().flat_map(|row| &row.warnings) {
            let warning_builder = builder.values();
            append_text(warning_builder, 0, Some(warning.kind));
            append_text(warning_builder, 1, Some(&warning.message));
            append_place(warning_builder, 2, warning.line);
            append_place(warning_builder, 3, warning.column);
            warning_builder.append(true);
        }
        builder.append(row.is_some());
    }
    Arc::new(builder.finish())
}
