"""Columns of pages, with the libraries that people have."""

from __future__ import annotations

from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import liens

PAGE = "<h1>The mill</h1><p>See <a href=https://example.org/map>the map</a> [1].</p><p>Source URL: https://example.org/a</p><p>Links</p><p>[1] https://example.org/map</p>"
PAGES = [PAGE, None, "", "<p>Words [7].", "too long " * 100]
COLUMNS = "title author published language site source content links metadata warnings error".split()


def converted(pages: pa.Array[Any]) -> pa.RecordBatch:
    return pa.record_batch(liens.convert_column(pages, max_bytes=600))


@pytest.mark.parametrize(
    "type_",
    [pa.string(), pa.large_string(), pa.string_view(), pa.binary(), pa.large_binary(), pa.binary_view()],
)
def test_rows_are_those_of_the_pages(type_: pa.DataType) -> None:
    batch = converted(pa.array(PAGES, pa.string()).cast(type_))
    assert batch.schema.names == COLUMNS
    rows = batch.to_pylist()
    assert rows[0]["title"] == "The mill"
    assert rows[0]["links"] == [{"number": 1, "url": "https://example.org/map", "title": None}]
    assert rows[0]["content"] == liens.convert(PAGE, to="markdown")
    assert rows[1] == dict.fromkeys(COLUMNS)
    assert [warning["kind"] for warning in rows[2]["warnings"]] == ["empty"]
    assert rows[4]["content"] is None and "at most 600 bytes" in rows[4]["error"]


def test_only_exports_have_rows() -> None:
    batch = pa.record_batch(liens.convert_column(pa.array(PAGES), only="exports"))
    assert batch["title"].to_pylist() == ["The mill", None, None, None, None]
    assert batch["warnings"].to_pylist()[1:] == [None] * 4
    with pytest.raises(liens.LiensError, match="expected exports or None"):
        liens.convert_column(pa.array(PAGES), only="images")  # type: ignore[arg-type]


def test_every_page_may_have_a_url() -> None:
    pages = ["<p>See <a href='map'>it</a>."] * 4
    urls = ["https://example.org/a/b", None, "no URL", "https://example.com/"]
    articles = liens.convert_column(
        pa.array(pages), base_urls=pa.array(urls), base_url="https://example.net/"
    )
    content = pa.table(articles)["content"].to_pylist()
    assert [str(text).split("(")[1].split("/map")[0] for text in content] == [
        "https://example.org/a",
        "https://example.net",
        "https://example.net",
        "https://example.com",
    ]
    with pytest.raises(liens.LiensError, match="found 4 pages and 1 base_urls"):
        liens.convert_column(pa.array(pages), base_urls=pa.array(["https://example.org/"]))


def test_columns_in_pieces_and_tables_with_one_column_are_read() -> None:
    pieces: Any = pa.chunked_array([PAGES[:2], PAGES[2:]])
    expected = pa.table(liens.convert_column(pa.array(PAGES)))
    for pages in (pieces, pl.Series(PAGES), pa.table({"html": pieces}), pl.DataFrame({"html": PAGES})):
        assert pa.table(liens.convert_column(pages)) == expected
    with pytest.raises(TypeError, match="expected a column of strings or bytes, but found Struct"):
        liens.convert_column(pa.table({"html": pieces, "path": pieces}))
    assert len(liens.convert_column(pa.chunked_array([], pa.string()))) == 0


def test_the_schema_is_always_the_same() -> None:
    schemas = [converted(pa.array(pages, pa.string())).schema for pages in (PAGES, [], [None])]
    assert schemas[0] == schemas[1] == schemas[2]
    assert converted(pa.nulls(2)).schema == schemas[0]


def test_parts_of_arrays_are_read_from_their_offset() -> None:
    pages = pa.array(PAGES, pa.string())
    assert converted(pages.slice(1, 3)).to_pylist() == converted(pages).to_pylist()[1:4]


def test_polars_takes_and_gives_columns() -> None:
    frame = pl.DataFrame({"html": PAGES})
    articles = pl.DataFrame(liens.convert_column(frame["html"], to="words"))
    assert articles["title"].to_list()[:2] == ["The mill", None]


def test_pandas_takes_and_gives_columns() -> None:
    pages = pa.array(pd.Series(PAGES, dtype="string"), from_pandas=True)
    articles = pa.record_batch(liens.convert_column(pages)).to_pandas()
    assert articles["title"][0] == "The mill"


def test_duckdb_queries_the_result() -> None:
    articles = liens.convert_column(pa.array(PAGES))  # noqa: F841
    rows = duckdb.sql("select title, unnest(links).url from articles")
    assert rows is not None and rows.fetchall() == [("The mill", "https://example.org/map")]


@pytest.mark.parametrize("pages", [None, PAGES, "page", 3])
def test_what_is_no_array_is_a_type_error(pages: object) -> None:
    with pytest.raises(TypeError, match="expected an Arrow array"):
        liens.convert_column(pages)  # type: ignore[arg-type]


def test_numbers_are_no_pages() -> None:
    with pytest.raises(TypeError, match="expected a column of strings or bytes, but found Int64"):
        liens.convert_column(pa.array([1, 2]))
