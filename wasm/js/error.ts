import type { Span } from "./document.js";

/** A page that cannot be read, or a wrong option. */
export class LiensError extends Error {
  override readonly name = "LiensError";
  /** Where in the page it went wrong, if it is a single place. */
  readonly span: Span | null;

  constructor(message: string, span: Span | null = null, options?: ErrorOptions) {
    super(message, options);
    this.span = span;
  }

  /** The line, from 1. */
  get line(): number | null {
    return this.span?.line ?? null;
  }

  /** The column, from 1. */
  get column(): number | null {
    return this.span?.column ?? null;
  }
}
