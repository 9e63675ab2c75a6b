// Numbers for people: FLOPs, parameters, bytes, times and shares with two or three digits that matter.

import type { Exact } from "../cost/totals.ts";

const prefixes = ["", "k", "M", "G", "T", "P", "E", "Z", "Y"];

/** `236 M`, `8.18 G`, `640 `: three digits, and the prefix with which the unit goes on. */
export function scaled(value: number): string {
  if (value === 0 || !Number.isFinite(value)) return `${value} `;
  let step = Math.max(0, Math.floor(Math.log10(Math.abs(value)) / 3));
  let rounded = Number((value / 1000 ** step).toPrecision(3));
  if (Math.abs(rounded) >= 1000) {
    step += 1;
    rounded /= 1000;
  }
  return `${rounded} ${prefixes[step] ?? `e${3 * step}`}`;
}

/** `25.6 M params`, `10 params`. */
export function parameterText(count: number): string {
  return `${scaled(count)}${count < 999.5 ? "" : " "}params`;
}

/** `3.85 MB` */
export function byteText(bytes: number): string {
  return `${scaled(bytes).replace("k", "k")}B`;
}

/** `2.9%`, `23.1%`, `<0.1%` */
export function percentText(share: number): string {
  const percent = share * 100;
  if (percent > 0 && percent < 0.05) return "<0.1%";
  return `${Number(percent.toFixed(1))}%`;
}

/** `0.4 ns`, `85 µs`, `0.31 ms`, `12 ms`, `1.2 s`: two digits, for it is an estimate. */
export function timeText(seconds: number): string {
  if (seconds < 0.95e-7) return `${twoDigits(seconds * 1e9)} ns`;
  if (seconds < 0.95e-4) return `${twoDigits(seconds * 1e6)} µs`;
  if (seconds < 0.995) return `${twoDigits(seconds * 1e3)} ms`;
  return `${twoDigits(seconds)} s`;
}

/** `0.1–0.15 ms`, `85 µs–0.12 ms` */
export function timeSpanText(from: number, to: number): string {
  const [low, high] = [timeText(from), timeText(to)];
  const unit = high.slice(high.indexOf(" "));
  return low === high ? low : `${low.endsWith(unit) ? low.slice(0, -unit.length) : low}–${high}`;
}

function twoDigits(value: number): number {
  return value >= 100 ? Math.round(value) : Number(value.toPrecision(2));
}

/** `236,027,904` */
export function exactText(value: Exact): string {
  const [whole = "", fraction] = value.toString().split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}
