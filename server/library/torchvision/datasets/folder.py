"""torchvision.datasets.folder."""

from PIL.Image import Image

from . import DatasetFolder, ImageFolder

IMG_EXTENSIONS = (".jpg", ".jpeg", ".png", ".ppm", ".bmp", ".pgm", ".tif", ".tiff", ".webp")


def default_loader(path):
    return Image(None, "RGB")


def pil_loader(path):
    return Image(None, "RGB")
