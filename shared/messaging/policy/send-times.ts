import type { Profile } from "#shared/audience/profiles/index.ts";
import { sendWindow, zoneOf } from "#shared/calendar/index.ts";
import { DAY_MS } from "#shared/kernel/time.ts";
import type { SendingState } from "#shared/platform/live-definitions/index.ts";

/** When to check again if the rules leave no time within a year. */
const NEVER_PAUSE_MS = DAY_MS;

/**
 * When the sending window opens next, in the rules' zone, else the contact's, else the workspace's;
 * undefined while it is open. Send steps wait by the same rule.
 */
export function closedUntil(
  rules: SendingState,
  { timeZone }: Profile,
  workspaceZone: string | undefined,
  now: number,
): number | undefined {
  const at = sendWindow(rules, zoneOf(rules.zone, timeZone, workspaceZone), now);
  return at === now ? undefined : (at ?? now + NEVER_PAUSE_MS);
}
