import { DAY_MS } from "#shared/kernel/time.ts";
import { sinceMidnight } from "./day.ts";

/** From `from` on and before `to`, in milliseconds after midnight. */
export type OpenTime = { from: number; to: number };

/** `TimeOfDay`s; a window without one of them goes from, or until, midnight. */
type Hours = {
  quietHours?: { from: string; to: string } | undefined;
  sendWindow?: { from?: string | undefined; to?: string | undefined } | undefined;
};

/** When on one of the window's days mail may go, in order: the window without the quiet hours. */
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
