# A model of `tqdm.gui`.

from tqdm import tqdm, trange
