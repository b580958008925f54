import { HOUR_MS, MINUTE_MS } from "#shared/kernel/time.ts";

/**
 * How soon to see again whether the workspace has what the mail lacks: after an eighth of its age,
 * within these bounds. A repair then delays no mail by more than an eighth of what it has waited
 * already (a quarter of an hour at first), for some 180 looks in its seven days instead of 672.
 */
const REPAIR_MS = { least: 15 * MINUTE_MS, most: HOUR_MS };

/** When a mail whose workspace lacks something is tried again. */
export const repairAt = ({ bornAt }: { bornAt: number }, now: number): number =>
  now + Math.min(Math.max((now - bornAt) / 8, REPAIR_MS.least), REPAIR_MS.most);
