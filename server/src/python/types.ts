// The class of any value.

import { Expr } from "../symbolic/dim.ts";
import { boolClass, intClass, noneClass, strClass } from "./values.ts";
import type { PyClass, Value } from "./values.ts";

export function typeOf(value: Value): PyClass {
  if (value === null) return noneClass;
  switch (typeof value) {
    case "boolean":
      return boolClass;
    case "number":
      return intClass;
    case "string":
      return strClass;
    default:
      return value instanceof Expr ? intClass : value.cls;
  }
}
