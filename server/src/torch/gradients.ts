// Backward passes: `tensor.backward()`, `torch.autograd.grad`, and which leaves have a gradient after them. A pass is a
// record of the trace, from which tensor/gradients.ts finds out what it goes through.

import { Builtin, Unknown } from "../python/values.ts";
import type { Context, Value } from "../python/values.ts";
import { raiseError } from "../python/errors.ts";
import { parseSignature } from "../python/signature.ts";
import { hintOf } from "../symbolic/dim.ts";
import { backwardPass } from "../tensor/gradients.ts";
import { recordFact, tensorState } from "../tensor/op.ts";
import { Tensor, numel } from "../tensor/tensor.ts";
import type { Registry } from "./registry.ts";

/** In a run's state: the leaves that a pass has reached, and whether one went where nothing is recorded. */
interface Gradients {
  readonly reached: Set<Tensor>;
  all: boolean;
  /** How many records have been looked through. */
  seen: number;
}

const gradientsKey = {};
const gradients = new WeakMap<Tensor, Tensor>();

function gradientsOf(context: Context): Gradients {
  const found = context.state.get(gradientsKey);
  if (found !== undefined) return found as Gradients;
  const fresh: Gradients = { reached: new Set(), all: false, seen: 0 };
  context.state.set(gradientsKey, fresh);
  return fresh;
}

/** `tensor.grad`: what was set; else a tensor like it once a `backward()` has reached it; else None. */
export function gradient(tensor: Tensor, context: Context): Value {
  const set = tensor.attrs.get("_grad");
  if (set !== undefined) return set;
  const { reached, all } = gradientsOf(context);
  if (!tensor.requiresGrad || !tensor.isLeaf || !(all || reached.has(tensor))) return null;
  let grad = gradients.get(tensor);
  if (grad === undefined) {
    grad = new Tensor(tensor.shape, tensor.dtype, { device: tensor.device });
    gradients.set(tensor, grad);
  }
  return grad;
}

/** `tensor.backward(gradient, retain_graph, create_graph, inputs)`. */
export function backward(tensor: Tensor, context: Context, args: readonly Value[]): Value {
  const [given = null, , createGraph = false, inputs = null] = args;
  if (!tensor.requiresGrad)
    throw raiseError(context, "RuntimeError", "element 0 of tensors does not require grad and does not have a grad_fn");
  if (given === null && hintOf(numel(tensor)) !== 1)
    throw raiseError(context, "RuntimeError", "grad can be implicitly created only for scalar outputs");
  pass(context, [tensor], inputs, createGraph);
  // Any leaf that an op has read may be in the graph of this tensor.
  const { recording, trace } = tensorState(context);
  const state = gradientsOf(context);
  if (!recording) state.all = true;
  const from = state.seen <= trace.records.length ? state.seen : 0; // a branch that was undone took some away
  for (const record of trace.records.slice(from))
    for (const { tensor: input } of record.inputs) if (input.isLeaf && input.requiresGrad) state.reached.add(input);
  state.seen = trace.records.length;
  return null;
}

function pass(context: Context, roots: readonly Tensor[], inputs: Value, createGraph: Value): void {
  recordFact(context, backwardPass, roots, inputs === null ? [] : tensorsOf(context, inputs));
  if (createGraph !== false && createGraph !== null)
    context.missing(context.unknown("what a backward pass through gradients costs is not counted").reason);
}

function tensorsOf(context: Context, value: Value): Tensor[] {
  if (value instanceof Tensor) return [value];
  const items = value === null || value instanceof Unknown ? [] : context.iterate(value);
  return items instanceof Unknown ? [] : items.filter((item) => item instanceof Tensor);
}

/** `_backward_pass(outputs, inputs=None, create_graph=False)`: notes a pass; to all leaves where inputs are None. */
function backwardFunction(
  context: Context,
  [outputs = null, inputs = null, createGraph = false]: readonly Value[],
): Value {
  const roots = tensorsOf(context, outputs).filter((root) => root.requiresGrad);
  if (roots.length > 0) pass(context, roots, inputs, createGraph);
  return null;
}

/** `_depends(output, sources)`: the output, which has a gradient where one of its sources has one. */
function depends(context: Context, [output = null, sources = null]: readonly Value[]): Value {
  if (!(output instanceof Tensor) || !tensorState(context).gradEnabled) return output;
  const { category } = output.dtype;
  const needing = tensorsOf(context, sources).filter((source) => source.requiresGrad);
  if (needing.length === 0 || output.requiresGrad || (category !== "float" && category !== "complex")) return output;
  context.touch(output);
  output.requiresGrad = true;
  output.isLeaf = false;
  recordFact(context, "depends", needing, [output]);
  return output;
}

export function register(registry: Registry): void {
  for (const [name, signature, run] of [
    ["_backward_pass", "outputs, inputs=None, create_graph=False", backwardFunction],
    ["_depends", "output, sources", depends],
  ] as const)
    registry.functions.set(name, new Builtin(name, parseSignature(signature), run));
}
