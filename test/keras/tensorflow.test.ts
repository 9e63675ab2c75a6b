// TensorFlow's own functions: calls, and the shapes and dtypes that TensorFlow documents for them. Each group names the rule
// that its answers follow.

import assert from "node:assert/strict";
import { test } from "node:test";
import { PyDict, PyFloat, PyList, PyTuple, Unknown } from "../../server/src/python/values.ts";
import type { Value } from "../../server/src/python/values.ts";
import { hintOf, isSymbolic } from "../../server/src/symbolic/dim.ts";
import { Tensor } from "../../server/src/tensor/tensor.ts";
import { Evaluator } from "../torch/rows.ts";

/** `call → answer`: a tensor is `dtype[shape]`, with `None` for a dim that is known only when the model runs. */
type Row = readonly [call: string, answer: string];

const setup = [
  "import tensorflow as tf",
  "import tensorflow_datasets as tfds",
  "import torch",
  "from tensorflow import keras",
  "from _keras import symbol",
  "image = tf.zeros((2, 9, 8, 3))",
  "kernel = tf.Variable(tf.zeros((3, 3, 3, 16)))",
  "batch = torch.zeros((symbol('B', 4), 7))",
  "symbols = keras.Input((8, 6))",
];

const groups: Readonly<Record<string, readonly Row[]>> = {
  // tf.constant: Python's ints become int32, floats float32; tf.range likewise; tf.Variable keeps its initial value's dtype.
  making: [
    ["tf.constant(5)", "int32[]"],
    ["tf.constant([1.0, 2.0])", "float32[2]"],
    ["tf.constant(0.0, shape=(2, 3))", "float32[2, 3]"],
    ["tf.constant([1, 2, 3, 4], shape=(2, 2))", "int32[2, 2]"],
    ["tf.range(5)", "int32[5]"],
    ["tf.range(3, 18, 3)", "int32[5]"],
    ["tf.range(0.0, 1.0, 0.25)", "float32[4]"],
    ["tf.linspace(10.0, 12.0, 3)", "float32[3]"],
    ["tf.eye(2, num_columns=3, batch_shape=[4])", "float32[4, 2, 3]"],
    ["tf.fill([2, 3], 9)", "int32[2, 3]"],
    ["tf.zeros_like(image, dtype=tf.int32)", "int32[2, 9, 8, 3]"],
    ["tf.Variable([1, 2])", "int32[2]"],
    ["tf.random.normal([2, 3], dtype=tf.float64)", "float64[2, 3]"],
    ["tf.random.uniform((2,), maxval=5, dtype=tf.int64)", "int64[2]"],
    ["tf.random.categorical(tf.zeros((2, 5)), 3)", "int64[2, 3]"],
    ["tf.random.gamma([10], [0.5, 1.5])", "float32[10, 2]"],
    ["tf.one_hot([0, 1, 2], 10)", "float32[3, 10]"],
    ["tf.one_hot([[0, 1], [1, 0]], 3, axis=1, dtype=tf.int32)", "int32[2, 3, 2]"],
    ["tf.sequence_mask([1, 3, 2], 5)", "bool[3, 5]"],
    // Cartesian ("xy") indexing swaps the first two dims.
    ["tf.meshgrid(tf.range(3), tf.range(4))", "[int32[4, 3], int32[4, 3]]"],
    ["tf.meshgrid(tf.range(3), tf.range(4), indexing='ij')", "[int32[3, 4], int32[3, 4]]"],
  ],
  // tf.shape: an int32 vector, which computes element by element; what is known of it is used in shapes.
  shapes: [
    ["tf.shape(image)[0]", "2"],
    ["tf.shape(image)[1:3] * 2", "[18, 16]"],
    ["tf.shape(batch)", "[None, 7]"],
    ["tf.rank(image)", "4"],
    ["tf.size(image)", "432"],
    ["image.shape.as_list()", "[2, 9, 8, 3]"],
    ["image.get_shape().rank", "4"],
    ["image.shape.num_elements()", "432"],
    ["tf.TensorShape([None, 3]).as_list()", "[null, 3]"],
    ["tf.TensorShape([2, 3]).concatenate([4])", "[2, 3, 4]"],
    ["tf.reshape(batch, [tf.shape(batch)[0], 7, 1])", "float32[None, 7, 1]"],
    ["tf.reshape(image, [-1, 3])", "float32[144, 3]"],
    ["tf.reshape(image, tf.constant([2, 216]))", "float32[2, 216]"],
    ["tf.zeros(tf.concat([tf.shape(batch)[:1], [3]], 0))", "float32[None, 3]"],
    ["tf.tile(tf.zeros((1, 7)), [tf.shape(batch)[0], 2])", "float32[None, 14]"],
    ["tf.transpose(image)", "float32[3, 8, 9, 2]"],
    ["tf.transpose(image, perm=[0, 3, 1, 2])", "float32[2, 3, 9, 8]"],
    ["tf.squeeze(tf.zeros((1, 2, 1, 3)))", "float32[2, 3]"],
    ["tf.squeeze(tf.zeros((1, 2, 1, 3)), [2])", "float32[1, 2, 3]"],
    ["tf.expand_dims(image, -1)", "float32[2, 9, 8, 3, 1]"],
    ["tf.broadcast_to(tf.zeros((3,)), [4, 3])", "float32[4, 3]"],
  ],
  joining: [
    ["tf.concat([image, image], axis=-1)", "float32[2, 9, 8, 6]"],
    ["tf.stack([image, image], axis=1)", "float32[2, 2, 9, 8, 3]"],
    ["tf.unstack(tf.zeros((3, 4)), axis=1)", "[float32[3], float32[3], float32[3], float32[3]]"],
    ["tf.split(tf.zeros((6, 4)), 2)", "[float32[3, 4], float32[3, 4]]"],
    ["tf.split(tf.zeros((6, 4)), [1, -1, 2])", "[float32[1, 4], float32[3, 4], float32[2, 4]]"],
    ["tf.repeat(tf.zeros((2, 3)), 2, axis=1)", "float32[2, 6]"],
    ["tf.repeat(tf.zeros((2, 3)), 2)", "float32[12]"],
  ],
  // tf.gather: params.shape[:axis] + indices.shape[batch_dims:] + params.shape[axis + 1:].
  indexing: [
    ["tf.gather(image, [0, 1, 1], axis=1)", "float32[2, 3, 8, 3]"],
    ["tf.gather(image, 0)", "float32[9, 8, 3]"],
    ["tf.gather(tf.zeros((5, 3)), [[0, 1], [2, 3]])", "float32[2, 2, 3]"],
    ["tf.gather(tf.zeros((2, 5, 3)), tf.zeros((2, 4), tf.int32), batch_dims=1)", "float32[2, 4, 3]"],
    ["tf.gather(tf.zeros((2, 5, 7, 3)), tf.zeros((2, 4), tf.int32), axis=2, batch_dims=1)", "float32[2, 5, 4, 3]"],
    ["tf.gather_nd(image, [[0, 1], [1, 1]])", "float32[2, 8, 3]"],
    ["tf.gather_nd(tf.zeros((2, 5, 3)), tf.zeros((2, 4, 1), tf.int32), batch_dims=1)", "float32[2, 4, 3]"],
    ["tf.scatter_nd([[1], [2]], [5.0, 6.0], [8])", "float32[8]"],
    ["tf.slice(image, [0, 1, 1, 0], [-1, 2, 3, -1])", "float32[2, 2, 3, 3]"],
    ["tf.strided_slice(image, [0, 0], [2, 9], [1, 2])", "float32[2, 5, 8, 3]"],
    ["tf.pad(tf.zeros((2, 3)), [[1, 1], [2, 2]])", "float32[4, 7]"],
    ["tf.pad(tf.zeros((2, 3)), tf.constant([[1, 1], [2, 2]]), 'REFLECT')", "float32[4, 7]"],
    ["tf.pad(tf.zeros((2, 3)), [[2, 2], [3, 3]], mode='SYMMETRIC')", "float32[6, 9]"],
    ["tf.where(image > 0, image, 0.0)", "float32[2, 9, 8, 3]"],
  ],
  // tf.argmax: int64, axis 0 unless given; tf.argsort and the indices of top_k: int32.
  sorting: [
    ["tf.argmax(image)", "int64[9, 8, 3]"],
    ["tf.argmax(image, axis=-1, output_type=tf.int32)", "int32[2, 9, 8]"],
    ["tf.argsort(image)", "int32[2, 9, 8, 3]"],
    ["tf.sort(image, axis=1, direction='DESCENDING')", "float32[2, 9, 8, 3]"],
    ["tf.math.top_k(tf.zeros((2, 10)), k=3)", "[float32[2, 3], int32[2, 3]]"],
  ],
  // Reductions keep the dtype, also of ints; over all axes unless given.
  reducing: [
    ["tf.reduce_sum(tf.constant([[1, 2]]))", "int32[]"],
    ["tf.reduce_mean(image, [1, 2])", "float32[2, 3]"],
    ["tf.reduce_mean(tf.constant([1, 2]))", "int32[]"],
    ["tf.reduce_max(image, axis=-1, keepdims=True)", "float32[2, 9, 8, 1]"],
    ["tf.reduce_prod(tf.zeros((2, 3)), axis=[0, 1])", "float32[]"],
    ["tf.reduce_any(image > 0, axis=0)", "bool[9, 8, 3]"],
    ["tf.reduce_logsumexp(image, axis=1)", "float32[2, 8, 3]"],
    ["tf.math.reduce_std(image, 0)", "float32[9, 8, 3]"],
    ["tf.cumsum(tf.constant([1, 2]))", "int32[2]"],
    ["tf.norm(image)", "float32[]"],
    ["tf.norm(image, axis=-1, keepdims=True)", "float32[2, 9, 8, 1]"],
    ["tf.nn.moments(image, axes=[0, 1, 2])", "[float32[3], float32[3]]"],
  ],
  products: [
    ["tf.matmul(tf.zeros((2, 3, 4)), tf.zeros((2, 5, 4)), transpose_b=True)", "float32[2, 3, 5] · 240"],
    ["tf.einsum('bij,jk->bik', tf.zeros((2, 3, 4)), tf.zeros((4, 5)))", "float32[2, 3, 5] · 240"],
    ["tf.tensordot(tf.zeros((2, 3, 4)), tf.zeros((4, 5)), 1)", "float32[2, 3, 5] · 240"],
    ["tf.tensordot(tf.zeros((2, 3, 4)), tf.zeros((5, 2)), [[0], [1]])", "float32[3, 4, 5] · 240"],
    ["tf.zeros((2, 3)) @ tf.zeros((3, 4))", "float32[2, 4] · 48"],
  ],
  // SAME: ceil(size / stride); VALID: ceil((size - (kernel - 1) * dilation) / stride). 2 FLOPs a product of the kernel's window.
  convolutions: [
    ["tf.nn.conv2d(image, kernel, strides=[1, 2, 2, 1], padding='SAME')", "float32[2, 5, 4, 16] · 34560"],
    ["tf.nn.conv2d(image, kernel, 1, 'VALID')", "float32[2, 7, 6, 16] · 72576"],
    ["tf.nn.conv2d(image, kernel, 1, 'VALID', dilations=2)", "float32[2, 5, 4, 16] · 34560"],
    [
      "tf.nn.conv2d(image, kernel, 1, [[0, 0], [1, 1], [2, 2], [0, 0]])",
      `float32[2, 9, 10, 16] · ${String(2 * 27 * 2 * 90 * 16)}`,
    ],
    [
      "tf.nn.conv2d(tf.zeros((2, 3, 9, 8)), kernel, 1, 'SAME', data_format='NCHW')",
      `float32[2, 16, 9, 8] · ${String(2 * 27 * 2 * 72 * 16)}`,
    ],
    ["tf.nn.conv1d(tf.zeros((2, 10, 3)), tf.zeros((3, 3, 4)), 2, 'SAME')", "float32[2, 5, 4] · 720"],
    [
      "tf.nn.conv3d(tf.zeros((1, 4, 4, 4, 2)), tf.zeros((3, 3, 3, 2, 5)), [1, 1, 1, 1, 1], 'VALID')",
      "float32[1, 2, 2, 2, 5] · 4320",
    ],
    [
      "tf.nn.depthwise_conv2d(image, tf.zeros((3, 3, 3, 2)), [1, 1, 1, 1], 'SAME')",
      `float32[2, 9, 8, 6] · ${String(2 * 9 * 2 * 72 * 6)}`,
    ],
    [
      "tf.nn.conv2d_transpose(image, tf.zeros((3, 3, 5, 3)), [2, 18, 16, 5], 2)",
      `float32[2, 18, 16, 5] · ${String(2 * 9 * 3 * 5 * 2 * 72)}`,
    ],
    ["tf.nn.max_pool2d(image, 3, 2, 'SAME')", "float32[2, 5, 4, 3]"],
    ["tf.nn.max_pool(image, [1, 2, 2, 1], [1, 2, 2, 1], 'VALID')", "float32[2, 4, 4, 3]"],
    ["tf.nn.avg_pool2d(image, 2, 2, 'SAME')", "float32[2, 5, 4, 3]"],
    ["tf.nn.avg_pool1d(tf.zeros((2, 7, 3)), 2, 2, 'VALID')", "float32[2, 3, 3]"],
  ],
  nn: [
    ["tf.nn.softmax(image)", "float32[2, 9, 8, 3]"],
    ["tf.nn.crelu(image)", "float32[2, 9, 8, 6]"],
    ["tf.nn.embedding_lookup(tf.zeros((10, 4)), [[1, 2, 3]])", "float32[1, 3, 4]"],
    ["tf.nn.sigmoid_cross_entropy_with_logits(labels=image, logits=image)", "float32[2, 9, 8, 3]"],
    ["tf.nn.softmax_cross_entropy_with_logits(labels=image, logits=image)", "float32[2, 9, 8]"],
    ["tf.nn.sparse_softmax_cross_entropy_with_logits(labels=[1, 2], logits=tf.zeros((2, 10)))", "float32[2]"],
    ["tf.nn.l2_loss(image)", "float32[]"],
    ["tf.nn.space_to_depth(tf.zeros((1, 4, 6, 3)), 2)", "float32[1, 2, 3, 12]"],
    ["tf.nn.depth_to_space(tf.zeros((1, 2, 3, 12)), 2)", "float32[1, 4, 6, 3]"],
    ["tf.space_to_batch(tf.zeros((1, 4, 4, 3)), [2, 2], [[0, 0], [0, 0]])", "float32[4, 2, 2, 3]"],
    ["tf.batch_to_space(tf.zeros((4, 2, 2, 3)), [2, 2], [[0, 0], [0, 0]])", "float32[1, 4, 4, 3]"],
    ["tf.nn.local_response_normalization(image)", "float32[2, 9, 8, 3]"],
  ],
  // Grey is a weighted sum of three channels, which TensorFlow computes by a tensordot.
  // tf.image.resize: float32, but for the nearest neighbour; an image of that size already is returned as it is.
  images: [
    ["tf.image.resize(image, [16, 20])", "float32[2, 16, 20, 3]"],
    ["tf.image.resize(tf.zeros((9, 8, 3), tf.uint8), [4, 4])", "float32[4, 4, 3]"],
    ["tf.image.resize(tf.zeros((9, 8, 3), tf.uint8), [4, 4], method='nearest')", "uint8[4, 4, 3]"],
    ["tf.image.resize(tf.zeros((9, 8, 3), tf.uint8), [9, 8])", "uint8[9, 8, 3]"],
    ["tf.image.resize(tf.zeros((100, 50, 3)), [20, 20], preserve_aspect_ratio=True)", "float32[20, 10, 3]"],
    ["tf.image.resize_with_pad(image, 20, 30)", "float32[2, 20, 30, 3]"],
    ["tf.image.resize_with_crop_or_pad(image, 4, 12)", "float32[2, 4, 12, 3]"],
    ["tf.image.central_crop(tf.zeros((8, 8, 3)), 0.5)", "float32[4, 4, 3]"],
    ["tf.image.crop_to_bounding_box(image, 1, 1, 4, 5)", "float32[2, 4, 5, 3]"],
    ["tf.image.random_crop(image[0], [4, 5, 3])", "float32[4, 5, 3]"],
    ["tf.image.rgb_to_grayscale(tf.zeros((9, 8, 3), tf.uint8))", "uint8[9, 8, 1] · 432"],
    ["tf.image.grayscale_to_rgb(tf.zeros((9, 8, 1)))", "float32[9, 8, 3]"],
    ["tf.image.rot90(image)", "float32[2, 8, 9, 3]"],
    [
      "tf.image.extract_patches(tf.zeros((1, 10, 10, 1)), [1, 3, 3, 1], [1, 5, 5, 1], [1, 1, 1, 1], 'VALID')",
      "float32[1, 2, 2, 9]",
    ],
    ["tf.image.crop_and_resize(image, tf.zeros((5, 4)), tf.zeros((5,), tf.int32), [7, 6])", "float32[5, 7, 6, 3]"],
    ["tf.image.decode_jpeg(tf.io.read_file('x.jpg'), channels=3)", "uint8[None, None, 3]"],
  ],
  // stft: 1 + (samples - length) // step frames of fft_length // 2 + 1 bins; the FFT is the next power of two long.
  signal: [
    ["tf.signal.stft(tf.zeros((2, 1000)), 255, 128)", "complex64[2, 6, 129]"],
    ["tf.signal.frame(tf.zeros((1000,)), 100, 50)", "float32[19, 100]"],
    ["tf.signal.frame(tf.zeros((1000,)), 100, 60, pad_end=True)", "float32[17, 100]"],
    ["tf.signal.rfft(tf.zeros((2, 16)))", "complex64[2, 9]"],
    ["tf.signal.linear_to_mel_weight_matrix(80, 257)", "float32[257, 80]"],
  ],
  linalg: [
    ["tf.linalg.inv(tf.zeros((2, 3, 3)))", "float32[2, 3, 3]"],
    // s, u, v: singular values first.
    ["tf.linalg.svd(tf.zeros((4, 3)))", "[float32[3], float32[4, 3], float32[3, 3]]"],
    ["tf.linalg.diag(tf.zeros((2, 3)))", "float32[2, 3, 3]"],
    ["tf.linalg.diag_part(tf.zeros((2, 3, 3)))", "float32[2, 3]"],
    ["tf.linalg.band_part(tf.ones((4, 4)), -1, 0)", "float32[4, 4]"],
    ["tf.linalg.trace(tf.zeros((2, 3, 3)))", "float32[2]"],
  ],
  flow: [
    ["tf.map_fn(lambda t: tf.matmul(t, t), tf.zeros((3, 4, 4)))", "float32[3, 4, 4] · 384"],
    ["tf.scan(lambda a, t: a + t, tf.zeros((5, 2)))", "float32[5, 2]"],
    ["tf.while_loop(lambda i, s: i < 3, lambda i, s: (i + 1, s * 2.0), (0, tf.ones((2,))))", "[3, float32[2]]"],
    ["tf.cond(tf.constant(True), lambda: tf.zeros((2,)), lambda: tf.zeros((3,)))", "float32[2]"],
    ["tf.TensorArray(tf.float32, 2).write(0, image).write(1, image).stack()", "float32[2, 2, 9, 8, 3]"],
    ["[int(i) for i in tf.range(3)]", "[0, 1, 2]"],
    ["tf.function(lambda x: x + 1)(tf.zeros((2,)))", "float32[2]"],
    ["tf.function(jit_compile=True)(lambda x: x + 1)(tf.zeros((2,)))", "float32[2]"],
  ],
  // Functions on the tensors of a functional model are steps of its graph.
  symbolic: [
    ["tf.matmul(symbols, symbols, transpose_b=True).shape", "[null, 8, 8]"],
    ["symbols.get_shape().as_list()", "[null, 8, 6]"],
    ["tf.reshape(symbols, [tf.shape(symbols)[0], 48]).shape", "[null, 48]"],
    [
      "keras.Model(symbols, tf.reshape(symbols, [tf.shape(symbols)[0] * 2, 24]))(tf.zeros((5, 8, 6)))",
      "float32[10, 24]",
    ],
    [
      "keras.Model(symbols, tf.matmul(symbols, symbols, transpose_b=True))(tf.zeros((5, 8, 6)))",
      "float32[5, 8, 8] · 3840",
    ],
    ["keras.Model(symbols, tf.nn.relu(symbols) + 1.0)(tf.zeros((5, 8, 6)))", "float32[5, 8, 6]"],
  ],
  // A dataset's batch, and how many of them there are.
  data: [
    ["[tf.shape(x) for x in tf.data.Dataset.from_tensor_slices(tf.zeros((100, 5))).batch(32)]", "[[32, 5]]"],
    ["len(tf.data.Dataset.from_tensor_slices(tf.zeros((100, 5))).batch(32))", "4"],
    ["len(tf.data.Dataset.range(100).batch(32, drop_remainder=True))", "3"],
    [
      "next(iter(tf.data.Dataset.from_tensor_slices((image, [0, 1])).map(lambda x, y: (x, tf.one_hot(y, 4))).batch(2)))",
      "[float32[2, 9, 8, 3], float32[2, 4]]",
    ],
    ["next(iter(tf.data.Dataset.from_tensor_slices({'a': image}).repeat().batch(8)))", "{a: float32[8, 9, 8, 3]}"],
    ["next(iter(tf.data.Dataset.zip((tf.data.Dataset.range(4), tf.data.Dataset.range(4)))))", "[int64[], int64[]]"],
    [
      "next(iter(tf.data.Dataset.from_generator(g, output_signature=tf.TensorSpec((3, 4), tf.float32)).batch(2)))",
      "float32[2, 3, 4]",
    ],
    ["tf.data.Dataset.from_tensors(image).element_spec.shape", "[2, 9, 8, 3]"],
    ["next(iter(tf.data.Dataset.from_tensor_slices(tf.zeros((9, 5))).padded_batch(4, [8])))", "float32[4, 8]"],
    [
      "next(iter(tf.data.Dataset.from_tensor_slices((tf.zeros((9, 5)), [0] * 9)).padded_batch(4, ([None], []))))",
      "[float32[4, 5], int32[4]]",
    ],
  ],
  // https://www.tensorflow.org/datasets/catalog: `image` uint8, `label` int64; a slice is of that many examples.
  catalog: [
    ["next(iter(tfds.load('mnist', split='train', as_supervised=True)))", "[uint8[28, 28, 1], int64[]]"],
    ["next(iter(tfds.load('cifar100', split='test', batch_size=8)))", "{image: uint8[8, 32, 32, 3], label: int64[8]}"],
    ["next(iter(tfds.load('cats_vs_dogs')['train']))", "{image: uint8[None, None, 3], label: int64[]}"],
    [
      "[len(d) for d in tfds.load('mnist', split=['train[:80%]', 'train[-100:]', 'train+test'])]",
      "[48000, 100, 70000]",
    ],
    ["tfds.load('svhn_cropped', with_info=True)[1].splits['test'].num_examples", "26032"],
    ["tfds.load('mnist', with_info=True)[1].features['label'].num_classes", "10"],
    ["tfds.load('nothing')", "unknown: the data set nothing of tensorflow_datasets is not modelled"],
  ],
  // Texts: a function of one text gives one for each.
  texts: [
    ["tf.strings.lower(tf.constant(['a', 'b']))", "int64[2]"],
    ["tf.strings.length(['a', 'b'])", "int32[2]"],
    ["tf.strings.to_number(['1', '2'])", "float32[2]"],
    ["tf.strings.split('a b')", "unknown: what tensorflow.strings.split makes of a text"],
    ["tf.RaggedTensor.from_row_lengths([1], [1])", "unknown: tensorflow.RaggedTensor.from_row_lengths is not modelled"],
    ["tf.ragged.constant([[1], []])", "unknown: tensorflow.ragged is not modelled"],
    ["tf.sparse.from_dense(image)", "unknown: tensorflow.sparse is not modelled"],
  ],
  dtypes: [
    ["tf.cast(image, tf.int32)", "int32[2, 9, 8, 3]"],
    ["tf.cast(image, 'float16').dtype == tf.float16", "true"],
    ["tf.cast(tf.shape(image)[-1], tf.float32)", "float32[]"],
    ["tf.float32.is_floating", "true"],
    ["tf.as_dtype('int64').name", '"int64"'],
  ],
  unknown: [
    ["tf.foo", "unknown: tensorflow.foo is not modelled"],
    ["tf.math.foo(image)", "unknown: tensorflow.math.foo is not modelled"],
    ["tf.ragged.constant([[1], [2, 3]])", "unknown: tensorflow.ragged is not modelled"],
  ],
};

test("TensorFlow's functions give the shapes and dtypes that are documented", async () => {
  const evaluator = await Evaluator.create();
  const wrong: string[] = [];
  for (const rows of Object.values(groups))
    for (const [call, answer] of rows) {
      const names = call.includes("from_generator(g,") ? ["g = lambda: iter([])"] : [];
      const { error, value, flops } = evaluator.run({ setup: [...setup, ...names], statements: [], call, grad: false });
      const got = error ?? `${text(value)}${flops > 0 ? ` · ${String(flops)}` : ""}`;
      if (got !== answer) wrong.push(`${call}\n  wanted ${answer}\n  got    ${got}`);
    }
  assert.deepEqual(wrong, []);
});

test("a gradient has its source's shape, and a tape that is not persistent gives one", async () => {
  const evaluator = await Evaluator.create();
  const body = [
    "v = tf.Variable(tf.zeros((3, 4)))",
    "with tf.GradientTape(PERSISTENT) as tape:",
    "    loss = tf.reduce_sum(tf.zeros((2, 3)) @ v)",
    "first = tape.gradient(loss, [v, {'v': v}, tf.constant(1)])",
  ];
  const run = (persistent: string, call: string) =>
    evaluator.run({
      setup,
      statements: body.map((line) => line.replace("PERSISTENT", persistent)),
      call,
      grad: true,
    });
  const once = run("", "first");
  assert.equal(text(once.value), "[float32[3, 4], {v: float32[3, 4]}, null]");
  assert.deepEqual([once.flops, once.backward], [48, 48]);
  assert.match(run("", "tape.gradient(loss, v)").error ?? "", /^RuntimeError: A non-persistent GradientTape/);
  assert.equal(text(run("persistent=True", "tape.gradient(loss, v)").value), "float32[3, 4]");
});

test("torch's tensors lack TensorFlow's names where TensorFlow is not imported", async () => {
  const evaluator = await Evaluator.create();
  const run = (call: string) =>
    evaluator.run({ setup: ["import torch"], statements: [], call: `torch.zeros(2).${call}`, grad: false }).error;
  assert.equal(run("get_shape()"), "AttributeError: 'Tensor' object has no attribute 'get_shape'");
  assert.equal(run("shape.as_list()"), "AttributeError: 'Size' object has no attribute 'as_list'");
});

function text(value: Value): string {
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  if (value instanceof Tensor) {
    const dims = value.shape.map((dim) => (isSymbolic(dim) ? "None" : String(hintOf(dim))));
    return `${value.dtype.name}[${dims.join(", ")}]`;
  }
  if (value instanceof PyTuple || value instanceof PyList) return `[${value.items.map(text).join(", ")}]`;
  if (value instanceof PyDict)
    return `{${[...value.entries.values()].map(({ key, value: item }) => `${typeof key === "string" ? key : "?"}: ${text(item)}`).join(", ")}}`;
  if (value instanceof PyFloat) return String(value.value);
  if (value instanceof Unknown) return `unknown: ${value.reason.message}`;
  return "cls" in value ? value.cls.name : "None";
}
