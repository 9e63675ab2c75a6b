# A model of `urllib`.
