// GPUs: dense peaks from data sheets. Published tables mix sparse with dense, GiB with GB and PCIe with SXM cards; each row
// here names its source, and a test looks for those mistakes.

/** Number formats that a model computes in. With `amp` products run in the short format and the rest in fp32. */
export type Precision = "fp32" | "tf32" | "bf16" | "fp16" | "amp-bf16" | "amp-fp16" | "fp8" | "int8";

export const precisions: readonly Precision[] = ["fp32", "tf32", "bf16", "fp16", "amp-bf16", "amp-fp16", "fp8", "int8"];

export type PeakName = "fp32" | "tf32" | "bf16" | "fp16" | "fp8" | "int8";

/** TFLOPS (TOPS for int8), dense, at boost clock; null where the card has no such units. Half formats accumulate in fp32. */
export type Peaks = Readonly<Record<PeakName, number | null>>;

export interface Device {
  readonly name: string;
  /** For people: `H100 SXM`. */
  readonly label: string;
  readonly architecture: "Volta" | "Turing" | "Ampere" | "Ada" | "Hopper" | "Blackwell";
  readonly memoryType: "HBM2" | "HBM2e" | "HBM3" | "HBM3e" | "GDDR6" | "GDDR6X" | "GDDR7";
  readonly peaks: Peaks;
  /** GB, powers of ten, as sold. */
  readonly memory: number;
  /** GB/s. */
  readonly bandwidth: number;
  /** MB. */
  readonly l2: number;
  /** µs: the shortest time between two kernels in eager mode. */
  readonly launch: number;
  readonly source: string;
}

type Row = readonly [
  name: string,
  label: string,
  architecture: Device["architecture"],
  memoryType: Device["memoryType"],
  peaks: readonly [
    fp32: number,
    tf32: number | null,
    bf16: number | null,
    fp16: number,
    fp8: number | null,
    int8: number | null,
  ],
  memory: number,
  bandwidth: number,
  l2: number,
  launch: number,
  source: string,
];

// Launch: the smallest op timed in public measurements takes 6 µs on A100 and H100, 9 to 11 µs on older cards.
// prettier-ignore
const rows: readonly Row[] = [
  ["v100-sxm2-32gb", "V100 SXM2 32 GB", "Volta",     "HBM2",   [15.7, null,  null,  125,   null, null], 32,  900,  6,  9,  "NVIDIA V100 data sheet (2020), SXM2; L2 from the Volta white paper"],
  ["t4",             "T4",              "Turing",    "GDDR6",  [8.1,  null,  null,  65,    null, 130],  16,  320,  4,  11, "NVIDIA T4 data sheet (2019); L2 from the Turing white paper"],
  ["a100-sxm-40gb",  "A100 SXM 40 GB",  "Ampere",    "HBM2",   [19.5, 156,   312,   312,   null, 624],  40,  1555, 40, 6,  "NVIDIA A100 data sheet (2020), SXM4 40 GB, dense columns"],
  ["a100-sxm-80gb",  "A100 SXM 80 GB",  "Ampere",    "HBM2e",  [19.5, 156,   312,   312,   null, 624],  80,  2039, 40, 6,  "NVIDIA A100 80 GB data sheet (2021), SXM4, dense columns"],
  ["a10",            "A10",             "Ampere",    "GDDR6",  [31.2, 62.5,  125,   125,   null, 250],  24,  600,  6,  6,  "NVIDIA A10 data sheet (2021), dense columns; L2 from the GA102 white paper"],
  ["l4",             "L4",              "Ada",       "GDDR6",  [30.3, 60.5,  121,   121,   242,  242],  24,  300,  48, 6,  "NVIDIA L4 data sheet (2023): sparse tensor columns halved; L2 from the Ada white paper"],
  ["l40s",           "L40S",            "Ada",       "GDDR6",  [91.6, 183,   362,   362,   733,  733],  48,  864,  96, 6,  "NVIDIA L40S data sheet (2023), dense columns; L2 from the Ada white paper"],
  ["rtx3090",        "RTX 3090",        "Ampere",    "GDDR6X", [35.6, 35.6,  71.2,  71.2,  null, 285],  24,  936,  6,  6,  "NVIDIA GA102 white paper, GeForce RTX 3090, dense, accumulating in fp32"],
  ["rtx4090",        "RTX 4090",        "Ada",       "GDDR6X", [82.6, 82.6,  165.2, 165.2, 330.3, 660.6], 24, 1008, 72, 6, "NVIDIA Ada white paper, GeForce RTX 4090, dense, accumulating in fp32"],
  ["rtx5090",        "RTX 5090",        "Blackwell", "GDDR7",  [104.8, 104.8, 209.5, 209.5, 419, 838],  32,  1792, 96, 6,  "NVIDIA RTX Blackwell white paper, GeForce RTX 5090, dense, accumulating in fp32"],
  ["h100-sxm",       "H100 SXM",        "Hopper",    "HBM3",   [66.9, 494.7, 989.4, 989.4, 1978.9, 1978.9], 80, 3350, 50, 6, "NVIDIA H100 white paper, SXM5, dense columns; bandwidth from the data sheet"],
  ["h200-sxm",       "H200 SXM",        "Hopper",    "HBM3e",  [66.9, 494.7, 989.4, 989.4, 1978.9, 1978.9], 141, 4800, 50, 6, "NVIDIA H200 data sheet (2024), SXM; dense peaks as H100 SXM"],
];

export const devices: readonly Device[] = rows.map(
  ([name, label, architecture, memoryType, peaks, memory, bandwidth, l2, launch, source]) => {
    const [fp32, tf32, bf16, fp16, fp8, int8] = peaks;
    const table = { fp32, tf32, bf16, fp16, fp8, int8 };
    return { name, label, architecture, memoryType, peaks: table, memory, bandwidth, l2, launch, source };
  },
);

export const defaultDevice = "a100-sxm-80gb";

export function findDevice(name: string): Device | undefined {
  return devices.find((device) => device.name === name);
}
