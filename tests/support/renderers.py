"""Renders Markdown texts with programs that others use, raw HTML and bare addresses on.

Standard input is a JSON list of texts; standard output is an object with a list of pages for each renderer.
"""

import json
import os
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

import cmarkgfm
import markdown_it
import mistune
from cmarkgfm.cmark import Options

CMARK_OPTIONS = Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_FOOTNOTES
CMARK_EXTENSIONS = ["autolink", "table", "strikethrough", "tasklist"]
# What our front matter says, too, which Pandoc reads as Markdown.
TEMPLATE = "<h1>$title$</h1><p>$author$ $lang$ $site$ $site_url$ $source$ $modified$ $retrieved$ $stamp$</p>\n$body$"


def cmark(text):
    return cmarkgfm.markdown_to_html_with_extensions(text, CMARK_OPTIONS, CMARK_EXTENSIONS)


def pandoc(form, template):
    command = [os.environ.get("LIENS_PANDOC", "pandoc"), "--from", form, "--to", "html"]
    # Loading what colours code takes longer than all the rest.
    command += ["--no-highlight", "--wrap=none", "--standalone", "--template", template, "--quiet"]

    def render(text):
        done = subprocess.run(command, input=text.encode(), stdout=subprocess.PIPE, check=True)
        return done.stdout.decode()

    return render


def main():
    texts = json.load(sys.stdin)
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor() as threads:
        template = os.path.join(folder, "page.html")
        with open(template, "w", encoding="utf-8") as file:
            file.write(TEMPLATE)
        in_python = {
            "cmark-gfm": cmark,
            "markdown-it": markdown_it.MarkdownIt("gfm-like", {"html": True, "linkify": True}).render,
            "mistune": mistune.create_markdown(
                escape=False, plugins=["url", "table", "strikethrough", "footnotes", "task_lists"]
            ),
        }
        forms = ["gfm", "commonmark_x", "markdown+autolink_bare_uris"]
        # Pandoc runs beside us once for each text; the others are no faster with threads.
        by_pandoc = {f"pandoc {form}": threads.map(pandoc(form, template), texts) for form in forms}
        pages = {name: [render(text) for text in texts] for name, render in in_python.items()}
        pages.update((name, list(rendered)) for name, rendered in by_pandoc.items())
    json.dump(pages, sys.stdout)


main()
