// Printed pages as pages of an Eleventy site, and any page of a site for paper. README.md shows how.
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { convert, read } from "liens";

/** What names of printed pages end in. Eleventy takes all that ends in `html` or `md` for its own. */
const EXTENSIONS = ["html.print", "htm.print", "md.print", "txt.print"];

/**
 * @param {import("@11ty/eleventy").UserConfig} config
 * @param {{ extensions?: string[], layout?: string, read?: import("liens").ReadOptions }} options `layout` is that of
 *   printed pages, `read` says how to read them.
 */
export default function liens(config, options = {}) {
  const { extensions = EXTENSIONS, layout, read: reading = {} } = options;
  for (const extension of extensions) {
    config.addTemplateFormats(extension);
    config.addExtension(extension, {
      outputFileExtension: "html",
      // Pages are read as bytes, since they may be in any encoding.
      read: false,
      getData: (path) => ({ ...(layout && { layout }), ...dataOf(document(path, reading)) }),
      compile: (_, path) => () => convert(document(path, reading), { to: "html" }),
    });
  }
  config.addFilter("forPaper", forPaper);
}

/**
 * The page for paper of some HTML: its links numbered, and listed at the end with the page's URL.
 *
 * @param {string} html
 * @param {string} url The page's URL, which also makes relative links absolute.
 * @param {import("liens").ConvertOptions} options
 */
export function forPaper(html, url, options = {}) {
  return convert(html, { from: "html", to: "print-html", number: true, sourceUrl: url, ...options });
}

function document(path, options) {
  const page = read(readFileSync(path), { name: basename(path, ".print"), ...options });
  for (const { message, span } of page.warnings) {
    const place = span ? `:${span.line}:${span.column}` : "";
    console.warn(`[liens] ${path}${place}: ${message}`);
  }
  return page;
}

/** What templates know of a printed page: the usual names, and all of it as `printed`. */
function dataOf(page) {
  const { article } = page;
  const { title, byline, source, language, direction, metadata } = article;
  const moment = byline?.at ?? source?.stamp?.at;
  const data = {
    title: title && words(title),
    author: byline?.author,
    date: moment && new Date(`${moment}Z`),
    source: source?.url,
    lang: language,
    dir: direction,
    tags: Array.isArray(metadata.tags) ? metadata.tags.map(String) : null,
    printed: page,
  };
  return Object.fromEntries(Object.entries(data).filter(([, value]) => value !== null && value !== undefined));
}

function words(inlines) {
  return inlines.map((inline) => inline.text ?? inline.alt ?? (inline.content ? words(inline.content) : " ")).join("");
}
