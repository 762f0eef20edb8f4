"""An extractor for datatrove: pages of a crawl become Markdown with every link in its place.

::

    from datatrove.pipeline.readers import WarcReader
    from liens.datatrove import Liens

    pipeline = [WarcReader("crawl/"), Liens(), ...]
"""

from __future__ import annotations

from typing import Any

from datatrove.data import Document, DocumentsPipeline
from datatrove.pipeline.base import PipelineStep

from . import LiensError, detect_export, read


class Liens(PipelineStep):  # type: ignore[misc]  # datatrove has no types
    """Replaces the text of each document, a page, by its article, and adds what the page says of itself.

    ``to`` is an output format of ``liens.convert``; further keywords are those of ``liens.read``. The metadata gets
    ``title``, ``author``, ``published``, ``language``, ``site``, ``source`` and ``links``. Pages that cannot be read are
    dropped and counted, and with ``only="exports"`` all pages that are no print exports.
    """

    name = "🔗 liens"
    type = "🛢 - EXTRAC"

    def __init__(self, to: str = "markdown", only: str | None = None, **options: Any) -> None:
        super().__init__()
        if only not in (None, "exports"):
            raise LiensError(f"expected exports or None, but found {only!r}")
        self.to = to
        self.only = only
        self.options = options

    def run(
        self, data: DocumentsPipeline, rank: int = 0, world_size: int = 1
    ) -> DocumentsPipeline:
        for document in data:
            with self.track_time():
                is_read = self.extract(document)
            if is_read:
                self.update_doc_stats(document)
                yield document

    def extract(self, page: Document) -> bool:
        """Replaces the page by its article; False if it is not wanted or cannot be read."""
        if self.only == "exports" and detect_export(page.text) is None:
            self.stat_update("other")
            return False
        url = page.metadata.get("url")
        try:
            article = read(page.text, **{"base_url": url, **self.options})
        except LiensError:
            self.stat_update("failed")
            return False
        page.text = article.to(self.to)  # type: ignore[arg-type]
        page.metadata.update(
            title=article.title,
            author=article.author,
            published=article.published,
            language=article.language,
            site=article.site,
            source=article.source,
            links=article.links,
        )
        self.stat_update("extracted")
        return True
