// What inputs a Keras model is guessed to take when nothing states them: layers of Keras take their sizes from the first input,
// so that no error tells what was meant. The kind of the first layer that is called does.

import { isLayerClass } from "../keras/graph.ts";
import type { PyInstance } from "../python/values.ts";
import { symbol } from "../symbolic/dim.ts";
import type { Shape } from "../tensor/tensor.ts";
import type { Trace } from "../tensor/trace.ts";
import { receiversFrom } from "./places.ts";

export interface LayerGuess {
  readonly shape: Shape;
  readonly integer: boolean;
  readonly why: string;
}

const batch = symbol("B", 1);

/** Sizes stand for what a user would have to say: they are assumed. */
const kinds = {
  tokens: { shape: [batch, 128], integer: true, what: "token ids" },
  features: { shape: [batch, 128], integer: false, what: "128 features assumed" },
  sequence: { shape: [batch, 128, 64], integer: false, what: "a sequence of 64 features assumed" },
  picture: { shape: [batch, 28, 28], integer: false, what: "28×28 assumed" },
  image: { shape: [batch, 224, 224, 3], integer: false, what: "an image assumed" },
  video: { shape: [batch, 16, 112, 112, 3], integer: false, what: "a video assumed" },
} as const satisfies Readonly<Record<string, { shape: Shape; integer: boolean; what: string }>>;

/** The first that matches a layer's class; layers that take whatever comes match none. */
const layers: readonly (readonly [RegExp, keyof typeof kinds])[] = [
  [/^Embedding$|^ReversibleEmbedding$|^CategoryEncoding$/, "tokens"],
  [/^Dense$|^Normalization$|^Discretization$|^RepeatVector$/, "features"],
  [/^Flatten$/, "picture"],
  [/^ConvLSTM1D$/, "image"],
  [/^ConvLSTM2D$|3D(Transpose)?$/, "video"],
  [
    /LSTM|GRU|RNN|^Bidirectional$|^TimeDistributed$|1D(Transpose)?$|Attention$|^EinsumDense$|^LayerNormalization$/,
    "sequence",
  ],
  [/2D(Transpose)?$|^Rescaling$|^Resizing$|^CenterCrop$|^Random|^ZeroPadding/, "image"],
];

/** What the first layer says that a run called on its inputs; null where it is none that says anything. */
export function guessByFirstLayer(trace: Trace): LayerGuess | null {
  for (const { frame } of trace.records) {
    const layer = outermost([...receiversFrom(frame)].map(([receiver]) => receiver));
    const kind = layer === null ? undefined : layers.find(([pattern]) => pattern.test(layer.cls.name))?.[1];
    if (layer === null || kind === undefined) continue;
    const { shape, integer, what } = kinds[kind];
    return { shape, integer, why: `${what} for the first ${layer.cls.name}` };
  }
  return null;
}

/** Of the layers around an op, innermost first, the outermost of Keras's own that is no model. */
function outermost(around: readonly PyInstance[]): PyInstance | null {
  const own = around.filter(
    ({ cls }) =>
      isLayerClass(cls) && cls.site?.unit.file.library === true && !/^(Sequential|Functional|Model)$/.test(cls.name),
  );
  return own[own.length - 1] ?? null;
}
