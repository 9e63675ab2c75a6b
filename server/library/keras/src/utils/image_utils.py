from keras.utils import array_to_img, img_to_array, load_img
