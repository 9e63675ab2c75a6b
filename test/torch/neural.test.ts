// The primitives of neural networks, called directly: golden counts, symbolic sizes through every family, autocast, and
// which tensors a backward pass is counted for. Real torch's answers to some hundred more calls are in test/ops.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  BoundMethod,
  Builtin,
  PyFloat,
  PyList,
  PyRaise,
  PyTuple,
  Unknown,
  noKwargs,
} from "../../server/src/python/values.ts";
import type { Context, Frame, Value } from "../../server/src/python/values.ts";
import { add, mul, printDim, printGuard, symbol } from "../../server/src/symbolic/dim.ts";
import type { Dim } from "../../server/src/symbolic/dim.ts";
import { bfloat16, float32, int64 } from "../../server/src/tensor/dtype.ts";
import { tensorState } from "../../server/src/tensor/op.ts";
import { Tensor } from "../../server/src/tensor/tensor.ts";
import { functionalNamespace, torchNamespace } from "../../server/src/torch/native.ts";

const frame: Frame = { parent: null, site: null, callee: null, file: null, receiver: null };

/** A context for native functions that call at most other native functions. */
function createContext(): Context {
  const context: Context = {
    frame,
    site: null,
    state: new Map(),
    call: (callee, args, kwargs = noKwargs) => {
      if (callee instanceof BoundMethod) return context.call(callee.func, [callee.self, ...args], kwargs);
      assert.ok(callee instanceof Builtin);
      return callee.run(context, args, kwargs);
    },
    callOn: (_, callee, args, kwargs) => context.call(callee, args, kwargs),
    getattr: (_, name) => context.unknown(name),
    findattr: () => undefined,
    setattr: () => undefined,
    iterate: (value) =>
      value instanceof PyTuple || value instanceof PyList ? value.items : context.unknown("iterate"),
    truth: (value) => value === true,
    str: String,
    repr: String,
    unknown: (message) => new Unknown({ message, site: null }),
    touch: () => undefined,
    missing: () => undefined,
  };
  return context;
}

interface Options {
  readonly kwargs?: Readonly<Record<string, Value>>;
  readonly prepare?: (context: Context) => void;
}

interface Outcome {
  readonly value: Value;
  readonly shape: string;
  readonly dtype: string;
  readonly flops: string;
  readonly backward: string;
  readonly guards: readonly string[];
}

/** Calls `F.<name>`, or `torch.<name>` where there is none. */
function call(name: string, args: readonly Value[], { kwargs = {}, prepare }: Options = {}): Outcome {
  const context = createContext();
  prepare?.(context);
  const callee = functionalNamespace().get(name) ?? torchNamespace().get(name);
  assert.ok(callee instanceof Builtin, name);
  const value = callee.run(context, args, new Map(Object.entries(kwargs)));
  const first = value instanceof PyTuple ? value.items[0] : value;
  const { records, guards } = tensorState(context).trace;
  const total = (count: (record: (typeof records)[number]) => Dim): string =>
    printDim(records.reduce<Dim>((sum, record) => add(sum, count(record)), 0));
  return {
    value,
    shape: first instanceof Tensor ? first.shape.map((dim) => printDim(dim)).join(", ") : "no tensor",
    dtype: first instanceof Tensor ? first.dtype.name : "",
    flops: total((record) => record.flops),
    backward: total((record) => record.backward),
    guards: [...guards].map((guard) => printGuard(guard)),
  };
}

/** A tensor that needs a gradient. */
const learned = (...shape: Dim[]): Tensor => new Tensor(shape, float32, { requiresGrad: true });
const plain = (...shape: Dim[]): Tensor => new Tensor(shape, float32);
const indices = (...shape: Dim[]): Tensor => new Tensor(shape, int64);

function messageOf(run: () => unknown): string {
  try {
    run();
  } catch (thrown) {
    assert.ok(thrown instanceof PyRaise);
    const args = thrown.exception.attrs.get("args");
    const message = args instanceof PyTuple ? args.items[0] : null;
    return `${thrown.exception.cls.name}: ${typeof message === "string" ? message : ""}`;
  }
  return "nothing raised";
}

describe("golden counts", () => {
  const weights = [learned(128, 16), learned(128, 32), learned(128), learned(128)];
  const zeros = [plain(1, 1, 32), plain(1, 1, 32)];
  const pads = { padding: 1 };
  const rows: readonly (readonly [string, () => Outcome, flops: number, backward: number])[] = [
    ["conv2d", () => call("conv2d", [learned(2, 3, 6, 6), learned(6, 3, 4, 4)], { kwargs: pads }), 28800, 57600],
    ["conv1d", () => call("conv1d", [learned(2, 3, 6), learned(6, 3, 4)], { kwargs: pads }), 1440, 2880],
    [
      "grouped conv2d",
      () => call("conv2d", [plain(1, 8, 32, 32), learned(16, 2, 3, 3)], { kwargs: { ...pads, groups: 4 } }),
      589824,
      589824,
    ],
    [
      "conv_transpose2d",
      () => call("conv_transpose2d", [learned(1, 8, 16, 16), learned(8, 16, 4, 4)], { kwargs: { ...pads, stride: 2 } }),
      1048576,
      2097152,
    ],
    [
      "depthwise conv_transpose2d",
      () =>
        call("conv_transpose2d", [plain(1, 8, 16, 16), plain(8, 1, 4, 4)], {
          kwargs: { ...pads, stride: 2, groups: 8 },
        }),
      65536,
      0,
    ],
    [
      "attention",
      () => call("scaled_dot_product_attention", [learned(4, 8, 128, 64), plain(4, 8, 128, 64), plain(4, 8, 128, 64)]),
      134217728,
      335544320,
    ],
    ["lstm", () => call("_lstm", [plain(20, 1, 16), new PyList(zeros), new PyList(weights)]), 245760, 401408],
    ["linear", () => call("linear", [plain(32, 784), learned(128, 784), learned(128)]), 6422528, 6422528],
    ["matmul", () => call("matmul", [learned(2, 3, 4), learned(4, 5)]), 240, 480],
    ["einsum", () => call("einsum", ["bhqd,bhkd->bhqk", learned(2, 3, 4, 5), learned(2, 3, 6, 5)]), 1440, 2880],
    ["einsum of three", () => call("einsum", ["bn,anm,bm->ba", plain(2, 3), learned(4, 3, 5), plain(2, 5)]), 320, 320],
    ["an outer product", () => call("einsum", ["i,j->ij", learned(2), learned(3)]), 0, 0],
    ["matrix times vector", () => call("mv", [learned(3, 4), learned(4)]), 24, 0],
  ];
  for (const [name, run, flops, backward] of rows)
    it(name, () => {
      const found = run();
      assert.deepEqual([found.flops, found.backward], [String(flops), String(backward)]);
    });
});

describe("symbolic sizes", () => {
  const B = symbol("B", 8);
  const T = symbol("T", 1024);
  const H = symbol("H", 224);
  const cases: readonly (readonly [string, () => Outcome, shape: string, flops: string])[] = [
    ["linear", () => call("linear", [plain(B, T, 64), plain(256, 64)]), "B, T, 256", "32768·B·T"],
    ["matmul", () => call("matmul", [plain(B, 8, T, 64), plain(B, 8, 64, T)]), "B, 8, T, T", "1024·B·T²"],
    [
      "attention",
      () => call("scaled_dot_product_attention", [plain(B, 8, T, 64), plain(B, 8, T, 64), plain(B, 8, T, 64)]),
      "B, 8, T, 64",
      "2048·B·T²",
    ],
    ["einsum", () => call("einsum", ["btd,bsd->bts", plain(B, T, 64), plain(B, T, 64)]), "B, T, T", "128·B·T²"],
    [
      "conv2d of stride 1",
      () => call("conv2d", [plain(B, 3, H, H), plain(64, 3, 3, 3)], { kwargs: { padding: 1 } }),
      "B, 64, H, H",
      "3456·B·H²",
    ],
    [
      "patches",
      () => call("conv2d", [plain(B, 3, H, H), plain(768, 3, 16, 16)], { kwargs: { stride: 16 } }),
      "B, 768, H // 16, H // 16",
      "1179648·B·(H // 16)²",
    ],
    ["max_pool2d", () => call("max_pool2d", [plain(B, 64, H, H), 2]), "B, 64, H // 2, H // 2", "0"],
    ["adaptive_avg_pool2d", () => call("adaptive_avg_pool2d", [plain(B, 64, H, H), 1]), "B, 64, 1, 1", "0"],
    [
      "interpolate by 2",
      () => call("interpolate", [plain(B, 3, H, H)], { kwargs: { scale_factor: new PyFloat(2) } }),
      "B, 3, 2·H, 2·H",
      "0",
    ],
    [
      "interpolate by a half",
      () => call("interpolate", [plain(B, 3, H, H)], { kwargs: { scale_factor: new PyFloat(0.5) } }),
      "B, 3, H // 2, H // 2",
      "0",
    ],
    ["pad", () => call("pad", [plain(B, T), new PyTuple([1, 2])]), "B, T + 3", "0"],
    ["pixel_shuffle", () => call("pixel_shuffle", [plain(B, 12, H, H), 2]), "B, 3, 2·H, 2·H", "0"],
    ["embedding", () => call("embedding", [indices(B, T), plain(50257, 768)]), "B, T, 768", "0"],
    ["layer_norm", () => call("layer_norm", [plain(B, T, 768), new PyTuple([768])]), "B, T, 768", "0"],
    ["group_norm", () => call("group_norm", [plain(B, 64, H, H), 32]), "B, 64, H, H", "0"],
    ["cross_entropy", () => call("cross_entropy", [plain(mul(B, T), 50257), indices(mul(B, T))]), "", "0"],
    [
      "lstm",
      () =>
        call("_lstm", [
          plain(T, B, 16),
          new PyList([plain(1, B, 32), plain(1, B, 32)]),
          new PyList([plain(128, 16), plain(128, 32), plain(128), plain(128)]),
        ]),
      "T, B, 32",
      "12288·B·T",
    ],
  ];
  for (const [name, run, shape, flops] of cases)
    it(name, () => {
      const found = run();
      assert.deepEqual([found.shape, found.flops], [shape, flops]);
    });

  it("a size that only its default makes fit is a guard", () => {
    assert.deepEqual(call("linear", [plain(B, T), plain(10, 1024)]).guards, ["T = 1024"]);
  });

  it("a factor that no formula holds counts by the default", () => {
    const found = call("interpolate", [plain(1, 3, H, 8)], { kwargs: { scale_factor: new PyFloat(1.3) } });
    assert.deepEqual([found.shape, found.guards], ["1, 3, 291, 10", ["H = 224"]]);
  });

  it("a symbol in a message reads as in the code", () => {
    assert.equal(
      messageOf(() => call("linear", [plain(B, 10), plain(5, 784)])),
      "RuntimeError: mat1 and mat2 shapes cannot be multiplied (Bx10 and 784x5)",
    );
  });
});

describe("autocast", () => {
  const prepare = (context: Context): void => {
    tensorState(context).autocast = bfloat16;
  };
  const cases: readonly (readonly [string, readonly Value[], string])[] = [
    ["linear", [plain(2, 3), plain(4, 3), plain(4)], "bfloat16"],
    ["conv2d", [plain(1, 3, 8, 8), plain(4, 3, 3, 3)], "bfloat16"],
    ["layer_norm", [new Tensor([2, 3], bfloat16), new PyTuple([3]), plain(3)], "float32"],
    ["softmax", [new Tensor([2, 3], bfloat16), 1], "float32"],
    ["batch_norm", [new Tensor([2, 3], bfloat16), plain(3), plain(3)], "bfloat16"],
    ["cross_entropy", [new Tensor([2, 3], bfloat16), indices(2)], "float32"],
    ["max_pool2d", [new Tensor([1, 3, 8, 8], bfloat16), 2], "bfloat16"],
  ];
  for (const [name, args, dtype] of cases)
    it(`${name} gives ${dtype}`, () => {
      assert.equal(call(name, args, { prepare }).dtype, dtype);
    });
});

describe("what is not recorded", () => {
  it("dropout outside of training is its input", () => {
    const x = plain(2, 3);
    assert.equal(call("dropout", [x], { kwargs: { training: false } }).value, x);
  });
  it("one_hot without a number of classes depends on the values", () => {
    assert.ok(call("one_hot", [indices(4)]).value instanceof Unknown);
  });
});
