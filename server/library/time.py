# A model of `time`. What a clock says is not known: differences of constants would be zero, and code divides by them.

from _floplens import unknown

timezone = 0
altzone = 0
daylight = 0
tzname = ("UTC", "UTC")


def time():
    return unknown("the time is not known")


perf_counter = monotonic = process_time = thread_time = time
time_ns = perf_counter_ns = monotonic_ns = process_time_ns = thread_time_ns = time


def sleep(seconds, /):
    pass


class struct_time(tuple):
    pass


def localtime(seconds=None, /):
    return unknown("the time is not known")


gmtime = localtime


def strptime(string, format="", /):
    return unknown("the time is not known")


def mktime(t, /):
    return unknown("the time is not known")


def strftime(format, t=None, /):
    return unknown("the time is not known")


def asctime(t=None, /):
    return unknown("the time is not known")


ctime = asctime
