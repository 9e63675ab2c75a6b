// Recurrent networks as one op each: what nn.LSTM, nn.GRU and nn.RNN call, and their single steps. A step multiplies the
// input and the previous output with the weights of all gates; an LSTM with projections multiplies its output once more.

import { PyList, PyTuple, Unknown } from "../python/values.ts";
import type { Context, Value } from "../python/values.ts";
import { add, hintOf, mul, product, sub, sum } from "../symbolic/dim.ts";
import type { Dim } from "../symbolic/dim.ts";
import { NotKnown, op } from "../tensor/op.ts";
import type { Args, OpDeclaration, OpResult } from "../tensor/op.ts";
import { formatDim, sameShape } from "../tensor/shapes.ts";
import { Tensor } from "../tensor/tensor.ts";
import { lowered } from "./precision.ts";
import { placeFunctions, placeNn } from "./registry.ts";
import type { Registry } from "./registry.ts";

const kind = "rnn";

interface Cell {
  readonly name: string;
  readonly gates: number;
  /** Arithmetic of the gates, an element of the state. */
  readonly work: number;
  readonly hasCell: boolean;
}

const lstm: Cell = { name: "lstm", gates: 4, work: 36, hasCell: true };
const gru: Cell = { name: "gru", gates: 3, work: 26, hasCell: false };
const rnn: Cell = { name: "rnn", gates: 1, work: 9, hasCell: false };

/** The tensors of one layer in one direction. */
interface LayerWeights {
  readonly input: Tensor;
  readonly hidden: Tensor;
  readonly biases: readonly Tensor[];
  /** [proj_size, hidden_size], of an LSTM with projections. */
  readonly projection: Tensor | null;
}

/** The flat list that a module keeps: w_ih, w_hh, b_ih, b_hh, w_hr by layer and direction; biases and projection optional. */
function layersOf(args: Args, weights: readonly Tensor[], directions: number, options: LayerOptions): LayerWeights[] {
  const { layers, biased } = options;
  const each = weights.length / (layers * directions);
  const expected = [2, 3].map((count) => count + (biased ? 2 : 0));
  if (!expected.includes(each)) args.fail("RuntimeError", `rnn: got ${weights.length} weights for ${layers} layers`);
  return Array.from({ length: layers * directions }, (_, i) => {
    const [input, hidden, ...rest] = weights.slice(i * each, (i + 1) * each);
    if (input === undefined || hidden === undefined) throw new Error("a layer without weights");
    const biases = biased ? rest.slice(0, 2) : [];
    return { input, hidden, biases, projection: rest[biases.length] ?? null };
  });
}

interface LayerOptions {
  readonly layers: number;
  readonly biased: boolean;
}

/** Steps of one layer: `rows` is batch times time, `first` the rows of the first step, whose state is given. */
interface Steps {
  readonly rows: Dim;
  readonly first: Dim;
}

interface LayerCost {
  readonly flops: Dim;
  readonly backward: Dim;
  /** Do its outputs need a gradient? */
  readonly learns: boolean;
}

/**
 * FLOPs of one layer in one direction. Backward: a product as large as the forward one for each factor that needs a
 * gradient. The first state is a factor of the first step only, and by default it needs none.
 */
function layerCost(weights: LayerWeights, steps: Steps, inputLearns: boolean, states: readonly Tensor[]): LayerCost {
  const { input, hidden, biases, projection } = weights;
  const parameters = [input, hidden, ...biases, ...(projection === null ? [] : [projection])];
  const [stateLearns, startLearns] = [states[0]?.requiresGrad === true, states.some((state) => state.requiresGrad)];
  const learns = inputLearns || startLearns || parameters.some((tensor) => tensor.requiresGrad);
  const cost = (weight: Tensor, rows: Dim): Dim => product([2, rows, ...weight.shape]);
  const [fromInput, fromHidden] = [cost(input, steps.rows), cost(hidden, steps.rows)];
  const projected = projection === null ? 0 : cost(projection, steps.rows);
  const later = cost(hidden, sub(steps.rows, steps.first));
  const backward = [
    input.requiresGrad ? fromInput : 0,
    inputLearns ? fromInput : 0,
    hidden.requiresGrad ? fromHidden : 0,
    learns ? later : 0,
    stateLearns ? cost(hidden, steps.first) : 0,
    projection?.requiresGrad === true ? projected : 0,
    learns ? projected : 0,
  ];
  return { flops: sum([fromInput, fromHidden, projected]), backward: sum(backward), learns };
}

function stack(cell: Cell, args: Args, context: Context): OpResult {
  const input = args.tensor("input");
  const states = tensorsOf(args, context, "hidden");
  const weights = tensorsOf(args, context, "weights");
  const sizes = args.optionalTensor("batch_sizes");
  args.tensors.splice(0, args.tensors.length, input, ...states, ...weights); // `batch_sizes` is no operand
  const directions = args.bool("bidirectional") ? 2 : 1;
  const layers = args.number("num_layers");
  const batchFirst = args.bool("batch_first");
  const all = layersOf(args, weights, directions, { layers, biased: args.bool("has_biases") });
  const [first] = all;
  if (first === undefined) return args.fail("RuntimeError", `rnn: got no weights`);
  const size = at(first.hidden, 1); // what a step gives: the projection's size, or the hidden size
  const cellSize = first.projection === null ? size : at(first.projection, 1);
  checkWidth(args, input, first);
  const lead = input.shape.slice(0, -1);
  const batch = sizes !== null ? (states[0]?.shape[1] ?? 1) : (lead[batchFirst ? 0 : 1] ?? 1);
  const steps = { rows: product(lead), first: batch };
  let flops: Dim = 0;
  let backward: Dim = 0;
  let learns = input.requiresGrad;
  for (let layer = 0; layer < layers; layer++) {
    const costs = all
      .slice(layer * directions, (layer + 1) * directions)
      .map((weights) => layerCost(weights, steps, learns, states));
    flops = add(flops, sum(costs.map((cost) => cost.flops)));
    backward = add(backward, sum(costs.map((cost) => cost.backward)));
    learns = costs.some((cost) => cost.learns);
  }
  const dtype = lowered(context, input.dtype);
  const output = { shape: [...lead, mul(directions, size)], dtype };
  const state = (width: Dim): { shape: Dim[]; dtype: typeof dtype } => ({
    shape: [layers * directions, batch, width],
    dtype,
  });
  return {
    outputs: [output, state(size), ...(cell.hasCell ? [state(cellSize)] : [])],
    flops,
    backward: [[learner(input, states, weights), backward]],
    elementwise: cell.work * layers * (hintOf(cellSize) / hintOf(size)),
    attributes: { layers, directions, hidden: hintOf(cellSize) },
  };
}

/** Any of the tensors that need a gradient: what the backward pass costs is worked out by layer already. */
function learner(input: Tensor, states: readonly Tensor[], weights: readonly Tensor[]): Tensor {
  return [input, ...states, ...weights].find((tensor) => tensor.requiresGrad) ?? input;
}

const at = (tensor: Tensor, dim: number): Dim => tensor.shape[dim] ?? 1;

function checkWidth(args: Args, input: Tensor, first: LayerWeights): void {
  const [found, wanted] = [input.shape.at(-1) ?? 1, at(first.input, 1)];
  if (!args.holds(found, "==", wanted))
    args.fail(
      "RuntimeError",
      `input.size(-1) must be equal to input_size. Expected ${formatDim(wanted)}, got ${formatDim(found)}`,
    );
}

/** A tensor, or a list of tensors. */
function tensorsOf(args: Args, context: Context, name: string): Tensor[] {
  const value = args.known(name);
  const items: readonly Value[] | Unknown =
    value instanceof PyList || value instanceof PyTuple ? context.iterate(value) : [value];
  if (items instanceof Unknown) throw new NotKnown(items);
  return items.map((item) => {
    if (item instanceof Unknown) throw new NotKnown(item);
    if (item instanceof Tensor) return item;
    return args.fail("TypeError", `rnn: argument '${name}' must be a list of tensors`);
  });
}

/** `_lstm(…)` gives (output, h, c), the others (output, h). Input is [T, N, I], [N, T, I] or, packed, [rows, I]. */
function network(cell: Cell): OpDeclaration {
  const flags = "has_biases=True, num_layers=1, dropout=0.0, training=True, bidirectional=False, batch_first=False";
  return op(cell.name, `input, hidden, weights, ${flags}, batch_sizes=None`, { kind }, (args, context) =>
    stack(cell, args, context),
  );
}

/** One step: input [N, I] (or [I]) and the state before it give the state after it. */
function step(cell: Cell, name: string): OpDeclaration {
  return op(name, "input, hx, w_ih, w_hh, b_ih=None, b_hh=None", { kind, elementwise: cell.work }, (args, context) => {
    const input = args.tensor("input");
    const states = tensorsOf(args, context, "hx");
    const weights: LayerWeights = {
      input: args.tensor("w_ih"),
      hidden: args.tensor("w_hh"),
      biases: [args.optionalTensor("b_ih"), args.optionalTensor("b_hh")].filter((bias) => bias !== null),
      projection: null,
    };
    args.tensors.splice(1, 0, ...states);
    checkWidth(args, input, weights);
    const lead = input.shape.slice(0, -1);
    const shape = [...lead, at(weights.hidden, 1)];
    for (const state of states)
      if (!sameShape(args, state.shape, shape)) {
        const [found, wanted] = [state.shape.at(-1) ?? 1, at(weights.hidden, 1)];
        args.fail(
          "RuntimeError",
          `hidden has inconsistent hidden_size: got ${formatDim(found)}, expected ${formatDim(wanted)}`,
        );
      }
    const rows = product(lead);
    const { flops, backward } = layerCost(weights, { rows, first: rows }, input.requiresGrad, states);
    const state = { shape, dtype: lowered(context, input.dtype) };
    return {
      outputs: cell.hasCell ? [state, state] : state,
      flops,
      backward: [[learner(input, states, [weights.input, weights.hidden, ...weights.biases]), backward]],
    };
  });
}

export function register(registry: Registry): void {
  for (const cell of [lstm, gru, rnn]) registry.nn.set(`_${cell.name}`, network(cell).builtin);
  for (const [name, cell] of [
    ["lstm", lstm],
    ["gru", gru],
    ["rnn_tanh", rnn],
    ["rnn_relu", rnn],
  ] as const)
    registry.functions.set(name, network(cell).builtin);
  const steps = [
    step(lstm, "lstm_cell"),
    step(gru, "gru_cell"),
    step(rnn, "rnn_tanh_cell"),
    step(rnn, "rnn_relu_cell"),
  ];
  placeFunctions(registry, steps);
  placeNn(registry, steps);
}
