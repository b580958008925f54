import { InvalidInput } from "#shared/kernel/errors.ts";
import { KEEP_EVENTS_DAYS, KEEP_EVENTS_MS } from "#shared/kernel/retention.ts";
import type { FoundContact, OnConflict } from "./find-contacts.ts";
import type { IncomingEvent } from "./incoming-event.ts";
import { isTooFarAhead } from "./timestamp-event.ts";

/** JSON pointer to a field of the nth event (from 0) in the request. */
export type PathOf = (index: number, field: "id" | "at" | "contactId" | "email") => string;

type Batch = {
  incoming: IncomingEvent[];
  contacts: Iterable<FoundContact>;
  onConflict: OnConflict;
  backfill: boolean;
};

/** @throws InvalidInput naming each invalid event */
export function checkBatch(
  { incoming, contacts, onConflict, backfill }: Batch,
  now: number,
  pathOf: PathOf,
): void {
  const instants = incoming.flatMap(({ at }, index) => {
    const message = faultOfInstant(at, backfill, now);
    return message === undefined ? [] : [{ path: pathOf(index, "at"), message }];
  });
  const refused = [...contacts].flatMap(({ index, refusal }) => {
    if (!refusal || (refusal.isTaken && onConflict === "skip")) return [];
    return [{ path: pathOf(index, refusal.field), message: refusal.message }];
  });
  const faults = [...instants, ...refused];
  if (faults.length > 0) throw new InvalidInput("the events are not valid", faults);
}

function faultOfInstant(at: number | undefined, backfill: boolean, now: number) {
  if (isTooFarAhead(at, now)) return "is more than an hour ahead of now: check the clock";
  // It would expire as soon as it was stored.
  if (backfill && at !== undefined && at <= now - KEEP_EVENTS_MS) {
    return `is older than events are kept: ${KEEP_EVENTS_DAYS} days`;
  }
  return undefined;
}
