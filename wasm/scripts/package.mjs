// Makes the npm package in pkg/ of the compiled module, and the page to try it. Run by build.sh.
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { buildPlayground } from "./playground.mjs";

/** The most bytes that the module may have as servers send it. */
const LIMIT = 930_000;
const HERE = new URL("../", import.meta.url);

process.chdir(new URL(HERE).pathname);
const [compiled] = process.argv.slice(2);
if (!compiled) throw new Error("usage: package.mjs MODULE.wasm");

const run = (program, ...args) => execFileSync(`node_modules/.bin/${program}`, args, { stdio: "inherit" });
rmSync("pkg", { recursive: true, force: true });
mkdirSync("pkg");
run("tsc");
// These hold types only.
for (const file of ["document.js", "options.js"]) rmSync(`pkg/${file}`);
const features = ["bulk-memory", "multivalue", "mutable-globals", "nontrapping-float-to-int", "reference-types", "sign-ext"];
const enabled = features.map((feature) => `--enable-${feature}`);
// Functions that are alike have names that are alike; next to each other they pack better.
const passes = ["-Oz", "--reorder-functions-by-name", "--strip-debug", "--strip-producers"];
run("wasm-opt", ...enabled, ...passes, compiled, "-o", "pkg/liens.wasm");
writeFileSync("pkg/package.json", JSON.stringify(manifest(), null, 2) + "\n");
copyFileSync("README.md", "pkg/README.md");
for (const file of ["LICENSE-APACHE", "LICENSE-MIT", "LICENSE-UNICODE"]) copyFileSync(`../${file}`, `pkg/${file}`);

const module = readFileSync("pkg/liens.wasm");
const packed = gzipSync(module, { level: 9 }).length;
const withBrotli = brotliCompressSync(module).length;
console.log(`pkg/liens.wasm: ${module.length} bytes, ${packed} with gzip, ${withBrotli} with brotli`);
if (packed > LIMIT) throw new Error(`expected at most ${LIMIT} bytes with gzip`);
await buildPlayground();

function manifest() {
  const cargo = readFileSync("Cargo.toml", "utf8");
  const [, version] = /^version = "(.*)"$/m.exec(cargo);
  return {
    name: "liens",
    version,
    description: "Put the links of printer-friendly pages back in their places, and print any page with numbered links",
    keywords: ["print", "footnotes", "links", "html", "markdown", "pandoc"],
    license: "(MIT OR Apache-2.0) AND Unicode-3.0",
    repository: "https://github.com/liens-rs/liens",
    type: "module",
    main: "liens.js",
    types: "liens.d.ts",
    exports: {
      ".": { types: "./liens.d.ts", default: "./liens.js" },
      "./liens.wasm": "./liens.wasm",
      "./package.json": "./package.json",
    },
    sideEffects: false,
    engines: { node: ">=20.16" },
  };
}
