# A model of `tqdm.std`.

from tqdm import tqdm, trange
