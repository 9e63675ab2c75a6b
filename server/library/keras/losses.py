def compiled(loss, y, y_pred):
    return None
