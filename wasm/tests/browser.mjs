// Chromium, and a server for it.
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { chromium } from "playwright-core";

const FOLDER = new URL("..", import.meta.url).pathname;
const BROWSER = process.env.LIENS_BROWSER ?? "/usr/bin/chromium";
const TYPES = { html: "text/html", js: "text/javascript", wasm: "application/wasm" };

/** Why tests in a browser are skipped, or false. */
export const skip = existsSync(BROWSER) ? false : `there is no browser at ${BROWSER}`;

export function launch() {
  const args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"];
  return chromium.launch({ executablePath: BROWSER, args });
}

/** Serves this folder on this machine. */
export async function serve() {
  const server = createServer((request, response) => {
    const path = new URL(request.url, "http://localhost").pathname;
    if (path === "/") return response.setHeader("Content-Type", "text/html").end("<!doctype html><title>-</title>");
    if (!existsSync(FOLDER + path)) return response.writeHead(404).end();
    response.setHeader("Content-Type", TYPES[path.split(".").pop()] ?? "text/plain");
    return response.end(readFileSync(FOLDER + path));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { address: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}
