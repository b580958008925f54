type Limit = string | number | undefined;
/** Limits that must hold together. */
export type Range = { gt?: Limit; gte?: Limit; lt?: Limit; lte?: Limit };

export const IMPOSSIBLE = "nothing can match: the lower limit lies above the upper one";

/** Whether any value lies within the limits; limits of different types are not compared. */
export function isPossible({ gt, gte, lt, lte }: Range): boolean {
  const above = (low: Limit, high: Limit) =>
    typeof low === typeof high && low !== undefined && high !== undefined && low > high;
  const meets = (low: Limit, high: Limit) => low !== undefined && low === high;
  const closed = above(gte, lte);
  const open = [above(gt, lt), above(gt, lte), above(gte, lt)].some(Boolean);
  const touching = [meets(gt, lt), meets(gt, lte), meets(gte, lt)].some(Boolean);
  return !closed && !open && !touching;
}
