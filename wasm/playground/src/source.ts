// The printed page: pasted, dropped, opened or taken from the examples.
import type { Decoded } from "../../js/liens.js";
import { byId } from "./dom.js";
import type { Place } from "./protocol.js";

/** A longer page is only shown in part: text fields grow slow. */
const LONGEST = 200_000;

/** How long nobody has typed when the page is read. */
const PAUSE = 250;

/** A page, as it came. */
export interface Input {
  page: string | Uint8Array;
  /** The name of its file. */
  name: string | null;
}

export class SourceView {
  readonly #field = byId<HTMLTextAreaElement>("page");
  readonly #about = byId("about-page");
  readonly #onInput: (input: Input) => void;
  /** The whole text, and where the part of it begins that is shown. */
  #text = "";
  #from = 0;
  #timer = 0;

  constructor(onInput: (input: Input) => void) {
    this.#onInput = onInput;
    this.#field.addEventListener("input", () => this.#typed());
    this.#field.addEventListener("paste", (event) => this.#pasted(event));
    const file = byId<HTMLInputElement>("file");
    file.addEventListener("change", () => {
      const [chosen] = file.files ?? [];
      if (chosen) void this.open(chosen);
      file.value = "";
    });
    this.#takeDrops();
  }

  /** Shows a text and has it read. */
  set(text: string, name: string | null): void {
    this.#show(text);
    this.#onInput({ page: text, name });
  }

  async open(file: File): Promise<void> {
    const page = new Uint8Array(await file.arrayBuffer());
    this.#onInput({ page, name: file.name });
  }

  /** Shows what the bytes of a file were. */
  decoded({ text }: Decoded): void {
    this.#show(text);
  }

  about(words: string): void {
    this.#about.textContent = words;
  }

  /** Marks a place in the page. */
  goTo({ start, end }: Place): void {
    if (this.#text.length > LONGEST) this.#showAround(start);
    this.#field.focus();
    // Fields scroll to where the caret is put, so it is put there before more is selected.
    const at = start - this.#from;
    this.#field.setSelectionRange(at, at);
    this.#field.blur();
    this.#field.focus();
    this.#field.setSelectionRange(at, Math.max(end - this.#from, at));
  }

  #typed(): void {
    clearTimeout(this.#timer);
    this.#text = this.#field.value;
    this.#timer = window.setTimeout(() => this.#onInput({ page: this.#text, name: null }), PAUSE);
  }

  /** A long page goes past the field. */
  #pasted(event: ClipboardEvent): void {
    const files = event.clipboardData?.files;
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (files?.[0]) {
      event.preventDefault();
      void this.open(files[0]);
    } else if (text.length > LONGEST) {
      event.preventDefault();
      this.set(text, null);
    }
  }

  #show(text: string): void {
    clearTimeout(this.#timer);
    this.#text = text;
    this.#showAround(0);
    this.#field.scrollTop = 0;
  }

  #showAround(place: number): void {
    const isWhole = this.#text.length <= LONGEST;
    const from = isWhole ? 0 : Math.max(0, this.#text.lastIndexOf("\n", place - LONGEST / 2) + 1);
    this.#from = place < LONGEST / 2 ? 0 : from;
    this.#field.value = isWhole ? this.#text : this.#text.slice(this.#from, this.#from + LONGEST);
    this.#field.readOnly = !isWhole;
  }

  #takeDrops(): void {
    const mark = (isOver: boolean) => document.body.classList.toggle("dragging", isOver);
    addEventListener("dragover", (event) => {
      event.preventDefault();
      mark(true);
    });
    addEventListener("dragleave", (event) => {
      if (!event.relatedTarget) mark(false);
    });
    addEventListener("drop", (event) => {
      event.preventDefault();
      mark(false);
      const [file] = event.dataTransfer?.files ?? [];
      const text = event.dataTransfer?.getData("text/html") || event.dataTransfer?.getData("text/plain");
      if (file) void this.open(file);
      else if (text) this.set(text, null);
    });
  }
}
