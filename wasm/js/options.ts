/** A format that can be read. `text` is Markdown or plain text, `auto` whichever the page seems to have. */
export type InputFormat = "auto" | "html" | "text" | "markdown" | "plain" | "json" | "pandoc";

/** A format that can be written. */
export type OutputFormat = "json" | "html" | "markdown" | "text" | "print-html" | "print-text" | "pandoc";

/** How to read a page. */
export interface ReadOptions {
  /** The format; what the page seems to have by default. */
  from?: InputFormat;
  /** The name of the page's file, or its URL: what it ends in decides on the format where the text leaves room. */
  name?: string;
  /** The encoding that came with the bytes, as in the header `Content-Type`. */
  charset?: string;
  /** The page's URL, by which relative links become absolute. */
  baseUrl?: string;
  /** Which number is the day in dates like 03/07/2018, where the page does not show it. */
  dateOrder?: "day-first" | "month-first";
  /** Words that a site prints around its articles: `{ hr: { links: "Poveznice" } }`. */
  labels?: Record<string, Partial<Record<LabelPart, string>>>;
  /** Class names of a site's pages, or `#id`s: `{ byline: ["entry-author"] }`. */
  classes?: Partial<Record<ClassRole, string[]>>;
  /** Makes the first warning an error. */
  strict?: boolean;
  /** How many bytes of memory a page may take, as estimated before it is read; 1 GiB by default. */
  maxMemory?: number;
  /** Numbers the links that are in no list, which makes any article a print export. */
  number?: boolean;
  /** The URL of the article, for its source line; also for relative links, where there is no `baseUrl`. */
  sourceUrl?: string;
  /** When the article was modified, as printed in the source line: `2018-06-29 14:56`. */
  modified?: string;
  /** The language of the article and its labels, a BCP 47 tag. */
  lang?: string;
}

/** How to read a page and write its article. The formats' own options are refused for others. */
export interface ConvertOptions extends ReadOptions {
  /** The format; `json` by default. */
  to?: OutputFormat;
  /** For `json`: breaks and indents lines. */
  pretty?: boolean;
  /** For `html`: a whole page, not only the article. */
  standalone?: boolean;
  /** For `print-html`: only content, footer, source line and list, not a whole page. */
  contentOnly?: boolean;
  /** For `text`: wraps lines at this column, or not at all for 0; 72 by default. */
  width?: number;
  /** For `markdown`: how listed links are written; `inline` by default. */
  links?: "inline" | "reference" | "footnote";
  /** For `markdown`: how tables are written; by default as GFM where that says all of a table, else as HTML. */
  tables?: "gfm" | "html";
  /** For `markdown`: begins with YAML front matter. */
  frontMatter?: boolean;
  /** For `pandoc`: the version of Pandoc's types; Pandoc 2.11 to 2.19 has 1.22, Pandoc 3 has 1.23. */
  pandocApi?: "1.22" | "1.23";
}

export type LabelPart =
  | "source"
  | "modified"
  | "retrieved"
  | "links"
  | "published"
  | "by"
  | "created"
  | "submitted"
  | "printed-from";

export type ClassRole =
  | "site"
  | "breadcrumb"
  | "title"
  | "byline"
  | "author"
  | "article"
  | "content"
  | "text"
  | "field"
  | "field-label"
  | "field-item"
  | "marker"
  | "comments"
  | "comment"
  | "footer"
  | "source"
  | "links"
  | "logo"
  | "hidden-words"
  | "hidden";
