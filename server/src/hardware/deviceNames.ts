// Names of devices as PyTorch, jax and people write them, and the nearest of a list of names to one that is mistyped.

import type { Device } from "./devices.ts";

/** What differs from the table's names and labels by more than makers, spaces and the order of words; each as `wordsOf` gives it. */
const aliases: Readonly<Record<string, string>> = {
  // CUDA's names that leave something out, or say it in another way.
  "H100 80GB HBM3": "h100-sxm",
  "H100 SXM5 80GB": "h100-sxm",
  "A100-SXM-80GB": "a100-sxm-80gb",
  "RTX PRO 6000 Blackwell Workstation Edition": "rtx-pro-6000",
  "RTX PRO 6000 Blackwell Max-Q Workstation Edition": "rtx-pro-6000-maxq",
  "GeForce RTX 4060 Ti": "rtx4060-ti",
  "GeForce RTX 5060 Ti": "rtx5060-ti-16gb",
  "GH200 480GB": "gh200-96gb",
  "GH200 144G HBM3e": "gh200-144gb",
  "B300 SXM6 AC": "b300",
  Thor: "jetson-thor",
  // ROCm shows one die of a MI250 as a device.
  "Instinct MI250": "mi250-gcd",
  "Instinct MI250X": "mi250x-gcd",
  "Instinct MI250X/MI250": "mi250x-gcd",
  "Instinct MI300X OAM": "mi300x",
  "Instinct MI325X OAM": "mi325x",
  "Instinct MI355X OAM": "mi355x",
  // jax's names of TPUs.
  "TPU v5 lite": "tpu-v5e",
  "TPU v5": "tpu-v5p",
  "TPU v6 lite": "tpu-v6e",
  TPU7x: "tpu-v7",
  "TPU v5litepod": "tpu-v5e",
  // A family's name alone: its most common form, which the label then shows.
  P100: "p100-pcie",
  V100: "v100-sxm2-16gb",
  A100: "a100-sxm-80gb",
  H100: "h100-sxm",
  H200: "h200-sxm",
  GH200: "gh200-96gb",
  CPU: "cpu-8-core",
};

/** Makers and product lines, which say nothing beside the model's own name. */
const idleWords: ReadonlySet<string> = new Set(
  "nvidia tesla geforce amd radeon intel r tm apple google aws chip gpu graphics generation cloud card".split(" "),
);

/** The words that tell one device from another, in no order: `NVIDIA A100-SXM4-80GB` and `A100 SXM 80 GB` have the same. */
function wordsOf(name: string): string {
  const words = name
    .toLowerCase()
    .replace(/[^a-z0-9.]+/g, " ")
    .replace(/\b(rtx|rx|gtx) (?=\d)/g, "$1")
    .replace(/(\d)(ti|super|xtx)\b/g, "$1 $2")
    .replace(/\b(\d+) ?g(i?b)?\b/g, "$1gb")
    .replace(/\bsxm\d\b/g, "sxm")
    .split(" ")
    .filter((word) => word !== "" && !idleWords.has(word));
  return [...new Set(words)].sort().join(" ");
}

const aliasesByWords: ReadonlyMap<string, string> = new Map(
  Object.entries(aliases).map(([alias, name]) => [wordsOf(alias), name]),
);

/**
 * The device behind `torch.cuda.get_device_name()` or a name as people write it: `NVIDIA A100 80GB PCIe`, `Tesla T4`, `H100`.
 * Undefined where the name says something that the table does not know, such as a laptop's GPU or a MIG slice.
 */
export function deviceFromTorchName(name: string, among: readonly Device[]): Device | undefined {
  const words = wordsOf(name);
  if (words === "") return undefined;
  // An alias comes first: PyTorch's `AMD Instinct MI250X` is one die, while people's `MI250X` is the card.
  const alias = aliasesByWords.get(words);
  const model = words.replace(/\binstinct ?/, "").trim();
  const says = (text: string): boolean => wordsOf(text) === model;
  return (
    among.find(({ name: own }) => own === alias) ?? among.find((device) => says(device.name) || says(device.label))
  );
}

/** Longer words are no mistyped names, and comparing them would take its time. */
const longest = 60;

/** Up to three candidates that a mistyped or shortened name may mean, best first; empty where none is near. */
export function nearestNames(query: string, candidates: readonly string[]): string[] {
  const asked = query.toLowerCase();
  if (asked.length > longest) return [];
  const most = Math.max(1, Math.floor(asked.length * 0.45));
  const scored = candidates.map((name) => ({
    name,
    inside: distance(asked, name, true),
    whole: distance(asked, name, false),
  }));
  const best = Math.min(...scored.map(({ inside }) => inside));
  if (best > most) return [];
  return scored
    .filter(({ inside }) => inside === best)
    .sort((a, b) => startsOther(a.name, asked, best) - startsOther(b.name, asked, best) || a.whole - b.whole)
    .slice(0, 3)
    .map(({ name }) => name);
}

/** 0 where the name begins with what was asked, 1 where that stands further within it. */
function startsOther(name: string, asked: string, best: number): number {
  return distance(asked, name.slice(0, asked.length), false) <= best ? 0 : 1;
}

/**
 * Edits (a character added, left out, changed, or two swapped) that make `from` into `to`, or into the nearest part of `to`.
 */
function distance(from: string, to: string, partly: boolean): number {
  let before: number[] = [];
  let row = Array.from({ length: to.length + 1 }, (_, j) => (partly ? 0 : j));
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      const same = from[i - 1] === to[j - 1];
      let edits = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (same ? 0 : 1));
      const isSwap = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
      if (isSwap) edits = Math.min(edits, (before[j - 2] ?? 0) + 1);
      next.push(edits);
    }
    [before, row] = [row, next];
  }
  return partly ? Math.min(...row) : (row[to.length] ?? 0);
}
