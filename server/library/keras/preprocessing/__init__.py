"""keras.preprocessing."""

from keras.preprocessing import image, sequence, text
from keras.utils import image_dataset_from_directory, text_dataset_from_directory, timeseries_dataset_from_array
