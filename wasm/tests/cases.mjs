// The pages of tests/cases, and what the program makes of them.
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const FOLDER = new URL("../../tests/cases/", import.meta.url).pathname;
const PROGRAM = process.env.LIENS ?? new URL("../../target/debug/liens", import.meta.url).pathname;

/** Every format, with what names of its files end in. */
export const FORMATS = {
  json: "json",
  html: "html",
  markdown: "md",
  text: "txt",
  "print-html": "html",
  "print-text": "txt",
  pandoc: "json",
};

/** The cases: name, file, bytes, and the options for the package and for the program. */
export function cases() {
  return readdirSync(FOLDER, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => {
      const file = readdirSync(join(FOLDER, name)).find((file) => file.startsWith("input."));
      const said = join(FOLDER, name, "options.txt");
      const lines = existsSync(said) ? readFileSync(said, "utf8").split("\n").filter(Boolean) : [];
      return { name, file, bytes: readFileSync(join(FOLDER, name, file)), ...options(lines) };
    });
}

/** `date-order: day-first`, `label: fr source Adresse` */
function options(lines) {
  const options = {};
  const args = [];
  for (const line of lines) {
    const [key, value] = line.split(/: (.*)/s);
    if (key === "date-order") {
      options.dateOrder = value;
      args.push("--date-order", value);
    } else if (key === "label") {
      const [, language, part, words] = /^(\S+) (\S+) (.*)$/s.exec(value);
      ((options.labels ??= {})[language] ??= {})[part] = words;
      args.push("--label", `${language}:${part}=${words}`);
    } else {
      throw new Error(`unknown option ${line}`);
    }
  }
  return { options, args };
}

/** What the program writes for each case, by name. */
export function written(cases, format) {
  const output = mkdtempSync(join(tmpdir(), "liens-"));
  const flags = ["convert", "--quiet", "--to", format];
  if (format === "pandoc") flags.push("--pandoc-api", "1.23");
  const run = (args, input) => execFileSync(PROGRAM, [...flags, ...args], { cwd: FOLDER, input, encoding: "utf8" });
  try {
    const plain = cases.filter(({ args }) => args.length === 0);
    run(["--files-from", "-", "-o", output], plain.map(({ name, file }) => `${name}/${file}\n`).join(""));
    const texts = cases.map(({ name, file, args }) => {
      if (args.length > 0) return [name, run([...args, `${name}/${file}`])];
      return [name, readFileSync(join(output, name, `input.${FORMATS[format]}`), "utf8")];
    });
    return new Map(texts);
  } finally {
    rmSync(output, { recursive: true });
  }
}
