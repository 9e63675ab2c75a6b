"""PIL.Image: an image without pixels. A size that only its file knows is unknown."""

from _floplens import unknown

NEAREST = 0
LANCZOS = ANTIALIAS = 1
BILINEAR = 2
BICUBIC = 3
BOX = 4
HAMMING = 5
FLIP_LEFT_RIGHT = 0
FLIP_TOP_BOTTOM = 1
ROTATE_90 = 2
ROTATE_180 = 3
ROTATE_270 = 4
TRANSPOSE = 5
TRANSVERSE = 6

LOAD_TRUNCATED_IMAGES = False
MAX_IMAGE_PIXELS = None

# Channels by mode; all others have three.
_bands = {"1": 1, "L": 1, "P": 1, "I": 1, "F": 1, "I;16": 1, "LA": 2, "RGBA": 4, "CMYK": 4}


class Resampling:
    NEAREST = 0
    LANCZOS = 1
    BILINEAR = 2
    BICUBIC = 3
    BOX = 4
    HAMMING = 5


class Transpose:
    FLIP_LEFT_RIGHT = 0
    FLIP_TOP_BOTTOM = 1
    ROTATE_90 = 2
    ROTATE_180 = 3
    ROTATE_270 = 4
    TRANSPOSE = 5
    TRANSVERSE = 6


class Image:
    format = None
    info = {}

    def __init__(self, size=None, mode="RGB"):
        self.mode = mode
        self._size = size

    @property
    def size(self):
        if self._size is None:
            return unknown("the size of an image is not known before its file is read")
        return self._size

    @property
    def width(self):
        return self.size[0]

    @property
    def height(self):
        return self.size[1]

    def getbands(self):
        return tuple(self.mode)

    def _like(self, size):
        return Image(size, self.mode)

    def convert(self, mode=None, *args, **kwargs):
        return Image(self._size, mode if mode is not None else "RGB")

    def resize(self, size, resample=None, box=None, reducing_gap=None):
        return self._like(tuple(size))

    def crop(self, box=None):
        if box is None:
            return self.copy()
        left, upper, right, lower = box
        return self._like((right - left, lower - upper))

    def thumbnail(self, size, resample=None, reducing_gap=2.0):
        self._size = None

    def rotate(self, angle, resample=0, expand=False, center=None, translate=None, fillcolor=None):
        return Image(None if expand else self._size, self.mode)

    def transpose(self, method):
        if method in (2, 4, 5, 6) and self._size is not None:
            return self._like((self._size[1], self._size[0]))
        return self.copy()

    def transform(self, size, *args, **kwargs):
        return self._like(tuple(size))

    def copy(self):
        return Image(self._size, self.mode)

    def filter(self, filter):
        return self.copy()

    def point(self, lut, mode=None):
        return Image(self._size, mode if mode is not None else self.mode)

    def split(self):
        return tuple([Image(self._size, "L") for _ in range(_bands.get(self.mode, 3))])

    def getchannel(self, channel):
        return Image(self._size, "L")

    def paste(self, im, box=None, mask=None):
        return None

    def putpixel(self, xy, value):
        return None

    def putalpha(self, alpha):
        self.mode = "RGBA"

    def load(self):
        return None

    def verify(self):
        return None

    def close(self):
        return None

    def show(self, title=None):
        return None

    def save(self, fp, format=None, **params):
        return None

    def getpixel(self, xy):
        return unknown("the pixels of an image are not known")

    def getdata(self, band=None):
        return unknown("the pixels of an image are not known")

    def getbbox(self, *args, **kwargs):
        return unknown("the pixels of an image are not known")

    def tobytes(self, *args):
        return unknown("the pixels of an image are not known")

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_value, traceback):
        return None


def bands_of(image):
    """How many channels an image has."""
    return _bands.get(image.mode, 3)


def open(fp, mode="r", formats=None):
    return Image(None, "RGB")


def new(mode, size, color=0):
    return Image(tuple(size), mode)


def fromarray(obj, mode=None):
    shape = tuple(obj.shape)
    if mode is None:
        mode = "L" if len(shape) == 2 else "RGBA" if shape[2] == 4 else "RGB"
    return Image((shape[1], shape[0]), mode)


def frombytes(mode, size, data, decoder_name="raw", *args):
    return Image(tuple(size), mode)


def blend(im1, im2, alpha):
    return im1.copy()


def composite(image1, image2, mask):
    return image1.copy()


def merge(mode, bands):
    return Image(bands[0]._size, mode)


def register_extensions(id, extensions):
    return None
