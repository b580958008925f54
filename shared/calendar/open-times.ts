import { DAY_MS } from "#shared/kernel/time.ts";
import { sinceMidnight } from "./day.ts";

/** From `from` (inclusive) to `to` (exclusive), in milliseconds after midnight. */
export type OpenTime = { from: number; to: number };

/** `TimeOfDay`s; a missing bound of a window is midnight. */
type Hours = {
  quietHours?: { from: string; to: string } | undefined;
  sendWindow?: { from?: string | undefined; to?: string | undefined } | undefined;
};

/** The sendable times of a day in the window, in order: the window minus the quiet hours. */
export function openTimes({ quietHours, sendWindow }: Hours): OpenTime[] {
  const opens = sendWindow?.from === undefined ? 0 : sinceMidnight(sendWindow.from);
  const closes = sendWindow?.to === undefined ? DAY_MS : sinceMidnight(sendWindow.to);
  return outsideQuietHours(quietHours)
    .map(({ from, to }) => ({ from: Math.max(from, opens), to: Math.min(to, closes) }))
    .filter(({ from, to }) => from < to);
}

function outsideQuietHours(quiet: Hours["quietHours"]): OpenTime[] {
  if (!quiet) return [{ from: 0, to: DAY_MS }];
  const [from, to] = [sinceMidnight(quiet.from), sinceMidnight(quiet.to)];
  if (from > to) return [{ from: to, to: from }];
  return [
    { from: 0, to: from },
    { from: to, to: DAY_MS },
  ];
}
