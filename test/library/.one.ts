import { readFileSync } from "node:fs";
import { createAnswerer } from "./harness.ts";
const answer = await createAnswerer();
console.log(answer(readFileSync(0, "utf8")));
