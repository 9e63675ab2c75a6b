from keras.utils import get_file


def exists(path):
    return False
