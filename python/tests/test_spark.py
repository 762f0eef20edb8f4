"""The functions for Spark, in local mode. Skipped where PySpark, Java or FastWARC is missing."""

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import liens

from . import warc

pytest.importorskip("pyspark")
pytest.importorskip("fastwarc")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("java") is None, reason="Spark needs Java"),
]


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable
    builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    session = builder.config("spark.sql.execution.arrow.maxRecordsPerBatch", "2").getOrCreate()
    yield session
    session.stop()


def test_a_column_of_pages_becomes_articles(spark: Any) -> None:
    from liens.spark import convert

    pages = spark.createDataFrame([*warc.PAGES.items(), ("nothing", None)], "path string, html string")
    rows = {row["path"]: row for row in convert(pages, "html").collect()}
    assert rows.keys() == {*warc.PAGES, "nothing"}
    for url, page in warc.PAGES.items():
        assert rows[url]["content"] == liens.convert(page, to="markdown")
        assert rows[url]["title"].startswith("The ")
    assert rows["nothing"]["content"] is None


def test_archives_become_articles(spark: Any, tmp_path: Path) -> None:
    from liens.spark import convert_warcs

    for name in ("a", "b"):
        warc.write(tmp_path / f"{name}.warc.gz")
    paths = [(str(path), path.name) for path in sorted(tmp_path.iterdir())]
    frame = spark.createDataFrame(paths, "path string, name string")
    rows = convert_warcs(frame, "path", rows_at_once=3).collect()
    assert sorted(row["url"] for row in rows) == sorted([*warc.PAGES, *warc.PAGES])
    assert {row["name"] for row in rows} == {"a.warc.gz", "b.warc.gz"}
    assert {row["date"][:10] for row in rows} == {"2026-03-18"}
    assert sum(len(row["content"]) for row in rows) == 2 * sum(
        len(liens.convert(page, to="markdown", base_url=url)) for url, page in warc.PAGES.items()
    )


def test_only_exports_are_rows(spark: Any, tmp_path: Path) -> None:
    from liens.spark import convert, convert_warcs

    pages = spark.createDataFrame([(page,) for page in warc.PAGES.values()], "html string")
    exports = convert(pages, "html", only="exports").collect()
    assert [row["title"] for row in exports] == ["The lamp"]
    warc.write(tmp_path / "a.warc.gz")
    paths = spark.createDataFrame([(str(tmp_path / "a.warc.gz"),)], "path string")
    [row] = convert_warcs(paths, "path", only="exports").collect()
    assert row["url"] == "https://example.org/lamp"


def test_columns_that_articles_have_are_refused(spark: Any) -> None:
    from liens.spark import convert

    frame = spark.createDataFrame([("a", "b")], "html string, title string")
    with pytest.raises(ValueError, match="rename these columns first.*title"):
        convert(frame, "html")
