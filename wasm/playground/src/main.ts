// The page to try liens: what happens where people type, point and click.
import type { ReadOptions } from "../../js/liens.js";
import { ArticleView } from "./article.js";
import { byId, count, element } from "./dom.js";
import { Engine } from "./engine.js";
import { EXAMPLES } from "./examples.js";
import { LinksView } from "./links.js";
import type { Failure, ReadReply } from "./protocol.js";
import { SourceView, type Input } from "./source.js";
import { Tabs, type Form } from "./tabs.js";
import { WarningsView } from "./warnings.js";

// `scripts/playground.mjs` puts them here.
declare const WORKER: string;
declare const MODULE: Uint8Array<ArrayBuffer>;

/** A longer result is only shown in part. */
const LONGEST = 300_000;
/** How long something may take before it can be stopped. */
const PATIENCE = 800;

const ENCODING = {
  "byte-order-mark": "as its byte order mark says",
  charset: "as the server said",
  declaration: "as the page declares",
  "valid-utf-8": "",
  guess: "as its bytes suggest",
};

const FORMAT = {
  html: "HTML",
  markdown: "Markdown",
  plain: "plain text",
  json: "JSON of liens",
  pandoc: "JSON of Pandoc",
};

let input: Input = { page: "", name: null };
let reply: ReadReply | null = null;
/** The text that is shown, for copying and saving; nothing where it is the article. */
let result: string | null = null;

const engine = new Engine(WORKER, MODULE, showBusy);
const source = new SourceView((given) => {
  input = given;
  void read();
});
const article = new ArticleView(byId("article"), (number) => light(number, true));
const links = new LinksView(byId("links"), (number) => light(number, false), (use) => {
  showForm("Article");
  article.goTo(use);
});
const warnings = new WarningsView(byId("warnings"), (place) => source.goTo(place));
const tabs = new Tabs((form) => void show(form));

function light(number: number | null, isFromText: boolean): void {
  article.light(number);
  links.light(number, isFromText);
}

async function read(): Promise<void> {
  if (input.page.length === 0) return showNothing();
  const answer = await engine.run({ task: "read", page: input.page, options: options() });
  if (!answer) return;
  if ("error" in answer) return showError(answer);
  reply = answer;
  if (answer.decoded && input.page instanceof Uint8Array) source.decoded(answer.decoded);
  source.about(about(answer));
  warnings.show(answer.findings);
  showArticle();
  document.title = answer.title ? `${answer.title} – liens` : "liens – put the links back";
  byId("status").textContent = `Read: ${count(answer.links.length, "link")}, ${count(answer.findings.length, "warning")}.`;
  await show(tabs.chosen());
}

/** Shows the article and its links, as far as they are at hand. */
function showArticle(): void {
  article.show(reply?.html ?? "");
  links.show(reply?.links ?? [], article.uses(), (reply?.hidden ?? 0) > 0);
}

/** Fetches the blocks that are not shown yet. */
async function showAll(): Promise<void> {
  const answer = await engine.run({ task: "show" });
  if (!answer || !reply) return;
  if ("error" in answer) return showError(answer);
  reply = { ...reply, html: answer.text, hidden: 0 };
  showArticle();
  await show(tabs.chosen());
}

function options(): ReadOptions {
  const value = (id: string) => byId<HTMLSelectElement | HTMLInputElement>(id).value.trim();
  const order = value("order") as NonNullable<ReadOptions["dateOrder"]> | "";
  return {
    from: value("from") as NonNullable<ReadOptions["from"]>,
    number: byId<HTMLInputElement>("number").checked,
    ...(order && { dateOrder: order }),
    ...(value("base") && { baseUrl: value("base") }),
    ...(input.name && { name: input.name }),
  };
}

/** Shows a form of the article. */
async function show(form: Form): Promise<void> {
  if (!reply) return;
  showOnly(form.to ? "text" : "article");
  byId("result").scrollTop = 0;
  if (!form.to) {
    result = null;
    showCut(reply.hidden > 0 ? `${count(reply.hidden, "more block")} not shown. ` : "", () => void showAll());
    return setResult();
  }
  const answer = await engine.run({ task: "write", to: form.to });
  if (!answer || tabs.chosen() !== form) return;
  if ("error" in answer) return showError(answer);
  result = answer.text;
  byId("text").textContent = answer.text.slice(0, LONGEST);
  byId("panel").scrollTop = 0;
  const { length } = answer.text;
  const isCut = length > LONGEST;
  showCut(isCut ? `Only the first ${LONGEST.toLocaleString("en")} of ${count(length, "character")} are shown. Copy and Save take all.` : "");
  setResult();
}

function setResult(): void {
  for (const id of ["copy", "save"]) byId<HTMLButtonElement>(id).disabled = false;
}

function showForm(name: string): void {
  if (tabs.chosen().name !== name) byId("tabs").querySelector<HTMLElement>("[role=tab]")?.click();
}

/** What is in the panel: nothing yet, the article, a text, or an error. */
function showOnly(part: "empty" | "article" | "text" | "error"): void {
  for (const id of ["empty", "article", "text", "error"]) byId(id).hidden = id !== part;
  showCut("");
}

function showCut(words: string, onAll?: () => void): void {
  const notice = byId("cut");
  notice.hidden = words === "";
  notice.replaceChildren(words);
  if (!onAll) return;
  const all = element("button", { type: "button" }, "Show all");
  all.onclick = onAll;
  notice.append(all);
}

function showNothing(): void {
  engine.stop();
  reset();
  links.clear();
  source.about("");
  showOnly("empty");
  byId("status").textContent = "";
}

function showError({ error }: Failure): void {
  reset();
  source.about("");
  const notice = byId("error");
  notice.textContent = error.message;
  showOnly("error");
  if (!error.place) return;
  const place = error.place;
  const button = element("button", { type: "button" }, `Show line ${place.line}`);
  button.onclick = () => source.goTo(place);
  notice.append(" ", button);
}

function reset(): void {
  reply = null;
  result = null;
  warnings.show([]);
  showArticle();
  for (const id of ["copy", "save"]) byId<HTMLButtonElement>(id).disabled = true;
}

/** What was told of a page: format, encoding, length. */
function about({ detection, decoded }: ReadReply): string {
  const isTold = byId<HTMLSelectElement>("from").value !== "auto";
  const parts = [isTold ? "" : `Read as ${FORMAT[detection.format]}: ${detection.reason}`];
  if (decoded && decoded.reason !== "valid-utf-8") parts.push(`${decoded.encoding}, ${ENCODING[decoded.reason]}`);
  if (decoded?.replaced) parts.push("some characters could not be read");
  const length = input.page.length;
  if (length > 100_000) parts.push(`${(length / 1e6).toFixed(1)} MB`);
  return parts.filter(Boolean).join(" · ");
}

let patience = 0;

function showBusy(isBusy: boolean): void {
  byId("panel").setAttribute("aria-busy", String(isBusy));
  clearTimeout(patience);
  byId("stop").hidden = true;
  if (isBusy) patience = window.setTimeout(() => (byId("stop").hidden = false), PATIENCE);
}

function say(button: HTMLElement, words: string): void {
  const before = button.textContent;
  button.textContent = words;
  byId("status").textContent = words;
  window.setTimeout(() => (button.textContent = before), 1500);
}

/** All of what is shown, as text. */
async function whole(): Promise<string> {
  if (result !== null) return result;
  const answer = await engine.run({ task: "show" });
  return answer && "text" in answer ? answer.text : "";
}

async function copy(): Promise<void> {
  const button = byId("copy");
  const text = await whole();
  try {
    await navigator.clipboard.writeText(text);
    say(button, "Copied");
  } catch {
    // Not every browser lets pages that were opened as files write to the clipboard so.
    const field = element("textarea", { class: "hidden" });
    field.value = text;
    document.body.append(field);
    field.select();
    const isDone = document.execCommand("copy");
    field.remove();
    button.focus();
    say(button, isDone ? "Copied" : "Not allowed here");
  }
}

async function save(): Promise<void> {
  const name = (input.name ?? "page").replace(/\.[^.]*$/, "") || "page";
  const url = URL.createObjectURL(new Blob([await whole()], { type: "application/octet-stream" }));
  element("a", { href: url, download: `${name}.${tabs.chosen().extension}` }).click();
  window.setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

function takeExample(index: number): void {
  const example = EXAMPLES[index];
  if (example) source.set(example.page, example.file);
}

const examples = byId<HTMLSelectElement>("example");
EXAMPLES.forEach(({ name }, index) => examples.append(element("option", { value: String(index) }, name)));
examples.onchange = () => {
  if (examples.value !== "") takeExample(Number(examples.value));
  examples.value = "";
};
byId("first").onclick = () => takeExample(0);
byId("clear").onclick = () => {
  source.set("", null);
  byId("page").focus();
};
byId("copy").onclick = () => void copy();
byId("save").onclick = () => void save();
byId("stop").onclick = () => {
  engine.stop();
  showError({ error: { message: "You have stopped it.", place: null } });
};
for (const id of ["from", "order", "number", "base"]) byId(id).addEventListener("change", () => void read());
document.body.dataset["ready"] = "";
