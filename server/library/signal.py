# A model of `signal`: none ever comes.

SIG_DFL, SIG_IGN = 0, 1
SIGHUP, SIGINT, SIGQUIT, SIGABRT, SIGKILL, SIGUSR1, SIGSEGV, SIGUSR2, SIGPIPE, SIGALRM, SIGTERM, SIGCHLD = (
    *(1, 2, 3, 6, 9, 10, 11, 12, 13, 14, 15, 17),
)
Signals = int


def signal(signalnum, handler, /):
    return SIG_DFL


def getsignal(signalnum, /):
    return SIG_DFL


def alarm(seconds, /):
    return 0


def setitimer(which, seconds, interval=0.0, /):
    return (0.0, 0.0)


def pause():
    pass


def raise_signal(signalnum, /):
    pass


def default_int_handler(signalnum, frame, /):
    raise KeyboardInterrupt
