from keras.utils import pad_sequences
from keras.utils import timeseries_dataset_from_array
