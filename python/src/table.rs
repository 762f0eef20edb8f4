//! Builds an Arrow table from rows.

use std::sync::Arc;

use arrow_array::builder::{
    ListBuilder, StringBuilder, StructBuilder, UInt32Builder, UInt64Builder,
};
use arrow_array::{Array, ArrayRef, StructArray};
use arrow_schema::{DataType, Field, Fields};
use liens::write::FlatRow;
use pyo3::prelude::*;

use crate::capsule;
use crate::error::LiensError;

type TextColumn = (&'static str, fn(&FlatRow) -> Option<&str>);

/// The text columns before the links, in the order of [`FlatRow`].
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
pub(crate) fn table(rows: &[Option<FlatRow>]) -> PyResult<StructArray> {
    check_size(rows)?;
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

/// Checks the size of the content, the longest column: Arrow counts its bytes in 31 bits.
fn check_size(rows: &[Option<FlatRow>]) -> PyResult<()> {
    let mut sizes = [0_usize; 4];
    for row in rows.iter().flatten() {
        let text = |text: &Option<String>| text.as_ref().map_or(0, String::len);
        sizes[0] += text(&row.content);
        sizes[1] += text(&row.metadata);
        for link in &row.links {
            sizes[2] += link.url.len();
            sizes[3] += text(&link.title);
        }
    }
    if sizes.iter().all(|size| *size <= i32::MAX as usize) {
        return Ok(());
    }
    let message = "the articles of a column may take 2 GiB at most; convert the pages in batches";
    Err(LiensError::new_err(message))
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
