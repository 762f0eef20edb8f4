// The numbered list, each entry with its uses.
import type { Link } from "../../js/liens.js";
import type { Use } from "./article.js";
import { element } from "./dom.js";

/** How many entries are shown at first. */
const FIRST = 1000;

const SAFE = /^(https?|mailto|tel|ftp):/i;

export class LinksView {
  readonly #title: HTMLElement;
  readonly #none: HTMLElement;
  readonly #list: HTMLElement;
  readonly #scroll: HTMLElement;
  readonly #onPoint: (number: number | null) => void;
  readonly #onUse: (use: Use) => void;
  #rows = new Map<number, HTMLElement>();
  #lit: HTMLElement | undefined;

  constructor(section: HTMLElement, onPoint: (number: number | null) => void, onUse: (use: Use) => void) {
    this.#title = section.querySelector("h2")!;
    this.#none = section.querySelector(".none")!;
    this.#list = section.querySelector("ol")!;
    this.#scroll = section.querySelector(".scroll")!;
    this.#onPoint = onPoint;
    this.#onUse = onUse;
    const point = ({ target }: Event) => {
      const row = target instanceof Element ? target.closest<HTMLElement>("li[data-number]") : null;
      this.#onPoint(row ? Number(row.dataset["number"]) : null);
    };
    for (const kind of ["pointerover", "focusin"]) this.#list.addEventListener(kind, point);
    for (const kind of ["pointerleave", "focusout"]) this.#list.addEventListener(kind, () => this.#onPoint(null));
  }

  /** Shows that there is no page. */
  clear(): void {
    this.show([], [], false);
    this.#none.textContent = "The numbered list of the page will stand here.";
  }

  /** Shows a list, and where the text uses it, of which only a part may be shown. */
  show(links: Link[], uses: Use[], isPart: boolean, all = false): void {
    const byNumber = new Map<number, Use[]>();
    for (const use of uses) byNumber.set(use.number, [...(byNumber.get(use.number) ?? []), use]);
    this.#rows.clear();
    const shown = all ? links : links.slice(0, FIRST);
    const rows = shown.map((link) => this.#row(link, byNumber.get(link.number) ?? [], isPart));
    if (shown.length < links.length) {
      const more = element("button", { type: "button" }, `Show all ${links.length}`);
      more.onclick = () => this.show(links, uses, isPart, true);
      rows.push(element("li", {}, element("span", {}), more));
    }
    this.#list.replaceChildren(...rows);
    this.#list.classList.toggle("long", rows.length > 100);
    this.#list.hidden = links.length === 0;
    this.#none.hidden = links.length > 0;
    this.#none.textContent = "The page has no numbered list of links.";
    this.#title.textContent = links.length > 0 ? `Links (${links.length})` : "Links";
  }

  /** Lights up an entry. It comes into view where it was the text that was pointed at. */
  light(number: number | null, isFromText: boolean): void {
    this.#lit?.classList.remove("lit");
    this.#lit = number === null ? undefined : this.#rows.get(number);
    this.#lit?.classList.add("lit");
    if (!this.#lit || !isFromText) return;
    // Only the list scrolls: the page must not jump away below the pointer.
    const [row, view] = [this.#lit.getBoundingClientRect(), this.#scroll.getBoundingClientRect()];
    if (row.top < view.top || row.bottom > view.bottom) {
      this.#scroll.scrollTop += row.top - view.top - (view.height - row.height) / 2;
    }
  }

  #row(link: Link, uses: Use[], isPart: boolean): HTMLElement {
    const address = SAFE.test(link.url)
      ? element("a", { href: link.url, target: "_blank", rel: "noopener noreferrer nofollow" }, link.url)
      : element("span", {}, link.url);
    const title = link.title ? [element("span", { class: "title" }, link.title)] : [];
    const row = element(
      "li",
      { "data-number": String(link.number) },
      element("span", { class: "number" }, `[${link.number}]`),
      element("span", {}, ...title, address),
      uses.length > 0 ? this.#uses(uses) : element("span", { class: "unused" }, isPart ? "" : "not used in the text"),
    );
    this.#rows.set(link.number, row);
    return row;
  }

  #uses(uses: Use[]): HTMLElement {
    const buttons = uses.map((use) => {
      const label = `Go to link ${use.number}: ${use.words}`;
      const button = element("button", { type: "button", "aria-label": label }, use.words || `[${use.number}]`);
      button.onclick = () => this.#onUse(use);
      return button;
    });
    return element("span", { class: "uses" }, ...buttons);
  }
}
