// The package in a browser.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, serve, skip } from "./browser.mjs";
import { cases, written } from "./cases.mjs";

let browser, server, page;

before(async () => {
  if (skip) return;
  [browser, server] = await Promise.all([launch(), serve()]);
  page = await browser.newPage();
  await page.goto(server.address);
  await page.evaluate(async () => {
    const liens = await import("/pkg/liens.js");
    await liens.default();
    globalThis.liens = liens;
  });
});
after(async () => {
  await browser?.close();
  server?.close();
});

test("every case gives the JSON that the program writes", { skip }, async () => {
  const all = cases();
  const expected = written(all, "json");
  const inputs = all.map(({ bytes, file, options }) => [bytes.toString("base64"), { name: file, ...options }]);
  const found = await page.evaluate(
    (inputs) =>
      inputs.map(([base64, options]) => {
        const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
        return globalThis.liens.convert(bytes, options);
      }),
    inputs,
  );
  all.forEach(({ name }, index) => assert.equal(found[index], expected.get(name), name));
});

test("without the module, an error says what to do", { skip }, async () => {
  const message = await page.evaluate(async () => {
    const fresh = await import("/pkg/liens.js?fresh");
    const module = await import("/pkg/module.js?fresh");
    try {
      module.run("convert", "", {});
    } catch (error) {
      return `${error.name}: ${error.message}; ${typeof fresh.init}`;
    }
  });
  assert.equal(message, "LiensError: the WebAssembly module is not loaded: call `await init()` first; function");
});
