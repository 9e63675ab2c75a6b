// The suite in a VS Code that is served to a headless Chromium. Answers what the suite asks about the page.

import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import sparticuz from "@sparticuz/chromium";
import { type Browser, chromium, type Page } from "playwright-core";
import { pageUrl, startCodeServer } from "../../scripts/codeServer.ts";
import {
  exchangeVariable,
  type PageRequest,
  pageVariable,
  replySuffix,
  requestSuffix,
  type Session,
} from "./session.ts";

const limitMs = 15 * 60_000;

export async function runInBrowser(session: Session): Promise<number> {
  const server = await startCodeServer({
    data: path.join(session.exchange, "server-data"),
    port: 0,
    env: { [exchangeVariable]: session.exchange, [pageVariable]: "1" },
  });
  const browser = await launch();
  console.log(`running in a served VS Code, Chromium ${browser.version()}`);
  try {
    const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
    const ended = new Promise<number>((resolve) => {
      // VS Code calls these two when it runs an extension's tests in a page.
      void page.exposeFunction("codeAutomationLog", () => undefined);
      void page.exposeFunction("codeAutomationExit", resolve);
      setTimeout(() => {
        console.log(`stopped after ${limitMs / 60_000} minutes`);
        resolve(1);
      }, limitMs).unref();
    });
    await page.goto(pageUrl(server, { folder: session.workspace, extension: session.extension, tests: session.tests }));
    return await Promise.race([ended, answer(page, session)]);
  } finally {
    await browser.close();
    server.process.kill();
  }
}

async function answer(page: Page, { exchange, images }: Session): Promise<never> {
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    for (const name of readdirSync(exchange).filter((name) => name.endsWith(requestSuffix))) {
      const file = path.join(exchange, name);
      const request = JSON.parse(readFileSync(file, "utf8")) as PageRequest;
      rmSync(file);
      const reply = await handle(page, request, images);
      const draft = path.join(exchange, "draft");
      writeFileSync(draft, JSON.stringify(reply));
      renameSync(draft, path.join(exchange, name.replace(requestSuffix, replySuffix)));
    }
  }
}

async function handle(page: Page, request: PageRequest, images: readonly string[]): Promise<unknown> {
  switch (request.kind) {
    case "screenshot": {
      const image = await page.screenshot();
      for (const folder of images) {
        await mkdir(folder, { recursive: true });
        writeFileSync(path.join(folder, `${request.name}.png`), image);
      }
      return null;
    }
    case "text":
      return await page.locator(request.selector).allInnerTexts();
  }
}

// An installed Chromium or Chrome; on Linux otherwise the headless build that an npm package carries.
async function launch(): Promise<Browser> {
  const args = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-quic",
    "--no-first-run",
    "--disable-component-update",
    "--disable-sync",
  ];
  if (process.platform !== "linux") return await chromium.launch({ channel: "chrome", args });
  const installed = ["chromium", "chromium-browser", "google-chrome"].map(onPath).find((found) => found !== undefined);
  return await chromium.launch({ executablePath: installed ?? (await sparticuz.executablePath()), args });
}

function onPath(name: string): string | undefined {
  try {
    return execFileSync("which", [name], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
  } catch {
    return undefined;
  }
}
