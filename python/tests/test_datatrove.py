"""The step in a pipeline of datatrove, from a WARC file to lines of JSON."""

import gzip
import json
from pathlib import Path

import pytest

import liens

from . import warc

pytest.importorskip("datatrove")


def test_a_crawl_becomes_articles(tmp_path: Path) -> None:
    from datatrove.executor.local import LocalPipelineExecutor
    from datatrove.pipeline.readers import WarcReader
    from datatrove.pipeline.writers.jsonl import JsonlWriter

    from liens.datatrove import Liens

    (tmp_path / "crawl").mkdir()
    warc.write(tmp_path / "crawl" / "pages.warc.gz")
    pipeline = [
        WarcReader(str(tmp_path / "crawl")),
        Liens(to="markdown"),
        JsonlWriter(str(tmp_path / "articles")),
    ]
    LocalPipelineExecutor(pipeline, logging_dir=str(tmp_path / "logs")).run()

    [path] = (tmp_path / "articles").iterdir()
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    rows = [row for row in rows if row["metadata"]["url"] in warc.PAGES]
    texts = {row["metadata"]["url"]: row["text"] for row in rows}
    expected = {
        url: liens.convert(page, to="markdown", base_url=url) for url, page in warc.PAGES.items()
    }
    assert texts == expected
    assert {row["metadata"]["title"] for row in rows} == {"The mill", "The barn", "The byre", "The lamp"}


def test_only_exports_are_kept() -> None:
    from datatrove.data import Document

    from liens.datatrove import Liens

    pages = [Document(page, url, metadata={"url": url}) for url, page in warc.PAGES.items()]
    assert [page.id for page in Liens(only="exports").run(iter(pages))] == ["https://example.org/lamp"]
    with pytest.raises(liens.LiensError, match="expected exports or None"):
        Liens(only="images")
