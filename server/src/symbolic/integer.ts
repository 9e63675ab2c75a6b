// Python's integer arithmetic on JavaScript numbers. Exact up to 2^53; above that, what doubles give.

/** Python's `a // b`, rounded towards minus infinity. */
export function floorDivInt(a: number, b: number): number {
  if (b === 0) throw new RangeError("integer division or modulo by zero");
  return Math.floor(a / b) + 0; // + 0 turns -0 into 0
}

/** Python's `a % b`, with the sign of b. */
export function modInt(a: number, b: number): number {
  if (b === 0) throw new RangeError("integer division or modulo by zero");
  const rest = a % b;
  return rest !== 0 && rest < 0 !== b < 0 ? rest + b : rest + 0;
}

/** The greatest common divisor, never negative; gcd(0, a) = |a|. Infinite or NaN arguments have none: 1. */
export function gcd(a: number, b: number): number {
  if (!Number.isFinite(a) || !Number.isFinite(b)) return 1;
  let x = Math.abs(a);
  let y = Math.abs(b);
  while (y !== 0) [x, y] = [y, x % y];
  return x;
}
