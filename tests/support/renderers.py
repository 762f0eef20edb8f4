"""Renders Markdown texts with programs that others use, raw HTML and bare addresses on.

Standard input is a JSON list of texts; standard output is an object with a list of pages for each renderer.
"""

import json
import os
import subprocess
import sys

import cmarkgfm
import markdown_it
import mistune
from cmarkgfm.cmark import Options

cmark_options = Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_FOOTNOTES
cmark_extensions = ["autolink", "table", "strikethrough", "tasklist"]
markdown = markdown_it.MarkdownIt("gfm-like", {"html": True, "linkify": True})
mistuned = mistune.create_markdown(
    escape=False, plugins=["url", "table", "strikethrough", "footnotes", "task_lists"]
)


def cmark(text):
    return cmarkgfm.markdown_to_html_with_extensions(text, cmark_options, cmark_extensions)


def pandoc(text):
    command = [os.environ.get("LIENS_PANDOC", "pandoc"), "-f", "gfm", "-t", "html", "--wrap=none"]
    return subprocess.run(command, input=text.encode(), stdout=subprocess.PIPE, check=True).stdout.decode()


texts = json.load(sys.stdin)
renderers = {"cmark-gfm": cmark, "markdown-it": markdown.render, "mistune": mistuned, "pandoc": pandoc}
json.dump({name: [render(text) for text in texts] for name, render in renderers.items()}, sys.stdout)
