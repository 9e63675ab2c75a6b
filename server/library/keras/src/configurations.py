"""The configuration of a model: what `get_config` and `to_json` write down of it, and the model made from that."""

import json

from _floplens import is_unknown, unknown
from _keras import call_at, flatten, map_structure

from keras.src.graph import KerasTensor, is_keras_tensor
from keras.src.layer import Layer
from keras.src.serialization import deserialize_keras_object, serialize_keras_object

#: What only the configuration of a graph has.
_parts = ("name", "layers", "input_layers", "output_layers")


def sequential_config(model):
    config = {"name": model.name, "trainable": model._trainable, "dtype": _policy(model)}
    config["layers"] = [serialize_keras_object(layer) for layer in model._sequence]
    if model._ends is not None and len(model._sequence) > 1:
        config["build_input_shape"] = model._sequence[0].batch_shape
    return config


def _policy(layer):
    return {
        "module": "keras",
        "class_name": "DTypePolicy",
        "config": {"name": layer.dtype_policy.name},
        "registered_name": None,
    }


def sequential_from(cls, config, custom_objects):
    if "name" not in config:
        raise ValueError(
            "A Sequential model configuration must be a dictionary containing the 'name' and 'layers' keys. Received:"
            f" config={config}"
        )
    model = cls(name=config["name"])
    for layer in config["layers"]:
        model.add(deserialize_keras_object(layer, custom_objects))
    shape = config.get("build_input_shape")
    if model._ends is None and isinstance(shape, (tuple, list)):
        model.build(shape)
    return model


def graph_config(model):
    inputs, outputs, nodes = model._graph
    names, used = {}, {}
    histories = {}
    layers = {}

    def remember(tensors, name, index):
        for position, tensor in enumerate(flatten(tensors)):
            if is_keras_tensor(tensor):
                histories[id(tensor)] = [name, index, position]

    def written(value):
        if not is_keras_tensor(value):
            return serialize_keras_object(value)
        config = {"shape": value.shape, "dtype": value.dtype, "keras_history": histories[id(value)]}
        return {"class_name": "__keras_tensor__", "config": config}

    for index, tensor in enumerate(flatten(inputs)):
        layer = getattr(tensor, "_layer", None)
        if layer is None:
            return None  # a graph that begins within another
        layers[layer.name] = {**serialize_keras_object(layer), "name": layer.name, "inbound_nodes": []}
        remember(tensor, layer.name, 0)
    for node in nodes:
        operation = node.operation
        name = names.get(id(operation)) if isinstance(operation, Layer) else None
        if name is None:
            name = operation.name if isinstance(operation, Layer) else _unused(operation.__name__, used)
            names[id(operation)] = name
            layers[name] = {**_operation(operation, name), "name": name, "inbound_nodes": []}
        made = layers[name]["inbound_nodes"]
        remember(node.outputs, name, len(made))
        made.append({"args": map_structure(written, node.args), "kwargs": map_structure(written, node.kwargs)})
    return {
        "name": model.name,
        "trainable": model._trainable,
        "layers": list(layers.values()),
        "input_layers": map_structure(lambda tensor: histories[id(tensor)], inputs),
        "output_layers": map_structure(lambda tensor: histories[id(tensor)], outputs),
    }


def _unused(name, used):
    count = used[name] = used.get(name, -1) + 1
    return name if count == 0 else f"{name}_{count}"


def _operation(operation, name):
    if isinstance(operation, Layer):
        return serialize_keras_object(operation)
    return {
        "module": "keras.ops",
        "class_name": operation.__name__,
        "config": {"name": name},
        "registered_name": None,
    }


def is_graph_config(config):
    return isinstance(config, dict) and all(key in config for key in _parts)


def graph_from(cls, config, custom_objects):
    made, outputs, pending = {}, {}, []
    for data in config["layers"]:
        name = data["name"]
        operation = made[name] = _operation_from(data, custom_objects)
        if is_unknown(operation):
            return operation
        if data["inbound_nodes"]:
            pending.extend((name, index, node) for index, node in enumerate(data["inbound_nodes"]))
        else:
            outputs[(name, 0)] = [operation.output]

    def found(value):
        if isinstance(value, dict) and value.get("class_name") == "__keras_tensor__":
            name, index, position = value["config"]["keras_history"]
            return outputs[(name, index)][position]
        if isinstance(value, (list, tuple)):
            return type(value)(found(item) for item in value)
        return deserialize_keras_object(value, custom_objects)

    while pending:
        later = []
        for name, index, node in pending:
            try:
                args = [found(value) for value in node["args"]]
                kwargs = {key: found(value) for key, value in node["kwargs"].items()}
            except KeyError:
                later.append((name, index, node))
                continue
            operation = made[name]
            place = getattr(operation, "_made_at", None)
            outputs[(name, index)] = flatten(call_at(place, operation, tuple(args), kwargs))
        if len(later) == len(pending):
            raise ValueError(
                "Invalid Functional model configuration. The graph of the Functional model either has loops or"
                " disconnected nodes."
            )
        pending = later

    def tensors(place):
        if isinstance(place, (list, tuple)) and len(place) == 3 and isinstance(place[0], str):
            return outputs[(place[0], place[1])][place[2]]
        if isinstance(place, dict):
            return {key: tensors(value) for key, value in place.items()}
        return [tensors(value) for value in place]

    return cls(inputs=tensors(config["input_layers"]), outputs=tensors(config["output_layers"]), name=config["name"])


def _operation_from(data, custom_objects):
    if data.get("module") == "keras.ops":
        from keras import ops

        return getattr(ops, data["class_name"])
    return deserialize_keras_object(data, custom_objects)


def to_json(model, **kwargs):
    return json.dumps(serialize_keras_object(model), **kwargs)


def model_from_json(json_string, custom_objects=None):
    if is_unknown(json_string):
        return json_string
    return model_from_config(json.loads(json_string), custom_objects)


def model_from_config(config, custom_objects=None):
    return unknown("a model made from a configuration") if is_unknown(config) else deserialize_keras_object(config, custom_objects)
