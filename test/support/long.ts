/** Set by `npm run test:long`, which tries all of what `npm test` tries a quarter of. */
export const isLong = process.env.LONG !== undefined;
const PARTS = 4;

/** How often a property is tried that may be tried so often. */
export const runs = (all: number): number => (isLong ? all : Math.ceil(all / PARTS));

/** Which of many cases are tried: another quarter each time, or all of them. */
export function some<T>(cases: readonly T[]): T[] {
  const part = Math.floor(Math.random() * PARTS);
  return cases.filter((_, i) => isLong || i % PARTS === part);
}
