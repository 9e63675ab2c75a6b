// Tensor element types and PyTorch's promotion rules (torch.result_type).

import { PyClass, PyObject, objectClass } from "../python/values.ts";

export type Category = "bool" | "int" | "float" | "complex";

export const dtypeClass = new PyClass("dtype", [objectClass]);
dtypeClass.module = "torch";

export class DType extends PyObject {
  readonly name: string;
  readonly category: Category;
  /** Bytes an element. */
  readonly size: number;
  /** Short form in hints: `f32`. */
  readonly short: string;
  constructor(name: string, category: Category, size: number, short: string) {
    super(dtypeClass);
    this.name = name;
    this.category = category;
    this.size = size;
    this.short = short;
  }
}

export const bool = new DType("bool", "bool", 1, "bool");
export const uint8 = new DType("uint8", "int", 1, "u8");
export const int8 = new DType("int8", "int", 1, "i8");
export const int16 = new DType("int16", "int", 2, "i16");
export const int32 = new DType("int32", "int", 4, "i32");
export const int64 = new DType("int64", "int", 8, "i64");
export const float8_e4m3fn = new DType("float8_e4m3fn", "float", 1, "f8e4m3");
export const uint16 = new DType("uint16", "int", 2, "u16");
export const uint32 = new DType("uint32", "int", 4, "u32");
export const uint64 = new DType("uint64", "int", 8, "u64");
export const float8_e5m2 = new DType("float8_e5m2", "float", 1, "f8e5m2");
export const float8_e4m3fnuz = new DType("float8_e4m3fnuz", "float", 1, "f8e4m3fnuz");
export const float8_e5m2fnuz = new DType("float8_e5m2fnuz", "float", 1, "f8e5m2fnuz");
export const float8_e8m0fnu = new DType("float8_e8m0fnu", "float", 1, "f8e8m0fnu");
export const float16 = new DType("float16", "float", 2, "f16");
export const bfloat16 = new DType("bfloat16", "float", 2, "bf16");
export const float32 = new DType("float32", "float", 4, "f32");
export const float64 = new DType("float64", "float", 8, "f64");
export const complex32 = new DType("complex32", "complex", 4, "c32");
export const complex64 = new DType("complex64", "complex", 8, "c64");
export const complex128 = new DType("complex128", "complex", 16, "c128");

/** By every name that torch has for it. */
export const dtypes: ReadonlyMap<string, DType> = new Map<string, DType>([
  ...[
    bool,
    uint8,
    int8,
    int16,
    int32,
    int64,
    uint16,
    uint32,
    uint64,
    float8_e4m3fn,
    float8_e5m2,
    float8_e4m3fnuz,
    float8_e5m2fnuz,
    float8_e8m0fnu,
    float16,
    bfloat16,
    float32,
    float64,
    complex32,
    complex64,
    complex128,
  ].map((dtype): [string, DType] => [dtype.name, dtype]),
  ["half", float16],
  ["float", float32],
  ["double", float64],
  ["short", int16],
  ["int", int32],
  ["long", int64],
  ["cfloat", complex64],
  ["cdouble", complex128],
  ["chalf", complex32],
]);

const scalarNames: Readonly<Record<string, string>> = {
  bool: "Bool",
  uint8: "Byte",
  int8: "Char",
  int16: "Short",
  int32: "Int",
  int64: "Long",
  uint16: "UInt16",
  uint32: "UInt32",
  uint64: "UInt64",
  float16: "Half",
  bfloat16: "BFloat16",
  float32: "Float",
  float64: "Double",
  complex32: "ComplexHalf",
  complex64: "ComplexFloat",
  complex128: "ComplexDouble",
};

/** The dtype's name in messages and in class names like `torch.FloatTensor`. */
export function scalarName(dtype: DType): string {
  return scalarNames[dtype.name] ?? dtype.name.replace(/^f/, "F");
}

const categoryRank: Readonly<Record<Category, number>> = { bool: 0, int: 1, float: 2, complex: 3 };

/** Promotes two dtypes of equal standing (two tensors with dimensions, or two zero-dim ones). */
export function promote(a: DType, b: DType): DType {
  if (a === b) return a;
  const rankA = categoryRank[a.category];
  const rankB = categoryRank[b.category];
  if (a.category === "complex" || b.category === "complex") return promoteComplex(a, b);
  if (rankA !== rankB) return rankA > rankB ? a : b;
  if (a.category === "int") return promoteInt(a, b);
  if (a.size === b.size) return float32; // float16 with bfloat16
  return a.size > b.size ? a : b;
}

function promoteInt(a: DType, b: DType): DType {
  if (a !== uint8 && b !== uint8) return a.size > b.size ? a : b;
  const other = a === uint8 ? b : a;
  return other === int8 ? int16 : other;
}

function promoteComplex(a: DType, b: DType): DType {
  const part = (dtype: DType): DType =>
    dtype === complex128 ? float64 : dtype === complex32 ? float16 : dtype === complex64 ? float32 : dtype;
  const real = promote(part(a), part(b));
  return real === float64 ? complex128 : real === float16 ? complex32 : complex64;
}

/** What a Python number counts as: it lifts the category, not the size. */
export function promoteScalar(dtype: DType, scalar: Category, defaultFloat: DType): DType {
  if (categoryRank[scalar] <= categoryRank[dtype.category]) return dtype;
  if (scalar === "complex")
    return dtype === float64 || (dtype.category !== "float" && defaultFloat === float64) ? complex128 : complex64;
  if (scalar === "float") return defaultFloat;
  return scalar === "int" ? int64 : bool;
}

export interface Operand {
  readonly dtype: DType;
  readonly dimensional: boolean;
}

/**
 * torch.result_type over tensors and Python numbers: tensors with dimensions decide first; a zero-dim tensor or a number
 * matters only when its category is higher.
 */
export function resultType(tensors: readonly Operand[], scalars: readonly Category[], defaultFloat: DType): DType {
  const join = (list: readonly Operand[]): DType | null =>
    list.reduce<DType | null>((sum, { dtype }) => (sum === null ? dtype : promote(sum, dtype)), null);
  const dims = join(tensors.filter((tensor) => tensor.dimensional));
  const zeros = join(tensors.filter((tensor) => !tensor.dimensional));
  let result: DType | null = dims;
  if (zeros !== null)
    result = result === null || categoryRank[zeros.category] > categoryRank[result.category] ? zeros : result;
  for (const scalar of scalars) {
    if (result === null)
      result = scalar === "float" ? defaultFloat : scalar === "int" ? int64 : scalar === "bool" ? bool : complex64;
    else result = promoteScalar(result, scalar, defaultFloat);
  }
  return result ?? defaultFloat;
}
