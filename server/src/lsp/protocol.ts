// What the client and the server say to each other beyond the Language Server Protocol. Types only: the client
// imports this file and must not pull the server in with it.

import type { WhatIfRow } from "../analysis/whatIf.ts";
import type { Mode, Optimizer } from "../cost/memory.ts";
import type { Device, Precision } from "../hardware/devices.ts";

/** The settings under `floplens`, as package.json declares them. */
export interface Settings {
  readonly enable: boolean;
  readonly hints: {
    readonly layers: boolean;
    readonly shapes: boolean;
    /** Share of the model's FLOPs (0 to 1) below which a layer's hint stays quiet. */
    readonly threshold: number;
    /** What they say of a cost. */
    readonly show: "flops" | "time";
  };
  readonly lens: boolean;
  readonly diagnostics: { readonly enable: boolean };
  /** A device's name, as `floplens/devices` lists it, or a name that PyTorch gives it. */
  readonly device: string;
  readonly customDevices: readonly Device[];
  /** What is wrong with the setting `floplens.customDevices`; such devices are left out. */
  readonly deviceProblems: readonly string[];
  readonly dtype: Precision;
  readonly mode: Mode;
  /** As under torch.compile. */
  readonly compile: boolean;
  readonly optimizer: Optimizer;
  /** In place of the batch that the file has as a symbol; 0: as the file says. */
  readonly batch: number;
  /** What is wrong with the setting `floplens.batch`, which is then 0. */
  readonly batchProblem: string | null;
  readonly convention: "torch" | "fvcore" | "all";
  readonly unit: "FLOPs" | "MACs";
  readonly searchPaths: readonly string[];
  readonly trace: { readonly server: "off" | "messages" | "verbose" };
}

/** Server to client, notification `floplens/status`: what the status bar shows while the document is in front. */
export interface StatusParams {
  readonly uri: string;
  /** Null: the document has no model, so the status bar says nothing about it. */
  readonly status: Status | null;
}

export interface Status {
  readonly text: string;
  /** Markdown. */
  readonly tooltip: string;
  /** `warning`: the model needs more memory than the device has. */
  readonly severity: "ok" | "partial" | "warning" | "error";
}

/** Client to server, request `floplens/whatIf`, answered by WhatIfRow[]: the rows of the picker. */
export interface WhatIfParams {
  /** The document in front. */
  readonly uri: string | null;
  /** The section `floplens` as it is now: a change may still be on its way to the server. */
  readonly settings: unknown;
}

export type { WhatIfRow };

/** Client to server, request `floplens/devices`, answered by DeviceItem[]: what the picker offers, group after group. */
export interface DevicesParams {
  /** Names of this machine's GPUs as its driver gives them. */
  readonly present: readonly string[];
}

export interface DeviceItem {
  /** What goes into the setting `floplens.device`. */
  readonly name: string;
  readonly label: string;
  /** For people: `Data center`. */
  readonly group: string;
  readonly detail: string;
  /** In this machine. */
  readonly isPresent: boolean;
}
