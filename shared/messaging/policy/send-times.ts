import type { Profile } from "#shared/audience/profiles/index.ts";
import { sendWindow, zoneOf } from "#shared/calendar/index.ts";
import { DAY_MS } from "#shared/kernel/time.ts";
import type { SendingState } from "#shared/platform/live-definitions/index.ts";

/** How soon to ask again where the rules leave no time within a year. */
const NEVER_PAUSE_MS = DAY_MS;

/**
 * Until when mail may not go by the rules, in their zone, else the person's, else the workspace's; undefined while it may.
 * A step that sends waits by the same rule before it decides.
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
