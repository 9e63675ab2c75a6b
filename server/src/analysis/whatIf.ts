// What somebody can ask "what if" about without touching the file: one row for each setting, with its value now and what it can
// be instead. Plain data for a picker.

import { optimizerNames } from "../cost/memory.ts";
import { precisions } from "../hardware/devices.ts";
import type { Device, Precision } from "../hardware/devices.ts";
import { unitsOf } from "../hardware/formats.ts";
import { deviceDetail } from "./deviceList.ts";
import { capacityOf, estimateOf } from "./estimate.ts";
import { byteText } from "./numbers.ts";
import { largestText, optimizerTitle } from "./render.ts";
import type { RenderOptions } from "./render.ts";
import type { EntryRun } from "./run.ts";
import { summaryOf } from "./summary.ts";

export interface Choice {
  readonly value: string | number | boolean;
  readonly label: string;
  readonly detail: string;
  readonly isCurrent: boolean;
}

export interface WhatIfRow {
  /** The name under `floplens.` in the settings. */
  readonly setting: string;
  readonly label: string;
  /** For people. */
  readonly value: string;
  readonly detail: string;
  /** Empty where there is nothing to choose from: a device has its own list, a batch may be stated by the file. */
  readonly choices: readonly Choice[];
  /** `number`: another number than the choices may be typed. */
  readonly kind: "devices" | "choices" | "number";
}

export const precisionTitles: Readonly<Record<Precision, string>> = {
  fp32: "32-bit floats, without tensor cores",
  tf32: "32-bit floats, products on tensor cores in TF32",
  bf16: "brain floats with 16 bits, weights and all",
  fp16: "IEEE floats with 16 bits, weights and all",
  "amp-bf16": "torch.autocast: weights in fp32, products in bf16",
  "amp-fp16": "torch.autocast: weights in fp32, products in fp16",
  fp8: "products in 8-bit floats",
  int8: "products in 8-bit integers",
  fp4: "products in 4-bit floats",
};

/** `batch`: the setting, 0 for what the file says. */
export function whatIfRows(
  run: EntryRun | null,
  options: RenderOptions,
  { batch }: { readonly batch: number },
): WhatIfRow[] {
  const { device, precision, mode, compile, optimizer, show } = options;
  const isTraining = mode === "training";
  return [
    {
      setting: "device",
      label: "GPU",
      value: device?.label ?? "unknown",
      detail: device === null ? "" : deviceDetail(device),
      kind: "devices",
      choices: [],
    },
    choice("dtype", "Precision", precision, precisionTitles[precision] + fallbackText(precision, device), {
      choices: precisions.map((name) => [name, name, precisionTitles[name] + fallbackText(name, device)]),
    }),
    choice("mode", "Run", mode, isTraining ? "forward, backward and the optimizer's step" : "a forward pass", {
      titles: { inference: "inference", training: "training step" },
      choices: [
        ["inference", "inference", "a forward pass that keeps nothing"],
        ["training", "training step", "forward, backward and the optimizer's step"],
      ],
    }),
    choice("compile", "Execution", compile, compile ? "as under torch.compile" : "op after op, as PyTorch runs it", {
      titles: { true: "compiled", false: "eager" },
      choices: [
        [false, "eager", "op after op, as PyTorch runs it"],
        [true, "compiled", "as under torch.compile: pointwise ops become part of the kernels around them"],
      ],
    }),
    batchRow(run, options, batch),
    choice(
      "optimizer",
      "Optimizer",
      optimizer,
      isTraining ? "its state counts as memory" : "counts in a training step",
      {
        titles: Object.fromEntries(optimizerNames.map((name) => [name, optimizerTitle(name)])),
        choices: optimizerNames.map((name) => [name, optimizerTitle(name), stateTexts[name]]),
      },
    ),
    choice("hints.show", "Hints show", show, "beside the lines", {
      titles: { flops: options.unit, time: "time" },
      choices: [
        ["flops", options.unit, "and the share of the model's"],
        ["time", "time", "on the GPU, and the share of the model's"],
      ],
    }),
  ];
}

const stateTexts: Readonly<Record<RenderOptions["optimizer"], string>> = {
  none: "gradients only",
  sgd: "keeps nothing",
  "sgd-momentum": "4 bytes a parameter",
  adam: "8 bytes a parameter",
  adamw: "8 bytes a parameter",
  adam8bit: "bitsandbytes' state: 2 bytes a parameter",
};

interface ChoiceOptions {
  readonly choices: readonly (readonly [value: Choice["value"], label: string, detail: string])[];
  readonly titles?: Readonly<Record<string, string>>;
}

function choice(
  setting: string,
  label: string,
  current: Choice["value"],
  detail: string,
  { choices, titles = {} }: ChoiceOptions,
): WhatIfRow {
  return {
    setting,
    label,
    value: titles[String(current)] ?? String(current),
    detail,
    kind: "choices",
    choices: choices.map(([value, title, about]) => ({
      value,
      label: title,
      detail: about,
      isCurrent: value === current,
    })),
  };
}

function fallbackText(precision: Precision, device: Device | null): string {
  if (device === null) return "";
  const units = unitsOf(precision);
  const used = units.find((name) => device.peaks[name] !== null);
  return used === undefined || used === units[0] ? "" : `; ${device.label} has no units for it and computes in ${used}`;
}

// ── batch ──────────────────────────────────────────────────────────────────────────────────────────────────────────

const usualBatches = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024];

function batchRow(run: EntryRun | null, options: RenderOptions, asked: number): WhatIfRow {
  const row = { setting: "batch", label: "Batch", kind: "number", choices: [] } as const;
  const known = run?.batch ?? null;
  if (run === null || known === null)
    return { ...row, value: "not known", detail: "no input is known to have a batch" };
  const { symbol, value, stated } = known;
  if (symbol === null)
    return { ...row, value: `${value}`, detail: `the file states it; write B:=${value} in a directive to try others` };
  const best = bestBatch(run, options);
  const choices: [value: number, label: string, detail: string][] = [
    [0, `${stated}`, `as the file says: ${symbol} = ${stated}`],
    ...(best === null ? [] : [[best.batch, `${best.batch}`, best.detail] as [number, string, string]]),
    ...usualBatches
      .filter((each) => each !== best?.batch)
      .map((each): [number, string, string] => [each, `${each}`, ""]),
  ];
  return {
    ...row,
    value: `${value}`,
    detail: asked === 0 ? `${symbol}, as the file says` : `${symbol}, in place of the file's ${stated}`,
    choices: choices.map(([each, label, detail]) => ({ value: each, label, detail, isCurrent: each === asked })),
  };
}

/** The largest that fits, where one does. */
function bestBatch(run: EntryRun, options: RenderOptions): { readonly batch: number; readonly detail: string } | null {
  const { device } = options;
  if (device === null) return null;
  const largest = estimateOf(summaryOf(run, options.convention), options).largestBatch(capacityOf(device));
  if (largest === null || largest.batch === 0) return null;
  return {
    batch: largest.batch,
    detail: `the largest that fits: ${largestText(largest)} takes ${byteText(largest.peak)} of ${device.memory} GB`,
  };
}
