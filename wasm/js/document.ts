/**
 * The JSON document: an article and its warnings. It is a contract: within a version, keys, types of blocks and
 * inlines, and kinds of warnings may be added, and nothing else changes.
 */
export interface Document {
  format: "liens";
  version: 1;
  article: Article;
  /** What was odd in the page, in its order. */
  warnings: Warning[];
}

/** A printed article. */
export interface Article {
  /** Language of the content as a BCP 47 tag, `fr` or `pt-BR`; null when nothing says it. */
  language: string | null;
  direction: "ltr" | "rtl" | null;
  title: Inline[] | null;
  site: { name: string; url: string | null } | null;
  breadcrumb: Inline[][];
  byline: Byline | null;
  body: Block[];
  comments: Comment[];
  /** What the site prints below every article. */
  footer: Block[];
  source: Source | null;
  /** The numbered list, which the links of the text refer to by their numbers. */
  links: Link[];
  /** The words that the page used around source, date, list and site; null for those of its language. */
  labels: { source: string | null; stamp: string | null; links: string | null; published: string | null };
  /** Further metadata, as of front matter. */
  metadata: Record<string, Json>;
}

/** Author and moment of an article or a comment. */
export interface Byline {
  author: string | null;
  text: string;
  at: string | null;
}

export interface Comment {
  title: Inline[] | null;
  byline: Byline | null;
  content: Block[];
}

/** Where the article comes from. */
export interface Source {
  /** The URL as printed. */
  url: string;
  stamp: {
    kind: "modified" | "retrieved" | "unknown";
    /** The date as printed. */
    text: string;
    /** The moment, `2018-06-29T14:56:00`, where it is certain. */
    at: string | null;
  } | null;
}

/** An entry of the numbered list. */
export interface Link {
  number: number;
  url: string;
  title: string | null;
}

export type Block =
  | { type: "paragraph"; content: Inline[] }
  | { type: "heading"; level: number; content: Inline[] }
  | { type: "list"; ordered: boolean; start: number | null; items: Block[][] }
  | { type: "definition_list"; items: { terms: Inline[][]; definitions: Block[][] }[] }
  | { type: "quote"; content: Block[] }
  | { type: "code_block"; language: string | null; text: string }
  | { type: "table"; caption: Inline[]; head: Cell[][]; rows: Cell[][] }
  | { type: "figure"; content: Block[]; caption: Inline[] }
  | { type: "field"; label: Inline[]; items: Block[][] }
  | { type: "rule" };

export interface Cell {
  header: boolean;
  colspan: number;
  rowspan: number;
  align: "left" | "center" | "right" | null;
  content: Block[];
}

export type Inline =
  | { type: "text"; text: string }
  | {
      type: "emphasis" | "strong" | "strikeout" | "underline" | "subscript" | "superscript" | "small";
      content: Inline[];
    }
  | { type: "code"; text: string }
  /** A link to an entry of the list. Without content it is a marker whose words are not known. */
  | { type: "link"; content: Inline[]; number: number; title?: string }
  /** A link that is not in the list. */
  | { type: "link"; content: Inline[]; url: string; title?: string }
  | { type: "image"; src: string; alt: string; title: string | null; width?: number; height?: number }
  | { type: "note"; content: Block[] }
  | { type: "checkbox"; checked: boolean }
  | { type: "anchor"; id: string }
  | { type: "break" };

/** A soft problem of a page. */
export interface Warning {
  kind: WarningKind;
  message: string;
  /** Where it is; null when it has no single place. */
  span: Span | null;
}

export type WarningKind =
  | "dangling_marker"
  | "no_list"
  | "duplicate_number"
  | "missing_number"
  | "unreferenced_entry"
  | "href_disagrees"
  | "renumbered_list"
  | "no_source"
  | "ambiguous_date"
  | "look_alike"
  | "several_articles"
  | "unsupported"
  | "too_deep"
  | "empty"
  | "other";

/** A place in the decoded page. */
export interface Span {
  /** The first byte in UTF-8, from 0. */
  start: number;
  /** The byte after the last. */
  end: number;
  /** From 1. */
  line: number;
  /** In characters, from 1. */
  column: number;
}

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
