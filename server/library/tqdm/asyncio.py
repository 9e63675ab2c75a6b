# A model of `tqdm.asyncio`.

from tqdm import tqdm, trange
