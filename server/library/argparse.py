# A model of `argparse`. The command line is empty: what comes out are the defaults, and a required argument is not
# known.

from _floplens import unknown

SUPPRESS = "==SUPPRESS=="
OPTIONAL, ZERO_OR_MORE, ONE_OR_MORE, PARSER, REMAINDER = "?", "*", "+", "A...", "..."


class ArgumentError(Exception):
    def __init__(self, argument, message):
        super().__init__(message)
        self.argument_name = getattr(argument, "dest", None)
        self.message = message


class ArgumentTypeError(Exception):
    pass


class HelpFormatter:
    def __init__(self, prog, indent_increment=2, max_help_position=24, width=None):
        self._prog = prog


class RawDescriptionHelpFormatter(HelpFormatter):
    pass


class RawTextHelpFormatter(RawDescriptionHelpFormatter):
    pass


class ArgumentDefaultsHelpFormatter(HelpFormatter):
    pass


class MetavarTypeHelpFormatter(HelpFormatter):
    pass


class FileType:
    def __init__(self, mode="r", bufsize=-1, encoding=None, errors=None):
        self._mode = mode

    def __call__(self, string):
        return open(string, self._mode)


class Namespace:
    def __init__(self, **kwargs):
        for name, value in kwargs.items():
            setattr(self, name, value)

    def __eq__(self, other):
        if not isinstance(other, Namespace):
            return NotImplemented
        return vars(self) == vars(other)

    __hash__ = None

    def __contains__(self, key):
        return key in self.__dict__

    def __repr__(self):
        return f"{type(self).__name__}({', '.join([f'{name}={value!r}' for name, value in self.__dict__.items()])})"


class Action:
    def __init__(
        self,
        option_strings,
        dest,
        nargs=None,
        const=None,
        default=None,
        type=None,
        choices=None,
        required=False,
        help=None,
        metavar=None,
    ):
        self.option_strings = option_strings
        self.dest = dest
        self.nargs = nargs
        self.const = const
        self.default = default
        self.type = type
        self.choices = choices
        self.required = required
        self.help = help
        self.metavar = metavar

    def __call__(self, parser, namespace, values, option_string=None):
        raise NotImplementedError(".__call__() not defined")


class _StoreAction(Action):
    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, values)


class _StoreConstAction(Action):
    def __init__(self, option_strings, dest, const=None, default=None, required=False, help=None, metavar=None):
        super().__init__(option_strings, dest, 0, const, default, None, None, required, help, metavar)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, self.const)


class _StoreTrueAction(_StoreConstAction):
    def __init__(self, option_strings, dest, default=False, required=False, help=None):
        super().__init__(option_strings, dest, True, default, required, help)


class _StoreFalseAction(_StoreConstAction):
    def __init__(self, option_strings, dest, default=True, required=False, help=None):
        super().__init__(option_strings, dest, False, default, required, help)


class BooleanOptionalAction(Action):
    def __init__(
        self, option_strings, dest, default=None, type=None, choices=None, required=False, help=None, metavar=None
    ):
        negated = ["--no-" + option[2:] for option in option_strings if option.startswith("--")]
        super().__init__([*option_strings, *negated], dest, 0, None, default, type, choices, required, help, metavar)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, not option_string.startswith("--no-"))


class _AppendAction(Action):
    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, [*(getattr(namespace, self.dest, None) or []), values])


class _AppendConstAction(_StoreConstAction):
    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, [*(getattr(namespace, self.dest, None) or []), self.const])


class _ExtendAction(Action):
    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, [*(getattr(namespace, self.dest, None) or []), *values])


class _CountAction(Action):
    def __init__(self, option_strings, dest, default=None, required=False, help=None):
        super().__init__(option_strings, dest, 0, None, default, None, None, required, help)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, (getattr(namespace, self.dest, None) or 0) + 1)


class _HelpAction(Action):
    def __init__(self, option_strings, dest=SUPPRESS, default=SUPPRESS, help=None):
        super().__init__(option_strings, dest, 0, None, default, None, None, False, help)

    def __call__(self, parser, namespace, values, option_string=None):
        parser.exit()


class _VersionAction(_HelpAction):
    def __init__(self, option_strings, version=None, dest=SUPPRESS, default=SUPPRESS, help=None):
        super().__init__(option_strings, dest, default, help)
        self.version = version


class _SubParsersAction(Action):
    def __init__(self, parser_class, dest, required, help=None, metavar=None):
        super().__init__([], dest, PARSER, None, None, None, {}, required, help, metavar)
        self._parser_class = parser_class

    def add_parser(self, name, *, aliases=(), help=None, deprecated=False, **kwargs):
        kwargs.setdefault("prog", name)
        parser = self._parser_class(**kwargs)
        for known in (name, *aliases):
            self.choices[known] = parser
        return parser

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, values[0])


_actions = {
    None: _StoreAction,
    "store": _StoreAction,
    "store_const": _StoreConstAction,
    "store_true": _StoreTrueAction,
    "store_false": _StoreFalseAction,
    "append": _AppendAction,
    "append_const": _AppendConstAction,
    "extend": _ExtendAction,
    "count": _CountAction,
    "help": _HelpAction,
    "version": _VersionAction,
}


class _ActionsContainer:
    def __init__(self, container, argument_default=None):
        # Groups share the lists of the parser that they are in.
        self._actions = [] if container is None else container._actions
        self._defaults = {} if container is None else container._defaults
        self._registry = {} if container is None else container._registry
        self._types = {} if container is None else container._types
        self.argument_default = argument_default

    def register(self, registry_name, value, object):
        if registry_name == "action":
            self._registry[value] = object
        elif registry_name == "type":
            self._types[value] = object

    def set_defaults(self, **kwargs):
        self._defaults.update(kwargs)
        for action in self._actions:
            if action.dest in kwargs:
                action.default = kwargs[action.dest]

    def get_default(self, dest):
        for action in self._actions:
            if action.dest == dest and action.default is not None:
                return action.default
        return self._defaults.get(dest)

    def add_argument(self, *args, **kwargs):
        optional = bool(args) and args[0].startswith("-")
        dest = kwargs.pop("dest", None)
        if optional:
            if dest is None:
                long = [option for option in args if option.startswith("--")]
                dest = (long or list(args))[0].lstrip("-")
                if not dest:
                    raise ValueError(f"dest= is required for options like {args[0]!r}")
                dest = dest.replace("-", "_")
        else:
            if args and dest is not None:
                raise ValueError("dest supplied twice for positional argument")
            if len(args) > 1:
                raise ValueError(f"invalid option string {args[0]!r}: must start with a character '-'")
            dest = args[0] if args else dest
        option_strings = list(args) if optional else []
        if "default" not in kwargs:
            if dest in self._defaults:
                kwargs["default"] = self._defaults[dest]
            elif self.argument_default is not None:
                kwargs["default"] = self.argument_default
        if not optional:
            if "required" in kwargs:
                raise TypeError("'required' is an invalid argument for positionals")
            nargs = kwargs.get("nargs")
            if nargs not in (OPTIONAL, ZERO_OR_MORE, REMAINDER, SUPPRESS, 0):
                kwargs["required"] = True
            elif nargs in (ZERO_OR_MORE, REMAINDER) and kwargs.get("default") is None:
                kwargs["default"] = []
        action_name = kwargs.pop("action", None)
        action_class = self._registry.get(action_name, _actions.get(action_name, action_name))
        if not callable(action_class):
            raise ValueError(f"unknown action {action_class!r}")
        action = action_class(option_strings, dest, **kwargs)
        type_func = self._types.get(action.type, action.type)
        if type_func is not None and not callable(type_func):
            raise ValueError(f"{type_func!r} is not callable")
        for known in self._actions:
            conflicts = [option for option in option_strings if option in known.option_strings]
            if conflicts and getattr(self, "conflict_handler", "error") == "error":
                plural = "s" if len(conflicts) > 1 else ""
                name = "/".join(option_strings)
                raise ArgumentError(
                    action, f"argument {name}: conflicting option string{plural}: {', '.join(conflicts)}"
                )
        self._actions.append(action)
        action.container = self
        return action

    def add_argument_group(self, *args, **kwargs):
        group = _ArgumentGroup(self, self.argument_default)
        group.title = args[0] if args else kwargs.get("title")
        return group

    def add_mutually_exclusive_group(self, *, required=False):
        return _MutuallyExclusiveGroup(self, self.argument_default)


class _ArgumentGroup(_ActionsContainer):
    pass


class _MutuallyExclusiveGroup(_ArgumentGroup):
    pass


class ArgumentParser(_ActionsContainer):
    def __init__(
        self,
        prog=None,
        usage=None,
        description=None,
        epilog=None,
        parents=(),
        formatter_class=HelpFormatter,
        prefix_chars="-",
        fromfile_prefix_chars=None,
        argument_default=None,
        conflict_handler="error",
        add_help=True,
        allow_abbrev=True,
        exit_on_error=True,
        **options,
    ):
        super().__init__(None, argument_default)
        self.prog = "main.py" if prog is None else prog
        self.usage = usage
        self.description = description
        self.epilog = epilog
        self.formatter_class = formatter_class
        self.conflict_handler = conflict_handler
        self._subparsers = None
        if add_help:
            self.add_argument("-h", "--help", action="help")
        for parent in parents:
            self._actions.extend([action for action in parent._actions if not isinstance(action, _HelpAction)])
            self._defaults.update(parent._defaults)

    def add_subparsers(self, *, dest=SUPPRESS, required=False, parser_class=None, help=None, metavar=None, **options):
        action = _SubParsersAction(parser_class or type(self), dest, required, help, metavar)
        self._actions.append(action)
        return action

    def parse_args(self, args=None, namespace=None):
        namespace, rest = self.parse_known_args(args, namespace)
        if rest:
            self.error(f"unrecognized arguments: {' '.join(rest)}")
        return namespace

    def parse_known_args(self, args=None, namespace=None):
        # What the program was started with is not known; taken as nothing.
        args = [] if args is None else list(args)
        namespace = Namespace() if namespace is None else namespace
        for action in self._actions:
            if action.dest != SUPPRESS and not hasattr(namespace, action.dest) and action.default != SUPPRESS:
                setattr(namespace, action.dest, action.default)
        for name, value in self._defaults.items():
            if not hasattr(namespace, name):
                setattr(namespace, name, value)
        seen = []
        rest = self._consume(args, namespace, seen)
        for action in self._actions:
            if action in seen or action.dest == SUPPRESS:
                continue
            if action.required:
                setattr(namespace, action.dest, unknown(f"the argument {self._name(action)} is not known"))
            elif isinstance(action.default, str) and getattr(namespace, action.dest, None) is action.default:
                if action.default != SUPPRESS:
                    setattr(namespace, action.dest, self._convert(action, action.default))
        return namespace, rest

    parse_intermixed_args = parse_args
    parse_known_intermixed_args = parse_known_args

    def _consume(self, args, namespace, seen):
        rest = []
        positionals = [action for action in self._actions if not action.option_strings]
        position = 0
        while position < len(args):
            text = args[position]
            position += 1
            if text.startswith("-") and len(text) > 1 and not _is_number(text):
                option, _, attached = text.partition("=")
                action = self._option(option)
                if action is None:
                    rest.append(text)
                    continue
                values = [attached] if "=" in text else []
                if not values:
                    values = self._take(action, args, position)
                    position += len(values)
                seen.append(action)
                action(self, namespace, self._values(action, values), option)
            elif positionals:
                action = positionals.pop(0)
                if isinstance(action, _SubParsersAction):
                    seen.append(action)
                    if text not in action.choices:
                        self.error(f"argument {self._name(action)}: invalid choice: {text!r}")
                    if action.dest != SUPPRESS:
                        setattr(namespace, action.dest, text)
                    _, more = action.choices[text].parse_known_args(args[position:], namespace)
                    return rest + more
                values = self._take(action, args, position - 1)
                position += len(values) - 1
                seen.append(action)
                action(self, namespace, self._values(action, values), None)
            else:
                rest.append(text)
        return rest

    def _option(self, option):
        for action in self._actions:
            if option in action.option_strings:
                return action
        close = [action for action in self._actions if any(known.startswith(option) for known in action.option_strings)]
        return close[0] if len(close) == 1 and option.startswith("--") else None

    def _take(self, action, args, position):
        following = []
        for text in args[position:]:
            if text.startswith("-") and len(text) > 1 and not _is_number(text):
                break
            following.append(text)
        if action.nargs is None:
            following = following[:1]
            if not following:
                self.error(f"argument {self._name(action)}: expected one argument")
        elif action.nargs == OPTIONAL:
            following = following[:1]
        elif isinstance(action.nargs, int):
            if len(following) < action.nargs:
                self.error(f"argument {self._name(action)}: expected {action.nargs} arguments")
            following = following[: action.nargs]
        elif action.nargs == ONE_OR_MORE and not following:
            self.error(f"argument {self._name(action)}: expected at least one argument")
        return following

    def _values(self, action, values):
        converted = [self._convert(action, value) for value in values]
        for value in converted:
            if action.choices is not None and value not in action.choices:
                listed = ", ".join([repr(choice) for choice in action.choices])
                self.error(f"argument {self._name(action)}: invalid choice: {value!r} (choose from {listed})")
        if action.nargs is None:
            return converted[0]
        if action.nargs == OPTIONAL:
            return converted[0] if converted else action.const
        return converted

    def _convert(self, action, text):
        convert = self._types.get(action.type, action.type)
        if convert is None:
            return text
        try:
            return convert(text)
        except (TypeError, ValueError):
            name = getattr(convert, "__name__", repr(convert))
            self.error(f"argument {self._name(action)}: invalid {name} value: {text!r}")

    def _name(self, action):
        return "/".join(action.option_strings) or action.metavar or action.dest

    def error(self, message):
        raise SystemExit(2)

    def exit(self, status=0, message=None):
        raise SystemExit(status)

    def print_help(self, file=None):
        pass

    def print_usage(self, file=None):
        pass

    def format_help(self):
        return f"usage: {self.prog}\n"

    format_usage = format_help

    def convert_arg_line_to_args(self, arg_line):
        return [arg_line]


def _is_number(text):
    try:
        float(text)
    except ValueError:
        return False
    return True


def __getattr__(name):
    return unknown(f"argparse.{name} is not modelled")
