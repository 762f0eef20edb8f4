// Reads and writes pages beside the page that people see, which stays alive however large they are.
import {
  convert, decode, detect, initSync, LiensError, read,
  type Decoded, type Document, type Inline, type Span,
} from "../../js/liens.js";
import type { Finding, Place, ReadReply, ReadRequest, Reply, Request } from "./protocol.js";

/** How many characters around a place are shown. */
const AROUND = 60;
/** How many blocks of the text are shown at first. */
const FIRST = 1000;
/** How many warnings are shown. */
const MOST = 1000;

let current: Document | undefined;
/** The text in which places are. */
let text = "";

let ready: Promise<void> | undefined;

// The module comes first, then what is to be done with it.
self.onmessage = async ({ data }: MessageEvent<Request | ArrayBuffer>) => {
  if (data instanceof ArrayBuffer) {
    ready = unpack(data).then(initSync);
    return;
  }
  try {
    await ready;
    self.postMessage(answer(data));
  } catch (error) {
    self.postMessage({ error: { message: `this browser cannot run liens: ${String(error)}`, place: null } });
  }
};

function answer(request: Request): Reply {
  try {
    if (request.task === "read") return readPage(request);
    if (!current) throw new LiensError("there is no article yet");
    if (request.task === "show") return { text: convert(current, { to: "html" }) };
    const options = request.to === "json" ? { pretty: true } : request.to === "html" ? { standalone: true } : {};
    return { text: convert(current, { to: request.to, ...options }) };
  } catch (error) {
    const span = error instanceof LiensError ? error.span : null;
    const message = error instanceof Error ? error.message : String(error);
    return { error: { message, place: places(text, [span])[0] ?? null } };
  }
}

function readPage({ page, options }: ReadRequest): ReadReply {
  current = undefined;
  const decoded: Decoded | null = typeof page === "string" ? null : decode(page);
  text = decoded?.text ?? (page as string);
  // Bytes go as they are: what is no text at all is only seen in them.
  const detection = detect(text, options);
  current = read(decoded ? page : text, options);
  const { article, warnings } = current;
  const shown = warnings.slice(0, MOST);
  const found = places(text, shown.map(({ span }) => (hasPlaces(detection.format) ? span : null)));
  const findings: Finding[] = shown.map(({ message }, index) => ({ message, place: found[index] ?? null }));
  return {
    decoded,
    detection,
    html: convert({ ...current, article: { ...article, body: article.body.slice(0, FIRST) } }, { to: "html" }),
    hidden: Math.max(0, article.body.length - FIRST),
    links: article.links,
    findings,
    title: article.title && words(article.title),
  };
}

/** Warnings in a document that liens wrote are about the page that it was made of. */
function hasPlaces(format: string): boolean {
  return format !== "json";
}

function words(inlines: Inline[]): string {
  const word = (inline: Inline): string => {
    if ("text" in inline) return inline.text;
    if (inline.type === "image") return inline.alt;
    if (inline.type === "note" || !("content" in inline)) return inline.type === "break" ? " " : "";
    return words(inline.content);
  };
  return inlines.map(word).join("");
}

/** Places count bytes of UTF-8, strings count UTF-16: one walk through the text finds all of them. */
function places(text: string, spans: (Span | null)[]): (Place | null)[] {
  const offsets = spans.flatMap((span) => (span ? [span.start, span.end] : []));
  const at = new Map<number, number>();
  let [bytes, index] = [0, 0];
  for (const offset of offsets.sort((a, b) => a - b)) {
    for (; bytes < offset && index < text.length; index++) {
      const unit = text.charCodeAt(index);
      const isSurrogate = unit >= 0xd800 && unit < 0xe000;
      bytes += unit < 0x80 ? 1 : unit < 0x800 || isSurrogate ? 2 : 3;
    }
    at.set(offset, index);
  }
  return spans.map((span) => {
    if (!span) return null;
    const [start, end] = [at.get(span.start) ?? 0, at.get(span.end) ?? 0];
    return { line: span.line, column: span.column, start, end, excerpt: excerpt(text, start, end) };
  });
}

/** The line around a place, or a part of it. */
function excerpt(text: string, start: number, end: number): [string, string, string] {
  const lineStart = text.lastIndexOf("\n", start - 1) + 1;
  const lineEnd = (text + "\n").indexOf("\n", start);
  const from = Math.max(lineStart, start - AROUND);
  const to = Math.min(Math.max(end, start), lineEnd, start + 3 * AROUND);
  const until = Math.min(lineEnd, to + AROUND);
  const before = (from > lineStart ? "…" : "") + text.slice(from, start).trimStart();
  return [before, text.slice(start, to), text.slice(to, until).trimEnd() + (until < lineEnd ? "…" : "")];
}

async function unpack(packed: ArrayBuffer): Promise<ArrayBuffer> {
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).arrayBuffer();
}
