// What the page and its worker say to each other.
import type { Decoded, Detection, Link, OutputFormat, ReadOptions } from "../../js/liens.js";

/** A page to read. */
export interface ReadRequest {
  task: "read";
  page: string | Uint8Array;
  options: ReadOptions;
}

/** The page that was read last, to be written in a format. */
export interface WriteRequest {
  task: "write";
  to: OutputFormat;
}

/** All blocks of the page that was read last, as HTML. */
export interface ShowRequest {
  task: "show";
}

export type Request = ReadRequest | WriteRequest | ShowRequest;

/** A warning, with its place in the text as JavaScript counts. */
export interface Finding {
  message: string;
  place: Place | null;
}

export interface Place {
  line: number;
  column: number;
  start: number;
  end: number;
  /** The words around, in three parts; the second is what the warning is about. */
  excerpt: [string, string, string];
}

/** What was read. */
export interface ReadReply {
  /** The decoded page, where bytes came. */
  decoded: Decoded | null;
  detection: Detection;
  /** The beginning of the article as HTML, and how many blocks of its text are left out. */
  html: string;
  hidden: number;
  links: Link[];
  findings: Finding[];
  title: string | null;
}

export interface WriteReply {
  text: string;
}

/** What went wrong. */
export interface Failure {
  error: { message: string; place: Place | null };
}

export type Reply = ReadReply | WriteReply | Failure;
