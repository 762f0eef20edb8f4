/**
 * Converts printer-friendly pages, whose links are listed by number at the end, to structured documents with every link
 * back in its place, and back.
 *
 * In Node, Deno and Bun everything is ready at once. In browsers, `await init()` first.
 */
import type { Document, Span } from "./document.js";
import { initialize, initializeSync, run, type WasmSource } from "./module.js";
import type { ConvertOptions, InputFormat, ReadOptions } from "./options.js";

export type * from "./document.js";
export { LiensError } from "./error.js";
export type { WasmSource } from "./module.js";
export type * from "./options.js";

/** A page: text, bytes in any encoding, or a document that `read` gave. */
export type Page = string | ArrayBuffer | ArrayBufferView | Document;

/** Text from bytes. */
export interface Decoded {
  /** The text, without a byte order mark. Places of warnings are places in it. */
  text: string;
  /** The name of the encoding, as the Encoding Standard writes it: `windows-1252`. */
  encoding: string;
  /** What decided on the encoding. */
  reason: "byte-order-mark" | "charset" | "declaration" | "valid-utf-8" | "guess";
  /** Whether some bytes are no characters in that encoding and became U+FFFD. */
  replaced: boolean;
}

/** The format of a page. */
export interface Detection {
  format: Exclude<InputFormat, "auto" | "text">;
  /** What decided, as words that go on with "it is HTML:". */
  reason: string;
}

/**
 * Loads the WebAssembly module, once. Without a source it is fetched from beside this file; `init(url)`, `init(bytes)`
 * and `init(module)` take it from elsewhere.
 */
export default function init(source?: WasmSource | Promise<WasmSource>): Promise<void> {
  return initialize(source);
}
export { init };

/** The same without waiting, for bytes or a module that are at hand. */
export function initSync(source: WebAssembly.Module | BufferSource): void {
  initializeSync(source);
}

/** Reads a page and writes its article in a format, as `liens convert` does. */
export function convert(page: Page, options: ConvertOptions = {}): string {
  return run("convert", ...input(page, options));
}

/** Reads a page. What is odd in it becomes a warning. */
export function read(page: Page, options: ReadOptions = {}): Document {
  return JSON.parse(run("convert", ...input(page, { ...options, to: "json" }))) as Document;
}

/** Reads all articles of a document, each with the links of its own list. */
export function readAll(page: Page, options: ReadOptions = {}): Document[] {
  return JSON.parse(run("readAll", ...input(page, options))) as Document[];
}

/** Tells the format of a page. */
export function detect(page: string | ArrayBuffer | ArrayBufferView, options: ReadOptions = {}): Detection {
  return JSON.parse(run("detect", ...input(page, options))) as Detection;
}

/** The text that bytes are, in whichever encoding. */
export function decode(bytes: ArrayBuffer | ArrayBufferView, options: { charset?: string } = {}): Decoded {
  return JSON.parse(run("decode", bytes, options)) as Decoded;
}

/**
 * The part of a text that a warning or an error is about, as indexes of the string. Places count bytes of UTF-8, strings
 * count UTF-16.
 */
export function indexes(text: string, span: Span): { start: number; end: number } {
  const start = index(text, span.start, 0, 0);
  return { start, end: index(text, span.end - span.start, start, 0) };
}

/** The index in a string that lies so many bytes behind another. */
function index(text: string, bytes: number, from: number, passed: number): number {
  let at = from;
  while (passed < bytes && at < text.length) {
    const unit = text.charCodeAt(at);
    const isPair = unit >= 0xd800 && unit < 0xdc00 && at + 1 < text.length;
    passed += unit < 0x80 ? 1 : unit < 0x800 ? 2 : isPair ? 4 : 3;
    at += isPair ? 2 : 1;
  }
  return at;
}

type Input = [string | ArrayBuffer | ArrayBufferView, ConvertOptions];

/** What goes to the module. A document goes as its JSON. */
function input(page: Page, options: ConvertOptions): Input {
  if (typeof page === "string" || page instanceof ArrayBuffer || ArrayBuffer.isView(page)) return [page, options];
  if (page?.format === "liens") return [JSON.stringify(page), { ...options, from: "json" }];
  throw new TypeError("expected a string, bytes or a document");
}
