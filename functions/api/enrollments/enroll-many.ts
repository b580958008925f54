import { ensureContact, findContact, readListenersOnce } from "#shared/audience/contacts/index.ts";
import type { OnConflict } from "#shared/audience/intake/index.ts";
import { type Profile, publicId } from "#shared/audience/profiles/index.ts";
import type { Program } from "#shared/automation/language/index.ts";
import type { Idempotency } from "#shared/http/index.ts";
import { CALLS_AT_ONCE, mapConcurrently } from "#shared/kernel/map-concurrently.ts";
import type { ApiWorld } from "../world.ts";
import { batchOf, eventId, letIn } from "./enroll.ts";
import { findRowFaults, type ListedPerson } from "./find-row-faults.ts";
import { type BadRow, readList, refuseRows } from "./read-list.ts";
import { NAMED_BEFORE, whyNotEntering } from "./why-not.ts";

export type Options = { includeExisting: boolean; data: Record<string, unknown> };
/** A contact that will not enter, as far as can be said now; `line` where a list names it. */
type NotEntering = { contactId: string; line?: number; reason: string };
type Enrolled = {
  accepted: number;
  skippedExisting: number;
  unknown: string[];
  /** The first of them, where there are any, and how many there are. */
  notEntering?: NotEntering[];
  notEnteringInAll?: number;
};
type Chosen = { profile: Profile; index: number; line?: number; data: Record<string, unknown> };

/** As many people as a caller may name by their ids. */
const MAX_NAMED = 1_000;

/** Lets in contacts by their ids; unknown ones are named, and those that will not enter. */
export async function enrollContacts(
  world: ApiWorld,
  program: Program,
  contacts: string[],
  options: Options,
  idempotency?: Idempotency,
): Promise<Enrolled> {
  const ids = [...new Set(contacts)];
  const found = await mapConcurrently(ids, CALLS_AT_ONCE, (id) => findContact(world, id));
  const chosen = found.flatMap((item, index) =>
    item ? [{ profile: item.data, index, data: options.data }] : [],
  );
  const counts = await enrollChosen(world, program, chosen, options, idempotency);
  const known = new Map(ids.map((id, i) => [id, found[i]?.data]));
  const twice = contacts.flatMap((id, i) => {
    const profile = contacts.indexOf(id) < i ? known.get(id) : undefined;
    return profile ? [profile] : [];
  });
  idempotency?.names(twice.map(({ id }) => id));
  const again = twice.map((profile) => ({ contactId: publicId(profile), reason: NAMED_BEFORE }));
  const { notEntering = [], ...rest } = counts;
  const unknown = ids.filter((_, i) => !found[i]);
  return { ...rest, ...nameAll([...notEntering, ...again]), unknown };
}

/**
 * Lets in the people of a CSV; unknown ones are made. None is when a row is bad, unless those are
 * to be skipped, or with `onConflict: "skip"` those about a new contact whose address another one
 * has; with "merge" such a row lets in that contact. @throws InvalidInput naming the bad lines
 */
export async function enrollList(
  world: ApiWorld,
  program: Program,
  { csv, skipBad, onConflict }: { csv: string; skipBad: boolean; onConflict?: OnConflict },
  options: Options,
  idempotency?: Idempotency,
): Promise<Enrolled & { bad: BadRow[] }> {
  const { rows, bad: unreadable } = readList(csv);
  const { people, bad: unfit, taken } = await findRowFaults(world, rows, onConflict);
  const bad = [...unreadable, ...unfit, ...taken].toSorted((a, b) => a.line - b.line);
  const mayBeLeftOut = onConflict === "skip" && bad.length === taken.length;
  if (bad.length > 0 && !skipBad && !mayBeLeftOut) throw refuseRows(bad);
  const chosen = await ensureListed(world, people, options);
  const counts = await enrollChosen(world, program, chosen, options, idempotency);
  return { ...counts, unknown: [], bad };
}

async function ensureListed(world: ApiWorld, people: ListedPerson[], { data }: Options) {
  const hears = readListenersOnce(world);
  const found = await mapConcurrently(people, CALLS_AT_ONCE, async ({ who, rows }) => {
    const profile = await ensureContact(world, who, hears);
    return rows.map(
      (row): Chosen => ({
        profile,
        index: row.line,
        line: row.line,
        data: { ...data, ...row.data },
      }),
    );
  });
  return found.flat();
}

async function enrollChosen(
  world: ApiWorld,
  program: Program,
  chosen: Chosen[],
  { includeExisting }: Options,
  idempotency?: Idempotency,
) {
  const batch = batchOf(world, idempotency);
  const taken = chosen.filter(({ profile }) => includeExisting || profile.existing === undefined);
  const events = taken.map(({ profile, index, data }) => ({
    contact: profile.id,
    id: eventId(batch, index),
    at: batch.at,
    data,
  }));
  const found = await whyNotEntering(world, program, events);
  await letIn(world, program.sequence, events);
  const reasons = new Map(taken.map((one, i) => [one, found[i]]));
  const notEntering = chosen.flatMap((one): NotEntering[] => {
    const reason = reasons.has(one) ? reasons.get(one) : EXISTING;
    const who = { contactId: publicId(one.profile), ...(one.line && { line: one.line }) };
    if (reason === undefined) return [];
    idempotency?.names([one.profile.id]);
    return [{ ...who, reason }];
  });
  return {
    accepted: taken.length,
    skippedExisting: chosen.length - taken.length,
    ...nameAll(notEntering),
  };
}

const nameAll = (notEntering: NotEntering[]) =>
  notEntering.length > 0 && {
    notEntering: notEntering.slice(0, MAX_NAMED),
    notEnteringInAll: notEntering.length,
  };

const EXISTING = 'brought over with "existing": left out without "includeExisting"';
