// torch.einsum: an equation becomes sums, products element by element, and batched matrix products; only the last count.
// Operands are contracted from left to right, as torch does without opt_einsum.

import { Ellipsis, PyList, PyTuple, Unknown } from "../python/values.ts";
import type { Context, Value } from "../python/values.ts";
import { add, product } from "../symbolic/dim.ts";
import type { Dim } from "../symbolic/dim.ts";
import { scalarName } from "../tensor/dtype.ts";
import type { DType } from "../tensor/dtype.ts";
import { NotKnown, op } from "../tensor/op.ts";
import type { Args, OpResult } from "../tensor/op.ts";
import { formatDim, meet } from "../tensor/shapes.ts";
import { Tensor } from "../tensor/tensor.ts";
import { needing } from "./matmul.ts";
import { lowered } from "./precision.ts";
import { placeFunctions } from "./registry.ts";
import type { Registry } from "./registry.ts";

/** One operand or intermediate result: the size of each of its labels, where that is not 1. */
interface Factor {
  readonly sizes: ReadonlyMap<string, Dim>;
  /** The tensors that it was made of. */
  readonly sources: readonly Tensor[];
}

const say = (args: Args, message: string): never => args.fail("RuntimeError", `einsum(): ${message}`);

/** The label of the i-th of `count` dims that an ellipsis covers, counted from the right so that ranks may differ. */
const covered = (count: number, i: number): string => `...${count - i}`;

/** "ij...k" → i, j, "...", k; `where` names the operand (or the output) in messages. */
function labelsOf(args: Args, text: string, offset: number, where: string): string[] {
  const labels: string[] = [];
  for (let i = 0; i < text.length; i++) {
    const letter = text[i] ?? "";
    if (letter === " ") continue;
    if (letter === ".") {
      if (labels.includes("...")) say(args, `found '.' for ${where} for which an ellipsis was already found`);
      if (text.slice(i, i + 3) !== "...") {
        const suffix = where === "output" ? " (...)" : "";
        say(args, `found '.' for ${where} that is not part of any ellipsis${suffix}`);
      }
      labels.push("...");
      i += 2;
      continue;
    }
    if (!/[a-zA-Z]/.test(letter))
      say(
        args,
        `invalid subscript given at index ${offset + i} in the equation string, subscripts must be in [a-zA-Z]`,
      );
    labels.push(letter);
  }
  return labels;
}

/** Every dim of an operand with its label; repeated labels take the diagonal. */
function factorOf(
  args: Args,
  labels: readonly string[],
  tensor: Tensor,
  index: number,
  seen: Map<string, Dim>,
): Factor {
  const rank = tensor.shape.length;
  const named = labels.filter((label) => label !== "...").length;
  const open = labels.includes("...");
  if (open ? named > rank : named !== rank) {
    const counts = `the number of subscripts in the equation (${named})`;
    say(
      args,
      open
        ? `${counts} is more than the number of dimensions (${rank}) for operand ${index}`
        : `${counts} does not match the number of dimensions (${rank}) for operand ${index} and no ellipsis was given`,
    );
  }
  const hidden = rank - named;
  const all = labels.flatMap((label) =>
    label === "..." ? Array.from({ length: hidden }, (_, i) => covered(hidden, i)) : [label],
  );
  const own = new Map<string, Dim>();
  for (const [i, label] of all.entries()) {
    const size = tensor.shape[i] ?? 1;
    const before = own.get(label);
    if (before === undefined) own.set(label, size);
    else if (!args.holds(before, "==", size))
      say(
        args,
        `subscript ${label} is repeated for operand ${index} but the sizes don't match, ${formatDim(size)} != ${formatDim(before)}`,
      );
  }
  const sizes = new Map<string, Dim>();
  for (const [label, size] of own) {
    const before = seen.get(label);
    if (before === undefined || before === 1) seen.set(label, size);
    else if (size !== 1) seen.set(label, together(args, before, size, label, index));
    if (size !== 1) sizes.set(label, size);
  }
  return { sizes, sources: [tensor] };
}

/** The size of a label in two operands. A symbol is a dim of its own, even if 1 is its default, unless it does not fit. */
function together(args: Args, before: Dim, size: Dim, label: string, index: number): Dim {
  if (args.holds(before, "==", size)) return meet(before, size);
  if (args.holds(before, "==", 1)) return size;
  if (args.holds(size, "==", 1)) return before;
  return say(
    args,
    `subscript ${label} has size ${formatDim(size)} for operand ${index} which does not broadcast with previously seen size ${formatDim(before)}`,
  );
}

/** Without an arrow: the ellipsis, then the labels that occur once, A to Z before a to z. */
function implicitOutput(inputs: readonly (readonly string[])[]): string[] {
  const all = inputs.flat().filter((label) => label !== "...");
  const once = all.filter((label) => all.indexOf(label) === all.lastIndexOf(label)).sort();
  return inputs.some((labels) => labels.includes("...")) ? ["...", ...once] : once;
}

interface Contraction {
  readonly factor: Factor;
  /** FLOPs of the batched product; null: an elementwise one. */
  readonly flops: Dim | null;
}

/** Sums over the labels that no other factor and not the output has; what both share and nobody else needs is contracted. */
function contract(left: Factor, right: Factor, needed: ReadonlySet<string>): Contraction {
  const keep = (label: string): boolean => needed.has(label);
  const shared = [...left.sizes.keys()].filter((label) => right.sizes.has(label));
  const summed = shared.filter((label) => !keep(label));
  const sizeOf = (label: string): Dim => left.sizes.get(label) ?? right.sizes.get(label) ?? 1;
  const sizes = new Map<string, Dim>();
  for (const label of [...left.sizes.keys(), ...right.sizes.keys()]) if (keep(label)) sizes.set(label, sizeOf(label));
  const factor = { sizes, sources: [...left.sources, ...right.sources] };
  if (summed.length === 0) return { factor, flops: null };
  return { factor, flops: product([2, ...[...sizes.keys(), ...summed].map(sizeOf)]) };
}

function evaluate(args: Args, context: Context, equation: string, tensors: readonly Tensor[]): OpResult {
  const arrow = equation.indexOf("->");
  const left = arrow < 0 ? equation : equation.slice(0, arrow);
  const texts = left.split(",");
  let offset = 0;
  const inputs = texts.map((text, i) => {
    const labels = labelsOf(args, text, offset, `operand ${i}`);
    offset += text.length + 1;
    return labels;
  });
  if (inputs.length !== tensors.length) {
    const which = inputs.length > tensors.length ? "fewer" : "more";
    say(args, `${which} operands were provided than specified in the equation`);
  }
  const seen = new Map<string, Dim>();
  const factors = inputs.map((labels, i) => factorOf(args, labels, tensors[i] ?? needing(tensors), i, seen));
  const hidden = Math.max(0, ...inputs.map((labels, i) => hiddenDims(labels, tensors[i])));
  const output = arrow < 0 ? implicitOutput(inputs) : labelsOf(args, equation.slice(arrow + 2), arrow + 2, "output");
  const out = output.flatMap((label) =>
    label === "..." ? Array.from({ length: hidden }, (_, i) => covered(hidden, i)) : [label],
  );
  for (const label of out) {
    if (out.indexOf(label) !== out.lastIndexOf(label))
      say(args, `output subscript ${label} appears more than once in the output`);
    if (!seen.has(label)) say(args, `output subscript ${label} does not appear in the equation for any input operand`);
  }
  const { flops, backward, products, dtype } = contractAll(args, context, factors, tensors, new Set(out));
  const outputs = { shape: out.map((label) => seen.get(label) ?? 1), dtype };
  if (products > 0) return { outputs, flops, backward };
  if (tensors.length > 1) return { outputs, kind: "pointwise", elementwise: tensors.length - 1 };
  const sums = [...seen.keys()].some((label) => !out.includes(label));
  return sums ? { outputs, kind: "reduce", elementwise: 1 } : { outputs, kind: "view" };
}

function hiddenDims(labels: readonly string[], tensor: Tensor | undefined): number {
  return labels.includes("...") ? (tensor?.shape.length ?? 0) - labels.length + 1 : 0;
}

interface Contracted {
  readonly flops: Dim;
  readonly backward: readonly (readonly [Tensor, Dim])[];
  readonly products: number;
  readonly dtype: DType;
}

function contractAll(
  args: Args,
  context: Context,
  factors: readonly Factor[],
  tensors: readonly Tensor[],
  out: ReadonlySet<string>,
): Contracted {
  const backward: (readonly [Tensor, Dim])[] = [];
  let flops: Dim = 0;
  let products = 0;
  let [current] = factors;
  let mixed = args.promoted();
  const [first] = tensors;
  let dtype = first === undefined ? mixed : lowered(context, first.dtype);
  for (const [i, next] of factors.entries()) {
    if (i === 0 || current === undefined) continue;
    const needed = new Set([...out, ...factors.slice(i + 1).flatMap(({ sizes }) => [...sizes.keys()])]);
    const { factor, flops: own } = contract(current, next, needed);
    mixed = lowered(context, tensors[i]?.dtype ?? mixed);
    if (own !== null) {
      if (mixed !== dtype)
        args.fail("RuntimeError", `expected scalar type ${scalarName(dtype)} but found ${scalarName(mixed)}`);
      flops = add(flops, own);
      products += 1;
      backward.push([needing(current.sources), own], [needing(next.sources), own]);
    } else if (mixed !== dtype) {
      dtype = lowered(context, args.promoted());
    }
    current = factor;
  }
  return { flops, backward, products, dtype };
}

/** The other form: `einsum(a, [0, 1], b, [1, 2], [0, 2])`. Numbers 0 to 25 are A to Z, 26 to 51 are a to z. */
function fromSublists(args: Args, context: Context, values: readonly Value[]): { equation: string; operands: Value[] } {
  const text = (sublist: Value): string => {
    const items = context.iterate(sublist);
    if (items instanceof Unknown) throw new NotKnown(items);
    return items.map((item) => (item instanceof Ellipsis ? "..." : letterOf(args, item))).join("");
  };
  const operands: Value[] = [];
  const texts: string[] = [];
  for (let i = 0; i + 1 < values.length; i += 2) {
    operands.push(values[i] ?? null);
    texts.push(text(values[i + 1] ?? null));
  }
  const last = values.at(-1);
  const output = values.length % 2 === 1 && last !== undefined ? `->${text(last)}` : "";
  return { equation: texts.join(",") + output, operands };
}

function letterOf(args: Args, item: Value): string {
  if (typeof item !== "number" || item < 0 || item > 51)
    return args.fail("ValueError", "einsum(): expected subscripts to be in range [0, 52)");
  return String.fromCharCode(item < 26 ? 65 + item : 71 + item);
}

const einsum = op("einsum", "*args", { kind: "matmul" }, (args, context) => {
  const all = args.known("args");
  const values = all instanceof PyTuple ? all.items : [];
  const [first, second] = values;
  if (first === undefined || second === undefined)
    return args.fail(
      "ValueError",
      "einsum(): must specify the equation string and at least one operand, or at least one operand and its subscripts list",
    );
  if (first instanceof Unknown) throw new NotKnown(first);
  const given =
    typeof first === "string" ? { equation: first, operands: values.slice(1) } : fromSublists(args, context, values);
  const [only] = given.operands;
  const listed = given.operands.length === 1 && (only instanceof PyTuple || only instanceof PyList);
  const operands = listed ? [...only.items] : given.operands;
  const tensors = operands.map((operand) => {
    if (operand instanceof Unknown) throw new NotKnown(operand);
    if (operand instanceof Tensor) return operand;
    return args.fail("TypeError", "einsum(): argument 'operands' (position 2) must be tuple of Tensors");
  });
  args.tensors.push(...tensors);
  return evaluate(args, context, given.equation, tensors);
});

export function register(registry: Registry): void {
  placeFunctions(registry, [einsum]);
}
