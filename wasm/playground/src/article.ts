// The article as a reader would see it. It has a tree of its own, so that its ids and styles are no others'.
import styles from "../../../src/write/html/style.css";

const MORE = `
:host { display: block; }
article { max-width: 38rem; margin: 0 auto; padding: 1.6rem 1.3rem 2.5rem; font: 1.05rem/1.6 var(--serif); overflow-wrap: break-word; color: var(--ink); }
article > header { margin-block-end: 1.2em; }
article > :last-child { margin-block-end: 0; }
h1 { font-size: 1.7rem; }
[id^="ref-"] { border-radius: 0.2em; scroll-margin: 30vh; }
[id^="ref-"].lit { background: var(--mark); outline: 0.15em solid var(--mark); }
a:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
.picture { display: inline-flex; gap: 0.4em; max-width: 100%; padding: 0.3em 0.7em; border: 1px dashed var(--line); border-radius: 0.3em; font: 0.85rem/1.45 var(--sans); color: var(--quiet); vertical-align: baseline; }
img { max-width: 100%; }
.long > :not(header) { content-visibility: auto; contain-intrinsic-block-size: auto 4rem; }
@media (forced-colors: active) { [id^="ref-"].lit { outline: 2px solid Highlight; } }
`;

/** A place in the text that leads to an entry of the list. */
export interface Use {
  number: number;
  words: string;
  element: HTMLElement;
}

export class ArticleView {
  readonly #root: ShadowRoot;
  #uses: Use[] = [];
  #lit: HTMLElement[] = [];

  constructor(host: HTMLElement, onPoint: (number: number | null) => void) {
    this.#root = host.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(styles.replaceAll(":root", ":host").replace(/^html \{|^body \{/gm, ".unused {") + MORE);
    this.#root.adoptedStyleSheets = [sheet];
    const point = (event: Event) => onPoint(numberOf(event.target));
    for (const kind of ["pointerover", "focusin"]) this.#root.addEventListener(kind, point);
    for (const kind of ["pointerleave", "focusout"]) this.#root.addEventListener(kind, () => onPoint(null));
    host.addEventListener("pointerleave", () => onPoint(null));
  }

  show(html: string): void {
    // Chromium looks for the direction anew with each element that it parses into one with `dir="auto"`.
    const undirected = html.replace(/^(<article[^>]*) dir="auto"/, "$1");
    // The list has a place of its own beside the article.
    const unlisted = undirected.replace(/<section class="links">.*?<\/section>\n/s, "");
    // A document that nobody sees loads nothing.
    const parsed = new DOMParser().parseFromString(unlisted, "text/html");
    const article = parsed.body.firstElementChild as HTMLElement | null;
    for (const image of parsed.querySelectorAll("img")) replaceImage(image);
    for (const link of parsed.querySelectorAll("a[href]")) openElsewhere(link as HTMLAnchorElement);
    this.#uses = uses(parsed);
    if (article && undirected !== html) article.dir = "auto";
    article?.classList.toggle("long", article.children.length > 200);
    this.#root.replaceChildren(...(article ? [document.adoptNode(article)] : []));
  }

  uses(): Use[] {
    return this.#uses;
  }

  /** Lights up the places that lead to an entry. */
  light(number: number | null): void {
    for (const element of this.#lit) element.classList.remove("lit");
    this.#lit = this.#uses.filter((use) => use.number === number).map(({ element }) => element);
    for (const element of this.#lit) element.classList.add("lit");
  }

  goTo(use: Use): void {
    use.element.scrollIntoView({ block: "center" });
    if (!use.element.hasAttribute("href")) use.element.tabIndex = -1;
    use.element.focus({ preventScroll: true });
  }
}

function uses(page: Document): Use[] {
  const elements = [...page.querySelectorAll<HTMLElement>('[id^="ref-"]')];
  return elements.flatMap((element) => {
    const number = numberOf(element);
    return number === null ? [] : [{ number, words: wordsOf(element, number), element }];
  });
}

/** The words of a link; for one that is a mere number, the last words before it. */
function wordsOf(link: HTMLElement, number: number): string {
  const words = (link.textContent ?? "").trim();
  if (words !== `[${number}]`) return words;
  const before = (link.previousSibling?.textContent ?? "").trim().split(/\s+/).slice(-3).join(" ");
  return before ? `… ${before}` : words;
}

/** The number of the entry that a place leads to. */
function numberOf(target: EventTarget | null): number | null {
  const element = target instanceof Element ? target.closest('[id^="ref-"]') : null;
  const number = element && /^ref-(\d+)(-\d+)?$/.exec(element.id)?.[1];
  return number ? Number(number) : null;
}

/** Nothing is fetched, so a picture is what it would say. */
function replaceImage(image: HTMLImageElement): void {
  if (image.getAttribute("src")?.startsWith("data:")) return;
  const words = document.createElement("span");
  words.className = "picture";
  words.setAttribute("role", "img");
  words.setAttribute("aria-label", image.alt || "picture");
  words.textContent = `▧ ${image.alt || "picture"}`;
  image.replaceWith(words);
}

function openElsewhere(link: HTMLAnchorElement): void {
  if (link.getAttribute("href")?.startsWith("#")) return;
  link.target = "_blank";
  link.rel = "noopener noreferrer nofollow";
}
