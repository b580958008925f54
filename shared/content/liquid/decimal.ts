/** Exactly `units` / 10^`scale`. `isWhole`: it was written as an integer, and divides as one. */
export type Decimal = { units: bigint; scale: number; isWhole: boolean };

/** Digits of a quotient: twice a JavaScript number's. */
const QUOTIENT_DIGITS = 34;

export const whole = (units: bigint): Decimal => ({ units, scale: 0, isWhole: true });

/** Parses a number's text in JavaScript notation, including `1.5e-7`. */
export function readDecimal(text: string): Decimal {
  const [mantissa = "", exponent = "0"] = text.split("e");
  const [integer = "", fraction = ""] = mantissa.split(".");
  const scale = fraction.length - Number(exponent);
  const units = BigInt(integer + fraction);
  return scale < 0
    ? { units: units * 10n ** BigInt(-scale), scale: 0, isWhole: false }
    : { units, scale, isWhole: false };
}

/** The nearest JavaScript number. */
export const nearest = ({ units, scale }: Decimal): number => Number(`${units}e-${scale}`);

export const add = (a: Decimal, b: Decimal): Decimal => alike(a, b, (x, y) => x + y);
export const subtract = (a: Decimal, b: Decimal): Decimal => alike(a, b, (x, y) => x - y);
export const isLess = (a: Decimal, b: Decimal): boolean => subtract(a, b).units < 0n;

export const multiply = (a: Decimal, b: Decimal): Decimal => ({
  units: a.units * b.units,
  scale: a.scale + b.scale,
  isWhole: a.isWhole && b.isWhole,
});

/** Integers give an integer, rounded down. @throws RangeError for a zero divisor */
export function divide(a: Decimal, b: Decimal): Decimal {
  assertNot0(b);
  if (a.isWhole && b.isWhole) return whole(floorDivide(a.units, b.units));
  const digits = Math.max(QUOTIENT_DIGITS + digitsOf(b.units) - digitsOf(a.units), 0);
  const scale = a.scale - b.scale + digits;
  const units = (a.units * 10n ** BigInt(digits)) / b.units;
  return scale < 0
    ? { units: units * 10n ** BigInt(-scale), scale: 0, isWhole: false }
    : { units, scale, isWhole: false };
}

/** With the sign of `b`. @throws RangeError for a zero divisor */
export function modulo(a: Decimal, b: Decimal): Decimal {
  assertNot0(b);
  return alike(a, b, (x, y) => x - y * floorDivide(x, y));
}

export const absolute = (a: Decimal): Decimal => (a.units < 0n ? { ...a, units: -a.units } : a);

export const floor = ({ units, scale }: Decimal): Decimal =>
  whole(floorDivide(units, 10n ** BigInt(scale)));

export const ceil = ({ units, scale }: Decimal): Decimal =>
  whole(-floorDivide(-units, 10n ** BigInt(scale)));

/** Rounds to `digits` after the point, or before it if negative; halves away from zero. */
export function round(a: Decimal, digits: number): Decimal {
  const dropped = a.scale - digits;
  if (dropped <= 0) return a;
  const unit = 10n ** BigInt(dropped);
  const sign = a.units < 0n ? -1n : 1n;
  const units = ((a.units * sign * 2n + unit) / (2n * unit)) * sign;
  return digits >= 0
    ? { units, scale: digits, isWhole: a.isWhole }
    : { units: units * 10n ** BigInt(-digits), scale: 0, isWhole: a.isWhole };
}

function alike(a: Decimal, b: Decimal, work: (x: bigint, y: bigint) => bigint): Decimal {
  const scale = Math.max(a.scale, b.scale);
  const [x, y] = [a, b].map((one) => one.units * 10n ** BigInt(scale - one.scale));
  return { units: work(x!, y!), scale, isWhole: a.isWhole && b.isWhole };
}

function floorDivide(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return a % b !== 0n && a < 0n !== b < 0n ? quotient - 1n : quotient;
}

function assertNot0({ units }: Decimal): void {
  if (units === 0n) throw new RangeError("divided by 0");
}

const digitsOf = (units: bigint): number => units.toString().length;
