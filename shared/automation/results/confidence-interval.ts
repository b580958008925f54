/** Successes among trials. */
type Share = { hits: number; of: number };
export type Interval = [low: number, high: number];

/** 95 % of a standard normal distribution lies within this many standard deviations. */
const Z = 1.959963984540054;

/**
 * The 95 % score interval of a proportion (E. B. Wilson, Probable inference, the law of succession,
 * and statistical inference, JASA 22, 1927), which also holds for small samples. Undefined if `of`
 * is 0.
 */
export function wilsonInterval({ hits, of }: Share): Interval | undefined {
  if (of === 0) return undefined;
  const share = hits / of;
  const middle = share + Z ** 2 / (2 * of);
  const half = Z * Math.sqrt((share * (1 - share)) / of + Z ** 2 / (4 * of ** 2));
  const width = 1 + Z ** 2 / of;
  // At 0 % and 100 % one end is exact, which rounding would miss.
  return [hits === 0 ? 0 : (middle - half) / width, hits === of ? 1 : (middle + half) / width];
}

/**
 * The 95 % interval of the difference of two independent proportions: method 10 of R. G. Newcombe,
 * Interval estimation for the difference between independent proportions, Statistics in Medicine 17
 * (1998), 873–890. Undefined if one `of` is 0.
 */
export function newcombeInterval(one: Share, other: Share): Interval | undefined {
  const [first, second] = [wilsonInterval(one), wilsonInterval(other)];
  if (!first || !second) return undefined;
  const [p, q] = [one.hits / one.of, other.hits / other.of];
  return [
    p - q - Math.hypot(p - first[0], second[1] - q),
    p - q + Math.hypot(first[1] - p, q - second[0]),
  ];
}
