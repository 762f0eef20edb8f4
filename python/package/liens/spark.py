"""Spark: a column of pages, or of paths to WARC files, becomes columns of articles, by ``mapInArrow``.

::

    from liens.spark import convert, convert_warcs

    articles = convert(pages, "html")          # pages: any DataFrame with a column "html"
    articles = convert_warcs(paths, "path")    # paths: any DataFrame with a column "path"
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pyarrow as pa
from pyspark.sql import DataFrame
from pyspark.sql.pandas.types import from_arrow_schema, to_arrow_schema

from . import convert_column

Batches = Iterator[pa.RecordBatch]

_LINK = pa.struct([("number", pa.int64()), ("url", pa.string()), ("title", pa.string())])
_WARNING = pa.struct(
    [("kind", pa.string()), ("message", pa.string()), ("line", pa.int64()), ("column", pa.int64())]
)
# The columns of `convert_column`, with signed numbers: Spark has no others.
_ARTICLE = pa.schema(
    [
        ("title", pa.string()),
        ("author", pa.string()),
        ("published", pa.string()),
        ("language", pa.string()),
        ("site", pa.string()),
        ("source", pa.string()),
        ("content", pa.string()),
        ("links", pa.list_(_LINK)),
        ("metadata", pa.string()),
        ("warnings", pa.list_(_WARNING)),
        ("error", pa.string()),
    ]
)
_CAPTURE = pa.schema([("url", pa.string()), ("date", pa.string())])


def convert(frame: DataFrame, column: str, *, to: str = "markdown", **options: Any) -> DataFrame:
    """Replaces a column of pages (string or binary) by the columns of their articles; other columns stay.

    The columns are those of ``liens.convert_column``. Keywords are those of ``liens.read``.
    """

    def rows(batches: Batches) -> Batches:
        for batch in batches:
            articles = _articles(batch.column(column), to, options)
            yield _joined(batch.drop_columns([column]), articles)

    return _map(frame, column, rows, _ARTICLE)


def convert_warcs(
    frame: DataFrame, column: str, *, to: str = "markdown", rows_at_once: int = 256, **options: Any
) -> DataFrame:
    """Replaces a column of paths to WARC files by ``url`` and ``date`` of their HTML responses and the columns of the
    articles, a row for each response; other columns are repeated.

    FastWARC reads the files. ``rows_at_once`` bounds the memory.
    """

    def rows(batches: Batches) -> Batches:
        for batch in batches:
            others = batch.drop_columns([column])
            for index, path in enumerate(batch.column(column).to_pylist()):
                for captures, pages in _captures(path, rows_at_once):
                    repeated = others.take(pa.array([index] * len(pages)))
                    articles = _articles(pages, to, options)
                    yield _joined(_joined(repeated, captures), articles)

    return _map(frame, column, rows, pa.schema([*_CAPTURE, *_ARTICLE]))


def _map(
    frame: DataFrame, column: str, rows: Callable[[Batches], Batches], added: pa.Schema
) -> DataFrame:
    kept = to_arrow_schema(frame.drop(column).schema)
    doubled = sorted(set(kept.names) & set(added.names))
    if doubled:
        raise ValueError(f"rename these columns first, articles have them, too: {', '.join(doubled)}")
    return frame.mapInArrow(rows, from_arrow_schema(pa.schema([*kept, *added])))


def _articles(pages: pa.Array[Any], to: str, options: dict[str, Any]) -> pa.RecordBatch:
    batch = pa.record_batch(convert_column(pages, to=to, **options))  # type: ignore[arg-type]
    return batch.cast(_ARTICLE)


def _joined(left: pa.RecordBatch, right: pa.RecordBatch) -> pa.RecordBatch:
    schema = pa.schema([*left.schema, *right.schema])
    return pa.RecordBatch.from_arrays([*left.columns, *right.columns], schema=schema)


def _captures(path: Any, rows: int) -> Iterator[tuple[pa.RecordBatch, pa.Array[Any]]]:
    """URL and date, and the body, of the HTML responses in a WARC file, some at a time."""
    captures: list[dict[str, str | None]] = []
    pages: list[bytes] = []
    for capture, page in _responses(path):
        captures.append(capture)
        pages.append(page)
        if len(pages) == rows:
            yield pa.RecordBatch.from_pylist(captures, _CAPTURE), pa.array(pages, pa.binary())
            captures, pages = [], []
    if pages:
        yield pa.RecordBatch.from_pylist(captures, _CAPTURE), pa.array(pages, pa.binary())


def _responses(path: str) -> Iterator[tuple[dict[str, str | None], bytes]]:
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    with open(path, "rb") as file:
        for record in ArchiveIterator(file, record_types=WarcRecordType.response):
            if "html" in (record.http_content_type or ""):
                headers = record.headers
                capture = {"url": headers.get("WARC-Target-URI"), "date": headers.get("WARC-Date")}
                yield capture, record.reader.read()
