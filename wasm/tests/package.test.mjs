// The package in Node.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { test } from "node:test";
import init, { convert, decode, detect, indexes, LiensError, read, readAll } from "../pkg/liens.js";
import { cases, FORMATS, written } from "./cases.mjs";

const PAGE = `See [the report](#) [1] and [the map](#) [2].

**Source URL (modified on 03/07/2018 - 14:56):** <https://example.org/news>

### Links

[1] <https://example.org/report>
`;

for (const format of Object.keys(FORMATS)) {
  test(`every case is written as ${format} as the program writes it`, () => {
    const all = cases();
    assert.ok(all.length > 300);
    const expected = written(all, format);
    for (const { name, file, bytes, options } of all) {
      const found = convert(bytes, { to: format, name: file, ...options });
      assert.equal(found, expected.get(name), name);
    }
  });
}

test("types and documents agree", () => {
  const documents = cases().map(({ bytes, file, options }) => convert(bytes, { name: file, ...options }));
  const folder = new URL("../target/types/", import.meta.url).pathname;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const lines = documents.map((json) => `documents.push(${json});\n`);
  const head = `import type { Document } from "liens";\nconst documents: Document[] = [];\n`;
  writeFileSync(`${folder}documents.ts`, head + lines.join("") + "export { documents };\n");
  writeFileSync(`${folder}usage.ts`, readFileSync(new URL("usage.ts", import.meta.url)));
  const types = { extends: "../../tsconfig.json", include: ["*.ts"] };
  const paths = { liens: ["../../pkg/liens.d.ts"] };
  const settings = { ...types, compilerOptions: { rootDir: "../..", noEmit: true, declaration: false, paths } };
  writeFileSync(`${folder}tsconfig.json`, JSON.stringify(settings));
  const tsc = new URL("../node_modules/.bin/tsc", import.meta.url).pathname;
  execFileSync(tsc, ["-p", folder], { stdio: "inherit" });
});

test("a document is read, and may be changed and written again", () => {
  const document = read(PAGE);
  assert.deepEqual(document.article.links, [{ number: 1, url: "https://example.org/report", title: null }]);
  assert.deepEqual(document.warnings.map(({ kind }) => kind), ["dangling_marker", "ambiguous_date"]);
  const [{ span }] = document.warnings;
  const { start, end } = indexes(PAGE, span);
  assert.equal(PAGE.slice(start, end), "[2]");
  document.article.links[0].url = "https://example.org/report/2";
  assert.match(convert(document, { to: "html" }), /<a href="https:\/\/example.org\/report\/2" id="ref-1">the report<\/a>/);
});

test("indexes of a place are those of JavaScript", () => {
  const page = `Été 🎈 ${PAGE}`;
  const { start, end } = indexes(page, read(page).warnings[0].span);
  assert.equal(page.slice(start, end), "[2]");
});

test("bytes may be in any encoding", () => {
  const bytes = Buffer.from("<meta charset=iso-8859-2><p>\xe8e\xb9tina</p>", "latin1");
  assert.match(convert(bytes, { to: "text" }), /čeština/);
  assert.equal(decode(bytes).encoding, "ISO-8859-2");
  assert.equal(decode(bytes).reason, "declaration");
  const view = new DataView(new Uint8Array([0, ...bytes]).buffer, 1);
  assert.match(convert(view, { to: "text" }), /čeština/);
  assert.match(convert(Buffer.from("d\xe9j\xe0 vu", "latin1"), { to: "text", charset: "iso-8859-1" }), /déjà vu/);
  assert.match(convert(Buffer.from("Привет, как дела? Это старая страница.", "utf16le"), { to: "text" }), /Привет/);
});

test("all articles of a document are read", () => {
  const pages = `The barn [1] is old.\n\nSource URL: https://example.org/barn\n\nLinks\n[1] https://example.org/oak\n\n
The byre [1] came later.\n\nSource URL: https://example.org/byre\n\nLinks\n[1] https://example.org/ash\n`;
  const urls = readAll(pages).map(({ article }) => article.links[0].url);
  assert.deepEqual(urls, ["https://example.org/oak", "https://example.org/ash"]);
});

test("formats are detected, and names decide where the text leaves room", () => {
  assert.equal(detect("<!DOCTYPE html><p>a").format, "html");
  assert.match(detect("<!DOCTYPE html><p>a").reason, /\w/);
  assert.equal(detect("<b>a</b>").format, "markdown");
  assert.equal(detect("<b>a</b>", { name: "https://example.org/a.html?b#c" }).format, "html");
});

test("options do what they do in the program", () => {
  const page = '<p>See <a href="/map">the map</a>.</p>';
  const options = { to: "print-html", number: true, sourceUrl: "https://example.org/a", modified: "2018-06-29 14:56" };
  const printed = convert(page, options);
  assert.match(printed, /\[1\] https:\/\/example.org\/map/);
  assert.match(printed, /Source URL \(modified on 2018-06-29 14:56\)/);
  assert.match(convert(page, { ...options, lang: "fr" }), /URL source|URL de la source/);
  assert.match(convert(PAGE, { to: "markdown", links: "reference" }), /\[the report\]\[1\]/);
  const source = read(PAGE, { dateOrder: "day-first" }).article.source;
  assert.equal(source.stamp.at, "2018-07-03T14:56:00");
});

test("errors are exceptions with their place", () => {
  const failure = (run) => {
    try {
      run();
    } catch (error) {
      assert.ok(error instanceof LiensError, String(error));
      return error;
    }
    return assert.fail("expected an error");
  };
  const strict = failure(() => read(PAGE, { strict: true }));
  assert.deepEqual([strict.line, strict.column], [1, 42]);
  assert.match(strict.message, /^strict reading refused the input: line 1, column 42: /);
  const json = failure(() => read('{\n"format": ?', { from: "json" }));
  assert.deepEqual(json.span, { start: 12, end: 12, line: 2, column: 11 });
  assert.equal(failure(() => convert(PAGE, { to: "pdf" })).span, null);
  for (const [options, message] of [
    [{ to: "pdf" }, /expected one of json, .* for `to`, but found "pdf"/],
    [{ too: "html" }, /unknown field `too`/],
    [{ to: "html", width: 3 }, /width does not go with html/],
    [{ baseUrl: "news/7" }, /expected an absolute address/],
    [{ classes: { sidebar: ["a"] } }, /sidebar/],
    [{ maxMemory: 10 }, /memory/],
    [{ modified: "2018-06-29", from: "html" }, /sourceUrl/],
  ]) {
    assert.match(failure(() => convert("<p>a", options)).message, message);
  }
  const picture = Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 1]);
  assert.match(failure(() => convert(picture)).message, /binary data/);
  assert.throws(() => convert(7), TypeError);
});

test("a page that is too much does no harm to the next", () => {
  const deep = "<b>".repeat(200_000);
  assert.doesNotThrow(() => convert(deep, { to: "text" }));
  assert.throws(() => convert("<b>".repeat(1_000_000)), LiensError);
  const quotes = "> ".repeat(100_000) + "x";
  assert.match(convert(quotes, { to: "text" }), /x/);
  assert.match(convert("<p>still here", { to: "text" }), /still here/);
});

test("the module can be given by hand", async () => {
  await init(readFileSync(new URL("../pkg/liens.wasm", import.meta.url)));
  assert.match(convert("<p>a", { to: "text" }), /a/);
});
