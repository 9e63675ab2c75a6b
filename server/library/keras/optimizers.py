def get(identifier):
    return identifier
