// What was odd, each with the words that it is about.
import { count, element } from "./dom.js";
import type { Finding, Place } from "./protocol.js";

export class WarningsView {
  readonly #section: HTMLElement;
  readonly #title: HTMLElement;
  readonly #list: HTMLElement;
  readonly #onPlace: (place: Place) => void;

  constructor(section: HTMLElement, onPlace: (place: Place) => void) {
    this.#section = section;
    this.#title = section.querySelector("h3")!;
    this.#list = section.querySelector("ol")!;
    this.#onPlace = onPlace;
  }

  show(findings: Finding[]): void {
    this.#section.hidden = findings.length === 0;
    this.#title.textContent = count(findings.length, "warning");
    this.#list.replaceChildren(...findings.map((finding) => element("li", {}, this.#finding(finding))));
  }

  #finding({ message, place }: Finding): HTMLElement {
    if (!place) return element("div", { class: "placeless" }, message);
    const [before, words, after] = place.excerpt;
    const button = element(
      "button",
      { type: "button", title: "Show it in the page" },
      element("span", { class: "place" }, `Line ${place.line}, column ${place.column}: `),
      message,
      element("code", {}, before, element("mark", {}, words), after),
    );
    button.onclick = () => this.#onPlace(place);
    return button;
  }
}
