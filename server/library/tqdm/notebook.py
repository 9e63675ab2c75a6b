# A model of `tqdm.notebook`.

from tqdm import tqdm, trange
