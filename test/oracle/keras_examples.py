"""Records test/data/keras_examples.json: every example of examples/keras/, counted by real Keras on PyTorch.

    python test/oracle/keras_examples.py [FILE…]        named files are printed only

`steps`: each file as a script. Its data sets are made up, in their real shapes but few, and `fit` runs one batch of what it
is given: one training step, forward and backward. `parameters` are of the model that is fitted.
`entries`: expressions in a file's names, as keras_models.py counts them.
"""

import contextlib
import io
import runpy
import sys

import keras_models
from keras_counting import VERSIONS, KerasCounter, count_weights, keras, np, write

EXAMPLES = keras_models.EXAMPLES

ENTRIES = [
    ("autoencoder.py", "build_autoencoder()(keras.ops.zeros((1, 28, 28, 1)))"),
    ("gan.py", "generator(keras.ops.zeros((16, latent_dim)))"),
    ("gan.py", "discriminator(keras.ops.zeros((16, 28, 28, 1)))"),
    ("mnist_convnet.py", "model(keras.ops.zeros((128, 28, 28, 1)))"),
    ("seq2seq_lstm.py", "build_model()([keras.ops.zeros((8, 7), 'int32'), keras.ops.zeros((8, 4), 'int32')])"),
    ("siamese.py", "build_siamese()([keras.ops.zeros((16, 28, 28, 1)), keras.ops.zeros((16, 28, 28, 1))])"),
    ("text_classification_transformer.py", "build_model()(keras.ops.zeros((4, maxlen), 'int32'))"),
    ("time_series.py", "build_model()(keras.ops.zeros((2, window, num_features)))"),
    ("unet_segmentation.py", "build_model()(keras.ops.zeros((2, 160, 160, 3)))"),
    ("vae.py", "build_decoder()(build_encoder()(keras.ops.zeros((4, 28, 28, 1)))[2])"),
    ("vit_patches.py", "build_classifier()(keras.ops.zeros((2, 32, 32, 3)), training=False)"),
    ("vit_patches.py", "build_classifier()(keras.ops.zeros((2, 32, 32, 3)), training=True)"),
]


def images(shape, count=640):
    def load_data(*args, **kwargs):
        labels = np.arange(count, dtype="uint8") % 10
        half = (np.zeros((count, *shape), dtype="uint8"), labels.reshape(-1, 1) if len(shape) == 3 else labels)
        return half, half

    return load_data


def reviews(num_words=None, **kwargs):
    half = (np.array([list(range(1, 20)) for _ in range(64)]), np.zeros(64, dtype="int64"))
    return half, half


def first_batch(x, batch_size):
    """(what to fit on, with which arguments): one batch of arrays, or the first of a PyDataset."""
    if isinstance(x, keras.utils.PyDataset):
        return x[0], len(x[0][0])
    count = batch_size or 32
    take = lambda leaf: np.asarray(leaf)[:count]
    return keras.tree.map_structure(take, x), count


def step(file):
    counters, models = [], []
    fit, summary = keras.Model.fit, keras.Model.summary

    def one_step(model, x=None, y=None, batch_size=None, **kwargs):
        batch, count = first_batch(x, batch_size)
        if isinstance(x, keras.utils.PyDataset):
            x, y = batch
        else:
            x, y = batch, None if y is None else first_batch(y, batch_size)[0]
        models.append(model)
        with KerasCounter() as counter:
            history = fit(model, x, y, batch_size=count, epochs=1, verbose=0, shuffle=False)
        counters.append(counter)
        return history

    keras.utils.clear_session()
    keras.datasets.mnist.load_data = images((28, 28))
    keras.datasets.cifar10.load_data = images((32, 32, 3))
    keras.datasets.imdb.load_data = reviews
    keras.Model.fit, keras.Model.summary = one_step, lambda *args, **kwargs: None
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            runpy.run_path(str(EXAMPLES / file), run_name="__main__")
    finally:
        keras.Model.fit, keras.Model.summary = fit, summary
    (counter,), (model,) = counters, models
    assert counter.unseen == 0, file
    parameters, trainable = count_weights([model])
    return {
        "file": file,
        "parameters": parameters,
        "trainable": trainable,
        "forward": counter.forward,
        "backward": counter.backward,
    }


def main():
    sys.dont_write_bytecode = True
    files = sys.argv[1:] or sorted(path.name for path in EXAMPLES.glob("*.py"))
    steps, entries = [], []
    for file in files:
        steps.append(step(file))
        print(steps[-1], flush=True)
        for name, expr in ENTRIES:
            if name == file:
                entries.append(keras_models.count(EXAMPLES / file, expr))
                print({key: value for key, value in entries[-1].items() if key != "modules"}, flush=True)
    if not sys.argv[1:]:
        write("test/data/keras_examples.json", {**VERSIONS, "steps": steps, "entries": entries}, rows="entries")


if __name__ == "__main__":
    main()
