"""torchvision.datasets: how many samples there are, and what one looks like before its transform.

A row says the size of an image (width, height; None where every file has its own), its mode, the number of classes, and
the number of samples of each split.
"""

import torch
from _floplens import unknown
from PIL.Image import Image

from .vision import VisionDataset


class _Labelled(VisionDataset):
    """Images with an int for a label."""

    _size = None
    _mode = "RGB"
    _classes = 10
    _splits = {}

    def _prepare(self, split, transform, target_transform, root=None, transforms=None):
        VisionDataset.__init__(self, root, transforms, transform, target_transform)
        if split not in self._splits:
            raise ValueError(f"Unknown value '{split}' for argument split. Valid values are {set(self._splits)}.")
        self.split = split
        self._length = self._splits[split]
        self.classes = [str(index) for index in range(self._classes)]
        self.class_to_idx = {name: index for index, name in enumerate(self.classes)}

    @property
    def data(self):
        """All images as one array."""
        if self._size is None:
            return unknown("the images of a dataset are not known")
        width, height = self._size
        shape = (self._length, height, width) if self._mode == "L" else (self._length, height, width, 3)
        return torch.empty(shape, dtype=torch.uint8)

    @property
    def targets(self):
        return torch.empty(self._length, dtype=torch.int64)

    labels = targets

    def __len__(self):
        return self._length

    def __getitem__(self, index):
        return self._sample(Image(self._size, self._mode), 0)


class _TrainOrTest(_Labelled):
    def __init__(self, root=None, train=True, transform=None, target_transform=None, download=False, **kwargs):
        self.train = train
        self._prepare("train" if train else "test", transform, target_transform, root)


class _BySplit(_Labelled):
    def __init__(self, root=None, split="train", transform=None, target_transform=None, download=False, **kwargs):
        self._prepare(split, transform, target_transform, root)


class MNIST(_TrainOrTest):
    _size = (28, 28)
    _mode = "L"
    _splits = {"train": 60000, "test": 10000}


class FashionMNIST(MNIST):
    pass


class KMNIST(MNIST):
    pass


class QMNIST(MNIST):
    pass


class EMNIST(MNIST):
    _counts = {
        "byclass": (62, 697932, 116323),
        "bymerge": (47, 697932, 116323),
        "balanced": (47, 112800, 18800),
        "letters": (27, 124800, 20800),
        "digits": (10, 240000, 40000),
        "mnist": (10, 60000, 10000),
    }

    def __init__(self, root=None, split="balanced", train=True, **kwargs):
        classes, training, test = self._counts[split]
        self._classes = classes
        self._splits = {"train": training, "test": test}
        super().__init__(root, train, **kwargs)


class USPS(_TrainOrTest):
    _size = (16, 16)
    _mode = "L"
    _splits = {"train": 7291, "test": 2007}


class CIFAR10(_TrainOrTest):
    _size = (32, 32)
    _splits = {"train": 50000, "test": 10000}


class CIFAR100(CIFAR10):
    _classes = 100


class SVHN(_BySplit):
    _size = (32, 32)
    _splits = {"train": 73257, "test": 26032, "extra": 531131}


class STL10(_Labelled):
    _size = (96, 96)
    _splits = {"train": 5000, "test": 8000, "unlabeled": 100000, "train+unlabeled": 105000}

    def __init__(
        self, root=None, split="train", folds=None, transform=None, target_transform=None, download=False
    ):
        self._prepare(split, transform, target_transform, root)


class PCAM(_BySplit):
    _size = (96, 96)
    _classes = 2
    _splits = {"train": 262144, "val": 32768, "test": 32768}


class EuroSAT(_Labelled):
    _size = (64, 64)
    _splits = {"all": 27000}

    def __init__(self, root=None, transform=None, target_transform=None, download=False, **kwargs):
        self._prepare("all", transform, target_transform, root)


class ImageNet(_Labelled):
    _classes = 1000
    _splits = {"train": 1281167, "val": 50000}

    def __init__(self, root=None, split="train", transform=None, target_transform=None, **kwargs):
        self._prepare(split, transform, target_transform, root)


class Imagenette(_Labelled):
    _splits = {"train": 9469, "val": 3925}

    def __init__(self, root=None, split="train", size="full", download=False, transform=None, target_transform=None):
        self._prepare(split, transform, target_transform, root)


class Food101(_BySplit):
    _classes = 101
    _splits = {"train": 75750, "test": 25250}


class Flowers102(_BySplit):
    _classes = 102
    _splits = {"train": 1020, "val": 1020, "test": 6149}


class StanfordCars(_BySplit):
    _classes = 196
    _splits = {"train": 8144, "test": 8041}


class GTSRB(_BySplit):
    _classes = 43
    _splits = {"train": 26640, "test": 12630}


class Country211(_BySplit):
    _classes = 211
    _splits = {"train": 31650, "valid": 10550, "test": 21100}


class OxfordIIITPet(_Labelled):
    _classes = 37
    _splits = {"trainval": 3680, "test": 3669}

    def __init__(
        self,
        root=None,
        split="trainval",
        target_types="category",
        transforms=None,
        transform=None,
        target_transform=None,
        download=False,
    ):
        self._prepare(split, transform, target_transform, root, transforms)


class DTD(_Labelled):
    _classes = 47
    _splits = {"train": 1880, "val": 1880, "test": 1880}

    def __init__(
        self, root=None, split="train", partition=1, transform=None, target_transform=None, download=False
    ):
        self._prepare(split, transform, target_transform, root)


class FGVCAircraft(_Labelled):
    _classes = 100
    _splits = {"train": 3334, "val": 3333, "trainval": 6667, "test": 3333}

    def __init__(
        self,
        root=None,
        split="trainval",
        annotation_level="variant",
        transform=None,
        target_transform=None,
        download=False,
    ):
        self._prepare(split, transform, target_transform, root)


class Caltech101(_Labelled):
    _classes = 101
    _splits = {"all": 8677}

    def __init__(
        self, root=None, target_type="category", transform=None, target_transform=None, download=False
    ):
        self._prepare("all", transform, target_transform, root)


class Caltech256(Caltech101):
    _classes = 257
    _splits = {"all": 30607}

    def __init__(self, root=None, transform=None, target_transform=None, download=False):
        self._prepare("all", transform, target_transform, root)


class CelebA(_Labelled):
    _size = (178, 218)
    _classes = 40
    _splits = {"train": 162770, "valid": 19867, "test": 19962, "all": 202599}

    def __init__(
        self,
        root=None,
        split="train",
        target_type="attr",
        transform=None,
        target_transform=None,
        download=False,
    ):
        self._prepare(split, transform, target_transform, root)
        self.target_type = target_type

    def __getitem__(self, index):
        target = torch.empty(40, dtype=torch.int64) if self.target_type == "attr" else 0
        return self._sample(Image(self._size, self._mode), target)


class FakeData(VisionDataset):
    def __init__(
        self,
        size=1000,
        image_size=(3, 224, 224),
        num_classes=10,
        transform=None,
        target_transform=None,
        random_offset=0,
    ):
        super().__init__(None, transform=transform, target_transform=target_transform)
        self.size = size
        self.image_size = image_size
        self.num_classes = num_classes

    def __len__(self):
        return self.size

    def __getitem__(self, index):
        channels, height, width = self.image_size
        return self._sample(Image((width, height), "L" if channels == 1 else "RGB"), 0)


class DatasetFolder(VisionDataset):
    """How many files lie in a folder is not known; what one looks like after its transform often is."""

    def __init__(
        self,
        root=None,
        loader=None,
        extensions=None,
        transform=None,
        target_transform=None,
        is_valid_file=None,
        allow_empty=False,
    ):
        super().__init__(root, transform=transform, target_transform=target_transform)
        self.loader = loader
        self.classes = unknown("the folders of a dataset are not known")
        self.class_to_idx = self.samples = self.targets = self.imgs = self.classes

    def __len__(self):
        return unknown("the number of files of a dataset is not known")

    def __getitem__(self, index):
        return self._sample(self.loader(self.root) if self.loader is not None else Image(None, "RGB"), 0)


class ImageFolder(DatasetFolder):
    def __init__(
        self,
        root=None,
        transform=None,
        target_transform=None,
        loader=None,
        is_valid_file=None,
        allow_empty=False,
    ):
        super().__init__(root, loader, None, transform, target_transform)


class _Pairs(VisionDataset):
    """Images with an image of labels."""

    def __init__(self, root=None, *args, transforms=None, transform=None, target_transform=None, **kwargs):
        super().__init__(root, transforms, transform, target_transform)

    def __len__(self):
        return unknown("the number of files of a dataset is not known")

    def __getitem__(self, index):
        return self._sample(Image(None, "RGB"), Image(None, "L"))


class VOCSegmentation(_Pairs):
    pass


class SBDataset(_Pairs):
    pass


class Cityscapes(_Pairs):
    def __getitem__(self, index):
        return self._sample(Image((2048, 1024), "RGB"), Image((2048, 1024), "L"))
