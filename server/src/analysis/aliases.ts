// Modules that are another one under a second name: tf.keras, and where Keras and TensorFlow had things before.

/** Packages that are another one under a second name. */
const aliases: readonly (readonly [name: string, real: string])[] = [
  ["tensorflow.keras", "keras"],
  ["tensorflow.python.keras", "keras"],
  ["tensorflow.compat.v1.keras", "keras"],
  ["tensorflow.compat.v2.keras", "keras"],
  ["tf_keras", "keras"],
  ["keras.api", "keras"],
  ["keras.src.layers.layer", "keras.src.layer"],
  ["keras.src.models", "keras.models"],
  ["keras.src.activations", "keras.activations"],
  ["keras.src.initializers", "keras.initializers"],
  ["keras.src.regularizers", "keras.regularizers"],
  ["keras.src.constraints", "keras.constraints"],
  ["keras.src.losses", "keras.losses"],
  ["keras.src.metrics", "keras.metrics"],
  ["keras.src.optimizers", "keras.optimizers"],
  ["keras.src.callbacks", "keras.callbacks"],
  ["keras.src.dtype_policies.dtype_policy", "keras.src.policies"],
  ["keras.layers.experimental.preprocessing", "keras.layers"],
  ["keras.layers.experimental", "keras.layers"],
  // Where Keras 2 had them.
  ...within("keras.layers", [
    "advanced_activations activation attention convolutional convolutional_recurrent core cudnn_recurrent embeddings local",
    "merge merging noise normalization pooling preprocessing.image_preprocessing preprocessing recurrent regularization",
    "reshaping rnn wrappers",
  ]),
  ...within("keras.utils", ["conv_utils data_utils generic_utils io_utils layer_utils np_utils tf_utils vis_utils"]),
  ...within("keras", ["engine.base_layer engine.functional engine.input_layer engine.input_spec engine.network"]),
  ...within("keras", ["engine.sequential engine.topology engine.training engine"]),
  ["keras.src.engine", "keras.engine"],
  ["keras.backend.tensorflow_backend", "keras.backend"],
  ["keras.callbacks.callbacks", "keras.callbacks"],
  ["keras.initializers.initializers_v2", "keras.initializers"],
  ["keras.initializers.initializers", "keras.initializers"],
  ["keras.mixed_precision.experimental", "keras.mixed_precision"],
  ["keras.objectives", "keras.losses"],
  ["keras.optimizers.experimental", "keras.optimizers"],
  ["keras_preprocessing", "keras.preprocessing"],
];

/** Parts of a module whose names all stand in it. */
function within(module: string, parts: readonly string[]): (readonly [string, string])[] {
  return parts.flatMap((line) => line.split(" ")).map((part) => [`${module}.${part}`, module]);
}

/** The name under which a module is modelled. */
export function realName(name: string): string {
  for (const [alias, real] of aliases)
    if (name === alias || name.startsWith(`${alias}.`)) return realName(real + name.slice(alias.length));
  return name;
}
