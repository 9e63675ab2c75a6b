# A model of `subprocess`: no process is ever started.

from _floplens import unknown

PIPE, STDOUT, DEVNULL = -1, -2, -3


class SubprocessError(Exception):
    pass


class CalledProcessError(SubprocessError):
    def __init__(self, returncode, cmd, output=None, stderr=None):
        super().__init__(returncode, cmd)
        self.returncode = returncode
        self.cmd = cmd
        self.output = self.stdout = output
        self.stderr = stderr


class TimeoutExpired(SubprocessError):
    pass


def run(*popenargs, **kwargs):
    return unknown("a process is not started here")


call = check_call = check_output = getoutput = getstatusoutput = Popen = run
