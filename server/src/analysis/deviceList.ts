// The devices as a list to pick from, and what a user is told about a device that is not there.

import { deviceFromTorchName, nearestNames } from "../hardware/deviceNames.ts";
import { deviceGroups, devices, findDevice } from "../hardware/devices.ts";
import type { Device, DeviceGroup } from "../hardware/devices.ts";

export interface ListedDevice {
  readonly name: string;
  readonly label: string;
  readonly group: string;
  readonly detail: string;
  readonly isPresent: boolean;
}

const groupTitles: Readonly<Record<DeviceGroup, string>> = {
  custom: "Your devices",
  "data center": "NVIDIA data center",
  workstation: "NVIDIA workstation",
  GeForce: "NVIDIA GeForce",
  AMD: "AMD",
  accelerators: "Intel, Google, AWS",
  Apple: "Apple silicon",
  edge: "Edge",
  CPU: "CPU",
};

/** Group after group, the table's newest first; `present` are names as this machine's driver gives them. */
export function deviceList(custom: readonly Device[], present: readonly string[]): ListedDevice[] {
  const all = [...custom, ...[...devices].reverse()];
  const here = new Set(present.map((name) => deviceFromTorchName(name, all)));
  return deviceGroups.flatMap((group) =>
    all
      .filter((device) => device.group === group)
      .map((device) => ({
        name: device.name,
        label: device.label,
        group: groupTitles[group],
        detail: deviceDetail(device),
        isPresent: here.has(device),
      })),
  );
}

/** `Hopper · 80 GB HBM3 · 3.35 TB/s · 989 TFLOPS bf16` */
export function deviceDetail({ architecture, memory, memoryType, bandwidth, peaks }: Device): string {
  const speed =
    bandwidth >= 1000 ? `${Number((bandwidth / 1000).toPrecision(3))} TB/s` : `${Math.round(bandwidth)} GB/s`;
  const format = (["bf16", "fp16", "fp32"] as const).find((name) => peaks[name] !== null);
  const peak = format === undefined ? null : peaks[format];
  const shown =
    peak === null ? "" : ` · ${peak < 10 ? Number(peak.toPrecision(2)) : Math.round(peak)} TFLOPS ${format}`;
  return `${architecture} · ${memory} GB ${memoryType} · ${speed}${shown}`;
}

/** `unknown device h10: did you mean h100-sxm, h100-pcie?` */
export function unknownDevice(name: string, custom: readonly Device[]): string {
  const near = nearestNames(
    name,
    [...custom, ...devices].map((device) => device.name),
  );
  return `unknown device ${name}${near.length === 0 ? "" : `: did you mean ${near.join(", ")}?`}`;
}

const mostShown = 6;

/** What is wrong with the settings on devices, as one message; null where nothing is. */
export function deviceMessage(name: string, custom: readonly Device[], problems: readonly string[]): string | null {
  const all = findDevice(name, custom) === undefined ? [...problems, unknownDevice(name, custom)] : problems;
  if (all.length === 0) return null;
  const more = all.length > mostShown ? `; and ${all.length - mostShown} more` : "";
  return `FlopLens: ${all.slice(0, mostShown).join("; ")}${more}`;
}
