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
  compute: { conv: 1.1, grouped: 0.628, attention: 1.14 },
  memory: {
    gemm: 0.669,
    conv: 0.359,
    depthwise: 0.455,
    norm: 0.93,
    rowNorm: 0.955,
    softmax: 0.728,
    pool: 0.239,
    copy: 0.431,
    join: 0.526,
    pointwise: 0.963,
    fused: 1,
    grouped: 0.359,
    attention: 0.669,
    rnn: 0.669,
  },
  depth: 46.6,
  groupedDepth: 8,
  headDepth: 19.1,
  depthwise: 0.344,
  epilogue: 0.437,
  devices: {
    rtx3090: { compute: 1.04, memory: 0.969 },
    rtx4090: { compute: 1.06, memory: 1.05 },
    rtx5090: { compute: 0.966, memory: 0.94 },
    "a100-pcie-80gb": { compute: 0.852, memory: 0.871 },
    l4: { compute: 0.368, memory: 1.04 },
    "v100-pcie-32gb": { compute: 1.08, memory: 0.826 },
    "a100-pcie-40gb": { compute: 0.984, memory: 0.62 },
    "h100-sxm": { compute: 0.776, memory: 0.855 },
  },
  others: { compute: 0.851, memory: 0.886 },
  spread: 0.203,
};
