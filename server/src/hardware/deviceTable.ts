// The devices that estimates are made for, as rows. Published tables mix sparse with dense, GiB with GB and PCIe with SXM cards:
// every peak here is dense, every row names its source, what no source states is null, and test/hardware looks for those mistakes.

import type { Device, DeviceGroup } from "./devices.ts";

type Cell = number | null;

type Row = readonly [
  name: string,
  label: string,
  memoryType: string,
  peaks: readonly [fp64: Cell, fp32: Cell, tf32: Cell, bf16: Cell, fp16: Cell, fp8: Cell, int8: Cell, fp4: Cell],
  memory: number,
  bandwidth: number,
  l2: Cell,
  launch: number,
  units: Cell,
  clock: Cell | readonly [vector: number, tensor: number],
  source: string,
];

interface Family {
  readonly vendor: string;
  readonly group: DeviceGroup;
  readonly architecture: string;
  readonly rows: readonly Row[];
}

// Launch: the smallest op timed in public measurements takes 6 µs on A100 and H100 and 9 to 11 µs on older cards. It is mostly
// PyTorch's own work on the host, so 6 stands for other GPUs that run eagerly. TPUs and their like run whole compiled graphs: 0.
// prettier-ignore
const families: readonly Family[] = [
  { vendor: "NVIDIA", group: "data center", architecture: "Pascal", rows: [
    ["p100-pcie", "P100 PCIe 16 GB", "HBM2",  [4.7,  9.3,  null, null, 18.7, null, null, null], 16, 732, 4, 11, 56, 1303, "NVIDIA P100 data sheet (2016); SMs, clock and L2 from the Pascal white paper; fp16 packed, accumulating in fp16"],
    ["p100-sxm2", "P100 SXM2 16 GB", "HBM2",  [5.3,  10.6, null, null, 21.2, null, null, null], 16, 732, 4, 11, 56, 1480, "NVIDIA P100 data sheet (2016); SMs, clock and L2 from the Pascal white paper; fp16 packed, accumulating in fp16"],
    ["p4",        "P4",              "GDDR5", [0.17, 5.5,  null, null, null, null, 22,   null], 8,  192, 2, 11, 20, 1063, "NVIDIA P4 data sheet (2016); fp64 a 32nd of fp32, from the CUDA programming guide"],
    ["p40",       "P40",             "GDDR5", [0.37, 11.8, null, null, null, null, 47,   null], 24, 346, 3, 11, 30, 1531, "NVIDIA P40 data sheet (2016), fp32 (12 there) from cores and clock; fp64 a 32nd of fp32, from the CUDA programming guide"],
  ] },
  { vendor: "NVIDIA", group: "data center", architecture: "Volta", rows: [
    ["v100-pcie-16gb", "V100 PCIe 16 GB", "HBM2", [7,   14,   null, null, 112, null, null, null], 16, 900, 6, 9, 80, 1380, "NVIDIA V100 data sheet (2020), PCIe; SMs, clock and L2 from the Volta white paper"],
    ["v100-pcie-32gb", "V100 PCIe 32 GB", "HBM2", [7,   14,   null, null, 112, null, null, null], 32, 900, 6, 9, 80, 1380, "NVIDIA V100 data sheet (2020), PCIe; SMs, clock and L2 from the Volta white paper"],
    ["v100-sxm2-16gb", "V100 SXM2 16 GB", "HBM2", [7.8, 15.7, null, null, 125, null, null, null], 16, 900, 6, 9, 80, 1530, "NVIDIA V100 data sheet (2020), SXM2; SMs, clock and L2 from the Volta white paper"],
    ["v100-sxm2-32gb", "V100 SXM2 32 GB", "HBM2", [7.8, 15.7, null, null, 125, null, null, null], 32, 900, 6, 9, 80, 1530, "NVIDIA V100 data sheet (2020), SXM2; SMs, clock and L2 from the Volta white paper"],
  ] },
  { vendor: "NVIDIA", group: "data center", architecture: "Turing", rows: [
    ["t4", "T4", "GDDR6", [0.25, 8.1, null, null, 65, null, 130, null], 16, 320, 4, 11, 40, 1590, "NVIDIA T4 data sheet (2019); SMs, clock, L2 and fp64 (a 32nd) from the Turing white paper"],
  ] },
  { vendor: "NVIDIA", group: "data center", architecture: "Ampere", rows: [
    ["a100-pcie-40gb", "A100 PCIe 40 GB", "HBM2",  [19.5, 19.5, 156,  312,   312,   null, 624,   null], 40, 1555, 40, 6, 108, 1410, "NVIDIA A100 data sheet, PCIe 40 GB (2020), dense columns; SMs, clock and L2 from the A100 white paper"],
    ["a100-pcie-80gb", "A100 PCIe 80 GB", "HBM2e", [19.5, 19.5, 156,  312,   312,   null, 624,   null], 80, 1935, 40, 6, 108, 1410, "NVIDIA A100 data sheet, PCIe 80 GB (2021), dense columns; SMs, clock and L2 from the A100 white paper"],
    ["a100-sxm-40gb",  "A100 SXM 40 GB",  "HBM2",  [19.5, 19.5, 156,  312,   312,   null, 624,   null], 40, 1555, 40, 6, 108, 1410, "NVIDIA A100 data sheet, SXM4 40 GB (2020), dense columns; SMs, clock and L2 from the A100 white paper"],
    ["a100-sxm-80gb",  "A100 SXM 80 GB",  "HBM2e", [19.5, 19.5, 156,  312,   312,   null, 624,   null], 80, 2039, 40, 6, 108, 1410, "NVIDIA A100 data sheet, SXM4 80 GB (2021), dense columns; SMs, clock and L2 from the A100 white paper"],
    ["a30",            "A30",             "HBM2",  [10.3, 10.3, 82,   165,   165,   null, 330,   null], 24, 933,  24, 6, 56,  1440, "NVIDIA A30 data sheet (2021), dense columns; L2 and clock from its product brief"],
    ["a10",            "A10",             "GDDR6", [0.49, 31.2, 62.5, 125,   125,   null, 250,   null], 24, 600,  6,  6, 72,  1695, "NVIDIA A10 data sheet (2021), dense columns; SMs, clock, L2 and fp64 (a 64th) from the GA102 white paper"],
    ["a10g",           "A10G",            "GDDR6", [0.55, 35,   35,   70,    70,    null, 140,   null], 24, 600,  6,  6, 80,  1710, "NVIDIA A10G data sheet (2021), dense columns; SMs as CUDA reports them; L2 and fp64 (a 64th) from the GA102 white paper"],
    ["a40",            "A40",             "GDDR6", [0.58, 37.4, 74.8, 149.7, 149.7, null, 299.3, null], 48, 696,  6,  6, 84,  1740, "NVIDIA A40 data sheet (2021), dense columns; SMs, clock, L2 and fp64 (a 64th) from the GA102 white paper"],
  ] },
  { vendor: "NVIDIA", group: "data center", architecture: "Ada", rows: [
    ["l4",   "L4",   "GDDR6", [0.47, 30.3, 60.5, 121, 121, 242, 242, null], 24, 300, 48, 6, 58,  2040, "NVIDIA L4 data sheet (2023): sparse tensor columns halved; SMs, L2 and fp64 (a 64th) from the Ada white paper"],
    ["l40",  "L40",  "GDDR6", [1.41, 90.5, 90.5, 181, 181, 362, 362, null], 48, 864, 96, 6, 142, 2490, "NVIDIA L40 data sheet (2023), dense columns; SMs, L2 and fp64 (a 64th) from the Ada white paper"],
    ["l40s", "L40S", "GDDR6", [1.43, 91.6, 183,  362, 362, 733, 733, null], 48, 864, 96, 6, 142, 2520, "NVIDIA L40S data sheet (2023), dense columns; SMs, L2 and fp64 (a 64th) from the Ada white paper"],
  ] },
  { vendor: "NVIDIA", group: "data center", architecture: "Hopper", rows: [
    ["h100-pcie",   "H100 PCIe",    "HBM2e", [51.2, 51.2, 378,   756,   756,   1513,   1513,   null], 80,  2039, 50,   6, 114, [1755, 1620], "NVIDIA H100 white paper, PCIe, dense columns; clocks of vector and of tensor work; bandwidth from the product brief"],
    ["h100-sxm",    "H100 SXM",     "HBM3",  [66.9, 66.9, 494.7, 989.4, 989.4, 1978.9, 1978.9, null], 80,  3350, 50,   6, 132, [1980, 1830], "NVIDIA H100 white paper, SXM5, dense columns; clocks of vector and of tensor work; bandwidth from the data sheet"],
    ["h100-nvl",    "H100 NVL",     "HBM3",  [60,   60,   417.5, 835.5, 835.5, 1670.5, 1670.5, null], 94,  3938, 50,   6, 132, null,         "NVIDIA H100 NVL data sheet (2024): sparse tensor columns halved; bandwidth from the product brief; L2 as H100"],
    ["h200-sxm",    "H200 SXM",     "HBM3e", [66.9, 66.9, 494.7, 989.4, 989.4, 1978.9, 1978.9, null], 141, 4800, 60,   6, 132, null,         "NVIDIA H200 data sheet (2024), SXM; dense peaks as H100 SXM; SMs and L2 as CUDA reports them"],
    ["h200-nvl",    "H200 NVL",     "HBM3e", [60,   60,   417.5, 835.5, 835.5, 1670.5, 1670.5, null], 141, 4800, 60,   6, 132, null,         "NVIDIA H200 data sheet (2024), NVL: sparse tensor columns halved; SMs and L2 as H200 SXM"],
    ["gh200-96gb",  "GH200 96 GB",  "HBM3",  [66.9, 66.9, 494.7, 989.4, 989.4, 1978.9, 1978.9, null], 96,  4000, null, 6, 132, null,         "NVIDIA GH200 data sheet (2023), HBM3; dense peaks as H100 SXM"],
    ["gh200-144gb", "GH200 144 GB", "HBM3e", [66.9, 66.9, 494.7, 989.4, 989.4, 1978.9, 1978.9, null], 144, 4900, null, 6, 132, null,         "NVIDIA GH200 data sheet (2023), HBM3e; dense peaks as H100 SXM"],
  ] },
  { vendor: "NVIDIA", group: "data center", architecture: "Blackwell", rows: [
    ["b200",  "B200",  "HBM3e", [37, 75, 1125, 2250, 2250, 4500, 4500, 9000],  180, 8000, 126,  6, 148, null, "NVIDIA HGX B200 data sheet (2025), an eighth of the board, sparse columns halved; SMs and L2 as CUDA reports them"],
    ["gb200", "GB200", "HBM3e", [40, 80, 1250, 2500, 2500, 5000, 5000, 10000], 186, 8000, null, 6, 152, null, "NVIDIA GB200 NVL72 data sheet (2025), a 72nd of the rack (one GPU), sparse columns halved; SMs as CUDA reports them"],
  ] },
  { vendor: "NVIDIA", group: "data center", architecture: "Blackwell Ultra", rows: [
    ["b300",  "B300",  "HBM3e", [1.25, 75, 1125, 2250, 2250, 4500, null, 13500], 288, 8000, null, 6, null, null, "NVIDIA HGX B300 specifications (2025), an eighth of the board, sparse columns halved, fp4 from the dense figure; sources differ on int8"],
    ["gb300", "GB300", "HBM3e", [1.39, 80, 1250, 2500, 2500, 5000, 165,  15000], 288, 8000, null, 6, null, null, "NVIDIA GB300 NVL72 data sheet (2025), a 72nd of the rack (one GPU), sparse columns halved, fp4 from the dense figure"],
  ] },
  { vendor: "NVIDIA", group: "workstation", architecture: "Turing", rows: [
    ["quadro-rtx-6000", "Quadro RTX 6000", "GDDR6", [0.51, 16.3, null, null, 130.5, null, 261, null], 24, 672, 6, 11, 72, 1770, "NVIDIA Turing white paper, Quadro RTX 6000, accumulating in fp32; fp64 a 32nd"],
    ["quadro-rtx-8000", "Quadro RTX 8000", "GDDR6", [0.51, 16.3, null, null, 130.5, null, 261, null], 48, 672, 6, 11, 72, 1770, "NVIDIA Turing white paper, Quadro RTX 6000, and its data sheet for the memory, accumulating in fp32; fp64 a 32nd"],
  ] },
  { vendor: "NVIDIA", group: "workstation", architecture: "Ampere", rows: [
    ["rtx-a4000", "RTX A4000", "GDDR6", [0.3,  19.2, 38.3, 76.7,  76.7,  null, 153.4, null], 16, 448, 4, 6, 48, 1560, "NVIDIA RTX A4000 data sheet (2021): sparse tensor figure halved; L2 and fp64 (a 64th) from the GA102 white paper"],
    ["rtx-a5000", "RTX A5000", "GDDR6", [0.43, 27.8, 55.6, 111.1, 111.1, null, 222.2, null], 24, 768, 6, 6, 64, 1695, "NVIDIA RTX A5000 data sheet (2021): sparse tensor figure halved; L2 and fp64 (a 64th) from the GA102 white paper"],
    ["rtx-a6000", "RTX A6000", "GDDR6", [0.6,  38.7, 77.4, 154.8, 154.8, null, 309.7, null], 48, 768, 6, 6, 84, 1800, "NVIDIA GA102 white paper, RTX A6000, dense; fp64 a 64th"],
  ] },
  { vendor: "NVIDIA", group: "workstation", architecture: "Ada", rows: [
    ["rtx-5000-ada", "RTX 5000 Ada", "GDDR6", [1.02, 65.3, 130.6, 261.1, 261.1, 522.2, 522.2, null], 32, 576, null, 6, 100, 2550, "NVIDIA RTX 5000 Ada data sheet (2023): sparse fp8 figure halved, the rest by Ada's ratios"],
    ["rtx-6000-ada", "RTX 6000 Ada", "GDDR6", [1.42, 91.1, 182.1, 364.2, 364.2, 728.5, 728.5, null], 48, 960, 96,   6, 142, 2505, "NVIDIA Ada white paper, RTX 6000 Ada, dense; fp64 a 64th"],
  ] },
  { vendor: "NVIDIA", group: "workstation", architecture: "Blackwell", rows: [
    ["rtx-pro-6000",      "RTX PRO 6000 Blackwell",       "GDDR7", [1.97, 126,   251.9, 503.8, 503.8, 1007.6, 1007.6, 2015.2], 96, 1792, 128, 6, 188, 2617, "NVIDIA RTX Blackwell PRO white paper, RTX PRO 6000 Workstation Edition, dense, accumulating in fp32; fp64 a 64th"],
    ["rtx-pro-6000-maxq", "RTX PRO 6000 Blackwell Max-Q", "GDDR7", [1.71, 109.7, 219.4, 438.9, 438.9, 877.8,  877.8,  1755.7], 96, 1792, 128, 6, 188, 2280, "NVIDIA RTX Blackwell PRO white paper, RTX PRO 6000 Max-Q, dense, accumulating in fp32; fp64 a 64th"],
  ] },
  { vendor: "NVIDIA", group: "GeForce", architecture: "Turing", rows: [
    ["rtx2060-super", "RTX 2060 Super", "GDDR6", [0.224, 7.18, null, null, 28.7, null, 114.9, null], 8,  448, 4,   11, 34, 1650, "NVIDIA GeForce RTX 2060 Super specifications (2019); rates an SM from the Turing white paper, accumulating in fp32"],
    ["rtx2080-ti",    "RTX 2080 Ti",    "GDDR6", [0.42,  13.4, null, null, 53.8, null, 215.2, null], 11, 616, 5.5, 11, 68, 1545, "NVIDIA Turing white paper, GeForce RTX 2080 Ti (reference), accumulating in fp32; fp64 a 32nd"],
  ] },
  { vendor: "NVIDIA", group: "GeForce", architecture: "Ampere", rows: [
    ["rtx3060",    "RTX 3060",    "GDDR6",  [0.199, 12.7, 12.7, 25.5, 25.5, null, 101.9, null], 12, 360,  3, 6, 28, 1777, "NVIDIA GeForce RTX 3060 (2021) specifications; rates an SM from the GA102 white paper, dense, accumulating in fp32"],
    ["rtx3060-ti", "RTX 3060 Ti", "GDDR6",  [0.253, 16.2, 16.2, 32.4, 32.4, null, 129.6, null], 8,  448,  4, 6, 38, 1665, "NVIDIA GeForce RTX 3060 Ti (2020) specifications; rates an SM from the GA102 white paper, dense, accumulating in fp32"],
    ["rtx3070",    "RTX 3070",    "GDDR6",  [0.317, 20.3, 20.3, 40.6, 40.6, null, 162.5, null], 8,  448,  4, 6, 46, 1725, "NVIDIA GA102 white paper, GeForce RTX 3070, dense, accumulating in fp32; fp64 a 64th"],
    ["rtx3070-ti", "RTX 3070 Ti", "GDDR6X", [0.34,  21.7, 21.7, 43.5, 43.5, null, 174,   null], 8,  608,  4, 6, 48, 1770, "NVIDIA GeForce RTX 3070 Ti (2021) specifications; rates an SM from the GA102 white paper, dense, accumulating in fp32"],
    ["rtx3080",    "RTX 3080",    "GDDR6X", [0.465, 29.8, 29.8, 59.5, 59.5, null, 238.1, null], 10, 760,  5, 6, 68, 1710, "NVIDIA GA102 white paper, GeForce RTX 3080 10 GB, dense, accumulating in fp32; fp64 a 64th"],
    ["rtx3080-ti", "RTX 3080 Ti", "GDDR6X", [0.533, 34.1, 34.1, 68.2, 68.2, null, 272.8, null], 12, 912,  6, 6, 80, 1665, "NVIDIA GeForce RTX 3080 Ti (2021) specifications; rates an SM from the GA102 white paper, dense, accumulating in fp32"],
    ["rtx3090",    "RTX 3090",    "GDDR6X", [0.556, 35.6, 35.6, 71.2, 71.2, null, 285,   null], 24, 936,  6, 6, 82, 1695, "NVIDIA GA102 white paper, GeForce RTX 3090, dense, accumulating in fp32; fp64 a 64th"],
    ["rtx3090-ti", "RTX 3090 Ti", "GDDR6X", [0.625, 40,   40,   80,   80,   null, 320,   null], 24, 1008, 6, 6, 84, 1860, "NVIDIA GeForce RTX 3090 Ti (2022) specifications; rates an SM from the GA102 white paper, dense, accumulating in fp32"],
  ] },
  { vendor: "NVIDIA", group: "GeForce", architecture: "Ada", rows: [
    ["rtx4060-ti",       "RTX 4060 Ti 8 GB",  "GDDR6",  [0.345, 22.1, 22.1, 44.1,  44.1,  88.3,  176.5, null], 8,  288,  32, 6, 34,  2535, "NVIDIA GeForce RTX 4060 Ti (2023) specifications; rates an SM from the Ada white paper, dense, accumulating in fp32"],
    ["rtx4060-ti-16gb",  "RTX 4060 Ti 16 GB", "GDDR6",  [0.345, 22.1, 22.1, 44.1,  44.1,  88.3,  176.5, null], 16, 288,  32, 6, 34,  2535, "NVIDIA GeForce RTX 4060 Ti (2023) specifications; rates an SM from the Ada white paper, dense, accumulating in fp32"],
    ["rtx4070",          "RTX 4070",          "GDDR6X", [0.455, 29.1, 29.1, 58.3,  58.3,  116.6, 233.2, null], 12, 504,  36, 6, 46,  2475, "NVIDIA GeForce RTX 4070 (2023) specifications; rates an SM from the Ada white paper, dense, accumulating in fp32"],
    ["rtx4070-super",    "RTX 4070 Super",    "GDDR6X", [0.554, 35.5, 35.5, 71,    71,    141.9, 283.9, null], 12, 504,  48, 6, 56,  2475, "NVIDIA GeForce RTX 4070 Super (2024) specifications; rates an SM from the Ada white paper, dense, accumulating in fp32"],
    ["rtx4070-ti",       "RTX 4070 Ti",       "GDDR6X", [0.626, 40.1, 40.1, 80.2,  80.2,  160.4, 320.7, null], 12, 504,  48, 6, 60,  2610, "NVIDIA Ada white paper, GeForce RTX 4070 Ti, dense, accumulating in fp32; fp64 a 64th"],
    ["rtx4070-ti-super", "RTX 4070 Ti Super", "GDDR6X", [0.689, 44.1, 44.1, 88.2,  88.2,  176.4, 352.8, null], 16, 672,  48, 6, 66,  2610, "NVIDIA GeForce RTX 4070 Ti Super (2024) specifications; rates an SM from the Ada white paper, dense, accumulating in fp32"],
    ["rtx4080",          "RTX 4080",          "GDDR6X", [0.762, 48.7, 48.7, 97.5,  97.5,  194.9, 389.9, null], 16, 717,  64, 6, 76,  2505, "NVIDIA Ada white paper, GeForce RTX 4080, dense, accumulating in fp32; fp64 a 64th"],
    ["rtx4080-super",    "RTX 4080 Super",    "GDDR6X", [0.816, 52.2, 52.2, 104.4, 104.4, 208.9, 417.8, null], 16, 736,  64, 6, 80,  2550, "NVIDIA GeForce RTX 4080 Super (2024) specifications; rates an SM from the Ada white paper, dense, accumulating in fp32"],
    ["rtx4090",          "RTX 4090",          "GDDR6X", [1.29,  82.6, 82.6, 165.2, 165.2, 330.3, 660.6, null], 24, 1008, 72, 6, 128, 2520, "NVIDIA Ada white paper, GeForce RTX 4090, dense, accumulating in fp32; fp64 a 64th"],
  ] },
  { vendor: "NVIDIA", group: "GeForce", architecture: "Blackwell", rows: [
    ["rtx5060-ti-16gb", "RTX 5060 Ti 16 GB", "GDDR7", [0.37,  23.7,  23.7,  47.4,  47.4,  94.8,  189.6, 379.3], 16, 448,  32, 6, 36,  2572, "NVIDIA GeForce RTX 5060 Ti (2025) specifications; rates an SM from the RTX Blackwell white paper, dense, accumulating in fp32"],
    ["rtx5070",         "RTX 5070",          "GDDR7", [0.482, 30.9,  30.9,  61.7,  61.7,  123.5, 246.9, 493.9], 12, 672,  48, 6, 48,  2512, "NVIDIA RTX Blackwell white paper, GeForce RTX 5070, dense, accumulating in fp32; fp64 a 64th"],
    ["rtx5070-ti",      "RTX 5070 Ti",       "GDDR7", [0.687, 43.9,  43.9,  87.9,  87.9,  175.8, 351.5, 703],   16, 896,  48, 6, 70,  2452, "NVIDIA RTX Blackwell white paper, GeForce RTX 5070 Ti, dense, accumulating in fp32; fp64 a 64th"],
    ["rtx5080",         "RTX 5080",          "GDDR7", [0.879, 56.3,  56.3,  112.6, 112.6, 225.1, 450.2, 900.4], 16, 960,  64, 6, 84,  2617, "NVIDIA RTX Blackwell white paper, GeForce RTX 5080, dense, accumulating in fp32; fp64 a 64th"],
    ["rtx5090",         "RTX 5090",          "GDDR7", [1.64,  104.8, 104.8, 209.5, 209.5, 419,   838,   1676],  32, 1792, 96, 6, 170, 2407, "NVIDIA RTX Blackwell white paper, GeForce RTX 5090, dense, accumulating in fp32; fp64 a 64th"],
  ] },
  { vendor: "AMD", group: "AMD", architecture: "CDNA 2", rows: [
    ["mi210",      "MI210",            "HBM2e", [45.3, 45.3, null, 181,   181,   null, 181,   null], 64,  1638, 8,  6, 104, 1700, "AMD Instinct MI200 data sheet (2022), MI210, matrix peaks; L2 from the CDNA 2 white paper"],
    ["mi250",      "MI250",            "HBM2e", [90.5, 90.5, null, 362.1, 362.1, null, 362.1, null], 128, 3277, 16, 6, 208, 1700, "AMD Instinct MI200 data sheet (2022), MI250, both dies, matrix peaks; L2 from the CDNA 2 white paper"],
    ["mi250-gcd",  "MI250 (one die)",  "HBM2e", [45.3, 45.3, null, 181,   181,   null, 181,   null], 64,  1638, 8,  6, 104, 1700, "half of MI250: PyTorch sees each of its two dies (GCD) as a device; AMD Instinct MI200 data sheet (2022), matrix peaks"],
    ["mi250x",     "MI250X",           "HBM2e", [95.7, 95.7, null, 383,   383,   null, 383,   null], 128, 3277, 16, 6, 220, 1700, "AMD Instinct MI200 data sheet (2022), MI250X, both dies, matrix peaks; L2 from the CDNA 2 white paper"],
    ["mi250x-gcd", "MI250X (one die)", "HBM2e", [47.9, 47.9, null, 191.5, 191.5, null, 191.5, null], 64,  1638, 8,  6, 110, 1700, "half of MI250X: PyTorch sees each of its two dies (GCD) as a device; AMD Instinct MI200 data sheet (2022), matrix peaks"],
  ] },
  { vendor: "AMD", group: "AMD", architecture: "CDNA 3", rows: [
    ["mi300a", "MI300A", "HBM3",  [122.6, 122.6, 490.3, 980.6,  980.6,  1961.2, 1961.2, null], 128, 5300, 256, 6, 228, 2100, "AMD Instinct MI300A data sheet (2023), dense matrix peaks"],
    ["mi300x", "MI300X", "HBM3",  [163.4, 163.4, 653.7, 1307.4, 1307.4, 2614.9, 2614.9, null], 192, 5300, 256, 6, 304, 2100, "AMD Instinct MI300X data sheet (2023), dense matrix peaks; last cache is the Infinity Cache"],
    ["mi325x", "MI325X", "HBM3e", [163.4, 163.4, 653.7, 1307.4, 1307.4, 2614.9, 2614.9, null], 256, 6000, 256, 6, 304, 2100, "AMD Instinct MI325X data sheet (2024), dense matrix peaks; last cache is the Infinity Cache"],
  ] },
  { vendor: "AMD", group: "AMD", architecture: "CDNA 4", rows: [
    ["mi350x", "MI350X", "HBM3e", [72.1, 144.2, null, 2306.9, 2306.9, 4613.7, 4613.7, 9227.5],  288, 8000, 256, 6, 256, 2200, "AMD Instinct MI350X data sheet (2025), dense matrix peaks, fp4 as MXFP4; no TF32 units"],
    ["mi355x", "MI355X", "HBM3e", [78.6, 157.3, null, 2516.6, 2516.6, 5033.2, 5033.2, 10066.3], 288, 8000, 256, 6, 256, 2400, "AMD Instinct MI355X data sheet (2025), dense matrix peaks, fp4 as MXFP4; no TF32 units"],
  ] },
  { vendor: "AMD", group: "AMD", architecture: "RDNA 3", rows: [
    ["rx7900-xtx", "RX 7900 XTX",      "GDDR6", [1.92, 61.4, null, 122.8, 122.8, null, 122.8, null], 24, 960, 96, 6, 96, 2500, "AMD Radeon RX 7900 XTX specifications (2022); bf16 and int8 at fp16's rate, from GPUOpen on WMMA"],
    ["w7900",      "Radeon PRO W7900", "GDDR6", [1.92, 61.3, null, 122.6, 122.6, null, 122.6, null], 48, 864, 96, 6, 96, 2495, "AMD Radeon PRO W7900 data sheet (2023); bf16 and int8 at fp16's rate, from GPUOpen on WMMA"],
  ] },
  { vendor: "AMD", group: "AMD", architecture: "RDNA 4", rows: [
    ["rx9070-xt", "RX 9070 XT", "GDDR6", [null, 48.7, null, 195, 195, 389, 389, null], 16, 640, 64, 6, 64, 2970, "AMD Radeon RX 9070 XT specifications (2025), matrix peaks, dense"],
  ] },
  { vendor: "Intel", group: "accelerators", architecture: "Xe HPC", rows: [
    ["max-1100", "Data Center GPU Max 1100", "HBM2e", [null, 22.2, null,  355.5, 355.5, null, 711.1,  null], 48,  1229, null, 6, 56,  1550, "Intel Data Center GPU Max 1100 specifications (2023), XMX peaks"],
    ["max-1550", "Data Center GPU Max 1550", "HBM2e", [52.4, 52.4, 419.4, 838.9, 838.9, null, 1677.7, null], 128, 3277, 408,  6, 128, 1600, "Intel Data Center GPU Max 1550 specifications and the Max series overview (2023), XMX peaks"],
  ] },
  { vendor: "Intel", group: "accelerators", architecture: "Xe2", rows: [
    ["arc-b580", "Arc B580", "GDDR6", [null, 13.7, null, 116.5, 116.5, null, 233, null], 12, 456, 18, 6, 20, null, "Intel Arc B580 specifications (2024): int8 figure, half of it for 16 bits"],
  ] },
  { vendor: "Intel", group: "accelerators", architecture: "Gaudi", rows: [
    ["gaudi-2", "Gaudi 2", "HBM2e", [null, null, null, 432,  null, 865,  null, null], 96,  2450, 48, 0, null, null, "Intel Gaudi 3 white paper (2024), column Gaudi 2, matrix engine; last cache is its SRAM"],
    ["gaudi-3", "Gaudi 3", "HBM2e", [null, null, null, 1835, null, 1835, null, null], 128, 3700, 96, 0, null, null, "Intel Gaudi 3 white paper (2024), matrix engine, same rate in bf16 and fp8; last cache is its SRAM"],
  ] },
  { vendor: "Google", group: "accelerators", architecture: "TPU", rows: [
    ["tpu-v2",  "TPU v2",             "HBM",   [null, null, null, 46,   null, null, null, null], 16,  700,  null, 0, null, null, "Google Cloud TPU documentation, v2, per chip"],
    ["tpu-v3",  "TPU v3",             "HBM2",  [null, null, null, 123,  null, null, null, null], 32,  900,  null, 0, null, null, "Google Cloud TPU documentation, v3, per chip"],
    ["tpu-v4",  "TPU v4",             "HBM2",  [null, null, null, 275,  null, null, 275,  null], 32,  1200, null, 0, null, null, "Google Cloud TPU documentation, v4, per chip"],
    ["tpu-v5e", "TPU v5e",            "HBM2",  [null, null, null, 197,  null, null, 393,  null], 16,  819,  null, 0, null, null, "Google Cloud TPU documentation, v5e, per chip"],
    ["tpu-v5p", "TPU v5p",            "HBM2e", [null, null, null, 459,  null, null, 918,  null], 95,  2765, null, 0, null, null, "Google Cloud TPU documentation, v5p, per chip"],
    ["tpu-v6e", "TPU v6e (Trillium)", "HBM",   [null, null, null, 918,  null, null, 1836, null], 32,  1638, null, 0, null, null, "Google Cloud TPU documentation, v6e, per chip"],
    ["tpu-v7",  "TPU7x (Ironwood)",   "HBM3e", [null, null, null, 2307, null, 4614, null, null], 192, 7380, null, 0, null, null, "Google Cloud TPU documentation, TPU7x, per chip"],
  ] },
  { vendor: "AWS", group: "accelerators", architecture: "NeuronCore", rows: [
    ["trainium",  "Trainium",  "HBM",   [null, 47.5, 190, 190, 190, 190,  380,  null], 32,  820,  null, 0, null, null, "AWS Neuron documentation, Trainium architecture, per chip, dense"],
    ["trainium2", "Trainium2", "HBM3",  [null, 181,  667, 667, 667, 1299, null, null], 96,  2900, null, 0, null, null, "AWS Neuron documentation, Trainium2 architecture, per chip, dense"],
    ["trainium3", "Trainium3", "HBM3e", [null, 183,  671, 671, 671, 2517, null, 2517], 144, 4900, null, 0, null, null, "AWS Neuron documentation, Trainium3 architecture, per chip, dense"],
  ] },
  { vendor: "Apple", group: "Apple", architecture: "Apple silicon", rows: [
    ["m1",       "M1 (8-core GPU)",        "LPDDR4X", [null, 2.6,  null, null, 2.6,  null, null, null], 16,  68,  null, 6, 8,  null, "Apple press release (November 2020) for peak and bandwidth; memory of the largest configuration; fp16 runs at fp32's rate on this generation (metal-benchmarks)"],
    ["m1-pro",   "M1 Pro (16-core GPU)",   "LPDDR5",  [null, 5.2,  null, null, 5.2,  null, null, null], 32,  200, null, 6, 16, null, "Apple press release (October 2021) for peak and bandwidth; memory of the largest configuration; fp16 runs at fp32's rate on this generation (metal-benchmarks)"],
    ["m1-max",   "M1 Max (32-core GPU)",   "LPDDR5",  [null, 10.4, null, null, 10.4, null, null, null], 64,  400, null, 6, 32, null, "Apple press release (October 2021) for peak and bandwidth; memory of the largest configuration; fp16 runs at fp32's rate on this generation (metal-benchmarks)"],
    ["m1-ultra", "M1 Ultra (64-core GPU)", "LPDDR5",  [null, 21,   null, null, 21,   null, null, null], 128, 800, null, 6, 64, null, "Apple press release (March 2022) for peak and bandwidth; memory of the largest configuration; fp16 runs at fp32's rate on this generation (metal-benchmarks)"],
    ["m2",       "M2 (10-core GPU)",       "LPDDR5",  [null, 3.6,  null, null, null, null, null, null], 24,  100, null, 6, 10, null, "Apple press release (June 2022) for peak and bandwidth; memory of the largest configuration"],
    ["m2-max",   "M2 Max (38-core GPU)",   "LPDDR5",  [null, 13.6, null, null, null, null, null, null], 96,  400, null, 6, 38, null, "Apple press release (January 2023) for peak and bandwidth; memory of the largest configuration"],
    ["m2-ultra", "M2 Ultra (76-core GPU)", "LPDDR5",  [null, 27.2, null, null, null, null, null, null], 192, 800, null, 6, 76, null, "Apple press release (June 2023) for peak and bandwidth; memory of the largest configuration"],
    ["m3",       "M3 (10-core GPU)",       "LPDDR5",  [null, 3.53, null, null, null, null, null, null], 24,  100, null, 6, 10, null, "Apple press release (October 2023) for bandwidth, which gives no peak: fp32 from “Apple vs. Oranges” (arXiv 2502.05317); memory of the largest configuration"],
    ["m3-max",   "M3 Max (40-core GPU)",   "LPDDR5",  [null, 14.1, null, null, null, null, null, null], 128, 400, null, 6, 40, null, "Apple press release (October 2023) for bandwidth, which gives no peak: fp32 from “Apple vs. Oranges” (arXiv 2502.05317), M3, times four for the cores; memory of the largest configuration"],
    ["m4",       "M4 (10-core GPU)",       "LPDDR5X", [null, 4.26, null, null, null, null, null, null], 32,  120, null, 6, 10, null, "Apple press release (May 2024) for bandwidth, which gives no peak: fp32 from “Apple vs. Oranges” (arXiv 2502.05317); memory of the largest configuration"],
    ["m4-max",   "M4 Max (40-core GPU)",   "LPDDR5X", [null, 17,   null, null, null, null, null, null], 128, 546, null, 6, 40, null, "Apple press release (October 2024) for bandwidth, which gives no peak: fp32 from “Apple vs. Oranges” (arXiv 2502.05317), M4, times four for the cores; memory of the largest configuration"],
  ] },
  { vendor: "NVIDIA", group: "edge", architecture: "Ampere", rows: [
    ["jetson-orin-nx-16gb",  "Jetson Orin NX 16 GB",  "LPDDR5", [null, 1.88, null, 15,   15,   null, 30, null], 16, 102.4, null, 9, 8,  918,  "NVIDIA Jetson Orin NX data sheet (2023), GPU alone; rates an SM as Jetson AGX Orin"],
    ["jetson-agx-orin-64gb", "Jetson AGX Orin 64 GB", "LPDDR5", [null, 5.3,  null, 42.5, 42.5, null, 85, null], 64, 204.8, 4,    9, 16, 1300, "NVIDIA Jetson AGX Orin technical brief (2022), GPU alone, sparse int8 figure halved, half of it for 16 bits"],
  ] },
  { vendor: "NVIDIA", group: "edge", architecture: "Blackwell", rows: [
    ["jetson-thor", "Jetson AGX Thor (T5000)", "LPDDR5X", [null, 8.06, null, 258.5, 258.5, 517, null, 1035], 128, 273, 32, 9, 20, 1575, "NVIDIA Jetson Thor data sheet (2025): sparse figures halved; SMs and L2 as CUDA reports them"],
  ] },
  { vendor: "any", group: "CPU", architecture: "x86-64", rows: [
    ["cpu-8-core", "CPU, 8 cores", "DDR5", [0.448, 0.896, null, null, null, null, null, null], 32, 76.8, 16, 1.5, 8, 3500, "arithmetic: 8 cores of AVX2, two FMA units each, at 3.5 GHz; two channels of DDR5-4800; launch timed with torch.add on a small tensor"],
  ] },
];

export const deviceTable: readonly Device[] = families.flatMap(({ vendor, group, architecture, rows }) =>
  rows.map(([name, label, memoryType, peaks, memory, bandwidth, l2, launch, units, clocks, source]): Device => {
    const [fp64, fp32, tf32, bf16, fp16, fp8, int8, fp4] = peaks;
    const [clock, tensorClock] = typeof clocks === "number" || clocks === null ? [clocks, clocks] : clocks;
    return {
      ...{ name, label, vendor, group, architecture, memoryType },
      peaks: { fp64, fp32, tf32, bf16, fp16, fp8, int8, fp4 },
      ...{ memory, bandwidth, l2, launch, units, clock, tensorClock, source },
    };
  }),
);
