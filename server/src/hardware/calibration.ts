// Made by `npm run calibrate`; not to be edited. Shares of the data sheet's peaks that kernels reach.

import type { KernelClass } from "./kernels.ts";

/** Of its arithmetic peak for the best product, and of its bandwidth. */
export interface DeviceShares {
  readonly compute: number;
  readonly memory: number;
}

export interface Calibration {
  /** Of the best product's rate. */
  readonly compute: Readonly<Partial<Record<KernelClass, number>>>;
  /** Of the bandwidth that plain pointwise kernels reach. */
  readonly memory: Readonly<Partial<Record<KernelClass, number>>>;
  /** Depth of a product at which half of its rate is reached; of a grouped convolution; of attention, in its head's width. */
  readonly depth: number;
  readonly groupedDepth: number;
  readonly headDepth: number;
  /** Of the vector units' peak, for a depthwise convolution. */
  readonly depthwise: number;
  /** The share of the traffic between a product and the pointwise work after it that a compiler saves. */
  readonly epilogue: number;
  readonly devices: Readonly<Record<string, DeviceShares>>;
  /** For devices without measurements: the geometric mean of the others. */
  readonly others: DeviceShares;
  /** What the error stays below in nine of ten runs of families that were left out of the fit. */
  readonly spread: number;
}

export const calibration: Calibration = {
  compute: { conv: 1, grouped: 0.6, attention: 1 },
  memory: {
    gemm: 0.6,
    conv: 0.45,
    grouped: 0.45,
    depthwise: 0.45,
    attention: 0.6,
    rnn: 0.6,
    norm: 0.76,
    softmax: 0.75,
    pool: 0.25,
    copy: 0.63,
    join: 0.45,
  },
  depth: 100,
  groupedDepth: 200,
  headDepth: 28,
  depthwise: 0.5,
  epilogue: 1,
  devices: {},
  others: { compute: 1, memory: 1 },
  spread: 0.2,
};
