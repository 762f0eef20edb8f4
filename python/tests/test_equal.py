"""All ways to convert the same pages give the same rows, links and characters, and so does the program."""

import gzip
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import polars as pl
import pyarrow as pa
import pytest

import liens

from . import real

PROGRAM = os.environ.get("LIENS_PROGRAM") or shutil.which("liens", path=real.ROOT / "target" / "debug")


QUERY = "select count(*), sum(len(links)), sum(length(content)) from {}"


class Counts(NamedTuple):
    rows: int
    links: int
    characters: int


def counts(articles: Iterable[tuple[list[Any] | None, str | None]]) -> Counts:
    """Of pairs of links and content."""
    rows = list(articles)
    return Counts(
        len(rows),
        sum(len(links or []) for links, _ in rows),
        sum(len(content or "") for _, content in rows),
    )


class Crawl:
    """The pages in all forms, and what one after the other gives."""

    def __init__(self, folder: Path) -> None:
        self.pages = real.pages()
        self.urls = [f"https://example.org/{number}" for number in range(len(self.pages))]
        self.folder, self.warcs = folder / "pages", folder / "crawl"
        real.write_folder(self.folder, self.pages)
        real.write_warcs(self.warcs, self.pages)
        self.plain = counts(one_by_one(self.pages, [None] * len(self.pages)))
        self.based = counts(one_by_one(self.pages, self.urls))


def one_by_one(pages: list[str], urls: list[Any]) -> Iterable[tuple[list[Any], str]]:
    for page, url in zip(pages, urls, strict=True):
        document = liens.read(page, base_url=url)
        yield document.links, document.to("markdown")


def of_rows(rows: Iterable[dict[str, Any]]) -> Counts:
    return counts((row["links"], row["content"]) for row in rows)


@pytest.fixture(scope="module")
def crawl(tmp_path_factory: pytest.TempPathFactory) -> Crawl:
    crawl = Crawl(tmp_path_factory.mktemp("equal"))
    assert crawl.plain.rows > 20 and crawl.plain.links > 20
    print(crawl.plain, crawl.based)
    return crawl


def test_arrow_and_polars(crawl: Crawl) -> None:
    articles = pa.record_batch(liens.convert_column(pa.array(crawl.pages)))
    assert of_rows(articles.to_pylist()) == crawl.plain
    based = liens.convert_column(pa.array(crawl.pages), base_urls=pl.Series(crawl.urls))
    assert of_rows(pa.table(based).to_pylist()) == crawl.based
    frame = pl.DataFrame(liens.convert_column(pl.Series([page.encode() for page in crawl.pages])))
    assert of_rows(frame.iter_rows(named=True)) == crawl.plain


def test_duckdb(crawl: Crawl) -> None:
    database = duckdb.connect()
    pages = database.sql(f"select content from read_blob('{crawl.folder}/*.html')")
    articles = liens.convert_column(pages)  # noqa: F841  # the query reads it
    assert database.sql(QUERY.format("articles")).fetchall() == [crawl.plain]


def test_datatrove(crawl: Crawl, tmp_path: Path) -> None:
    pytest.importorskip("datatrove")
    from datatrove.executor.local import LocalPipelineExecutor
    from datatrove.pipeline.readers import WarcReader
    from datatrove.pipeline.writers.jsonl import JsonlWriter

    from liens.datatrove import Liens

    pipeline = [WarcReader(str(crawl.warcs)), Liens(), JsonlWriter(str(tmp_path / "out"))]
    LocalPipelineExecutor(pipeline, logging_dir=str(tmp_path / "logs")).run()
    rows = []
    for path in (tmp_path / "out").iterdir():
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            rows += [json.loads(line) for line in lines]
    assert counts((row["metadata"]["links"], row["text"]) for row in rows) == crawl.based


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("java") is None, reason="Spark needs Java")
def test_spark(crawl: Crawl) -> None:
    pytest.importorskip("pyspark")
    pytest.importorskip("fastwarc")
    from pyspark.sql import SparkSession

    from liens.spark import convert, convert_warcs

    os.environ["PYSPARK_PYTHON"] = sys.executable
    spark = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
    files = spark.read.format("binaryFile").load(str(crawl.folder))
    rows = convert(files.selectExpr("path", "content as html"), "html").collect()
    assert of_rows(row.asDict() for row in rows) == crawl.plain
    paths = [(str(path),) for path in sorted(crawl.warcs.iterdir())]
    rows = convert_warcs(spark.createDataFrame(paths, "path string"), "path").collect()
    assert of_rows(row.asDict() for row in rows) == crawl.based
    spark.stop()


@pytest.mark.slow
def test_ray(crawl: Crawl, tmp_path: Path) -> None:
    pytest.importorskip("ray")
    script = real.ROOT / "python" / "examples" / "ray_folder.py"
    output = tmp_path / "articles"
    command = [sys.executable, str(script), str(crawl.folder), str(output)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    table = f"'{output}/*.parquet'"
    assert duckdb.connect().sql(QUERY.format(table)).fetchall() == [crawl.plain]


def test_duckdb_example(crawl: Crawl) -> None:
    script = real.ROOT / "python" / "examples" / "duckdb_folder.py"
    command = [sys.executable, str(script), str(crawl.folder)]
    run = subprocess.run(command, check=True, capture_output=True, text=True, timeout=300)
    assert "host" in run.stdout and "example" in run.stdout


@pytest.mark.skipif(PROGRAM is None, reason="the program is not built; LIENS_PROGRAM names it")
def test_program(crawl: Crawl) -> None:
    assert PROGRAM is not None
    command = [PROGRAM, "convert", "--quiet", "--to", "ndjson", "--flat"]
    run = subprocess.run([*command, str(crawl.warcs)], check=True, capture_output=True, timeout=300)
    rows = [json.loads(line) for line in run.stdout.splitlines()]
    assert of_rows(rows) == crawl.based
    run = subprocess.run([*command, str(crawl.folder)], check=True, capture_output=True, timeout=300)
    rows = [json.loads(line) for line in run.stdout.splitlines()]
    assert of_rows(rows) == crawl.plain
    # Row by row, all columns of both are the same.
    articles = pa.record_batch(liens.convert_column(pa.array(crawl.pages))).to_pylist()
    origin = dict.fromkeys(("url", "date"))
    for row, article, path in zip(rows, articles, sorted(crawl.folder.iterdir()), strict=True):
        assert row == {**article, **origin, "path": str(path)}
