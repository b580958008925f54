import * as z from "zod/mini";

/** A branch's share relative to the others; 1 when absent. */
export const Weight = z.int().check(z.gte(1), z.lte(1000));

/** The weighted branch at a fraction in [0, 1). */
export function pickBranch<B extends { weight?: number }>(
  branches: readonly B[],
  fraction: number,
): B {
  const total = branches.reduce((sum, { weight = 1 }) => sum + weight, 0);
  let rest = fraction * total;
  for (const branch of branches) {
    rest -= branch.weight ?? 1;
    if (rest < 0) return branch;
  }
  return branches.at(-1)!;
}
