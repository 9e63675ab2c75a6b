// The hints beside a file's lines: one a line, at its end.

import type { AnnotatedFile, Annotations } from "./annotate.ts";
import { LineIndex } from "./lines.ts";
import { callHint, fit, layerHint } from "./render.ts";
import type { RenderOptions } from "./render.ts";

export interface Hint {
  readonly line: number;
  /** The end of the line. */
  readonly offset: number;
  readonly text: string;
}

export interface HintOptions extends RenderOptions {
  /** Costs beside definitions and beside lines that compute by themselves. */
  readonly layers: boolean;
  readonly shapes: boolean;
}

/** Where several runs went through a file, the first one that says something about a line is shown. */
export function hintsOf(all: readonly Annotations[], file: AnnotatedFile, options: HintOptions): Hint[] {
  const lines = new LineIndex(file.text);
  const texts = new Map<number, string>();
  for (const annotations of all) {
    for (const [line, text] of textsOf(annotations, options)) if (!texts.has(line)) texts.set(line, text);
  }
  return [...texts].sort(([a], [b]) => a - b).map(([line, text]) => ({ line, offset: lines.endOf(line), text }));
}

function textsOf({ layers, calls, summary }: Annotations, options: HintOptions): Map<number, string> {
  const parts = new Map<number, string[]>();
  const add = (line: number, text: string | null): void => {
    if (text !== null) parts.set(line, [...(parts.get(line) ?? []), text]);
  };
  const shaped = new Set(calls.filter(({ tensors }) => tensors.length > 0).map(({ line }) => line));
  for (const layer of options.layers ? layers : [])
    add(layer.line, layerHint(layer, options, { ...summary, shapes: options.shapes && !shaped.has(layer.line) }));
  for (const call of calls) add(call.line, callHint(call, options, { shapes: options.shapes, costs: options.layers }));
  return new Map([...parts].map(([line, texts]) => [line, fit(texts)]));
}
