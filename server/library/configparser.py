# A model of `configparser`: what a file holds is not known.

from _floplens import unknown


class Error(Exception):
    pass


class NoSectionError(Error):
    pass


class NoOptionError(Error):
    pass


class RawConfigParser:
    def __init__(self, defaults=None, *args, **options):
        self._sections = {}
        self._read = False

    def read(self, filenames, encoding=None):
        self._read = True
        return []

    read_file = read_string = read

    def read_dict(self, dictionary, source="<dict>"):
        for section, values in dictionary.items():
            self._sections.setdefault(section, {}).update({key: str(value) for key, value in values.items()})

    def sections(self):
        return unknown("the contents of a file are not known") if self._read else list(self._sections)

    def add_section(self, section):
        self._sections[section] = {}

    def has_section(self, section):
        return unknown("the contents of a file are not known") if self._read else section in self._sections

    def has_option(self, section, option):
        if self._read:
            return unknown("the contents of a file are not known")
        return option in self._sections.get(section, {})

    def set(self, section, option, value=None):
        self._sections[section][option] = value

    def get(self, section, option, **options):
        known = self._sections.get(section, {})
        if option in known:
            return known[option]
        return unknown("the contents of a file are not known")

    def getint(self, section, option, **options):
        return int(self.get(section, option))

    def getfloat(self, section, option, **options):
        return float(self.get(section, option))

    def getboolean(self, section, option, **options):
        return self.get(section, option).lower() in ("1", "yes", "true", "on")

    def __getitem__(self, section):
        return unknown("the contents of a file are not known") if self._read else self._sections[section]

    def __setitem__(self, section, values):
        self.read_dict({section: values})

    def __contains__(self, section):
        return self.has_section(section)

    def write(self, fp, space_around_delimiters=True):
        pass


class ConfigParser(RawConfigParser):
    pass


SafeConfigParser = ConfigParser
