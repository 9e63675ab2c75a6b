"""PIL.ImageOps."""


def _same(image, *args, **kwargs):
    return image.copy()


invert = mirror = flip = equalize = autocontrast = posterize = solarize = exif_transpose = _same


def grayscale(image):
    return image.convert("L")


def fit(image, size, *args, **kwargs):
    return image.resize(size)


def pad(image, size, *args, **kwargs):
    return image.resize(size)


def expand(image, border=0, fill=0):
    width, height = image.size
    return image.resize((width + 2 * border, height + 2 * border))
