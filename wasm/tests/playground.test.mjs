// The page to try liens, in a browser, as people use it.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, describe, test } from "node:test";
import { convert } from "../pkg/liens.js";
import { launch, serve, skip } from "./browser.mjs";

const FILE = new URL("../playground/index.html", import.meta.url);
const FERRY = readFileSync(new URL("../playground/examples/ferry.html", import.meta.url), "utf8");
const ORCHARD = "# The orchard\n\nThe [tree](#) [1] and the [été](#) [5].\n\nSource URL: <https://example.org/orchard>\n\n### Links\n\n[1] <https://example.org/tree>\n";
const TABS = ["markdown", "html", "text", "print-html", "print-text", "json", "pandoc"];

let browser, server;

/** Opens the page, and fails on errors and on anything that is fetched besides the page itself. */
async function open(address, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  const page = await context.newPage();
  page.problems = [];
  page.on("pageerror", (error) => page.problems.push(String(error)));
  page.on("console", (message) => page.problems.push(message.text()));
  page.on("request", (request) => {
    const url = request.url();
    if (url !== address && !url.startsWith("blob:")) page.problems.push(`fetched ${url}`);
  });
  await page.goto(address);
  await page.waitForSelector("body[data-ready]");
  return page;
}

const article = (page) => page.locator("#article");
const isRead = (page, words) => page.waitForFunction((words) => document.getElementById("status").textContent.includes(words), words);

async function close(page) {
  assert.deepEqual(page.problems, []);
  await page.context().close();
}

async function drop(page, bytes, name) {
  const data = await page.evaluateHandle(
    ([base64, name]) => {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      const data = new DataTransfer();
      data.items.add(new File([bytes], name));
      return data;
    },
    [Buffer.from(bytes).toString("base64"), name],
  );
  // To bring the file into the browser takes time that is not the page's.
  await page.evaluate(() => (globalThis.longest = 0));
  for (const event of ["dragover", "drop"]) await page.dispatchEvent("#page", event, { dataTransfer: data });
}

describe("the page to try liens", { skip }, () => {
  before(async () => {
    [browser, server] = await Promise.all([launch(), serve()]);
  });
  after(async () => {
    await browser.close();
    server.close();
  });
  const served = () => `${server.address}/playground/index.html`;

  test("works when it is opened as a file", async () => {
    const page = await open(FILE.href);
    await page.click("#first");
    await isRead(page, "7 links, 0 warnings");
    assert.equal(await article(page).locator("h1").textContent(), "The last ferry of Holm Sound");
    assert.equal(await article(page).locator("#ref-2").getAttribute("href"), "https://council.example.org/minutes/2019-08-21");
    assert.equal(await page.title(), "The last ferry of Holm Sound – liens");
    await close(page);
  });

  test("takes what is pasted", async () => {
    const page = await open(served(), { permissions: ["clipboard-read", "clipboard-write"] });
    await page.evaluate((text) => navigator.clipboard.writeText(text), ORCHARD);
    await page.focus("#page");
    await page.keyboard.press("Control+V");
    await isRead(page, "1 link, 1 warning");
    assert.equal(await page.inputValue("#page"), ORCHARD);
    assert.match(await page.textContent("#about-page"), /^Read as Markdown: /);
    await page.click("#tab-1");
    await page.waitForSelector("#text:not([hidden])");
    await page.click("#copy");
    await page.waitForFunction(() => document.getElementById("copy").textContent === "Copied");
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), convert(ORCHARD, { to: "markdown" }));
    await close(page);
  });

  test("takes files that are dropped or opened, in any encoding", async () => {
    const page = await open(FILE.href);
    await drop(page, Buffer.from("<meta charset=iso-8859-2><h1>\xe8e\xb9tina</h1>", "latin1"), "a.html");
    await isRead(page, "0 links");
    assert.equal(await article(page).locator("h1").textContent(), "čeština");
    assert.match(await page.textContent("#about-page"), /ISO-8859-2, as the page declares/);
    assert.equal(await page.inputValue("#page"), "<meta charset=iso-8859-2><h1>čeština</h1>");
    await page.setInputFiles("#file", { name: "b.md", mimeType: "", buffer: Buffer.from(ORCHARD) });
    await isRead(page, "1 link");
    assert.equal(await article(page).locator("h1").textContent(), "The orchard");
    await close(page);
  });

  test("links and entries light up together, by pointer and by keyboard", async () => {
    const page = await open(FILE.href);
    await page.click("#first");
    await isRead(page, "7 links");
    const entry = page.locator('#links li[data-number="1"]');
    await article(page).locator("#ref-1").hover();
    assert.match(await entry.getAttribute("class"), /lit/);
    assert.match(await article(page).locator("#ref-1-2").getAttribute("class"), /lit/);
    await page.locator('#links li[data-number="4"]').hover();
    assert.equal(await entry.getAttribute("class"), "");
    assert.match(await article(page).locator("#ref-4").getAttribute("class"), /lit/);
    await article(page).locator("#ref-1-2").focus();
    assert.match(await entry.getAttribute("class"), /lit/);
    await entry.locator("button", { hasText: "very stubborn cow" }).focus();
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.getElementById("article").shadowRoot.activeElement.id), "ref-1-2");
    await close(page);
  });

  test("warnings lead to their places", async () => {
    const page = await open(FILE.href);
    await page.fill("#page", ORCHARD);
    await isRead(page, "1 warning");
    const warning = page.locator("#warnings button");
    assert.match(await warning.textContent(), /Line 3, column 36: the list has no entry for the marker \[5\]/);
    assert.equal(await warning.locator("mark").textContent(), "[5]");
    await warning.click();
    const selected = () => document.activeElement.value.slice(document.activeElement.selectionStart, document.activeElement.selectionEnd);
    assert.equal(await page.evaluate(selected), "[5]");
    await close(page);
  });

  test("every form is what the package writes, and arrow keys lead through them", async () => {
    const page = await open(FILE.href);
    await page.fill("#page", FERRY);
    await isRead(page, "7 links");
    await page.focus("#tab-0");
    for (const [index, to] of TABS.entries()) {
      await page.keyboard.press("ArrowRight");
      const options = { json: { pretty: true }, html: { standalone: true } }[to] ?? {};
      const expected = convert(FERRY, { to, ...options });
      await page.waitForFunction((text) => document.getElementById("text").textContent === text, expected);
      assert.equal(await page.evaluate(() => document.activeElement.id), `tab-${index + 1}`);
    }
    const [download] = await Promise.all([page.waitForEvent("download"), page.click("#save")]);
    assert.equal(download.suggestedFilename(), "page.pandoc.json");
    assert.equal(readFileSync(await download.path(), "utf8"), convert(FERRY, { to: "pandoc" }));
    await page.keyboard.press("Home");
    await close(page);
  });

  test("options count", async () => {
    const page = await open(FILE.href);
    await page.fill("#page", '<p>See <a href="/map">the map</a>.</p>');
    await isRead(page, "0 links");
    await page.click("#options summary");
    await page.check("#number");
    await isRead(page, "1 link,");
    await page.fill("#base", "https://example.org/a/b");
    await page.press("#base", "Enter");
    await page.waitForSelector('#links a[href="https://example.org/map"]');
    await page.selectOption("#from", "plain");
    await isRead(page, "0 links");
    await close(page);
  });

  test("errors are told, with their place", async () => {
    const page = await open(FILE.href);
    await drop(page, Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 1]), "a.png");
    await page.waitForSelector("#error:not([hidden])");
    assert.match(await page.textContent("#error"), /expected a page, but found binary data/);
    await page.fill("#page", '{"format":"liens",\n"version":1,\n?');
    await page.waitForFunction(() => document.getElementById("error").textContent.includes("Show line 3"));
    await page.click("#error button");
    assert.equal(await page.evaluate(() => document.activeElement.selectionStart), 32);
    await page.fill("#page", ORCHARD);
    await isRead(page, "1 link");
    assert.ok(await page.isHidden("#error"));
    await page.click("#clear");
    await page.waitForSelector("#empty:not([hidden])");
    await close(page);
  });

  test("nothing of a hostile page runs, and nothing is fetched", async () => {
    for (const address of [FILE.href, served()]) {
      const page = await open(address);
      const hostile = `<h1 onclick="document.title='bad'">Hostile</h1><script>document.title='bad'</script>
<img src="https://example.org/i.png" onerror="document.title='bad'"><iframe src="https://example.org/f"></iframe>
<style>@import "https://example.org/s.css"; h1 { background: url(https://example.org/b.png) }</style>
<svg onload="document.title='bad'"><image href="https://example.org/v.png"/></svg><base href="https://example.org/">
<p style="background:url(https://example.org/p.png)"><a href="javascript:document.title='bad'">script</a>
<a href="data:text/html,<script>alert(1)</script>">data</a> <a href="https://example.org/ok">good</a></p>
<meta http-equiv="refresh" content="0;url=https://example.org/"><link rel="stylesheet" href="https://example.org/l.css">
<form action="https://example.org/form"><button>send</button></form><object data="https://example.org/o"></object>`;
      await page.fill("#page", hostile);
      await isRead(page, "0 links");
      for (let tab = 1; tab < 8; tab++) await page.click(`#tab-${tab}`);
      await page.click("#tab-0");
      await page.waitForTimeout(300);
      assert.equal(await page.title(), "Hostile – liens");
      const hrefs = await article(page).locator("a").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
      assert.ok(hrefs.includes("https://example.org/ok"));
      assert.ok(hrefs.every((href) => href.startsWith("https://")), String(hrefs));
      assert.equal(await article(page).locator("script, iframe, style, link, form, object, svg, img, [style], [onclick]").count(), 0);
      await close(page);
    }
  });

  test("even what might slip through could not run: the policy forbids it", async () => {
    const page = await open(FILE.href);
    const loaded = [];
    page.on("requestfinished", (request) => loaded.push(request.url()));
    await page.evaluate(() => {
      const host = document.createElement("div");
      host.innerHTML = `<img src="https://example.org/x.png" onerror="document.title='bad'"><iframe srcdoc="<script>top.document.title='bad'</script>"></iframe>`;
      document.body.append(host, Object.assign(document.createElement("script"), { text: "document.title='bad'" }));
    });
    await page.waitForTimeout(300);
    assert.notEqual(await page.title(), "bad");
    assert.ok(page.problems.some((problem) => /Content Security Policy/.test(problem)), "the policy is told");
    assert.deepEqual(loaded.filter((url) => url.startsWith("http")), []);
    await page.context().close();
  });

  test("a page of 5 MB freezes nothing, and can be stopped", async () => {
    const page = await open(FILE.href);
    const paragraph = (n) => `<p>Words of a long page, see <a href="/${n}">this</a> <span class="print-footnote">[${n}]</span>, and more of them.</p>\n`;
    const entry = (n) => `[${n}] https://example.org/${n}<br>\n`;
    const count = 36_000;
    const list = (make) => Array.from({ length: count }, (_, index) => make(index + 1)).join("");
    const long = `<h1>Long</h1>${list(paragraph)}<div class="print-links"><p><strong>Links</strong><br>${list(entry)}</p></div>`;
    assert.ok(long.length > 5_000_000);
    await page.evaluate(() => {
      globalThis.longest = 0;
      let last = performance.now();
      setInterval(() => {
        const now = performance.now();
        globalThis.longest = Math.max(globalThis.longest, now - last);
        last = now;
      }, 10);
    });
    await drop(page, Buffer.from(long), "long.html");
    await page.waitForFunction(() => document.getElementById("status").textContent.includes("36,000 links"), null, { timeout: 60_000 });
    const longest = await page.evaluate(() => globalThis.longest);
    console.log(`longest pause on 5 MB: ${Math.round(longest)} ms`);
    assert.ok(longest < 1500, `${longest} ms`);
    assert.match(await page.textContent("#cut"), /35,000 more blocks not shown/);
    await page.click("#tab-1");
    await page.waitForFunction(() => document.getElementById("cut").textContent.includes("Copy and Save take all"), null, { timeout: 60_000 });
    await drop(page, Buffer.from(long), "long.html");
    await page.click("#stop", { timeout: 60_000 });
    assert.match(await page.textContent("#error"), /stopped/);
    await page.click("#clear");
    await page.click("#first");
    await isRead(page, "7 links");
    await close(page);
  });

  test("fits on a phone, and reads from right to left", async () => {
    const page = await open(FILE.href, { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });
    await page.selectOption("#example", "3");
    await isRead(page, "3 links");
    const { width, inner } = await page.evaluate(() => ({ width: document.documentElement.scrollWidth, inner: innerWidth }));
    assert.ok(width <= inner, `${width} > ${inner}`);
    assert.equal(await article(page).locator("p").first().evaluate((p) => getComputedStyle(p).direction), "rtl");
    await close(page);
  });

  for (const colorScheme of ["light", "dark"]) {
    test(`rules of accessibility hold, ${colorScheme}`, async () => {
      // The checker is a script of its own, which the policy would not let in.
      const page = await open(FILE.href, { colorScheme, bypassCSP: true });
      await page.addScriptTag({ path: createRequire(import.meta.url).resolve("axe-core/axe.min.js") });
      for (const state of ["empty", "warnings", "text"]) {
        if (state === "warnings") {
          await page.selectOption("#example", "4");
          await isRead(page, "5 warnings");
          await page.click("#options summary");
        }
        if (state === "text") await page.click("#tab-1");
        const { violations } = await page.evaluate(() => globalThis.axe.run());
        const told = violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id} ${target} ${failureSummary}`));
        assert.deepEqual(told, [], state);
      }
      await close(page);
    });
  }

  test("pictures for people to look at", async () => {
    const folder = new URL("../target/pictures/", import.meta.url).pathname;
    mkdirSync(folder, { recursive: true });
    for (const [name, options, example] of [
      ["desk", {}, "0"],
      ["dark", { colorScheme: "dark" }, "4"],
      ["phone", { viewport: { width: 390, height: 844 } }, "1"],
      ["tablet", { viewport: { width: 1024, height: 768 } }, "2"],
      ["right-to-left", {}, "3"],
    ]) {
      const page = await open(FILE.href, options);
      await page.selectOption("#example", example);
      await page.waitForFunction(() => document.getElementById("status").textContent.startsWith("Read"));
      writeFileSync(`${folder}${name}.png`, await page.screenshot({ fullPage: name === "phone" }));
      await close(page);
    }
  });
});
