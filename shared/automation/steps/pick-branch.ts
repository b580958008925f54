import * as z from "zod/mini";

/** How many come this way beside those of the other ways; 1 where it is left out. */
export const Weight = z.int().check(z.gte(1), z.lte(1000));

/** Which of the weighted ways a share in [0, 1) falls to. */
export function pickBranch<W extends { weight?: number }>(ways: readonly W[], share: number): W {
  const total = ways.reduce((sum, { weight = 1 }) => sum + weight, 0);
  let rest = share * total;
  for (const way of ways) {
    rest -= way.weight ?? 1;
    if (rest < 0) return way;
  }
  return ways.at(-1)!;
}
