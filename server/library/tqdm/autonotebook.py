# A model of `tqdm.autonotebook`.

from tqdm import tqdm, trange
