// What VS Code calls inside its extension host: runs the test files beside this one with mocha and writes down what came out.

import { appendFileSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import Mocha from "mocha";
import { logFile, type Report, reportFile } from "../session.ts";
import { exchange } from "./outside.ts";

export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: "tdd", timeout: 60_000, reporter: ToFile, forbidOnly: true, forbidPending: true });
  for (const name of readdirSync(__dirname).sort()) {
    if (name.endsWith(".test.cjs")) mocha.addFile(path.join(__dirname, name));
  }
  const failed = await new Promise<number>((resolve) => mocha.run(resolve));
  if (failed > 0) throw new Error(`${failed} failed`);
}

class ToFile extends Mocha.reporters.Base {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    const log = (line: string): void => appendFileSync(path.join(exchange, logFile), `${line}\n`);
    runner.on("pass", (test) => log(`ok ${test.fullTitle()} (${test.duration ?? 0} ms)`));
    runner.on("fail", (test, error: Error) => log(`FAILED ${test.fullTitle()}\n${error.stack ?? error.message}`));
    runner.on("end", () => {
      const report: Report = { passed: this.stats.passes, failed: this.stats.failures };
      writeFileSync(path.join(exchange, reportFile), JSON.stringify(report));
    });
  }
}
