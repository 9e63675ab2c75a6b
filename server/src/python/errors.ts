// Python's exception classes, and how native code raises one.

import { PyClass, PyInstance, PyRaise, PyTuple, objectClass } from "./values.ts";
import type { Context } from "./values.ts";

export const baseExceptionClass = new PyClass("BaseException", [objectClass]);

/** Each exception class with its base, in Python's order. */
const hierarchy: readonly (readonly [string, string])[] = [
  ["Exception", "BaseException"],
  ["SystemExit", "BaseException"],
  ["KeyboardInterrupt", "BaseException"],
  ["GeneratorExit", "BaseException"],
  ["StopIteration", "Exception"],
  ["StopAsyncIteration", "Exception"],
  ["ArithmeticError", "Exception"],
  ["OverflowError", "ArithmeticError"],
  ["ZeroDivisionError", "ArithmeticError"],
  ["FloatingPointError", "ArithmeticError"],
  ["AssertionError", "Exception"],
  ["AttributeError", "Exception"],
  ["BufferError", "Exception"],
  ["EOFError", "Exception"],
  ["ImportError", "Exception"],
  ["ModuleNotFoundError", "ImportError"],
  ["LookupError", "Exception"],
  ["IndexError", "LookupError"],
  ["KeyError", "LookupError"],
  ["MemoryError", "Exception"],
  ["NameError", "Exception"],
  ["UnboundLocalError", "NameError"],
  ["OSError", "Exception"],
  ["FileExistsError", "OSError"],
  ["FileNotFoundError", "OSError"],
  ["NotADirectoryError", "OSError"],
  ["IsADirectoryError", "OSError"],
  ["PermissionError", "OSError"],
  ["ConnectionError", "OSError"],
  ["TimeoutError", "OSError"],
  ["ReferenceError", "Exception"],
  ["RuntimeError", "Exception"],
  ["NotImplementedError", "RuntimeError"],
  ["RecursionError", "RuntimeError"],
  ["SyntaxError", "Exception"],
  ["SystemError", "Exception"],
  ["TypeError", "Exception"],
  ["ValueError", "Exception"],
  ["UnicodeError", "ValueError"],
  ["UnicodeDecodeError", "UnicodeError"],
  ["UnicodeEncodeError", "UnicodeError"],
  ["Warning", "Exception"],
  ["UserWarning", "Warning"],
  ["DeprecationWarning", "Warning"],
  ["FutureWarning", "Warning"],
  ["RuntimeWarning", "Warning"],
  ["ImportWarning", "Warning"],
  ["PendingDeprecationWarning", "Warning"],
  ["ResourceWarning", "Warning"],
  ["BaseExceptionGroup", "BaseException"],
  ["ExceptionGroup", "BaseExceptionGroup"],
];

export const exceptionClasses: ReadonlyMap<string, PyClass> = hierarchy.reduce(
  (classes, [name, base]) => {
    const parent = classes.get(base);
    if (parent === undefined) throw new Error(`exception ${name} stands before its base ${base}`);
    return classes.set(name, new PyClass(name, [parent]));
  },
  new Map([["BaseException", baseExceptionClass]]),
);

/** A new exception of a built-in class, to be thrown: `throw raiseError(context, "ValueError", "…")`. */
export function raiseError(context: Pick<Context, "frame" | "site">, type: string, message: string): PyRaise {
  const cls = exceptionClasses.get(type);
  if (cls === undefined) throw new Error(`no exception class ${type}`);
  const exception = new PyInstance(cls);
  exception.attrs.set("args", new PyTuple([message]));
  return new PyRaise(exception, context.frame, context.site);
}
