import type { Evidence, Fault } from "./evidence.ts";

/** A slot is taken a moment before its call: over half a minute that evens out (milliseconds). */
const WINDOW_MS = 30_000;

/** Mails of one run that overtook each other. */
export function countOvertaking({ calls, mails }: Evidence, fault: Fault): number {
  const place = new Map<string, number>();
  calls.forEach(({ accepted, messageId }, i) => {
    if (accepted && !place.has(messageId)) place.set(messageId, i);
  });
  const sent = mails.filter(({ id, run, isTeam }) => run && !isTeam && place.has(id));
  let faults = 0;
  for (const ofRun of Map.groupBy(sent, ({ run }) => run).values()) {
    const inOrder = ofRun.toSorted((a, b) => a.bornAt - b.bornAt);
    inOrder.forEach((mail, i) => {
      const before = inOrder[i - 1];
      if (before && place.get(before.id)! > place.get(mail.id)!) {
        faults += fault(`overtook the mail before it: ${mail.id}`);
      }
    });
  }
  return faults;
}

/**
 * Half minutes with more calls than the provider allowed; one that was lowered within the last is
 * not held to it.
 */
export function countTooFast({ calls, rates }: Evidence, fault: Fault): number {
  let faults = 0;
  const windows = Map.groupBy(calls, ({ at }) => Math.floor(at / WINDOW_MS));
  for (const [window, some] of windows) {
    const start = (window - 1) * WINDOW_MS;
    const allowed = rates.filter(
      ({ from }, i) => from <= start + 2 * WINDOW_MS && (rates[i + 1]?.from ?? Infinity) > start,
    );
    const perSecond = Math.max(...allowed.map((rate) => rate.perSecond));
    if (some.length > (perSecond * WINDOW_MS) / 1_000) {
      faults += fault(`${some.length} calls in half a minute, at ${perSecond} a second`);
    }
  }
  return faults;
}
