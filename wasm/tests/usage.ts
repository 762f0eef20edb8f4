// How TypeScript sees the package; `package.test.mjs` has it checked strictly.
import init, { convert, LiensError, read, type Block, type ConvertOptions, type Document } from "liens";

export async function usage(bytes: Uint8Array): Promise<string[]> {
  await init(fetch("liens.wasm"));
  const options: ConvertOptions = { to: "markdown", links: "reference", labels: { hr: { links: "Poveznice" } } };
  const document: Document = read(bytes, { baseUrl: "https://example.org/" });
  try {
    convert(document, options);
  } catch (error) {
    if (error instanceof LiensError) return [`${error.line}:${error.column}`];
  }
  return document.article.body.flatMap(words);
}

function words(block: Block): string[] {
  switch (block.type) {
    case "heading":
    case "paragraph":
      return block.content.flatMap((inline) => (inline.type === "text" ? [inline.text] : []));
    case "list":
      return block.items.flat().flatMap(words);
    default:
      return [];
  }
}

// @ts-expect-error There is no such format.
convert("", { to: "pdf" });
// @ts-expect-error There is no such option.
convert("", { too: "html" });
// @ts-expect-error Bytes, text or a document are wanted.
convert(7);
