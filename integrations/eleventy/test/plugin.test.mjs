// Eleventy itself builds a site with the plugin.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import Eleventy from "@11ty/eleventy";
import liens from "../plugin.js";

const input = new URL("site/", import.meta.url).pathname;
const output = mkdtempSync(join(tmpdir(), "liens-"));
const warnings = [];
const warn = console.warn;
const page = (name) => readFileSync(join(output, name), "utf8");

before(async () => {
  console.warn = (message) => message.startsWith("[liens]") && warnings.push(message);
  const eleventy = new Eleventy(input, output, {
    configPath: null,
    quietMode: true,
    config: (config) => config.addPlugin(liens, { layout: "article.njk" }),
  });
  await eleventy.write();
});
after(() => {
  console.warn = warn;
  rmSync(output, { recursive: true });
});

test("a print page becomes a page of the site, with its links in their places", () => {
  const ferry = page("archive/ferry/index.html");
  assert.match(ferry, /<html lang="en">/);
  assert.match(ferry, /<title>The last ferry<\/title>/);
  assert.match(ferry, /Ingrid Solheim, 2019-09-14T08:15:00.000Z, from https:\/\/courier.example.org\/ferry, 2 links/);
  assert.match(ferry, /<a href="https:\/\/courier.example.org\/bridge" id="ref-1">new bridge<\/a>/);
  assert.match(ferry, /<a href="https:\/\/council.example.org\/minutes" id="ref-2">minutes<\/a>/);
});

test("pages may be in any encoding, and what is odd in them is told with its place", () => {
  const lamp = page("archive/lamp/index.html");
  assert.match(lamp, /La lampe a été allumée/);
  assert.match(lamp, /href="https:\/\/phare.example.org\/carnet"/);
  const told = /^\[liens\] .*archive\/lamp\.txt\.print:9:1: the list has no number 2$/;
  assert.ok(warnings.some((warning) => told.test(warning)), warnings.join("\n"));
});

test("any page has a twin for paper, with its links numbered", () => {
  const twin = page("post/print/index.html");
  assert.match(twin, /the moon<\/a> <span class="print-footnote">\[1\]<\/span>/);
  assert.match(twin, /<strong>Source URL:<\/strong> https:\/\/example.org\/post\//);
  assert.match(twin, /\[1\] https:\/\/example.com\/moon<br \/>\n\[2\] https:\/\/example.org\/low\/<br \/>\n<\/p>/);
});
