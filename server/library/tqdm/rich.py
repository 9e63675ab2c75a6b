# A model of `tqdm.rich`.

from tqdm import tqdm, trange
