// Writes docs/coverage.md: which public names of torch there are, which of them rows recorded from real torch verify, and
// what share of the calls in packages that covers. `npm run coverage -- [PACKAGE_FOLDER…]`

import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { callSitesIn, createInterpreter, isKnown, readNames, surfaceOf } from "../test/torch/surface.ts";
import type { PackageFile } from "../test/torch/surface.ts";
import { callsSection, callsSectionOf, coverageText } from "../test/torch/coverage.ts";

const target = "docs/coverage.md";

function filesOf(folder: string): PackageFile[] {
  const name = path.basename(folder);
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return names
    .filter((file) => file.endsWith(".py"))
    .sort()
    .map((file) => {
      const parts = [name, ...file.replace(/\.py$/, "").split(path.sep)];
      const isPackage = parts[parts.length - 1] === "__init__";
      return {
        module: (isPackage ? parts.slice(0, -1) : parts).join("."),
        isPackage,
        text: readFileSync(path.join(folder, file), "utf8"),
      };
    });
}

/** From the `.dist-info` folder beside the package. */
function versionOf(folder: string): string {
  const name = path.basename(folder);
  const info = readdirSync(path.dirname(folder)).find((file) => file.startsWith(`${name}-`) && file.endsWith("-info"));
  return info?.slice(name.length + 1).replace(/\.\w+-info$/, "") ?? "";
}

const names = readNames();
const interpreter = await createInterpreter();
const surfaces = surfaceOf(interpreter, names);
const packages = process.argv.slice(2).map((folder) => ({
  name: path.basename(folder),
  version: versionOf(folder),
  calls: callSitesIn(interpreter.parser, filesOf(folder), names),
}));
const calls =
  packages.length > 0
    ? callsSection(surfaces, packages, (namespace, name) => isKnown(interpreter.session, namespace, name))
    : callsSectionOf(existsSync(target) ? readFileSync(target, "utf8") : "");
writeFileSync(target, coverageText(surfaces, names, calls));
for (const { namespace, names: all, supported, verified } of surfaces)
  console.log(`${namespace}: ${all.length} names, ${supported.size} supported, ${verified.size} verified`);
