// Softmax and its relatives: shape in, shape out. About five operations an element: maximum, difference, exponential, sum,
// quotient.

import type { Context } from "../python/values.ts";
import { scalarName } from "../tensor/dtype.ts";
import type { DType } from "../tensor/dtype.ts";
import { bindMethods, op } from "../tensor/op.ts";
import type { Args, OpDeclaration, OpResult } from "../tensor/op.ts";
import { normalizeDim } from "../tensor/shapes.ts";
import { tensorClass } from "../tensor/tensor.ts";
import type { Tensor } from "../tensor/tensor.ts";
import { isFloating, lifted } from "./precision.ts";
import { placeFunctions, placeNn } from "./registry.ts";
import type { Registry } from "./registry.ts";

const kind = "softmax";

/** What F.softmax does without a dim: 0 for rank 0, 1 and 3, else 1. */
const implicitDim = (rank: number): number => (rank === 0 || rank === 1 || rank === 3 ? 0 : 1);

function soften(args: Args, context: Context, input: Tensor, dim: number, kernel: string): OpResult {
  const asked = args.optionalDtype("dtype");
  const rank = input.shape.length;
  const index = normalizeDim(args, dim, rank);
  const dtype: DType = asked ?? lifted(context, input.dtype);
  if (!isFloating(dtype)) {
    const name = index === Math.max(rank - 1, 0) ? `${kernel}_lastdim_kernel_impl` : `${kernel}_kernel_impl`;
    args.fail("NotImplementedError", `"${name}" not implemented for '${scalarName(dtype)}'`);
  }
  return { outputs: { shape: input.shape, dtype } };
}

/** torch.nn.functional's, whose `dim` may be left out. */
function functional(name: string, kernel: string): OpDeclaration {
  return op(name, "input, dim=None, _stacklevel=3, dtype=None", { kind, elementwise: 5 }, (args, context) => {
    const input = args.tensor("input");
    return soften(args, context, input, args.optionalNumber("dim") ?? implicitDim(input.shape.length), kernel);
  });
}

/** torch's and Tensor's, which need `dim`. */
function core(name: string, kernel: string): OpDeclaration {
  return op(name, "input, dim, dtype=None", { kind, elementwise: 5 }, (args, context) =>
    soften(args, context, args.tensor("input"), args.number("dim"), kernel),
  );
}

const softmax = core("softmax", "softmax");
export const logSoftmax = core("log_softmax", "log_softmax");

const gumbelSoftmax = op(
  "gumbel_softmax",
  "logits, tau=1, hard=False, eps=1e-10, dim=-1",
  { kind, elementwise: 9 },
  (args) => {
    const logits = args.tensor("logits");
    normalizeDim(args, args.number("dim"), logits.shape.length);
    if (!isFloating(logits.dtype))
      args.fail("NotImplementedError", `"exponential" not implemented for '${scalarName(logits.dtype)}'`);
    return { outputs: { shape: logits.shape, dtype: logits.dtype } };
  },
);

export function register(registry: Registry): void {
  placeNn(registry, [
    functional("softmax", "softmax"),
    functional("log_softmax", "log_softmax"),
    functional("softmin", "softmax"),
    gumbelSoftmax,
  ]);
  const cores = [softmax, logSoftmax];
  placeFunctions(registry, cores);
  // torch.special has the same two under its own names.
  for (const declaration of cores) registry.functions.set(`special_${declaration.name}`, declaration.builtin);
  bindMethods(
    tensorClass,
    cores.map((declaration) => [declaration.name, declaration]),
  );
}
