# A model of `getpass`.


def getuser():
    return "user"


def getpass(prompt="Password: ", stream=None):
    return ""
