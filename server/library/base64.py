# A model of `base64`: nothing is encoded.

from _floplens import unknown


def b64encode(s, altchars=None):
    return unknown("base64 is not computed")


def b64decode(s, altchars=None, validate=False):
    return unknown("base64 is not computed")


urlsafe_b64encode = standard_b64encode = encodebytes = b64encode
urlsafe_b64decode = standard_b64decode = decodebytes = b64decode
