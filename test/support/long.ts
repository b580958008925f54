/** Set by `npm run test:long`, which tries all of what `npm test` tries a quarter of. */
export const isLong = process.env.LONG !== undefined;
const PARTS = 4;

/** What decides which cases are tried, so that a run can be repeated; without one, chance does. */
export const seed = process.env.SEED === undefined ? undefined : Number(process.env.SEED);

/** How often a property is tried that may be tried so often. */
export const runs = (all: number): number => (isLong ? all : Math.ceil(all / PARTS));

/** Which of many cases are tried: another quarter each time, or all of them. */
export function some<T>(cases: readonly T[]): T[] {
  const part = (seed ?? Math.floor(Math.random() * PARTS)) % PARTS;
  return cases.filter((_, i) => isLong || i % PARTS === part);
}
