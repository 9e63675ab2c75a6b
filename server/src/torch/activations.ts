// Activations: the elementwise functions of torch.nn.functional. A row says FLOPs an element; exp, tanh's two exps and the
// like count 1 each, as one instruction of a special function unit.

import { floorDiv, mod, product } from "../symbolic/dim.ts";
import { op } from "../tensor/op.ts";
import type { OpDeclaration } from "../tensor/op.ts";
import { formatDim, normalizeDim, replaceDim } from "../tensor/shapes.ts";
import { elementwise, inPlace, resultDtype, unary } from "./elementwise.ts";
import type { Compute, ResultRule } from "./elementwise.ts";
import { place } from "./registry.ts";
import type { Registry } from "./registry.ts";

interface Activation {
  readonly name: string;
  readonly params: string;
  readonly cost: number;
  readonly result: ResultRule;
  readonly compute?: Compute;
  readonly kernel?: string;
  /** Also `torch.<name>` (and `torch.<name>_`, `Tensor.<name>`). */
  readonly torch?: boolean;
}

const rows: readonly Activation[] = [
  { name: "relu", params: "inplace=False", cost: 1, result: "same", compute: (x) => Math.max(x, 0) },
  { name: "relu6", params: "inplace=False", cost: 2, result: "same", compute: (x) => Math.min(Math.max(x, 0), 6) },
  { name: "hardtanh", params: "min_val=-1.0, max_val=1.0, inplace=False", cost: 2, result: "same" },
  { name: "threshold", params: "threshold, value, inplace=False", cost: 1, result: "same", torch: true },
  {
    name: "leaky_relu",
    params: "negative_slope=0.01, inplace=False",
    cost: 2,
    result: "only-float",
    kernel: "leaky_relu_cpu",
  },
  {
    name: "rrelu",
    params: "lower=0.125, upper=0.3333333333333333, training=False, inplace=False",
    cost: 2,
    result: "only-float",
    kernel: "rrelu_with_noise_out_cpu",
    torch: true,
  },
  { name: "elu", params: "alpha=1.0, inplace=False", cost: 3, result: "only-float", kernel: "elu_cpu" },
  { name: "selu", params: "inplace=False", cost: 4, result: "only-float", kernel: "elu_cpu", torch: true },
  { name: "celu", params: "alpha=1.0, inplace=False", cost: 4, result: "only-float", kernel: "elu_cpu", torch: true },
  { name: "gelu", params: "approximate='none'", cost: 8, result: "only-float", kernel: "GeluKernelImpl" },
  { name: "silu", params: "inplace=False", cost: 5, result: "only-float", kernel: "silu_cpu" },
  { name: "mish", params: "inplace=False", cost: 10, result: "only-float", kernel: "mish_cpu" },
  { name: "hardswish", params: "inplace=False", cost: 5, result: "only-float", kernel: "hardswish_cpu" },
  { name: "hardsigmoid", params: "inplace=False", cost: 4, result: "only-float", kernel: "hardsigmoid_cpu" },
  {
    name: "softplus",
    params: "beta=1, threshold=20",
    cost: 3,
    result: "only-float",
    compute: (x) => (x > 20 ? x : Math.log1p(Math.exp(x))),
    kernel: "softplus_cpu",
  },
  { name: "logsigmoid", params: "", cost: 4, result: "only-float", kernel: "log_sigmoid_cpu" },
  { name: "softsign", params: "", cost: 3, result: "float" },
  { name: "tanhshrink", params: "", cost: 7, result: "float" },
  { name: "hardshrink", params: "lambd=0.5", cost: 2, result: "only-float", kernel: "hardshrink_cpu", torch: true },
  { name: "softshrink", params: "lambd=0.5", cost: 3, result: "only-float", kernel: "softshrink_check" },
  { name: "sigmoid", params: "", cost: 4, result: "float", compute: (x) => 1 / (1 + Math.exp(-x)) },
  { name: "tanh", params: "", cost: 6, result: "float", compute: Math.tanh },
];

/** With `inplace=True` among the arguments it writes into its input. */
function activation(row: Activation): OpDeclaration {
  const { name, params, cost, result, compute, kernel } = row;
  const signature = params === "" ? "input" : `input, ${params}`;
  return op(name, signature, { kind: "pointwise", elementwise: cost }, (args, context) => {
    const input = args.tensor("input");
    const approximate = name === "gelu" ? args.string("approximate") : "none";
    if (approximate !== "none" && approximate !== "tanh")
      args.fail("RuntimeError", "approximate argument must be either none or tanh.");
    if (name === "relu" && input.dtype.category === "bool")
      args.fail("RuntimeError", "Boolean inputs not supported for relu");
    const output = elementwise(args, [input], resultDtype(args, context, input.dtype, result, kernel), compute);
    if (args.has("inplace") && args.bool("inplace")) return inPlace(args, context, input, output);
    return { outputs: output };
  });
}

/** prelu: the slope is one number, or one a channel. */
const prelu = op("prelu", "input, weight", { kind: "pointwise", elementwise: 2 }, (args, context) => {
  const [input, weight] = [args.tensor("input"), args.tensor("weight")];
  const slopes = product(weight.shape);
  const channels = input.shape.length > 1 ? (input.shape[1] ?? 1) : 1;
  if (weight.shape.length > 1)
    args.fail(
      "RuntimeError",
      `prelu: Expected \`weight\` to be a scalar or 1D tensor, but got: ndim = ${weight.shape.length}`,
    );
  if (slopes !== 1 && !args.holds(slopes, "==", channels)) {
    const found = `parameter numbers = ${formatDim(slopes)} and channel size = ${formatDim(channels)}`;
    args.fail("RuntimeError", `Mismatch of parameter numbers and input channel size. Found ${found}.`);
  }
  const dtype = resultDtype(args, context, input.dtype, "only-float", "prelu_cpu");
  return { outputs: { shape: input.shape, dtype } };
});

/** glu: halves a dim, `a * sigmoid(b)`. */
const glu = op("glu", "input, dim=-1", { kind: "pointwise", elementwise: 5 }, (args) => {
  const input = args.tensor("input");
  if (input.shape.length === 0) args.fail("RuntimeError", "glu does not support 0-dimensional tensors");
  const dim = normalizeDim(args, args.number("dim"), input.shape.length);
  const size = input.shape[dim] ?? 1;
  if (!args.holds(mod(size, 2), "==", 0))
    args.fail("RuntimeError", `Halving dimension must be even, but dimension ${dim} is size ${formatDim(size)}`);
  return { outputs: { shape: replaceDim(input.shape, dim, floorDiv(size, 2)), dtype: input.dtype } };
});

export function register(registry: Registry): void {
  for (const row of rows) {
    const declaration = activation(row);
    place(registry, declaration, {
      nn: [row.name],
      torch: row.torch === true ? [row.name] : [],
    });
    const { name, params, cost, result, compute, kernel } = row;
    if (!params.includes("inplace") && name !== "sigmoid" && name !== "tanh") continue;
    const ownParams = params.replace(/,? ?inplace=False/, "");
    const written = unary({ name, cost, result, compute, kernel, params: ownParams }, true);
    place(registry, written, { nn: [written.name], torch: row.torch === true ? [written.name] : [] });
  }
  place(registry, prelu, { nn: ["prelu"], torch: ["prelu"], tensor: ["prelu"] });
  place(registry, glu, { nn: ["glu"] });
  const shrink = rows.find((row) => row.name === "hardshrink");
  if (shrink !== undefined) place(registry, activation(shrink), { tensor: ["hardshrink"] });
}
