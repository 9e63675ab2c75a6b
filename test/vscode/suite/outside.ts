// The suite's line to the runner outside of the editor, which alone sees the page.

import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { exchangeVariable, type PageRequest, pageVariable, replySuffix, requestSuffix } from "../session.ts";

export const exchange = process.env[exchangeVariable] ?? "";

/** False in a desktop VS Code: the page cannot be asked there. */
export const hasPage = process.env[pageVariable] === "1";

/** Saves what the editor looks like now as NAME.png; does nothing without a page. */
export async function screenshot(name: string): Promise<void> {
  if (!hasPage) return;
  // The last change may still be on its way to the screen.
  await new Promise((resolve) => setTimeout(resolve, 700));
  await ask({ kind: "screenshot", name });
}

/** The text of every element on the page that the CSS selector finds. */
export async function pageTexts(selector: string): Promise<readonly string[]> {
  return (await ask({ kind: "text", selector })) as readonly string[];
}

let asked = 0;

async function ask(request: PageRequest): Promise<unknown> {
  const name = path.join(exchange, `${process.pid}-${Date.now()}-${++asked}`);
  writeFileSync(`${name}.draft`, JSON.stringify(request));
  renameSync(`${name}.draft`, name + requestSuffix);
  while (!existsSync(name + replySuffix)) await new Promise((resolve) => setTimeout(resolve, 50));
  return JSON.parse(readFileSync(name + replySuffix, "utf8"));
}
