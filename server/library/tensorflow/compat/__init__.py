"""tf.compat: older forms of the same functions."""


def as_str(bytes_or_text, encoding="utf-8"):
    return bytes_or_text


as_bytes = as_text = as_str_any = as_str
