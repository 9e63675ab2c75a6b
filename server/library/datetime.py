# A model of `datetime`: dates that are written down are kept, what the clock says is not known.

from _floplens import unknown

MINYEAR, MAXYEAR = 1, 9999


class timedelta:
    def __init__(self, days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0):
        total = ((weeks * 7 + days) * 24 + hours) * 3600 + minutes * 60 + seconds
        micro = round(total * 1000000 + milliseconds * 1000 + microseconds)
        self.days = micro // 86400000000
        self.seconds = micro % 86400000000 // 1000000
        self.microseconds = micro % 1000000

    def _micro(self):
        return (self.days * 86400 + self.seconds) * 1000000 + self.microseconds

    def total_seconds(self):
        return self._micro() / 1000000

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return timedelta(microseconds=self._micro() + other._micro())

    def __sub__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return timedelta(microseconds=self._micro() - other._micro())

    def __mul__(self, factor):
        return timedelta(microseconds=self._micro() * factor)

    __rmul__ = __mul__

    def __truediv__(self, other):
        if isinstance(other, timedelta):
            return self._micro() / other._micro()
        return timedelta(microseconds=self._micro() / other)

    def __floordiv__(self, other):
        if isinstance(other, timedelta):
            return self._micro() // other._micro()
        return timedelta(microseconds=self._micro() // other)

    def __neg__(self):
        return timedelta(microseconds=-self._micro())

    def __abs__(self):
        return timedelta(microseconds=abs(self._micro()))

    def __eq__(self, other):
        return isinstance(other, timedelta) and self._micro() == other._micro()

    def __lt__(self, other):
        return self._micro() < other._micro()

    def __le__(self, other):
        return self._micro() <= other._micro()

    def __gt__(self, other):
        return self._micro() > other._micro()

    def __ge__(self, other):
        return self._micro() >= other._micro()

    def __hash__(self):
        return hash(self._micro())

    def __bool__(self):
        return self._micro() != 0

    def __str__(self):
        text = f"{self.seconds // 3600}:{self.seconds // 60 % 60:02d}:{self.seconds % 60:02d}"
        if self.days:
            text = f"{self.days} day{'' if abs(self.days) == 1 else 's'}, {text}"
        return f"{text}.{self.microseconds:06d}" if self.microseconds else text


def _now():
    return unknown("the time is not known")


class tzinfo:
    pass


class timezone(tzinfo):
    def __init__(self, offset, name=None):
        self._offset = offset


timezone.utc = UTC = timezone(timedelta(0), "UTC")


class date:
    def __init__(self, year, month, day):
        self.year = year
        self.month = month
        self.day = day

    @classmethod
    def today(cls):
        return _now()

    @classmethod
    def fromtimestamp(cls, t, tz=None):
        return _now()

    @classmethod
    def fromisoformat(cls, date_string):
        return _now()

    def _key(self):
        return (self.year, self.month, self.day)

    def __eq__(self, other):
        return isinstance(other, date) and self._key() == other._key()

    def __lt__(self, other):
        return self._key() < other._key()

    def __le__(self, other):
        return self._key() <= other._key()

    def __gt__(self, other):
        return self._key() > other._key()

    def __ge__(self, other):
        return self._key() >= other._key()

    def __hash__(self):
        return hash(self._key())

    def __sub__(self, other):
        return _now()

    __add__ = __sub__

    def strftime(self, format):
        return _now()

    def weekday(self):
        return _now()

    isoweekday = timestamp = toordinal = weekday

    def isoformat(self, *args, **options):
        return f"{self.year:04d}-{self.month:02d}-{self.day:02d}"

    def __str__(self):
        return self.isoformat()


class time:
    def __init__(self, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        self.hour, self.minute, self.second, self.microsecond = hour, minute, second, microsecond
        self.tzinfo = tzinfo


class datetime(date):
    def __init__(self, year, month, day, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        super().__init__(year, month, day)
        self.hour, self.minute, self.second, self.microsecond = hour, minute, second, microsecond
        self.tzinfo = tzinfo

    def _key(self):
        return (self.year, self.month, self.day, self.hour, self.minute, self.second, self.microsecond)

    @classmethod
    def now(cls, tz=None):
        return _now()

    @classmethod
    def utcnow(cls):
        return _now()

    @classmethod
    def strptime(cls, date_string, format):
        return _now()

    def date(self):
        return date(self.year, self.month, self.day)

    def isoformat(self, sep="T", timespec="auto"):
        text = f"{super().isoformat()}{sep}{self.hour:02d}:{self.minute:02d}:{self.second:02d}"
        return f"{text}.{self.microsecond:06d}" if self.microsecond else text

    def __str__(self):
        return self.isoformat(" ")
