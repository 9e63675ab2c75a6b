# A model of `concurrent`.
