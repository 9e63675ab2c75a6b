// Names as PyTorch and people write them, and what a mistyped one may mean.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { deviceFromTorchName, nearestNames } from "../../server/src/hardware/deviceNames.ts";
import { devices, findDevice, precisions } from "../../server/src/hardware/devices.ts";

describe("a name of torch.cuda.get_device_name()", () => {
  for (const [name, expected] of [
    ["NVIDIA H100 80GB HBM3", "h100-sxm"],
    ["NVIDIA H100 PCIe", "h100-pcie"],
    ["NVIDIA H100 NVL", "h100-nvl"],
    ["NVIDIA H200", "h200-sxm"],
    ["NVIDIA H200 NVL", "h200-nvl"],
    ["NVIDIA GH200 480GB", "gh200-96gb"],
    ["NVIDIA GH200 144G HBM3e", "gh200-144gb"],
    ["NVIDIA B200", "b200"],
    ["NVIDIA GB200", "gb200"],
    ["NVIDIA A100-SXM4-80GB", "a100-sxm-80gb"],
    ["A100-SXM4-80GB", "a100-sxm-80gb"],
    ["NVIDIA A100-SXM4-40GB", "a100-sxm-40gb"],
    ["NVIDIA A100-PCIE-40GB", "a100-pcie-40gb"],
    ["NVIDIA A100 80GB PCIe", "a100-pcie-80gb"],
    ["NVIDIA A10", "a10"],
    ["NVIDIA A10G", "a10g"],
    ["NVIDIA L40S", "l40s"],
    ["Tesla V100-SXM2-16GB", "v100-sxm2-16gb"],
    ["Tesla V100-SXM2-32GB", "v100-sxm2-32gb"],
    ["Tesla V100-PCIE-32GB", "v100-pcie-32gb"],
    ["Tesla P100-PCIE-16GB", "p100-pcie"],
    ["Tesla T4", "t4"],
    ["Tesla P40", "p40"],
    ["NVIDIA GeForce RTX 4090", "rtx4090"],
    ["GeForce RTX 2080 Ti", "rtx2080-ti"],
    ["NVIDIA GeForce RTX 4070 Ti SUPER", "rtx4070-ti-super"],
    ["NVIDIA GeForce RTX 3060", "rtx3060"],
    ["NVIDIA GeForce RTX 4060 Ti", "rtx4060-ti"],
    ["NVIDIA RTX A6000", "rtx-a6000"],
    ["NVIDIA RTX 6000 Ada Generation", "rtx-6000-ada"],
    ["Quadro RTX 6000", "quadro-rtx-6000"],
    ["NVIDIA RTX PRO 6000 Blackwell Workstation Edition", "rtx-pro-6000"],
    ["NVIDIA RTX PRO 6000 Blackwell Max-Q Workstation Edition", "rtx-pro-6000-maxq"],
    ["NVIDIA Thor", "jetson-thor"],
    ["AMD Instinct MI300X", "mi300x"],
    ["AMD Instinct MI210", "mi210"],
    ["AMD Instinct MI250X", "mi250x-gcd"],
    ["AMD Radeon RX 7900 XTX", "rx7900-xtx"],
    ["Intel(R) Data Center GPU Max 1550", "max-1550"],
    ["Intel(R) Arc(TM) B580 Graphics", "arc-b580"],
    ["TPU v5 lite", "tpu-v5e"],
    ["Apple M1 Max", "m1-max"],
    ["H100", "h100-sxm"],
    ["RTX 4090", "rtx4090"],
    ["rtx4070ti", "rtx4070-ti"],
    ["MI250X", "mi250x"],
  ] as const)
    it(`${name} is ${expected}`, () => assert.equal(findDevice(name)?.name, expected));

  for (const name of [
    "NVIDIA GeForce RTX 4090 Laptop GPU",
    "NVIDIA GeForce RTX 3070 Ti Laptop GPU",
    "NVIDIA A100-SXM4-40GB MIG 1g.5gb",
    "NVIDIA RTX PRO 6000 Blackwell Server Edition",
    "NVIDIA GeForce GTX 1080",
    "NVIDIA A800-SXM4-80GB",
    "Orin",
    "AMD Radeon Graphics",
    "NVIDIA",
    "",
  ])
    it(`${name === "" ? "nothing" : name} is none of the table's`, () =>
      assert.equal(deviceFromTorchName(name, devices), undefined));

  it("every device is found by its own name and by its label", () => {
    for (const device of devices) {
      assert.equal(findDevice(device.name), device);
      if (device.name !== "mi250-gcd" && device.name !== "mi250x-gcd")
        assert.equal(findDevice(device.label)?.name, device.name, device.label);
    }
  });
});

describe("a mistyped name", () => {
  const names = devices.map(({ name }) => name);
  for (const [query, expected] of [
    ["h10", ["h100-sxm", "h100-nvl", "h100-pcie"]],
    ["H100-SXN", ["h100-sxm"]],
    ["a100-80gb", ["a100-sxm-80gb", "a100-pcie-80gb"]],
    ["rtx4900", ["rtx4090"]],
    ["mi300", ["mi300a", "mi300x"]],
  ] as const)
    it(query, () => {
      const near = nearestNames(query, names);
      assert.ok(near.length <= 3);
      for (const name of expected) assert.ok(near.includes(name), `${name} is not in ${near.join(", ")}`);
    });

  it("formats", () => {
    assert.deepEqual(nearestNames("bf61", precisions).slice(0, 1), ["bf16"]);
    assert.deepEqual(nearestNames("pf8", precisions).slice(0, 1), ["fp8"]);
  });

  it("nothing is near to a word that means something else", () => {
    assert.deepEqual(nearestNames("abacus", names), []);
    assert.deepEqual(nearestNames("x", []), []);
    assert.deepEqual(nearestNames("h100".repeat(100_000), names), []);
  });
});
