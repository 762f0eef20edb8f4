"""DuckDB: the hosts that the articles of a folder link to, by SQL.

    python duckdb_folder.py FOLDER
"""

import sys

import duckdb

import liens

QUERY = """
select regexp_extract(link.url, '^https?://([^/]+)', 1) as host, count(*) as links
from (select unnest(links) as link from articles)
group by host order by links desc, host limit 10
"""


def main(folder: str) -> None:
    database = duckdb.connect()
    pages = database.sql("select content from read_blob(? || '/*.html')", params=[folder])
    articles = liens.convert_column(pages)  # noqa: F841  # the query reads it
    print(database.sql(QUERY))


if __name__ == "__main__":
    main(*sys.argv[1:])
