// The forms of the article, as tabs: one is shown, arrow keys go to the next.
import type { OutputFormat } from "../../js/liens.js";
import { byId, element } from "./dom.js";

export interface Form {
  name: string;
  /** What is written for it; nothing for the article itself, which is shown as a reader sees it. */
  to: OutputFormat | null;
  extension: string;
}

export const FORMS: Form[] = [
  { name: "Article", to: null, extension: "html" },
  { name: "Markdown", to: "markdown", extension: "md" },
  { name: "HTML", to: "html", extension: "html" },
  { name: "Text", to: "text", extension: "txt" },
  { name: "Paper", to: "print-html", extension: "print.html" },
  { name: "Paper text", to: "print-text", extension: "print.txt" },
  { name: "JSON", to: "json", extension: "json" },
  { name: "Pandoc", to: "pandoc", extension: "pandoc.json" },
];

export class Tabs {
  readonly #tabs: HTMLButtonElement[];
  readonly #onChange: (form: Form) => void;
  #chosen = 0;

  constructor(onChange: (form: Form) => void) {
    this.#onChange = onChange;
    this.#tabs = FORMS.map(({ name }, index) => {
      const tab = element("button", { type: "button", role: "tab", id: `tab-${index}`, "aria-controls": "panel" }, name);
      tab.onclick = () => this.#choose(index);
      tab.onkeydown = (event) => this.#key(event, index);
      return tab;
    });
    byId("tabs").append(...this.#tabs);
    this.#mark();
  }

  chosen(): Form {
    return FORMS[this.#chosen]!;
  }

  #key(event: KeyboardEvent, index: number): void {
    const last = this.#tabs.length - 1;
    const to = { ArrowRight: index + 1, ArrowLeft: index - 1, Home: 0, End: last }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const next = (to + this.#tabs.length) % this.#tabs.length;
    this.#choose(next);
    this.#tabs[next]!.focus();
  }

  #choose(index: number): void {
    this.#chosen = index;
    this.#mark();
    this.#onChange(this.chosen());
  }

  #mark(): void {
    this.#tabs.forEach((tab, index) => {
      tab.setAttribute("aria-selected", String(index === this.#chosen));
      tab.tabIndex = index === this.#chosen ? 0 : -1;
    });
    byId("panel").setAttribute("aria-labelledby", `tab-${this.#chosen}`);
  }
}
