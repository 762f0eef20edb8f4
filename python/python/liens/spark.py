"""Spark: a column of pages, or of paths to WARC files, becomes columns of articles, by ``mapInArrow``.

::

    from liens.spark import convert, convert_warcs

    articles = convert(pages, "html")          # pages: any DataFrame with a column "html"
    articles = convert_warcs(paths, "path")    # paths: any DataFrame with a column "path"
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from pyspark.sql import DataFrame
from pyspark.sql.pandas.types import from_arrow_schema, to_arrow_schema

from . import convert_column, decode

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


def convert(
    frame: DataFrame,
    column: str,
    *,
    to: str = "markdown",
    only: str | None = None,
    base_urls: str | None = None,
    **options: Any,
) -> DataFrame:
    """Replaces a column of pages (string or binary) by the columns of their articles; other columns stay.

    The columns are those of ``liens.convert_column``. With ``only="exports"``, the rows of all pages that are no print
    exports are left out. ``base_urls`` is the name of a column with the pages' URLs. Other keywords are those of
    ``liens.read``.
    """
    options = {"to": to, "only": only, **options}

    def rows(batches: Batches) -> Batches:
        for batch in batches:
            urls = batch.column(base_urls) if base_urls else None
            articles = _articles(batch.column(column), urls, options)
            yield _wanted(_joined(batch.drop_columns([column]), articles), only)

    return _map(frame, column, rows, _ARTICLE)


def convert_warcs(
    frame: DataFrame,
    column: str,
    *,
    to: str = "markdown",
    only: str | None = None,
    rows_at_once: int = 256,
    **options: Any,
) -> DataFrame:
    """Replaces a column of paths to WARC files by ``url`` and ``date`` of their HTML responses and the columns of the
    articles, a row for each response; other columns are repeated.

    FastWARC reads the files. ``rows_at_once`` bounds the memory. With ``only="exports"``, the rows of all pages that are
    no print exports are left out.
    """
    options = {"to": to, "only": only, **options}

    def rows(batches: Batches) -> Batches:
        for batch in batches:
            others = batch.drop_columns([column])
            for index, path in enumerate(batch.column(column).to_pylist()):
                for captures, pages in _captures(path, rows_at_once):
                    repeated = others.take(pa.array([index] * len(pages)))
                    articles = _articles(pages, captures.column("url"), options)
                    yield _wanted(_joined(_joined(repeated, captures), articles), only)

    return _map(frame, column, rows, pa.schema([*_CAPTURE, *_ARTICLE]))


def _map(
    frame: DataFrame, column: str, rows: Callable[[Batches], Batches], added: pa.Schema
) -> DataFrame:
    kept = to_arrow_schema(frame.drop(column).schema)
    doubled = sorted(set(kept.names) & set(added.names))
    if doubled:
        raise ValueError(f"rename these columns first, articles have them, too: {', '.join(doubled)}")
    return frame.mapInArrow(rows, from_arrow_schema(pa.schema([*kept, *added])))


def _articles(
    pages: pa.Array[Any], urls: pa.Array[Any] | None, options: dict[str, Any]
) -> pa.RecordBatch:
    batch = pa.record_batch(convert_column(pages, base_urls=urls, **options))
    return batch.cast(_ARTICLE)


def _wanted(batch: pa.RecordBatch, only: str | None) -> pa.RecordBatch:
    """Without the rows that ``only`` left empty."""
    if only is None:
        return batch
    has_article = pc.or_(pc.is_valid(batch.column("content")), pc.is_valid(batch.column("error")))
    return batch.filter(has_article)


def _joined(left: pa.RecordBatch, right: pa.RecordBatch) -> pa.RecordBatch:
    schema = pa.schema([*left.schema, *right.schema])
    return pa.RecordBatch.from_arrays([*left.columns, *right.columns], schema=schema)


def _captures(path: Any, rows: int) -> Iterator[tuple[pa.RecordBatch, pa.Array[Any]]]:
    """URL and date, and the text, of the HTML responses in a WARC file, some at a time."""
    responses = _responses(path)
    while some := list(islice(responses, rows)):
        captures = [capture for capture, _ in some]
        pages = [page for _, page in some]
        yield pa.RecordBatch.from_pylist(captures, _CAPTURE), pa.array(pages, pa.string())


def _responses(path: str) -> Iterator[tuple[dict[str, str | None], str]]:
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    with open(path, "rb") as file:
        kinds = WarcRecordType.response
        for record in ArchiveIterator(file, record_types=kinds, auto_decode="all"):
            is_page = record.http_headers is not None and record.http_headers.status_code == 200
            if is_page and "html" in (record.http_content_type or ""):
                headers = record.headers
                capture = {"url": headers.get("WARC-Target-URI"), "date": headers.get("WARC-Date")}
                yield capture, decode(record.reader.read(), record.http_charset)
