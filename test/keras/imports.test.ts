// Names of Keras under every path that programs import them by: they are the ones that Keras has today.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Evaluator } from "../torch/rows.ts";

/** A statement that imports a name, and where Keras 3 has it. */
const imports: readonly (readonly [statement: string, today: string])[] = [
  ["from keras.layers.core import Dense", "keras.layers.Dense"],
  ["from keras.layers.convolutional import Conv2D", "keras.layers.Conv2D"],
  ["from keras.layers.normalization import BatchNormalization", "keras.layers.BatchNormalization"],
  ["from keras.layers.advanced_activations import LeakyReLU", "keras.layers.LeakyReLU"],
  ["from keras.layers.recurrent import LSTM", "keras.layers.LSTM"],
  ["from keras.layers.merge import concatenate", "keras.layers.concatenate"],
  ["from keras.layers.experimental.preprocessing import Rescaling", "keras.layers.Rescaling"],
  ["from tensorflow.python.keras.layers import Dense", "keras.layers.Dense"],
  ["from keras.engine.topology import Layer", "keras.layers.Layer"],
  ["from keras.engine import InputSpec", "keras.InputSpec"],
  ["from keras.engine.training import Model", "keras.Model"],
  ["from keras.utils.np_utils import to_categorical", "keras.utils.to_categorical"],
  ["from keras.utils import np_utils", "keras.utils"],
  ["from keras.callbacks.callbacks import EarlyStopping", "keras.callbacks.EarlyStopping"],
  ["from keras.objectives import mean_squared_error", "keras.losses.mean_squared_error"],
  ["from tensorflow.keras.optimizers.experimental import AdamW", "keras.optimizers.AdamW"],
  ["from keras_preprocessing.image import ImageDataGenerator", "keras.preprocessing.image.ImageDataGenerator"],
  ["from keras.datasets.mnist import load_data", "keras.datasets.mnist.load_data"],
  ["from tensorflow.keras.datasets.cifar10 import load_data", "keras.datasets.cifar10.load_data"],
];

for (const [statement, today] of imports)
  test(statement, async () => {
    const evaluator = await Evaluator.create();
    const name = statement.split(" ").pop() ?? "";
    const run = evaluator.run({
      setup: [],
      statements: [statement, "import keras"],
      call: `${name} is ${today}`,
      grad: false,
    });
    assert.deepEqual([run.error, run.value], [null, true]);
  });

test("the order in which a project's files import parts of Keras does not matter", async () => {
  for (const first of ["keras.layers", "keras.initializers", "keras.ops", "keras.optimizers", "tensorflow"]) {
    const evaluator = await Evaluator.create();
    evaluator.run({ setup: [], statements: [`import ${first}`], call: `dir(${first})`, grad: false });
    evaluator.run({ setup: [], statements: ["from keras.layers import Dense"], call: "Dense", grad: false });
    const run = evaluator.run({
      setup: [],
      statements: ["from keras import Layer"],
      call: "isinstance(Layer, type)",
      grad: false,
    });
    assert.deepEqual([first, run.error, run.value], [first, null, true]);
  }
});

test("data sets have the shapes that Keras documents", async () => {
  const evaluator = await Evaluator.create();
  const shapes = (call: string) =>
    evaluator.run({
      setup: ["from keras import datasets"],
      statements: [`(x, y), (u, v) = datasets.${call}`, "shapes = [a.shape for a in (x, y, u, v)]"],
      call: "str(shapes)",
      grad: false,
    }).value;
  assert.equal(shapes("mnist.load_data()"), "[(60000, 28, 28), (60000,), (10000, 28, 28), (10000,)]");
  assert.equal(shapes("cifar100.load_data()"), "[(50000, 32, 32, 3), (50000, 1), (10000, 32, 32, 3), (10000, 1)]");
  assert.equal(shapes("boston_housing.load_data()"), "[(404, 13), (404,), (102, 13), (102,)]");
  assert.equal(shapes("california_housing.load_data('small')"), "[(480, 8), (480,), (120, 8), (120,)]");
  assert.equal(shapes("reuters.load_data(test_split=0.5)"), "[(5614,), (5614,), (5614,), (5614,)]");
});
