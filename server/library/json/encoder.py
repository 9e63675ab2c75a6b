# A model of `json.encoder`.

from json import JSONEncoder
