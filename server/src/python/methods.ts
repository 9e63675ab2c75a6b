// The methods and fields of the built-in types, gathered. Bound once; the classes are shared by all runs and never change
// afterwards.

import { bytesRows } from "./bytesMethods.ts";
import { dictRows, fromKeys, viewRows } from "./dictMethods.ts";
import { bindRows, nativeProperty } from "./nativeFunction.ts";
import type { Rows } from "./nativeFunction.ts";
import { floatRows, intRows } from "./numberMethods.ts";
import { listRows, sequenceRows, sliceRows } from "./sequenceMethods.ts";
import { setInitRows, setRows } from "./setMethods.ts";
import { makeTranslation, stringRows } from "./stringMethods.ts";
import {
  PyRange,
  PySlice,
  StaticMethod,
  bytesClass,
  dictClass,
  dictItemsClass,
  dictKeysClass,
  dictValuesClass,
  floatClass,
  frozensetClass,
  intClass,
  listClass,
  rangeClass,
  setClass,
  sliceClass,
  strClass,
  tupleClass,
} from "./values.ts";
import type { PyClass, Value } from "./values.ts";

const methods: readonly (readonly [PyClass, Rows])[] = [
  [strClass, stringRows],
  [bytesClass, bytesRows],
  [listClass, listRows],
  [tupleClass, sequenceRows],
  [rangeClass, sequenceRows],
  [sliceClass, sliceRows],
  [dictClass, dictRows],
  [dictKeysClass, viewRows],
  [dictValuesClass, viewRows],
  [dictItemsClass, viewRows],
  [setClass, setRows],
  [setClass, setInitRows],
  [frozensetClass, setRows],
  [intClass, intRows],
  [floatClass, floatRows],
];

const fields: readonly (readonly [PyClass, string, (self: Value) => Value])[] = [
  [intClass, "real", (self) => self],
  [intClass, "imag", () => 0],
  [floatClass, "real", (self) => self],
  [floatClass, "imag", () => 0],
  [sliceClass, "start", (self) => (self instanceof PySlice ? self.start : null)],
  [sliceClass, "stop", (self) => (self instanceof PySlice ? self.stop : null)],
  [sliceClass, "step", (self) => (self instanceof PySlice ? self.step : null)],
  [rangeClass, "start", (self) => (self instanceof PyRange ? self.start : null)],
  [rangeClass, "stop", (self) => (self instanceof PyRange ? self.stop : null)],
  [rangeClass, "step", (self) => (self instanceof PyRange ? self.step : null)],
];

export function bindBuiltinMethods(): void {
  for (const [cls, rows] of methods) bindRows(cls, rows);
  for (const [cls, name, get] of fields) cls.dict.set(name, nativeProperty(name, get));
  strClass.dict.set("maketrans", new StaticMethod(makeTranslation));
  dictClass.dict.set("fromkeys", fromKeys);
}
