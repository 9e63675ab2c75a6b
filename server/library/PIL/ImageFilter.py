"""PIL.ImageFilter."""


class Filter:
    def __init__(self, *args, **kwargs):
        pass


GaussianBlur = BoxBlur = UnsharpMask = MedianFilter = Kernel = Filter
BLUR = CONTOUR = DETAIL = EDGE_ENHANCE = EMBOSS = FIND_EDGES = SHARPEN = SMOOTH = Filter()
