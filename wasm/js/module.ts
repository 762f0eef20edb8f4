// The WebAssembly module: where it comes from, and how texts go in and out.
import type { Span } from "./document.js";
import { LiensError } from "./error.js";
import type { ConvertOptions } from "./options.js";

/** Where the WebAssembly module can be had from. */
export type WasmSource = WebAssembly.Module | BufferSource | Response | URL | string;

/** The functions of `src/exports.rs`. */
interface Exports {
  memory: WebAssembly.Memory;
  request(length: number): number;
  page(length: number): number;
  run(): number;
  result(): number;
  result_length(): number;
  clear(): void;
}

type Task = "convert" | "readAll" | "decode" | "detect";

/** Memory of WebAssembly never shrinks: what has grown beyond this is given back with its instance. */
const KEPT = 64 << 20;

const FILE = new URL("liens.wasm", import.meta.url);

let module: WebAssembly.Module | undefined;
let instance: Exports | undefined;

export async function initialize(source?: WasmSource | Promise<WasmSource>): Promise<void> {
  if (module && source === undefined) return;
  module = await compile((await source) ?? readFile() ?? FILE);
  instance = await instantiated(module);
}

export function initializeSync(source: WebAssembly.Module | BufferSource): void {
  module = source instanceof WebAssembly.Module ? source : new WebAssembly.Module(source);
  instance = undefined;
}

/** Does something with a page, and returns the result. */
export function run(task: Task, page: string | ArrayBuffer | ArrayBufferView, options: ConvertOptions): string {
  const isText = typeof page === "string";
  const bytes = isText ? new TextEncoder().encode(page) : bytesOf(page);
  const request = new TextEncoder().encode(JSON.stringify({ task, isText, options }));
  const exports = ready();
  try {
    write(exports, exports.request(request.length), request);
    write(exports, exports.page(bytes.length), bytes);
    const isDone = exports.run() !== 0;
    const result = text(exports);
    exports.clear();
    if (exports.memory.buffer.byteLength > KEPT) instance = undefined;
    if (isDone) return result;
    const { message, span } = JSON.parse(result) as { message: string; span: Span | null };
    throw new LiensError(message, span);
  } catch (cause) {
    if (cause instanceof LiensError) throw cause;
    // The module has stopped in the middle of something and cannot go on; the next page gets a new one.
    instance = undefined;
    throw new LiensError(`the page takes more memory than there is (${String(cause)})`, null, { cause });
  }
}

function ready(): Exports {
  if (!module) {
    const bytes = readFile();
    if (!bytes) throw new LiensError("the WebAssembly module is not loaded: call `await init()` first");
    module = new WebAssembly.Module(bytes);
  }
  instance ??= new WebAssembly.Instance(module).exports as unknown as Exports;
  return instance;
}

async function compile(source: WasmSource): Promise<WebAssembly.Module> {
  if (source instanceof WebAssembly.Module) return source;
  if (typeof source === "string" || source instanceof URL) return compile(await fetch(source));
  if (!(typeof Response === "function" && source instanceof Response)) {
    return WebAssembly.compile(source as BufferSource);
  }
  if (!source.ok) throw new LiensError(`cannot load ${source.url}: ${source.status} ${source.statusText}`);
  // Some servers call it something else, which only `compileStreaming` minds.
  const isWasm = source.headers.get("Content-Type") === "application/wasm";
  return isWasm ? WebAssembly.compileStreaming(source) : WebAssembly.compile(await source.arrayBuffer());
}

async function instantiated(module: WebAssembly.Module): Promise<Exports> {
  return (await WebAssembly.instantiate(module)).exports as unknown as Exports;
}

/** The bytes of the module, where files can be read. Bundlers for browsers shall not see an import of Node's modules. */
function readFile(): BufferSource | undefined {
  interface FileSystem {
    readFileSync(path: URL): Uint8Array<ArrayBuffer>;
  }
  interface Process {
    getBuiltinModule?(name: "node:fs"): FileSystem | undefined;
  }
  if (FILE.protocol !== "file:") return undefined;
  const { process } = globalThis as { process?: Process };
  return process?.getBuiltinModule?.("node:fs")?.readFileSync(FILE);
}

function bytesOf(page: ArrayBuffer | ArrayBufferView): Uint8Array {
  return page instanceof ArrayBuffer ? new Uint8Array(page) : new Uint8Array(page.buffer, page.byteOffset, page.byteLength);
}

/** The memory may have grown and moved since it was last looked at. */
function write(exports: Exports, at: number, bytes: Uint8Array): void {
  new Uint8Array(exports.memory.buffer, at >>> 0, bytes.length).set(bytes);
}

function text(exports: Exports): string {
  const bytes = new Uint8Array(exports.memory.buffer, exports.result() >>> 0, exports.result_length() >>> 0);
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
}
