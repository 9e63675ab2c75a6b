// Shapes with symbols through views, indices, joins and creation: `program → shape · what the defaults decided`.

import assert from "node:assert/strict";
import test from "node:test";
import { Unknown } from "../../server/src/python/values.ts";
import type { Value } from "../../server/src/python/values.ts";
import { printDim, symbol } from "../../server/src/symbolic/dim.ts";
import { Tensor } from "../../server/src/tensor/tensor.ts";
import { Evaluator } from "./rows.ts";

const names = { B: symbol("B", 8), T: symbol("T", 64), H: symbol("H", 224) };

/** Inputs: x[B, T, 12], img[B, 3, H, H], ids[B, T] of ints, pos[1024, 12]. */
const inputs = [
  "import torch",
  "import torch.nn.functional as F",
  "x = torch.randn(B, T, 12)",
  "img = torch.randn(B, 3, H, H)",
  "ids = torch.zeros(B, T, dtype=torch.long)",
  "pos = torch.randn(1024, 12)",
];

const table = `
x.view(B, T, 4, 3)                             → [B, T, 4, 3]
x.view(B, T, 4, -1).transpose(1, 2)            → [B, 4, T, 3]
x.view(-1, 12)                                 → [B·T, 12]
x.flatten(1)                                   → [B, 12·T]
x.reshape(B * T, 3, 4)                         → [B·T, 3, 4]
x.permute(0, 2, 1)                             → [B, 12, T]
x.transpose(1, 2).reshape(B, -1)               → [B, 12·T]
x.unflatten(-1, (4, 3))                        → [B, T, 4, 3]
x.view(B // 2, 2, T, 12)                       → [B // 2, 2, T, 12] · 2·(B // 2) = B
x[:, -1]                                       → [B, 12]
x[:, 0]                                        → [B, 12]
x[:, :T // 2]                                  → [B, T // 2, 12]
x[:, 1:]                                       → [B, T − 1, 12]
x[:, :-1]                                      → [B, T − 1, 12]
x[:, ::2]                                      → [B, ⌈T / 2⌉, 12]
x[..., None, :]                                → [B, T, 1, 12]
pos[:T]                                        → [T, 12] · T ≤ 1024
x + pos[:T]                                    → [B, T, 12] · T ≤ 1024
pos[torch.arange(T)]                           → [T, 12]
pos[ids]                                       → [B, T, 12]
x[torch.arange(B), ids[:, 0]]                  → [B, 12]
torch.arange(T)                                → [T]
torch.arange(0, T, 2)                          → [⌈T / 2⌉]
torch.arange(T, device=x.device)[None, :]      → [1, T]
torch.ones(T, T).tril().view(1, 1, T, T)       → [1, 1, T, T]
torch.zeros_like(x)                            → [B, T, 12]
x.mean(1)                                      → [B, 12]
x.sum(dim=(0, 1))                              → [12]
x.max(dim=1).values                            → [B, 12]
x.topk(3, dim=1).indices                       → [B, 3, 12] · T ≥ 3
x.chunk(3, dim=-1)[0]                          → [B, T, 4]
x.split(4, dim=2)[2]                           → [B, T, 4]
x.split([T - 1, 1], dim=1)[0]                  → [B, T − 1, 12]
torch.cat([x, x], dim=1)                       → [B, 2·T, 12]
torch.cat([x, x[:, :1]], dim=1)                → [B, T + 1, 12]
torch.stack([x, x])                            → [2, B, T, 12]
torch.stack(x.unbind(2))                       → [12, B, T]
x.expand(2, -1, -1, -1)                        → [2, B, T, 12]
x[:, :1].expand(-1, T, -1)                     → [B, T, 12]
x.repeat(1, 2, 1)                              → [B, 2·T, 12]
x.repeat_interleave(2, dim=1)                  → [B, 2·T, 12]
img.unfold(2, 16, 16)                          → [B, 3, H // 16, H, 16] · H ≥ 16
img.flatten(2).transpose(1, 2)                 → [B, H², 3]
img[:, :, ::2, 1::2]                           → [B, 3, ⌈H / 2⌉, H // 2]
img.mean((2, 3))                               → [B, 3]
img.view(B, 3, H // 16, 16, H // 16, 16)       → [B, 3, H // 16, 16, H // 16, 16] · 256·(H // 16)² = H²
torch.meshgrid(torch.arange(H), torch.arange(T), indexing="ij")[0] → [H, T]
torch.where(ids[..., None] > 0, x, 0)          → [B, T, 12]
x.gather(1, ids[:, :1, None].expand(-1, -1, 12)) → [B, 1, 12]
x.diagonal(0, 1, 2)                            → [B, 12] · T > 12
x + x.transpose(0, 1)                          → RuntimeError: The size of tensor a (T) must match the size of tensor b (B) at non-singleton dimension 1
x.view(B, T, 5, -1)                            → RuntimeError: shape '[B, T, 5, -1]' is invalid for input of size 12·B·T
x.transpose(1, 2).view(B, -1)                  → RuntimeError: view size is not compatible with input tensor's size and stride (at least one dimension spans across two contiguous subspaces). Use .reshape(...) instead.
torch.cat([x, img.flatten(2)], dim=1)          → RuntimeError: Sizes of tensors must match except in dimension 1. Expected size 12 but got size H² for tensor number 1 in the list.
`;

test("symbolic shapes", async () => {
  const evaluator = await Evaluator.create();
  const rows = table
    .trim()
    .split("\n")
    .map((line) => line.split("→").map((part) => part.trim()));
  const got = rows.map(([call = ""]) => {
    const { value, error, guards } = evaluator.run({ setup: [], statements: inputs, call, grad: false, names });
    return `${call} → ${error ?? [shown(value), ...guards].join(" · ")}`;
  });
  assert.deepEqual(
    got,
    rows.map((row) => row.join(" → ")),
  );
});

function shown(value: Value): string {
  if (value instanceof Unknown) return `not known: ${value.reason.message}`;
  return value instanceof Tensor ? `[${value.shape.map((dim) => printDim(dim)).join(", ")}]` : "no tensor";
}
