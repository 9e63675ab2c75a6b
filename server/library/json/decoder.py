# A model of `json.decoder`.

from json import JSONDecodeError, JSONDecoder
