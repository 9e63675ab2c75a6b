"""keras.backend."""

_data_format = ["channels_last"]


def image_data_format():
    return _data_format[-1]


def set_image_data_format(data_format):
    _data_format.append(str(data_format))


def standardize_data_format(data_format):
    if data_format is None:
        return image_data_format()
    name = str(data_format).lower()
    if name not in ("channels_first", "channels_last"):
        raise ValueError(
            "The `data_format` argument must be one of {'channels_first', 'channels_last'}. Received:"
            f" data_format={data_format}"
        )
    return name
