import { HOUR_MS, MINUTE_MS } from "#shared/kernel/time.ts";

/**
 * Check again after an eighth of the mail's age, within these bounds: a repair delays a mail by at
 * most an eighth of its wait, with some 180 checks in seven days instead of 672.
 */
const REPAIR_MS = { least: 15 * MINUTE_MS, most: HOUR_MS };

/** When to retry a mail that the workspace can't send yet. */
export const repairAt = ({ bornAt }: { bornAt: number }, now: number): number =>
  now + Math.min(Math.max((now - bornAt) / 8, REPAIR_MS.least), REPAIR_MS.most);
