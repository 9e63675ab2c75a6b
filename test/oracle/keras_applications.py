"""Records test/data/keras_applications.json: every model of keras.applications, without weights, at its default input.

    python test/oracle/keras_applications.py              all
    python test/oracle/keras_applications.py ResNet50     some, printed only

FLOPs are of one forward pass of a batch of one, in inference; a model that takes any size (MobileNetV3) gets
224 × 224. `layers`: FLOPs by the name of the model's own layer, in call order, those that have any. A model that
PyTorch's back end does not have is a row with its `error`.
"""

import inspect
import sys
import time

from keras_counting import VERSIONS, KerasCounter, answer, count_weights, keras, message, torch, write


def constructors():
    apps = keras.applications
    return {name: f for name, f in sorted(vars(apps).items()) if inspect.isfunction(f) and name[0].isupper()}


def count(make):
    keras.utils.clear_session()
    model = make(weights=None)
    shape = (1, *(224 if size is None else size for size in model.inputs[0].shape[1:]))
    direct = {id(layer) for layer in model.layers}
    layers, call = {}, keras.Layer.__call__

    def counted(layer, *args, **kwargs):
        before = counter.forward
        output = call(layer, *args, **kwargs)
        if id(layer) in direct and counter.forward > before:
            layers[layer.name] = layers.get(layer.name, 0) + counter.forward - before
        return output

    keras.Layer.__call__ = counted
    try:
        with torch.no_grad(), KerasCounter() as counter:
            output = model(keras.ops.zeros(shape), training=False)
    finally:
        keras.Layer.__call__ = call
    assert sum(layers.values()) == counter.forward and counter.unseen == 0, model.name
    parameters, trainable = count_weights([model])
    assert parameters == model.count_params()
    return {
        "input": list(shape),
        "parameters": parameters,
        "trainable": trainable,
        "flops": counter.forward,
        "output": answer(output),
        "layer_count": len(model.layers),
        "layers": layers,
    }


def main():
    rows = []
    for name, make in constructors().items():
        if sys.argv[1:] and name not in sys.argv[1:]:
            continue
        start = time.monotonic()
        try:
            row = count(make)
            print(f"{name} {row['parameters']:,} {row['flops']:,} {time.monotonic() - start:.1f} s", flush=True)
        except ValueError as error:  # not on this back end
            row = {"error": {"type": type(error).__name__, "message": message(error)}}
            print(f"{name} {row['error']}")
        rows.append({"name": name, **row})
    if not sys.argv[1:]:
        write("test/data/keras_applications.json", {**VERSIONS, "models": rows}, rows="models")


if __name__ == "__main__":
    main()
