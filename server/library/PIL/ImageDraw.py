"""PIL.ImageDraw: what is drawn changes no size."""


class _Draw:
    def __init__(self, im, mode=None):
        self.im = im

    def text(self, *args, **kwargs):
        return None

    line = rectangle = ellipse = polygon = point = arc = text


Draw = ImageDraw = _Draw
