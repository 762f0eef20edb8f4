// Makes the page to try liens: a single file, with the module in it, which works without a server and without a network.
import { createHash } from "node:crypto";
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const FOLDER = "playground";

export async function buildPlayground() {
  const worker = await bundle("worker.ts");
  const module = gzipSync(readFileSync("pkg/liens.wasm"), { level: 9 }).toString("base64");
  const main = await bundle("main.ts", {
    banner: { js: `const WORKER=${inScript(JSON.stringify(worker))},MODULE=bytes("${module}");${bytes}` },
  });
  const script = main.trim();
  const style = readFileSync(`${FOLDER}/src/style.css`, "utf8");
  const page = readFileSync(`${FOLDER}/src/index.html`, "utf8");
  const parts = { policy: policy(script, style), style, script };
  const written = page.replace(/\{\{(\w+)\}\}/g, (_, name) => parts[name]);
  writeFileSync(`${FOLDER}/index.html`, written);
  console.log(`playground/index.html: ${statSync(`${FOLDER}/index.html`).size} bytes`);
}

/** Turns Base64 into bytes. */
const bytes = "function bytes(text){return Uint8Array.from(atob(text),(c)=>c.charCodeAt(0))}";

async function bundle(file, options = {}) {
  const { outputFiles } = await build({
    entryPoints: [`${FOLDER}/src/${file}`],
    bundle: true,
    write: false,
    minify: true,
    // A script in a page and a worker in memory are no modules.
    format: "iife",
    define: { "import.meta.url": '"https://example.org/"' },
    target: "es2022",
    charset: "utf8",
    loader: { ".css": "text", ".txt": "text", ".html": "text" },
    legalComments: "none",
    ...options,
  });
  return inScript(outputFiles[0].text);
}

/** What must not stand in a script element. */
function inScript(text) {
  return text.replace(/<\/(script)/gi, "<\\/$1").replace(/<!--/g, "<\\!--");
}

/** Nothing runs but this script, and nothing is fetched. */
function policy(script, style) {
  const hash = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
  return [
    "default-src 'none'",
    `script-src ${hash(script)} 'wasm-unsafe-eval'`,
    "worker-src blob:",
    `style-src ${hash(style)}`,
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}
