// Which dtype a kernel computes in: autocast's casts, and the names that C++ has for dtypes in messages.

import type { Context } from "../python/values.ts";
import { float32, float64 } from "../tensor/dtype.ts";
import type { DType } from "../tensor/dtype.ts";
import { tensorState } from "../tensor/op.ts";

/** The dtype that a product (matmul, conv, attention, rnn) reads a tensor as: autocast lowers every float but double. */
export function lowered(context: Context, dtype: DType): DType {
  const { autocast } = tensorState(context);
  return autocast !== null && dtype.category === "float" && dtype !== float64 ? autocast : dtype;
}

/** The dtype that softmax, norms over features, losses and resizing read a tensor as: autocast lifts halves to float32. */
export function lifted(context: Context, dtype: DType): DType {
  const { autocast } = tensorState(context);
  return autocast !== null && dtype.category === "float" && dtype !== float64 ? float32 : dtype;
}

/** How C++ names the dtypes whose names differ from Python's, as some messages do. */
const nativeNames: Readonly<Record<string, string>> = {
  uint8: "unsigned char",
  int8: "signed char",
  int16: "short int",
  int32: "int",
  int64: "long int",
  float8_e4m3fn: "c10::Float8_e4m3fn",
  float8_e5m2: "c10::Float8_e5m2",
  float16: "c10::Half",
  bfloat16: "c10::BFloat16",
  float32: "float",
  float64: "double",
  complex32: "c10::complex<c10::Half>",
  complex64: "c10::complex<float>",
  complex128: "c10::complex<double>",
};

export function nativeName(dtype: DType): string {
  return nativeNames[dtype.name] ?? dtype.name;
}

export function isFloating(dtype: DType): boolean {
  return dtype.category === "float" || dtype.category === "complex";
}
